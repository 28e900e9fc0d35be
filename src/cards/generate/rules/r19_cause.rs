//! R19: why something is so.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;
use crate::notes::words;

/// "Why is X PP?" from "X is PP since Y"; any claim with a "because" behind it.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    state(s).or_else(|| claim(s))
}

fn state(s: &Statement) -> Option<Finding> {
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

/// "CLAIM. Why?" from "CLAIM because Y": the claim is quoted, so that its verb need not change.
///
/// Only "because": "since" and "as" tell a time or a manner as often as a reason.
fn claim(s: &Statement) -> Option<Finding> {
    let because = s.find(&["because"]).filter(|at| (4..=20).contains(at))?;
    let verb = s.verb().filter(|verb| *verb < because);
    let told = verb.is_some_and(|verb| s.names_subject(verb)) || grammar::is_imperative(&s.tokens);
    let vague = s.tokens[..because]
        .iter()
        .any(|token| matches!(token.lower.as_str(), "it" | "this" | "that" | "they" | "them"));
    let cut_short = matches!(s.word(because - 1), "is" | "are" | "was" | "not" | "just" | "only");
    let reason = s.from(because + 1 + usize::from(s.word(because + 1) == "of"));
    if !told || vague || cut_short || words::count(reason) < 3 {
        return None;
    }
    let claim = grammar::without_stop(s.before(because));
    // "Do not use X. Why?" opens like a question that is answered with yes or no.
    let question = if matches!(s.word(0), "do" | "have" | "can" | "will" | "may") {
        format!("Why \u{201c}{claim}\u{201d}?")
    } else {
        format!("{claim}. Why?")
    };
    Some(Finding::card(s.card("R19", "why", 80, (question, reason.to_owned()))))
}
