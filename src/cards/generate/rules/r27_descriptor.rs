//! R27: a label and its value, where the heading says of what.

use crate::cards::generate::grammar;
use crate::cards::generate::rules::r08_term::Gloss;
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::notes::words;
use crate::values::lines::Lines;

/// "ENTRY: label?" from `label: value`; only forward, only offered unless it is a figure.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize, gloss: &Gloss, lines: &Lines) -> bool {
    let name = scene.entry(entry).name.clone();
    let common = gloss.term.split_whitespace().all(|word| !words::is_rare(word))
        && words::count(&gloss.term) >= 2;
    let short = (1..=14).contains(&words::count(&gloss.text))
        && !gloss.text.contains("http")
        && !gloss.dashed;
    if !common || !short || name.is_empty() || words::count(&name) > 6 || name.ends_with('?') {
        return false;
    }
    let confidence = if gloss.text.chars().any(|c| c.is_ascii_digit()) { 70 } else { 58 };
    scene.proposals.push(Proposal {
        rule: "R27",
        kind: "descriptor",
        question: format!("{name}: {}?", grammar::lower_first(&gloss.term)),
        answer: gloss.text.clone(),
        lines: lines.clone(),
        entry,
        entity: name,
        entity_kind: scene.entry(entry).kind,
        confidence,
        crumb: Crumb::Entry,
        shares_words: false,
        fact: format!("{}: {}", gloss.term, gloss.text),
        clue: None,
        under: Vec::new(),
        variant: 0,
        order: (lines.first(), 0),
    });
    true
}
