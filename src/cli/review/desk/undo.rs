//! Taking back: an item judged, a step of this session, a step from before it.

use super::Desk;
use crate::adapters::store::{Act, Deed, Undone, Verdict};
use crate::cli::failure::Failure;
use crate::cli::review::words::Notice;
use crate::learning::review::ReviewKind;
use crate::learning::session::{Step, Turn};
use crate::values::ids::CardId;

impl Desk {
    /// Takes back the last thing that was done, here or before this session, and asks its card
    /// again.
    pub(in crate::cli::review) fn undo(&mut self) -> Result<(), Failure> {
        if self.take_back_judgement() {
            return Ok(());
        }
        let Some(last) = self.store.steps(1)?.first().copied() else {
            self.notice = Some(Notice::NothingToUndo);
            return Ok(());
        };
        // What is done to many cards is not for a key that is meant for one.
        if last.card.is_none() && !(last.deed == Deed::Did(Act::Import) && self.has_edited) {
            self.notice = Some(Notice::UndoElsewhere(last.deed.as_str()));
            return Ok(());
        }
        let moment = self.moment();
        let Some(undone) = self.store.undo_last(moment.at, moment.day)? else {
            return Ok(());
        };
        self.follow(&undone)
    }

    /// Takes the last judgement of an item back.
    fn take_back_judgement(&mut self) -> bool {
        let recital = self.asked.as_mut().and_then(|asked| asked.recital.as_mut());
        let is_back = recital.is_some_and(crate::learning::recital::Recital::take_back);
        if is_back {
            self.notice = Some(Notice::TakenBack("item"));
            self.session.hide();
        }
        is_back
    }

    /// Lets the session follow what the store took back.
    fn follow(&mut self, undone: &Undone) -> Result<(), Failure> {
        let name = match undone.step.deed {
            Deed::Answered { grade, .. } => self.manner.keys.buttons().name_of(grade),
            deed => deed.as_str(),
        };
        let is_own = self.session.last().is_some_and(|last| is_same(&last, undone));
        match (undone.step.deed, undone.step.card) {
            _ if is_own => {
                self.session.undo();
                self.lay_out()?;
            }
            (Deed::Answered { kind, .. }, Some(card)) if self.is_there(card)? => {
                self.session.ask_again(turn_of(card, kind));
                self.lay_out()?;
            }
            _ => self.read_again()?,
        }
        self.notice =
            Some(if is_own { Notice::TakenBack(name) } else { Notice::TakenBackEarlier(name) });
        Ok(())
    }

    fn is_there(&self, card: CardId) -> Result<bool, Failure> {
        Ok(self.store.card(card)?.is_some_and(|card| self.can_be_asked(&card)))
    }
}

/// Whether the step of the session is what was taken back.
fn is_same(step: &Step, undone: &Undone) -> bool {
    let is_kind = match step {
        Step::Given(_) => matches!(undone.step.deed, Deed::Answered { .. }),
        Step::SetAside(_) => matches!(
            undone.step.deed,
            Deed::Decided(Verdict::Drop) | Deed::Did(Act::Suspend | Act::Bury)
        ),
    };
    is_kind && undone.step.card == Some(step.turn().card)
}

/// The turn that asks a card again whose answer from before this session was taken back.
const fn turn_of(card: CardId, kind: ReviewKind) -> Turn {
    let kind = match kind {
        ReviewKind::Manual => ReviewKind::Scheduled,
        kind => kind,
    };
    Turn { card, kind, is_repeat: matches!(kind, ReviewKind::Drill) }
}
