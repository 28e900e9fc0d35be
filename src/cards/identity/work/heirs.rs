//! What a card that left the notes may have become: not sure enough to be carried, but worth a word
//! to a person, who can say.

use super::neighbours::Neighbours;
use super::{MOST_ALIKE, Work, answers_with_heading};
use crate::cards::identity::likeness::Text;
use crate::notes::words;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Likeness of facts, in thousandths, from which one may have become the other.
const HALF: u32 = 501;
/// How much the same question says; as much as the very same fact.
const SAME_QUESTION: u32 = 1000;
/// How much it says that a card of the same role stands where this one stood.
const SAME_PLACE: u32 = 500;

/// A new card that an old one may have become.
struct Heir {
    old: usize,
    new: usize,
    score: u32,
}

impl Work<'_> {
    /// For old cards that left the notes, the new card that each may have become; no new card
    /// twice.
    pub(in crate::cards::identity) fn heirs(&self) -> BTreeMap<usize, usize> {
        if self.unpaired().next().is_none() {
            return BTreeMap::new();
        }
        let mut likely = self.by_fact();
        likely.extend(self.by_question());
        likely.extend(self.by_place());
        likely.retain(|it| {
            let kinds = [self.old[it.old].kind.as_str(), self.new[it.new].kind];
            let [was, is] = kinds.map(answers_with_heading);
            // Those that are undecided name their candidates themselves.
            was == is && !self.undecided.iter().any(|open| open.new == it.new)
        });
        likely.sort_by_key(|it| (Reverse(it.score), it.old, it.new));
        let (mut heirs, mut taken) = (BTreeMap::new(), HashSet::new());
        for Heir { old, new, .. } in likely {
            if !heirs.contains_key(&old) && taken.insert(new) {
                heirs.insert(old, new);
            }
        }
        heirs
    }

    fn by_fact(&self) -> Vec<Heir> {
        let (index, open) = self.open_facts();
        let mut found = Vec::new();
        for old in self.unpaired() {
            let fact = Text::of(&self.old[old].fact);
            let mut near = index.near(&fact, HALF);
            near.sort_by_key(|near| Reverse(near.at_most));
            for near in near.into_iter().take(MOST_ALIKE) {
                let score = fact.likeness(index.text(near.at), HALF);
                found.extend(score.map(|score| Heir { old, new: open[near.at], score }));
            }
        }
        found
    }

    fn by_question(&self) -> Vec<Heir> {
        let mut asked: HashMap<String, usize> = HashMap::new();
        for new in self.open() {
            asked.entry(words::norm(&self.new[new].question)).or_insert(new);
        }
        let same = |old: usize| asked.get(&words::norm(&self.old[old].question)).copied();
        let heir = |old| same(old).map(|new| Heir { old, new, score: SAME_QUESTION });
        self.unpaired().filter_map(heir).collect()
    }

    /// New cards between the same two cards that are known, where one of the role stood before.
    fn by_place(&self) -> Vec<Heir> {
        let neighbours = Neighbours::of(self);
        let mut stands: HashMap<_, Vec<usize>> = HashMap::new();
        for new in self.open() {
            let card = self.new[new];
            let role = (card.rule, card.kind);
            stands.entry((neighbours.of_new(new), role)).or_default().push(new);
        }
        let mut found = Vec::new();
        for old in self.unpaired() {
            let card = self.old[old];
            let role = (card.rule.as_str(), card.kind.as_str());
            let here = stands.get(&(neighbours.of_old(old), role));
            if let Some([new]) = here.map(Vec::as_slice) {
                found.push(Heir { old, new: *new, score: SAME_PLACE });
            }
        }
        found
    }
}
