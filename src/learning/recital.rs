//! An answer that is a list, recited item by item: each is shown, then counts as known or missed.
//! What was missed last time is asked first, so that it gets the freshest attention.

use crate::notes::words::norm;
use crate::values::grade::Grade;

/// One item of a list, and whether it was known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it says, in Markdown.
    pub text: String,
    /// Whether the learner had it; `None` until that is told.
    pub known: Option<bool>,
}

/// What became of an item when it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recited {
    /// What it says, in Markdown.
    pub text: String,
    /// Whether the learner had it.
    pub known: bool,
}

/// A list on its way from hidden to recited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recital {
    /// In the order in which they are asked.
    items: Vec<Item>,
    /// How many are shown. At most the last of them is not judged yet.
    shown: usize,
    is_ordered: bool,
}

impl Recital {
    /// A recital of this answer to a card of this kind; `None` where it is no list of two or
    /// more. What was missed when it was last asked comes first, unless the order is part of the
    /// answer.
    pub fn of(kind: &str, answer: &str, last: &[Recited]) -> Option<Self> {
        let (mut items, is_ordered) = items(kind, answer)?;
        if !is_ordered {
            let missed: Vec<String> = missed(last).collect();
            // A stable sort: both parts stay in the order of the notes.
            items.sort_by_key(|item| !missed.contains(&key(item)));
        }
        let items = items.into_iter().map(|text| Item { text, known: None }).collect();
        Some(Self { items, shown: 0, is_ordered })
    }

    /// The items that are shown, in the order in which they were asked.
    pub fn shown(&self) -> &[Item] {
        &self.items[..self.shown]
    }

    /// How many items are not shown yet.
    pub fn hidden(&self) -> usize {
        self.items.len() - self.shown
    }

    /// All items.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Whether the order of the items is part of the answer.
    pub const fn is_ordered(&self) -> bool {
        self.is_ordered
    }

    /// Whether an item is shown that waits to be judged.
    pub fn is_asking(&self) -> bool {
        self.shown().last().is_some_and(|item| item.known.is_none())
    }

    /// Whether every item is judged.
    pub fn is_over(&self) -> bool {
        self.hidden() == 0 && !self.is_asking()
    }

    /// Shows the next item, unless one waits to be judged.
    pub fn show_next(&mut self) {
        if !self.is_asking() && self.hidden() > 0 {
            self.shown += 1;
        }
    }

    /// Gives the next item away: it counts as missed. `false` while an item waits to be judged.
    pub fn hint(&mut self) -> bool {
        if self.is_asking() || self.hidden() == 0 {
            return false;
        }
        self.items[self.shown].known = Some(false);
        self.shown += 1;
        true
    }

    /// Says whether the item that is asked was known, and shows the next.
    pub fn judge(&mut self, known: bool) {
        if self.is_asking() {
            self.items[self.shown - 1].known = Some(known);
            self.show_next();
        }
    }

    /// Takes the last judgement back; `false` where there is none.
    pub fn take_back(&mut self) -> bool {
        let Some(last) = self.items.iter().rposition(|item| item.known.is_some()) else {
            return false;
        };
        self.items[last].known = None;
        self.shown = last + 1;
        true
    }

    /// The grade that the judgements come to, once all are given: good for all of them, hard
    /// for at most a quarter missed, else again.
    pub fn suggestion(&self) -> Option<Grade> {
        let missed = self.items.iter().filter(|item| item.known == Some(false)).count();
        self.is_over().then_some(match missed {
            0 => Grade::GOOD,
            _ if missed * 4 <= self.items.len() => Grade::HARD,
            _ => Grade::AGAIN,
        })
    }

    /// What became of the items that were judged.
    pub fn recited(&self) -> Vec<Recited> {
        let judged = self
            .items
            .iter()
            .filter_map(|item| item.known.map(|known| Recited { text: item.text.clone(), known }));
        judged.collect()
    }
}

/// Whether an answer to a card of this kind is a list.
pub fn is_list(kind: &str, answer: &str) -> bool {
    items(kind, answer).is_some()
}

/// The items missed in the last of these recitals that were missed before as well, with how
/// often in all.
pub fn kept_missing(recitals: &[Vec<Recited>]) -> Vec<(&str, usize)> {
    let Some(last) = recitals.last() else {
        return Vec::new();
    };
    let misses = |item: &Recited| {
        let key = key(&item.text);
        recitals.iter().flat_map(|items| missed(items)).filter(|other| *other == key).count()
    };
    let counted = last.iter().filter(|item| !item.known);
    let counted = counted.map(|item| (item.text.as_str(), misses(item)));
    counted.filter(|(_, times)| *times > 1).collect()
}

/// The [`key`]s of the items missed.
fn missed(items: &[Recited]) -> impl Iterator<Item = String> {
    items.iter().filter(|item| !item.known).map(|item| key(&item.text))
}

/// What an item is known by: its words, so that its markup may change.
fn key(item: &str) -> String {
    let words = norm(item);
    // An item of signs alone, such as `&&`, is those signs.
    if words.is_empty() { item.trim().to_owned() } else { words }
}

/// The items of an answer, and whether their order matters.
fn items(kind: &str, answer: &str) -> Option<(Vec<String>, bool)> {
    let lines = || answer.lines().filter(|line| !line.trim().is_empty());
    let marked = lines().next().is_some_and(|line| marker(line).is_some());
    if !marked {
        let items: Vec<String> = lines().map(|line| line.trim().to_owned()).collect();
        return (kind == "list" && items.len() > 1).then_some((items, false));
    }
    let is_ordered = answer.starts_with(|first: char| first.is_ascii_digit());
    let mut items: Vec<String> = Vec::new();
    for line in lines() {
        match (marker(line), items.last_mut()) {
            (Some(rest), _) => items.push(rest.to_owned()),
            // What is set in belongs to the item above.
            (None, Some(item)) if line.starts_with([' ', '\t']) => {
                item.push('\n');
                item.push_str(line.trim());
            }
            (None, _) => return None,
        }
    }
    (items.len() > 1).then_some((items, is_ordered))
}

/// Whether a line begins an item of a list.
pub fn is_item(line: &str) -> bool {
    marker(line).is_some()
}

/// What follows the marker of a list's item at the very left.
fn marker(line: &str) -> Option<&str> {
    let bullet = line.strip_prefix(['-', '*', '+']);
    let number = || {
        let rest = line.trim_start_matches(|digit: char| digit.is_ascii_digit());
        (rest.len() < line.len()).then(|| rest.strip_prefix(['.', ')'])).flatten()
    };
    let text = bullet.or_else(number)?.strip_prefix(' ')?.trim();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BEDS: &str = "- sage\n- mint\n- dill\n- thyme";

    fn recital(answer: &str, missed: &[&str]) -> Recital {
        let missed: Vec<Recited> = missed.iter().map(|text| recited(text, false)).collect();
        Recital::of("qa", answer, &missed).expect("a list")
    }

    fn recited(text: &str, known: bool) -> Recited {
        Recited { text: text.to_owned(), known }
    }

    fn texts(recital: &Recital) -> Vec<&str> {
        recital.items().iter().map(|item| item.text.as_str()).collect()
    }

    #[test]
    fn a_list_is_known_by_its_markers_or_its_kind() {
        assert_eq!(texts(&recital("1. one\n2. two", &[])), ["one", "two"]);
        assert_eq!(texts(&recital("* one\n  and more\n* two", &[])), ["one\nand more", "two"]);
        assert!(Recital::of("list", "one\ntwo", &[]).is_some());
        for no_list in ["one\ntwo", "- one", "- one\nand two", "", "-one\n-two", "2027 was wet\nso"]
        {
            assert_eq!(Recital::of("qa", no_list, &[]), None, "{no_list}");
        }
    }

    #[test]
    fn what_was_missed_is_asked_first_unless_the_order_matters() {
        assert_eq!(texts(&recital(BEDS, &["dill"])), ["dill", "sage", "mint", "thyme"]);
        assert_eq!(texts(&recital("1. sow\n2. *wait*", &["wait"])), ["sow", "*wait*"]);
    }

    #[test]
    fn items_come_one_by_one_and_suggest_a_grade() {
        let mut recital = recital(BEDS, &[]);
        recital.show_next();
        recital.show_next();
        assert_eq!((recital.shown().len(), recital.hidden()), (1, 3), "one at a time");
        for known in [true, true, false] {
            recital.judge(known);
        }
        assert_eq!(recital.suggestion(), None);
        recital.judge(true);
        assert_eq!(recital.suggestion(), Some(Grade::HARD));
        recital.take_back();
        recital.judge(false);
        assert_eq!(recital.suggestion(), Some(Grade::AGAIN));
    }

    #[test]
    fn an_item_given_away_is_missed() {
        let mut recital = recital(BEDS, &[]);
        assert!(recital.hint() && recital.hint());
        recital.show_next();
        assert!(!recital.hint(), "the item shown has to be judged first");
        let known: Vec<_> = recital.shown().iter().map(|item| item.known).collect();
        assert_eq!(known, [Some(false), Some(false), None]);
    }

    #[test]
    fn an_item_missed_again_is_told() {
        let recitals = [
            vec![recited("sage", false), recited("mint", false)],
            vec![recited("*mint*", false), recited("dill", false), recited("sage", true)],
        ];
        assert_eq!(kept_missing(&recitals), [("*mint*", 2)]);
        assert_eq!(kept_missing(&recitals[..1]), []);
        assert_eq!(kept_missing(&[]), []);
    }

    proptest! {
        #[test]
        fn taking_back_all_judgements_leaves_none(judgements in prop::collection::vec(any::<bool>(), 0..9)) {
            let mut recital = recital(BEDS, &[]);
            recital.show_next();
            for known in judgements {
                recital.judge(known);
            }
            while recital.take_back() {}
            prop_assert!(recital.items().iter().all(|item| item.known.is_none()));
            prop_assert_eq!(recital.shown().len(), 1);
        }
    }
}
