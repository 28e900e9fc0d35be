//! What goes back to Anki: notes that were made there, with their cards, as they came and with
//! what was learnt and changed since.

use super::export::{Snapshot, TAG_SEPARATOR};
use super::scope::InScope;
use super::{Scope, Status, StoreError, failed, rows};
use crate::learning::review::Scheduled;
use crate::values::ids::CardId;
use crate::values::time::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};

/// A note that was made in Anki.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeavingNote {
    /// Its row.
    pub row: i64,
    /// Its identity across collections.
    pub guid: String,
    /// Its id in Anki.
    pub note_id: i64,
    /// Its notetype.
    pub notetype: i64,
    /// When it last changed in Anki, in seconds since 1970.
    pub modified_s: i64,
    /// The tags that it had there, with blanks between.
    pub tags: String,
    /// Its fields as HTML, joined.
    pub fields: String,
    /// What it went back with last, if that was another than it came with.
    pub sent: Option<Sent>,
    /// All its cards, whether they leave or not.
    pub cards: Vec<LeavingCard>,
}

/// What a note went back with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The time of change that it was given, in seconds since 1970.
    pub modified_s: i64,
    /// Hash of its fields and tags.
    pub content_hash: Vec<u8>,
}

/// A card of such a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeavingCard {
    /// The card.
    pub id: CardId,
    /// Where it stands here.
    pub status: Status,
    /// Whether it is one of those asked for that can leave.
    pub leaves: bool,
    /// Whether it is marked.
    pub is_marked: bool,
    /// Its deck's full name.
    pub deck: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// The question as it came, and in the learner's own words if they gave it any.
    pub question: (String, Option<String>),
    /// The answer, likewise.
    pub answer: (String, Option<String>),
    /// The source that its pictures and sounds came with.
    pub source: i64,
    /// Its schedule here.
    pub schedule: Option<Scheduled>,
    /// When an answer given here last moved its schedule.
    pub moved_at: Option<Timestamp>,
    /// Its row in Anki when it came from there last.
    pub there: There,
}

impl LeavingCard {
    /// The question as it is asked.
    pub fn question(&self) -> &str {
        let (came, own) = &self.question;
        own.as_ref().unwrap_or(came)
    }

    /// The answer as it is shown.
    pub fn answer(&self) -> &str {
        let (came, own) = &self.answer;
        own.as_ref().unwrap_or(came)
    }
}

/// A card's row in Anki.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct There {
    /// Which card of its note, from 0.
    pub ordinal: i64,
    /// Its id.
    pub card_id: i64,
    /// When it last changed, in seconds since 1970.
    pub modified_s: i64,
    /// 0 none, 1 to 7 a colour.
    pub flag: i64,
    /// 0 new, 1 learning, 2 review, 3 relearning.
    #[serde(rename = "type")]
    pub kind: i64,
    /// Where it waited.
    pub queue: i64,
    /// Position, study day, or seconds.
    pub due: i64,
    /// Days.
    pub interval: i64,
    /// Ease in thousandths.
    pub factor: i64,
    /// Answers.
    pub reps: i64,
    /// Failures.
    pub lapses: i64,
    /// Learning steps left.
    pub left: i64,
    /// JSON.
    pub data: String,
}

impl Snapshot<'_> {
    /// Shows every note that was made in Anki, of which a card can leave and is in scope.
    pub fn each_foreign_note<E: From<StoreError>>(
        &self,
        scope: &Scope,
        mut visit: impl FnMut(LeavingNote) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = failed("read the cards");
        let mut statement =
            self.transaction.prepare(counting!("export_foreign.sql")).map_err(&failed)?;
        let within = InScope::find(&self.transaction, scope).map_err(&failed)?;
        let mut rows = statement.query(within.params().as_slice()).map_err(&failed)?;
        let mut note: Option<LeavingNote> = None;
        let mut leave = |note: Option<LeavingNote>| match note {
            Some(note) if note.cards.iter().any(|card| card.leaves) => visit(note),
            _ => Ok(()),
        };
        while let Some(row) = rows.next().map_err(&failed)? {
            let at: i64 = row.get("note").map_err(&failed)?;
            if note.as_ref().is_none_or(|note| note.row != at) {
                leave(note.replace(foreign_note(row).map_err(&failed)?))?;
            }
            if let Some(note) = &mut note {
                note.cards.push(foreign_card(row).map_err(&failed)?);
            }
        }
        leave(note)
    }

    /// The definition of a notetype as it came, in JSON.
    pub fn foreign_notetype(&self, id: i64) -> Result<Option<String>, StoreError> {
        let sql = "SELECT definition FROM foreign_notetypes WHERE id = ?1";
        self.transaction
            .query_row(sql, [id], |row| row.get("definition"))
            .optional()
            .map_err(failed("read a notetype"))
    }
}

/// Remembers what these notes of Anki's went back with.
pub(super) fn put_sent(connection: &Connection, notes: &[(i64, Sent)]) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(include_str!("put_foreign_export.sql"))?;
    for (note, sent) in notes {
        statement.execute((note, sent.modified_s, &sent.content_hash))?;
    }
    Ok(())
}

fn foreign_note(row: &Row<'_>) -> rusqlite::Result<LeavingNote> {
    let sent_s: Option<i64> = row.get("exported_s")?;
    let sent = match sent_s {
        Some(modified_s) => Some(Sent { modified_s, content_hash: row.get("content_hash")? }),
        None => None,
    };
    Ok(LeavingNote {
        row: row.get("note")?,
        guid: row.get("guid")?,
        note_id: row.get("note_id")?,
        notetype: row.get("notetype_id")?,
        modified_s: row.get("note_modified_s")?,
        tags: row.get("note_tags")?,
        fields: row.get("fields")?,
        sent,
        cards: Vec::new(),
    })
}

fn foreign_card(row: &Row<'_>) -> rusqlite::Result<LeavingCard> {
    let tags: Option<String> = row.get("tags")?;
    let mark: Option<String> = row.get("mark")?;
    let moved_at: Option<i64> = row.get("moved_at_ms")?;
    Ok(LeavingCard {
        id: rows::card_id(row, "id")?,
        status: rows::status(row, "status")?,
        leaves: row.get("leaves")?,
        is_marked: mark.is_some(),
        deck: row.get("deck")?,
        tags: tags.iter().flat_map(|tags| tags.split(TAG_SEPARATOR)).map(str::to_owned).collect(),
        question: (row.get("question")?, row.get("question_override")?),
        answer: (row.get("answer")?, row.get("answer_override")?),
        source: row.get("source_id")?,
        schedule: rows::schedule(row)?,
        moved_at: moved_at.map(Timestamp::from_ms),
        there: there(row)?,
    })
}

pub(super) fn there(row: &Row<'_>) -> rusqlite::Result<There> {
    Ok(There {
        ordinal: row.get("anki_ordinal")?,
        card_id: row.get("anki_card_id")?,
        modified_s: row.get("modified_s")?,
        flag: row.get("flag")?,
        kind: row.get("type")?,
        queue: row.get("queue")?,
        due: row.get("due")?,
        interval: row.get("days")?,
        factor: row.get("factor")?,
        reps: row.get("reps")?,
        lapses: row.get("failures")?,
        left: row.get("steps_left")?,
        data: row.get("data")?,
    })
}
