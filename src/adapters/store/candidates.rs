//! Cards that could be asked, in the order in which they are wanted, read as they are needed:
//! the cost is that of the queue, not of the collection.
//!
//! The most overdue card is one of those that are due first among the cards of their interval,
//! and an index gives these. So the cards of all intervals are merged, as one merges sorted
//! lists, and the order is exact without a look at every card. Where few are due, all are read at
//! once, which is quicker than to leap from interval to interval.

use super::rows;
use crate::learning::queue::Overdue;
use crate::values::ids::CardId;
use crate::values::time::StudyDay;
use rusqlite::{Connection, Row, named_params};
use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap, VecDeque};

/// How many rows are read at a time.
const PAGE: i64 = 64;
/// How many are read of an interval at first: of hundreds of intervals, most give a card or two.
const FIRST_PAGE: i64 = 4;

/// So many due cards are few.
pub(super) const FEW: u32 = 2_000;

/// A card that could be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) card: CardId,
    pub(super) overdue: Overdue,
    /// Whether it is asked because it is due, and so can be told to wait.
    pub(super) is_due: bool,
}

impl Found {
    const fn new(card: CardId) -> Self {
        Self { card, overdue: Overdue::NOT, is_due: false }
    }

    /// A card that is asked before its day.
    pub(super) const fn ahead(card: CardId) -> Self {
        Self { card, overdue: Overdue { late_days: -1, interval_days: 1 }, is_due: false }
    }

    const fn due(card: CardId, overdue: Overdue) -> Self {
        Self { card, overdue, is_due: true }
    }
}

/// The most overdue is the greatest, then the one born first.
impl Ord for Found {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_lateness = self.overdue.relative_to(other.overdue);
        by_lateness.then_with(|| other.card.raw().cmp(&self.card.raw()))
    }
}

impl PartialOrd for Found {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Which due days are asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    /// Today, by which lateness is counted.
    pub(super) day: StudyDay,
    /// The last of them.
    pub(super) until: StudyDay,
    /// They lie after this day: up to it, cards wait. Negative for all.
    pub(super) held_up_to: i32,
}

impl Window {
    fn has(self, due: StudyDay) -> bool {
        due <= self.until && due.number() > self.held_up_to
    }
}

/// Cards in the order in which they are wanted.
pub(super) trait Source {
    /// The next card.
    fn next(&mut self, connection: &Connection) -> rusqlite::Result<Option<Found>>;
}

/// Due cards, the most overdue first.
pub(super) struct MostOverdue {
    due: Window,
    /// The first card of every interval that was not taken yet; all cards where they are few.
    heads: BinaryHeap<Found>,
    /// Those after it, by interval; `None` where there are none.
    rest: Option<HashMap<u32, Rest>>,
}

/// Cards of one interval, as far as they were read.
struct Rest {
    read: VecDeque<Found>,
    /// How many are read next.
    page: i64,
}

impl Rest {
    const UNREAD: Self = Self { read: VecDeque::new(), page: FIRST_PAGE };
}

impl MostOverdue {
    /// Those that are due in this window; up to `few` are read at once.
    pub(super) fn begin(connection: &Connection, due: Window, few: u32) -> rusqlite::Result<Self> {
        let (held_up_to, until) = (due.held_up_to, due.until.number());
        let mut statement = connection.prepare_cached(include_str!("due_few.sql"))?;
        let places = rows::places(&statement, DUE)?;
        let all = statement.query_map(
            named_params! { ":held_up_to": held_up_to, ":until": until, ":most": few + 1 },
            |row| found_due(row, places, due.day),
        )?;
        let all: BinaryHeap<Found> = all.collect::<rusqlite::Result<_>>()?;
        if all.len() <= few as usize {
            return Ok(Self { due, heads: all, rest: None });
        }
        let mut statement = connection.prepare_cached(include_str!("due_first.sql"))?;
        let places = rows::places(&statement, DUE)?;
        let heads = statement
            .query_map(named_params! { ":held_up_to": held_up_to, ":until": until }, |row| {
                found_due(row, places, due.day)
            })?;
        let heads = heads.collect::<rusqlite::Result<_>>()?;
        Ok(Self { due, heads, rest: Some(HashMap::new()) })
    }

    /// The card of the same interval that is due next after this one.
    fn after(&mut self, connection: &Connection, found: Found) -> rusqlite::Result<Option<Found>> {
        let Overdue { interval_days, late_days } = found.overdue;
        let Self { due, rest: Some(rest), .. } = self else { return Ok(None) };
        let rest = rest.entry(interval_days).or_insert(Rest::UNREAD);
        if let Some(next) = rest.read.pop_front() {
            return Ok(Some(next));
        }
        let mut statement = connection.prepare_cached(include_str!("due_next.sql"))?;
        let places = rows::places(&statement, DUE)?;
        let page = statement.query_map(
            named_params! {
                ":interval": interval_days,
                ":until": due.until.number(),
                ":after_day": due.day.number() - late_days,
                ":after_card": found.card.raw(),
                ":page": rest.page,
            },
            |row| found_due(row, places, due.day),
        )?;
        rest.read = page.collect::<rusqlite::Result<_>>()?;
        rest.page = (rest.page * 4).min(PAGE);
        Ok(rest.read.pop_front())
    }
}

impl Source for MostOverdue {
    fn next(&mut self, connection: &Connection) -> rusqlite::Result<Option<Found>> {
        let Some(found) = self.heads.pop() else { return Ok(None) };
        if let Some(next) = self.after(connection, found)? {
            self.heads.push(next);
        }
        Ok(Some(found))
    }
}

/// The columns of a due card.
const DUE: [&str; 3] = ["card_id", "due_day", "interval_days"];

fn found_due(row: &Row<'_>, places: [usize; 3], day: StudyDay) -> rusqlite::Result<Found> {
    let [card, due_day, interval_days] = places;
    let late_days = day.days_since(rows::day(row, due_day)?);
    let overdue = Overdue { late_days, interval_days: row.get(interval_days)? };
    Ok(Found::due(rows::card_id(row, card)?, overdue))
}

/// New cards in the order of the notes.
#[derive(Default)]
pub(super) struct InNotes {
    page: VecDeque<CardId>,
    /// Source, place and card after which the next page begins.
    after: (i64, i64, i64),
}

impl Source for InNotes {
    fn next(&mut self, connection: &Connection) -> rusqlite::Result<Option<Found>> {
        if self.page.is_empty() {
            self.read(connection)?;
        }
        Ok(self.page.pop_front().map(Found::new))
    }
}

impl InNotes {
    fn read(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let mut statement = connection.prepare_cached(include_str!("new_next.sql"))?;
        let (source, ordinal, card) = self.after;
        let mut rows = statement.query(named_params! {
            ":source": source, ":ordinal": ordinal, ":card": card, ":page": PAGE,
        })?;
        while let Some(row) = rows.next()? {
            let card = rows::card_id(row, "card_id")?;
            self.page.push_back(card);
            self.after = (row.get("source_id")?, row.get("ordinal")?, card.raw());
        }
        Ok(())
    }
}

/// Cards on a schedule by how weak they are.
#[derive(Default)]
pub(super) struct Weakest {
    page: VecDeque<CardId>,
    /// Ease factor, interval and card after which the next page begins.
    after: (i64, i64, i64),
}

impl Source for Weakest {
    fn next(&mut self, connection: &Connection) -> rusqlite::Result<Option<Found>> {
        if self.page.is_empty() {
            self.read(connection)?;
        }
        Ok(self.page.pop_front().map(Found::new))
    }
}

impl Weakest {
    fn read(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let mut statement = connection.prepare_cached(include_str!("weakest.sql"))?;
        let (ef, interval, card) = self.after;
        let mut rows = statement.query(named_params! {
            ":ef": ef, ":interval": interval, ":card": card, ":page": PAGE,
        })?;
        while let Some(row) = rows.next()? {
            let card = rows::card_id(row, "card_id")?;
            self.page.push_back(card);
            self.after = (row.get("ef_hundredths")?, row.get("interval_days")?, card.raw());
        }
        Ok(())
    }
}

/// Cards that were all read and put in order before.
pub(super) struct Listed(VecDeque<Found>);

impl Listed {
    pub(super) fn of(cards: impl IntoIterator<Item = Found>) -> Self {
        Self(cards.into_iter().collect())
    }
}

impl Source for Listed {
    fn next(&mut self, _: &Connection) -> rusqlite::Result<Option<Found>> {
        Ok(self.0.pop_front())
    }
}

/// A card of a scope, with what each order goes by.
#[derive(Debug, Clone, Copy)]
pub(super) struct InScopeCard {
    pub(super) card: CardId,
    /// Source and place in it.
    pub(super) place: (i64, i64),
    /// Ease factor in hundredths, interval and due day, where it is on a schedule.
    pub(super) schedule: Option<(u32, u32, StudyDay)>,
}

impl InScopeCard {
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let schedule = match row.get::<_, Option<u32>>("ef_hundredths")? {
            Some(ef) => Some((ef, row.get("interval_days")?, rows::day(row, "due_day")?)),
            None => None,
        };
        Ok(Self {
            card: rows::card_id(row, "card_id")?,
            place: (row.get("source_id")?, row.get("ordinal")?),
            schedule,
        })
    }

    /// Those that are due in this window, the most overdue first.
    pub(super) fn most_overdue(cards: &[Self], window: Window) -> Listed {
        let due = cards.iter().filter_map(|card| {
            let (_, interval_days, due) = card.schedule.filter(|(.., due)| window.has(*due))?;
            let overdue = Overdue { late_days: window.day.days_since(due), interval_days };
            Some(Found::due(card.card, overdue))
        });
        let mut due: Vec<Found> = due.collect();
        due.sort_unstable_by(|a, b| b.cmp(a));
        Listed::of(due)
    }

    /// New ones, in the order of the notes.
    pub(super) fn in_notes(cards: &[Self]) -> Listed {
        let mut new: Vec<_> = cards.iter().filter(|card| card.schedule.is_none()).collect();
        new.sort_unstable_by_key(|card| (card.place, card.card.raw()));
        Listed::of(new.into_iter().map(|card| Found::new(card.card)))
    }

    /// Those on a schedule, the weakest first.
    pub(super) fn weakest(cards: &[Self]) -> Listed {
        let weak = cards.iter().filter_map(|card| {
            card.schedule.map(|(ef, interval, _)| (ef, interval, card.card.raw()))
        });
        let mut weak: Vec<_> = weak.collect();
        weak.sort_unstable();
        Listed::of(weak.into_iter().map(|(_, _, card)| Found::new(CardId::from_raw(card))))
    }
}
