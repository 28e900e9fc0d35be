//! R14: what a thing is for.

use super::{Finding, Told};
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;
use crate::notes::words;

/// "What is S useful for?", "When is S handy?", "What is S an easy way of?"
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    useful(s).or_else(|| used_by(s)).or_else(|| way_of(s))
}

fn useful(s: &Statement) -> Option<Finding> {
    let filler = |at: usize| {
        matches!(
            s.word(at),
            "it" | "it's"
                | "is"
                | "also"
                | "especially"
                | "very"
                | "particularly"
                | "mainly"
                | "mostly"
                | "really"
                | "extremely"
        )
    };
    let at = (0..5).find(|at| {
        matches!(
            s.word(*at),
            "useful" | "handy" | "good" | "great" | "ideal" | "perfect" | "used" | "helpful"
        )
    })?;
    if !(0..at).all(filler) {
        return None;
    }
    let (subject, word) = (s.shown_subject()?, s.word(at));
    let (question, answer) = match s.word(at + 1) {
        "for" => (format!("What is {subject} {word} for?"), s.from(at + 2)),
        "if" | "when" | "whenever" if word != "used" => {
            (format!("When is {subject} {word}?"), s.from(at + 1))
        }
        "to" if word == "used" => (format!("What is {subject} used to do?"), s.from(at + 2)),
        _ => return None,
    };
    let confidence = if s.strong || s.subject.is_some() { 80 } else { 72 };
    let mut found = Finding::card(s.card(
        "R14",
        "purpose",
        confidence,
        (question, grammar::without_aside(answer).to_owned()),
    ));
    found.said = Some(Told {
        name: s.subject.clone()?,
        text: s.text.to_owned(),
        phrase: false,
        confidence: 60,
    });
    Some(found)
}

/// "Will be used by X to Y".
fn used_by(s: &Statement) -> Option<Finding> {
    let be = s.find(&["be"]).filter(|at| *at <= 2 && s.word(0) == "will")?;
    let used = (be + 1..be + 3).find(|at| s.word(*at) == "used")?;
    let to = (used + 1..s.tokens.len()).find(|at| s.word(*at) == "to")?;
    let subject = s.shown_subject()?;
    let middle = s.between(1, to);
    let question = format!("What will {subject} {middle} to do?");
    Some(Finding::card(s.card("R14", "purpose", 80, (question, s.from(to + 1).to_owned()))))
}

/// "(ADJ) way of Ving Z": a noun phrase that says what for.
fn way_of(s: &Statement) -> Option<Finding> {
    if !s.strong || grammar::starts_with_article(s.text) {
        return None;
    }
    let of = s.find(&["way", "of"]).filter(|at| (1..=4).contains(at))?;
    let gerund = s.word(of + 2);
    let plain =
        (0..of).all(|at| !grammar::is_pronoun(s.word(at)) && !words::is_technical(s.word(at)));
    if !plain || !gerund.ends_with("ing") || grammar::is_hedged(s.text) {
        return None;
    }
    let name = s.subject.clone()?;
    let adjectives = s.between(0, of).to_lowercase();
    let article = if adjectives.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    let (tail, answer) =
        if gerund == "doing" { (" doing", s.from(of + 3)) } else { ("", s.from(of + 2)) };
    let question =
        format!("What is {} {article} {adjectives} way of{tail}?", grammar::shown(&name));
    let mut found = Finding::card(s.card("R14", "purpose", 80, (question, answer.to_owned())));
    found.said = Some(Told { name, text: s.text.to_owned(), phrase: true, confidence: 80 });
    Some(found)
}
