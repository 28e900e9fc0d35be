//! R35: what happened in a year.
//!
//! Not in the specification, where a number names nothing. A timeline is a list of labels that
//! are years; alone, a year may be that of a conference or of an edition.

use crate::cards::generate::grammar;
use crate::cards::generate::rules::r08_term;
use crate::cards::generate::scene::{Proposal, Scene};
use crate::notes::blocks::Block;
use crate::notes::{sentence, words};

/// "YEAR: what?" of one year among several.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    const WORDS: std::ops::RangeInclusive<usize> = 2..=20;
    let block = scene.block(index);
    let Some((year, event)) = dated(block) else { return false };
    if !beside(scene, entry, index) {
        return false;
    }
    let event = grammar::without_stop(sentence::first(event));
    if !WORDS.contains(&words::count(event)) || grammar::is_first_person(event) {
        return false;
    }
    let lines = block.lines.clone();
    let heading = scene.entry(entry);
    let title = (heading.line > 0 && heading.talk.is_none() && words::count(&heading.name) <= 6)
        .then_some(&heading.name);
    let question = match title {
        Some(title) => format!("{title}, {year}: what?"),
        None => format!("{year}: what?"),
    };
    let card = Proposal {
        entity: year.to_owned(),
        fact: block.text().to_owned(),
        under: scene.parents(index),
        ..scene.card(entry, lines, ("R35", "year", 78), (question, event.to_owned()))
    };
    scene.proposals.push(card);
    true
}

/// Whether another year is told within a few lines of this one.
fn beside(scene: &Scene<'_>, entry: usize, index: usize) -> bool {
    const NEAR: usize = 3;
    let blocks = &scene.entry(entry).blocks;
    let Ok(at) = blocks.binary_search(&index) else { return false };
    let near = &blocks[at.saturating_sub(NEAR)..blocks.len().min(at + NEAR + 1)];
    let parent = scene.block(index).parent;
    near.iter().any(|other| {
        let block = scene.block(*other);
        *other != index && block.parent == parent && dated(block).is_some()
    })
}

/// A year in front of a separator, and what stands behind it.
fn dated(block: &Block) -> Option<(&str, &str)> {
    const EARLIEST: u32 = 1000;
    const LATEST: u32 = 2100;
    let text = block.inline.without_tail_link();
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (label, event) = r08_term::sides(block)?;
    let year = label.trim_end_matches(['(', '?', ')', '-', '\u{2013}', ' ']);
    let digits = |part: &str| (2..=4).contains(&part.len()) && part.parse::<u32>().is_ok();
    let mut parts = year.split(['-', '\u{2013}', '/']);
    let first = parts.next()?.trim_end_matches('s');
    let whole = first.len() == 4
        && first.parse::<u32>().is_ok_and(|year| (EARLIEST..LATEST).contains(&year));
    (whole && parts.all(digits)).then_some((year, event))
}
