//! The archive: which of its databases counts, and which media it holds.
//!
//! Nothing in it names a path: entries are asked for by the few names that Anki gives them.

use super::protobuf::{Message, Value};
use super::{PackageError, limits};
use ruzstd::decoding::StreamingDecoder;
use std::fs::File;
use std::io::{BufReader, Read, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;
use zip::ZipArchive;
use zip::result::ZipError;

/// How the contents of an archive are packed; each is what some Anki writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    /// Anki 2.0, recall, and most other programs.
    First,
    /// Anki 2.1.
    Second,
    /// Anki since 2.1.50, unless asked to support older ones.
    Latest,
}

impl Version {
    const fn database(self) -> &'static str {
        match self {
            Self::First => "collection.anki2",
            Self::Second => "collection.anki21",
            Self::Latest => "collection.anki21b",
        }
    }
}

/// A file that notes refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// The name that notes call it by.
    pub name: String,
    /// The name of its entry.
    entry: String,
}

/// A package that is open for reading.
#[derive(Debug)]
pub struct Container {
    path: PathBuf,
    archive: ZipArchive<BufReader<File>>,
    version: Version,
    media_left: u64,
}

impl Container {
    /// Opens a package and finds out how it is packed.
    pub fn open(path: &Path) -> Result<Self, PackageError> {
        let unreadable = |source| PackageError::Read { path: path.to_owned(), source };
        let file = File::open(path).map_err(unreadable)?;
        if file.metadata().map_err(unreadable)?.is_dir() {
            return Err(PackageError::NotAPackage { path: path.to_owned() });
        }
        let archive = ZipArchive::new(BufReader::with_capacity(1 << 16, file));
        let mut archive = archive.map_err(|error| match error {
            ZipError::Io(source) if source.kind() != std::io::ErrorKind::UnexpectedEof => {
                unreadable(source)
            }
            _ => PackageError::NotAPackage { path: path.to_owned() },
        })?;
        if archive.len() > limits::MAX_ENTRIES {
            return Err(PackageError::TooBig { path: path.to_owned(), what: "its list of files" });
        }
        let version = version(path, &mut archive)?;
        if archive.index_for_name(version.database()).is_none() {
            return Err(PackageError::NotAPackage { path: path.to_owned() });
        }
        let media_left = limits::MAX_MEDIA_BYTES;
        Ok(Self { path: path.to_owned(), archive, version, media_left })
    }

    /// Whether the database may be the one that tells people to get a newer Anki.
    pub fn may_be_dummy(&self) -> bool {
        self.version == Version::First
    }

    /// Unpacks the database into a file of its own, which goes away with the value.
    pub fn database(&mut self) -> Result<NamedTempFile, PackageError> {
        let path = self.path.clone();
        let mut file = tempfile::Builder::new()
            .prefix("recall-")
            .tempfile()
            .map_err(|source| PackageError::Scratch { source })?;
        let most = limits::MAX_DATABASE_BYTES;
        self.unpack(self.version.database(), most, "the collection", |reader| {
            let mut head = Vec::with_capacity(100);
            reader.take(100).read_to_end(&mut head).map_err(Fault::Reading)?;
            // Without its write-ahead log, which no package has, the mark for one is a lie.
            for at in [18, 19] {
                if head.get(at) == Some(&2) {
                    head[at] = 1;
                }
            }
            let mut target = std::io::BufWriter::with_capacity(1 << 16, file.as_file_mut());
            target.write_all(&head).map_err(Fault::Writing)?;
            copy(reader, &mut target)?;
            target.flush().map_err(Fault::Writing)
        })
        .map_err(|error| error.or(&path))?;
        Ok(file)
    }

    /// The media that the package lists.
    pub fn media(&mut self) -> Result<Vec<Media>, PackageError> {
        if self.archive.index_for_name("media").is_none() {
            return Ok(Vec::new());
        }
        let path = self.path.clone();
        let mut bytes = Vec::new();
        let most = limits::MAX_MEDIA_LIST_BYTES;
        self.unpack("media", most, "its list of media", |reader| {
            reader.read_to_end(&mut bytes).map(drop).map_err(Fault::Reading)
        })
        .map_err(|error| error.or(&path))?;
        let damaged = || PackageError::Damaged { path: path.clone(), what: "its list of media" };
        let listed = match self.version {
            Version::First | Version::Second => listed_as_json(&bytes),
            Version::Latest => listed_as_messages(&bytes),
        };
        let media = listed.ok_or_else(damaged)?;
        match media.iter().find(|media| !is_bare(&media.name)) {
            Some(media) => Err(PackageError::MediaName { path, name: media.name.clone() }),
            None => Ok(media),
        }
    }

    /// Unpacks one media file; gives its size, or `None` where the archive lacks it.
    pub fn unpack_media(
        &mut self,
        media: &Media,
        target: &mut dyn std::io::Write,
    ) -> Result<Option<u64>, PackageError> {
        if self.archive.index_for_name(&media.entry).is_none() {
            return Ok(None);
        }
        let path = self.path.clone();
        let most = limits::MAX_MEDIA_FILE_BYTES.min(self.media_left);
        let mut size = 0;
        self.unpack(&media.entry, most, "a media file", |reader| {
            size = copy(reader, target)?;
            Ok(())
        })
        .map_err(|error| error.or(&path))?;
        self.media_left = self.media_left.saturating_sub(size);
        Ok(Some(size))
    }

    /// Gives an entry's bytes, unpacked, to a reader of them.
    fn unpack(
        &mut self,
        entry: &str,
        most: u64,
        what: &'static str,
        take: impl FnOnce(&mut dyn Read) -> Result<(), Fault>,
    ) -> Result<(), Failed> {
        let failed = |fault| Failed { fault, what };
        let entry = self.archive.by_name(entry).map_err(|_| failed(Fault::Damaged))?;
        let most = limits::unpacked(entry.compressed_size(), most);
        if self.version == Version::Latest {
            let decoder = StreamingDecoder::new(entry).map_err(|_| failed(Fault::Damaged))?;
            take(&mut Bounded { inner: decoder, left: most }).map_err(failed)
        } else if entry.size() > most {
            Err(failed(Fault::TooBig))
        } else {
            take(&mut Bounded { inner: entry, left: most }).map_err(failed)
        }
    }
}

/// Why an entry could not be unpacked.
enum Fault {
    TooBig,
    Damaged,
    Reading(std::io::Error),
    Writing(std::io::Error),
}

struct Failed {
    fault: Fault,
    what: &'static str,
}

impl Failed {
    fn or(self, path: &Path) -> PackageError {
        let (path, what) = (path.to_owned(), self.what);
        match self.fault {
            Fault::Reading(error) if is_full(&error) => PackageError::TooBig { path, what },
            Fault::TooBig => PackageError::TooBig { path, what },
            Fault::Damaged | Fault::Reading(_) => PackageError::Damaged { path, what },
            Fault::Writing(source) => PackageError::Scratch { source },
        }
    }
}

/// More came out than may.
#[derive(Debug, thiserror::Error)]
#[error("it unpacks to more than recall reads")]
struct Full;

fn is_full(error: &std::io::Error) -> bool {
    matches!(error.get_ref(), Some(error) if error.is::<Full>())
}

/// A reader that fails once it gave more than it may.
struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or(std::io::Error::other(Full))?;
        Ok(read)
    }
}

/// Copies, telling a fault of the archive from one of the disk.
fn copy(reader: &mut dyn Read, target: &mut dyn std::io::Write) -> Result<u64, Fault> {
    let mut buffer = vec![0; 1 << 16];
    let mut copied = 0;
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok(copied),
            Ok(read) => {
                target.write_all(&buffer[..read]).map_err(Fault::Writing)?;
                copied += read as u64;
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Fault::Reading(error)),
        }
    }
}

fn version(
    path: &Path,
    archive: &mut ZipArchive<BufReader<File>>,
) -> Result<Version, PackageError> {
    let has = |name: &str| archive.index_for_name(name).is_some();
    if !has("meta") {
        return Ok(if has("collection.anki21") { Version::Second } else { Version::First });
    }
    let damaged = || PackageError::Damaged { path: path.to_owned(), what: "its version" };
    let mut bytes = Vec::new();
    let meta = archive.by_name("meta").map_err(|_| damaged())?;
    meta.take(1 << 10).read_to_end(&mut bytes).map_err(|_| damaged())?;
    let version = Message::new(&bytes).last(1).map_err(|_| damaged())?;
    match version.map_or(0, Value::number) {
        1 => Ok(Version::First),
        2 => Ok(Version::Second),
        3 => Ok(Version::Latest),
        version => Err(PackageError::Newer { path: path.to_owned(), version }),
    }
}

/// `{"0": "name.png"}`.
fn listed_as_json(bytes: &[u8]) -> Option<Vec<Media>> {
    let map: std::collections::BTreeMap<String, String> = match bytes {
        [] => return Some(Vec::new()),
        bytes => serde_json::from_slice(bytes).ok()?,
    };
    map.into_iter().map(|(entry, name)| media(&entry, name)).collect()
}

/// One message a file; the n-th is entry n.
fn listed_as_messages(bytes: &[u8]) -> Option<Vec<Media>> {
    let mut listed = Vec::new();
    for field in Message::new(bytes) {
        let (1, value) = field.ok()? else { continue };
        let (mut name, mut entry) = (String::new(), listed.len().to_string());
        for field in Message::new(value.bytes()) {
            match field.ok()? {
                (1, value) => name = value.text(),
                (255, value) => entry = value.number().to_string(),
                _ => {}
            }
        }
        listed.push(media(&entry, name)?);
        if listed.len() > limits::MAX_ENTRIES {
            return None;
        }
    }
    Some(listed)
}

fn media(entry: &str, name: String) -> Option<Media> {
    entry.parse::<u32>().ok()?;
    Some(Media { name, entry: entry.to_owned() })
}

/// Whether a name is that of a file in a folder, on every system, and names no other place.
pub(super) fn is_bare(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= limits::MAX_NAME_BYTES
        && name != "."
        && name != ".."
        && !name.contains(['/', '\\', ':'])
        && !name.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bare_names_are_names() {
        for name in ["a.png", "a b.png", "..a", "トーン.wav", "_font.woff2"] {
            assert!(is_bare(name), "{name}");
        }
        for name in ["", ".", "..", "../a", "a/b", "a\\b", "c:a", "a\nb", &"x".repeat(256)] {
            assert!(!is_bare(name), "{name}");
        }
    }

    #[test]
    fn both_lists_of_media_are_read() {
        let json = listed_as_json(b"{\"1\": \"b.png\", \"0\": \"a.png\"}").unwrap();
        let messages = listed_as_messages(b"\x0a\x09\x0a\x05a.png\x10\x07\x0a\x07\x0a\x05b.png");
        let names = |list: &[Media]| -> Vec<(String, String)> {
            list.iter().map(|media| (media.entry.clone(), media.name.clone())).collect()
        };
        let expected = [("0", "a.png"), ("1", "b.png")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(names(&json), expected);
        assert_eq!(names(&messages.unwrap()), expected);
        assert_eq!(listed_as_json(b"{\"x\": \"b.png\"}"), None);
        assert_eq!(listed_as_messages(b"\x0a\x7f"), None);
        assert_eq!(listed_as_json(b""), Some(Vec::new()));
    }

    #[test]
    fn what_unpacks_to_too_much_is_stopped() {
        let mut reader = Bounded { inner: std::io::repeat(0), left: 1000 };
        let mut sink = Vec::new();
        let stopped = copy(&mut reader, &mut sink);
        assert!(
            matches!(stopped, Err(Fault::Reading(error)) if error.get_ref().unwrap().is::<Full>())
        );
        assert_eq!(limits::unpacked(10, 1 << 40), limits::HARMLESS_BYTES);
        assert_eq!(limits::unpacked(1 << 30, 5), 5);
    }
}
