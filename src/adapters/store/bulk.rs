//! The first cards of a collection, taken in without what would be done again for each of them.
//!
//! - A reference costs each row a look into another table. All are looked at when everything is
//!   there.
//! - The indexes of a log, in whose order it does not come, are made of all its lines at once then.
//! - What fills a file needs no write-ahead log, in which every page is written twice, and more
//!   often where there is no room for it in memory. A rollback journal keeps the little that was
//!   there; a crash leaves that, as it does with the log.
//!
//! All in one transaction, which nobody sees before it is complete. Only while there are no cards:
//! else it would take as long as the collection is large, and those who read it would have to wait.

use super::open::{check_references, write_ahead};
use super::{StoreError, failed};
use rusqlite::{Connection, ErrorCode};

/// A connection that does not look at references and has no write-ahead log, until the end of this.
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
        let bulk = Self { connection, indexes: Vec::new() };
        connection.pragma_update(None, "foreign_keys", false)?;
        match connection.pragma_update(None, "journal_mode", "TRUNCATE") {
            // Another process has the collection open, and the log with it.
            Err(error) if is_busy(&error) => Ok(Some(bulk)),
            done => done.map(|()| Some(bulk)),
        }
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
            self.connection.execute_batch(&format!("DROP INDEX main.{name}"))?;
            self.indexes.push(sql);
        }
        Ok(())
    }

    /// Makes the indexes again and looks at all references, in the same transaction.
    pub(super) fn end(&self) -> Result<(), StoreError> {
        let make = |sql: &String| self.connection.execute_batch(sql);
        self.indexes.iter().try_for_each(make).map_err(failed("finish the import"))?;
        check_references(self.connection, "finish the import")
    }
}

impl Drop for Bulk<'_> {
    fn drop(&mut self) {
        // What fails here is for the next statement to tell; whoever opens the collection turns
        // both on again.
        drop(self.connection.pragma_update(None, "foreign_keys", true));
        drop(write_ahead(self.connection));
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

fn has_cards(connection: &Connection) -> rusqlite::Result<bool> {
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

    fn state(connection: &Connection) -> (Vec<(String, String)>, [String; 2]) {
        (schema(connection), ["foreign_keys", "journal_mode"].map(|name| pragma(connection, name)))
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
        assert!(matches!(bulk.end(), Err(StoreError::Damaged { .. })));
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
    fn a_collection_that_another_has_open_keeps_its_log() {
        let sample = Sample::with_cards(0);
        let connection = &sample.store.connection;
        let other = Connection::open(connection.path().unwrap()).unwrap();
        let reading = other.unchecked_transaction().unwrap();
        other.query_row("SELECT count(*) FROM cards", (), |row| row.get::<_, i64>(0)).unwrap();
        let bulk = Bulk::prepare(connection).unwrap();
        assert!(bulk.is_some());
        assert_eq!(pragma(connection, "journal_mode"), pragma(&other, "journal_mode"));
        drop(reading);
    }
}
