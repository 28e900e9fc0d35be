//! Anki's packages, read: containers, collections and notes of other people's making.
//!
//! A package is hostile until it is read to its end. It is unpacked within the bounds of
//! `limits` into a file that goes away again; that file is opened so that nothing in it runs.

mod ahead;
#[cfg(test)]
mod back;
mod cloze;
pub mod collection;
pub mod container;
pub mod databases;
mod history;
#[cfg(test)]
mod hostile;
mod limits;
mod markdown;
mod marks;
mod media;
mod notetype;
mod own;
mod protobuf;
pub mod sides;
pub mod table;
pub mod take;
mod taking;
mod template;
#[cfg(test)]
mod testing;

pub(super) use self::own::says;

use self::collection::Note;
use self::notetype::Notetype;
use self::sides::Source;
use crate::adapters::store::StoreError;
use crate::adapters::store::export_foreign::LeavingNote;
use serde_json::Value;
use std::path::PathBuf;

/// Why a package was not read. Nothing was changed by it.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// The file could not be read.
    #[error("could not read `{}`", path.display())]
    Read {
        /// The package.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// There is no place to unpack to, or it is full.
    #[error("could not unpack the package")]
    Scratch {
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file is no archive, or one without a collection.
    #[error("`{}` is no package of Anki, or it is cut off", path.display())]
    NotAPackage {
        /// The file.
        path: PathBuf,
    },
    /// A newer Anki wrote the package.
    #[error("`{}` was written by a newer Anki than recall knows (version {version})", path.display())]
    Newer {
        /// The package.
        path: PathBuf,
        /// The version it says it has.
        version: i64,
    },
    /// The collection is only the note that tells an old Anki's user to get a newer one.
    #[error("`{}` holds no notes but Anki's request to update", path.display())]
    Dummy {
        /// The package.
        path: PathBuf,
    },
    /// Something in the package is bigger than recall reads.
    #[error("`{}` is too big: {what}", path.display())]
    TooBig {
        /// The package.
        path: PathBuf,
        /// What of it, as a noun.
        what: &'static str,
    },
    /// Something in the package makes no sense.
    #[error("`{}` is damaged: {what} cannot be read", path.display())]
    Damaged {
        /// The package.
        path: PathBuf,
        /// What of it, as a noun.
        what: &'static str,
    },
    /// A media file's name is no mere name.
    #[error("`{}` is not to be trusted: it names a media file `{name}`", path.display())]
    MediaName {
        /// The package.
        path: PathBuf,
        /// The name.
        name: String,
    },
    /// The database inside is damaged, or holds what a collection never holds.
    #[error("the collection in `{}` cannot be read", path.display())]
    Collection {
        /// The package.
        path: PathBuf,
        /// Why.
        #[source]
        source: rusqlite::Error,
    },
    /// The database inside is not as Anki makes it.
    #[error("the collection in `{}` is not as Anki makes it: {what}", path.display())]
    Strange {
        /// The package.
        path: PathBuf,
        /// What of it.
        what: String,
    },
    /// The collection that it is taken into could not be read or changed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// HTML as the Markdown that a card shows of it.
pub(super) fn shown(html: &str) -> String {
    markdown::from_html(html).text
}

/// The pictures and sounds that fields name.
pub(super) fn named(fields: &str) -> Vec<String> {
    if !["src", "data", "[sound:"].iter().any(|sign| fields.contains(sign)) {
        return Vec::new();
    }
    fields.split(collection::SEPARATOR).flat_map(|field| markdown::from_html(field).media).collect()
}

/// Whether a card of a note cannot be asked in a terminal, so that it came in suspended.
pub(super) fn is_unshowable(note: &LeavingNote, definition: &Value, ordinal: i64) -> bool {
    let Some(notetype) = Notetype::from_json(definition) else { return true };
    let note = Note {
        id: note.note_id,
        guid: note.guid.clone(),
        notetype: note.notetype,
        modified_s: note.modified_s,
        tags: Vec::new(),
        fields: note.fields.clone(),
    };
    Source::new(&note, &notetype).sides(ordinal, "").unshowable.is_some()
}
