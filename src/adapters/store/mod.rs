//! The collection in SQLite. The only place that names rusqlite.

pub mod export;

use crate::values::time::Timestamp;
use std::path::{Path, PathBuf};

/// Why the collection could not be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file could not be opened.
    #[error("could not open the collection `{}`", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: rusqlite::Error,
    },
    /// A statement failed.
    #[error("could not {action}")]
    Sqlite {
        /// What was being done, as a verb with its object.
        action: &'static str,
        /// Why.
        #[source]
        source: rusqlite::Error,
    },
}

/// An open collection.
#[derive(Debug)]
pub struct Store {
    connection: rusqlite::Connection,
}

impl Store {
    /// Opens the collection in this file, making it when missing.
    pub fn open(path: &Path, _now: Timestamp) -> Result<Self, StoreError> {
        let connection = rusqlite::Connection::open(path).map_err(|source| StoreError::Open {
            path: path.to_owned(),
            source,
        })?;
        Ok(Self { connection })
    }
}
