//! A typed answer beside the right one: is it right, and where do the two differ.
//!
//! What is tested is knowledge, not typing: case, accents and punctuation do not count, what the
//! right answer says in parentheses may be left out, and each word may have one slip of the
//! fingers. Figures have none.

use crate::learning::difference::{Piece, by_letter};
use crate::values::grade::Grade;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Letters in which a slip may happen: a shorter word would be another word.
const LEAST_LETTERS: usize = 4;

/// How right a typed answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// All of it.
    Right,
    /// All of it, but for slips.
    Slips,
    /// Three words in four of it.
    Nearly,
    /// Less.
    Wrong,
    /// No word was typed.
    Nothing,
}

impl Verdict {
    /// The grade that it suggests, one worse after a hint.
    pub const fn suggestion(self, hinted: bool) -> Grade {
        match self {
            Self::Right | Self::Slips if !hinted => Grade::GOOD,
            Self::Right | Self::Slips => Grade::HARD,
            Self::Nearly if !hinted => Grade::HARD,
            Self::Nearly | Self::Wrong | Self::Nothing => Grade::AGAIN,
        }
    }
}

/// A typed answer compared with the right one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// How right it is.
    pub verdict: Verdict,
    /// Both texts, cluster by cluster.
    pub pieces: Vec<Piece>,
}

/// Compares the right answer, as plain text, with what was typed.
pub fn compare(right: &str, typed: &str) -> Comparison {
    Comparison { verdict: judge(right, typed), pieces: by_letter(right, typed, folded) }
}

fn judge(right: &str, typed: &str) -> Verdict {
    if typed.trim().is_empty() && !right.trim().is_empty() {
        return Verdict::Nothing;
    }
    let wholes = [words(right), words(&without_parentheses(right))];
    let wholes = || wholes.iter().filter(|whole| !whole.is_empty());
    if wholes().next().is_none() {
        // An answer of signs alone is right to the letter.
        let is_right = squeezed(right) == squeezed(typed);
        return if is_right { Verdict::Right } else { Verdict::Wrong };
    }
    let typed = words(typed);
    if wholes().any(|whole| whole.concat() == typed.concat()) {
        return Verdict::Right;
    }
    if wholes().any(|whole| is_alike(whole, &typed)) {
        return Verdict::Slips;
    }
    let is_near = |whole: &Vec<String>| known(whole, &typed) * 4 >= whole.len() * 3;
    if wholes().any(is_near) { Verdict::Nearly } else { Verdict::Wrong }
}

/// The words of a text: lower case, without accents and punctuation.
fn words(text: &str) -> Vec<String> {
    folded(text)
        .split(|sign: char| !sign.is_alphanumeric() && !"+#".contains(sign))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Lower case, without accents; letters that a keyboard may lack as others write them.
fn folded(text: &str) -> String {
    let plain = text.nfkd().filter(|sign| !is_combining_mark(*sign)).flat_map(char::to_lowercase);
    plain.fold(String::new(), |mut folded, letter| {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            // An apostrophe is left out, not a gap: `don't` is `dont`.
            '\'' | '’' => {}
            other => folded.push(other),
        }
        folded
    })
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn without_parentheses(text: &str) -> Cow<'_, str> {
    if !text.contains('(') {
        return text.into();
    }
    let mut depth = 0_usize;
    let mut short = String::new();
    for sign in text.chars() {
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => short.push(sign),
            _ => {}
        }
    }
    short.into()
}

/// Whether the texts have the same words but for one slip each.
fn is_alike(right: &[String], typed: &[String]) -> bool {
    right.len() == typed.len()
        && right.iter().zip(typed).all(|(right, typed)| is_same_word(right, typed))
}

fn is_same_word(right: &str, typed: &str) -> bool {
    let may_slip = right.chars().count() >= LEAST_LETTERS
        && !right.chars().chain(typed.chars()).any(char::is_numeric);
    right == typed || (may_slip && strsim::osa_distance(right, typed) <= 1)
}

/// How many words of the right answer were typed, each counted once.
fn known(right: &[String], typed: &[String]) -> usize {
    let mut left: Vec<&String> = typed.iter().collect();
    let mut known = 0;
    for word in right {
        if let Some(at) = left.iter().position(|typed| is_same_word(word, typed)) {
            left.swap_remove(at);
            known += 1;
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(right: &str, typed: &str, expected: Verdict) {
        assert_eq!(compare(right, typed).verdict, expected, "{right} / {typed}");
    }

    #[test]
    fn case_accents_and_punctuation_do_not_count() {
        for (right, typed) in [
            ("Łódź, by the river", "lodz by the river"),
            ("just-in-time compilation", "Just in time  compilation."),
            ("just-in-time", "justintime"),
            ("don't", "dont"),
            ("Straße", "strasse"),
            ("ﬁle", "file"),
            ("漢字", "漢字"),
        ] {
            check(right, typed, Verdict::Right);
        }
    }

    #[test]
    fn each_word_may_have_one_slip() {
        check("Raymond Hettinger", "Raymnod Hetinger", Verdict::Slips);
        check("Raymond Hettinger", "Raymnd Hetinge", Verdict::Wrong);
        check("the mint", "teh mint", Verdict::Wrong);
    }

    #[test]
    fn a_figure_and_a_sign_that_names_something_have_no_slips() {
        check("in 1994", "in 1995", Verdict::Wrong);
        check("port 60000", "port 6000", Verdict::Wrong);
        check("C++", "C", Verdict::Wrong);
        check("C#", "c#", Verdict::Right);
    }

    #[test]
    fn what_stands_in_parentheses_may_be_left_out() {
        check("Oregano (wild marjoram)", "oregano", Verdict::Right);
        check("Oregano (wild marjoram)", "oregano wild marjoram", Verdict::Right);
        check("(both)", "both", Verdict::Right);
    }

    #[test]
    fn most_of_the_words_are_nearly_right() {
        check("sage, mint, dill and thyme", "mint dill sage and", Verdict::Nearly);
        check("sage, mint, dill and thyme", "mint dill", Verdict::Wrong);
        check("sage", " ", Verdict::Nothing);
    }

    use crate::learning::difference::Side::{self, Both, Extra, Missing};

    #[test]
    fn the_pieces_say_what_is_missing_and_what_is_too_much() {
        let pieces = compare("Sage", "sog").pieces;
        let told: Vec<_> = pieces.iter().map(|piece| (piece.side, piece.text.as_str())).collect();
        assert_eq!(told, [(Both, "S"), (Extra, "o"), (Missing, "a"), (Both, "g"), (Missing, "e")]);
    }

    #[test]
    fn a_hint_costs_a_grade() {
        assert_eq!(Verdict::Right.suggestion(false), Grade::GOOD);
        assert_eq!(Verdict::Slips.suggestion(true), Grade::HARD);
        assert_eq!(Verdict::Nearly.suggestion(true), Grade::AGAIN);
    }

    #[test]
    fn texts_that_have_little_in_common_stay_apart() {
        let pieces = compare("A pot, or it takes the bed", "quit").pieces;
        let told: Vec<_> = pieces.iter().map(|piece| (piece.side, piece.text.as_str())).collect();
        assert_eq!(told, [(Extra, "quit"), (Missing, "A pot, or it takes the bed")]);
    }

    proptest! {
        #[test]
        fn an_answer_typed_as_it_stands_is_right(right in "\\PC{0,40}") {
            prop_assert_eq!(compare(&right, &right).verdict, Verdict::Right);
        }

        #[test]
        fn the_pieces_hold_both_texts(right in "[a-zé漢 ]{0,20}", typed in "[a-zé漢 ]{0,20}") {
            let pieces = compare(&right, &typed).pieces;
            let of = |other: Side| -> String {
                pieces.iter().filter(|piece| piece.side != other).map(|piece| piece.text.as_str()).collect()
            };
            prop_assert_eq!(of(Side::Extra), right.trim());
            prop_assert_eq!(folded(&of(Side::Missing)), folded(typed.trim()));
        }
    }
}
