//! What the log and the schedules say, in one pass over narrow rows.

use super::{Status, Store, StoreError, failed, rows};
use crate::learning::review::ReviewKind;
use crate::learning::schedule::EaseFactor;
use crate::learning::stats::{Stats, Told};
use crate::values::grade::Grade;
use crate::values::time::StudyDay;
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, HashSet};

impl Store {
    /// What the log and the schedules say of the learner.
    pub fn stats(&self) -> Result<Stats, StoreError> {
        stats(&self.connection).map_err(failed("read the log"))
    }

    /// How many cards there are of each status. Read from an index in its order, which is much
    /// narrower than the cards.
    pub fn statuses(&self) -> Result<BTreeMap<&'static str, u64>, StoreError> {
        statuses(&self.connection).map_err(failed("count the cards"))
    }
}

fn statuses(connection: &Connection) -> rusqlite::Result<BTreeMap<&'static str, u64>> {
    let mut statement = connection.prepare(include_str!("stats_statuses.sql"))?;
    let mut rows = statement.query([])?;
    let mut statuses = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let status: Status = rows::status(row, "status")?;
        *statuses.entry(status.as_str()).or_default() += u64::from(row.get::<_, u32>("cards")?);
    }
    Ok(statuses)
}

fn stats(connection: &Connection) -> rusqlite::Result<Stats> {
    let mut stats = Stats::default();
    let taken_back = taken_back(connection)?;
    let mut statement = connection.prepare(include_str!("stats_reviews.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if !taken_back.contains(&row.get(0)?) {
            stats.take(told(row)?);
        }
    }
    let mut statement = connection.prepare(include_str!("stats_schedules.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let ef = EaseFactor::from_hundredths(row.get("ef_hundredths")?);
        let cards: u32 = row.get("cards")?;
        stats.take_cards(row.get("interval_days")?, ef, cards.into());
    }
    Ok(stats)
}

/// A line of `stats_reviews.sql`, by place: a column that is looked up by its name in each of
/// millions of lines takes longer than the line.
fn told(row: &Row<'_>) -> rusqlite::Result<Told> {
    let kind = row.get_ref(2)?.as_str()?;
    let grade = row.get(3)?;
    Ok(Told {
        day: StudyDay::from_number(row.get(1)?),
        kind: ReviewKind::parse(kind).ok_or_else(|| rows::meaningless("kind", kind))?,
        grade: Grade::new(grade).ok_or_else(|| rows::meaningless("grade", grade.to_string()))?,
        took_ms: row.get(4)?,
        interval_days: row.get(5)?,
    })
}

fn taken_back(connection: &Connection) -> rusqlite::Result<HashSet<i64>> {
    let mut statement = connection.prepare(counting!("not_counting.sql"))?;
    let operations = statement.query_map([], |row| row.get("id"))?;
    operations.collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{self, Sample, day, noon};
    use crate::learning::review::{Answer, ReviewKind};
    use crate::learning::schedule::sm2::Sm2;
    use crate::learning::stats::{Recalled, Studied};

    fn answer(sample: &mut Sample, on: i32, grade: u8) {
        let answer = testing::answer(1, on, grade, ReviewKind::Scheduled);
        let answer = Answer { took_ms: 2_000, ..answer };
        sample.store.answer(&answer, &Sm2::CANONICAL).unwrap();
    }

    #[test]
    fn what_was_taken_back_does_not_count_until_it_is_done_again() {
        let mut sample = Sample::with_cards(2);
        for (on, grade) in [(0, 4), (1, 4), (7, 2)] {
            answer(&mut sample, on, grade);
        }
        let told = |sample: &Sample| {
            let stats = sample.store.stats().unwrap();
            (stats.recalled(), stats.studied())
        };
        let all = (Recalled { answers: 2, passed: 1 }, Studied { answers: 3, took_ms: 6_000 });
        assert_eq!(told(&sample), all);
        sample.store.undo_last(noon(7), day(7)).unwrap();
        let before = (Recalled { answers: 1, passed: 1 }, Studied { answers: 2, took_ms: 4_000 });
        assert_eq!(told(&sample), before);
        sample.store.redo_last(noon(7), day(7)).unwrap();
        assert_eq!(told(&sample), all);
    }

    #[test]
    fn cards_are_counted_by_status_and_schedules_by_interval() {
        let mut sample = Sample::with_cards(3);
        answer(&mut sample, 0, 4);
        sample.sql("UPDATE cards SET status = 'suspended' WHERE id = 2");
        let statuses = sample.store.statuses().unwrap();
        assert_eq!(
            statuses.into_iter().collect::<Vec<_>>(),
            [("new", 1), ("review", 1), ("suspended", 1)]
        );
        let stats = sample.store.stats().unwrap();
        assert_eq!((stats.intervals[0], stats.intervals.iter().sum::<u64>()), (1, 1));
        assert_eq!(stats.eases.iter().sum::<u64>(), 1);
    }
}
