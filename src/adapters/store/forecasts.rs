//! What the days to come will bring, by the schedules, the holds and one's own last answers.

use super::queue::{LAST_LINES, room_on};
use super::{Scope, Store, StoreError, failed, rows};
use crate::learning::forecast::{Backlog, Forecast, Future, PassRate, Rooms};
use crate::learning::queue::Limits;
use crate::learning::review::Scheduled;
use crate::learning::schedule::{EaseFactor, Scheduler, State};
use crate::values::time::StudyDay;
use rusqlite::{Connection, named_params};
use std::collections::HashMap;

/// How many cards on a schedule a backlog is worked out for without being asked to.
const QUICK: u32 = 10_000;

/// Where a fact had a higher number, a collection is taken for too large for that, however few of
/// its cards are on a schedule: the new ones have to be counted too. To know of that takes no count.
const MOST_FACTS: i64 = 100_000;

/// What a day's limits leave for another day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leftover {
    /// No card.
    Nothing,
    /// These cards.
    Backlog(Backlog),
    /// Cards of a collection so large that the rest is not worked out in passing.
    TooMuch,
}

impl Store {
    /// How many answers pass, by the latest ones.
    pub fn pass_rate(&self) -> Result<PassRate, StoreError> {
        let read = || {
            let mut statement = self.connection.prepare_cached(counting!("pass_rate.sql"))?;
            let parameters = named_params! { ":answers": PassRate::ANSWERS, ":lines": LAST_LINES };
            statement.query_row(parameters, |row| {
                Ok(PassRate::of(row.get("passed")?, row.get("answers")?))
            })
        };
        read().map_err(failed("count the answers that passed"))
    }

    /// What so many days will bring, today first, within these limits a day.
    pub fn forecast(
        &self,
        today: StudyDay,
        days: u32,
        limits: Limits,
        scheduler: &dyn Scheduler,
    ) -> Result<Forecast, StoreError> {
        let holds = self.holds()?;
        let mut future = Future::new(scheduler, self.pass_rate()?);
        if holds.are_by_deck() {
            self.for_each_scheduled(&Scope::default(), |card| {
                let Scheduled { state, due, .. } = card.schedule;
                future.add(state, due, holds.seen_on(card.not_before(due), card.deck, today));
            })?;
        } else {
            let add = |state, due, not_before| {
                future.add(state, due, holds.seen_on(not_before, "", today));
            };
            each_state(&self.connection, add).map_err(failed("read the schedules"))?;
        }
        // As many as these days can bring are looked at more closely.
        let soon = limits.new.saturating_mul(days);
        let add = |from, each, facts| future.add_new(from, each, facts);
        each_new(&self.connection, today, soon, add).map_err(failed("count the new cards"))?;
        Ok(future.lived(today, days, self.rooms(today, limits)?, &holds))
    }

    /// What today's queue has, and what the limits would allow it.
    fn rooms(&self, today: StudyDay, limits: Limits) -> Result<Rooms, StoreError> {
        let counts = self.counts(today, &Scope::default(), limits)?;
        let most_reviews = most_reviews(&self.connection, today, limits);
        let most_reviews = most_reviews.map_err(failed("count what was done today"))?;
        let queue = Limits { new: counts.new, reviews: counts.due, daily: None };
        Ok(Rooms { today: queue, ahead: counts.ahead, most_reviews, later: limits })
    }

    /// The cards that today's limits leave for another day.
    pub fn backlog(
        &self,
        today: StudyDay,
        limits: Limits,
        scheduler: &dyn Scheduler,
    ) -> Result<Leftover, StoreError> {
        let is_over = || {
            let most = most_reviews(&self.connection, today, limits)?;
            let sql =
                "SELECT 1 FROM schedules WHERE queued = 1 AND due_day <= ?1 LIMIT 1 OFFSET ?2";
            self.connection.prepare_cached(sql)?.exists((today.number(), most))
        };
        if !is_over().map_err(failed("count what is due"))? {
            return Ok(Leftover::Nothing);
        }
        if is_large(&self.connection).map_err(failed("count what is due"))? {
            return Ok(Leftover::TooMuch);
        }
        let backlog = self.forecast(today, 1, limits, scheduler)?.backlog;
        let backlog = backlog.filter(|backlog| backlog.begins == today);
        Ok(backlog.map_or(Leftover::Nothing, Leftover::Backlog))
    }
}

/// Whether the collection is too large to be looked through in passing.
fn is_large(connection: &Connection) -> rusqlite::Result<bool> {
    let last = "SELECT coalesce(max(id), 0) > ?1 AS is_large FROM facts";
    let mut statement = connection.prepare_cached(last)?;
    if statement.query_row([MOST_FACTS], |row| row.get("is_large"))? {
        return Ok(true);
    }
    // An index has many rows a page.
    let sql = "SELECT 1 FROM schedules WHERE queued = 1 AND due_day >= 0 LIMIT 1 OFFSET ?1";
    connection.prepare_cached(sql)?.exists([QUICK])
}

/// How many reviews the limits still allow today.
fn most_reviews(connection: &Connection, today: StudyDay, limits: Limits) -> rusqlite::Result<u32> {
    let room = room_on(connection, today, limits)?;
    Ok(room.reviews.min(room.daily.unwrap_or(u32::MAX)))
}

/// Shows the facts of the first `most` new cards: the day from which one of its cards can begin,
/// how many it has, and how many facts these are. Of the other cards each counts as one of a fact
/// of its own.
fn each_new(
    connection: &Connection,
    today: StudyDay,
    most: u32,
    mut visit: impl FnMut(StudyDay, u32, u64),
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(include_str!("new_by_fact.sql"))?;
    let mut rows =
        statement.query(named_params! { ":tomorrow": today.number() + 1, ":most": most })?;
    let mut seen = 0;
    while let Some(row) = rows.next()? {
        let (cards, due): (u32, Option<i32>) = (row.get("cards")?, row.get("sibling_due_day")?);
        // It begins on the day after the one that its sibling has.
        let from = due.map_or(today, |due| StudyDay::from_number(due).max(today).plus_days(1));
        visit(from, cards, 1);
        seen += u64::from(cards);
    }
    let sql = "SELECT count(*) AS cards FROM cards WHERE status = 'new'";
    let all: u32 = connection.query_row(sql, [], |row| row.get("cards"))?;
    visit(today, 1, u64::from(all).saturating_sub(seen));
    Ok(())
}

/// Shows the state of every card on a schedule, the day on which it is due, and that until which
/// it is buried where that is later. Reads no more than that of it, since all of them are read.
fn each_state(
    connection: &Connection,
    mut visit: impl FnMut(State, StudyDay, StudyDay),
) -> rusqlite::Result<()> {
    let mut buried = HashMap::new();
    let sql = "SELECT id, buried_until_day FROM cards WHERE buried_until_day IS NOT NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        buried.insert(row.get::<_, i64>("id")?, rows::day(row, "buried_until_day")?);
    }
    let mut statement = connection.prepare_cached(include_str!("states.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (card, due) = (row.get(0)?, StudyDay::from_number(row.get(1)?));
        let state = State {
            repetition: row.get(2)?,
            ef: EaseFactor::from_hundredths(row.get(3)?),
            interval_days: row.get(4)?,
        };
        let not_before = buried.get(&card).map_or(due, |until| due.max(*until));
        visit(state, due, not_before);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Sample, day, pass};
    use super::*;
    use crate::learning::schedule::sm2::Sm2;

    #[test]
    fn a_backlog_is_worked_out_in_passing_unless_the_collection_is_large() {
        let mut sample = Sample::with_cards(3);
        (1..=3).for_each(|number| pass(&mut sample, number, 0));
        let leftover = |sample: &Sample, reviews| {
            let limits = Limits { new: 0, reviews, daily: None };
            sample.store.backlog(day(1), limits, &Sm2::CANONICAL).unwrap()
        };
        assert_eq!(leftover(&sample, 3), Leftover::Nothing);
        let Leftover::Backlog(backlog) = leftover(&sample, 1) else { panic!("there is one") };
        assert_eq!((backlog.cards.rounded(), backlog.begins), (2, day(1)));
        sample.add_card(4, MOST_FACTS + 1, 1);
        assert_eq!(leftover(&sample, 1), Leftover::TooMuch);
        assert_eq!(leftover(&sample, 3), Leftover::Nothing);
    }
}
