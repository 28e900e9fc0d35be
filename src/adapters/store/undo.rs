//! Taking back what was done last, whatever it was, and doing it again.

use super::answer::{log_operation, put_schedule, set_status, status_of};
use super::cards::reviews_of;
use super::changes::{Applied, Way, apply};
use super::deeds::{Act, Deed, Moment, Step, Undone};
use super::{Status, Store, StoreError, Verdict, failed, rows};
use crate::learning::review::replay;
use crate::values::ids::CardId;
use crate::values::time::{StudyDay, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, TransactionBehavior};

impl Store {
    /// Takes back the newest step that counts, and records that at this instant and day.
    ///
    /// `None` if nothing is left to take back. Schedules become what the rest of the log says;
    /// every field that the step changed becomes what it was, unless it is no longer what the
    /// step left.
    pub fn undo_last(
        &mut self,
        at: Timestamp,
        day: StudyDay,
    ) -> Result<Option<Undone>, StoreError> {
        self.turn(Turn::Undo, Moment { at, day }).map_err(failed("take back what was done last"))
    }

    /// Does again what the newest undo took back, and records that at this instant and day.
    ///
    /// `None` if nothing was taken back since something new was done.
    pub fn redo_last(
        &mut self,
        at: Timestamp,
        day: StudyDay,
    ) -> Result<Option<Undone>, StoreError> {
        self.turn(Turn::Redo, Moment { at, day }).map_err(failed("do again what was taken back"))
    }

    /// The steps that undo would take back, the next one first; as many as are wanted.
    pub fn steps(&self, limit: u32) -> Result<Vec<Step>, StoreError> {
        let read = || {
            let mut statement = self.connection.prepare_cached(counting!("steps.sql"))?;
            let steps = statement.query_map([limit], |row| step(&self.connection, row))?;
            steps.collect::<rusqlite::Result<_>>()
        };
        read().map_err(failed("read what was done"))
    }

    fn turn(&mut self, turn: Turn, moment: Moment) -> rusqlite::Result<Option<Undone>> {
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some(target) = turn.find(&transaction)? else { return Ok(None) };
        let undone = target.turn(&transaction, turn, moment)?;
        transaction.commit()?;
        Ok(Some(undone))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Undo,
    Redo,
}

/// A step with its place in the log.
struct Target {
    step: Step,
    /// The operation that did it.
    done_by: i64,
    /// The operation that a new one is to undo: the step's own, or the one that took it back.
    undoes: i64,
}

impl Turn {
    fn find(self, connection: &Connection) -> rusqlite::Result<Option<Target>> {
        let sql = match self {
            Self::Undo => counting!("last_step.sql"),
            Self::Redo => counting!("last_undone.sql"),
        };
        let target = |row: &Row<'_>| {
            Ok(Target {
                step: step(connection, row)?,
                done_by: row.get("id")?,
                undoes: row.get("undoes")?,
            })
        };
        connection.prepare_cached(sql)?.query_row([], target).optional()
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }

    const fn way(self) -> Way {
        match self {
            Self::Undo => Way::Back,
            Self::Redo => Way::Forth,
        }
    }
}

impl Target {
    fn turn(
        &self,
        transaction: &Transaction<'_>,
        turn: Turn,
        moment: Moment,
    ) -> rusqlite::Result<Undone> {
        log_operation(transaction, moment.at, moment.day, turn.word(), Some(self.undoes))?;
        let Applied { kept, .. } = apply(transaction, self.done_by, turn.way())?;
        for card in reviewed_by(transaction, self.done_by)? {
            restore(transaction, card)?;
        }
        Ok(Undone { step: self.step, kept })
    }
}

/// An operation as a step.
fn step(connection: &Connection, row: &Row<'_>) -> rusqlite::Result<Step> {
    let operation: i64 = row.get("id")?;
    let moment = Moment { at: rows::instant(row, "at_ms")?, day: rows::day(row, "study_day")? };
    let kind: String = row.get("kind")?;
    let one = |deed, card| Step { deed, card: Some(card), cards: 1, moment };
    match kind.as_str() {
        "review" => {
            let sql = "SELECT card_id, kind, grade FROM reviews WHERE operation_id = ?1";
            connection.prepare_cached(sql)?.query_row([operation], |row| {
                let (kind, grade) = (rows::review_kind(row)?, rows::grade(row)?);
                Ok(one(Deed::Answered { kind, grade }, rows::card_id(row, "card_id")?))
            })
        }
        "triage" => {
            let sql = "SELECT card_id, verdict FROM decisions WHERE operation_id = ?1";
            connection.prepare_cached(sql)?.query_row([operation], |row| {
                let verdict: String = row.get("verdict")?;
                let verdict = Verdict::parse(&verdict)
                    .ok_or_else(|| rows::meaningless("verdict", verdict))?;
                Ok(one(Deed::Decided(verdict), rows::card_id(row, "card_id")?))
            })
        }
        _ => {
            let act = Act::parse(&kind).ok_or_else(|| rows::meaningless("kind", kind))?;
            let (cards, first) = cards_of(connection, operation)?;
            let card = first.filter(|_| cards == 1);
            Ok(Step { deed: Deed::Did(act), card, cards, moment })
        }
    }
}

/// How many cards an operation changed, and the first of them.
fn cards_of(connection: &Connection, operation: i64) -> rusqlite::Result<(u64, Option<CardId>)> {
    connection.prepare_cached(include_str!("cards_of_step.sql"))?.query_row([operation], |row| {
        let first: Option<i64> = row.get("first")?;
        let cards: i64 = row.get("cards")?;
        Ok((cards.unsigned_abs(), first.map(CardId::from_raw)))
    })
}

/// The cards with reviews that are this operation's, or came in with it.
fn reviewed_by(connection: &Connection, operation: i64) -> rusqlite::Result<Vec<CardId>> {
    let sql = "SELECT DISTINCT card_id FROM reviews WHERE operation_id = ?1 OR brought_by = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_map([operation], |row| rows::card_id(row, "card_id"))?.collect()
}

/// Rebuilds a card's schedule from its log.
pub(super) fn restore(connection: &Connection, card: CardId) -> rusqlite::Result<()> {
    let schedule = replay(&reviews_of(connection, card)?);
    let status = status_of(connection, card)?;
    match (schedule, status) {
        (None, Some(Status::Review)) => set_status(connection, card, Status::New)?,
        (Some(_), Some(Status::New)) => set_status(connection, card, Status::Review)?,
        _ => {}
    }
    if let Some(schedule) = schedule {
        let scheduler = last_scheduler(connection, card)?;
        put_schedule(connection, card, &schedule, &scheduler)
    } else {
        connection
            .prepare_cached("DELETE FROM schedules WHERE card_id = ?1")?
            .execute([card.raw()])
            .map(drop)
    }
}

/// The scheduler that moved the card last; there is one where there is a schedule.
fn last_scheduler(connection: &Connection, card: CardId) -> rusqlite::Result<String> {
    connection
        .prepare_cached(counting!("last_scheduler.sql"))?
        .query_row([card.raw()], |row| row.get("scheduler"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Sample, card, day, noon, pass};
    use super::*;
    use crate::adapters::store::import::{Fingerprint, Source};
    use crate::adapters::store::{CardRecord, Decision};
    use crate::cards::generate::generate;
    use crate::cards::identity;
    use crate::notes::outline;

    const TOOLS: &str = "# Notes\n\n## Tools\n#### zoxide\n* A smarter way of changing folders \
        quickly #shell\n#### fd\n* A finder of files by their names\n";

    impl Sample {
        fn read(&mut self, text: &str) {
            let drafts = generate(&outline::read(text, "file")).cards;
            let mut import =
                self.store.begin_import(Moment { at: noon(0), day: day(0) }, 1).unwrap();
            import.remember_root("/n").unwrap();
            let known = import.known_sources().unwrap().remove("/n/a.md");
            let old = known.map_or(Vec::new(), |known| import.cards_of(known.id).unwrap());
            let hash = *blake3::hash(text.as_bytes()).as_bytes();
            let print = Fingerprint { size_bytes: 9, modified_ns: 9, hash, generator: 1 };
            let [path, title, deck] = ["/n/a.md", "Notes", "Notes::Deep"].map(str::to_owned);
            let source = Source { kind: "file", path, title, deck, given_deck: None, print };
            let matching = identity::matching(&old, &drafts, &[]);
            drop(import.retire(matching.gone.iter().map(|at| &old[*at])).unwrap());
            let tally = import.write(&source, &old, &drafts, &matching).unwrap().tally;
            import.commit(tally).unwrap();
        }

        fn back(&mut self) -> Option<Undone> {
            self.store.undo_last(noon(1), day(1)).unwrap()
        }

        fn forth(&mut self) -> Option<Undone> {
            self.store.redo_last(noon(1), day(1)).unwrap()
        }

        /// Everything a learner could see: cards with tags and schedules, places, and whether
        /// each source would be read again.
        fn seen(&self) -> Vec<String> {
            let mut seen = Vec::new();
            let visit = |card: CardRecord| -> Result<(), StoreError> {
                // The row of a fact is nobody's business.
                seen.push(format!("{:?}", CardRecord { fact: 0, ..card }));
                Ok(())
            };
            self.store.for_each_card(visit).unwrap();
            seen.extend(self.store.roots().unwrap());
            seen
        }

        fn answer_first(&mut self, on: i32) {
            let mut first = None;
            let visit = |card: CardRecord| -> Result<(), StoreError> {
                first = first.or(Some(card.id));
                Ok(())
            };
            self.store.for_each_card(visit).unwrap();
            pass(self, first.unwrap().raw(), on);
        }

        fn count(&self, sql: &str) -> i64 {
            self.store.connection.query_row(sql, [], |row| row.get(0)).unwrap()
        }
    }

    #[test]
    fn an_import_is_one_step_and_its_cards_come_back_with_their_ids() {
        let mut sample = Sample::new();
        let before = sample.seen();
        sample.read(TOOLS);
        let after = sample.seen();
        assert!(after.len() > 3, "{after:?}");
        let undone = sample.back().unwrap();
        assert_eq!((undone.step.deed, undone.kept), (Deed::Did(Act::Import), 0));
        assert!(undone.step.cards >= 2);
        assert_eq!(sample.seen(), before);
        assert!(sample.store.is_empty().unwrap());
        assert_eq!(sample.back(), None);
        assert_eq!(sample.forth().unwrap().step, undone.step);
        assert_eq!(sample.seen(), after);
        sample.back();
        sample.read(TOOLS);
        assert_eq!(sample.seen(), after, "the same notes make the same cards of it");
    }

    #[test]
    fn a_changed_note_is_taken_back_to_its_words_tags_and_facts() {
        let mut sample = Sample::new();
        sample.read(TOOLS);
        sample.answer_first(0);
        let before = sample.seen();
        sample.read("# Notes\n\n## Tools\n#### zoxide\n* A much smarter way of changing folders\n");
        let after = sample.seen();
        assert_ne!(before, after);
        assert_eq!(sample.back().unwrap().kept, 0);
        assert_eq!(sample.seen(), before);
        assert_eq!(sample.count("SELECT count(*) FROM pragma_foreign_key_check"), 0);
        sample.forth().unwrap();
        assert_eq!(sample.seen(), after);
    }

    #[test]
    fn what_was_taken_back_is_done_again_until_something_new_is_done() {
        let mut sample = Sample::with_cards(2);
        sample.answer_first(0);
        sample.answer_first(1);
        let two = sample.seen();
        assert_eq!(sample.forth(), None, "nothing was taken back");
        sample.back();
        let one = sample.seen();
        sample.back();
        sample.forth().unwrap();
        assert_eq!(sample.seen(), one);
        sample.forth().unwrap();
        assert_eq!(sample.seen(), two);
        assert_eq!(sample.forth(), None);
        sample.back();
        sample.answer_first(1);
        assert_eq!(sample.forth(), None, "something new was done");
        assert_eq!(sample.store.steps(9).unwrap().len(), 2);
    }

    #[test]
    fn what_something_else_changed_since_stays() {
        let mut sample = Sample::with_cards(1);
        sample.store.decide(card(1), &Decision::Drop, noon(0), day(0)).unwrap();
        sample.sql("UPDATE cards SET status = 'retired'");
        assert_eq!(sample.back().unwrap().kept, 1);
        assert_eq!(sample.count("SELECT count(*) FROM cards WHERE status = 'retired'"), 1);
    }

    #[test]
    fn reviews_brought_in_count_with_what_brought_them() {
        let mut sample = Sample::with_cards(1);
        sample.answer_first(0);
        let before = sample.seen();
        let brought = "INSERT INTO operations VALUES (7, 7, 20001, 'import', NULL, '{}');
            INSERT INTO operations VALUES (8, 8, 20001, 'brought', NULL, '{}');
            INSERT INTO reviews SELECT 8, card_id, at_ms + 1, study_day + 1, kind, 5, took_ms, 0,
                scheduler, rules, 1, 250, 1, 20001, 2, 260, 6, 20007, 0, 7 FROM reviews";
        sample.sql(brought);
        assert_eq!(sample.store.steps(9).unwrap().len(), 2);
        assert_eq!(sample.store.reviews_of(card(1)).unwrap().len(), 2);
        assert_eq!(sample.back().unwrap().step.deed, Deed::Did(Act::Import));
        assert_eq!(sample.seen(), before);
        sample.forth().unwrap();
        let schedule = sample.store.card(card(1)).unwrap().unwrap().schedule.unwrap();
        assert_eq!((schedule.due, schedule.answers), (day(7), 2));
    }
}
