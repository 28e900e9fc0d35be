//! A review on the whole screen: what its keys do.

use crate::adapters::terminal::keys::Key;
use crate::adapters::terminal::screen::Screen;
use crate::cli::failure::Failure;
use crate::cli::frame::{Frame, Room};
use crate::cli::review::desk::Desk;
use crate::cli::review::keys::Action;
use crate::cli::review::panel::Panel;
use crate::cli::review::{frame, panel};
use crate::cli::stage::{Ending, Play};

impl Play for Desk {
    const PLAIN: &'static str = "recall review --plain";

    fn keys(&self) -> Vec<(String, String)> {
        self.manner.keys.help()
    }

    fn is_help(&self, key: Key) -> bool {
        self.manner.keys.action(key) == Some(Action::Help)
    }

    fn is_undo(&self, key: Key) -> bool {
        self.manner.keys.action(key) == Some(Action::Undo)
    }

    fn is_writing(&self) -> bool {
        self.writing().is_some()
    }

    fn frame(&self, room: Room) -> Result<Frame, Failure> {
        let panel =
            self.panel().map(|panel| panel::frame(panel, self, room)).transpose()?.flatten();
        match panel.or_else(|| frame::card(self, room)) {
            Some(frame) => Ok(frame),
            None => frame::closing(self, room),
        }
    }

    fn is_shown(&mut self) -> Result<(), Failure> {
        self.prepare_ahead()
    }

    fn press(&mut self, key: Key, screen: &mut Screen) -> Result<Option<Ending>, Failure> {
        let action = self.manner.keys.action(key);
        if self.is_over() {
            return self.press_at_the_end(key, action);
        }
        if self.panel().is_some() {
            self.look_at(None);
            if action != Some(Action::Undo) {
                return Ok(None);
            }
        }
        if self.is_writing() {
            return self.write(key);
        }
        match action {
            Some(Action::Quit) => return Ok(Some(Ending::Left)),
            Some(Action::Edit) => self.edit(|run| Ok(screen.lend(run)?))?,
            Some(action) => self.act(action)?,
            None => {}
        }
        self.look_up_resources();
        Ok(None)
    }
}

impl Desk {
    /// A key on the closing screen: leaves, or takes back.
    fn press_at_the_end(
        &mut self,
        key: Key,
        action: Option<Action>,
    ) -> Result<Option<Ending>, Failure> {
        if key == Key::Enter || action == Some(Action::Quit) {
            return Ok(Some(Ending::Left));
        }
        if action == Some(Action::Undo) {
            self.undo()?;
        }
        Ok(None)
    }
}

impl Desk {
    /// Does what needs no screen.
    pub(super) fn act(&mut self, action: Action) -> Result<(), Failure> {
        match action {
            Action::GoOn => self.go_on()?,
            Action::Grade(grade) => self.give(grade)?,
            Action::Known => self.judge(true),
            Action::Missed => self.judge(false),
            Action::All => self.show_all(),
            Action::Hint => drop(self.hint()),
            Action::Type => self.type_answer(),
            Action::Undo => self.undo()?,
            Action::Drop => self.drop_card()?,
            Action::Bury => self.bury()?,
            Action::Suspend => self.suspend()?,
            Action::Mark => self.begin_mark(),
            Action::Info => self.look_at(Some(Panel::Info)),
            Action::Source => self.read_source(),
            // The stage shows help, and whoever holds the session leaves and lends.
            Action::Edit | Action::Help | Action::Quit => {}
        }
        Ok(())
    }

    /// A key while the learner writes.
    fn write(&mut self, key: Key) -> Result<Option<Ending>, Failure> {
        match key {
            Key::Enter => self.finish_writing()?,
            Key::Escape => self.stop_writing(),
            Key::EndOfInput => return Ok(Some(Ending::Left)),
            other => {
                if let Some(writing) = self.writing_mut() {
                    match other {
                        Key::Char(character) => writing.push(character),
                        Key::Backspace => writing.take_back(),
                        Key::Erase => writing.clear(),
                        _ => {}
                    }
                }
            }
        }
        Ok(None)
    }
}
