//! R15: how a thing compares with another.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;

/// "How does S compare with Y?" from "Faster than Y …".
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    let than = s.find(&["than"]).filter(|at| *at > 0)?;
    let before = s.word(than - 1);
    let comparative = (before.ends_with("er")
        && !matches!(before, "rather" | "other" | "whether" | "over" | "never"))
        || matches!(before, "better" | "worse" | "less" | "more")
        || (than >= 2 && matches!(s.word(than - 2), "more" | "less"));
    let mut start = than - 1;
    while start > 0
        && (matches!(
            s.word(start - 1),
            "more"
                | "less"
                | "much"
                | "far"
                | "a"
                | "lot"
                | "slightly"
                | "even"
                | "significantly"
                | "times"
                | "is"
                | "it"
                | "also"
                | "up"
                | "to"
                | "bit"
        ) || s.word(start - 1).ends_with('x'))
    {
        start -= 1;
    }
    if !comparative || start > 0 {
        return None;
    }
    let subject = s.shown_subject()?;
    let stop = (than + 2..s.tokens.len()).find(|at| {
        let joined = s.tokens[*at - 1].outer_end == s.tokens[*at - 1].end;
        !joined
            || grammar::is_preposition(s.word(*at))
            || matches!(
                s.word(*at),
                "when" | "if" | "and" | "but" | "because" | "as" | "or" | "is" | "was"
            )
    });
    let other = s.between(than + 1, stop.unwrap_or(s.tokens.len()));
    if other.is_empty() || crate::notes::words::count(other) > 4 {
        return None;
    }
    let mut card = s.card(
        "R15",
        "compare",
        82,
        (format!("How does {subject} compare with {other}?"), s.text.clone()),
    );
    card.shares_words = true;
    Some(Finding::card(card))
}
