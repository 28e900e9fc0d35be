//! The stages of finding out which new card is which old one.

use super::assignment::{Likely, assign, order};
use super::likeness::{Index, Near, Text, likeness};
use super::{Matching, Pin, Stored, Undecided};
use crate::cards::Draft;
use crate::notes::words;
use neighbours::Neighbours;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

mod heirs;
mod neighbours;
mod roles;

/// Likeness from which two facts are one, in thousandths: of one thing, across things, and
/// across sources.
const SAME_ENTITY: u32 = 600;
const OTHER_ENTITY: u32 = 720;
const OTHER_SOURCE: u32 = 850;
/// Likeness from which two names are one, where no card tells.
const SAME_NAME: u32 = 750;
/// Likeness from which the answers of two clozes or lists are one.
const SAME_ANSWER: u32 = 600;
/// The same where rules changed and a fact is asked in another way.
const SAME_ANSWER_OF_FACT: u32 = 800;
/// Added for facts of under four words, where likeness comes by chance.
const SHORT_FACT: u32 = 150;
/// Two candidates nearer to each other than this are not told apart.
const MARGIN: u32 = 50;
/// Unless the best is this good.
const SURE: u32 = 900;

/// Cards beyond which no more are weighed against each other for one: where thousands of lines
/// hardly differ, the likeliest few tell as much as all.
const MOST_ALIKE: usize = 64;

/// How far apart the cards may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// They are of one source.
    Source,
    /// They are of several.
    Sources,
}

pub(super) struct Work<'a> {
    reach: Reach,
    old: &'a [&'a Stored],
    new: &'a [&'a Draft],
    entities: Vec<String>,
    old_of_new: Vec<Option<usize>>,
    new_of_old: Vec<Option<usize>>,
    undecided: Vec<Undecided>,
}

/// Old and new cards that share something.
type Sides = (Vec<usize>, Vec<usize>);

/// What two cards must share to be one, weightiest first: each stage asks for fewer.
struct Features<'a>([&'a str; 6]);

/// Number of features that each stage of exact agreement asks for.
const STAGES: [usize; 4] = [6, 5, 4, ROLE_AND_FACT];
const ROLE_AND_FACT: usize = 3;

impl<'a> Features<'a> {
    fn of_stored(card: &'a Stored) -> Self {
        Self([&card.rule, &card.kind, &card.fact, &card.answer, &card.entity, &card.question])
    }

    fn of_draft(card: &'a Draft, entity: &'a str) -> Self {
        Self([card.rule, card.kind, &card.fact, &card.answer, entity, &card.question])
    }

    fn first(&self, count: usize) -> &[&'a str] {
        &self.0[..count]
    }
}

impl<'a> Work<'a> {
    pub(super) fn new(old: &'a [&'a Stored], new: &'a [&'a Draft], reach: Reach) -> Self {
        Self {
            reach,
            old,
            new,
            entities: new.iter().map(|card| words::norm(&card.entity)).collect(),
            old_of_new: vec![None; new.len()],
            new_of_old: vec![None; old.len()],
            undecided: Vec::new(),
        }
    }

    fn pair(&mut self, old: usize, new: usize) {
        self.old_of_new[new] = Some(old);
        self.new_of_old[old] = Some(new);
    }

    fn is_open(&self, old: usize, new: usize) -> bool {
        self.new_of_old[old].is_none() && self.old_of_new[new].is_none()
    }

    /// What the author pinned: a card of its line, in the same role where the line has one; of
    /// several, the one whose answer is most alike.
    pub(super) fn pinned(&mut self, pins: &[Pin]) {
        for pin in pins {
            let Some(old) = self.old.iter().position(|card| card.id == pin.card) else { continue };
            let card = self.old[old];
            let same_role = |new: usize| {
                let draft = self.new[new];
                u32::from(draft.kind == card.kind) + u32::from(draft.rule == card.rule)
            };
            let alike = |new: usize| likeness(&card.answer, &self.new[new].answer);
            let on_line = |new: &usize| self.new[*new].lines.first() == pin.line;
            let best = (0..self.new.len())
                .filter(|new| self.is_open(old, *new) && on_line(new) && same_role(*new) > 0)
                .max_by_key(|new| (same_role(*new), alike(*new), Reverse(*new)));
            if let Some(new) = best {
                self.pair(old, new);
            }
        }
    }

    /// Stages of exact agreement, from strict to loose.
    pub(super) fn exact(&mut self, eligible: fn(&Stored) -> bool) {
        let (old, new) = (self.old, self.new);
        let before: Vec<Features<'_>> = old.iter().map(|card| Features::of_stored(card)).collect();
        let entities = self.entities.clone();
        let after: Vec<Features<'_>> = new
            .iter()
            .zip(&entities)
            .map(|(card, entity)| Features::of_draft(card, entity))
            .collect();
        for shared in STAGES {
            // Across sources a heading that was renamed is another heading.
            if self.reach == Reach::Sources && shared == ROLE_AND_FACT {
                continue;
            }
            let mut groups: HashMap<&[&str], Sides> = HashMap::new();
            for (at, features) in before.iter().enumerate() {
                if self.new_of_old[at].is_none() && eligible(old[at]) {
                    groups.entry(features.first(shared)).or_default().0.push(at);
                }
            }
            for (at, features) in after.iter().enumerate() {
                // With role and fact alone: the answer of these is a heading, perhaps renamed.
                let applies = shared > ROLE_AND_FACT || answers_with_heading(new[at].kind);
                if self.old_of_new[at].is_none() && applies {
                    groups.entry(features.first(shared)).or_default().1.push(at);
                }
            }
            for (old, new) in groups.into_values().filter(|(old, new)| old.len() == new.len()) {
                for (old, new) in old.into_iter().zip(new) {
                    self.pair(old, new);
                }
            }
        }
    }

    /// A question that a person put, a gap in words that stay, and the list of one set are the same
    /// card whatever the answer is now: it was mended. Only where the card stands where it stood,
    /// and no other of its entity asks so: "Definition" may stand under many headings.
    pub(super) fn answered_anew(&mut self) {
        let aligned = self.alignment();
        let mut groups: HashMap<(&str, &str, String), Sides> = HashMap::new();
        for at in self.unpaired() {
            let card = self.old[at];
            let entity = aligned.get(card.entity.as_str()).map_or(&*card.entity, String::as_str);
            if let Some(asked) = asked(&card.kind, &card.question) {
                groups.entry((&card.rule, entity, asked)).or_default().0.push(at);
            }
        }
        for at in self.open() {
            let card = self.new[at];
            if let Some(asked) = asked(card.kind, &card.question) {
                groups.entry((card.rule, &self.entities[at], asked)).or_default().1.push(at);
            }
        }
        let (neighbours, answers) = (Neighbours::of(self), Answers::of(self));
        let is_mended = |old: usize, new: usize| {
            neighbours.are_same(old, new) && !answers.went_elsewhere(self.old[old], self.new[new])
        };
        let pairs: Vec<(usize, usize)> = groups
            .into_values()
            .filter_map(|sides| match (&sides.0[..], &sides.1[..]) {
                ([old], [new]) if is_mended(*old, *new) => Some((*old, *new)),
                _ => None,
            })
            .collect();
        for (old, new) in pairs {
            self.pair(old, new);
        }
    }

    fn is_new(&self, at: usize) -> bool {
        self.old_of_new[at].is_none()
    }

    /// New cards that are none of the old ones yet.
    fn open(&self) -> impl Iterator<Item = usize> + use<'_, 'a> {
        (0..self.new.len()).filter(|at| self.is_new(*at))
    }

    /// The facts of these cards, with where each of them is among the new ones.
    fn open_facts(&self) -> (Index<'a>, Vec<usize>) {
        let open: Vec<usize> = self.open().collect();
        let mut index = Index::default();
        for at in &open {
            index.push(&self.new[*at].fact);
        }
        (index, open)
    }

    /// Which new entity an old one has become: by the cards already paired, then by name.
    fn alignment(&self) -> HashMap<&'a str, String> {
        let votes = self.votes();
        let names: HashSet<&str> = self.entities.iter().map(String::as_str).collect();
        let mut names: Vec<&str> = names.into_iter().collect();
        names.sort_unstable();
        let mut by_name = Index::default();
        for name in &names {
            by_name.push(name);
        }
        let mut aligned = HashMap::new();
        let mut seen = HashSet::new();
        for card in self.unpaired().map(|at| self.old[at]) {
            let entity = card.entity.as_str();
            if !seen.insert(entity) {
                continue;
            }
            // Of as many votes, the first by name: nothing depends on the order of a table.
            let elected = votes
                .get(entity)
                .and_then(|counts| counts.iter().rev().max_by_key(|(_, count)| **count))
                .map(|(name, _)| *name);
            let known = || names.binary_search(&entity).ok().map(|at| names[at]);
            let alike = || {
                let text = Text::of(entity);
                let near = by_name.near(&text, SAME_NAME).into_iter().map(|near| near.at);
                near.filter_map(|at| Some((text.likeness(by_name.text(at), SAME_NAME)?, names[at])))
                    .max_by_key(|(likeness, name)| (*likeness, Reverse(*name)))
                    .map(|(_, name)| name)
            };
            if let Some(name) = elected.or_else(known).or_else(alike) {
                aligned.insert(entity, name.to_owned());
            }
        }
        aligned
    }

    /// For each old entity, how many of its cards went to which new one.
    fn votes(&self) -> HashMap<&'a str, BTreeMap<&str, u32>> {
        let mut votes: HashMap<&str, BTreeMap<&str, u32>> = HashMap::new();
        for (new, paired) in self.old_of_new.iter().enumerate() {
            if let Some(found) = paired {
                let counts = votes.entry(&self.old[*found].entity).or_default();
                *counts.entry(&self.entities[new]).or_default() += 1;
            }
        }
        votes
    }

    /// Old cards that are none of the new ones yet, and have not left the notes before.
    fn unpaired(&self) -> impl Iterator<Item = usize> + use<'_, 'a> {
        (0..self.old.len()).filter(|at| self.new_of_old[*at].is_none() && !self.old[*at].retired)
    }

    /// Pairs what is left by likeness, so that all pairs together are likeliest.
    pub(super) fn alike(&mut self) {
        if self.unpaired().next().is_none() {
            return;
        }
        let aligned = self.alignment();
        let mut pairs = self.alike_pairs(&aligned);
        pairs.sort_by_key(order);
        let mut of_old = vec![Vec::new(); self.old.len()];
        let mut of_new = vec![Vec::new(); self.new.len()];
        for pair in &pairs {
            of_old[pair.old].push(*pair);
            of_new[pair.new].push(*pair);
        }
        let (places, neighbours) = (Places::of(self, &aligned), Neighbours::of(self));
        let assigned = assign(&pairs);
        let taken: HashSet<usize> = assigned.iter().map(|pair| pair.new).collect();
        for pair in assigned {
            let is_free = |other: &Likely| !taken.contains(&other.new);
            let others = of_old[pair.old].iter().copied().filter(is_free);
            let pair = in_its_place(pair, others, &neighbours);
            let is_rival = |other: &&Likely| {
                **other != pair
                    && self.is_open(other.old, other.new)
                    && pair.score.saturating_sub(other.score) < MARGIN
                    && pair.score.max(other.score) < SURE
            };
            let rivals: Vec<Likely> = of_old[pair.old]
                .iter()
                .chain(&of_new[pair.new])
                .filter(is_rival)
                .copied()
                .collect();
            if rivals.is_empty() || places.is_same(pair.old, pair.new) {
                self.pair(pair.old, pair.new);
            } else {
                let rivals = rivals.iter().filter(|rival| rival.new == pair.new);
                let candidates =
                    std::iter::once(pair.old).chain(rivals.map(|rival| rival.old)).collect();
                self.undecided.push(Undecided { new: pair.new, candidates });
            }
        }
    }

    /// What is left, old and new, that is alike enough to be one, with its score.
    fn alike_pairs(&self, aligned: &HashMap<&str, String>) -> Vec<Likely> {
        let mut groups: HashMap<(&str, &str), (Index<'_>, Vec<usize>)> = HashMap::new();
        for at in self.open() {
            let new = self.new[at];
            let (index, places) = groups.entry((new.rule, new.kind)).or_default();
            index.push(&new.fact);
            places.push(at);
        }
        let mut pairs = Vec::new();
        for old_at in self.unpaired() {
            let old = self.old[old_at];
            if let Some(group) = groups.get(&(old.rule.as_str(), old.kind.as_str())) {
                let name = aligned.get(old.entity.as_str()).map(String::as_str);
                pairs.extend(self.likeliest(old_at, name, group));
            }
        }
        let answers = Answers::of(self);
        pairs.retain(|it| !answers.went_elsewhere(self.old[it.old], self.new[it.new]));
        pairs
    }

    /// The new cards of an old one's role that it may have become, its entity having this name.
    fn likeliest(
        &self,
        old_at: usize,
        name: Option<&str>,
        (index, places): &(Index<'_>, Vec<usize>),
    ) -> Vec<Likely> {
        let old = self.old[old_at];
        let fact = Text::of(&old.fact);
        let is_same = |new_at: usize| name.is_some_and(|name| *name == self.entities[new_at]);
        let mut near = index.near(&fact, self.floor());
        if near.len() > MOST_ALIKE {
            near.select_nth_unstable_by_key(MOST_ALIKE, |near| {
                Reverse((is_same(places[near.at]), near.at_most, Reverse(near.at)))
            });
            near.truncate(MOST_ALIKE);
        }
        let likely = |near: Near| {
            let new_at = places[near.at];
            let (same, text) = (is_same(new_at), index.text(near.at));
            let least = self.least(&fact, text, same);
            let likeness = fact.likeness(text, least).filter(|_| !self.answers_differ(old, new_at));
            let line = self.new[new_at].lines.first();
            let score = self.score(old, new_at, same, likeness?);
            Some(Likely { old: old_at, new: new_at, score, line })
        };
        near.into_iter().filter_map(likely).collect()
    }

    /// The least likeness that could be enough.
    const fn floor(&self) -> u32 {
        match self.reach {
            Reach::Source => SAME_ENTITY,
            Reach::Sources => OTHER_SOURCE,
        }
    }

    /// How alike the facts must be.
    fn least(&self, old: &Text<'_>, new: &Text<'_>, same: bool) -> u32 {
        let short = if old.count.min(new.count) < 4 { SHORT_FACT } else { 0 };
        let least = match self.reach {
            Reach::Sources => OTHER_SOURCE,
            Reach::Source if same => SAME_ENTITY,
            Reach::Source => OTHER_ENTITY,
        };
        short + least
    }

    /// Whether it is another gap, another list, or another pair of the author's.
    fn answers_differ(&self, old: &Stored, new_at: usize) -> bool {
        let new = self.new[new_at];
        let asks_else =
            new.kind == "qa" && words::norm(&old.question) != words::norm(&new.question);
        (asks_else || matches!(new.kind, "cloze" | "list"))
            && likeness(&words::norm(&old.answer), &words::norm(&new.answer)) < SAME_ANSWER
    }

    /// How alike two cards are: their facts, with a little for the entity and the place.
    fn score(&self, old: &Stored, new_at: usize, same: bool, likeness: u32) -> u32 {
        let apart = self.new[new_at].lines.first().abs_diff(old.line);
        likeness + if same { 50 } else { 0 } + 10 - apart.min(20) / 2
    }

    pub(super) fn finish(mut self) -> Matching {
        self.undecided.retain(|open| self.old_of_new[open.new].is_none());
        self.undecided.sort_unstable_by_key(|open| open.new);
        let gone = self.unpaired().collect();
        let Self { old_of_new, undecided, .. } = self;
        Matching { old_of_new, gone, undecided, heirs: BTreeMap::new() }
    }
}

/// Of new cards that are nearly as alike to an old one, the one that stands where it stood: the
/// others are copies of its line.
fn in_its_place(
    pair: Likely,
    mut others: impl Iterator<Item = Likely>,
    neighbours: &Neighbours,
) -> Likely {
    let stays = |pair: &Likely| neighbours.are_same(pair.old, pair.new);
    let is_better = |other: &Likely| pair.score.abs_diff(other.score) < MARGIN && stays(other);
    if stays(&pair) { pair } else { others.find(is_better).unwrap_or(pair) }
}

/// The answers of cards that are none of the other side's so far, of those that are known by what
/// they ask.
struct Answers {
    old: HashSet<String>,
    new: HashSet<String>,
}

impl Answers {
    fn of(work: &Work<'_>) -> Self {
        let old = work.unpaired().map(|at| work.old[at]);
        let old = old.filter(|card| asked(&card.kind, &card.question).is_some());
        let new = work.open().map(|at| work.new[at]);
        let new = new.filter(|card| asked(card.kind, &card.question).is_some());
        Self {
            old: old.map(|card| words::norm(&card.answer)).collect(),
            new: new.map(|card| words::norm(&card.answer)).collect(),
        }
    }

    /// Whether the answer of a card stands under another question now, or its new one did: then
    /// two answers changed places, and it is not for us to say which card went with which.
    fn went_elsewhere(&self, old: &Stored, new: &Draft) -> bool {
        let is_known_by_question = asked(new.kind, &new.question).is_some();
        let (was, now) = (words::norm(&old.answer), words::norm(&new.answer));
        is_known_by_question && was != now && (self.new.contains(&was) || self.old.contains(&now))
    }
}

/// What such a card asks, where that tells which it is whatever its answer.
fn asked(kind: &str, question: &str) -> Option<String> {
    match kind {
        "qa" | "cloze" => Some(words::norm(question)),
        "list" => Some(without_numbers(question)),
        _ => None,
    }
}

/// The question of a list, which counts the items.
fn without_numbers(question: &str) -> String {
    let question = words::norm(question);
    let words = question.split(' ').filter(|word| !word.contains(char::is_numeric));
    words.collect::<Vec<_>>().join(" ")
}

/// Whether the heading is what such a card asks for.
fn answers_with_heading(kind: &str) -> bool {
    kind.ends_with("_rev")
}

/// Where a card stands: in which of the new entities, as the how manyth of its role, of how many.
type Place = (String, usize, usize);

/// Where each card stands among those of its role in its entity.
struct Places {
    old: Vec<Option<Place>>,
    new: Vec<Option<Place>>,
}

impl Places {
    fn of(work: &Work<'_>, aligned: &HashMap<&str, String>) -> Self {
        let old = work.old.iter().map(|card| {
            (!card.retired).then_some((card.entity.as_str(), card.rule.as_str(), &*card.kind))
        });
        let new = work.new.iter().zip(&work.entities);
        let new = new.map(|(card, entity)| Some((entity.as_str(), card.rule, card.kind)));
        let now = |entity: &str| aligned.get(entity).map_or(entity, String::as_str).to_owned();
        Self { old: places(old, now), new: places(new, str::to_owned) }
    }

    /// Whether a card stands where the other does, and none like it came or went.
    fn is_same(&self, old: usize, new: usize) -> bool {
        self.old[old].is_some() && self.old[old] == self.new[new]
    }
}

/// For each card its place, its entity being called so.
fn places<'a>(
    cards: impl Iterator<Item = Option<(&'a str, &'a str, &'a str)>> + Clone,
    called: impl Fn(&str) -> String,
) -> Vec<Option<Place>> {
    let mut counts: HashMap<(&str, &str, &str), usize> = HashMap::new();
    let mut before = Vec::new();
    for card in cards.clone() {
        before.push(card.map(|card| {
            let count = counts.entry(card).or_default();
            *count += 1;
            *count
        }));
    }
    let whole = cards.zip(before);
    let place = |(card, at): (Option<(&str, _, _)>, Option<usize>)| {
        let card = card?;
        Some((called(card.0), at?, counts[&card]))
    };
    whole.map(place).collect()
}

#[cfg(test)]
mod tests;
