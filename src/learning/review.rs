//! Answers, the log of them, and what they do to a card's schedule.

use crate::learning::schedule::{EaseFactor, Scheduler, State};
use crate::values::grade::Grade;
use crate::values::ids::CardId;
use crate::values::time::{StudyDay, Timestamp};
use serde::{Deserialize, Serialize};

/// Why a card was shown, which decides whether its schedule moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReviewKind {
    /// The first answer of a study day on which the card was due, or new.
    Scheduled,
    /// A repeat on the day of an answer below 4. Moves nothing.
    Drill,
    /// Outside the schedule, at the learner's wish. Moves nothing.
    Cram,
    /// Before the card was due, and meant to count.
    Ahead,
    /// Set by hand or brought in, not answered.
    Manual,
}

impl ReviewKind {
    const ALL: [Self; 5] = [Self::Scheduled, Self::Drill, Self::Cram, Self::Ahead, Self::Manual];

    /// The word for it in the log.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Drill => "drill",
            Self::Cram => "cram",
            Self::Ahead => "ahead",
            Self::Manual => "manual",
        }
    }

    /// The kind of this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether a line of this kind in the log decides the schedule after it.
    pub const fn moves_schedule(self) -> bool {
        matches!(self, Self::Scheduled | Self::Ahead | Self::Manual)
    }
}

/// The schedule of a card that was reviewed at least once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheduled {
    /// Where the card stands in its scheduler.
    pub state: State,
    /// The study day on which it is next shown.
    pub due: StudyDay,
    /// The study day of the last review that moved the schedule.
    pub last_day: StudyDay,
    /// The instant of that review.
    pub last_at: Timestamp,
    /// Reviews that moved the schedule, so far.
    pub answers: u32,
    /// Those of them that failed.
    pub lapses: u32,
}

impl Scheduled {
    /// Lapses from which on a card is a leech.
    pub const LEECH_LAPSES: u32 = 8;

    /// Whether the card costs more than it gives and is better rewritten: its ease factor sits
    /// at the floor, as SM-2's author reads it, or it lapsed eight times.
    pub fn is_leech(&self) -> bool {
        self.state.ef == EaseFactor::FLOOR || self.lapses >= Self::LEECH_LAPSES
    }
}

/// What an answer given on this day would be, or `None` where the card is not asked for: it is
/// not due, and today's last answer to it, if any, was 4 or more. One that is due again on the day
/// of an answer came to say another thing since: SM-2 counts one repetition a day.
pub fn kind_of_answer(
    schedule: Option<&Scheduled>,
    log: &[Review],
    day: StudyDay,
) -> Option<ReviewKind> {
    let is_due = schedule.is_none_or(|schedule| schedule.due <= day);
    let is_todays = |review: &&Review| {
        review.day == day && !matches!(review.kind, ReviewKind::Cram | ReviewKind::Manual)
    };
    match log.iter().rev().find(is_todays) {
        None => is_due.then_some(ReviewKind::Scheduled),
        Some(last) => (is_due || last.grade.needs_drill()).then_some(ReviewKind::Drill),
    }
}

/// What an answer counts as that is given for this reason, by the schedule that the log gives.
///
/// A card counts once a day: where another window answered it in the meantime, or the clock was
/// set back, the answer is a repeat. A card that is shown before the day of its schedule, since it
/// came to say another thing, is answered ahead of it; and one that was taken ahead and has fallen
/// due meanwhile is due.
pub fn counted_as(kind: ReviewKind, schedule: Option<&Scheduled>, day: StudyDay) -> ReviewKind {
    if !matches!(kind, ReviewKind::Scheduled | ReviewKind::Ahead) {
        return kind;
    }
    match schedule {
        Some(schedule) if schedule.due <= day => ReviewKind::Scheduled,
        Some(schedule) if schedule.last_day >= day => ReviewKind::Drill,
        Some(_) => ReviewKind::Ahead,
        None => ReviewKind::Scheduled,
    }
}

/// One answer, before it is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// The card shown.
    pub card: CardId,
    /// How well it was remembered.
    pub grade: Grade,
    /// Why it was shown.
    pub kind: ReviewKind,
    /// When it was answered.
    pub at: Timestamp,
    /// The study day then, where the learner was.
    pub day: StudyDay,
    /// Milliseconds from question to grade.
    pub took_ms: u32,
    /// Whether a hint was asked for.
    pub hinted: bool,
}

/// One line of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// When it was answered.
    pub at: Timestamp,
    /// The study day then.
    pub day: StudyDay,
    /// Why the card was shown.
    pub kind: ReviewKind,
    /// How well it was remembered.
    pub grade: Grade,
    /// Milliseconds from question to grade.
    pub took_ms: u32,
    /// Whether a hint was asked for.
    pub hinted: bool,
    /// State and due day before; `None` where the card was new.
    pub before: Option<(State, StudyDay)>,
    /// State after.
    pub after: State,
    /// Due day after.
    pub due_after: StudyDay,
    /// Days by which load balancing moved the due day; the interval stays exact.
    pub due_offset: i32,
}

/// The schedule after an answer. Drill and cram leave it as it was.
///
/// A late answer earns nothing and loses nothing: the scheduled interval grows, and the next is
/// counted from the day of the answer. An answer ahead of its day that passes can only move the
/// due day later, by the interval that the days really elapsed would give.
pub fn apply(before: Option<&Scheduled>, answer: &Answer, scheduler: &dyn Scheduler) -> Scheduled {
    let old = before.copied().unwrap_or_else(|| unscheduled(answer));
    let step = || {
        let state = scheduler.next(old.state, answer.grade);
        (state, answer.day.plus_days(state.interval_days))
    };
    let (state, due) = match answer.kind {
        ReviewKind::Scheduled => step(),
        ReviewKind::Ahead if before.is_none() || !answer.grade.passes() => step(),
        ReviewKind::Ahead => passed_ahead(&old, answer.day, scheduler),
        ReviewKind::Drill | ReviewKind::Cram | ReviewKind::Manual => return old,
    };
    moved(&old, state, due, answer)
}

/// The schedule that the log tells of: `None` where nothing in it moved one.
///
/// Takes what was recorded, not what a scheduler would say today. `reviews` are those of one
/// card that count, oldest first. A line that set the schedule by hand is no answer.
pub fn replay(reviews: &[Review]) -> Option<Scheduled> {
    let recorded = reviews.iter().copied().filter(|review| review.kind.moves_schedule());
    recorded.fold(None, |before, review| Some(recorded_after(before, &review)))
}

/// A line of the log, as [`replay_by`] takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replayed {
    /// What came of it is worked out anew.
    Anew(Review),
    /// What was recorded stays.
    AsRecorded(Review),
}

/// The schedule that these lines would have led to by other rules. `lines` are those of one card
/// that count, oldest first.
///
/// Load balancing keeps what it did where the interval is the same; elsewhere it did nothing.
pub fn replay_by(
    lines: impl IntoIterator<Item = Replayed>,
    rules: &dyn Scheduler,
) -> Option<Scheduled> {
    let mut schedule = None;
    for line in lines {
        schedule = match line {
            Replayed::AsRecorded(review) if review.kind.moves_schedule() => {
                Some(recorded_after(schedule, &review))
            }
            Replayed::Anew(review) if moves_by_rule(review.kind) => {
                let mut after = apply(schedule.as_ref(), &answer_of(&review), rules);
                let is_same = after.state.interval_days == review.after.interval_days;
                if is_same && review.kind == ReviewKind::Scheduled {
                    after.due = review.due_after;
                }
                Some(after)
            }
            Replayed::Anew(_) | Replayed::AsRecorded(_) => schedule,
        };
    }
    schedule
}

const fn moves_by_rule(kind: ReviewKind) -> bool {
    matches!(kind, ReviewKind::Scheduled | ReviewKind::Ahead)
}

fn answer_of(review: &Review) -> Answer {
    Answer {
        card: CardId::from_raw(0),
        grade: review.grade,
        kind: review.kind,
        at: review.at,
        day: review.day,
        took_ms: review.took_ms,
        hinted: review.hinted,
    }
}

/// The schedule after a line that moved it, as it was recorded.
pub fn recorded_after(before: Option<Scheduled>, review: &Review) -> Scheduled {
    let (state, due) = (review.after, review.due_after);
    match before {
        Some(before) if review.kind == ReviewKind::Manual => Scheduled { state, due, ..before },
        None if review.kind == ReviewKind::Manual => {
            Scheduled { state, due, ..unscheduled(&answer_of(review)) }
        }
        before => {
            let answer = answer_of(review);
            moved(&before.unwrap_or_else(|| unscheduled(&answer)), state, due, &answer)
        }
    }
}

fn unscheduled(answer: &Answer) -> Scheduled {
    Scheduled {
        state: State::NEW,
        due: answer.day,
        last_day: answer.day,
        last_at: answer.at,
        answers: 0,
        lapses: 0,
    }
}

fn moved(old: &Scheduled, state: State, due: StudyDay, answer: &Answer) -> Scheduled {
    Scheduled {
        state,
        due,
        last_day: answer.day,
        last_at: answer.at,
        answers: old.answers.saturating_add(1),
        lapses: old.lapses.saturating_add(u32::from(!answer.grade.passes())),
    }
}

fn passed_ahead(old: &Scheduled, day: StudyDay, scheduler: &dyn Scheduler) -> (State, StudyDay) {
    let elapsed = u64::try_from(day.days_since(old.last_day)).unwrap_or(0);
    let earned = (elapsed * u64::from(old.state.ef.hundredths())).div_ceil(100);
    let earned =
        u32::try_from(earned).unwrap_or(u32::MAX).min(scheduler.spacing().max_interval_days);
    let due = day.plus_days(earned);
    if due > old.due {
        (State { interval_days: earned, ..old.state }, due)
    } else {
        (old.state, old.due)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learning::schedule::sm2::Sm2;
    use proptest::prelude::*;

    const DAY: i32 = 20_000;

    fn answer(day: i32, grade: u8, kind: ReviewKind) -> Answer {
        Answer {
            card: CardId::from_raw(1),
            grade: Grade::new(grade).unwrap(),
            kind,
            at: Timestamp::from_ms(i64::from(day) * 86_400_000),
            day: StudyDay::from_number(day),
            took_ms: 0,
            hinted: false,
        }
    }

    /// A card passed with 4 on its due days until its interval is 15: due on day 20 022.
    fn thrice_passed() -> Scheduled {
        let mut schedule = None;
        for day in [DAY, DAY + 1, DAY + 7] {
            let answer = answer(day, 4, ReviewKind::Scheduled);
            schedule = Some(apply(schedule.as_ref(), &answer, &Sm2::CANONICAL));
        }
        schedule.unwrap()
    }

    #[test]
    fn an_answer_late_by_a_hundred_days_counts_as_one_on_time() {
        let before = thrice_passed();
        assert_eq!(before.due.number(), 20_022);
        let on_time = answer(20_022, 4, ReviewKind::Scheduled);
        let late = answer(20_122, 4, ReviewKind::Scheduled);
        let on_time = apply(Some(&before), &on_time, &Sm2::CANONICAL);
        let late = apply(Some(&before), &late, &Sm2::CANONICAL);
        assert_eq!(late.state, on_time.state);
        assert_eq!((on_time.due.number(), late.due.number()), (20_060, 20_160));
    }

    #[test]
    fn a_failure_is_counted_and_comes_back_tomorrow() {
        let failed = answer(20_022, 1, ReviewKind::Scheduled);
        let after = apply(Some(&thrice_passed()), &failed, &Sm2::CANONICAL);
        assert_eq!((after.lapses, after.answers, after.due.number()), (1, 4, 20_023));
    }

    #[test]
    fn a_pass_ahead_of_its_day_never_brings_the_card_nearer() {
        let before = thrice_passed();
        let soon = apply(Some(&before), &answer(20_008, 5, ReviewKind::Ahead), &Sm2::CANONICAL);
        assert_eq!((soon.due, soon.state), (before.due, before.state));
        let later = apply(Some(&before), &answer(20_017, 5, ReviewKind::Ahead), &Sm2::CANONICAL);
        assert_eq!((later.due.number(), later.state.interval_days), (20_042, 25));
        assert_eq!((later.state.ef, later.state.repetition), (before.state.ef, 3));
    }

    proptest! {
        #[test]
        fn drill_and_cram_move_nothing(day in DAY..DAY + 100, grade in 0..=5_u8, cram: bool) {
            let kind = if cram { ReviewKind::Cram } else { ReviewKind::Drill };
            let before = thrice_passed();
            prop_assert_eq!(apply(Some(&before), &answer(day, grade, kind), &Sm2::CANONICAL), before);
        }

        #[test]
        fn a_scheduled_answer_is_due_on_a_later_day(late in 0..500, grade in 0..=5_u8) {
            let answer = answer(20_022 + late, grade, ReviewKind::Scheduled);
            let after = apply(Some(&thrice_passed()), &answer, &Sm2::CANONICAL);
            prop_assert!(after.due > answer.day);
        }
    }

    fn logged(day: i32, grade: u8, kind: ReviewKind) -> Review {
        Review {
            at: Timestamp::from_ms(0),
            day: StudyDay::from_number(day),
            kind,
            grade: Grade::new(grade).unwrap(),
            took_ms: 0,
            hinted: false,
            before: None,
            after: State::NEW,
            due_after: StudyDay::from_number(day),
            due_offset: 0,
        }
    }

    #[track_caller]
    fn check_kind(day: i32, log: &[Review], expected: Option<ReviewKind>) {
        let schedule = thrice_passed();
        assert_eq!(kind_of_answer(Some(&schedule), log, StudyDay::from_number(day)), expected);
    }

    #[test]
    fn a_card_is_asked_when_due_and_drilled_while_todays_last_answer_is_below_four() {
        use ReviewKind::{Cram, Drill, Scheduled};
        assert_eq!(kind_of_answer(None, &[], StudyDay::from_number(DAY)), Some(Scheduled));
        check_kind(20_022, &[], Some(Scheduled));
        check_kind(20_021, &[], None);
        let failed = logged(20_007, 2, Scheduled);
        check_kind(20_007, &[failed], Some(Drill));
        check_kind(20_008, &[failed], None);
        check_kind(20_007, &[failed, logged(20_007, 4, Drill)], None);
        check_kind(20_007, &[logged(20_007, 4, Scheduled), logged(20_007, 0, Cram)], None);
        check_kind(20_022, &[logged(20_022, 0, Cram)], Some(Scheduled));
        check_kind(20_022, &[logged(20_022, 4, Scheduled)], Some(Drill));
    }

    #[track_caller]
    fn check_counted(day: i32, asked: ReviewKind, expected: ReviewKind) {
        // Answered last on day 20 007, due on 20 022.
        let schedule = thrice_passed();
        let day = StudyDay::from_number(day);
        assert_eq!(counted_as(asked, Some(&schedule), day), expected, "{asked:?} on {day}");
    }

    #[test]
    fn a_card_counts_once_a_day_and_before_its_day_as_ahead_of_it() {
        use ReviewKind::{Ahead, Cram, Drill, Scheduled};
        for asked in [Scheduled, Ahead] {
            assert_eq!(counted_as(asked, None, StudyDay::from_number(DAY)), Scheduled);
            check_counted(20_006, asked, Drill);
            check_counted(20_007, asked, Drill);
            check_counted(20_008, asked, Ahead);
            check_counted(20_021, asked, Ahead);
            check_counted(20_022, asked, Scheduled);
        }
        for asked in [Drill, Cram] {
            check_counted(20_022, asked, asked);
        }
    }

    #[test]
    fn a_leech_sits_at_the_floor_or_lapsed_eight_times() {
        let healthy = thrice_passed();
        let floored = State { ef: EaseFactor::FLOOR, ..healthy.state };
        assert!(!Scheduled { lapses: 7, ..healthy }.is_leech());
        assert!(Scheduled { lapses: 8, ..healthy }.is_leech());
        assert!(Scheduled { state: floored, ..healthy }.is_leech());
    }

    #[test]
    fn a_log_that_moved_nothing_leaves_the_card_new() {
        let drilled = logged(DAY, 4, ReviewKind::Cram);
        assert_eq!(replay(&[drilled]), None);
        assert_eq!(replay(&[]), None);
    }
}
