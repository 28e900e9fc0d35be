//! What the days to come will bring: the next steps of every card at once, in expectation.
//!
//! Of the cards that are asked, as many as one usually remembers go on as after "good", the rest
//! as after "again". Cards in the same state are one heap, so that the work grows with the states
//! and hardly with the cards. All is in whole millionths of a card: every machine gives the same.

mod fresh;

use crate::learning::holds::Holds;
use crate::learning::queue::{Limits, Overdue};
use crate::learning::schedule::{EaseFactor, Scheduler, State};
use crate::values::grade::Grade;
use crate::values::time::StudyDay;
use fresh::Fresh;
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap};

/// How many of a learner's answers pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassRate {
    /// Of a thousand answers so many.
    pub permille: u32,
    /// How many answers say so; 0 where there were too few and a guess stands in.
    pub answers: u32,
    /// Those of them that passed.
    pub passed: u32,
}

impl PassRate {
    /// Answers that it looks at, the latest ones.
    pub const ANSWERS: u32 = 500;
    /// With fewer answers than these there is no telling.
    const LEAST: u32 = 20;
    /// What stands in then.
    const GUESS: Self = Self { permille: 900, answers: 0, passed: 0 };

    /// The rate of so many answers of which so many passed.
    pub fn of(passed: u32, answers: u32) -> Self {
        if answers < Self::LEAST {
            return Self::GUESS;
        }
        let permille = u64::from(passed.min(answers)) * 1000 / u64::from(answers);
        Self { permille: u32::try_from(permille).unwrap_or(1000), answers, passed }
    }
}

/// A number of cards in expectation, in millionths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cards(u64);

impl Cards {
    const ONE: u64 = 1_000_000;
    /// Less than half a card is none.
    const HALF: Self = Self(Self::ONE / 2);

    /// So many whole cards.
    pub const fn whole(cards: u64) -> Self {
        Self(cards.saturating_mul(Self::ONE))
    }

    /// The nearest whole number.
    pub const fn rounded(self) -> u64 {
        self.0.saturating_add(Self::HALF.0) / Self::ONE
    }

    /// What they take at this many milliseconds a card.
    pub fn took_ms(self, card_ms: u64) -> u64 {
        let ms = u128::from(self.0) * u128::from(card_ms) / u128::from(Self::ONE);
        u64::try_from(ms).unwrap_or(u64::MAX)
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    const fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// What a day will bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForecastDay {
    /// The day.
    pub day: StudyDay,
    /// Cards seen before.
    pub reviews: Cards,
    /// New cards.
    pub new: Cards,
    /// Due cards that the limits leave for another day.
    pub left: Cards,
}

impl ForecastDay {
    /// All cards of the day.
    pub const fn together(&self) -> Cards {
        self.reviews.and(self.new)
    }
}

/// Cards that are due and that a day's limits leave over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlog {
    /// The day on which there are any.
    pub begins: StudyDay,
    /// How many that day leaves.
    pub cards: Cards,
    /// The first day that leaves none; `None` where there is no such day for two years.
    pub ends: Option<StudyDay>,
}

/// How much the days ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rooms {
    /// What today's queue has.
    pub today: Limits,
    /// Cards that today's queue has before their day.
    pub ahead: u32,
    /// How many reviews the limits allow today. Where the queue has fewer, the others wait for a
    /// sibling that is in it.
    pub most_reviews: u32,
    /// The limits of every later day.
    pub later: Limits,
}

/// What the days to come will bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The days, today first.
    pub days: Vec<ForecastDay>,
    /// What the first day on which anything is asked leaves over.
    pub backlog: Option<Backlog>,
    /// The last day with new cards, where they run out within the days.
    pub last_new: Option<StudyDay>,
}

/// How far it is looked for the end of a backlog.
const FARTHEST_DAYS: u32 = 730;

/// Cards that stand alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Heap {
    due: StudyDay,
    interval_days: u32,
    ef_hundredths: u32,
    repetition: u32,
}

impl Heap {
    const fn of(state: State, due: StudyDay) -> Self {
        Self {
            due,
            interval_days: state.interval_days,
            ef_hundredths: state.ef.hundredths(),
            repetition: state.repetition,
        }
    }

    const fn state(self) -> State {
        State {
            repetition: self.repetition,
            ef: EaseFactor::from_hundredths(self.ef_hundredths),
            interval_days: self.interval_days,
        }
    }
}

/// A heap on a day: what is lost first is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lost {
    heap: Heap,
    overdue: Overdue,
}

impl Lost {
    fn on(day: StudyDay, heap: Heap) -> Self {
        let late_days = day.days_since(heap.due);
        Self { heap, overdue: Overdue { late_days, interval_days: heap.interval_days.max(1) } }
    }
}

impl Ord for Lost {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_lateness = self.overdue.relative_to(other.overdue);
        by_lateness.then_with(|| Reverse(self.heap).cmp(&Reverse(other.heap)))
    }
}

impl PartialOrd for Lost {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Cards whose day has come, by interval: of those of one interval the first are lost first, so
/// that the order of all is found without putting all in order.
#[derive(Debug, Default)]
struct Waiting {
    by_interval: BTreeMap<u32, BTreeMap<Heap, Cards>>,
    cards: Cards,
}

impl Waiting {
    fn add(&mut self, heap: Heap, cards: Cards) {
        let heaps = self.by_interval.entry(heap.interval_days).or_default();
        let sum = heaps.entry(heap).or_default();
        *sum = sum.and(cards);
        self.cards = self.cards.and(cards);
    }

    /// Takes out what is lost first on a day, as many cards as there is room for.
    fn take(&mut self, day: StudyDay, room: Cards) -> Vec<(Heap, Cards)> {
        let first = self.by_interval.values().filter_map(|heaps| heaps.keys().next());
        let mut first: BinaryHeap<Lost> = first.map(|heap| Lost::on(day, *heap)).collect();
        let (mut taken, mut room) = (Vec::new(), room);
        while room > Cards::default() {
            let Some(Lost { heap, .. }) = first.pop() else { break };
            let Some(heaps) = self.by_interval.get_mut(&heap.interval_days) else { break };
            let all = heaps.remove(&heap).unwrap_or_default();
            let now = all.min(room);
            if now < all {
                heaps.insert(heap, all.less(now));
            }
            first.extend(heaps.keys().next().map(|heap| Lost::on(day, *heap)));
            taken.push((heap, now));
            room = room.less(now);
            self.cards = self.cards.less(now);
        }
        taken
    }
}

/// A collection that is lived on, day by day.
#[derive(Debug)]
pub struct Future<'a> {
    scheduler: &'a dyn Scheduler,
    rate: PassRate,
    /// Cards by the day on which they are seen next.
    to_come: BTreeMap<StudyDay, Vec<(Heap, Cards)>>,
    waiting: Waiting,
    new: Fresh,
}

impl<'a> Future<'a> {
    /// A collection without cards.
    pub fn new(scheduler: &'a dyn Scheduler, rate: PassRate) -> Self {
        Self {
            scheduler,
            rate,
            to_come: BTreeMap::new(),
            waiting: Waiting::default(),
            new: Fresh::default(),
        }
    }

    /// Adds a card in a state that is due on a day and seen on another, or when that has come.
    pub fn add(&mut self, state: State, due: StudyDay, seen_on: StudyDay) {
        self.put(Heap::of(state, due), seen_on, Cards::whole(1));
    }

    /// Adds facts that have so many new cards each, of which none can begin before a day.
    pub fn add_new(&mut self, from: StudyDay, cards_each: u32, facts: u64) {
        self.new.add(from, cards_each, Cards::whole(facts));
    }

    /// Lives through this many days, today first.
    pub fn lived(mut self, today: StudyDay, days: u32, rooms: Rooms, holds: &Holds) -> Forecast {
        let mut told = Forecast { days: Vec::new(), backlog: None, last_new: None };
        let mut is_first_open = true;
        for after in 0..days.max(FARTHEST_DAYS) {
            let day = today.plus_days(after);
            let is_open = !holds.is_closed(day);
            let is_today = after == 0;
            let had_new = self.new.cards > Cards::default();
            let lived = match (is_open, is_today) {
                (false, _) => self.live(day, day, Limits { new: 0, reviews: 0, daily: None }),
                (true, true) => self.live_today(day, &rooms),
                (true, false) => self.live(day, day, rooms.later),
            };
            if after < days {
                told.days.push(lived);
                if had_new && self.new.cards == Cards::default() {
                    told.last_new = Some(day);
                }
            }
            let is_left = lived.left >= Cards::HALF;
            if is_open && is_first_open && is_left {
                told.backlog = Some(Backlog { begins: day, cards: lived.left, ends: None });
            }
            is_first_open &= !is_open;
            if let Some(Backlog { ends: ends @ None, .. }) = &mut told.backlog {
                *ends = (is_open && !is_left).then_some(day);
            }
            let is_told = told.backlog.is_none_or(|backlog| backlog.ends.is_some());
            if after >= days && is_told && !is_first_open {
                break;
            }
        }
        told
    }

    /// What today's queue has is known: no card of it waits for another, and what is not in it
    /// though there is room waits for a sibling, which is no fault of the limits.
    fn live_today(&mut self, day: StudyDay, rooms: &Rooms) -> ForecastDay {
        let lived = self.live(day, StudyDay::from_number(i32::MAX), rooms.today);
        let is_full = lived.reviews >= Cards::whole(rooms.most_reviews.into());
        let left = if is_full { lived.left } else { Cards::default() };
        let reviews = lived.reviews.and(Cards::whole(rooms.ahead.into()));
        ForecastDay { reviews, left, ..lived }
    }

    /// Lives through a day with the new cards that are `ready` by theirs.
    fn live(&mut self, day: StudyDay, ready: StudyDay, limits: Limits) -> ForecastDay {
        while let Some(first) = self.to_come.first_entry().filter(|first| *first.key() <= day) {
            for (heap, cards) in first.remove() {
                self.waiting.add(heap, cards);
            }
        }
        let together = limits.daily.map_or(Cards(u64::MAX), |daily| Cards::whole(daily.into()));
        let reviews = self.review(day, Cards::whole(limits.reviews.into()).min(together));
        let room = Cards::whole(limits.new.into()).min(together.less(reviews));
        let new = self.new.take(day, ready, room);
        self.answer(State::NEW, new, day);
        ForecastDay { day, reviews, new, left: self.waiting.cards }
    }

    /// Asks what is lost first until there is no room; says how much that was.
    fn review(&mut self, day: StudyDay, room: Cards) -> Cards {
        let before = self.waiting.cards;
        for (heap, cards) in self.waiting.take(day, room) {
            self.answer(heap.state(), cards, day);
        }
        before.less(self.waiting.cards)
    }

    fn answer(&mut self, state: State, cards: Cards, day: StudyDay) {
        let passed = Cards(
            cards.0 / 1000 * u64::from(self.rate.permille)
                + cards.0 % 1000 * u64::from(self.rate.permille) / 1000,
        );
        for (grade, cards) in [(Grade::GOOD, passed), (Grade::AGAIN, cards.less(passed))] {
            let after = self.scheduler.next(state, grade);
            let due = day.plus_days(after.interval_days.max(1));
            self.put(Heap::of(after, due), due, cards);
        }
    }

    fn put(&mut self, heap: Heap, seen_on: StudyDay, cards: Cards) {
        if cards > Cards::default() {
            self.to_come.entry(seen_on).or_default().push((heap, cards));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learning::holds::Hold;
    use crate::learning::schedule::sm2::Sm2;
    use proptest::prelude::*;

    const SURE: PassRate = PassRate { permille: 1000, answers: 100, passed: 100 };
    const HALF: PassRate = PassRate { permille: 500, answers: 100, passed: 50 };
    const LIMITS: Limits = Limits { new: 20, reviews: 200, daily: None };

    fn day(number: i32) -> StudyDay {
        StudyDay::from_number(20_000 + number)
    }

    const fn after(interval_days: u32) -> State {
        State { repetition: 3, ef: EaseFactor::START, interval_days }
    }

    /// The same limits on every day, today's queue filled up to them.
    const fn always(limits: Limits) -> Rooms {
        let most_reviews = match limits.daily {
            Some(daily) if daily < limits.reviews => daily,
            _ => limits.reviews,
        };
        Rooms { today: limits, ahead: 0, most_reviews, later: limits }
    }

    /// Whole cards of each day, reviews and new ones.
    fn live(future: Future<'_>, days: u32, limits: Limits, holds: &Holds) -> Vec<[u64; 2]> {
        let told = future.lived(day(0), days, always(limits), holds);
        told.days.iter().map(|day| [day.reviews.rounded(), day.new.rounded()]).collect()
    }

    #[test]
    fn a_new_card_comes_again_as_sm2_says() {
        let mut future = Future::new(&Sm2::CANONICAL, SURE);
        future.add_new(day(0), 1, 3);
        let limits = Limits { new: 2, ..LIMITS };
        let days = live(future, 9, limits, &Holds::default());
        let new_on = [2, 1, 0, 0, 0, 0, 0, 0, 0];
        let reviews_on = [0, 2, 1, 0, 0, 0, 0, 2, 1];
        assert_eq!(days, std::array::from_fn::<_, 9, _>(|at| [reviews_on[at], new_on[at]]));
    }

    #[test]
    fn what_is_forgotten_comes_the_next_day() {
        let mut future = Future::new(&Sm2::CANONICAL, HALF);
        (0..8).for_each(|_| future.add(after(10), day(0), day(0)));
        // 8, of which 4 fail; of these 2 again, and so on; 2 pass the first day and the second.
        let days = live(future, 4, LIMITS, &Holds::default());
        assert_eq!(days.iter().map(|day| day[0]).collect::<Vec<_>>(), [8, 4, 4, 3]);
    }

    #[test]
    fn a_backlog_ends_on_the_day_that_leaves_none() {
        let backlog = |cards: u32, limits: Limits, holds: &Holds| {
            let mut future = Future::new(&Sm2::CANONICAL, SURE);
            (0..cards).for_each(|_| future.add(after(1000), day(0), day(0)));
            let told = future.lived(day(0), 1, always(limits), holds).backlog?;
            let ends = told.ends.map(|on| on.days_since(day(0)));
            Some((told.begins.days_since(day(0)), told.cards.rounded(), ends))
        };
        let limits = Limits { reviews: 10, ..LIMITS };
        let none = Holds::default();
        assert_eq!(backlog(10, limits, &none), None);
        assert_eq!(backlog(11, limits, &none), Some((0, 1, Some(1))));
        assert_eq!(backlog(45, limits, &none), Some((0, 35, Some(4))));
        assert_eq!(backlog(45, Limits { daily: Some(5), ..limits }, &none), Some((0, 40, Some(8))));
        assert_eq!(backlog(45, Limits { daily: Some(0), ..limits }, &none), Some((0, 45, None)));
        let away = Holds::new(vec![Hold::vacation(day(0), day(2))]);
        assert_eq!(backlog(15, limits, &away), Some((3, 5, Some(4))));
    }

    #[test]
    fn reviews_go_first_and_new_cards_take_what_the_day_has_left() {
        let mut future = Future::new(&Sm2::CANONICAL, SURE);
        (0..4).for_each(|_| future.add(after(10), day(0), day(0)));
        future.add_new(day(0), 1, 9);
        let limits = Limits { daily: Some(6), ..LIMITS };
        assert_eq!(live(future, 2, limits, &Holds::default()), [[4, 2], [2, 4]]);
    }

    #[test]
    fn siblings_begin_when_the_one_before_them_has_come_again() {
        let mut future = Future::new(&Sm2::CANONICAL, SURE);
        future.add_new(day(0), 2, 3);
        future.add_new(day(1), 1, 1);
        let days = live(future, 5, Limits { new: 3, ..LIMITS }, &Holds::default());
        // Three begin, one waits for a card that is due, and then come the three others.
        assert_eq!(days.iter().map(|day| day[1]).collect::<Vec<_>>(), [3, 1, 3, 0, 0]);
    }

    #[test]
    fn today_is_what_its_queue_has_and_siblings_that_wait_are_no_backlog() {
        let today = |most_reviews| {
            let mut future = Future::new(&Sm2::CANONICAL, SURE);
            (0..5).for_each(|_| future.add(after(1000), day(0), day(0)));
            let today = Limits { new: 0, reviews: 3, daily: None };
            let rooms = Rooms { today, ahead: 4, most_reviews, later: LIMITS };
            let told = future.lived(day(0), 2, rooms, &Holds::default());
            let reviews = told.days.iter().map(|day| day.reviews.rounded()).collect::<Vec<_>>();
            (reviews, told.backlog.map(|backlog| backlog.cards.rounded()))
        };
        assert_eq!(today(200), (vec![7, 2], None));
        assert_eq!(today(4), (vec![7, 2], None));
        assert_eq!(today(3), (vec![7, 2], Some(2)));
    }

    #[test]
    fn what_is_lost_first_is_asked_first() {
        let mut future = Future::new(&Sm2::CANONICAL, SURE);
        for (due, interval) in [(-5, 100), (-1, 1)] {
            future.add(after(interval), day(due), day(0));
        }
        // The second, asked today, comes again after 3 days: interval 1 times 2.50, up.
        let limits = Limits { reviews: 1, ..LIMITS };
        assert_eq!(live(future, 4, limits, &Holds::default()), [[1, 0], [1, 0], [0, 0], [1, 0]]);
    }

    #[test]
    fn few_answers_say_nothing() {
        assert_eq!(PassRate::of(19, 19), PassRate::GUESS);
        assert_eq!(PassRate::of(18, 20).permille, 900);
        assert_eq!(PassRate::of(0, 20).permille, 0);
    }

    proptest! {
        #[test]
        fn no_card_is_lost_and_no_limit_passed(
            cards in prop::collection::vec((-20..20_i32, 1..60_u32), 0..40),
            (facts, each) in (0..20_u64, 1..4_u32),
            reviews in 0..12_u32,
            daily in prop::option::of(0..15_u32),
            permille in 0..=1000_u32,
        ) {
            let rate = PassRate { permille, ..SURE };
            let mut future = Future::new(&Sm2::CANONICAL, rate);
            for (due, interval) in &cards {
                future.add(after(*interval), day(*due), day(*due));
            }
            future.add_new(day(2), each, facts);
            let new = facts * u64::from(each);
            let limits = Limits { new: 4, reviews, daily };
            for on in 0..30 {
                let lived = future.live(day(on), day(on), limits);
                prop_assert!(lived.reviews <= Cards::whole(reviews.into()));
                prop_assert!(lived.new <= Cards::whole(4));
                let together = daily.map_or(u64::MAX, u64::from);
                prop_assert!(lived.together() <= Cards::whole(together));
                let to_come = future.to_come.values().flatten().map(|(_, cards)| *cards);
                let waiting = future.waiting.by_interval.values().flat_map(BTreeMap::values);
                let waiting = waiting.copied().fold(Cards::default(), Cards::and);
                prop_assert_eq!(waiting, future.waiting.cards);
                let all = to_come.fold(future.new.cards.and(waiting), Cards::and);
                prop_assert_eq!(all, Cards::whole(cards.len() as u64 + new));
            }
        }
    }
}
