//! The clock and the time zone: the only place that asks the machine for either.

use crate::values::time::{Rollover, StudyDay, Timestamp};
use std::time::Instant;

/// The time as this run sees it: the machine's, or a fixed one for tests and demonstrations.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    fixed: Option<Timestamp>,
    rollover: Rollover,
    started: Instant,
}

impl Clock {
    /// The machine's clock, or one that stands still at `fixed`.
    pub fn new(fixed: Option<Timestamp>, rollover: Rollover) -> Self {
        #[expect(clippy::disallowed_methods, reason = "this is the clock")]
        let started = Instant::now();
        Self { fixed, rollover, started }
    }

    /// The current instant.
    pub fn now(&self) -> Timestamp {
        #[expect(clippy::disallowed_methods, reason = "this is the clock")]
        self.fixed.unwrap_or_else(|| Timestamp::from_ms(chrono::Utc::now().timestamp_millis()))
    }

    /// The current study day in the learner's time zone.
    pub fn today(&self) -> StudyDay {
        self.day_of(self.now())
    }

    /// The study day of an instant in the learner's time zone.
    pub fn day_of(&self, at: Timestamp) -> StudyDay {
        self.rollover.study_day(at, &chrono::Local)
    }

    /// The start of a study day in the learner's time zone, and its minutes west of UTC.
    pub fn start_of(&self, day: StudyDay) -> (Timestamp, i32) {
        self.rollover.starts(day, &chrono::Local)
    }

    /// Milliseconds since this run began, from a clock that never goes back. Stands still when
    /// the time is fixed.
    pub fn elapsed_ms(&self) -> u64 {
        match self.fixed {
            Some(_) => 0,
            None => u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX),
        }
    }
}
