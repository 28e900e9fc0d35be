//! Notes read ahead of the writing, on all processors: the rules cost more than the rows. What
//! they give is taken in the order of the notes, so nothing depends on which was done first.

use super::walk::Found;
use super::{Failure, Reach, generate, outline, visible};
use crate::adapters::store::import::{Fingerprint, KnownSource};
use crate::cards::Draft;
use crate::cards::generate::Generated;
use crate::cards::identity::Pin;
use crate::cards::identity::pins::pins;
use crate::cli::Context;
use crate::notes::bytes::{self, Guess};
use crate::notes::front::Warning;
use crate::notes::outline::Note;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, SyncSender};
use std::thread;

const MOST_THREADS: usize = 4;
/// Notes that are read and wait for their turn, beside those that wait for an earlier one.
const MOST_WAITING: usize = 16;

/// The bytes of a source, and what they gave if that was asked for.
pub(super) struct Reading {
    /// None are left of a file of which cards were made: a folder of notes is large.
    bytes: Vec<u8>,
    pub(super) print: Fingerprint,
    pub(super) made: Option<Result<Brief, Failure>>,
}

impl Reading {
    /// Reads a source, without looking at what it says.
    pub(super) fn of(file: &Found) -> Result<Self, Failure> {
        let bytes = file.read()?;
        let print = Fingerprint {
            size_bytes: bytes.len() as u64,
            modified_ns: file.modified_ns,
            hash: *blake3::hash(&bytes).as_bytes(),
            generator: generate::VERSION,
        };
        Ok(Self { bytes, print, made: None })
    }

    /// Reads a source and makes its cards, unless it holds the same as before.
    pub(super) fn made(
        file: &Found,
        known: Option<&KnownSource>,
        all: bool,
    ) -> Result<Self, Failure> {
        let mut reading = Self::of(file)?;
        if all || !known.is_some_and(|known| reading.is_same(known)) {
            reading.made = Some(Brief::of(file, &reading.bytes, all));
            if file.kind == "file" {
                reading.bytes = Vec::new();
            }
        }
        Ok(reading)
    }

    /// What the source gives, with rules that reach this far or not.
    pub(super) fn brief(
        self,
        file: &Found,
        (all, made_all): (bool, bool),
    ) -> Result<(Brief, Fingerprint), Failure> {
        match self.made {
            Some(made) if all == made_all => Ok((made?, self.print)),
            _ => {
                let reading = if file.kind == "file" { Self::of(file)? } else { self };
                Ok((Brief::of(file, &reading.bytes, all)?, reading.print))
            }
        }
    }

    /// Whether these rules have read these bytes before.
    pub(super) fn is_same(&self, known: &KnownSource) -> bool {
        known.print.hash == self.print.hash && known.print.generator == self.print.generator
    }
}

/// What an import needs of a note.
pub(super) struct Brief {
    pub(super) title: String,
    /// The deck that its front matter names, or the markup of its cards.
    pub(super) deck: Option<String>,
    pub(super) cards: Vec<Draft>,
    pub(super) pins: Vec<Pin>,
    odd: Vec<String>,
}

impl Brief {
    /// Reads the bytes of a source as notes and makes its cards.
    pub(super) fn of(file: &Found, bytes: &[u8], all: bool) -> Result<Self, Failure> {
        let made = Made::of(file, bytes, all)?;
        let odd = made.odd(file);
        let Made { note, generated, pins, .. } = made;
        let deck = note.front.deck.or(generated.deck);
        Ok(Self { title: note.title, deck, cards: generated.cards, pins, odd })
    }

    /// Says what was odd about the note.
    pub(super) fn warn(&self, context: &Context) {
        for line in &self.odd {
            context.ui.warn(line);
        }
    }
}

/// A note, its cards, and what was odd about it.
pub(super) struct Made {
    pub(super) note: Note,
    pub(super) generated: Generated,
    pub(super) pins: Vec<Pin>,
    guessed: Option<Guess>,
}

impl Made {
    /// Reads the bytes of a source as notes and makes its cards.
    pub(super) fn of(file: &Found, bytes: &[u8], all: bool) -> Result<Self, Failure> {
        let decoded = bytes::decode(bytes).map_err(|error| {
            let failure =
                Failure::user(format!("could not read `{}`", file.shown)).caused_by(&error);
            match error {
                bytes::NotText::TooLarge => {
                    failure.hint("split it, or leave it out with a line in `.recallignore`")
                }
                bytes::NotText::Binary { .. } => failure.hint("notes are Markdown text"),
            }
        })?;
        let note = outline::read(&decoded.text, &file.stem);
        let reach = if all { Reach::All } else { Reach::Sure };
        let generated = generate::generate_with(&note, reach);
        Ok(Self { note, generated, pins: pins(&decoded.text), guessed: decoded.guessed })
    }

    /// Says what was odd about the note.
    pub(super) fn warn(&self, context: &Context, file: &Found) {
        for line in self.odd(file) {
            context.ui.warn(line);
        }
    }

    fn odd(&self, file: &Found) -> Vec<String> {
        let guessed = self.guessed.iter();
        let guessed = guessed.map(|guess| format!("{}:{}: {guess}", file.shown, guess.line()));
        let warnings = self.note.warnings.iter().map(|Warning { line, column, what }| {
            format!("{}:{line}:{column}: {}", file.shown, visible(what))
        });
        guessed.chain(warnings).collect()
    }
}

/// What reading a note ahead gave; `None` where it was not read ahead.
pub(super) type Ahead = Option<Result<Reading, Failure>>;

/// Reads the files that are wanted, each on whichever thread is free. One is left to be read when
/// its turn comes.
pub(super) fn all(
    files: &[Found],
    is_wanted: impl Fn(&Found) -> bool,
    read: impl Fn(&Found) -> Result<Reading, Failure> + Sync,
) -> Vec<Ahead> {
    let places: Vec<usize> = (0..files.len()).filter(|at| is_wanted(&files[*at])).collect();
    let mut ahead: Vec<Ahead> = files.iter().map(|_| None).collect();
    if places.len() < 2 {
        return ahead;
    }
    let wanted: Vec<&Found> = places.iter().map(|at| &files[*at]).collect();
    let mut places = places.into_iter();
    let Ok(()) = each(&wanted, read, |_, reading| -> Result<(), Infallible> {
        if let Some(at) = places.next() {
            ahead[at] = Some(reading);
        }
        Ok(())
    });
    ahead
}

/// Reads files, each on whichever thread is free, and gives what each said in their order, while
/// the next ones are read. Ends with the first error of who takes it.
pub(super) fn each<E>(
    files: &[&Found],
    read: impl Fn(&Found) -> Result<Reading, Failure> + Sync,
    mut take: impl FnMut(&Found, Result<Reading, Failure>) -> Result<(), E>,
) -> Result<(), E> {
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::sync_channel(MOST_WAITING);
    let work = |sender: SyncSender<_>| {
        let turns = std::iter::from_fn(|| {
            let at = next.fetch_add(1, Ordering::Relaxed);
            Some((at, *files.get(at)?))
        });
        for (at, file) in turns {
            if sender.send((at, read(file))).is_err() {
                break;
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    thread::scope(|scope| {
        let running: Vec<_> = (0..threads)
            .map(|_| {
                let (sender, work) = (sender.clone(), &work);
                scope.spawn(move || work(sender))
            })
            .collect();
        drop(sender);
        let mut early = BTreeMap::new();
        for (turn, file) in files.iter().enumerate() {
            while !early.contains_key(&turn) {
                let Ok((at, reading)) = receiver.recv() else { break };
                early.insert(at, reading);
            }
            let Some(reading) = early.remove(&turn) else { break };
            take(file, reading)?;
        }
        drop(receiver);
        for done in running.into_iter().map(thread::ScopedJoinHandle::join) {
            done.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
        Ok(())
    })
}
