//! Schedules that another tool left in the notes.
//!
//! A card that has none of its own takes over the one that stood beside it: as a line of the log
//! that sets it by hand, so that a replay gives it again.

use super::answer::{free_instant, log_operation};
use super::deeds::Moment;
use super::undo::restore;
use crate::cards::Brought;
use crate::learning::review::ReviewKind;
use crate::values::grade::Grade;
use crate::values::ids::CardId;
use crate::values::time::{StudyDay, Timestamp};
use rusqlite::{Connection, named_params};

/// The rules that these lines went by, as the log names them.
const RULES: &str = "notes";

/// Gives these cards, none of which has a schedule, the one that its notes brought. The lines
/// count with the operation that brings them, which is in the log already.
pub(super) fn bring(
    connection: &Connection,
    cards: &[(CardId, Brought)],
    brought_by: i64,
    moment: Moment,
) -> rusqlite::Result<()> {
    let mut from = moment.at;
    for (card, brought) in cards {
        let at = free_instant(connection, from)?;
        from = Timestamp::from_ms(at.ms() + 1);
        let line = log_operation(connection, at, moment.day, "brought", None)?;
        connection.prepare_cached(include_str!("bring_manual.sql"))?.execute(named_params! {
            ":operation": line,
            ":brought_by": brought_by,
            ":card": card.raw(),
            ":at": at.ms(),
            ":day": answered_on(brought, moment.day).number(),
            ":kind": ReviewKind::Manual.as_str(),
            ":grade": Grade::GOOD.number(),
            ":scheduler": "sm2",
            ":rules": RULES,
            ":repetition_before": None::<u32>,
            ":ef_before": None::<u32>,
            ":interval_before": None::<u32>,
            ":due_before": None::<i32>,
            ":repetition_after": repetition(brought),
            ":ef_after": brought.ef_hundredths,
            ":interval_after": brought.interval_days,
            ":due_after": brought.due.number(),
        })?;
        restore(connection, *card)?;
    }
    Ok(())
}

/// The day of the last answer, from which the interval counts: the tool kept only when it ends.
fn answered_on(brought: &Brought, today: StudyDay) -> StudyDay {
    let before_due = i64::from(brought.due.number()) - i64::from(brought.interval_days);
    let day = i32::try_from(before_due.max(0)).unwrap_or(0);
    StudyDay::from_number(day.min(today.number()))
}

/// From two days on a card grows by its ease, as after a second pass.
const fn repetition(brought: &Brought) -> u32 {
    if brought.interval_days >= 2 { 2 } else { 1 }
}
