//! The ledger: for every line that is not blank, what became of it.

use crate::cards::generate::scene::Scene;
use crate::cards::{Draft, Tier};
use smol_str::{SmolStr, format_smolstr};

/// What became of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineStatus {
    /// The line, from 1.
    pub line: u32,
    /// `card:RULE`, `offered:RULE` for an extra card, `attached:…`, `structural:…`, `skip:…`.
    pub status: SmolStr,
}

/// Gives every written line exactly one status.
pub(super) fn complete(scene: &Scene<'_>, cards: &[Draft]) -> Vec<LineStatus> {
    let mut found = vec![None; scene.note.line_count as usize + 1];
    let mut put = |line: u32, status: &dyn Fn() -> SmolStr| {
        if let Some(place @ None) = found.get_mut(line as usize) {
            *place = Some(status());
        }
    };
    for (tier, word) in [(Tier::Core, "card"), (Tier::Extra, "offered")] {
        for card in cards.iter().filter(|card| card.tier == tier) {
            for line in card.lines.numbers() {
                put(*line, &|| format_smolstr!("{word}:{}", card.rule));
            }
        }
    }
    let reasons = scene.reasons.iter().map(|(line, reason)| (*line, *reason));
    for (line, status) in scene.note.structure.iter().copied().chain(reasons) {
        put(line, &|| SmolStr::new_static(status));
    }
    for (index, block) in scene.note.blocks.iter().enumerate() {
        let parent = scene.children(index).iter().any(|child| scene.block(*child).is_item());
        let status = if parent { "structural:parent-bullet" } else { "skip:no-pattern" };
        for line in block.lines.numbers() {
            put(*line, &|| SmolStr::new_static(status));
        }
    }
    let mut status = |line: u32| found.get_mut(line as usize).and_then(Option::take);
    let written = scene.note.written.iter().copied();
    let meta = SmolStr::new_static("structural:meta");
    written.map(|line| LineStatus { line, status: status(line).unwrap_or(meta.clone()) }).collect()
}
