//! Databases of other programs: that of hashcards, which holds the history of cards in notes, and
//! that of Mnemosyne, which holds cards.

pub mod hashcards;
pub mod mnemosyne;

use self::hashcards::History;
use self::mnemosyne::Mnemosyne;
use super::collection::{amiss, connect, tables};
use super::limits;
use crate::adapters::store::StoreError;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Why a database was not read. Nothing was changed by it.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The file could not be read, or not be copied to look into it.
    #[error("could not read `{}`", path.display())]
    Read {
        /// The database.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file is no database, or a damaged one.
    #[error("the database `{}` cannot be read", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: rusqlite::Error,
    },
    /// The database is not as a program that recall knows makes it.
    #[error("`{}` is no database of hashcards or Mnemosyne: {what}", path.display())]
    Strange {
        /// The database.
        path: PathBuf,
        /// What of it.
        what: String,
    },
    /// The database is bigger than recall reads.
    #[error("`{}` is too big", path.display())]
    TooBig {
        /// The database.
        path: PathBuf,
    },
    /// The collection that it is taken into could not be read or changed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A database that was read, before anything is changed.
#[derive(Debug)]
pub enum Database {
    /// Of hashcards.
    Hashcards(History),
    /// Of Mnemosyne.
    Mnemosyne(Mnemosyne),
}

impl Database {
    /// Reads a database, of whichever program it is.
    pub fn open(path: &Path) -> Result<Self, DatabaseError> {
        let copy = copied(path)?;
        let damaged = |source| DatabaseError::Damaged { path: path.to_owned(), source };
        let connection = connect(copy.path()).map_err(damaged)?;
        let is_mnemosyne = tables(&connection).map_err(damaged)?.iter().any(|name| name == "facts");
        let needed: &[&str] = if is_mnemosyne {
            &["cards", "facts", "tags", "tags_for_card", "log"]
        } else {
            &["cards", "reviews"]
        };
        if let Some(what) = amiss(&connection, needed).map_err(damaged)? {
            return Err(DatabaseError::Strange { path: path.to_owned(), what });
        }
        if is_mnemosyne {
            Mnemosyne::read(path, &connection).map(Self::Mnemosyne).map_err(damaged)
        } else {
            History::read(&connection).map(Self::Hashcards).map_err(damaged)
        }
    }
}

/// A copy to look into, so that nothing is ever made or locked beside the file itself.
fn copied(path: &Path) -> Result<NamedTempFile, DatabaseError> {
    let unreadable = |source| DatabaseError::Read { path: path.to_owned(), source };
    let mut copy = NamedTempFile::new().map_err(unreadable)?;
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let most = limits::MAX_OTHER_DATABASE_BYTES;
    let size = std::io::copy(&mut file.take(most + 1), &mut copy).map_err(unreadable)?;
    if size > most { Err(DatabaseError::TooBig { path: path.to_owned() }) } else { Ok(copy) }
}
