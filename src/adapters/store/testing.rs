//! A store in a temporary folder with cards to answer, for tests.

use super::Store;
use crate::learning::review::{Answer, ReviewKind};
use crate::learning::schedule::sm2::Sm2;
use crate::values::grade::Grade;
use crate::values::ids::CardId;
use crate::values::time::{StudyDay, Timestamp};

/// The study day on which tests begin.
pub(crate) fn day(number: i32) -> StudyDay {
    StudyDay::from_number(20_000 + number)
}

/// Noon of a day of tests, UTC.
pub(crate) fn noon(number: i32) -> Timestamp {
    Timestamp::from_ms((i64::from(20_000 + number) * 24 + 12) * 3_600_000)
}

/// A collection with one source and one deck, and the folder it lives in.
#[derive(Debug)]
pub(crate) struct Sample {
    /// The collection.
    pub(crate) store: Store,
    /// The folder, gone with this value.
    pub(crate) folder: tempfile::TempDir,
}

impl Sample {
    /// A collection without cards.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("recall.db"), noon(0)).unwrap();
        let sample = Self { store, folder };
        sample.add_source(1, "Notes");
        sample
    }

    /// A collection with new cards 1 to `cards`, each of its own fact.
    pub(crate) fn with_cards(cards: i64) -> Self {
        let sample = Self::new();
        (1..=cards).for_each(|number| sample.add_card(number, number, 1));
        sample
    }

    /// Adds a source with its deck, both numbered so.
    pub(crate) fn add_source(&self, number: i64, deck: &str) {
        let connection = &self.store.connection;
        let path = format!("/notes/{number}.md");
        connection.execute("INSERT INTO decks VALUES (?1, ?2)", (number, deck)).unwrap();
        connection
            .execute(
                "INSERT INTO sources
                VALUES (?1, 'file', ?2, ?3, ?1, 0, 0, zeroblob(32), 1, 0, 'notes', NULL)",
                (number, path, deck),
            )
            .unwrap();
        connection
            .execute("INSERT INTO entries VALUES (?1, ?1, 'e', 'e', 'tool', 1)", [number])
            .unwrap();
    }

    /// Adds a new card of this fact, number and place in the source's notes.
    pub(crate) fn add_card(&self, number: i64, fact: i64, source: i64) {
        let connection = &self.store.connection;
        connection
            .execute("INSERT OR IGNORE INTO facts VALUES (?1, ?2, 'a fact', 1)", (fact, source))
            .unwrap();
        connection.execute(include_str!("testing_card.sql"), (number, fact, source)).unwrap();
    }

    /// Runs a statement.
    pub(crate) fn sql(&self, sql: &str) {
        self.store.connection.execute_batch(sql).unwrap();
    }
}

/// The card of this number.
pub(crate) fn card(number: i64) -> CardId {
    CardId::from_raw(number)
}

/// An answer to a card at noon of a day.
pub(crate) fn answer(number: i64, on: i32, grade: u8, kind: ReviewKind) -> Answer {
    Answer {
        card: card(number),
        grade: Grade::new(grade).unwrap(),
        kind,
        at: noon(on),
        day: day(on),
        took_ms: 0,
        hinted: false,
    }
}

/// Answers a card at noon of a day.
pub(crate) fn give(sample: &mut Sample, number: i64, on: i32, grade: u8, kind: ReviewKind) {
    sample.store.answer(&answer(number, on, grade, kind), &Sm2::CANONICAL).unwrap();
}

/// Answers a card that is due or new well.
pub(crate) fn pass(sample: &mut Sample, number: i64, on: i32) {
    give(sample, number, on, 4, ReviewKind::Scheduled);
}
