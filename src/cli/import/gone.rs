//! Notes that were there at an earlier import: renamed, or gone.

use super::Failure;
use super::walk::Found;
use crate::adapters::store::import::KnownSource;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// The sources that stood under one of these folders and are not there any more, by path.
///
/// Only where their own folder still is: a disk that is not mounted deletes nothing. What is
/// there but left out, by `.recallignore` say, is not gone either.
pub(super) fn sources<'k>(
    known: &'k HashMap<String, KnownSource>,
    paths: &[PathBuf],
    found: &[Found],
) -> Vec<&'k KnownSource> {
    let folders = paths.iter().filter(|path| path.is_dir());
    let folders: Vec<PathBuf> = folders.filter_map(|path| path.canonicalize().ok()).collect();
    let here: HashSet<&str> = found.iter().map(|file| file.path.as_str()).collect();
    let mut gone: Vec<&KnownSource> = known
        .values()
        .filter(|source| {
            let path = Path::new(&source.path);
            !here.contains(source.path.as_str())
                && folders.iter().any(|folder| path.starts_with(folder))
                && path.parent().is_some_and(Path::is_dir)
                && path.symlink_metadata().is_err()
        })
        .collect();
    gone.sort_by(|left, right| left.path.cmp(&right.path));
    gone
}

/// Takes out of `gone` the source whose very bytes a new file holds.
pub(super) fn renamed<'k>(
    gone: &mut Vec<&'k KnownSource>,
    file: &Found,
) -> Result<Option<&'k KnownSource>, Failure> {
    if !gone.iter().any(|source| source.print.size_bytes == file.size_bytes) {
        return Ok(None);
    }
    let hash = *blake3::hash(&file.read()?).as_bytes();
    let at = gone.iter().position(|source| source.print.hash == hash);
    Ok(at.map(|at| gone.remove(at)))
}
