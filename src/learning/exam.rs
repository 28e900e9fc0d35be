//! Reviews ahead of an examination: which cards will have aged too much on its day, and on which
//! of the days before it each of them is asked once more.
//!
//! An answer ahead of its day brings no card nearer and rewrites no schedule but its own, so the
//! plan costs a few answers and spoils nothing.

use crate::learning::holds::{Holds, is_under};
use crate::learning::review::Scheduled;
use crate::learning::schedule::Scheduler;
use crate::values::grade::Grade;
use crate::values::ids::CardId;
use crate::values::time::StudyDay;
use std::cmp::Reverse;

/// An examination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exam {
    /// The day of it.
    pub day: StudyDay,
    /// How many days before it bring cards of their own.
    pub window_days: u32,
    /// The deck that it is about, with those under it; `None` for all.
    pub deck: Option<String>,
}

impl Exam {
    /// The days that bring cards, from `today` on, without those on which nothing is asked.
    pub fn days_from(&self, today: StudyDay, holds: &Holds) -> Vec<StudyDay> {
        let days = (1..=self.window_days).rev();
        days.map(|before| self.before(before))
            .filter(|day| *day >= today && *day < self.day && !holds.is_closed(*day))
            .collect()
    }

    /// Whether it is about the cards of this deck.
    pub fn covers(&self, deck: &str) -> bool {
        self.deck.as_ref().is_none_or(|scope| is_under(deck, scope))
    }

    /// The day this many days before it.
    fn before(&self, days: u32) -> StudyDay {
        let days = i32::try_from(days).unwrap_or(i32::MAX);
        StudyDay::from_number(self.day.number().saturating_sub(days))
    }
}

/// A card as it will stand on the day of an examination if it is not asked once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The card.
    pub card: CardId,
    /// The day of its last answer before the examination.
    pub last: StudyDay,
    /// The interval after that answer.
    pub interval_days: u32,
}

impl Standing {
    /// How the card will stand if every answer from today on is "good", and the days on which
    /// these are asked.
    pub fn expected(
        card: CardId,
        schedule: &Scheduled,
        (today, exam): (StudyDay, StudyDay),
        scheduler: &dyn Scheduler,
        seen_on: impl Fn(StudyDay) -> StudyDay,
    ) -> (Self, Vec<StudyDay>) {
        let (mut state, mut last) = (schedule.state, schedule.last_day);
        let mut asked = Vec::new();
        let mut day = seen_on(schedule.due.max(today));
        while day < exam {
            asked.push(day);
            state = scheduler.next(state, Grade::GOOD);
            last = day;
            day = seen_on(day.plus_days(state.interval_days.max(1)));
        }
        (Self { card, last, interval_days: state.interval_days }, asked)
    }

    /// Whether more than half of its interval will have passed on this day.
    pub fn is_too_old_on(&self, day: StudyDay) -> bool {
        2 * i64::from(self.age_on(day)) > i64::from(self.interval_days)
    }

    fn age_on(&self, day: StudyDay) -> i32 {
        day.days_since(self.last)
    }

    /// The days of an answer after which the card is young enough: as late as can be where its
    /// interval is too short for any.
    fn helped_on(&self, exam: StudyDay, day: StudyDay, last: StudyDay) -> bool {
        day > self.last && (day == last || !Self { last: day, ..*self }.is_too_old_on(exam))
    }

    /// How much of its interval will have passed, in thousandths: what orders the cards.
    fn thousandths_on(&self, day: StudyDay) -> i64 {
        i64::from(self.age_on(day)) * 1000 / i64::from(self.interval_days.max(1))
    }
}

/// One of the days before an examination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExamDay {
    /// The day.
    pub day: StudyDay,
    /// How many cards it has anyway.
    pub due: u32,
    /// The cards that it has in addition, those that would be lost first at the front.
    pub added: Vec<CardId>,
}

impl ExamDay {
    /// All cards of the day.
    pub fn together(&self) -> u32 {
        self.due.saturating_add(u32::try_from(self.added.len()).unwrap_or(u32::MAX))
    }
}

/// Spreads over these days the cards that will be too old on the day of an examination, so that
/// no day has more than it must, with what it has anyway.
///
/// Every card can wait until the last day, and some must wait: so those with the fewest days are
/// placed first, and each goes to the day that has least.
pub fn spread(exam: StudyDay, days: &mut [ExamDay], cards: impl IntoIterator<Item = Standing>) {
    let Some(last) = days.last().map(|day| day.day) else { return };
    let mut cards: Vec<(usize, Standing)> = cards
        .into_iter()
        .filter(|card| card.is_too_old_on(exam))
        .map(|card| (days.iter().filter(|at| card.helped_on(exam, at.day, last)).count(), card))
        .filter(|(choices, _)| *choices > 0)
        .collect();
    cards.sort_by_key(|(choices, card)| (*choices, Reverse(card.thousandths_on(exam)), card.card));
    for (choices, card) in cards {
        // What helps on a day helps on every later one.
        let first = days.len() - choices;
        if let Some(day) = days[first..].iter_mut().min_by_key(|day| day.together()) {
            day.added.push(card.card);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learning::schedule::sm2::Sm2;
    use crate::learning::schedule::{EaseFactor, State};
    use crate::values::time::Timestamp;
    use proptest::prelude::*;

    /// The examination is on day 0.
    fn day(number: i32) -> StudyDay {
        StudyDay::from_number(20_000 + number)
    }

    fn standing(card: i64, last: i32, interval_days: u32) -> Standing {
        Standing { card: CardId::from_raw(card), last: day(last), interval_days }
    }

    fn days(due: &[u32]) -> Vec<ExamDay> {
        let first = -i32::try_from(due.len()).unwrap();
        due.iter()
            .zip(first..)
            .map(|(due, number)| ExamDay { day: day(number), due: *due, added: Vec::new() })
            .collect()
    }

    #[track_caller]
    fn check(due: &[u32], cards: &[Standing], expected: &[&[i64]]) {
        let mut days = days(due);
        spread(day(0), &mut days, cards.iter().copied());
        let added: Vec<Vec<i64>> =
            days.iter().map(|day| day.added.iter().map(|card| card.raw()).collect()).collect();
        assert_eq!(added, expected);
    }

    #[test]
    fn a_card_is_asked_once_more_if_over_half_of_its_interval_will_have_passed() {
        assert!(!standing(1, -50, 100).is_too_old_on(day(0)));
        assert!(standing(1, -51, 100).is_too_old_on(day(0)));
        check(&[0], &[standing(1, -50, 100), standing(2, -51, 100)], &[&[2]]);
    }

    #[test]
    fn the_days_get_equally_many() {
        let cards: Vec<_> = (1..=7).map(|card| standing(card, -90, 100)).collect();
        check(&[0, 0, 0], &cards, &[&[1, 4, 7], &[2, 5], &[3, 6]]);
        check(&[4, 0, 2], &cards, &[&[7], &[1, 2, 3, 5], &[4, 6]]);
    }

    #[test]
    fn what_is_lost_first_comes_first() {
        check(&[0, 0], &[standing(1, -60, 100), standing(2, -90, 100)], &[&[2], &[1]]);
    }

    #[test]
    fn a_short_interval_is_asked_late_enough_to_help() {
        // Eight days: an answer four days before is old enough by half, one five days before not.
        let short = [1, 2, 3].map(|card| standing(card, -8, 8));
        check(&[0, 0, 0, 0, 0, 0], &short, &[&[], &[], &[1], &[2], &[3], &[]]);
        let shortest = standing(1, -2, 1);
        check(&[0, 0, 0], &[shortest], &[&[], &[], &[1]]);
        check(&[0], &[standing(1, -1, 1)], &[&[]]);
    }

    #[test]
    fn the_days_are_those_before_it_that_are_open() {
        use crate::learning::holds::Hold;
        let exam = Exam { day: day(0), window_days: 5, deck: None };
        let numbers = |today: i32, holds: &Holds| {
            let days = exam.days_from(day(today), holds);
            days.iter().map(|at| at.days_since(day(0))).collect::<Vec<_>>()
        };
        let none = Holds::default();
        assert_eq!(numbers(-30, &none), [-5, -4, -3, -2, -1]);
        assert_eq!(numbers(-2, &none), [-2, -1]);
        assert_eq!(numbers(0, &none), [0; 0]);
        let away = Holds::new(vec![Hold::vacation(day(-4), day(-3))]);
        assert_eq!(numbers(-30, &away), [-5, -2, -1]);
    }

    #[test]
    fn answers_to_come_are_expected_to_be_good() {
        let state = State { repetition: 2, ef: EaseFactor::START, interval_days: 6 };
        let (due, last_day, last_at) = (day(-40), day(-46), Timestamp::from_ms(0));
        let schedule = Scheduled { state, due, last_day, last_at, answers: 2, lapses: 0 };
        let card = CardId::from_raw(1);
        let expected = |today: i32| {
            let days = (day(today), day(0));
            let (standing, asked) =
                Standing::expected(card, &schedule, days, &Sm2::CANONICAL, |due| due);
            let asked: Vec<_> = asked.iter().map(|on| on.days_since(day(0))).collect();
            ((standing.last.days_since(day(0)), standing.interval_days), asked)
        };
        // 6 days, then 15, then 38.
        assert_eq!(expected(-40), ((-25, 38), vec![-40, -25]));
        assert_eq!(expected(-10), ((-10, 15), vec![-10]));
    }

    proptest! {
        #[test]
        fn every_card_that_can_be_helped_is_asked_once_and_the_days_are_even(
            due in prop::collection::vec(0..30_u32, 1..9),
            cards in prop::collection::vec((-60..0_i32, 14..90_u32), 0..60),
        ) {
            let cards: Vec<_> = cards
                .iter()
                .zip(1..)
                .map(|((last, interval), card)| standing(card, *last, *interval))
                .collect();
            let mut planned = days(&due);
            spread(day(0), &mut planned, cards.iter().copied());
            for card in &cards {
                let on: Vec<_> =
                    planned.iter().filter(|day| day.added.contains(&card.card)).collect();
                let can_be_helped = card.is_too_old_on(day(0)) && card.last < day(-1);
                prop_assert_eq!(on.len(), usize::from(can_be_helped));
                prop_assert!(on.iter().all(|on| on.day > card.last));
            }
            // A day that was given something has at most one card more than any later one.
            for (at, given) in planned.iter().enumerate().filter(|(_, day)| !day.added.is_empty()) {
                let later = planned[at..].iter().map(ExamDay::together).min().unwrap();
                prop_assert!(given.together() <= later + 1, "{planned:?}");
            }
        }
    }
}
