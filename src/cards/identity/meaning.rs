//! Whether an edit changed what a card says, not only how it says it.

use super::Stored;
use super::likeness::likeness;
use crate::cards::Draft;
use crate::notes::words::{norm, tokens};
use std::borrow::Cow;

/// Answers less alike than this, in thousandths, are another answer.
const SAME_ANSWER: u32 = 500;

const NEGATIONS: [&str; 22] = [
    "not", "never", "no", "none", "nobody", "nothing", "neither", "nor", "without", "cannot",
    "nicht", "nie", "niemals", "kein", "keine", "keinen", "keiner", "ohne", "ne", "jamais",
    "nunca", "sin",
];

const COMPARATIVES: [&str; 30] = [
    "more", "less", "fewer", "most", "least", "better", "best", "worse", "worst", "faster",
    "slower", "higher", "lower", "larger", "smaller", "bigger", "greater", "longer", "shorter",
    "older", "newer", "earlier", "later", "before", "after", "above", "below", "mehr", "weniger",
    "than",
];

/// Whether the new text of a card says another thing: a number, a negation or a comparison is
/// another, or the answer is.
pub fn changes_meaning(old: &Stored, new: &Draft) -> bool {
    let answers = [norm(&old.answer), norm(&new.answer)];
    likeness(&answers[0], &answers[1]) < SAME_ANSWER
        || weighty(&old.fact) != weighty(&new.fact)
        || weighty(&old.answer) != weighty(&new.answer)
}

/// The words of a text that turn its meaning, sorted.
fn weighty(text: &str) -> Vec<Cow<'_, str>> {
    let mut words: Vec<Cow<'_, str>> =
        tokens(text).into_iter().map(|token| token.lower).filter(|word| is_weighty(word)).collect();
    words.sort_unstable();
    words
}

fn is_weighty(word: &str) -> bool {
    word.chars().any(char::is_numeric)
        || word.ends_with("n't")
        || NEGATIONS.contains(&word)
        || COMPARATIVES.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, after: &str, expected: bool) {
        let turned = weighty(before) != weighty(after);
        assert_eq!(turned, expected, "{before} / {after}");
    }

    #[test]
    fn numbers_negations_and_comparisons_turn_a_meaning() {
        check("80-100x faster than pip", "30-50x faster than pip", true);
        check("it works on Windows", "it doesn't work on Windows", true);
        check("it is safe", "it is not safe", true);
        check("faster than pip", "slower than pip", true);
        check("a shell for people", "a shell for all people", false);
        check("takes 5 s at most", "takes at most 5 s", false);
    }
}
