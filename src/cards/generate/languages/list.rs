//! R06: the items that a line with a colon, a short bullet or a heading promises; and what the
//! one line under a short bullet says of it (R25).

use super::label::{self, Promise};
use super::lexicon;
use super::{Ask, Spot, ask, gloss, without_stop};
use crate::cards::generate::scene::Scene;
use crate::notes::blocks::Shape;
use crate::notes::language::Language;
use crate::notes::{sentence, talk, words};
use crate::values::lines::Lines;
use std::ops::Range;

/// How sure a list is; it is not so sure where nothing but its shape says that it is one.
const SURE: u32 = 76;
const OFFERED: u32 = 70;

/// Words of an item that is a term rather than a remark, at most.
const TERM_WORDS: usize = 4;

/// Asks for what is listed under a block; true where that leaves nothing to say.
pub(super) fn apply(scene: &mut Scene<'_>, spot: Spot) -> bool {
    promised(scene, spot) || bare(scene, spot) || alone(scene, spot)
}

/// Asks for the three to five short items that are all there is under a heading.
pub(super) fn on_heading(scene: &mut Scene<'_>, entry: usize, language: Language) {
    let heading = scene.entry(entry);
    let blocks = heading.blocks.clone();
    let Some(index) = blocks.first().copied().filter(|_| heading.line > 0) else { return };
    let flat = blocks.iter().all(|at| scene.block(*at).depth() == Some(0));
    let Some(names) = short_items(scene, &blocks).filter(|_| flat) else { return };
    let is_name = lexicon::of(language).is_name(language, &heading.name);
    if !is_name || heading.talk.is_some() {
        return;
    }
    let spot = Spot { entry, index, language };
    let terms = names.iter().all(|name| words::count(name) <= TERM_WORDS);
    let confidence = if terms { SURE } else { OFFERED };
    push(scene, spot, (&heading.name, &names, confidence), &blocks, heading.line.into());
    if let Some(card) = scene.proposals.last_mut() {
        card.crumb = crate::cards::generate::scene::Crumb::Section;
    }
    scene.take_all(&blocks);
}

/// Asks for the items behind a label that promises them, in one line.
pub(super) fn inline(
    scene: &mut Scene<'_>,
    spot: Spot,
    (label, items): (&str, &[&str]),
    lines: &Lines,
) {
    let names: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
    let alone = words::count(label) == 1;
    let lead = if alone { in_context(scene, spot, label) } else { Some(label.to_owned()) };
    let Some(lead) = lead else { return };
    // The good and the bad of a chapter is that of something in it.
    let loose = alone && talk::is_chapter(&lead);
    let confidence = if loose { OFFERED } else { SURE };
    push(scene, spot, (&lead, &names, confidence), &[], lines.clone());
}

/// Asks for the items of a sentence that counts and names them.
pub(super) fn sentence(
    scene: &mut Scene<'_>,
    spot: Spot,
    (body, range): (&str, Range<usize>),
) -> bool {
    let sentence = without_stop(&body[range.clone()]);
    let Some(found) = label::counted_sentence(spot.language, sentence) else { return false };
    inline(scene, spot, (found.0, &found.1), &spot.lines_of(scene, &range));
    true
}

/// A line that ends in a colon, and two to five items.
fn promised(scene: &mut Scene<'_>, spot: Spot) -> bool {
    const ITEM_WORDS: usize = 12;
    const NAME_WORDS: usize = 6;
    let items = items(scene, spot);
    let counted = || counted(scene, spot).filter(|(_, count)| *count == items.len());
    let lead = lead(scene, spot)
        .or_else(|| counted().map(|(lead, _)| lead))
        .or_else(|| titled(scene, spot));
    let Some(lead) = lead else { return false };
    let names: Vec<String> = items
        .iter()
        .map(|at| {
            let text = scene.block(*at).inline.without_tail_link();
            // What stands in front of a dash is a term only where it is short.
            let term = gloss::split(text).filter(|gloss| {
                words::count(gloss.term) <= NAME_WORDS && !gloss.term.contains(',')
            });
            without_stop(term.map_or(text, |gloss| gloss.term)).to_owned()
        })
        .collect();
    let fits = |(at, name): (&usize, &String)| {
        let letters = name.chars().filter(|c| c.is_alphabetic());
        // One letter names nothing, but in scripts whose letters are words.
        let bare = letters.clone().count() < 2 && letters.clone().all(|c| c < '\u{1100}');
        (1..=ITEM_WORDS).contains(&words::count(name))
            && !(bare || name.starts_with('(') || name.contains("http"))
            && !scene.block(*at).text().ends_with(['?', ':', '：', '？'])
    };
    if !(2..=5).contains(&names.len()) || !items.iter().zip(&names).all(fits) {
        return false;
    }
    push(scene, spot, (&lead, &names, SURE), &items, scene.block(spot.index).lines.clone());
    for at in items {
        let glossed = gloss::split(scene.block(at).text()).is_some();
        if !glossed && scene.children(at).is_empty() {
            scene.take(at);
        }
    }
    true
}

/// A bullet that is a name, and three to five short items.
fn bare(scene: &mut Scene<'_>, spot: Spot) -> bool {
    let items = scene.children(spot.index).to_vec();
    let Some(name) = bullet(scene, spot) else { return false };
    let Some(names) = short_items(scene, &items) else { return false };
    let terms = names.iter().all(|name| words::count(name) <= TERM_WORDS);
    let confidence = if terms { SURE } else { OFFERED };
    push(scene, spot, (&name, &names, confidence), &items, scene.block(spot.index).lines.clone());
    scene.take_all(&items);
    true
}

/// A bullet that is a name, and the one line under it that says what it is.
fn alone(scene: &mut Scene<'_>, spot: Spot) -> bool {
    const FEWEST_WORDS: usize = 4;
    let [child] = scene.children(spot.index) else { return false };
    let child = *child;
    let Some(name) = bullet(scene, spot) else { return false };
    let text = scene.block(child).text();
    let whole = scene.block(child).is_item()
        && scene.children(child).is_empty()
        && gloss::split(text).is_none()
        && words::count(text) >= FEWEST_WORDS
        && !text.contains("://")
        && !text.ends_with(['?', '？', '؟'])
        && sentence::split(text).len() == 1;
    if !whole {
        return false;
    }
    // "the need of alarms" is no term; one word is, and so is what is written in other letters.
    let foreign = name.is_ascii() && !spot.language.is_latin();
    let named = foreign || words::count(&name) == 1;
    let confidence = if named && !is_clause(spot.language, text) { SURE } else { OFFERED };
    let lines = scene.block(spot.index).lines.union(&scene.block(child).lines);
    spot.define(scene, ("R25", confidence), (&name, without_stop(text)), &lines);
    scene.take(child);
    true
}

/// Whether a text ends as clauses do where the verb stands last: it tells a fact of the thing,
/// not what it is.
fn is_clause(language: Language, text: &str) -> bool {
    let ends: &[char] = match language {
        Language::Korean => &['다'],
        Language::Japanese => &['る', 'す', 'た', 'だ', 'い'],
        _ => return false,
    };
    without_stop(text).trim_end_matches('。').ends_with(ends)
}

/// The name that a bullet is, if it is nothing else.
fn bullet(scene: &Scene<'_>, spot: Spot) -> Option<String> {
    const MOST_WORDS: usize = 3;
    let block = scene.block(spot.index);
    let text = block.text();
    let words = lexicon::of(spot.language);
    let named = block.is_item()
        && words::count(text) <= MOST_WORDS
        && words.is_name(spot.language, text)
        && !words.is_label(text)
        && gloss::split(text).is_none();
    named.then(|| without_stop(text).to_owned())
}

/// The texts of three to five items that are short, and nothing but that.
fn short_items(scene: &Scene<'_>, items: &[usize]) -> Option<Vec<String>> {
    const ITEM_WORDS: usize = 7;
    let plain = |at: &usize| {
        let block = scene.block(*at);
        let text = block.inline.without_tail_link();
        block.is_item()
            && scene.children(*at).is_empty()
            && (1..=ITEM_WORDS).contains(&words::count(text))
            && text.chars().filter(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>() > 1
            && gloss::split(text).is_none()
            && block.inline.links.is_empty()
            && !text.contains("://")
            && !text.starts_with(['(', '['])
            && !text.ends_with(['?', '？', '؟', ':', '：', '…', '!'])
    };
    let all = (3..=5).contains(&items.len()) && items.iter().all(plain);
    let text = |at: &usize| without_stop(scene.block(*at).inline.without_tail_link()).to_owned();
    all.then(|| items.iter().map(text).collect())
}

/// The card that asks for the items.
fn push(
    scene: &mut Scene<'_>,
    spot: Spot,
    (lead, names, confidence): (&str, &[String], u32),
    items: &[usize],
    lines: Lines,
) {
    let lines = items.iter().fold(lines, |lines, at| lines.union(&scene.block(*at).lines));
    let question = ask(spot.language, Ask::Which(lead, names.len()));
    let card = spot.card(scene, ("R06", "list", confidence), (question, &names.join("\n")), lines);
    scene.proposals.push(card);
}

/// What a line promises: its last sentence, where that ends in a colon; or all of it, where it
/// is bold and a heading in disguise.
fn lead(scene: &Scene<'_>, spot: Spot) -> Option<String> {
    const MOST_WORDS: usize = 20;
    let block = scene.block(spot.index);
    let text = block.text().trim();
    if block.shape == Shape::Paragraph && block.inline.lead_end == Some(text.len()) {
        return Some(without_stop(text).to_owned());
    }
    let last = sentence::split(text).pop()?;
    let lead = text[last].strip_suffix([':', '：'])?.trim_end();
    // "Se dividen en": what, stands in front.
    let pronoun = ["Se ", "Si ", "Sie ", "On ", "Il ", "Ils "];
    if words::count(lead) <= 3 && pronoun.iter().any(|word| lead.starts_with(word)) {
        return None;
    }
    if lead.starts_with('`') && words::count(lead) <= 3 {
        return None;
    }
    if words::count(lead) <= MOST_WORDS { in_context(scene, spot, lead) } else { None }
}

/// A bullet that counts what is nested under it, without a colon, and how many that is.
fn counted(scene: &Scene<'_>, spot: Spot) -> Option<(String, usize)> {
    const MOST_WORDS: usize = 9;
    let text = without_stop(scene.block(spot.index).text());
    let Some(Promise::Exactly(count)) = label::promise(spot.language, text) else { return None };
    let fits = words::count(text) <= MOST_WORDS && !text.ends_with(['?', '？', '؟']);
    fits.then(|| (text.to_owned(), count))
}

/// The title of a callout that promises several things of a kind.
fn titled(scene: &Scene<'_>, spot: Spot) -> Option<String> {
    let block = scene.block(spot.index);
    let title = without_stop(block.text());
    let promises = block.shape == Shape::Callout && label::promise(spot.language, title).is_some();
    promises.then(|| title.to_owned())
}

/// What promises a list, behind what stands above it where it is short.
fn in_context(scene: &Scene<'_>, spot: Spot, lead: &str) -> Option<String> {
    match (spot.above(scene), words::count(lead)) {
        (None, 1) | (_, 0) => None,
        // "Podemos distinguir entre" says nothing without what stands above it.
        (Some((thing, _)), 1..=3) => {
            let both = ask(spot.language, Ask::Of(&thing, lead)).replace('¿', "");
            Some(both.trim_end_matches(['?', '？', '؟', '\u{a0}']).to_owned())
        }
        _ => Some(lead.to_owned()),
    }
}

/// The items nested under a block; under a paragraph, the list right behind it.
fn items(scene: &Scene<'_>, spot: Spot) -> Vec<usize> {
    if scene.block(spot.index).shape != Shape::Paragraph {
        return scene.items_under(spot.index);
    }
    let blocks = scene.entry(spot.entry).blocks.iter();
    let behind = blocks.skip_while(|at| **at <= spot.index).copied();
    let block = scene.block(spot.index);
    // A list with numbers ends where one without begins.
    let is_numbered =
        |at: usize| matches!(scene.block(at).shape, Shape::Item { number: Some(_), .. });
    let mut first = None;
    let listed = behind.take_while(|at| {
        let item = scene.block(*at);
        let numbered = is_numbered(*at);
        let same = item.parent != block.parent || *first.get_or_insert(numbered) == numbered;
        item.is_item() && item.quotes == block.quotes && same
    });
    listed.filter(|at| scene.block(*at).parent == block.parent).collect()
}
