//! Mending the notes of a card in the middle of a session.

use super::{Desk, is_in_review};
use crate::cli::editor;
use crate::cli::failure::Failure;
use crate::cli::import;
use crate::cli::review::ahead::Ahead;
use crate::cli::review::words::Notice;
use std::path::PathBuf;

impl Desk {
    /// Opens the notes at the card's line, takes in what changed, and shows the card as it now
    /// is. `lend` runs what it is given while another program has the terminal.
    pub(in crate::cli::review) fn edit(
        &mut self,
        lend: impl FnOnce(&mut dyn FnMut()) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let Some(asked) = &self.asked else {
            return Ok(());
        };
        let path = PathBuf::from(&asked.card.source);
        if asked.card.source == "-" || !path.is_file() {
            self.notice = Some(Notice::NoFile);
            return Ok(());
        }
        let Some(program) = self.context.editor().map(str::to_owned) else {
            self.notice = Some(Notice::NoEditor);
            return Ok(());
        };
        let line = asked.card.lines.first();
        let context = &mut self.context;
        let mut outcome = Ok(Ok(()));
        lend(&mut || {
            outcome = Ok(editor::open_at(&program, &path, line));
            if matches!(outcome, Ok(Ok(()))) {
                // Said while the screen is given back: it can be read after the session.
                outcome = import::import_paths(context, std::slice::from_ref(&path))
                    .map(|_sources| Ok(()));
            }
        })?;
        self.has_edited = true;
        self.ahead = Ahead::default();
        self.after_edit(outcome)
    }

    fn after_edit(&mut self, outcome: Result<Result<(), String>, Failure>) -> Result<(), Failure> {
        let why = match outcome {
            Ok(Ok(())) => None,
            Ok(Err(why)) => Some(why),
            // The notes cannot be read now; the card stays as it was.
            Err(failure) => Some(failure.parts().0.to_owned()),
        };
        if let Some(why) = why {
            self.notice = Some(Notice::EditFailed(why));
            return Ok(());
        }
        let before = self.asked.as_ref().map(|asked| asked.card.clone());
        self.read_again()?;
        let now = self.asked.as_ref().map(|asked| &asked.card);
        let says = |card: &crate::adapters::store::CardRecord| {
            (card.question.clone(), card.answer.clone())
        };
        self.notice = Some(match (before, now) {
            (Some(before), Some(now)) if says(&before) == says(now) && is_in_review(now) => {
                Notice::Unchanged
            }
            (_, Some(now)) if is_in_review(now) => Notice::Edited,
            (_, Some(now)) => Notice::Gone(now.status),
            (_, None) => Notice::Unchanged,
        });
        Ok(())
    }

    /// Reads the card that is on again: something about it changed, its turn goes on.
    pub(super) fn read_again(&mut self) -> Result<(), Failure> {
        let Some(asked) = &self.asked else {
            return self.lay_out();
        };
        let Some(card) = self.store.card(asked.card.id)? else {
            return self.lay_out();
        };
        let same_words = card.question == asked.card.question && card.answer == asked.card.answer;
        let outcomes = self.outcomes()?;
        match self.asked.as_mut().filter(|_| same_words) {
            Some(asked) => {
                (asked.card, asked.outcomes, asked.resources) = (card, outcomes, None);
            }
            None => self.asked = Some(self.ask(card)?),
        }
        Ok(())
    }
}
