//! Cards whose line is asked about by another rule now: a new release, what stands around the line,
//! or a word in it changed their role.

use super::{SAME_ANSWER_OF_FACT, SAME_ENTITY, Sides, Work, answers_with_heading};
use crate::cards::identity::likeness::{Text, likeness};
use crate::notes::words;
use std::collections::HashMap;

impl Work<'_> {
    /// A fact that is as it was. Only where one card is left on either side.
    pub(in crate::cards::identity) fn other_role(&mut self) {
        let mut groups: HashMap<(&str, bool), Sides> = HashMap::new();
        for at in self.unpaired() {
            let card = self.old[at];
            let key = (card.fact.as_str(), answers_with_heading(&card.kind));
            groups.entry(key).or_default().0.push(at);
        }
        for at in self.open() {
            let card = self.new[at];
            let key = (card.fact.as_str(), answers_with_heading(card.kind));
            groups.entry(key).or_default().1.push(at);
        }
        for (old, new) in groups.into_values() {
            if let ([old], [new]) = (&old[..], &new[..])
                && self.is_one_in_other_role(*old, *new)
            {
                self.pair(*old, *new);
            }
        }
    }

    /// A line that was touched, so that another rule asks it for what is all but the same answer.
    /// Only where neither card could be any other.
    pub(in crate::cards::identity) fn touched_in_other_role(&mut self) {
        let pairs = self.pairs_in_other_role();
        let count = |of: fn(&(usize, usize)) -> usize| {
            pairs.iter().map(of).fold(HashMap::<usize, u32>::new(), |mut counts, at| {
                *counts.entry(at).or_default() += 1;
                counts
            })
        };
        let (old, new) = (count(|pair| pair.0), count(|pair| pair.1));
        for pair in pairs.iter().filter(|pair| old[&pair.0] == 1 && new[&pair.1] == 1) {
            self.pair(pair.0, pair.1);
        }
    }

    fn pairs_in_other_role(&self) -> Vec<(usize, usize)> {
        if self.unpaired().next().is_none() {
            return Vec::new();
        }
        let aligned = self.alignment();
        let (index, open) = self.open_facts();
        let mut pairs = Vec::new();
        for old_at in self.unpaired() {
            let old = self.old[old_at];
            let fact = Text::of(&old.fact);
            let entity = aligned.get(old.entity.as_str());
            for near in index.near(&fact, self.floor()) {
                let (new_at, text) = (open[near.at], index.text(near.at));
                let is_same = entity.is_some_and(|name| *name == self.entities[new_at]);
                let least = self.least(&fact, text, is_same);
                if fact.likeness(text, least).is_some() && self.is_one_in_other_role(old_at, new_at)
                {
                    pairs.push((old_at, new_at));
                }
            }
        }
        pairs
    }

    /// Whether two cards ask for the same answer about facts that are alike, in the same direction.
    /// An author's own question is no other's, and a list no single thing, though it holds it.
    fn is_one_in_other_role(&self, old: usize, new: usize) -> bool {
        let (old, new) = (self.old[old], self.new[new]);
        let answers = [&*old.answer, &*new.answer].map(words::norm);
        let asks_else = |kind: &str| (old.kind == kind) != (new.kind == kind);
        !["qa", "list"].into_iter().any(asks_else)
            && answers_with_heading(&old.kind) == answers_with_heading(new.kind)
            && likeness(&answers[0], &answers[1]) >= SAME_ANSWER_OF_FACT
            && likeness(&old.fact, &new.fact) >= SAME_ENTITY
    }
}
