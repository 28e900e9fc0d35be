//! The decks by name.

use super::{Store, StoreError, failed};

impl Store {
    /// The full names of the decks that have cards, in their alphabetical order: a note without
    /// any makes no deck.
    pub fn decks(&self) -> Result<Vec<String>, StoreError> {
        let read = || {
            let mut query = self.connection.prepare(include_str!("decks.sql"))?;
            query.query_map([], |row| row.get("name"))?.collect::<rusqlite::Result<_>>()
        };
        read().map_err(failed("list the decks"))
    }
}
