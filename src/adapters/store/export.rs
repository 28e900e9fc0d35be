//! What leaves the collection: cards with their schedules, the log, and what Anki knows each
//! card by.

use super::export_foreign::{Sent, put_sent};
use super::foreign::ForeignReview;
use super::open::give_room;
use super::scope::InScope;
use super::{Scope, Store, StoreError, failed, heap, rows};
use crate::learning::review::{Review, ReviewKind, Scheduled};
use crate::learning::schedule::{EaseFactor, State};
use crate::values::grade::Grade;
use crate::values::ids::CardId;
use crate::values::lines::Lines;
use crate::values::time::{StudyDay, Timestamp};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Row, Statement, ToSql, Transaction};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Kibibytes of the file that are kept in memory while it is written down what Anki knows cards by.
const ROOM: i64 = 4 * 1024;

/// Separates the tags of a card in a row: no tag holds it.
pub(super) const TAG_SEPARATOR: char = '\u{1f}';

/// A card of recall's own as an export sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedCard {
    /// The card's identity.
    pub id: CardId,
    /// When it was made.
    pub created_at: Timestamp,
    /// Its deck's full name, levels joined by `::`.
    pub deck: String,
    /// Its tags, in no order.
    pub tags: Vec<String>,
    /// Whether it is marked.
    pub is_marked: bool,
    /// Its flag in Anki when it came from there last: 0 none, 1 to 7 a colour.
    pub flag: i64,
    /// Whether the learner took it out of the queue.
    pub suspended: bool,
    /// The kind of its question.
    pub kind: String,
    /// The question, as lines of inline Markdown.
    pub question: String,
    /// The answer, likewise.
    pub answer: String,
    /// The breadcrumb, levels joined by ` › `.
    pub context: String,
    /// The path of its source, `-` for standard input.
    pub source: String,
    /// The title of its source.
    pub source_title: String,
    /// The lines that it cites there.
    pub lines: Lines,
    /// Its schedule; `None` until its first scheduled review.
    pub schedule: Option<Scheduled>,
    /// What Anki knows it by; `None` before its first export.
    pub anki: Option<AnkiIdentity>,
}

/// Which of recall's notetypes a card has in Anki.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoteKind {
    /// A question and an answer.
    Question,
    /// A sentence with gaps.
    Cloze,
    /// A question whose answer is several items.
    List,
}

impl NoteKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Question, Self::Cloze, Self::List];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Cloze => "cloze",
            Self::List => "list",
        }
    }

    pub(super) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What Anki knows a card by, fixed at its first export, and when Anki last saw it change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnkiIdentity {
    /// Identity of the note across collections.
    pub guid: String,
    /// The note's notetype.
    pub notetype: NoteKind,
    /// The note's id in Anki: a creation time in milliseconds, made unique.
    pub note_id: i64,
    /// The card's id in Anki, likewise.
    pub card_id: i64,
    /// When the fields or tags last changed, in seconds since 1970.
    pub modified_s: i64,
    /// Hash of the fields and tags then.
    pub content_hash: Vec<u8>,
    /// The fields as Anki has them, where they were changed there: HTML, joined by U+001F.
    pub fields: Option<String>,
    /// What tells which parts Anki has as they were sent; not read back.
    pub sent: Option<String>,
}

/// The collection at one moment, for reading it more than once.
#[derive(Debug)]
pub struct Snapshot<'store> {
    pub(super) transaction: Transaction<'store>,
}

impl Store {
    /// The collection as it is now; answers given meanwhile are not in it.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, StoreError> {
        let transaction =
            self.connection.unchecked_transaction().map_err(failed("read the collection"))?;
        Ok(Snapshot { transaction })
    }

    /// Remembers what Anki knows these cards by and what these notes of its own went back with,
    /// provided that what is done before it is committed succeeds; gives what that gave. Ids and
    /// guid of a card already known stay, and its modification time never falls.
    pub fn remember_sent<T, E: From<StoreError>>(
        &mut self,
        identities: impl Iterator<Item = (CardId, AnkiIdentity)>,
        notes: &[(i64, Sent)],
        before: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        let failed = failed("remember what Anki knows the cards by");
        give_room(&self.connection, ROOM).map_err(&failed)?;
        let transaction = self.connection.transaction().map_err(&failed)?;
        put_identities(&transaction, identities).map_err(&failed)?;
        put_sent(&transaction, notes).map_err(&failed)?;
        let given = before()?;
        transaction.commit().map_err(&failed)?;
        Ok(given)
    }
}

fn put_identities(
    connection: &Connection,
    mut identities: impl Iterator<Item = (CardId, AnkiIdentity)>,
) -> rusqlite::Result<()> {
    loop {
        let heap: Vec<_> = identities.by_ref().take(heap::MOST).collect();
        if heap.is_empty() {
            return Ok(());
        }
        put_heap(connection, &heap)?;
    }
}

fn put_heap(
    connection: &Connection,
    identities: &[(CardId, AnkiIdentity)],
) -> rusqlite::Result<()> {
    const VALUES: usize = 9;
    let put = include_str!("export_identity.sql");
    heap::insert(connection, put, VALUES, identities, |(card, identity), statement, before| {
        let values: [&dyn ToSql; VALUES] = [
            &card.raw(),
            &identity.guid,
            &identity.notetype.as_str(),
            &identity.note_id,
            &identity.card_id,
            &identity.modified_s,
            &identity.content_hash,
            &identity.fields,
            &identity.sent,
        ];
        let mut places = values.into_iter().zip(before + 1..);
        places.try_for_each(|(value, place)| statement.raw_bind_parameter(place, value))
    })
}

impl Snapshot<'_> {
    /// Shows every card of recall's own that can leave the collection (new, in review or
    /// suspended) and is in scope, in the order of the notes. Of a scope decks and tags count.
    pub fn each_card<E: From<StoreError>>(
        &self,
        scope: &Scope,
        mut visit: impl FnMut(ExportedCard) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = failed("read the cards");
        let sql = include_str!("export_cards.sql");
        let mut statement = self.transaction.prepare(sql).map_err(&failed)?;
        let columns = Columns::of(&statement).map_err(&failed)?;
        let within = InScope::find(&self.transaction, scope).map_err(&failed)?;
        let mut rows = statement.query(within.params().as_slice()).map_err(&failed)?;
        while let Some(row) = rows.next().map_err(&failed)? {
            visit(columns.card(row).map_err(&failed)?)?;
        }
        Ok(())
    }

    /// Shows every line of the log that was not undone, with its card and, where it came from
    /// Anki, with the line that it was there; oldest first.
    pub fn each_review<E: From<StoreError>>(
        &self,
        mut visit: impl FnMut(CardId, Review, Option<ForeignReview>) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = failed("read the review log");
        let sql = counting!("export_reviews.sql");
        let mut statement = self.transaction.prepare(sql).map_err(&failed)?;
        let mut lines = statement.query(()).map_err(&failed)?;
        while let Some(row) = lines.next().map_err(&failed)? {
            let (card, review, foreign) = logged(row).map_err(&failed)?;
            visit(card, review, foreign)?;
        }
        Ok(())
    }

    /// The study day of the oldest review in the log, undone or not.
    pub fn first_study_day(&self) -> Result<Option<StudyDay>, StoreError> {
        let day: Option<i32> = self
            .transaction
            .query_row("SELECT min(study_day) FROM reviews", (), |row| row.get(0))
            .map_err(failed("read the review log"))?;
        Ok(day.map(StudyDay::from_number))
    }

    /// Every note id and card id that Anki has, as far as is known.
    pub fn anki_ids(&self) -> Result<HashSet<i64>, StoreError> {
        let failed = failed("read what Anki knows the cards by");
        let sql = include_str!("anki_ids.sql");
        let mut statement = self.transaction.prepare(sql).map_err(&failed)?;
        let ids = statement.query_map((), |row| row.get("id")).map_err(&failed)?;
        ids.collect::<Result<_, _>>().map_err(&failed)
    }

    /// The hash of what came with a source under this name.
    pub fn media(&self, source: i64, name: &str) -> Result<Option<[u8; 32]>, StoreError> {
        let read = || {
            self.transaction
                .prepare_cached("SELECT hash FROM media WHERE source_id = ?1 AND name = ?2")?
                .query_row((source, name), |row| row.get("hash"))
                .optional()
        };
        read().map_err(failed("look up a media file"))
    }
}

/// Where each column of a card stands, looked up by name once and not for every row: at a
/// hundred thousand cards the names would cost as much as the reading.
struct Columns {
    id: usize,
    status: usize,
    kind: usize,
    question: usize,
    answer: usize,
    context: usize,
    created_at_ms: usize,
    deck: usize,
    source: usize,
    source_title: usize,
    lines: usize,
    tags: usize,
    mark: usize,
    flag: usize,
    repetition: usize,
    ef_hundredths: usize,
    interval_days: usize,
    due_day: usize,
    last_day: usize,
    last_at_ms: usize,
    answers: usize,
    lapses: usize,
    guid: usize,
    notetype: usize,
    note_id: usize,
    anki_card_id: usize,
    modified_s: usize,
    content_hash: usize,
    fields: usize,
}

impl Columns {
    fn of(statement: &Statement<'_>) -> rusqlite::Result<Self> {
        let at = |name| statement.column_index(name);
        Ok(Self {
            id: at("id")?,
            status: at("status")?,
            kind: at("kind")?,
            question: at("question")?,
            answer: at("answer")?,
            context: at("context")?,
            created_at_ms: at("created_at_ms")?,
            deck: at("deck")?,
            source: at("source")?,
            source_title: at("source_title")?,
            lines: at("lines")?,
            tags: at("tags")?,
            mark: at("mark")?,
            flag: at("flag")?,
            repetition: at("repetition")?,
            ef_hundredths: at("ef_hundredths")?,
            interval_days: at("interval_days")?,
            due_day: at("due_day")?,
            last_day: at("last_day")?,
            last_at_ms: at("last_at_ms")?,
            answers: at("answers")?,
            lapses: at("lapses")?,
            guid: at("guid")?,
            notetype: at("notetype")?,
            note_id: at("note_id")?,
            anki_card_id: at("anki_card_id")?,
            modified_s: at("modified_s")?,
            content_hash: at("content_hash")?,
            fields: at("anki_fields")?,
        })
    }

    fn card(&self, row: &Row<'_>) -> rusqlite::Result<ExportedCard> {
        let tags: Option<String> = row.get(self.tags)?;
        let tags = tags.iter().flat_map(|tags| tags.split(TAG_SEPARATOR)).map(str::to_owned);
        Ok(ExportedCard {
            id: CardId::from_raw(row.get(self.id)?),
            created_at: Timestamp::from_ms(row.get(self.created_at_ms)?),
            deck: row.get(self.deck)?,
            tags: tags.collect(),
            is_marked: row.get_ref(self.mark)? != ValueRef::Null,
            flag: row.get::<_, Option<i64>>(self.flag)?.unwrap_or(0),
            suspended: row.get_ref(self.status)?.as_str()? == "suspended",
            kind: row.get(self.kind)?,
            question: row.get(self.question)?,
            answer: row.get(self.answer)?,
            context: row.get(self.context)?,
            source: row.get(self.source)?,
            source_title: row.get(self.source_title)?,
            lines: rows::lines(row.get(self.lines)?)?,
            schedule: self.schedule(row)?,
            anki: self.identity(row)?,
        })
    }

    fn schedule(&self, row: &Row<'_>) -> rusqlite::Result<Option<Scheduled>> {
        let Some(repetition) = row.get(self.repetition)? else { return Ok(None) };
        let ef = EaseFactor::from_hundredths(row.get(self.ef_hundredths)?);
        Ok(Some(Scheduled {
            state: State { repetition, ef, interval_days: row.get(self.interval_days)? },
            due: StudyDay::from_number(row.get(self.due_day)?),
            last_day: StudyDay::from_number(row.get(self.last_day)?),
            last_at: Timestamp::from_ms(row.get(self.last_at_ms)?),
            answers: row.get(self.answers)?,
            lapses: row.get(self.lapses)?,
        }))
    }

    fn identity(&self, row: &Row<'_>) -> rusqlite::Result<Option<AnkiIdentity>> {
        let Some(guid) = row.get(self.guid)? else { return Ok(None) };
        let notetype = row.get_ref(self.notetype)?.as_str()?;
        let unknown = || rows::meaningless("notetype", notetype);
        Ok(Some(AnkiIdentity {
            guid,
            notetype: NoteKind::parse(notetype).ok_or_else(unknown)?,
            note_id: row.get(self.note_id)?,
            card_id: row.get(self.anki_card_id)?,
            modified_s: row.get(self.modified_s)?,
            content_hash: row.get(self.content_hash)?,
            fields: row.get(self.fields)?,
            sent: None,
        }))
    }
}

/// A line of the log by the places of its columns: at a hundred thousand of them their names would
/// cost as much as the reading.
fn logged(row: &Row<'_>) -> rusqlite::Result<(CardId, Review, Option<ForeignReview>)> {
    let ef = |at| row.get(at).map(EaseFactor::from_hundredths);
    let day = |at| row.get(at).map(StudyDay::from_number);
    let before = match row.get(7)? {
        None => None,
        Some(repetition) => {
            Some((State { repetition, ef: ef(8)?, interval_days: row.get(9)? }, day(10)?))
        }
    };
    let (kind, grade) = (row.get_ref(3)?.as_str()?, row.get(4)?);
    let review = Review {
        at: Timestamp::from_ms(row.get(1)?),
        day: day(2)?,
        kind: ReviewKind::parse(kind).ok_or_else(|| rows::meaningless("kind", kind))?,
        grade: Grade::new(grade).ok_or_else(|| rows::meaningless("grade", grade.to_string()))?,
        took_ms: row.get(5)?,
        hinted: row.get(6)?,
        before,
        after: State { repetition: row.get(11)?, ef: ef(12)?, interval_days: row.get(13)? },
        due_after: day(14)?,
        due_offset: row.get(15)?,
    };
    let foreign = match row.get(16)? {
        None => None,
        Some(id) => Some(ForeignReview {
            id,
            ease: row.get(17)?,
            interval: row.get(18)?,
            last_interval: row.get(19)?,
            factor: row.get(20)?,
            took_ms: row.get(21)?,
            kind: row.get(22)?,
        }),
    };
    Ok((CardId::from_raw(row.get(0)?), review, foreign))
}

pub(super) fn foreign_review(row: &Row<'_>) -> rusqlite::Result<Option<ForeignReview>> {
    let id: Option<i64> = row.get("anki_id")?;
    let Some(id) = id else { return Ok(None) };
    Ok(Some(ForeignReview {
        id,
        ease: row.get("ease")?,
        interval: row.get("interval")?,
        last_interval: row.get("last_interval")?,
        factor: row.get("factor")?,
        took_ms: row.get("anki_took_ms")?,
        kind: row.get("type")?,
    }))
}
