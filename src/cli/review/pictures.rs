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
use percent_encoding::percent_decode_str;
use std::path::{Path, PathBuf};

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
                let known = store.media_file(card.id, name, &folder)?;
                let path = known.or_else(|| beside(&card.source, name));
                pictures.extend(path.and_then(|path| Picture::read(&path, protocol, cell())));
            }
            Ok(pictures)
        };
        Ok(Self { question: read(&card.question)?, answer: read(&card::answer(card))? })
    }
}

/// The file that a note calls by this name; `None` where it is an address, or the note no file.
fn beside(note: &str, name: &str) -> Option<PathBuf> {
    let is_address = name.contains("://") || name.starts_with("data:");
    let folder = Path::new(note).parent().filter(|_| !is_address && note != "-")?;
    let name = percent_decode_str(name).decode_utf8().ok()?;
    Some(folder.join(&*name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(note: &str, name: &str, expected: Option<&str>) {
        assert_eq!(beside(note, name), expected.map(PathBuf::from), "{name}");
    }

    #[test]
    fn a_picture_is_a_file_seen_from_its_note() {
        check("/n/herbs.md", "mint.png", Some("/n/mint.png"));
        check("/n/herbs.md", "../a%20b/mint.png", Some("/n/../a b/mint.png"));
    }

    #[test]
    fn nothing_is_fetched() {
        check("/n/herbs.md", "https://x.org/mint.png", None);
        check("/n/herbs.md", "file:///etc/mint.png", None);
        check("/n/herbs.md", "data:image/png;base64,AAAA", None);
        check("-", "mint.png", None);
    }
}
