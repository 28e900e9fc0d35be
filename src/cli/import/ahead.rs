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
use std::thread;

/// Notes that are read while those before them are written.
const BATCH: usize = 32;
const MOST_THREADS: usize = 4;

/// The bytes of a source, and what they gave if that was asked for.
pub(super) struct Reading {
    pub(super) bytes: Vec<u8>,
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
        }
        Ok(reading)
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

type Running<'s> = Vec<thread::ScopedJoinHandle<'s, Vec<Result<Reading, Failure>>>>;

/// Gives each file to `take` in order, those that are wanted with what `read` made of them.
pub(super) fn each(
    files: &[(Found, bool)],
    read: impl Fn(&Found) -> Result<Reading, Failure> + Sync,
    mut take: impl FnMut(&Found, Ahead) -> Result<(), Failure>,
) -> Result<(), Failure> {
    thread::scope(|scope| {
        let mut batches = files.chunks(BATCH);
        let mut next = batches.next().map(|batch| (batch, start(scope, batch, &read)));
        while let Some((batch, running)) = next {
            let mut done = finish(running).into_iter();
            next = batches.next().map(|batch| (batch, start(scope, batch, &read)));
            for (file, wanted) in batch {
                take(file, wanted.then(|| done.next()).flatten())?;
            }
        }
        Ok(())
    })
}

/// Starts to read the wanted files of a batch, some on each thread. One is left to be read when
/// its turn comes.
fn start<'s, 'e>(
    scope: &'s thread::Scope<'s, 'e>,
    batch: &'e [(Found, bool)],
    read: &'e (impl Fn(&Found) -> Result<Reading, Failure> + Sync),
) -> Running<'s> {
    let wanted: Vec<&Found> =
        batch.iter().filter(|(_, wanted)| *wanted).map(|(file, _)| file).collect();
    if wanted.len() < 2 {
        return Vec::new();
    }
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    wanted
        .chunks(wanted.len().div_ceil(threads))
        .map(|part| {
            let part = part.to_vec();
            scope.spawn(move || part.into_iter().map(read).collect())
        })
        .collect()
}

fn finish(running: Running<'_>) -> Vec<Result<Reading, Failure>> {
    let done = running.into_iter().map(thread::ScopedJoinHandle::join);
    done.flat_map(|done| done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
}
