//! R11: where a speaker works, and as what. People change jobs, so it is only offered.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;
use crate::notes::{person, words};

/// "Where does NAME work?" from "Works at Y"; "Who is NAME?" from a role.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    let speaker = s.speaker.as_deref()?;
    if let Some(role) = role(s) {
        let question = format!("Who is {speaker}?");
        return Some(Finding::card(s.card("R11", "role", 60, (question, role.to_owned()))));
    }
    let at = s.starts(&["works", "at"]) || s.starts(&["works", "for"]);
    at.then(|| {
        Finding::card(s.card(
            "R11",
            "works_at",
            60,
            (format!("Where does {speaker} work?"), s.from(1).to_owned()),
        ))
    })
}

/// What a speaker's first line says they are: "SRE at Polybank".
fn role<'n>(s: &Statement<'n>) -> Option<&'n str> {
    const MOST_WORDS: usize = 8;
    let first = s.text.split(", ").next().map(grammar::without_stop)?;
    let said = first.contains(['"', '\u{201c}']) || s.verb().is_some();
    let fits = !said && s.opening.is_none() && (2..=MOST_WORDS).contains(&words::count(first));
    (fits && person::is_role(first)).then_some(first)
}
