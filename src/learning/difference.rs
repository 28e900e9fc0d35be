//! Two texts as one: the pieces that both have, and those that only one of them has.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

/// Parts of a text that are compared one by one; of longer texts the whole is.
const MOST_COMPARED: usize = 500;

/// Whether a piece of text stands in both texts or in which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// In both.
    Both,
    /// Only in the text that holds: the other leaves it out.
    Missing,
    /// Only in the other text.
    Extra,
}

/// A piece of the two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub side: Side,
    /// Its text.
    pub text: String,
}

/// The text that holds and the other one, cluster by cluster. Clusters that are alike under
/// `fold` count as the same.
pub fn by_letter(holds: &str, other: &str, fold: impl Fn(&str) -> String) -> Vec<Piece> {
    let holds: Vec<&str> = holds.trim().graphemes(true).collect();
    let other: Vec<&str> = other.trim().graphemes(true).collect();
    pieces(&holds, &other, fold)
}

/// The same word by word: a number that is another one is shown whole.
pub fn by_word(holds: &str, other: &str) -> Vec<Piece> {
    let words = |text| words(text).collect::<Vec<_>>();
    pieces(&words(holds.trim()), &words(other.trim()), str::to_owned)
}

/// Runs of letters, figures and the marks inside them, and what stands between those.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = if is_of_word(first) {
            rest.find(|sign| !is_of_word(sign))
        } else {
            rest.char_indices().nth(1).map(|(at, _)| at)
        };
        let (word, tail) = rest.split_at(end.unwrap_or(rest.len()));
        rest = tail;
        Some(word)
    })
}

fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || "-_.'’\u{200d}".contains(sign)
}

fn pieces(holds: &[&str], other: &[&str], fold: impl Fn(&str) -> String) -> Vec<Piece> {
    let piece = |side, parts: &[&str]| Piece { side, text: parts.concat() };
    let apart = || vec![piece(Side::Extra, other), piece(Side::Missing, holds)];
    let key = |parts: &[&str]| -> Vec<String> { parts.iter().map(|part| fold(part)).collect() };
    let longest = holds.len().max(other.len());
    if longest > MOST_COMPARED {
        return apart();
    }
    let (mut pieces, mut shared) = (Vec::new(), 0);
    for change in capture_diff_slices(Algorithm::Myers, &key(holds), &key(other)) {
        let (old, new) = (&holds[change.old_range()], &other[change.new_range()]);
        if matches!(change, DiffOp::Equal { .. }) {
            pieces.push(piece(Side::Both, old));
            shared += old.len();
            continue;
        }
        pieces.push(piece(Side::Extra, new));
        pieces.push(piece(Side::Missing, old));
    }
    if shared * 2 < longest {
        // What two texts share by chance tells nobody anything.
        pieces = apart();
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::Side::{Both, Extra, Missing};
    use super::*;

    #[track_caller]
    fn check(holds: &str, other: &str, expected: &[(Side, &str)]) {
        let pieces = by_word(holds, other);
        let told: Vec<_> = pieces.iter().map(|piece| (piece.side, piece.text.as_str())).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn a_number_that_is_another_one_is_shown_whole() {
        check(
            "30-50x faster than pip",
            "80-100x faster than pip",
            &[(Extra, "80-100x"), (Missing, "30-50x"), (Both, " faster than pip")],
        );
    }

    #[test]
    fn a_word_that_was_put_in_is_missing_before() {
        check(
            "it is not safe",
            "it is safe",
            &[(Both, "it is "), (Missing, "not "), (Both, "safe")],
        );
    }

    #[test]
    fn texts_with_little_in_common_stay_apart() {
        check(
            "a pot",
            "the bed by the wall",
            &[(Extra, "the bed by the wall"), (Missing, "a pot")],
        );
        check("mint", "", &[(Missing, "mint")]);
        check("", "", &[]);
    }
}
