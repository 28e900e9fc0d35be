//! What the log and the schedules say, in one pass over narrow rows.

use super::{Status, Store, StoreError, failed, rows};
use crate::learning::schedule::EaseFactor;
use crate::learning::stats::{Stats, Told};
use rusqlite::Connection;
use std::collections::{BTreeMap, HashSet};

impl Store {
    /// What the log and the schedules say of the learner.
    pub fn stats(&self) -> Result<Stats, StoreError> {
        stats(&self.connection).map_err(failed("read the log"))
    }

    /// How many cards there are of each status. Read from an index, which is much narrower than
    /// the cards.
    pub fn statuses(&self) -> Result<BTreeMap<&'static str, u64>, StoreError> {
        let read = || {
            let sql = "SELECT status, count(*) AS cards FROM cards INDEXED BY cards_by_deck
                       GROUP BY status";
            let mut statement = self.connection.prepare(sql)?;
            let found = statement.query_map([], |row| {
                let status: Status = rows::status(row, "status")?;
                Ok((status.as_str(), row.get::<_, u32>("cards")?.into()))
            })?;
            found.collect::<rusqlite::Result<_>>()
        };
        read().map_err(failed("count the cards"))
    }
}

fn stats(connection: &Connection) -> rusqlite::Result<Stats> {
    let mut stats = Stats::default();
    let taken_back = taken_back(connection)?;
    let mut statement = connection.prepare(include_str!("stats_reviews.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let operation: i64 = row.get("operation_id")?;
        let counts_with = row.get::<_, Option<i64>>("brought_by")?.unwrap_or(operation);
        if taken_back.contains(&counts_with) {
            continue;
        }
        stats.take(Told {
            day: rows::day(row, "study_day")?,
            kind: rows::review_kind(row)?,
            grade: rows::grade(row)?,
            took_ms: row.get("took_ms")?,
            interval_days: row.get("interval_days_before")?,
        });
    }
    let cards = "SELECT ef_hundredths, interval_days, count(*) AS cards FROM schedules
                 WHERE queued = 1 GROUP BY ef_hundredths, interval_days";
    let mut statement = connection.prepare(cards)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let ef = EaseFactor::from_hundredths(row.get("ef_hundredths")?);
        let cards: u32 = row.get("cards")?;
        stats.take_cards(row.get("interval_days")?, ef, cards.into());
    }
    Ok(stats)
}

fn taken_back(connection: &Connection) -> rusqlite::Result<HashSet<i64>> {
    let mut statement = connection.prepare(include_str!("not_counting.sql"))?;
    let operations = statement.query_map([], |row| row.get("id"))?;
    operations.collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Sample, card, day, noon};
    use crate::learning::review::{Answer, ReviewKind};
    use crate::learning::schedule::sm2::Sm2;
    use crate::learning::stats::{Recalled, Studied};
    use crate::values::grade::Grade;

    fn answer(sample: &mut Sample, on: i32, grade: u8) {
        let (grade, kind) = (Grade::new(grade).unwrap(), ReviewKind::Scheduled);
        let (at, day) = (noon(on), day(on));
        let answer = Answer { card: card(1), grade, kind, at, day, took_ms: 2_000, hinted: false };
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
