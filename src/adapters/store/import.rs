//! Taking notes in: sources, entries, facts and cards, in one transaction.

pub use super::fate::{Fate, Tally, Told, Written};

use super::brought::bring;
use super::deeds::{Act, Moment};
use super::open::give_room;
use super::recording::Recording;
use super::triage::decided;
use super::{Status, Store, StoreError, failed, rows, tags};
use crate::cards::identity::{Matching, Stored, changes_meaning};
use crate::cards::share::Share;
use crate::cards::{Brought, CRUMB, Draft, Tier};
use crate::notes::words;
use crate::values::ids::CardId;
use crate::values::time::{StudyDay, Timestamp};
use rusqlite::{
    CachedStatement, Connection, OptionalExtension as _, Transaction, TransactionBehavior,
    named_params,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
        let change = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(&failed)?;
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
            first_id: next_id,
            next_id,
            last_fact,
            quiet,
            quieted: BTreeSet::new(),
            brought: Vec::new(),
            is_brief: false,
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
    /// The id of the first card that is born.
    first_id: i64,
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
}

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

/// A card of a source as stored, with what an import may change.
struct Row {
    source: i64,
    status: Status,
    /// Question and answer as the notes gave them.
    notes: [String; 2],
    /// Whether the learner's own are shown instead.
    is_own: [bool; 2],
    reviewed: bool,
    /// Whether it was suspended when its line left the notes.
    was_suspended: bool,
    /// The learner put it into the deck when it was only offered.
    kept: bool,
}

impl Row {
    /// Whether a learner sees other words than before when the notes give these.
    fn would_change(&self, notes: [&String; 2]) -> bool {
        (0..2).any(|side| !self.is_own[side] && *notes[side] != self.notes[side])
    }

    /// Whether the notes change under the learner's own words.
    fn outdates_own(&self, notes: [&String; 2]) -> bool {
        (0..2).any(|side| self.is_own[side] && *notes[side] != self.notes[side])
    }

    /// The status to come, where the notes still have the card. What was dropped stays so.
    fn status(&self, puts_into_deck: bool) -> Status {
        match self.status {
            Status::Retired if self.was_suspended => Status::Suspended,
            Status::Retired if self.reviewed => Status::Review,
            Status::Retired if self.kept => Status::New,
            Status::Retired | Status::Pending if puts_into_deck => Status::New,
            Status::Retired => Status::Pending,
            other => other,
        }
    }
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
        Writer::write(self, source, old, new, matching).map_err(failed("write the cards"))
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
        let born = self.first_id..self.next_id;
        self.recording.cards_born(&self.change, born).map_err(&failed)?;
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
        self.change.commit().map_err(failed)
    }
}

/// Writes the cards of one source.
struct Writer<'w, 'a> {
    import: &'w mut Import<'a>,
    source: i64,
    deck: i64,
    title: &'w str,
    tally: Tally,
    told: Vec<Told>,
    /// Rows of the entries and facts of this source, by their keys, with their first lines.
    entries: HashMap<String, (i64, u32)>,
    facts: HashMap<(i64, String), (i64, u32)>,
    /// The tags that cards of this source had.
    tags: HashMap<CardId, Vec<String>>,
}

impl<'w, 'a> Writer<'w, 'a> {
    fn write(
        import: &'w mut Import<'a>,
        source: &'w Source,
        old: &[Stored],
        new: &[Draft],
        matching: &Matching,
    ) -> rusqlite::Result<Written> {
        let deck = deck_row(&import.change, &source.deck)?;
        let id = source_row(&import.change, source, deck, import.at)?;
        let mut writer = Writer {
            import,
            source: id,
            deck,
            title: &source.title,
            tally: Tally::default(),
            told: Vec::new(),
            entries: HashMap::new(),
            facts: HashMap::new(),
            tags: HashMap::new(),
        };
        if !old.is_empty() {
            writer.tags = tags::of_source(&writer.import.change, id)?;
            writer.known_facts()?;
        }
        writer.prepared("DELETE FROM doubles WHERE source_id = ?1")?.execute([id])?;
        let mut cards = Vec::with_capacity(new.len());
        for (ordinal, (draft, old_at)) in (0_i64..).zip(new.iter().zip(&matching.old_of_new)) {
            cards.push(match old_at.map(|at| &old[at]) {
                Some(old) => {
                    writer.keep(old, draft, ordinal)?;
                    Some(old.id)
                }
                None => writer.add(draft, ordinal)?,
            });
        }
        Ok(Written { source: id, tally: writer.tally, told: writer.told, cards })
    }

    /// Reads the entries and facts that are there: what stays as it was is not written again.
    fn known_facts(&mut self) -> rusqlite::Result<()> {
        let (mut entries, mut facts) = (HashMap::new(), HashMap::new());
        let mut statement = self.prepared(include_str!("known_facts.sql"))?;
        let mut rows = statement.query([self.source])?;
        while let Some(row) = rows.next()? {
            let entry: i64 = row.get("entry")?;
            entries.insert(row.get("key")?, (entry, row.get("entry_line")?));
            facts.insert((entry, row.get("text")?), (row.get("fact")?, row.get("fact_line")?));
        }
        drop(rows);
        drop(statement);
        (self.entries, self.facts) = (entries, facts);
        Ok(())
    }

    fn prepared(&self, sql: &str) -> rusqlite::Result<CachedStatement<'_>> {
        self.import.change.prepare_cached(sql)
    }

    fn fact_row(&mut self, draft: &Draft) -> rusqlite::Result<i64> {
        let key = words::norm(&draft.entity);
        let line = draft.lines.first();
        let entry = match self.entries.get(&key) {
            Some((entry, _)) => *entry,
            None => self.prepared(include_str!("put_entry.sql"))?.insert(named_params! {
                ":source": self.source, ":key": key, ":name": draft.entity,
                ":kind": draft.entity_kind, ":first_line": line,
            })?,
        };
        self.entries.entry(key).or_insert((entry, line));
        let place = (entry, draft.fact.clone());
        let fact = match self.facts.get(&place) {
            Some((fact, known)) => {
                if *known != line {
                    self.prepared("UPDATE facts SET first_line = ?2 WHERE id = ?1")?
                        .execute((fact, line))?;
                }
                *fact
            }
            None => self
                .prepared("INSERT INTO facts (entry_id, text, first_line) VALUES (?1, ?2, ?3)")?
                .insert((entry, &draft.fact, line))?,
        };
        self.facts.insert(place, (fact, line));
        Ok(fact)
    }

    /// The question, told apart from the same one in another source; `None` where that source
    /// gives the same answer too, and the card would be a second copy.
    fn question(&self, draft: &Draft) -> rusqlite::Result<Option<String>> {
        let untitled = std::iter::once_with(|| draft.question.clone());
        let titled = std::iter::once_with(|| format!("{} ({})", draft.question, self.title));
        for question in untitled.chain(titled) {
            match self.asked_elsewhere(&question, &draft.answer)? {
                None => return Ok(Some(question)),
                Some(answer) if words::norm(&answer) == words::norm(&draft.answer) => {
                    return Ok(None);
                }
                Some(_) => {}
            }
        }
        Ok(None)
    }

    /// The answer that another source gives to this question. Of the cards that were dropped
    /// there only the same one counts: it must not come back by moving.
    fn asked_elsewhere(&self, question: &str, answer: &str) -> rusqlite::Result<Option<String>> {
        let mut statement = self.prepared(include_str!("asked_elsewhere.sql"))?;
        let mut rows = statement.query((question_key(question), self.source))?;
        while let Some(row) = rows.next()? {
            let [other, gives]: [String; 2] = [row.get("question")?, row.get("answer")?];
            let is_same = |one: &str, other: &str| words::norm(one) == words::norm(other);
            let counts = !row.get::<_, bool>("dropped")? || is_same(&gives, answer);
            if counts && is_same(&other, question) {
                return Ok(Some(gives));
            }
        }
        Ok(None)
    }

    /// Makes a new card, and gives its id; `None` where another source asks it already, or the
    /// learner does not want it.
    fn add(&mut self, draft: &Draft, ordinal: i64) -> rusqlite::Result<Option<CardId>> {
        let is_quiet = self.is_quiet(draft);
        if is_quiet {
            self.tally.quieted += 1;
            self.import.quieted.insert(draft.rule);
            if draft.tier == Tier::Extra {
                return Ok(None);
            }
        }
        let Some(question) = self.question(draft)? else {
            self.tally.duplicate += 1;
            self.prepared("INSERT OR IGNORE INTO doubles VALUES (?1, ?2)")?
                .execute((question_key(&draft.question), self.source))?;
            return Ok(None);
        };
        let fact = self.fact_row(draft)?;
        let status = match draft.tier {
            Tier::Core if !is_quiet => Status::New,
            _ => Status::Pending,
        };
        let id = self.import.next_id;
        self.import.next_id += 1;
        self.prepared(include_str!("put_card.sql"))?.execute(named_params! {
            ":id": id, ":source": self.source, ":fact": fact, ":deck": self.deck,
            ":ordinal": ordinal, ":status": status.as_str(), ":tier": draft.tier.name(),
            ":rule": draft.rule, ":kind": draft.kind, ":variant": draft.variant,
            ":confidence": draft.confidence, ":question": question, ":answer": draft.answer,
            ":context": draft.context.join(CRUMB), ":lines": draft.lines.to_string(),
            ":key": question_key(&question), ":at": self.import.at.ms(),
        })?;
        tags::put(&self.import.change, id, &draft.tags)?;
        self.take_over_schedule(CardId::from_raw(id), draft);
        let fate = if status == Status::New {
            self.tally.new += 1;
            Fate::New
        } else {
            self.tally.offered += 1;
            Fate::Offered
        };
        if !self.import.is_brief {
            self.told.push(Told {
                fate,
                id: CardId::from_raw(id),
                now: [question, draft.answer.clone()],
                before: None,
                line: draft.lines.first(),
                reviewed: false,
            });
        }
        Ok(Some(CardId::from_raw(id)))
    }

    /// Remembers the schedule that stood beside a card which has none.
    fn take_over_schedule(&mut self, card: CardId, draft: &Draft) {
        if let Some(brought) = draft.brought {
            self.import.brought.push((card, brought));
            self.tally.scheduled += 1;
        }
    }

    /// Whether the learner keeps dropping what the card's rule makes.
    fn is_quiet(&self, draft: &Draft) -> bool {
        self.import.quiet.contains_key(draft.rule)
    }

    fn keep(&mut self, old: &Stored, draft: &Draft, ordinal: i64) -> rusqlite::Result<()> {
        let fact = self.fact_row(draft)?;
        let row = stored_row(&self.import.change, old.id)?;
        let question = self.question_of_kept(&row, old, draft)?;
        let rewords = row.would_change([&question, &draft.answer]);
        let outdates = row.outdates_own([&question, &draft.answer]);
        let status = row.status(draft.tier == Tier::Core && !self.is_quiet(draft));
        self.prepared(include_str!("update_card.sql"))?.execute(named_params! {
            ":id": old.id.raw(), ":source": self.source, ":fact": fact, ":deck": self.deck,
            ":ordinal": ordinal, ":rule": draft.rule, ":kind": draft.kind,
            ":tier": draft.tier.name(), ":confidence": draft.confidence, ":question": question,
            ":answer": draft.answer, ":context": draft.context.join(CRUMB),
            ":lines": draft.lines.to_string(), ":key": question_key(&question),
            ":at": self.import.at.ms(), ":changed": rewords,
            ":outdates": outdates,
        })?;
        if status != row.status {
            set_status(&self.import.change, old.id, status)?;
        }
        if !row.reviewed && row.status != Status::Dropped {
            self.take_over_schedule(old.id, draft);
        }
        if self.retag(old.id, &draft.tags)? {
            self.tally.retagged += 1;
        }
        let says_else = rewords && row.reviewed && changes_meaning(old, draft);
        if says_else {
            self.ask_today(old.id, &row)?;
        }
        let moved = row.source != self.source || old.entity != words::norm(&draft.entity);
        let fate = match row.status {
            Status::Retired => Some(Fate::Revived),
            Status::Pending if status == Status::New => Some(Fate::New),
            _ if says_else => Some(Fate::Changed),
            _ if rewords => Some(Fate::Reworded),
            _ if outdates => Some(Fate::Outdated),
            _ if moved => Some(Fate::Moved),
            _ => None,
        };
        self.count(fate);
        let Some(fate) = fate else { return Ok(()) };
        let (now, line) = ([question, draft.answer.clone()], draft.lines.first());
        let before = (rewords || outdates).then_some(row.notes);
        self.told.push(Told { fate, id: old.id, now, before, line, reviewed: row.reviewed });
        Ok(())
    }

    /// The question of a card that stays. One that had to be told apart from another source's
    /// stays as it was put; and where a card's own line is as it was, no release and no other
    /// line rewords it.
    fn question_of_kept(&self, row: &Row, old: &Stored, draft: &Draft) -> rusqlite::Result<String> {
        let told_apart = row.notes[0] == format!("{} ({})", draft.question, self.title);
        let same_line = old.fact == draft.fact
            && old.answer == draft.answer
            && old.entity == words::norm(&draft.entity);
        if told_apart || (same_line && row.status != Status::Retired) {
            return Ok(row.notes[0].clone());
        }
        Ok(self.question(draft)?.unwrap_or_else(|| draft.question.clone()))
    }

    fn count(&mut self, fate: Option<Fate>) {
        match fate {
            None => self.tally.kept += 1,
            Some(Fate::New) => self.tally.new += 1,
            Some(Fate::Offered) => self.tally.offered += 1,
            Some(Fate::Reworded) => self.tally.reworded += 1,
            Some(Fate::Changed) => {
                self.tally.reworded += 1;
                self.tally.changed += 1;
            }
            Some(Fate::Outdated) => self.tally.outdated += 1,
            Some(Fate::Moved) => self.tally.moved += 1,
            Some(Fate::Retired) => self.tally.retired += 1,
            Some(Fate::Revived) => self.tally.revived += 1,
        }
    }

    /// Asks a card today that says another thing, with what it said before beside it. What it
    /// said when the learner last saw it counts.
    fn ask_today(&self, id: CardId, row: &Row) -> rusqlite::Result<()> {
        let [question, answer] = &row.notes;
        self.prepared(include_str!("note_former_words.sql"))?.execute((
            id.raw(),
            question,
            answer,
            self.import.day.number(),
        ))?;
        Ok(())
    }

    /// Gives a card the tags that the notes now give it; says whether that changed any.
    fn retag(&self, id: CardId, notes: &[String]) -> rusqlite::Result<bool> {
        let new = &tags::with_own(&self.import.change, id.raw(), notes)?;
        let had = self.tags.get(&id).map_or(&[][..], Vec::as_slice);
        // One tag is one row however its letters are written, and the first spelling stays.
        let has = |tag: &String| had.iter().any(|other| other.eq_ignore_ascii_case(tag));
        let same = had.len() == new.len() && new.iter().all(has);
        if same {
            return Ok(false);
        }
        tags::clear(&self.import.change, id.raw())?;
        tags::put(&self.import.change, id.raw(), new)?;
        Ok(true)
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

fn stored_row(connection: &Connection, id: CardId) -> rusqlite::Result<Row> {
    let mut statement = connection.prepare_cached(include_str!("card_for_import.sql"))?;
    statement.query_row([id.raw()], |row| {
        Ok(Row {
            source: row.get("source_id")?,
            status: rows::status(row, "status")?,
            notes: [row.get("question")?, row.get("answer")?],
            is_own: [row.get("question_is_own")?, row.get("answer_is_own")?],
            reviewed: row.get("reviewed")?,
            was_suspended: row.get("was_suspended")?,
            kept: row.get("kept")?,
        })
    })
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
