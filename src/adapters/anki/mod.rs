//! Anki's packages, written so that real Anki takes every card with its schedule and its log,
//! and takes a later package as an update of an earlier one.

mod album;
pub mod checksum;
pub mod collection;
pub mod content;
pub mod decks;
pub mod export;
mod foreign;
pub mod html;
pub mod ids;
pub mod link;
pub mod names;
pub mod notetype;
pub mod package;
pub mod read;
pub mod rows;
pub mod text;
mod writing;

use crate::adapters::store::StoreError;
use std::path::PathBuf;

/// Why no package was written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The target is a folder.
    #[error("`{}` is a folder", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// The target's name says no format that can be written.
    #[error("the name `{}` says no format that recall writes", path.display())]
    NoFormat {
        /// The target.
        path: PathBuf,
    },
    /// Anki takes a package of this name for a whole collection.
    #[error("Anki would replace the whole collection by a package named `{}`", path.display())]
    Reserved {
        /// The target.
        path: PathBuf,
    },
    /// Something else is where the package should be.
    #[error("`{}` is there and is no package; it was left as it is", path.display())]
    NotAPackage {
        /// The target.
        path: PathBuf,
    },
    /// A package that Anki wrote is where ours should be.
    #[error("`{}` was written by Anki; it was left as it is", path.display())]
    OfAnki {
        /// The target.
        path: PathBuf,
    },
    /// There is no card to write.
    #[error("there is no card to export")]
    NoCards,
    /// The package could not be written.
    #[error("could not write `{}`", path.display())]
    Write {
        /// The target.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The database inside the package could not be written.
    #[error("could not write the collection inside the package")]
    Collection(#[from] rusqlite::Error),
    /// The cards could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}
