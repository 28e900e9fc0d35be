//! R36: how two things differ.
//!
//! Not in the specification. "X vs Y" as a heading or in front of a colon promises the
//! difference, and what stands there is it, as a whole: half of a contrast is none.

use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::notes::blocks::Shape;
use crate::notes::words;
use crate::values::lines::Lines;
use std::ops::RangeInclusive;

/// Words of the whole answer.
const ANSWER: RangeInclusive<usize> = 4..=40;

/// "What is the difference between X and Y?" of a heading, where one to three short items are all under it.
pub(super) fn on_heading(scene: &mut Scene<'_>, entry: usize) {
    let heading = scene.entry(entry);
    let flat = heading.blocks.iter().all(|at| {
        let block = scene.block(*at);
        (block.is_item() || block.shape == Shape::Paragraph) && block.parent.is_none()
    });
    if heading.line == 0 || heading.talk.is_some() || !flat || heading.blocks.len() > 3 {
        return;
    }
    let blocks = heading.blocks.iter().map(|at| scene.block(*at));
    let answer: Vec<&str> = blocks.clone().map(|block| block.inline.without_tail_link()).collect();
    let lines = blocks.fold(Lines::from(heading.line), |lines, block| lines.union(&block.lines));
    push(scene, entry, (&heading.name, &answer.join("\n")), lines);
}

/// The same of one line: `X vs Y: …`.
pub(super) fn on_block(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    let block = scene.block(index);
    let text = block.inline.without_tail_link();
    let Some((contrast, answer)) = text.split_once(": ") else { return false };
    push(scene, entry, (contrast, answer), block.lines.clone())
}

fn push(
    scene: &mut Scene<'_>,
    entry: usize,
    (contrast, answer): (&str, &str),
    lines: Lines,
) -> bool {
    let Some((one, other)) = grammar::contrasted(contrast) else { return false };
    let said = words::content(answer);
    let named = |side: &str| words::content(side).iter().any(|word| said.contains(word));
    let first = words::lower_cores(answer).next().unwrap_or_default();
    let advice =
        matches!(&*first, "always" | "never") || grammar::is_imperative(&words::tokens(answer));
    if advice || !named(one) || !named(other) {
        return false;
    }
    let fits = ANSWER.contains(&words::count(answer))
        && !answer.ends_with(['?', ':'])
        && !grammar::is_first_person(answer);
    if !fits {
        return false;
    }
    let words = (question(contrast, one, other), grammar::without_stop(answer).to_owned());
    let card = Proposal {
        entity: contrast.to_owned(),
        crumb: Crumb::Section,
        // A contrast names what it parts.
        shares_words: true,
        fact: answer.to_owned(),
        ..scene.card(entry, lines, ("R36", "contrast", 78), words)
    };
    scene.proposals.push(card);
    true
}

fn question(contrast: &str, one: &str, other: &str) -> String {
    if let Some(at) = contrast.to_ascii_lowercase().find("difference") {
        return format!("What is the {}?", grammar::lower_first(&contrast[at..]));
    }
    let (one, other) = (grammar::shown(one), grammar::shown(other));
    format!("What is the difference between {one} and {other}?")
}
