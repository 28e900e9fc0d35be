//! The decks by name.

use super::{Store, StoreError, failed};

impl Store {
    /// The full names of all decks, in their alphabetical order.
    pub fn decks(&self) -> Result<Vec<String>, StoreError> {
        let read = || {
            let mut query = self.connection.prepare("SELECT name FROM decks ORDER BY name")?;
            query.query_map([], |row| row.get("name"))?.collect::<rusqlite::Result<_>>()
        };
        read().map_err(failed("list the decks"))
    }
}
