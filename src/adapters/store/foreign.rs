//! Taking in what was made elsewhere: notes with their cards, schedules and logs, in one
//! transaction that is one step for undo.

use self::waiting::{Waiting, mark};
use super::answer::set_status;
use super::bulk::Bulk;
use super::deeds::{Act, Moment};
use super::import::{deck_row, next_id, question_key};
use super::open::give_room;
use super::recording::Recording;
use super::{Status, Store, StoreError, failed, rows, tags};
use crate::learning::review::Scheduled;
use crate::notes::words;
use crate::values::ids::CardId;
use crate::values::time::Timestamp;
use rusqlite::{
    CachedStatement, OptionalExtension as _, Transaction, TransactionBehavior, named_params,
};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

pub mod archives;
pub mod histories;
mod reviews;
pub mod tables;
mod waiting;

/// Kibibytes of the file that an intake keeps in memory at most: each card touches a page of every
/// index, and what has no room is written out for each again.
const ROOM: i64 = 64 * 1024;

/// The rule and kind of cards that no rule of recall made.
const RULE: &str = "anki";

/// A notetype, to be kept so that it can go back.
#[derive(Debug, Clone, Copy)]
pub struct ForeignNotetype<'a> {
    /// Anki's id.
    pub id: i64,
    /// The name.
    pub name: &'a str,
    /// When it last changed, in seconds since 1970.
    pub modified_s: i64,
    /// All of it as JSON.
    pub definition: &'a str,
}

/// A note, to be kept so that it can go back.
#[derive(Debug, Clone, Copy)]
pub struct ForeignNote<'a> {
    /// The identity across collections.
    pub guid: &'a str,
    /// Anki's id.
    pub note_id: i64,
    /// Its notetype.
    pub notetype: i64,
    /// When it last changed, in seconds since 1970.
    pub modified_s: i64,
    /// The tags with blanks between.
    pub tags: &'a str,
    /// The fields as HTML, joined.
    pub fields: &'a str,
}

/// A note that is here already, or a card of recall's own that Anki has a note for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownNote {
    /// Its row; 0 for a card of recall's own.
    pub row: i64,
    /// Its id in Anki.
    pub note_id: i64,
    /// When Anki's side of it last changed, in seconds since 1970.
    pub modified_s: i64,
    /// Its notetype; 0 for a card of recall's own.
    pub notetype: i64,
    /// The card of recall's own.
    pub own: Option<CardId>,
    /// The time of change under which it was given back to Anki with what was changed here.
    pub sent_s: Option<i64>,
}

/// A card that Anki has too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownCard {
    /// The card.
    pub id: CardId,
    /// Where it stands; `None` where the import that made it was taken back.
    pub status: Option<Status>,
    /// Its deck.
    pub deck: String,
    /// Its source.
    pub source: i64,
    /// Its schedule.
    pub schedule: Option<Scheduled>,
    /// When it last changed in Anki as far as is known, in seconds since 1970.
    pub modified_s: i64,
    /// Where it waited in Anki then.
    pub queue: Option<i64>,
    /// Its flag there: 0 none, 1 to 7 a colour.
    pub flag: i64,
    /// Its id there, where it was seen there.
    pub anki_card_id: Option<i64>,
}

impl KnownCard {
    /// The second up to which it is known how it stands in Anki. A card that went there after an
    /// answer given here has the time of that answer there.
    pub fn seen_s(&self) -> i64 {
        match self.queue {
            Some(_) => self.modified_s,
            None => self.modified_s.max(self.answered_s()),
        }
    }

    /// The second of the last answer that moved its schedule.
    pub fn answered_s(&self) -> i64 {
        self.schedule.map_or(0, |schedule| schedule.last_at.seconds())
    }
}

/// What a card says and where it belongs.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'a> {
    /// The source's row.
    pub source: i64,
    /// The fact's row: the same for all cards of a note.
    pub fact: i64,
    /// The deck's full name.
    pub deck: &'a str,
    /// Place in the order of new cards.
    pub ordinal: i64,
    /// `basic` or `cloze`.
    pub kind: &'static str,
    /// The question, in Markdown.
    pub question: &'a str,
    /// The answer, in Markdown.
    pub answer: &'a str,
}

/// A note of recall's own as it is in Anki.
#[derive(Debug, Clone, Copy)]
pub struct SeenThere<'a> {
    /// Since when, in seconds since 1970.
    pub modified_s: i64,
    /// Hash of its fields and tags.
    pub content_hash: &'a [u8],
    /// Its fields, where question or answer were written there since; else what is kept stays.
    pub fields: Option<&'a str>,
    /// What tells its parts from others.
    pub sent: &'a str,
}

/// What a card says as the learner sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The kind of its question.
    pub kind: String,
    /// The question, in Markdown.
    pub question: String,
    /// The answer, in Markdown.
    pub answer: String,
    /// The tags.
    pub tags: Vec<String>,
    /// What tells whether Anki has what it was given last; nothing where it was given nothing.
    pub sent_hash: Option<Vec<u8>>,
    /// What tells which parts Anki has as they were sent, where that is known.
    pub sent: Option<String>,
}

/// A card's row in Anki.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The row of its note here; `None` for a card of recall's own.
    pub note: Option<i64>,
    /// Which card of its note, from 0.
    pub ordinal: i64,
    /// Its id there.
    pub anki_card_id: i64,
    /// When it last changed there, in seconds since 1970.
    pub modified_s: i64,
    /// 0 none, 1 to 7 a colour.
    pub flag: i64,
    /// 0 new, 1 learning, 2 review, 3 relearning.
    pub kind: i64,
    /// Where it waits.
    pub queue: i64,
    /// Position, study day, or seconds.
    pub due: i64,
    /// Days.
    pub interval: i64,
    /// Ease in thousandths.
    pub factor: i64,
    /// Answers.
    pub reps: i64,
    /// Failures.
    pub lapses: i64,
    /// Learning steps left.
    pub left: i64,
    /// JSON.
    pub data: &'a str,
}

/// A line of Anki's log, as it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignReview {
    /// The instant, in milliseconds since 1970.
    pub id: i64,
    /// The button.
    pub ease: i64,
    /// The new interval.
    pub interval: i64,
    /// The one before.
    pub last_interval: i64,
    /// Ease in thousandths, or difficulty.
    pub factor: i64,
    /// Milliseconds.
    pub took_ms: i64,
    /// What kind of line.
    #[serde(rename = "type")]
    pub kind: i64,
}

/// A picture or sound of a source.
#[derive(Debug, Clone, Copy)]
pub struct MediaFile<'a> {
    /// The source whose cards call it so.
    pub source: i64,
    /// The name that they use.
    pub name: &'a str,
    /// BLAKE3 of the bytes.
    pub hash: [u8; 32],
    /// Size in bytes.
    pub size_bytes: u64,
}

/// An intake under way: one transaction, which vanishes unless it is committed.
#[derive(Debug)]
pub struct Intake<'a> {
    change: Transaction<'a>,
    recording: Recording,
    moment: Moment,
    next_id: i64,
    /// The first of the cards added whose birth is not written down.
    first_unborn: i64,
    /// The operation of the next review that is brought in.
    next_operation: i64,
    /// The latest instant of the log.
    last_at: Timestamp,
    next_note: i64,
    next_fact: i64,
    waiting: Waiting,
    decks: HashMap<String, i64>,
    /// Ends after the transaction.
    bulk: Option<Bulk<'a>>,
}

impl Store {
    /// Starts to take something in.
    pub fn begin_intake(&mut self, moment: Moment, seed: u64) -> Result<Intake<'_>, StoreError> {
        self.begin(moment, seed, None)
    }

    /// The same for what may be many cards, and asks nothing about them while they come in.
    pub fn begin_large_intake(
        &mut self,
        moment: Moment,
        seed: u64,
    ) -> Result<Intake<'_>, StoreError> {
        let bulk = Bulk::prepare(&self.connection).map_err(failed("start the import"))?;
        self.begin(moment, seed, bulk)
    }

    fn begin<'a>(
        &'a self,
        moment: Moment,
        seed: u64,
        mut bulk: Option<Bulk<'a>>,
    ) -> Result<Intake<'a>, StoreError> {
        let failed = failed("start the import");
        give_room(&self.connection, ROOM).map_err(&failed)?;
        let change = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)
            .map_err(&failed)?;
        if let Some(bulk) = &mut bulk {
            bulk.begin().map_err(&failed)?;
        }
        let begin = || {
            let serial = u32::try_from(seed % (1 << (CardId::SERIAL_BITS - 1))).unwrap_or(0);
            let next_id = next_id(&change, moment.at, serial)?;
            let mut recording = Recording::begin_but_for_births_of_cards(&change)?;
            // Rows of the log name it, so it is there before they are.
            recording.log(&change, Act::Import, moment, &serde_json::json!({}))?;
            let lasts =
                change.prepare_cached(include_str!("last_rows.sql"))?.query_row((), |row| {
                    Ok([row.get("last_at_ms")?, row.get("last_note")?, row.get("last_fact")?])
                })?;
            Ok((next_id, recording, lasts))
        };
        let (next_id, recording, [last_at_ms, last_note, last_fact]) = begin().map_err(&failed)?;
        Ok(Intake {
            moment,
            next_id,
            first_unborn: next_id,
            next_operation: recording.operation() + 1,
            last_at: Timestamp::from_ms(last_at_ms),
            next_note: last_note + 1,
            next_fact: last_fact + 1,
            waiting: Waiting::new(),
            decks: HashMap::new(),
            bulk,
            change,
            recording,
        })
    }
}

impl Intake<'_> {
    /// Every note that Anki may know, by its identity there.
    pub fn known_notes(&self) -> Result<HashMap<String, KnownNote>, StoreError> {
        let read = || {
            let mut statement = self.prepared(include_str!("known_foreign_notes.sql"))?;
            let notes = statement.query_map((), |row| {
                let own: Option<i64> = row.get("card_id")?;
                let note = KnownNote {
                    row: row.get("id")?,
                    note_id: row.get("note_id")?,
                    modified_s: row.get("modified_s")?,
                    notetype: row.get("notetype_id")?,
                    own: own.map(CardId::from_raw),
                    sent_s: row.get("sent_s")?,
                };
                Ok((row.get("guid")?, note))
            })?;
            notes.collect::<rusqlite::Result<_>>()
        };
        read().map_err(failed("read what Anki knows the cards by"))
    }

    /// Every card that Anki may know: by its note's row and its place there, or by itself where
    /// it is recall's own.
    pub fn known_cards(&self) -> Result<KnownCards, StoreError> {
        let read = || {
            let mut known = KnownCards::default();
            let mut statement = self.prepared(include_str!("known_foreign_cards.sql"))?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                let card = known_card(row)?;
                match row.get::<_, Option<i64>>("note")? {
                    Some(note) => drop(known.foreign.insert((note, row.get("ordinal")?), card)),
                    None => drop(known.own.insert(card.id, card)),
                }
            }
            Ok(known)
        };
        read().map_err(failed("read what Anki knows the cards by"))
    }

    /// The instants under which Anki knows the reviews of its cards.
    pub fn known_reviews(&self) -> Result<HashSet<(CardId, i64)>, StoreError> {
        let read = || {
            let mut statement = self.prepared(counting!("known_foreign_reviews.sql"))?;
            let known = statement
                .query_map((), |row| Ok((rows::card_id(row, "card_id")?, row.get("anki_id")?)))?;
            known.collect::<rusqlite::Result<_>>()
        };
        read().map_err(failed("read the review log"))
    }

    /// The row of the source at a path, which is no notes; made if it is not there.
    pub fn source(
        &mut self,
        format: &str,
        path: &str,
        title: &str,
        deck: &str,
    ) -> Result<i64, StoreError> {
        let deck = self.deck(deck)?;
        let put = || {
            self.change.query_row(
                include_str!("put_foreign_source.sql"),
                named_params! {
                    ":path": path, ":title": title, ":deck": deck, ":format": format,
                    ":at": self.moment.at.ms(),
                },
                |row| row.get("id"),
            )
        };
        put().map_err(failed("note where the cards come from"))
    }

    /// Gives the package at a path another path, if there is one, since another package is there
    /// now: what the cards of the one call their pictures may be those of the other.
    pub fn set_aside(&self, path: &str) -> Result<(), StoreError> {
        let put = || self.prepared(include_str!("set_aside_source.sql"))?.execute([path]);
        put().map(drop).map_err(failed("note where the cards come from"))
    }

    /// The row of an entry of a source.
    pub fn entry(&self, source: i64, name: &str) -> Result<i64, StoreError> {
        let put = || {
            self.prepared(include_str!("put_entry.sql"))?.insert(named_params! {
                ":source": source, ":key": words::norm(name), ":name": name, ":kind": "deck",
                ":first_line": 0,
            })
        };
        put().map_err(failed("write the cards"))
    }

    /// The row of a new fact, whose cards are siblings.
    pub fn fact(&mut self, entry: i64, text: &str) -> i64 {
        let id = self.next_fact;
        self.next_fact += 1;
        self.waiting.facts.push([id.into(), entry.into(), words::norm(text).into(), 0.into()]);
        id
    }

    /// The fact of a card that is here.
    pub fn fact_of(&self, card: CardId) -> Result<i64, StoreError> {
        let read = || {
            self.prepared("SELECT fact_id FROM cards WHERE id = ?1")?
                .query_row([card.raw()], |row| row.get("fact_id"))
        };
        read().map_err(failed("read the card"))
    }

    /// The fact of the cards of a note, where one of them is here.
    pub fn fact_of_note(&self, note: i64) -> Result<Option<i64>, StoreError> {
        let read = || {
            self.prepared(include_str!("fact_of_note.sql"))?
                .query_row([note], |row| row.get("fact_id"))
                .optional()
        };
        read().map_err(failed("read the card"))
    }

    /// Keeps a notetype.
    pub fn notetype(&self, notetype: &ForeignNotetype<'_>) -> Result<(), StoreError> {
        let put = || {
            self.prepared(include_str!("put_foreign_notetype.sql"))?.execute(named_params! {
                ":id": notetype.id, ":name": notetype.name, ":modified": notetype.modified_s,
                ":definition": notetype.definition,
            })
        };
        put().map(drop).map_err(failed("keep a notetype"))
    }

    /// Keeps a note whose guid no other has, and gives its row.
    pub fn note(&mut self, note: &ForeignNote<'_>) -> i64 {
        let id = self.next_note;
        self.next_note += 1;
        self.waiting.notes.push([
            id.into(),
            note.guid.to_owned().into(),
            note.note_id.into(),
            note.notetype.into(),
            note.modified_s.into(),
            note.tags.to_owned().into(),
            note.fields.to_owned().into(),
        ]);
        id
    }

    /// Keeps what a note is now that was here.
    pub fn change_note(&self, row: i64, note: &ForeignNote<'_>) -> Result<(), StoreError> {
        let put = || {
            self.prepared(include_str!("change_foreign_note.sql"))?.execute(named_params! {
                ":id": row, ":note_id": note.note_id, ":notetype": note.notetype,
                ":modified": note.modified_s, ":tags": note.tags, ":fields": note.fields,
            })
        };
        put().map(drop).map_err(failed("keep a note"))
    }

    /// Keeps the row in Anki of a card that had none.
    pub fn new_standing(&mut self, card: CardId, row: &Standing<'_>) {
        self.waiting.standings.push([
            card.raw().into(),
            row.note.into(),
            row.ordinal.into(),
            row.anki_card_id.into(),
            row.modified_s.into(),
            row.flag.into(),
            row.kind.into(),
            row.queue.into(),
            row.due.into(),
            row.interval.into(),
            row.factor.into(),
            row.reps.into(),
            row.lapses.into(),
            row.left.into(),
            row.data.to_owned().into(),
        ]);
    }

    /// Keeps a card's row in Anki.
    pub fn standing(&self, card: CardId, row: &Standing<'_>) -> Result<(), StoreError> {
        let put = || {
            self.prepared(include_str!("put_foreign_card.sql"))?.execute(named_params! {
                ":card": card.raw(), ":note": row.note, ":ordinal": row.ordinal,
                ":anki_card_id": row.anki_card_id, ":modified": row.modified_s,
                ":flag": row.flag, ":type": row.kind, ":queue": row.queue, ":due": row.due,
                ":interval": row.interval, ":factor": row.factor, ":reps": row.reps,
                ":lapses": row.lapses, ":left": row.left, ":data": row.data,
            })
        };
        put().map(drop).map_err(failed("keep a card's place in Anki"))
    }

    /// Keeps that nothing was seen of a card of recall's own in Anki since this second: what is
    /// seen now is then a change, which can be taken back.
    pub fn not_seen(
        &self,
        card: CardId,
        anki_card_id: i64,
        modified_s: i64,
    ) -> Result<(), StoreError> {
        let put = || {
            self.prepared(include_str!("put_unseen_card.sql"))?.execute((
                card.raw(),
                anki_card_id,
                modified_s,
            ))
        };
        put().map(drop).map_err(failed("keep a card's place in Anki"))
    }

    /// Writes down that the cards were born that were added so far, as they are now. What becomes
    /// of them later is then a change of its own.
    pub fn cards_are_born(&mut self) -> Result<(), StoreError> {
        self.write_waiting()?;
        let born = self.first_unborn..self.next_id;
        self.first_unborn = self.next_id;
        self.recording.cards_born(&self.change, born).map_err(failed("write the cards"))
    }

    /// Adds a card.
    pub fn add_card(
        &mut self,
        wording: &Wording<'_>,
        status: Status,
    ) -> Result<CardId, StoreError> {
        let deck = self.deck(wording.deck)?;
        let id = self.next_id;
        self.next_id += 1;
        self.waiting.cards.push([
            id.into(),
            wording.source.into(),
            wording.fact.into(),
            deck.into(),
            wording.ordinal.into(),
            status.as_str().to_owned().into(),
            "core".to_owned().into(),
            RULE.to_owned().into(),
            wording.kind.to_owned().into(),
            0.into(),
            100.into(),
            wording.question.to_owned().into(),
            wording.answer.to_owned().into(),
            String::new().into(),
            String::new().into(),
            question_key(wording.question).into(),
            self.moment.at.ms().into(),
            self.moment.at.ms().into(),
        ]);
        self.write_heap()?;
        Ok(CardId::from_raw(id))
    }

    /// Gives a card of elsewhere other words; says whether that changed any. Where Anki
    /// `had_own_words`, those that the learner gave it here, its words are later than they.
    pub fn reword(
        &self,
        card: CardId,
        question: &str,
        answer: &str,
        had_own_words: bool,
    ) -> Result<bool, StoreError> {
        let put = || {
            self.prepared(include_str!("reword_foreign.sql"))?.execute(named_params! {
                ":id": card.raw(), ":question": question, ":answer": answer,
                ":key": question_key(question), ":at": self.moment.at.ms(),
                ":had_own_words": had_own_words,
            })
        };
        put().map(|rows| rows > 0).map_err(failed("write the cards"))
    }

    /// Gives a card of recall's own the words that it was given elsewhere.
    pub fn override_words(
        &self,
        card: CardId,
        question: Option<&str>,
        answer: Option<&str>,
    ) -> Result<(), StoreError> {
        let put = || {
            self.prepared(include_str!("override_words.sql"))?.execute(named_params! {
                ":id": card.raw(), ":question": question, ":answer": answer,
                ":at": self.moment.at.ms(),
            })
        };
        put().map(drop).map_err(failed("write the cards"))
    }

    /// Question and answer of a card as the learner sees them, in Markdown, and its tags.
    pub fn words_of(&self, card: CardId) -> Result<Words, StoreError> {
        let read = || {
            self.prepared(include_str!("words_of.sql"))?.query_row([card.raw()], |row| {
                let tags: String = row.get("tags")?;
                Ok(Words {
                    kind: row.get("kind")?,
                    question: row.get("question")?,
                    answer: row.get("answer")?,
                    sent_hash: row.get("sent_hash")?,
                    sent: row.get("sent")?,
                    tags: serde_json::from_str(&tags)
                        .map_err(|_| rows::meaningless("tags", tags))?,
                })
            })
        };
        read().map_err(failed("read the card"))
    }

    /// Remembers what Anki has of a card of recall's own, and since when: what goes out is another
    /// only where it differs from that.
    pub fn seen_in_anki(&self, card: CardId, seen: &SeenThere<'_>) -> Result<(), StoreError> {
        let put = || {
            self.prepared(include_str!("seen_in_anki.sql"))?.execute((
                card.raw(),
                seen.modified_s,
                seen.content_hash,
                seen.fields,
                seen.sent,
            ))
        };
        put().map(drop).map_err(failed("remember what Anki knows the cards by"))
    }

    /// Moves a card to a deck.
    pub fn move_to(&mut self, card: CardId, deck: &str) -> Result<(), StoreError> {
        let deck = self.deck(deck)?;
        let put = || {
            self.prepared("UPDATE cards SET deck_id = ?2 WHERE id = ?1 AND deck_id <> ?2")?
                .execute((card.raw(), deck))
        };
        put().map(drop).map_err(failed("write the cards"))
    }

    /// Says where a card stands.
    pub fn status(&mut self, card: CardId, status: Status) -> Result<(), StoreError> {
        self.write_waiting()?;
        set_status(&self.change, card, status).map_err(failed("write the cards"))
    }

    /// Marks a card to be looked at later.
    pub fn mark(&mut self, card: CardId, is_new: bool) -> Result<(), StoreError> {
        if is_new {
            self.waiting.marks.push(card);
            return Ok(());
        }
        mark(&self.change, card).map_err(failed("mark the card"))
    }

    /// Puts tags on a card in the place of those it had.
    pub fn retag(
        &mut self,
        card: CardId,
        new: Vec<String>,
        is_new: bool,
    ) -> Result<(), StoreError> {
        if is_new {
            self.waiting.tags.push((card, new));
            return Ok(());
        }
        let put = || {
            let new = tags::with_own(&self.change, card.raw(), &new)?;
            tags::clear(&self.change, card.raw())?;
            tags::put(&self.change, card.raw(), &new)
        };
        put().map_err(failed("write the tags"))
    }

    /// Remembers a picture or sound of a source.
    pub fn media(&self, file: &MediaFile<'_>) -> Result<(), StoreError> {
        let put = || {
            self.prepared(include_str!("put_media.sql"))?.execute(named_params! {
                ":source": file.source, ":name": file.name, ":hash": file.hash,
                ":size": file.size_bytes.cast_signed(),
            })
        };
        put().map(drop).map_err(failed("remember a media file"))
    }

    /// Remembers a picture or sound of a source, unless there is another of that name.
    fn add_media(&self, file: &MediaFile<'_>) -> Result<(), StoreError> {
        let put = || {
            self.prepared(include_str!("add_media.sql"))?.execute((
                file.source,
                file.name,
                file.hash,
                file.size_bytes.cast_signed(),
            ))
        };
        put().map(drop).map_err(failed("remember a media file"))
    }

    /// Makes it so, as one step; unless nothing was changed: then nothing happened.
    pub fn commit(mut self, is_changed: bool) -> Result<(), StoreError> {
        let failed = failed("finish the import");
        debug_assert_eq!(self.first_unborn, self.next_id, "a birth is not written down");
        self.write_waiting()?;
        if !is_changed {
            return self.change.rollback().map_err(failed);
        }
        self.recording.end(&self.change).map_err(&failed)?;
        if let Some(bulk) = &self.bulk {
            bulk.end()?;
        }
        self.change.commit().map_err(failed)
    }

    /// Writes what waits, if there is enough of it.
    fn write_heap(&mut self) -> Result<(), StoreError> {
        if self.waiting.is_heap() { self.write_waiting() } else { Ok(()) }
    }

    /// Writes what waits, so that statements see it.
    fn write_waiting(&mut self) -> Result<(), StoreError> {
        self.waiting.write(&self.change).map_err(failed("write the cards"))
    }

    fn deck(&mut self, name: &str) -> Result<i64, StoreError> {
        if let Some(deck) = self.decks.get(name) {
            return Ok(*deck);
        }
        let deck = deck_row(&self.change, name).map_err(failed("write the decks"))?;
        self.decks.insert(name.to_owned(), deck);
        Ok(deck)
    }

    fn prepared(&self, sql: &str) -> rusqlite::Result<CachedStatement<'_>> {
        self.change.prepare_cached(sql)
    }
}

/// The cards that Anki may know.
#[derive(Debug, Default)]
pub struct KnownCards {
    /// Those made there, by their note's row and their place in it.
    pub foreign: HashMap<(i64, i64), KnownCard>,
    /// Those of recall's own.
    pub own: HashMap<CardId, KnownCard>,
}

fn known_card(row: &rusqlite::Row<'_>) -> rusqlite::Result<KnownCard> {
    let is_withdrawn: bool = row.get("withdrawn")?;
    let status = rows::status(row, "status")?;
    let seen: Option<i64> = row.get("modified_s")?;
    let exported: Option<i64> = row.get("exported_s")?;
    Ok(KnownCard {
        id: rows::card_id(row, "id")?,
        status: (!is_withdrawn).then_some(status),
        deck: row.get("deck")?,
        source: row.get("source_id")?,
        schedule: rows::schedule(row)?,
        modified_s: seen.or(exported).unwrap_or(0),
        queue: row.get("queue")?,
        flag: row.get("flag")?,
        anki_card_id: row.get("anki_card_id")?,
    })
}
