//! What the learner types line by line, and the signals that end it.

use crate::adapters::terminal::signals::Signal;
use crate::adapters::terminal::wishes::Wishes;
use std::io::{BufRead as _, Read as _};

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
pub struct Lines(Wishes<Said>);

impl Lines {
    /// Listens to standard input and to the signals that end a program.
    pub fn listen() -> std::io::Result<Self> {
        let of_signal = |signal| match signal {
            Signal::Ends => Said::Ended,
            Signal::Closes => Said::Closed,
        };
        let read = || read_line().map_or(Said::Nothing, Said::Line);
        Wishes::listen("lines", of_signal, read).map(Self)
    }

    /// Waits for the next line.
    pub fn wait(&mut self) -> Said {
        if !self.0.wish() {
            return Said::Nothing;
        }
        self.0.found().recv().unwrap_or(Said::Nothing)
    }
}

/// The next line, or `None` at the end of the input or where it cannot be read.
fn read_line() -> Option<String> {
    let mut line = Vec::new();
    let mut input = std::io::stdin().lock();
    let read = input.by_ref().take(LONGEST).read_until(b'\n', &mut line).ok()?;
    (read > 0).then(|| String::from_utf8_lossy(&line).into_owned())
}
