//! A card as it stands before an import.

use crate::adapters::store::{Status, rows};
use crate::values::ids::CardId;
use rusqlite::Connection;

/// A card of a source as stored, with what an import may change.
pub(super) struct Row {
    pub(super) source: i64,
    pub(super) status: Status,
    /// Question and answer as the notes gave them.
    pub(super) notes: [String; 2],
    /// Whether the learner's own are shown instead.
    pub(super) is_own: [bool; 2],
    pub(super) reviewed: bool,
    /// Whether it was suspended when its line left the notes.
    pub(super) was_suspended: bool,
    /// The learner put it into the deck when it was only offered.
    pub(super) kept: bool,
}

impl Row {
    /// Whether a learner sees other words than before when the notes give these.
    pub(super) fn would_change(&self, notes: [&String; 2]) -> bool {
        (0..2).any(|side| !self.is_own[side] && *notes[side] != self.notes[side])
    }

    /// Whether the notes change under the learner's own words.
    pub(super) fn outdates_own(&self, notes: [&String; 2]) -> bool {
        (0..2).any(|side| self.is_own[side] && *notes[side] != self.notes[side])
    }

    /// The status to come, where the notes still have the card. What was dropped stays so.
    pub(super) fn status(&self, puts_into_deck: bool) -> Status {
        match self.status {
            Status::Retired if self.was_suspended => Status::Suspended,
            Status::Retired if self.reviewed => Status::Review,
            Status::Retired if self.kept => Status::New,
            Status::Retired | Status::Pending if puts_into_deck => Status::New,
            Status::Retired => Status::Pending,
            other => other,
        }
    }
}

/// The card of this id.
pub(super) fn stored_row(connection: &Connection, id: CardId) -> rusqlite::Result<Row> {
    let mut statement = connection.prepare_cached(counting!("../card_for_import.sql"))?;
    statement.query_row([id.raw()], |row| {
        Ok(Row {
            source: row.get("source_id")?,
            status: rows::status(row, "status")?,
            notes: [row.get("question")?, row.get("answer")?],
            is_own: [row.get("question_is_own")?, row.get("answer_is_own")?],
            reviewed: row.get("reviewed")?,
            was_suspended: row.get("was_suspended")?,
            kept: row.get("kept")?,
        })
    })
}
