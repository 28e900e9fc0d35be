//! A collection that is made aside and appears whole.
//!
//! What nobody sees needs no log to be taken back by, and waits for the disk once. It lies in a
//! folder of its own beside its place; at last the file gets its name there, which has to be free.
//! Killed meanwhile, it was never there: the folder that is left goes when the next one is begun.
//! Should somebody still write there, nothing is left to be named, and they begin anew.

use super::open::{connect_with, is_free, make_folder_of};
use super::{Store, StoreError, failed};
use rusqlite::Connection;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A collection that is being made.
#[derive(Debug)]
pub struct Aside {
    // Before its folder: a file that is open may not be removed everywhere.
    store: Store,
    folder: TempDir,
    path: PathBuf,
}

impl Store {
    /// Begins a collection for this path, making the folder when missing; `None` where something
    /// is there, or nothing can be made beside it.
    pub fn begin_aside(path: &Path) -> Result<Option<Aside>, StoreError> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return Ok(None);
        };
        if !is_free(&path)? {
            return Ok(None);
        }
        make_folder_of(&path)?;
        let prefix = format!(".{}-new-", name.to_string_lossy());
        clear(folder, &prefix);
        let Ok(folder) = tempfile::Builder::new().prefix(&prefix).tempdir_in(folder) else {
            return Ok(None);
        };
        let file = file_in(&folder);
        let store = Store::of_empty(connect_with(&file, without_log)?, &file)?;
        Ok(Some(Aside { store, folder, path }))
    }
}

impl Aside {
    /// The collection, to be filled.
    pub fn store(&mut self) -> &mut Store {
        &mut self.store
    }

    /// Gives it its name; says whether that was free, and could be given.
    pub fn publish(self) -> Result<bool, StoreError> {
        let Self { store, folder, path } = self;
        let failed = failed("finish the collection");
        store.connection.pragma_update(None, "journal_mode", "WAL").map_err(&failed)?;
        store.connection.close().map_err(|(_, error)| failed(error))?;
        let file = file_in(&folder);
        let unreadable = |source| StoreError::Unreadable { path: path.clone(), source };
        match sync(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            synced => synced.map_err(unreadable)?,
        }
        if fs::hard_link(&file, &path).is_err() {
            return Ok(false);
        }
        // Where a folder is no file, its names need no such care.
        let _not_everywhere = path.parent().map(sync);
        Ok(true)
    }
}

fn file_in(folder: &TempDir) -> PathBuf {
    folder.path().join("recall.db")
}

fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// What a statement or the whole cannot do is taken back from memory.
fn without_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "MEMORY")?;
    connection.pragma_update(None, "synchronous", "OFF")
}

/// Removes what was begun in a folder and never finished.
fn clear(folder: &Path, prefix: &str) {
    let Ok(found) = fs::read_dir(folder) else { return };
    let is_left = |name: &OsStr| name.to_string_lossy().starts_with(prefix);
    for left in found.flatten().filter(|entry| is_left(&entry.file_name())) {
        // What stays is in nobody's way.
        let _stays = fs::remove_dir_all(left.path());
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::noon;
    use super::*;

    /// The names in a folder.
    fn names(folder: &Path) -> Vec<String> {
        let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name();
        let names = fs::read_dir(folder).unwrap().map(name);
        let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn add_deck(store: &Store, name: &str) {
        store.connection.execute("INSERT INTO decks (name) VALUES (?1)", [name]).unwrap();
    }

    fn decks(path: &Path) -> Vec<String> {
        let store = Store::open(path, noon(0)).unwrap();
        let mut statement = store.connection.prepare("SELECT name FROM decks").unwrap();
        statement.query_map((), |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn nothing_is_seen_of_it_before_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("made/notes.db");
        let mut aside = Store::begin_aside(&path).unwrap().unwrap();
        add_deck(aside.store(), "Whole");
        assert!(!path.exists());
        assert!(aside.publish().unwrap());
        assert_eq!(names(path.parent().unwrap()), ["notes.db"]);
        assert_eq!(decks(&path), ["Whole"]);
    }

    #[test]
    fn what_another_made_meanwhile_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.db");
        let mut aside = Store::begin_aside(&path).unwrap().unwrap();
        add_deck(aside.store(), "Late");
        add_deck(&Store::open(&path, noon(0)).unwrap(), "First");
        assert!(!aside.publish().unwrap());
        assert_eq!(decks(&path), ["First"]);
        assert_eq!(names(folder.path()), ["notes.db"]);
    }

    #[test]
    fn of_two_the_one_that_was_cleared_away_is_told_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.db");
        let first = Store::begin_aside(&path).unwrap().unwrap();
        let mut second = Store::begin_aside(&path).unwrap().unwrap();
        add_deck(second.store(), "Second");
        assert_eq!(names(folder.path()).len(), 1);
        assert!(!first.publish().unwrap());
        assert!(second.publish().unwrap());
        assert_eq!(decks(&path), ["Second"]);
    }

    #[test]
    fn only_a_free_place_is_begun_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.db");
        fs::write(folder.path().join("notes.db-wal"), "of an earlier file").unwrap();
        assert!(Store::begin_aside(&path).unwrap().is_none());
        fs::remove_file(folder.path().join("notes.db-wal")).unwrap();
        fs::write(&path, "").unwrap();
        assert!(Store::begin_aside(&path).unwrap().is_none());
    }

    #[test]
    fn what_is_given_up_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        drop(Store::begin_aside(&folder.path().join("notes.db")).unwrap());
        assert_eq!(names(folder.path()), [""; 0]);
    }
}
