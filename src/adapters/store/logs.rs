//! The whole log, card by card.

use super::rows;
use crate::learning::review::Review;
use crate::values::ids::CardId;
use rusqlite::{Connection, Row};

/// A line of the log with where it came from.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) review: Review,
    /// The rule set that it went by.
    pub(super) rules: String,
    pub(super) origin: Origin,
}

/// Where a line of the log came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// Answered here.
    Given,
    /// Worked out by other rules, of what was answered here.
    Rescheduled,
    /// Brought in by anything else, such as another program's history.
    Brought,
}

impl Line {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let brought_by: Option<String> = row.get("brought_by_kind")?;
        let origin = match brought_by.as_deref() {
            None => Origin::Given,
            Some("reschedule") => Origin::Rescheduled,
            Some(_) => Origin::Brought,
        };
        Ok(Self { review: rows::review(row)?, rules: row.get("rules")?, origin })
    }
}

/// Shows the lines that count of every card that has any, each card's oldest first. Only one
/// card's lines are held at a time.
pub(super) fn each_log(
    connection: &Connection,
    mut visit: impl FnMut(CardId, &[Line]) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(counting!("logs.sql"))?;
    let mut rows = statement.query([])?;
    let (mut of, mut lines) = (None, Vec::new());
    while let Some(row) = rows.next()? {
        let card = rows::card_id(row, "card_id")?;
        if let Some(before) = of.replace(card).filter(|before| *before != card) {
            visit(before, &lines)?;
            lines.clear();
        }
        lines.push(Line::of(row)?);
    }
    of.map_or(Ok(()), |card| visit(card, &lines))
}
