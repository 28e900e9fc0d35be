//! What the days to come will bring, by the schedules, the holds and one's own last answers.

use super::queue::{LAST_LINES, room_on};
use super::{Scope, Store, StoreError, failed};
use crate::learning::forecast::{Backlog, Forecast, Future, PassRate};
use crate::learning::queue::Limits;
use crate::learning::schedule::Scheduler;
use crate::values::time::StudyDay;
use rusqlite::named_params;

/// How many cards on a schedule a backlog is worked out for without being asked to.
const QUICK: u32 = 50_000;

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
            let mut statement = self.connection.prepare_cached(include_str!("pass_rate.sql"))?;
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
        self.for_each_scheduled(&Scope::default(), |card| {
            let day = card.not_before(card.schedule.due);
            future.add(&card.schedule, holds.seen_on(day, card.deck, today));
        })?;
        future.add_new(self.new_cards()?);
        let room = room_on(&self.connection, today, limits);
        let room = room.map_err(failed("count what was done today"))?;
        Ok(future.lived(today, days, [room, limits], &holds))
    }

    /// The cards that today's limits leave for another day.
    pub fn backlog(
        &self,
        today: StudyDay,
        limits: Limits,
        scheduler: &dyn Scheduler,
    ) -> Result<Leftover, StoreError> {
        let is_over = || {
            let room = room_on(&self.connection, today, limits)?;
            let most = room.reviews.min(room.daily.unwrap_or(u32::MAX));
            let sql =
                "SELECT 1 FROM schedules WHERE queued = 1 AND due_day <= ?1 LIMIT 1 OFFSET ?2";
            self.connection.prepare_cached(sql)?.exists((today.number(), most))
        };
        let is_large = || {
            let sql = "SELECT 1 FROM schedules LIMIT 1 OFFSET ?1";
            self.connection.prepare_cached(sql)?.exists([QUICK])
        };
        if !is_over().map_err(failed("count what is due"))? {
            return Ok(Leftover::Nothing);
        }
        if is_large().map_err(failed("count what is due"))? {
            return Ok(Leftover::TooMuch);
        }
        let backlog = self.forecast(today, 1, limits, scheduler)?.backlog;
        let backlog = backlog.filter(|backlog| backlog.begins == today);
        Ok(backlog.map_or(Leftover::Nothing, Leftover::Backlog))
    }

    fn new_cards(&self) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) AS cards FROM cards WHERE status = 'new'";
        let read = || self.connection.query_row(sql, [], |row| row.get::<_, u32>("cards"));
        read().map(u64::from).map_err(failed("count the new cards"))
    }
}
