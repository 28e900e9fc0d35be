//! A package taken in: which of its notes are here already, what is new about them, and what of
//! their logs.

use super::collection::{Card, Collection, Note, Review};
use super::container::{Container, Media};
use super::history::{Course, Days};
use super::media::{self, Wanted};
use super::notetype::Notetype;
use super::sides::{Sides, Source, Unshowable};
use super::{PackageError, own};
use crate::adapters::anki::html::cleaned;
use crate::adapters::anki::notetype as ours;
use crate::adapters::clock::Clock;

use crate::adapters::store::foreign::{
    ForeignNote, ForeignNotetype, ForeignReview, Intake, KnownCard, KnownCards, KnownNote,
    Standing, Wording,
};
use crate::adapters::store::{Moment, Status, Store};
use crate::values::ids::CardId;
use crate::values::time::{StudyDay, Timestamp};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// The tag by which Anki marks a note.
const MARKED: &str = "marked";

/// The deck of cards whose deck the package does not name.
const NO_DECK: &str = "Default";

/// What to take in, and how.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The package.
    pub path: &'a Path,
    /// One deck for all cards, instead of their own.
    pub deck: Option<&'a str>,
    /// Only find out what would happen.
    pub dry_run: bool,
    /// The folder that media are put into.
    pub media: &'a Path,
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Notes in the package.
    pub notes: u32,
    /// Cards added.
    pub new: u32,
    /// Cards that were here, with other words.
    pub reworded: u32,
    /// Cards that were here, as they are.
    pub kept: u32,
    /// Lines added to the log.
    pub reviews: u64,
    /// Cards added that Anki had suspended.
    pub suspended: u32,
    /// Cards added that cannot be asked in a terminal, and are suspended, by the reason.
    pub unshowable: BTreeMap<Unshowable, u32>,
    /// Notes left out, since the package does not say what kind they are.
    pub unknown_notetype: u32,
    /// Cards left out, since the package has no note of theirs.
    pub orphans: u32,
    /// Decks that cards were added to.
    pub decks: u32,
    /// Pictures and sounds taken in.
    pub media: u32,
    /// Pictures and sounds that cards name and the package lacks.
    pub missing_media: u32,
    /// Cards that were here and now stand elsewhere: another deck, suspended, or back.
    pub moved: u32,
}

impl Taken {
    /// Whether the collection is another than before.
    pub fn is_change(&self) -> bool {
        self.new + self.reworded + self.moved > 0 || self.reviews > 0
    }
}

/// A package that was opened and looked through, before anything is changed.
#[derive(Debug)]
pub struct Package {
    container: Container,
    collection: Collection,
    files: Vec<Media>,
    cards: Vec<Card>,
}

impl Package {
    /// Opens a package and reads what it holds, apart from notes, log and media themselves.
    pub fn open(path: &Path) -> Result<Self, PackageError> {
        let mut container = Container::open(path)?;
        let collection = Collection::open(&mut container, path)?;
        let files = container.media()?;
        let cards = collection.cards()?;
        Ok(Self { container, collection, files, cards })
    }

    /// Takes the package in, in one transaction that is one step for undo.
    pub fn take(
        mut self,
        store: &mut Store,
        clock: &Clock,
        seed: u64,
        request: &Request<'_>,
    ) -> Result<Taken, PackageError> {
        let moment = Moment { at: clock.now(), day: clock.today() };
        let intake = store.begin_intake(moment, seed)?;
        let known = Known::of(&intake)?;
        let days = Days { first: first_day(&self.collection, clock), today: moment.day };
        let mut taking = Taking::new(request, &self.collection, intake, known, days)?;
        taking.notes(&self.cards)?;
        taking.log(clock)?;
        taking.settle(&self.cards)?;
        let Taking { intake, mut taken, wanted, is_touched, .. } = taking;
        let folder = (!request.dry_run).then_some(request.media);
        let (found, missing) =
            media::take(&mut self.container, &self.files, &wanted, folder, &intake)?;
        (taken.media, taken.missing_media) = (found, missing);
        let is_change = taken.is_change() || is_touched;
        intake.commit(is_change && !request.dry_run)?;
        Ok(taken)
    }
}

/// Day 0 of the collection: the calendar day on which it was made, where it was made.
fn first_day(collection: &Collection, clock: &Clock) -> StudyDay {
    match collection.minutes_west {
        Some(west) => {
            let local = collection.created_s.saturating_sub(west.saturating_mul(60));
            StudyDay::from_number(i32::try_from(local.div_euclid(86_400)).unwrap_or(0))
        }
        None => clock.day_of(Timestamp::from_ms(collection.created_s.saturating_mul(1000))),
    }
}

/// What is here already.
struct Known {
    notes: HashMap<String, KnownNote>,
    cards: KnownCards,
    reviews: HashSet<(CardId, i64)>,
}

impl Known {
    fn of(intake: &Intake<'_>) -> Result<Self, PackageError> {
        let notes = intake.known_notes()?;
        let (cards, reviews) = if notes.is_empty() {
            (KnownCards::default(), HashSet::new())
        } else {
            (intake.known_cards()?, intake.known_reviews()?)
        };
        Ok(Self { notes, cards, reviews })
    }
}

/// A card of the package that is a card here, with what is still to come for it.
#[derive(Debug)]
struct Here {
    id: CardId,
    course: Course,
    /// Its place among the package's cards.
    at: usize,
    status: Status,
    is_new: bool,
    /// Something came in that its schedule has to follow.
    has_news: bool,
    /// It has another flag. Anki gives a card that is only flagged no later time of change.
    is_flagged: bool,
}

/// What a note of the package can say about the one that is here.
#[derive(Debug, Clone, Copy)]
struct News {
    /// It is not older: an older export says nothing that is not known better here.
    speaks: bool,
    is_newer: bool,
    /// Anki had the learner's own words since, and its own are later than they.
    had_own_words: bool,
}

/// A package being taken in.
struct Taking<'a, 'store> {
    request: &'a Request<'a>,
    collection: &'a Collection,
    intake: Intake<'store>,
    known: Known,
    days: Days,
    source: i64,
    /// The row of the entry that stands for each deck.
    entries: HashMap<String, i64>,
    /// Cards of the package by Anki's id.
    here: HashMap<i64, Here>,
    wanted: Wanted,
    /// Something was changed that no count tells of.
    is_touched: bool,
    taken: Taken,
}

impl<'a, 'store> Taking<'a, 'store> {
    fn new(
        request: &'a Request<'a>,
        collection: &'a Collection,
        mut intake: Intake<'store>,
        known: Known,
        days: Days,
    ) -> Result<Self, PackageError> {
        let path = request.path.canonicalize().unwrap_or_else(|_| request.path.to_owned());
        let title = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let deck = request.deck.unwrap_or(NO_DECK);
        let source = intake.source("package", &path.to_string_lossy(), &title, deck)?;
        Ok(Self {
            request,
            collection,
            intake,
            known,
            days,
            source,
            entries: HashMap::new(),
            here: HashMap::new(),
            wanted: Wanted::default(),
            is_touched: false,
            taken: Taken::default(),
        })
    }

    /// Goes through the notes, each with its cards: both are in the order of the notes' ids.
    fn notes(&mut self, cards: &[Card]) -> Result<(), PackageError> {
        let mut used: Vec<&Notetype> = Vec::new();
        let mut at = 0;
        let collection = self.collection;
        collection.each_note(|note| {
            let start = at + cards[at..].partition_point(|card| card.note < note.id);
            let end = start + cards[start..].partition_point(|card| card.note == note.id);
            self.taken.orphans += count(start - at);
            at = end;
            self.taken.notes += 1;
            if let Some(own) = self.known.notes.get(&note.guid).and_then(|known| known.own) {
                return self.own_note(&note, own, &cards[start..end], start);
            }
            let Some(notetype) = collection.notetypes.get(&note.notetype) else {
                self.taken.unknown_notetype += 1;
                return Ok(());
            };
            if !used.iter().any(|known| known.id == notetype.id) {
                used.push(notetype);
                self.keep_notetype(notetype)?;
            }
            self.foreign_note(&note, notetype, &cards[start..end], start)
        })?;
        self.taken.orphans += count(cards.len() - at);
        Ok(())
    }

    fn keep_notetype(&self, notetype: &Notetype) -> Result<(), PackageError> {
        Ok(self.intake.notetype(&ForeignNotetype {
            id: notetype.id,
            name: &notetype.name,
            modified_s: notetype.modified_s,
            definition: &notetype.definition,
        })?)
    }

    fn foreign_note(
        &mut self,
        note: &Note,
        notetype: &Notetype,
        cards: &[Card],
        start: usize,
    ) -> Result<(), PackageError> {
        if cards.is_empty() {
            return Ok(());
        }
        let known = self.known.notes.get(&note.guid).copied();
        let is_newer = known.is_none_or(|known| note.modified_s > known.modified_s);
        let row = match known {
            Some(known) if !is_newer => known.row,
            _ => self.intake.note(&ForeignNote {
                guid: &note.guid,
                note_id: note.id,
                notetype: note.notetype,
                modified_s: note.modified_s,
                tags: &note.tags.join(" "),
                fields: &note.fields,
            })?,
        };
        let news = News {
            speaks: known.is_none_or(|known| note.modified_s >= known.modified_s),
            is_newer,
            had_own_words: known
                .and_then(|known| known.sent_s)
                .is_some_and(|sent_s| note.modified_s > sent_s),
        };
        let source = Source::new(note, notetype);
        let mut fact = None;
        let mut last = None;
        for (at, card) in (start..).zip(cards) {
            if last.replace(card.ordinal) == Some(card.ordinal) {
                self.taken.orphans += 1;
                continue;
            }
            let deck = self.deck(card);
            let sides = source.sides(card.ordinal, &deck);
            let key = (row, card.ordinal);
            let here = if let Some(known) = self.known.cards.foreign.remove(&key) {
                fact = Some(self.intake.fact_of(known.id)?);
                self.known_card(&known, card, &sides, &deck, news)?
            } else {
                let fact = match fact {
                    Some(fact) => fact,
                    None => *fact.insert(self.new_fact(row, &deck, &sides)?),
                };
                self.new_card(card, &sides, &deck, fact, notetype.is_cloze)?
            };
            let here = Here { at, ..here };
            if here.is_new || is_newer {
                self.tag(here.id, &note.tags, here.is_new)?;
            }
            if here.is_new || here.has_news || here.is_flagged {
                self.stand(here.id, Some(row), card)?;
            }
            self.here.insert(card.id, here);
        }
        Ok(())
    }

    /// The fact that the cards of a note share: that of one that is here, else a new one.
    fn new_fact(&mut self, row: i64, deck: &str, sides: &Sides) -> Result<i64, PackageError> {
        let sibling = self.intake.fact_of_note(row)?;
        if let Some(fact) = sibling {
            return Ok(fact);
        }
        let entry = if let Some(entry) = self.entries.get(deck) {
            *entry
        } else {
            let entry = self.intake.entry(self.source, deck)?;
            self.entries.insert(deck.to_owned(), entry);
            entry
        };
        Ok(self.intake.fact(entry, &sides.question)?)
    }

    fn new_card(
        &mut self,
        card: &Card,
        sides: &Sides,
        deck: &str,
        fact: i64,
        is_cloze: bool,
    ) -> Result<Here, PackageError> {
        let is_suspended = card.queue == -1;
        let status = match (is_suspended || sides.unshowable.is_some(), card.kind) {
            (true, _) => Status::Suspended,
            (false, 1..=3) => Status::Review,
            (false, _) => Status::New,
        };
        let wording = Wording {
            source: self.source,
            fact,
            deck,
            ordinal: if card.kind == 0 { card.due.clamp(0, i64::from(u32::MAX)) } else { 0 },
            kind: if is_cloze { "cloze" } else { "basic" },
            question: &sides.question,
            answer: &sides.answer,
        };
        let id = self.intake.add_card(&wording, status)?;
        self.wanted.add(self.source, &sides.media);
        self.taken.new += 1;
        self.taken.suspended += u32::from(is_suspended);
        if let Some(why) = sides.unshowable {
            *self.taken.unshowable.entry(why).or_default() += 1;
        }
        let course = Course::new(None, card);
        Ok(Here { id, course, at: 0, status, is_new: true, has_news: true, is_flagged: false })
    }

    fn known_card(
        &mut self,
        known: &KnownCard,
        card: &Card,
        sides: &Sides,
        deck: &str,
        news: News,
    ) -> Result<Here, PackageError> {
        let is_back = known.status.is_none();
        let is_reworded = news.speaks
            && self.intake.reword(known.id, &sides.question, &sides.answer, news.had_own_words)?;
        if news.speaks {
            self.wanted.add(known.source, &sides.media);
        }
        let mut here = self.known_standing(known, card, sides.unshowable.is_some())?;
        if here.has_news && !deck.eq_ignore_ascii_case(&known.deck) && self.request.deck.is_none() {
            self.intake.move_to(known.id, deck)?;
            self.taken.moved += 1;
        }
        self.is_touched |= news.is_newer || here.has_news || here.is_flagged;
        match (is_back, is_reworded) {
            (true, _) => self.taken.new += 1,
            (false, true) => self.taken.reworded += 1,
            (false, false) => self.taken.kept += 1,
        }
        here.has_news |= is_back;
        Ok(here)
    }

    /// Where a card that is here stands now, if Anki changed that since it was seen there.
    fn known_standing(
        &mut self,
        known: &KnownCard,
        card: &Card,
        is_unshowable: bool,
    ) -> Result<Here, PackageError> {
        let is_back = known.status.is_none();
        // A card that went to Anki after an answer given here has the time of that answer there.
        let answered_s = known.schedule.map_or(0, |schedule| schedule.last_at.seconds());
        let was_seen = match known.queue {
            Some(_) => known.modified_s,
            None => known.modified_s.max(answered_s),
        };
        let has_news = is_back || (card.modified_s > was_seen && card.modified_s != answered_s);
        let schedule = known.schedule.filter(|_| !is_back);
        let active = match schedule {
            Some(_) => Status::Review,
            None if is_back && (1..=3).contains(&card.kind) => Status::Review,
            None => Status::New,
        };
        let was = known.status.unwrap_or(Status::Retired);
        let status = match was {
            Status::Retired if is_back && (card.queue == -1 || is_unshowable) => Status::Suspended,
            Status::Retired if is_back => active,
            Status::New | Status::Review if has_news && card.queue == -1 => Status::Suspended,
            Status::Suspended if has_news && card.queue != -1 && known.queue == Some(-1) => active,
            other => other,
        };
        if status != was {
            self.intake.status(known.id, status)?;
            self.taken.moved += u32::from(!is_back);
        }
        let course = Course::new(schedule, card);
        let is_flagged = card.flags & 7 != known.flag && card.modified_s >= was_seen;
        Ok(Here { id: known.id, course, at: 0, status, is_new: is_back, has_news, is_flagged })
    }

    /// A card of recall's own that comes back: its log, its place, and words changed in Anki.
    fn own_note(
        &mut self,
        note: &Note,
        own: CardId,
        cards: &[Card],
        start: usize,
    ) -> Result<(), PackageError> {
        let (Some(card), Some(known)) = (cards.first(), self.known.cards.own.remove(&own)) else {
            return Ok(());
        };
        let exported_s = self.known.notes.get(&note.guid).map_or(0, |known| known.modified_s);
        let kind = ours::kind(note.notetype).filter(|_| note.modified_s > exported_s);
        if let Some(kind) = kind {
            let words = self.intake.words_of(own)?;
            if let Some(edit) = own::edit(note, kind, &words) {
                self.intake.override_words(
                    own,
                    edit.question.as_deref(),
                    edit.answer.as_deref(),
                )?;
                self.taken.reworded += 1;
            }
            self.tag(own, &note.tags, false)?;
            self.is_touched = true;
        }
        // A card that was taken back here is not made anew by a package that knew it before.
        if known.status.is_none() {
            return Ok(());
        }
        let here = Here { at: start, ..self.known_standing(&known, card, false)? };
        if here.has_news || here.is_flagged {
            self.is_touched = true;
            self.stand(own, None, card)?;
        }
        self.taken.kept += 1;
        self.here.insert(card.id, here);
        Ok(())
    }

    fn tag(&mut self, card: CardId, tags: &[String], is_new: bool) -> Result<(), PackageError> {
        let is_mark = |tag: &&String| tag.eq_ignore_ascii_case(MARKED);
        if tags.iter().any(|tag| is_mark(&tag)) {
            self.intake.mark(card)?;
        }
        let rest: Vec<String> =
            tags.iter().filter(|tag| !is_mark(tag)).map(|tag| cleaned(tag)).collect();
        Ok(self.intake.retag(card, &rest, is_new)?)
    }

    fn stand(&self, id: CardId, note: Option<i64>, card: &Card) -> Result<(), PackageError> {
        Ok(self.intake.standing(
            id,
            &Standing {
                note,
                ordinal: card.ordinal,
                anki_card_id: card.id,
                modified_s: card.modified_s,
                flag: card.flags & 7,
                kind: card.kind,
                queue: card.queue,
                due: self.days.due(card),
                interval: card.interval,
                factor: card.factor,
                reps: card.reps,
                lapses: card.lapses,
                left: card.left,
                data: &card.data,
            },
        )?)
    }

    /// The deck a card belongs to, which for one in a filtered deck is its home.
    fn deck(&mut self, card: &Card) -> String {
        if let Some(deck) = self.request.deck {
            return deck.to_owned();
        }
        let id = if card.home_deck == 0 { card.deck } else { card.home_deck };
        let name = self.collection.decks.get(&id).map_or(NO_DECK, String::as_str);
        let clean = cleaned(name).replace(['\n', '\t'], " ");
        let clean = clean.trim();
        if clean.is_empty() { NO_DECK.to_owned() } else { clean.chars().take(400).collect() }
    }

    /// Brings in the lines of the log that are not here, oldest first.
    fn log(&mut self, clock: &Clock) -> Result<(), PackageError> {
        let collection = self.collection;
        collection.each_review(|row| {
            let Some(here) = self.here.get_mut(&row.card) else { return Ok(()) };
            if self.known.reviews.contains(&(here.id, row.id)) {
                return Ok(());
            }
            let line = here.course.take(&row, clock.day_of(Timestamp::from_ms(row.id)));
            here.has_news = true;
            self.taken.reviews += 1;
            Ok(self.intake.review(here.id, &line, Some(&as_is(&row)))?)
        })
    }

    /// Brings every card to where it stands in Anki, and writes its schedule.
    fn settle(&mut self, cards: &[Card]) -> Result<(), PackageError> {
        let mut here: Vec<Here> = std::mem::take(&mut self.here).into_values().collect();
        here.sort_unstable_by_key(|here| here.id);
        let decks: HashSet<i64> =
            here.iter().filter(|here| here.is_new).map(|here| cards[here.at].deck).collect();
        self.taken.decks = count(decks.len());
        for mut card in here.into_iter().filter(|here| here.is_new || here.has_news) {
            if (card.is_new || card.course.was_moved())
                && let Some(line) = card.course.settle(&cards[card.at], self.days)
            {
                self.intake.review(card.id, &line, None)?;
            }
            let Some(schedule) = card.course.schedule() else {
                if card.status == Status::Review {
                    self.intake.status(card.id, Status::New)?;
                }
                continue;
            };
            if card.status == Status::New {
                self.intake.status(card.id, Status::Review)?;
            }
            if card.is_new || card.course.was_moved() {
                self.intake.schedule(card.id, &schedule)?;
            }
        }
        Ok(())
    }
}

fn as_is(row: &Review) -> ForeignReview {
    ForeignReview {
        id: row.id,
        ease: row.ease,
        interval: row.interval,
        last_interval: row.last_interval,
        factor: row.factor,
        took_ms: row.took_ms,
        kind: row.kind,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Packed, World};
    use super::*;

    #[test]
    fn cards_come_with_their_schedule_and_log_in_one_step() {
        let mut world = World::new();
        let taken = world.take(&Packed::sample()).unwrap();
        assert_eq!((taken.notes, taken.new, taken.reviews), (3, 4, 2));
        let cards = world.cards();
        let asked: Vec<(&str, Status)> =
            cards.iter().map(|card| (card.question.as_str(), card.status)).collect();
        let expected = [
            ("capital of Norway", Status::Review),
            ("Oslo", Status::New),
            ("capital of Chad", Status::Suspended),
            ("[...] is a gap", Status::New),
        ];
        assert_eq!(asked, expected);
        let schedule = cards[0].schedule.unwrap();
        assert_eq!(
            (schedule.due.to_string(), schedule.state.interval_days),
            ("2024-01-31".into(), 20)
        );
        assert_eq!(
            (cards[0].deck.as_str(), cards[0].tags.as_slice()),
            ("Geo::North", &["city".to_owned()][..])
        );
        assert_eq!(cards[0].mark.as_deref(), Some(""));
        assert_eq!(cards[0].fact, cards[1].fact, "cards of a note are siblings");
        world.back();
        assert_eq!(world.cards(), []);
        world.forth();
        assert_eq!(world.cards(), cards);
    }

    #[test]
    fn a_later_export_updates_and_duplicates_nothing() {
        let mut world = World::new();
        world.take(&Packed::sample()).unwrap();
        let first = world.cards();
        let again = world.take(&Packed::sample()).unwrap();
        assert_eq!((again.is_change(), again.kept), (false, 4));
        let later = "UPDATE notes SET flds = 'seat of Norway' || char(31) || 'Oslo', mod = 1704900000
                WHERE id = 1700000000001;
            UPDATE cards SET mod = 1706700000, due = 80, ivl = 50, reps = 3 WHERE id = 1700000000011;
            INSERT INTO revlog VALUES (1706700000000, 1700000000011, -1, 3, 50, 20, 2500, 900, 1)";
        let taken = world.take(&Packed::sample().sql(later)).unwrap();
        assert_eq!((taken.new, taken.reworded, taken.kept, taken.reviews), (0, 2, 2, 1));
        let cards = world.cards();
        assert_eq!(
            (cards.len(), cards[0].id, cards[0].question.as_str()),
            (4, first[0].id, "seat of Norway")
        );
        let schedule = cards[0].schedule.unwrap();
        assert_eq!((schedule.due.to_string(), schedule.answers), ("2024-03-21".into(), 3));
        // An older export says nothing new.
        assert!(!world.take(&Packed::sample()).unwrap().is_change());
        world.back();
        assert_eq!(world.cards(), first);
        let taken = world.take(&Packed::sample().sql(later)).unwrap();
        assert_eq!((taken.reworded, taken.reviews), (2, 1), "what was taken back can come again");
    }

    #[test]
    fn what_was_answered_here_since_stays() {
        let mut world = World::new();
        world.take(&Packed::sample()).unwrap();
        let card = world.cards()[0].id;
        world.answer(card, "2024-02-03T10:00:00Z");
        let here = world.cards()[0].schedule;
        let missed =
            "UPDATE cards SET mod = 1706700000, due = 80, ivl = 50 WHERE id = 1700000000011;
            INSERT INTO revlog VALUES (1706700000000, 1700000000011, -1, 3, 50, 20, 2500, 900, 1)";
        assert_eq!(world.take(&Packed::sample().sql(missed)).unwrap().reviews, 1);
        assert_eq!(world.cards()[0].schedule, here);
    }

    #[test]
    fn recalls_own_cards_are_known_again_with_what_was_done_in_anki() {
        let mut world = World::new();
        world.take(&Packed::sample()).unwrap();
        world.own_cards(&["What is `fd`?", "What is `rg`?"]);
        let before = world.cards();
        let package = world.export(Some("Tools"));
        assert!(!world.take(&package).unwrap().is_change(), "an export brings nothing back");
        assert_eq!(world.cards(), before);
        let done = "UPDATE cards SET mod = 1800000000, type = 2, queue = 2, due = 30, ivl = 4,
                factor = 2500, reps = 1 WHERE nid = (SELECT max(id) FROM notes);
            INSERT INTO revlog SELECT 1800000000000, max(id), -1, 4, 4, 0, 2500, 700, 0 FROM cards;
            UPDATE notes SET mod = 1800000000, flds = replace(flds, 'answer', 'better')
                WHERE id = (SELECT max(id) FROM notes)";
        let taken = world.take(&package.sql(done)).unwrap();
        assert_eq!((taken.new, taken.reworded, taken.reviews), (0, 1, 1));
        let cards = world.cards();
        let changed: Vec<_> = cards.iter().filter(|card| !before.contains(card)).collect();
        assert_eq!(changed.len(), 1);
        assert_eq!((changed[0].status, changed[0].answer.as_str()), (Status::Review, "a better"));
    }

    #[test]
    fn a_flag_that_was_set_in_anki_goes_back_there() {
        let mut world = World::new();
        world.take(&Packed::sample()).unwrap();
        world.own_cards(&["What is `fd`?"]);
        let package = world.export(None);
        let flags = "SELECT flags FROM cards ORDER BY id";
        let flagged = package.clone().sql("UPDATE cards SET flags = 4 - flags");
        assert_ne!(flagged.rows(flags), package.rows(flags));
        world.take(&flagged).unwrap();
        assert_eq!(world.export(None).rows(flags), flagged.rows(flags));
        world.back();
        assert_eq!(world.export(None).rows(flags)[0], package.rows(flags)[0]);
    }

    #[test]
    fn a_look_changes_nothing() {
        let mut world = World::new();
        let taken = world.look(&Packed::sample()).unwrap();
        assert_eq!(taken.new, 4);
        assert_eq!(world.cards(), []);
    }

    #[test]
    fn what_does_not_fit_together_is_left_out_and_said() {
        let mut world = World::new();
        let broken = "DELETE FROM notes WHERE id = 1700000000002;
            UPDATE notes SET mid = 7 WHERE id = 1700000000003;
            INSERT INTO revlog VALUES (5, 99, 0, 3, 1, 0, 0, 0, 0)";
        let taken = world.take(&Packed::sample().sql(broken)).unwrap();
        assert_eq!((taken.new, taken.orphans, taken.unknown_notetype), (2, 1, 1));
    }
}
