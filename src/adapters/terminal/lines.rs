//! What the learner types line by line, and the signals that end it.

use crate::adapters::terminal::signals::{Signal, Signals};
use std::io::{BufRead as _, Read as _};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

/// The longest line that is read, in bytes: no word of ours is longer.
const LONGEST: u64 = 4096;

/// What came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A line.
    Line(String),
    /// There is no more input, or it cannot be read.
    Nothing,
    /// A signal asks the program to end (SIGINT, SIGTERM).
    Ended,
    /// The terminal is gone (SIGHUP).
    Closed,
}

/// The lines of standard input, in order. Nothing is read but while [`Lines::wait`] waits, so that
/// another program may have the terminal in between.
#[derive(Debug)]
pub struct Lines {
    wanted: SyncSender<()>,
    said: Receiver<Said>,
    /// Kept, since it listens until dropped.
    _signals: Signals,
}

impl Lines {
    /// Listens to standard input and to the signals that end a program.
    pub fn listen() -> std::io::Result<Self> {
        let (says, said) = channel();
        let (wanted, wishes) = sync_channel(1);
        let signals = Signals::listen(says.clone(), |signal| match signal {
            Signal::Ends => Said::Ended,
            Signal::Closes => Said::Closed,
        })?;
        thread::Builder::new().name("lines".to_owned()).spawn(move || read(&wishes, &says))?;
        Ok(Self { wanted, said, _signals: signals })
    }

    /// Waits for the next line.
    pub fn wait(&mut self) -> Said {
        if self.wanted.send(()).is_err() {
            return Said::Nothing;
        }
        self.said.recv().unwrap_or(Said::Nothing)
    }
}

/// Gives one line for each wish, until nobody listens.
fn read(wishes: &Receiver<()>, says: &Sender<Said>) {
    while wishes.recv().is_ok() {
        if says.send(read_line().map_or(Said::Nothing, Said::Line)).is_err() {
            break;
        }
    }
}

/// The next line, or `None` at the end of the input or where it cannot be read.
fn read_line() -> Option<String> {
    let mut line = Vec::new();
    let mut input = std::io::stdin().lock();
    let read = input.by_ref().take(LONGEST).read_until(b'\n', &mut line).ok()?;
    (read > 0).then(|| String::from_utf8_lossy(&line).into_owned())
}
