//! R48: what a thing does whose name is common words: "Log compaction keeps the last value per
//! key"; and what took the place of another.
//!
//! The specification's subjects hold a rare word, because most sentences on common nouns are talk.
//! Two nouns without an article at the front of a sentence are a term, as in headings.

use super::{Finding, r29_acts};
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;
use crate::notes::words::{self, Class};

/// Words of an answer.
const ANSWER: std::ops::RangeInclusive<usize> = 2..=16;

/// Verbs that are no nouns, and after which "what?" asks for all that follows.
static ASKED: Class = Class::of(&[
    "accept", "add", "avoid", "combine", "compress", "contain", "convert", "create", "define",
    "delete", "detect", "discard", "ensure", "execute", "hide", "hold", "include", "keep", "mean",
    "prevent", "protect", "provide", "reduce", "remove", "replace", "require", "restrict",
    "retain", "send", "store",
]);

/// "What does S VERB?", "What replaced X?"
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    if s.text.ends_with(':') {
        return None;
    }
    term(s).or_else(|| successor(s)).filter(|_| !grammar::is_first_person(s.text))
}

fn term(s: &Statement) -> Option<Finding> {
    let verb = s.verb().filter(|verb| (2..=3).contains(verb))?;
    let base = grammar::base_form(s.word(verb))?;
    let object = s.word(verb + 1);
    let answer = clause(s.tail(verb + 1));
    let thing = ASKED.holds(base)
        && is_term(s, verb)
        && ANSWER.contains(&words::count(answer))
        && !grammar::is_preposition(object)
        && !grammar::is_pronoun(object)
        && !grammar::is_auxiliary(object)
        && !answer.contains("...");
    let asked = || r29_acts::question(s.between(0, verb), s.word(verb), base);
    thing.then(|| Finding::card(s.card("R48", "acts", 76, (asked(), answer.to_owned()))))
}

/// Words that open talk on a thing, or name whoever talks.
static TALK: Class = Class::of(&[
    "another",
    "bad",
    "best",
    "better",
    "big",
    "common",
    "different",
    "early",
    "easy",
    "even",
    "every",
    "first",
    "full",
    "good",
    "great",
    "hard",
    "high",
    "huge",
    "important",
    "large",
    "last",
    "less",
    "little",
    "long",
    "low",
    "main",
    "modern",
    "most",
    "much",
    "new",
    "next",
    "nice",
    "old",
    "one",
    "only",
    "other",
    "own",
    "people",
    "poor",
    "real",
    "right",
    "same",
    "second",
    "short",
    "simple",
    "single",
    "slow",
    "small",
    "speaker",
    "still",
    "strong",
    "talk",
    "third",
    "today",
    "two",
    "whereas",
    "whole",
    "wrong",
    "author",
    "company",
    "team",
    "guy",
    "person",
    "man",
    "woman",
    "someone",
]);

/// Whether two or three words at the front are the name of one thing.
fn is_term(s: &Statement, until: usize) -> bool {
    let tokens = &s.tokens[..until];
    let last = &*tokens[until - 1].lower;
    let many = last.ends_with('s') && !last.ends_with("ss") && !words::is_technical(last);
    s.names_subject(until)
        && !many
        && tokens.iter().all(|token| {
            token.lower.chars().all(|c| c.is_alphabetic() || c == '-')
                && !words::is_stop(&token.lower)
                && !TALK.holds(&token.lower)
                && !token.lower.ends_with("ly")
                && !token.lower.ends_with("ing")
                && !grammar::is_determiner(&token.lower)
        })
        && !grammar::is_imperative(&s.tokens)
        && !grammar::opens_with_base_form(&s.tokens)
}

/// "`KRaft` replaced `ZooKeeper`".
fn successor(s: &Statement) -> Option<Finding> {
    const MOST_WORDS: usize = 5;
    let verb = (1..4).find(|at| matches!(s.word(*at), "replaced" | "replaces" | "superseded"))?;
    let object = clause(s.tail(verb + 1));
    let object = object.split(" in ").next().unwrap_or(object);
    let fits = s.names_particular(verb)
        && !TALK.holds(s.word(0))
        && !grammar::is_auxiliary(s.word(verb - 1))
        && (1..=MOST_WORDS).contains(&words::count(object))
        && object.split_whitespace().any(words::is_rare)
        && !words::lower_cores(object).any(|word| grammar::is_pronoun(&word));
    let question = format!("What {} {object}?", s.word(verb));
    let words = (question, s.between(0, verb).to_owned());
    fits.then(|| Finding::card(s.card("R48", "doer", 78, words)))
}

/// The text up to where another clause starts.
fn clause(text: &str) -> &str {
    const MARKS: [&str; 9] =
        ["; ", ": ", " (", " - ", " \u{2013} ", " \u{2014} ", ", so ", ", but ", ", which "];
    let cut = MARKS.iter().filter_map(|mark| text.find(mark)).min().unwrap_or(text.len());
    let follows = |rest: &str| grammar::finite_verb(rest, &words::tokens(rest)).is_some();
    let comma = text[..cut]
        .find(", ")
        .filter(|at| follows(&text[at + 2..]) || words::count(&text[..*at]) == 1);
    grammar::without_stop(&text[..comma.unwrap_or(cut)])
}
