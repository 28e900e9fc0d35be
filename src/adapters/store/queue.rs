//! What is due, what is new, and how much of either.

use super::holds::Held;
use super::{Counts, Queue, Scope, Store, StoreError, failed, rows};
use crate::learning::queue::{Answered, Candidate, Limits, Picker, Today, mix};
use crate::values::ids::CardId;
use crate::values::time::StudyDay;
use rusqlite::{Connection, OptionalExtension as _, Row, ToSql, named_params};
use std::collections::HashSet;

impl Store {
    /// What is left to review on this day, in order.
    ///
    /// Due cards come by relative overdueness, new ones in the order of the notes, spread among
    /// them. No two siblings, and none of a card answered today. The limits count what other
    /// sessions of the day did, in whatever scope.
    pub fn queue(&self, day: StudyDay, scope: &Scope, limits: Limits) -> Result<Queue, StoreError> {
        let pick = || {
            let picked = Picked::read(&self.connection, day, scope, limits, Order::MostOverdue)?;
            Ok(Queue { cards: mix(&picked.reviews, &picked.new), drill: picked.drill })
        };
        pick().map_err(failed("draw the queue"))
    }

    /// How much is left to review on this day: the sizes of what [`Store::queue`] gives.
    pub fn counts(
        &self,
        day: StudyDay,
        scope: &Scope,
        limits: Limits,
    ) -> Result<Counts, StoreError> {
        let count = |cards: &[CardId]| u32::try_from(cards.len()).unwrap_or(u32::MAX);
        let picked = Picked::read(&self.connection, day, scope, limits, Order::Any)
            .map_err(failed("count what is due"))?;
        let (due, new) = (count(&picked.reviews), count(&picked.new));
        let learning = count(&picked.drill);
        Ok(Counts { due, new, learning, total: due + new + learning })
    }

    /// Cards that fall due on each of the `days` days after this one, tomorrow first.
    pub fn upcoming(
        &self,
        day: StudyDay,
        scope: &Scope,
        days: u32,
    ) -> Result<Vec<u64>, StoreError> {
        let read = || {
            let scope = InScope::find(&self.connection, scope)?;
            let mut statement = self.connection.prepare_cached(include_str!("upcoming.sql"))?;
            let found = statement.query_map(
                named_params! {
                    ":day": day.number(),
                    ":until": day.plus_days(days).number(),
                    ":everything": scope.everything,
                    ":decks": scope.decks,
                    ":sources": scope.sources,
                },
                |row| Ok((rows::day(row, "due_day")?, row.get::<_, i64>("cards")?)),
            )?;
            found.collect::<rusqlite::Result<Vec<_>>>()
        };
        let mut upcoming = vec![0; usize::try_from(days).unwrap_or(0)];
        for (due, cards) in read().map_err(failed("count what is to come"))? {
            let place = usize::try_from(due.days_since(day) - 1).unwrap_or(usize::MAX);
            if let Some(entry) = upcoming.get_mut(place) {
                *entry = u64::try_from(cards).unwrap_or(0);
            }
        }
        Ok(upcoming)
    }

    /// The first study day after this one on which a card falls due.
    pub fn next_due(&self, day: StudyDay) -> Result<Option<StudyDay>, StoreError> {
        let read = || {
            let mut statement = self.connection.prepare_cached(include_str!("next_due.sql"))?;
            statement.query_row([day.number()], |row| rows::day(row, "due_day")).optional()
        };
        read().map_err(failed("find the next day with reviews"))
    }
}

impl Store {
    /// How many cards fall due on exactly this study day.
    pub fn due_on(&self, day: StudyDay) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) AS cards FROM schedules WHERE queued = 1 AND due_day = ?1";
        let read = || {
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_row([day.number()], |row| row.get::<_, i64>("cards"))
        };
        let cards = read().map_err(failed("count what is to come"))?;
        Ok(u64::try_from(cards).unwrap_or(0))
    }
}

/// A scope as the statements take it: row numbers, as JSON lists.
pub(super) struct InScope {
    pub(super) everything: bool,
    pub(super) decks: String,
    pub(super) sources: String,
}

impl InScope {
    pub(super) fn find(connection: &Connection, scope: &Scope) -> rusqlite::Result<Self> {
        Ok(Self {
            everything: scope.decks.is_empty() && scope.sources.is_empty(),
            decks: json_list(&decks_named(connection, &scope.decks)?),
            sources: json_list(&scope.sources),
        })
    }
}

fn json_list(numbers: &[i64]) -> String {
    serde_json::Value::from(numbers).to_string()
}

/// The decks of these names, in any case, and those under them. Compared here, since SQLite
/// knows upper and lower case only of English letters.
pub(super) fn decks_named(connection: &Connection, names: &[String]) -> rusqlite::Result<Vec<i64>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let is_wanted = |deck: &str| {
        let deck = deck.to_lowercase();
        wanted.iter().any(|name| {
            deck.strip_prefix(name.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        })
    };
    let mut found = Vec::new();
    let mut statement = connection.prepare_cached("SELECT id, name FROM decks")?;
    let mut decks = statement.query([])?;
    while let Some(deck) = decks.next()? {
        if is_wanted(&deck.get::<_, String>("name")?) {
            found.push(deck.get("id")?);
        }
    }
    Ok(found)
}

/// Whether it matters which due cards are read first. Ordering costs a pass over all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    MostOverdue,
    Any,
}

/// The parts of a queue.
struct Picked {
    reviews: Vec<CardId>,
    new: Vec<CardId>,
    drill: Vec<CardId>,
}

impl Picked {
    fn read(
        connection: &Connection,
        day: StudyDay,
        scope: &Scope,
        limits: Limits,
        order: Order,
    ) -> rusqlite::Result<Self> {
        let scope = InScope::find(connection, scope)?;
        let (today, can_be_drilled) = read_today(connection, day, &scope)?;
        let held = Held::on(connection, day)?;
        let room = if held.is_closed { Limits { new: 0, reviews: 0 } } else { today.room(limits) };
        let source = Candidates { connection, day, scope, held };
        let mut picker = today.picker();
        let due = match order {
            Order::MostOverdue => include_str!("due.sql"),
            Order::Any => include_str!("due_any.sql"),
        };
        picker.begin(room.reviews);
        source.offer_all(due, &mut picker)?;
        let reviews = picker.picked().to_vec();
        picker.begin(room.new);
        source.offer_all(include_str!("new.sql"), &mut picker)?;
        let drill = today.drill().iter().copied().filter(|card| can_be_drilled.contains(card));
        Ok(Self { reviews, new: picker.picked().to_vec(), drill: drill.collect() })
    }
}

fn read_today(
    connection: &Connection,
    day: StudyDay,
    scope: &InScope,
) -> rusqlite::Result<(Today, HashSet<CardId>)> {
    let mut statement = connection.prepare_cached(include_str!("today.sql"))?;
    let mut found = statement.query(named_params! {
        ":day": day.number(),
        ":everything": scope.everything,
        ":decks": scope.decks,
        ":sources": scope.sources,
    })?;
    let (mut log, mut can_be_drilled) = (Vec::new(), HashSet::new());
    while let Some(row) = found.next()? {
        let line = answered(row)?;
        if row.get("can_be_drilled")? {
            can_be_drilled.insert(line.card);
        }
        log.push(line);
    }
    Ok((Today::of(log), can_be_drilled))
}

fn answered(row: &Row<'_>) -> rusqlite::Result<Answered> {
    Ok(Answered {
        card: rows::card_id(row, "card_id")?,
        fact: row.get("fact_id")?,
        kind: rows::review_kind(row)?,
        grade: rows::grade(row)?,
        was_new: row.get("was_new")?,
    })
}

/// Reads candidates page by page, only as many as are wanted: the cost is that of the queue,
/// not of the collection.
struct Candidates<'a> {
    connection: &'a Connection,
    day: StudyDay,
    scope: InScope,
    held: Held,
}

impl Candidates<'_> {
    fn offer_all(&self, sql: &str, picker: &mut Picker) -> rusqlite::Result<()> {
        let mut skip = 0;
        while picker.wants() > 0 {
            // Some will be held back for a sibling, so a page has more than is wanted.
            let page = picker.wants().saturating_mul(2).saturating_add(32);
            let found = self.offer_page(sql, [page, skip], picker)?;
            if found < page {
                break;
            }
            skip += page;
        }
        Ok(())
    }

    /// Offers the candidates of one page as they are read, and gives their number.
    fn offer_page(
        &self,
        sql: &str,
        [page, skip]: [usize; 2],
        picker: &mut Picker,
    ) -> rusqlite::Result<usize> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let [page, skip] = [page, skip].map(|count| i64::try_from(count).unwrap_or(i64::MAX));
        let day = self.day.number();
        let mut parameters: Vec<(&str, &dyn ToSql)> = vec![
            (":day", &day),
            (":everything", &self.scope.everything),
            (":decks", &self.scope.decks),
            (":sources", &self.scope.sources),
            (":page", &page),
            (":skip", &skip),
        ];
        // Holds are for what is due: new cards have no due day.
        if statement.parameter_index(":held_decks")?.is_some() {
            parameters.push((":held_up_to", &self.held.due_up_to));
            parameters.push((":held_decks", &self.held.decks));
        }
        let mut page_rows = statement.query(&parameters[..])?;
        let mut found = 0;
        while let Some(row) = page_rows.next()? {
            found += 1;
            let card = rows::card_id(row, "card_id")?;
            picker.offer(Candidate { card, fact: row.get("fact_id")? });
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Sample, card, day, noon};
    use super::*;
    use crate::learning::review::{Answer, ReviewKind};
    use crate::learning::schedule::sm2::Sm2;
    use crate::values::grade::Grade;

    fn give(sample: &mut Sample, number: i64, on: i32, grade: u8, kind: ReviewKind) {
        let grade = Grade::new(grade).unwrap();
        let answer = Answer {
            card: card(number),
            grade,
            kind,
            at: noon(on),
            day: day(on),
            took_ms: 0,
            hinted: false,
        };
        sample.store.answer(&answer, &Sm2::CANONICAL).unwrap();
    }

    fn pass(sample: &mut Sample, number: i64, on: i32) {
        give(sample, number, on, 4, ReviewKind::Scheduled);
    }

    fn limits(new: u32, reviews: u32) -> Limits {
        Limits { new, reviews }
    }

    fn numbers(cards: &[CardId]) -> Vec<i64> {
        cards.iter().map(|card| card.raw()).collect()
    }

    #[track_caller]
    fn check(sample: &Sample, on: i32, limits: Limits, cards: &[i64], drill: &[i64]) {
        let queue = sample.store.queue(day(on), &Scope::default(), limits).unwrap();
        assert_eq!(numbers(&queue.cards), cards, "cards");
        assert_eq!(numbers(&queue.drill), drill, "drill");
        let counts = sample.store.counts(day(on), &Scope::default(), limits).unwrap();
        assert_eq!(counts.due + counts.new, u32::try_from(cards.len()).unwrap());
        assert_eq!(counts.learning, u32::try_from(drill.len()).unwrap());
    }

    #[test]
    fn new_cards_come_in_the_order_of_the_notes_up_to_the_limit() {
        let sample = Sample::with_cards(30);
        check(&sample, 0, limits(3, 9), &[1, 2, 3], &[]);
        check(&sample, 0, limits(0, 9), &[], &[]);
    }

    #[test]
    fn limits_count_what_earlier_sessions_of_the_day_did() {
        let mut sample = Sample::with_cards(10);
        (1..=4).for_each(|number| pass(&mut sample, number, 0));
        check(&sample, 0, limits(5, 9), &[5], &[]);
        check(&sample, 1, limits(0, 3), &[1, 2, 3], &[]);
        (1..=2).for_each(|number| pass(&mut sample, number, 1));
        check(&sample, 1, limits(0, 3), &[3], &[]);
        sample.store.undo_last(noon(1), day(1)).unwrap();
        check(&sample, 1, limits(0, 3), &[2, 3], &[]);
    }

    #[test]
    fn what_is_relatively_most_overdue_comes_first() {
        let mut sample = Sample::with_cards(3);
        for on in [0, 1] {
            pass(&mut sample, 1, on);
        }
        pass(&mut sample, 2, 5);
        pass(&mut sample, 3, 4);
        // On day 8: 1 is late by 1 of 6 days, 2 by 2 of 1, 3 by 3 of 1.
        check(&sample, 8, limits(0, 9), &[3, 2, 1], &[]);
    }

    #[test]
    fn a_card_below_four_is_drilled_the_same_day_and_gone_the_next() {
        let mut sample = Sample::with_cards(2);
        give(&mut sample, 2, 0, 2, ReviewKind::Scheduled);
        give(&mut sample, 1, 0, 3, ReviewKind::Scheduled);
        check(&sample, 0, limits(9, 9), &[], &[2, 1]);
        give(&mut sample, 2, 0, 4, ReviewKind::Drill);
        check(&sample, 0, limits(9, 9), &[], &[1]);
        check(&sample, 1, limits(9, 9), &[1, 2], &[]);
    }

    #[test]
    fn siblings_come_on_different_days_the_forward_one_first() {
        let mut sample = Sample::new();
        for (card, fact) in [(1, 1), (2, 1), (3, 2)] {
            sample.add_card(card, fact, 1);
        }
        check(&sample, 0, limits(9, 9), &[1, 3], &[]);
        pass(&mut sample, 1, 0);
        check(&sample, 0, limits(9, 9), &[3], &[]);
        pass(&mut sample, 3, 0);
        // The first is due again, so its sibling waits once more.
        check(&sample, 1, limits(9, 9), &[1, 3], &[]);
        pass(&mut sample, 1, 1);
        check(&sample, 2, limits(9, 9), &[3, 2], &[]);
        pass(&mut sample, 2, 6);
        // Both siblings are due: only one of them is asked.
        check(&sample, 7, limits(9, 9), &[3, 1], &[]);
    }

    #[test]
    fn a_reverse_card_waits_for_its_forward_one_wherever_they_stand_in_the_notes() {
        let mut sample = Sample::new();
        for (card, fact) in [(1, 1), (2, 2), (3, 1)] {
            sample.add_card(card, fact, 1);
        }
        sample.sql("UPDATE cards SET kind = 'def_rev' WHERE id = 1");
        check(&sample, 0, limits(9, 9), &[2, 3], &[]);
        pass(&mut sample, 3, 0);
        pass(&mut sample, 3, 1);
        check(&sample, 2, limits(9, 9), &[1, 2], &[]);
    }

    #[test]
    fn only_new_and_scheduled_cards_are_asked() {
        let mut sample = Sample::with_cards(6);
        pass(&mut sample, 1, 0);
        give(&mut sample, 2, 0, 2, ReviewKind::Scheduled);
        for (number, status) in
            [(1, "suspended"), (2, "retired"), (3, "pending"), (4, "dropped"), (5, "suspended")]
        {
            sample.sql(&format!("UPDATE cards SET status = '{status}' WHERE id = {number}"));
        }
        check(&sample, 0, limits(9, 9), &[6], &[]);
        check(&sample, 9, limits(9, 9), &[6], &[]);
        sample.sql("UPDATE cards SET status = 'review' WHERE id = 1");
        check(&sample, 9, limits(0, 9), &[1], &[]);
    }

    #[test]
    fn a_deck_includes_those_under_it_and_nothing_else() {
        let sample = Sample::new();
        for (number, deck) in [(2, "Šprache"), (3, "Šprache::Rust"), (4, "Šprachen")] {
            sample.add_source(number, deck);
            sample.add_card(number, number, number);
        }
        sample.add_card(1, 1, 1);
        let ask = |decks: &[&str], sources: &[i64]| {
            let scope = Scope {
                decks: decks.iter().map(ToString::to_string).collect(),
                sources: sources.to_vec(),
            };
            let queue = sample.store.queue(day(0), &scope, Limits::default()).unwrap();
            numbers(&queue.cards)
        };
        assert_eq!(ask(&["šprache"], &[]), [2, 3]);
        assert_eq!(ask(&["Šprache::Rust"], &[4]), [3, 4]);
        assert_eq!(ask(&["No such deck"], &[]), [0_i64; 0]);
        assert_eq!(ask(&[], &[]), [1, 2, 3, 4]);
    }

    #[test]
    fn what_is_to_come_is_counted_by_day() {
        let mut sample = Sample::with_cards(3);
        (1..=3).for_each(|number| pass(&mut sample, number, 0));
        pass(&mut sample, 3, 1);
        let upcoming = sample.store.upcoming(day(0), &Scope::default(), 7).unwrap();
        assert_eq!(upcoming, [2, 0, 0, 0, 0, 0, 1]);
        assert_eq!(sample.store.next_due(day(1)).unwrap(), Some(day(7)));
        assert_eq!(sample.store.next_due(day(7)).unwrap(), None);
    }

    #[test]
    fn a_long_run_of_siblings_hides_no_card_behind_it() {
        let sample = Sample::new();
        (1..=200).for_each(|number| sample.add_card(number, 1, 1));
        sample.add_card(201, 2, 1);
        check(&sample, 0, limits(2, 9), &[1, 201], &[]);
    }
}
