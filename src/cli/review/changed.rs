//! A card that says another thing than when it was last answered: what it said, and what it says.
//!
//! Told over the question as far as that gives no answer away, then with the answer. Old and new
//! stand in brackets with an arrow between them, so that colour is not needed.

use crate::adapters::store::CardRecord;
use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::learning::difference::{Piece, Side, by_word};
use crate::render::markdown::one_line;

/// What is another in a card.
#[derive(Debug)]
pub(super) struct Changed {
    question: Option<Line>,
    answer: Option<Line>,
}

impl Changed {
    /// What changed in the card since it was last answered, if anything did.
    pub(super) fn of(card: &CardRecord) -> Option<Self> {
        let (question, answer) = card.changed_from.as_ref()?;
        Some(Self {
            question: turned(question, &card.question),
            answer: turned(answer, &card.answer),
        })
    }

    /// What to tell with the question.
    pub(super) fn of_question(&self) -> Line {
        match (&self.question, &self.answer) {
            (Some(question), _) => question.clone(),
            (None, Some(_)) => Line::of(Role::Text, "it has another answer now"),
            (None, None) => Line::of(Role::Text, "its notes say another thing now"),
        }
    }

    /// What to tell with the answer.
    pub(super) const fn of_answer(&self) -> Option<&Line> {
        self.answer.as_ref()
    }
}

/// The old text turned into the new one, both without what a terminal would obey; `None` where
/// they read the same.
fn turned(before: &str, now: &str) -> Option<Line> {
    let pieces = by_word(&one_line(now), &one_line(before));
    let is_other = pieces.iter().any(|piece| piece.side != Side::Both);
    is_other.then(|| written(&pieces))
}

/// `it takes [3 → 5] days`
fn written(pieces: &[Piece]) -> Line {
    let mut line = Line::empty();
    for run in pieces.chunk_by(|one, next| one.side != Side::Both && next.side != Side::Both) {
        let of = |side| {
            let texts = run.iter().filter(|piece| piece.side == side);
            texts.map(|piece| piece.text.as_str()).collect::<String>()
        };
        if run.iter().all(|piece| piece.side == Side::Both) {
            line.push(Role::Text, &of(Side::Both));
            continue;
        }
        let is_at = |edge: fn(&str) -> bool| run.iter().any(|piece| edge(&piece.text));
        if is_at(|text| text.starts_with(' ')) {
            line.push(Role::Text, " ");
        }
        let (old, new) = (of(Side::Extra), of(Side::Missing));
        let (old, new) = (old.trim(), new.trim());
        line.push(Role::Text, "[");
        line.push(Role::Again, old);
        line.push(
            Role::Text,
            match (old.is_empty(), new.is_empty()) {
                (true, _) => "→ ",
                (_, true) => " →",
                _ => " → ",
            },
        );
        line.push(Role::Good, new);
        line.push(Role::Text, "]");
        if is_at(|text| text.ends_with(' ')) {
            line.push(Role::Text, " ");
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, now: &str, expected: Option<&str>) {
        assert_eq!(turned(before, now).map(|line| line.plain()).as_deref(), expected);
    }

    #[test]
    fn old_and_new_stand_beside_each_other() {
        check("It takes 3 days", "It takes **5** days", Some("It takes [3 → 5] days"));
        check("it is safe", "it is not safe", Some("it is [→ not] safe"));
        check("it is not safe", "it is safe", Some("it is [not →] safe"));
        check("80-100x faster", "30-50x faster", Some("[80-100x → 30-50x] faster"));
        check("The bed by the wall", "a pot", Some("[The bed by the wall → a pot]"));
    }

    #[test]
    fn what_reads_the_same_did_not_change() {
        check("a `pot`", "a **pot**", None);
    }

    #[test]
    fn no_escape_of_either_text_is_obeyed() {
        check("a pot \u{1b}[2J", "a pan \u{1b}[2J", Some(r"a [pot → pan] \u{1b}[2J"));
    }
}
