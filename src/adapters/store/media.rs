//! Where pictures and sounds lie that came with cards: beside the collection, under their hash.

use super::{Store, StoreError, failed};
use crate::values::ids::CardId;
use percent_encoding::percent_decode_str;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

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

/// The file behind a name that cards of a source use, where `kept` came in under it. What lies
/// beside notes or a table counts before that: it may have been made anew since. `None` where the
/// name is an address.
pub fn behind(source: &str, format: &str, name: &str, kept: Option<PathBuf>) -> Option<PathBuf> {
    let beside = beside(source, name);
    let is_there = || format != "package" && beside.as_ref().is_some_and(|path| path.is_file());
    match kept {
        Some(kept) if !is_there() => Some(kept),
        _ => beside,
    }
}

/// An empty file in the folder, which is made where it is missing; it vanishes unless it is
/// [put] in its place.
pub fn scratch(folder: &Path) -> std::io::Result<NamedTempFile> {
    std::fs::create_dir_all(folder)?;
    tempfile::Builder::new().prefix(".recall-").tempfile_in(folder)
}

/// Gives a file of the folder its place, unless the same is there.
pub fn put(file: NamedTempFile, folder: &Path, hash: &[u8; 32], name: &str) -> std::io::Result<()> {
    let place = place(folder, hash, name);
    if place.exists() {
        return Ok(());
    }
    if let Some(parent) = place.parent() {
        std::fs::create_dir_all(parent)?;
    }
    file.persist(&place).map(drop).map_err(|failed| failed.error)
}

/// Writes a file to its place in the folder.
pub(super) fn keep(
    folder: &Path,
    bytes: &[u8],
    hash: &[u8; 32],
    name: &str,
) -> std::io::Result<()> {
    let mut file = scratch(folder)?;
    file.write_all(bytes)?;
    put(file, folder, hash, name)
}

impl Store {
    /// The file behind a name that a card calls a picture or a sound by; `folder` is that of
    /// [`folder`]. It need not be there.
    pub fn media_file(
        &self,
        card: CardId,
        name: &str,
        folder: &Path,
    ) -> Result<Option<PathBuf>, StoreError> {
        let read = || {
            self.connection.prepare_cached(include_str!("media_of_card.sql"))?.query_row(
                (card.raw(), name),
                |row| {
                    let hash: Option<[u8; 32]> = row.get("hash")?;
                    let kept = hash.map(|hash| place(folder, &hash, name));
                    let (source, format): (String, String) = (row.get("path")?, row.get("format")?);
                    Ok(behind(&source, &format, name, kept))
                },
            )
        };
        read().map_err(failed("look up a media file"))
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
    fn what_lies_beside_notes_counts_before_what_came_in() {
        let folder = tempfile::tempdir().unwrap();
        let note = folder.path().join("herbs.md");
        let note = note.to_str().unwrap();
        let beside = folder.path().join("mint.png");
        let kept = PathBuf::from("/data/media/07.png");
        let behind = |format| behind(note, format, "mint.png", Some(kept.clone()));
        assert_eq!(behind("notes"), Some(kept.clone()));
        std::fs::write(&beside, "newer").unwrap();
        assert_eq!(behind("notes"), Some(beside));
        assert_eq!(behind("package"), Some(kept.clone()));
    }

    #[test]
    fn nothing_is_fetched() {
        check("/n/herbs.md", "https://x.org/mint.png", None);
        check("/n/herbs.md", "file:///etc/mint.png", None);
        check("/n/herbs.md", "data:image/png;base64,AAAA", None);
        check("-", "mint.png", None);
    }
}
