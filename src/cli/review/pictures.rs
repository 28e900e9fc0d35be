//! The pictures of a card: where their files are.
//!
//! A picture that came with a package lies beside the collection; any other is a file as the note
//! names it, seen from the note's folder. Nothing is ever fetched.

use crate::adapters::store::{CardRecord, Store, media};
use crate::adapters::terminal::cell;
use crate::adapters::terminal::picture::{Picture, Protocol};
use crate::cli::card;
use crate::cli::failure::Failure;
use crate::render::markdown;
use std::path::Path;

/// More pictures than these on one side of a card would make a key wait.
const MOST: usize = 4;

/// The pictures of a card's two sides.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    /// Of the question.
    pub(super) question: Vec<Picture>,
    /// Of the answer.
    pub(super) answer: Vec<Picture>,
}

impl Pictures {
    /// Those that can be shown, each in the order of its text. `collection` is the database.
    pub(super) fn of(
        card: &CardRecord,
        store: &Store,
        protocol: Protocol,
        collection: &Path,
    ) -> Result<Self, Failure> {
        let folder = media::folder(collection);
        let read = |markdown: &str| -> Result<Vec<Picture>, Failure> {
            let mut pictures = Vec::new();
            for name in markdown::pictures(markdown).iter().take(MOST) {
                let path = store.media_file(card.id, name, &folder)?;
                pictures.extend(path.and_then(|path| Picture::read(&path, protocol, cell())));
            }
            Ok(pictures)
        };
        Ok(Self { question: read(&card.question)?, answer: read(&card::answer(card))? })
    }
}
