//! A review line by line: for screen readers, pipes and scripts. No escape sequence, no colour,
//! no cursor; every state is named in words.

use crate::adapters::store::Queue;
use crate::cli::card;
use crate::cli::failure::{Failure, count};
use crate::cli::lines::{self, capitalised, tell, unwrapped};
use crate::cli::output::Ui;
use crate::cli::review::ahead::resources;
use crate::cli::review::asked::{Asked, Hint};
use crate::cli::review::changed::Changed;
use crate::cli::review::desk::Desk;
use crate::cli::review::frame::{difference, see};
use crate::cli::review::keys::Action;
use crate::cli::review::panel;
use crate::cli::review::words::{Notice, progress};
use crate::cli::show::history;
use crate::cli::stage::Ending;
use crate::learning::recital::Item;
use crate::learning::session::Progress;
use crate::learning::typed::Verdict;
use crate::render::markdown::Links;
use crate::render::sanitize::visible;

/// Holds the session until the learner leaves or the input ends.
pub(super) fn hold(desk: &mut Desk, ui: &Ui, queue: &Queue) -> Result<Ending, Failure> {
    let mut talk = Talk { desk, ui: ui.clone() };
    ui.words(opening(queue))?;
    ui.words(talk.how())?;
    talk.ask()?;
    lines::hold(ui, |line| talk.answer(line))
}

fn opening(queue: &Queue) -> String {
    let number = |cards: usize| u64::try_from(cards).unwrap_or(u64::MAX);
    match (number(queue.cards.len()), number(queue.drill.len())) {
        (due, 0) => format!("{} to review.", count(due, "card")),
        (0, again) => format!("{} to repeat today.", count(again, "card")),
        (due, again) => format!("{} to review, {again} to repeat today.", count(due, "card")),
    }
}

/// A line of input: what to do, and what stands behind that word.
type Said<'a> = (Action, &'a str);

struct Talk<'a> {
    desk: &'a mut Desk,
    ui: Ui,
}

impl Talk<'_> {
    /// How to go on, in short.
    fn how(&self) -> String {
        let grades: Vec<_> =
            self.desk.manner.keys.buttons().all().iter().map(|button| button.name).collect();
        let typed = if self.desk.manner.types {
            "Type the answer; Enter alone gives up. Put / in front of any other word. "
        } else {
            ""
        };
        format!(
            "{typed}Enter shows the answer, then means good. {} or their numbers grade it. undo \
             takes back the last step, help names all words, quit leaves; everything is saved \
             already.",
            grades.join(", ")
        )
    }

    /// What a line means; `None` where it is not understood.
    fn parse<'t>(&self, line: &'t str) -> Option<Said<'t>> {
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let action = match word.to_lowercase().as_str() {
            "" => Action::GoOn,
            "yes" => Action::Known,
            "no" => Action::Missed,
            word => self.desk.manner.keys.named(word)?,
        };
        let takes_text = matches!(action, Action::Type | Action::Mark);
        (takes_text || rest.is_empty()).then_some((action, rest.trim()))
    }

    /// Does what the line means; `false` to leave.
    fn answer(&mut self, line: &str) -> Result<bool, Failure> {
        let is_typing = self.desk.writing().is_some();
        let command = line.strip_prefix('/').filter(|_| self.desk.manner.types);
        if is_typing && command.is_none() {
            self.desk.stop_writing();
            self.desk.compare(line);
            self.tell_answer()?;
            return Ok(true);
        }
        self.desk.stop_writing();
        let Some((action, rest)) = self.parse(command.unwrap_or(line)) else {
            self.say_what_is_possible()?;
            return Ok(true);
        };
        self.do_as_said(action, rest)
    }

    fn do_as_said(&mut self, action: Action, rest: &str) -> Result<bool, Failure> {
        let is_over = self.desk.is_over();
        match action {
            Action::Quit => return Ok(false),
            Action::GoOn if is_over => return Ok(false),
            Action::Help => self.tell_words()?,
            _ if is_over && action != Action::Undo => self.ask()?,
            Action::GoOn if !self.desk.session.is_revealed() && !self.desk.is_gone() => {
                self.desk.go_on()?;
                self.tell_answer()?;
            }
            Action::Known | Action::Missed => self.judge(action == Action::Known)?,
            Action::All => {
                self.desk.show_all();
                self.tell_answer()?;
            }
            Action::Hint => self.hint()?,
            Action::Type => self.type_answer(rest)?,
            Action::Mark => {
                self.desk.mark(rest)?;
                self.say_notice()?;
            }
            Action::Info => self.tell_info()?,
            Action::Source => self.source()?,
            Action::Edit => {
                self.desk.edit(|run| {
                    run();
                    Ok(())
                })?;
                self.say_notice()?;
                self.ask()?;
            }
            Action::Grade(_) if !self.desk.can_grade() => {
                self.ui.words("The answer is not shown yet: Enter shows it.")?;
            }
            Action::GoOn
            | Action::Grade(_)
            | Action::Undo
            | Action::Drop
            | Action::Bury
            | Action::Suspend => {
                self.desk.act(action)?;
                self.say_notice()?;
                self.ask()?;
            }
        }
        Ok(true)
    }

    fn judge(&mut self, known: bool) -> Result<(), Failure> {
        if !self.desk.is_asking_item() {
            return self.ui.words("No item waits to be judged.");
        }
        self.desk.judge(known);
        self.tell_answer()
    }

    fn hint(&mut self) -> Result<(), Failure> {
        let hint = self.desk.hint();
        let Some((asked, _)) = self.desk.current() else {
            return Ok(());
        };
        let last = asked.recital.as_ref().and_then(|recital| recital.shown().last());
        match (hint, asked.letter(), last) {
            (None, ..) => self.say_notice()?,
            (Some(Hint::Letter), Some(letter), _) => {
                self.ui.words(format!("Hint: it begins with {}", visible(letter)))?;
            }
            (Some(Hint::Item), _, Some(item)) => {
                self.ui.words(format!("Hint, an item: {}", words(&item.text)))?;
            }
            _ => self.ui.words(format!("Hint: {}", asked.breadcrumb(false)))?,
        }
        if self.desk.session.is_revealed() { self.tell_answer() } else { Ok(()) }
    }

    fn type_answer(&mut self, typed: &str) -> Result<(), Failure> {
        self.desk.type_answer();
        if self.desk.writing().is_none() {
            return self.say_notice();
        }
        if typed.is_empty() {
            return self.ui.words("Type the answer:");
        }
        self.desk.stop_writing();
        self.desk.compare(typed);
        self.tell_answer()
    }

    fn say_notice(&self) -> Result<(), Failure> {
        let Some(notice) = self.desk.notice() else {
            return Ok(());
        };
        let text = match notice {
            // Here Enter is what Space is on the screen.
            Notice::NotShownYet => "the answer is not shown yet: Enter shows it".to_owned(),
            notice => notice.text(self.desk.today(), &self.desk.manner.keys),
        };
        self.ui.words(capitalised(&text))
    }

    fn say_what_is_possible(&self) -> Result<(), Failure> {
        let grades = || {
            let buttons = self.desk.manner.keys.buttons().all().iter();
            buttons.map(|button| button.name).collect::<Vec<_>>().join(", ")
        };
        let possible = if self.desk.is_over() {
            "undo to take back the last step, Enter to leave".to_owned()
        } else if self.desk.is_asking_item() {
            format!("known or Enter, missed, all, {}, undo, quit, help", grades())
        } else if self.desk.session.is_revealed() {
            format!("{}, their numbers, Enter for good, undo, quit, help", grades())
        } else {
            "Enter to show the answer, hint, type, undo, quit, help".to_owned()
        };
        self.ui.words(format!("Not understood. Possible: {possible}."))
    }

    /// Every word with what it does.
    fn tell_words(&self) -> Result<(), Failure> {
        self.ui.words(self.how())?;
        for (word, keys, does) in self.desk.manner.keys.words() {
            self.ui.words(format!("{word} or {keys}: {does}"))?;
        }
        Ok(())
    }

    /// Asks the card that is on, or says that there is none.
    fn ask(&self) -> Result<(), Failure> {
        let Some((asked, _)) = self.desk.current() else {
            return self.ui.words("Done for today. undo takes back the last step, Enter leaves.");
        };
        self.ui.words("")?;
        let progress = self.desk.session.progress();
        let number = if matches!(progress, Progress::Due { .. }) { "Card " } else { "" };
        let at = capitalised(&format!("{number}{}", self::progress(progress)));
        let levels = asked.breadcrumb(false);
        let deck = visible(&asked.card.deck);
        let place = if levels.is_empty() { deck } else { format!("{deck}. {levels}") };
        self.ui.words(format!("{at}. {place}"))?;
        if let Some(changed) = &asked.changed {
            self.ui.words(format!("This card changed: {}", changed.of_question().plain()))?;
        }
        tell(&self.ui, "Question", &unwrapped(&asked.card.question, Links::Text))?;
        if self.desk.writing().is_some() {
            self.ui.words("Type the answer:")?;
        }
        let is_out = self.desk.session.is_revealed() || self.desk.is_asking_item();
        if is_out { self.tell_answer() } else { Ok(()) }
    }

    /// Tells the answer, or the item of it that is asked.
    fn tell_answer(&self) -> Result<(), Failure> {
        let Some((asked, _)) = self.desk.current() else {
            return Ok(());
        };
        if self.desk.is_asking_item() {
            return self.tell_item(asked);
        }
        self.tell_verdict(asked)?;
        if let Some(recital) = &asked.recital {
            for item in recital.items() {
                self.ui.words(format!("Answer, {}: {}", told(item), words(&item.text)))?;
            }
        } else {
            let answer = unwrapped(&card::answer(&asked.card), Links::Addresses);
            tell(&self.ui, "Answer", &answer)?;
        }
        if let Some(answer) = asked.changed.as_ref().and_then(Changed::of_answer) {
            self.ui.words(format!("Its answer changed: {}", answer.plain()))?;
        }
        if asked.card.own_outdated {
            self.ui.words(format!("Its notes {}", card::OUTDATED))?;
        }
        for resource in resources(&asked.card) {
            let told = see(&resource, Links::Addresses).plain();
            self.ui.words(capitalised(&told))?;
        }
        self.ui.words(format!("From {}", self.desk.place(&asked.card)))?;
        if let Some(why) = &asked.card.mark {
            self.ui.words(format!("Marked: {}", visible(why)))?;
        }
        if self.desk.is_gone() { Ok(()) } else { self.ui.words(self.grades()) }
    }

    /// Tells the item that is asked.
    fn tell_item(&self, asked: &Asked) -> Result<(), Failure> {
        let Some(recital) = &asked.recital else {
            return Ok(());
        };
        let (at, of) = (recital.shown().len(), recital.items().len());
        let text = recital.shown().last().map_or_else(String::new, |item| words(&item.text));
        self.ui.words(format!("Item {at} of {of}: {text}"))?;
        self.ui.words("Known or missed? Enter means known.")
    }

    /// Tells how right a typed answer is.
    fn tell_verdict(&self, asked: &Asked) -> Result<(), Failure> {
        let Some(typed) = &asked.typed else {
            return Ok(());
        };
        let verdict = match typed.verdict {
            Verdict::Right => return self.ui.words("Typed right."),
            Verdict::Slips => "Typed right but for a slip",
            Verdict::Nearly => "Typed nearly right",
            Verdict::Wrong => "Typed otherwise",
            Verdict::Nothing => return self.ui.words("Nothing typed."),
        };
        let text = difference(typed).plain();
        self.ui.words(format!("{verdict}; [missing] and -too much-: {text}"))
    }

    /// What each grade would lead to, and which is suggested.
    fn grades(&self) -> String {
        let keys = &self.desk.manner.keys;
        let told = self.desk.buttons().iter().map(|(button, outcome)| {
            let leads_to = match outcome.days() {
                Some(days) => count(days, "day"),
                None if button.grade.needs_drill() => "again today".to_owned(),
                None => "done for today".to_owned(),
            };
            let label = keys.label(Action::Grade(button.grade));
            format!("{label} {} {leads_to}", button.name)
        });
        let told = told.collect::<Vec<_>>().join(", ");
        let suggested = self.desk.current().and_then(|(asked, _)| asked.suggestion());
        match suggested {
            Some(grade) => format!("Grade: {told}. Enter for {}", keys.buttons().name_of(grade)),
            None => format!("Grade: {told}"),
        }
    }

    fn tell_info(&self) -> Result<(), Failure> {
        let Some((asked, turn)) = self.desk.current() else {
            return Ok(());
        };
        for (label, text) in panel::facts(self.desk, &asked.card, turn) {
            self.ui.words(format!("{label}: {text}"))?;
        }
        for (_, name, text) in panel::sums(self.desk) {
            self.ui.words(format!("{}: {text}", capitalised(name)))?;
        }
        for review in self.desk.store.reviews_of(asked.card.id)?.iter().rev() {
            let line = history(review, self.desk.today()).plain();
            self.ui.words(line.split_whitespace().collect::<Vec<_>>().join(" "))?;
        }
        Ok(())
    }

    /// Tells the section of the notes, unless it has to be asked for twice; then the answer, if
    /// that was not out.
    fn source(&mut self) -> Result<(), Failure> {
        let was_revealed = self.desk.session.is_revealed();
        self.desk.read_source();
        if self.desk.panel().is_none() {
            return self.say_notice();
        }
        self.desk.look_at(None);
        self.tell_source()?;
        if was_revealed { Ok(()) } else { self.tell_answer() }
    }

    fn tell_source(&self) -> Result<(), Failure> {
        let Some((asked, _)) = self.desk.current() else {
            return Ok(());
        };
        self.ui.words(format!("From {}", self.desk.place(&asked.card)))?;
        let Some(rows) = panel::cited(&asked.card, Links::Addresses, usize::MAX) else {
            return self.ui.words("Its notes cannot be read now.");
        };
        rows.iter().try_for_each(|(line, is_cited)| {
            let label = if *is_cited { "This card: " } else { "" };
            self.ui.words(format!("{label}{}", line.plain()))
        })
    }
}

/// Whether an item was known, in words.
const fn told(item: &Item) -> &'static str {
    match item.known {
        Some(true) => "known",
        Some(false) => "missed",
        None => "not asked",
    }
}

/// A short text on one line.
fn words(markdown: &str) -> String {
    unwrapped(markdown, Links::Addresses).join(" ")
}
