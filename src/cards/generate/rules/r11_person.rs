//! R11: where a speaker works. People change jobs, so it is only offered.

use super::Finding;
use crate::cards::generate::statement::Statement;

/// "Where does NAME work?" from "Works at Y".
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    let speaker = s.speaker.as_deref()?;
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
