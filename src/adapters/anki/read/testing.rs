//! Packages made by hand, and a collection to take them into, for tests.

use super::table::TableError;
use super::table::take::{Table, TakenTable};
use super::take::{Package, Request, Taken};
use super::{PackageError, table};
use crate::adapters::anki::export;
use crate::adapters::clock::Clock;
use crate::adapters::store::archive::{Archive, ArchivedCard, FORMAT, VERSION};
use crate::adapters::store::{CardRecord, Moment, Scope, Store, StoreError};
use crate::learning::review::{Answer, ReviewKind};
use crate::learning::schedule::sm2::Sm2;
use crate::values::grade::Grade;
use crate::values::ids::CardId;
use crate::values::time::{Rollover, Timestamp};
use rusqlite::Connection;
use rusqlite::types::Value;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

const SCHEMA: &str = include_str!("../schema.sql");

/// Two decks, two notetypes, three notes with four cards, one of them learned and one suspended.
const SAMPLE: &str = include_str!("testing_sample.sql");

/// The entries of a package, its collection among them.
#[derive(Debug, Clone)]
pub(super) struct Packed {
    pub(super) entries: Vec<(String, Vec<u8>)>,
}

impl Packed {
    /// A small package as old programs write it.
    pub(super) fn sample() -> Self {
        Self::of(&format!("{SCHEMA}{SAMPLE}"))
    }

    /// A package whose collection these statements make.
    pub(super) fn of(sql: &str) -> Self {
        let empty = Self { entries: Vec::new() };
        empty.with("collection.anki2", &[]).with("media", b"{}").sql(sql)
    }

    /// The same with another entry, or another in its place.
    pub(super) fn with(mut self, name: &str, bytes: &[u8]) -> Self {
        self.entries.retain(|(entry, _)| entry != name);
        self.entries.push((name.to_owned(), bytes.to_owned()));
        self
    }

    /// The same without an entry.
    pub(super) fn without(mut self, name: &str) -> Self {
        self.entries.retain(|(entry, _)| entry != name);
        self
    }

    /// The bytes of an entry.
    pub(super) fn entry(&self, name: &str) -> &[u8] {
        &self.entries.iter().find(|(entry, _)| entry == name).unwrap().1
    }

    /// The same after these statements.
    pub(super) fn sql(self, sql: &str) -> Self {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), self.entry("collection.anki2")).unwrap();
        let connection = Connection::open(file.path()).unwrap();
        connection.execute_batch(sql).unwrap();
        connection.close().unwrap();
        let bytes = std::fs::read(file.path()).unwrap();
        self.with("collection.anki2", &bytes)
    }

    /// The rows that a query gives of its collection, columns joined by `|`.
    pub(super) fn rows(&self, sql: &str) -> Vec<String> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), self.entry("collection.anki2")).unwrap();
        let connection = Connection::open(file.path()).unwrap();
        let mut statement = connection.prepare(sql).unwrap();
        let columns = statement.column_count();
        let text = |row: &rusqlite::Row<'_>| {
            let column = |at| match row.get(at).unwrap() {
                Value::Null => String::new(),
                Value::Integer(number) => number.to_string(),
                Value::Real(real) => real.to_string(),
                Value::Text(text) => text,
                Value::Blob(bytes) => format!("{bytes:?}"),
            };
            Ok((0..columns).map(column).collect::<Vec<_>>().join("|"))
        };
        statement.query_map((), text).unwrap().map(Result::unwrap).collect()
    }

    /// The archive.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in &self.entries {
            archive.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }
}

/// A collection in a folder of its own.
#[derive(Debug)]
pub(super) struct World {
    folder: TempDir,
    store: Store,
}

impl World {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("recall.db");
        let store = Store::open(&path, Timestamp::from_ms(0)).unwrap();
        Self { folder, store }
    }

    fn clock(at: &str) -> Clock {
        Clock::new(Some(at.parse().unwrap()), Rollover::default())
    }

    pub(super) fn media(&self) -> PathBuf {
        self.folder.path().join("media")
    }

    pub(super) fn take(&mut self, package: &Packed) -> Result<Taken, PackageError> {
        self.take_bytes(&package.bytes(), false)
    }

    /// The same from another file, of this name.
    pub(super) fn take_as(&mut self, name: &str, package: &Packed) -> Result<Taken, PackageError> {
        let path = self.folder.path().join(name);
        std::fs::write(&path, package.bytes()).unwrap();
        self.take_file(&path, false)
    }

    pub(super) fn look(&mut self, package: &Packed) -> Result<Taken, PackageError> {
        self.take_bytes(&package.bytes(), true)
    }

    pub(super) fn take_bytes(
        &mut self,
        bytes: &[u8],
        dry_run: bool,
    ) -> Result<Taken, PackageError> {
        let path = self.folder.path().join("in.apkg");
        std::fs::write(&path, bytes).unwrap();
        self.take_file(&path, dry_run)
    }

    /// Takes in a text that Anki exported.
    pub(super) fn take_text(&mut self, text: &str) -> TakenTable {
        self.take_table("in.txt", text).unwrap()
    }

    /// Takes in a table from a file of this name.
    pub(super) fn take_table(&mut self, name: &str, text: &str) -> Result<TakenTable, TableError> {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let clock = Self::clock("2024-02-01T10:00:00Z");
        let request = table::take::Request { deck: None, dry_run: false };
        Table::open(&path, &[])?.take(&mut self.store, &clock, 1, request)
    }

    fn take_file(&mut self, path: &Path, dry_run: bool) -> Result<Taken, PackageError> {
        let media = self.media();
        let request = Request { path, deck: None, dry_run, media: &media };
        let clock = Self::clock("2024-02-01T10:00:00Z");
        Package::open(path)?.take(&mut self.store, &clock, 1, &request)
    }

    pub(super) fn cards(&self) -> Vec<CardRecord> {
        let mut cards = Vec::new();
        let visit = |card| -> Result<(), StoreError> {
            cards.push(card);
            Ok(())
        };
        self.store.for_each_card(visit).unwrap();
        cards
    }

    pub(super) fn media_file(&self, card: CardId, name: &str) -> Option<PathBuf> {
        let file = self.store.media_file(card, name, &self.media()).unwrap();
        file.filter(|file| file.starts_with(self.media()))
    }

    pub(super) fn back(&mut self) {
        let at: Timestamp = "2024-02-01T11:00:00Z".parse().unwrap();
        self.store.undo_last(at, Self::clock("2024-02-01T11:00:00Z").today()).unwrap().unwrap();
    }

    pub(super) fn forth(&mut self) {
        let at: Timestamp = "2024-02-01T11:00:00Z".parse().unwrap();
        self.store.redo_last(at, Self::clock("2024-02-01T11:00:00Z").today()).unwrap().unwrap();
    }

    pub(super) fn answer(&mut self, card: CardId, at: &str) {
        let clock = Self::clock(at);
        let answer = Answer {
            card,
            grade: Grade::GOOD,
            kind: ReviewKind::Scheduled,
            at: clock.now(),
            day: clock.today(),
            took_ms: 1,
            hinted: false,
        };
        self.store.answer(&answer, &Sm2::CANONICAL).unwrap();
    }

    /// Adds cards as notes make them, each of a fact of its own.
    pub(super) fn own_cards(&self, questions: &[&str]) {
        let connection = Connection::open(self.folder.path().join("recall.db")).unwrap();
        connection
            .execute_batch(
                "INSERT INTO decks (id, name) VALUES (900, 'Tools');
                INSERT INTO sources (id, kind, path, title, deck_id, size_bytes, modified_ns,
                    content_hash, generator, imported_at_ms)
                VALUES (900, 'file', '/notes/a.md', 'A', 900, 1, 0, zeroblob(32), 1, 0);
                INSERT INTO entries VALUES (900, 900, 'e', 'E', 'tool', 1);",
            )
            .unwrap();
        for (number, question) in (900_i64..).zip(questions) {
            connection.execute("INSERT INTO facts VALUES (?1, 900, 'f', 1)", [number]).unwrap();
            connection
                .execute(
                    "INSERT INTO cards (id, source_id, fact_id, deck_id, ordinal, status, tier,
                        rule, kind, variant, confidence_hundredths, question, answer, context,
                        lines, question_key, created_at_ms, text_changed_at_ms)
                    VALUES (?1, 900, ?1, 900, ?1, 'new', 'core', 'R25', 'def_fwd', 0, 90, ?2,
                        'a answer', 'A', '1', ?1, 1710000000000, 1710000000000)",
                    (number, question),
                )
                .unwrap();
        }
    }

    /// Gives one of them other words.
    pub(super) fn reword(&self, number: i64, kind: &str, question: &str, answer: &str) {
        let connection = Connection::open(self.folder.path().join("recall.db")).unwrap();
        let sql = "UPDATE cards SET kind = ?2, question = ?3, answer = ?4 WHERE id = 900 + ?1";
        assert_eq!(connection.execute(sql, (number, kind, question, answer)).unwrap(), 1);
    }

    /// All that is known about the cards.
    pub(super) fn archive(&self) -> Vec<ArchivedCard> {
        let mut cards = Vec::new();
        let visit = |card| -> Result<(), StoreError> {
            cards.push(card);
            Ok(())
        };
        self.store.snapshot().unwrap().each_archived(&Scope::default(), visit).unwrap();
        cards
    }

    /// The same as a file, read by another collection.
    pub(super) fn archived(&self) -> Self {
        let text = serde_json::to_string(&Archive {
            format: FORMAT.to_owned(),
            version: VERSION,
            exported_at: Timestamp::from_ms(0),
            cards: self.archive(),
            notetypes: self.store.snapshot().unwrap().archived_notetypes().unwrap(),
            media: Vec::new(),
        });
        let archive: Archive = serde_json::from_str(&text.unwrap()).unwrap();
        let mut other = Self::new();
        let clock = Self::clock("2024-02-01T10:00:00Z");
        let moment = Moment { at: clock.now(), day: clock.today() };
        let mut intake = other.store.begin_intake(moment, 2).unwrap();
        intake.archive(&archive, None).unwrap();
        assert!(!intake.archive(&archive, None).unwrap().is_change());
        intake.commit(true).unwrap();
        other
    }

    /// Runs statements on the collection.
    pub(super) fn sql(&self, sql: &str) {
        Connection::open(self.folder.path().join("recall.db")).unwrap().execute_batch(sql).unwrap();
    }

    /// What an export of a deck gives, or of everything.
    pub(super) fn export(&mut self, deck: Option<&str>) -> Packed {
        self.export_at("2024-02-01T12:00:00Z", deck)
    }

    /// The same at a time.
    pub(super) fn export_at(&mut self, at: &str, deck: Option<&str>) -> Packed {
        let path = self.folder.path().join("out.apkg");
        let media = self.media();
        let decks = deck.map(str::to_owned).into_iter().collect();
        let scope = Scope { decks, ..Scope::default() };
        let request = export::Request {
            path: &path,
            scope: &scope,
            words: &[],
            fresh: false,
            media: &media,
            notes: |_| None,
        };
        export::write(&mut self.store, &Self::clock(at), &request).unwrap();
        let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
        let mut packed = Packed { entries: Vec::new() };
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            packed.entries.push((entry.name().unwrap().into_owned(), bytes));
        }
        packed
    }
}
