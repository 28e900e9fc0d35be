//! R06b: what comes next in an ordered list. Only offered: most orders are not worth knowing.

use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Proposal, Scene};
use crate::notes::blocks::Shape;
use crate::notes::words;

/// "After “i-2”, “i-1”: what comes next?" for each step behind the first.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize, index: usize) {
    let Some(steps) = steps(scene, entry, index) else { return };
    let texts: Vec<String> = steps
        .iter()
        .map(|at| grammar::without_stop(scene.block(*at).inline.without_tail_link()).to_owned())
        .collect();
    let short =
        texts.iter().all(|text| (1..=12).contains(&words::count(text)) && !text.contains("://"));
    if !short {
        return;
    }
    for at in 1..steps.len() {
        let before = &texts[at.saturating_sub(2)..at];
        let quoted: Vec<String> =
            before.iter().map(|text| format!("\u{201c}{text}\u{201d}")).collect();
        let lines = scene.block(steps[at]).lines.union(&scene.block(steps[at - 1]).lines);
        let (order, question) =
            ((lines.first(), 2), format!("After {}: what comes next?", quoted.join(", ")));
        let card = scene.card(entry, lines, ("R06b", "step", 72), (question, texts[at].clone()));
        let fact = format!("{} {}", texts[at - 1], texts[at]);
        scene.proposals.push(Proposal { fact, order, ..card });
    }
}

/// The items of an ordered list of 3 to 12, if this is its first.
fn steps(scene: &Scene<'_>, entry: usize, index: usize) -> Option<Vec<usize>> {
    let number = |at: usize| match scene.block(at).shape {
        Shape::Item { number, .. } => number,
        _ => None,
    };
    if number(index) != Some(1) {
        return None;
    }
    let parent = scene.block(index).parent;
    let behind = scene.entry(entry).blocks.iter().copied().filter(|at| *at >= index);
    let siblings =
        behind.filter(|at| scene.block(*at).parent == parent && scene.block(*at).is_item());
    let mut found: Vec<usize> = Vec::new();
    for at in siblings {
        // Markdown counts for its author: `1.` on every line is an ordered list as well.
        let follows = number(at).is_some_and(|n| n == 1 || n as usize == found.len() + 1);
        if !follows {
            break;
        }
        found.push(at);
    }
    (3..=12).contains(&found.len()).then_some(found)
}
