//! Something held on the whole screen: keys in, frames out, the terminal given back at the end.

use crate::adapters::terminal::keys::{Input, Key, Keys};
use crate::adapters::terminal::screen::Screen;
use crate::adapters::terminal::style::Palette;
use crate::cli::failure::Failure;
use crate::cli::frame::{Frame, Room};

/// How the learner left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// By a key or word, or at the end of the input.
    Left,
    /// By Ctrl-C or a signal.
    Interrupted,
    /// The terminal went away: nobody is left to talk to.
    Gone,
}

/// What is held on the screen.
pub(super) trait Play {
    /// The command that does the same line by line.
    const PLAIN: &'static str;

    /// Every key with what it does, for the help.
    fn keys(&self) -> Vec<(String, String)>;

    /// Whether this key shows the help.
    fn is_help(&self, key: Key) -> bool {
        key == Key::Char('?')
    }

    /// Whether this key takes a step back, on the help too.
    fn is_undo(&self, key: Key) -> bool {
        matches!(key, Key::Char('u' | 'U'))
    }

    /// Whether the learner is writing, so that keys are letters.
    fn is_writing(&self) -> bool {
        false
    }

    /// The state as it is now.
    fn frame(&self, room: Room) -> Result<Frame, Failure>;

    /// The state stands on the screen: time to get ready for what comes.
    fn is_shown(&mut self) -> Result<(), Failure> {
        Ok(())
    }

    /// Does what the key means; gives how it ended if it did. The screen can be lent out.
    fn press(&mut self, key: Key, screen: &mut Screen) -> Result<Option<Ending>, Failure>;
}

/// Holds the play until the learner leaves. The terminal is given back on return.
pub(super) fn hold<P: Play>(play: &mut P, palette: Palette) -> Result<Ending, Failure> {
    // Raw from before the first prompt, so that keys typed ahead are not echoed.
    let screen = Screen::take(palette).map_err(|error| unusable::<P>(&error))?;
    let keys = Keys::listen().map_err(|error| unusable::<P>(&error))?;
    Stage { play, screen, shows_help: false, scroll: None }.hold(keys)
}

fn unusable<P: Play>(error: &std::io::Error) -> Failure {
    Failure::user("the terminal cannot be used as a screen")
        .caused_by(error)
        .hint(format!("`{}` goes line by line", P::PLAIN))
}

struct Stage<'a, P> {
    play: &'a mut P,
    screen: Screen,
    shows_help: bool,
    /// How far the body is moved down, once the learner moved it.
    scroll: Option<usize>,
}

impl<P: Play> Stage<'_, P> {
    fn hold(&mut self, mut keys: Keys) -> Result<Ending, Failure> {
        loop {
            let room = self.room();
            let mut frame =
                if self.shows_help { self.help(room) } else { self.play.frame(room)? };
            frame.fit(room);
            let scroll = self.scroll.unwrap_or_else(|| frame.first_scroll(room));
            let pictures = frame.pictures(room, scroll);
            if self.screen.draw(&frame.lines(room, scroll), &pictures).is_err() {
                return Ok(Ending::Gone);
            }
            self.play.is_shown()?;
            let ending = match keys.wait() {
                Input::Key(Key::Interrupt) | Input::Ended => Some(Ending::Interrupted),
                Input::Closed => Some(Ending::Gone),
                Input::Key(Key::Suspend) => {
                    self.screen.suspend().map_err(|error| unusable::<P>(&error))?;
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

    /// All keys: those of the play, then those that are the same everywhere.
    fn help(&self, room: Room) -> Frame {
        let everywhere = [
            ("↑ ↓, PgUp PgDn", "move in what is longer than the screen"),
            ("Ctrl-Z", "stop for now; fg goes on"),
            ("Ctrl-L", "draw the screen anew"),
            ("Ctrl-C", "leave, with exit code 130; everything is saved already"),
        ];
        let mut keys = self.play.keys();
        keys.extend(everywhere.map(|(keys, does)| (keys.to_owned(), does.to_owned())));
        Frame::help(&keys, room)
    }

    fn room(&self) -> Room {
        let (columns, rows) = self.screen.size();
        Room { columns, rows }
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

    fn press(&mut self, key: Key) -> Result<Option<Ending>, Failure> {
        self.scroll = None;
        if std::mem::take(&mut self.shows_help) && !self.play.is_undo(key) {
            return Ok(None);
        }
        if self.play.is_help(key) && !self.play.is_writing() {
            self.shows_help = true;
            return Ok(None);
        }
        self.play.press(key, &mut self.screen)
    }
}
