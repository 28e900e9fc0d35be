//! What the log says of a learner: how much was remembered, how often and how long was asked.

use crate::learning::review::ReviewKind;
use crate::learning::schedule::EaseFactor;
use crate::values::grade::Grade;
use crate::values::time::{Month, StudyDay};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// One line of the log, as far as it is counted here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The study day.
    pub day: StudyDay,
    /// Why the card was shown.
    pub kind: ReviewKind,
    /// How well it was remembered.
    pub grade: Grade,
    /// Milliseconds from question to grade.
    pub took_ms: u32,
    /// The interval that had passed as planned; `None` where the card was new.
    pub interval_days: Option<u32>,
}

/// Answers to cards that had been seen before, given when they were due.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recalled {
    /// How many there were.
    pub answers: u64,
    /// How many passed.
    pub passed: u64,
}

impl Recalled {
    /// With fewer answers than these a share says little.
    pub const LEAST: u64 = 20;

    const fn take(&mut self, grade: Grade) {
        self.answers += 1;
        self.passed += grade.passes() as u64;
    }

    /// The share that passed in whole percent, unless there are too few to tell.
    pub fn percent(self) -> Option<u64> {
        (self.answers >= Self::LEAST)
            .then(|| (self.passed * 200 + self.answers) / (self.answers * 2))
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { answers: self.answers + other.answers, passed: self.passed + other.passed }
    }
}

/// A day on which there were answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Studied {
    /// How many, repeats and crammed ones included.
    pub answers: u64,
    /// How long they took.
    pub took_ms: u64,
}

/// Where the intervals are cut, in days.
pub const INTERVALS: [RangeInclusive<u32>; 7] =
    [1..=1, 2..=6, 7..=13, 14..=29, 30..=89, 90..=364, 365..=u32::MAX];
/// Where the ease factors are cut, in hundredths: those that sit at the floor by themselves, and
/// those that are as at the start.
pub const EASES: [RangeInclusive<u32>; 6] =
    [130..=130, 131..=169, 170..=209, 210..=249, 250..=250, 251..=u32::MAX];

/// What the log and the schedules say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stats {
    /// What was remembered, by month.
    pub by_month: BTreeMap<Month, Recalled>,
    /// What was remembered, by the interval before, as [`INTERVALS`] are cut.
    pub by_interval: [Recalled; INTERVALS.len()],
    /// The days on which there were answers.
    pub days: BTreeMap<StudyDay, Studied>,
    /// Cards on a schedule by interval, as [`INTERVALS`] are cut.
    pub intervals: [u64; INTERVALS.len()],
    /// Cards on a schedule by ease factor, as [`EASES`] are cut.
    pub eases: [u64; EASES.len()],
}

impl Stats {
    /// Takes in a line of the log.
    pub fn take(&mut self, told: Told) {
        if told.kind == ReviewKind::Manual {
            return;
        }
        let day = self.days.entry(told.day).or_default();
        day.answers += 1;
        day.took_ms += u64::from(told.took_ms);
        // A repeat, a crammed card or a new one says nothing of what a day's distance leaves.
        if let (ReviewKind::Scheduled, Some(interval)) = (told.kind, told.interval_days) {
            self.by_month.entry(told.day.month()).or_default().take(told.grade);
            self.by_interval[place(&INTERVALS, interval.max(1))].take(told.grade);
        }
    }

    /// Takes in so many cards that stand alike.
    pub fn take_cards(&mut self, interval_days: u32, ef: EaseFactor, cards: u64) {
        self.intervals[place(&INTERVALS, interval_days.max(1))] += cards;
        self.eases[place(&EASES, ef.hundredths())] += cards;
    }

    /// What was remembered of all.
    pub fn recalled(&self) -> Recalled {
        self.by_interval.iter().copied().fold(Recalled::default(), Recalled::and)
    }

    /// All answers.
    pub fn studied(&self) -> Studied {
        self.days.values().fold(Studied::default(), |sum, day| Studied {
            answers: sum.answers + day.answers,
            took_ms: sum.took_ms + day.took_ms,
        })
    }
}

/// Which of the ranges has a number: the last where none has.
fn place(ranges: &[RangeInclusive<u32>], number: u32) -> usize {
    ranges.iter().position(|range| range.contains(&number)).unwrap_or(ranges.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(day: i32, kind: ReviewKind, grade: u8, interval_days: Option<u32>) -> Told {
        let grade = Grade::new(grade).unwrap();
        Told { day: StudyDay::from_number(day), kind, grade, took_ms: 1_500, interval_days }
    }

    #[test]
    fn only_what_was_due_and_seen_before_says_what_is_remembered() {
        use ReviewKind::{Ahead, Cram, Drill, Manual, Scheduled};
        let mut stats = Stats::default();
        for (kind, interval) in [
            (Scheduled, Some(6)),
            (Scheduled, None),
            (Drill, Some(6)),
            (Cram, Some(6)),
            (Ahead, Some(6)),
            (Manual, Some(6)),
        ] {
            stats.take(told(20_000, kind, 4, interval));
        }
        stats.take(told(20_001, Scheduled, 2, Some(7)));
        assert_eq!(stats.recalled(), Recalled { answers: 2, passed: 1 });
        assert_eq!(stats.by_interval[1], Recalled { answers: 1, passed: 1 });
        assert_eq!(stats.by_interval[2], Recalled { answers: 1, passed: 0 });
        assert_eq!(stats.studied(), Studied { answers: 6, took_ms: 9_000 });
        assert_eq!(stats.days.len(), 2);
    }

    #[test]
    fn a_month_ends_with_its_last_day() {
        let mut stats = Stats::default();
        for day in ["2027-02-28", "2027-03-01", "2027-03-31"] {
            let day: StudyDay = day.parse().unwrap();
            stats.take(told(day.number(), ReviewKind::Scheduled, 5, Some(3)));
        }
        let months: Vec<_> =
            stats.by_month.iter().map(|(month, of)| (month.to_string(), of.answers)).collect();
        assert_eq!(months, [("2027-02".to_owned(), 1), ("2027-03".to_owned(), 2)]);
    }

    #[test]
    fn few_answers_have_no_share() {
        assert_eq!(Recalled { answers: 19, passed: 19 }.percent(), None);
        assert_eq!(Recalled { answers: 200, passed: 181 }.percent(), Some(91));
        assert_eq!(Recalled { answers: 20, passed: 0 }.percent(), Some(0));
    }

    #[test]
    fn every_interval_and_ease_has_its_place() {
        let mut stats = Stats::default();
        for (interval, ease, cards) in [(1, 130, 5), (6, 131, 1), (7, 250, 1), (36_500, 400, 1)] {
            stats.take_cards(interval, EaseFactor::from_hundredths(ease), cards);
        }
        assert_eq!(stats.intervals, [5, 1, 1, 0, 0, 0, 1]);
        assert_eq!(stats.eases, [5, 1, 0, 0, 1, 1]);
    }
}
