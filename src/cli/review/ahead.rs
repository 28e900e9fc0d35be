//! Cards made ready to be shown before anybody asks for them.
//!
//! The first block of code in a language makes its syntax be unpacked and its patterns be
//! compiled, which takes longer than a key may wait. While a question is read, a thread of its
//! own does that for what can be shown next: the answer, the section of the notes, the card after.
//! What it renders it throws away; what stays is the syntaxes, which all of the program share.

use crate::adapters::store::CardRecord;
use crate::adapters::terminal::style::Role;
use crate::cli::card;
use crate::cli::failure::Failure;
use crate::cli::review::panel;
use crate::render::markdown::{self, Links};
use crate::values::ids::CardId;
use std::collections::HashSet;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// The columns it is rendered for: any do.
const COLUMNS: usize = 80;

/// A thread that renders ahead, once there is something to render.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    cards: Option<Sender<CardRecord>>,
    rendered: HashSet<CardId>,
}

impl Ahead {
    /// Has a card rendered, once. Where no thread can be had nothing is, and a key waits.
    pub(super) fn render(
        &mut self,
        id: CardId,
        read: impl FnOnce() -> Result<Option<CardRecord>, Failure>,
    ) -> Result<(), Failure> {
        let card = if self.rendered.insert(id) { read()? } else { None };
        let Some(card) = card else {
            return Ok(());
        };
        let cards = self.cards.get_or_insert_with(|| {
            let (cards, coming) = channel();
            let thread = thread::Builder::new().name("ahead".to_owned());
            drop(thread.spawn(move || render_all(&coming)));
            cards
        });
        drop(cards.send(card));
        Ok(())
    }
}

fn render_all(cards: &Receiver<CardRecord>) {
    for card in cards {
        let section = panel::section_of(&card);
        let answer = card::answer(&card);
        let texts = [Some(card.question.as_str()), Some(&answer), section.as_deref()];
        for text in texts.into_iter().flatten().filter(|text| has_fence(text)) {
            drop(markdown::lines(text, Role::Text, Links::Text, COLUMNS));
        }
    }
}

/// Whether the text may have a block of code with a language.
fn has_fence(text: &str) -> bool {
    text.contains("```") || text.contains("~~~")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_looked_up_once() {
        let (mut ahead, mut reads) = (Ahead::default(), 0);
        for card in [1, 2, 1, 2] {
            let read = || {
                reads += 1;
                Ok(None)
            };
            ahead.render(CardId::from_raw(card), read).unwrap();
        }
        assert_eq!(reads, 2);
    }

    #[test]
    fn only_text_with_code_in_a_language_is_worth_it() {
        assert!(has_fence("see\n~~~toml\na = 1\n~~~") && has_fence("1. ```rust\n   x\n   ```"));
        assert!(!has_fence("`x` and ``y``"));
    }
}
