//! The collection in SQLite. The only place that names rusqlite.

pub mod export;

use crate::learning::queue::Limits;
use crate::learning::review::{Answer, Review, ReviewKind, Scheduled};
use crate::learning::schedule::Scheduler;
use crate::values::grade::Grade;
use crate::values::ids::{CardId, IdPrefix};
use crate::values::lines::Lines;
use crate::values::time::{StudyDay, Timestamp};
use std::path::{Path, PathBuf};

/// Why the collection could not be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file could not be opened.
    #[error("could not open the collection `{}`", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: rusqlite::Error,
    },
    /// A statement failed.
    #[error("could not {action}")]
    Sqlite {
        /// What was being done, as a verb with its object.
        action: &'static str,
        /// Why.
        #[source]
        source: rusqlite::Error,
    },
}

/// What part of the collection is meant: everything when both lists are empty, else the cards
/// in any of these decks or sources.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Decks by name; each includes those under it (`::`).
    pub decks: Vec<String>,
    /// Sources by their row.
    pub sources: Vec<i64>,
}

/// What is left to review today.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue {
    /// Due and new cards in today's order.
    pub cards: Vec<CardId>,
    /// Cards answered below 4 earlier today and not passed since, in the order they failed.
    pub drill: Vec<CardId>,
}

/// How much is left to review today, limits taken into account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Cards seen before that are due.
    pub due: u32,
    /// New cards.
    pub new: u32,
    /// Cards left to drill.
    pub learning: u32,
    /// All of these together.
    pub total: u32,
}

/// Where a card stands in the collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Only offered.
    Pending,
    /// Never answered.
    New,
    /// Answered, and on a schedule.
    Review,
    /// Out until taken back.
    Suspended,
    /// Its line left the notes; kept with its history.
    Retired,
    /// Refused by the learner.
    Dropped,
}

impl Status {
    const ALL: [Self; 6] = [
        Self::Pending,
        Self::New,
        Self::Review,
        Self::Suspended,
        Self::Retired,
        Self::Dropped,
    ];

    /// The word for it in the database and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::New => "new",
            Self::Review => "review",
            Self::Suspended => "suspended",
            Self::Retired => "retired",
            Self::Dropped => "dropped",
        }
    }

    /// The status of this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }
}

/// A card with all that belongs to it but its log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardRecord {
    /// The card's identity.
    pub id: CardId,
    /// Its deck's full name, levels joined by `::`.
    pub deck: String,
    /// Its tags, sorted.
    pub tags: Vec<String>,
    /// Where it stands.
    pub status: Status,
    /// The rule that made it.
    pub rule: String,
    /// What kind of question it asks.
    pub kind: String,
    /// `core` or `extra`.
    pub tier: String,
    /// The question, in Markdown.
    pub question: String,
    /// The answer, in Markdown.
    pub answer: String,
    /// The breadcrumb, levels joined by ` › `.
    pub context: String,
    /// The path of its source, or `-` for standard input.
    pub source: String,
    /// The lines it cites there.
    pub lines: Lines,
    /// The fact it was made from: cards of one fact are siblings.
    pub fact: i64,
    /// Its schedule; `None` until its first scheduled review.
    pub schedule: Option<Scheduled>,
}

/// What recording an answer did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// The schedule before; `None` where the card was new.
    pub before: Option<Scheduled>,
    /// The schedule after.
    pub after: Scheduled,
    /// The instant as logged: moved on by milliseconds where another answer had it.
    pub at: Timestamp,
    /// The kind as logged: an answer that was scheduled when the card was drawn is a drill if
    /// another session answered the card in the meantime.
    pub kind: ReviewKind,
}

/// The answer that an undo took back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undone {
    /// The card.
    pub card: CardId,
    /// Why it had been shown.
    pub kind: ReviewKind,
    /// How it had been graded.
    pub grade: Grade,
}

/// An open collection.
#[derive(Debug)]
pub struct Store {
    connection: rusqlite::Connection,
}

fn unbuilt<T>(action: &'static str) -> Result<T, StoreError> {
    Err(StoreError::Sqlite {
        action,
        source: rusqlite::Error::QueryReturnedNoRows,
    })
}

impl Store {
    /// Opens the collection in this file, making file and folder when missing.
    pub fn open(path: &Path, _now: Timestamp) -> Result<Self, StoreError> {
        let connection = rusqlite::Connection::open(path).map_err(|source| StoreError::Open {
            path: path.to_owned(),
            source,
        })?;
        Ok(Self { connection })
    }

    /// Opens the collection in this file, or gives `None` where there is no such file.
    pub fn open_existing(path: &Path, now: Timestamp) -> Result<Option<Self>, StoreError> {
        if path.exists() {
            Self::open(path, now).map(Some)
        } else {
            Ok(None)
        }
    }

    /// What is left to review on this day, in order.
    pub fn queue(&self, _: StudyDay, _: &Scope, _: Limits) -> Result<Queue, StoreError> {
        let _ = &self.connection;
        unbuilt("draw the queue")
    }

    /// How much is left to review on this day: the sizes of what [`Store::queue`] gives.
    pub fn counts(&self, _: StudyDay, _: &Scope, _: Limits) -> Result<Counts, StoreError> {
        unbuilt("count what is due")
    }

    /// Cards that fall due on each of the `days` days after this one, tomorrow first.
    pub fn upcoming(&self, _: StudyDay, _: &Scope, _days: u32) -> Result<Vec<u64>, StoreError> {
        unbuilt("count what is to come")
    }

    /// The card of this id.
    pub fn card(&self, _id: CardId) -> Result<Option<CardRecord>, StoreError> {
        unbuilt("read the card")
    }

    /// The cards whose written id starts so, in the order of their birth.
    pub fn find(&self, _prefix: IdPrefix) -> Result<Vec<CardId>, StoreError> {
        unbuilt("find the card")
    }

    /// The log of a card: the reviews that count, oldest first.
    pub fn reviews_of(&self, _card: CardId) -> Result<Vec<Review>, StoreError> {
        unbuilt("read the card's log")
    }

    /// Records one answer, durably, before it returns.
    pub fn answer(&mut self, _: &Answer, _: &dyn Scheduler) -> Result<Recorded, StoreError> {
        unbuilt("record the answer")
    }

    /// Takes back the newest answer that counts, and records that.
    pub fn undo_last(&mut self, _: Timestamp, _: StudyDay) -> Result<Option<Undone>, StoreError> {
        unbuilt("take back the last answer")
    }
}
