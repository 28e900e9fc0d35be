//! Evening out the days to come: on which day near its due day a card is seen.
//!
//! Only the due day moves, inside the range that Anki uses. The interval stays exact, so that the
//! next one grows from what SM-2 says.

use crate::learning::schedule::State;
use std::ops::RangeInclusive;

/// The intervals that a card's due day may have instead of its own, or `None` where it stays:
/// the first two intervals are fixed by SM-2, and so is what follows on a failure.
///
/// A day to either side, with 15 % of what an interval has between 2.5 and 7 days, 10 % of what
/// it has up to 20, and 5 % of the rest.
pub fn range(after: State, max_interval_days: u32) -> Option<RangeInclusive<u32>> {
    if after.repetition <= 2 || after.interval_days < 3 {
        return None;
    }
    // In fortieths of a day, in which all of these are whole.
    let days = u64::from(after.interval_days);
    let part = |from: u64, to: u64, weight: u64| days.clamp(from, to).saturating_sub(from) * weight;
    let near = 6 * days.min(7) - 15;
    let delta = 40 + near + part(7, 20, 4) + part(20, u64::MAX, 2);
    let rounded = |fortieths: u64| u32::try_from((fortieths + 20) / 40).unwrap_or(u32::MAX);
    let lower = rounded((40 * days).saturating_sub(delta)).clamp(2, max_interval_days);
    let upper = rounded(40 * days + delta).min(max_interval_days);
    (lower <= upper).then_some(lower..=upper)
}

/// The interval out of this range whose day has the fewest cards; of several the one nearest to
/// the card's own, then the earlier. `cards` says how many a day has, by interval.
pub fn emptiest(own_days: u32, range: RangeInclusive<u32>, cards: impl Fn(u32) -> u32) -> u32 {
    range.min_by_key(|days| (cards(*days), days.abs_diff(own_days), *days)).unwrap_or(own_days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learning::schedule::EaseFactor;
    use proptest::prelude::*;

    fn state(repetition: u32, interval_days: u32) -> State {
        State { repetition, ef: EaseFactor::START, interval_days }
    }

    #[test]
    fn the_range_is_that_of_anki() {
        let of = |days| range(state(3, days), 36_500).unwrap();
        // By hand: 15 +- (1 + 0.15 x 4.5 + 0.1 x 8) = 15 +- 2.475.
        assert_eq!(of(15), 13..=17);
        assert_eq!(of(3), 2..=4);
        // 100 +- (1 + 0.675 + 1.3 + 0.05 x 80) = 100 +- 6.975.
        assert_eq!(of(100), 93..=107);
    }

    #[test]
    fn the_first_intervals_and_a_failure_stay() {
        for fixed in [state(0, 1), state(1, 1), state(2, 6)] {
            assert_eq!(range(fixed, 36_500), None);
        }
    }

    #[test]
    fn the_emptiest_day_is_taken_and_of_equal_ones_the_nearest() {
        let loads = |days: u32| [9, 4, 7, 4, 4][days as usize - 13];
        assert_eq!(emptiest(15, 13..=17, loads), 14);
        assert_eq!(emptiest(15, 13..=17, |_| 3), 15);
    }

    proptest! {
        #[test]
        fn no_day_is_out_of_bounds(days in 3..=36_500_u32, max in 3..=36_500_u32) {
            let days = days.min(max);
            let range = range(state(3, days), max).unwrap();
            prop_assert!(range.contains(&days));
            prop_assert!(*range.start() >= 2 && *range.end() <= max);
        }
    }
}
