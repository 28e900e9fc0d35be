//! A review on the whole screen: what its keys do.

use crate::adapters::terminal::keys::Key;
use crate::adapters::terminal::screen::Screen;
use crate::cli::failure::Failure;
use crate::cli::frame::{Frame, Room};
use crate::cli::review::desk::Desk;
use crate::cli::review::frame;
use crate::cli::review::summary::Summary;
use crate::cli::stage::{Ending, Play};
use crate::values::grade::Grade;

impl Play for Desk {
    const KEYS: &'static [(&'static str, &'static str)] = frame::KEYS;
    const PLAIN: &'static str = "recall review --plain";

    fn frame(&self, room: Room) -> Result<Frame, Failure> {
        if let Some(frame) = frame::card(self, room) {
            return Ok(frame);
        }
        let summary = Summary::of(self)?.lines(room.text());
        Ok(frame::closing(&summary, self, room))
    }

    fn press(&mut self, key: Key, _: &mut Screen) -> Result<Option<Ending>, Failure> {
        match key {
            Key::Char('q' | 'Q') | Key::Escape | Key::EndOfInput => return Ok(Some(Ending::Left)),
            Key::Enter if self.current().is_none() => return Ok(Some(Ending::Left)),
            Key::Char('u' | 'U') => self.undo()?,
            Key::Enter | Key::Char(' ') => self.go_on()?,
            Key::Char(digit @ '1'..='4') => {
                let number = digit.to_digit(10).and_then(|number| usize::try_from(number).ok());
                if let Some(number) = number {
                    self.give(Grade::BUTTONS[number - 1])?;
                }
            }
            _ => {}
        }
        Ok(None)
    }
}

impl Desk {
    /// Shows the answer, or grades the card as good.
    fn go_on(&mut self) -> Result<(), Failure> {
        if self.session.is_revealed() {
            return self.grade(Grade::GOOD);
        }
        self.reveal();
        Ok(())
    }

    fn give(&mut self, grade: Grade) -> Result<(), Failure> {
        if self.session.is_revealed() {
            return self.grade(grade);
        }
        if self.current().is_some() {
            self.refuse_grade();
        }
        Ok(())
    }
}
