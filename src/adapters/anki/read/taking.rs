//! Notes taken in, each with its cards: which of them are here already, what is new about them,
//! and what of their logs.

use super::PackageError;
use super::ahead::{self, Face};
use super::collection::{Card, Collection, Note, Review};
use super::history::{Course, Days};
use super::media::Wanted;
use super::notetype::Notetype;
use super::own::{self, Edit, Seen, There};
use super::sides::Sides;
use super::take::Taken;
use crate::adapters::anki::content::{self, hash_there};
use crate::adapters::anki::html::cleaned;
use crate::adapters::anki::{notetype as ours, rows};
use crate::adapters::clock::Clock;
use crate::adapters::store::foreign::{
    ForeignNote, ForeignNotetype, ForeignReview, Intake, KnownCard, KnownCards, KnownNote,
    SeenThere, Standing, Wording,
};
use crate::adapters::store::{Status, StoreError};
use crate::values::ids::CardId;
use crate::values::time::Timestamp;
use std::collections::HashSet;
use std::collections::hash_map::{Entry, HashMap};
use std::iter;
use std::ops::Range;
use std::sync::Arc;

/// The tag by which Anki marks a note.
const MARKED: &str = "marked";

/// The deck of cards whose deck is not named.
pub(super) const NO_DECK: &str = "Default";

/// What is here already.
pub(super) struct Known {
    /// Shared with the thread that looks ahead.
    pub(super) notes: Arc<HashMap<String, KnownNote>>,
    pub(super) cards: KnownCards,
    reviews: HashSet<(CardId, i64)>,
}

impl Known {
    pub(super) fn of(intake: &Intake<'_>) -> Result<Self, StoreError> {
        let notes = intake.known_notes()?;
        let (cards, reviews) = if notes.is_empty() {
            (KnownCards::default(), HashSet::new())
        } else {
            (intake.known_cards()?, intake.known_reviews()?)
        };
        Ok(Self { notes: Arc::new(notes), cards, reviews })
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
    coming: Coming,
    /// Something came in that its schedule has to follow.
    has_news: bool,
    /// It has another flag. Anki gives a card that is only flagged no later time of change.
    is_flagged: bool,
}

/// How a card of the package came to be a card here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coming {
    /// It never was here.
    Born,
    /// It is back after the import that made it was taken back.
    Back,
    /// It was here.
    Known,
}

impl Here {
    fn is_born(&self) -> bool {
        self.coming == Coming::Born
    }

    /// Whether it was not to be seen before.
    fn is_new(&self) -> bool {
        self.coming != Coming::Known
    }
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

/// Where notes come from, and what is said about all of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin<'a> {
    /// The row of the source.
    pub(super) source: i64,
    /// One deck for all cards, instead of their own.
    pub(super) deck: Option<&'a str>,
    /// The decks' names by id.
    pub(super) decks: &'a HashMap<i64, String>,
    /// When its days are.
    pub(super) days: Days,
    /// Whether a card that is here moves to the deck that is named now.
    pub(super) decks_speak: bool,
}

impl Origin<'_> {
    /// The deck a card belongs to, which for one in a filtered deck is its home.
    pub(super) fn deck(&self, card: &Card) -> String {
        if let Some(deck) = self.deck {
            return deck.to_owned();
        }
        let id = if card.home_deck == 0 { card.deck } else { card.home_deck };
        let name = self.decks.get(&id).map_or(NO_DECK, String::as_str);
        let clean = cleaned(name).replace(['\n', '\t'], " ");
        let clean = clean.trim();
        if clean.is_empty() { NO_DECK.to_owned() } else { clean.chars().take(400).collect() }
    }
}

/// Notes being taken in.
pub(super) struct Taking<'a, 'store> {
    origin: Origin<'a>,
    pub(super) intake: Intake<'store>,
    pub(super) known: Known,
    /// The row of the entry that stands for each deck.
    entries: HashMap<String, i64>,
    /// The notetypes that are kept already.
    kept: HashSet<i64>,
    /// The guids of the notes so far.
    seen: HashSet<String>,
    /// Cards taken in.
    here: Vec<Here>,
    /// Their places there, by Anki's id.
    places: HashMap<i64, usize>,
    pub(super) wanted: Wanted,
    /// Something was changed that no count tells of.
    is_touched: bool,
    pub(super) taken: Taken,
}

impl<'a, 'store> Taking<'a, 'store> {
    pub(super) fn new(origin: Origin<'a>, intake: Intake<'store>, known: Known) -> Self {
        Self {
            origin,
            intake,
            known,
            entries: HashMap::new(),
            kept: HashSet::new(),
            seen: HashSet::new(),
            here: Vec::new(),
            places: HashMap::new(),
            wanted: Wanted::default(),
            is_touched: false,
            taken: Taken::default(),
        }
    }

    /// Whether the collection is another than before.
    pub(super) fn is_change(&self) -> bool {
        self.is_touched || self.taken.is_change()
    }

    /// Goes through the notes, each with its cards: both are in the order of the notes' ids.
    pub(super) fn notes(
        &mut self,
        collection: &Collection,
        cards: &[Card],
    ) -> Result<(), PackageError> {
        let notes = Arc::clone(&self.known.notes);
        let is_own = |note: &Note| notes.get(&note.guid).is_some_and(|known| known.own.is_some());
        let mut at = 0;
        ahead::each(collection, self.origin, cards, is_own, |ahead| {
            let ahead::Ahead { note, cards: Range { start, end }, faces } = ahead;
            self.taken.orphans += count(start - at);
            at = end;
            self.taken.notes += 1;
            if let Some(own) = self.known.notes.get(&note.guid).and_then(|known| known.own) {
                return Ok(self.own_note(&note, own, &cards[start..end], start)?);
            }
            let Some(notetype) = collection.notetypes.get(&note.notetype) else {
                self.taken.unknown_notetype += 1;
                return Ok(());
            };
            Ok(self.foreign_note(&note, notetype, (&cards[start..end], start), faces)?)
        })?;
        self.taken.orphans += count(cards.len() - at);
        Ok(())
    }

    fn keep_notetype(&mut self, notetype: &Notetype) -> Result<(), StoreError> {
        if !self.kept.insert(notetype.id) {
            return Ok(());
        }
        self.intake.notetype(&ForeignNotetype {
            id: notetype.id,
            name: &notetype.name,
            modified_s: notetype.modified_s,
            definition: &notetype.definition,
        })
    }

    /// A note of Anki's with its cards, the first of which is at `start` among all, and what the
    /// first of them show as far as that is known.
    pub(super) fn foreign_note(
        &mut self,
        note: &Note,
        notetype: &Notetype,
        (cards, start): (&[Card], usize),
        faces: Vec<Face>,
    ) -> Result<(), StoreError> {
        if cards.is_empty() {
            return Ok(());
        }
        if !self.seen.insert(note.guid.clone()) {
            self.taken.doubles += 1;
            return Ok(());
        }
        self.keep_notetype(notetype)?;
        let known = self.known.notes.get(&note.guid).copied();
        let is_newer = known.is_none_or(|known| note.modified_s > known.modified_s);
        let row = self.note_row(note, known, is_newer)?;
        let news = News {
            speaks: known.is_none_or(|known| note.modified_s >= known.modified_s),
            is_newer,
            had_own_words: known
                .and_then(|known| known.sent_s)
                .is_some_and(|sent_s| note.modified_s > sent_s),
        };
        let (origin, shown) = (self.origin, faces.len());
        let others = || ahead::faces(origin, note, notetype, cards).skip(shown);
        let mut faces = faces.into_iter().chain(iter::once_with(others).flatten());
        let mut fact = None;
        let mut last = None;
        for (at, card) in (start..).zip(cards) {
            if last.replace(card.ordinal) == Some(card.ordinal) {
                self.taken.orphans += 1;
                continue;
            }
            let Some(Face { deck, sides }) = faces.next() else { break };
            let key = (row, card.ordinal);
            let here = if let Some(known) = self.known.cards.foreign.remove(&key) {
                fact = Some(self.intake.fact_of(known.id)?);
                self.known_card(&known, card, &sides, &deck, news)?
            } else {
                let fact = match fact {
                    Some(fact) => fact,
                    None => *fact.insert(self.fact(known, &deck, &sides)?),
                };
                self.new_card(card, &sides, &deck, fact, notetype.is_cloze)?
            };
            let here = Here { at, ..here };
            if here.is_new() || is_newer {
                self.tag(here.id, &note.tags, here.is_born())?;
            }
            self.stand(&here, Some(row), card)?;
            self.put(card, here);
        }
        Ok(())
    }

    /// The row of a note, in which it is as the package has it unless that is no later.
    fn note_row(
        &mut self,
        note: &Note,
        known: Option<KnownNote>,
        is_newer: bool,
    ) -> Result<i64, StoreError> {
        let kept = ForeignNote {
            guid: &note.guid,
            note_id: note.id,
            notetype: note.notetype,
            modified_s: note.modified_s,
            tags: &note.tags.join(" "),
            fields: &note.fields,
        };
        let Some(known) = known else { return Ok(self.intake.note(&kept)) };
        if is_newer {
            self.intake.change_note(known.row, &kept)?;
        }
        Ok(known.row)
    }

    /// The fact that the cards of a note share: that of one that is here, else a new one.
    fn fact(
        &mut self,
        known: Option<KnownNote>,
        deck: &str,
        sides: &Sides,
    ) -> Result<i64, StoreError> {
        if let Some(known) = known
            && let Some(fact) = self.intake.fact_of_note(known.row)?
        {
            return Ok(fact);
        }
        let entry = if let Some(entry) = self.entries.get(deck) {
            *entry
        } else {
            let entry = self.intake.entry(self.origin.source, deck)?;
            self.entries.insert(deck.to_owned(), entry);
            entry
        };
        Ok(self.intake.fact(entry, &sides.question))
    }

    fn new_card(
        &mut self,
        card: &Card,
        sides: &Sides,
        deck: &str,
        fact: i64,
        is_cloze: bool,
    ) -> Result<Here, StoreError> {
        let is_suspended = card.queue == -1;
        let status = match (is_suspended || sides.unshowable.is_some(), card.kind) {
            (true, _) => Status::Suspended,
            (false, 1..=3) => Status::Review,
            (false, _) => Status::New,
        };
        let wording = Wording {
            source: self.origin.source,
            fact,
            deck,
            ordinal: if card.kind == 0 { card.due.clamp(0, i64::from(u32::MAX)) } else { 0 },
            kind: if is_cloze { "cloze" } else { "basic" },
            question: &sides.question,
            answer: &sides.answer,
        };
        let id = self.intake.add_card(&wording, status)?;
        self.wanted.add(self.origin.source, &sides.media);
        self.taken.new += 1;
        self.taken.suspended += u32::from(is_suspended);
        if let Some(why) = sides.unshowable {
            *self.taken.unshowable.entry(why).or_default() += 1;
        }
        let course = Course::new(None, card);
        Ok(Here {
            id,
            course,
            at: 0,
            status,
            coming: Coming::Born,
            has_news: true,
            is_flagged: false,
        })
    }

    fn known_card(
        &mut self,
        known: &KnownCard,
        card: &Card,
        sides: &Sides,
        deck: &str,
        news: News,
    ) -> Result<Here, StoreError> {
        let is_back = known.status.is_none();
        let is_reworded = news.speaks
            && self.intake.reword(known.id, &sides.question, &sides.answer, news.had_own_words)?;
        if news.speaks {
            self.wanted.add(known.source, &sides.media);
        }
        let mut here = self.known_standing(known, card, sides.unshowable.is_some())?;
        let says_where = here.has_news || self.origin.decks_speak;
        if says_where && !deck.eq_ignore_ascii_case(&known.deck) && self.origin.deck.is_none() {
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
    ) -> Result<Here, StoreError> {
        let is_back = known.status.is_none();
        let seen_s = known.seen_s();
        let is_later = card.modified_s > seen_s && card.modified_s != known.answered_s();
        let has_news = is_back || is_later;
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
        let is_flagged = card.flags & 7 != known.flag && card.modified_s >= seen_s;
        Ok(Here {
            id: known.id,
            course,
            at: 0,
            status,
            coming: if is_back { Coming::Back } else { Coming::Known },
            has_news,
            is_flagged,
        })
    }

    /// A card of recall's own that comes back: its log, its place, and words changed in Anki.
    fn own_note(
        &mut self,
        note: &Note,
        own: CardId,
        cards: &[Card],
        start: usize,
    ) -> Result<(), StoreError> {
        let (Some(card), Some(known)) = (cards.first(), self.known.cards.own.remove(&own)) else {
            return Ok(());
        };
        let exported_s = self.known.notes.get(&note.guid).map_or(0, |known| known.modified_s);
        let kind = ours::kind(note.notetype).filter(|_| note.modified_s > exported_s);
        let reworded = self.taken.reworded;
        if let Some(kind) = kind {
            let words = self.intake.words_of(own)?;
            let tags = rows::tags(&note.tags);
            let there = There { kind, fields: &note.fields, tags: Some(&tags) };
            let Seen { edit, is_written, has_old_tags } = own::seen(there, &words);
            let hash = hash_there(note.notetype, &note.fields, &tags);
            if words.sent_hash.is_none_or(|sent| sent != hash) {
                let sent = content::hex(&content::parts_there(kind, &note.fields, &tags));
                self.intake.seen_in_anki(
                    own,
                    &SeenThere {
                        modified_s: note.modified_s,
                        content_hash: &hash,
                        fields: is_written.then_some(&*note.fields),
                        sent: &sent,
                    },
                )?;
            }
            if let Some(edit) = edit {
                self.wanted.add(known.source, &edit.media);
                self.override_words(own, &edit)?;
            }
            if !has_old_tags {
                self.tag(own, &note.tags, false)?;
            }
            self.is_touched = true;
        }
        // A card that was taken back here is not made anew by a package that knew it before.
        if known.status.is_none() {
            return Ok(());
        }
        let here = Here { at: start, ..self.known_standing(&known, card, false)? };
        if here.has_news || here.is_flagged {
            self.is_touched = true;
            self.intake.not_seen(own, card.id, known.seen_s())?;
            self.stand(&here, None, card)?;
        }
        self.taken.kept += u32::from(self.taken.reworded == reworded);
        self.put(card, here);
        Ok(())
    }

    /// Remembers what is still to come for a card; of two with one id the later one counts.
    fn put(&mut self, card: &Card, here: Here) {
        match self.places.entry(card.id) {
            Entry::Occupied(place) => self.here[*place.get()] = here,
            Entry::Vacant(place) => {
                place.insert(self.here.len());
                self.here.push(here);
            }
        }
    }

    fn override_words(&mut self, own: CardId, edit: &Edit) -> Result<(), StoreError> {
        self.taken.reworded += 1;
        self.intake.override_words(own, edit.question.as_deref(), edit.answer.as_deref())
    }

    /// A card of recall's own that came back as text: with other words or tags, or as it was.
    pub(super) fn own_words(
        &mut self,
        own: CardId,
        edit: Option<Edit>,
        tags: Option<&[String]>,
    ) -> Result<(), StoreError> {
        if let Some(tags) = tags {
            self.tag(own, tags, false)?;
            self.is_touched = true;
        }
        match edit {
            Some(edit) => self.override_words(own, &edit)?,
            None => self.taken.kept += 1,
        }
        Ok(())
    }

    fn tag(&mut self, card: CardId, tags: &[String], is_born: bool) -> Result<(), StoreError> {
        let is_mark = |tag: &&String| tag.eq_ignore_ascii_case(MARKED);
        if tags.iter().any(|tag| is_mark(&tag)) {
            self.intake.mark(card, is_born)?;
        }
        let rest = tags.iter().filter(|tag| !is_mark(tag)).map(|tag| cleaned(tag)).collect();
        self.intake.retag(card, rest, is_born)
    }

    /// Keeps where a card stands in Anki, unless that is known.
    fn stand(&mut self, here: &Here, note: Option<i64>, card: &Card) -> Result<(), StoreError> {
        let standing = Standing {
            note,
            ordinal: card.ordinal,
            anki_card_id: card.id,
            modified_s: card.modified_s,
            flag: card.flags & 7,
            kind: card.kind,
            queue: card.queue,
            due: self.origin.days.due(card),
            interval: card.interval,
            factor: card.factor,
            reps: card.reps,
            lapses: card.lapses,
            left: card.left,
            data: &card.data,
        };
        if here.is_born() {
            self.intake.new_standing(here.id, &standing);
        } else if here.is_new() || here.has_news || here.is_flagged {
            self.intake.standing(here.id, &standing)?;
        }
        Ok(())
    }

    /// Brings in the lines of the log that are not here, oldest first.
    pub(super) fn log(
        &mut self,
        collection: &Collection,
        clock: &Clock,
    ) -> Result<(), PackageError> {
        collection.each_review(|row| Ok(self.line(&row, clock)?))
    }

    /// Brings in a line of the log, unless it is here.
    pub(super) fn line(&mut self, row: &Review, clock: &Clock) -> Result<(), StoreError> {
        let Some(place) = self.places.get(&row.card) else { return Ok(()) };
        let here = &mut self.here[*place];
        if self.known.reviews.contains(&(here.id, row.id)) {
            return Ok(());
        }
        if Timestamp::from_ms(row.id).ms() != row.id {
            self.taken.undated += 1;
            return Ok(());
        }
        let line = here.course.take(row, clock.day_of(Timestamp::from_ms(row.id)));
        here.has_news = true;
        self.taken.reviews += 1;
        let at = self.intake.review(here.id, &line, Some(&as_is(row)))?;
        here.course.logged_at(&line, at);
        Ok(())
    }

    /// Brings every card to where it stands in Anki, and writes its schedule.
    pub(super) fn settle(&mut self, cards: &[Card]) -> Result<(), StoreError> {
        self.intake.cards_are_born()?;
        let mut here = std::mem::take(&mut self.here);
        self.places.clear();
        here.sort_unstable_by_key(|here| here.id);
        let decks: HashSet<i64> =
            here.iter().filter(|here| here.is_new()).map(|here| cards[here.at].deck).collect();
        self.taken.decks = count(decks.len());
        for mut card in here.into_iter().filter(|here| here.is_new() || here.has_news) {
            if (card.is_new() || card.course.was_moved())
                && let Some(line) = card.course.settle(&cards[card.at], self.origin.days)
            {
                let at = self.intake.review(card.id, &line, None)?;
                card.course.logged_at(&line, at);
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
            if card.is_born() {
                self.intake.new_schedule(card.id, &schedule, card.status != Status::Suspended)?;
            } else if card.is_new() || card.course.was_moved() {
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
