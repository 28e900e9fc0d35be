//! What is due, what is new, and how much of either.

use super::candidates::{
    FEW, Found, InNotes, InScopeCard, Listed, MostOverdue, Source, Weakest, Window,
};
use super::exams::wanted_for_exams;
use super::holds::Held;
use super::open::with_few_pages;
use super::scope::InScope;
use super::{Counts, Queue, QueueRequest, Scope, Store, StoreError, failed, rows};
use crate::learning::pace::Pace;
use crate::learning::queue::{
    Answered, Candidate, Limits, Picked, Picker, QueueKind, Today, mix, shuffle,
};
use crate::learning::review::ReviewKind;
use crate::learning::session::Turn;
use crate::learning::siblings::Clues;
use crate::values::ids::CardId;
use crate::values::lines::Lines;
use crate::values::time::StudyDay;
use rusqlite::{CachedStatement, Connection, Row, ToSql, named_params};
use std::collections::HashSet;
use std::ffi::CStr;

/// How many cards outside a scope are passed over before those in it are looked up instead.
const PATIENCE: usize = 8_000;
/// How many of the log's last lines are looked through for what answers usually come to.
pub(super) const LAST_LINES: u32 = 20 * Pace::ANSWERS;

impl Store {
    /// What is left to review, in order.
    ///
    /// Due cards come by relative overdueness, new ones in the order of the notes, spread among
    /// them. No two siblings, and none of a card answered today. The limits count what other
    /// sessions of the day did, in whatever scope.
    pub fn queue(&self, request: &QueueRequest) -> Result<Queue, StoreError> {
        let draw = || self.draw(request);
        with_few_pages(&self.connection, draw).map_err(failed("draw the queue"))
    }

    /// How much is left to review on this day: the sizes of what [`Store::queue`] gives.
    pub fn counts(
        &self,
        day: StudyDay,
        scope: &Scope,
        limits: Limits,
    ) -> Result<Counts, StoreError> {
        self.counted(day, scope, |drawing| drawing.today(limits))
    }

    /// What the day's limits leave for another day, of each kind counted up to `most`: how long
    /// that takes does not grow with the collection.
    pub fn waiting(&self, day: StudyDay, scope: &Scope, most: u32) -> Result<Counts, StoreError> {
        let room = Limits { new: most, reviews: most, daily: None };
        self.counted(day, scope, |drawing| drawing.within(room))
    }

    fn counted(
        &self,
        day: StudyDay,
        scope: &Scope,
        draw: impl Fn(&Drawing<'_>) -> rusqlite::Result<Parts>,
    ) -> Result<Counts, StoreError> {
        let request = QueueRequest { scope: scope.clone(), ..QueueRequest::new(day) };
        let draw = || {
            let _at_once = self.connection.unchecked_transaction()?;
            with_few_pages(&self.connection, || draw(&Drawing::begin(&self.connection, &request)?))
        };
        let Parts { reviews, ahead, new, drill } = draw().map_err(failed("count what is due"))?;
        let count = |cards: usize| u32::try_from(cards).unwrap_or(u32::MAX);
        let [due, ahead, new] = [reviews, ahead, new].map(|cards| count(cards.len()));
        let learning = count(drill.len());
        Ok(Counts { due, new, learning, ahead, total: due + new + learning + ahead })
    }

    /// How long the learner takes for a card, by the latest answers.
    pub fn pace(&self) -> Result<Pace, StoreError> {
        pace(&self.connection).map_err(failed("read how long answers took"))
    }

    fn draw(&self, request: &QueueRequest) -> rusqlite::Result<Queue> {
        // The collection as it is at one instant; and it is locked once, not for every card.
        let _at_once = self.connection.unchecked_transaction()?;
        let drawing = Drawing::begin(&self.connection, request)?;
        let mut queue = match request.kind {
            QueueKind::Cram => drawing.cram()?,
            QueueKind::Today | QueueKind::Ahead(_) => {
                let Parts { mut reviews, ahead, new, drill } = drawing.today(request.limits)?;
                if let Some(seed) = request.seed {
                    shuffle(&mut reviews, seed);
                }
                reviews.extend(ahead);
                let turns = |cards: &[Picked]| cards.iter().map(Picked::turn).collect::<Vec<_>>();
                Queue { cards: mix(&turns(&reviews), &turns(&new)), drill }
            }
        };
        if let Some(budget_ms) = request.budget_ms {
            let room = pace(&self.connection)?.cards_in(budget_ms);
            queue.cards.truncate(room);
            queue.drill.truncate(room - queue.cards.len());
        }
        Ok(queue)
    }
}

/// What the limits of a day still allow.
pub(super) fn room_on(
    connection: &Connection,
    day: StudyDay,
    limits: Limits,
) -> rusqlite::Result<Limits> {
    let scope = InScope::find(connection, &Scope::default())?;
    Ok(read_today(connection, day, &scope)?.0.room(limits))
}

fn pace(connection: &Connection) -> rusqlite::Result<Pace> {
    let mut statement = connection.prepare_cached(include_str!("pace.sql"))?;
    let answers = statement
        .query_map(named_params! { ":answers": Pace::ANSWERS, ":lines": LAST_LINES }, |row| {
            Ok((row.get("took_ms")?, row.get("is_repeat")?))
        })?;
    Ok(Pace::of(&answers.collect::<rusqlite::Result<Vec<_>>>()?))
}

/// What a day's queue is made of.
struct Parts {
    /// Due cards, and those that were asked for before their day.
    reviews: Vec<Picked>,
    /// Cards that an examination wants before their day.
    ahead: Vec<Picked>,
    new: Vec<Picked>,
    drill: Vec<CardId>,
}

/// A queue while it is drawn.
struct Drawing<'a> {
    connection: &'a Connection,
    request: &'a QueueRequest,
    scope: InScope,
    held: Held,
    today: Today,
    can_be_drilled: HashSet<CardId>,
}

impl<'a> Drawing<'a> {
    fn begin(connection: &'a Connection, request: &'a QueueRequest) -> rusqlite::Result<Self> {
        let scope = InScope::find(connection, &request.scope)?;
        let held = Held::on(connection, request.day)?;
        let (today, can_be_drilled) = read_today(connection, request.day, &scope)?;
        Ok(Self { connection, request, scope, held, today, can_be_drilled })
    }

    /// What the limits of the day have room for.
    fn today(&self, limits: Limits) -> rusqlite::Result<Parts> {
        self.within(self.today.room(limits))
    }

    fn within(&self, room: Limits) -> rusqlite::Result<Parts> {
        let mut picker = self.today.picker();
        let room = if self.held.is_closed { Limits { new: 0, reviews: 0, ..room } } else { room };
        let together = room.daily.unwrap_or(u32::MAX);
        picker.begin(room.reviews.min(together));
        self.pick_due(&mut picker, PATIENCE)?;
        let reviews = picker.picked().to_vec();
        let ahead = self.pick_for_exams(&mut picker)?;
        let left = together.saturating_sub(u32::try_from(reviews.len()).unwrap_or(u32::MAX));
        picker.begin(room.new.min(left));
        self.pick_new(&mut picker, CanBegin::Asked)?;
        let drill = self.today.drill().iter().copied();
        let drill = drill.filter(|card| self.can_be_drilled.contains(card)).collect();
        Ok(Parts { reviews, ahead, new: picker.picked().to_vec(), drill })
    }

    /// The weakest cards, then new ones, as many as the limits have for reviews and new cards.
    fn cram(&self) -> rusqlite::Result<Queue> {
        let mut picker = self.today.cram_picker();
        let limits = self.request.limits;
        picker.begin(limits.reviews.min(limits.daily.unwrap_or(u32::MAX)));
        let mut source = Weakest::default();
        self.pick(&mut picker, (&mut source, PATIENCE), InScopeCard::weakest, |_| Ok(true))?;
        let mut cards = picker.picked().to_vec();
        picker.begin(u32::try_from(picker.wants()).unwrap_or(u32::MAX));
        self.pick_new(&mut picker, CanBegin::Always)?;
        cards.extend_from_slice(picker.picked());
        let turn = |picked: &Picked| Turn::first(picked.card, ReviewKind::Cram);
        Ok(Queue { cards: cards.iter().map(turn).collect(), drill: Vec::new() })
    }

    fn pick_due(&self, picker: &mut Picker, patience: usize) -> rusqlite::Result<()> {
        let day = self.request.day;
        let until = match self.request.kind {
            QueueKind::Ahead(days) => day.plus_days(days),
            QueueKind::Today | QueueKind::Cram => day,
        };
        let held_up_to = self.held.due_up_to.unwrap_or(-1);
        let window = Window { day, until, held_up_to };
        if picker.wants() == 0 {
            return Ok(());
        }
        let mut source = MostOverdue::begin(self.connection, window, FEW)?;
        let listed = |cards: &[InScopeCard]| InScopeCard::most_overdue(cards, window);
        self.pick(picker, (&mut source, patience), listed, |_| Ok(true))
    }

    /// Cards that an examination wants today, whatever the limits say: they were planned.
    fn pick_for_exams(&self, picker: &mut Picker) -> rusqlite::Result<Vec<Picked>> {
        let Self { connection, request, held, today, .. } = self;
        let wanted =
            wanted_for_exams(connection, request.day, &held.holds, (today, request.limits))?;
        picker.begin(u32::try_from(wanted.len()).unwrap_or(u32::MAX));
        self.offer(picker, &mut Listed::of(wanted), usize::MAX, &|_| Ok(true))?;
        Ok(picker.picked().to_vec())
    }

    fn pick_new(&self, picker: &mut Picker, can_begin: CanBegin) -> rusqlite::Result<()> {
        let can = |card| can_begin.ask(self.connection, card, self.request.day);
        self.pick(picker, (&mut InNotes::default(), PATIENCE), InScopeCard::in_notes, can)
    }

    /// Takes cards of the scope in the order of a source; where most of its cards lie outside,
    /// those inside are listed instead.
    fn pick<L: Source>(
        &self,
        picker: &mut Picker,
        (source, patience): (&mut dyn Source, usize),
        list: impl FnOnce(&[InScopeCard]) -> L,
        can: impl Fn(CardId) -> rusqlite::Result<bool>,
    ) -> rusqlite::Result<()> {
        let before = picker.clone();
        let patience = if self.scope.is_all() { usize::MAX } else { patience };
        if self.offer(picker, source, patience, &can)? {
            return Ok(());
        }
        *picker = before;
        let mut listed = list(&self.all_in_scope()?);
        self.offer(picker, &mut listed, usize::MAX, &can).map(drop)
    }

    /// Offers cards until the picker is full or there are none; `false` where the patience for
    /// cards out of scope ended first.
    fn offer(
        &self,
        picker: &mut Picker,
        source: &mut dyn Source,
        mut patience: usize,
        can: &impl Fn(CardId) -> rusqlite::Result<bool>,
    ) -> rusqlite::Result<bool> {
        let mut inquiry = Inquiry::begin(self)?;
        while picker.wants() > 0 {
            let Some(found) = source.next(self.connection)? else { break };
            match inquiry.clues(found)? {
                Some(clues) if can(found.card)? => {
                    let Found { card, overdue, .. } = found;
                    picker.offer(Candidate { card, clues, overdue });
                }
                Some(_) => {}
                None if patience == 0 => return Ok(false),
                None => patience -= 1,
            }
        }
        Ok(true)
    }

    fn all_in_scope(&self) -> rusqlite::Result<Vec<InScopeCard>> {
        let mut statement = self.connection.prepare_cached(include_str!("in_scope.sql"))?;
        let cards = statement.query_map(
            named_params! {
                ":decks": self.scope.decks,
                ":sources": self.scope.sources,
                ":only_tags": self.scope.is_by_tags(),
                ":tags": self.scope.tags,
            },
            InScopeCard::read,
        )?;
        cards.collect()
    }
}

/// What is asked about hundreds of cards, one after the other: all but the card is said once.
struct Inquiry<'a> {
    statement: CachedStatement<'a>,
    places: [usize; 5],
    day: StudyDay,
}

impl<'a> Inquiry<'a> {
    fn begin(drawing: &Drawing<'a>) -> rusqlite::Result<Self> {
        let Drawing { connection, request, scope, held, .. } = drawing;
        let mut statement = connection.prepare_cached(include_str!("candidate.sql"))?;
        let is_cram = request.kind == QueueKind::Cram;
        let params: [(&CStr, &dyn ToSql); 8] = [
            (c":day", &request.day.number()),
            (c":cram", &is_cram),
            (c":held_decks", &held.decks),
            (c":everything", &scope.everything),
            (c":decks", &scope.decks),
            (c":sources", &scope.sources),
            (c":tagged", &scope.tagged),
            (c":tags", &scope.tags),
        ];
        for (name, value) in params {
            statement.raw_bind_parameter(name, value)?;
        }
        let places = rows::places(&statement, CLUES)?;
        Ok(Self { statement, places, day: request.day })
    }

    /// What a card tells about others, or `None` where it is not in the scope, or waits.
    fn clues(&mut self, found: Found) -> rusqlite::Result<Option<Clues>> {
        let due = self.day.number() - found.overdue.late_days;
        self.statement.raw_bind_parameter(c":card", found.card.raw())?;
        self.statement.raw_bind_parameter(c":due", found.is_due.then_some(due))?;
        let mut rows = self.statement.raw_query();
        rows.next()?.map(|row| clues(row, self.places)).transpose()
    }
}

/// Whether new cards wait for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CanBegin {
    /// For a sibling that is due, and the reverse one for the forward one.
    Asked,
    /// Never.
    Always,
}

impl CanBegin {
    fn ask(self, connection: &Connection, card: CardId, day: StudyDay) -> rusqlite::Result<bool> {
        if self == Self::Always {
            return Ok(true);
        }
        let mut statement = connection.prepare_cached(include_str!("can_begin.sql"))?;
        let parameters = named_params! { ":card": card.raw(), ":day": day.number() };
        statement.query_row(parameters, |row| row.get("can_begin"))
    }
}

/// The columns of what a card tells about others.
const CLUES: [&str; 5] = ["fact_id", "source_id", "lines", "question", "answer"];

fn clues(row: &Row<'_>, places: [usize; 5]) -> rusqlite::Result<Clues> {
    let [fact, source, lines, question, answer] = places;
    let cited = row.get_ref(lines)?.as_str()?;
    let lines: Lines = cited.parse().map_err(|_| rows::meaningless("lines", cited))?;
    let notes = Some((row.get(source)?, &lines));
    let text = |place| row.get_ref(place)?.as_str().map_err(rusqlite::Error::from);
    Ok(Clues::new(row.get(fact)?, notes, text(question)?, text(answer)?))
}

fn read_today(
    connection: &Connection,
    day: StudyDay,
    scope: &InScope,
) -> rusqlite::Result<(Today, HashSet<CardId>)> {
    // To plan the statement below takes longer than to see that it would find nothing.
    let begun = "SELECT 1 FROM reviews WHERE study_day = ?1";
    if !connection.prepare_cached(begun)?.exists([day.number()])? {
        return Ok((Today::default(), HashSet::new()));
    }
    let mut statement = connection.prepare_cached(counting!("today.sql"))?;
    let places = rows::places(&statement, CLUES)?;
    let mut found = statement.query(named_params! {
        ":day": day.number(),
        ":everything": scope.everything,
        ":decks": scope.decks,
        ":sources": scope.sources,
        ":tagged": scope.tagged,
        ":tags": scope.tags,
    })?;
    let (mut log, mut can_be_drilled) = (Vec::new(), HashSet::new());
    while let Some(row) = found.next()? {
        let line = answered(row, places)?;
        if row.get("can_be_drilled")? {
            can_be_drilled.insert(line.card);
        }
        log.push(line);
    }
    Ok((Today::of(log), can_be_drilled))
}

fn answered(row: &Row<'_>, places: [usize; 5]) -> rusqlite::Result<Answered> {
    Ok(Answered {
        card: rows::card_id(row, "card_id")?,
        clues: clues(row, places)?,
        kind: rows::review_kind(row)?,
        grade: rows::grade(row)?,
        was_new: row.get("was_new")?,
        says_another: row.get("says_another")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Sample, card, day, give, noon, pass};
    use super::*;
    use proptest::prelude::*;

    fn limits(new: u32, reviews: u32) -> Limits {
        Limits { new, reviews, daily: None }
    }

    fn asked(sample: &Sample, request: &QueueRequest) -> Vec<i64> {
        let queue = sample.store.queue(request).unwrap();
        queue.cards.iter().map(|turn| turn.card.raw()).collect()
    }

    fn numbers(cards: &[CardId]) -> Vec<i64> {
        cards.iter().map(|card| card.raw()).collect()
    }

    #[track_caller]
    fn check(sample: &Sample, on: i32, limits: Limits, cards: &[i64], drill: &[i64]) {
        let request = QueueRequest { limits, ..QueueRequest::new(day(on)) };
        let queue = sample.store.queue(&request).unwrap();
        assert_eq!(asked(sample, &request), cards, "cards");
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
    fn what_waits_is_counted_up_to_a_number_whatever_was_answered() {
        let mut sample = Sample::with_cards(10);
        let waiting = |sample: &Sample, on, most| {
            let counts = sample.store.waiting(day(on), &Scope::default(), most).unwrap();
            (counts.due, counts.new)
        };
        assert_eq!(waiting(&sample, 0, 7), (0, 7));
        (1..=4).for_each(|number| pass(&mut sample, number, 0));
        assert_eq!(waiting(&sample, 0, 7), (0, 6));
        assert_eq!(waiting(&sample, 1, 3), (3, 3));
        (1..=2).for_each(|number| pass(&mut sample, number, 1));
        assert_eq!(waiting(&sample, 1, 3), (2, 3));
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
                tags: Vec::new(),
            };
            asked(&sample, &QueueRequest { scope, ..QueueRequest::new(day(0)) })
        };
        assert_eq!(ask(&["šprache"], &[]), [2, 3]);
        assert_eq!(ask(&["Šprache::Rust"], &[4]), [3, 4]);
        assert_eq!(ask(&["No such deck"], &[]), [0_i64; 0]);
        assert_eq!(ask(&[], &[]), [1, 2, 3, 4]);
    }

    #[test]
    fn a_tag_includes_those_under_it() {
        let sample = Sample::with_cards(4);
        sample.sql("INSERT INTO tags VALUES (1, 'exam'), (2, 'Exam::June'), (3, 'examples')");
        sample.sql("INSERT INTO card_tags VALUES (1, 3), (2, 2), (3, 1)");
        let ask = |tags: &[&str], decks: &[&str]| {
            let [tags, decks] =
                [tags, decks].map(|names| names.iter().map(ToString::to_string).collect());
            let scope = Scope { decks, tags, ..Scope::default() };
            asked(&sample, &QueueRequest { scope, ..QueueRequest::new(day(0)) })
        };
        assert_eq!(ask(&["exam"], &[]), [2, 3]);
        assert_eq!(ask(&["exam::june"], &["Notes"]), [2]);
        assert_eq!(ask(&["exam"], &["Other"]), [0_i64; 0]);
        assert_eq!(ask(&["nothing"], &[]), [0_i64; 0]);
    }

    #[test]
    fn a_daily_limit_lets_reviews_go_first() {
        let mut sample = Sample::with_cards(9);
        (1..=3).for_each(|number| pass(&mut sample, number, 0));
        let daily = |daily| Limits { daily: Some(daily), ..limits(9, 9) };
        check(&sample, 1, daily(4), &[1, 2, 4, 3], &[]);
        check(&sample, 1, daily(2), &[1, 2], &[]);
        pass(&mut sample, 1, 1);
        check(&sample, 1, daily(2), &[2], &[]);
    }

    #[test]
    fn ahead_are_the_cards_of_the_next_days_after_those_that_are_due() {
        let mut sample = Sample::with_cards(4);
        for (number, days) in [(1, &[0, 1][..]), (2, &[0]), (3, &[1])] {
            for on in days {
                pass(&mut sample, number, *on);
            }
        }
        let ask = |days, on| {
            let kind = QueueKind::Ahead(days);
            let request = QueueRequest { kind, limits: limits(0, 9), ..QueueRequest::new(day(on)) };
            let queue = sample.store.queue(&request).unwrap();
            let word = |turn: &Turn| (turn.card.raw(), turn.kind.as_str());
            queue.cards.iter().map(word).collect::<Vec<_>>()
        };
        assert_eq!(ask(4, 2), [(2, "scheduled"), (3, "scheduled")]);
        assert_eq!(ask(5, 2), [(2, "scheduled"), (3, "scheduled"), (1, "ahead")]);
        assert_eq!(ask(9, 1), [(2, "scheduled")], "1 and 3 were answered on that day");
    }

    #[test]
    fn crammed_are_the_weakest_first_then_new_ones_whatever_their_day() {
        let mut sample = Sample::with_cards(5);
        for (number, grade) in [(1, 4), (2, 2), (3, 5)] {
            give(&mut sample, number, 0, grade, ReviewKind::Scheduled);
        }
        sample.sql("UPDATE cards SET status = 'suspended' WHERE id = 5");
        let cram =
            |limits| QueueRequest { kind: QueueKind::Cram, limits, ..QueueRequest::new(day(0)) };
        assert_eq!(asked(&sample, &cram(limits(0, 9))), [2, 1, 3, 4]);
        assert_eq!(asked(&sample, &cram(limits(0, 2))), [2, 1]);
        let before = sample.store.card(card(2)).unwrap().unwrap().schedule;
        give(&mut sample, 2, 0, 4, ReviewKind::Cram);
        assert_eq!(asked(&sample, &cram(limits(0, 9))), [1, 3, 4]);
        assert_eq!(sample.store.card(card(2)).unwrap().unwrap().schedule, before);
    }

    #[test]
    fn a_time_is_filled_with_as_many_cards_as_ones_own_pace_allows() {
        let mut sample = Sample::with_cards(40);
        let request = QueueRequest {
            limits: limits(9, 9),
            budget_ms: Some(60_000),
            ..QueueRequest::new(day(1))
        };
        assert_eq!(asked(&sample, &request).len(), 6, "ten seconds a card until one knows");
        for number in 1..=12 {
            pass(&mut sample, number, 0);
        }
        sample.sql("DROP TRIGGER reviews_are_never_changed; UPDATE reviews SET took_ms = 30000");
        assert_eq!(asked(&sample, &request).len(), 2);
    }

    /// Cards 1 to `cards` on schedules spread by this seed, every third in the deck `Other`.
    fn spread(cards: i64, seed: i64) -> Sample {
        let sample = Sample::with_cards(cards);
        sample.add_source(2, "Other");
        sample.sql("UPDATE cards SET deck_id = 2 WHERE id % 3 = 0");
        sample.sql("UPDATE cards SET status = 'review'");
        sample.sql(&format!(
            "INSERT INTO schedules (card_id, scheduler, repetition, ef_hundredths, interval_days,
                 due_day, last_day, last_at_ms, answers, lapses, queued)
             SELECT id, 'sm2', 3, 130 + id * {seed} % 120, 1 + id * {seed} % 7,
                 19990 + id * {seed} % 13, 19900, 0, 3, 0, 1
             FROM cards"
        ));
        sample
    }

    /// The due cards of a deck, or of all, by how late they are: each compared with each.
    fn by_lateness(sample: &Sample, deck: Option<i64>) -> Vec<i64> {
        let sql = "SELECT s.card_id FROM schedules s JOIN cards c ON c.id = s.card_id
                   WHERE s.due_day <= 20000 AND (?1 IS NULL OR c.deck_id = ?1)
                   ORDER BY (20000 - s.due_day) * 1.0 / s.interval_days DESC, s.card_id";
        let mut statement = sample.store.connection.prepare(sql).unwrap();
        let cards = statement.query_map([deck], |row| row.get("card_id")).unwrap();
        cards.map(Result::unwrap).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn merging_by_interval_gives_the_order_of_all(
            seed in 1..1000_i64,
            room in 1..300_usize,
            few in prop::sample::select(vec![0, 20, FEW]),
        ) {
            let sample = spread(250, seed);
            let limits = limits(0, u32::try_from(room).unwrap());
            let request = QueueRequest { limits, ..QueueRequest::new(day(0)) };
            let all = by_lateness(&sample, None);
            let expected = &all[..room.min(all.len())];
            prop_assert_eq!(asked(&sample, &request), expected);
            let connection = &sample.store.connection;
            let window = Window { day: day(0), until: day(0), held_up_to: -1 };
            let mut source = MostOverdue::begin(connection, window, few).unwrap();
            let next = || Some(source.next(connection).unwrap()?.card.raw());
            prop_assert_eq!(std::iter::from_fn(next).collect::<Vec<_>>(), all);
        }
    }

    #[test]
    fn a_deck_among_many_cards_of_others_is_asked_in_the_same_order() {
        let sample = spread(300, 7);
        let scope = Scope { decks: vec!["Other".to_owned()], ..Scope::default() };
        let request = QueueRequest { scope, limits: limits(0, 999), ..QueueRequest::new(day(0)) };
        let drawing = Drawing::begin(&sample.store.connection, &request).unwrap();
        for patience in [0, 5, usize::MAX] {
            let mut picker = drawing.today.picker();
            picker.begin(999);
            drawing.pick_due(&mut picker, patience).unwrap();
            let asked: Vec<_> = picker.picked().iter().map(|found| found.card.raw()).collect();
            assert_eq!(asked, by_lateness(&sample, Some(2)), "patience {patience}");
        }
    }

    #[test]
    fn a_seed_decides_the_order_of_equally_late_cards_and_of_no_others() {
        let mut sample = Sample::with_cards(12);
        (1..=12).for_each(|number| pass(&mut sample, number, i32::from(number > 6)));
        let order = |seed| {
            let request = QueueRequest {
                seed: Some(seed),
                limits: limits(0, 99),
                ..QueueRequest::new(day(3))
            };
            asked(&sample, &request)
        };
        assert_eq!(order(1), order(1));
        assert_ne!(order(1), order(2));
        let mut first: Vec<_> = order(1)[..6].to_vec();
        first.sort_unstable();
        assert_eq!(first, [1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn a_long_run_of_siblings_hides_no_card_behind_it() {
        let sample = Sample::new();
        (1..=200).for_each(|number| sample.add_card(number, 1, 1));
        sample.add_card(201, 2, 1);
        check(&sample, 0, limits(2, 9), &[1, 201], &[]);
    }
}
