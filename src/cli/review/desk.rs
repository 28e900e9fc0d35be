//! The session with its store and clock: every answer is stored before the session goes on.

use crate::adapters::clock::Clock;
use crate::adapters::store::{CardRecord, Queue, Scope, Status, Store};
use crate::cli::failure::Failure;
use crate::cli::review::words::{Again, Notice, subject};
use crate::cli::{Context, card};
use crate::learning::review::{Answer, ReviewKind};
use crate::learning::schedule::sm2::Sm2;
use crate::learning::schedule::{Scheduler as _, State};
use crate::learning::session::{Given, LONGEST_ANSWER_MS, Session, Turn};
use crate::render::breadcrumb;
use crate::values::grade::Grade;
use crate::values::time::StudyDay;
use std::path::PathBuf;

/// Where a review takes place.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) store: Store,
    pub(super) scope: Scope,
    pub(super) session: Session,
    clock: Clock,
    scheduler: Sm2,
    card: Option<CardRecord>,
    notice: Option<Notice>,
    shown_at_ms: u64,
    /// The folder that paths are shown from.
    folder: PathBuf,
}

impl Desk {
    /// A session over this queue, its first card laid out.
    pub(super) fn new(
        store: Store,
        scope: Scope,
        context: &Context,
        queue: &Queue,
    ) -> Result<Self, Failure> {
        let mut desk = Self {
            store,
            scope,
            session: Session::new(&queue.cards, &queue.drill),
            clock: context.clock,
            scheduler: context.scheduler(),
            card: None,
            notice: None,
            shown_at_ms: 0,
            // Paths are shown whole where the folder is not known.
            folder: std::env::current_dir().unwrap_or_default(),
        };
        desk.lay_out()?;
        Ok(desk)
    }

    /// The card that is on and its turn, or `None` at the end.
    pub(super) fn current(&self) -> Option<(&CardRecord, Turn)> {
        self.card.as_ref().zip(self.session.current())
    }

    /// The last thing that happened.
    pub(super) const fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// Where a card comes from, as `file:line`.
    pub(super) fn place(&self, card: &CardRecord) -> String {
        card::place(card, &self.folder)
    }

    /// Today.
    pub(super) fn today(&self) -> StudyDay {
        self.clock.today()
    }

    /// Says that the answer has to be shown first.
    pub(super) fn refuse_grade(&mut self) {
        self.notice = Some(Notice::NotShownYet);
    }

    /// Shows the answer.
    pub(super) fn reveal(&mut self) {
        if matches!(self.notice, Some(Notice::NotShownYet | Notice::NothingToUndo)) {
            self.notice = None;
        }
        self.session.reveal();
    }

    /// The days after which each button would show the card again, from again to easy;
    /// `None` in the drill, which moves no schedule.
    pub(super) fn intervals(&self) -> Option<[u32; 4]> {
        let (card, turn) = self.current()?;
        if turn.kind == ReviewKind::Drill {
            return None;
        }
        let before = card.schedule.as_ref().map_or(State::NEW, |schedule| schedule.state);
        Some(Grade::BUTTONS.map(|grade| self.scheduler.next(before, grade).interval_days))
    }

    /// Stores the grade of the current card, then lays out the next.
    pub(super) fn grade(&mut self, grade: Grade) -> Result<(), Failure> {
        let Some(turn) = self.session.current() else {
            return Ok(());
        };
        let took_ms = self.clock.elapsed_ms().saturating_sub(self.shown_at_ms);
        let at = self.clock.now();
        let answer = Answer {
            card: turn.card,
            grade,
            kind: turn.kind,
            at,
            day: self.clock.day_of(at),
            took_ms: u32::try_from(took_ms).unwrap_or(u32::MAX).min(LONGEST_ANSWER_MS),
            hinted: false,
        };
        let recorded = self.store.answer(&answer, &self.scheduler)?;
        self.session.grade(grade, took_ms);
        let days = u32::try_from(recorded.after.due.days_since(answer.day)).unwrap_or(0);
        let again = match (recorded.kind, grade.needs_drill()) {
            (ReviewKind::Drill, true) => Again::Today,
            (ReviewKind::Drill, false) => Again::Done,
            (_, true) => Again::TodayAndLater(days),
            (_, false) => Again::Later(days),
        };
        let graded = self.card.take();
        self.lay_out()?;
        let subject = graded.as_ref().and_then(subject).filter(|name| !self.would_help(name));
        self.notice = Some(Notice::Graded { grade, subject, again });
        Ok(())
    }

    /// Whether the name gives away the answer of the card that is on.
    fn would_help(&self, name: &str) -> bool {
        self.card.as_ref().is_some_and(|card| breadcrumb::hints_at(name, &card.answer))
    }

    /// Takes back the last answer of this session and lays its card out again.
    pub(super) fn undo(&mut self) -> Result<(), Failure> {
        let Some(Given { turn, grade, .. }) = self.session.last() else {
            self.notice = Some(Notice::NothingToUndo);
            return Ok(());
        };
        let undone = self.store.undo_last(self.clock.now(), self.today())?;
        self.notice = Some(match undone {
            Some(undone) if undone.is_answer_of(turn.card) => {
                self.session.undo();
                self.lay_out()?;
                Notice::TakenBack(grade)
            }
            // `recall grade` or `recall triage` in another window came in between.
            Some(undone) => Notice::TakenBackElsewhere(undone.step.deed.as_str()),
            None => Notice::NothingToUndo,
        });
        Ok(())
    }

    /// Reads the card whose turn it is; cards that another window took out are left out.
    fn lay_out(&mut self) -> Result<(), Failure> {
        self.card = None;
        while let Some(turn) = self.session.current() {
            self.card = self.store.card(turn.card)?.filter(is_in_review);
            if self.card.is_some() {
                break;
            }
            self.session.skip();
        }
        self.shown_at_ms = self.clock.elapsed_ms();
        Ok(())
    }
}

fn is_in_review(card: &CardRecord) -> bool {
    matches!(card.status, Status::New | Status::Review)
}
