//! Putting back what an operation changed, or making it so again.

use super::tracked::{Life, Tracked};
use super::{rows, tags};
use crate::values::ids::CardId;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};
use std::collections::BTreeSet;

/// Which way the changes of an operation are gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// The newest first, each field back to what it was before.
    Back,
    /// The oldest first, each field to what it was after.
    Forth,
}

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Applied {
    /// The cards that were changed.
    pub(super) cards: BTreeSet<CardId>,
    /// Rows of which something stayed, because it is not what the operation left.
    pub(super) kept: u32,
}

/// A line of `changes`, as it is to be applied.
struct Change {
    tracked: &'static Tracked,
    row: Value,
    /// What the fields are now, and are to become; `None` without the row.
    now: Option<Fields>,
    then: Option<Fields>,
}

type Fields = serde_json::Map<String, serde_json::Value>;

/// Applies the changes of an operation. A field is only put back where it is what the operation
/// left.
pub(super) fn apply(
    connection: &Connection,
    operation: i64,
    way: Way,
) -> rusqlite::Result<Applied> {
    let mut applied = Applied::default();
    let mut statement = connection.prepare_cached(match way {
        Way::Back => include_str!("changes_back.sql"),
        Way::Forth => include_str!("changes_forth.sql"),
    })?;
    let mut lines = statement.query([operation])?;
    while let Some(line) = lines.next()? {
        let change = Change::of(line, way)?;
        if !change.apply(connection)? {
            applied.kept += 1;
        }
        if let ("cards" | "card_tags", Value::Integer(id)) = (change.tracked.table, &change.row) {
            applied.cards.insert(CardId::from_raw(*id));
        }
    }
    tags::sweep(connection)?;
    Ok(applied)
}

impl Change {
    fn of(line: &Row<'_>, way: Way) -> rusqlite::Result<Self> {
        let table: String = line.get("subject")?;
        let tracked = Tracked::find(&table).ok_or_else(|| rows::meaningless("subject", table))?;
        let [before, after] = [fields(line, "before")?, fields(line, "after")?];
        let (now, then) = match way {
            Way::Back => (after, before),
            Way::Forth => (before, after),
        };
        Ok(Self { tracked, row: line.get("row")?, now, then })
    }

    /// Makes it so; `false` where something that can be seen stayed as it is.
    fn apply(&self, connection: &Connection) -> rusqlite::Result<bool> {
        match (&self.now, &self.then) {
            (Some(now), Some(then)) => self.update(connection, now, then),
            (None, Some(then)) => self.add(connection, then),
            (Some(now), None) => self.remove(connection, now),
            (None, None) => Ok(true),
        }
    }

    fn update(
        &self,
        connection: &Connection,
        now: &Fields,
        then: &Fields,
    ) -> rusqlite::Result<bool> {
        let Tracked { table, key, quiet, .. } = self.tracked;
        let mut is_whole = true;
        for (name, to) in then {
            let field = self.field(name)?;
            let (from, to) = (value(now.get(name)), value(Some(to)));
            let [left, wanted] = ["?2", "?3"].map(|value| Tracked::read(field, value));
            let sql = format!(
                "UPDATE {table} SET {field} = {wanted} WHERE {key} = ?1 AND {field} IS {left}"
            );
            let changed = connection.prepare_cached(&sql)?.execute((&self.row, from, to))?;
            is_whole &= changed > 0 || quiet.contains(&field);
        }
        if *table == "sources" {
            // Whatever its file holds now, the next import reads it.
            connection
                .prepare_cached("UPDATE sources SET size_bytes = 0, modified_ns = 0 WHERE id = ?1")?
                .execute([&self.row])?;
        }
        Ok(is_whole)
    }

    fn add(&self, connection: &Connection, then: &Fields) -> rusqlite::Result<bool> {
        if let Some(serde_json::Value::String(tag)) = then.get(Tracked::TAG) {
            let Value::Integer(card) = self.row else { return Ok(true) };
            tags::put(connection, card, std::slice::from_ref(tag))?;
            return Ok(true);
        }
        let (mut columns, mut values) = (Vec::new(), Vec::new());
        for (name, to) in then {
            columns.push(self.field(name)?);
            values.push(value(Some(to)));
        }
        let places: Vec<String> = (1..=columns.len()).map(|place| format!("?{place}")).collect();
        let sets: Vec<String> =
            columns.iter().map(|column| format!("{column} = excluded.{column}")).collect();
        let sql = format!(
            "INSERT INTO {table} ({columns}) VALUES ({places})
             ON CONFLICT ({key}) DO UPDATE SET {sets}",
            table = self.tracked.table,
            columns = columns.join(", "),
            places = places.join(", "),
            key = self.tracked.key,
            sets = sets.join(", "),
        );
        connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(true)
    }

    fn remove(&self, connection: &Connection, now: &Fields) -> rusqlite::Result<bool> {
        let Tracked { table, key, life, .. } = self.tracked;
        if matches!(life, Life::Swept) {
            // A later import sweeps it away where nothing points at it.
            return Ok(true);
        }
        let removed = if now.contains_key(Tracked::TAG) {
            connection
                .prepare_cached(include_str!("remove_card_tag.sql"))?
                .execute((&self.row, value(now.get(Tracked::TAG))))?
        } else {
            let sql = format!("DELETE FROM {table} WHERE {key} = ?1");
            connection.prepare_cached(&sql)?.execute([&self.row])?
        };
        Ok(removed > 0)
    }

    fn field(&self, name: &str) -> rusqlite::Result<&'static str> {
        self.tracked.field(name).ok_or_else(|| rows::meaningless("subject", name))
    }
}

fn fields(line: &Row<'_>, column: &'static str) -> rusqlite::Result<Option<Fields>> {
    let Some(text) = line.get::<_, Option<String>>(column)? else { return Ok(None) };
    serde_json::from_str(&text).map(Some).map_err(|_| rows::meaningless(column, text))
}

/// A field as SQLite takes it. No tracked field is a fraction or a list.
fn value(json: Option<&serde_json::Value>) -> Value {
    match json {
        Some(serde_json::Value::Number(number)) => number.as_i64().map_or(Value::Null, Value::from),
        Some(serde_json::Value::String(text)) => Value::Text(text.clone()),
        _ => Value::Null,
    }
}
