//! Taking back what was done last: an answer or a decision, whichever is newer.

use super::answer::{log_operation, put_schedule, set_status, status_of};
use super::cards::reviews_of;
use super::triage::Change;
use super::{Deed, Status, Store, StoreError, Undone, failed, rows};
use crate::learning::review::replay;
use crate::values::ids::CardId;
use crate::values::time::{StudyDay, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior};

impl Store {
    /// Takes back the newest answer or decision that counts, and records that at this instant
    /// and day. Imports are passed over.
    ///
    /// `None` if nothing is left to take back. After an answer the card's schedule becomes what
    /// the rest of its log says; after a decision its status and wording what they were before,
    /// unless an import has changed the status since.
    pub fn undo_last(
        &mut self,
        at: Timestamp,
        day: StudyDay,
    ) -> Result<Option<Undone>, StoreError> {
        let failed = failed("take back what was done last");
        let change = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(&failed)?;
        let Some((operation, last)) = last(&change).map_err(&failed)? else {
            return Ok(None);
        };
        log_operation(&change, at, day, "undo", Some(operation)).map_err(&failed)?;
        let undone = match last {
            Last::Review(undone) => {
                restore(&change, undone.card).map_err(&failed)?;
                undone
            }
            Last::Decision(decision) => {
                decision.take_back(&change).map_err(&failed)?;
                Undone { card: decision.card, deed: Deed::Decided(decision.verdict) }
            }
        };
        change.commit().map_err(&failed)?;
        Ok(Some(undone))
    }
}

/// What was done last.
enum Last {
    Review(Undone),
    Decision(Change),
}

/// The newest operation that counts and can be taken back.
fn last(connection: &Connection) -> rusqlite::Result<Option<(i64, Last)>> {
    let review = connection
        .prepare_cached(include_str!("last_review.sql"))?
        .query_row([], |row| {
            let deed = Deed::Answered { kind: rows::review_kind(row)?, grade: rows::grade(row)? };
            let undone = Undone { card: rows::card_id(row, "card_id")?, deed };
            Ok((row.get("operation_id")?, Last::Review(undone)))
        })
        .optional()?;
    let decision = connection
        .prepare_cached(include_str!("last_decision.sql"))?
        .query_row([], |row| Ok((row.get("operation_id")?, Last::Decision(Change::of(row)?))))
        .optional()?;
    Ok(review.into_iter().chain(decision).max_by_key(|(operation, _)| *operation))
}

/// Rebuilds a card's schedule from its log.
fn restore(connection: &Connection, card: CardId) -> rusqlite::Result<()> {
    let schedule = replay(&reviews_of(connection, card)?);
    let status = status_of(connection, card)?;
    match (schedule, status) {
        (None, Some(Status::Review)) => set_status(connection, card, Status::New)?,
        (Some(_), Some(Status::New)) => set_status(connection, card, Status::Review)?,
        _ => {}
    }
    if let Some(schedule) = schedule {
        let scheduler = last_scheduler(connection, card)?;
        put_schedule(connection, card, &schedule, &scheduler)
    } else {
        connection
            .prepare_cached("DELETE FROM schedules WHERE card_id = ?1")?
            .execute([card.raw()])
            .map(drop)
    }
}

/// The scheduler that moved the card last; there is one where there is a schedule.
fn last_scheduler(connection: &Connection, card: CardId) -> rusqlite::Result<String> {
    connection
        .prepare_cached(include_str!("last_scheduler.sql"))?
        .query_row([card.raw()], |row| row.get("scheduler"))
}
