//! Notes that were there at an earlier import: renamed, or gone.

use super::Failure;
use super::ahead::{Ahead, Reading};
use super::walk::Found;
use crate::adapters::store::import::{Import, KnownSource};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// The sources that stood under one of these folders and are not there any more, by path.
///
/// Only where their own folder still is: a disk that is not mounted deletes nothing. What is
/// there but left out, by `.recallignore` say, is not gone either.
pub(super) fn sources<'k>(
    known: &'k HashMap<String, KnownSource>,
    paths: &[PathBuf],
    found: &[(Found, Ahead)],
) -> Vec<&'k KnownSource> {
    let folders = paths.iter().filter(|path| path.is_dir());
    let folders: Vec<PathBuf> = folders.filter_map(|path| path.canonicalize().ok()).collect();
    let here: HashSet<&str> = found.iter().map(|(file, _)| file.path.as_str()).collect();
    let mut gone: Vec<&KnownSource> = known
        .values()
        .filter(|source| {
            let path = Path::new(&source.path);
            source.kind == "file"
                && !here.contains(source.path.as_str())
                && folders.iter().any(|folder| path.starts_with(folder))
                && path.parent().is_some_and(Path::is_dir)
                && path.symlink_metadata().is_err()
        })
        .collect();
    gone.sort_by(|left, right| left.path.cmp(&right.path));
    gone
}

/// Takes out of `gone` the source that a new file is: the one with its very bytes, else one most
/// of whose facts it has.
pub(super) fn renamed<'k>(
    gone: &mut Vec<&'k KnownSource>,
    import: &Import<'_>,
    reading: &Reading,
) -> Result<Option<&'k KnownSource>, Failure> {
    if let Some(at) = gone.iter().position(|source| source.print.hash == reading.print.hash) {
        return Ok(Some(gone.remove(at)));
    }
    let Some(Ok(made)) = &reading.made else { return Ok(None) };
    let here: HashSet<&str> = made.cards.iter().map(|card| card.fact.as_str()).collect();
    for (at, source) in gone.iter().enumerate() {
        let cards = import.cards_of(source.id)?;
        let there: HashSet<&str> =
            cards.iter().filter(|card| !card.retired).map(|card| card.fact.as_str()).collect();
        let shared = there.intersection(&here).count();
        if shared > 0 && shared * 10 >= there.len() * 6 {
            return Ok(Some(gone.remove(at)));
        }
    }
    Ok(None)
}
