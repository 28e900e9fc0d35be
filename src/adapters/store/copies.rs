//! Copies of a collection: made while it is in use, and taken back without losing the present one.

use super::open::{check, connect, vacuum_into};
use super::{Store, StoreError, failed};
use crate::values::time::Timestamp;
use rusqlite::backup::{Backup, StepResult};
use std::path::{Path, PathBuf};

impl Store {
    /// Writes a copy of the collection, as it is now, to a file that is not there yet.
    pub fn back_up(&self, to: &Path) -> Result<(), StoreError> {
        if to.exists() {
            return Err(StoreError::Exists { path: to.to_owned() });
        }
        let to = std::path::absolute(to).unwrap_or_else(|_| to.to_owned());
        vacuum_into(&self.connection, &to)?;
        // On the disk before anyone relies on it.
        std::fs::File::open(&to)
            .and_then(|file| file.sync_all())
            .map_err(|source| StoreError::Unreadable { path: to, source })
    }

    /// Makes the collection in `database` what the copy `from` is, at once or not at all, while
    /// others may have it open. The present one is first copied aside, to a file named for
    /// `now`, whose path is given back where there was one.
    pub fn restore(
        database: &Path,
        from: &Path,
        now: Timestamp,
    ) -> Result<Option<PathBuf>, StoreError> {
        check(from)?;
        let aside = if let Some(present) = Self::open_existing(database, now)? {
            let aside = copy_path(database, now, "replaced");
            present.back_up(&aside)?;
            Some(aside)
        } else {
            drop(Self::open(database, now)?);
            None
        };
        copy_over(from, database)?;
        // Brings a copy of an older schema up to date.
        Self::open(database, now)?;
        Ok(aside)
    }
}

/// Makes one collection what another is, in one transaction.
fn copy_over(from: &Path, to: &Path) -> Result<(), StoreError> {
    const ACTION: &str = "restore the collection";
    const TRIES: u32 = 100;
    let failed = failed(ACTION);
    let source = connect(from)?;
    let mut target = connect(&std::path::absolute(to).unwrap_or_else(|_| to.to_owned()))?;
    let backup = Backup::new(&source, &mut target).map_err(&failed)?;
    for _ in 0..TRIES {
        if let StepResult::Done = backup.step(-1).map_err(&failed)? {
            return Ok(());
        }
        // Another program is in the middle of something.
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    Err(StoreError::Locked { action: ACTION })
}

/// `recall.db` is copied to `recall.db.2027-02-15T073102.114Z.backup`.
pub fn copy_path(database: &Path, now: Timestamp, what: &str) -> PathBuf {
    let stamp = now.to_string().replace(':', "");
    let mut name = database.as_os_str().to_owned();
    name.push(format!(".{stamp}.{what}"));
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Sample, noon};
    use super::*;
    use crate::adapters::store::Scope;
    use crate::values::time::StudyDay;

    fn cards(store: &Store) -> usize {
        let mut cards = 0;
        let count = |_| -> Result<(), StoreError> {
            cards += 1;
            Ok(())
        };
        store.for_each_card(count).unwrap();
        cards
    }

    #[test]
    fn a_copy_is_restored_and_the_present_collection_is_kept_aside() {
        let sample = Sample::with_cards(2);
        let database = sample.folder.path().join("recall.db");
        let copy = sample.folder.path().join("copy.db");
        sample.store.back_up(&copy).unwrap();
        sample.add_card(3, 3, 1);
        let aside = Store::restore(&database, &copy, noon(0)).unwrap().unwrap();
        assert_eq!(cards(&sample.store), 2, "seen by who has it open");
        assert_eq!(cards(&Store::open(&aside, noon(0)).unwrap()), 3);
        assert_eq!(cards(&Store::open(&copy, noon(0)).unwrap()), 2);
    }

    #[test]
    fn a_copy_is_restored_where_there_was_no_collection() {
        let sample = Sample::with_cards(2);
        let copy = sample.folder.path().join("copy.db");
        sample.store.back_up(&copy).unwrap();
        let elsewhere = sample.folder.path().join("new/recall.db");
        assert_eq!(Store::restore(&elsewhere, &copy, noon(0)).unwrap(), None);
        let store = Store::open(&elsewhere, noon(0)).unwrap();
        assert_eq!(cards(&store), 2);
        assert!(store.next_due(StudyDay::from_number(0), &Scope::default()).unwrap().is_none());
    }

    #[test]
    fn no_file_is_overwritten() {
        let sample = Sample::with_cards(1);
        let path = sample.folder.path().join("letter.txt");
        std::fs::write(&path, "Dear").unwrap();
        assert!(matches!(sample.store.back_up(&path), Err(StoreError::Exists { .. })));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "Dear");
    }

    #[test]
    fn what_is_no_sound_collection_is_not_restored() {
        let sample = Sample::with_cards(300);
        let database = sample.folder.path().join("recall.db");
        let copy = sample.folder.path().join("copy.db");
        sample.store.back_up(&copy).unwrap();
        let mut bytes = std::fs::read(&copy).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle..].fill(0xAA);
        for (name, bytes) in [("a", &bytes[..]), ("b", b"no database"), ("c", &bytes[..middle])] {
            let path = sample.folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            assert!(Store::restore(&database, &path, noon(0)).is_err(), "{name}");
        }
        assert!(Store::restore(&database, Path::new("/none.db"), noon(0)).is_err());
        assert_eq!(cards(&sample.store), 300);
    }
}
