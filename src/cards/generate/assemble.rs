//! From what is said about entities to the cards that ask for it, both ways.
//!
//! One definition a thing: two askings of one name with different answers are two wrong cards.

use crate::cards::generate::entities::{Entity, Said};
use crate::cards::generate::gates;
use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::notes::words;
use std::collections::{BTreeSet, HashMap};

/// All proposals, in the order of the notes.
pub(super) fn proposals(scene: &mut Scene<'_>) -> Vec<Proposal> {
    let mut all = std::mem::take(&mut scene.proposals);
    let entities: Vec<Entity> = scene.entities.all().to_vec();
    let index = ClueIndex::new(&entities);
    for (at, entity) in entities.iter().enumerate() {
        let primary = primary(entity);
        let forward = primary.map(|said| forward(entity, said));
        report_others(scene, entity, primary);
        all.extend(forward);
        if let Some(clue) = clue(&entities, at, primary, &index) {
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
    let verb = if is_plural(&entity.name) && said.rule == "R08" { "are" } else { "is" };
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
        under: said.under.clone(),
        variant: 0,
    }
}

/// Whether a name is the plural of a common word.
fn is_plural(name: &str) -> bool {
    let last = name.split_whitespace().last().unwrap_or("").to_lowercase();
    let singular =
        last.strip_suffix('s').filter(|stem| !stem.ends_with(['s', 'u', 'i']) && stem.len() > 2);
    singular.is_some_and(words::is_common)
}

/// What can point at the thing without naming it, and at nothing else.
fn clue<'e>(
    entities: &'e [Entity],
    at: usize,
    primary: Option<&'e Said>,
    index: &ClueIndex,
) -> Option<&'e Said> {
    let entity = &entities[at];
    let aliases = entity.aliases();
    // What tells the members of a counted list apart may open with "This …".
    let counted = entity.nouns.first().is_some_and(|noun| noun.starts_with("of the"));
    let fits = |said: &&Said| {
        let opening = words::tokens(&said.text).first().map_or(String::new(), |t| t.lower.clone());
        let content = words::content(&said.text);
        content.len() >= 2
            && !said.hedged
            && said.confidence >= 60
            && words::count(&said.text) <= 30
            && !gates::names(&said.text, &aliases)
            && !grammar::is_first_person(&said.text)
            && (counted || !grammar::is_pronoun(&opening))
            && !index.shared(at, content)
    };
    let others = || {
        let is_primary = |said: &Said| primary.is_some_and(|primary| std::ptr::eq(said, primary));
        entity.said.iter().filter(move |said| !is_primary(said))
    };
    let phrases = others().filter(|said| said.phrase);
    let clauses = others().filter(|said| !said.phrase);
    let fitting: Vec<&Said> =
        primary.into_iter().chain(phrases).chain(clauses).filter(fits).collect();
    // A clue of two or three words fits too many things; a richer phrase is worth the change.
    let rich = |said: &&&Said| said.phrase && distinct(&said.text) > 3;
    let first = fitting.first().copied()?;
    if distinct(&first.text) > 3 {
        return Some(first);
    }
    Some(fitting.iter().find(rich).copied().unwrap_or(first))
}

fn distinct(text: &str) -> usize {
    words::content(text).into_iter().collect::<BTreeSet<_>>().len()
}

/// Which things are spoken of in which words, to find a clue that fits two of them without
/// comparing each with each.
#[derive(Default)]
struct ClueIndex {
    /// The entity and the content words of everything said.
    said: Vec<(usize, Vec<String>)>,
    by_word: HashMap<String, Vec<usize>>,
}

impl ClueIndex {
    fn new(entities: &[Entity]) -> Self {
        let mut index = Self::default();
        for (at, entity) in entities.iter().enumerate() {
            for said in &entity.said {
                let content = words::content(&said.text);
                for word in content.iter().collect::<BTreeSet<_>>() {
                    index.by_word.entry(word.clone()).or_default().push(index.said.len());
                }
                index.said.push((at, content));
            }
        }
        index
    }

    /// Whether what is said of another thing shares three fifths of these words. Such a pair
    /// shares at least one of the rarest two fifths, so only those are looked up.
    fn shared(&self, at: usize, mut content: Vec<String>) -> bool {
        let spread = |word: &String| self.by_word.get(word).map_or(0, Vec::len);
        content.sort_by_key(|word| (spread(word), word.clone()));
        content.dedup();
        let rare = content.len() - (content.len() * 3).div_ceil(5) + 1;
        let near = content.iter().take(rare).filter_map(|word| self.by_word.get(word)).flatten();
        near.into_iter().any(|other| {
            let (entity, words) = &self.said[*other];
            *entity != at && words::jaccard_hundredths(&content, words) >= 60
        })
    }
}

fn reverse(entity: &Entity, said: &Said) -> Proposal {
    let (noun, clue) = (entity.noun(), &said.text);
    // "of the 2 ways …" only fits the first wording.
    let variant = if noun.starts_with("of the ") { 0 } else { variant(&entity.name) };
    let question = match variant {
        1 => format!("Name the {noun}: \u{201c}{clue}\u{201d}?"),
        2 => format!("\u{201c}{clue}\u{201d} - which {noun}?"),
        _ => format!("Which {noun} is this? \u{201c}{clue}\u{201d}"),
    };
    Proposal {
        rule: said.rule,
        kind: "def_rev",
        question,
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
        under: said.under.clone(),
        variant,
    }
}

/// Which of three wordings asks for this name: FNV-1a of the normalised name, so that it does
/// not depend on what else stands in the notes.
fn variant(name: &str) -> u8 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in words::norm(name).bytes().chain(*b"def_rev") {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    u8::try_from(hash % 3).unwrap_or(0)
}
