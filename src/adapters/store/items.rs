//! Answers that are lists: what became of each item.

use super::{Store, StoreError, failed};
use crate::learning::recital::Recited;
use crate::values::ids::CardId;
use rusqlite::{Connection, named_params};

impl Store {
    /// What became of a card's items each time they were asked, oldest first; without what was
    /// taken back.
    pub fn recitals(&self, card: CardId) -> Result<Vec<Vec<Recited>>, StoreError> {
        recitals(&self.connection, card).map_err(failed("read how its items were known"))
    }
}

fn recitals(connection: &Connection, card: CardId) -> rusqlite::Result<Vec<Vec<Recited>>> {
    let mut statement = connection.prepare_cached(counting!("recitals.sql"))?;
    let mut found = statement.query([card.raw()])?;
    let mut recitals: Vec<Vec<Recited>> = Vec::new();
    let mut last = None;
    while let Some(row) = found.next()? {
        let operation: i64 = row.get("operation_id")?;
        let item = Recited { text: row.get("item")?, known: row.get("known")? };
        match recitals.last_mut().filter(|_| last == Some(operation)) {
            Some(recital) => recital.push(item),
            None => recitals.push(vec![item]),
        }
        last = Some(operation);
    }
    Ok(recitals)
}

/// Writes down the items of the review that this operation is.
pub(super) fn log_items(
    connection: &Connection,
    operation: i64,
    items: &[Recited],
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(include_str!("log_item.sql"))?;
    for (item, ordinal) in items.iter().zip(1_i64..) {
        statement.execute(named_params! {
            ":operation": operation,
            ":ordinal": ordinal,
            ":item": item.text,
            ":known": item.known,
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Sample, answer, card, day, noon};
    use super::*;
    use crate::learning::review::ReviewKind;
    use crate::learning::schedule::sm2::Sm2;

    fn recite(sample: &mut Sample, on: i32, items: &[(&str, bool)]) {
        let answer = answer(1, on, 4, ReviewKind::Scheduled);
        let items: Vec<Recited> = items
            .iter()
            .map(|(text, known)| Recited { text: (*text).to_owned(), known: *known })
            .collect();
        sample.store.answer_list(&answer, &items, &Sm2::CANONICAL).unwrap();
    }

    #[test]
    fn items_are_kept_with_their_review_and_taken_back_with_it() {
        let mut sample = Sample::with_cards(1);
        recite(&mut sample, 0, &[("sage", true), ("mint", false)]);
        recite(&mut sample, 9, &[("mint", true), ("sage", true)]);
        let told = |sample: &Sample| -> Vec<Vec<String>> {
            let recitals = sample.store.recitals(card(1)).unwrap();
            let tell = |item: &Recited| format!("{} {}", item.text, item.known);
            recitals.iter().map(|items| items.iter().map(tell).collect()).collect()
        };
        assert_eq!(told(&sample), [["sage true", "mint false"], ["mint true", "sage true"]]);
        sample.store.undo_last(noon(9), day(9)).unwrap();
        assert_eq!(told(&sample), [["sage true", "mint false"]]);
        assert_eq!(sample.store.recitals(card(2)).unwrap().len(), 0);
    }
}
