//! What is reviewed today and in which order: a pure choice among candidates.
//!
//! Cards of one fact are siblings: one gives the other's answer away, so only one of them is
//! asked on a day. The one held back comes on another day; nothing is lost by it.

use crate::learning::review::ReviewKind;
use crate::values::grade::Grade;
use crate::values::ids::CardId;
use std::collections::HashSet;

/// How much one study day may bring, over all its sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// New cards.
    pub new: u32,
    /// Scheduled reviews of cards seen before.
    pub reviews: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { new: 20, reviews: 200 }
    }
}

/// One line of today's log, as far as the queue cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// The card.
    pub card: CardId,
    /// The fact it was made from.
    pub fact: i64,
    /// Why it was shown.
    pub kind: ReviewKind,
    /// How well it was remembered.
    pub grade: Grade,
    /// Whether the card was new until then.
    pub was_new: bool,
}

/// What today's sessions have done so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Today {
    new: u32,
    reviews: u32,
    drill: Vec<CardId>,
    facts: HashSet<i64>,
}

impl Today {
    /// What this log of one study day says, oldest line first.
    pub fn of(log: impl IntoIterator<Item = Answered>) -> Self {
        let mut today = Self::default();
        for line in log {
            today.take(line);
        }
        today
    }

    fn take(&mut self, line: Answered) {
        match line.kind {
            ReviewKind::Cram | ReviewKind::Manual => return,
            ReviewKind::Scheduled if line.was_new => self.new = self.new.saturating_add(1),
            ReviewKind::Scheduled => self.reviews = self.reviews.saturating_add(1),
            ReviewKind::Drill | ReviewKind::Ahead => {}
        }
        self.facts.insert(line.fact);
        self.drill.retain(|card| *card != line.card);
        if line.grade.needs_drill() {
            self.drill.push(line.card);
        }
    }

    /// Cards whose last answer today was below 4, in the order of those answers.
    pub fn drill(&self) -> &[CardId] {
        &self.drill
    }

    /// What the limits still allow.
    pub fn room(&self, limits: Limits) -> Limits {
        Limits {
            new: limits.new.saturating_sub(self.new),
            reviews: limits.reviews.saturating_sub(self.reviews),
        }
    }

    /// A picker that knows which facts were asked about today.
    pub fn picker(&self) -> Picker {
        Picker { asked: self.facts.clone(), picked: Vec::new(), room: 0 }
    }
}

/// A card that could be shown today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The card.
    pub card: CardId,
    /// The fact it was made from.
    pub fact: i64,
}

/// Takes candidates in the order they are offered, one of each fact, until there is no room.
#[derive(Debug, Clone)]
pub struct Picker {
    asked: HashSet<i64>,
    picked: Vec<CardId>,
    room: usize,
}

impl Picker {
    /// Begins a new list with room for this many cards; the facts asked about stay known.
    pub fn begin(&mut self, room: u32) {
        self.picked.clear();
        self.room = usize::try_from(room).unwrap_or(usize::MAX);
    }

    /// Takes the candidate if there is room and no sibling is asked today.
    pub fn offer(&mut self, candidate: Candidate) {
        if self.wants() > 0 && self.asked.insert(candidate.fact) {
            self.picked.push(candidate.card);
        }
    }

    /// How many more cards there is room for.
    pub fn wants(&self) -> usize {
        self.room - self.picked.len()
    }

    /// The cards taken since the list began.
    pub fn picked(&self) -> &[CardId] {
        &self.picked
    }
}

/// Reviews and new cards in one list, both in their own order, the new ones spread evenly;
/// a review comes first, since it can be lost.
pub fn mix(reviews: &[CardId], new: &[CardId]) -> Vec<CardId> {
    let mut mixed = Vec::with_capacity(reviews.len() + new.len());
    let mut reviewed = 0;
    for (place, card) in new.iter().enumerate() {
        let until = ((place + 1) * reviews.len()).div_ceil(new.len() + 1);
        mixed.extend_from_slice(&reviews[reviewed..until]);
        mixed.push(*card);
        reviewed = until;
    }
    mixed.extend_from_slice(&reviews[reviewed..]);
    mixed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(raw: impl IntoIterator<Item = i64>) -> Vec<CardId> {
        raw.into_iter().map(CardId::from_raw).collect()
    }

    fn answered(card: i64, fact: i64, kind: ReviewKind, grade: u8) -> Answered {
        let grade = Grade::new(grade).unwrap();
        Answered { card: CardId::from_raw(card), fact, kind, grade, was_new: card >= 100 }
    }

    fn pick(today: &Today, room: u32, offered: &[(i64, i64)]) -> Vec<CardId> {
        let mut picker = today.picker();
        picker.begin(room);
        for (card, fact) in offered {
            picker.offer(Candidate { card: CardId::from_raw(*card), fact: *fact });
        }
        picker.picked().to_vec()
    }

    #[test]
    fn a_card_stays_in_the_drill_until_its_last_answer_is_four() {
        use ReviewKind::{Drill, Scheduled};
        let mut log = vec![
            answered(1, 1, Scheduled, 2),
            answered(2, 2, Scheduled, 3),
            answered(3, 3, Scheduled, 4),
            answered(1, 1, Drill, 3),
        ];
        assert_eq!(Today::of(log.clone()).drill(), ids([2, 1]));
        log.push(answered(2, 2, Drill, 4));
        assert_eq!(Today::of(log).drill(), ids([1]));
    }

    #[test]
    fn drilling_and_cramming_use_up_no_limit() {
        use ReviewKind::{Cram, Drill, Scheduled};
        let today = Today::of([
            answered(1, 1, Scheduled, 2),
            answered(1, 1, Drill, 4),
            answered(100, 2, Scheduled, 4),
            answered(5, 5, Cram, 0),
        ]);
        assert_eq!(today.room(Limits::default()), Limits { new: 19, reviews: 199 });
        assert_eq!(today.room(Limits { new: 0, reviews: 0 }), Limits { new: 0, reviews: 0 });
        assert_eq!(today.drill(), []);
    }

    #[test]
    fn siblings_are_not_asked_on_one_day() {
        let offered = [(1, 10), (2, 10), (3, 20), (4, 30)];
        assert_eq!(pick(&Today::default(), 9, &offered), ids([1, 3, 4]));
        let today = Today::of([answered(9, 20, ReviewKind::Scheduled, 5)]);
        assert_eq!(pick(&today, 9, &offered), ids([1, 4]));
        assert_eq!(pick(&today, 1, &offered), ids([1]));
    }

    #[test]
    fn new_cards_are_spread_among_the_reviews() {
        assert_eq!(mix(&ids(1..=6), &ids([11, 12])), ids([1, 2, 11, 3, 4, 12, 5, 6]));
        assert_eq!(mix(&ids([1]), &ids([11, 12, 13])), ids([1, 11, 12, 13]));
        assert_eq!(mix(&[], &ids([11, 12])), ids([11, 12]));
        assert_eq!(mix(&ids([1, 2]), &[]), ids([1, 2]));
    }

    proptest! {
        #[test]
        fn a_mixed_list_has_every_card_once_in_its_own_order(r in 0..60_i64, n in 0..60_i64) {
            let mixed = mix(&ids(0..r), &ids(1000..1000 + n));
            let (new, reviews): (Vec<_>, Vec<_>) =
                mixed.into_iter().partition(|card| card.raw() >= 1000);
            prop_assert_eq!(reviews, ids(0..r));
            prop_assert_eq!(new, ids(1000..1000 + n));
        }
    }
}
