//! Cards as JSON, with all that is known about them: one object, a card a line.

use super::text::Sheet;
use crate::adapters::store::archive::{ArchivedCard, FORMAT, VERSION};
use crate::values::time::Timestamp;
use std::io::{self, Write};

/// The JSON that is being written.
#[derive(Debug)]
pub(super) struct Json<W> {
    out: W,
    separator: &'static str,
}

impl<W: Write> Json<W> {
    pub(super) fn begin(mut out: W, now: Timestamp) -> io::Result<Self> {
        let head = format!(r#"{{"format":"{FORMAT}","version":{VERSION},"exported_at":"{now}","#);
        write!(out, "{head}\"cards\":[")?;
        Ok(Self { out, separator: "\n" })
    }
}

impl<W: Write> Sheet for Json<W> {
    fn card(&mut self, card: ArchivedCard) -> io::Result<()> {
        self.out.write_all(self.separator.as_bytes())?;
        self.separator = ",\n";
        Ok(serde_json::to_writer(&mut self.out, &card)?)
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()
    }
}
