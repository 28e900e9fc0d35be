//! The identity of a card across edits of its notes: which new card is which old one.
//!
//! First what the author pinned; then exact agreement, in stages from strict to loose; then an
//! assignment by likeness on what is left. A pair is made only where nothing else could be meant:
//! a wrong carry gives a card the history of another, which is worse than a new card.

mod assignment;
mod likeness;
mod meaning;
pub mod pins;
mod work;

pub use meaning::changes_meaning;

use crate::cards::Draft;
use crate::values::ids::CardId;
use std::collections::BTreeMap;
use work::{Reach, Work};

/// A card as the collection knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its identity.
    pub id: CardId,
    /// Its rule.
    pub rule: String,
    /// Its kind; with the rule, its role.
    pub kind: String,
    /// Normal form of the name of the thing it is about.
    pub entity: String,
    /// Normal form of its fact.
    pub fact: String,
    /// Its question.
    pub question: String,
    /// Its answer.
    pub answer: String,
    /// The first line it cites.
    pub line: u32,
    /// Whether it left the notes at an earlier import.
    pub retired: bool,
    /// Whether it was ever answered on schedule.
    pub reviewed: bool,
}

/// A card that the notes name on one of their lines, so that it is known whatever they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pin {
    /// The line.
    pub line: u32,
    /// The card.
    pub card: CardId,
}

/// Who is who.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matching {
    /// For each new card, the old one that it is: an index into the old cards.
    pub old_of_new: Vec<Option<usize>>,
    /// Old cards that nothing in the notes is any more.
    pub gone: Vec<usize>,
    /// New cards for which old ones were too alike to choose; they count as new.
    pub undecided: Vec<Undecided>,
    /// For cards that are gone, the new card that each may have become. A person can say.
    pub heirs: BTreeMap<usize, usize>,
}

/// A new card that could be any of several old ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    /// The new card.
    pub new: usize,
    /// The old ones, likeliest first.
    pub candidates: Vec<usize>,
}

/// Finds for each new card of a source the old card that it is.
pub fn matching(old: &[Stored], new: &[Draft], pins: &[Pin]) -> Matching {
    if old.is_empty() {
        return Matching { old_of_new: vec![None; new.len()], ..Matching::default() };
    }
    let old: Vec<&Stored> = old.iter().collect();
    let new: Vec<&Draft> = new.iter().collect();
    let mut work = Work::new(&old, &new, Reach::Source);
    work.pinned(pins);
    work.exact(|card| !card.retired);
    work.other_role();
    work.answered_anew();
    work.alike();
    work.touched_in_other_role();
    // A card that comes back (an undo, a checkout) takes its history up again.
    work.exact(|card| card.retired);
    let heirs = work.heirs();
    Matching { heirs, ..work.finish() }
}

/// For each new card of a source, the old one of any source that is pinned on its line.
pub fn pinned(old: &[&Stored], new: &[&Draft], pins: &[Pin]) -> Vec<Option<usize>> {
    let mut work = Work::new(old, new, Reach::Sources);
    work.pinned(pins);
    work.finish().old_of_new
}

/// Finds who is who in what several sources lost and gained: a section that went to another note.
///
/// What is asked for is more than within a source, and entities say nothing.
pub fn matching_across(old: &[&Stored], new: &[&Draft]) -> Matching {
    let mut work = Work::new(old, new, Reach::Sources);
    work.exact(|card| !card.retired);
    work.alike();
    work.exact(|card| card.retired);
    work.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cards::generate::generate;
    use crate::notes::{outline, words};

    const NOTE: &str = "# Conf\n## Tools\n### zoxide\n- A smarter way of changing folders at once\n### hyperfine\n- A benchmark runner for whole commands\n";

    fn drafts(text: &str) -> Vec<Draft> {
        generate(&outline::read(text, "file")).cards
    }

    fn stored(cards: &[Draft]) -> Vec<Stored> {
        let keep = |(at, card): (usize, &Draft)| Stored {
            id: CardId::born(1, u32::try_from(at).unwrap()),
            rule: card.rule.to_owned(),
            kind: card.kind.to_owned(),
            entity: words::norm(&card.entity),
            fact: card.fact.clone(),
            question: card.question.clone(),
            answer: card.answer.clone(),
            line: card.lines.first(),
            retired: false,
            reviewed: true,
        };
        cards.iter().enumerate().map(keep).collect()
    }

    /// After an edit: for each new card, the question of the old card that it is.
    fn carried(edited: &str) -> Vec<String> {
        let old = stored(&drafts(NOTE));
        let new = drafts(edited);
        let matching = matching(&old, &new, &[]);
        let name = |at: &Option<usize>| at.map_or("new".to_owned(), |at| old[at].question.clone());
        new.iter()
            .zip(&matching.old_of_new)
            .map(|(card, at)| format!("{} <- {}", card.question, name(at)))
            .collect()
    }

    #[test]
    fn an_edited_line_keeps_its_cards() {
        let edited = NOTE.replace("at once", "quickly");
        assert!(
            carried(&edited).iter().all(|line| !line.ends_with("new")),
            "{:?}",
            carried(&edited)
        );
    }

    #[test]
    fn a_moved_and_a_renamed_entry_keep_their_cards() {
        let moved = "# Conf\n## Tools\n### hyperfine\n- A benchmark runner for whole commands\n### zoxide cd\n- A smarter way of changing folders at once\n";
        assert!(carried(moved).iter().all(|line| !line.ends_with("new")), "{:?}", carried(moved));
    }

    #[test]
    fn another_fact_is_another_card() {
        let other = NOTE
            .replace("A smarter way of changing folders at once", "A daemon that mails penguins");
        assert_eq!(carried(&other).iter().filter(|line| line.ends_with("new")).count(), 2);
    }
}
