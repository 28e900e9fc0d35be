//! What an import is to do to one source, known before anything is written.

use crate::adapters::store::import::Source;
use crate::cards::Draft;
use crate::cards::identity::{Matching, Stored, matching_across};
use std::collections::{BTreeMap, HashSet};

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
    pub(super) matching: Matching,
    /// Old cards that come from another source, with its name.
    pub(super) from: BTreeMap<usize, String>,
}

impl Plan {
    /// The old cards that left the notes.
    pub(super) fn gone(&self) -> impl Iterator<Item = &Stored> {
        self.matching.gone.iter().map(|at| &self.old[*at])
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

/// Gives cards that one source lost to the source that has their line now: a section that was
/// moved to another note.
pub(super) fn carry_across(plans: &mut [Plan]) {
    let places = |pick: fn(&Plan) -> Vec<usize>| -> Vec<(usize, usize)> {
        let each = plans.iter().enumerate();
        each.flat_map(|(plan, of)| pick(of).into_iter().map(move |at| (plan, at))).collect()
    };
    let lost = places(|plan| plan.matching.gone.clone());
    if lost.is_empty() {
        return;
    }
    let found = places(|plan| {
        let of = &plan.matching.old_of_new;
        (0..of.len()).filter(|at| of[*at].is_none()).collect()
    });
    let old: Vec<&Stored> = lost.iter().map(|(plan, at)| &plans[*plan].old[*at]).collect();
    let new: Vec<&Draft> = found.iter().map(|(plan, at)| &plans[*plan].new[*at]).collect();
    let matching = matching_across(&old, &new);
    let mut carried = HashSet::new();
    for (to, from) in found.iter().zip(matching.old_of_new) {
        if let Some(from) = from.map(|from| lost[from])
            && from.0 != to.0
        {
            carry(plans, from, *to);
            carried.insert(from);
        }
    }
    for (giver, plan) in plans.iter_mut().enumerate() {
        plan.matching.gone.retain(|at| !carried.contains(&(giver, *at)));
    }
}

fn carry(plans: &mut [Plan], (giver, at): (usize, usize), (taker, new): (usize, usize)) {
    let card = plans[giver].old[at].clone();
    let name = plans[giver].shown.clone();
    let plan = &mut plans[taker];
    plan.matching.old_of_new[new] = Some(plan.old.len());
    plan.matching.undecided.retain(|open| open.new != new);
    plan.from.insert(plan.old.len(), name);
    plan.old.push(card);
}
