//! The decks by name.

use crate::adapters::store::{Store, StoreError};

impl Store {
    /// The full names of all decks, in their alphabetical order.
    pub fn decks(&self) -> Result<Vec<String>, StoreError> {
        let failed = |source| StoreError::Sqlite {
            action: "list the decks",
            source,
        };
        let mut query = self
            .connection
            .prepare("SELECT name FROM decks ORDER BY name")
            .map_err(failed)?;
        let names = query.query_map([], |row| row.get("name")).map_err(failed)?;
        names.collect::<Result<_, _>>().map_err(failed)
    }
}
