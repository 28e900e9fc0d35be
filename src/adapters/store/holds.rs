//! Postponing and vacations: rows that the queue minds, each one step of the log.

use super::deeds::{Act, Moment};
use super::recording::Recording;
use super::scope::decks_named;
use super::{Store, StoreError, failed, rows};
use crate::learning::holds::{Hold, Holds};
use crate::values::time::StudyDay;
use rusqlite::{Connection, TransactionBehavior, named_params};

impl Store {
    /// What holds cards back, now or on days to come.
    pub fn holds(&self) -> Result<Holds, StoreError> {
        holds(&self.connection).map(Holds::new).map_err(failed("read what was postponed"))
    }

    /// Lets cards wait, as one step at this moment.
    pub fn hold(&mut self, hold: &Hold, moment: Moment) -> Result<(), StoreError> {
        let act = if hold.is_closed { Act::Vacation } else { Act::Postpone };
        let detail = serde_json::json!({
            "from": hold.first.to_string(),
            "until": hold.until.to_string(),
            "deck": hold.deck,
        });
        self.record(act, moment, &detail, |connection| {
            connection.prepare_cached(include_str!("put_hold.sql"))?.execute(named_params! {
                ":first": hold.first.number(),
                ":until": hold.until.number(),
                ":due_up_to": hold.due_up_to.number(),
                ":deck": hold.deck,
                ":is_closed": hold.is_closed,
            })
        })
        .map(drop)
        .map_err(failed("let the cards wait"))
    }

    /// Ends the vacations that are on or to come, as one step at this moment; what is left of
    /// one that has begun is the days before `today`. Says how many there were.
    pub fn end_vacations(&mut self, moment: Moment) -> Result<usize, StoreError> {
        let today = moment.day.number();
        self.record(Act::Vacation, moment, &serde_json::json!({ "ended": true }), |connection| {
            let gone = connection
                .execute("DELETE FROM holds WHERE is_closed = 1 AND first_day >= ?1", [today])?;
            let sql = include_str!("end_vacation.sql");
            Ok(gone + connection.execute(sql, [today])?)
        })
        .map_err(failed("end the vacation"))
    }

    /// Does something as one step of the log.
    pub(super) fn record<T>(
        &mut self,
        act: Act,
        moment: Moment,
        detail: &serde_json::Value,
        does: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let recording = Recording::begin(&transaction)?;
        let done = does(&transaction)?;
        recording.finish(&transaction, act, moment, detail)?;
        transaction.commit()?;
        Ok(done)
    }
}

fn holds(connection: &Connection) -> rusqlite::Result<Vec<Hold>> {
    let sql = "SELECT first_day, until_day, due_up_to_day, deck, is_closed FROM holds ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let holds = statement.query_map([], |row| {
        Ok(Hold {
            first: rows::day(row, "first_day")?,
            until: rows::day(row, "until_day")?,
            due_up_to: rows::day(row, "due_up_to_day")?,
            deck: row.get("deck")?,
            is_closed: row.get("is_closed")?,
        })
    })?;
    holds.collect()
}

/// What waits on one day, as the queue's statements take it.
pub(super) struct Held {
    /// Nothing is asked, new cards neither.
    pub(super) is_closed: bool,
    /// Cards that are due on this day or earlier wait, in whatever deck.
    pub(super) due_up_to: Option<i32>,
    /// `[deck, day]` in JSON: cards of that deck that are due on that day or earlier wait. `None`
    /// where no deck waits, or each card would have to look through an empty list.
    pub(super) decks: Option<String>,
    /// All of them.
    pub(super) holds: Holds,
}

impl Held {
    pub(super) fn on(connection: &Connection, day: StudyDay) -> rusqlite::Result<Self> {
        let holds = Holds::new(holds(connection)?);
        let mut decks = Vec::new();
        for hold in holds.on(day) {
            if let Some(deck) = &hold.deck {
                let ids = decks_named(connection, std::slice::from_ref(deck))?;
                decks.extend(ids.into_iter().map(|id| [id, hold.due_up_to.number().into()]));
            }
        }
        let everywhere = holds.on(day).filter(|hold| hold.deck.is_none());
        Ok(Self {
            is_closed: holds.is_closed(day),
            due_up_to: everywhere.map(|hold| hold.due_up_to.number()).max(),
            decks: (!decks.is_empty()).then(|| serde_json::json!(decks).to_string()),
            holds,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Sample, day, noon, pass};
    use super::*;
    use crate::adapters::store::{CardChange, Deed, QueueRequest, Scope};
    use crate::learning::queue::Limits;

    fn moment(on: i32) -> Moment {
        Moment { at: noon(on), day: day(on) }
    }

    #[test]
    fn a_hold_is_a_step_that_can_be_taken_back() {
        let mut sample = Sample::with_cards(1);
        let postponed = Hold::postponing(day(0), 2, Some("Notes".to_owned()));
        let vacation = Hold::vacation(day(5), day(9));
        for hold in [&postponed, &vacation] {
            sample.store.hold(hold, moment(0)).unwrap();
        }
        let both = Holds::new(vec![postponed.clone(), vacation]);
        assert_eq!(sample.store.holds().unwrap(), both);
        let undone = sample.store.undo_last(noon(1), day(1)).unwrap().unwrap();
        assert_eq!((undone.step.deed, undone.kept), (Deed::Did(Act::Vacation), 0));
        assert_eq!(sample.store.holds().unwrap(), Holds::new(vec![postponed]));
        sample.store.redo_last(noon(1), day(1)).unwrap().unwrap();
        assert_eq!(sample.store.holds().unwrap(), both);
    }

    #[test]
    fn a_vacation_that_has_begun_ends_today() {
        let mut sample = Sample::with_cards(1);
        sample.store.hold(&Hold::vacation(day(5), day(9)), moment(0)).unwrap();
        sample.store.hold(&Hold::vacation(day(20), day(29)), moment(0)).unwrap();
        let before = sample.store.holds().unwrap();
        assert_eq!(sample.store.end_vacations(moment(7)).unwrap(), 2);
        let holds = sample.store.holds().unwrap();
        let closed = [6, 7, 9, 20].map(|on| holds.is_closed(day(on)));
        assert_eq!(closed, [true, false, false, false]);
        assert_eq!(sample.store.end_vacations(moment(7)).unwrap(), 0);
        sample.store.undo_last(noon(7), day(7)).unwrap().unwrap();
        assert_eq!(sample.store.holds().unwrap(), before);
    }

    /// Two cards that are due on day 1, in two decks, and a new one.
    fn collection() -> Sample {
        let mut sample = Sample::with_cards(2);
        sample.add_source(2, "Other::Deep");
        sample.add_card(3, 3, 2);
        for number in [1, 3] {
            pass(&mut sample, number, 0);
        }
        sample
    }

    #[track_caller]
    fn check(sample: &Sample, on: i32, cards: &[i64]) {
        let (scope, limits) = (Scope::default(), Limits::default());
        let queue = sample.store.queue(&QueueRequest::new(day(on))).unwrap();
        let mut asked: Vec<i64> = queue.cards.iter().map(|turn| turn.card.raw()).collect();
        asked.sort_unstable();
        assert_eq!(asked, cards, "day {on}");
        let total = sample.store.counts(day(on), &scope, limits).unwrap().total;
        assert_eq!(usize::try_from(total).unwrap(), cards.len());
    }

    #[test]
    fn what_is_postponed_is_not_asked_until_its_day() {
        let mut sample = collection();
        check(&sample, 1, &[1, 2, 3]);
        sample.store.hold(&Hold::postponing(day(1), 2, None), moment(1)).unwrap();
        check(&sample, 1, &[2]);
        check(&sample, 2, &[2]);
        check(&sample, 3, &[1, 2, 3]);
        sample.store.undo_last(noon(1), day(1)).unwrap();
        let deck = Some("other".to_owned());
        sample.store.hold(&Hold::postponing(day(1), 2, deck), moment(1)).unwrap();
        check(&sample, 2, &[1, 2]);
        check(&sample, 3, &[1, 2, 3]);
    }

    #[test]
    fn nothing_is_asked_on_a_vacation() {
        let mut sample = collection();
        sample.store.hold(&Hold::vacation(day(1), day(4)), moment(0)).unwrap();
        for (on, cards) in [(1, &[][..]), (4, &[]), (5, &[1, 2, 3])] {
            check(&sample, on, cards);
        }
    }

    #[test]
    fn a_buried_card_is_asked_again_on_its_day() {
        let mut sample = collection();
        let both = [1, 2].map(crate::adapters::store::testing::card);
        sample.store.change_cards(&both, &CardChange::BuryUntil(day(3)), moment(1)).unwrap();
        check(&sample, 2, &[3]);
        check(&sample, 3, &[1, 2, 3]);
    }
}
