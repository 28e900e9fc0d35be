//! Where pictures and sounds lie that came with cards: beside the collection, under their hash.

use super::{Store, StoreError, failed};
use crate::values::ids::CardId;
use percent_encoding::percent_decode_str;
use rusqlite::OptionalExtension as _;
use std::path::{Path, PathBuf};

/// The folder for them, beside the collection in this file.
pub fn folder(collection: &Path) -> PathBuf {
    collection.with_file_name("media")
}

/// The place of a file in that folder: named for its hash, with the ending of its own name where
/// that is a plain one, so that other programs can open it.
pub fn place(folder: &Path, hash: &[u8; 32], name: &str) -> PathBuf {
    let hex = blake3::Hash::from_bytes(*hash).to_hex();
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).filter(|ending| {
        ending.len() <= 8 && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let file = match ending {
        Some(ending) => format!("{hex}.{}", ending.to_ascii_lowercase()),
        None => hex.to_string(),
    };
    folder.join(&hex[..2]).join(file)
}

/// The file that a note calls by this name; `None` where it is an address, or the note no file.
pub fn beside(note: &str, name: &str) -> Option<PathBuf> {
    let is_address = name.contains("://") || name.starts_with("data:");
    let folder = Path::new(note).parent().filter(|_| !is_address && note != "-")?;
    let name = percent_decode_str(name).decode_utf8().ok()?;
    Some(folder.join(&*name))
}

impl Store {
    /// The file behind a name that a card calls a picture or a sound by; `folder` is that of
    /// [`folder`]. `None` where nothing came in under it: the name is then as the notes mean it.
    pub fn media_file(
        &self,
        card: CardId,
        name: &str,
        folder: &Path,
    ) -> Result<Option<PathBuf>, StoreError> {
        let read = || {
            self.connection
                .prepare_cached(include_str!("media_of_card.sql"))?
                .query_row((card.raw(), name), |row| row.get::<_, [u8; 32]>("hash"))
                .optional()
        };
        let hash = read().map_err(failed("look up a media file"))?;
        Ok(hash.map(|hash| place(folder, &hash, name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let folder = Path::new("/data/media");
        for name in ["../../x.png", "x.p/ng", "a.PNG", "x", "x.averylongending", "a.p\u{202e}ng"] {
            let place = place(folder, &[7; 32], name);
            assert!(place.starts_with(folder), "{name}");
            assert_eq!(place.components().count(), 5, "{name}");
        }
        assert!(place(folder, &[7; 32], "a.PNG").to_string_lossy().ends_with("07.png"));
    }

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
