//! The session with its store and clock: every answer is stored before the session goes on.

mod aside;
mod edit;
mod undo;

use crate::adapters::store::{CardRecord, Queue, Recorded, Scope, Status, Store};
use crate::cli::Context;
use crate::cli::card;
use crate::cli::failure::Failure;
use crate::cli::review::ahead::Ahead;
use crate::cli::review::asked::{Asked, Hint};
use crate::cli::review::buttons::Button;
use crate::cli::review::keys::Keymap;
use crate::cli::review::panel::Panel;
use crate::cli::review::pictures::Pictures;
use crate::cli::review::words::{Again, Notice};
use crate::cli::review::writing::{About, Writing};
use crate::learning::recital::{self, Recital};
use crate::learning::review::Answer;
use crate::learning::schedule::sm2::Sm2;
use crate::learning::session::{LONGEST_ANSWER_MS, Session, Turn};
use crate::values::grade::Grade;
use crate::values::time::StudyDay;
use std::path::PathBuf;

/// How a session goes.
#[derive(Debug)]
pub(super) struct Manner {
    /// Whether answers are typed unless the learner leaves that.
    pub(super) types: bool,
    /// Which key does what.
    pub(super) keys: Keymap,
}

/// Where a review takes place.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) context: Context,
    pub(super) store: Store,
    pub(super) scope: Scope,
    pub(super) session: Session,
    pub(super) manner: Manner,
    scheduler: Sm2,
    asked: Option<Asked>,
    /// What is made ready before it is asked for.
    ahead: Ahead,
    notice: Option<Notice>,
    /// What is looked at instead of the card.
    panel: Option<Panel>,
    /// What the learner is writing.
    writing: Option<Writing>,
    /// Whether notes were edited in this session, so that an import of it can be taken back.
    has_edited: bool,
    shown_at_ms: u64,
    /// The folder that paths are shown from.
    folder: PathBuf,
}

impl Desk {
    /// A session over this queue, its first card laid out.
    pub(super) fn new(
        context: &Context,
        store: Store,
        scope: Scope,
        queue: &Queue,
        manner: Manner,
    ) -> Result<Self, Failure> {
        let mut desk = Self {
            context: context.clone(),
            store,
            scope,
            session: Session::new(&queue.cards, &queue.drill),
            manner,
            scheduler: context.scheduler(),
            asked: None,
            ahead: Ahead::default(),
            notice: None,
            panel: None,
            writing: None,
            has_edited: false,
            shown_at_ms: 0,
            // Paths are shown whole where the folder is not known.
            folder: std::env::current_dir().unwrap_or_default(),
        };
        desk.lay_out()?;
        Ok(desk)
    }

    /// The card that is on and its turn, or `None` at the end.
    pub(super) fn current(&self) -> Option<(&Asked, Turn)> {
        self.asked.as_ref().zip(self.session.current())
    }

    /// Whether no card is left.
    pub(super) const fn is_over(&self) -> bool {
        self.asked.is_none()
    }

    /// Whether the card that is on can be graded: its answer is out, or part of it.
    pub(super) fn can_grade(&self) -> bool {
        let is_begun = || self.asked.as_ref().is_some_and(Asked::is_begun);
        !self.is_gone() && (self.session.is_revealed() || is_begun())
    }

    /// Whether the card that is on left the review while it was looked at: an edit of its notes
    /// retired it.
    pub(super) fn is_gone(&self) -> bool {
        self.asked.as_ref().is_some_and(|asked| !is_in_review(&asked.card))
    }

    /// The last thing that happened.
    pub(super) const fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// What is looked at instead of the card.
    pub(super) const fn panel(&self) -> Option<Panel> {
        self.panel
    }

    /// Looks at this instead of the card, or at the card again.
    pub(super) fn look_at(&mut self, panel: Option<Panel>) {
        self.panel = panel.filter(|_| self.asked.is_some());
    }

    /// Looks at the section of the notes. Before the answer is out it has to be asked for twice,
    /// and the answer comes with it.
    pub(super) fn read_source(&mut self) {
        let is_out = self.session.is_revealed() || self.is_gone();
        if !is_out && self.notice != Some(Notice::SourceTells) {
            self.notice = self.asked.is_some().then_some(Notice::SourceTells);
            return;
        }
        if !is_out {
            self.show_all();
        }
        self.look_at(Some(Panel::Source));
    }

    /// What is being written.
    pub(super) const fn writing(&self) -> Option<&Writing> {
        self.writing.as_ref()
    }

    /// The same, to write on.
    pub(super) const fn writing_mut(&mut self) -> Option<&mut Writing> {
        self.writing.as_mut()
    }

    /// Where a card comes from, as `file:line`.
    pub(super) fn place(&self, card: &CardRecord) -> String {
        card::place(card, &self.folder)
    }

    /// Today.
    pub(super) fn today(&self) -> StudyDay {
        self.context.clock.today()
    }

    /// Whether the session has a step that it can take back. Steps from before it can be taken
    /// back too.
    pub(super) fn can_undo(&self) -> bool {
        self.session.last().is_some()
    }

    /// The grade that going on gives: as suggested by items or typing, else good.
    pub(super) fn next_grade(&self) -> Grade {
        self.asked.as_ref().and_then(Asked::suggestion).unwrap_or(Grade::GOOD)
    }

    /// The buttons with what each would do to the card that is on.
    pub(super) fn buttons(&self) -> &[(Button, Recorded)] {
        self.asked.as_ref().map_or(&[], |asked| &asked.outcomes)
    }

    /// What each button would do to the card whose turn it is.
    fn outcomes(&self) -> Result<Vec<(Button, Recorded)>, Failure> {
        let Some(turn) = self.session.current() else { return Ok(Vec::new()) };
        let buttons = self.manner.keys.buttons().all();
        let grades: Vec<Grade> = buttons.iter().map(|button| button.grade).collect();
        let answer = self.answer_of(turn, Grade::GOOD);
        let outcomes = self.store.foresee(&answer, &grades, &self.scheduler)?;
        Ok(buttons.iter().copied().zip(outcomes).collect())
    }

    /// The answer as it would be logged now.
    fn answer_of(&self, turn: Turn, grade: Grade) -> Answer {
        let clock = &self.context.clock;
        let at = clock.now();
        let took_ms = clock.elapsed_ms().saturating_sub(self.shown_at_ms);
        Answer {
            card: turn.card,
            grade,
            kind: turn.kind,
            at,
            day: clock.day_of(at),
            took_ms: u32::try_from(took_ms).unwrap_or(u32::MAX).min(LONGEST_ANSWER_MS),
            hinted: self.asked.as_ref().is_some_and(Asked::is_hinted),
        }
    }

    /// Goes on: to the answer, to the next item of it, to the next card.
    pub(super) fn go_on(&mut self) -> Result<(), Failure> {
        if self.is_gone() {
            self.session.skip();
            self.notice = None;
            return self.lay_out();
        }
        if self.session.is_revealed() {
            return self.grade(self.next_grade());
        }
        self.show();
        Ok(())
    }

    /// Shows the answer, or the next item of it; an item that is asked counts as known.
    fn show(&mut self) {
        self.notice = None;
        let recital = self.asked.as_mut().and_then(|asked| asked.recital.as_mut());
        match recital {
            None => self.session.reveal(),
            Some(recital) if recital.is_asking() => self.judge(true),
            Some(recital) => recital.show_next(),
        }
    }

    /// Shows the whole answer, with all items of a list.
    pub(super) fn show_all(&mut self) {
        self.notice = None;
        self.session.reveal();
    }

    /// Says whether the item that is asked was known.
    pub(super) fn judge(&mut self, known: bool) {
        let Some(recital) = self.asked.as_mut().and_then(|asked| asked.recital.as_mut()) else {
            return;
        };
        recital.judge(known);
        if recital.is_over() {
            self.session.reveal();
        }
    }

    /// Whether an item of a list is shown that has to be judged.
    pub(super) fn is_asking_item(&self) -> bool {
        let recital = self.asked.as_ref().and_then(|asked| asked.recital.as_ref());
        !self.session.is_revealed() && recital.is_some_and(Recital::is_asking)
    }

    /// Helps a little; gives what helps.
    pub(super) fn hint(&mut self) -> Option<Hint> {
        let is_revealed = self.session.is_revealed();
        let asked = self.asked.as_mut()?;
        let hint = if is_revealed { None } else { asked.hint() };
        self.notice = hint.is_none().then_some(Notice::NoHint);
        if asked.recital.as_ref().is_some_and(Recital::is_over) {
            self.session.reveal();
        }
        hint
    }

    /// Lets the answer be typed, where it is one that can be.
    pub(super) fn type_answer(&mut self) {
        let Some(asked) = &self.asked else {
            return;
        };
        if self.session.is_revealed() || self.is_gone() {
            self.notice = Some(Notice::ShownAlready);
        } else if asked.can_be_typed() {
            self.notice = None;
            self.writing = Some(Writing::new(About::Answer, ""));
        } else {
            self.notice = Some(Notice::NotTyped);
        }
    }

    /// Leaves what was being written.
    pub(super) fn stop_writing(&mut self) {
        self.writing = None;
    }

    /// Takes what was written: an answer is compared and the right one shown, a word why marks
    /// the card.
    pub(super) fn finish_writing(&mut self) -> Result<(), Failure> {
        let Some(writing) = self.writing.take() else {
            return Ok(());
        };
        match writing.about {
            About::Answer => self.compare(writing.text()),
            About::Mark => self.mark(writing.text())?,
        }
        Ok(())
    }

    /// Compares a typed answer with the right one, which is shown.
    pub(super) fn compare(&mut self, typed: &str) {
        if let Some(asked) = &mut self.asked {
            asked.take_typed(typed.trim());
        }
        self.show_all();
    }

    /// Grades the card, unless its answer has to be shown first.
    pub(super) fn give(&mut self, grade: Grade) -> Result<(), Failure> {
        if self.can_grade() {
            return self.grade(grade);
        }
        if self.asked.is_some() {
            self.notice = Some(Notice::NotShownYet);
        }
        Ok(())
    }

    /// Stores the grade of the current card, then lays out the next.
    fn grade(&mut self, grade: Grade) -> Result<(), Failure> {
        let Some(turn) = self.session.current() else {
            return Ok(());
        };
        let answer = self.answer_of(turn, grade);
        let recital = self.asked.as_ref().and_then(|asked| asked.recital.as_ref());
        let items = recital.map(Recital::recited).unwrap_or_default();
        let recorded = self.store.answer_list(&answer, &items, &self.scheduler)?;
        self.session.grade(grade, u64::from(answer.took_ms));
        let again = match (recorded.days(), grade.needs_drill()) {
            (None, true) => Again::Today,
            (None, false) => Again::Done,
            (Some(days), true) => Again::TodayAndLater(days),
            (Some(days), false) => Again::Later(days),
        };
        self.lay_out()?;
        let name = self.manner.keys.buttons().name_of(grade);
        self.notice = Some(Notice::Graded(name, again));
        Ok(())
    }

    /// Reads the card whose turn it is; cards that another window took out are left out.
    fn lay_out(&mut self) -> Result<(), Failure> {
        (self.asked, self.panel, self.writing) = (None, None, None);
        while let Some(turn) = self.session.current() {
            let card = self.store.card(turn.card)?;
            if let Some(card) = card.filter(|card| self.can_be_asked(card)) {
                self.asked = Some(self.ask(card)?);
                break;
            }
            self.session.skip();
        }
        self.shown_at_ms = self.context.clock.elapsed_ms();
        let is_typed = self.asked.as_ref().is_some_and(Asked::can_be_typed);
        if self.manner.types && is_typed {
            self.writing = Some(Writing::new(About::Answer, ""));
        }
        Ok(())
    }
}

impl Desk {
    /// Has the card that is on and the one after it made ready, while the learner reads.
    pub(super) fn prepare_ahead(&mut self) -> Result<(), Failure> {
        if let Some(asked) = &self.asked {
            self.ahead.prepare(asked.card.id, || Ok(Some(asked.card.clone())))?;
        }
        if let Some(turn) = self.session.following() {
            self.ahead.prepare(turn.card, || Ok(self.store.card(turn.card)?))?;
        }
        Ok(())
    }

    /// Looks up what the notes link to, once the answer of the card is out.
    pub(super) fn look_up_resources(&mut self) {
        let is_revealed = self.session.is_revealed();
        let asked = self.asked.as_mut().filter(|asked| is_revealed && asked.resources.is_none());
        if let Some(asked) = asked {
            asked.resources = Some(self.ahead.resources(&asked.card));
        }
    }

    /// The card with nothing of its answer out.
    fn ask(&self, card: CardRecord) -> Result<Asked, Failure> {
        let last = if recital::is_list(&card.kind, &card.answer) {
            self.store.recitals(card.id)?.pop()
        } else {
            None
        };
        let mut asked = Asked::new(card, &last.unwrap_or_default());
        asked.outcomes = self.outcomes()?;
        if let Some(protocol) = self.context.ui.palette().pictures() {
            let collection = &self.context.database;
            asked.pictures = Pictures::of(&asked.card, &self.store, protocol, collection)?;
        }
        Ok(asked)
    }

    /// Whether the card can be asked: nobody took it out since the queue was drawn.
    fn can_be_asked(&self, card: &CardRecord) -> bool {
        is_in_review(card) && !card.is_buried(self.today())
    }

    /// The rules that schedules follow.
    pub(super) const fn rules(&self) -> Sm2 {
        self.scheduler
    }
}

fn is_in_review(card: &CardRecord) -> bool {
    matches!(card.status, Status::New | Status::Review)
}
