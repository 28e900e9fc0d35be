//! R02: a heading that asks, with its answer under it.

use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::notes::words;
use crate::values::lines::Lines;

const ASKING: &[&str] = &["how", "what", "what's", "when", "where", "which", "who", "why"];

/// The question is the heading's; the answer is its items, at most five and forty words.
///
/// Only the whole of what follows is an answer: a part would be a wrong one.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize) {
    let heading = scene.entry(entry);
    let question = heading.name.clone();
    let lower = question.to_lowercase();
    let asks = question.ends_with('?')
        && ASKING.contains(&lower.split_whitespace().next().unwrap_or(""))
        && words::count(&question) >= 3;
    let vague = words::tokens(&lower).iter().any(|token| {
        matches!(
            token.lower.as_str(),
            "this" | "that" | "it" | "these" | "those" | "i" | "we" | "you" | "next"
        )
    });
    if !asks || vague || heading.talk.is_some() {
        return;
    }
    let blocks = heading.blocks.clone();
    let whole = blocks.iter().all(|at| {
        let block = scene.block(*at);
        block.depth() == Some(0) || matches!(block.shape, crate::notes::blocks::Shape::Paragraph)
    });
    let parts: Vec<String> = blocks.iter().map(|at| scene.block(*at).text().to_owned()).collect();
    let size: usize = parts.iter().map(|part| words::count(part)).sum();
    let plain = parts.iter().all(|part| !part.contains("http") && !part.ends_with('?'));
    if parts.is_empty() || parts.len() > 5 || !(3..=40).contains(&size) || !whole || !plain {
        return;
    }
    let lines = blocks
        .iter()
        .fold(Lines::from(heading.line), |lines, at| lines.union(&scene.block(*at).lines));
    for at in &blocks {
        scene.take(*at);
    }
    let answer = parts.join("\n");
    scene.proposals.push(Proposal {
        rule: "R02",
        kind: "qa",
        fact: format!("{question} {answer}"),
        order: (lines.first(), 0),
        question,
        answer,
        lines,
        entry,
        entity: grammar::without_stop(&heading.name).to_owned(),
        entity_kind: heading.kind,
        confidence: 85,
        crumb: Crumb::Section,
        shares_words: false,
        clue: None,
        under: Vec::new(),
        variant: 0,
    });
}
