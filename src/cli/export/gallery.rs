//! Pictures and sounds that go along with cards as JSON.

use crate::adapters::anki::names;
use crate::adapters::store::archive::{ArchivedCard, MAX_MEDIA_BYTES, MediaName};
use crate::adapters::store::export::Snapshot;
use crate::adapters::store::{StoreError, media};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

/// Bytes that are written at once: of as many, base64 needs no filling at the end.
const PIECE: u64 = 3 << 14;

/// The files that cards name.
#[derive(Debug)]
pub(super) struct Gallery {
    /// What came in with cards, by what they call it.
    kept: HashMap<MediaName, PathBuf>,
    /// What goes along, with all its names.
    files: BTreeMap<PathBuf, BTreeSet<MediaName>>,
}

impl Gallery {
    /// An empty one. `folder` is where what came in lies.
    pub(super) fn new(snapshot: &Snapshot<'_>, folder: &Path) -> Result<Self, StoreError> {
        Ok(Self { kept: snapshot.kept_media(folder)?, files: BTreeMap::new() })
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// Takes in what a card and its note name, as far as it is there and not too big.
    pub(super) fn take(&mut self, card: &ArchivedCard) {
        let own = [&card.own_question, &card.own_answer];
        let texts = [&card.question, &card.answer].into_iter().chain(own.into_iter().flatten());
        let note = card.anki.as_ref().and_then(|known| known.note.as_ref());
        let fields = note.iter().flat_map(|note| &note.fields);
        let named: BTreeSet<String> = texts
            .flat_map(|text| names::of_text(text))
            .chain(fields.flat_map(|field| names::of_fields(field)))
            .collect();
        for name in named {
            let named = MediaName::of(card, &name);
            if let Some(path) = self.file(card, &named) {
                self.files.entry(path).or_default().insert(named);
            }
        }
    }

    fn file(&self, card: &ArchivedCard, named: &MediaName) -> Option<PathBuf> {
        let kept = self.kept.get(named).cloned();
        if kept.is_none() && !names::goes_along(&named.name) {
            return None;
        }
        let path = media::behind(&named.source, &card.source.format, &named.name, kept)?;
        let about = path.metadata().ok()?;
        (about.is_file() && about.len() <= MAX_MEDIA_BYTES).then_some(path)
    }

    /// Writes the files as a list.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"[")?;
        for (at, (path, names)) in self.files.iter().enumerate() {
            out.write_all(if at == 0 { b"\n{\"names\":" } else { b",\n{\"names\":" })?;
            serde_json::to_writer(&mut *out, names)?;
            out.write_all(b",\"bytes\":\"")?;
            write_bytes(&mut File::open(path)?.take(MAX_MEDIA_BYTES), out)?;
            out.write_all(b"\"}")?;
        }
        out.write_all(b"\n]")
    }
}

/// Writes all there is to read in base64, a piece at a time.
fn write_bytes(from: &mut impl io::Read, out: &mut impl Write) -> io::Result<()> {
    let mut piece = Vec::new();
    loop {
        piece.clear();
        from.take(PIECE).read_to_end(&mut piece)?;
        if piece.is_empty() {
            return Ok(());
        }
        out.write_all(STANDARD.encode(&piece).as_bytes())?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_one_text() {
        let most = usize::try_from(PIECE).unwrap();
        for length in [0, 1, 2, 3, most - 1, most, most + 1, 2 * most] {
            let bytes: Vec<u8> = (0..=255).cycle().take(length).collect();
            let mut out = Vec::new();
            write_bytes(&mut bytes.as_slice(), &mut out).unwrap();
            assert_eq!(STANDARD.decode(out).unwrap(), bytes, "{length} bytes");
        }
    }
}
