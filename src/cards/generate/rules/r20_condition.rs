//! R20: when something happens.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;
use crate::notes::words;

/// "When is X PP?" from "X is PP before Y".
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    let verb = (1..6).find(|at| matches!(s.word(*at), "is" | "are" | "was" | "were"))?;
    let when = (verb + 2..(verb + 6).min(s.tokens.len())).find(|at| {
        matches!(
            s.word(*at),
            "before" | "after" | "when" | "while" | "until" | "unless" | "whenever" | "if"
        )
    })?;
    let (what, state) = (s.between(0, verb), s.between(verb + 1, when));
    let state = state.strip_suffix(" only").unwrap_or(state);
    let named_after = matches!(s.word(when), "after") && state.ends_with("named");
    let participle = state.split_whitespace().any(|word| {
        word.ends_with("ed")
            || word.ends_with("en")
            || matches!(
                word,
                "made" | "run" | "sent" | "built" | "held" | "kept" | "set" | "read" | "freed"
            )
    });
    // "if" defines what has a name of its own: "idempotent", not "simple".
    let on_condition = s.word(when) == "if";
    let defined = on_condition && words::count(state) <= 2 && words::is_rare(state);
    if named_after
        || !s.names_subject(verb)
        || !(defined || (participle && !on_condition))
        || words::count(s.from(when)) < 3
        || words::count(s.from(when)) > 20
    {
        return None;
    }
    let question = format!("When {} {} {state}?", s.word(verb), grammar::lower_first(what));
    Some(Finding::card(s.card("R20", "when", 82, (question, s.from(when).to_owned()))))
}
