//! What leaves the collection: cards with their schedules, the log, and what Anki knows each
//! card by.

use super::{Store, StoreError, failed, rows};
use crate::learning::review::{Review, Scheduled};
use crate::values::ids::CardId;
use crate::values::time::{StudyDay, Timestamp};
use rusqlite::{Row, Transaction, named_params};
use std::collections::HashSet;

/// Separates the tags of a card in a row: no tag holds it.
const TAG_SEPARATOR: char = '\u{1f}';

/// A card as an export sees it.
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
    /// Whether the learner took it out of the queue.
    pub suspended: bool,
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
    /// Its schedule; `None` until its first scheduled review.
    pub schedule: Option<Scheduled>,
    /// What Anki knows it by; `None` before its first export.
    pub anki: Option<AnkiIdentity>,
}

/// What Anki knows a card by, fixed at its first export, and when Anki last saw it change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnkiIdentity {
    /// Identity of the note across collections.
    pub guid: String,
    /// The note's id in Anki: a creation time in milliseconds, made unique.
    pub note_id: i64,
    /// The card's id in Anki, likewise.
    pub card_id: i64,
    /// When the fields or tags last changed, in seconds since 1970.
    pub modified_s: i64,
    /// Hash of the fields and tags then.
    pub content_hash: Vec<u8>,
}

/// The collection at one moment, for reading it more than once.
#[derive(Debug)]
pub struct Snapshot<'store> {
    transaction: Transaction<'store>,
}

impl Store {
    /// The collection as it is now; answers given meanwhile are not in it.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, StoreError> {
        let transaction =
            self.connection.unchecked_transaction().map_err(failed("read the collection"))?;
        Ok(Snapshot { transaction })
    }

    /// Remembers what Anki knows these cards by. Ids and guid of a card already known stay, and
    /// its modification time never falls.
    pub fn save_anki_identities(
        &mut self,
        identities: &[(CardId, AnkiIdentity)],
    ) -> Result<(), StoreError> {
        let failed = failed("remember what Anki knows the cards by");
        let transaction = self.connection.transaction().map_err(&failed)?;
        {
            let mut statement =
                transaction.prepare(include_str!("export_identity.sql")).map_err(&failed)?;
            for (card, identity) in identities {
                statement
                    .execute(named_params! {
                        ":card": card.raw(),
                        ":guid": identity.guid,
                        ":note_id": identity.note_id,
                        ":anki_card_id": identity.card_id,
                        ":modified_s": identity.modified_s,
                        ":content_hash": identity.content_hash,
                    })
                    .map_err(&failed)?;
            }
        }
        transaction.commit().map_err(&failed)
    }
}

impl Snapshot<'_> {
    /// Shows every card that can leave the collection (new, in review or suspended), of one deck
    /// with those under it or of all, in the order of the notes.
    pub fn each_card<E: From<StoreError>>(
        &self,
        deck: Option<&str>,
        mut visit: impl FnMut(ExportedCard) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = failed("read the cards");
        let sql = include_str!("export_cards.sql");
        let mut statement = self.transaction.prepare(sql).map_err(&failed)?;
        let mut rows = statement.query(named_params! { ":deck": deck }).map_err(&failed)?;
        while let Some(row) = rows.next().map_err(&failed)? {
            visit(card(row).map_err(&failed)?)?;
        }
        Ok(())
    }

    /// Shows every line of the log that was not undone, with its card, oldest first.
    pub fn each_review<E: From<StoreError>>(
        &self,
        mut visit: impl FnMut(CardId, Review) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = failed("read the review log");
        let sql = include_str!("export_reviews.sql");
        let mut statement = self.transaction.prepare(sql).map_err(&failed)?;
        let mut lines = statement.query(()).map_err(&failed)?;
        while let Some(row) = lines.next().map_err(&failed)? {
            let card = rows::card_id(row, "card_id").map_err(&failed)?;
            visit(card, rows::review(row).map_err(&failed)?)?;
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

    /// Every note id and card id given away for Anki so far.
    pub fn anki_ids(&self) -> Result<HashSet<i64>, StoreError> {
        let failed = failed("read what Anki knows the cards by");
        let sql = "SELECT note_id AS id FROM anki_notes UNION SELECT anki_card_id FROM anki_notes";
        let mut statement = self.transaction.prepare(sql).map_err(&failed)?;
        let ids = statement.query_map((), |row| row.get("id")).map_err(&failed)?;
        ids.collect::<Result<_, _>>().map_err(&failed)
    }

    /// The names of all decks, sorted.
    pub fn deck_names(&self) -> Result<Vec<String>, StoreError> {
        let failed = failed("read the decks");
        let sql = "SELECT name FROM decks ORDER BY name";
        let mut statement = self.transaction.prepare(sql).map_err(&failed)?;
        let names = statement.query_map((), |row| row.get("name")).map_err(&failed)?;
        names.collect::<Result<_, _>>().map_err(&failed)
    }
}

fn card(row: &Row<'_>) -> rusqlite::Result<ExportedCard> {
    let tags: Option<String> = row.get("tags")?;
    let tags = tags.iter().flat_map(|tags| tags.split(TAG_SEPARATOR)).map(str::to_owned);
    Ok(ExportedCard {
        id: rows::card_id(row, "id")?,
        created_at: rows::instant(row, "created_at_ms")?,
        deck: row.get("deck")?,
        tags: tags.collect(),
        suspended: row.get_ref("status")?.as_str()? == "suspended",
        question: row.get("question")?,
        answer: row.get("answer")?,
        context: row.get("context")?,
        source: row.get("source")?,
        source_title: row.get("source_title")?,
        schedule: rows::schedule(row)?,
        anki: identity(row)?,
    })
}

fn identity(row: &Row<'_>) -> rusqlite::Result<Option<AnkiIdentity>> {
    let Some(guid) = row.get("guid")? else {
        return Ok(None);
    };
    Ok(Some(AnkiIdentity {
        guid,
        note_id: row.get("note_id")?,
        card_id: row.get("anki_card_id")?,
        modified_s: row.get("modified_s")?,
        content_hash: row.get("content_hash")?,
    }))
}
