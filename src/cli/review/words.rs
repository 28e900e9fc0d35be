//! The words of a review, the same on the screen and line by line.

use crate::adapters::store::Status;
use crate::adapters::terminal::style::Role;
use crate::cards::generate::rule_in_words;
use crate::cli::failure::count;
use crate::cli::review::keys::{Action, Keymap};
use crate::learning::session::Progress;
use crate::render::sanitize::visible;
use crate::values::grade::Grade;
use crate::values::ids::CardId;
use crate::values::time::StudyDay;

/// The last thing that happened, told in one line until the learner goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Notice {
    /// A card was graded: what stands on the grade's button, and when it is shown again.
    Graded(&'static str, Again),
    /// The last step of this session was taken back.
    TakenBack(&'static str),
    /// A step that this session does not know of was taken back.
    TakenBackEarlier(&'static str),
    /// The last step is no matter of this card or that.
    UndoElsewhere(&'static str),
    /// There is nothing to take back.
    NothingToUndo,
    /// A grade was given before the answer was shown.
    NotShownYet,
    /// The answer is shown already.
    ShownAlready,
    /// The answer is none to be typed.
    NotTyped,
    /// No hint is left.
    NoHint,
    /// The section of the notes is shown only with the answer.
    SourceTells,
    /// A card was refused; the rule that made it.
    Dropped(String),
    /// A card was put off until tomorrow.
    Buried,
    /// A card was taken out.
    Suspended(CardId),
    /// The card was marked, with a word why.
    Marked(String),
    /// The card's mark was taken off.
    Unmarked,
    /// The card's notes are no file.
    NoFile,
    /// No editor is named.
    NoEditor,
    /// The editor could not be used, or the notes not be read again, and why.
    EditFailed(String),
    /// The notes were edited, and the card says something else.
    Edited,
    /// The notes say of the card what they said.
    Unchanged,
    /// The card is no longer in the review.
    Gone(Status),
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
    /// The notice in words. `keys` tells what to press.
    pub(super) fn text(&self, today: StudyDay, keys: &Keymap) -> String {
        let key = |action| keys.label(action);
        match self {
            Self::Graded(name, again) => graded(name, *again, today),
            Self::TakenBack(name) => format!("taken back: {name}"),
            Self::TakenBackEarlier(name) => format!("taken back: {name}, from before"),
            Self::UndoElsewhere(name) => {
                format!("not taken back: {name}; `recall undo` takes it back")
            }
            Self::NothingToUndo => "nothing to take back".to_owned(),
            Self::NotShownYet => {
                format!("the answer is not shown yet: {} shows it", key(Action::GoOn))
            }
            Self::ShownAlready => "the answer is shown already".to_owned(),
            Self::NotTyped => "this answer is a list or a text: say it instead".to_owned(),
            Self::NoHint => "no hint is left".to_owned(),
            Self::SourceTells => {
                let again = key(Action::Source);
                format!("its section tells the answer: {again} again shows both")
            }
            Self::Dropped(rule) => format!("dropped, never to come back; {}", rule_told(rule)),
            Self::Buried => "buried until tomorrow".to_owned(),
            Self::Suspended(card) => {
                format!("suspended; `recall unsuspend {}` takes it back", card.short())
            }
            Self::Marked(why) if why.is_empty() => "marked: to be mended".to_owned(),
            Self::Marked(why) => format!("marked: {}", visible(why)),
            Self::Unmarked => "no longer marked".to_owned(),
            Self::NoFile => "not edited: its notes are no file that is there".to_owned(),
            Self::NoEditor => "not edited: name an editor in VISUAL or EDITOR".to_owned(),
            Self::EditFailed(why) => format!("not changed: {}", visible(why)),
            Self::Edited => "edited: this is the card now".to_owned(),
            Self::Unchanged => "edited: this card is as it was".to_owned(),
            Self::Gone(status) => {
                let goes = match status {
                    Status::Retired => "retired: its line left the notes",
                    other => other.as_str(),
                };
                format!("{goes}; {} goes on", key(Action::GoOn))
            }
        }
    }

    /// Whether it is about the card before the one that is on.
    pub(super) const fn is_of_last(&self) -> bool {
        matches!(self, Self::Graded(..) | Self::Dropped(_) | Self::Buried | Self::Suspended(_))
    }

    /// The role it is painted in.
    pub(super) const fn role(&self) -> Role {
        match self {
            Self::EditFailed(_) | Self::NoFile | Self::NoEditor => Role::Again,
            _ => Role::Faint,
        }
    }
}

fn graded(name: &str, again: Again, today: StudyDay) -> String {
    let back = |days| if days == 1 { "tomorrow".to_owned() } else { when(days, today) };
    match again {
        Again::Later(days) => format!("{name}, back {}", back(days)),
        Again::TodayAndLater(days) => format!("{name}, back today, then {}", back(days)),
        Again::Today => format!("{name}, back today"),
        Again::Done => format!("{name}, done for today"),
    }
}

/// The rule that made a card, in words: `R25: what it is`.
pub(super) fn rule_told(rule: &str) -> String {
    visible(&match rule_in_words(rule) {
        Some(words) => format!("{rule}: {words}"),
        None => rule.to_owned(),
    })
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

    #[test]
    fn a_grade_is_confirmed_with_the_day_it_leads_to() {
        for (name, again, expected) in [
            ("good", Again::Later(6), "good, back in 6 days, Tue 2 Mar"),
            ("good", Again::Later(1), "good, back tomorrow"),
            ("again", Again::TodayAndLater(1), "again, back today, then tomorrow"),
            ("hard", Again::Today, "hard, back today"),
            ("easy", Again::Done, "easy, done for today"),
        ] {
            assert_eq!(graded(name, again, today()), expected);
        }
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
