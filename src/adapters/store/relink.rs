//! Giving a card the history of another, and giving up the notes of a place.

use super::deeds::{Act, Moment};
use super::recording::Recording;
use super::{Store, StoreError, failed};
use crate::values::ids::CardId;
use rusqlite::types::Value;
use rusqlite::{Connection, TransactionBehavior, params_from_iter};

/// What a card has from its notes. It changes hands with the history.
const TEXT: [&str; 14] = [
    "source_id",
    "fact_id",
    "deck_id",
    "ordinal",
    "tier",
    "rule",
    "kind",
    "variant",
    "confidence_hundredths",
    "question",
    "answer",
    "context",
    "lines",
    "question_key",
];

impl Store {
    /// Lets a card that was retired go on as the one that the notes have now.
    ///
    /// The log is not touched: the two change their texts. `old` keeps its id and its history and
    /// asks what `new` asked; `new` is retired with the old text.
    pub fn relink(&mut self, old: CardId, new: CardId, moment: Moment) -> Result<(), StoreError> {
        let failed = failed("give the card another's history");
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(&failed)?;
        let relink = || -> rusqlite::Result<()> {
            let recording = Recording::begin(&transaction)?;
            let (before, now) = (text_of(&transaction, old)?, text_of(&transaction, new)?);
            put_text(&transaction, old, now)?;
            put_text(&transaction, new, before)?;
            transaction.execute(include_str!("swap_tags.sql"), [old.raw(), new.raw()])?;
            transaction.execute(include_str!("bring_back.sql"), [old.raw()])?;
            transaction.execute(include_str!("withdraw.sql"), [new.raw()])?;
            let detail = serde_json::json!({ "old": old.to_string(), "new": new.to_string() });
            recording.finish(&transaction, Act::Relink, moment, &detail).map(drop)
        };
        relink().map_err(&failed)?;
        transaction.commit().map_err(failed)
    }

    /// Gives up the notes at a path and under it: their cards retire, and no import looks there
    /// again. Says how many cards that were.
    pub fn forget(&mut self, path: &str, moment: Moment) -> Result<Option<u32>, StoreError> {
        let failed = failed("give up the notes");
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(&failed)?;
        let forget = || -> rusqlite::Result<Option<u32>> {
            let recording = Recording::begin(&transaction)?;
            let roots = transaction.execute(include_str!("forget_roots.sql"), [path])?;
            let sources = transaction.execute(include_str!("forget_sources.sql"), [path])?;
            let cards = transaction.execute(include_str!("forget_cards.sql"), [path])?;
            let detail = serde_json::json!({ "path": path, "cards": cards });
            recording.finish(&transaction, Act::Forget, moment, &detail)?;
            Ok((roots + sources > 0).then(|| u32::try_from(cards).unwrap_or(u32::MAX)))
        };
        let forgotten = forget().map_err(&failed)?;
        transaction.commit().map_err(failed)?;
        Ok(forgotten)
    }
}

fn text_of(connection: &Connection, card: CardId) -> rusqlite::Result<Vec<Value>> {
    let sql = format!("SELECT {} FROM cards WHERE id = ?1", TEXT.join(", "));
    connection
        .prepare_cached(&sql)?
        .query_row([card.raw()], |row| TEXT.iter().map(|column| row.get(*column)).collect())
}

fn put_text(connection: &Connection, card: CardId, text: Vec<Value>) -> rusqlite::Result<()> {
    let places = vec!["?"; TEXT.len()].join(", ");
    let sql = format!("UPDATE cards SET ({}) = ({places}) WHERE id = ?", TEXT.join(", "));
    let values = text.into_iter().chain([Value::Integer(card.raw())]);
    connection.prepare_cached(&sql)?.execute(params_from_iter(values)).map(drop)
}

#[cfg(test)]
mod tests {
    use crate::adapters::store::testing::{Sample, card, day, noon, pass};
    use crate::adapters::store::{Moment, Status};

    fn now() -> Moment {
        Moment { at: noon(0), day: day(0) }
    }

    #[test]
    fn a_history_goes_on_with_another_text_and_can_be_taken_back() {
        let mut sample = Sample::with_cards(2);
        pass(&mut sample, 1, 0);
        sample.sql("UPDATE cards SET status = 'retired' WHERE id = 1");
        let [old, new] =
            [1, 2].map(|number| sample.store.card(card(number)).unwrap().unwrap().question);
        sample.store.relink(card(1), card(2), now()).unwrap();
        let linked = sample.store.card(card(1)).unwrap().unwrap();
        assert_eq!((linked.question, linked.status), (new, Status::Review));
        assert_eq!(sample.store.reviews_of(card(1)).unwrap().len(), 1);
        assert_eq!(sample.store.card(card(2)).unwrap().unwrap().status, Status::Retired);
        sample.store.undo_last(noon(0), day(0)).unwrap().unwrap();
        let back = sample.store.card(card(1)).unwrap().unwrap();
        assert_eq!((back.question, back.status), (old, Status::Retired));
    }

    #[test]
    fn notes_that_are_given_up_retire_their_cards_until_that_is_taken_back() {
        let mut sample = Sample::with_cards(2);
        assert_eq!(sample.store.forget("/elsewhere", now()).unwrap(), None);
        assert_eq!(sample.store.forget("/notes", now()).unwrap(), Some(2));
        assert_eq!(sample.store.card(card(1)).unwrap().unwrap().status, Status::Retired);
        sample.store.undo_last(noon(0), day(0)).unwrap().unwrap();
        assert_eq!(sample.store.card(card(1)).unwrap().unwrap().status, Status::New);
    }
}
