//! What is reviewed today and in which order: a pure choice among candidates.

use crate::values::ids::CardId;
use std::collections::HashSet;

/// How much one study day may bring, over all its sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// New cards.
    pub new: u32,
    /// Scheduled reviews of cards seen before.
    pub reviews: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            new: 20,
            reviews: 200,
        }
    }
}

/// A card that could be shown today. Cards of one fact are siblings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The card.
    pub card: CardId,
    /// The fact it was made from.
    pub fact: i64,
}

/// Facts that today already asks about.
pub type Facts = HashSet<i64>;
