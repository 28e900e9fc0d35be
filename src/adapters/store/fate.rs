//! What an import made of the cards of a source.

use crate::values::ids::CardId;
use serde::Serialize;

/// What became of the cards of a source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Cards put into the deck.
    pub new: u32,
    /// Cards only offered.
    pub offered: u32,
    /// Cards kept as they were.
    pub kept: u32,
    /// Cards kept with a changed wording.
    pub reworded: u32,
    /// Of these, answered ones that say another thing now.
    pub changed: u32,
    /// Cards kept in the learner's own words, though their line changed.
    pub outdated: u32,
    /// Cards kept that stand under another heading or in another note now.
    pub moved: u32,
    /// Cards whose line left the notes.
    pub retired: u32,
    /// Cards whose line came back.
    pub revived: u32,
    /// Cards that another source already asks, or that were dropped there.
    pub duplicate: u32,
    /// Cards kept, with other tags.
    pub retagged: u32,
    /// New cards of a quiet rule: offered instead of put into the deck, or left out.
    pub quieted: u32,
    /// Cards that took over the schedule beside them in the notes.
    pub scheduled: u32,
}

impl Tally {
    /// Adds another tally to this one.
    pub fn add(&mut self, other: Self) {
        self.new += other.new;
        self.offered += other.offered;
        self.kept += other.kept;
        self.reworded += other.reworded;
        self.changed += other.changed;
        self.outdated += other.outdated;
        self.moved += other.moved;
        self.retired += other.retired;
        self.revived += other.revived;
        self.duplicate += other.duplicate;
        self.retagged += other.retagged;
        self.quieted += other.quieted;
        self.scheduled += other.scheduled;
    }

    /// Whether the collection is as it was.
    pub const fn is_unchanged(&self) -> bool {
        self.new + self.offered + self.scheduled == 0 && self.spares_the_known()
    }

    /// Whether cards that were there are as they were.
    pub const fn spares_the_known(&self) -> bool {
        let Self { reworded, outdated, moved, retired, revived, retagged, .. } = self;
        *reworded + *outdated + *moved + *retired + *revived + *retagged == 0
    }
}

/// What became of one card, where that is worth a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What.
    pub fate: Fate,
    /// The card.
    pub id: CardId,
    /// Question and answer as the notes give them now, or gave them last.
    pub now: [String; 2],
    /// The same before, where they were others.
    pub before: Option<[String; 2]>,
    /// The first line it cites.
    pub line: u32,
    /// Whether it was ever answered.
    pub reviewed: bool,
}

/// What became of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Put into its deck.
    New,
    /// Only offered.
    Offered,
    /// Kept in other words.
    Reworded,
    /// Kept, though it says another thing: due today.
    Changed,
    /// Kept in the learner's own words, though its line changed.
    Outdated,
    /// Kept as it was, under another heading or in another note.
    Moved,
    /// Its line left the notes.
    Retired,
    /// Its line came back.
    Revived,
}

impl Fate {
    /// The word for it in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Offered => "offered",
            Self::Reworded => "reworded",
            Self::Changed => "changed",
            Self::Outdated => "outdated",
            Self::Moved => "moved",
            Self::Retired => "retired",
            Self::Revived => "revived",
        }
    }
}

/// What writing a source came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The source's row.
    pub source: i64,
    /// How many cards had which fate.
    pub tally: Tally,
    /// Those worth a word, in the order of the notes.
    pub told: Vec<Told>,
    /// For each card that the notes make, the card in the collection; `None` where it is none.
    pub cards: Vec<Option<CardId>>,
}
