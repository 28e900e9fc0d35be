//! Cards as the text that Anki imports: for those who want to look at what they import, or to
//! change it on the way. It brings no schedule, no log and no pictures; the package does.

use crate::adapters::anki::html::cleaned;
use crate::adapters::anki::{ids, rows};
use crate::adapters::store::export::ExportedCard;
use std::io::Write;

/// What the columns are. The notetype is named once and not in each row, so that Anki asks for
/// another where it has none of this name: in other languages "Basic" is called otherwise.
const HEADER: &str = "\
#separator:tab
#html:true
#notetype:Basic
#guid column:1
#deck column:2
#tags column:5
";

/// Holds the decks whose own name Anki would take for a number.
const ROOT: &str = "recall";

/// Writes these cards, one a record. Each keeps its guid, so that a later text updates the notes
/// that an earlier one brought.
pub fn write(out: impl Write, cards: &[ExportedCard]) -> std::io::Result<()> {
    let mut out = out;
    out.write_all(HEADER.as_bytes())?;
    let mut records = csv::WriterBuilder::new().delimiter(b'\t').from_writer(out);
    for (deck, card) in in_order(cards) {
        let fields = rows::fields(card, &mut |_| None);
        let tags = rows::own_tags(card, false);
        let guid = ids::guid_in_text(card.id);
        let record = [&guid, &deck, &fields.question, &fields.answer, tags.trim()];
        records.write_record(record)?;
    }
    records.flush()
}

/// The cards with their decks, each deck before those under it: Anki makes a second deck `A+`
/// where the first card of `A` comes after one of `A::B`.
fn in_order(cards: &[ExportedCard]) -> Vec<(String, &ExportedCard)> {
    let mut ordered: Vec<_> = cards.iter().map(|card| (deck(&card.deck), card)).collect();
    ordered.sort_by_cached_key(|(deck, _)| deck.to_lowercase());
    ordered
}

/// The deck's name in Anki. One of digits alone would be taken for an id, and its cards dropped.
fn deck(name: &str) -> String {
    let name = cleaned(name);
    let first = name.split("::").next().unwrap_or_default();
    let is_number = !first.is_empty() && first.chars().all(|c| c.is_ascii_digit());
    if is_number { format!("{ROOT}::{name}") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deck_of_digits_is_put_under_another_with_all_below_it() {
        assert_eq!(deck("2025"), "recall::2025");
        assert_eq!(deck("2025::Conf"), "recall::2025::Conf");
        assert_eq!(deck("Conf::2025"), "Conf::2025");
        assert_eq!(deck("3rd year"), "3rd year");
    }
}
