//! What comes from the learner, read only while somebody waits for it, and the signals beside it.

use crate::adapters::terminal::signals::{Signal, Signals};
use std::io;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

/// Inputs in order. Nothing is read but for a wish, so that another program may have the terminal
/// in between.
#[derive(Debug)]
pub(super) struct Wishes<T> {
    wanted: SyncSender<()>,
    found: Receiver<T>,
    /// Kept, since it listens until dropped.
    _signals: Signals,
}

impl<T: Send + 'static> Wishes<T> {
    /// Listens to the signals that end a program, and reads in a thread of this name.
    pub(super) fn listen(
        name: &str,
        of_signal: fn(Signal) -> T,
        read: fn() -> T,
    ) -> io::Result<Self> {
        let (finds, found) = channel();
        let (wanted, wishes) = sync_channel(1);
        let signals = Signals::listen(finds.clone(), of_signal)?;
        thread::Builder::new().name(name.to_owned()).spawn(move || {
            // One input for each wish, until nobody listens.
            while wishes.recv().is_ok() && finds.send(read()).is_ok() {}
        })?;
        Ok(Self { wanted, found, _signals: signals })
    }

    /// Asks for the next input; `false` where there will be none.
    pub(super) fn wish(&self) -> bool {
        self.wanted.send(()).is_ok()
    }

    /// The inputs that were asked for, and the signals.
    pub(super) const fn found(&self) -> &Receiver<T> {
        &self.found
    }
}
