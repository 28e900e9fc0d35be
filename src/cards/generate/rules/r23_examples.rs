//! R23: the examples of a claim.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::{Held, Statement};
use crate::notes::words;

/// "CLAUSE. Which examples are given?" from "CLAUSE, e.g. A, B".
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    static LEADS: Held = Held::of_words(&["e.g", "eg", "such", "example"]);
    if !s.held.may_hold_any(&LEADS) {
        return None;
    }
    let at = (2..s.tokens.len()).find(|at| {
        matches!(s.word(*at), "e.g" | "eg")
            || (s.word(*at) == "such" && s.word(at + 1) == "as")
            || (s.word(*at) == "for" && s.word(at + 1) == "example")
    })?;
    let skip = if matches!(s.word(at), "e.g" | "eg") { 1 } else { 2 };
    let clause = grammar::without_stop(s.before(at).trim_end_matches('('));
    let inside = s.text[..s.tokens[at].start].trim_end().ends_with('(');
    let tokens = words::tokens(clause);
    let whole = grammar::finite_verb(clause, &tokens).is_some_and(|verb| verb > 0)
        && !tokens.first().is_none_or(|first| grammar::is_pronoun(&first.lower))
        && words::count(clause) >= 3;
    let rest = s.from(at + skip);
    let rest = if inside {
        rest.split(')').next().unwrap_or(rest)
    } else {
        rest.split(" (").next().unwrap_or(rest)
    };
    let answer = grammar::without_stop(rest);
    if !whole
        || words::count(answer) > 12
        || !answer.contains([',', ' '])
        || grammar::is_imperative(&tokens)
    {
        return None;
    }
    let question = format!("{}{clause}. Which examples are given?", s.voice());
    let confidence = if s.in_section { 80 } else { 70 };
    Some(Finding::card(s.card("R23", "examples", confidence, (question, answer.to_owned()))))
}
