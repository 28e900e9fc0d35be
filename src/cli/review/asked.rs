//! A card while it is asked: how much of its answer is out, by items, by hints, by typing.

use crate::adapters::store::{CardRecord, Recorded};
use crate::cli::card;
use crate::cli::review::buttons::Button;
use crate::cli::review::changed::Changed;
use crate::cli::review::pictures::Pictures;
use crate::learning::recital::{Recital, Recited};
use crate::learning::typed::{Comparison, compare};
use crate::notes::section::Resource;
use crate::render::breadcrumb::{Breadcrumb, Hides};
use crate::render::markdown::one_line;
use crate::values::grade::Grade;
use unicode_segmentation::UnicodeSegmentation as _;

/// Something that helps a little.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hint {
    /// A hidden level of the breadcrumb, by its place.
    Level(usize),
    /// The first letter of the answer.
    Letter,
    /// The next item of a list.
    Item,
}

/// A card on the desk.
#[derive(Debug)]
pub(super) struct Asked {
    /// The card.
    pub(super) card: CardRecord,
    /// Its answer item by item, where it is a list.
    pub(super) recital: Option<Recital>,
    /// What was typed, compared with its answer.
    pub(super) typed: Option<Comparison>,
    /// What its notes link to, once that was looked up.
    pub(super) resources: Option<Vec<Resource>>,
    /// Its pictures, where the terminal shows any.
    pub(super) pictures: Pictures,
    /// What changed in it since it was last answered.
    pub(super) changed: Option<Changed>,
    /// What each button would do to it.
    pub(super) outcomes: Vec<(Button, Recorded)>,
    crumbs: Breadcrumb,
    /// What can help, the weakest first, and how much of it was given.
    hints: Vec<Hint>,
    given: usize,
    items_given: usize,
}

impl Asked {
    /// The card, nothing of its answer out. `last` is what became of the
    /// items of its list when they were last asked.
    pub(super) fn new(card: CardRecord, last: &[Recited]) -> Self {
        let crumbs = Breadcrumb::of(&card.context, &card.question, &card.answer);
        let recital = Recital::of(&card.kind, &card.answer, last);
        let hints = hints(&crumbs, &card, recital.is_some());
        let changed = Changed::of(&card);
        Self {
            card,
            recital,
            typed: None,
            resources: None,
            pictures: Pictures::default(),
            changed,
            outcomes: Vec::new(),
            crumbs,
            hints,
            given: 0,
            items_given: 0,
        }
    }

    /// The breadcrumb: whole once the answer is out, before that as far as hints uncovered it.
    pub(super) fn breadcrumb(&self, is_revealed: bool) -> String {
        let given = &self.hints[..self.given];
        self.crumbs.text(|level| is_revealed || given.contains(&Hint::Level(level)))
    }

    /// The first letter of the answer, once it is given as a hint.
    pub(super) fn letter(&self) -> Option<&str> {
        let is_given = self.hints[..self.given].contains(&Hint::Letter);
        if is_given { first_letter(&self.card.answer) } else { None }
    }

    /// Gives the next hint; `None` where there is none.
    pub(super) fn hint(&mut self) -> Option<Hint> {
        let next = self.hints.get(self.given).copied();
        if next.is_some() {
            self.given += 1;
            return next;
        }
        let was_given = self.recital.as_mut().is_some_and(Recital::hint);
        self.items_given += usize::from(was_given);
        was_given.then_some(Hint::Item)
    }

    /// Whether a hint can still be given.
    pub(super) fn has_hint(&self) -> bool {
        let items = || {
            let recital = self.recital.as_ref();
            recital.is_some_and(|recital| !recital.is_asking() && recital.hidden() > 0)
        };
        self.given < self.hints.len() || items()
    }

    /// Whether a hint was given.
    pub(super) const fn is_hinted(&self) -> bool {
        self.given + self.items_given > 0
    }

    /// Whether items were asked for, so that the card can be graded though some are hidden.
    pub(super) fn is_begun(&self) -> bool {
        self.recital.as_ref().is_some_and(|recital| recital.shown().len() > self.items_given)
    }

    /// Whether its answer can be typed: a line of words, no list and no block of code.
    pub(super) fn can_be_typed(&self) -> bool {
        const LONGEST: usize = 200;
        let answer = self.card.answer.trim();
        self.recital.is_none() && !answer.contains('\n') && answer.chars().count() <= LONGEST
    }

    /// Compares what was typed with the answer.
    pub(super) fn take_typed(&mut self, typed: &str) {
        self.typed = Some(compare(&one_line(&card::answer(&self.card)), typed));
    }

    /// The grade that items or typing come to, if there was either.
    pub(super) fn suggestion(&self) -> Option<Grade> {
        let typed = self.typed.as_ref().map(|typed| typed.verdict.suggestion(self.is_hinted()));
        typed.or_else(|| self.recital.as_ref().and_then(Recital::suggestion))
    }
}

/// The hints for a card but the items of a list: a heading that is part of the answer, its first
/// letter, a heading that has it all.
fn hints(crumbs: &Breadcrumb, card: &CardRecord, is_list: bool) -> Vec<Hint> {
    let levels = |hides| crumbs.levels_that(hides).map(Hint::Level);
    let letter = first_letter(&card.answer).filter(|_| !is_list).map(|_| Hint::Letter);
    levels(Hides::Part).chain(letter).chain(levels(Hides::Whole)).collect()
}

/// The first letter or figure of an answer.
fn first_letter(answer: &str) -> Option<&str> {
    let mut letters = answer.graphemes(true);
    letters.find(|cluster| cluster.chars().next().is_some_and(char::is_alphanumeric))
}
