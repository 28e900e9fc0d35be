//! The new cards of days to come: siblings do not begin on one day, and neither on the next, on
//! which the first of them comes again.

use super::Cards;
use crate::values::time::StudyDay;
use std::collections::BTreeMap;

/// Days from a card's first answer until a sibling of it can begin.
const APART_DAYS: u32 = 2;

/// New cards that wait for their day.
#[derive(Debug, Default)]
pub(super) struct Fresh {
    /// Facts by the day from which a card of theirs can begin and by how many each has.
    facts: BTreeMap<(StudyDay, u32), Cards>,
    /// All cards of all of them.
    pub(super) cards: Cards,
}

impl Fresh {
    /// Adds so many facts with so many new cards each, of which none begins before a day.
    pub(super) fn add(&mut self, from: StudyDay, each: u32, facts: Cards) {
        if each == 0 || facts == Cards::default() {
            return;
        }
        let sum = self.facts.entry((from, each)).or_default();
        *sum = sum.and(facts);
        self.cards = self.cards.and(Cards(facts.0.saturating_mul(each.into())));
    }

    /// Takes out what begins on a day, as many cards as there is room for, of the facts that are
    /// `ready` by their day; says how many.
    pub(super) fn take(&mut self, day: StudyDay, ready: StudyDay, room: Cards) -> Cards {
        let (mut begun, mut left) = (Cards::default(), Vec::new());
        while begun < room {
            let first = self.facts.first_entry().filter(|first| first.key().0 <= ready);
            let Some(mut first) = first else { break };
            let (_, each) = *first.key();
            let now = (*first.get()).min(room.less(begun));
            if now < *first.get() {
                *first.get_mut() = first.get().less(now);
            } else {
                first.remove();
            }
            begun = begun.and(now);
            left.push((each - 1, now));
            self.cards = self.cards.less(Cards(now.0.saturating_mul(each.into())));
        }
        for (each, facts) in left {
            self.add(day.plus_days(APART_DAYS), each, facts);
        }
        begun
    }
}
