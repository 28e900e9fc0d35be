//! SM-2, after P. A. Wozniak, "Optimization of learning" (Poznan 1990), chapter 3.2, and the
//! author's own Delphi source of the same algorithm.
//!
//! The two disagree. [`Sm2::CANONICAL`] follows the text where it is explicit (intervals are
//! rounded up) and the source where the text is silent or reads two ways (the interval grows by
//! the ease factor before the answer; a failure lowers the ease factor too, and is followed by
//! 1, 1 and 6 days). The other rule sets are other people's readings, kept so that a log can be
//! replayed by them.

use crate::learning::schedule::{EaseFactor, Scheduler, Spacing, State};
use crate::values::grade::Grade;

/// How a fraction of a day is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rounding {
    Up,
    HalfUp,
    HalfEven,
}

/// Which ease factor the new interval grows by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GrowthBy {
    EaseBefore,
    EaseAfter,
}

impl Rounding {
    /// How it goes, before the days that come of it.
    pub(super) const fn in_words(self) -> &'static str {
        match self {
            Self::Up => "up to",
            Self::HalfUp => "to the nearest, a half up,",
            Self::HalfEven => "to the nearest, a half to the even,",
        }
    }
}

/// What a failed review does to the ease factor and the repetitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Failure {
    /// The ease factor falls as for every grade; the repetitions start at none.
    LowersEase,
    /// The ease factor stays; the failed review is the first repetition anew.
    KeepsEase,
}

/// SM-2 under one of its readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sm2 {
    rules: &'static str,
    rounding: Rounding,
    growth: GrowthBy,
    failure: Failure,
    spacing: Spacing,
}

impl Sm2 {
    /// recall's own reading: the text where it is explicit, else the author's source.
    pub const CANONICAL: Self = Self {
        rules: "canonical",
        rounding: Rounding::Up,
        growth: GrowthBy::EaseBefore,
        failure: Failure::LowersEase,
        spacing: Spacing::EXACT,
    };
    /// The author's Delphi source: rounds to the nearest day, halves to the even one.
    pub const DELPHI: Self =
        Self { rules: "delphi", rounding: Rounding::HalfEven, ..Self::CANONICAL };
    /// Wikipedia's pseudo-code: rounds to the nearest day, halves up.
    pub const WIKIPEDIA: Self =
        Self { rules: "wikipedia", rounding: Rounding::HalfUp, ..Self::CANONICAL };
    /// The text word by word: the new ease factor counts, and a failure leaves it alone.
    pub const LITERAL: Self = Self {
        rules: "literal",
        rounding: Rounding::Up,
        growth: GrowthBy::EaseAfter,
        failure: Failure::KeepsEase,
        spacing: Spacing::EXACT,
    };

    /// The rule set of this name, as the log has it.
    pub fn by_name(name: &str) -> Option<Self> {
        [Self::CANONICAL, Self::DELPHI, Self::WIKIPEDIA, Self::LITERAL]
            .into_iter()
            .find(|sm2| sm2.rules == name)
    }

    pub(super) const fn rounding(self) -> Rounding {
        self.rounding
    }

    pub(super) const fn growth(self) -> GrowthBy {
        self.growth
    }

    pub(super) fn keeps_ease_on_failure(self) -> bool {
        self.failure == Failure::KeepsEase
    }

    /// The same rules within these bounds.
    #[must_use]
    pub fn spaced(self, spacing: Spacing) -> Self {
        let max_interval_days = spacing.max_interval_days.clamp(1, Spacing::MAX_INTERVAL_DAYS);
        Self { spacing: Spacing { max_interval_days, ..spacing }, ..self }
    }

    fn failed(self, before: State, grade: Grade) -> State {
        let (repetition, ef) = match self.failure {
            Failure::LowersEase => (0, eased(before.ef, grade)),
            Failure::KeepsEase => (1, before.ef),
        };
        State { repetition, ef, interval_days: 1 }
    }

    fn passed(self, before: State, grade: Grade) -> State {
        let ef = eased(before.ef, grade);
        let repetition = before.repetition.saturating_add(1);
        let interval_days = match repetition {
            1 => 1,
            2 => self.spacing.max_interval_days.min(6),
            _ => self.grown(before, ef),
        };
        State { repetition, ef, interval_days }
    }

    fn grown(self, before: State, ef_after: EaseFactor) -> u32 {
        let ef = match self.growth {
            GrowthBy::EaseBefore => before.ef,
            GrowthBy::EaseAfter => ef_after,
        };
        let hundredths = u64::from(before.interval_days) * u64::from(ef.hundredths());
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        let rounds_up = match self.rounding {
            Rounding::Up => rest > 0,
            Rounding::HalfUp => rest >= 50,
            Rounding::HalfEven => rest > 50 || (rest == 50 && whole % 2 == 1),
        };
        let days = u32::try_from(whole + u64::from(rounds_up)).unwrap_or(u32::MAX);
        days.clamp(1, self.spacing.max_interval_days)
    }
}

/// EF' = EF + 0.1 - (5-q)(0.08 + (5-q) 0.02), never under 1.3; in hundredths.
fn eased(ef: EaseFactor, grade: Grade) -> EaseFactor {
    let delta = match grade.number() {
        0 => -80,
        1 => -54,
        2 => -32,
        3 => -14,
        4 => 0,
        _ => 10,
    };
    EaseFactor::from_hundredths(ef.hundredths().saturating_add_signed(delta))
}

impl Scheduler for Sm2 {
    fn id(&self) -> &'static str {
        "sm2"
    }

    fn rules(&self) -> &'static str {
        self.rules
    }

    fn next(&self, before: State, grade: Grade) -> State {
        let after =
            if grade.passes() { self.passed(before, grade) } else { self.failed(before, grade) };
        debug_assert!((1..=self.spacing.max_interval_days).contains(&after.interval_days));
        after
    }

    fn spacing(&self) -> Spacing {
        self.spacing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn run(sm2: Sm2, grades: &[u8]) -> Vec<State> {
        let mut state = State::NEW;
        let mut states = Vec::new();
        for grade in grades {
            state = sm2.next(state, Grade::new(*grade).unwrap());
            states.push(state);
        }
        states
    }

    #[track_caller]
    fn check(grades: &[u8], intervals: &[u32], last_ef: &str) {
        let states = run(Sm2::CANONICAL, grades);
        let got: Vec<u32> = states.iter().map(|state| state.interval_days).collect();
        assert_eq!(got, intervals);
        assert_eq!(states[states.len() - 1].ef.to_string(), last_ef);
    }

    #[test]
    fn sequences_known_from_the_publication() {
        check(&[4; 6], &[1, 6, 15, 38, 95, 238], "2.50");
        check(&[5; 6], &[1, 6, 17, 48, 140, 420], "3.10");
        check(&[3; 3], &[1, 6, 14], "2.08");
        check(&[0, 0], &[1, 1], "1.30");
        check(&[4, 4, 4, 2, 4, 4, 4], &[1, 6, 15, 1, 1, 6, 14], "2.18");
    }

    #[test]
    fn thirty_perfect_answers_stop_at_a_hundred_years() {
        let last = run(Sm2::CANONICAL, &[5; 30])[29];
        assert_eq!((last.interval_days, last.ef.to_string().as_str()), (36_500, "5.50"));
    }

    /// Runs one line of numbers: grades, repetitions, ease factors in hundredths, intervals.
    fn check_vector(sm2: Sm2, columns: [&[u32]; 4]) {
        let [grades, repetitions, ease, intervals] = columns;
        let grades: Vec<u8> = grades.iter().map(|n| u8::try_from(*n).unwrap()).collect();
        let states = run(sm2, &grades);
        let got = |field: fn(&State) -> u32| states.iter().map(field).collect::<Vec<u32>>();
        let rules = sm2.rules;
        assert_eq!(got(|s| s.repetition), repetitions, "{rules}: repetitions of {grades:?}");
        assert_eq!(got(|s| s.ef.hundredths()), ease, "{rules}: ease factors of {grades:?}");
        assert_eq!(got(|s| s.interval_days), intervals, "{rules}: intervals of {grades:?}");
    }

    #[test]
    fn the_vectors_of_every_rule_set() {
        let text = include_str!("../../../tests/fixtures/sm2-vectors.txt");
        let mut seen = 0;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (rules, numbers) = line.split_once('|').unwrap();
            let columns: Vec<Vec<u32>> = numbers
                .split('|')
                .map(|column| column.split_whitespace().map(|n| n.parse().unwrap()).collect())
                .collect();
            let [grades, repetitions, ease, intervals] = &columns[..] else { panic!("{line}") };
            for rules in rules.split(' ') {
                let sm2 = Sm2::by_name(rules).unwrap();
                check_vector(sm2, [grades, repetitions, ease, intervals]);
                seen += 1;
            }
        }
        assert_eq!(seen, 4 * 259, "every sequence by four rule sets");
    }

    #[test]
    fn the_vectors_of_the_shared_oracle_where_it_is_present() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/vectors/sm2.json");
        let Ok(text) = std::fs::read_to_string(path) else {
            return;
        };
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        let numbers = |value: &serde_json::Value| -> Vec<u32> {
            let of = |n: &serde_json::Value| u32::try_from(n.as_u64().unwrap()).unwrap();
            value.as_array().unwrap().iter().map(of).collect()
        };
        for vector in document["vectors"].as_array().unwrap() {
            for sm2 in [Sm2::CANONICAL, Sm2::DELPHI, Sm2::WIKIPEDIA, Sm2::LITERAL] {
                let expected = &vector[sm2.rules];
                check_vector(
                    sm2,
                    [
                        &numbers(&vector["grades"]),
                        &numbers(&expected["n"]),
                        &numbers(&expected["ef100"]),
                        &numbers(&expected["interval_cap36500"]),
                    ],
                );
            }
        }
    }

    fn states() -> impl Strategy<Value = State> {
        let any = (0..=u32::MAX, 130..=u32::MAX, 1..=Spacing::MAX_INTERVAL_DAYS);
        any.prop_map(|(repetition, ef, interval_days)| State {
            repetition,
            ef: EaseFactor::from_hundredths(ef),
            interval_days,
        })
    }

    fn rule_sets() -> impl Strategy<Value = Sm2> {
        prop::sample::select(vec![Sm2::CANONICAL, Sm2::DELPHI, Sm2::WIKIPEDIA, Sm2::LITERAL])
    }

    proptest! {
        #[test]
        fn no_state_leaves_its_bounds(sm2 in rule_sets(), before in states(), grade in 0..=5_u8) {
            let after = sm2.next(before, Grade::new(grade).unwrap());
            prop_assert!(after.ef >= EaseFactor::FLOOR);
            prop_assert!((1..=36_500).contains(&after.interval_days));
        }

        #[test]
        fn no_interval_is_longer_than_the_longest(
            sm2 in rule_sets(), before in states(), grade in 0..=5_u8, max in 1..=400_u32,
        ) {
            let spaced = sm2.spaced(Spacing { max_interval_days: max, evens_out: false });
            let grade = Grade::new(grade).unwrap();
            let (free, bound) = (sm2.next(before, grade), spaced.next(before, grade));
            prop_assert_eq!(bound.interval_days, free.interval_days.min(max));
            prop_assert_eq!((bound.ef, bound.repetition), (free.ef, free.repetition));
        }

        #[test]
        fn a_pass_after_the_second_never_shortens_the_interval(
            sm2 in rule_sets(),
            before in states(),
            grade in 3..=5_u8,
        ) {
            let after = sm2.next(before, Grade::new(grade).unwrap());
            prop_assert!(after.repetition <= 2 || after.interval_days >= before.interval_days);
        }

        #[test]
        fn a_better_button_never_gives_less(before in states()) {
            let given = Grade::BUTTONS.map(|grade| Sm2::CANONICAL.next(before, grade));
            prop_assert!(given.windows(2).all(|pair| pair[0].ef <= pair[1].ef));
            prop_assert!(given[1..].windows(2).all(|p| p[0].interval_days <= p[1].interval_days));
        }
    }
}
