//! In which voice something is said: in doubt, as a verdict, of a want, of the author.

use super::is_determiner;
use crate::notes::words::{self, Class};

static HEDGES: Class = Class::of(&[
    "apparently",
    "maybe",
    "might",
    "perhaps",
    "possibly",
    "probably",
    "(?)",
    "supposedly",
]);

static NEGATIVES: Class = Class::of(&[
    "cannot",
    "can't",
    "complex",
    "complicated",
    "difficult",
    "doesn't",
    "don't",
    "expensive",
    "fails",
    "few",
    "hard",
    "isn't",
    "lack",
    "lacks",
    "less",
    "limited",
    "missing",
    "never",
    "no",
    "none",
    "not",
    "only",
    "poor",
    "slow",
    "slower",
    "steep",
    "unstable",
    "weak",
    "without",
    "won't",
    "worse",
]);

/// Whether the author is in doubt.
pub(in crate::cards::generate) fn is_hedged(text: &str) -> bool {
    text.contains("(?)") || is_doubtful(text)
}

/// Whether a word of doubt stands in the text itself; a mere `(?)` leaves it fit to define.
pub(in crate::cards::generate) fn is_doubtful(text: &str) -> bool {
    words::runs(text).any(|run| HEDGES.knows(words::trim_punctuation(run)))
}

/// Whether a phrase judges rather than says what something is: "a great tool", "a bad combo".
pub(in crate::cards::generate) fn is_verdict(text: &str) -> bool {
    static JUDGING: Class = Class::of(&[
        "amazing",
        "awesome",
        "awful",
        "bad",
        "beautiful",
        "best",
        "better",
        "big",
        "boring",
        "brilliant",
        "cool",
        "crazy",
        "excellent",
        "fun",
        "good",
        "great",
        "horrible",
        "huge",
        "interesting",
        "lot",
        "lovely",
        "nice",
        "perfect",
        "pretty",
        "terrible",
        "very",
        "weird",
        "wonderful",
        "worst",
    ]);
    static HOLLOW: Class = Class::of(&[
        "choice",
        "failure",
        "favorite",
        "favourite",
        "fit",
        "hit",
        "mess",
        "mistake",
        "must",
        "nightmare",
        "option",
        "pain",
        "story",
        "subject",
        "success",
        "surprise",
        "theme",
        "thing",
        "topic",
        "win",
    ]);
    /// Words of a phrase that says no more than its last word, at most.
    const SHORT: usize = 4;
    let tokens: Vec<_> = words::each_token(text).take(SHORT + 1).collect();
    let hollow =
        tokens.len() <= SHORT && tokens.last().is_some_and(|last| HOLLOW.holds(&last.lower));
    let from = usize::from(tokens.first().is_some_and(|first| is_determiner(&first.lower)));
    hollow || tokens.get(from).is_some_and(|token| JUDGING.holds(&token.lower))
}

/// Whether the author speaks of themselves.
pub(in crate::cards::generate) fn is_first_person(text: &str) -> bool {
    static ONE: Class =
        Class::of(&["i", "i'll", "i'm", "i've", "me", "my", "our", "us", "we", "we're", "we've"]);
    let mut before = "";
    words::runs(text).any(|run| {
        let word = words::trim_punctuation(run);
        // What "allows us to" do something allows anybody to.
        let enabled = std::mem::replace(&mut before, word);
        ONE.knows(word) && !(word == "us" && ENABLING.knows(enabled))
    })
}

/// Verbs that say for whom something is made possible.
static ENABLING: Class =
    Class::of(&["allow", "allows", "enables", "gives", "help", "helps", "let", "lets"]);

/// Whether the text says what is missing or bad.
pub(in crate::cards::generate) fn is_negative(text: &str) -> bool {
    words::lower_cores(text).any(|word| NEGATIVES.holds(&word) || word.ends_with("n't"))
}
