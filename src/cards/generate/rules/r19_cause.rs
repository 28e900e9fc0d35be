//! R19: why something is so.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;
use crate::notes::words;

/// "Why is X PP?" from "X is PP since Y"; advice with its reason in the next sentence.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    let verb = (1..7).find(|at| matches!(s.word(*at), "is" | "are" | "was" | "were"))?;
    let because = (verb + 2..s.tokens.len()).find(|at| {
        matches!(s.word(*at), "because" | "since")
            || (s.word(*at) == "due" && s.word(at + 1) == "to")
    })?;
    let skip =
        if s.word(because) == "due" { 2 } else { 1 } + usize::from(s.word(because + 1) == "of");
    let (what, state) = (s.between(0, verb), s.between(verb + 1, because));
    let answer = s.from(because + skip);
    // "since 2011" tells when, and "because of this" tells nothing.
    let empty = answer.starts_with(|c: char| c.is_ascii_digit())
        || (matches!(s.word(because + skip), "this" | "that" | "these" | "it" | "them")
            && words::count(answer) < 3);
    if empty {
        return None;
    }
    if !s.names_subject(verb) || words::count(state) > 8 || words::count(answer) < 2 {
        return None;
    }
    let question = format!("Why {} {} {state}?", s.word(verb), grammar::lower_first(what));
    Some(Finding::card(s.card("R19", "why", 85, (question, answer.to_owned()))))
}
