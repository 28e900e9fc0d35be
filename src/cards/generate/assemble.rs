//! From what is said about entities to the cards that ask for it, both ways.
//!
//! One definition a thing: two askings of one name with different answers are two wrong cards.

use crate::cards::generate::entities::{Entity, Said};
use crate::cards::generate::gates;
use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::notes::words;

/// All proposals, in the order of the notes.
pub(super) fn proposals(scene: &mut Scene<'_>) -> Vec<Proposal> {
    let mut all = std::mem::take(&mut scene.proposals);
    let entities: Vec<Entity> = scene.entities.all().to_vec();
    for (at, entity) in entities.iter().enumerate() {
        let primary = primary(entity);
        let forward = primary.map(|said| forward(entity, said));
        // One purpose told twice is one card: the second way of Ving only points.
        report_others(scene, entity, primary);
        all.extend(forward);
        if let Some(clue) = clue(&entities, at, primary) {
            all.push(reverse(entity, clue));
        }
    }
    all.sort_by_key(|card| (card.lines.first(), card.order));
    all
}

/// The definition: not in doubt, under the thing's own heading before elsewhere, first.
fn primary(entity: &Entity) -> Option<&Said> {
    let fit = || entity.said.iter().filter(|said| said.phrase && !said.hedged);
    fit().find(|said| said.own_heading).or_else(|| fit().next())
}

/// Lines whose definition is not asked: a second telling, or one that disagrees.
fn report_others(scene: &mut Scene<'_>, entity: &Entity, primary: Option<&Said>) {
    let Some(primary) = primary else { return };
    let main = words::content(&primary.text);
    for said in entity.said.iter().filter(|said| said.phrase && said.lines != primary.lines) {
        let apart = words::jaccard_hundredths(&main, &words::content(&said.text)) < 20;
        let reason = if apart && !said.own_heading && said.confidence >= 70 {
            "skip:conflict"
        } else {
            "skip:duplicate"
        };
        scene.explain(&said.lines, reason);
    }
}

fn forward(entity: &Entity, said: &Said) -> Proposal {
    let gloss = entity.gloss.as_ref().map_or_else(String::new, |gloss| format!(" ({gloss})"));
    let plural = said.text.to_lowercase().starts_with("are ");
    let verb = if plural { "are" } else { "is" };
    Proposal {
        rule: said.rule,
        kind: "def_fwd",
        question: format!("What {verb} {}{gloss}?", grammar::shown(&entity.name)),
        answer: said.text.clone(),
        lines: said.lines.clone(),
        entry: said.entry,
        entity: entity.name.clone(),
        entity_kind: entity.kind,
        confidence: said.confidence,
        crumb: if said.own_heading { Crumb::Section } else { Crumb::Entry },
        shares_words: false,
        fact: said.text.clone(),
        clue: None,
        order: (0, 0),
    }
}

/// What can point at the thing without naming it, and at nothing else.
fn clue<'e>(entities: &'e [Entity], at: usize, primary: Option<&'e Said>) -> Option<&'e Said> {
    let entity = &entities[at];
    let aliases = entity.aliases();
    let others = entity
        .said
        .iter()
        .filter(|said| primary.is_none_or(|primary| !std::ptr::eq(*said, primary)));
    let fits = |said: &&Said| {
        let content = words::content(&said.text);
        content.len() >= 2
            && !said.hedged
            && said.confidence >= 60
            && words::count(&said.text) <= 30
            && !gates::names(&said.text, &aliases)
            && !grammar::is_first_person(&said.text)
            && !grammar::is_pronoun(
                words::tokens(&said.text).first().map_or("", |t| t.lower.as_str()),
            ) | entity.nouns.first().is_some_and(|noun| noun.starts_with("of the"))
            && !shared(entities, at, &content)
    };
    let candidates: Vec<&Said> = primary
        .into_iter()
        .chain(others.clone().filter(|s| s.phrase))
        .chain(others.filter(|s| !s.phrase))
        .collect();
    let fitting: Vec<&Said> = candidates.into_iter().filter(fits).collect();
    // A clue of two or three words fits too many things; a richer phrase is worth the change.
    let rich = |said: &&&Said| said.phrase && distinct(&said.text) > 3;
    let first = fitting.first().copied()?;
    if distinct(&first.text) > 3 {
        Some(first)
    } else {
        Some(fitting.iter().find(rich).copied().unwrap_or(first))
    }
}

fn distinct(text: &str) -> usize {
    words::content(text).into_iter().collect::<std::collections::BTreeSet<_>>().len()
}

/// Whether another thing's words say nearly the same.
fn shared(entities: &[Entity], at: usize, content: &[String]) -> bool {
    entities.iter().enumerate().any(|(other, entity)| {
        other != at
            && entity
                .said
                .iter()
                .any(|said| words::jaccard_hundredths(content, &words::content(&said.text)) >= 60)
    })
}

fn reverse(entity: &Entity, said: &Said) -> Proposal {
    Proposal {
        rule: said.rule,
        kind: "def_rev",
        question: format!("Which {} is this? \u{201c}{}\u{201d}", entity.noun(), said.text),
        answer: entity.name.clone(),
        lines: said.lines.clone(),
        entry: said.entry,
        entity: entity.name.clone(),
        entity_kind: entity.kind,
        confidence: said.confidence,
        crumb: Crumb::Section,
        shares_words: false,
        fact: said.text.clone(),
        clue: Some(said.text.clone()),
        order: (0, 1),
    }
}
