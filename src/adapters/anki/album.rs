//! Pictures and sounds on their way into a package: each under one name, and each name for one
//! file.

use crate::adapters::anki::names::goes_along;
use crate::adapters::store::media;
use std::collections::{BTreeMap, HashMap};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization as _;

/// A bigger file stays where it is: nobody learns from it on a phone.
const MAX_BYTES: u64 = 64 << 20;

/// Characters of its own name that a file keeps at most.
const MAX_STEM: usize = 40;

/// Letters of the hash in a name.
const HASH: usize = 8;

const PICTURES: [&str; 11] =
    ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "tif", "tiff", "ico"];

const SOUNDS: [&str; 13] =
    ["mp3", "ogg", "oga", "opus", "wav", "flac", "m4a", "aac", "mp4", "webm", "mov", "mkv", "avi"];

/// The files of a package.
#[derive(Debug, Default)]
pub(super) struct Album {
    files: BTreeMap<String, PathBuf>,
    /// What each file that notes name is called, or that it cannot come.
    seen: HashMap<PathBuf, Option<String>>,
}

impl Album {
    /// Takes in what a note calls by this name; gives the name in the package. `None` where it is
    /// no picture or sound that lies on this machine.
    /// What came in under that name is `kept`.
    pub(super) fn of_note(
        &mut self,
        note: &str,
        name: &str,
        kept: Option<PathBuf>,
    ) -> Option<String> {
        if !goes_along(name) {
            return None;
        }
        let called = media::beside(note, name)?;
        let path = media::behind(note, "notes", name, kept)?;
        if let Some(known) = self.seen.get(&path) {
            return known.clone();
        }
        let named = safe_name(&called, &path);
        if let Some(name) = &named {
            self.files.insert(name.clone(), path.clone());
        }
        self.seen.insert(path, named.clone());
        named
    }

    /// Takes in what came with a package under this name; gives its name in this one. That stays,
    /// since fields of notes hold it, unless it is taken: two people may call two pictures alike.
    pub(super) fn of_package(&mut self, name: &str, path: PathBuf) -> Option<String> {
        if !path.is_file() {
            return None;
        }
        let is_taken = self.files.get(name).is_some_and(|other| *other != path);
        let named = if is_taken { told_apart(name, &path) } else { name.to_owned() };
        self.files.insert(named.clone(), path);
        Some(named)
    }

    /// Each name with its file.
    pub(super) const fn files(&self) -> &BTreeMap<String, PathBuf> {
        &self.files
    }
}

/// A name with some letters of the hash that the file lies under.
fn told_apart(name: &str, path: &Path) -> String {
    let hash: String =
        path.file_stem().unwrap_or_default().to_string_lossy().chars().take(HASH).collect();
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{hash}.{ending}"),
        None => format!("{name}-{hash}"),
    }
}

/// Whether a file of this name is a sound or a film.
pub(super) fn is_sound(name: &str) -> bool {
    ending(name).is_some_and(|ending| SOUNDS.contains(&ending.as_str()))
}

pub(super) fn is_picture(name: &str) -> bool {
    ending(name).is_some_and(|ending| PICTURES.contains(&ending.as_str()))
}

fn ending(name: &str) -> Option<String> {
    Some(Path::new(name).extension()?.to_str()?.to_ascii_lowercase())
}

/// A name that no other file has, and no system misreads: letters of what notes call it, and some
/// of the hash of what it holds, so that a picture that was redrawn is another.
fn safe_name(called: &Path, path: &Path) -> Option<String> {
    let file = std::fs::File::open(path).ok()?;
    let about = file.metadata().ok()?;
    if !about.is_file() || about.len() > MAX_BYTES {
        return None;
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file.take(MAX_BYTES)).ok()?;
    let hash = hasher.finalize().to_hex();
    Some(format!("{}{}.{}", start(called)?, &hash[..HASH], ending(called.to_str()?)?))
}

/// What the name of a file begins with in a package.
fn start(path: &Path) -> Option<String> {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let stem: String =
        path.file_stem()?.to_string_lossy().nfc().map(plain).take(MAX_STEM).collect();
    Some(format!("{stem}-"))
}

/// Whether a file of this name in a package can be what notes call by that one.
pub(super) fn is_from(packed: &str, name: &str) -> bool {
    let start = media::beside("/note.md", name).and_then(|path| start(&path));
    let Some(rest) = start.and_then(|start| packed.strip_prefix(start.as_str())) else {
        return false;
    };
    rest.split_once('.')
        .is_some_and(|(hash, end)| hash.len() == HASH && ending(name).as_deref() == Some(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_name_of_its_own_wherever_it_lies() {
        let folder = tempfile::tempdir().unwrap();
        let note = folder.path().join("herbs.md");
        let note = note.to_str().unwrap();
        std::fs::create_dir(folder.path().join("b")).unwrap();
        for (name, bytes) in [("a map.PNG", "one"), ("b/a map.PNG", "two"), ("b/x.mp3", "three")] {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        let mut album = Album::default();
        let first = album.of_note(note, "a%20map.PNG", None).unwrap();
        assert!(first.starts_with("a-map-"), "{first}");
        assert_eq!(ending(&first).as_deref(), Some("png"));
        assert_eq!(album.of_note(note, "./a%20map.PNG", None), Some(first.clone()));
        let second = album.of_note(note, "b/a map.PNG", None).unwrap();
        assert_ne!(first, second);
        assert!(is_from(&first, "a%20map.PNG") && is_from(&second, "b/a map.PNG"));
        assert!(!is_from(&first, "map.png") && !is_from("a-map.png", "a map.png"));
        assert!(album.of_note(note, "b/x.mp3", None).is_some());
        assert_eq!(album.files().len(), 3);
    }

    #[test]
    fn only_pictures_and_sounds_that_lie_here_come_along() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("key.pem"), "secret").unwrap();
        std::fs::create_dir(folder.path().join("d.png")).unwrap();
        let note = folder.path().join("herbs.md");
        let mut album = Album::default();
        for name in ["key.pem", "gone.png", "d.png", "https://a.example/x.png", "herbs.md"] {
            assert_eq!(album.of_note(note.to_str().unwrap(), name, None), None, "{name}");
        }
        assert!(album.files().is_empty());
    }
}
