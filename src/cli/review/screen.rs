//! A review on the whole screen: keys in, frames out.

use crate::adapters::terminal::keys::{Input, Key, Keys};
use crate::adapters::terminal::screen::Screen;
use crate::adapters::terminal::style::Palette;
use crate::cli::failure::Failure;
use crate::cli::review::Ending;
use crate::cli::review::desk::Desk;
use crate::cli::review::frame::{Frame, Room};
use crate::cli::review::summary::Summary;
use crate::values::grade::Grade;

/// Holds the session until the learner leaves. The terminal is given back on return.
pub(super) fn hold(desk: &mut Desk, palette: Palette) -> Result<Ending, Failure> {
    // Raw from before the first prompt, so that keys typed ahead are not echoed.
    let screen = Screen::take(palette).map_err(|error| unusable(&error))?;
    let keys = Keys::listen().map_err(|error| unusable(&error))?;
    let mut review = Review { desk, screen, shows_help: false, scroll: None };
    review.hold(keys)
}

fn unusable(error: &std::io::Error) -> Failure {
    Failure::user("the terminal cannot be used as a screen")
        .caused_by(error)
        .hint("`recall review --plain` goes line by line")
}

struct Review<'a> {
    desk: &'a mut Desk,
    screen: Screen,
    shows_help: bool,
    /// How far the body is moved down, once the learner moved it.
    scroll: Option<usize>,
}

impl Review<'_> {
    fn hold(&mut self, mut keys: Keys) -> Result<Ending, Failure> {
        loop {
            let frame = self.frame()?;
            let room = self.room();
            let scroll = self.scroll.unwrap_or_else(|| frame.first_scroll(room));
            if self.screen.draw(&frame.lines(room, scroll)).is_err() {
                return Ok(Ending::Gone);
            }
            let ending = match keys.wait() {
                Input::Key(Key::Interrupt) | Input::Ended => Some(Ending::Interrupted),
                Input::Closed => Some(Ending::Gone),
                Input::Key(Key::Suspend) => {
                    self.screen.suspend().map_err(|error| unusable(&error))?;
                    None
                }
                Input::Resized | Input::Key(Key::Redraw) => None,
                Input::Key(key) if self.moves(key, &frame, scroll) => None,
                Input::Key(key) => self.press(key)?,
            };
            if let Some(ending) = ending {
                return Ok(ending);
            }
        }
    }

    fn room(&self) -> Room {
        let (columns, rows) = self.screen.size();
        Room { columns, rows }
    }

    fn frame(&self) -> Result<Frame, Failure> {
        let room = self.room();
        if self.shows_help {
            return Ok(Frame::help(room));
        }
        if let Some(frame) = Frame::card(self.desk, room) {
            return Ok(frame);
        }
        let summary = Summary::of(self.desk)?.lines(Frame::text_columns(room));
        Ok(Frame::closing(&summary, self.desk, room))
    }

    /// Moves in a body that is longer than the screen; says whether the key was for that.
    fn moves(&mut self, key: Key, frame: &Frame, scroll: usize) -> bool {
        let room = self.room();
        let to = match key {
            Key::Up => scroll.saturating_sub(1),
            Key::Down => scroll + 1,
            Key::PageUp => scroll.saturating_sub(frame.page(room)),
            Key::PageDown => scroll + frame.page(room),
            _ => return false,
        };
        self.scroll = Some(to.min(frame.last_scroll(room)));
        true
    }

    /// Does what the key means; gives how the session ended if it did.
    fn press(&mut self, key: Key) -> Result<Option<Ending>, Failure> {
        self.scroll = None;
        if std::mem::take(&mut self.shows_help) {
            return Ok(None);
        }
        match key {
            Key::Char('q' | 'Q') | Key::Escape | Key::EndOfInput => return Ok(Some(Ending::Left)),
            Key::Enter if self.desk.current().is_none() => return Ok(Some(Ending::Left)),
            Key::Char('?') => self.shows_help = true,
            Key::Char('u' | 'U') => self.desk.undo()?,
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

    /// Shows the answer, or grades the card as good.
    fn go_on(&mut self) -> Result<(), Failure> {
        if self.desk.session.is_revealed() {
            return self.desk.grade(Grade::GOOD);
        }
        self.desk.reveal();
        Ok(())
    }

    fn give(&mut self, grade: Grade) -> Result<(), Failure> {
        if self.desk.session.is_revealed() {
            return self.desk.grade(grade);
        }
        if self.desk.current().is_some() {
            self.desk.refuse_grade();
        }
        Ok(())
    }
}
