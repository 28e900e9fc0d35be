//! The identity of a card across edits of its notes: which new card is which old one.
//!
//! Exact agreement first, in stages from strict to loose; then likeness on what is left. A pair
//! is made only where nothing else could be meant: a wrong carry gives a card the history of
//! another, which is worse than a new card.

use crate::cards::Draft;
use crate::notes::words;
use crate::values::ids::CardId;
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
        let mut aligned = HashMap::new();
        for card in self.old {
            let elected = votes
                .get(card.entity.as_str())
                .and_then(|counts| counts.iter().max_by_key(|(_, count)| **count))
                .map(|(name, _)| *name);
            let alike =
                || names.iter().copied().filter(|name| likeness(name, &card.entity) >= 750).min();
            let name = elected.or_else(|| names.get(card.entity.as_str()).copied()).or_else(alike);
            if let Some(name) = name {
                aligned.insert(card.entity.as_str(), name.to_owned());
            }
        }
        aligned
    }

    /// Pairs what is left by likeness, best first.
    fn alike(&mut self) {
        let aligned = self.alignment();
        let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
        for (old_at, old) in self.old.iter().enumerate() {
            if self.new_of_old[old_at].is_some() || old.retired {
                continue;
            }
            for (new_at, new) in self.new.iter().enumerate() {
                if self.old_of_new[new_at].is_none()
                    && old.kind == new.kind
                    && old.rule == new.rule
                    && let Some(score) = self.score(old, new_at, &aligned)
                {
                    pairs.push((score, old_at, new_at));
                }
            }
        }
        pairs.sort_by_key(|(score, old, new)| {
            (std::cmp::Reverse(*score), self.new[*new].lines.first(), *old)
        });
        for at in 0..pairs.len() {
            let (score, old, new) = pairs[at];
            if self.new_of_old[old].is_some() || self.old_of_new[new].is_some() {
                continue;
            }
            let rival = pairs.iter().find(|(_, other_old, other_new)| {
                (*other_old == old) != (*other_new == new)
                    && self.new_of_old[*other_old].is_none()
                    && self.old_of_new[*other_new].is_none()
            });
            if rival.is_some_and(|rival| score - rival.0.min(score) < MARGIN) && score < SURE {
                self.undecided.push(new);
                continue;
            }
            self.pair(old, new);
        }
    }

    /// How alike two cards are, in thousandths, if that is enough.
    fn score(&self, old: &Stored, new_at: usize, aligned: &HashMap<&str, String>) -> Option<u32> {
        let new = &self.new[new_at];
        let same =
            aligned.get(old.entity.as_str()).is_some_and(|name| *name == self.entities[new_at]);
        let short =
            if words::count(&new.fact).min(words::count(&old.fact)) < 4 { SHORT_FACT } else { 0 };
        let likeness = likeness(&old.fact, &new.fact);
        // Another gap, another list, another pair of the author's is another card.
        let gap = matches!(new.kind, "cloze" | "list")
            || (new.kind == "qa" && words::norm(&old.question) != words::norm(&new.question));
        let answers_differ =
            gap && self::likeness(&words::norm(&old.answer), &words::norm(&new.answer)) < 600;
        let enough = likeness >= if same { SAME_ENTITY } else { OTHER_ENTITY } + short;
        let nearness = 10 - (new.lines.first().abs_diff(old.line)).min(20) / 2;
        (enough && !answers_differ).then(|| likeness + if same { 50 } else { 0 } + nearness)
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

/// How alike two texts in normal form are, in thousandths: half shared trigrams, half the
/// longest common run of words; a text that was appended to stays like itself.
pub fn likeness(left: &str, right: &str) -> u32 {
    if left == right {
        return 1000;
    }
    let (a, b): (Vec<&str>, Vec<&str>) = (left.split(' ').collect(), right.split(' ').collect());
    if a.len() > 400 || b.len() > 400 {
        return 0;
    }
    let even = u32::midpoint(dice(left, right), lcs(&a, &b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let inside = short.iter().filter(|word| long.contains(word)).count();
    let share = u32::try_from(inside * 1000 / short.len().max(1)).unwrap_or(0);
    if short.len() >= 4 && share >= 800 { even.max(share * 85 / 100) } else { even }
}

fn dice(left: &str, right: &str) -> u32 {
    let grams = |text: &str| -> HashMap<[char; 3], u32> {
        let padded: Vec<char> = format!("  {text} ").chars().collect();
        let mut found = HashMap::new();
        for window in padded.windows(3) {
            *found.entry([window[0], window[1], window[2]]).or_default() += 1;
        }
        found
    };
    let (left, right) = (grams(left), grams(right));
    let shared: u32 =
        left.iter().map(|(gram, count)| (*count).min(right.get(gram).copied().unwrap_or(0))).sum();
    let all: u32 = left.values().sum::<u32>() + right.values().sum::<u32>();
    2000 * shared / all.max(1)
}

fn lcs(left: &[&str], right: &[&str]) -> u32 {
    let mut row = vec![0_u32; right.len() + 1];
    for a in left {
        let mut diagonal = 0;
        for (at, b) in right.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if a == b { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    let all = u32::try_from(left.len() + right.len()).unwrap_or(u32::MAX);
    2000 * row[right.len()] / all.max(1)
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

    #[test]
    fn likeness_bears_typos_and_tails() {
        assert!(likeness("a way of changing folders", "a way of changin folders") > 800);
        assert!(
            likeness(
                "a way of changing folders",
                "a way of changing folders without typing whole paths again"
            ) > 800
        );
        assert!(likeness("a way of changing folders", "the fastest tea in the house") < 400);
    }
}
