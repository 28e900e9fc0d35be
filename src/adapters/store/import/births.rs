//! New cards, many in a statement.
//!
//! For each statement `SQLite` opens every index of the table, and builds anew the list of words
//! that a status may be: both together cost more than the row.

use crate::adapters::store::{Status, tags};
use crate::cards::{CRUMB, Draft};
use crate::values::time::Timestamp;
use rusqlite::{Connection, Statement, ToSql};
use std::iter::repeat_n;

/// The statement for one card, with a name for each value.
const PUT_CARD: &str = include_str!("../put_card.sql");
/// Values of a card.
const VALUES: usize = 18;
/// Cards in a statement at most.
const MOST: usize = 32;

/// A card that is about to be born.
pub(super) struct Birth<'d> {
    pub(super) id: i64,
    pub(super) fact: i64,
    pub(super) ordinal: i64,
    pub(super) status: Status,
    pub(super) question: String,
    pub(super) key: i64,
    pub(super) draft: &'d Draft,
}

/// What the new cards of a source have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) source: i64,
    pub(super) deck: i64,
    pub(super) at: Timestamp,
}

/// Inserts new cards of one source, with their tags.
pub(super) fn insert(
    connection: &Connection,
    births: &[Birth<'_>],
    place: Place,
) -> rusqlite::Result<()> {
    let mut rest = births;
    while !rest.is_empty() {
        // A power of two: so there are few statements to be prepared.
        let (now, later) = rest.split_at(MOST.min(1 << rest.len().ilog2()));
        let mut statement = connection.prepare_cached(&sql(now.len()))?;
        for (row, birth) in now.iter().enumerate() {
            birth.bind(&mut statement, row * VALUES, place)?;
        }
        statement.raw_execute()?;
        rest = later;
    }
    births.iter().try_for_each(|birth| tags::put(connection, birth.id, &birth.draft.tags))
}

/// The statement for so many cards, whose values are told by their places: a name would be looked
/// up for each.
fn sql(cards: usize) -> String {
    let columns = PUT_CARD.split_once("VALUES").map_or(PUT_CARD, |(columns, _)| columns);
    let values = format!("({})", repeat_n("?", VALUES).collect::<Vec<_>>().join(", "));
    format!("{columns}VALUES {}", repeat_n(values, cards).collect::<Vec<_>>().join(", "))
}

impl Birth<'_> {
    /// Gives a statement the values of a card, in the order of its columns.
    fn bind(
        &self,
        statement: &mut Statement<'_>,
        before: usize,
        place: Place,
    ) -> rusqlite::Result<()> {
        let Self { draft, .. } = self;
        let at = place.at.ms();
        let values: [&dyn ToSql; VALUES] = [
            &self.id,
            &place.source,
            &self.fact,
            &place.deck,
            &self.ordinal,
            &self.status.as_str(),
            &draft.tier.name(),
            &draft.rule,
            &draft.kind,
            &draft.variant,
            &draft.confidence,
            &self.question,
            &draft.answer,
            &draft.context.join(CRUMB),
            &draft.lines.to_string(),
            &self.key,
            &at,
            &at,
        ];
        for (value, place) in values.iter().zip(before + 1..) {
            statement.raw_bind_parameter(place, value)?;
        }
        Ok(())
    }
}
