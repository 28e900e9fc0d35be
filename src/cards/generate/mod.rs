//! From a note to its cards and its ledger.
//!
//! Deterministic: the same note gives the same cards, byte for byte. Each rule lives in its
//! own file under `rules`; gates throw out what would make a bad card; the ledger says for
//! every line what became of it.

mod assemble;
mod entities;
mod gates;
mod grammar;
mod ledger;
mod rules;
mod scene;
mod statement;

pub use ledger::LineStatus;

use crate::cards::Draft;
use crate::notes::outline::Note;

/// The version of the rules. A source is read again when it was read by another.
pub const VERSION: u32 = 1;

/// What a note gives.
#[derive(Debug, Clone)]
pub struct Generated {
    /// The cards, in the order of the notes.
    pub cards: Vec<Draft>,
    /// A status for every line that is not blank, in order.
    pub ledger: Vec<LineStatus>,
}

/// Makes the cards of a note.
pub fn generate(note: &Note) -> Generated {
    let mut scene = scene::Scene::new(note);
    rules::read(&mut scene);
    let mut proposals = assemble::proposals(&mut scene);
    proposals.retain(|card| !note.is_off(&card.lines));
    let cards = gates::pass(&mut scene, proposals);
    let ledger = ledger::complete(&scene, &cards);
    Generated { cards, ledger }
}

#[cfg(test)]
mod tests;
