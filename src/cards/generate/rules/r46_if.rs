//! R46: what comes of a condition: "If a probe fails twice, the pod is restarted".
//!
//! The specification asks when something happens, of the passive only. What a sentence tells
//! behind "if" is as often what is worth knowing of a thing that goes wrong.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;
use crate::notes::words::{self, Class};

/// Words of a condition, and of what comes of it.
const CONDITION: std::ops::RangeInclusive<usize> = 3..=18;
const RESULT: std::ops::RangeInclusive<usize> = 3..=22;

/// "What if CONDITION?"
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    let comma = |at: &usize| s.ends_in_comma(*at);
    if s.word(0) != "if" {
        return None;
    }
    let until = (3..s.tokens.len()).find(comma)? + 1;
    let from = until + usize::from(s.word(until) == "then");
    let (condition, result) = (s.span(1, until), outcome(s.tail(from)));
    let fits = CONDITION.contains(&words::count(condition))
        && RESULT.contains(&words::count(result))
        && !grammar::is_first_person(s.text)
        && !condition.contains(['(', ':', '"', '\u{201c}']);
    if !fits || !is_case(s, until) || !is_told(s, from, result) {
        return None;
    }
    let particular = [condition, result]
        .iter()
        .any(|text| text.split_whitespace().any(words::is_rare) || text.contains('`'));
    let question = format!("What if {condition}?");
    let confidence = if particular { 77 } else { 70 };
    Some(Finding::card(s.card("R46", "if", confidence, (question, result.to_owned()))))
}

/// What comes of it, up to where the next case is told.
fn outcome(text: &str) -> &str {
    grammar::without_stop(text.split("; ").next().unwrap_or(text))
}

/// Whether the condition is a case of its own: not a wish of the reader, nothing said elsewhere.
fn is_case(s: &Statement, until: usize) -> bool {
    static WISHES: Class = Class::of(&[
        "are", "aren't", "ask", "believe", "can", "can't", "don't", "feel", "get", "have",
        "haven't", "know", "like", "look", "need", "prefer", "really", "remember", "see", "think",
        "want", "were", "wish",
    ]);
    let lost = s.tokens[1..until].iter().any(|token| {
        matches!(
            &*token.lower,
            "it" | "it's"
                | "this"
                | "that"
                | "that's"
                | "they"
                | "them"
                | "these"
                | "those"
                | "he"
                | "she"
                | "there"
                | "so"
        )
    });
    !(lost || (s.word(1) == "you" && WISHES.holds(s.word(2))))
}

/// Whether the result is a statement on something named, not an order or advice.
fn is_told(s: &Statement, from: usize, result: &str) -> bool {
    let tokens = words::tokens(result);
    let first = s.word(from);
    let verb = grammar::finite_verb(result, &tokens).filter(|verb| (1..=7).contains(verb));
    let advice = verb.is_some_and(|verb| {
        matches!(
            &*tokens[verb].lower,
            "should" | "must" | "need" | "may" | "might" | "could" | "would"
        )
    });
    // "If A corresponds to B, C corresponds to D" draws a parallel.
    let parallel = verb.is_some_and(|verb| {
        let word = &tokens[verb].lower;
        !grammar::is_auxiliary(word) && s.tokens[..from].iter().any(|token| token.lower == *word)
    });
    verb.is_some()
        && !parallel
        && !advice
        && !grammar::is_pronoun(first)
        && !grammar::is_imperative(&tokens)
        && !matches!(
            first,
            "and"
                | "but"
                | "or"
                | "so"
                | "why"
                | "how"
                | "no"
                | "neither"
                | "nor"
                | "maybe"
                | "then"
        )
        && !result.contains("...")
}
