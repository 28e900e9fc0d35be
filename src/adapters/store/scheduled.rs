//! The cards on a schedule, one after the other, for what looks at all of them.

use super::scope::InScope;
use super::{Scope, Store, StoreError, failed, rows};
use crate::learning::review::Scheduled;
use crate::values::ids::CardId;
use crate::values::time::StudyDay;
use rusqlite::{Connection, named_params};
use std::collections::HashMap;

/// A card on a schedule.
#[derive(Debug, Clone, Copy)]
pub struct ScheduledCard<'a> {
    /// The card.
    pub id: CardId,
    /// Its deck's full name.
    pub deck: &'a str,
    /// Its schedule.
    pub schedule: Scheduled,
    /// The first study day on which it is asked again, where it was buried. It may be past.
    pub buried_until: Option<StudyDay>,
}

impl ScheduledCard<'_> {
    /// This day, or the later one until which the card is buried.
    pub fn not_before(&self, day: StudyDay) -> StudyDay {
        self.buried_until.map_or(day, |until| until.max(day))
    }
}

impl Store {
    /// Shows every card of a scope that is on a schedule and in the queue, in the order of their
    /// birth. Only one is held at a time.
    pub fn for_each_scheduled(
        &self,
        scope: &Scope,
        mut visit: impl FnMut(&ScheduledCard<'_>),
    ) -> Result<(), StoreError> {
        each_scheduled(&self.connection, scope, &mut visit).map_err(failed("read the schedules"))
    }
}

fn each_scheduled(
    connection: &Connection,
    scope: &Scope,
    visit: &mut dyn FnMut(&ScheduledCard<'_>),
) -> rusqlite::Result<()> {
    let decks = deck_names(connection)?;
    let scope = InScope::find(connection, scope)?;
    let mut statement = connection.prepare_cached(include_str!("scheduled.sql"))?;
    let mut rows = statement.query(named_params! {
        ":everything": scope.everything,
        ":decks": scope.decks,
        ":sources": scope.sources,
        ":tagged": scope.tagged,
        ":tags": scope.tags,
    })?;
    while let Some(row) = rows.next()? {
        let Some(schedule) = rows::schedule(row)? else { continue };
        let deck: i64 = row.get("deck_id")?;
        visit(&ScheduledCard {
            id: rows::card_id(row, "card_id")?,
            deck: decks.get(&deck).map_or("", String::as_str),
            schedule,
            buried_until: row.get::<_, Option<i32>>("buried_until_day")?.map(StudyDay::from_number),
        });
    }
    Ok(())
}

/// The full names of all decks.
pub(super) fn deck_names(connection: &Connection) -> rusqlite::Result<HashMap<i64, String>> {
    let mut statement = connection.prepare_cached("SELECT id, name FROM decks")?;
    let named = statement.query_map([], |row| Ok((row.get("id")?, row.get("name")?)))?;
    named.collect()
}
