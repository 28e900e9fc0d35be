//! The identity of a card across edits of its notes: which new card is which old one.
//!
//! Exact agreement first, in stages from strict to loose; then likeness on what is left. A pair
//! is made only where nothing else could be meant: a wrong carry gives a card the history of
//! another, which is worse than a new card.

mod likeness;

use crate::cards::Draft;
use crate::notes::words;
use crate::values::ids::CardId;
use likeness::{Index, Text, likeness};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A card as the collection knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its identity.
    pub id: CardId,
    /// Its rule.
    pub rule: String,
    /// Its kind; with the rule, its role.
    pub kind: String,
    /// Normal form of the name of the thing it is about.
    pub entity: String,
    /// Normal form of its fact.
    pub fact: String,
    /// Its question.
    pub question: String,
    /// Its answer.
    pub answer: String,
    /// The first line it cites.
    pub line: u32,
    /// Whether it left the notes at an earlier import.
    pub retired: bool,
}

/// Who is who.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matching {
    /// For each new card, the old one that it is: an index into the old cards.
    pub old_of_new: Vec<Option<usize>>,
    /// Old cards that nothing in the notes is any more.
    pub gone: Vec<usize>,
    /// New cards for which two old ones were too alike to choose; they count as new.
    pub undecided: Vec<usize>,
}

/// Likeness from which two facts are one, in thousandths: of one thing, and across things.
const SAME_ENTITY: u32 = 600;
const OTHER_ENTITY: u32 = 720;
/// Likeness from which two names are one, where no card tells.
const SAME_NAME: u32 = 750;
/// Added for facts of under four words, where likeness comes by chance.
const SHORT_FACT: u32 = 150;
/// Two candidates nearer to each other than this are not told apart.
const MARGIN: u32 = 50;
/// Unless the best is this good.
const SURE: u32 = 900;

/// Finds for each new card of a source the old card that it is.
pub fn matching(old: &[Stored], new: &[Draft]) -> Matching {
    let mut work = Work::new(old, new);
    work.exact(|card| !card.retired);
    work.alike();
    // A card that comes back (an undo, a checkout) takes its history up again.
    work.exact(|card| card.retired);
    work.finish()
}

struct Work<'a> {
    old: &'a [Stored],
    new: &'a [Draft],
    entities: Vec<String>,
    old_of_new: Vec<Option<usize>>,
    new_of_old: Vec<Option<usize>>,
    undecided: Vec<usize>,
}

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
    fn new(old: &'a [Stored], new: &'a [Draft]) -> Self {
        Self {
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

    /// Stages of exact agreement, from strict to loose.
    fn exact(&mut self, eligible: fn(&Stored) -> bool) {
        let (old, new) = (self.old, self.new);
        let before: Vec<Features<'_>> = old.iter().map(Features::of_stored).collect();
        let entities = self.entities.clone();
        let after: Vec<Features<'_>> = new
            .iter()
            .zip(&entities)
            .map(|(card, entity)| Features::of_draft(card, entity))
            .collect();
        for shared in STAGES {
            let mut groups: HashMap<&[&str], (Vec<usize>, Vec<usize>)> = HashMap::new();
            for (at, features) in before.iter().enumerate() {
                if self.new_of_old[at].is_none() && eligible(&old[at]) {
                    groups.entry(features.first(shared)).or_default().0.push(at);
                }
            }
            for (at, features) in after.iter().enumerate() {
                // With role and fact alone: the answer of these is a heading, perhaps renamed.
                let applies = shared > ROLE_AND_FACT || new[at].kind.ends_with("_rev");
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

    /// Which new entity an old one has become: by the cards already paired, then by name.
    fn alignment(&self) -> HashMap<&'a str, String> {
        let mut votes: HashMap<&str, BTreeMap<&str, u32>> = HashMap::new();
        for (new, paired) in self.old_of_new.iter().enumerate() {
            if let Some(found) = paired {
                *votes
                    .entry(&self.old[*found].entity)
                    .or_default()
                    .entry(&self.entities[new])
                    .or_default() += 1;
            }
        }
        let names: HashSet<&str> = self.entities.iter().map(String::as_str).collect();
        let names: Vec<&str> = names.into_iter().collect();
        let mut by_name = Index::default();
        for name in &names {
            by_name.push(name);
        }
        let known: HashSet<&str> = names.iter().copied().collect();
        let mut aligned = HashMap::new();
        let mut seen = HashSet::new();
        for card in self.unpaired().map(|at| &self.old[at]) {
            let entity = card.entity.as_str();
            if !seen.insert(entity) {
                continue;
            }
            let elected = votes
                .get(entity)
                .and_then(|counts| counts.iter().max_by_key(|(_, count)| **count))
                .map(|(name, _)| *name);
            let alike = || {
                let text = Text::of(entity);
                let near = by_name.near(&text, SAME_NAME).into_iter();
                near.filter(|at| text.likeness(by_name.text(*at), SAME_NAME).is_some())
                    .map(|at| names[at])
                    .min()
            };
            let name = elected.or_else(|| known.get(entity).copied()).or_else(alike);
            if let Some(name) = name {
                aligned.insert(entity, name.to_owned());
            }
        }
        aligned
    }

    /// Old cards that are none of the new ones yet, and have not left the notes before.
    fn unpaired(&self) -> impl Iterator<Item = usize> + use<'_, 'a> {
        (0..self.old.len()).filter(|at| self.new_of_old[*at].is_none() && !self.old[*at].retired)
    }

    /// Pairs what is left by likeness, best first.
    fn alike(&mut self) {
        if self.unpaired().next().is_none() {
            return;
        }
        let mut pairs = self.alike_pairs();
        pairs.sort_by_key(|(score, old, new)| {
            (std::cmp::Reverse(*score), self.new[*new].lines.first(), *old)
        });
        let mut of_old = vec![Vec::new(); self.old.len()];
        let mut of_new = vec![Vec::new(); self.new.len()];
        for (at, (_, old, new)) in pairs.iter().enumerate() {
            of_old[*old].push(at);
            of_new[*new].push(at);
        }
        for (at, (score, old, new)) in pairs.iter().copied().enumerate() {
            if self.new_of_old[old].is_some() || self.old_of_new[new].is_some() {
                continue;
            }
            let is_open = |other: &usize| {
                let (_, old, new) = pairs[*other];
                *other != at && self.new_of_old[old].is_none() && self.old_of_new[new].is_none()
            };
            let first = |list: &[usize]| list.iter().copied().find(is_open);
            let rival = first(&of_old[old]).into_iter().chain(first(&of_new[new])).min();
            let is_close = |rival: usize| score - pairs[rival].0.min(score) < MARGIN;
            if rival.is_some_and(is_close) && score < SURE {
                self.undecided.push(new);
                continue;
            }
            self.pair(old, new);
        }
    }

    /// What is left, old and new, that is alike enough to be one, with its score.
    fn alike_pairs(&self) -> Vec<(u32, usize, usize)> {
        let aligned = self.alignment();
        let mut groups: HashMap<(&str, &str), (Index<'_>, Vec<usize>)> = HashMap::new();
        for (at, new) in self.new.iter().enumerate() {
            if self.old_of_new[at].is_none() {
                let (index, places) = groups.entry((new.rule, new.kind)).or_default();
                index.push(&new.fact);
                places.push(at);
            }
        }
        let mut pairs = Vec::new();
        for old_at in self.unpaired() {
            let old = &self.old[old_at];
            let Some((index, places)) = groups.get(&(old.rule.as_str(), old.kind.as_str())) else {
                continue;
            };
            let fact = Text::of(&old.fact);
            let name = aligned.get(old.entity.as_str());
            for near in index.near(&fact, SAME_ENTITY) {
                let new_at = places[near];
                let same = name.is_some_and(|name| *name == self.entities[new_at]);
                let likeness = fact.likeness(index.text(near), self.least(old, new_at, same));
                if let Some(likeness) = likeness
                    && !self.answers_differ(old, new_at)
                {
                    pairs.push((self.score(old, new_at, same, likeness), old_at, new_at));
                }
            }
        }
        pairs
    }

    /// How alike the facts must be.
    fn least(&self, old: &Stored, new_at: usize, same: bool) -> u32 {
        let words = words::count(&self.new[new_at].fact).min(words::count(&old.fact));
        let short = if words < 4 { SHORT_FACT } else { 0 };
        short + if same { SAME_ENTITY } else { OTHER_ENTITY }
    }

    /// Whether it is another gap, another list, or another pair of the author's.
    fn answers_differ(&self, old: &Stored, new_at: usize) -> bool {
        let new = &self.new[new_at];
        let asks_else =
            new.kind == "qa" && words::norm(&old.question) != words::norm(&new.question);
        (asks_else || matches!(new.kind, "cloze" | "list"))
            && likeness(&words::norm(&old.answer), &words::norm(&new.answer)) < 600
    }

    /// How alike two cards are: their facts, with a little for the entity and the place.
    fn score(&self, old: &Stored, new_at: usize, same: bool, likeness: u32) -> u32 {
        let apart = self.new[new_at].lines.first().abs_diff(old.line);
        likeness + if same { 50 } else { 0 } + 10 - apart.min(20) / 2
    }

    fn finish(mut self) -> Matching {
        self.undecided.retain(|new| self.old_of_new[*new].is_none());
        self.undecided.sort_unstable();
        self.undecided.dedup();
        let gone = (0..self.old.len())
            .filter(|at| self.new_of_old[*at].is_none() && !self.old[*at].retired)
            .collect();
        Matching { old_of_new: self.old_of_new, gone, undecided: self.undecided }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cards::generate::generate;
    use crate::notes::outline;

    const NOTE: &str = "# Conf\n## Tools\n### zoxide\n- A smarter way of changing folders at once\n### hyperfine\n- A benchmark runner for whole commands\n";

    fn drafts(text: &str) -> Vec<Draft> {
        generate(&outline::read(text, "file")).cards
    }

    fn stored(cards: &[Draft]) -> Vec<Stored> {
        let keep = |(at, card): (usize, &Draft)| Stored {
            id: CardId::born(1, u32::try_from(at).unwrap()),
            rule: card.rule.to_owned(),
            kind: card.kind.to_owned(),
            entity: words::norm(&card.entity),
            fact: card.fact.clone(),
            question: card.question.clone(),
            answer: card.answer.clone(),
            line: card.lines.first(),
            retired: false,
        };
        cards.iter().enumerate().map(keep).collect()
    }

    /// After an edit: for each new card, the question of the old card that it is.
    fn carried(edited: &str) -> Vec<String> {
        let old = stored(&drafts(NOTE));
        let new = drafts(edited);
        let matching = matching(&old, &new);
        let name = |at: &Option<usize>| at.map_or("new".to_owned(), |at| old[at].question.clone());
        new.iter()
            .zip(&matching.old_of_new)
            .map(|(card, at)| format!("{} <- {}", card.question, name(at)))
            .collect()
    }

    #[test]
    fn an_edited_line_keeps_its_cards() {
        let edited = NOTE.replace("at once", "quickly");
        assert!(
            carried(&edited).iter().all(|line| !line.ends_with("new")),
            "{:?}",
            carried(&edited)
        );
    }

    #[test]
    fn a_moved_and_a_renamed_entry_keep_their_cards() {
        let moved = "# Conf\n## Tools\n### hyperfine\n- A benchmark runner for whole commands\n### zoxide cd\n- A smarter way of changing folders at once\n";
        assert!(carried(moved).iter().all(|line| !line.ends_with("new")), "{:?}", carried(moved));
    }

    #[test]
    fn another_fact_is_another_card() {
        let other = NOTE
            .replace("A smarter way of changing folders at once", "A daemon that mails penguins");
        assert_eq!(carried(&other).iter().filter(|line| line.ends_with("new")).count(), 2);
    }
}
