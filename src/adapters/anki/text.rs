//! Cards as the text that Anki imports: for those who want to look at what they import, or to
//! change it on the way. It brings no schedule, no log and no pictures; the package does.

use crate::adapters::anki::content::{self, Fields};
use crate::adapters::anki::html::cleaned;
use crate::adapters::anki::link::{Links, Notes};
use crate::adapters::anki::{ids, notetype, rows};
use crate::adapters::store::export::ExportedCard;
use std::io::Write;

/// What the columns are; those after the last are the fields.
const HEADER: &str = "\
#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:4
";

/// Fields of the notetype that has most.
const FIELDS: usize = 7;

/// Holds the decks whose own name Anki would take for a number.
const ROOT: &str = "recall";

/// Writes these cards, one a record. Each has the guid and the notetype that it has in a package,
/// so that text and package are about the same note: a later one of either kind updates it.
pub fn write(out: impl Write, cards: &[ExportedCard], notes: Notes) -> std::io::Result<()> {
    let mut out = out;
    out.write_all(HEADER.as_bytes())?;
    let mut links = Links::new(notes);
    let mut records = csv::WriterBuilder::new().delimiter(b'\t').from_writer(out);
    for (deck, card) in in_order(cards) {
        let (guid, kind) = match &card.anki {
            Some(known) => (known.guid.clone(), known.notetype),
            None => (ids::guid(card.id), content::kind(card)),
        };
        let fields = Fields::of(card, kind, links.of(card), &mut |_| None);
        let tags = rows::own_tags(card, false);
        let about = [&guid, notetype::name(kind), &deck, tags.trim()];
        let fields = fields.all().into_iter().chain(std::iter::repeat("")).take(FIELDS);
        records.write_record(about.into_iter().chain(fields))?;
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
