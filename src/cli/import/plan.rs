//! What an import is to do to one source, known before anything is written.

use crate::adapters::store::import::{KnownSource, Source};
use crate::cards::Draft;
use crate::cards::identity::{Matching, Pin, Stored};
use std::collections::BTreeMap;

/// Reviewed cards that a source loses at once and still is believed.
const FEW: usize = 5;
/// The share of its reviewed cards, in percent, above which a source that loses them is not.
const BELIEVED_PERCENT: usize = 30;

/// A source with its cards before and after.
#[derive(Debug)]
pub(super) struct Plan {
    /// The path as it was given or reached, for messages.
    pub(super) shown: String,
    /// What it is now; `None` where it is gone.
    pub(super) source: Option<Source>,
    /// Its row, where it was known before.
    pub(super) known: Option<i64>,
    pub(super) old: Vec<Stored>,
    pub(super) new: Vec<Draft>,
    pub(super) pins: Vec<Pin>,
    pub(super) matching: Matching,
    /// Old cards that come from another source, with its name.
    pub(super) from: BTreeMap<usize, String>,
}

impl Plan {
    /// For a source that is gone with all its cards.
    pub(super) fn without(source: &KnownSource, old: Vec<Stored>) -> Self {
        let gone = (0..old.len()).filter(|at| !old[*at].retired).collect();
        Self {
            shown: source.path.clone(),
            source: None,
            known: Some(source.id),
            old,
            new: Vec::new(),
            pins: Vec::new(),
            matching: Matching { gone, ..Matching::default() },
            from: BTreeMap::new(),
        }
    }

    /// The new cards that are none of the old ones so far.
    pub(super) fn open(&self) -> impl Iterator<Item = usize> {
        let of = self.matching.old_of_new.iter().enumerate();
        of.filter(|(_, old)| old.is_none()).map(|(at, _)| at)
    }

    /// Lets a new card be an old one that another source had, of this name if it is known.
    pub(super) fn take(&mut self, new: usize, card: Stored, from: Option<String>) {
        let at = self.old.len();
        self.matching.old_of_new[new] = Some(at);
        self.matching.undecided.retain(|open| open.new != new);
        self.from.extend(from.map(|name| (at, name)));
        self.old.push(card);
    }

    /// The old cards that left the notes.
    pub(super) fn gone(&self) -> impl Iterator<Item = &Stored> {
        self.matching.gone.iter().map(|at| &self.old[*at])
    }

    /// The new card that each of those may have become, if it is none of the old ones.
    pub(super) fn heirs(&self) -> impl Iterator<Item = (&Stored, usize)> {
        let heirs = self.matching.gone.iter().filter_map(|old| {
            let new = *self.matching.heirs.get(old)?;
            Some((&self.old[*old], new))
        });
        heirs.filter(|(_, new)| self.matching.old_of_new[*new].is_none())
    }

    /// How many reviewed cards the source would lose, and of how many; where that is so much that
    /// it may be half a file, or another one.
    pub(super) fn suspicious(&self) -> Option<(usize, usize)> {
        let lost = self.gone().filter(|card| card.reviewed).count();
        let of = self.old.iter().filter(|card| card.reviewed && !card.retired).count();
        let is_too_much = lost >= FEW && lost * 100 > of * BELIEVED_PERCENT;
        (self.source.is_some() && is_too_much).then_some((lost, of))
    }
}
