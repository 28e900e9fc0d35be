//! Packages of Anki, from their bytes to the cards that an import would make: none panics, and
//! after a look at one the collection is as it was.
//!
//! Hardly any bytes are an archive with a database in it. So the first byte says what the others
//! are: the whole file, one of its parts, or changes to a sound one; and whether the collection has
//! what a sound one holds.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recall::adapters::anki::read::PackageError;
use recall::adapters::anki::read::take::{Package, Request};
use recall::adapters::clock::Clock;
use recall::adapters::store::{CardRecord, Moment, Store, StoreError};
use recall::values::time::{Rollover, Timestamp};
use rusqlite::{Connection, params};
use std::cell::RefCell;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;
use std::sync::LazyLock;
use tempfile::TempDir;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

const MADE: &str = concat!(
    include_str!("../../src/adapters/anki/schema.sql"),
    include_str!("../../src/adapters/anki/read/testing_sample.sql")
);

/// A sound database.
static DATABASE: LazyLock<Vec<u8>> = LazyLock::new(|| database(|_| Ok(())));

thread_local! {
    static EMPTY: RefCell<World> = RefCell::new(World::new());
    static FILLED: RefCell<World> = RefCell::new(World::new().with(&sound()));
}

fuzz_target!(|input: &[u8]| {
    let Some((kind, rest)) = input.split_first() else { return };
    let package = match kind % 6 {
        0 => rest.to_vec(),
        1 => archive(&[("collection.anki2", &changed(&DATABASE, rest)), ("media", b"{}")]),
        2 => archive(&[("collection.anki2", &DATABASE), ("media", rest), ("0", b"bytes")]),
        3 => archive(&[("meta", b"\x08\x03"), ("collection.anki21b", rest)]),
        4 => archive(&[("meta", rest), ("collection.anki21", &DATABASE)]),
        _ => archive(&[("collection.anki2", &with_texts(rest)), ("media", b"{}")]),
    };
    let world = if kind / 6 % 2 == 0 { &EMPTY } else { &FILLED };
    world.with_borrow_mut(|world| world.look_at(&package));
});

/// A collection to take packages into.
struct World {
    folder: TempDir,
    store: Store,
    cards: Vec<CardRecord>,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("recall.db");
        let mut store = Store::open(&path, Timestamp::from_ms(0)).expect("a collection");
        // What a connection's first import prepares stays, unless it is taken back: then each of a
        // million would prepare it anew.
        let clock = clock();
        let moment = Moment { at: clock.now(), day: clock.today() };
        let intake = store.begin_intake(moment, 1).expect("an import");
        intake.commit(true).expect("of nothing");
        Self { folder, store, cards: Vec::new() }
    }

    /// With what a package holds.
    fn with(mut self, package: &[u8]) -> Self {
        self.take(package, false).expect("a sound package");
        self.cards = self.cards();
        assert!(!self.cards.is_empty());
        self
    }

    fn look_at(&mut self, package: &[u8]) {
        if let Err(PackageError::Store(error)) = self.take(package, true) {
            panic!("the collection gave way: {error:?}");
        }
        assert_eq!(self.cards(), self.cards, "a look changed something");
    }

    fn take(&mut self, package: &[u8], dry_run: bool) -> Result<(), PackageError> {
        let path = self.folder.path().join("in.apkg");
        std::fs::write(&path, package).expect("a file");
        let media = self.folder.path().join("media");
        let request = Request { path: &path, deck: None, dry_run, media: &media };
        Package::open(&path)?.take(&mut self.store, &clock(), 1, &request).map(drop)
    }

    fn cards(&self) -> Vec<CardRecord> {
        let mut cards = Vec::new();
        let visit = |card| -> Result<(), StoreError> {
            cards.push(card);
            Ok(())
        };
        self.store.for_each_card(visit).expect("the cards");
        cards
    }
}

fn clock() -> Clock {
    Clock::new(Some(Timestamp::from_ms(1_706_781_600_000)), Rollover::default())
}

fn sound() -> Vec<u8> {
    archive(&[("collection.anki2", &DATABASE), ("media", b"{}")])
}

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in entries {
        archive.start_file(*name, stored).expect("an entry");
        archive.write_all(bytes).expect("its bytes");
    }
    archive.finish().expect("an archive").into_inner()
}

/// The bytes with others in their place: each four of `changes` are where, and what.
fn changed(bytes: &[u8], changes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for change in changes.chunks_exact(4) {
        let at = usize::from(change[0]) << 16 | usize::from(change[1]) << 8 | usize::from(change[2]);
        let at = at % bytes.len();
        bytes[at] = change[3];
    }
    bytes
}

/// A sound database with these texts: a field, the sides of a template, tags, JSON of a card, and
/// numbers of its schedule, with a null byte after each.
fn with_texts(texts: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(texts);
    let mut texts = text.split('\0').chain(std::iter::repeat(""));
    let mut next = || texts.next().unwrap_or_default().to_owned();
    let (field, question, answer, tags, data) = (next(), next(), next(), next(), next());
    let mut number = || next().parse::<i64>().unwrap_or(1);
    let (kind, queue, due, interval) = (number(), number(), number(), number());
    database(|connection| {
        connection.execute("UPDATE notes SET flds = ?1, tags = ?2", params![field, tags])?;
        connection.execute(
            "UPDATE cards SET type = ?1, queue = ?2, due = ?3, ivl = ?4, data = ?5",
            params![kind, queue, due, interval, data],
        )?;
        connection.execute(
            "UPDATE col SET models = json_set(models,
                '$.10.tmpls[0].qfmt', ?1, '$.10.tmpls[0].afmt', ?2, '$.11.tmpls[0].qfmt', ?1)",
            params![question, answer],
        )
    })
}

/// The bytes of a database with the sample in it, and what is changed in it then.
fn database<T>(change: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Vec<u8> {
    thread_local! {
        static PLACE: (TempDir, PathBuf) = {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("made.anki2");
            (folder, path)
        };
        static SOUND: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }
    PLACE.with(|(_, path)| {
        let sound = SOUND.with_borrow(Vec::clone);
        if sound.is_empty() {
            let connection = Connection::open(path).expect("a database");
            connection.execute_batch(MADE).expect("the sample");
            connection.close().expect("an end");
            SOUND.set(std::fs::read(path).expect("its bytes"));
        } else {
            std::fs::write(path, &sound).expect("its bytes");
        }
        let connection = Connection::open(path).expect("a database");
        connection
            .execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
            .expect("a transaction");
        change(&connection).expect("a change");
        connection.execute_batch("COMMIT").expect("a commit");
        connection.close().expect("an end");
        std::fs::read(path).expect("its bytes")
    })
}
