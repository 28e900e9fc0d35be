//! R17: where something of a thing comes from.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;

/// "Where do the X of S come from?" from "X come from Y".
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    let verb =
        (1..8).find(|at| matches!(s.word(*at), "come" | "comes") && s.word(at + 1) == "from")?;
    let subject = s.shown_subject()?;
    if grammar::is_pronoun(s.word(0)) || s.word(0) == "where" {
        return None;
    }
    let what = s.between(0, verb);
    let does = if s.word(verb) == "comes" { "does" } else { "do" };
    let article = if grammar::starts_with_article(what) { "" } else { "the " };
    let question =
        format!("Where {does} {article}{} of {subject} come from?", grammar::lower_first(what));
    Some(Finding::card(s.card("R17", "source", 82, (question, s.from(verb + 2).to_owned()))))
}
