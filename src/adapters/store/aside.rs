//! A collection that is made aside and appears whole.
//!
//! What nobody sees needs no log to be taken back by, and waits for the disk once. It lies in a
//! folder of its own beside its place, which is locked as long as somebody writes there; at last
//! the file gets its name, which has to be free. Killed before, it was never there: what is left
//! goes with the next import.

use super::open::{connect_with, is_free, make_folder_of, with_suffix};
use super::{Store, StoreError, failed};
use rusqlite::Connection;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use tempfile::{TempDir, TempPath};

/// The names of the files in its folder.
const COLLECTION: &str = "recall.db";
const LOCK: &str = "lock";

/// How many letters and digits the name of its folder ends with.
const LETTERS: usize = 6;

/// A collection that is being made.
#[derive(Debug)]
pub struct Aside {
    // Before their folder: a file that is open cannot be removed everywhere.
    store: Store,
    lock: File,
    folder: TempDir,
    path: PathBuf,
}

impl Store {
    /// Begins a collection for this path, making the folder when missing; `None` where something
    /// is there, or nothing can be made beside it. Clears away what was begun and never finished.
    pub fn begin_aside(path: &Path) -> Result<Option<Aside>, StoreError> {
        let given = path;
        let path = std::path::absolute(given).unwrap_or_else(|_| given.to_owned());
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return Ok(None);
        };
        let prefix = format!(".{}-new-", name.to_string_lossy());
        clear(folder, &prefix);
        if !is_free(given)? {
            return Ok(None);
        }
        make_folder_of(&path)?;
        Ok(begin_in(folder, &prefix).map(|(store, lock, folder)| Aside {
            store,
            lock,
            folder,
            path,
        }))
    }
}

/// Why that cannot be is told by whoever makes the collection in its place.
fn begin_in(folder: &Path, prefix: &str) -> Option<(Store, File, TempDir)> {
    let folder = tempfile::Builder::new().prefix(prefix).rand_bytes(LETTERS).tempdir_in(folder);
    let folder = folder.ok()?;
    let lock = File::create(folder.path().join(LOCK)).ok()?;
    lock.try_lock().ok()?;
    let file = folder.path().join(COLLECTION);
    let store = Store::of_empty(connect_with(&file, without_log).ok()?, &file).ok()?;
    Some((store, lock, folder))
}

impl Aside {
    /// The collection, to be filled.
    pub fn store(&mut self) -> &mut Store {
        &mut self.store
    }

    /// Gives it its name; says whether that was free, and could be given.
    pub fn publish(self) -> Result<bool, StoreError> {
        let Self { store, lock, folder, path } = self;
        let failed = failed("finish the collection");
        store.connection.pragma_update(None, "journal_mode", "WAL").map_err(&failed)?;
        store.connection.close().map_err(|(_, error)| failed(error))?;
        let file = folder.path().join(COLLECTION);
        let unwritten = |source| StoreError::Unwritten { path: path.clone(), source };
        // To be synced, a file has to be open for writing on some systems.
        match File::options().write(true).open(&file).and_then(|file| file.sync_all()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            synced => synced.map_err(unwritten)?,
        }
        let file = TempPath::try_from_path(file);
        let named = file.is_ok_and(|file| file.persist_noclobber(&path).is_ok());
        drop((lock, folder));
        if named && let Some(folder) = path.parent() {
            // Where a folder is no file, its names need no such care.
            let _not_everywhere = File::open(folder).and_then(|folder| folder.sync_all());
        }
        Ok(named)
    }
}

/// What a statement or the whole cannot do is taken back from memory.
fn without_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "MEMORY")?;
    connection.pragma_update(None, "synchronous", "OFF")
}

/// Removes what was begun in a folder and never finished. Nothing but what this made goes, and
/// nothing where somebody still writes.
fn clear(folder: &Path, prefix: &str) {
    let Ok(found) = fs::read_dir(folder) else { return };
    for entry in found.flatten() {
        let name = entry.file_name();
        let letters = name.to_str().and_then(|name| name.strip_prefix(prefix)).unwrap_or_default();
        let is_left =
            letters.len() == LETTERS && letters.bytes().all(|b| b.is_ascii_alphanumeric());
        if is_left && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            remove_left(&entry.path());
        }
    }
}

fn remove_left(folder: &Path) {
    // The lock is there before anything else, and goes last.
    if let Ok(lock) = File::options().write(true).open(folder.join(LOCK)) {
        if lock.try_lock().is_err() {
            return;
        }
        let file = folder.join(COLLECTION);
        let beside = ["-wal", "-shm", "-journal"].map(|ending| with_suffix(&file, ending));
        for file in beside.into_iter().chain([file]) {
            let _not_there = fs::remove_file(file);
        }
        drop(lock);
        let _stays = fs::remove_file(folder.join(LOCK));
    }
    // A folder with anything else in it stays.
    let _stays = fs::remove_dir(folder);
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
    fn two_are_made_beside_each_other_and_the_first_one_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.db");
        let mut first = Store::begin_aside(&path).unwrap().unwrap();
        let second = Store::begin_aside(&path).unwrap().unwrap();
        add_deck(first.store(), "First");
        assert!(first.publish().unwrap());
        assert!(!second.publish().unwrap());
        assert_eq!(decks(&path), ["First"]);
        assert_eq!(names(folder.path()), ["notes.db"]);
    }

    #[test]
    fn what_was_never_finished_goes_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.db");
        drop(Store::open(&path, noon(0)).unwrap());
        let make = |name: &str, files: &[&str]| {
            let made = folder.path().join(name);
            fs::create_dir(&made).unwrap();
            for file in files {
                fs::write(made.join(file), "").unwrap();
            }
        };
        make(".notes.db-new-aB3xY9", &[COLLECTION, LOCK, "recall.db-journal"]);
        make(".notes.db-new-nolock", &[]);
        make(".notes.db-new-laptop", &["mine.md"]);
        make(".notes.db-new-machine", &[COLLECTION]);
        make(".other.db-new-aB3xY9", &[COLLECTION, LOCK]);
        assert!(Store::begin_aside(&path).unwrap().is_none());
        assert_eq!(
            names(folder.path()),
            [".notes.db-new-laptop", ".notes.db-new-machine", ".other.db-new-aB3xY9", "notes.db"]
        );
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

    #[cfg(unix)]
    #[test]
    fn a_link_to_where_nothing_is_yet_is_no_free_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.db");
        std::os::unix::fs::symlink(folder.path().join("there.db"), &path).unwrap();
        assert!(Store::begin_aside(&path).unwrap().is_none());
    }

    #[test]
    fn what_is_given_up_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        drop(Store::begin_aside(&folder.path().join("notes.db")).unwrap());
        assert_eq!(names(folder.path()), [""; 0]);
    }
}
