//! The offered cards with their store: every decision is stored before the next card is shown.

use crate::adapters::clock::Clock;
use crate::adapters::store::{
    CardRecord, Decision, Deed, Scope, Status, Step, Store, Undone, Verdict,
};
use crate::adapters::terminal::style::Role;
use crate::cards::generate::rule_in_words;
use crate::cli::Context;
use crate::cli::card;
use crate::cli::failure::Failure;
use crate::cli::triage::editor::{self, Edited};
use crate::render::markdown::one_line;
use crate::values::ids::CardId;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The last thing that happened, told in one line under the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Notice {
    /// A card was decided about; what it asks.
    Decided(Verdict, String),
    /// A card was left as it is.
    Skipped,
    /// The card is shown again that had been skipped.
    Back,
    /// The last decision was taken back.
    TakenBack(Verdict),
    /// What was done outside this session was taken back.
    TakenBackElsewhere(&'static str),
    /// Nothing was done in this session.
    NothingToUndo,
    /// No editor is named.
    NoEditor,
    /// Nothing came back from the editor that is a change.
    Unchanged,
    /// The editor could not be used, and why.
    EditorFailed(String),
}

impl Notice {
    /// The line.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Decided(Verdict::Keep, question) => format!("kept: {question}"),
            Self::Decided(Verdict::Drop, question) => format!("dropped: {question}"),
            Self::Decided(Verdict::Edit, _) => "edited: k keeps it so".to_owned(),
            Self::Skipped => "skipped: it stays offered".to_owned(),
            Self::Back => "back at the one before".to_owned(),
            Self::TakenBack(verdict) => format!("taken back: {}", verdict.as_str()),
            Self::TakenBackElsewhere(what) => {
                format!("taken back: {what}, given outside this session")
            }
            Self::NothingToUndo => {
                "nothing to take back here: `recall undo` takes back what was before".to_owned()
            }
            Self::NoEditor => "no editor: name one in VISUAL or EDITOR".to_owned(),
            Self::Unchanged => "not changed".to_owned(),
            Self::EditorFailed(why) => format!("not changed: {why}"),
        }
    }

    /// The role its first word is painted in.
    pub(super) const fn role(&self) -> Role {
        match self {
            Self::Decided(Verdict::Keep, _) => Role::Good,
            Self::Decided(Verdict::Drop, _) => Role::Again,
            _ => Role::Faint,
        }
    }
}

/// Where a triage takes place.
#[derive(Debug)]
pub(super) struct Tray {
    pub(super) store: Store,
    scope: Scope,
    clock: Clock,
    editor: Option<String>,
    /// What was offered when the session began.
    cards: Vec<CardId>,
    /// Which of them is on.
    at: usize,
    card: Option<CardRecord>,
    /// What was done, by the place of its card; `None` for a card that was skipped.
    done: Vec<(usize, Option<Verdict>)>,
    notice: Option<Notice>,
    /// The folder that paths are shown from.
    folder: PathBuf,
}

impl Tray {
    /// What is offered in this scope, the first card laid out.
    pub(super) fn new(context: &Context, store: Store, scope: Scope) -> Result<Self, Failure> {
        let cards = store.offered(&scope)?;
        let mut tray = Self {
            store,
            scope,
            clock: context.clock,
            editor: context.editor().map(str::to_owned),
            cards,
            at: 0,
            card: None,
            done: Vec::new(),
            notice: None,
            // Paths are shown whole where the folder is not known.
            folder: std::env::current_dir().unwrap_or_default(),
        };
        tray.lay_out()?;
        Ok(tray)
    }

    /// The cards that were offered when the session began.
    pub(super) fn cards(&self) -> &[CardId] {
        &self.cards
    }

    /// The card that is on, or `None` at the end.
    pub(super) const fn card(&self) -> Option<&CardRecord> {
        self.card.as_ref()
    }

    /// Whether no card is left.
    pub(super) const fn is_over(&self) -> bool {
        self.card.is_none()
    }

    /// The last thing that happened.
    pub(super) const fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// `3 of 12`.
    pub(super) fn progress(&self) -> String {
        format!("{} of {}", self.at + 1, self.cards.len())
    }

    /// Whether this session did something that it can take back.
    pub(super) const fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Why the card is there: its rule, in words.
    pub(super) fn rule(card: &CardRecord) -> String {
        match rule_in_words(&card.rule) {
            Some(words) => format!("{}: {words}", card.rule),
            None => card.rule.clone(),
        }
    }

    /// Where a card comes from, as `file:line`.
    pub(super) fn place(&self, card: &CardRecord) -> String {
        card::place(card, &self.folder)
    }

    /// Whether this session decided about a card.
    pub(super) fn has_decided(&self) -> bool {
        self.done.iter().any(|(_, verdict)| verdict.is_some())
    }

    /// How many cards this session kept, edited and dropped.
    pub(super) fn tally(&self) -> [u64; 3] {
        [Verdict::Keep, Verdict::Edit, Verdict::Drop].map(|wanted| {
            let done = self.done.iter().filter(|(_, verdict)| *verdict == Some(wanted));
            // A card that was edited twice is one card.
            let cards: BTreeSet<_> = done.map(|(place, _)| place).collect();
            u64::try_from(cards.len()).unwrap_or(u64::MAX)
        })
    }

    /// How many cards are offered now.
    pub(super) fn left(&self) -> Result<u64, Failure> {
        Ok(u64::try_from(self.store.offered(&self.scope)?.len()).unwrap_or(u64::MAX))
    }

    /// Puts the card into its deck.
    pub(super) fn keep(&mut self) -> Result<(), Failure> {
        self.decide(&Decision::Keep)
    }

    /// Refuses the card for good.
    pub(super) fn drop(&mut self) -> Result<(), Failure> {
        self.decide(&Decision::Drop)
    }

    /// Leaves the card as it is.
    pub(super) fn skip(&mut self) -> Result<(), Failure> {
        if self.card.is_some() {
            self.done.push((self.at, None));
            self.at += 1;
            self.notice = Some(Notice::Skipped);
            self.lay_out()?;
        }
        Ok(())
    }

    /// Lets the learner give the card other words. `lend` runs what it is given while another
    /// program has the terminal.
    pub(super) fn edit(
        &mut self,
        lend: impl FnOnce(&mut dyn FnMut()) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let (Some(card), Some(editor)) = (&self.card, &self.editor) else {
            self.notice = self.card.as_ref().map(|_| Notice::NoEditor);
            return Ok(());
        };
        let mut edited = None;
        lend(&mut || edited = Some(editor::edit(editor, &card.question, &card.answer)))?;
        match edited {
            Some(Ok(Edited::To { question, answer })) => {
                self.decide(&Decision::Edit { question, answer })
            }
            Some(Err(why)) => {
                self.notice = Some(Notice::EditorFailed(why));
                Ok(())
            }
            Some(Ok(Edited::Nothing)) | None => {
                self.notice = Some(Notice::Unchanged);
                Ok(())
            }
        }
    }

    /// Stores what was decided about the card that is on, and lays out the next; after an edit
    /// the same card.
    fn decide(&mut self, decision: &Decision) -> Result<(), Failure> {
        let Some(card) = &self.card else {
            return Ok(());
        };
        let at = self.clock.now();
        let verdict = decision.verdict();
        let was_done = self.store.decide(card.id, decision, at, self.clock.day_of(at))?;
        self.notice = Some(if was_done {
            self.done.push((self.at, Some(verdict)));
            Notice::Decided(verdict, one_line(&card.question))
        } else {
            Notice::Unchanged
        });
        if verdict != Verdict::Edit {
            self.at += 1;
        }
        self.lay_out()
    }

    /// Takes back the last step of this session and lays its card out again.
    pub(super) fn undo(&mut self) -> Result<(), Failure> {
        let Some((place, verdict)) = self.done.last().copied() else {
            self.notice = Some(Notice::NothingToUndo);
            return Ok(());
        };
        if verdict.is_none() {
            return self.go_back(place, Notice::Back);
        }
        let undone = self.store.undo_last(self.clock.now(), self.clock.today())?;
        match undone {
            Some(Undone { step: Step { card, deed: Deed::Decided(verdict), .. }, .. })
                if card == Some(self.cards[place]) =>
            {
                self.go_back(place, Notice::TakenBack(verdict))
            }
            // Another window came in between.
            Some(Undone { step, .. }) => {
                self.notice = Some(Notice::TakenBackElsewhere(step.deed.as_str()));
                self.lay_out()
            }
            None => {
                self.notice = Some(Notice::NothingToUndo);
                Ok(())
            }
        }
    }

    fn go_back(&mut self, place: usize, notice: Notice) -> Result<(), Failure> {
        self.done.pop();
        self.at = place;
        self.notice = Some(notice);
        self.lay_out()
    }

    /// Reads the card whose turn it is; cards that another window decided about are left out.
    fn lay_out(&mut self) -> Result<(), Failure> {
        self.card = None;
        while let Some(id) = self.cards.get(self.at) {
            self.card = self.store.card(*id)?.filter(|card| card.status == Status::Pending);
            if self.card.is_some() {
                break;
            }
            self.at += 1;
        }
        Ok(())
    }
}
