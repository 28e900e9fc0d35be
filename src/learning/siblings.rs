//! Which cards help with each other, so that only one of them is asked on a day.

use crate::notes::words::norm;
use crate::values::lines::Lines;
use std::collections::{HashSet, VecDeque};

/// Answers of fewer letters say too little to give anything away.
const LEAST_TELLING: usize = 12;

/// Words are compared with those of so many cards asked before: whoever asks for thousands of
/// cards at once has forgotten the wording of the first.
const REMEMBERED: usize = 500;

/// What a card tells about others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clues {
    fact: i64,
    lines: Vec<(i64, u32)>,
    question: Words,
    answer: Words,
}

/// A text in normal form, with a blank on either side, so that only whole words are found in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Words {
    text: String,
    /// A bit for each word, which it may share with others.
    bits: u64,
}

impl Words {
    fn of(text: &str) -> Self {
        let text = format!(" {} ", norm(text));
        let bits = bits_of(&text);
        Self { text, bits }
    }

    /// Whether these words have the others among them, one after the other. What lacks a bit
    /// lacks a word, and hardly a pair of texts is searched in vain.
    fn hold(&self, other: &Self) -> bool {
        other.bits & !self.bits == 0 && self.text.contains(&other.text)
    }
}

/// One of 64 bits for each word between blanks, chosen by its hash (FNV-1a).
fn bits_of(text: &str) -> u64 {
    const NOTHING: u64 = 0xcbf2_9ce4_8422_2325;
    let (mut bits, mut hash) = (0, NOTHING);
    for byte in text.bytes() {
        if byte != b' ' {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        } else if hash != NOTHING {
            bits |= 1 << (hash >> 58);
            hash = NOTHING;
        }
    }
    bits
}

impl Clues {
    /// The clues of a card: its fact, its lines and their source where it was made from notes,
    /// and its words.
    pub fn new(fact: i64, notes: Option<(i64, &Lines)>, question: &str, answer: &str) -> Self {
        let cited = |(source, lines): (i64, &Lines)| {
            lines.numbers().iter().map(|line| (source, *line)).collect()
        };
        let lines = notes.map(cited).unwrap_or_default();
        Self { fact, lines, question: Words::of(question), answer: Words::of(answer) }
    }

    /// Whether the question of one holds the answer of the other.
    fn gives_away(&self, other: &Self) -> bool {
        let tells = |question: &Words, answer: &Words| {
            answer.text.len() >= LEAST_TELLING && question.hold(answer)
        };
        tells(&self.question, &other.answer) || tells(&other.question, &self.answer)
    }
}

/// The cards that were asked on a day, as far as they help with others.
///
/// Siblings are the cards of one fact or of one line, and those where the question of one holds
/// the answer of the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    facts: HashSet<i64>,
    lines: HashSet<(i64, u32)>,
    clues: VecDeque<Clues>,
}

impl Told {
    /// Whether a sibling of this card was asked.
    pub fn helps_with(&self, card: &Clues) -> bool {
        self.facts.contains(&card.fact)
            || card.lines.iter().any(|line| self.lines.contains(line))
            || self.clues.iter().any(|told| told.gives_away(card))
    }

    /// Takes in a card that is asked.
    pub fn add(&mut self, card: Clues) {
        self.facts.insert(card.fact);
        self.lines.extend(&card.lines);
        if self.clues.len() == REMEMBERED {
            self.clues.pop_front();
        }
        self.clues.push_back(card);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_word_of_a_text_has_its_bit_and_most_words_have_another() {
        let words = ["the", "queue", "asks", "for", "cards", "that", "are", "late"];
        let bits = words.map(|word| bits_of(&format!(" {word} ")));
        assert!(bits.iter().all(|bit| bit.is_power_of_two()));
        assert_eq!(bits_of(&format!(" {} ", words.join(" "))), bits.iter().fold(0, |a, b| a | b));
        assert!(bits.iter().collect::<HashSet<_>>().len() > 5, "{bits:x?}");
        assert_eq!(bits_of("  "), 0);
    }

    fn clues(fact: i64, lines: &[u32], question: &str, answer: &str) -> Clues {
        Clues::new(fact, Some((1, &Lines::new(lines.iter().copied()))), question, answer)
    }

    #[track_caller]
    fn check(first: &Clues, second: &Clues, are_siblings: bool) {
        for (first, second) in [(first, second), (second, first)] {
            let mut told = Told::default();
            told.add(first.clone());
            assert_eq!(told.helps_with(second), are_siblings);
        }
    }

    proptest! {
        #[test]
        fn words_are_held_where_the_text_holds_them(
            text in "[ab](é|[ab ]){0,14}", from in 0..15_usize, length in 0..8_usize,
        ) {
            let (text, other) = (Words::of(&text), Words::of("abé ba b"));
            let letters = text.text.chars();
            let part = Words::of(&letters.skip(from).take(length).collect::<String>());
            prop_assert_eq!(text.hold(&part), text.text.contains(&part.text));
            prop_assert_eq!(text.hold(&other), text.text.contains(&other.text));
        }
    }

    #[test]
    fn cards_of_one_fact_or_of_one_line_are_siblings() {
        let pot = clues(1, &[4], "What does mint need?", "A pot");
        check(&pot, &clues(1, &[9], "How deep is dill sown?", "One inch"), true);
        check(&pot, &clues(2, &[3, 4, 5], "How deep is dill sown?", "One inch"), true);
        check(&pot, &clues(2, &[5], "How deep is dill sown?", "One inch"), false);
    }

    #[test]
    fn lines_of_another_source_and_cards_without_notes_are_no_siblings() {
        let lines = Lines::from(4);
        let here = Clues::new(1, Some((1, &lines)), "a?", "b");
        check(&here, &Clues::new(2, Some((2, &lines)), "c?", "d"), false);
        check(&here, &Clues::new(2, None, "c?", "d"), false);
    }

    #[test]
    fn a_card_whose_clue_is_the_answer_of_another_is_its_sibling() {
        let definition = clues(1, &[4], "What is mosh?", "A *remote* terminal over UDP");
        let clue = "Which term is this? “a remote terminal over UDP”";
        check(&definition, &clues(2, &[5], clue, "mosh"), true);
        check(&definition, &clues(2, &[5], "A remote terminal over UDPs?", "x"), false);
        let short = clues(3, &[6], "Which herb is that?", "Mint");
        check(&short, &clues(4, &[7], "What does mint need?", "A pot"), false);
    }
}
