//! Writing down what an operation changes, so that it can be taken back.
//!
//! While an operation is recorded, triggers put every change of a tracked table into `changes`:
//! whoever changes a card, a tag or a source need not say so, and cannot forget to.
//!
//! ```ignore
//! let recording = Recording::begin(&transaction)?;
//! // ... any statements on tracked tables ...
//! recording.finish(&transaction, Act::Suspend, moment, &detail)?;
//! ```

use super::deeds::{Act, Moment};
use super::tracked::{Life, TRACKED, Tracked};
use rusqlite::{Connection, named_params};
use std::ops::Range;

/// An operation under way in a transaction, whose changes are written down.
///
/// Its row in the log is written last, or when [`Recording::log`] is called: only then is it
/// known what it came to. A transaction records one operation at a time.
#[must_use = "a recording is finished or discarded"]
#[derive(Debug)]
pub(crate) struct Recording {
    operation: i64,
    is_logged: bool,
}

impl Recording {
    /// Begins to write down what changes, in the transaction that is open.
    pub(crate) fn begin(connection: &Connection) -> rusqlite::Result<Self> {
        Self::begin_with(connection, Births::One)
    }

    /// The same but for the births of cards, which [`Recording::cards_born`] tells of: a trigger
    /// for each of many costs as much as the card.
    pub(super) fn begin_but_for_births_of_cards(connection: &Connection) -> rusqlite::Result<Self> {
        Self::begin_with(connection, Births::Together)
    }

    fn begin_with(connection: &Connection, births: Births) -> rusqlite::Result<Self> {
        prepare(connection)?;
        births.begin(connection)?;
        let operation = connection
            .prepare_cached(include_str!("begin_recording.sql"))?
            .query_row([], |row| row.get("operation_id"))?;
        Ok(Self { operation, is_logged: false })
    }

    /// The operation's number in the log.
    pub(crate) const fn operation(&self) -> i64 {
        self.operation
    }

    /// From now on the births of cards are written down each.
    pub(super) fn cards_are_born_alone(connection: &Connection) -> rusqlite::Result<()> {
        Births::One.begin(connection)
    }

    /// Writes down that the cards of these ids were born, as they are now.
    pub(super) fn cards_born(
        &self,
        connection: &Connection,
        ids: Range<i64>,
    ) -> rusqlite::Result<()> {
        let Some(Tracked { life: Life::Stays(born_from), .. }) = Tracked::find("cards") else {
            return Ok(());
        };
        let [before, after] = birth("cards", born_from);
        let sql = format!(
            "INSERT INTO changes (operation_id, subject, row, before, after)
             SELECT ?1, 'cards', id, {before}, {after} FROM cards
             WHERE id >= ?2 AND id < ?3 ORDER BY id"
        );
        connection.prepare_cached(&sql)?.execute([self.operation, ids.start, ids.end]).map(drop)
    }

    /// Whether anything was changed so far.
    pub(crate) fn changed(&self, connection: &Connection) -> rusqlite::Result<bool> {
        connection
            .prepare_cached("SELECT 1 FROM changes WHERE operation_id = ?1 LIMIT 1")?
            .exists([self.operation])
    }

    /// Writes the operation into the log now: rows that name it, such as reviews that it brings
    /// in, can follow.
    pub(crate) fn log(
        &mut self,
        connection: &Connection,
        act: Act,
        moment: Moment,
        detail: &serde_json::Value,
    ) -> rusqlite::Result<()> {
        self.log_as(connection, act.as_str(), moment, detail)
    }

    /// The same for what has a table of its own beside its changes.
    pub(super) fn log_as(
        &mut self,
        connection: &Connection,
        kind: &str,
        moment: Moment,
        detail: &serde_json::Value,
    ) -> rusqlite::Result<()> {
        debug_assert!(!self.is_logged, "an operation is logged once");
        connection.prepare_cached(include_str!("log_recorded.sql"))?.execute(named_params! {
            ":id": self.operation,
            ":at": moment.at.ms(),
            ":day": moment.day.number(),
            ":kind": kind,
            ":detail": detail.to_string(),
        })?;
        self.is_logged = true;
        Ok(())
    }

    /// Ends the recording. Gives the operation, unless nothing was changed: then it is in no log.
    pub(crate) fn finish(
        mut self,
        connection: &Connection,
        act: Act,
        moment: Moment,
        detail: &serde_json::Value,
    ) -> rusqlite::Result<Option<i64>> {
        if !self.is_logged && self.changed(connection)? {
            self.log(connection, act, moment, detail)?;
        }
        self.end(connection)
    }

    /// Ends the recording. Gives the operation, if it was logged.
    pub(super) fn end(self, connection: &Connection) -> rusqlite::Result<Option<i64>> {
        stop(connection)?;
        Ok(self.is_logged.then_some(self.operation))
    }

    /// Ends the recording of what is not worth a step of its own. The changes stay made, and
    /// cannot be taken back.
    pub(crate) fn discard(self, connection: &Connection) -> rusqlite::Result<()> {
        connection
            .prepare_cached("DELETE FROM changes WHERE operation_id = ?1")?
            .execute([self.operation])?;
        stop(connection)
    }
}

/// How the births of cards are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Births {
    /// Each by a trigger.
    One,
    /// Together, by [`Recording::cards_born`].
    Together,
}

impl Births {
    /// The trigger is there only where it has something to say: even one that finds at once that
    /// it has not is a program of its own for each card.
    fn begin(self, connection: &Connection) -> rusqlite::Result<()> {
        match self {
            Self::One => connection.execute_batch(&on_birth_of_card()),
            Self::Together => {
                connection.execute_batch("DROP TRIGGER IF EXISTS temp.record_cards_INSERT")
            }
        }
    }
}

/// Makes what a connection needs for recordings, unless it has that from an earlier one.
fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    if connection.table_exists(Some("temp"), "recording")? {
        return Ok(());
    }
    connection.execute_batch(include_str!("recording.sql"))?;
    for tracked in TRACKED {
        for sql in triggers(tracked) {
            connection.execute_batch(&sql)?;
        }
    }
    Ok(())
}

fn stop(connection: &Connection) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM recording")?.execute([]).map(drop)
}

/// The statements that make the triggers of a table.
fn triggers(tracked: &Tracked) -> Vec<String> {
    let updates = on_update(tracked);
    match tracked.life {
        // Nobody sees the row itself, so its birth need not be taken back.
        Life::Stays([]) => vec![updates],
        // The births of cards have theirs only while each is written down by itself.
        Life::Stays(_) if tracked.table == "cards" => vec![updates],
        Life::Stays(born_from) => vec![updates, on_birth(tracked, born_from)],
        Life::Swept => vec![updates, on_whole(tracked, "DELETE", "OLD")],
        Life::ComesAndGoes => {
            vec![updates, on_whole(tracked, "INSERT", "NEW"), on_whole(tracked, "DELETE", "OLD")]
        }
    }
}

fn trigger(tracked: &Tracked, event: &str, when: &str, values: &str) -> String {
    let table = tracked.table;
    format!(
        "CREATE TEMP TRIGGER IF NOT EXISTS record_{table}_{event} AFTER {event} ON main.{table}
         WHEN EXISTS (SELECT 1 FROM recording){when}
         BEGIN
             INSERT INTO changes (operation_id, subject, row, before, after)
             SELECT (SELECT operation_id FROM recording), '{table}', {values};
         END"
    )
}

/// Only the fields that differ are written down.
fn on_update(tracked: &Tracked) -> String {
    let mut pairs = Vec::new();
    let mut differ = Vec::new();
    for field in tracked.fields {
        let [old, new] = ["OLD", "NEW"].map(|row| Tracked::written(row, field));
        pairs.push(format!("SELECT '{field}' AS field, {old} AS old, {new} AS new"));
        differ.push(format!("OLD.{field} IS NOT NEW.{field}"));
    }
    let values = format!(
        "NEW.{key}, json_group_object(field, old), json_group_object(field, new)
         FROM ({pairs}) WHERE old IS NOT new",
        key = tracked.key,
        pairs = pairs.join(" UNION ALL "),
    );
    trigger(tracked, "UPDATE", &format!(" AND ({})", differ.join(" OR ")), &values)
}

/// The birth of a row that stays is a change from what it becomes when that is taken back.
fn on_birth(tracked: &Tracked, born_from: &[(&str, &str)]) -> String {
    let [before, after] = birth("NEW", born_from);
    let values = format!("NEW.{key}, {before}, {after}", key = tracked.key);
    trigger(tracked, "INSERT", "", &values)
}

fn on_birth_of_card() -> String {
    match Tracked::find("cards") {
        Some(cards @ Tracked { life: Life::Stays(born_from), .. }) => on_birth(cards, born_from),
        _ => String::new(),
    }
}

/// What a row that is born is written down as, before and after.
fn birth(row: &str, born_from: &[(&str, &str)]) -> [String; 2] {
    let before = born_from.iter().map(|(field, value)| format!("'{field}', {value}"));
    let after =
        born_from.iter().map(|(field, _)| format!("'{field}', {}", Tracked::written(row, field)));
    [before.collect::<Vec<_>>(), after.collect()]
        .map(|fields| format!("json_object({})", fields.join(", ")))
}

/// A row that is added or removed is written down as a whole.
fn on_whole(tracked: &Tracked, event: &str, row: &str) -> String {
    let field = |field: &&str| format!("'{field}', {}", Tracked::written(row, field));
    let fields: Vec<String> = tracked.fields.iter().map(field).collect();
    let object = format!("json_object({})", fields.join(", "));
    let [before, after] =
        if event == "INSERT" { ["NULL", object.as_str()] } else { [object.as_str(), "NULL"] };
    trigger(tracked, event, "", &format!("{row}.{}, {before}, {after}", tracked.key))
}
