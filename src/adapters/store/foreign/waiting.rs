//! What an intake adds, until there is enough of it for a statement: of a hundred thousand cards,
//! most of the time would go into statements for one row.

use crate::adapters::store::heap::{self, MOST};
use crate::adapters::store::tags;
use crate::values::ids::CardId;
use rusqlite::Connection;
use rusqlite::types::Value;

/// Rows of a table, each with its values in the order of the table's columns in `put`.
#[derive(Debug)]
pub(super) struct Rows<const WIDTH: usize> {
    put: &'static str,
    rows: Vec<[Value; WIDTH]>,
}

impl<const WIDTH: usize> Rows<WIDTH> {
    const fn new(put: &'static str) -> Self {
        Self { put, rows: Vec::new() }
    }

    pub(super) fn push(&mut self, row: [Value; WIDTH]) {
        self.rows.push(row);
    }

    const fn is_heap(&self) -> bool {
        self.rows.len() >= MOST
    }

    fn write(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        heap::insert(connection, self.put, WIDTH, &self.rows, |row, statement, before| {
            for (value, place) in row.iter().zip(before + 1..) {
                statement.raw_bind_parameter(place, value)?;
            }
            Ok(())
        })?;
        self.rows.clear();
        Ok(())
    }
}

/// What waits, in the order in which it is written: no row comes before one that it names.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) notes: Rows<7>,
    pub(super) facts: Rows<4>,
    pub(super) cards: Rows<18>,
    pub(super) standings: Rows<15>,
    pub(super) marks: Vec<CardId>,
    pub(super) tags: Vec<(CardId, Vec<String>)>,
    pub(super) operations: Rows<6>,
    pub(super) reviews: Rows<20>,
    pub(super) foreign_reviews: Rows<8>,
    pub(super) schedules: Rows<11>,
}

impl Waiting {
    pub(super) const fn new() -> Self {
        Self {
            notes: Rows::new(include_str!("../add_foreign_note.sql")),
            facts: Rows::new("INSERT INTO facts (id, entry_id, text, first_line) VALUES"),
            cards: Rows::new(include_str!("../put_card.sql")),
            standings: Rows::new(include_str!("../put_foreign_card.sql")),
            marks: Vec::new(),
            tags: Vec::new(),
            operations: Rows::new(include_str!("../log_recorded.sql")),
            reviews: Rows::new(include_str!("../log_brought.sql")),
            foreign_reviews: Rows::new(include_str!("../put_foreign_review.sql")),
            schedules: Rows::new(include_str!("../add_schedule.sql")),
        }
    }

    /// Whether there is enough of something.
    pub(super) const fn is_heap(&self) -> bool {
        self.cards.is_heap() || self.reviews.is_heap() || self.schedules.is_heap()
    }

    pub(super) fn write(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        self.notes.write(connection)?;
        self.facts.write(connection)?;
        self.cards.write(connection)?;
        self.standings.write(connection)?;
        for card in self.marks.drain(..) {
            mark(connection, card)?;
        }
        for (card, names) in self.tags.drain(..) {
            tags::put(connection, card.raw(), &names)?;
        }
        self.operations.write(connection)?;
        self.reviews.write(connection)?;
        self.foreign_reviews.write(connection)?;
        self.schedules.write(connection)
    }
}

/// Marks a card to be looked at later.
pub(super) fn mark(connection: &Connection, card: CardId) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE cards SET mark = '' WHERE id = ?1 AND mark IS NULL")?
        .execute([card.raw()])
        .map(drop)
}
