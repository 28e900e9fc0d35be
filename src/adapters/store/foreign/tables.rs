//! What is known of the notes that tables brought.

use super::Intake;
use crate::adapters::store::{StoreError, failed};
use crate::values::ids::CardId;

/// A note as it came last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptNote {
    /// Its identity.
    pub guid: String,
    /// Its tags with blanks between.
    pub tags: String,
    /// Its fields as HTML, joined.
    pub fields: String,
}

impl Intake<'_> {
    /// The tables that were taken in, by row and path.
    pub fn tables(&self) -> Result<Vec<(i64, String)>, StoreError> {
        let read = || {
            self.prepared("SELECT id, path FROM sources WHERE format = 'table' ORDER BY id")?
                .query_map((), |row| Ok((row.get("id")?, row.get("path")?)))?
                .collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(failed("read where the cards come from"))
    }

    /// Says that the file of a source lies elsewhere now.
    pub fn move_source(&self, source: i64, path: &str) -> Result<(), StoreError> {
        let put =
            || self.prepared("UPDATE sources SET path = ?2 WHERE id = ?1")?.execute((source, path));
        put().map(drop).map_err(failed("note where the cards come from"))
    }

    /// The definitions of all notetypes in JSON, in the order of their ids.
    pub fn notetypes(&self) -> Result<Vec<String>, StoreError> {
        let read = || {
            self.prepared("SELECT definition FROM foreign_notetypes ORDER BY id")?
                .query_map((), |row| row.get("definition"))?
                .collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(failed("read a notetype"))
    }

    /// The notes of a source, in the order in which they came.
    pub fn notes_of(&self, source: i64) -> Result<Vec<KeptNote>, StoreError> {
        let read = || {
            self.prepared(include_str!("../notes_of_source.sql"))?
                .query_map([source], kept)?
                .collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(failed("read what Anki knows the cards by"))
    }

    /// A note by its row.
    pub fn kept_note(&self, row: i64) -> Result<KeptNote, StoreError> {
        let read = || {
            self.prepared("SELECT guid, tags, fields FROM foreign_notes WHERE id = ?1")?
                .query_row([row], kept)
        };
        read().map_err(failed("read what Anki knows the cards by"))
    }

    /// Whether there is a card of this id.
    pub fn has_card(&self, card: CardId) -> Result<bool, StoreError> {
        let read = || {
            self.prepared("SELECT EXISTS (SELECT 1 FROM cards WHERE id = ?1) AS it_is")?
                .query_row([card.raw()], |row| row.get("it_is"))
        };
        read().map_err(failed("read the card"))
    }
}

fn kept(row: &rusqlite::Row<'_>) -> rusqlite::Result<KeptNote> {
    Ok(KeptNote { guid: row.get("guid")?, tags: row.get("tags")?, fields: row.get("fields")? })
}
