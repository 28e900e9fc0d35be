//! What a person can do to the collection, as the log names it: every step that undo takes back.

use super::Verdict;
use crate::learning::review::ReviewKind;
use crate::values::grade::Grade;
use crate::values::ids::CardId;
use crate::values::time::{StudyDay, Timestamp};

/// When something is done: the instant, and the study day where the learner is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub at: Timestamp,
    /// The study day then.
    pub day: StudyDay,
}

/// A step other than an answer or a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// Notes or a package were taken in.
    Import,
    /// Cards were taken out until taken back.
    Suspend,
    /// And taken back.
    Unsuspend,
    /// Cards were put off to another day.
    Bury,
    /// And taken back.
    Unbury,
    /// Cards were marked to be looked at later.
    Mark,
    /// And their marks taken off.
    Unmark,
    /// Tags were put on cards or taken off.
    Tag,
    /// A card's history was moved to another.
    Relink,
    /// The notes of a place were given up.
    Forget,
    /// What is due was put off.
    Postpone,
    /// Days without reviews were set or given up.
    Vacation,
    /// Reviews ahead of an examination were planned.
    Exam,
    /// Every schedule was worked out by other rules.
    Reschedule,
}

impl Act {
    const ALL: [Self; 14] = [
        Self::Import,
        Self::Suspend,
        Self::Unsuspend,
        Self::Bury,
        Self::Unbury,
        Self::Mark,
        Self::Unmark,
        Self::Tag,
        Self::Relink,
        Self::Forget,
        Self::Postpone,
        Self::Vacation,
        Self::Exam,
        Self::Reschedule,
    ];

    /// The word for it in the database and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Suspend => "suspend",
            Self::Unsuspend => "unsuspend",
            Self::Bury => "bury",
            Self::Unbury => "unbury",
            Self::Mark => "mark",
            Self::Unmark => "unmark",
            Self::Tag => "tag",
            Self::Relink => "relink",
            Self::Forget => "forget",
            Self::Postpone => "postpone",
            Self::Vacation => "vacation",
            Self::Exam => "exam",
            Self::Reschedule => "reschedule",
        }
    }

    /// The act of this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.as_str() == word)
    }
}

/// Something done that can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// A card was answered.
    Answered {
        /// Why it had been shown.
        kind: ReviewKind,
        /// How it had been graded.
        grade: Grade,
    },
    /// A card was decided about.
    Decided(Verdict),
    /// Anything else.
    Did(Act),
}

impl Deed {
    /// The word for it: of the button, the decision or the command.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Answered { grade, .. } => grade.button_name(),
            Self::Decided(verdict) => verdict.as_str(),
            Self::Did(act) => act.as_str(),
        }
    }
}

/// A step of the log that can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What was done.
    pub deed: Deed,
    /// The card, where it was done to one alone.
    pub card: Option<CardId>,
    /// How many cards it was done to.
    pub cards: u64,
    /// When.
    pub moment: Moment,
}

/// What an undo took back, or a redo did again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undone {
    /// The step.
    pub step: Step,
    /// How many rows kept something, because it had been changed since by something that is no
    /// step of its own.
    pub kept: u32,
}

impl Undone {
    /// Whether it was this card that was answered.
    pub fn is_answer_of(&self, card: CardId) -> bool {
        matches!(self.step.deed, Deed::Answered { .. }) && self.step.card == Some(card)
    }
}
