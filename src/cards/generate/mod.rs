//! From a note to its cards and its ledger.
//!
//! Deterministic: the same note gives the same cards, byte for byte. Each rule lives in its
//! own file under `rules`; gates throw out what would make a bad card; the ledger says for
//! every line what became of it.

mod assemble;
mod entities;
mod gates;
mod grammar;
mod languages;
mod ledger;
mod rules;
mod scene;
mod statement;
mod topic;
mod verbs;

pub use ledger::LineStatus;
pub use rules::{RULES, rule_in_words};
pub(in crate::cards) use statement::GAP;

use crate::cards::{Draft, markup};
use crate::notes::outline::Note;
use crate::values::lines::Lines;

/// The version of the rules. A source is read again when it was read by another.
pub const VERSION: u32 = 8;

/// What a note gives.
#[derive(Debug, Clone)]
pub struct Generated {
    /// The cards, in the order of the notes.
    pub cards: Vec<Draft>,
    /// A status for every line that is not blank, in order.
    pub ledger: Vec<LineStatus>,
    /// The deck that the markup of its cards names.
    pub deck: Option<String>,
}

/// Makes the cards of a note.
pub fn generate(note: &Note) -> Generated {
    generate_with(note, Reach::Sure)
}

/// How far the rules may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The rules that are right more often than not.
    Sure,
    /// Also gaps in sentences that no other rule reads (R28), as offers.
    All,
}

/// Makes the cards of a note, with rules that reach this far.
pub fn generate_with(note: &Note, reach: Reach) -> Generated {
    let mut scene = scene::Scene::new(note, reach == Reach::All);
    if let Some(authored) = markup::read(note) {
        scene.explain(&Lines::new(authored.directives), "structural:meta");
        scene.explain(&Lines::new(authored.unanswered), "skip:unanswered");
        scene.explain(&Lines::new(note.written.iter().copied()), "skip:no-card");
        let ledger = ledger::complete(&scene, &authored.cards);
        return Generated { cards: authored.cards, ledger, deck: authored.deck };
    }
    rules::read(&mut scene);
    let mut proposals = assemble::proposals(&mut scene);
    proposals.retain(|card| !note.is_off(&card.lines));
    let cards = gates::pass(&mut scene, proposals);
    let ledger = ledger::complete(&scene, &cards);
    Generated { cards, ledger, deck: None }
}

#[cfg(test)]
mod tests;
