//! The same as JSON.

use crate::learning::stats::{EASES, INTERVALS, Recalled, Stats};
use crate::values::time::StudyDay;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

#[derive(Debug, Serialize)]
pub(super) struct StatsJson<'a> {
    version: u32,
    day: String,
    /// Cards by status.
    cards: &'a BTreeMap<&'static str, u64>,
    answers: u64,
    took_ms: u64,
    remembered: RecalledJson,
    months: Vec<MonthJson>,
    /// What was remembered, by the interval before.
    by_interval: Vec<IntervalJson>,
    days: Vec<DayJson>,
    intervals: Vec<CardsJson>,
    /// In hundredths.
    eases: Vec<CardsJson>,
}

#[derive(Debug, Serialize)]
struct RecalledJson {
    answers: u64,
    passed: u64,
    /// In percent; absent where there are too few to tell.
    percent: Option<u64>,
}

impl RecalledJson {
    fn of(recalled: Recalled) -> Self {
        let Recalled { answers, passed } = recalled;
        Self { answers, passed, percent: recalled.percent() }
    }
}

#[derive(Debug, Serialize)]
struct MonthJson {
    month: String,
    #[serde(flatten)]
    remembered: RecalledJson,
}

#[derive(Debug, Serialize)]
struct IntervalJson {
    #[serde(flatten)]
    range: RangeJson,
    #[serde(flatten)]
    remembered: RecalledJson,
}

#[derive(Debug, Serialize)]
struct DayJson {
    day: String,
    answers: u64,
    took_ms: u64,
}

#[derive(Debug, Serialize)]
struct CardsJson {
    #[serde(flatten)]
    range: RangeJson,
    cards: u64,
}

#[derive(Debug, Serialize)]
struct RangeJson {
    from: u32,
    /// Absent where there is no end.
    to: Option<u32>,
}

impl RangeJson {
    fn of(range: &RangeInclusive<u32>) -> Self {
        Self { from: *range.start(), to: Some(*range.end()).filter(|end| *end < u32::MAX) }
    }
}

impl<'a> StatsJson<'a> {
    pub(super) fn of(
        stats: &Stats,
        cards: &'a BTreeMap<&'static str, u64>,
        today: StudyDay,
    ) -> Self {
        let studied = stats.studied();
        let remembered = RecalledJson::of;
        let months = stats
            .by_month
            .iter()
            .map(|(month, of)| MonthJson { month: month.to_string(), remembered: remembered(*of) });
        let by_interval = INTERVALS.iter().zip(stats.by_interval).map(|(range, of)| IntervalJson {
            range: RangeJson::of(range),
            remembered: remembered(of),
        });
        let days = stats.days.iter().map(|(day, studied)| DayJson {
            day: day.to_string(),
            answers: studied.answers,
            took_ms: studied.took_ms,
        });
        Self {
            version: 1,
            day: today.to_string(),
            cards,
            answers: studied.answers,
            took_ms: studied.took_ms,
            remembered: remembered(stats.recalled()),
            months: months.collect(),
            by_interval: by_interval.collect(),
            days: days.collect(),
            intervals: counted(&INTERVALS, &stats.intervals),
            eases: counted(&EASES, &stats.eases),
        }
    }
}

fn counted(ranges: &[RangeInclusive<u32>], cards: &[u64]) -> Vec<CardsJson> {
    let pairs = ranges.iter().zip(cards);
    pairs.map(|(range, cards)| CardsJson { range: RangeJson::of(range), cards: *cards }).collect()
}
