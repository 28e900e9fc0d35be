//! Cards that go from one source to another: with their pin, with the section that they stand in, or
//! after they had left the notes.

use super::Failure;
use super::plan::Plan;
use crate::adapters::store::import::Import;
use crate::cards::Draft;
use crate::cards::identity::{Stored, matching_across, pinned};
use crate::values::ids::CardId;
use std::collections::HashSet;

/// Where a card is: the plan, and the place among its old or new cards.
type Place = (usize, usize);

/// Gives cards that one source lost, now or at an earlier import, to the source that has their
/// line now.
pub(super) fn carry(import: &Import<'_>, plans: &mut [Plan]) -> Result<(), Failure> {
    for taker in 0..plans.len() {
        carry_pinned(import, plans, taker)?;
    }
    carry_lost(plans);
    revive(import, plans)
}

fn lost(plans: &[Plan]) -> Vec<Place> {
    let each = plans.iter().enumerate();
    each.flat_map(|(plan, of)| of.matching.gone.iter().map(move |at| (plan, *at))).collect()
}

/// Gives a source the cards that it has pinned and others lost.
fn carry_pinned(import: &Import<'_>, plans: &mut [Plan], taker: usize) -> Result<(), Failure> {
    let plan = &plans[taker];
    let is_known = |id: CardId| plan.old.iter().any(|card| card.id == id);
    let pins: Vec<_> = plan.pins.iter().filter(|pin| !is_known(pin.card)).copied().collect();
    if pins.is_empty() {
        return Ok(());
    }
    let lost = lost(plans);
    let mut cards: Vec<(Stored, Option<Place>)> =
        lost.iter().map(|at| (plans[at.0].old[at.1].clone(), Some(*at))).collect();
    let carried = taken(plans);
    for pin in &pins {
        let card = import.retired(pin.card)?.filter(|card| !carried.contains(&card.id));
        cards.extend(card.map(|card| (card, None)));
    }
    let open: Vec<usize> = plan.open().collect();
    let old: Vec<&Stored> = cards.iter().map(|(card, _)| card).collect();
    let new: Vec<&Draft> = open.iter().map(|at| &plan.new[*at]).collect();
    let found = pinned(&old, &new, &pins);
    for (new, at) in open.into_iter().zip(found) {
        let Some((card, from)) = at.map(|at| cards[at].clone()) else { continue };
        match from {
            Some(from) => give(plans, from, (taker, new)),
            None => plans[taker].take(new, card, None),
        }
    }
    Ok(())
}

/// Gives cards that one source lost to the source that has their line now: a section that was
/// moved to another note.
fn carry_lost(plans: &mut [Plan]) {
    let lost = lost(plans);
    if lost.is_empty() {
        return;
    }
    let found: Vec<Place> = plans
        .iter()
        .enumerate()
        .flat_map(|(plan, of)| of.open().map(move |at| (plan, at)))
        .collect();
    let old: Vec<&Stored> = lost.iter().map(|(plan, at)| &plans[*plan].old[*at]).collect();
    let new: Vec<&Draft> = found.iter().map(|(plan, at)| &plans[*plan].new[*at]).collect();
    let matching = matching_across(&old, &new);
    for (to, from) in found.iter().zip(matching.old_of_new) {
        if let Some(from) = from.map(|from| lost[from])
            && from.0 != to.0
        {
            give(plans, from, *to);
        }
    }
}

fn give(plans: &mut [Plan], (giver, at): Place, (taker, new): Place) {
    let card = plans[giver].old[at].clone();
    let name = plans[giver].shown.clone();
    plans[giver].matching.gone.retain(|gone| *gone != at);
    plans[taker].take(new, card, Some(name));
}

/// Brings back cards that left the notes before, and whose line stands in another source now.
fn revive(import: &Import<'_>, plans: &mut [Plan]) -> Result<(), Failure> {
    if !import.has_retired()? {
        return Ok(());
    }
    let mut carried = taken(plans);
    for plan in plans {
        for new in plan.open().collect::<Vec<_>>() {
            let like = import.retired_like(&plan.new[new])?;
            if let Some(card) = like.into_iter().find(|card| !carried.contains(&card.id)) {
                carried.insert(card.id);
                plan.take(new, card, None);
            }
        }
    }
    Ok(())
}

/// The old cards that are new ones.
fn taken(plans: &[Plan]) -> HashSet<CardId> {
    let of = |plan: &'_ Plan| -> Vec<CardId> {
        let found = plan.matching.old_of_new.iter().flatten();
        found.map(|at| plan.old[*at].id).collect()
    };
    plans.iter().flat_map(of).collect()
}
