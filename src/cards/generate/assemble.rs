//! From what is said about entities to the cards that ask for it, both ways.
//!
//! One definition a thing: two askings of one name with different answers are two wrong cards.

use crate::cards::generate::entities::{Entity, Said};
use crate::cards::generate::gates;
use crate::cards::generate::grammar;
use crate::cards::generate::rules::GLOSSARY;
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::notes::spread::spread;
use crate::notes::{person, words};
use crate::values::lines::Lines;
use crate::values::maps::Map;
use std::borrow::Cow;

/// Entities of a part that are asked for at the same time as others, at least.
const FEW: usize = 100;

/// All proposals, in the order of the notes.
pub(super) fn proposals(scene: &mut Scene<'_>) -> Vec<Proposal> {
    let mut all = std::mem::take(&mut scene.proposals);
    let entities = scene.entities.all();
    let index = ClueIndex::new(entities);
    let numbers = (0..entities.len()).collect();
    let asked = spread(numbers, FEW, |some: Vec<usize>| {
        some.into_iter().map(|at| Asked::of((at, &entities[at]), &index)).collect()
    });
    for Asked { cards, left } in asked {
        for (lines, reason) in left {
            scene.explain(&lines, reason);
        }
        all.extend(cards.into_iter().flatten());
    }
    all.sort_by_key(|card| (card.lines.first(), card.order));
    all
}

/// What comes of one entity.
struct Asked {
    /// The cards, one each way.
    cards: [Option<Proposal>; 2],
    /// Lines that are not asked, and why.
    left: Vec<(Lines, &'static str)>,
}

impl Asked {
    fn of((at, entity): (usize, &Entity), index: &ClueIndex) -> Self {
        if is_field(entity) {
            return Self { cards: [None, None], left: Vec::new() };
        }
        let primary = primary(entity);
        let forward = primary.map(|said| forward(entity, said));
        let back = clue((at, entity), primary, index).map(|clue| reverse(entity, clue));
        Self { cards: [forward, back], left: others((at, entity), primary, index) }
    }
}

/// Whether what looks like a term stands in front of one text after another: "Best practice: …".
fn is_field(entity: &Entity) -> bool {
    const OFTEN: usize = 3;
    let mut texts: Vec<&str> = entity
        .said
        .iter()
        .filter(|said| said.rule == "R08" && !said.own_heading)
        .map(|said| said.text.as_str())
        .collect();
    texts.sort_unstable();
    texts.dedup();
    texts.len() >= OFTEN
}

/// The definition: not in doubt, under the thing's own heading before elsewhere, first.
fn primary(entity: &Entity) -> Option<&Said> {
    let fit = || entity.said.iter().filter(|said| said.phrase && !said.hedged);
    fit().find(|said| said.own_heading).or_else(|| fit().next())
}

/// Lines whose definition is not asked: a second telling, or one that disagrees.
fn others(
    (at, entity): (usize, &Entity),
    primary: Option<&Said>,
    index: &ClueIndex,
) -> Vec<(Lines, &'static str)> {
    let Some(primary) = primary else { return Vec::new() };
    let main = index.of(at, entity, primary);
    let others = entity.said.iter().filter(|said| said.phrase && said.lines != primary.lines);
    let left = others.map(|said| {
        let apart = main.likeness(index.of(at, entity, said)) < 20;
        let reason = if apart && !said.own_heading && said.confidence >= 70 {
            "skip:conflict"
        } else {
            "skip:duplicate"
        };
        (said.lines.clone(), reason)
    });
    left.collect()
}

fn forward(entity: &Entity, said: &Said) -> Proposal {
    let gloss = entity.gloss.as_ref().map_or_else(String::new, |gloss| format!(" ({gloss})"));
    let verb = if is_plural(&entity.name) { "are" } else { "is" };
    Proposal {
        rule: said.rule,
        kind: "def_fwd",
        question: if is_person(entity, said) {
            format!("Who is {}?", entity.name)
        } else {
            format!("What {verb} {}{gloss}?", named(&entity.name))
        },
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

/// A name as a definition asks for it: what something has is "the X of Y".
fn named(name: &str) -> String {
    let owned = words::cut(name, " of ").is_some_and(|(head, _)| {
        !head.contains(' ') && head.chars().all(char::is_lowercase) && words::is_common(head)
    });
    if owned { format!("the {name}") } else { grammar::shown(name) }
}

/// Whether a person is spoken of: by name and by role.
fn is_person(entity: &Entity, said: &Said) -> bool {
    // "Pediatric pathologist in Boston", "father of modern chemotherapy".
    let titled = || {
        words::lower_cores(&said.text).take(4).any(|word| {
            (word.len() > 6 && word.ends_with("ist")) || matches!(&*word, "father" | "mother")
        })
    };
    person::is_likely_person(&entity.name) && (person::is_role(&said.text) || titled())
}

/// Whether a name is the plural of a common word: "law of averages" is none.
fn is_plural(name: &str) -> bool {
    const SINGLE: [&str; 9] =
        ["alias", "atlas", "bias", "canvas", "gas", "lens", "redis", "series", "species"];
    let head = words::cut(name, " of ").map_or(name, |(head, _)| head);
    let last = head.split_whitespace().last().unwrap_or("");
    let Some(stem) = last.strip_suffix('s') else { return false };
    if SINGLE.contains(&&*last.to_lowercase()) {
        return false;
    }
    let singular = !stem.ends_with(['s', 'u', 'i']) && stem.len() > 2;
    // A rare word in small letters is no name: "monads", "pseudonyms", "proxies".
    let small = name.chars().all(|c| !c.is_uppercase()) && stem.chars().all(char::is_alphabetic);
    let common = || {
        let lower = stem.to_lowercase();
        words::is_common(&lower)
            || lower.strip_suffix("ie").is_some_and(|y| words::is_common(&format!("{y}y")))
    };
    singular && (small || common())
}

/// What can point at the thing without naming it, and at nothing else.
fn clue<'e>(
    (at, entity): (usize, &'e Entity),
    primary: Option<&'e Said>,
    index: &ClueIndex,
) -> Option<&'e Said> {
    let aliases = entity.aliases();
    // What tells the members of a counted list apart may open with "This …".
    let counted = entity.nouns.first().is_some_and(|noun| noun.starts_with("of the"));
    let fits = |said: &&Said| {
        let opening = || words::lower_cores(&said.text).next().unwrap_or_default();
        let words = index.of(at, entity, said);
        words.count >= 2
            && !said.hedged
            && said.confidence >= 60
            && words::count(&said.text) <= 30
            && !grammar::is_first_person(&said.text)
            && (counted || !grammar::is_pronoun(&opening()))
            && !index.shared(words)
            && !gates::names(&said.text, &aliases)
    };
    let others = || {
        let is_primary = |said: &Said| primary.is_some_and(|primary| std::ptr::eq(said, primary));
        entity.said.iter().filter(move |said| !is_primary(said))
    };
    let phrases = others().filter(|said| said.phrase);
    let clauses = others().filter(|said| !said.phrase);
    let mut fitting = primary.into_iter().chain(phrases).chain(clauses).filter(fits);
    // A clue of two or three words fits too many things; a richer phrase is worth the change.
    let is_rich = |said: &Said| index.of(at, entity, said).set.len() > 3;
    let first = fitting.next()?;
    if is_rich(first) {
        return Some(first);
    }
    Some(fitting.find(|said| said.phrase && is_rich(said)).unwrap_or(first))
}

/// The content words of something said, as numbers: the rarer in the note, the smaller.
#[derive(Debug)]
struct Content {
    /// The entity it is said of.
    entity: usize,
    /// How many there are.
    count: usize,
    /// Each once, in order.
    set: Vec<u32>,
}

/// From this share of common words on, in hundredths, one clue fits two things.
const ALIKE: usize = 60;

impl Content {
    /// The words of which one at least is shared by whatever is alike.
    fn rarest(&self) -> &[u32] {
        let all = self.set.len();
        &self.set[..(all - (all * ALIKE).div_ceil(100) + 1).min(all)]
    }

    /// Whether two sets can be alike whose first common word has these places in them: what
    /// stands before it is not shared.
    fn can_be_like(&self, place: usize, other: &Spot) -> bool {
        let (own, others) = (self.set.len(), other.size);
        let both = (own - place).min(others - other.place);
        both * 100 >= (own + others - both) * ALIKE
    }

    /// The share of words that both have of those that either has, in hundredths.
    fn likeness(&self, other: &Self) -> usize {
        let both = self.shared_with(other);
        (both * 100).checked_div(self.set.len() + other.set.len() - both).unwrap_or(0)
    }

    /// How many words both have.
    fn shared_with(&self, other: &Self) -> usize {
        let (mut both, mut place) = (0, 0);
        for word in &self.set {
            while other.set.get(place).is_some_and(|others| others < word) {
                place += 1;
            }
            both += usize::from(other.set.get(place) == Some(word));
        }
        both
    }
}

/// Which things are spoken of in which words, to find a clue that fits two of them without
/// comparing each with each.
///
/// Two sets that share three fifths of their words share one of the rarest two fifths of both
/// (the prefix filter of set similarity joins), so only those are looked up.
#[derive(Debug, Default)]
struct ClueIndex {
    /// Everything said, entity by entity.
    said: Vec<Content>,
    /// Where in `said` each entity starts.
    starts: Vec<usize>,
    /// For each word, where it is among the rarest.
    by_word: Vec<Vec<Spot>>,
}

/// Where a word is.
#[derive(Debug)]
struct Spot {
    /// In which of `said`.
    said: usize,
    /// How many words that has.
    size: usize,
    /// The place among these.
    place: usize,
}

impl ClueIndex {
    fn new(entities: &[Entity]) -> Self {
        let mut index = Self::default();
        let mut numbers: Map<Cow<'_, str>, u32> = Map::default();
        let mut spread: Vec<u32> = Vec::new();
        for (at, entity) in entities.iter().enumerate() {
            index.starts.push(index.said.len());
            for said in &entity.said {
                let content = words::content(&said.text);
                let count = content.len();
                let mut set = Vec::with_capacity(count);
                for word in content {
                    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                    set.push(*numbers.entry(word).or_insert(next));
                }
                set.sort_unstable();
                set.dedup();
                spread.resize(numbers.len(), 0);
                for word in &set {
                    spread[*word as usize] += 1;
                }
                index.said.push(Content { entity: at, count, set });
            }
        }
        index.by_word.resize_with(numbers.len(), Vec::new);
        index.order_by_rarity(&ranks(&spread));
        index
    }

    fn order_by_rarity(&mut self, ranks: &[u32]) {
        for (at, content) in self.said.iter_mut().enumerate() {
            for word in &mut content.set {
                *word = ranks[*word as usize];
            }
            content.set.sort_unstable();
            let size = content.set.len();
            for (place, word) in content.rarest().iter().enumerate() {
                self.by_word[*word as usize].push(Spot { said: at, size, place });
            }
        }
    }

    /// The words of something that is said of an entity.
    fn of(&self, at: usize, entity: &Entity, said: &Said) -> &Content {
        let place = entity.said.iter().position(|other| std::ptr::eq(other, said));
        &self.said[self.starts[at] + place.unwrap_or(0)]
    }

    /// Whether what is said of another thing shares three fifths of these words.
    fn shared(&self, words: &Content) -> bool {
        words.rarest().iter().enumerate().any(|(place, word)| {
            self.by_word[*word as usize].iter().any(|spot| {
                words.can_be_like(place, spot) && {
                    let other = &self.said[spot.said];
                    other.entity != words.entity && words.likeness(other) >= ALIKE
                }
            })
        })
    }
}

/// The place of each word among all, the one that is said least often first.
fn ranks(spread: &[u32]) -> Vec<u32> {
    let mut words: Vec<usize> = (0..spread.len()).collect();
    words.sort_by_key(|word| spread[*word]);
    let mut ranks = vec![0; spread.len()];
    for (rank, word) in (0..).zip(words) {
        ranks[word] = rank;
    }
    ranks
}

fn reverse(entity: &Entity, said: &Said) -> Proposal {
    let (noun, clue) = (entity.noun(), &said.text);
    // The specification's "Name the KIND: “C”?" puts a question mark behind an order.
    // "of the 2 ways …" only fits the first wording.
    let variant = if noun.starts_with("of the ") { 0 } else { variant(&entity.name) };
    // Two words fit many things, unless it is said of what kind it is.
    let thin = noun == "term" && words::count(clue) < 3;
    let question = match variant {
        _ if person::is_likely_person(&entity.name) && is_person(entity, said) => {
            format!("Who is this? \u{201c}{clue}\u{201d}")
        }
        1 => format!("Which {noun}: \u{201c}{clue}\u{201d}?"),
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
        confidence: if said.confidence > GLOSSARY && !is_enumeration(&entity.name, clue) && !thin {
            said.confidence
        } else {
            said.confidence.min(70)
        },
        crumb: Crumb::Section,
        shares_words: false,
        fact: said.text.clone(),
        clue: Some(said.text.clone()),
        order: (0, 1),
        under: said.under.clone(),
        variant,
    }
}

/// Whether a clue only lists what falls under the name, or the name is itself a description.
fn is_enumeration(name: &str, clue: &str) -> bool {
    let one = words::lower_cores(name).next().unwrap_or_default();
    let first = matches!(&*one, "first" | "last" | "only") || grammar::is_superlative(&one);
    first
        || clue.matches(", ").count() >= 2
            && grammar::finite_verb(clue, &words::tokens(clue)).is_none()
            && !grammar::starts_with_article(clue)
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
