//! R16: what a thing is bad at.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;

/// "What is a limitation of S?" from a sentence that opens with a contrast or a lack.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    let contrast = matches!(
        s.word(0),
        "though" | "but" | "however" | "unfortunately" | "although" | "downside"
    );
    let lack =
        matches!(s.word(0), "limited" | "no" | "lacks" | "doesn't" | "cannot" | "can't" | "only");
    if !s.strong || !(contrast || lack) || !grammar::is_negative(s.text) {
        return None;
    }
    let subject = s.shown_subject()?;
    let answer = if contrast { s.from(1) } else { s.text };
    Some(Finding::card(s.card(
        "R16",
        "limit",
        80,
        (format!("What is a limitation of {subject}?"), answer.to_owned()),
    )))
}
