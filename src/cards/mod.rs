//! Layer 2: cards from notes, and the identity of a card across edits of its notes.

pub mod generate;
pub mod identity;
mod markup;
pub mod share;

use crate::values::lines::Lines;
use crate::values::time::StudyDay;

/// Whether a card goes into the deck or is only offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tier {
    /// In the deck.
    Core,
    /// Offered by `recall triage`.
    Extra,
}

impl Tier {
    /// The word for the tier in JSON and the schema.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Extra => "extra",
        }
    }
}

/// A card as the notes make it, before it has an identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The rule that made it: `R25`.
    pub rule: &'static str,
    /// What it asks for: `def_fwd`, `acronym`, … With the rule, the card's role.
    pub kind: &'static str,
    /// Core or extra.
    pub tier: Tier,
    /// How sure the rule is, in hundredths.
    pub confidence: u32,
    /// The question.
    pub question: String,
    /// The answer; items of a list stand on lines of their own.
    pub answer: String,
    /// The breadcrumb, outermost level first, without levels that give the answer away.
    pub context: Vec<String>,
    /// The lines it comes from.
    pub lines: Lines,
    /// The name of the thing it is about.
    pub entity: String,
    /// What that is: `tool`, `term`, …
    pub entity_kind: &'static str,
    /// The fact it asks about: its words in normal form. Cards of one fact are siblings.
    pub fact: String,
    /// Which wording was chosen.
    pub variant: u8,
    /// The tags that hold where it comes from, levels joined by `::`.
    pub tags: Vec<String>,
    /// The schedule that stood beside it in the notes.
    pub brought: Option<Brought>,
}

/// A schedule that another tool left in the notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brought {
    /// The study day on which the card is due.
    pub due: StudyDay,
    /// The interval that leads there.
    pub interval_days: u32,
    /// The ease factor in hundredths, not below the floor.
    pub ef_hundredths: u32,
}

/// The separator of the levels of a breadcrumb.
pub const CRUMB: &str = " \u{203a} ";
