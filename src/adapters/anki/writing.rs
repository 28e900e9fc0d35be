//! The rows of a package written on a thread of their own, while the next cards are read and
//! turned into HTML: either takes as long as the other.

use crate::adapters::anki::ExportError;
use crate::adapters::anki::collection::{self, Collection, Row};
use serde_json::Value;
use std::panic::resume_unwind;
use std::sync::mpsc::{self, Sender, SyncSender};
use std::thread::{self, JoinHandle};

/// Rows that go together, so that the threads need not meet for each.
const MOST_ROWS: usize = 128;
/// Heaps of rows that wait to be written.
const MOST_WAITING: usize = 8;

/// What is said about a collection at its end: itself, its notetypes and its decks.
pub(super) type About = (collection::About, Value, Value);

/// A collection that is being written.
#[derive(Debug)]
pub(super) struct Writer {
    heap: Vec<Row>,
    /// Where rows go, and then what ends them.
    ways: Option<(SyncSender<Vec<Row>>, Sender<About>)>,
    running: Option<JoinHandle<Result<(), ExportError>>>,
}

impl Writer {
    /// Begins to write rows into a collection.
    pub(super) fn new(collection: Collection) -> Self {
        let (sender, rows) = mpsc::sync_channel(MOST_WAITING);
        let (teller, told) = mpsc::channel();
        let run = move || {
            collection.fill(rows)?;
            match told.recv() {
                Ok((about, models, decks)) => collection.finish(&about, &models, &decks),
                // It was given up.
                Err(_) => Ok(()),
            }
        };
        let (ways, running) = (Some((sender, teller)), Some(thread::spawn(run)));
        Self { heap: Vec::new(), ways, running }
    }

    /// Adds a row behind all others.
    pub(super) fn put(&mut self, row: Row) -> Result<(), ExportError> {
        self.heap.push(row);
        if self.heap.len() < MOST_ROWS {
            return Ok(());
        }
        let heap = std::mem::replace(&mut self.heap, Vec::with_capacity(MOST_ROWS));
        match &self.ways {
            Some((sender, _)) if sender.send(heap).is_ok() => Ok(()),
            // The thread has ended, which it does before its time with an error only.
            _ => self.end(),
        }
    }

    /// Writes the last rows and what the collection says about itself, and closes it.
    pub(super) fn finish(mut self, about: About) -> Result<(), ExportError> {
        if let Some((sender, teller)) = self.ways.take() {
            drop(sender.send(std::mem::take(&mut self.heap)));
            drop(teller.send(about));
        }
        self.end()
    }

    /// Lets the thread come to its end.
    fn end(&mut self) -> Result<(), ExportError> {
        drop(self.ways.take());
        let Some(running) = self.running.take() else { return Ok(()) };
        running.join().unwrap_or_else(|panic| resume_unwind(panic))
    }
}

impl Drop for Writer {
    /// The file goes away after this: nobody may be writing to it.
    fn drop(&mut self) {
        drop(self.ways.take());
        if let Some(running) = self.running.take() {
            drop(running.join());
        }
    }
}
