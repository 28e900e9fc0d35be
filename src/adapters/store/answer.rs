//! Recording an answer: one transaction.

use super::cards::schedule_of;
use super::items::log_items;
use super::loads::Loads;
use super::{Recorded, Status, Store, StoreError, failed, rows};
use crate::learning::balance;
use crate::learning::recital::Recited;
use crate::learning::review::{Answer, ReviewKind, Scheduled, apply, counted_as};
use crate::learning::schedule::Scheduler;
use crate::values::grade::Grade;
use crate::values::ids::CardId;
use crate::values::time::{StudyDay, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, named_params};

impl Store {
    /// Records one answer. When this returns, the answer is on the disk.
    ///
    /// It is logged as what it counts as, whatever it was asked for: see [`counted_as`].
    pub fn answer(
        &mut self,
        answer: &Answer,
        scheduler: &dyn Scheduler,
    ) -> Result<Recorded, StoreError> {
        self.answer_list(answer, &[], scheduler)
    }

    /// Records one answer that is a list, with what became of the items that were asked, as
    /// [`Store::answer`] does.
    pub fn answer_list(
        &mut self,
        answer: &Answer,
        items: &[Recited],
        scheduler: &dyn Scheduler,
    ) -> Result<Recorded, StoreError> {
        let failed = failed("record the answer");
        let change = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(&failed)?;
        let status = status_of(&change, answer.card)
            .map_err(&failed)?
            .ok_or(StoreError::NoCard(answer.card))?;
        // Back only when all is on the disk: what fails leaves nothing counted.
        let mut loads = self.loads.take();
        let write = |loads: &mut Loads| {
            let (operation, recorded) = record(&change, loads, answer, status, scheduler)?;
            log_items(&change, operation, items)?;
            Ok(recorded)
        };
        // Where nothing is evened out, no counts are read, and those there are go stale.
        let recorded = if scheduler.spacing().evens_out {
            loads.following(&change, answer.card, write)
        } else {
            write(&mut loads)
        };
        let recorded = recorded.map_err(&failed)?;
        change.commit().map_err(&failed)?;
        self.loads.replace(loads);
        Ok(recorded)
    }

    /// What recording this answer would do, were it given with each of these grades. Changes
    /// nothing.
    pub fn foresee(
        &self,
        answer: &Answer,
        grades: &[Grade],
        scheduler: &dyn Scheduler,
    ) -> Result<Vec<Recorded>, StoreError> {
        let look = || {
            let before = schedule_of(&self.connection, answer.card)?;
            let given = grades.iter().map(|grade| Answer { grade: *grade, ..*answer });
            let loads = &mut *self.loads.borrow_mut();
            let outcomes =
                given.map(|given| outcome(&self.connection, loads, before, &given, scheduler));
            outcomes.collect::<rusqlite::Result<_>>()
        };
        look().map_err(failed("work out what an answer would do"))
    }
}

pub(super) fn status_of(connection: &Connection, card: CardId) -> rusqlite::Result<Option<Status>> {
    let mut statement = connection.prepare_cached("SELECT status FROM cards WHERE id = ?1")?;
    statement.query_row([card.raw()], |row| rows::status(row, "status")).optional()
}

/// Gives the operation with what it did.
fn record(
    connection: &Connection,
    loads: &mut Loads,
    answer: &Answer,
    status: Status,
    scheduler: &dyn Scheduler,
) -> rusqlite::Result<(i64, Recorded)> {
    let before = schedule_of(connection, answer.card)?;
    let answer = Answer { at: free_instant(connection, answer.at)?, ..*answer };
    let recorded = outcome(connection, loads, before, &answer, scheduler)?;
    let operation = log_review(connection, &answer, &recorded, scheduler)?;
    if recorded.kind.moves_schedule() {
        let status = if status == Status::New { Status::Review } else { status };
        set_status(connection, answer.card, status)?;
        put_schedule(connection, answer.card, &recorded.after, scheduler.id())?;
    }
    Ok((operation, recorded))
}

/// What an answer to a card on this schedule does.
fn outcome(
    connection: &Connection,
    loads: &mut Loads,
    before: Option<Scheduled>,
    answer: &Answer,
    scheduler: &dyn Scheduler,
) -> rusqlite::Result<Recorded> {
    let kind = counted_as(answer.kind, before.as_ref(), answer.day);
    let answer = Answer { kind, ..*answer };
    let exact = apply(before.as_ref(), &answer, scheduler);
    let after = match kind {
        ReviewKind::Scheduled => evened_out(connection, loads, &answer, exact, scheduler)?,
        _ => exact,
    };
    let due_offset = after.due.days_since(exact.due);
    Ok(Recorded { before, after, at: answer.at, kind, due_offset })
}

/// The schedule with its due day moved to the emptiest day near it, where that is asked for.
///
/// The offset depends on other cards, and so it is logged: a replay takes it from there.
fn evened_out(
    connection: &Connection,
    loads: &mut Loads,
    answer: &Answer,
    exact: Scheduled,
    scheduler: &dyn Scheduler,
) -> rusqlite::Result<Scheduled> {
    let spacing = scheduler.spacing();
    let range = balance::range(exact.state, spacing.max_interval_days);
    let Some(range) = range.filter(|_| spacing.evens_out) else { return Ok(exact) };
    let day = |days: u32| answer.day.plus_days(days);
    let cards = loads.besides(connection, answer.card, [day(*range.start()), day(*range.end())])?;
    let days = balance::emptiest(exact.state.interval_days, range, |days| cards(day(days)));
    Ok(Scheduled { due: day(days), ..exact })
}

/// An instant from this one on at which no answer was logged: the log's instants are unique,
/// since Anki knows a review by its instant.
pub(super) fn free_instant(connection: &Connection, at: Timestamp) -> rusqlite::Result<Timestamp> {
    let mut statement = connection.prepare_cached(include_str!("free_instant.sql"))?;
    let mut next =
        |at: Timestamp| statement.query_row([at.ms()], |row| rows::instant(row, "at_ms"));
    let (mut at, mut free) = (at, next(at)?);
    while free != at {
        (at, free) = (free, next(free)?);
    }
    Ok(free)
}

pub(super) fn log_operation(
    connection: &Connection,
    at: Timestamp,
    day: StudyDay,
    kind: &str,
    undoes: Option<i64>,
) -> rusqlite::Result<i64> {
    connection.prepare_cached(include_str!("log_operation.sql"))?.insert(named_params! {
        ":at": at.ms(),
        ":day": day.number(),
        ":kind": kind,
        ":undoes": undoes,
    })
}

fn log_review(
    connection: &Connection,
    answer: &Answer,
    Recorded { before, after, kind, due_offset, .. }: &Recorded,
    scheduler: &dyn Scheduler,
) -> rusqlite::Result<i64> {
    let operation = log_operation(connection, answer.at, answer.day, "review", None)?;
    let state_before = before.map(|schedule| schedule.state);
    connection.prepare_cached(include_str!("log_review.sql"))?.execute(named_params! {
        ":operation": operation,
        ":card": answer.card.raw(),
        ":at": answer.at.ms(),
        ":day": answer.day.number(),
        ":kind": kind.as_str(),
        ":grade": answer.grade.number(),
        ":took": answer.took_ms,
        ":hinted": answer.hinted,
        ":scheduler": scheduler.id(),
        ":rules": scheduler.rules(),
        ":repetition_before": state_before.map(|state| state.repetition),
        ":ef_before": state_before.map(|state| state.ef.hundredths()),
        ":interval_before": state_before.map(|state| state.interval_days),
        ":due_before": before.map(|schedule| schedule.due.number()),
        ":repetition_after": after.state.repetition,
        ":ef_after": after.state.ef.hundredths(),
        ":interval_after": after.state.interval_days,
        ":due_after": after.due.number(),
        ":offset": due_offset,
    })?;
    Ok(operation)
}

pub(super) fn set_status(
    connection: &Connection,
    card: CardId,
    status: Status,
) -> rusqlite::Result<()> {
    let mut statement =
        connection.prepare_cached("UPDATE cards SET status = ?2 WHERE id = ?1 AND status <> ?2")?;
    statement.execute((card.raw(), status.as_str()))?;
    Ok(())
}

/// Writes the cache of a card's log. The card's status must be the one to come: it decides
/// whether the card is in the queue.
pub(super) fn put_schedule(
    connection: &Connection,
    card: CardId,
    schedule: &Scheduled,
    scheduler: &str,
) -> rusqlite::Result<()> {
    connection.prepare_cached(include_str!("put_schedule.sql"))?.execute(named_params! {
        ":card": card.raw(),
        ":scheduler": scheduler,
        ":repetition": schedule.state.repetition,
        ":ef": schedule.state.ef.hundredths(),
        ":interval": schedule.state.interval_days,
        ":due": schedule.due.number(),
        ":last_day": schedule.last_day.number(),
        ":last_at": schedule.last_at.ms(),
        ":answers": schedule.answers,
        ":lapses": schedule.lapses,
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{self, Sample, card, day, noon};
    use super::*;
    use crate::adapters::store::{Deed, QueueRequest, Scope};
    use crate::learning::queue::Limits;
    use crate::learning::review::replay;
    use crate::learning::schedule::sm2::Sm2;
    use proptest::prelude::*;

    fn answer(number: i64, on: i32, grade: u8, kind: ReviewKind) -> Answer {
        Answer { took_ms: 4210, ..testing::answer(number, on, grade, kind) }
    }

    fn give(sample: &mut Sample, number: i64, on: i32, grade: u8) -> Recorded {
        let answer = answer(number, on, grade, ReviewKind::Scheduled);
        sample.store.answer(&answer, &Sm2::CANONICAL).unwrap()
    }

    fn record_of(sample: &Sample, number: i64) -> (Status, Option<Scheduled>) {
        let record = sample.store.card(card(number)).unwrap().unwrap();
        (record.status, record.schedule)
    }

    #[test]
    fn an_answer_is_on_the_disk_when_it_returns() {
        let mut sample = Sample::with_cards(1);
        let recorded = give(&mut sample, 1, 0, 4);
        let path = sample.folder.path().join("recall.db");
        let other = Store::open(&path, noon(0)).unwrap();
        let seen = other.card(card(1)).unwrap().unwrap();
        assert_eq!(seen.schedule, Some(recorded.after));
        assert_eq!(seen.status, Status::Review);
        let log = other.reviews_of(card(1)).unwrap();
        assert_eq!((log.len(), log[0].took_ms, log[0].before), (1, 4210, None));
    }

    #[test]
    fn a_due_day_moves_to_the_emptiest_day_near_it_and_the_interval_stays_exact() {
        use crate::learning::schedule::Spacing;
        let even = Sm2::CANONICAL.spaced(Spacing { evens_out: true, ..Spacing::EXACT });
        let mut sample = Sample::with_cards(3);
        for number in 1..=3 {
            for on in [0, 1, 7] {
                let answer = answer(number, on, 4, ReviewKind::Scheduled);
                sample.store.answer(&answer, &even).unwrap();
            }
        }
        // Each has an interval of 15 days from day 7 on; 13 to 17 are near enough.
        let of = |number| record_of(&sample, number).1.unwrap();
        assert_eq!([1, 2, 3].map(|number| of(number).due), [day(22), day(21), day(23)]);
        assert_eq!([1, 2, 3].map(|number| of(number).state.interval_days), [15; 3]);
        let log = sample.store.reviews_of(card(2)).unwrap();
        assert_eq!(log.iter().map(|review| review.due_offset).collect::<Vec<_>>(), [0, 0, -1]);
        assert_eq!(replay(&log), Some(of(2)));
    }

    #[test]
    fn what_an_answer_would_do_is_what_it_does() {
        use crate::learning::schedule::Spacing;
        let even = Sm2::CANONICAL.spaced(Spacing { evens_out: true, ..Spacing::EXACT });
        let mut sample = Sample::with_cards(3);
        let mut offsets = Vec::new();
        for (on, kind) in [
            (0, ReviewKind::Scheduled),
            (1, ReviewKind::Scheduled),
            (7, ReviewKind::Scheduled),
            (7, ReviewKind::Scheduled),
            (10, ReviewKind::Ahead),
        ] {
            for number in 1..=3 {
                let given = answer(number, on, 4, kind);
                let grades = [Grade::AGAIN, Grade::GOOD];
                let foreseen = sample.store.foresee(&given, &grades, &even).unwrap();
                let recorded = sample.store.answer(&given, &even).unwrap();
                // The instant apart, which is not free any more.
                let Recorded { at, after: Scheduled { last_at, .. }, .. } = recorded;
                let after = Scheduled { last_at, ..foreseen[1].after };
                assert_eq!(Recorded { after, at, ..foreseen[1] }, recorded);
                assert_ne!(foreseen[0].days(), Some(0));
                offsets.push(recorded.due_offset);
            }
        }
        assert_eq!(offsets, [0, 0, 0, 0, 0, 0, 0, -1, 1, 0, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn a_card_that_says_another_thing_is_answered_ahead_of_its_day() {
        let mut sample = Sample::with_cards(2);
        for number in [1, 2] {
            for on in [0, 1] {
                give(&mut sample, number, on, 4);
            }
        }
        sample.sql("UPDATE cards SET was_question = 'q', was_answer = 'a', changed_day = 20003");
        let due = |sample: &Sample, number| record_of(sample, number).1.unwrap().due;
        assert_eq!(due(&sample, 1), day(3));
        assert_eq!(give(&mut sample, 1, 3, 4).kind, ReviewKind::Ahead);
        assert_eq!(due(&sample, 1), day(8), "5 days of ease for 2 that passed");
        give(&mut sample, 2, 3, 2);
        assert_eq!(due(&sample, 2), day(4), "it was not known");
    }

    #[test]
    fn answers_of_one_instant_are_logged_a_millisecond_apart() {
        let mut sample = Sample::with_cards(3);
        let logged = [1, 2, 3].map(|number| give(&mut sample, number, 0, 4).at.ms());
        let noon = noon(0).ms();
        assert_eq!(logged, [noon, noon + 1, noon + 2]);
    }

    #[test]
    fn an_instant_in_a_run_of_thousands_is_still_free() {
        let sample = Sample::with_cards(1);
        let noon = noon(0).ms();
        let sql = format!(
            "INSERT INTO operations WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n \
             LIMIT 2500) SELECT id, {noon} + id, 20000, 'review', NULL, '{{}}' FROM n;
             INSERT INTO reviews SELECT id, 1, at_ms, 20000, 'cram', 4, 0, 0, 'sm2', 'canonical', \
             1, 250, 1, 20001, 1, 250, 1, 20001, 0, NULL FROM operations"
        );
        sample.sql(&sql);
        let free = |after| {
            let at = Timestamp::from_ms(noon + after);
            free_instant(&sample.store.connection, at).unwrap().ms() - noon
        };
        assert_eq!(
            [free(0), free(1), free(7), free(2500), free(2501)],
            [0, 2501, 2501, 2501, 2501]
        );
    }

    #[test]
    fn a_card_that_another_session_answered_first_is_only_drilled() {
        let mut sample = Sample::with_cards(1);
        let first = give(&mut sample, 1, 0, 2);
        let second = give(&mut sample, 1, 0, 4);
        assert_eq!(second.kind, ReviewKind::Drill);
        assert_eq!(second.after, first.after);
    }

    #[test]
    fn an_unknown_card_cannot_be_answered() {
        let mut sample = Sample::with_cards(1);
        let answer = answer(7, 0, 4, ReviewKind::Scheduled);
        let refused = sample.store.answer(&answer, &Sm2::CANONICAL);
        assert!(matches!(refused, Err(StoreError::NoCard(id)) if id == card(7)));
    }

    #[test]
    fn undo_takes_back_answer_after_answer_and_keeps_them_in_the_log() {
        let mut sample = Sample::with_cards(1);
        give(&mut sample, 1, 0, 4);
        let kept = record_of(&sample, 1);
        give(&mut sample, 1, 1, 0);
        let undone = sample.store.undo_last(noon(1), day(1)).unwrap().unwrap();
        let deed = Deed::Answered { kind: ReviewKind::Scheduled, grade: Grade::new(0).unwrap() };
        assert_eq!((undone.step.deed, undone.step.card, undone.kept), (deed, Some(card(1)), 0));
        assert_eq!(record_of(&sample, 1), kept);
        sample.store.undo_last(noon(1), day(1)).unwrap().unwrap();
        assert_eq!(record_of(&sample, 1), (Status::New, None));
        assert_eq!(sample.store.undo_last(noon(1), day(1)).unwrap(), None);
        assert_eq!(sample.store.reviews_of(card(1)).unwrap(), []);
        let logged = "SELECT count(*) FROM operations";
        let logged: u32 = sample.store.connection.query_row(logged, [], |row| row.get(0)).unwrap();
        assert_eq!(logged, 4);
    }

    #[test]
    fn an_answer_counts_again_when_its_undo_is_undone() {
        let mut sample = Sample::with_cards(1);
        give(&mut sample, 1, 0, 4);
        sample.store.undo_last(noon(0), day(0)).unwrap();
        let undo =
            "INSERT INTO operations SELECT NULL, 0, 0, 'undo', max(id), '{}' FROM operations;";
        let counting = |sample: &Sample| sample.store.reviews_of(card(1)).unwrap().len();
        for counts in [1, 0, 1] {
            sample.sql(undo);
            assert_eq!(counting(&sample), counts);
        }
    }

    #[test]
    fn a_suspended_card_stays_suspended_when_its_answer_is_taken_back() {
        let mut sample = Sample::with_cards(1);
        give(&mut sample, 1, 0, 4);
        sample.sql("UPDATE cards SET status = 'suspended'");
        sample.store.undo_last(noon(0), day(0)).unwrap();
        assert_eq!(record_of(&sample, 1), (Status::Suspended, None));
    }

    #[test]
    fn the_log_cannot_be_rewritten() {
        let mut sample = Sample::with_cards(1);
        give(&mut sample, 1, 0, 4);
        for change in ["UPDATE reviews SET grade = 5", "DELETE FROM operations"] {
            assert!(sample.store.connection.execute(change, []).is_err(), "{change}");
        }
    }

    #[test]
    fn a_second_process_waits_until_the_first_has_written() {
        let mut sample = Sample::with_cards(8);
        let path = sample.folder.path().join("recall.db");
        let threads: Vec<_> = (1..=4)
            .map(|number| {
                let mut store = Store::open(&path, noon(0)).unwrap();
                std::thread::spawn(move || {
                    for on in [0, 1, 7] {
                        let answer = answer(number, on, 4, ReviewKind::Scheduled);
                        store.answer(&answer, &Sm2::CANONICAL).unwrap();
                    }
                })
            })
            .collect();
        for on in [0, 1, 7] {
            give(&mut sample, 8, on, 4);
        }
        for thread in threads {
            thread.join().unwrap();
        }
        for number in [1, 2, 3, 4, 8] {
            assert_eq!(sample.store.reviews_of(card(number)).unwrap().len(), 3);
        }
    }

    /// What a learner may do to one of three cards.
    #[derive(Debug, Clone, Copy)]
    enum Act {
        Answer { number: i64, grade: u8, kind: ReviewKind },
        Undo,
        Sleep { days: i32 },
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        use ReviewKind::{Ahead, Cram, Drill, Scheduled};
        let kind = prop::sample::select(vec![Scheduled, Scheduled, Scheduled, Drill, Cram, Ahead]);
        let act = prop_oneof![
            6 => (1..=3_i64, 0..=5_u8, kind)
                .prop_map(|(number, grade, kind)| Act::Answer { number, grade, kind }),
            2 => Just(Act::Undo),
            3 => (1..40_i32).prop_map(|days| Act::Sleep { days }),
        ];
        prop::collection::vec(act, 0..40)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn the_schedule_is_what_a_replay_of_the_log_gives(acts in acts()) {
            let mut sample = Sample::with_cards(3);
            let mut today = 0;
            for act in acts {
                match act {
                    Act::Sleep { days } => today += days,
                    Act::Undo => {
                        sample.store.undo_last(noon(today), day(today)).unwrap();
                    }
                    Act::Answer { number, grade, kind } => {
                        let answer = answer(number, today, grade, kind);
                        sample.store.answer(&answer, &Sm2::CANONICAL).unwrap();
                    }
                }
                for number in 1..=3 {
                    let (status, schedule) = record_of(&sample, number);
                    let log = sample.store.reviews_of(card(number)).unwrap();
                    prop_assert_eq!(schedule, replay(&log));
                    prop_assert_eq!(status == Status::New, schedule.is_none());
                }
                let (scope, limits) = (Scope::default(), Limits::default());
                let queue = sample.store.queue(&QueueRequest::new(day(today))).unwrap();
                let counts = sample.store.counts(day(today), &scope, limits).unwrap();
                let all = queue.cards.len() + queue.drill.len();
                prop_assert_eq!(usize::try_from(counts.total).unwrap(), all);
            }
        }

        #[test]
        fn an_answer_taken_back_leaves_no_trace_but_the_log(
            grades in prop::collection::vec(0..=5_u8, 0..6),
            last in 0..=5_u8,
        ) {
            let mut sample = Sample::with_cards(1);
            let mut today = 0;
            for grade in grades {
                let after = give(&mut sample, 1, today, grade).after;
                today = after.due.days_since(day(0));
            }
            let before = record_of(&sample, 1);
            let given = give(&mut sample, 1, today, last).after;
            sample.store.undo_last(noon(today), day(today)).unwrap();
            prop_assert_eq!(record_of(&sample, 1), before);
            // The instant differs, since the log keeps the first.
            let again = give(&mut sample, 1, today, last).after;
            prop_assert_eq!(Scheduled { last_at: given.last_at, ..again }, given);
        }
    }
}
