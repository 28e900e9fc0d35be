//! A review line by line: for screen readers, pipes and scripts. No escape sequence, no colour,
//! no cursor; every state is named in words.

use crate::adapters::store::Queue;
use crate::cli::failure::{Failure, count};
use crate::cli::lines::{capitalised, read_line, tell, unwrapped};
use crate::cli::output::Ui;
use crate::cli::review::desk::Desk;
use crate::cli::review::words::{Notice, progress};
use crate::cli::stage::Ending;
use crate::learning::session::Progress;
use crate::render::markdown::Links;
use crate::render::{breadcrumb, sanitize};
use crate::values::grade::Grade;

const HELP: &str = "Enter shows the answer, then means good. again, hard, good, easy or 1 to 4 \
    grade it. u takes back the last answer. q leaves; everything is saved already.";

/// A line of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// Nothing: go on.
    GoOn,
    Grade(Grade),
    Undo,
    Help,
    Quit,
    Unknown,
}

fn parse(line: &str) -> Word {
    match line.trim().to_lowercase().as_str() {
        "" => Word::GoOn,
        "1" | "a" | "again" => Word::Grade(Grade::AGAIN),
        "2" | "h" | "hard" => Word::Grade(Grade::HARD),
        "3" | "g" | "good" => Word::Grade(Grade::GOOD),
        "4" | "e" | "easy" => Word::Grade(Grade::EASY),
        "u" | "undo" => Word::Undo,
        "?" | "help" => Word::Help,
        "q" | "quit" => Word::Quit,
        _ => Word::Unknown,
    }
}

/// Holds the session until the learner leaves or the input ends.
pub(super) fn hold(desk: &mut Desk, ui: &Ui, queue: &Queue) -> Result<Ending, Failure> {
    ui.line(opening(queue))?;
    ui.line(HELP)?;
    let mut talk = Talk { desk, ui };
    talk.ask()?;
    while let Some(line) = read_line() {
        if !talk.answer(parse(&line))? {
            break;
        }
    }
    Ok(Ending::Left)
}

fn opening(queue: &Queue) -> String {
    let number = |cards: &[_]| u64::try_from(cards.len()).unwrap_or(u64::MAX);
    match (number(&queue.cards), number(&queue.drill)) {
        (due, 0) => format!("{} to review.", count(due, "card")),
        (0, again) => format!("{} to repeat today.", count(again, "card")),
        (due, again) => format!("{} to review, {again} to repeat today.", count(due, "card")),
    }
}

struct Talk<'a> {
    desk: &'a mut Desk,
    ui: &'a Ui,
}

impl Talk<'_> {
    /// Does what the word means; `false` to leave.
    fn answer(&mut self, word: Word) -> Result<bool, Failure> {
        let is_over = self.desk.current().is_none();
        match word {
            Word::Quit => return Ok(false),
            Word::GoOn if is_over => return Ok(false),
            Word::Help => self.ui.line(HELP)?,
            Word::Undo => {
                self.desk.undo()?;
                self.say_notice()?;
                self.ask()?;
            }
            Word::GoOn if !self.desk.session.is_revealed() => self.reveal()?,
            Word::GoOn => self.give(Grade::GOOD)?,
            Word::Grade(_) if is_over => self.ask()?,
            Word::Grade(grade) => self.give(grade)?,
            Word::Unknown => self.say_what_is_possible()?,
        }
        Ok(true)
    }

    fn give(&mut self, grade: Grade) -> Result<(), Failure> {
        if !self.desk.session.is_revealed() {
            return self.ui.line("The answer is not shown yet: Enter shows it.");
        }
        self.desk.grade(grade)?;
        self.say_notice()?;
        self.ask()
    }

    fn say_notice(&self) -> Result<(), Failure> {
        let Some(notice) = self.desk.notice() else {
            return Ok(());
        };
        let text = notice.text(self.desk.today());
        self.ui.line(capitalised(&text, matches!(notice, Notice::Graded { .. })))
    }

    fn say_what_is_possible(&self) -> Result<(), Failure> {
        let possible = if self.desk.current().is_none() {
            "u takes back the last answer, Enter leaves"
        } else if self.desk.session.is_revealed() {
            "again, hard, good, easy, 1 to 4, Enter for good, undo, quit, help"
        } else {
            "Enter to show the answer, undo, quit, help"
        };
        self.ui.line(format!("Not understood. Possible: {possible}."))
    }

    /// Asks the card that is on, or says that there is none.
    fn ask(&self) -> Result<(), Failure> {
        let Some((card, _)) = self.desk.current() else {
            return self.ui.line("Done for today. u takes back the last answer, Enter leaves.");
        };
        self.ui.line("")?;
        let progress = self.desk.session.progress();
        let number = if matches!(progress, Progress::Due { .. }) { "Card " } else { "" };
        let at = capitalised(&format!("{number}{}", self::progress(progress)), false);
        let levels = breadcrumb::masked(&card.context, &card.question, &card.answer);
        let deck = sanitize::visible(&card.deck);
        let place = if levels.is_empty() { deck } else { format!("{deck}. {levels}") };
        self.ui.line(format!("{at}. {place}"))?;
        tell(self.ui, "Question", &unwrapped(&card.question, Links::Text))
    }

    fn reveal(&mut self) -> Result<(), Failure> {
        self.desk.reveal();
        let Some((card, _)) = self.desk.current() else {
            return Ok(());
        };
        tell(self.ui, "Answer", &unwrapped(&card.answer, Links::Addresses))?;
        self.ui.line(format!("From {}", self.desk.place(card)))?;
        self.ui.line(self.grades())
    }

    /// What each grade would lead to.
    fn grades(&self) -> String {
        match self.desk.intervals() {
            Some(days) => {
                let grades = Grade::BUTTONS.iter().zip(days).enumerate();
                let told = grades.map(|(index, (grade, days))| {
                    format!("{} {} {}", index + 1, grade.button_name(), count(days, "day"))
                });
                format!("Grade: {}", told.collect::<Vec<_>>().join(", "))
            }
            None => {
                "Grade: 1 again and 2 hard repeat it today, 3 good and 4 easy end it".to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_letters_and_digits_mean_the_same() {
        for line in ["again\n", " A ", "1"] {
            assert_eq!(parse(line), Word::Grade(Grade::AGAIN));
        }
        assert_eq!(parse(" \r\n"), Word::GoOn);
        assert_eq!(parse("QUIT"), Word::Quit);
        assert_eq!(parse("5"), Word::Unknown);
    }
}
