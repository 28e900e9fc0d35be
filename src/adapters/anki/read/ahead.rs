//! Notes of a package read ahead of the writing, on a thread of their own, with what their cards
//! show: that takes half as long as their rows. They are taken in their order, and what was left
//! to be done is the same when its turn comes, so nothing depends on how far ahead it is.

use super::PackageError;
use super::collection::{Card, Collection, Note, Reader};
use super::notetype::Notetype;
use super::sides::{Sides, Source};
use super::taking::Origin;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::mpsc::{self, SyncSender};
use std::thread;

/// Notes that come together, so that the threads need not meet for each.
const MOST_NOTES: usize = 64;
/// Heaps of notes that wait for their turn.
const MOST_WAITING: usize = 8;
/// Bytes after which no more of a note or a heap is done ahead: a package may hold notes that are
/// large, or that have a great many cards.
const MOST_BYTES: usize = 1 << 18;

/// A note, and what was done for it ahead.
#[derive(Debug)]
pub(super) struct Ahead {
    pub(super) note: Note,
    /// The places of its cards among all.
    pub(super) cards: Range<usize>,
    /// What its cards show, as far as it was looked at.
    pub(super) faces: Vec<Face>,
}

/// What a card shows, and the deck that it is in.
#[derive(Debug)]
pub(super) struct Face {
    pub(super) deck: String,
    pub(super) sides: Sides,
}

/// What the cards of a note show; of those in one place only the first counts.
pub(super) fn faces<'a>(
    origin: Origin<'a>,
    note: &'a Note,
    notetype: &'a Notetype,
    cards: &'a [Card],
) -> impl Iterator<Item = Face> + 'a {
    let source = Source::new(note, notetype);
    let mut last = None;
    let firsts = cards.iter().filter(move |card| last.replace(card.ordinal) != Some(card.ordinal));
    firsts.map(move |card| {
        let deck = origin.deck(card);
        let sides = source.sides(card.ordinal, &deck);
        Face { deck, sides }
    })
}

/// Gives every note in its turn, with its cards: both are in the order of the notes' ids. Those
/// of recall's own are not looked at. Ends with the first error of who takes them.
pub(super) fn each(
    collection: &Collection,
    origin: Origin<'_>,
    cards: &[Card],
    is_own: impl Fn(&Note) -> bool + Send,
    mut take: impl FnMut(Ahead) -> Result<(), PackageError>,
) -> Result<(), PackageError> {
    let reader = collection.beside()?;
    let (sender, receiver) = mpsc::sync_channel(MOST_WAITING);
    let work = Work { origin, notetypes: &collection.notetypes, cards, is_own, sender };
    thread::scope(|scope| {
        let running = scope.spawn(move || work.run(&reader));
        for heap in receiver {
            heap.into_iter().try_for_each(&mut take)?;
        }
        running.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Why no more is read.
enum Stop {
    /// Nobody takes it.
    Closed,
    Failed(PackageError),
}

impl From<PackageError> for Stop {
    fn from(error: PackageError) -> Self {
        Self::Failed(error)
    }
}

struct Work<'a, F> {
    origin: Origin<'a>,
    notetypes: &'a HashMap<i64, Notetype>,
    cards: &'a [Card],
    is_own: F,
    sender: SyncSender<Vec<Ahead>>,
}

impl<F: Fn(&Note) -> bool> Work<'_, F> {
    fn run(&self, reader: &Reader) -> Result<(), PackageError> {
        let (mut heap, mut bytes, mut at) = (Vec::new(), 0, 0);
        let read = reader.each_note(|note| {
            let start = at + self.cards[at..].partition_point(|card| card.note < note.id);
            let end = start + self.cards[start..].partition_point(|card| card.note == note.id);
            at = end;
            let faces = self.faces(&note, &self.cards[start..end]);
            bytes += note.fields.len() + faces.iter().map(Face::bytes).sum::<usize>();
            heap.push(Ahead { note, cards: start..end, faces });
            if heap.len() < MOST_NOTES && bytes < MOST_BYTES {
                return Ok(());
            }
            bytes = 0;
            self.sender.send(std::mem::take(&mut heap)).map_err(|_| Stop::Closed)
        });
        match read {
            Err(Stop::Failed(error)) => return Err(error),
            // Who takes it has ended with an error of its own.
            Err(Stop::Closed) => {}
            Ok(()) => drop(self.sender.send(heap)),
        }
        Ok(())
    }

    fn faces(&self, note: &Note, cards: &[Card]) -> Vec<Face> {
        let Some(notetype) = self.notetypes.get(&note.notetype) else { return Vec::new() };
        if cards.is_empty() || (self.is_own)(note) {
            return Vec::new();
        }
        let mut left = MOST_BYTES.saturating_sub(note.fields.len());
        let all = faces(self.origin, note, notetype, cards);
        let few = all.take(MOST_NOTES).map_while(|face| {
            left = left.checked_sub(face.bytes())?;
            Some(face)
        });
        few.collect()
    }
}

impl Face {
    fn bytes(&self) -> usize {
        let Sides { question, answer, .. } = &self.sides;
        self.deck.len() + question.len() + answer.len()
    }
}
