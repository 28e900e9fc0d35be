//! What an archive keeps of Anki, so that what came from there can go back there from another
//! collection: notes, notetypes, and cards as they stood.

use crate::adapters::store::export::{NoteKind, Snapshot};
use crate::adapters::store::export_foreign::{There, there};
use crate::adapters::store::{StoreError, failed};
use rusqlite::Row;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Between the fields of a note.
const SEPARATOR: char = '\u{1f}';

/// What Anki knows a card by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownToAnki {
    /// The identity of its note across collections.
    pub guid: String,
    /// Which of recall's notetypes it has; `None` for a note that was made in Anki.
    #[serde(default)]
    pub notetype: Option<NoteKind>,
    /// The note's id.
    pub note_id: i64,
    /// Which card of the note, from 0.
    pub ordinal: i64,
    /// The card's id.
    pub card_id: i64,
    /// When Anki last saw a note of recall's own change, in seconds since 1970.
    #[serde(default)]
    pub modified_s: Option<i64>,
    /// The fields of a note of recall's own as they were written there, in HTML.
    #[serde(default)]
    pub fields: Option<Vec<String>>,
    /// What tells which parts of a note of recall's own Anki has as they were sent.
    #[serde(default)]
    pub sent: Option<String>,
    /// The note, where it was made in Anki.
    #[serde(default)]
    pub note: Option<ArchivedNote>,
    /// How the card stood there when it came from there last.
    #[serde(default)]
    pub there: Option<There>,
}

impl KnownToAnki {
    /// The fields of a note of recall's own that were written in Anki, joined.
    pub(in crate::adapters::store) fn joined_fields(&self) -> Option<String> {
        self.fields.as_ref().map(|fields| fields.join(&SEPARATOR.to_string()))
    }
}

/// A note that was made in Anki, as it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedNote {
    /// The id of its notetype.
    pub notetype: i64,
    /// When it last changed, in seconds since 1970.
    pub modified_s: i64,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its fields, in HTML.
    pub fields: Vec<String>,
}

/// A notetype that was made in Anki.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedNotetype {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// When it last changed, in seconds since 1970.
    pub modified_s: i64,
    /// All of it, as Anki's packages have it.
    pub definition: Value,
}

impl ArchivedNote {
    /// The tags with blanks between.
    pub fn joined_tags(&self) -> String {
        self.tags.join(" ")
    }

    /// The fields as Anki joins them.
    pub fn joined_fields(&self) -> String {
        self.fields.join(&SEPARATOR.to_string())
    }
}

impl Snapshot<'_> {
    /// Every notetype that was made in Anki.
    pub fn archived_notetypes(&self) -> Result<Vec<ArchivedNotetype>, StoreError> {
        let read = || {
            let sql = "SELECT id, name, modified_s, definition FROM foreign_notetypes ORDER BY id";
            let mut statement = self.transaction.prepare(sql)?;
            let notetypes = statement.query_map((), |row| {
                Ok(ArchivedNotetype {
                    id: row.get("id")?,
                    name: row.get("name")?,
                    modified_s: row.get("modified_s")?,
                    definition: super::json(row, "definition")?,
                })
            })?;
            notetypes.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(failed("read a notetype"))
    }
}

/// What Anki knows the card of a row by.
pub(super) fn known(row: &Row<'_>) -> rusqlite::Result<Option<KnownToAnki>> {
    let Some(guid) = row.get("guid")? else { return Ok(None) };
    let kind: Option<String> = row.get("notetype")?;
    let was_seen = row.get::<_, Option<i64>>("queue")?.is_some();
    Ok(Some(KnownToAnki {
        guid,
        notetype: kind.as_deref().and_then(NoteKind::parse),
        note_id: row.get("note_id")?,
        ordinal: row.get("anki_ordinal")?,
        card_id: row.get("anki_card_id")?,
        modified_s: row.get("exported_s")?,
        fields: row.get::<_, Option<String>>("own_fields")?.as_deref().map(split),
        sent: row.get("sent")?,
        note: note(row)?,
        there: if was_seen { Some(there(row)?) } else { None },
    }))
}

fn note(row: &Row<'_>) -> rusqlite::Result<Option<ArchivedNote>> {
    let Some(notetype) = row.get("notetype_id")? else { return Ok(None) };
    let (tags, fields): (String, String) = (row.get("note_tags")?, row.get("fields")?);
    Ok(Some(ArchivedNote {
        notetype,
        modified_s: row.get("note_modified_s")?,
        tags: tags.split_ascii_whitespace().map(str::to_owned).collect(),
        fields: split(&fields),
    }))
}

fn split(fields: &str) -> Vec<String> {
    fields.split(SEPARATOR).map(str::to_owned).collect()
}
