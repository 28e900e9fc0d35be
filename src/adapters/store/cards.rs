//! Reading cards, their schedules and their logs.

use super::scope::has_words;
use super::{CardRecord, Logged, Store, StoreError, failed, rows};
use crate::learning::review::{Review, Scheduled};
use crate::values::ids::{CardId, IdPrefix};
use crate::values::time::StudyDay;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

impl Store {
    /// The card of this id.
    pub fn card(&self, id: CardId) -> Result<Option<CardRecord>, StoreError> {
        let read = || {
            let mut statement = self.connection.prepare_cached(include_str!("card.sql"))?;
            statement.query_row([id.raw()], record).optional()
        };
        read().map_err(failed("read the card"))
    }

    /// The cards whose written id starts so, in the order of their birth.
    pub fn find(&self, prefix: IdPrefix) -> Result<Vec<CardId>, StoreError> {
        let read = || {
            let sql = match prefix.whole() {
                // Told apart so that a whole id is looked up, not searched for.
                Some(_) => {
                    "SELECT id FROM cards WHERE id = ?1 AND ?2 IS NOT NULL AND withdrawn = 0"
                }
                None => "SELECT id FROM cards WHERE (id & ?2) = ?1 AND withdrawn = 0 ORDER BY id",
            };
            let mut statement = self.connection.prepare_cached(sql)?;
            let found = statement
                .query_map([prefix.low_bits(), prefix.mask()], |row| rows::card_id(row, "id"))?;
            found.collect::<rusqlite::Result<_>>()
        };
        read().map_err(failed("find the card"))
    }

    /// The log of a card: the reviews that count, oldest first.
    pub fn reviews_of(&self, card: CardId) -> Result<Vec<Review>, StoreError> {
        reviews_of(&self.connection, card).map_err(failed("read the card's log"))
    }

    /// The same with the rules that each line went by.
    pub fn log_of(&self, card: CardId) -> Result<Vec<Logged>, StoreError> {
        let read = || {
            let mut statement = self.connection.prepare_cached(counting!("reviews_of.sql"))?;
            let log = statement.query_map([card.raw()], |row| {
                Ok(Logged { review: rows::review(row)?, rules: row.get("rules")? })
            })?;
            log.collect::<rusqlite::Result<_>>()
        };
        read().map_err(failed("read the card's log"))
    }

    /// Calls `each` with every card that is or was in a deck, in the order of the notes.
    ///
    /// Cards only offered, or refused, are left out. Stops at the first error of `each`.
    pub fn for_each_card<E: From<StoreError>>(
        &self,
        each: impl FnMut(CardRecord) -> Result<(), E>,
    ) -> Result<(), E> {
        self.for_each_card_saying(&[], each)
    }

    /// The same with the cards that have each of these words in question, answer or deck, in
    /// any case. A word is any text; blank ones say nothing.
    ///
    /// There is no index of words: an import would take a quarter longer for one. Each text is
    /// looked at where it lies, before anything else of its card is read.
    pub fn for_each_card_saying<E: From<StoreError>>(
        &self,
        words: &[String],
        mut each: impl FnMut(CardRecord) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = failed("read the cards");
        look_for(&self.connection, words).map_err(&failed)?;
        let mut statement =
            self.connection.prepare(include_str!("cards_in_order.sql")).map_err(&failed)?;
        let all = named_params! { ":all": words.is_empty() };
        for card in statement.query_map(all, record).map_err(&failed)? {
            each(card.map_err(&failed)?)?;
        }
        Ok(())
    }

    /// Whether no card was ever put into a deck.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        self.connection
            .query_row(include_str!("is_empty.sql"), [], |row| row.get("is_empty"))
            .map_err(failed("count the cards"))
    }
}

/// Lets the statements of this connection ask whether texts have each of these words.
fn look_for(connection: &Connection, words: &[String]) -> rusqlite::Result<()> {
    let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("says_all", 3, flags, move |texts| {
        let text = |at| texts.get_raw(at).as_str();
        Ok(has_words([text(0)?, text(1)?, text(2)?], &words))
    })
}

pub(super) fn schedule_of(
    connection: &Connection,
    card: CardId,
) -> rusqlite::Result<Option<Scheduled>> {
    let mut statement = connection.prepare_cached(include_str!("schedule_of.sql"))?;
    statement.query_row([card.raw()], rows::schedule).optional().map(Option::flatten)
}

pub(super) fn reviews_of(connection: &Connection, card: CardId) -> rusqlite::Result<Vec<Review>> {
    let mut statement = connection.prepare_cached(counting!("reviews_of.sql"))?;
    statement.query_map([card.raw()], rows::review)?.collect()
}

fn former_words(row: &Row<'_>) -> rusqlite::Result<Option<(String, String)>> {
    let question: Option<String> = row.get("was_question")?;
    let answer: Option<String> = row.get("was_answer")?;
    Ok(question.zip(answer))
}

fn record(row: &Row<'_>) -> rusqlite::Result<CardRecord> {
    let tags: String = row.get("tags")?;
    Ok(CardRecord {
        id: rows::card_id(row, "id")?,
        deck: row.get("deck")?,
        tags: serde_json::from_str(&tags).map_err(|_| rows::meaningless("tags", tags))?,
        status: rows::status(row, "status")?,
        rule: row.get("rule")?,
        kind: row.get("kind")?,
        tier: row.get("tier")?,
        question: row.get("question")?,
        answer: row.get("answer")?,
        context: row.get("context")?,
        source: row.get("source")?,
        lines: rows::lines(row.get("lines")?)?,
        fact: row.get("fact_id")?,
        schedule: rows::schedule(row)?,
        buried_until: row.get::<_, Option<i32>>("buried_until_day")?.map(StudyDay::from_number),
        mark: row.get("mark")?,
        changed_from: former_words(row)?,
        own_outdated: row.get("own_outdated")?,
    })
}
