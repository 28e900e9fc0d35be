//! Cards made ready to be shown before anybody asks for them.
//!
//! While a question is read, a thread of its own looks into the notes for what the card links to,
//! and renders what can be shown next: the answer, the section of the notes, the card after. The
//! first block of code in a language makes its syntax be unpacked and its patterns be compiled,
//! which takes longer than a key may wait. What is rendered is thrown away; the syntaxes, which
//! all of the program share, stay.

use crate::adapters::store::CardRecord;
use crate::adapters::terminal::style::Role;
use crate::cli::card;
use crate::cli::failure::Failure;
use crate::cli::review::panel;
use crate::notes::section::{self, Resource};
use crate::render::markdown::{self, Links};
use crate::values::ids::CardId;
use std::collections::{HashMap, HashSet};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// The columns it is rendered for: any do.
const COLUMNS: usize = 80;

/// What a card's notes link to.
type Found = (CardId, Vec<Resource>);

/// A thread that looks ahead, once there is something to look at.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    thread: Option<(Sender<CardRecord>, Receiver<Found>)>,
    /// The cards that it was given.
    given: HashSet<CardId>,
    found: HashMap<CardId, Vec<Resource>>,
}

impl Ahead {
    /// Has a card made ready, once. Where no thread can be had a key waits.
    pub(super) fn prepare(
        &mut self,
        id: CardId,
        read: impl FnOnce() -> Result<Option<CardRecord>, Failure>,
    ) -> Result<(), Failure> {
        if self.given.contains(&id) {
            return Ok(());
        }
        let Some(card) = read()? else {
            return Ok(());
        };
        let (cards, _) = self.thread.get_or_insert_with(|| {
            let (cards, coming) = channel();
            let (finds, found) = channel();
            let thread = thread::Builder::new().name("ahead".to_owned());
            drop(thread.spawn(move || prepare_all(&coming, &finds)));
            (cards, found)
        });
        if cards.send(card).is_ok() {
            self.given.insert(id);
        }
        Ok(())
    }

    /// What the card's notes link to. Waited for where it is being looked up, and looked up here
    /// where it is not.
    pub(super) fn resources(&mut self, card: &CardRecord) -> Vec<Resource> {
        while self.given.contains(&card.id) && !self.found.contains_key(&card.id) {
            let found = self.thread.as_ref().and_then(|(_, found)| found.recv().ok());
            let Some((id, resources)) = found else { break };
            self.found.insert(id, resources);
        }
        self.found.get(&card.id).cloned().unwrap_or_else(|| resources(card))
    }
}

/// What a card's notes link to, as far as its answer does not say it.
pub(super) fn resources(card: &CardRecord) -> Vec<Resource> {
    /// More would bury the answer; the section of the notes has them all.
    const MOST: usize = 3;
    let Some(text) = card::text_of(card) else {
        return Vec::new();
    };
    let mut resources = section::resources(&text, &card.lines);
    resources.retain(|resource| !card.answer.contains(&resource.address));
    resources.truncate(MOST);
    resources
}

fn prepare_all(cards: &Receiver<CardRecord>, finds: &Sender<Found>) {
    for card in cards {
        if finds.send((card.id, resources(&card))).is_err() {
            break;
        }
        let section = panel::section_of(&card);
        let answer = card::answer(&card);
        let section = section.as_ref().map(|section| section.text.as_str());
        let texts = [Some(card.question.as_str()), Some(&answer), section];
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
    fn a_card_that_is_gone_is_looked_up_again() {
        let (mut ahead, mut reads) = (Ahead::default(), 0);
        for card in [1, 1] {
            let read = || {
                reads += 1;
                Ok(None)
            };
            ahead.prepare(CardId::from_raw(card), read).unwrap();
        }
        assert_eq!(reads, 2);
    }

    #[test]
    fn only_text_with_code_in_a_language_is_worth_it() {
        assert!(has_fence("see\n~~~toml\na = 1\n~~~") && has_fence("1. ```rust\n   x\n   ```"));
        assert!(!has_fence("`x` and ``y``"));
    }
}
