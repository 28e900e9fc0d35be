//! Pictures and sounds of a package: those that cards name, put under their hash.

use super::PackageError;
use super::container::{Container, Media};
use crate::adapters::store::foreign::{Intake, MediaFile};
use crate::adapters::store::media;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{BufWriter, Write};
use std::path::Path;

/// The names that cards use, each with the sources of those cards.
#[derive(Debug, Default)]
pub(super) struct Wanted(HashMap<String, BTreeSet<i64>>);

impl Wanted {
    /// Notes that cards of a source name these.
    pub(super) fn add(&mut self, source: i64, names: &[String]) {
        for name in names.iter().filter(|name| !is_remote(name)) {
            self.0.entry(name.clone()).or_default().insert(source);
        }
    }
}

/// Whether a name leads elsewhere: it is nothing that a package could hold.
fn is_remote(name: &str) -> bool {
    name.contains("://") || name.starts_with("//")
}

/// Unpacks what is wanted into a folder, or nowhere; gives how many there were, and how many
/// were not.
pub(super) fn take(
    container: &mut Container,
    files: &[Media],
    wanted: &Wanted,
    folder: Option<&Path>,
    intake: &Intake<'_>,
) -> Result<(u32, u32), PackageError> {
    let mut found: HashSet<&str> = HashSet::new();
    for file in files {
        let spellings = wanted.0.iter().filter(|(name, _)| is_name(name, &file.name));
        let spellings: Vec<(&String, &BTreeSet<i64>)> = spellings.collect();
        if spellings.is_empty() {
            continue;
        }
        let Some((hash, size_bytes)) = unpack(container, file, folder)? else { continue };
        for (name, sources) in spellings {
            found.insert(name);
            for source in sources {
                intake.media(&MediaFile { source: *source, name, hash, size_bytes })?;
            }
        }
    }
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok((count(found.len()), count(wanted.0.len() - found.len())))
}

/// Whether a card that names this means that file: some write blanks and signs as in addresses.
fn is_name(name: &str, file: &str) -> bool {
    name == file || (name.contains('%') && decoded(name) == file.as_bytes())
}

fn decoded(name: &str) -> Vec<u8> {
    let bytes = name.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = name.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    out
}

/// Unpacks a file under its hash; gives hash and size, or `None` where the package lacks it.
fn unpack(
    container: &mut Container,
    entry: &Media,
    folder: Option<&Path>,
) -> Result<Option<([u8; 32], u64)>, PackageError> {
    let scratch = |source| PackageError::Scratch { source };
    let Some(folder) = folder else {
        let mut target = Hashing { inner: std::io::sink(), hasher: blake3::Hasher::new() };
        let size = container.unpack_media(entry, &mut target)?;
        return Ok(size.map(|size| (*target.hasher.finalize().as_bytes(), size)));
    };
    let file = media::scratch(folder).map_err(scratch)?;
    let mut target =
        Hashing { inner: BufWriter::new(file.as_file()), hasher: blake3::Hasher::new() };
    let Some(size) = container.unpack_media(entry, &mut target)? else { return Ok(None) };
    target.flush().map_err(scratch)?;
    let hash = *target.hasher.finalize().as_bytes();
    drop(target);
    media::put(file, folder, &hash, &entry.name).map_err(scratch)?;
    Ok(Some((hash, size)))
}

/// A writer that hashes what goes through it.
struct Hashing<W> {
    inner: W,
    hasher: blake3::Hasher,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_be_written_as_in_an_address() {
        assert!(is_name("a b.png", "a b.png"));
        assert!(is_name("a%20b.png", "a b.png"));
        assert!(is_name("100%.png", "100%.png"));
        assert!(is_name("%E3%83%88.wav", "ト.wav"));
        assert!(!is_name("a.png", "b.png"));
    }

    #[test]
    fn what_lies_on_the_web_is_not_wanted() {
        let mut wanted = Wanted::default();
        wanted.add(1, &["https://a.example/x.png".to_owned(), "x.png".to_owned()]);
        assert_eq!(wanted.0.len(), 1);
    }
}
