//! What the learner does at the terminal: keys, a new size, a signal, the terminal gone.

use crate::adapters::terminal::signals::Signal;
use crate::adapters::terminal::wishes::Wishes;
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

/// A key as a review knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A character, as typed.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Escape,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// To the start.
    Home,
    /// To the end.
    End,
    /// Up by a line.
    Up,
    /// Down by a line.
    Down,
    /// Up by a screen.
    PageUp,
    /// Down by a screen.
    PageDown,
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-D.
    EndOfInput,
    /// Ctrl-Z.
    Suspend,
    /// Ctrl-L: draw the screen anew.
    Redraw,
    /// Ctrl-U: empty what is being written.
    Erase,
    /// A key with a number: F1 and so on.
    Function(u8),
    /// Any other key.
    Other,
}

/// Keys that have a name of more than one character.
const NAMED: &[(&str, Key)] = &[
    ("Space", Key::Char(' ')),
    ("Enter", Key::Enter),
    ("Esc", Key::Escape),
    ("Tab", Key::Tab),
    ("Backspace", Key::Backspace),
    ("Delete", Key::Delete),
    ("Left", Key::Left),
    ("Right", Key::Right),
    ("Home", Key::Home),
    ("End", Key::End),
    ("Ctrl-D", Key::EndOfInput),
];

impl Key {
    /// The key of this name, in any case: a character, `space`, `enter`, `f1`, …
    pub fn parse(name: &str) -> Option<Self> {
        let mut characters = name.chars();
        if let (Some(only), None) = (characters.next(), characters.next()) {
            return (!only.is_control() && !only.is_whitespace()).then_some(Self::Char(only));
        }
        let number = || name.strip_prefix(['f', 'F'])?.parse().ok();
        let known = NAMED.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        known.map(|(_, key)| *key).or_else(|| match number() {
            Some(number @ 1..=12) => Some(Self::Function(number)),
            _ => None,
        })
    }

    /// The key's name, as it stands in a prompt.
    pub fn name(self) -> String {
        let known = NAMED.iter().find(|(_, key)| *key == self).map(|(name, _)| *name);
        match (known, self) {
            (Some(name), _) => name.to_owned(),
            (None, Self::Char(character)) => character.to_string(),
            (None, Self::Function(number)) => format!("F{number}"),
            (None, other) => format!("{other:?}"),
        }
    }
}

/// What came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// The terminal has another size.
    Resized,
    /// A signal asks the program to end (SIGINT, SIGTERM).
    Ended,
    /// The terminal is gone (SIGHUP, or it cannot be read any more).
    Closed,
}

/// How often a terminal is looked at that says nothing: one that vanished without SIGHUP is
/// never told by a read.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// The inputs of the terminal, in order. Nothing is read from the terminal but while
/// [`Keys::wait`] waits, so that another program may have it in between.
#[derive(Debug)]
pub struct Keys {
    wishes: Wishes<Input>,
    is_wanted: bool,
}

impl Keys {
    /// Listens to the terminal and to the signals that end a program.
    pub fn listen() -> std::io::Result<Self> {
        // Starts crossterm's reader now: a resize before the first read would go unnoticed.
        event::poll(Duration::ZERO)?;
        let of_signal = |signal| match signal {
            Signal::Ends => Input::Ended,
            Signal::Closes => Input::Closed,
        };
        let wishes = Wishes::listen("keys", of_signal, read_key)?;
        Ok(Self { wishes, is_wanted: false })
    }

    /// Waits for the next input.
    pub fn wait(&mut self) -> Input {
        if !self.is_wanted {
            self.is_wanted = true;
            if !self.wishes.wish() {
                return Input::Closed;
            }
        }
        loop {
            match self.wishes.found().recv_timeout(LOOK_EVERY) {
                Ok(input) => {
                    self.is_wanted = matches!(input, Input::Ended);
                    return input;
                }
                Err(RecvTimeoutError::Timeout) if crossterm::terminal::window_size().is_ok() => {}
                Err(_) => return Input::Closed,
            }
        }
    }
}

/// The next input of the terminal that means something here.
fn read_key() -> Input {
    loop {
        match event::read() {
            Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => {
                return Input::Key(named(key));
            }
            Ok(Event::Resize(_, _)) => return Input::Resized,
            Ok(_) => {}
            Err(_) => return Input::Closed,
        }
    }
}

fn named(key: KeyEvent) -> Key {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Char('c' | 'C') if control => Key::Interrupt,
        KeyCode::Char('d' | 'D') if control => Key::EndOfInput,
        KeyCode::Char('z' | 'Z') if control => Key::Suspend,
        KeyCode::Char('l' | 'L') if control => Key::Redraw,
        // Enter, typed ahead while the terminal still translated it.
        KeyCode::Char('j' | 'J') if control => Key::Enter,
        KeyCode::Char('h' | 'H') if control => Key::Backspace,
        KeyCode::Char('u' | 'U') if control => Key::Erase,
        KeyCode::Char(character) if !control && !key.modifiers.contains(KeyModifiers::ALT) => {
            Key::Char(character)
        }
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Tab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::F(number) => Key::Function(number),
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        _ => Key::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_keys_are_no_letters() {
        let key = |code, modifiers| named(KeyEvent::new(code, modifiers));
        assert_eq!(key(KeyCode::Char('c'), KeyModifiers::CONTROL), Key::Interrupt);
        assert_eq!(key(KeyCode::Char('b'), KeyModifiers::CONTROL), Key::Other);
        assert_eq!(key(KeyCode::Char('U'), KeyModifiers::SHIFT), Key::Char('U'));
    }

    #[test]
    fn a_key_is_called_by_its_character_or_its_name() {
        for (name, key) in [
            ("x", Key::Char('x')),
            ("ж", Key::Char('ж')),
            ("SPACE", Key::Char(' ')),
            ("esc", Key::Escape),
            ("f12", Key::Function(12)),
        ] {
            assert_eq!(Key::parse(name), Some(key), "{name}");
            assert_eq!(Key::parse(&key.name()), Some(key), "{name}");
        }
        for name in ["", " ", "\t", "f13", "spce"] {
            assert_eq!(Key::parse(name), None, "{name:?}");
        }
    }
}
