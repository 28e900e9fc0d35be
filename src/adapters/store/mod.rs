//! The collection in `SQLite`. The only place that names rusqlite.

/// A statement that asks what counts of the log, from the file of this name. Views would have to be
/// made by each process anew, which takes longer than most statements.
macro_rules! counting {
    ($statement:literal) => {
        concat!(
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/adapters/store/counting.sql")),
            include_str!($statement)
        )
    };
}

mod answer;
pub mod archive;
mod aside;
mod brought;
mod bulk;
mod candidates;
mod cards;
mod change_cards;
mod changes;
mod copies;
mod decks;
mod deeds;
mod doctor;
mod exams;
pub mod export;
pub mod export_foreign;
mod fate;
mod forecasts;
pub mod foreign;
mod heap;
mod holds;
pub mod import;
mod items;
#[cfg(test)]
mod laws;
mod loads;
mod logs;
pub mod media;
mod open;
mod own_words;
#[cfg(test)]
mod plans;
mod queue;
mod recording;
mod relink;
mod reschedule;
mod rows;
mod scheduled;
mod scope;
mod stats;
mod tags;
#[cfg(test)]
pub(crate) mod testing;
mod tracked;
mod triage;
mod undo;
mod upcoming;

pub use aside::Aside;
pub use change_cards::CardChange;
pub use copies::copy_path;
pub use deeds::{Act, Deed, Moment, Step, Undone};
pub use doctor::{Checkup, Fault};
pub use forecasts::Leftover;
pub use own_words::OwnWords;
pub use reschedule::{Move, Rescheduling};
pub use scheduled::ScheduledCard;
pub use scope::has_words;

use crate::learning::queue::{Limits, QueueKind};
use crate::learning::review::{Review, ReviewKind, Scheduled};
use crate::learning::session::Turn;
use crate::values::ids::CardId;
use crate::values::lines::Lines;
use crate::values::time::{StudyDay, Timestamp};
use loads::Loads;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::path::PathBuf;

/// Why the collection could not be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file or folder could not be read or made.
    #[error("could not open the collection `{}`", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A folder was named where a file belongs.
    #[error("`{}` is a folder, not a collection", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// `SQLite` could not open the file.
    #[error("could not open the collection `{}`", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: rusqlite::Error,
    },
    /// A new collection could not be written to the disk.
    #[error("could not write the collection `{}`", path.display())]
    Unwritten {
        /// The file it was to be.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file is something else. It was not changed.
    #[error("`{}` is not a collection of recall", path.display())]
    NotACollection {
        /// The file.
        path: PathBuf,
    },
    /// A newer recall wrote the file. It was not changed.
    #[error("the collection `{}` was written by a newer recall", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The newest schema that this recall knows.
        known: u32,
    },
    /// An older collection could not be copied aside or brought up to date.
    #[error("could not bring the collection `{}` up to date", path.display())]
    Migration {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: Box<rusqlite_migration::Error>,
    },
    /// A picture or sound could not be written to its place.
    #[error("could not write to `{}`", path.display())]
    Media {
        /// The folder of all of them.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Another program kept the collection to itself for longer than five seconds.
    #[error("could not {action}: another program is using the collection")]
    Locked {
        /// What was being done, as a verb with its object.
        action: &'static str,
    },
    /// The file or its folder may not be written to.
    #[error("could not {action}: the collection is read-only")]
    ReadOnly {
        /// What was being done, as a verb with its object.
        action: &'static str,
    },
    /// There is no room for it, or the disk refused to be written to. Nothing was changed.
    #[error("could not {action}: the disk is full, or takes no more")]
    Full {
        /// What was being done, as a verb with its object.
        action: &'static str,
    },
    /// The file is damaged.
    #[error("could not {action}: the collection is damaged")]
    Damaged {
        /// What was being done, as a verb with its object.
        action: &'static str,
        /// What `SQLite` found.
        #[source]
        source: rusqlite::Error,
    },
    /// A file is there already, and is not overwritten.
    #[error("`{}` is there already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A copy of a collection is damaged.
    #[error("the copy `{}` is damaged", path.display())]
    Unsound {
        /// The file.
        path: PathBuf,
        /// What `SQLite` found.
        said: String,
    },
    /// There is no such card.
    #[error("there is no card `{0}`")]
    NoCard(CardId),
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

/// Names what was being done when a statement failed; for `map_err`.
fn failed(action: &'static str) -> impl Fn(rusqlite::Error) -> StoreError {
    use rusqlite::ErrorCode as Code;
    // What the system answers where a quota is used up, or a file may not grow.
    let is_refused = |source: &rusqlite::Error| {
        let error = source.sqlite_error();
        error.is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_IOERR_WRITE)
    };
    move |source| match source.sqlite_error_code() {
        Some(Code::DiskFull) => StoreError::Full { action },
        Some(Code::SystemIoFailure) if is_refused(&source) => StoreError::Full { action },
        Some(Code::DatabaseBusy | Code::DatabaseLocked) => StoreError::Locked { action },
        Some(Code::ReadOnly) => StoreError::ReadOnly { action },
        Some(Code::DatabaseCorrupt | Code::NotADatabase) => StoreError::Damaged { action, source },
        _ => StoreError::Sqlite { action, source },
    }
}

/// What part of the collection is meant: everything when all lists are empty, else the cards
/// in any of these decks or sources that have any of these tags.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Decks by name; each includes those under it (`::`).
    pub decks: Vec<String>,
    /// Sources by their row.
    pub sources: Vec<i64>,
    /// Tags by name; each includes those under it (`::`).
    pub tags: Vec<String>,
}

/// What a session is to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRequest {
    /// Today.
    pub day: StudyDay,
    /// The cards it is about.
    pub scope: Scope,
    /// How much the day may bring, other sessions included.
    pub limits: Limits,
    /// What it is for.
    pub kind: QueueKind,
    /// The time there is, which decides how many cards by one's own pace.
    pub budget_ms: Option<u64>,
    /// The seed by which equally overdue cards are shuffled; `None` leaves them in the order of
    /// their birth.
    pub seed: Option<u64>,
}

impl QueueRequest {
    /// What is due on a day, in whatever deck, within the usual limits.
    pub fn new(day: StudyDay) -> Self {
        Self {
            day,
            scope: Scope::default(),
            limits: Limits::default(),
            kind: QueueKind::Today,
            budget_ms: None,
            seed: None,
        }
    }
}

/// What a session asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue {
    /// The turns in their order, each card once.
    pub cards: Vec<Turn>,
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
    /// Cards that are asked before their day, for an examination.
    pub ahead: u32,
    /// All of these together.
    pub total: u32,
}

/// Where a card stands in the collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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
    const ALL: [Self; 6] =
        [Self::Pending, Self::New, Self::Review, Self::Suspended, Self::Retired, Self::Dropped];

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
    /// The first study day on which it is asked again, where it was buried. It may be past.
    pub buried_until: Option<StudyDay>,
    /// Why it was marked, which may be empty; `None` where it was not.
    pub mark: Option<String>,
    /// Question and answer as they were before its line came to say another thing; `None` once
    /// it was answered since.
    pub changed_from: Option<(String, String)>,
    /// Whether the notes changed under the learner's own words since they were given.
    pub own_outdated: bool,
}

impl CardRecord {
    /// Whether it is put off to a later day than this one.
    pub fn is_buried(&self, today: StudyDay) -> bool {
        matches!(self.status, Status::New | Status::Review)
            && self.buried_until.is_some_and(|day| day > today)
    }
}

/// A line of the log with the rules that it went by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// The line.
    pub review: Review,
    /// The rule set's name.
    pub rules: String,
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
    /// What it counts as.
    pub kind: ReviewKind,
    /// Days by which load balancing moved the due day.
    pub due_offset: i32,
}

impl Recorded {
    /// Days from the answer until the card is shown again; `None` where no schedule moved.
    pub fn days(&self) -> Option<u32> {
        let days = self.after.due.days_since(self.after.last_day);
        self.kind.moves_schedule().then(|| u32::try_from(days).unwrap_or(0))
    }
}

/// What a learner does with a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Puts an offered card into its deck.
    Keep,
    /// Refuses it for good.
    Drop,
    /// Gives it other words, which later changes of the notes leave alone. A text that is the
    /// notes' own follows them again.
    Edit {
        /// The question, in Markdown; not blank.
        question: String,
        /// The answer, in Markdown; not blank.
        answer: String,
    },
}

/// A decision without its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Kept.
    Keep,
    /// Refused.
    Drop,
    /// Given other words.
    Edit,
}

impl Verdict {
    /// The word for it in the database and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Drop => "drop",
            Self::Edit => "edit",
        }
    }

    /// The verdict of this word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Keep, Self::Drop, Self::Edit].into_iter().find(|verdict| verdict.as_str() == word)
    }
}

/// An open collection.
///
/// Holds a write-ahead log and waits up to five seconds for another process. What a method that
/// changes something returned from is on the disk.
#[derive(Debug)]
pub struct Store {
    connection: rusqlite::Connection,
    /// What load balancing knows of the days to come.
    loads: RefCell<Loads>,
}
