//! R12: how a thing works.

use super::Finding;
use crate::cards::generate::statement::Statement;

/// "How does S work?" from "(It) works by …".
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    let at = (0..3).find(|at| s.word(*at) == "works")?;
    let implicit = (0..at).all(|at| matches!(s.word(at), "it" | "this" | "also"));
    if !implicit || !matches!(s.word(at + 1), "by" | "via" | "through" | "with" | "like") {
        return None;
    }
    // "works with little data" is what it gets along with.
    let with = s.word(at + 1) == "with";
    if with && matches!(s.word(at + 2), "any" | "few" | "fewer" | "less" | "little" | "most" | "no")
    {
        return None;
    }
    let subject = s.shown_subject()?;
    Some(Finding::card(s.card(
        "R12",
        "how",
        85,
        (format!("How does {subject} work?"), s.from(at + 1).to_owned()),
    )))
}
