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
    "define",
    "delete",
    "describe",
    "detect",
    "execute",
    "expose",
    "extend",
    "generate",
    "guarantee",
    "handle",
    "hide",
    "hold",
    "ignore",
    "implement",
    "improve",
    "include",
    "increase",
    "limit",
    "manage",
    "mean",
    "measure",
    "need",
    "offer",
    "parse",
    "perform",
    "prevent",
    "produce",
    "protect",
    "provide",
    "receive",
    "record",
    "reduce",
    "remove",
    "render",
    "replace",
    "represent",
    "require",
    "return",
    "store",
    "track",
    "transform",
    "use",
    "wrap",
];

/// "What does S VERB?" of a subject with a name, on its own line.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    const WORDS: std::ops::RangeInclusive<usize> = 2..=25;
    let verb = s.verb()?;
    let base = grammar::base_form(s.word(verb)).filter(|base| ASKED.contains(base))?;
    let object = s.word(verb + 1);
    let answer = grammar::without_aside(s.from(verb + 1));
    let points_away = grammar::is_pronoun(object) && object != "that" && object != "what";
    // "DNS records are …" opens with a plural, and so does "nodes contains".
    let last = s.word(verb - 1);
    let plural = last.ends_with('s') && !last.ends_with("ss") && !words::is_technical(last);
    let noun = matches!(object, "are" | "is" | "can" | "was" | "were" | "will" | "have" | "has");
    if !s.names_particular(verb)
        || plural
        || noun
        || points_away
        || grammar::is_preposition(object)
        || !WORDS.contains(&words::count(answer))
        || s.text.ends_with(':')
    {
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
