//! The ledger: for every line that is not blank, what became of it.

use crate::cards::generate::scene::Scene;
use crate::cards::{Draft, Tier};
use std::collections::BTreeMap;

/// What became of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineStatus {
    /// The line, from 1.
    pub line: u32,
    /// `card:RULE`, `offered:RULE` for an extra card, `attached:…`, `structural:…`, `skip:…`.
    pub status: String,
}

/// Gives every written line exactly one status.
pub(super) fn complete(scene: &Scene<'_>, cards: &[Draft]) -> Vec<LineStatus> {
    let mut found: BTreeMap<u32, String> = BTreeMap::new();
    for (tier, word) in [(Tier::Core, "card"), (Tier::Extra, "offered")] {
        for card in cards.iter().filter(|card| card.tier == tier) {
            for line in card.lines.numbers() {
                found.entry(*line).or_insert_with(|| format!("{word}:{}", card.rule));
            }
        }
    }
    for (line, status) in &scene.note.structure {
        found.entry(*line).or_insert_with(|| (*status).to_owned());
    }
    for (line, reason) in &scene.reasons {
        found.entry(*line).or_insert_with(|| (*reason).to_owned());
    }
    for (index, block) in scene.note.blocks.iter().enumerate() {
        let parent = !scene.items_under(index).is_empty();
        let status = if parent { "structural:parent-bullet" } else { "skip:no-pattern" };
        for line in block.lines.numbers() {
            found.entry(*line).or_insert_with(|| status.to_owned());
        }
    }
    let written = scene.note.written.iter();
    written
        .map(|line| LineStatus {
            line: *line,
            status: found.remove(line).unwrap_or_else(|| "structural:meta".to_owned()),
        })
        .collect()
}
