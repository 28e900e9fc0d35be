//! One session of review as a pure state machine: which card is shown, what was answered, what
//! comes again today, and what an undo takes back.
//!
//! It knows cards by id alone. Whoever drives it keeps the answers in the store; the two move
//! together because every answer is stored before it is told here.

use crate::learning::review::ReviewKind;
use crate::values::grade::Grade;
use crate::values::ids::CardId;
use std::collections::VecDeque;

/// The longest time that counts for one card, in milliseconds: who takes longer went away.
pub const LONGEST_ANSWER_MS: u32 = 60_000;

/// A card's turn in the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The card.
    pub card: CardId,
    /// Why it is asked: as the session began, or [`ReviewKind::Drill`] once it was graded below
    /// 4 today. What is crammed stays [`ReviewKind::Cram`].
    pub kind: ReviewKind,
    /// Whether it was graded below 4 today and comes again for that.
    pub is_repeat: bool,
}

impl Turn {
    /// The first turn of a card in a session of this kind.
    pub const fn first(card: CardId, kind: ReviewKind) -> Self {
        Self { card, kind, is_repeat: false }
    }

    /// The turn that follows on a grade below 4.
    const fn repeat(self) -> Self {
        let kind = match self.kind {
            ReviewKind::Cram => ReviewKind::Cram,
            _ => ReviewKind::Drill,
        };
        Self { card: self.card, kind, is_repeat: true }
    }
}

/// An answer given in this session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// The card's turn.
    pub turn: Turn,
    /// How it was graded.
    pub grade: Grade,
    /// How long it took, in milliseconds, at most [`LONGEST_ANSWER_MS`].
    pub took_ms: u32,
}

/// What a turn came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The card was graded.
    Given(Given),
    /// The card was taken out of the session: buried, suspended, dropped.
    SetAside(Turn),
}

impl Step {
    /// The turn.
    pub const fn turn(&self) -> Turn {
        match self {
            Self::Given(given) => given.turn,
            Self::SetAside(turn) => *turn,
        }
    }
}

/// How far the session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Among the cards that are due.
    Due {
        /// The number of the card shown, from 1.
        at: usize,
        /// How many cards are due in this session.
        of: usize,
        /// How many of this day's cards come again at the end.
        again: usize,
    },
    /// Among those that come again today.
    Again {
        /// How many are left, with the one shown.
        left: usize,
    },
    /// Nothing is left.
    Over,
}

/// What a session came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Cards graded, each once.
    pub cards: usize,
    /// Of these, how many were recalled (3 and above).
    pub recalled: usize,
    /// Of these, the ones that were not, in the order of their turns.
    pub failed: Vec<CardId>,
    /// Repeats of the drill.
    pub drilled: usize,
    /// Cards that are still to be repeated today.
    pub again: Vec<CardId>,
    /// Time spent on all answers, in milliseconds.
    pub took_ms: u64,
}

/// A session of review.
#[derive(Debug)]
pub struct Session {
    /// The cards to come: due ones, then those that come again. The first is shown.
    coming: VecDeque<Turn>,
    done: Vec<Step>,
    revealed: bool,
}

impl Session {
    /// A session over these turns, then the cards left to repeat from earlier today.
    pub fn new(turns: &[Turn], drill: &[CardId]) -> Self {
        let first = turns.iter().copied();
        let repeats = drill.iter().map(|card| Turn::first(*card, ReviewKind::Drill).repeat());
        Self { coming: first.chain(repeats).collect(), done: Vec::new(), revealed: false }
    }

    /// The turn that is on, or `None` when nothing is left.
    pub fn current(&self) -> Option<Turn> {
        self.coming.front().copied()
    }

    /// The turn after it.
    pub fn following(&self) -> Option<Turn> {
        self.coming.get(1).copied()
    }

    /// Whether the answer of the current card is shown.
    pub const fn is_revealed(&self) -> bool {
        self.revealed
    }

    /// Shows the answer of the current card.
    pub fn reveal(&mut self) {
        self.revealed = !self.coming.is_empty();
    }

    /// Hides the answer of the current card again.
    pub const fn hide(&mut self) {
        self.revealed = false;
    }

    /// Grades the current card, whose time is cut at [`LONGEST_ANSWER_MS`], and goes on to the
    /// next. Below 4 the card comes again at the end. Nothing happens when nothing is left.
    pub fn grade(&mut self, grade: Grade, took_ms: u64) -> Option<Given> {
        let turn = self.coming.pop_front()?;
        let took_ms = u32::try_from(took_ms).unwrap_or(u32::MAX).min(LONGEST_ANSWER_MS);
        let given = Given { turn, grade, took_ms };
        if grade.needs_drill() {
            self.coming.push_back(turn.repeat());
        }
        self.done.push(Step::Given(given));
        self.revealed = false;
        Some(given)
    }

    /// Takes the current card out of the session, as a step that can be undone.
    pub fn set_aside(&mut self) {
        if let Some(turn) = self.coming.pop_front() {
            self.done.push(Step::SetAside(turn));
            self.revealed = false;
        }
    }

    /// Takes back the last step of this session, whose card is then asked again.
    pub fn undo(&mut self) -> Option<Step> {
        let step = self.done.pop()?;
        if matches!(step, Step::Given(given) if given.grade.needs_drill()) {
            self.forget_repeat(step.turn().card);
        }
        self.put_first(step.turn());
        Some(step)
    }

    /// Asks a card next whose answer from before this session was taken back.
    pub fn ask_again(&mut self, turn: Turn) {
        self.coming.retain(|other| other.card != turn.card);
        self.put_first(turn);
    }

    fn put_first(&mut self, turn: Turn) {
        self.coming.push_front(turn);
        self.revealed = false;
    }

    /// The repeat of a card whose last grade is undone: its last turn to come.
    fn forget_repeat(&mut self, card: CardId) {
        let is_repeat = |turn: &Turn| turn.card == card && turn.is_repeat;
        if let Some(place) = self.coming.iter().rposition(is_repeat) {
            self.coming.remove(place);
        }
    }

    /// Leaves the current card out, because it is gone from the collection.
    pub fn skip(&mut self) {
        self.coming.pop_front();
        self.revealed = false;
    }

    /// The last step of this session that was not taken back.
    pub fn last(&self) -> Option<Step> {
        self.done.last().copied()
    }

    /// The grades given in this session, oldest first.
    pub fn given(&self) -> impl Iterator<Item = &Given> {
        self.done.iter().filter_map(|step| match step {
            Step::Given(given) => Some(given),
            Step::SetAside(_) => None,
        })
    }

    /// How far the session is.
    pub fn progress(&self) -> Progress {
        let to_come = self.coming.iter().filter(|turn| !turn.is_repeat).count();
        let again = self.coming.len() - to_come;
        let done = self.given().filter(|given| !given.turn.is_repeat).count();
        match (to_come, again) {
            (0, 0) => Progress::Over,
            (0, left) => Progress::Again { left },
            (_, again) => Progress::Due { at: done + 1, of: done + to_come, again },
        }
    }

    /// What the session came to so far.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for given in self.given() {
            tally.took_ms += u64::from(given.took_ms);
            if given.turn.is_repeat {
                tally.drilled += 1;
                continue;
            }
            tally.cards += 1;
            if given.grade.passes() {
                tally.recalled += 1;
            } else {
                tally.failed.push(given.turn.card);
            }
        }
        let again = self.coming.iter().filter(|turn| turn.is_repeat);
        tally.again = again.map(|turn| turn.card).collect();
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cards(numbers: &[i64]) -> Vec<CardId> {
        numbers.iter().map(|number| CardId::from_raw(*number)).collect()
    }

    fn of(due: &[CardId], drill: &[CardId]) -> Session {
        let turn = |card: &CardId| Turn::first(*card, ReviewKind::Scheduled);
        Session::new(&due.iter().map(turn).collect::<Vec<_>>(), drill)
    }

    fn shown(session: &Session) -> Option<i64> {
        session.current().map(|turn| turn.card.raw())
    }

    #[test]
    fn what_was_graded_below_four_comes_again_until_four() {
        let mut session = of(&cards(&[1, 2]), &[]);
        session.grade(Grade::HARD, 0);
        session.grade(Grade::GOOD, 0);
        assert_eq!(shown(&session), Some(1));
        assert_eq!(session.current().unwrap().kind, ReviewKind::Drill);
        session.grade(Grade::AGAIN, 0);
        assert_eq!(shown(&session), Some(1));
        session.grade(Grade::GOOD, 0);
        assert_eq!(session.current(), None);
        assert_eq!(session.progress(), Progress::Over);
    }

    #[test]
    fn what_was_left_from_earlier_today_comes_after_what_is_due() {
        let session = of(&cards(&[1]), &cards(&[9]));
        assert_eq!(session.progress(), Progress::Due { at: 1, of: 1, again: 1 });
        assert_eq!(session.tally().again, cards(&[9]));
    }

    #[test]
    fn progress_counts_cards_and_what_comes_again() {
        let mut session = of(&cards(&[1, 2, 3]), &[]);
        session.grade(Grade::AGAIN, 0);
        assert_eq!(session.progress(), Progress::Due { at: 2, of: 3, again: 1 });
        session.skip();
        assert_eq!(session.progress(), Progress::Due { at: 2, of: 2, again: 1 });
        session.grade(Grade::GOOD, 0);
        assert_eq!(session.progress(), Progress::Again { left: 1 });
    }

    #[test]
    fn the_closing_screen_can_be_undone() {
        let mut session = of(&cards(&[1]), &[]);
        session.reveal();
        session.grade(Grade::EASY, 0);
        assert_eq!(session.current(), None);
        assert!(matches!(session.undo(), Some(Step::Given(given)) if given.grade == Grade::EASY));
        assert_eq!(shown(&session), Some(1));
        assert!(!session.is_revealed(), "an undone card is asked, not graded, by the next Space");
        assert_eq!(session.undo(), None);
    }

    #[test]
    fn an_undone_drill_comes_back_as_a_drill() {
        let mut session = of(&cards(&[1, 2]), &[]);
        session.grade(Grade::AGAIN, 0);
        session.grade(Grade::GOOD, 0);
        session.grade(Grade::GOOD, 0);
        session.undo();
        assert_eq!(
            session.current(),
            Some(Turn::first(cards(&[1])[0], ReviewKind::Drill).repeat())
        );
        session.undo();
        session.undo();
        assert_eq!(session.progress(), Progress::Due { at: 1, of: 2, again: 0 });
    }

    #[test]
    fn what_is_set_aside_counts_as_no_card_and_comes_back_by_undo() {
        let mut session = of(&cards(&[1, 2, 3]), &[]);
        session.set_aside();
        assert_eq!(session.progress(), Progress::Due { at: 1, of: 2, again: 0 });
        session.grade(Grade::GOOD, 0);
        session.undo();
        assert_eq!(
            session.undo(),
            Some(Step::SetAside(Turn::first(cards(&[1])[0], ReviewKind::Scheduled)))
        );
        assert_eq!(session.progress(), Progress::Due { at: 1, of: 3, again: 0 });
    }

    #[test]
    fn an_answer_from_earlier_that_is_taken_back_is_asked_next_and_once() {
        let mut session = of(&cards(&[1]), &cards(&[9]));
        session.ask_again(Turn::first(cards(&[9])[0], ReviewKind::Scheduled));
        assert_eq!(shown(&session), Some(9));
        assert_eq!(session.progress(), Progress::Due { at: 1, of: 2, again: 0 });
    }

    #[test]
    fn what_is_crammed_is_repeated_as_cramming_and_what_came_early_is_drilled() {
        for (kind, repeated) in
            [(ReviewKind::Cram, ReviewKind::Cram), (ReviewKind::Ahead, ReviewKind::Drill)]
        {
            let mut session = Session::new(&[Turn::first(cards(&[1])[0], kind)], &[]);
            assert_eq!(session.current().unwrap().kind, kind);
            session.grade(Grade::AGAIN, 0);
            assert_eq!(session.current().unwrap().kind, repeated);
            assert_eq!(session.progress(), Progress::Again { left: 1 });
        }
    }

    #[test]
    fn the_tally_tells_recalled_from_failed_and_cuts_long_times() {
        let mut session = of(&cards(&[1, 2, 3]), &[]);
        session.grade(Grade::AGAIN, 5_000);
        session.grade(Grade::HARD, 3_600_000);
        session.grade(Grade::GOOD, 1_000);
        session.grade(Grade::GOOD, 2_000);
        let expected = Tally {
            cards: 3,
            recalled: 2,
            failed: cards(&[1]),
            drilled: 1,
            again: cards(&[2]),
            took_ms: 68_000,
        };
        assert_eq!(session.tally(), expected);
    }

    proptest! {
        #[test]
        fn undoing_everything_is_as_if_nothing_was_answered(
            due in 0..6_i64, drill in 0..3_i64, steps in prop::collection::vec(0..=6_u8, 0..30),
        ) {
            let due = cards(&(0..due).collect::<Vec<_>>());
            let drill = cards(&(100..100 + drill).collect::<Vec<_>>());
            let mut session = of(&due, &drill);
            let before = session.coming.clone();
            for step in steps {
                match Grade::new(step) {
                    Some(grade) => drop(session.grade(grade, 1)),
                    None => session.set_aside(),
                }
            }
            while session.undo().is_some() {}
            prop_assert_eq!(&session.coming, &before);
            prop_assert_eq!(session.tally().cards, 0);
        }
    }
}
