//! How alike two texts are, and which of many are alike to one without comparing all with all.

use std::collections::HashMap;

/// Words of a text beyond which it is not compared.
const LONGEST: usize = 400;

/// A text in normal form, taken apart for comparing.
#[derive(Debug)]
pub(super) struct Text<'t> {
    whole: &'t str,
    words: Vec<&'t str>,
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
        Self { whole, words: whole.split(' ').collect(), trigrams }
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
        let tail = if short.len() >= 4 && share >= 800 { share * 85 / 100 } else { 0 };
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

/// Texts by their words.
#[derive(Debug, Default)]
pub(super) struct Index<'t> {
    texts: Vec<Text<'t>>,
    /// Where each word stands, as often as it stands there.
    by_word: HashMap<&'t str, Vec<usize>>,
}

impl<'t> Index<'t> {
    pub(super) fn push(&mut self, whole: &'t str) {
        let text = Text::of(whole);
        for word in &text.words {
            self.by_word.entry(word).or_default().push(self.texts.len());
        }
        self.texts.push(text);
    }

    pub(super) fn text(&self, at: usize) -> &Text<'t> {
        &self.texts[at]
    }

    /// The texts that can be alike to this one by at least so much, over 500, in order: as their
    /// trigrams make up half of the likeness, some words must be common.
    pub(super) fn near(&self, text: &Text<'_>, least: u32) -> Vec<usize> {
        let mut common = vec![0_usize; self.texts.len()];
        for at in text.words.iter().filter_map(|word| self.by_word.get(word)).flatten() {
            common[*at] += 1;
        }
        let may_be = |(at, common): (usize, usize)| {
            let (a, b) = (text.words.len(), self.texts[at].words.len());
            let even = u32::midpoint(1000, twice_share(common, a + b)) >= least;
            (even || common * 10 >= a.min(b) * 8).then_some(at)
        };
        common
            .into_iter()
            .enumerate()
            .filter(|(_, common)| *common > 0)
            .filter_map(may_be)
            .collect()
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
            let is_near = !index.near(&Text::of(&left), least).is_empty();
            prop_assert!(is_near || likeness(&left, &right) < least);
            let found = Text::of(&left).likeness(index.text(0), least);
            prop_assert_eq!(found, Some(likeness(&left, &right)).filter(|found| *found >= least));
        }
    }
}
