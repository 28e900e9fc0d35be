//! How alike two texts are, and which of many are alike to one without comparing all with all.

use crate::notes::words;
use std::collections::HashMap;

/// Words of a text beyond which it is not compared.
const LONGEST: usize = 400;
/// How alike two texts are of which one has all words of the other, in thousandths.
const TAIL: u32 = 850;

/// A text in normal form, taken apart for comparing.
#[derive(Debug)]
pub(super) struct Text<'t> {
    whole: &'t str,
    words: Vec<&'t str>,
    /// How many of them are words to a reader.
    pub(super) count: usize,
    /// Each run of three letters, as one number; in order.
    trigrams: Vec<u64>,
}

impl<'t> Text<'t> {
    pub(super) fn of(whole: &'t str) -> Self {
        let letters: Vec<u64> =
            "  ".chars().chain(whole.chars()).chain([' ']).map(u64::from).collect();
        let mut trigrams: Vec<u64> =
            letters.windows(3).map(|run| run[0] << 42 | run[1] << 21 | run[2]).collect();
        trigrams.sort_unstable();
        Self { whole, words: whole.split(' ').collect(), count: words::count(whole), trigrams }
    }

    /// How alike they are, if it is at least so much.
    pub(super) fn likeness(&self, other: &Text<'_>, least: u32) -> Option<u32> {
        let (a, b) = (&self.words, &other.words);
        if self.whole == other.whole {
            return Some(1000).filter(|most| *most >= least);
        }
        if a.len() > LONGEST || b.len() > LONGEST {
            return Some(0).filter(|most| *most >= least);
        }
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let inside = short.iter().filter(|word| long.contains(word)).count();
        let share = u32::try_from(inside * 1000 / short.len().max(1)).unwrap_or(0);
        let tail = if short.len() >= 4 && share >= 800 { share * TAIL / 1000 } else { 0 };
        let dice = self.dice(other);
        // No run of common words holds more words than are common.
        if tail.max(u32::midpoint(dice, twice_share(inside, a.len() + b.len()))) < least {
            return None;
        }
        let even = u32::midpoint(dice, longest_run(a, b));
        Some(even.max(tail)).filter(|likeness| *likeness >= least)
    }

    /// The share of common trigrams (Dice's coefficient), in thousandths.
    fn dice(&self, other: &Text<'_>) -> u32 {
        let (mut left, mut right) = (self.trigrams.as_slice(), other.trigrams.as_slice());
        let mut shared = 0;
        while let ([a, after_a @ ..], [b, after_b @ ..]) = (left, right) {
            shared += usize::from(a == b);
            if a <= b {
                left = after_a;
            }
            if b <= a {
                right = after_b;
            }
        }
        twice_share(shared, self.trigrams.len() + other.trigrams.len())
    }
}

/// How alike two texts in normal form are, in thousandths: half shared trigrams, half the
/// longest common run of words; a text that was appended to stays like itself.
pub(super) fn likeness(left: &str, right: &str) -> u32 {
    Text::of(left).likeness(&Text::of(right), 0).unwrap_or(0)
}

fn twice_share(part: usize, all: usize) -> u32 {
    u32::try_from(2000 * part / all.max(1)).unwrap_or(u32::MAX)
}

/// The longest common run of words, gaps allowed, in thousandths of both texts.
fn longest_run(left: &[&str], right: &[&str]) -> u32 {
    let mut row = vec![0_usize; right.len() + 1];
    for a in left {
        let mut diagonal = 0;
        for (at, b) in right.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if a == b { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    twice_share(row[right.len()], left.len() + right.len())
}

/// Texts by what they are made of, to weigh a text against all of them at once: comparing two by
/// two what thousands of lines have in common takes minutes.
#[derive(Debug, Default)]
pub(super) struct Index<'t> {
    texts: Vec<Text<'t>>,
    /// Where each word and each trigram stands, as often as it stands there.
    by_word: HashMap<&'t str, Vec<usize>>,
    by_trigram: HashMap<u64, Vec<usize>>,
}

/// A text that may be alike to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Near {
    /// Its place in the index.
    pub(super) at: usize,
    /// How alike they are at most.
    pub(super) at_most: u32,
}

impl<'t> Index<'t> {
    pub(super) fn push(&mut self, whole: &'t str) {
        let text = Text::of(whole);
        for word in &text.words {
            self.by_word.entry(word).or_default().push(self.texts.len());
        }
        for trigram in &text.trigrams {
            self.by_trigram.entry(*trigram).or_default().push(self.texts.len());
        }
        self.texts.push(text);
    }

    pub(super) fn text(&self, at: usize) -> &Text<'t> {
        &self.texts[at]
    }

    /// The texts that can be alike to this one by at least so much, in order.
    pub(super) fn near(&self, text: &Text<'_>, least: u32) -> Vec<Near> {
        let words = self.shared(text.words.iter().filter_map(|word| self.by_word.get(word)));
        let trigrams = text.trigrams.iter().filter_map(|trigram| self.by_trigram.get(trigram));
        let trigrams = self.shared(trigrams);
        let may_be = |(at, (words, trigrams)): (usize, (u32, u32))| {
            let other = &self.texts[at];
            let (own, others) = (text.words.len(), other.words.len());
            let tail = words as usize * 10 >= own.min(others) * 8;
            let run = twice_share(words as usize, own + others);
            let dice = twice_share(trigrams as usize, text.trigrams.len() + other.trigrams.len());
            let even = u32::midpoint(dice.min(1000), run.min(1000));
            let at_most = if tail { even.max(TAIL) } else { even };
            (at_most >= least).then_some(Near { at, at_most })
        };
        words.into_iter().zip(trigrams).enumerate().filter_map(may_be).collect()
    }

    /// How many of some parts each text has; parts that are there twice may count twice.
    fn shared<'p>(&self, parts: impl Iterator<Item = &'p Vec<usize>>) -> Vec<u32> {
        let mut shared = vec![0; self.texts.len()];
        for at in parts.flatten() {
            shared[*at] += 1;
        }
        shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn likeness_bears_typos_and_tails() {
        assert!(likeness("a way of changing folders", "a way of changin folders") > 800);
        assert!(
            likeness(
                "a way of changing folders",
                "a way of changing folders without typing whole paths again"
            ) > 800
        );
        assert!(likeness("a way of changing folders", "the fastest tea in the house") < 400);
    }

    proptest! {
        #[test]
        fn nothing_alike_is_passed_over(
            left in "[a-c]{0,3}( [a-c]{1,3}){0,9}",
            right in "[a-c]{0,3}( [a-c]{1,3}){0,9}",
            least in 501_u32..900,
        ) {
            let mut index = Index::default();
            index.push(&right);
            let near = index.near(&Text::of(&left), least);
            let at_most = near.first().map_or(least - 1, |near| near.at_most);
            prop_assert!(likeness(&left, &right) <= at_most);
            let found = Text::of(&left).likeness(index.text(0), least);
            prop_assert_eq!(found, Some(likeness(&left, &right)).filter(|found| *found >= least));
        }
    }
}
