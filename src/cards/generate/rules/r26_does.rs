//! R26: what a tool does, said by a bare verb.

use super::{Finding, Told};
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;
use crate::notes::kinds::Kind;
use crate::notes::words;

/// "What does S do?" from "Compare the …" under a tool or a demo, or "Receives …" under any.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    let bare = grammar::opens_with_bare_verb(&s.tokens)
        && s.strong
        && matches!(s.entry_kind, Kind::Tool | Kind::Demo);
    let third = grammar::opens_with_third_person(&s.tokens) && s.subject.is_some();
    if !(bare || third) || words::count(&s.text) < 3 {
        return None;
    }
    let name = s.subject.clone()?;
    let confidence = if bare {
        80
    } else if s.strong {
        76
    } else {
        60
    };
    let question = format!("What does {} do?", grammar::shown(&name));
    let mut found = Finding::card(s.card("R26", "does", confidence, (question, s.text.clone())));
    found.said = Some(Told { name, text: s.text.clone(), phrase: false, confidence });
    Some(found)
}
