//! What the learner does at the terminal: keys, a new size, a signal, the terminal gone.

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::thread;
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
    /// Any other key.
    Other,
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
    wanted: SyncSender<()>,
    inputs: Receiver<Input>,
    is_wanted: bool,
    #[cfg(unix)]
    signals: signal_hook::iterator::Handle,
}

impl Keys {
    /// Listens to the terminal and to the signals that end a program.
    pub fn listen() -> std::io::Result<Self> {
        // Starts crossterm's reader now: a resize before the first read would go unnoticed.
        event::poll(Duration::ZERO)?;
        let (found, inputs) = channel();
        let (wanted, wishes) = sync_channel(1);
        #[cfg(unix)]
        let signals = listen_to_signals(found.clone())?;
        thread::Builder::new().name("keys".to_owned()).spawn(move || read_keys(&wishes, &found))?;
        Ok(Self {
            wanted,
            inputs,
            is_wanted: false,
            #[cfg(unix)]
            signals,
        })
    }

    /// Waits for the next input.
    pub fn wait(&mut self) -> Input {
        if !self.is_wanted {
            self.is_wanted = true;
            if self.wanted.send(()).is_err() {
                return Input::Closed;
            }
        }
        loop {
            match self.inputs.recv_timeout(LOOK_EVERY) {
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

#[cfg(unix)]
impl Drop for Keys {
    fn drop(&mut self) {
        self.signals.close();
    }
}

#[cfg(unix)]
fn listen_to_signals(found: Sender<Input>) -> std::io::Result<signal_hook::iterator::Handle> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    let handle = signals.handle();
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let input = if signal == SIGHUP { Input::Closed } else { Input::Ended };
            if found.send(input).is_err() {
                break;
            }
        }
    })?;
    Ok(handle)
}

/// Gives one input for each wish, until nobody listens.
fn read_keys(wishes: &Receiver<()>, found: &Sender<Input>) {
    while wishes.recv().is_ok() {
        let input = loop {
            match event::read() {
                Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => {
                    break Input::Key(named(key));
                }
                Ok(Event::Resize(_, _)) => break Input::Resized,
                Ok(_) => {}
                Err(_) => break Input::Closed,
            }
        };
        if found.send(input).is_err() {
            break;
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
        KeyCode::Char(character) if !control && !key.modifiers.contains(KeyModifiers::ALT) => {
            Key::Char(character)
        }
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
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
        assert_eq!(key(KeyCode::Char('u'), KeyModifiers::CONTROL), Key::Other);
        assert_eq!(key(KeyCode::Char('U'), KeyModifiers::SHIFT), Key::Char('U'));
    }
}
