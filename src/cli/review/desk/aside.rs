//! Cards taken out of the session: dropped, buried, suspended; and cards marked.

use super::Desk;
use crate::adapters::store::{CardChange, Decision, Moment};
use crate::cli::failure::Failure;
use crate::cli::review::words::Notice;
use crate::cli::review::writing::{About, Writing};
use crate::values::ids::CardId;

impl Desk {
    /// Refuses the card for good.
    pub(in crate::cli::review) fn drop_card(&mut self) -> Result<(), Failure> {
        let moment = self.moment();
        let Some((asked, _)) = self.current() else {
            return Ok(());
        };
        let (id, rule) = (asked.card.id, asked.card.rule.clone());
        if self.store.decide(id, &Decision::Drop, moment.at, moment.day)? {
            self.set_aside(Notice::Dropped(rule))?;
        }
        Ok(())
    }

    /// Leaves the card out until tomorrow.
    pub(in crate::cli::review) fn bury(&mut self) -> Result<(), Failure> {
        let tomorrow = self.today().plus_days(1);
        self.put_off(&CardChange::BuryUntil(tomorrow), |_| Notice::Buried)
    }

    /// Leaves the card out until it is taken back.
    pub(in crate::cli::review) fn suspend(&mut self) -> Result<(), Failure> {
        self.put_off(&CardChange::Suspend, Notice::Suspended)
    }

    fn put_off(
        &mut self,
        change: &CardChange,
        notice: impl FnOnce(CardId) -> Notice,
    ) -> Result<(), Failure> {
        let moment = self.moment();
        let Some((asked, _)) = self.current() else {
            return Ok(());
        };
        let id = asked.card.id;
        if self.store.change_cards(&[id], change, moment)?.is_empty() {
            return Ok(());
        }
        self.set_aside(notice(id))
    }

    fn set_aside(&mut self, notice: Notice) -> Result<(), Failure> {
        self.session.set_aside();
        self.lay_out()?;
        self.notice = Some(notice);
        Ok(())
    }

    /// Lets the learner write why the card is to be mended.
    pub(in crate::cli::review) fn begin_mark(&mut self) {
        if let Some((asked, _)) = self.current() {
            let why = asked.card.mark.clone().unwrap_or_default();
            self.writing = Some(Writing::new(About::Mark, &why));
        }
    }

    /// Marks the card, with a word why, which may be empty; a mark that is emptied goes.
    pub(in crate::cli::review) fn mark(&mut self, why: &str) -> Result<(), Failure> {
        let moment = self.moment();
        let Some(asked) = &self.asked else {
            return Ok(());
        };
        let (id, why) = (asked.card.id, why.trim());
        let had_why = asked.card.mark.as_ref().is_some_and(|old| !old.is_empty());
        let (change, notice) = if why.is_empty() && had_why {
            (CardChange::Unmark, Notice::Unmarked)
        } else {
            (CardChange::Mark(why.to_owned()), Notice::Marked(why.to_owned()))
        };
        self.store.change_cards(&[id], &change, moment)?;
        self.notice = Some(notice);
        self.read_again()
    }

    pub(super) fn moment(&self) -> Moment {
        let at = self.context.clock.now();
        Moment { at, day: self.context.clock.day_of(at) }
    }
}
