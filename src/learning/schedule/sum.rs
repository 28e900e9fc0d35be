//! The arithmetic of SM-2 in words: how a state came from the one before.

use crate::learning::schedule::sm2::{GrowthBy, Rounding, Sm2};
use crate::learning::schedule::{EaseFactor, Scheduler as _, State};
use crate::values::grade::Grade;
use std::fmt;

/// What an answer does to a state, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// As `interval 15 × EF 2.36 = 35.4, up to 36 days`.
    pub interval: String,
    /// As `EF 2.36 → 2.22 (hard)`.
    pub ease: String,
}

/// Both, as `interval 15 × EF 2.36 = 35.4, up to 36 days; EF 2.36 → 2.22 (hard)`.
impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.interval, self.ease)
    }
}

impl Sum {
    /// What an answer with this grade does by these rules.
    pub fn of(rules: Sm2, before: State, grade: Grade) -> Self {
        Self::to(rules, before, grade, rules.next(before, grade))
    }

    /// What led to `after`, which the log tells: an interval may have been cut there.
    pub fn to(rules: Sm2, before: State, grade: Grade, after: State) -> Self {
        Self {
            interval: interval(rules, before, grade, after),
            ease: ease(rules, before, grade, after),
        }
    }
}

fn interval(rules: Sm2, before: State, grade: Grade, after: State) -> String {
    if !grade.passes() {
        return "failed, so it starts again with 1 day".to_owned();
    }
    match after.repetition {
        1 => "the first interval is 1 day".to_owned(),
        2 if after.interval_days < 6 => {
            format!("the second interval is 6 days, cut to {}", days(after.interval_days))
        }
        2 => "the second interval is 6 days".to_owned(),
        _ => grown(rules, before, after),
    }
}

fn grown(rules: Sm2, before: State, after: State) -> String {
    let (ef, name) = match rules.growth() {
        GrowthBy::EaseBefore => (before.ef, "EF"),
        GrowthBy::EaseAfter => (after.ef, "new EF"),
    };
    let hundredths = u64::from(before.interval_days) * u64::from(ef.hundredths());
    let product = decimal(hundredths);
    let sum = format!("interval {} × {name} {ef} = {product}", before.interval_days);
    let days = days(after.interval_days);
    let whole = u64::from(after.interval_days) * 100;
    if whole == hundredths {
        format!("{sum} days")
    } else if whole > hundredths && rules.rounding() == Rounding::Up {
        format!("{sum}, up to {days}")
    } else if whole.abs_diff(hundredths) < 100 {
        format!("{sum}, {} {days}", rules.rounding().in_words())
    } else {
        format!("{sum}, cut to {days}")
    }
}

fn ease(rules: Sm2, before: State, grade: Grade, after: State) -> String {
    let name = grade.button_name();
    if after.ef != before.ef {
        let floor = if after.ef == EaseFactor::FLOOR { ", and no lower" } else { "" };
        return format!("EF {} → {}{floor} ({name})", before.ef, after.ef);
    }
    if !grade.passes() && rules.keeps_ease_on_failure() {
        return format!("EF stays {}, as after every failure ({name})", after.ef);
    }
    let floor = if after.ef == EaseFactor::FLOOR { ", the lowest" } else { "" };
    format!("EF stays {}{floor} ({name})", after.ef)
}

/// Whole hundredths as a decimal without needless noughts: `35.4`.
fn decimal(hundredths: u64) -> String {
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) if part % 10 == 0 => format!("{whole}.{}", part / 10),
        (whole, part) => format!("{whole}.{part:02}"),
    }
}

fn days(days: u32) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RULES: [Sm2; 4] = [Sm2::CANONICAL, Sm2::DELPHI, Sm2::WIKIPEDIA, Sm2::LITERAL];

    fn state(repetition: u32, ef: u32, interval_days: u32) -> State {
        State { repetition, ef: EaseFactor::from_hundredths(ef), interval_days }
    }

    #[track_caller]
    fn check(rules: Sm2, before: State, grade: u8, expected: &str) {
        assert_eq!(Sum::of(rules, before, Grade::new(grade).unwrap()).to_string(), expected);
    }

    #[test]
    fn each_rule_set_tells_its_own_rounding() {
        let before = state(3, 236, 15);
        let [canonical, delphi, wikipedia, literal] = RULES;
        check(
            canonical,
            before,
            3,
            "interval 15 × EF 2.36 = 35.4, up to 36 days; EF 2.36 → 2.22 (hard)",
        );
        check(
            delphi,
            before,
            4,
            "interval 15 × EF 2.36 = 35.4, to the nearest, a half to the even, 35 days; EF stays 2.36 (good)",
        );
        check(
            wikipedia,
            state(3, 250, 15),
            5,
            "interval 15 × EF 2.50 = 37.5, to the nearest, a half up, 38 days; EF 2.50 → 2.60 (easy)",
        );
        check(
            literal,
            before,
            3,
            "interval 15 × new EF 2.22 = 33.3, up to 34 days; EF 2.36 → 2.22 (hard)",
        );
    }

    #[test]
    fn what_is_whole_is_not_rounded() {
        check(
            Sm2::CANONICAL,
            state(5, 300, 140),
            5,
            "interval 140 × EF 3.00 = 420 days; EF 3.00 → 3.10 (easy)",
        );
    }

    #[test]
    fn the_first_two_intervals_and_a_failure_have_no_sum() {
        check(Sm2::CANONICAL, State::NEW, 4, "the first interval is 1 day; EF stays 2.50 (good)");
        check(
            Sm2::CANONICAL,
            state(1, 250, 1),
            4,
            "the second interval is 6 days; EF stays 2.50 (good)",
        );
        check(
            Sm2::CANONICAL,
            state(3, 150, 15),
            2,
            "failed, so it starts again with 1 day; EF 1.50 → 1.30, and no lower (again)",
        );
        check(
            Sm2::LITERAL,
            state(3, 250, 15),
            0,
            "failed, so it starts again with 1 day; EF stays 2.50, as after every failure (again)",
        );
    }

    #[test]
    fn an_interval_that_was_cut_is_told_so() {
        let (before, after) = (state(3, 250, 100), state(4, 250, 180));
        let sum = Sum::to(Sm2::CANONICAL, before, Grade::GOOD, after);
        assert_eq!(sum.interval, "interval 100 × EF 2.50 = 250, cut to 180 days");
        let (before, after) = (state(1, 250, 1), state(2, 250, 4));
        let sum = Sum::to(Sm2::CANONICAL, before, Grade::GOOD, after);
        assert_eq!(sum.interval, "the second interval is 6 days, cut to 4 days");
    }

    proptest! {
        #[test]
        fn what_is_told_ends_in_the_interval_that_comes(
            rules in prop::sample::select(RULES.to_vec()),
            repetition in 2..20_u32,
            ef in 130..400_u32,
            interval in 1..20_000_u32,
            grade in 3..=5_u8,
        ) {
            let before = state(repetition, ef, interval);
            let grade = Grade::new(grade).unwrap();
            let sum = Sum::of(rules, before, grade).interval;
            let after = rules.next(before, grade).interval_days;
            prop_assert!(sum.ends_with(&format!(" {}", days(after))), "{}", sum);
        }
    }
}
