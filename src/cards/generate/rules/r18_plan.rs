//! R18: what the makers of a thing intend.

use super::Finding;
use crate::cards::generate::statement::Statement;

/// "What is S considering getting rid of?" with its caveat in the answer.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    let at = (0..3)
        .find(|at| matches!(s.word(*at), "considering" | "planning" | "moving" | "working"))?;
    if !(0..at)
        .all(|at| matches!(s.word(at), "is" | "currently" | "they're" | "now" | "it" | "also"))
    {
        return None;
    }
    let subject = s.shown_subject()?;
    let mut end = at + 1;
    match s.word(at) {
        "considering" if s.word(end).ends_with("ing") => end += 1,
        "planning" if s.word(end) == "to" => end += 2,
        "moving" if s.word(end) == "to" => end += 1,
        "working" if s.word(end) == "on" => end += 1,
        _ => return None,
    }
    if s.word(end) == "rid" {
        end += 1;
    }
    if matches!(s.word(end), "of" | "to" | "on" | "for") {
        end += 1;
    }
    let question = format!("What is {subject} {}?", s.between(at, end).to_lowercase());
    Some(Finding::card(s.card("R18", "plan", 78, (question, s.from(end).to_owned()))))
}
