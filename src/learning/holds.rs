//! Days on which the queue holds cards back: after postponing, and on a vacation.
//!
//! A hold rewrites no schedule. It only says that a card whose due day has come is seen later.

use crate::values::time::StudyDay;

/// A stretch of days on which cards wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// The first of the days.
    pub first: StudyDay,
    /// The day on which the cards are seen again.
    pub until: StudyDay,
    /// Cards that are due on this day or earlier wait.
    pub due_up_to: StudyDay,
    /// The deck they are in, or one under it; `None` for all.
    pub deck: Option<String>,
    /// Whether new cards wait too.
    pub is_closed: bool,
}

impl Hold {
    /// What is due on `today` or earlier waits for this many days.
    pub fn postponing(today: StudyDay, days: u32, deck: Option<String>) -> Self {
        let until = today.plus_days(days);
        Self { first: today, until, due_up_to: today, deck, is_closed: false }
    }

    /// Nothing is asked from the first to the last of these days.
    pub fn vacation(first: StudyDay, last: StudyDay) -> Self {
        Self { first, until: last.plus_days(1), due_up_to: last, deck: None, is_closed: true }
    }

    /// Whether cards wait on this day.
    pub fn is_on(&self, day: StudyDay) -> bool {
        (self.first..self.until).contains(&day)
    }

    fn holds(&self, due: StudyDay, deck: &str, day: StudyDay) -> bool {
        self.is_on(day) && due <= self.due_up_to && self.is_in_scope(deck)
    }

    fn is_in_scope(&self, deck: &str) -> bool {
        self.deck.as_ref().is_none_or(|scope| is_under(deck, scope))
    }
}

/// Whether a deck is this one or lies under it, in any case.
pub fn is_under(deck: &str, scope: &str) -> bool {
    let (scope, deck) = (scope.to_lowercase(), deck.to_lowercase());
    deck.strip_prefix(&scope).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// All holds of a collection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holds(Vec<Hold>);

impl Holds {
    /// These holds, in any order.
    pub const fn new(holds: Vec<Hold>) -> Self {
        Self(holds)
    }

    /// Whether any holds back the cards of one deck only.
    pub fn are_by_deck(&self) -> bool {
        self.0.iter().any(|hold| hold.deck.is_some())
    }

    /// Those that matter on a day: each holds back the cards due up to some day, in a deck or
    /// everywhere.
    pub fn on(&self, day: StudyDay) -> impl Iterator<Item = &Hold> {
        self.0.iter().filter(move |hold| hold.is_on(day))
    }

    /// The vacations that are on or to come, looking from a day.
    pub fn closed_from(&self, day: StudyDay) -> impl Iterator<Item = &Hold> {
        self.0.iter().filter(move |hold| hold.is_closed && hold.until > day)
    }

    /// Whether nothing at all is asked on a day, new cards included.
    pub fn is_closed(&self, day: StudyDay) -> bool {
        self.on(day).any(|hold| hold.is_closed)
    }

    /// The day on which a card that is due on `due` is seen, looking from `today`: the first day
    /// from both on that no hold is for it.
    pub fn seen_on(&self, due: StudyDay, deck: &str, today: StudyDay) -> StudyDay {
        let mut day = due.max(today);
        // Each turn passes at least one hold for good, since a hold ends after it begins.
        while let Some(hold) = self.0.iter().find(|hold| hold.holds(due, deck, day)) {
            day = hold.until;
        }
        day
    }

    /// The first day from this one on that is not closed.
    pub fn opens_on(&self, day: StudyDay) -> StudyDay {
        let mut day = day;
        while let Some(hold) = self.on(day).find(|hold| hold.is_closed) {
            day = hold.until;
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(number: i32) -> StudyDay {
        StudyDay::from_number(20_000 + number)
    }

    fn seen(holds: &[Hold], due: i32, today: i32) -> i32 {
        let holds = Holds::new(holds.to_vec());
        holds.seen_on(day(due), "Conf::Rust", day(today)).days_since(day(0))
    }

    #[test]
    fn what_is_due_when_it_is_postponed_waits_and_what_falls_due_later_does_not() {
        let hold = [Hold::postponing(day(10), 3, None)];
        assert_eq!([2, 10].map(|due| seen(&hold, due, 10)), [13, 13]);
        assert_eq!([11, 12, 13, 20].map(|due| seen(&hold, due, 10)), [11, 12, 13, 20]);
        assert_eq!(seen(&hold, 2, 13), 13, "the days are over");
    }

    #[test]
    fn a_vacation_is_seen_from_any_day() {
        let hold = [Hold::vacation(day(5), day(8))];
        let dues = [4, 5, 8, 9];
        assert_eq!(dues.map(|due| seen(&hold, due, 0)), [4, 9, 9, 9]);
        assert_eq!(dues.map(|due| seen(&hold, due, 6)), [9, 9, 9, 9]);
        let holds = Holds::new(hold.to_vec());
        assert_eq!([4, 5, 8, 9].map(|d| holds.is_closed(day(d))), [false, true, true, false]);
        assert_eq!(holds.opens_on(day(6)), day(9));
    }

    #[test]
    fn holds_one_after_the_other_add_up() {
        let holds = [Hold::vacation(day(5), day(8)), Hold::postponing(day(9), 2, None)];
        assert_eq!(seen(&holds, 6, 0), 11);
    }

    #[test]
    fn a_deck_is_held_with_those_under_it() {
        for (deck, day) in [("conf", 12), ("Conf::Rust", 12), ("Con", 10), ("Conf::Rust::X", 10)] {
            let hold = Hold::postponing(self::day(10), 2, Some(deck.to_owned()));
            assert_eq!(seen(&[hold], 3, 10), day, "{deck}");
        }
    }

    fn holds() -> impl Strategy<Value = Vec<Hold>> {
        let hold = (0..30_i32, 1..10_u32, prop::bool::ANY).prop_map(|(first, days, closed)| {
            if closed {
                Hold::vacation(day(first), day(first).plus_days(days - 1))
            } else {
                Hold::postponing(day(first), days, None)
            }
        });
        prop::collection::vec(hold, 0..6)
    }

    proptest! {
        #[test]
        fn a_card_is_seen_on_a_day_without_a_hold_for_it_never_early(
            holds in holds(), due in 0..40_i32, today in 0..40_i32,
        ) {
            let on = seen(&holds, due, today);
            prop_assert!(on >= due.max(today));
            let is_held = |at: i32| holds.iter().any(|hold| hold.holds(day(due), "x", day(at)));
            prop_assert!(!is_held(on));
            prop_assert!((due.max(today)..on).all(is_held), "and on the first such day");
        }
    }
}
