//! From the store into a package.

use crate::adapters::anki::ExportError;
use crate::adapters::anki::album::{Album, is_from};
use crate::adapters::anki::collection::{About, CardRow, Collection, NoteRow, Row};
use crate::adapters::anki::content::{self, ContentHash, Fields, Parts, content_hash};
use crate::adapters::anki::decks::Decks;
use crate::adapters::anki::foreign::{self, Content};
use crate::adapters::anki::ids::{self, FreeIds};
use crate::adapters::anki::link::{Links, Notes};
use crate::adapters::anki::names;
use crate::adapters::anki::notetype;
use crate::adapters::anki::package::Target;
use crate::adapters::anki::read;
use crate::adapters::anki::rows::{self, Place};
use crate::adapters::anki::writing::{self, Writer};
use crate::adapters::clock::Clock;
use crate::adapters::store::archive::MediaName;
use crate::adapters::store::export::{AnkiIdentity, ExportedCard, NoteKind, Snapshot};
use crate::adapters::store::export_foreign::{LeavingNote, Sent};
use crate::adapters::store::{Scope, Status, Store, has_words, media};
use crate::values::ids::CardId;
use crate::values::time::{StudyDay, Timestamp};
use serde_json::{Map, Value};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

/// What to write where.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The package.
    pub path: &'a Path,
    /// Only cards of these decks and tags.
    pub scope: &'a Scope,
    /// Only cards in whose question, answer or deck all of these occur; in lower case.
    pub words: &'a [String],
    /// Every card as new, and no log.
    pub fresh: bool,
    /// The folder of pictures and sounds that came with cards.
    pub media: &'a Path,
    /// How notes are read, for the addresses that they give.
    pub notes: Notes,
}

/// What a package holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Notes.
    pub notes: u64,
    /// Their cards.
    pub cards: u64,
    /// Cards never answered.
    pub new: u64,
    /// Cards with a schedule.
    pub scheduled: u64,
    /// Cards of either kind that are suspended.
    pub suspended: u64,
    /// Decks with cards in them.
    pub decks: u64,
    /// Lines of the log.
    pub reviews: u64,
    /// Pictures and sounds.
    pub media: u64,
    /// Pictures and sounds that notes name and that are not there, or too big.
    pub missing_media: u64,
    /// Cards that Anki may have, from an earlier package or because they were made there.
    pub known: u64,
    /// Words of the learner's own for cards from Anki that no field of their notes can hold.
    pub unplaced: u64,
}

/// Writes a package, and remembers what Anki will know its cards by.
///
/// The identities are committed before the package gets its name: a package that somebody can
/// import is never forgotten.
pub fn write(
    store: &mut Store,
    clock: &Clock,
    request: &Request<'_>,
) -> Result<Written, ExportError> {
    let target = Target::new(request.path)?;
    let file = target.scratch()?;
    let mut export = Export::begin(file.path(), clock, request)?;
    let snapshot = store.snapshot()?;
    export.fill(&snapshot)?;
    if export.written.notes == 0 {
        return Err(ExportError::NoCards);
    }
    drop(snapshot);
    let now = export.now;
    let (written, known, album, end) = export.finish(clock);
    // The one waits for the processor, the other for rows here and there in the collection.
    let packed = thread::scope(|scope| {
        let packing = scope.spawn(|| {
            end.write()?;
            target.pack(file.path(), album.files())
        });
        let pack = || packing.join().unwrap_or_else(|panic| resume_unwind(panic));
        let own = known.own.into_iter().map(|own| own.identity(now));
        store.remember_sent(own, &known.foreign, pack)
    })?;
    packed.publish()?;
    Ok(written)
}

/// What has to be remembered about the notes of a package, where it is new or changed.
#[derive(Debug, Default)]
struct Known {
    own: Vec<Own>,
    foreign: Vec<(i64, Sent)>,
}

/// What has to be remembered about a card of recall's own.
#[derive(Debug)]
enum Own {
    /// Anki does not know it yet. Without what follows from the card: there may be as many as there
    /// are cards.
    New { card: CardId, id: i64, notetype: NoteKind, content_hash: ContentHash, parts: Parts },
    /// Another content.
    Changed(Box<(CardId, AnkiIdentity)>),
}

impl Own {
    fn identity(self, now: Timestamp) -> (CardId, AnkiIdentity) {
        match self {
            Self::New { card, id, notetype, content_hash, parts } => {
                let identity = new_identity(card, id, notetype, content_hash, now);
                (card, AnkiIdentity { sent: Some(content::hex(&parts)), ..identity })
            }
            Self::Changed(changed) => *changed,
        }
    }
}

fn new_identity(
    card: CardId,
    id: i64,
    notetype: NoteKind,
    content_hash: ContentHash,
    now: Timestamp,
) -> AnkiIdentity {
    AnkiIdentity {
        guid: ids::guid(card),
        notetype,
        note_id: id,
        card_id: id,
        modified_s: now.seconds(),
        content_hash: content_hash.to_vec(),
        fields: None,
        sent: None,
    }
}

/// A package being filled.
#[derive(Debug)]
struct Export<'a> {
    request: &'a Request<'a>,
    album: Album,
    /// What came in with cards, by what they call it.
    kept_media: HashMap<MediaName, PathBuf>,
    links: Links,
    writer: Writer,
    first_day: StudyDay,
    now: Timestamp,
    decks: Decks,
    free_ids: Option<FreeIds>,
    known: Known,
    /// Which of recall's notetypes are used.
    kinds: BTreeSet<NoteKind>,
    /// The definitions of the notetypes that came from Anki and are used.
    notetypes: BTreeMap<i64, Value>,
    /// Ids of notes and of cards in this package: those of two collections can be the same.
    note_ids: HashSet<i64>,
    card_ids: HashSet<i64>,
    /// Anki's id of every card whose log is to be written.
    logged: HashMap<CardId, i64>,
    /// What notes name that is not there: the source and the name.
    missing: BTreeSet<(String, String)>,
    /// The last place among new cards.
    position: i64,
    written: Written,
}

impl<'a> Export<'a> {
    fn begin(path: &Path, clock: &Clock, request: &'a Request<'a>) -> Result<Self, ExportError> {
        Ok(Self {
            request,
            album: Album::default(),
            kept_media: HashMap::new(),
            links: Links::new(request.notes),
            writer: Writer::new(Collection::create(path)?),
            first_day: clock.today(),
            now: clock.now(),
            decks: Decks::default(),
            free_ids: None,
            known: Known::default(),
            kinds: BTreeSet::new(),
            notetypes: BTreeMap::new(),
            note_ids: HashSet::new(),
            card_ids: HashSet::new(),
            logged: HashMap::new(),
            missing: BTreeSet::new(),
            position: 0,
            written: Written::default(),
        })
    }

    fn fill(&mut self, snapshot: &Snapshot<'_>) -> Result<(), ExportError> {
        let &Request { scope, words, fresh, media, .. } = self.request;
        self.kept_media = snapshot.kept_media(media)?;
        if !fresh {
            let first = snapshot.first_study_day()?;
            self.first_day = first.map_or(self.first_day, |first| first.min(self.first_day));
        }
        // Those from Anki first: their ids are those of the learner's own collection.
        snapshot.each_foreign_note(scope, |mut note| {
            for card in &mut note.cards {
                card.leaves &= has_words([card.question(), card.answer(), &card.deck], words);
            }
            let leaves = note.cards.iter().any(|card| card.leaves);
            if leaves { self.foreign_note(snapshot, &note) } else { Ok(()) }
        })?;
        snapshot.each_card(scope, |card| {
            let is_wanted = has_words([&*card.question, &card.answer, &card.deck], words);
            if is_wanted { self.own_card(snapshot, &card) } else { Ok(()) }
        })?;
        if fresh {
            return Ok(());
        }
        snapshot.each_review(|card, review, foreign| {
            let Some(card_id) = self.logged.get(&card) else {
                return Ok(());
            };
            self.written.reviews += 1;
            let line = match foreign {
                Some(foreign) => rows::foreign_review(*card_id, &foreign),
                None => rows::review(*card_id, &review),
            };
            self.writer.put(Row::Review(line))
        })
    }

    fn own_card(
        &mut self,
        snapshot: &Snapshot<'_>,
        card: &ExportedCard,
    ) -> Result<(), ExportError> {
        let kind = card.anki.as_ref().map_or_else(|| content::kind(card), |known| known.notetype);
        let notetype = notetype::id(kind);
        self.kinds.insert(kind);
        self.written.known += u64::from(card.anki.is_some());
        let link = self.links.of(card);
        let there = card.anki.as_ref().and_then(|known| known.fields.as_deref());
        let there = there.filter(|there| read::says(kind, there, &content::Words::of(card)));
        // What fields in Anki name goes along under that name.
        let called = there.map_or_else(Vec::new, read::named);
        let mut renamed = Vec::new();
        let mut media = |name: &str| {
            let named = MediaName { source: card.source.clone(), name: name.to_owned() };
            let kept = self.kept_media.get(&named).cloned();
            let packed = match kept {
                Some(kept) if called.iter().any(|called| called == name) => {
                    self.album.of_package(name, kept)
                }
                kept => self.album.of_note(&card.source, name, kept),
            };
            if let Some(packed) = &packed {
                let is_it = |called: &&String| *called == name || is_from(called, name);
                let called = called.iter().find(is_it).filter(|called| *called != packed);
                renamed.extend(called.map(|called| (called.clone(), packed.clone())));
            }
            let is_here = || media::beside(&card.source, name).is_some();
            if packed.is_none() && names::goes_along(name) && is_here() {
                self.missing.insert((card.source.clone(), name.to_owned()));
            }
            packed
        };
        let mut fields = Fields::of(card, kind, link, &mut media);
        let there = there.map(|there| foreign::with_names(there, &renamed));
        if let Some(there) = &there {
            fields = fields.with_sides(there);
        }
        let fresh = self.request.fresh;
        let tags = rows::own_tags(card, fresh);
        let content_hash = content_hash(notetype, &fields.hashed(), &tags);
        let parts = || fields.parts(&tags);
        let identity = self.identity(snapshot, card, (kind, content_hash, &parts), there)?;
        let AnkiIdentity { guid, note_id, card_id, modified_s, .. } = identity;
        let id = free(&mut self.note_ids, note_id);
        self.note(NoteRow {
            guid,
            id,
            notetype,
            modified_s,
            tags,
            fields: fields.joined(),
            sort_field: 0,
        })?;
        let place = self.place(id, card_id, &card.deck, modified_s);
        let schedule = card.schedule.filter(|_| !fresh);
        let row = rows::card(place, schedule.as_ref(), card.suspended && !fresh, self.first_day);
        let flag = if fresh { 0 } else { card.flag };
        self.card(card.id, CardRow { flag, ..row })
    }

    fn foreign_note(
        &mut self,
        snapshot: &Snapshot<'_>,
        note: &LeavingNote,
    ) -> Result<(), ExportError> {
        let Some(definition) = self.notetype(snapshot, note.notetype)? else { return Ok(()) };
        let sort_field = definition.get("sortf").and_then(Value::as_u64).unwrap_or(0);
        let fields = definition.get("flds").and_then(Value::as_array).map_or(0, Vec::len).max(1);
        let unaskable = suspended_only_here(note, definition);
        let content = self.foreign_content(snapshot, note, fields)?;
        let content_hash = content_hash(note.notetype, &content.fields, &content.tags);
        let (modified_s, sent) = content.modified_s(note, content_hash, self.now);
        self.known.foreign.extend(sent.map(|sent| (note.row, sent)));
        self.written.unplaced += content.unplaced;
        let id = free(&mut self.note_ids, note.note_id);
        self.note(NoteRow {
            guid: note.guid.clone(),
            id,
            notetype: note.notetype,
            modified_s,
            tags: content.tags,
            fields: content.fields,
            sort_field: usize::try_from(sort_field).unwrap_or(0),
        })?;
        for card in note.cards.iter().filter(|card| card.leaves) {
            self.written.known += 1;
            let place = self.place(id, card.there.card_id, &card.deck, modified_s);
            let ordinal = card.there.ordinal;
            let row = if self.request.fresh {
                CardRow { ordinal, ..rows::card(place, None, false, self.first_day) }
            } else {
                foreign::card(card, place, !unaskable.contains(&ordinal), self.first_day)
            };
            self.card(card.id, row)?;
        }
        Ok(())
    }

    /// What a note made in Anki goes out with, its pictures and sounds taken along.
    fn foreign_content(
        &mut self,
        snapshot: &Snapshot<'_>,
        note: &LeavingNote,
        fields: usize,
    ) -> Result<Content, ExportError> {
        let named = read::named(&note.fields);
        let mut renamed = Vec::new();
        for name in &named {
            let packed = self.foreign_media(snapshot, note, name)?;
            renamed.extend(packed.filter(|packed| packed != name).map(|new| (name.clone(), new)));
        }
        let content = Content::of(note, &named).with_fields(fields).with_names(&renamed);
        Ok(if self.request.fresh { content.without_progress() } else { content })
    }

    /// Takes along a picture or sound that came with a note, and gives its name in the package.
    fn foreign_media(
        &mut self,
        snapshot: &Snapshot<'_>,
        note: &LeavingNote,
        name: &str,
    ) -> Result<Option<String>, ExportError> {
        let Some(card) = note.cards.first() else { return Ok(None) };
        let Some(hash) = snapshot.media(card.source, name)? else { return Ok(None) };
        Ok(self.album.of_package(name, media::place(self.request.media, &hash, name)))
    }

    /// The definition of a notetype, to be written with the package.
    fn notetype(
        &mut self,
        snapshot: &Snapshot<'_>,
        id: i64,
    ) -> Result<Option<&Value>, ExportError> {
        let entry = match self.notetypes.entry(id) {
            Entry::Occupied(entry) => return Ok(Some(entry.into_mut())),
            Entry::Vacant(entry) => entry,
        };
        let text = snapshot.foreign_notetype(id)?;
        let definition: Option<Value> = text.and_then(|text| serde_json::from_str(&text).ok());
        Ok(definition.map(|definition| &*entry.insert(definition)))
    }

    fn place(&mut self, note_id: i64, card_id: i64, deck: &str, modified_s: i64) -> Place {
        self.position += 1;
        Place {
            card_id: free(&mut self.card_ids, card_id),
            note_id,
            deck_id: self.decks.id(deck),
            modified_s,
            position: self.position,
        }
    }

    fn note(&mut self, note: NoteRow) -> Result<(), ExportError> {
        self.written.notes += 1;
        self.writer.put(Row::Note(note))
    }

    fn card(&mut self, card: CardId, row: CardRow) -> Result<(), ExportError> {
        let is_new = row.card_type == 0;
        self.written.cards += 1;
        self.written.new += u64::from(is_new);
        self.written.scheduled += u64::from(!is_new);
        self.written.suspended += u64::from(row.queue == -1);
        if is_new {
            self.position = self.position.max(row.due);
        }
        if !self.request.fresh {
            self.logged.insert(card, row.id);
        }
        self.writer.put(Row::Card(row))
    }

    /// What Anki knows the card by: as stored, with a later time if what Anki sees changed.
    fn identity(
        &mut self,
        snapshot: &Snapshot<'_>,
        card: &ExportedCard,
        (notetype, content_hash, parts): (NoteKind, ContentHash, &dyn Fn() -> Parts),
        there: Option<String>,
    ) -> Result<AnkiIdentity, ExportError> {
        match &card.anki {
            Some(known) if known.content_hash == content_hash => Ok(known.clone()),
            Some(known) => {
                let changed = AnkiIdentity {
                    modified_s: self.now.seconds().max(known.modified_s + 1),
                    content_hash: content_hash.to_vec(),
                    fields: there,
                    sent: Some(content::hex(&parts())),
                    ..known.clone()
                };
                self.known.own.push(Own::Changed(Box::new((card.id, changed.clone()))));
                Ok(changed)
            }
            None => {
                let id = self.free_id(snapshot, card.created_at)?;
                let (card, parts) = (card.id, parts());
                self.known.own.push(Own::New { card, id, notetype, content_hash, parts });
                Ok(new_identity(card, id, notetype, content_hash, self.now))
            }
        }
    }

    fn free_id(
        &mut self,
        snapshot: &Snapshot<'_>,
        created_at: Timestamp,
    ) -> Result<i64, ExportError> {
        let free_ids = match &mut self.free_ids {
            Some(free_ids) => free_ids,
            none => none.insert(FreeIds::new(snapshot.anki_ids()?)),
        };
        Ok(free_ids.take(created_at.ms()))
    }

    /// The column `col.models`.
    fn models(&self) -> Map<String, Value> {
        let mut models = notetype::models(self.kinds.iter().copied());
        let foreign = self.notetypes.iter().map(|(id, model)| (id.to_string(), model.clone()));
        models.extend(foreign);
        models
    }

    /// What was written, what has to be remembered, what goes along; and what is still to be done.
    fn finish(self, clock: &Clock) -> (Written, Known, Album, End) {
        let (created, minutes_west) = clock.start_of(self.first_day);
        let foreign = || self.notetypes.keys().next().copied();
        let about = About {
            created_s: created.seconds(),
            minutes_west,
            modified_ms: self.now.ms(),
            next_position: self.position + 1,
            notetype: self
                .kinds
                .first()
                .map(|kind| notetype::id(*kind))
                .or_else(foreign)
                .unwrap_or(0),
        };
        let models = Value::Object(self.models());
        let about = (about, models, self.decks.json(self.now.seconds()));
        let media = u64::try_from(self.album.files().len()).unwrap_or(u64::MAX);
        let missing_media = u64::try_from(self.missing.len()).unwrap_or(u64::MAX);
        let written = Written { decks: self.decks.used(), media, missing_media, ..self.written };
        (written, self.known, self.album, End { writer: self.writer, about })
    }
}

/// The end of a collection of which every row is known.
#[derive(Debug)]
struct End {
    writer: Writer,
    about: writing::About,
}

impl End {
    /// Writes what is left, and closes the collection.
    fn write(self) -> Result<(), ExportError> {
        self.writer.finish(self.about)
    }
}

/// The places of cards that are suspended only because a terminal cannot ask them.
fn suspended_only_here(note: &LeavingNote, definition: &Value) -> HashSet<i64> {
    note.cards
        .iter()
        .filter(|card| card.status == Status::Suspended && card.there.queue != -1)
        .map(|card| card.there.ordinal)
        .filter(|ordinal| read::is_unshowable(note, definition, *ordinal))
        .collect()
}

/// The next id that this package has not.
fn free(ids: &mut HashSet<i64>, id: i64) -> i64 {
    let mut id = id;
    while !ids.insert(id) {
        id += 1;
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::time::Rollover;
    use rusqlite::Connection;
    use std::io::Read as _;
    use tempfile::TempDir;

    const SCHEMA: &str = include_str!("../../../migrations/0001-initial/up.sql");

    /// A card new, one in review with two answers and an undone drill, one retired.
    const CARDS: &str = "
        INSERT INTO decks VALUES (1, 'Conf::Rust');
        INSERT INTO sources VALUES (1, 'file', '/notes/a.md', 'A', 1, 1, 0, x'00', 1, 0);
        INSERT INTO entries VALUES (1, 1, 'e', 'E', 'tool', 1);
        INSERT INTO facts VALUES (1, 1, 'f', 1);
        INSERT INTO cards SELECT value, 1, 1, 1, value,
            CASE value WHEN 1 THEN 'new' WHEN 2 THEN 'review' ELSE 'retired' END,
            'core', 'R25', 'def_fwd', 0, 90, 'question ' || value, '*a*', 'A › E', '1',
            value, 1700000000000, 1700000000000, NULL, NULL FROM json_each('[1, 2, 3]');
        INSERT INTO operations VALUES (1, 1700000100000, 19675, 'answer', NULL, '{}'),
            (2, 1700090000000, 19676, 'answer', NULL, '{}'),
            (3, 1700090001000, 19676, 'answer', NULL, '{}'),
            (4, 1700090002000, 19676, 'undo', 3, '{}');
        INSERT INTO reviews VALUES
            (1, 2, 1700000100000, 19675, 'scheduled', 4, 900, 0, 'sm2', 'canonical',
                NULL, NULL, NULL, NULL, 1, 250, 1, 19676, 0),
            (2, 2, 1700090000000, 19676, 'scheduled', 3, 900, 0, 'sm2', 'canonical',
                1, 250, 1, 19676, 2, 236, 6, 19682, 0),
            (3, 2, 1700090001000, 19676, 'drill', 4, 900, 0, 'sm2', 'canonical',
                2, 236, 6, 19682, 2, 236, 6, 19682, 0);
        INSERT INTO schedules VALUES
            (2, 'sm2', 2, 236, 6, 19682, 19676, 1700090000000, 2, 0, 1);
        PRAGMA user_version = 1;";

    struct World {
        folder: TempDir,
        store: Store,
    }

    impl World {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("recall.db");
            let connection = Connection::open(&path).unwrap();
            connection.execute_batch(SCHEMA).unwrap();
            connection.execute_batch(CARDS).unwrap();
            connection.close().unwrap();
            let store = Store::open(&path, Timestamp::from_ms(0)).unwrap();
            Self { folder, store }
        }

        fn sql(&self, sql: &str) {
            let path = self.folder.path().join("recall.db");
            Connection::open(path).unwrap().execute_batch(sql).unwrap();
        }

        fn export(&mut self, at_s: i64, fresh: bool) -> (Written, Connection) {
            let path = self.folder.path().join("out.apkg");
            let clock = Clock::new(Some(Timestamp::from_ms(at_s * 1000)), Rollover::default());
            let scope = Scope::default();
            let request = Request {
                path: &path,
                scope: &scope,
                words: &[],
                fresh,
                media: &path,
                notes: |_| None,
            };
            let written = write(&mut self.store, &clock, &request).unwrap();
            let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
            let mut bytes = Vec::new();
            archive.by_name("collection.anki2").unwrap().read_to_end(&mut bytes).unwrap();
            let database = self.folder.path().join("collection.anki2");
            std::fs::write(&database, bytes).unwrap();
            (written, Connection::open(database).unwrap())
        }
    }

    fn numbers(connection: &Connection, sql: &str) -> Vec<i64> {
        let mut statement = connection.prepare(sql).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query(()).unwrap();
        let mut numbers = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            numbers.extend((0..columns).map(|at| row.get::<_, i64>(at).unwrap()));
        }
        numbers
    }

    #[test]
    fn a_package_holds_cards_schedules_and_the_log_that_counts() {
        let (written, package) = World::new().export(1_700_100_000, false);
        assert_eq!(
            written,
            Written {
                notes: 2,
                cards: 2,
                new: 1,
                scheduled: 1,
                decks: 1,
                reviews: 2,
                ..Written::default()
            }
        );
        let cards = "SELECT nid, type, queue, due, ivl, factor FROM cards ORDER BY id";
        assert_eq!(
            numbers(&package, cards),
            [1_700_000_000_000, 0, 0, 1, 0, 0, 1_700_000_000_001, 2, 2, 7, 6, 2360]
        );
        let log = "SELECT id, ease, ivl, lastIvl, factor, type FROM revlog";
        assert_eq!(
            numbers(&package, log),
            [1_700_000_100_000, 3, 1, 0, 2500, 0, 1_700_090_000_000, 2, 6, 1, 2360, 1]
        );
    }

    #[test]
    fn a_note_is_newer_only_when_its_fields_or_tags_changed() {
        let mut world = World::new();
        let modified = "SELECT mod FROM notes ORDER BY id";
        let identity = "SELECT id FROM notes UNION ALL SELECT id FROM cards";
        let (_, first) = world.export(1_700_100_000, false);
        let ids = numbers(&first, identity);
        assert_eq!(numbers(&first, modified), [1_700_100_000, 1_700_100_000]);
        let (_, again) = world.export(1_700_200_000, false);
        assert_eq!(numbers(&again, modified), [1_700_100_000, 1_700_100_000]);
        world.sql("UPDATE cards SET answer = 'b' WHERE id = 2; UPDATE cards SET lines = '9';");
        let (_, edited) = world.export(1_700_300_000, true);
        assert_eq!(numbers(&edited, modified), [1_700_100_000, 1_700_300_000]);
        world.sql("UPDATE cards SET answer = 'c' WHERE id = 2;");
        let (_, clock_back) = world.export(1_700_000_000, false);
        assert_eq!(numbers(&clock_back, modified), [1_700_100_000, 1_700_300_001]);
        assert_eq!(numbers(&clock_back, identity), ids);
    }

    #[test]
    fn a_failed_export_leaves_what_was_there() {
        let mut world = World::new();
        world.sql("UPDATE cards SET status = 'retired';");
        let path = world.folder.path().join("out.apkg");
        std::fs::write(&path, b"PK\x03\x04 an older package").unwrap();
        let clock = Clock::new(None, Rollover::default());
        let scope = Scope::default();
        let request = Request {
            path: &path,
            scope: &scope,
            words: &[],
            fresh: false,
            media: &path,
            notes: |_| None,
        };
        let failed = write(&mut world.store, &clock, &request);
        assert!(matches!(failed, Err(ExportError::NoCards)));
        assert_eq!(std::fs::read(&path).unwrap(), b"PK\x03\x04 an older package");
        let temporary = std::fs::read_dir(world.folder.path()).unwrap().filter(|entry| {
            entry.as_ref().unwrap().file_name().to_string_lossy().ends_with(".tmp")
        });
        assert_eq!(temporary.count(), 0);
    }
}
