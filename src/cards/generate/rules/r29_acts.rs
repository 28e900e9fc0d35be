//! R29: what a named thing does to what: "The GIL protects the interpreter".
//!
//! Not in the specification, whose rules on verbs know only benefits. Two in five of the cards
//! that a careful person wants are such a cut inside one sentence, and "What does S VERB?" asks
//! it in the sentence's own words: only the verb loses its `s`. Where it would lose more than
//! that ("requires", "require": not a word of the notes for who compares stems), it keeps its
//! form, and the question is the other wording of relations: "S VERBS what?".

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;
use crate::notes::words;

/// Verbs after which "what?" asks for all that follows. Not those with a second meaning in
/// notes ("works", "runs", "goes"), nor those that want a preposition.
const ASKED: &[&str] = &[
    "achieve",
    "affect",
    "assume",
    "assure",
    "avoid",
    "catch",
    "cause",
    "check",
    "combine",
    "compute",
    "contain",
    "control",
    "convert",
    "create",
    "decrease",
    "define",
    "delete",
    "deliver",
    "denote",
    "describe",
    "detect",
    "determine",
    "eliminate",
    "emphasize",
    "encourage",
    "ensure",
    "establish",
    "evaluate",
    "execute",
    "expose",
    "express",
    "extend",
    "facilitate",
    "generate",
    "guarantee",
    "handle",
    "hide",
    "hold",
    "identify",
    "ignore",
    "implement",
    "imply",
    "improve",
    "include",
    "increase",
    "indicate",
    "influence",
    "introduce",
    "involve",
    "limit",
    "lower",
    "maintain",
    "manage",
    "mean",
    "measure",
    "modify",
    "need",
    "offer",
    "parse",
    "perform",
    "permit",
    "predict",
    "prevent",
    "produce",
    "propose",
    "protect",
    "prove",
    "provide",
    "raise",
    "receive",
    "recognize",
    "record",
    "reduce",
    "remove",
    "render",
    "replace",
    "represent",
    "require",
    "resolve",
    "restrict",
    "return",
    "reveal",
    "select",
    "separate",
    "simplify",
    "specify",
    "store",
    "strengthen",
    "suggest",
    "track",
    "transfer",
    "transform",
    "translate",
    "transmit",
    "trigger",
    "use",
    "validate",
    "verify",
    "wrap",
    "yield",
];

/// Words of an answer.
const WORDS: std::ops::RangeInclusive<usize> = 2..=25;

/// "What does S VERB?" of a subject with a name, on its own line or above it; else "What VERBs
/// O?" of an object with a name.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    if s.text.ends_with(':') {
        return None;
    }
    let verb = s.verb();
    verb.and_then(|verb| named(s, verb).or_else(|| doer(s, verb))).or_else(|| implied(s))
}

fn named(s: &Statement, verb: usize) -> Option<Finding> {
    let (base, answer) = acted(s, verb)?;
    if !s.names_particular(verb) || is_any(s) || is_plural(s, verb) {
        return None;
    }
    let subject = s.between(0, verb);
    let question = if base.ends_with('e') {
        format!("{subject} {} what?", s.word(verb))
    } else {
        format!("What does {} {base}?", grammar::lower_first(subject))
    };
    let mut card = s.card("R29", "acts", 80, (question, answer.to_owned()));
    subject.clone_into(&mut card.entity);
    Some(Finding::card(card))
}

/// "Uses an inverted index" under the name of what does. Under the heading of an entity of a
/// known section R26 asks it.
fn implied(s: &Statement) -> Option<Finding> {
    let subject = s.subject.as_deref().filter(|_| !s.strong)?;
    let (_, answer) = acted(s, 0)?;
    if words::content(answer).iter().any(|word| words::content(subject).contains(word)) {
        return None;
    }
    let question = format!("{subject} {} what?", s.word(0));
    Some(Finding::card(s.card("R29", "acts", 78, (question, answer.to_owned()))))
}

/// "What eliminates the usefulness of MFA?": the subject is the answer.
fn doer(s: &Statement, verb: usize) -> Option<Finding> {
    let (_, object) = acted(s, verb)?;
    let object = grammar::without_stop(object);
    let subject = s.between(0, verb);
    let particular = object.split_whitespace().any(words::is_rare);
    let tokens = words::tokens(object);
    let single = grammar::finite_verb(object, &tokens).is_none()
        && !tokens.iter().any(|token| matches!(token.lower.as_str(), "which" | "that" | "who"));
    let fits = (2..=6).contains(&verb) && s.names_subject(verb) && !is_plural(s, verb);
    if !(particular && fits && single) || is_any(s) || words::count(object) > 12 {
        return None;
    }
    let question = format!("What {} {object}?", s.word(verb));
    Some(Finding::card(s.card("R29", "doer", 76, (question, subject.to_owned()))))
}

/// Whether the subject is any of several things rather than one.
fn is_any(s: &Statement) -> bool {
    matches!(s.word(0), "each" | "every" | "some" | "any" | "no" | "another")
}

/// The base form of the verb, if it is one that "what?" can ask for, and what stands behind it.
fn acted(s: &Statement, verb: usize) -> Option<(&'static str, &str)> {
    let base = grammar::base_form(s.word(verb)).filter(|base| ASKED.contains(base))?;
    let object = s.word(verb + 1);
    let points_away = grammar::is_pronoun(object) && object != "that" && object != "what";
    let noun = matches!(
        object,
        "are" | "is" | "can" | "was" | "were" | "will" | "have" | "has" | "or" | "and"
    );
    let answer = grammar::without_aside(s.tail(verb + 1));
    let fits = !noun
        && !points_away
        && !grammar::is_preposition(object)
        && WORDS.contains(&words::count(answer));
    fits.then_some((base, answer))
}

/// "DNS records are …" opens with a plural, and so does "nodes contains".
fn is_plural(s: &Statement, verb: usize) -> bool {
    let last = s.word(verb - 1);
    last.ends_with('s') && !last.ends_with("ss") && !words::is_technical(last)
}
