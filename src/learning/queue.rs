//! What is reviewed today and in which order: a pure choice among candidates.
//!
//! Of siblings, where one gives the other's answer away, only one is asked on a day. The one held
//! back comes on another day; nothing is lost by it.

use crate::learning::review::ReviewKind;
use crate::learning::session::Turn;
use crate::learning::siblings::{Clues, Told};
use crate::values::grade::Grade;
use crate::values::ids::CardId;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use std::cmp::Ordering;
use std::collections::HashSet;

/// How much one study day may bring, over all its sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// New cards.
    pub new: u32,
    /// Scheduled reviews of cards seen before.
    pub reviews: u32,
    /// Both together; reviews go first. `None` for no such limit.
    pub daily: Option<u32>,
}

impl Limits {
    /// As much as there is.
    pub const NONE: Self = Self { new: u32::MAX, reviews: u32::MAX, daily: None };
}

impl Default for Limits {
    fn default() -> Self {
        Self { new: 20, reviews: 200, daily: None }
    }
}

/// What a queue is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum QueueKind {
    /// What is due, and new cards.
    #[default]
    Today,
    /// The same, then the cards that fall due within so many days.
    Ahead(u32),
    /// Any card, the weakest first, whatever its day. Moves no schedule.
    Cram,
}

/// One line of today's log, as far as the queue cares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The card.
    pub card: CardId,
    /// What it told about others.
    pub clues: Clues,
    /// Why it was shown.
    pub kind: ReviewKind,
    /// How well it was remembered.
    pub grade: Grade,
    /// Whether the card was new until then.
    pub was_new: bool,
    /// Whether the card has come to say another thing since.
    pub says_another: bool,
}

/// What today's sessions have done so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Today {
    new: u32,
    reviews: u32,
    drill: Vec<CardId>,
    told: Told,
    answered: HashSet<CardId>,
    crammed: HashSet<CardId>,
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
            ReviewKind::Manual => return,
            ReviewKind::Cram => {
                if !line.grade.needs_drill() {
                    self.crammed.insert(line.card);
                }
                return;
            }
            ReviewKind::Scheduled if line.was_new => self.new = self.new.saturating_add(1),
            ReviewKind::Scheduled => self.reviews = self.reviews.saturating_add(1),
            ReviewKind::Drill | ReviewKind::Ahead => {}
        }
        if self.answered.insert(line.card) {
            self.told.add(line.clues);
        }
        self.drill.retain(|card| *card != line.card);
        if line.grade.needs_drill() || line.says_another {
            self.drill.push(line.card);
        }
    }

    /// Cards whose last answer today was below 4 or was to another question, in the order of those
    /// answers.
    pub fn drill(&self) -> &[CardId] {
        &self.drill
    }

    /// How many cards were answered, whatever for; cramming does not count.
    pub fn answered(&self) -> u32 {
        u32::try_from(self.answered.len()).unwrap_or(u32::MAX)
    }

    /// What the limits still allow.
    pub fn room(&self, limits: Limits) -> Limits {
        let done = self.new.saturating_add(self.reviews);
        Limits {
            new: limits.new.saturating_sub(self.new),
            reviews: limits.reviews.saturating_sub(self.reviews),
            daily: limits.daily.map(|daily| daily.saturating_sub(done)),
        }
    }

    /// A picker that knows what was asked today: no card comes twice, and no sibling.
    pub fn picker(&self) -> Picker {
        let seen = self.answered.clone();
        Picker { told: Some(self.told.clone()), seen, picked: Vec::new(), room: 0 }
    }

    /// A picker for cramming: siblings may follow each other, and what was crammed well today is
    /// left out.
    pub fn cram_picker(&self) -> Picker {
        Picker { told: None, seen: self.crammed.clone(), picked: Vec::new(), room: 0 }
    }
}

/// How late a card is, against its interval: what is lost first has the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdue {
    /// Days since the card was due; negative before.
    pub late_days: i32,
    /// Its interval, 1 or more.
    pub interval_days: u32,
}

impl Overdue {
    /// For what has no due day.
    pub const NOT: Self = Self { late_days: 0, interval_days: 1 };

    /// The order by late days over interval, exactly.
    pub fn relative_to(self, other: Self) -> Ordering {
        let cross = |a: Self, b: Self| i64::from(a.late_days) * i64::from(b.interval_days);
        cross(self, other).cmp(&cross(other, self))
    }
}

/// A card that could be shown today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The card.
    pub card: CardId,
    /// What it tells about others.
    pub clues: Clues,
    /// How late it is.
    pub overdue: Overdue,
}

/// A card that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picked {
    /// The card.
    pub card: CardId,
    /// How late it is.
    pub overdue: Overdue,
}

impl Picked {
    /// The card's turn, ahead of its day where it is not due.
    pub const fn turn(&self) -> Turn {
        let is_due = self.overdue.late_days >= 0;
        Turn::first(self.card, if is_due { ReviewKind::Scheduled } else { ReviewKind::Ahead })
    }
}

/// Takes candidates in the order they are offered, no card twice and one of several siblings,
/// until there is no room.
#[derive(Debug, Clone)]
pub struct Picker {
    /// `None` where siblings do not matter.
    told: Option<Told>,
    seen: HashSet<CardId>,
    picked: Vec<Picked>,
    room: usize,
}

impl Picker {
    /// Begins a new list with room for this many cards; what was picked before stays known.
    pub fn begin(&mut self, room: u32) {
        self.picked.clear();
        self.room = usize::try_from(room).unwrap_or(usize::MAX);
    }

    /// Takes the candidate if there is room and no sibling is asked today.
    pub fn offer(&mut self, candidate: Candidate) {
        let Candidate { card, clues, overdue } = candidate;
        let helped = self.told.as_ref().is_some_and(|told| told.helps_with(&clues));
        if self.wants() == 0 || helped || !self.seen.insert(card) {
            return;
        }
        if let Some(told) = &mut self.told {
            told.add(clues);
        }
        self.picked.push(Picked { card, overdue });
    }

    /// How many more cards there is room for.
    pub fn wants(&self) -> usize {
        self.room - self.picked.len()
    }

    /// The cards taken since the list began.
    pub fn picked(&self) -> &[Picked] {
        &self.picked
    }
}

/// Shuffles by this seed the cards that are equally overdue; all others stay in their order.
pub fn shuffle(cards: &mut [Picked], seed: u64) {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let is_equal = |a: &Picked, b: &Picked| a.overdue.relative_to(b.overdue).is_eq();
    for equal in cards.chunk_by_mut(is_equal) {
        equal.sort_by_cached_key(|_| dice.next_u64());
    }
}

/// Reviews and new cards in one list, both in their own order, the new ones spread evenly;
/// a review comes first, since it can be lost.
pub fn mix<T: Copy>(reviews: &[T], new: &[T]) -> Vec<T> {
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

    fn clues(fact: i64) -> Clues {
        Clues::new(fact, None, "", "")
    }

    fn answered(card: i64, fact: i64, kind: ReviewKind, grade: u8) -> Answered {
        let (card, was_new) = (CardId::from_raw(card), card >= 100);
        let grade = Grade::new(grade).unwrap();
        Answered { card, clues: clues(fact), kind, grade, was_new, says_another: false }
    }

    fn pick(today: &Today, room: u32, offered: &[(i64, i64)]) -> Vec<CardId> {
        let mut picker = today.picker();
        picker.begin(room);
        for (card, fact) in offered {
            let card = CardId::from_raw(*card);
            picker.offer(Candidate { card, clues: clues(*fact), overdue: Overdue::NOT });
        }
        picker.picked().iter().map(|picked| picked.card).collect()
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
    fn a_card_that_says_another_thing_than_was_answered_today_is_drilled() {
        let line = answered(1, 1, ReviewKind::Scheduled, 5);
        let changed = Answered { says_another: true, ..line.clone() };
        assert_eq!(Today::of([line]).drill(), []);
        assert_eq!(Today::of([changed]).drill(), ids([1]));
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
        let room = |new, reviews, daily| {
            let room = today.room(Limits { new, reviews, daily });
            (room.new, room.reviews, room.daily)
        };
        assert_eq!(room(20, 200, Some(30)), (19, 199, Some(28)));
        assert_eq!(room(0, 0, Some(1)), (0, 0, Some(0)));
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
    fn no_card_is_asked_twice() {
        assert_eq!(pick(&Today::default(), 9, &[(1, 10), (1, 20), (2, 30)]), ids([1, 2]));
        let today = Today::of([answered(1, 10, ReviewKind::Ahead, 4)]);
        assert_eq!(pick(&today, 9, &[(1, 20), (2, 30)]), ids([2]));
    }

    #[test]
    fn what_was_crammed_well_today_is_crammed_again_only_tomorrow() {
        let today = Today::of([
            answered(1, 1, ReviewKind::Cram, 4),
            answered(2, 2, ReviewKind::Cram, 2),
            answered(3, 3, ReviewKind::Scheduled, 5),
        ]);
        let mut picker = today.cram_picker();
        picker.begin(9);
        for card in ids([1, 2, 3, 4]) {
            picker.offer(Candidate { card, clues: clues(7), overdue: Overdue::NOT });
        }
        let cards: Vec<_> = picker.picked().iter().map(|picked| picked.card).collect();
        assert_eq!(cards, ids([2, 3, 4]), "siblings too");
    }

    fn picked(card: i64, late_days: i32, interval_days: u32) -> Picked {
        let card = CardId::from_raw(card);
        Picked { card, overdue: Overdue { late_days, interval_days } }
    }

    #[test]
    fn a_card_before_its_day_is_asked_ahead() {
        assert_eq!(picked(1, 0, 6).turn().kind, ReviewKind::Scheduled);
        assert_eq!(picked(1, -1, 6).turn().kind, ReviewKind::Ahead);
    }

    #[test]
    fn a_shuffle_leaves_alone_what_is_not_equally_overdue() {
        let ordered =
            [picked(1, 3, 1), picked(2, 4, 2), picked(3, 2, 1), picked(4, 6, 3), picked(5, 1, 6)];
        let orders: HashSet<Vec<i64>> = (0..64)
            .map(|seed| {
                let mut cards = ordered;
                shuffle(&mut cards, seed);
                cards.iter().map(|picked| picked.card.raw()).collect()
            })
            .collect();
        assert_eq!(orders.len(), 6, "every order of the three in the middle");
        assert!(orders.iter().all(|order| order[0] == 1 && order[4] == 5));
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
