//! Packages of Anki, from their bytes to the cards that an import would make: none panics, and
//! after a look at one the collection is as it was.
//!
//! Hardly any bytes are an archive with a database in it. So the first byte says what the others
//! are: the whole file, one of its parts, or changes to a sound one; and whether the collection has
//! what a sound one holds. Whichever it is, it goes the whole way from a file to cards.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recall::adapters::anki::read::PackageError;
use recall::adapters::anki::read::table::TableError;
use recall::adapters::anki::read::table::take::{Request as TableRequest, Table};
use recall::adapters::anki::read::take::{Package, Request};
use recall::adapters::clock::Clock;
use recall::adapters::store::{CardRecord, Moment, Store, StoreError};
use recall::values::time::{Rollover, Timestamp};
use rusqlite::{Connection, params};
use std::cell::RefCell;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;
use tempfile::TempDir;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The sample, as Anki 2.1 has it.
const MADE: &str = concat!(
    include_str!("../../src/adapters/anki/schema.sql"),
    include_str!("../../src/adapters/anki/read/testing_sample.sql")
);

/// What makes of it what Anki has since 2.1.28.
const NEWER: &str = include_str!("newer.sql");

thread_local! {
    static OLD: Sample = Sample::new(MADE);
    static NEW: Sample = Sample::new(&format!("{MADE}{NEWER}"));
    static EMPTY: RefCell<World> = RefCell::new(World::new());
    static FILLED: RefCell<World> = RefCell::new(World::new().with(&sound()));
}

/// What the bytes behind the first are.
const KINDS: u8 = 10;

fuzz_target!(|input: &[u8]| {
    let Some((kind, rest)) = input.split_first() else { return };
    let old = || OLD.with(|sample| sample.bytes.clone());
    let package = match kind % KINDS {
        0 => rest.to_vec(),
        1 => archive(&[("collection.anki2", &changed(old(), rest)), ("media", b"{}")]),
        2 => archive(&[("collection.anki2", &old()), ("media", rest), ("0", b"bytes")]),
        3 => archive(&[("meta", LATEST), ("collection.anki21b", rest)]),
        4 => archive(&[("meta", rest), ("collection.anki21", &old())]),
        5 => archive(&[("collection.anki2", &with_texts(rest)), ("media", b"{}")]),
        6 => latest(&NEW.with(|sample| sample.bytes.clone()), rest),
        7 => latest(&with_definitions(rest), b""),
        8 => latest(&changed(NEW.with(|sample| sample.bytes.clone()), rest), b""),
        _ => return world(kind / KINDS, |world| world.look_at_text(rest)),
    };
    world(kind / KINDS, |world| world.look_at(&package));
});

fn world(kind: u8, look: impl FnOnce(&mut World)) {
    let world = if kind % 2 == 0 { &EMPTY } else { &FILLED };
    world.with_borrow_mut(look);
}

/// What says that the package is one of the newest Anki.
const LATEST: &[u8] = b"\x08\x03";

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
        self.assert_unchanged();
    }

    /// Looks at the text that Anki exports, or another table.
    fn look_at_text(&mut self, text: &[u8]) {
        let path = self.file("in.txt", text);
        let request = TableRequest { deck: None, dry_run: true };
        let taken = Table::open(&path, &[])
            .and_then(|table| table.take(&mut self.store, &clock(), 1, request));
        if let Err(TableError::Store(error)) = taken {
            panic!("the collection gave way: {error:?}");
        }
        self.assert_unchanged();
    }

    fn assert_unchanged(&self) {
        assert_eq!(self.cards(), self.cards, "a look changed something");
    }

    fn take(&mut self, package: &[u8], dry_run: bool) -> Result<(), PackageError> {
        let path = self.file("in.apkg", package);
        let media = self.folder.path().join("media");
        let request = Request { path: &path, deck: None, dry_run, media: &media };
        Package::open(&path)?.take(&mut self.store, &clock(), 1, &request).map(drop)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path
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
    OLD.with(|sample| archive(&[("collection.anki2", &sample.bytes), ("media", b"{}")]))
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

/// A package of the newest Anki, whose list of media is one of messages.
fn latest(database: &[u8], media: &[u8]) -> Vec<u8> {
    let [database, media, file] = [database, media, b"bytes"].map(framed);
    archive(&[("meta", LATEST), ("collection.anki21b", &database), ("media", &media), ("0", &file)])
}

/// Bytes as a frame of Zstandard (RFC 8878, 3.1.1) that does not compress them.
fn framed(bytes: &[u8]) -> Vec<u8> {
    const MOST: usize = 1 << 16;
    let size = u32::try_from(bytes.len()).expect("few bytes");
    // One segment, its size in four bytes; then each block's size behind a bit that is set in the
    // last one and two for its kind.
    let mut frame = [b"\x28\xb5\x2f\xfd\xa0".as_slice(), &size.to_le_bytes()].concat();
    let blocks = bytes.len().div_ceil(MOST).max(1);
    for at in 0..blocks {
        let block = &bytes[at * MOST..bytes.len().min((at + 1) * MOST)];
        let is_last = u32::from(at + 1 == blocks);
        let size = u32::try_from(block.len()).expect("few bytes");
        frame.extend(&(size << 3 | is_last).to_le_bytes()[..3]);
        frame.extend(block);
    }
    frame
}

/// The bytes with others in their place: each four of `changes` are where, and what.
fn changed(mut bytes: Vec<u8>, changes: &[u8]) -> Vec<u8> {
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
    OLD.with(|sample| {
        sample.with(|connection| {
            connection
                .prepare_cached("UPDATE notes SET flds = ?1, tags = ?2")?
                .execute(params![field, tags])?;
            connection
                .prepare_cached(
                    "UPDATE cards SET type = ?1, queue = ?2, due = ?3, ivl = ?4, data = ?5",
                )?
                .execute(params![kind, queue, due, interval, data])?;
            connection
                .prepare_cached(
                    "UPDATE col SET models = json_set(models, '$.10.tmpls[0].qfmt', ?1,
                    '$.10.tmpls[0].afmt', ?2, '$.11.tmpls[0].qfmt', ?1)",
                )?
                .execute(params![question, answer])
        })
    })
}

/// A sound database of the newer schema with these definitions as messages: of a notetype, of a
/// field and of a template, and a deck's name, each behind a byte that says how long it is.
fn with_definitions(bytes: &[u8]) -> Vec<u8> {
    let mut rest = bytes;
    let mut next = || {
        let (length, bytes) = rest.split_first().unwrap_or((&0, &[]));
        let (part, after) = bytes.split_at(bytes.len().min(usize::from(*length)));
        rest = after;
        part
    };
    let (notetype, field, template, deck) = (next(), next(), next(), next());
    NEW.with(|sample| {
        sample.with(|connection| {
            for (sql, value) in [
                ("UPDATE notetypes SET config = ?1", notetype),
                ("UPDATE fields SET config = ?1", field),
                ("UPDATE templates SET config = ?1", template),
                ("UPDATE decks SET name = CAST(?1 AS TEXT) WHERE id = 20", deck),
            ] {
                connection.prepare_cached(sql)?.execute([value])?;
            }
            Ok(())
        })
    })
}

/// A sound database in memory.
struct Sample {
    connection: Connection,
    bytes: Vec<u8>,
}

impl Sample {
    fn new(sql: &str) -> Self {
        let connection = Connection::open_in_memory().expect("a database");
        connection.execute_batch("PRAGMA page_size = 1024").expect("small pages");
        connection.execute_batch(sql).expect("the sample");
        let bytes = connection.serialize("main").expect("its bytes").to_vec();
        Self { connection, bytes }
    }

    /// Its bytes after a change, which is taken back.
    fn with<T>(&self, change: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Vec<u8> {
        self.connection.execute_batch("BEGIN").expect("a transaction");
        change(&self.connection).expect("a change");
        let bytes = self.connection.serialize("main").expect("its bytes").to_vec();
        self.connection.execute_batch("ROLLBACK").expect("the sample again");
        bytes
    }
}
