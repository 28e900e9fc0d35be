//! What a card's log and place in Anki mean under SM-2.
//!
//! Every line of Anki's log becomes a line of recall's, with the schedule that Anki gave after
//! it. Where the card then stands elsewhere than its last line says, one line set by hand brings
//! it there: so a replay of the log gives the ease, the interval and the due day of Anki.

use super::collection::{Card, Review as Row};
use crate::learning::review::{Review, ReviewKind, Scheduled, recorded_after};
use crate::learning::schedule::{EaseFactor, Spacing, State};
use crate::values::grade::Grade;
use crate::values::time::{StudyDay, Timestamp};

/// The least ease in thousandths; what is smaller is a difficulty of FSRS, or nothing.
const LEAST_FACTOR: i64 = 1300;

/// A number of due days above this is an instant in seconds.
const LEAST_INSTANT: i64 = 1_000_000_000;

/// When the due days of a collection are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    /// Its day 0.
    pub(super) first: StudyDay,
    /// The learner's today.
    pub(super) today: StudyDay,
}

impl Days {
    fn day(self, number: i64) -> StudyDay {
        let first = i64::from(self.first.number());
        let day = first.saturating_add(number);
        StudyDay::from_number(i32::try_from(day.clamp(0, i32::MAX.into())).unwrap_or(i32::MAX))
    }

    /// The due column as recall keeps it: days counted from 1970, all else as it is.
    pub(super) fn due(self, card: &Card) -> i64 {
        let due = if card.home_deck == 0 { card.due } else { card.home_due };
        if card.kind == 0 || due >= LEAST_INSTANT { due } else { self.day(due).number().into() }
    }
}

/// A card's schedule while its log is gone through, oldest line first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Course {
    schedule: Option<Scheduled>,
    /// The lines move nothing: the card was made new again, or was answered here since.
    is_still: bool,
    was_moved: bool,
    last_at: Option<Timestamp>,
}

impl Course {
    /// From the schedule that the card has here. A card that is new in Anki has none to come:
    /// what its log tells was forgotten there on purpose.
    pub(super) const fn new(schedule: Option<Scheduled>, card: &Card) -> Self {
        Self { schedule, is_still: card.kind == 0, was_moved: false, last_at: None }
    }

    /// The schedule so far.
    pub(super) const fn schedule(&self) -> Option<Scheduled> {
        self.schedule
    }

    /// Whether a line has moved the schedule.
    pub(super) const fn was_moved(&self) -> bool {
        self.was_moved
    }

    /// The line is in the log under another instant than it says, since that was taken.
    pub(super) fn logged_at(&mut self, line: &Review, at: Timestamp) {
        let last = self.schedule.as_mut().filter(|schedule| schedule.last_at == line.at);
        if let Some(schedule) = last.filter(|_| line.kind.moves_schedule()) {
            schedule.last_at = at;
        }
        self.last_at = Some(at);
    }

    /// The line of recall's log for the next line of Anki's.
    pub(super) fn take(&mut self, row: &Row, day: StudyDay) -> Review {
        let at = Timestamp::from_ms(row.id);
        self.last_at = Some(at);
        let was_answered_since = self.schedule.is_some_and(|schedule| schedule.last_at >= at);
        let is_still = self.is_still || was_answered_since;
        let after = self.after(row);
        let kind = match self.kind(row, after) {
            kind if is_still && kind.moves_schedule() => ReviewKind::Drill,
            kind => kind,
        };
        let line = Line { at, day, kind, grade: grade(row.ease), took_ms: took(row.took_ms) };
        self.log(line, after, day.plus_days(after.interval_days))
    }

    /// The line that brings the card to where it stands in Anki, if it is not there.
    pub(super) fn settle(&mut self, card: &Card, days: Days) -> Option<Review> {
        let wanted = match card.kind {
            1 => (State { interval_days: 1, ..State::NEW }, days.today),
            2 => (self.state(card), days.day(days_due(card)?)),
            3 => (self.state(card), days.today),
            _ => return None,
        };
        let is = self.schedule.map(|schedule| (schedule.state, schedule.due));
        let same = |(state, due): (State, StudyDay)| {
            (state.ef, state.interval_days, due) == (wanted.0.ef, wanted.0.interval_days, wanted.1)
        };
        if is.is_some_and(same) {
            return None;
        }
        let (state, due) = wanted;
        // Anki counts an interval from the day of the last answer; so is this line dated.
        let before_due = i64::from(due.number()) - i64::from(state.interval_days);
        let day = match card.kind {
            2 => StudyDay::from_number(i32::try_from(before_due.max(0)).unwrap_or(0)),
            _ => self.schedule.map_or(days.today, |schedule| schedule.last_day),
        };
        let at =
            self.last_at.map_or(Timestamp::from_ms(card.modified_s.saturating_mul(1000)), |at| {
                Timestamp::from_ms(at.ms() + 1)
            });
        let line = Line { at, day, kind: ReviewKind::Manual, grade: Grade::GOOD, took_ms: 0 };
        Some(self.log(line, state, due))
    }

    /// Ease and interval as the card has them. How often it was passed in a row Anki does not
    /// count: from two days on a card grows by its ease, as after a second pass.
    fn state(&self, card: &Card) -> State {
        let interval_days = days(card.interval).max(1);
        let passed = self.schedule.map_or(1, |schedule| schedule.state.repetition);
        let repetition = if card.kind == 3 && interval_days < 2 { 0 } else { passed };
        State {
            repetition: risen(repetition, interval_days),
            ef: ease(card.factor).unwrap_or(EaseFactor::START),
            interval_days,
        }
    }

    /// Where a line of Anki's leaves the card.
    fn after(&self, row: &Row) -> State {
        let before = self.schedule.map_or(State::NEW, |schedule| schedule.state);
        let interval_days = days(row.interval).max(1);
        let passed = grade(row.ease).passes();
        let repetition = if passed { before.repetition.saturating_add(1) } else { 0 };
        State {
            repetition: if passed { risen(repetition, interval_days) } else { 0 },
            ef: ease(row.factor).unwrap_or(before.ef),
            interval_days,
        }
    }

    fn kind(&self, row: &Row, after: State) -> ReviewKind {
        let gives_other_days = row.interval > 0
            && self.schedule.is_none_or(|now| now.state.interval_days != after.interval_days);
        match (row.kind, row.ease) {
            (4 | 5, _) | (_, ..=0) => ReviewKind::Manual,
            (3, _) if row.factor == 0 => ReviewKind::Cram,
            (3, _) => ReviewKind::Ahead,
            (1, _) => ReviewKind::Scheduled,
            _ if self.schedule.is_none() => ReviewKind::Scheduled,
            // The last of the day's steps, where it says more than the first.
            _ if gives_other_days => ReviewKind::Ahead,
            _ => ReviewKind::Drill,
        }
    }

    fn log(&mut self, line: Line, after: State, due_after: StudyDay) -> Review {
        let before = self.schedule.map(|schedule| (schedule.state, schedule.due));
        let moves = line.kind.moves_schedule();
        let stays = before.unwrap_or((State::NEW, line.day));
        let (after, due_after) = if moves { (after, due_after) } else { stays };
        let review = Review {
            at: line.at,
            day: line.day,
            kind: line.kind,
            grade: line.grade,
            took_ms: line.took_ms,
            hinted: false,
            before,
            after,
            due_after,
            due_offset: 0,
        };
        if moves {
            self.was_moved = true;
            self.schedule = Some(recorded_after(self.schedule, &review));
        }
        review
    }
}

/// What a line of the log says besides its schedule.
#[derive(Debug, Clone, Copy)]
struct Line {
    at: Timestamp,
    day: StudyDay,
    kind: ReviewKind,
    grade: Grade,
    took_ms: u32,
}

/// The due day of a card in review, counted from the collection's first; `None` where it says
/// an instant.
fn days_due(card: &Card) -> Option<i64> {
    let due = if card.home_deck == 0 { card.due } else { card.home_due };
    (due < LEAST_INSTANT).then_some(due)
}

/// A repetition as high as an interval that grew needs it.
fn risen(repetition: u32, interval_days: u32) -> u32 {
    if interval_days >= 2 { repetition.max(2) } else { repetition }
}

fn days(interval: i64) -> u32 {
    u32::try_from(interval.clamp(0, Spacing::MAX_INTERVAL_DAYS.into())).unwrap_or(0)
}

/// Ease in hundredths, of one in thousandths; `None` where there is none.
fn ease(factor: i64) -> Option<EaseFactor> {
    let factor = factor.min(u16::MAX.into());
    let hundredths = u32::try_from((factor + 5) / 10).ok()?;
    (factor >= LEAST_FACTOR).then(|| EaseFactor::from_hundredths(hundredths))
}

fn grade(ease: i64) -> Grade {
    match ease {
        1 => Grade::AGAIN,
        2 => Grade::HARD,
        4.. => Grade::EASY,
        _ => Grade::GOOD,
    }
}

fn took(ms: i64) -> u32 {
    u32::try_from(ms.max(0)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learning::review::replay;
    use proptest::prelude::*;

    const DAY: i32 = 20_000;

    fn days() -> Days {
        Days { first: StudyDay::from_number(DAY - 100), today: StudyDay::from_number(DAY) }
    }

    fn card(kind: i64, due: i64, interval: i64, factor: i64) -> Card {
        Card {
            modified_s: 1_700_000_000,
            kind,
            queue: kind,
            due,
            interval,
            factor,
            ..Card::default()
        }
    }

    fn row(day: i32, kind: i64, ease: i64, interval: i64, factor: i64) -> (Row, StudyDay) {
        let id = i64::from(day) * 86_400_000 + 43_200_000;
        let row = Row { id, card: 1, ease, interval, last_interval: 0, factor, took_ms: 5, kind };
        (row, StudyDay::from_number(day))
    }

    /// The log that comes of a card and its rows, with what it gives.
    fn brought(card: &Card, rows: &[(Row, StudyDay)]) -> (Vec<Review>, Option<Scheduled>) {
        let mut course = Course::new(None, card);
        let mut log: Vec<Review> = rows.iter().map(|(row, day)| course.take(row, *day)).collect();
        log.extend(course.settle(card, days()));
        (log, course.schedule())
    }

    #[test]
    fn a_learned_card_keeps_ease_interval_and_due_day() {
        use ReviewKind::{Drill, Scheduled};
        let rows = [
            row(DAY - 9, 0, 3, -600, 0),
            row(DAY - 9, 0, 3, 1, 2500),
            row(DAY - 8, 1, 2, 3, 2350),
            row(DAY - 5, 1, 3, 8, 2350),
        ];
        let (log, schedule) = brought(&card(2, 103, 8, 2350), &rows);
        let kinds: Vec<ReviewKind> = log.iter().map(|line| line.kind).collect();
        assert_eq!(kinds, [Scheduled, Drill, Scheduled, Scheduled]);
        let schedule = schedule.unwrap();
        assert_eq!((schedule.state.ef.hundredths(), schedule.state.interval_days), (235, 8));
        assert_eq!((schedule.due.number(), schedule.state.repetition), (DAY + 3, 3));
    }

    #[test]
    fn a_card_that_stands_elsewhere_is_brought_there_by_hand() {
        let (log, schedule) = brought(&card(2, 130, 40, 2600), &[row(DAY - 9, 1, 3, 8, 2350)]);
        assert_eq!(log.last().unwrap().kind, ReviewKind::Manual);
        let schedule = schedule.unwrap();
        assert_eq!((schedule.due.number(), schedule.last_day.number()), (DAY + 30, DAY - 9));
        assert_eq!((schedule.state.ef.hundredths(), schedule.state.interval_days), (260, 40));
        let (log, schedule) = brought(&card(2, 105, 1, 0), &[]);
        assert_eq!((log.len(), log[0].before), (1, None));
        assert_eq!(
            schedule.unwrap().state,
            State { repetition: 1, interval_days: 1, ..State::NEW }
        );
    }

    #[test]
    fn a_card_in_learning_begins_anew_today_with_its_log() {
        let learning = card(1, 1_742_674_000, 0, 0);
        let (log, schedule) = brought(&learning, &[row(DAY - 3, 0, 1, -60, 0)]);
        let schedule = schedule.unwrap();
        assert_eq!((log.len(), schedule.due.number(), schedule.state.repetition), (2, DAY, 0));
        assert_eq!(schedule.last_day.number(), DAY - 3);
    }

    #[test]
    fn a_card_that_is_learned_again_is_due_today_with_its_interval() {
        let rows = [row(DAY - 30, 1, 3, 20, 2500), row(DAY, 1, 1, -600, 2300)];
        let (_, schedule) = brought(&card(3, 1_742_674_000, 14, 2300), &rows);
        let schedule = schedule.unwrap();
        assert_eq!((schedule.due.number(), schedule.state.interval_days), (DAY, 14));
        assert_eq!((schedule.lapses, schedule.state.repetition), (1, 2));
    }

    #[test]
    fn a_card_made_new_again_keeps_its_log_and_nothing_else() {
        let (log, schedule) = brought(&card(0, 7, 0, 0), &[row(DAY - 9, 1, 3, 8, 2350)]);
        assert_eq!((log[0].kind, schedule), (ReviewKind::Drill, None));
    }

    #[test]
    fn what_was_answered_here_since_is_not_overruled() {
        let here = Scheduled {
            state: State::NEW,
            due: StudyDay::from_number(DAY),
            last_day: StudyDay::from_number(DAY - 1),
            last_at: Timestamp::from_ms(i64::from(DAY) * 86_400_000),
            answers: 3,
            lapses: 0,
        };
        let mut course = Course::new(Some(here), &card(2, 0, 1, 2500));
        let (row, day) = row(DAY - 5, 1, 3, 8, 2350);
        assert_eq!(course.take(&row, day).kind, ReviewKind::Drill);
        assert_eq!(course.schedule(), Some(here));
    }

    #[test]
    fn difficulty_is_no_ease() {
        let (_, schedule) = brought(&card(2, 108, 8, 2500), &[row(DAY, 1, 3, 8, 550)]);
        assert_eq!(schedule.unwrap().state.ef, EaseFactor::START);
    }

    proptest! {
        /// Whatever a collection says, the cache is what a replay of the log gives, and a card
        /// in review stands where Anki has it.
        #[test]
        fn a_replay_of_the_log_gives_the_schedule(
            rows in prop::collection::vec(
                (0..200_i32, 0..7_i64, -1..6_i64, -90_000..50_000_i64, -5..70_000_i64), 0..12
            ),
            kind in -1..5_i64,
            due in -200..2_000_000_000_i64,
            interval in -5..90_000_i64,
            factor in -5..90_000_i64,
        ) {
            let mut rows: Vec<_> = rows
                .into_iter()
                .map(|(ago, kind, ease, ivl, factor)| row(DAY - ago, kind, ease, ivl, factor))
                .collect();
            rows.sort_by_key(|(row, _)| row.id);
            let card = card(kind, due, interval, factor);
            let (log, schedule) = brought(&card, &rows);
            prop_assert_eq!(replay(&log), schedule);
            if let (2, Some(days)) = (kind, days_due(&card)) {
                let schedule = schedule.unwrap();
                prop_assert_eq!(schedule.due, super::tests::days().day(days));
                prop_assert!(schedule.state.interval_days >= 1);
            }
        }
    }
}
