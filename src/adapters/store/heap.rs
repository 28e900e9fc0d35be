//! Rows inserted many in a statement.
//!
//! For each statement `SQLite` opens every index of the table, builds anew the list of words that a
//! status may be, and keeps every page that it touches, so that it can fail alone: together they
//! cost more than the row.

use rusqlite::{Connection, Statement};
use std::iter::repeat_n;

/// Rows in a statement at most.
pub(super) const MOST: usize = 32;

/// Inserts rows of so many values. `put` is the statement for one of them; `bind` gives a statement
/// the values of a row, in the order of its columns, behind those `before` it.
pub(super) fn insert<T>(
    connection: &Connection,
    put: &str,
    width: usize,
    rows: &[T],
    bind: impl Fn(&T, &mut Statement<'_>, usize) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut rest = rows;
    while !rest.is_empty() {
        // A power of two: so there are few statements to be prepared.
        let (now, later) = rest.split_at(MOST.min(1 << rest.len().ilog2()));
        let mut statement = connection.prepare_cached(&sql(put, width, now.len()))?;
        for (at, row) in now.iter().enumerate() {
            bind(row, &mut statement, at * width)?;
        }
        statement.raw_execute()?;
        rest = later;
    }
    Ok(())
}

/// The statement for so many rows, whose values are told by their places: a name would be looked
/// up for each.
fn sql(put: &str, width: usize, rows: usize) -> String {
    const CONFLICT: &str = "ON CONFLICT";
    let (columns, rest) = put.split_once("VALUES").unwrap_or((put, ""));
    let values = format!("({})", repeat_n("?", width).collect::<Vec<_>>().join(", "));
    let values = repeat_n(values, rows).collect::<Vec<_>>().join(", ");
    match rest.split_once(CONFLICT) {
        Some((_, otherwise)) => format!("{columns}VALUES {values} {CONFLICT}{otherwise}"),
        None => format!("{columns}VALUES {values}"),
    }
}
