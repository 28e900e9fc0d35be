//! Whether a collection is sound: its file, its references, and that every schedule is what a
//! replay of the log gives, bit for bit.

use super::cards::schedule_of;
use super::logs::{Origin, each_log};
use super::undo::restore;
use super::{Status, Store, StoreError, failed, rows};
use crate::learning::review::{Review, ReviewKind, Scheduled, replay};
use crate::learning::schedule::sm2::Sm2;
use crate::learning::schedule::{Scheduler as _, State};
use crate::values::ids::CardId;
use crate::values::time::Timestamp;
use rusqlite::{Connection, TransactionBehavior};

/// Something that is wrong with a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file itself, as `SQLite` says it.
    File(String),
    /// A row that names another which is not there.
    Reference {
        /// The table.
        table: String,
        /// The table of the one that is missing.
        missing: String,
    },
    /// A schedule is not what the log says.
    Schedule {
        /// The card.
        card: CardId,
        /// What is stored.
        stored: Option<Scheduled>,
        /// What a replay of the log gives.
        replayed: Option<Scheduled>,
    },
    /// A card is on no schedule though its status says so, or the other way round.
    Status {
        /// The card.
        card: CardId,
        /// Its status.
        status: Status,
    },
    /// A line of the log is not what its rules give.
    Line {
        /// The card.
        card: CardId,
        /// When it was answered.
        at: Timestamp,
        /// What the log has.
        logged: State,
        /// What the rules give.
        given: State,
    },
    /// An index for searching is not what the cards say.
    Search(String),
}

impl Fault {
    /// Whether it lies in what can be rebuilt from the log and the cards.
    pub const fn is_in_cache(&self) -> bool {
        matches!(self, Self::Schedule { .. } | Self::Status { .. } | Self::Search(_))
    }
}

/// What a look at everything came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checkup {
    /// Cards in the collection.
    pub cards: u64,
    /// Reviews that count.
    pub reviews: u64,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

impl Store {
    /// Looks at everything, and changes nothing.
    pub fn check_up(&self) -> Result<Checkup, StoreError> {
        let mut checkup = Checkup { faults: file_faults(&self.connection), ..Checkup::default() };
        if checkup.faults.is_empty() {
            look(&self.connection, &mut checkup).map_err(failed("check the collection"))?;
        }
        Ok(checkup)
    }

    /// Rebuilds what can be rebuilt of these faults, in one transaction; says how many. Neither
    /// the log nor a card is touched.
    pub fn rebuild(&mut self, faults: &[Fault]) -> Result<usize, StoreError> {
        let failed = failed("rebuild the schedules");
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(&failed)?;
        let mut rebuilt = 0;
        for fault in faults {
            match fault {
                Fault::Schedule { card, .. } | Fault::Status { card, .. } => {
                    restore(&transaction, *card).map_err(&failed)?;
                }
                Fault::Search(table) => {
                    let sql = format!("INSERT INTO \"{table}\" (\"{table}\") VALUES ('rebuild')");
                    transaction.execute(&sql, []).map_err(&failed)?;
                }
                Fault::File(_) | Fault::Reference { .. } | Fault::Line { .. } => continue,
            }
            rebuilt += 1;
        }
        transaction.commit().map_err(&failed)?;
        Ok(rebuilt)
    }
}

/// What `SQLite` itself finds. A file so damaged that it cannot look is a fault like others.
fn file_faults(connection: &Connection) -> Vec<Fault> {
    let look = || -> rusqlite::Result<Vec<Fault>> {
        let mut statement = connection.prepare("PRAGMA integrity_check")?;
        let said = statement.query_map([], |row| row.get::<_, String>("integrity_check"))?;
        let said = said.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(said.into_iter().filter(|line| line != "ok").map(Fault::File).collect())
    };
    look().unwrap_or_else(|error| vec![Fault::File(error.to_string())])
}

fn look(connection: &Connection, checkup: &mut Checkup) -> rusqlite::Result<()> {
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>("n"));
    checkup.cards = count("SELECT count(*) AS n FROM cards WHERE withdrawn = 0")?.unsigned_abs();
    references(connection, &mut checkup.faults)?;
    replays(connection, checkup)?;
    unlogged(connection, &mut checkup.faults)?;
    statuses(connection, &mut checkup.faults)?;
    searches(connection, &mut checkup.faults)
}

fn references(connection: &Connection, faults: &mut Vec<Fault>) -> rusqlite::Result<()> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let found = statement.query_map([], |row| {
        Ok(Fault::Reference { table: row.get("table")?, missing: row.get("parent")? })
    })?;
    for fault in found {
        faults.push(fault?);
    }
    Ok(())
}

/// Replays the whole log, card by card, and compares.
fn replays(connection: &Connection, checkup: &mut Checkup) -> rusqlite::Result<()> {
    each_log(connection, |card, lines| {
        checkup.reviews += u64::try_from(lines.len()).unwrap_or(0);
        let given = lines.iter().filter(|line| line.origin == Origin::Given);
        checkup.faults.extend(given.filter_map(|line| wrong_line(card, &line.review, &line.rules)));
        let reviews: Vec<Review> = lines.iter().map(|line| line.review).collect();
        let (stored, replayed) = (schedule_of(connection, card)?, replay(&reviews));
        if stored != replayed {
            checkup.faults.push(Fault::Schedule { card, stored, replayed });
        }
        Ok(())
    })
}

/// A scheduled answer whose outcome is not what its rules give. An interval may be shorter than
/// that, by the longest one that was set then.
fn wrong_line(card: CardId, review: &Review, rules: &str) -> Option<Fault> {
    let rules = Sm2::by_name(rules).filter(|_| review.kind == ReviewKind::Scheduled)?;
    let before = review.before.map_or(State::NEW, |(state, _)| state);
    let given = rules.next(before, review.grade);
    let logged = review.after;
    let agrees = (logged.repetition, logged.ef) == (given.repetition, given.ef)
        && (1..=given.interval_days).contains(&logged.interval_days);
    (!agrees).then_some(Fault::Line { card, at: review.at, logged, given })
}

/// Schedules of cards without a line in the log.
fn unlogged(connection: &Connection, faults: &mut Vec<Fault>) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(counting!("doctor_unlogged.sql"))?;
    let found = statement.query_map([], |row| rows::card_id(row, "card_id"))?;
    for card in found {
        let card = card?;
        let stored = schedule_of(connection, card)?;
        faults.push(Fault::Schedule { card, stored, replayed: None });
    }
    Ok(())
}

fn statuses(connection: &Connection, faults: &mut Vec<Fault>) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(include_str!("doctor_statuses.sql"))?;
    let found = statement.query_map([], |row| {
        Ok(Fault::Status { card: rows::card_id(row, "id")?, status: rows::status(row, "status")? })
    })?;
    for fault in found {
        faults.push(fault?);
    }
    Ok(())
}

/// Full-text indexes check themselves against what they index.
fn searches(connection: &Connection, faults: &mut Vec<Fault>) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(include_str!("doctor_searches.sql"))?;
    let tables = statement.query_map([], |row| row.get::<_, String>("name"))?;
    for table in tables {
        let table = table?;
        let sql =
            format!("INSERT INTO \"{table}\" (\"{table}\", rank) VALUES ('integrity-check', 1)");
        match connection.execute(&sql, []) {
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt) =>
            {
                faults.push(Fault::Search(table));
            }
            other => drop(other?),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Sample, card, day, noon, pass};
    use super::*;

    fn reviewed() -> Sample {
        let mut sample = Sample::with_cards(3);
        for (number, on) in [(1, 0), (2, 0), (1, 1), (1, 7)] {
            pass(&mut sample, number, on);
        }
        sample
    }

    fn faults(sample: &Sample) -> Vec<Fault> {
        sample.store.check_up().unwrap().faults
    }

    #[test]
    fn a_sound_collection_has_no_faults() {
        let mut sample = reviewed();
        let checkup = sample.store.check_up().unwrap();
        assert_eq!((checkup.cards, checkup.reviews), (3, 4));
        assert_eq!(checkup.faults, []);
        sample.store.undo_last(noon(8), day(8)).unwrap();
        let checkup = sample.store.check_up().unwrap();
        assert_eq!((checkup.reviews, &checkup.faults[..]), (3, &[][..]));
    }

    #[test]
    fn a_schedule_that_is_not_what_the_log_says_is_found_and_rebuilt() {
        for wrong in [
            "UPDATE schedules SET due_day = due_day + 1 WHERE card_id = 1",
            "UPDATE schedules SET lapses = 3 WHERE card_id = 1",
            "DELETE FROM schedules WHERE card_id = 1",
            "INSERT INTO schedules SELECT 3, scheduler, repetition, ef_hundredths, interval_days,
                 due_day, last_day, last_at_ms, answers, lapses, 0, NULL FROM schedules WHERE card_id = 1",
            "UPDATE schedules SET queued = 0 WHERE card_id = 1",
            "UPDATE cards SET status = 'new' WHERE id = 1",
        ] {
            let mut sample = reviewed();
            let before = format!("{:?}", sample.store.card(card(1)).unwrap());
            sample.sql(wrong);
            let found = faults(&sample);
            assert!(!found.is_empty() && found.iter().all(Fault::is_in_cache), "{wrong}: {found:?}");
            assert_eq!(sample.store.rebuild(&found).unwrap(), found.len());
            assert_eq!(faults(&sample), [], "{wrong}");
            assert_eq!(format!("{:?}", sample.store.card(card(1)).unwrap()), before);
        }
    }

    #[test]
    fn a_card_that_says_another_thing_is_still_asked_anew_when_its_schedule_is_rebuilt() {
        let days = |sample: &Sample| -> (i32, Option<i32>) {
            let sql = "SELECT due_day - 20000, planned_due_day - 20000 FROM schedules
                WHERE card_id = 1";
            let get = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            sample.store.connection.query_row(sql, [], get).unwrap()
        };
        for wrong in [
            "UPDATE schedules SET lapses = 3 WHERE card_id = 1",
            "DELETE FROM schedules WHERE card_id = 1",
        ] {
            let mut sample = reviewed();
            assert_eq!(days(&sample), (22, None));
            sample.sql("UPDATE cards SET was_question = 'q', was_answer = 'a', changed_day = 20008 WHERE id = 1");
            assert_eq!(days(&sample), (8, Some(22)));
            sample.sql(wrong);
            let found = faults(&sample);
            sample.store.rebuild(&found).unwrap();
            assert_eq!((days(&sample), faults(&sample)), ((8, Some(22)), vec![]), "{wrong}");
        }
    }

    #[test]
    fn a_line_that_its_rules_do_not_give_is_found_and_left() {
        let mut sample = reviewed();
        sample.sql(
            "DROP TRIGGER reviews_are_never_changed;
             UPDATE reviews SET ef_hundredths_after = 260 WHERE operation_id = 2",
        );
        let found = faults(&sample);
        assert!(matches!(found[0], Fault::Line { card: of, .. } if of == card(2)), "{found:?}");
        sample.store.rebuild(&found).unwrap();
        assert_eq!(faults(&sample).len(), 1, "the log is as it was");
    }

    #[test]
    fn a_reference_to_nothing_is_found() {
        let sample = reviewed();
        sample.sql("PRAGMA foreign_keys = off; DELETE FROM decks");
        assert!(
            faults(&sample).iter().any(
                |fault| matches!(fault, Fault::Reference { missing, .. } if missing == "decks")
            )
        );
    }
}
