//! The words of a review, the same on the screen and line by line.

use crate::adapters::store::CardRecord;
use crate::adapters::terminal::style::Role;
use crate::cli::failure::count;
use crate::learning::session::Progress;
use crate::notes::words::norm;
use crate::render::breadcrumb;
use crate::values::grade::Grade;
use crate::values::time::StudyDay;

/// The last thing that happened, told in one line under the next card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Notice {
    /// A card was graded.
    Graded {
        /// How.
        grade: Grade,
        /// What the card is about, unless that would help with the next one.
        subject: Option<String>,
        /// When it is shown again.
        again: Again,
    },
    /// The last answer was taken back.
    TakenBack(Grade),
    /// An answer or decision that this session does not know of was taken back.
    TakenBackElsewhere(&'static str),
    /// There is no answer to take back.
    NothingToUndo,
    /// A grade was given before the answer was shown.
    NotShownYet,
}

/// When a graded card is shown again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Again {
    /// In so many days.
    Later(u32),
    /// At the end of this session, and in so many days.
    TodayAndLater(u32),
    /// At the end of this session; its schedule is made.
    Today,
    /// Its repeats for today are done.
    Done,
}

impl Notice {
    /// The notice in words.
    pub(super) fn text(&self, today: StudyDay) -> String {
        match self {
            Self::Graded { grade, subject, again } => {
                let subject = subject.as_ref().map(|text| format!("{text} ")).unwrap_or_default();
                let name = grade.button_name();
                match again {
                    Again::Later(days) => {
                        format!("{name}: {subject}comes again {}", when(*days, today))
                    }
                    Again::TodayAndLater(days) => {
                        let later = when(*days, today);
                        format!("{name}: {subject}comes again today, then {later}")
                    }
                    Again::Today => format!("{name}: {subject}comes again today"),
                    Again::Done => format!("{name}: {subject}is done for today"),
                }
            }
            Self::TakenBack(grade) => format!("taken back: {}", grade.button_name()),
            Self::TakenBackElsewhere(what) => {
                format!("taken back: {what}, given outside this session")
            }
            Self::NothingToUndo => "nothing to take back".to_owned(),
            Self::NotShownYet => "the answer is not shown yet: Space shows it".to_owned(),
        }
    }

    /// The role it is painted in.
    pub(super) const fn role(&self) -> Role {
        match self {
            Self::Graded { grade, .. } => role(*grade),
            _ => Role::Faint,
        }
    }
}

/// The role of a grade's button.
pub(super) const fn role(grade: Grade) -> Role {
    match grade.number() {
        0..=2 => Role::Again,
        3 => Role::Hard,
        4 => Role::Good,
        _ => Role::Easy,
    }
}

/// A day to come: `tomorrow, Mon 1 Mar` or `in 6 days, Sat 6 Mar`.
pub(super) fn when(days: u32, today: StudyDay) -> String {
    let date = today.plus_days(days).for_people(today);
    match days {
        0 => "today".to_owned(),
        1 => format!("tomorrow, {date}"),
        _ => format!("in {days} days, {date}"),
    }
}

/// An interval as short as it goes: `6d`, `1.4y`.
pub(super) fn short_interval(days: u32) -> String {
    if days < 365 {
        return format!("{days}d");
    }
    let tenths = (u64::from(days) * 20 + 365) / 730;
    if tenths % 10 == 0 {
        format!("{}y", tenths / 10)
    } else {
        format!("{}.{}y", tenths / 10, tenths % 10)
    }
}

/// How far the session is: `3 of 27, 2 to come again`.
pub(super) fn progress(progress: Progress) -> String {
    match progress {
        Progress::Due { at, of, again: 0 } => format!("{at} of {of}"),
        Progress::Due { at, of, again } => format!("{at} of {of}, {again} to come again"),
        Progress::Again { left } => format!("again today, {left} left"),
        Progress::Over => "done".to_owned(),
    }
}

/// What a card is about: the innermost level of its breadcrumb, short enough for a line.
pub(super) fn subject(card: &CardRecord) -> Option<String> {
    const LONGEST: usize = 32;
    let levels = breadcrumb::levels(&card.context);
    // A lone level is the title of the notes, which is what no single card is about.
    let name = levels.last().filter(|_| levels.len() > 1)?;
    let spoken_of = norm(&format!("{} {}", card.question, card.answer));
    if !format!(" {spoken_of} ").contains(&format!(" {} ", norm(name))) {
        return None;
    }
    let line = crate::adapters::terminal::text::Line::of(Role::Text, name.as_str());
    Some(line.cut(LONGEST).plain())
}

/// A time spent: `less than a minute`, `4 minutes`.
pub(super) fn duration(ms: u64) -> String {
    match ms / 1000 {
        0..=59 => "less than a minute".to_owned(),
        seconds => count((seconds + 30) / 60, "minute"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> StudyDay {
        "2027-02-24".parse().unwrap()
    }

    fn check(grade: Grade, again: Again, expected: &str) {
        let notice = Notice::Graded { grade, subject: Some("PyPy".to_owned()), again };
        assert_eq!(notice.text(today()), expected);
    }

    #[test]
    fn a_grade_is_confirmed_with_the_day_it_leads_to() {
        check(Grade::GOOD, Again::Later(6), "good: PyPy comes again in 6 days, Tue 2 Mar");
        check(Grade::GOOD, Again::Later(1), "good: PyPy comes again tomorrow, Thu 25 Feb");
        let expected = "again: PyPy comes again today, then tomorrow, Thu 25 Feb";
        check(Grade::AGAIN, Again::TodayAndLater(1), expected);
        check(Grade::HARD, Again::Today, "hard: PyPy comes again today");
        check(Grade::EASY, Again::Done, "easy: PyPy is done for today");
    }

    #[test]
    fn a_subject_that_would_help_with_the_next_card_is_left_out() {
        let notice = Notice::Graded { grade: Grade::GOOD, subject: None, again: Again::Later(1) };
        assert_eq!(notice.text(today()), "good: comes again tomorrow, Thu 25 Feb");
    }

    #[test]
    fn long_intervals_are_told_in_years() {
        let shown: Vec<_> = [1, 364, 365, 511, 36_500].map(short_interval).into();
        assert_eq!(shown, ["1d", "364d", "1y", "1.4y", "100y"]);
    }

    #[test]
    fn time_spent_is_rounded_to_minutes() {
        let shown: Vec<_> = [59_999, 60_000, 89_000, 90_000, 240_000].map(duration).into();
        let expected = ["less than a minute", "1 minute", "1 minute", "2 minutes", "4 minutes"];
        assert_eq!(shown, expected);
    }
}
