//! Histories that cards had in another program which reads the same notes.

use super::Intake;
use crate::adapters::store::{Status, StoreError, failed, rows};
use crate::learning::review::{Review, Scheduled};
use crate::values::ids::CardId;
use crate::values::time::Timestamp;
use std::collections::HashSet;

/// A card as its notes make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteCard {
    /// The card.
    pub id: CardId,
    /// Where it stands.
    pub status: Status,
    /// The question as the notes have it.
    pub question: String,
    /// The answer as the notes have it.
    pub answer: String,
    /// Its schedule.
    pub schedule: Option<Scheduled>,
}

impl Intake<'_> {
    /// Every card of notes, the oldest first.
    pub fn cards_of_notes(&self) -> Result<Vec<NoteCard>, StoreError> {
        let read = || {
            self.prepared(include_str!("../cards_of_notes.sql"))?
                .query_map((), |row| {
                    Ok(NoteCard {
                        id: rows::card_id(row, "id")?,
                        status: rows::status(row, "status")?,
                        question: row.get("question")?,
                        answer: row.get("answer")?,
                        schedule: rows::schedule(row)?,
                    })
                })?
                .collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(failed("read the cards"))
    }

    /// The reviews that came from another program, each by its card and what it is there.
    pub fn known_elsewhere(&self, rules: &str) -> Result<HashSet<(CardId, String)>, StoreError> {
        let read = || {
            self.prepared(counting!("../known_elsewhere.sql"))?
                .query_map([rules], |row| Ok((rows::card_id(row, "card_id")?, row.get("there")?)))?
                .collect::<rusqlite::Result<HashSet<_>>>()
        };
        read().map_err(failed("read the review log"))
    }

    /// Adds a review from elsewhere to the log, and gives its operation and the
    /// instant under which it is there. `there` is what it is known by in it;
    /// nothing where it only says what was decided there.
    pub fn review_elsewhere(
        &mut self,
        card: CardId,
        review: &Review,
        rules: &str,
        there: Option<&str>,
    ) -> Result<(i64, Timestamp), StoreError> {
        let detail = there
            .map_or_else(|| serde_json::json!({}), |there| serde_json::json!({ "there": there }));
        let logged = self.log(card, review, rules, &detail.to_string())?;
        self.write_heap()?;
        Ok(logged)
    }
}
