//! Reviews that are brought in, and the schedules that they give.

use super::{ForeignReview, Intake};
use crate::adapters::store::answer::{free_instant, put_schedule};
use crate::adapters::store::{StoreError, failed};
use crate::learning::review::{Review, Scheduled};
use crate::values::ids::CardId;
use crate::values::time::Timestamp;
use rusqlite::types::Value;

/// The rule set that reviews from Anki are logged under: what it decided, not what SM-2 would.
const RULES: &str = "anki";

impl Intake<'_> {
    /// Adds a review to the log, and gives the instant under which it is there: where that of the
    /// review is taken, a free one after it. `anki` is the line it was made of; none where it is
    /// only said what Anki had decided.
    pub fn review(
        &mut self,
        card: CardId,
        review: &Review,
        anki: Option<&ForeignReview>,
    ) -> Result<Timestamp, StoreError> {
        let (operation, at) = self.log(card, review, RULES, "{}")?;
        if let Some(anki) = anki {
            self.foreign_review(operation, anki);
        }
        self.write_heap()?;
        Ok(at)
    }

    /// Keeps the line of Anki's log that a review was made of.
    pub(super) fn foreign_review(&mut self, operation: i64, line: &ForeignReview) {
        self.waiting.foreign_reviews.push([
            operation.into(),
            line.id.into(),
            line.ease.into(),
            line.interval.into(),
            line.last_interval.into(),
            line.factor.into(),
            line.took_ms.into(),
            line.kind.into(),
        ]);
    }

    /// Adds a row to the log, and gives its operation and its instant.
    pub(super) fn log(
        &mut self,
        card: CardId,
        review: &Review,
        rules: &str,
        detail: &str,
    ) -> Result<(i64, Timestamp), StoreError> {
        let at = self.free_instant(review.at)?;
        let operation = self.next_operation;
        self.next_operation += 1;
        self.waiting.operations.push([
            operation.into(),
            review.at.ms().into(),
            review.day.number().into(),
            "brought".to_owned().into(),
            Value::Null,
            detail.to_owned().into(),
        ]);
        let before = review.before.map(|(state, _)| state);
        self.waiting.reviews.push([
            operation.into(),
            card.raw().into(),
            at.ms().into(),
            review.day.number().into(),
            review.kind.as_str().to_owned().into(),
            review.grade.number().into(),
            review.took_ms.into(),
            review.hinted.into(),
            "sm2".to_owned().into(),
            rules.to_owned().into(),
            before.map(|state| state.repetition).into(),
            before.map(|state| state.ef.hundredths()).into(),
            before.map(|state| state.interval_days).into(),
            review.before.map(|(_, due)| due.number()).into(),
            review.after.repetition.into(),
            review.after.ef.hundredths().into(),
            review.after.interval_days.into(),
            review.due_after.number().into(),
            review.due_offset.into(),
            self.recording.operation().into(),
        ]);
        Ok((operation, at))
    }

    /// An instant that no review has: this one, or one soon after it.
    fn free_instant(&mut self, at: Timestamp) -> Result<Timestamp, StoreError> {
        if at > self.last_at {
            self.last_at = at;
            return Ok(at);
        }
        // Those that wait have one too.
        self.write_waiting()?;
        let at = free_instant(&self.change, at).map_err(failed("read the review log"))?;
        self.last_at = self.last_at.max(at);
        Ok(at)
    }

    /// Writes the schedule of a card that never had one; `is_queued` where it is asked when due.
    pub fn new_schedule(
        &mut self,
        card: CardId,
        schedule: &Scheduled,
        is_queued: bool,
    ) -> Result<(), StoreError> {
        self.waiting.schedules.push([
            card.raw().into(),
            "sm2".to_owned().into(),
            schedule.state.repetition.into(),
            schedule.state.ef.hundredths().into(),
            schedule.state.interval_days.into(),
            schedule.due.number().into(),
            schedule.last_day.number().into(),
            schedule.last_at.ms().into(),
            schedule.answers.into(),
            schedule.lapses.into(),
            is_queued.into(),
        ]);
        self.write_heap()
    }

    /// Writes the cache of a card's log: what a replay of it gives.
    pub fn schedule(&mut self, card: CardId, schedule: &Scheduled) -> Result<(), StoreError> {
        self.write_waiting()?;
        put_schedule(&self.change, card, schedule, "sm2").map_err(failed("write the schedule"))
    }
}
