//! A table taken in: which of its rows are here already, and what is new about them.

use super::TableError;
use super::columns::Mapping;
use super::earlier::{self, Births};
use super::kinds::Kinds;
use super::rows::{self, Language, Row, Sheet};
use crate::adapters::anki::read::collection::{Card, Note, SEPARATOR};
use crate::adapters::anki::read::history::Days;
use crate::adapters::anki::read::notetype::Notetype;
use crate::adapters::anki::read::own::{self, Edit, There};
use crate::adapters::anki::read::sides::{Source, Unshowable};
use crate::adapters::anki::read::take::Taken;
use crate::adapters::anki::read::taking::{Known, Origin, Taking};
use crate::adapters::anki::read::{cloze, shown};
use crate::adapters::anki::{ids, notetype as ours};
use crate::adapters::clock::Clock;
use crate::adapters::store::export::NoteKind;
use crate::adapters::store::foreign::{Intake, KnownNote};
use crate::adapters::store::{Moment, Store, StoreError};
use crate::values::ids::CardId;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

/// The most cards of one note, as in Anki.
const MAX_CARDS: u32 = 500;

/// How a table is taken in.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// One deck for all cards, instead of their own.
    pub deck: Option<&'a str>,
    /// Only find out what would happen.
    pub dry_run: bool,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct TakenTable {
    /// As of a package.
    pub taken: Taken,
    /// The lines of rows that ask nothing.
    pub empty: Vec<u32>,
    /// The lines of rows whose id an earlier row has.
    pub doubles: Vec<u32>,
    /// The notetypes whose templates are not known.
    pub unknown_kinds: BTreeSet<String>,
    /// The names of the columns that nothing was made of.
    pub unused: Vec<String>,
    /// Notes that the table had when it was read last and has no more.
    pub gone: u32,
}

/// A table that was read, before anything is changed.
#[derive(Debug)]
pub struct Table {
    path: PathBuf,
    table: Sheet,
}

impl Table {
    /// Reads a table; `mappings` say what its columns are where their names do not.
    pub fn open(path: &Path, mappings: &[Mapping]) -> Result<Self, TableError> {
        let table = rows::read(path, mappings)?;
        Ok(Self { path: path.canonicalize().unwrap_or_else(|_| path.to_owned()), table })
    }

    /// Takes the table in, in one transaction that is one step for undo.
    pub fn take(
        mut self,
        store: &mut Store,
        clock: &Clock,
        seed: u64,
        request: Request<'_>,
    ) -> Result<TakenTable, TableError> {
        let moment = Moment { at: clock.now(), day: clock.today() };
        let doubles = self.drop_doubles();
        let mut intake = store.begin_intake(moment, seed)?;
        let known = Known::of(&intake)?;
        let source = self.source(&mut intake, request.deck)?;
        let births = Births::new(&self.path.to_string_lossy(), moment.at.ms(), seed);
        let (guids, gone) = self.guids(&intake.notes_of(source)?, &births);
        let title = title(&self.path);
        let (deck_ids, decks) = decks(&self.table.rows, &title);
        let days = Days { first: moment.day, today: moment.day };
        let decks_speak = !self.table.is_anki && self.table.columns.deck.is_some();
        let origin = Origin { source, deck: request.deck, decks: &decks, days, decks_speak };
        let kinds = Kinds::new(intake.notetypes()?.into_iter());
        let mut work = Work {
            taking: Taking::new(origin, intake, known),
            kinds,
            table: &self.table,
            moment,
            cards: Vec::new(),
            unknown_kinds: BTreeSet::new(),
        };
        for (place, (row, guid)) in self.table.rows.iter().zip(guids).enumerate() {
            let deck = deck_ids[row.deck.as_deref().unwrap_or(&title)];
            work.row(row, guid, place, deck)?;
        }
        let Work { mut taking, cards, unknown_kinds, .. } = work;
        taking.settle(&cards)?;
        let is_change = taking.is_change();
        let taken = taking.taken;
        taking.intake.commit(is_change && !request.dry_run)?;
        let Sheet { empty, columns, .. } = self.table;
        Ok(TakenTable { taken, empty, doubles, unknown_kinds, unused: columns.unused, gone })
    }

    /// Leaves out rows whose id an earlier row has; gives their lines.
    fn drop_doubles(&mut self) -> Vec<u32> {
        let mut seen: HashSet<String> = HashSet::new();
        let mut doubles = Vec::new();
        self.table.rows.retain(|row| {
            let is_first = row.id.as_ref().is_none_or(|id| seen.insert(id.clone()));
            doubles.extend((!is_first).then_some(row.line));
            is_first
        });
        doubles
    }

    /// The row of the table in the collection: also where its file was moved since.
    fn source(&self, intake: &mut Intake<'_>, deck: Option<&str>) -> Result<i64, StoreError> {
        let path = self.path.to_string_lossy();
        let tables = intake.tables()?;
        if !tables.iter().any(|(_, known)| *known == path) {
            let is_moved =
                |known: &Path| known.file_name() == self.path.file_name() && !known.exists();
            let mut moved = tables.iter().filter(|(_, known)| is_moved(Path::new(known)));
            if let (Some((source, _)), None) = (moved.next(), moved.next()) {
                intake.move_source(*source, &path)?;
            }
        }
        let title = title(&self.path);
        let named = || self.table.rows.iter().find_map(|row| row.deck.as_deref());
        intake.source("table", &path, &title, deck.or_else(named).unwrap_or(&title))
    }

    /// The identity of each row, and how many notes have no row any more.
    fn guids(&self, notes: &[earlier::KeptNote], births: &Births) -> (Vec<String>, u32) {
        let rows = &self.table.rows;
        if self.table.is_anki && rows.iter().all(|row| row.id.is_some()) {
            let guids = rows.iter().filter_map(|row| row.id.clone()).collect();
            return (guids, 0);
        }
        let keys: Vec<_> =
            rows.iter().map(|row| (row.id.as_deref(), row.fields.as_slice())).collect();
        let matched = earlier::matched(&keys, notes);
        let taken: HashSet<&str> = notes.iter().map(|note| note.guid.as_str()).collect();
        // Two imports of one instant give the same numbers.
        let born = |place: usize| {
            let mut guids =
                (place..).step_by(rows.len().max(1)).map(|place| births.guid(None, place));
            guids.find(|guid| !taken.contains(guid.as_str())).unwrap_or_default()
        };
        let guids = rows.iter().zip(matched).enumerate().map(|(place, (row, note))| {
            match (&row.id, note) {
                (Some(id), _) if self.table.is_anki || own_card(row).is_some() => id.clone(),
                (_, Some(note)) => notes[note].guid.clone(),
                (None, None) => born(place),
                (id, None) => births.guid(id.as_deref(), place),
            }
        });
        let guids: Vec<String> = guids.collect();
        let here: HashSet<&str> = guids.iter().map(String::as_str).collect();
        let gone = notes.iter().filter(|note| !here.contains(note.guid.as_str())).count();
        let gone = u32::try_from(gone).unwrap_or(u32::MAX);
        (guids, gone)
    }
}

/// What the deck of a table is called that names none.
fn title(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Numbers for the decks that rows name, and their names by number.
fn decks<'a>(rows: &'a [Row], title: &'a str) -> (HashMap<&'a str, i64>, HashMap<i64, String>) {
    let names: BTreeSet<&str> =
        rows.iter().map(|row| row.deck.as_deref().unwrap_or(title)).collect();
    let ids: HashMap<&str, i64> = names.into_iter().zip(1..).collect();
    let decks = ids.iter().map(|(name, id)| (*id, (*name).to_owned())).collect();
    (ids, decks)
}

/// The card of recall's own that a row is: `export` writes its id into a table, and as the last
/// field into text for Anki, beside the guid that is made of it.
fn own_card(row: &Row) -> Option<CardId> {
    let id = row.id.as_deref()?;
    let named = || {
        let card = row.values.last()?.parse().ok()?;
        (ours::named(&row.kind).is_some() && ids::guid(card) == id).then_some(card)
    };
    id.parse().ok().or_else(named)
}

/// What a note says.
#[derive(Debug, Default)]
struct Text {
    fields: String,
    tags: Vec<String>,
    modified_s: i64,
    /// Whether its fields are those that it had.
    has_same_fields: bool,
}

/// The rows on their way in.
struct Work<'a, 'store> {
    taking: Taking<'a, 'store>,
    kinds: Kinds,
    table: &'a Sheet,
    moment: Moment,
    /// All cards so far, as Anki would have them.
    cards: Vec<Card>,
    unknown_kinds: BTreeSet<String>,
}

impl Work<'_, '_> {
    fn row(&mut self, row: &Row, guid: String, place: usize, deck: i64) -> Result<(), StoreError> {
        self.taking.taken.notes += 1;
        if let Some(card) = own_card(row)
            && self.taking.intake.has_card(card)?
        {
            return self.own_row(row, card);
        }
        let known = self.taking.known.notes.get(&guid).copied();
        let kind = known.and_then(|known| self.kinds.get(known.notetype));
        let kind = match kind.filter(|kind| kind.fields.len() >= row.fields.len()) {
            Some(kind) => kind.id,
            None => self.kind_of(row),
        };
        let Some(kind) = self.kinds.get(kind) else { return Ok(()) };
        let fields = arranged(row, self.table, kind);
        let text = match known {
            Some(known) => self.beside(row, &fields, known)?,
            None => Text { fields, tags: row.tags.clone().unwrap_or_default(), ..Text::default() },
        };
        let Text { fields, tags, modified_s, has_same_fields } = text;
        let id = known.map_or_else(|| self.born(place), |known| known.note_id);
        let note = Note { id, guid, notetype: kind.id, modified_s, tags, fields };
        let mut ordinals = ordinals(&note, kind);
        if let (Some(known), true) = (known, has_same_fields) {
            // A note that is as it was has the cards that it had.
            let cards = &self.taking.known.cards.foreign;
            ordinals.retain(|ordinal| cards.contains_key(&(known.row, *ordinal)));
        }
        let start = self.cards.len();
        for ordinal in ordinals {
            let id = self.id_there(known, ordinal).unwrap_or_else(|| self.born(self.cards.len()));
            self.cards.push(card(id, &note, ordinal, deck, place));
        }
        self.taking.foreign_note(&note, kind, (&self.cards[start..], start), Vec::new())
    }

    /// What a row says of a note that is here: nothing, as far as it says the same. What it says
    /// is of now, as far as it says something else.
    fn beside(&self, row: &Row, fields: &str, known: KnownNote) -> Result<Text, StoreError> {
        let kept = self.taking.intake.kept_note(known.row)?;
        let kept_tags: Vec<String> = kept.tags.split_whitespace().map(str::to_owned).collect();
        let fields = settled(fields, &kept.fields, self.table.language);
        let has_same_tags = row.tags.as_ref().is_none_or(|tags| as_set(tags) == as_set(&kept_tags));
        let has_same_fields = fields == kept.fields;
        let tags = row.tags.clone().filter(|_| !has_same_tags).unwrap_or(kept_tags);
        let now_s = self.moment.at.seconds().max(known.modified_s + 1);
        let modified_s = if has_same_tags && has_same_fields { known.modified_s } else { now_s };
        Ok(Text { fields, tags, modified_s, has_same_fields })
    }

    /// The id that Anki knows a card by which is here.
    fn id_there(&self, note: Option<KnownNote>, ordinal: i64) -> Option<i64> {
        self.taking.known.cards.foreign.get(&(note?.row, ordinal))?.anki_card_id
    }

    /// An id as Anki would give one now.
    fn born(&self, place: usize) -> i64 {
        self.moment.at.ms() + i64::try_from(place).unwrap_or(0)
    }

    fn kind_of(&mut self, row: &Row) -> i64 {
        let names: Vec<Option<String>> =
            self.table.columns.fields.iter().map(|(_, name)| name.clone()).collect();
        let (id, is_certain) = self.kinds.named(&row.kind, &row.fields, &names);
        if !is_certain {
            self.unknown_kinds.insert(row.kind.clone());
        }
        id
    }

    /// A card of recall's own: its words and tags as the table has them.
    fn own_row(&mut self, row: &Row, card: CardId) -> Result<(), StoreError> {
        let words = self.taking.intake.words_of(card)?;
        let value = |at: usize| row.values.get(at).filter(|value| !value.is_empty());
        let edit = if self.table.language == Language::Markdown {
            let other =
                |at: usize, now: &str| value(at).filter(|value| *value != now.trim()).cloned();
            let (question, answer) = (other(0, &words.question), other(1, &words.answer));
            let edit = Edit { question, answer, media: Vec::new() };
            (edit != Edit::default()).then_some(edit)
        } else {
            let kind = ours::named(&row.kind).unwrap_or(NoteKind::Question);
            let fields = &row.fields.join(&SEPARATOR.to_string());
            own::seen(There { kind, fields, tags: None }, &words).edit
        };
        let tags = row.tags.as_ref().filter(|tags| as_set(tags) != as_set(&words.tags));
        self.taking.own_words(card, edit, tags.map(Vec::as_slice))
    }
}

fn as_set(tags: &[String]) -> BTreeSet<String> {
    tags.iter().map(|tag| tag.to_lowercase()).collect()
}

/// The fields of a row as its notetype has them: by their names, where the table has those.
fn arranged(row: &Row, table: &Sheet, kind: &Notetype) -> String {
    let names = table.columns.fields.iter().map(|(_, name)| name.as_deref());
    let place =
        |name: Option<&str>| kind.fields.iter().position(|field| Some(field.as_str()) == name);
    let places: Option<Vec<usize>> = names.take(row.fields.len()).map(place).collect();
    let mut fields = vec![String::new(); kind.fields.len().max(row.fields.len())];
    for (at, field) in row.fields.iter().enumerate() {
        let place = places.as_ref().map_or(at, |places| places[at]);
        fields[place].clone_from(field);
    }
    fields.join(&SEPARATOR.to_string())
}

/// The fields, where text without markup says what a field that has some says: then as that.
fn settled(fields: &str, kept: &str, language: Language) -> String {
    let mut kept = kept.split(SEPARATOR);
    let is_same = |field: &str, kept: &str| {
        language == Language::Plain && letters(&shown(field)) == letters(&shown(kept))
    };
    let settled = fields.split(SEPARATOR).map(|field| {
        let kept = kept.next().unwrap_or_default();
        if is_same(field, kept) { kept } else { field }
    });
    settled.collect::<Vec<_>>().join(&SEPARATOR.to_string())
}

/// What of a text is words: markup takes blanks and signs away.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The places of the cards that Anki makes of a note.
fn ordinals(note: &Note, kind: &Notetype) -> Vec<i64> {
    if kind.is_cloze {
        let numbers =
            cloze::numbers(&note.fields).into_iter().filter(|number| *number <= MAX_CARDS);
        let ordinals: Vec<i64> = numbers.map(|number| i64::from(number) - 1).collect();
        return if ordinals.is_empty() { vec![0] } else { ordinals };
    }
    let source = Source::new(note, kind);
    let asks = |ordinal: &i64| source.sides(*ordinal, "").unshowable != Some(Unshowable::Empty);
    let count = i64::try_from(kind.templates.len()).unwrap_or(0);
    (0..count).filter(asks).collect()
}

/// A card that was never answered.
fn card(id: i64, note: &Note, ordinal: i64, deck: i64, place: usize) -> Card {
    Card {
        id,
        note: note.id,
        deck,
        ordinal,
        due: i64::try_from(place).unwrap_or(0) + 1,
        ..Card::default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Packed, World};
    use crate::learning::review::Scheduled;
    use proptest::prelude::*;

    /// The notes of the sample package as Anki writes them into a text.
    const SAMPLE: &str = include_str!("../testing_sample.txt");

    /// What the cards say and how they stand, whichever came first.
    fn told(world: &World) -> Vec<(String, String, Option<Scheduled>)> {
        let cards = world.cards().into_iter();
        let told = cards.map(|card| (card.question, card.answer, card.schedule));
        let mut told: Vec<_> = told.collect();
        told.sort_by(|left, right| left.0.cmp(&right.0));
        told
    }

    #[test]
    fn notes_that_came_as_text_are_known_when_a_package_brings_them() {
        let mut world = World::new();
        let as_text = world.take_text(SAMPLE);
        assert_eq!((as_text.taken.notes, as_text.taken.new), (3, 3));
        assert_eq!(as_text.unknown_kinds.len(), 2, "text does not hold templates");
        let before: Vec<_> = world.cards().iter().map(|card| card.id).collect();
        let taken = world.take(&Packed::sample()).unwrap();
        assert_eq!((taken.new, taken.kept, taken.reviews), (1, 3, 2));
        let after: Vec<_> = world.cards().iter().map(|card| card.id).collect();
        assert_eq!(before, after[..3]);
        let mut only_packed = World::new();
        only_packed.take(&Packed::sample()).unwrap();
        assert_eq!(told(&world), told(&only_packed));
        let ids = "SELECT n.id, guid, mid, c.id, ord FROM notes n JOIN cards c ON nid = n.id";
        assert_eq!(world.export(None).rows(ids), Packed::sample().rows(ids));
        world.take_text(&SAMPLE.replace("Oslo", "Oslo, of course"));
        assert_eq!(world.export(None).rows(ids), Packed::sample().rows(ids));
    }

    #[test]
    fn a_card_the_other_way_comes_only_where_it_is_wished_for() {
        for (wish, cards) in [("", 1), ("\t", 1), ("\ty", 2)] {
            let kind = "Basic (optional reversed card)";
            let text = format!("#separator:tab\n#notetype:{kind}\nCDN\tdelivery network{wish}\n");
            assert_eq!(World::new().take_text(&text).taken.new, cards, "{wish:?}");
        }
    }

    #[test]
    fn a_field_of_ankis_text_keeps_the_blanks_around_it() {
        let mut world = World::new();
        world.take(&Packed::sample()).unwrap();
        let blanks = SAMPLE.replace("capital of Norway\tOslo", " capital of Norway\tOslo ");
        world.take_text(&blanks);
        let fields = "SELECT '<' || flds || '>' FROM notes WHERE guid = 'g1'";
        assert_eq!(world.export(None).rows(fields), ["< capital of Norway\u{1f}Oslo >"]);
        assert!(!world.take_text(&blanks).taken.is_change());
        let none = world.take_text("#separator:tab\n#html:true\n \tan answer to nothing\n");
        assert_eq!((none.taken.new, none.empty.len()), (0, 1));
    }

    #[test]
    fn notes_that_a_package_brought_are_known_when_they_come_as_text() {
        let mut world = World::new();
        world.take(&Packed::sample()).unwrap();
        let before = world.cards();
        assert!(!world.take_text(SAMPLE).taken.is_change());
        assert_eq!(world.cards(), before);
        let taken = world.take_text(&SAMPLE.replace("capital of Norway", "seat of Norway")).taken;
        assert_eq!((taken.new, taken.reworded), (0, 2));
        // What the text said is later than a package from before it.
        assert!(!world.take(&Packed::sample()).unwrap().is_change());
        assert_eq!(world.export(None).rows("SELECT count(*) FROM notes"), ["3"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// Whatever a table holds, it is read or refused; and read again it brings nothing.
        #[test]
        fn any_table_comes_once(
            head in prop::sample::select(vec![
                "front,back,id\n", "question;answer;tags;deck\n", "#separator:tab\n#html:true\n",
                "#separator:comma\n#guid column:1\n#notetype column:3\n", "#deck column:2\n", "",
            ]),
            records in "([a-c{}:1<>&\\[\\] ]{0,4}|\\{\\{c1::[ab]\\}\\}|\"[ab,\n]{0,3}\"|[,;\t\n\"#é*`-]){0,60}",
        ) {
            let text = format!("{head}{records}");
            let name = if head.starts_with('#') { "in.txt" } else { "in.csv" };
            let mut world = World::new();
            if world.take_table(name, &text).is_ok() {
                let cards = world.cards();
                let again = world.take_table(name, &text).unwrap();
                prop_assert!(!again.taken.is_change(), "{:?}", again.taken);
                prop_assert_eq!(world.cards(), cards);
            } else {
                prop_assert_eq!(world.cards(), []);
            }
        }
    }
}
