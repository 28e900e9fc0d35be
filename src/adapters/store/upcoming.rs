//! How many cards the days to come have.

use super::holds::Held;
use super::scheduled::deck_names;
use super::scope::InScope;
use super::{Scope, Store, StoreError, failed, rows};
use crate::learning::holds::Holds;
use crate::values::time::StudyDay;
use rusqlite::{Connection, OptionalExtension as _, named_params};
use std::collections::HashMap;

impl Store {
    /// Cards that are seen until the end of the `days` days after this one, those that are left
    /// of it among them; new cards are not, and nothing is counted beyond `most`.
    pub fn coming(
        &self,
        day: StudyDay,
        scope: &Scope,
        days: u32,
        most: u32,
    ) -> Result<u32, StoreError> {
        let coming = coming(&self.connection, (day, days), scope, most);
        coming.map_err(failed("count what is to come"))
    }

    /// The first study day after this one on which a card of the scope is seen, with how many.
    pub fn next_due(
        &self,
        day: StudyDay,
        scope: &Scope,
    ) -> Result<Option<(StudyDay, u64)>, StoreError> {
        /// The longest interval, and a year of holds.
        const FARTHEST_DAYS: u32 = 36_865;
        if *scope == Scope::default() && self.holds()? == Holds::default() {
            let found = next_due(&self.connection, day);
            let on = found.map_err(failed("find the next day with reviews"))?;
            return on.map(|on| Ok((on, self.due_on(on)?))).transpose();
        }
        let upcoming = upcoming(&self.connection, day, scope, FARTHEST_DAYS);
        let mut days = (1..).zip(upcoming.map_err(failed("count what is to come"))?);
        let found = days.find(|(_, cards)| *cards > 0);
        Ok(found.map(|(days, cards)| (day.plus_days(days), cards)))
    }

    /// How many cards fall due on exactly this study day.
    pub(super) fn due_on(&self, day: StudyDay) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) AS cards FROM schedules WHERE queued = 1 AND due_day = ?1";
        let read = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_row([day.number()], |row| row.get::<_, u32>("cards"))
        };
        read().map(u64::from).map_err(failed("count what is to come"))
    }
}

fn next_due(connection: &Connection, day: StudyDay) -> rusqlite::Result<Option<StudyDay>> {
    let mut statement = connection.prepare_cached(include_str!("next_due.sql"))?;
    statement.query_row([day.number()], |row| rows::day(row, "due_day")).optional()
}

fn coming(
    connection: &Connection,
    (day, days): (StudyDay, u32),
    scope: &Scope,
    most: u32,
) -> rusqlite::Result<u32> {
    let scope = InScope::find(connection, scope)?;
    let holds = Held::on(connection, day)?.holds;
    let until = day.plus_days(days);
    if scope.is_all() && holds == Holds::default() {
        return due_at_most(connection, until, most);
    }
    let mut coming = 0_u32;
    each_due(connection, &scope, &holds, [StudyDay::from_number(0), until], |due, deck, cards| {
        let is_seen = holds.seen_on(due, deck, day) <= until;
        coming = coming.saturating_add(if is_seen { cards } else { 0 });
    })?;
    Ok(coming.min(most))
}

/// How many cards are due on a day or before it, counted up to `most`.
pub(super) fn due_at_most(
    connection: &Connection,
    day: StudyDay,
    most: u32,
) -> rusqlite::Result<u32> {
    let mut statement = connection.prepare_cached(include_str!("due_at_most.sql"))?;
    let parameters = named_params! { ":day": day.number(), ":most": most };
    statement.query_row(parameters, |row| row.get("cards"))
}

/// Cards that fall due on each of the `days` days after this one, tomorrow first. Where anything
/// is held back, they are counted on the day on which they are seen.
fn upcoming(
    connection: &Connection,
    day: StudyDay,
    scope: &Scope,
    days: u32,
) -> rusqlite::Result<Vec<u64>> {
    let scope = InScope::find(connection, scope)?;
    let holds = Held::on(connection, day)?.holds;
    // What is held back today is to come.
    let is_held = holds != Holds::default();
    let from = if is_held { StudyDay::from_number(0) } else { day.plus_days(1) };
    let until = day.plus_days(days);
    let mut upcoming = vec![0; usize::try_from(days).unwrap_or(0)];
    each_due(connection, &scope, &holds, [from, until], |due, deck, cards| {
        let seen = holds.seen_on(due, deck, day);
        let place = usize::try_from(seen.days_since(day) - 1).unwrap_or(usize::MAX);
        if let Some(entry) = upcoming.get_mut(place) {
            *entry += u64::from(cards);
        }
    })?;
    Ok(upcoming)
}

/// Shows how many cards of a scope are due on each day of a range, deck by deck where what is
/// held back asks for that.
fn each_due(
    connection: &Connection,
    scope: &InScope,
    holds: &Holds,
    range: [StudyDay; 2],
    mut visit: impl FnMut(StudyDay, &str, u32),
) -> rusqlite::Result<()> {
    if scope.is_all() && !holds.are_by_deck() {
        for (due, cards) in due_by_day(connection, range)? {
            visit(due, "", cards);
        }
        return Ok(());
    }
    let is_held = *holds != Holds::default();
    let decks = if is_held { deck_names(connection)? } else { HashMap::new() };
    upcoming_in_scope(connection, scope, range, |due, deck, cards| {
        visit(due, decks.get(&deck).map_or("", String::as_str), cards);
    })
}

/// How many cards are due on each day of a range, first and last day included: read from an index
/// as it is, which is much quicker than by deck.
pub(super) fn due_by_day(
    connection: &Connection,
    [from, to]: [StudyDay; 2],
) -> rusqlite::Result<Vec<(StudyDay, u32)>> {
    let mut statement = connection.prepare_cached(include_str!("due_by_day.sql"))?;
    let days = statement
        .query_map(named_params! { ":from": from.number(), ":to": to.number() }, |row| {
            Ok((rows::day(row, "due_day")?, row.get("cards")?))
        })?;
    days.collect()
}

/// Shows how many cards of a scope fall due on each day of a range in each deck.
fn upcoming_in_scope(
    connection: &Connection,
    scope: &InScope,
    [from, until]: [StudyDay; 2],
    mut visit: impl FnMut(StudyDay, i64, u32),
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(include_str!("upcoming.sql"))?;
    let mut rows = statement.query(named_params! {
        ":from": from.number(),
        ":until": until.number(),
        ":everything": scope.is_all(),
        ":decks": scope.decks,
        ":sources": scope.sources,
        ":only_tags": scope.is_by_tags(),
        ":tagged": scope.tagged,
        ":tags": scope.tags,
    })?;
    while let Some(row) = rows.next()? {
        visit(rows::day(row, "due_day")?, row.get("deck_id")?, row.get("cards")?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Sample, day, noon, pass};
    use super::*;
    use crate::adapters::store::Moment;
    use crate::learning::holds::Hold;

    fn coming(sample: &Sample, on: i32, days: u32) -> u32 {
        sample.store.coming(day(on), &Scope::default(), days, 100).unwrap()
    }

    #[test]
    fn what_is_to_come_is_counted_with_what_is_left() {
        let mut sample = Sample::with_cards(3);
        (1..=3).for_each(|number| pass(&mut sample, number, 0));
        pass(&mut sample, 3, 1);
        let counted =
            [(0, 0), (0, 1), (0, 7), (1, 0), (2, 4)].map(|(on, days)| coming(&sample, on, days));
        assert_eq!(counted, [0, 2, 3, 2, 2]);
        assert_eq!(sample.store.coming(day(0), &Scope::default(), 7, 2).unwrap(), 2);
        let scope = Scope { decks: vec!["No such deck".to_owned()], ..Scope::default() };
        assert_eq!(sample.store.coming(day(0), &scope, 7, 100).unwrap(), 0);
        let next = |on| sample.store.next_due(day(on), &Scope::default()).unwrap();
        assert_eq!((next(1), next(7)), (Some((day(7), 1)), None));
    }

    #[test]
    fn what_is_held_back_is_to_come_on_the_day_on_which_it_is_seen() {
        let mut sample = Sample::with_cards(3);
        (1..=3).for_each(|number| pass(&mut sample, number, 0));
        let moment = Moment { at: noon(0), day: day(0) };
        sample.store.hold(&Hold::vacation(day(1), day(4)), moment).unwrap();
        let upcoming = |sample: &Sample, on| {
            let next = sample.store.next_due(day(on), &Scope::default()).unwrap();
            ([2, 5].map(|days| coming(sample, on, days)), next)
        };
        assert_eq!(upcoming(&sample, 0), ([0, 3], Some((day(5), 3))));
        sample.store.undo_last(noon(0), day(0)).unwrap();
        sample.store.hold(&Hold::postponing(day(1), 2, None), moment).unwrap();
        assert_eq!(upcoming(&sample, 1), ([3, 3], Some((day(3), 3))));
        assert_eq!(upcoming(&sample, 3), ([3, 3], None));
        sample.store.undo_last(noon(1), day(1)).unwrap();
        let other = Some("Elsewhere".to_owned());
        sample.store.hold(&Hold::postponing(day(1), 2, other), moment).unwrap();
        assert_eq!(upcoming(&sample, 0).1, Some((day(1), 3)));
    }
}
