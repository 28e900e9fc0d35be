//! Examinations, and the cards that the days before one have for it.

use super::candidates::Found;
use super::deeds::{Act, Moment};
use super::scope::decks_named;
use super::upcoming::{due_at_most, due_by_day};
use super::{Scope, Store, StoreError, failed, rows};
use crate::learning::exam::{Exam, ExamDay, Standing, spread};
use crate::learning::holds::Holds;
use crate::learning::queue::{Limits, Today};
use crate::learning::schedule::Scheduler;
use crate::values::time::StudyDay;
use rusqlite::{Connection, Row, named_params};
use std::collections::HashMap;

impl Store {
    /// The examinations that are planned, the next one first; past ones are left out.
    pub fn exams(&self, today: StudyDay) -> Result<Vec<Exam>, StoreError> {
        exams(&self.connection, today).map_err(failed("read the examinations"))
    }

    /// Lets the days before an examination have cards for it, as one step at this moment. It
    /// takes the place of one on the same day about the same deck.
    pub fn plan_exam(&mut self, exam: &Exam, moment: Moment) -> Result<(), StoreError> {
        let detail = serde_json::json!({ "day": exam.day.to_string(), "deck": exam.deck });
        self.record(Act::Exam, moment, &detail, |connection| {
            let same = "DELETE FROM exams WHERE day = ?1 AND deck IS ?2";
            connection.execute(same, (exam.day.number(), &exam.deck))?;
            let put = "INSERT INTO exams (day, window_days, deck) VALUES (?1, ?2, ?3)";
            connection.execute(put, (exam.day.number(), exam.window_days, &exam.deck))
        })
        .map(drop)
        .map_err(failed("plan the examination"))
    }

    /// Gives up the examinations of a day, as one step at this moment. Says how many there were.
    pub fn cancel_exams(&mut self, day: StudyDay, moment: Moment) -> Result<usize, StoreError> {
        let detail = serde_json::json!({ "day": day.to_string(), "cancelled": true });
        self.record(Act::Exam, moment, &detail, |connection| {
            connection.execute("DELETE FROM exams WHERE day = ?1", [day.number()])
        })
        .map_err(failed("give up the examination"))
    }

    /// What the days before an examination would have, if every answer until then is "good";
    /// at most `most` cards a day are counted of those that a day has anyway.
    pub fn foresee_exam(
        &self,
        exam: &Exam,
        today: StudyDay,
        most: u32,
        scheduler: &dyn Scheduler,
    ) -> Result<Vec<ExamDay>, StoreError> {
        let holds = self.holds()?;
        let mut due: HashMap<StudyDay, u32> = HashMap::new();
        let mut standings = Vec::new();
        self.for_each_scheduled(&Scope::default(), |card| {
            let seen_on = |day| holds.seen_on(card.not_before(day), card.deck, today);
            let days = (today, exam.day);
            let (standing, asked) =
                Standing::expected(card.id, &card.schedule, days, scheduler, seen_on);
            for day in asked {
                *due.entry(day).or_default() += 1;
            }
            if exam.covers(card.deck) {
                standings.push(standing);
            }
        })?;
        let on = |day| due.get(&day).copied().unwrap_or(0).min(most);
        let mut days = days_of(exam, today, &holds, on);
        spread(exam.day, &mut days, standings);
        Ok(days)
    }
}

fn exams(connection: &Connection, today: StudyDay) -> rusqlite::Result<Vec<Exam>> {
    let sql = "SELECT day, window_days, deck FROM exams WHERE day > ?1 ORDER BY day, id";
    let mut statement = connection.prepare_cached(sql)?;
    let exams = statement.query_map([today.number()], |row| {
        Ok(Exam {
            day: rows::day(row, "day")?,
            window_days: row.get("window_days")?,
            deck: row.get("deck")?,
        })
    })?;
    exams.collect()
}

fn days_of(
    exam: &Exam,
    today: StudyDay,
    holds: &Holds,
    due: impl Fn(StudyDay) -> u32,
) -> Vec<ExamDay> {
    let days = exam.days_from(today, holds).into_iter();
    days.map(|day| ExamDay { day, due: due(day), added: Vec::new() }).collect()
}

/// The cards that a day has for the examinations to come, in the order in which they are asked.
///
/// Worked out anew whenever a queue is drawn: what was answered, forgotten or imported since
/// counts, and what an earlier day left undone goes to the days that are left.
pub(super) fn wanted_for_exams(
    connection: &Connection,
    day: StudyDay,
    holds: &Holds,
    today: (&Today, Limits),
) -> rusqlite::Result<Vec<Found>> {
    let mut found = Vec::new();
    for exam in exams(connection, day)? {
        if exam.days_from(day, holds).first() != Some(&day) {
            continue;
        }
        let due = due_until(connection, &exam, day, today)?;
        let mut days = days_of(&exam, day, holds, |on| due.get(&on).copied().unwrap_or(0));
        spread(exam.day, &mut days, at_risk(connection, &exam, day)?);
        let added = days.into_iter().next().map_or(Vec::new(), |day| day.added);
        found.extend(added.into_iter().map(Found::ahead));
    }
    Ok(found)
}

/// How many cards each day until an examination has anyway: what is due on it, and today also
/// what was answered already.
fn due_until(
    connection: &Connection,
    exam: &Exam,
    day: StudyDay,
    (today, limits): (&Today, Limits),
) -> rusqlite::Result<HashMap<StudyDay, u32>> {
    let eve = StudyDay::from_number(exam.day.number() - 1);
    let later = due_by_day(connection, [day.plus_days(1), eve])?.into_iter();
    let mut due: HashMap<_, _> =
        later.map(|(day, cards)| (day, cards.min(limits.reviews))).collect();
    let still = due_at_most(connection, day, today.room(limits).reviews)?;
    due.insert(day, still.saturating_add(today.answered()));
    Ok(due)
}

fn at_risk(connection: &Connection, exam: &Exam, day: StudyDay) -> rusqlite::Result<Vec<Standing>> {
    let (exam_day, day) = (exam.day.number(), day.number());
    let Some(deck) = &exam.deck else {
        let mut statement = connection.prepare_cached(include_str!("exam_at_risk.sql"))?;
        let params = named_params! { ":exam": exam_day, ":day": day };
        return statement.query_map(params, standing)?.collect();
    };
    let decks = decks_named(connection, std::slice::from_ref(deck))?;
    let decks = serde_json::Value::from(decks).to_string();
    let mut statement = connection.prepare_cached(include_str!("exam_at_risk_in_decks.sql"))?;
    let params = named_params! { ":exam": exam_day, ":day": day, ":decks": decks };
    statement.query_map(params, standing)?.collect()
}

fn standing(row: &Row<'_>) -> rusqlite::Result<Standing> {
    Ok(Standing {
        card: rows::card_id(row, "card_id")?,
        last: rows::day(row, "last_day")?,
        interval_days: row.get("interval_days")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Sample, day, give, noon};
    use super::*;
    use crate::adapters::store::{Deed, QueueRequest};
    use crate::learning::holds::Hold;
    use crate::learning::review::ReviewKind;
    use crate::learning::schedule::sm2::Sm2;

    const LIMITS: Limits = Limits { new: 0, reviews: 200, daily: None };

    fn moment(on: i32) -> Moment {
        Moment { at: noon(on), day: day(on) }
    }

    /// Cards 1 to 6 of two decks, answered on day 0: the odd ones, of `Other`, for 100 days, the
    /// even ones for 60.
    fn collection() -> Sample {
        let sample = Sample::with_cards(6);
        sample.add_source(2, "Other::Deep");
        sample.sql("UPDATE cards SET status = 'review', deck_id = 1 + id % 2");
        sample.sql(
            "INSERT INTO schedules (card_id, scheduler, repetition, ef_hundredths, interval_days,
                 due_day, last_day, last_at_ms, answers, lapses, queued)
             SELECT id, 'sm2', 5, 250, 60 + 40 * (id % 2), 20060 + 40 * (id % 2), 20000, 0, 5, 0, 1
             FROM cards",
        );
        sample
    }

    fn exam(on: i32, deck: Option<&str>) -> Exam {
        Exam { day: day(on), window_days: 3, deck: deck.map(str::to_owned) }
    }

    /// The cards that are asked for an examination.
    fn asked(sample: &Sample, on: i32) -> Vec<i64> {
        let request = QueueRequest { limits: LIMITS, ..QueueRequest::new(day(on)) };
        let queue = sample.store.queue(&request).unwrap();
        let ahead = queue.cards.iter().filter(|turn| turn.kind == ReviewKind::Ahead);
        let ahead: Vec<i64> = ahead.map(|turn| turn.card.raw()).collect();
        let counts = sample.store.counts(day(on), &Scope::default(), LIMITS).unwrap();
        assert_eq!(usize::try_from(counts.ahead).unwrap(), ahead.len());
        ahead
    }

    fn answer(sample: &mut Sample, number: i64, on: i32, grade: u8) {
        give(sample, number, on, grade, ReviewKind::Ahead);
    }

    fn foreseen(sample: &Sample, exam: &Exam, today: i32) -> Vec<Vec<i64>> {
        let plan = sample.store.foresee_exam(exam, day(today), 200, &Sm2::CANONICAL).unwrap();
        let raw = |day: &ExamDay| day.added.iter().map(|card| card.raw()).collect();
        plan.iter().map(raw).collect()
    }

    #[test]
    fn what_is_past_half_its_interval_is_asked_on_the_days_before() {
        let mut sample = collection();
        let exam = exam(40, None);
        assert_eq!(foreseen(&sample, &exam, 20), [[2], [4], [6]]);
        assert_eq!(asked(&sample, 37), [0; 0], "nothing is planned yet");
        sample.store.plan_exam(&exam, moment(20)).unwrap();
        for (on, cards) in [(36, &[][..]), (37, &[2]), (38, &[2, 6]), (39, &[2, 4, 6]), (40, &[])] {
            assert_eq!(asked(&sample, on), cards, "day {on}");
        }
    }

    #[test]
    fn what_was_answered_is_not_asked_again_and_what_was_left_goes_to_the_days_that_are_left() {
        let mut sample = collection();
        sample.store.plan_exam(&exam(40, None), moment(20)).unwrap();
        answer(&mut sample, 2, 37, 4);
        assert_eq!(asked(&sample, 37), [0; 0], "that was the day's share");
        assert_eq!(asked(&sample, 38), [4]);
        assert_eq!(asked(&sample, 39), [4, 6]);
        answer(&mut sample, 4, 38, 1);
        assert_eq!(asked(&sample, 39), [6], "the failed one is due by itself then");
    }

    #[test]
    fn a_deck_is_meant_with_those_under_it() {
        let mut sample = collection();
        let exam = exam(90, Some("other"));
        assert_eq!(foreseen(&sample, &exam, 20), [[1], [3], [5]]);
        sample.store.plan_exam(&exam, moment(20)).unwrap();
        sample.sql("UPDATE schedules SET queued = 0 WHERE card_id % 2 = 0");
        assert_eq!(asked(&sample, 89), [1, 3, 5]);
    }

    #[test]
    fn the_days_of_a_vacation_have_none_and_the_others_more() {
        let mut sample = collection();
        let exam = exam(40, None);
        sample.store.plan_exam(&exam, moment(20)).unwrap();
        sample.store.hold(&Hold::vacation(day(38), day(39)), moment(20)).unwrap();
        assert_eq!(foreseen(&sample, &exam, 20), [[2, 4, 6]]);
        assert_eq!(asked(&sample, 37), [2, 4, 6]);
        assert_eq!(asked(&sample, 38), [0; 0]);
    }

    #[test]
    fn a_plan_is_a_step_and_takes_the_place_of_the_one_before() {
        let mut sample = collection();
        sample.store.plan_exam(&exam(40, None), moment(20)).unwrap();
        let other = Exam { window_days: 9, ..exam(40, None) };
        sample.store.plan_exam(&other, moment(20)).unwrap();
        assert_eq!(sample.store.exams(day(20)).unwrap(), [other]);
        let undone = sample.store.undo_last(noon(21), day(21)).unwrap().unwrap();
        assert_eq!(undone.step.deed, Deed::Did(Act::Exam));
        assert_eq!(sample.store.exams(day(20)).unwrap(), [exam(40, None)]);
        sample.store.undo_last(noon(21), day(21)).unwrap().unwrap();
        assert_eq!(asked(&sample, 39), [0; 0]);
        sample.store.redo_last(noon(21), day(21)).unwrap().unwrap();
        assert_eq!(asked(&sample, 39), [2, 4, 6]);
        assert_eq!(sample.store.exams(day(40)).unwrap(), [], "it is over");
        assert_eq!(sample.store.cancel_exams(day(40), moment(22)).unwrap(), 1);
        assert_eq!(asked(&sample, 39), [0; 0]);
    }
}
