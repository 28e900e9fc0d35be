//! Working every schedule out anew by other rules: lines that are added to the log, and one step.

use super::answer::log_operation;
use super::deeds::{Act, Moment};
use super::logs::{Line, Origin, each_log};
use super::recording::Recording;
use super::undo::restore;
use super::{Store, StoreError, failed};
use crate::learning::review::{Replayed, Review, ReviewKind, Scheduled, replay, replay_by};
use crate::learning::schedule::Scheduler;
use crate::values::grade::Grade;
use crate::values::ids::CardId;
use crate::values::time::Timestamp;
use rusqlite::{Connection, TransactionBehavior, named_params};

/// What other rules do to a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// The card.
    pub card: CardId,
    /// How it was graded last.
    pub grade: Grade,
    /// Its schedule now.
    pub before: Scheduled,
    /// Its schedule by the other rules.
    pub after: Scheduled,
}

/// What other rules do to every card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rescheduling {
    /// How many cards were looked at.
    pub cards: u64,
    /// Those whose schedule is another.
    pub moves: Vec<Move>,
}

impl Store {
    /// What these rules would make of the answers in the log. Changes nothing.
    pub fn preview_rescheduling(&self, rules: &dyn Scheduler) -> Result<Rescheduling, StoreError> {
        rescheduling(&self.connection, rules).map_err(failed("replay the log"))
    }

    /// Makes every schedule what these rules give, as one step at this moment.
    pub fn reschedule(
        &mut self,
        rules: &dyn Scheduler,
        moment: Moment,
    ) -> Result<Rescheduling, StoreError> {
        let failed = failed("reschedule the cards");
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(&failed)?;
        let make = || {
            let found = rescheduling(&transaction, rules)?;
            if !found.moves.is_empty() {
                write(&transaction, &found.moves, rules, moment)?;
            }
            Ok(found)
        };
        let found = make().map_err(&failed)?;
        transaction.commit().map_err(&failed)?;
        Ok(found)
    }
}

fn rescheduling(connection: &Connection, rules: &dyn Scheduler) -> rusqlite::Result<Rescheduling> {
    let mut found = Rescheduling::default();
    each_log(connection, |card, lines| {
        let log: Vec<Review> = lines.iter().map(|line| line.review).collect();
        let after = replay_by(lines.iter().filter_map(replayed), rules);
        let is_answer =
            |line: &&Line| line.origin != Origin::Rescheduled && line.review.kind.moves_schedule();
        let last = lines.iter().rfind(is_answer);
        if let (Some(before), Some(after), Some(last)) = (replay(&log), after, last) {
            found.cards += 1;
            if before != after {
                found.moves.push(Move { card, grade: last.review.grade, before, after });
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// What was answered here is worked out anew; what was brought in stays as it was recorded; and
/// what other rules made of it once does not count.
fn replayed(line: &Line) -> Option<Replayed> {
    match line.origin {
        Origin::Given => Some(Replayed::Anew(line.review)),
        Origin::Brought => Some(Replayed::AsRecorded(line.review)),
        Origin::Rescheduled => None,
    }
}

fn write(
    connection: &Connection,
    moves: &[Move],
    rules: &dyn Scheduler,
    moment: Moment,
) -> rusqlite::Result<()> {
    let mut recording = Recording::begin(connection)?;
    let detail = serde_json::json!({ "rules": rules.rules(), "cards": moves.len() });
    recording.log(connection, Act::Reschedule, moment, &detail)?;
    // The log's instants are unique: these follow each other behind all others.
    let sql = "SELECT max(coalesce(max(at_ms) + 1, 0), ?1) AS at_ms FROM reviews";
    let mut at =
        connection.query_row(sql, [moment.at.ms()], |row| super::rows::instant(row, "at_ms"))?;
    for moved in moves {
        let Moment { day, .. } = moment;
        let line = log_operation(connection, at, day, "brought", None)?;
        bring(connection, moved, rules, [line, recording.operation()], Moment { at, day })?;
        restore(connection, moved.card)?;
        at = Timestamp::from_ms(at.ms() + 1);
    }
    recording.end(connection).map(drop)
}

/// Adds a line to the log that sets a schedule, and counts with the operation that brings it.
fn bring(
    connection: &Connection,
    Move { card, grade, before, after }: &Move,
    rules: &dyn Scheduler,
    [line, brought_by]: [i64; 2],
    moment: Moment,
) -> rusqlite::Result<()> {
    connection.prepare_cached(include_str!("bring_manual.sql"))?.execute(named_params! {
        ":operation": line,
        ":brought_by": brought_by,
        ":card": card.raw(),
        ":at": moment.at.ms(),
        ":day": moment.day.number(),
        ":kind": ReviewKind::Manual.as_str(),
        ":grade": grade.number(),
        ":scheduler": rules.id(),
        ":rules": rules.rules(),
        ":repetition_before": before.state.repetition,
        ":ef_before": before.state.ef.hundredths(),
        ":interval_before": before.state.interval_days,
        ":due_before": before.due.number(),
        ":repetition_after": after.state.repetition,
        ":ef_after": after.state.ef.hundredths(),
        ":interval_after": after.state.interval_days,
        ":due_after": after.due.number(),
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Sample, answer, card, day, give, noon};
    use super::*;
    use crate::adapters::store::Deed;
    use crate::learning::schedule::sm2::Sm2;

    fn now() -> Moment {
        Moment { at: noon(30), day: day(30) }
    }

    /// Three cards, two of them answered on their days.
    fn answered() -> Sample {
        let mut sample = Sample::with_cards(3);
        for (number, on, grade) in
            [(1, 0, 5), (2, 0, 3), (1, 1, 5), (2, 1, 3), (1, 7, 5), (2, 7, 3), (2, 8, 0)]
        {
            let kind = if on == 8 { ReviewKind::Ahead } else { ReviewKind::Scheduled };
            give(&mut sample, number, on, grade, kind);
        }
        sample
    }

    fn schedule(sample: &Sample, number: i64) -> Scheduled {
        sample.store.card(card(number)).unwrap().unwrap().schedule.unwrap()
    }

    fn interval(sample: &Sample, number: i64) -> u32 {
        schedule(sample, number).state.interval_days
    }

    #[test]
    fn every_schedule_becomes_what_the_rules_give_and_goes_back() {
        let mut sample = answered();
        let before = [1, 2].map(|number| schedule(&sample, number));
        assert_eq!(interval(&sample, 1), 17);
        let preview = sample.store.preview_rescheduling(&Sm2::WIKIPEDIA).unwrap();
        assert_eq!((preview.cards, preview.moves.len()), (2, 1));
        assert_eq!((preview.moves[0].before.due, preview.moves[0].after.due), (day(24), day(23)));
        assert_eq!(sample.store.reschedule(&Sm2::WIKIPEDIA, now()).unwrap(), preview);
        assert_eq!((interval(&sample, 1), schedule(&sample, 2)), (16, before[1]));
        assert_eq!(schedule(&sample, 1).answers, 3, "nothing was answered");
        assert_eq!(sample.store.check_up().unwrap().faults, []);
        let undone = sample.store.undo_last(noon(31), day(31)).unwrap().unwrap();
        assert_eq!((undone.step.deed, undone.step.cards), (Deed::Did(Act::Reschedule), 1));
        assert_eq!([1, 2].map(|number| schedule(&sample, number)), before);
        sample.store.redo_last(noon(31), day(31)).unwrap().unwrap();
        assert_eq!(interval(&sample, 1), 16);
    }

    #[test]
    fn other_rules_show_nobody_what_a_card_said_before() {
        let mut sample = answered();
        sample.sql("UPDATE cards SET was_question = 'q', was_answer = 'a', changed_day = 20008 WHERE id = 1");
        let said = |sample: &Sample| sample.store.card(card(1)).unwrap().unwrap().changed_from;
        let before = said(&sample);
        assert!(before.is_some());
        sample.store.reschedule(&Sm2::WIKIPEDIA, now()).unwrap();
        assert_eq!((said(&sample), interval(&sample, 1)), (before, 16));
        assert_eq!(schedule(&sample, 1).due, day(8), "due since that was found");
        let answer = answer(1, 30, 4, ReviewKind::Scheduled);
        sample.store.answer(&answer, &Sm2::WIKIPEDIA).unwrap();
        assert_eq!(said(&sample), None);
    }

    #[test]
    fn going_through_every_rule_set_and_home_again_changes_nothing() {
        let mut sample = answered();
        let before = [1, 2].map(|number| schedule(&sample, number));
        for rules in [Sm2::LITERAL, Sm2::DELPHI, Sm2::WIKIPEDIA, Sm2::LITERAL, Sm2::CANONICAL] {
            sample.store.reschedule(&rules, now()).unwrap();
            assert_eq!(sample.store.check_up().unwrap().faults, []);
        }
        assert_eq!([1, 2].map(|number| schedule(&sample, number)), before);
        assert_eq!(sample.store.preview_rescheduling(&Sm2::CANONICAL).unwrap().moves, []);
    }

    #[test]
    fn what_changes_nothing_is_no_step() {
        let mut sample = answered();
        sample.store.reschedule(&Sm2::CANONICAL, now()).unwrap();
        assert!(matches!(sample.store.steps(1).unwrap()[0].deed, Deed::Answered { .. }));
    }
}
