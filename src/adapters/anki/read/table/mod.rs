//! Cards from tables: the text that Anki exports, and CSV or TSV with a name for each column.
//!
//! A row becomes a note as Anki has them, so that one that came as text is known when it comes in
//! a package later, and the other way round.

pub mod columns;
mod earlier;
mod head;
mod kinds;
mod records;
mod rows;
pub mod take;

use self::columns::{Role, Unknown};
use crate::adapters::store::StoreError;
use crate::notes::bytes::NotText;
use std::path::{Path, PathBuf};

/// Why a table was not read. Nothing was changed by it.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file could not be read.
    #[error("could not read `{}`", path.display())]
    Read {
        /// The table.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file is no text, or too much of it.
    #[error("`{}` cannot be read as a table", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: NotText,
    },
    /// There is no record.
    #[error("`{}` holds no rows", path.display())]
    Empty {
        /// The table.
        path: PathBuf,
    },
    /// A quote swallows the rest of the file.
    #[error("{}:{line}: a quote is opened in this row and never closed", path.display())]
    Unclosed {
        /// The table.
        path: PathBuf,
        /// The line on which the row begins.
        line: u32,
    },
    /// A column was asked for that is not there.
    #[error("`{}` has no column `{name}`", path.display())]
    NoColumn {
        /// The table.
        path: PathBuf,
        /// The column.
        name: String,
        /// Those that it has.
        columns: Vec<String>,
    },
    /// No column is known to be the question, or the answer.
    #[error("`{}` does not say which column is the {role} of a card", path.display())]
    NoRole {
        /// The table.
        path: PathBuf,
        /// What is missing.
        role: Role,
        /// The columns that it has.
        columns: Vec<String>,
    },
    /// The collection that it is taken into could not be read or changed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl TableError {
    fn unknown(path: &Path, unknown: Unknown, columns: Vec<String>) -> Self {
        let path = path.to_owned();
        match unknown {
            Unknown::Column(name) => Self::NoColumn { path, name, columns },
            Unknown::Role(role) => Self::NoRole { path, role, columns },
        }
    }
}

/// Whether a file of any name begins as Anki's text does.
pub fn is_anki_text(path: &Path) -> bool {
    use std::io::Read as _;
    let mut start = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(512).read_to_end(&mut start));
    read.is_ok() && head::is_there(String::from_utf8_lossy(&start).trim_start_matches('\u{feff}'))
}
