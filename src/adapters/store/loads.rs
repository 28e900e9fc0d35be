//! How many cards are due on each day, for load balancing.
//!
//! At a million cards the days near an interval hold so many that to count them anew for each
//! answer and each of its buttons would take milliseconds. A day is counted where it is first looked
//! at, and the count then follows the answers. Whatever else is written, here or by another
//! process, makes all counts forgotten.

use super::upcoming::due_by_day;
use crate::values::ids::CardId;
use crate::values::time::StudyDay;
use rusqlite::{Connection, OptionalExtension as _};
use std::collections::HashMap;

/// What was counted, and of which state of the collection.
#[derive(Debug, Default)]
pub(super) struct Loads {
    cards: HashMap<StudyDay, u32>,
    counted_at: Option<Writes>,
}

/// What another write makes another value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Writes {
    /// Rows that this connection wrote.
    own: u64,
    /// Changes whenever another connection wrote.
    others: i64,
}

impl Writes {
    fn so_far(connection: &Connection) -> rusqlite::Result<Self> {
        let mut statement = connection.prepare_cached("PRAGMA data_version")?;
        let others = statement.query_row([], |row| row.get(0))?;
        Ok(Self { own: connection.total_changes(), others })
    }
}

impl Loads {
    /// How many cards are due on each of these days, first and last included, but for this one.
    pub(super) fn besides(
        &mut self,
        connection: &Connection,
        card: CardId,
        [from, to]: [StudyDay; 2],
    ) -> rusqlite::Result<impl Fn(StudyDay) -> u32> {
        self.count(connection, [from, to])?;
        let own = due_day(connection, card)?;
        Ok(move |day| {
            let cards = self.cards.get(&day).copied().unwrap_or(0);
            cards.saturating_sub(u32::from(own == Some(day)))
        })
    }

    /// Counts those of these days that are not counted.
    fn count(
        &mut self,
        connection: &Connection,
        [from, to]: [StudyDay; 2],
    ) -> rusqlite::Result<()> {
        self.check(connection)?;
        let days = u32::try_from(to.days_since(from)).unwrap_or(0);
        let mut missing =
            (0..=days).map(|days| from.plus_days(days)).filter(|day| !self.cards.contains_key(day));
        let Some(first) = missing.next() else { return Ok(()) };
        let last = missing.next_back().unwrap_or(first);
        let counted = due_by_day(connection, [first, last])?;
        let days = u32::try_from(last.days_since(first)).unwrap_or(0);
        self.cards.extend((0..=days).map(|days| (first.plus_days(days), 0)));
        self.cards.extend(counted);
        Ok(())
    }

    /// Forgets the counts if anything was written since.
    fn check(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let now = Writes::so_far(connection)?;
        if self.counted_at != Some(now) {
            self.cards.clear();
            self.counted_at = Some(now);
        }
        Ok(())
    }

    /// Lets an answer to this card be written, and follows it: its day is all that changes. Asked
    /// for inside its transaction, in which nobody else writes.
    pub(super) fn following<T>(
        &mut self,
        connection: &Connection,
        card: CardId,
        write: impl FnOnce(&mut Self) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        self.check(connection)?;
        let before = due_day(connection, card)?;
        let written = write(self)?;
        if let Some(cards) = before.and_then(|day| self.cards.get_mut(&day)) {
            *cards = cards.saturating_sub(1);
        }
        if let Some(cards) = due_day(connection, card)?.and_then(|day| self.cards.get_mut(&day)) {
            *cards += 1;
        }
        self.counted_at = Some(Writes::so_far(connection)?);
        Ok(written)
    }
}

/// The day on which a card is due, if it is in the review.
fn due_day(connection: &Connection, card: CardId) -> rusqlite::Result<Option<StudyDay>> {
    let sql = "SELECT due_day FROM schedules WHERE card_id = ?1 AND queued = 1";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row([card.raw()], |row| super::rows::day(row, "due_day")).optional()
}
