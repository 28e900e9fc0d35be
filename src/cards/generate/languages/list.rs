//! R06: a line with a colon, and the two to five things that it promises.

use super::{Ask, Spot, ask, gloss, without_stop};
use crate::cards::generate::scene::Scene;
use crate::notes::blocks::Shape;
use crate::notes::{sentence, words};

/// Asks for the items under a line that ends in a colon; true where that leaves nothing to say.
pub(super) fn apply(scene: &mut Scene<'_>, spot: Spot) -> bool {
    const SURE: u32 = 76;
    const ITEM_WORDS: usize = 12;
    let text = scene.block(spot.index).text();
    let Some(lead) = lead(text) else { return false };
    let lead = match spot.above(scene) {
        _ if words::count(lead) > 1 => lead.to_owned(),
        Some((thing, _)) => ask(spot.language, Ask::Of(&thing, lead)),
        None => return false,
    };
    let lead = lead.trim_end_matches(['?', '？', '؟', '\u{a0}']);
    let items = items(scene, spot);
    let names: Vec<String> = items
        .iter()
        .map(|at| {
            let text = scene.block(*at).inline.without_tail_link();
            let name = gloss::split(text).map_or(text, |gloss| gloss.term);
            without_stop(name).to_owned()
        })
        .collect();
    let short = |name: &String| {
        (1..=ITEM_WORDS).contains(&words::count(name))
            && !name.contains("http")
            && !name.ends_with('?')
    };
    if !(2..=5).contains(&names.len()) || !names.iter().all(short) {
        return false;
    }
    let lines = items.iter().fold(scene.block(spot.index).lines.clone(), |lines, at| {
        lines.union(&scene.block(*at).lines)
    });
    let question = ask(spot.language, Ask::Which(lead, names.len()));
    let card = spot.card(scene, ("R06", "list", SURE), (question, &names.join("\n")), lines);
    scene.proposals.push(card);
    for at in items {
        let glossed = gloss::split(scene.block(at).text()).is_some();
        if !glossed && scene.children(at).is_empty() {
            scene.take(at);
        }
    }
    true
}

/// What a line promises: its last sentence, without the colon.
fn lead(text: &str) -> Option<&str> {
    const MOST_WORDS: usize = 20;
    let text = text.trim();
    let last = sentence::split(text).pop()?;
    let lead = text[last].strip_suffix([':', '：'])?.trim_end();
    (1..=MOST_WORDS).contains(&words::count(lead)).then_some(lead)
}

/// The items nested under a block; under a paragraph, the list right behind it.
fn items(scene: &Scene<'_>, spot: Spot) -> Vec<usize> {
    if scene.block(spot.index).shape != Shape::Paragraph {
        return scene.items_under(spot.index);
    }
    let blocks = scene.entry(spot.entry).blocks.iter();
    let behind = blocks.skip_while(|at| **at <= spot.index).copied();
    let listed = behind.take_while(|at| scene.block(*at).is_item());
    listed.filter(|at| scene.block(*at).depth() == Some(0)).collect()
}
