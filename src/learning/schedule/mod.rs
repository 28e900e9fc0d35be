//! What a scheduler is, and the state that it moves.

pub mod sm2;
pub mod sum;

use crate::values::grade::Grade;
use std::fmt;

/// SM-2's ease factor, in whole hundredths from 130 up: `EaseFactor::START` is 2.50.
///
/// An integer, because every step of SM-2 is a whole hundredth; in floating point the intervals
/// drift by a day (six times "5" would give 421 days instead of 420).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EaseFactor(u32);

impl EaseFactor {
    /// The ease factor of a card never reviewed.
    pub const START: Self = Self(250);
    /// The lowest ease factor.
    pub const FLOOR: Self = Self(130);

    /// The ease factor of this many hundredths, raised to the floor where it is below.
    pub const fn from_hundredths(hundredths: u32) -> Self {
        if hundredths < Self::FLOOR.0 { Self::FLOOR } else { Self(hundredths) }
    }

    /// Whole hundredths, 130 or more.
    pub const fn hundredths(self) -> u32 {
        self.0
    }
}

/// With two decimals: `2.36`.
impl fmt::Display for EaseFactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// Where a card stands in its scheduler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct State {
    /// Passed scheduled reviews in a row.
    pub repetition: u32,
    /// The ease factor.
    pub ef: EaseFactor,
    /// Days from the last scheduled review to the next; 0 only before the first.
    pub interval_days: u32,
}

impl State {
    /// The state of a card never reviewed.
    pub const NEW: Self = Self { repetition: 0, ef: EaseFactor::START, interval_days: 0 };
}

/// A rule that says when a card is shown next. Pure: the same state and grade give the same.
pub trait Scheduler: fmt::Debug {
    /// The scheduler's name in the log.
    fn id(&self) -> &'static str;

    /// The name of its rule set in the log.
    fn rules(&self) -> &'static str;

    /// The state after a scheduled review with this grade.
    fn next(&self, before: State, grade: Grade) -> State;

    /// What bounds the days that it gives.
    fn spacing(&self) -> Spacing;
}

/// How far away a due day may lie, and whether it may move a little.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spacing {
    /// The longest interval, in days.
    pub max_interval_days: u32,
    /// Whether due days are moved to even out the days.
    pub evens_out: bool,
}

impl Spacing {
    /// The longest interval that can be asked for: a hundred years, so that no date leaves the
    /// calendar.
    pub const MAX_INTERVAL_DAYS: u32 = 36_500;
    /// Any interval, and due days as they come.
    pub const EXACT: Self = Self { max_interval_days: Self::MAX_INTERVAL_DAYS, evens_out: false };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ease_factor_is_written_with_two_decimals() {
        assert_eq!(EaseFactor::START.to_string(), "2.50");
        assert_eq!(EaseFactor::from_hundredths(208).to_string(), "2.08");
    }

    #[test]
    fn an_ease_factor_never_lies_under_the_floor() {
        assert_eq!(EaseFactor::from_hundredths(0), EaseFactor::FLOOR);
    }
}
