//! A line that the learner writes on the screen.

use unicode_segmentation::UnicodeSegmentation as _;

/// The most that is taken, in bytes.
const LONGEST: usize = 1000;

/// What is written about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// The answer, to be compared with the right one.
    Answer,
    /// A word why a card is marked.
    Mark,
}

/// A line being written. The cursor stands at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Writing {
    pub(super) about: About,
    text: String,
}

impl Writing {
    /// A line that so far says this.
    pub(super) fn new(about: About, text: &str) -> Self {
        Self { about, text: text.to_owned() }
    }

    /// What it says.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Writes on, as far as there is room.
    pub(super) fn push(&mut self, character: char) {
        if self.text.len() + character.len_utf8() <= LONGEST {
            self.text.push(character);
        }
    }

    /// Takes the last character away, as a person counts them.
    pub(super) fn take_back(&mut self) {
        if let Some((start, _)) = self.text.grapheme_indices(true).next_back() {
            self.text.truncate(start);
        }
    }

    /// Takes everything away.
    pub(super) fn clear(&mut self) {
        self.text.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_one_character_goes_at_once() {
        let mut writing = Writing::new(About::Answer, "a");
        "é👩\u{200d}💻".chars().for_each(|character| writing.push(character));
        writing.take_back();
        assert_eq!(writing.text(), "aé");
        writing.push('\u{301}');
        writing.take_back();
        assert_eq!(writing.text(), "a");
    }

    #[test]
    fn a_line_has_an_end() {
        let mut writing = Writing::new(About::Mark, "");
        (0..2000).for_each(|_| writing.push('漢'));
        assert!(writing.text().len() <= LONGEST);
    }
}
