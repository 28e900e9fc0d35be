//! Cards as JSON, with all that is known about them: one object, a card a line.

use super::gallery::Gallery;
use super::text::Sheet;
use crate::adapters::store::archive::{ArchivedCard, ArchivedNotetype, FORMAT, VERSION};
use crate::values::time::Timestamp;
use std::collections::HashSet;
use std::io::{self, Write};

/// The JSON that is being written.
#[derive(Debug)]
pub(super) struct Json<W> {
    out: W,
    separator: &'static str,
    /// Those of Anki's that are known.
    notetypes: Vec<ArchivedNotetype>,
    /// The ids of those that cards have.
    used: HashSet<i64>,
    gallery: Gallery,
}

impl<W: Write> Json<W> {
    pub(super) fn begin(
        mut out: W,
        now: Timestamp,
        notetypes: Vec<ArchivedNotetype>,
        gallery: Gallery,
    ) -> io::Result<Self> {
        let head = format!(r#"{{"format":"{FORMAT}","version":{VERSION},"exported_at":"{now}","#);
        write!(out, "{head}\"cards\":[")?;
        Ok(Self { out, separator: "\n", notetypes, used: HashSet::new(), gallery })
    }
}

impl<W: Write> Sheet for Json<W> {
    fn card(&mut self, card: ArchivedCard) -> io::Result<()> {
        self.out.write_all(self.separator.as_bytes())?;
        self.separator = ",\n";
        let note = card.anki.as_ref().and_then(|known| known.note.as_ref());
        self.used.extend(note.map(|note| note.notetype));
        self.gallery.take(&card);
        Ok(serde_json::to_writer(&mut self.out, &card)?)
    }

    fn end(&mut self) -> io::Result<usize> {
        self.out.write_all(b"\n]")?;
        self.notetypes.retain(|notetype| self.used.contains(&notetype.id));
        if !self.notetypes.is_empty() {
            self.out.write_all(b",\"notetypes\":")?;
            serde_json::to_writer(&mut self.out, &self.notetypes)?;
        }
        if self.gallery.len() > 0 {
            self.out.write_all(b",\"media\":")?;
            self.gallery.write(&mut self.out)?;
        }
        self.out.write_all(b"}\n")?;
        self.out.flush()?;
        Ok(self.gallery.len())
    }
}
