//! The first cards of a collection, taken in without what would be done again for each of them.
//!
//! - A reference costs each row a look into another table. All are looked at when everything is
//!   there.
//! - The indexes of a log, in whose order it does not come, are made of all its lines at once then.
//!
//! All in one transaction, which nobody sees before it is complete; others may read meanwhile. Only
//! while there are no cards: else it would take as long as the collection is large.

use super::open::holds_references;
use super::{StoreError, failed};
use rusqlite::{Connection, ffi};

/// A connection that does not look at references until the end of this.
#[derive(Debug)]
pub(super) struct Bulk<'c> {
    connection: &'c Connection,
    /// The statements that make again the indexes that were taken away.
    indexes: Vec<String>,
}

impl<'c> Bulk<'c> {
    /// Prepares for the first cards, before a transaction; `None` where there are some.
    pub(super) fn prepare(connection: &'c Connection) -> rusqlite::Result<Option<Self>> {
        if has_cards(connection)? {
            return Ok(None);
        }
        connection.pragma_update(None, "foreign_keys", false)?;
        Ok(Some(Self { connection, indexes: Vec::new() }))
    }

    /// Takes indexes away, in a transaction, unless another process was first.
    pub(super) fn begin(&mut self) -> rusqlite::Result<()> {
        if has_cards(self.connection)? {
            return Ok(());
        }
        let mut statement = self.connection.prepare(include_str!("bulk_indexes.sql"))?;
        let found = statement.query_map((), |row| Ok((row.get("name")?, row.get("sql")?)))?;
        let found: Vec<(String, String)> = found.collect::<rusqlite::Result<_>>()?;
        for (name, sql) in found {
            let name = name.replace('"', "\"\"");
            self.connection.execute_batch(&format!("DROP INDEX main.\"{name}\""))?;
            self.indexes.push(sql);
        }
        Ok(())
    }

    /// Makes the indexes again and looks at all references, in the same transaction.
    pub(super) fn end(&self) -> Result<(), StoreError> {
        let make = |sql: &String| self.connection.execute_batch(sql);
        let failed = failed("finish the import");
        self.indexes.iter().try_for_each(make).map_err(&failed)?;
        if holds_references(self.connection).map_err(&failed)? {
            return Ok(());
        }
        // What the row itself would have been refused with.
        let refused = ffi::Error::new(ffi::SQLITE_CONSTRAINT_FOREIGNKEY);
        Err(failed(rusqlite::Error::SqliteFailure(refused, None)))
    }
}

impl Drop for Bulk<'_> {
    fn drop(&mut self) {
        // What fails here is for the next statement to tell; whoever opens the collection turns
        // them on again.
        drop(self.connection.pragma_update(None, "foreign_keys", true));
    }
}

/// Whether there is any card.
pub(super) fn has_cards(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT EXISTS (SELECT 1 FROM cards)", (), |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::super::testing::Sample;
    use super::*;

    fn pragma(connection: &Connection, name: &str) -> String {
        connection
            .pragma_query_value(None, name, |row| Ok(format!("{:?}", row.get_ref(0)?)))
            .unwrap()
    }

    fn schema(connection: &Connection) -> Vec<(String, String)> {
        // Each table with its indexes, and then with its triggers, in their order.
        let sql = "SELECT tbl_name, sql FROM sqlite_schema WHERE sql NOT NULL
            ORDER BY tbl_name, type, rowid";
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    fn state(connection: &Connection) -> (Vec<(String, String)>, String) {
        (schema(connection), pragma(connection, "foreign_keys"))
    }

    #[test]
    fn everything_is_as_it_was_afterwards() {
        let sample = Sample::with_cards(0);
        let connection = &sample.store.connection;
        let before = state(connection);
        for is_given_up in [false, true] {
            let mut bulk = Bulk::prepare(connection).unwrap().unwrap();
            let change = connection.unchecked_transaction().unwrap();
            bulk.begin().unwrap();
            assert_ne!(state(connection), before);
            if is_given_up {
                change.rollback().unwrap();
            } else {
                bulk.end().unwrap();
                change.commit().unwrap();
            }
            drop(bulk);
            assert_eq!(state(connection), before);
        }
    }

    #[test]
    fn a_row_that_names_what_is_not_there_is_refused() {
        let sample = Sample::with_cards(0);
        let connection = &sample.store.connection;
        let bulk = Bulk::prepare(connection).unwrap().unwrap();
        let change = connection.unchecked_transaction().unwrap();
        connection.execute("INSERT INTO facts VALUES (1, 99, 'of no entry', 1)", ()).unwrap();
        assert!(matches!(bulk.end(), Err(StoreError::Sqlite { .. })));
        drop(change);
        drop(bulk);
        let refused = connection.execute("INSERT INTO facts VALUES (1, 99, 'of no entry', 1)", ());
        assert!(refused.is_err());
    }

    #[test]
    fn nothing_is_put_off_where_there_are_cards() {
        let sample = Sample::with_cards(1);
        assert!(Bulk::prepare(&sample.store.connection).unwrap().is_none());
    }

    #[test]
    fn others_can_read_meanwhile() {
        let sample = Sample::with_cards(0);
        let connection = &sample.store.connection;
        let mut bulk = Bulk::prepare(connection).unwrap().unwrap();
        let _change = connection.unchecked_transaction().unwrap();
        bulk.begin().unwrap();
        let other = Connection::open(connection.path().unwrap()).unwrap();
        let cards = other.query_row("SELECT count(*) FROM cards", (), |row| row.get(0));
        assert_eq!(cards, Ok(0));
    }
}
