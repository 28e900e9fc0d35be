//! The database inside a package, written from nothing.

use crate::adapters::anki::ExportError;
use crate::adapters::anki::checksum::{checksum, strip};
use rusqlite::{Connection, Statement, named_params, params};
use serde_json::{Value, json};
use std::path::Path;

/// The file is thrown away if anything fails, so nothing in it needs to survive a crash.
const PRAGMAS: &str = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; \
    PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16000; BEGIN;";

/// Between the fields of a note.
pub const SEPARATOR: char = '\u{1f}';

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRow {
    /// Identity across collections.
    pub guid: String,
    /// Creation time in milliseconds, unique.
    pub id: i64,
    /// Its notetype.
    pub notetype: i64,
    /// When fields or tags last changed, in seconds.
    pub modified_s: i64,
    /// The tags, each between blanks, or nothing.
    pub tags: String,
    /// The fields, joined.
    pub fields: String,
    /// Which of them Anki sorts by.
    pub sort_field: usize,
}

/// Where a card stands in Anki's queues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardRow {
    /// Creation time in milliseconds, unique.
    pub id: i64,
    /// The note's id.
    pub note_id: i64,
    /// The deck's id.
    pub deck_id: i64,
    /// Which card of its note, from 0.
    pub ordinal: i64,
    /// Last change in seconds.
    pub modified_s: i64,
    /// 0 new, 1 learning, 2 in review, 3 learning again.
    pub card_type: i64,
    /// As its type, or -1 suspended.
    pub queue: i64,
    /// The place among new cards, or the due day counted from the collection's first.
    pub due: i64,
    /// Days from the last review to the due day; 0 for a new card.
    pub interval_days: i64,
    /// The ease factor in thousandths; 0 for a new card.
    pub factor: i64,
    /// Answers so far.
    pub reps: i64,
    /// Failed ones of them.
    pub lapses: i64,
    /// Learning steps left.
    pub steps_left: i64,
    /// 0 none, 1 to 7 a colour.
    pub flag: i64,
    /// JSON: original place, time of the last review.
    pub data: String,
}

/// One line of Anki's review log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewRow {
    /// When it was answered, in milliseconds; unique.
    pub id: i64,
    /// The card's id.
    pub card_id: i64,
    /// The button: 1 again to 4 easy, 0 for none.
    pub ease: i64,
    /// Days to the next review, or seconds below 0.
    pub interval: i64,
    /// What was given the time before; 0 before the first.
    pub last_interval: i64,
    /// The ease factor after, in thousandths; 0 where the answer does not count.
    pub factor: i64,
    /// Milliseconds from question to answer.
    pub took_ms: i64,
    /// 0 learning, 1 review, 2 learning again, 3 outside the schedule, 4 and 5 by hand.
    pub kind: i64,
}

/// A row of a collection.
#[derive(Debug)]
pub enum Row {
    /// A note.
    Note(NoteRow),
    /// A card.
    Card(CardRow),
    /// A line of the log.
    Review(ReviewRow),
}

/// What a collection says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Start of the collection's first day, in seconds: due days count from it.
    pub created_s: i64,
    /// Minutes west of UTC then.
    pub minutes_west: i32,
    /// When the package is written, in milliseconds.
    pub modified_ms: i64,
    /// The place that the next new card would have.
    pub next_position: i64,
    /// The notetype that a next note would have.
    pub notetype: i64,
}

/// A collection being written.
#[derive(Debug)]
pub struct Collection {
    connection: Connection,
}

impl Collection {
    /// Begins a collection in this empty file.
    pub fn create(path: &Path) -> Result<Self, ExportError> {
        let connection = Connection::open(path)?;
        connection.execute_batch(PRAGMAS)?;
        connection.execute_batch(include_str!("schema.sql"))?;
        Ok(Self { connection })
    }

    /// Adds rows in their order, until no more come.
    pub fn fill(&self, heaps: impl IntoIterator<Item = Vec<Row>>) -> Result<(), ExportError> {
        let mut statements = Statements {
            note: self.connection.prepare(include_str!("insert_note.sql"))?,
            card: self.connection.prepare(include_str!("insert_card.sql"))?,
            review: self.connection.prepare(include_str!("insert_review.sql"))?,
        };
        heaps.into_iter().flatten().try_for_each(|row| match row {
            Row::Note(note) => statements.note(&note),
            Row::Card(card) => statements.card(&card),
            Row::Review(review) => statements.review(&review),
        })
    }

    /// Writes what the collection says about itself, and closes it.
    pub fn finish(self, about: &About, models: &Value, decks: &Value) -> Result<(), ExportError> {
        self.connection.execute(
            include_str!("insert_col.sql"),
            named_params! {
                ":crt": about.created_s,
                ":mod": about.modified_ms,
                ":conf": configuration(about).to_string(),
                ":models": models.to_string(),
                ":decks": decks.to_string(),
                ":dconf": presets(about.modified_ms / 1000).to_string(),
            },
        )?;
        self.connection.execute_batch(include_str!("indexes.sql"))?;
        self.connection.execute_batch("COMMIT")?;
        self.connection.close().map_err(|(_, error)| error)?;
        Ok(())
    }
}

/// The statements that add rows, each made once.
struct Statements<'c> {
    note: Statement<'c>,
    card: Statement<'c>,
    review: Statement<'c>,
}

impl Statements<'_> {
    /// Adds a note.
    fn note(&mut self, note: &NoteRow) -> Result<(), ExportError> {
        let first = strip(note.fields.split(SEPARATOR).next().unwrap_or_default());
        let sort_field = match note.sort_field {
            0 => first.clone(),
            at => strip(note.fields.split(SEPARATOR).nth(at).unwrap_or_default()),
        };
        self.note.execute(params![
            note.id,
            note.guid,
            note.notetype,
            note.modified_s,
            note.tags,
            note.fields,
            sort_field,
            checksum(&first),
        ])?;
        Ok(())
    }

    /// Adds a card.
    fn card(&mut self, card: &CardRow) -> Result<(), ExportError> {
        self.card.execute(params![
            card.id,
            card.note_id,
            card.deck_id,
            card.modified_s,
            card.card_type,
            card.queue,
            card.due,
            card.interval_days,
            card.factor,
            card.reps,
            card.lapses,
            card.data,
            card.ordinal,
            card.steps_left,
            card.flag,
        ])?;
        Ok(())
    }

    /// Adds a line of the log. Anki knows it by its instant: where two lines have the same, the
    /// later one moves on.
    fn review(&mut self, review: &ReviewRow) -> Result<(), ExportError> {
        let mut id = review.id;
        loop {
            let added = self.review.execute(params![
                id,
                review.card_id,
                review.ease,
                review.interval,
                review.last_interval,
                review.factor,
                review.took_ms,
                review.kind,
            ])?;
            if added > 0 {
                return Ok(());
            }
            id += 1;
        }
    }
}

/// The column `col.conf`. Without `schedVer` 2 Anki would take the log for that of its first
/// scheduler and turn answers of "good" into "easy".
fn configuration(about: &About) -> Value {
    json!({
        "activeDecks": [1], "curDeck": 1, "newSpread": 0, "collapseTime": 1200, "timeLim": 0,
        "estTimes": true, "dueCounts": true, "curModel": about.notetype,
        "nextPos": about.next_position, "sortType": "noteFld", "sortBackwards": false,
        "addToCur": true, "dayLearnFirst": false, "schedVer": 2, "sched2021": true,
        "creationOffset": about.minutes_west
    })
}

/// The column `col.dconf`: the one preset that every collection has, as Anki makes it.
fn presets(modified_s: i64) -> Value {
    json!({ "1": {
        "id": 1, "mod": modified_s, "name": "Default", "usn": 0, "maxTaken": 60,
        "autoplay": true, "timer": 0, "replayq": true, "dyn": false,
        "new": {
            "bury": false, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 0],
            "order": 1, "perDay": 20
        },
        "rev": {
            "bury": false, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200,
            "hardFactor": 1.2
        },
        "lapse": {
            "delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0
        }
    } })
}
