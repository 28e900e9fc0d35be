//! Cards that are asked in the learner's own words, source by source.

use super::import::stored_cards;
use super::{Store, StoreError, failed, rows};
use crate::cards::identity::Stored;
use crate::values::ids::CardId;
use rusqlite::OptionalExtension as _;
use std::collections::HashMap;

/// What a card is asked in where the learner gave it other words than its notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWords {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// Whether the notes changed since.
    pub outdated: bool,
}

impl Store {
    /// The note of a path, if it was ever imported.
    pub fn note_at(&self, path: &str) -> Result<Option<i64>, StoreError> {
        let sql = include_str!("note_at.sql");
        let found = self.connection.query_row(sql, [path], |row| row.get("id")).optional();
        found.map_err(failed("read the sources"))
    }

    /// The learner's own words for cards of a source.
    pub fn own_words(&self, source: i64) -> Result<HashMap<CardId, OwnWords>, StoreError> {
        let read = || {
            let mut statement = self.connection.prepare(include_str!("own_words.sql"))?;
            let words = statement.query_map([source], |row| {
                let own = OwnWords {
                    question: row.get("question")?,
                    answer: row.get("answer")?,
                    outdated: row.get("own_outdated")?,
                };
                Ok((rows::card_id(row, "id")?, own))
            })?;
            words.collect::<rusqlite::Result<_>>()
        };
        read().map_err(failed("read your own words"))
    }

    /// The cards of a source as an import compares them, in the order of the notes.
    pub fn stored_cards(&self, source: i64) -> Result<Vec<Stored>, StoreError> {
        stored_cards(&self.connection, source)
    }
}
