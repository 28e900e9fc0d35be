//! New cards, many in a statement.

use crate::adapters::store::{Status, heap, tags};
use crate::cards::{CRUMB, Draft};
use crate::values::time::Timestamp;
use rusqlite::{Connection, Statement, ToSql};

/// The statement for one card, with a name for each value.
const PUT_CARD: &str = include_str!("../put_card.sql");
/// Values of a card.
const VALUES: usize = 18;

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
    heap::insert(connection, PUT_CARD, VALUES, births, |birth, statement, before| {
        birth.bind(statement, before, place)
    })?;
    births.iter().try_for_each(|birth| tags::put(connection, birth.id, &birth.draft.tags))
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
