//! Taking notes in: sources, entries, facts and cards, in one transaction.

pub use super::fate::{Fate, Tally, Told, Written};

mod births;
mod row;
mod writer;

use super::brought::bring;
use super::bulk::{Bulk, has_cards};
use super::deeds::{Act, Moment};
use super::open::give_room;
use super::recording::Recording;
use super::triage::decided;
use super::{Status, Store, StoreError, failed, rows, tags};
use crate::cards::identity::{Matching, Stored};
use crate::cards::share::Share;
use crate::cards::{Brought, Draft};
use crate::notes::words;
use crate::values::ids::CardId;
use crate::values::maps::Set;
use crate::values::time::{StudyDay, Timestamp};
use row::stored_row;
use rusqlite::{
    Connection, OptionalExtension as _, Transaction, TransactionBehavior, named_params,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use writer::Writer;

/// What a source is called and where it stands; all that is known without its cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// `file` or `stdin`.
    pub kind: &'static str,
    /// The canonical path, or `-`.
    pub path: String,
    /// The title.
    pub title: String,
    /// The deck of its cards.
    pub deck: String,
    /// The deck that the learner named for it, if so.
    pub given_deck: Option<String>,
    /// What tells whether it has changed.
    pub print: Fingerprint,
}

/// What tells whether a source has changed since it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint {
    /// Size in bytes.
    pub size_bytes: u64,
    /// Time of the last change in nanoseconds since 1970; 0 where it is not known.
    pub modified_ns: i64,
    /// BLAKE3 of the bytes.
    pub hash: [u8; 32],
    /// The version of the rules that read it.
    pub generator: u32,
}

/// A source as it was last read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownSource {
    /// Its row.
    pub id: i64,
    /// `file` or `stdin`.
    pub kind: String,
    /// Its path.
    pub path: String,
    /// Its deck.
    pub deck: String,
    /// The deck that the learner named for it, if so.
    pub given_deck: Option<String>,
    /// What it was then.
    pub print: Fingerprint,
}

/// Kibibytes of the file that an import keeps in memory at most: room for the whole index of
/// questions, of which each new card touches another page.
const ROOM: i64 = 16 * 1024;

impl Store {
    /// Every source, by path.
    pub fn known_sources(&self) -> Result<HashMap<String, KnownSource>, StoreError> {
        known_sources(&self.connection).map_err(failed("read the sources"))
    }

    /// The places that imports were given, in order.
    pub fn roots(&self) -> Result<Vec<String>, StoreError> {
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut statement = self.connection.prepare("SELECT path FROM roots ORDER BY id")?;
            statement.query_map([], |row| row.get("path"))?.collect()
        };
        read().map_err(failed("read the places of the notes"))
    }

    /// Starts an import. Nothing is changed until it is committed.
    pub fn begin_import(&mut self, moment: Moment, seed: u64) -> Result<Import<'_>, StoreError> {
        let Moment { at, day } = moment;
        let failed = failed("start the import");
        give_room(&self.connection, ROOM).map_err(&failed)?;
        let bulk = Bulk::prepare(&self.connection).map_err(&failed)?;
        let change = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)
            .map_err(&failed)?;
        // Others may have been first.
        let is_first = bulk.is_some() && !has_cards(&change).map_err(&failed)?;
        let serial = u32::try_from(seed % (1 << (CardId::SERIAL_BITS - 1))).unwrap_or(0);
        let next_id = next_id(&change, at, serial).map_err(&failed)?;
        let mut quiet = decided(&change).map_err(&failed)?;
        quiet.retain(|_, share| share.is_quiet());
        let recording = Recording::begin_but_for_births_of_cards(&change).map_err(&failed)?;
        let last_fact = change
            .query_row("SELECT coalesce(max(id), 0) AS last FROM facts", [], |row| row.get("last"))
            .map_err(&failed)?;
        Ok(Import {
            change,
            recording,
            at,
            day,
            first_unborn: next_id,
            next_id,
            last_fact,
            quiet,
            quieted: BTreeSet::new(),
            brought: Vec::new(),
            is_brief: false,
            asked: is_first.then(Set::default),
            bulk,
        })
    }
}

/// An import under way: one transaction.
#[derive(Debug)]
pub struct Import<'a> {
    change: Transaction<'a>,
    recording: Recording,
    at: Timestamp,
    day: StudyDay,
    /// The first of the new cards whose birth is not written down.
    first_unborn: i64,
    next_id: i64,
    /// The newest fact before the import: those up to it may be swept away.
    last_fact: i64,
    /// Rules whose cards the learner keeps dropping, as they stood when the import began.
    quiet: BTreeMap<String, Share>,
    /// Those of them that were met.
    quieted: BTreeSet<&'static str>,
    /// Cards without a schedule, with the one that stood beside them in the notes.
    brought: Vec<(CardId, Brought)>,
    /// Whether new cards are only counted.
    is_brief: bool,
    /// The keys of all questions, where there was no card before.
    asked: Option<Set<i64>>,
    /// Ends after the transaction.
    bulk: Option<Bulk<'a>>,
}

/// New cards whose births are written down together.
const MANY_BIRTHS: i64 = 1000;

/// The first free id of this instant: from a random serial, or behind those already given.
pub(super) fn next_id(
    connection: &Connection,
    at: Timestamp,
    serial: u32,
) -> rusqlite::Result<i64> {
    let first = CardId::born(at.ms(), 0).raw();
    let last = CardId::born(at.ms() + 1, 0).raw();
    let given: Option<i64> = connection.query_row(
        "SELECT max(id) FROM cards WHERE id >= ?1 AND id < ?2",
        [first, last],
        |row| row.get(0),
    )?;
    Ok(given.map_or(CardId::born(at.ms(), serial).raw(), |id| id + 1))
}

fn known_sources(connection: &Connection) -> rusqlite::Result<HashMap<String, KnownSource>> {
    let mut statement = connection.prepare(include_str!("known_sources.sql"))?;
    let known = statement.query_map([], |row| {
        let source = KnownSource {
            id: row.get("id")?,
            kind: row.get("kind")?,
            path: row.get("path")?,
            deck: row.get("deck")?,
            given_deck: row.get("given_deck")?,
            print: Fingerprint {
                size_bytes: row.get::<_, i64>("size_bytes")?.cast_unsigned(),
                modified_ns: row.get("modified_ns")?,
                hash: row.get("content_hash")?,
                generator: row.get("generator")?,
            },
        };
        Ok((source.path.clone(), source))
    })?;
    known.collect()
}

impl Import<'_> {
    /// The quiet rules that would have made new cards in this import, with what the learner did
    /// with those they made before.
    pub fn quieted(&self) -> impl Iterator<Item = (&str, Share)> {
        let met = self.quiet.iter().filter(|(rule, _)| self.quieted.contains(rule.as_str()));
        met.map(|(rule, share)| (rule.as_str(), *share))
    }

    /// Every source, by path.
    pub fn known_sources(&self) -> Result<HashMap<String, KnownSource>, StoreError> {
        known_sources(&self.change).map_err(failed("read the sources"))
    }

    /// Says no word of each new card, only how many there are.
    pub fn be_brief(&mut self) {
        self.is_brief = true;
    }

    /// Remembers a place that was given.
    pub fn remember_root(&self, path: &str) -> Result<(), StoreError> {
        self.change
            .execute(
                "INSERT OR IGNORE INTO roots (path, added_at_ms) VALUES (?1, ?2)",
                (path, self.at.ms()),
            )
            .map(drop)
            .map_err(failed("remember the place of the notes"))
    }

    /// Notes that a source stands at another path now.
    pub fn rename(&self, source: i64, path: &str) -> Result<(), StoreError> {
        self.change
            .execute("UPDATE sources SET path = ?2 WHERE id = ?1", (source, path))
            .map(drop)
            .map_err(failed("note where the source is now"))
    }

    /// Forgets what a source was, because it is gone: when it comes back, it is read anew.
    pub fn forget_print(&self, source: i64) -> Result<(), StoreError> {
        self.change
            .execute(include_str!("forget_print.sql"), [source])
            .map(drop)
            .map_err(failed("note that the source is gone"))
    }

    /// Notes that a source was looked at again and holds the same bytes.
    pub fn touch(&self, source: i64, print: &Fingerprint) -> Result<(), StoreError> {
        self.change
            .execute(
                "UPDATE sources SET modified_ns = ?2, generator = ?3 WHERE id = ?1",
                (source, print.modified_ns, print.generator),
            )
            .map(drop)
            .map_err(failed("note when the source was read"))
    }

    /// The cards of a source, retired ones included, in the order of the notes.
    pub fn cards_of(&self, source: i64) -> Result<Vec<Stored>, StoreError> {
        stored_cards(&self.change, source)
    }

    /// Whether any card has left the notes.
    pub fn has_retired(&self) -> Result<bool, StoreError> {
        self.change
            .prepare_cached("SELECT 1 FROM cards WHERE status = 'retired' LIMIT 1")
            .and_then(|mut statement| statement.exists([]))
            .map_err(failed("look for retired cards"))
    }

    /// This card, if it has left the notes.
    pub fn retired(&self, card: CardId) -> Result<Option<Stored>, StoreError> {
        self.change
            .prepare_cached(include_str!("retired_card.sql"))
            .and_then(|mut statement| statement.query_row([card.raw()], rows::stored).optional())
            .map_err(failed("look for a retired card"))
    }

    /// The cards that have left the notes, of whatever source, and are this one word for word;
    /// the oldest first.
    pub fn retired_like(&self, draft: &Draft) -> Result<Vec<Stored>, StoreError> {
        let read = || -> rusqlite::Result<Vec<Stored>> {
            let mut statement = self.change.prepare_cached(include_str!("retired_like.sql"))?;
            let key = question_key(&draft.question);
            statement
                .query_map((key, draft.rule, draft.kind, &draft.answer), rows::stored)?
                .filter(|card| card.as_ref().map_or(true, |card| card.fact == draft.fact))
                .collect()
        };
        read().map_err(failed("look for retired cards"))
    }

    /// The sources that ask what these cards ask too, and gave way to them.
    pub fn doubles_of(&self, cards: &[&Stored]) -> Result<BTreeSet<i64>, StoreError> {
        let read = || -> rusqlite::Result<BTreeSet<i64>> {
            let sql = "SELECT source_id FROM doubles WHERE question_key = ?1";
            let mut statement = self.change.prepare_cached(sql)?;
            let mut sources = BTreeSet::new();
            for card in cards {
                let found = statement
                    .query_map([question_key(&card.question)], |row| row.get("source_id"))?;
                for source in found {
                    sources.insert(source?);
                }
            }
            Ok(sources)
        };
        read().map_err(failed("find who else asks this"))
    }

    /// Retires cards whose line left the notes, and says of which that is worth a word.
    ///
    /// Before anything is written: what one source lost, another one may ask.
    pub fn retire<'c>(
        &self,
        cards: impl IntoIterator<Item = &'c Stored>,
    ) -> Result<Vec<Told>, StoreError> {
        let retire = || -> rusqlite::Result<Vec<Told>> {
            let mut told = Vec::new();
            for card in cards {
                let row = stored_row(&self.change, card.id)?;
                // What was refused stays so.
                if row.status == Status::Dropped {
                    continue;
                }
                set_status(&self.change, card.id, Status::Retired)?;
                told.push(Told {
                    fate: Fate::Retired,
                    id: card.id,
                    now: row.notes,
                    before: None,
                    line: card.line,
                    reviewed: row.reviewed,
                });
            }
            Ok(told)
        };
        retire().map_err(failed("retire the cards"))
    }

    /// Deletes the entries and facts of a source that an earlier reading left and no card points
    /// at. After everything is written: a card may have gone to another source.
    pub fn sweep(&self, source: i64) -> Result<(), StoreError> {
        let sweep = || -> rusqlite::Result<()> {
            self.change
                .prepare_cached(include_str!("sweep_facts.sql"))?
                .execute((source, self.last_fact))?;
            self.change.prepare_cached(include_str!("sweep_entries.sql"))?.execute([source])?;
            tags::sweep(&self.change)
        };
        sweep().map_err(failed("sweep up what no card needs"))
    }

    /// Writes a source and its cards. `old` and `matching` say which card is which; old cards may
    /// be of another source, and then are of this one. Those that are gone are retired before.
    pub fn write(
        &mut self,
        source: &Source,
        old: &[Stored],
        new: &[Draft],
        matching: &Matching,
    ) -> Result<Written, StoreError> {
        let written = Writer::write(self, source, old, new, matching);
        let written = written.map_err(failed("write the cards"))?;
        if self.next_id - self.first_unborn >= MANY_BIRTHS {
            self.cards_are_born()?;
        }
        Ok(written)
    }

    /// Writes down that the cards made since the last time were born.
    fn cards_are_born(&mut self) -> Result<(), StoreError> {
        let born = self.first_unborn..self.next_id;
        self.first_unborn = self.next_id;
        self.recording.cards_born(&self.change, born).map_err(failed("write the cards"))
    }

    /// Makes it so, as one operation in the log; unless nothing was changed.
    pub fn commit(mut self, tally: Tally) -> Result<(), StoreError> {
        let failed = failed("finish the import");
        let detail = serde_json::json!({
            "new": tally.new,
            "offered": tally.offered,
            "reworded": tally.reworded,
            "retired": tally.retired,
            "revived": tally.revived,
        });
        let moment = Moment { at: self.at, day: self.day };
        self.cards_are_born()?;
        if !self.brought.is_empty() {
            let log = self.recording.log(&self.change, Act::Import, moment, &detail);
            log.map_err(&failed)?;
            bring(&self.change, &self.brought, self.recording.operation(), moment)
                .map_err(&failed)?;
        }
        let recorded = if tally.is_unchanged() {
            self.recording.discard(&self.change)
        } else {
            self.recording.finish(&self.change, Act::Import, moment, &detail).map(drop)
        };
        recorded.map_err(&failed)?;
        if let Some(bulk) = &self.bulk {
            bulk.end()?;
        }
        self.change.commit().map_err(failed)
    }
}

/// The cards of a source as they are compared, in the order of the notes.
pub(super) fn stored_cards(
    connection: &Connection,
    source: i64,
) -> Result<Vec<Stored>, StoreError> {
    let read = || -> rusqlite::Result<Vec<Stored>> {
        let mut statement = connection.prepare_cached(include_str!("stored_cards.sql"))?;
        statement.query_map([source], rows::stored)?.collect()
    };
    read().map_err(failed("read the cards of the source"))
}

fn set_status(connection: &Connection, id: CardId, status: Status) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE cards SET status = ?2 WHERE id = ?1")?
        .execute((id.raw(), status.as_str()))
        .map(drop)
}

pub(super) fn deck_row(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    let known = connection
        .prepare_cached("SELECT id FROM decks WHERE name = ?1")?
        .query_row([name], |row| row.get("id"))
        .optional()?;
    match known {
        Some(id) => Ok(id),
        None => connection.prepare_cached("INSERT INTO decks (name) VALUES (?1)")?.insert([name]),
    }
}

fn source_row(
    connection: &Connection,
    source: &Source,
    deck: i64,
    at: Timestamp,
) -> rusqlite::Result<i64> {
    connection.prepare_cached(include_str!("put_source.sql"))?.query_row(
        named_params! {
            ":kind": source.kind, ":path": source.path, ":title": source.title, ":deck": deck,
            ":size": source.print.size_bytes.cast_signed(), ":modified": source.print.modified_ns,
            ":hash": source.print.hash, ":generator": source.print.generator, ":at": at.ms(),
            ":given": source.given_deck,
        },
        |row| row.get("id"),
    )
}

/// A hash of the question as it is compared; two questions of one hash are compared in full.
pub(super) fn question_key(question: &str) -> i64 {
    let hash = blake3::hash(words::norm(question).as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&hash.as_bytes()[..8]);
    i64::from_le_bytes(first)
}
