//! Opening the file: what it is, whether this recall may touch it, and its schema.

use super::{Store, StoreError, failed};
use crate::values::time::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use rusqlite_migration::{M, Migrations};
use std::cell::RefCell;
use std::ffi::OsString;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// `rcal`: the mark that migration 1 puts into the file's header.
const APPLICATION_ID: u32 = 0x7263_616c;

/// One migration a schema, in order; their number is the newest schema.
const UPS: &[M<'static>] = &[
    M::up(include_str!("../../../migrations/0001-initial/up.sql")),
    M::up(include_str!("../../../migrations/0002-changes/up.sql")),
    M::up(include_str!("../../../migrations/0003-items/up.sql")),
    M::up(include_str!("../../../migrations/0004-foreign/up.sql")),
    M::up(include_str!("../../../migrations/0005-planning/up.sql")),
    M::up(include_str!("../../../migrations/0006-identity/up.sql")),
    M::up(include_str!("../../../migrations/0007-exams/up.sql")),
    M::up(include_str!("../../../migrations/0008-exports/up.sql")),
    M::up(include_str!("../../../migrations/0009-answers/up.sql")),
    M::up(include_str!("../../../migrations/0010-kept/up.sql")),
];

/// How long a statement waits for another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

impl Store {
    /// Makes a collection of the newest schema on a connection to an empty file.
    pub(super) fn of_empty(mut connection: Connection, path: &Path) -> Result<Self, StoreError> {
        migrate(&mut connection, path, UPS)?;
        Ok(Self { connection, loads: RefCell::default() })
    }

    /// Opens the collection in this file, making file and folder when missing.
    ///
    /// A file of an older schema is copied beside itself, named for `now`, and brought up to
    /// date. A file that is no collection, or a newer one, is refused and not written to.
    pub fn open(path: &Path, now: Timestamp) -> Result<Self, StoreError> {
        open_with(path, now, UPS)
    }

    /// Opens the collection in this file, or gives `None` where there is no such file.
    pub fn open_existing(path: &Path, now: Timestamp) -> Result<Option<Self>, StoreError> {
        match look(path, schemas(UPS))? {
            Found::Nothing => Ok(None),
            found => open_found(path, now, UPS, found).map(Some),
        }
    }
}

/// Whether the file is a sound collection that this recall may open; it is not written to.
pub(super) fn check(path: &Path) -> Result<(), StoreError> {
    let nothing = || StoreError::Unreadable {
        path: path.to_owned(),
        source: std::io::Error::from(std::io::ErrorKind::NotFound),
    };
    match look(path, schemas(UPS))? {
        Found::Nothing => return Err(nothing()),
        Found::Blank => return Err(StoreError::NotACollection { path: path.to_owned() }),
        Found::Schema(_) => {}
    }
    let failed = failed("check the copy");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let copy = Connection::open_with_flags(path, flags).map_err(&failed)?;
    let said: String =
        copy.query_row("PRAGMA integrity_check", [], |row| row.get(0)).map_err(&failed)?;
    if said == "ok" { Ok(()) } else { Err(StoreError::Unsound { path: path.to_owned(), said }) }
}

fn schemas(ups: &[M<'_>]) -> u32 {
    u32::try_from(ups.len()).unwrap_or(u32::MAX)
}

fn open_with(path: &Path, now: Timestamp, ups: &[M<'static>]) -> Result<Store, StoreError> {
    open_found(path, now, ups, look(path, schemas(ups))?)
}

/// Whether nothing stands at this path, and nothing that an earlier file left beside it.
pub(super) fn is_free(path: &Path) -> Result<bool, StoreError> {
    let is_there = |path: &Path| path.symlink_metadata().is_ok();
    let left = |ending| is_there(&with_suffix(path, ending));
    let is_nothing = look(path, schemas(UPS))? == Found::Nothing && !is_there(path);
    Ok(is_nothing && !["-wal", "-journal"].into_iter().any(left))
}

/// Opens what was found at the path.
fn open_found(
    path: &Path,
    now: Timestamp,
    ups: &[M<'static>],
    found: Found,
) -> Result<Store, StoreError> {
    // Absolute, so that no name means anything special to SQLite, as `:memory:` would.
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if matches!(found, Found::Nothing) {
        make_folder_of(&path)?;
    }
    let mut connection = connect(&path)?;
    match found {
        Found::Schema(schema) if schema == schemas(ups) => {}
        Found::Schema(schema) => {
            vacuum_into(&connection, &backup_path(&path, schema, now))?;
            migrate(&mut connection, &path, ups)?;
            check_references(&connection)?;
        }
        Found::Nothing | Found::Blank => migrate(&mut connection, &path, ups)?,
    }
    Ok(Store { connection, loads: RefCell::default() })
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Nothing,
    /// A file without bytes, or a database without tables.
    Blank,
    /// A collection of this schema, not above the newest known.
    Schema(u32),
}

/// Looks at the file without changing it. A look at the header is enough, and quick, unless a
/// write-ahead log holds a newer one.
fn look(path: &Path, known: u32) -> Result<Found, StoreError> {
    let unreadable = |source| StoreError::Unreadable { path: path.to_owned(), source };
    match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(unreadable(error)),
        Ok(metadata) if metadata.is_dir() => {
            return Err(StoreError::Folder { path: path.to_owned() });
        }
        Ok(_) => {}
    }
    let has_log = || std::fs::metadata(with_suffix(path, "-wal")).is_ok_and(|log| log.len() > 0);
    // Asked for before the head is read: where another process makes the file meanwhile, a file
    // that was empty has a log soon after.
    let log_was_there = has_log();
    let mut head = Vec::with_capacity(100);
    let file = std::fs::File::open(path).map_err(unreadable)?;
    file.take(100).read_to_end(&mut head).map_err(unreadable)?;
    let not_ours = || StoreError::NotACollection { path: path.to_owned() };
    let marks = match Marks::of_header(&head) {
        _ if head.is_empty() && !log_was_there => return Ok(Found::Blank),
        None => return Err(not_ours()),
        Some(marks) if !log_was_there && marks.application_id != 0 => marks,
        Some(_) => Marks::by_query(path, has_log())?,
    };
    match marks {
        Marks { application_id: 0, tables: 0, .. } => Ok(Found::Blank),
        Marks { application_id: APPLICATION_ID, schema, .. } if schema > known => {
            Err(StoreError::Newer { path: path.to_owned(), found: schema, known })
        }
        Marks { application_id: APPLICATION_ID, schema, .. } => Ok(Found::Schema(schema)),
        _ => Err(not_ours()),
    }
}

/// What tells whose a database is.
#[derive(Debug, Clone, Copy)]
struct Marks {
    application_id: u32,
    schema: u32,
    tables: u32,
}

impl Marks {
    /// From the first 100 bytes of a file (<https://www.sqlite.org/fileformat2.html>, 1.3);
    /// `tables` is not among them. `None` if this is no `SQLite` file.
    fn of_header(head: &[u8]) -> Option<Self> {
        let word = |at: usize| -> Option<u32> {
            Some(u32::from_be_bytes(head.get(at..at + 4)?.try_into().ok()?))
        };
        head.starts_with(b"SQLite format 3\0").then_some(())?;
        word(96)?;
        Some(Self { application_id: word(68)?, schema: word(60)?, tables: 0 })
    }

    /// By asking `SQLite`, which promises to write nothing. Without a log the file is all there
    /// is, and `immutable` keeps `SQLite` from leaving files of its own beside it.
    fn by_query(path: &Path, has_log: bool) -> Result<Self, StoreError> {
        let failed = |source| match failed("read the collection")(source) {
            StoreError::Sqlite { source, .. } => StoreError::Open { path: path.to_owned(), source },
            StoreError::Damaged { .. } => StoreError::NotACollection { path: path.to_owned() },
            other => other,
        };
        let options = if has_log { "mode=ro" } else { "mode=ro&immutable=1" };
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_URI
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(uri(path, options), flags).map_err(failed)?;
        connection.busy_timeout(BUSY_TIMEOUT).map_err(failed)?;
        let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u32>(0));
        Ok(Self {
            application_id: number("PRAGMA application_id").map_err(failed)?,
            schema: number("PRAGMA user_version").map_err(failed)?,
            tables: number("SELECT count(*) FROM sqlite_schema").map_err(failed)?,
        })
    }
}

/// A path as `SQLite`'s URI, every byte that could mean something written as a number.
fn uri(path: &Path, options: &str) -> String {
    use std::fmt::Write as _;
    let mut text = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' => {
                text.push(char::from(*byte));
            }
            _ => {
                let _infallible = write!(text, "%{byte:02X}");
            }
        }
    }
    text + "?" + options
}

pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

pub(super) fn make_folder_of(path: &Path) -> Result<(), StoreError> {
    let Some(folder) = path.parent() else {
        return Ok(());
    };
    std::fs::create_dir_all(folder)
        .map_err(|source| StoreError::Unreadable { path: folder.to_owned(), source })
}

pub(super) fn connect(path: &Path) -> Result<Connection, StoreError> {
    connect_with(path, write_ahead)
}

/// Opens a file with this journal.
pub(super) fn connect_with(
    path: &Path,
    journal: impl FnOnce(&Connection) -> rusqlite::Result<()>,
) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let failed = |source| match failed("open the collection")(source) {
        StoreError::Sqlite { source, .. } => StoreError::Open { path: path.to_owned(), source },
        other => other,
    };
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    configure(&connection).and_then(|()| journal(&connection)).map_err(failed)?;
    Ok(connection)
}

/// Pages that the write-ahead log holds before a commit moves them into the file: more than a
/// session writes, or one of its keys would wait half a second for that. `SQLite` moves them when
/// the last connection closes.
const LOG_PAGES: u32 = 16_384;

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    // One plan for a statement, whatever it is given: else one with a limit that is a parameter
    // is planned anew each time it runs.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Keeps changes in a write-ahead log, on the disk when they are committed.
fn write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    turn_log_on(connection)?;
    connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
    connection.pragma_update(None, "synchronous", "FULL")
}

/// Turns the write-ahead log on. While several processes make one file, `SQLite` refuses the
/// switch at once instead of waiting; a write lock, which does wait, lets the others finish.
fn turn_log_on(connection: &Connection) -> rusqlite::Result<()> {
    const TRIES: usize = 200;
    for _ in 0..TRIES {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
                connection.execute_batch("BEGIN IMMEDIATE; COMMIT")?;
            }
            done => return done,
        }
    }
    connection.pragma_update(None, "journal_mode", "WAL")
}

/// What the pragma `temp_store` is where nothing temporary is a file.
const IN_MEMORY: i64 = 2;

/// Lets work that needs each page hardly twice keep few of them: as memory, a fresh page takes
/// longer than one that is read again.
pub(super) fn with_few_pages<T>(
    connection: &Connection,
    work: impl FnOnce() -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    const PAGES: i64 = 100;
    let usual: i64 = connection.pragma_query_value(None, "cache_size", |row| row.get(0))?;
    connection.pragma_update(None, "cache_size", PAGES)?;
    let done = work();
    connection.pragma_update(None, "cache_size", usual)?;
    done
}

/// Gives a connection room for many rows in one transaction: this many kibibytes for pages of the
/// file, and memory for what each statement keeps so that it can fail alone. In a file, as `SQLite`
/// has it after the first few rows, that is some ten pages written for each card.
pub(super) fn give_room(connection: &Connection, kibibytes: i64) -> rusqlite::Result<()> {
    connection.pragma_update(None, "cache_size", -kibibytes)?;
    connection.pragma_update(None, "temp_store", IN_MEMORY)
}

fn migrate(connection: &mut Connection, path: &Path, ups: &[M<'static>]) -> Result<(), StoreError> {
    // Another process may be making the same file: the second must wait, then find it made.
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    let result = Migrations::from_slice(ups).to_latest(connection);
    connection.set_transaction_behavior(TransactionBehavior::Deferred);
    let Err(source) = result else { return Ok(()) };
    let version = connection.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0));
    if version.is_ok_and(|version| version == schemas(ups)) {
        return Ok(());
    }
    Err(StoreError::Migration { path: path.to_owned(), source: Box::new(source) })
}

/// `recall.db` of schema 1 goes to `recall.db.schema-1.2027-02-15T073102.114Z.backup`.
fn backup_path(path: &Path, schema: u32, now: Timestamp) -> PathBuf {
    let stamp = now.to_string().replace(':', "");
    with_suffix(path, &format!(".schema-{schema}.{stamp}.backup"))
}

/// Writes a copy of the collection to a file that is not there yet.
pub(super) fn vacuum_into(connection: &Connection, to: &Path) -> Result<(), StoreError> {
    let to = to.to_str().ok_or_else(|| StoreError::Unreadable {
        path: to.to_owned(),
        source: std::io::Error::new(std::io::ErrorKind::InvalidInput, "its name is not UTF-8"),
    })?;
    connection
        .execute("VACUUM INTO ?1", [to])
        .map(drop)
        .map_err(failed("make a copy of the collection"))
}

/// Refuses a collection in which a row names one that is not there.
fn check_references(connection: &Connection) -> Result<(), StoreError> {
    if holds_references(connection).map_err(failed("check the collection"))? {
        return Ok(());
    }
    Err(StoreError::Damaged {
        action: "bring the collection up to date",
        source: rusqlite::Error::InvalidQuery,
    })
}

/// Whether every row that a row names is there.
pub(super) fn holds_references(connection: &Connection) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    Ok(!statement.exists([])?)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{card, day, noon};
    use super::*;

    const FIRST: &str = include_str!("../../../migrations/0001-initial/up.sql");
    const LATER: &str = "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT";

    /// A folder with a collection in it, holding one deck.
    fn collection() -> (tempfile::TempDir, PathBuf) {
        collection_of(UPS)
    }

    /// The same of schema 1.
    fn first_collection() -> (tempfile::TempDir, PathBuf) {
        collection_of(&[M::up(FIRST)])
    }

    fn collection_of(ups: &[M<'static>]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("recall.db");
        let store = open_with(&path, noon(0), ups).unwrap();
        store.connection.execute("INSERT INTO decks VALUES (1, 'Kept')", []).unwrap();
        (folder, path)
    }

    fn file_names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Opens a file that must be refused, and sees to it that nothing in its folder changes.
    fn refusal(folder: &Path, path: &Path) -> StoreError {
        let before = (file_names(folder), std::fs::read(path).unwrap());
        let refused = Store::open(path, noon(0)).unwrap_err();
        assert!(Store::open_existing(path, noon(0)).is_err());
        assert_eq!((file_names(folder), std::fs::read(path).unwrap()), before);
        refused
    }

    #[test]
    fn few_pages_are_kept_while_that_is_asked_for() {
        let (_folder, path) = collection();
        let connection = Store::open(&path, noon(0)).unwrap().connection;
        let kept = || connection.query_row("PRAGMA cache_size", [], |row| row.get::<_, i64>(0));
        let usual = kept().unwrap();
        let meanwhile = with_few_pages(&connection, kept).unwrap();
        assert_ne!(meanwhile, usual);
        assert_eq!(kept().unwrap(), usual);
    }

    #[test]
    fn with_room_nothing_temporary_is_a_file() {
        let (_folder, path) = collection();
        let store = Store::open(&path, noon(0)).unwrap();
        for _ in 0..2 {
            give_room(&store.connection, 1024).unwrap();
            let number = |sql| store.connection.query_row(sql, [], |row| row.get::<_, i64>(0));
            assert_eq!(number("PRAGMA temp_store").unwrap(), IN_MEMORY);
        }
    }

    #[test]
    fn what_a_session_writes_is_moved_into_the_file_when_it_is_over() {
        let (_folder, path) = collection();
        let size = || std::fs::metadata(&path).unwrap().len();
        let before = size();
        let store = Store::open(&path, noon(0)).unwrap();
        store.connection.execute("CREATE TABLE written (bytes BLOB NOT NULL) STRICT", []).unwrap();
        for _ in 0..2 {
            let sql = "INSERT INTO written VALUES (zeroblob(8000000))";
            store.connection.execute(sql, []).unwrap();
        }
        assert_eq!(size(), before, "a commit waited for it");
        drop(store);
        assert!(size() > before + 16_000_000);
    }

    #[test]
    fn the_migrations_are_valid() {
        Migrations::from_slice(UPS).validate().unwrap();
    }

    /// What the table of decks holds, in whatever schema.
    fn decks(store: &Store) -> Vec<String> {
        let mut query = store.connection.prepare("SELECT name FROM decks").unwrap();
        query.query_map([], |row| row.get("name")).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn a_missing_file_is_made_with_its_folders_and_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/recall.db");
        assert!(Store::open_existing(&path, noon(0)).unwrap().is_none());
        assert_eq!(file_names(folder.path()), [""; 0]);
        drop(Store::open(&path, noon(0)).unwrap());
        assert_eq!(file_names(&folder.path().join("a/b")), ["recall.db"]);
        let store = Store::open_existing(&path, noon(0)).unwrap().unwrap();
        assert_eq!(decks(&store), [""; 0]);
    }

    #[test]
    fn a_file_without_bytes_becomes_a_collection() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("recall.db");
        std::fs::write(&path, "").unwrap();
        assert!(Store::open(&path, noon(0)).unwrap().is_empty().unwrap());
    }

    #[test]
    fn an_answer_waits_for_the_disk_and_for_other_processes() {
        let (_folder, path) = collection();
        let store = Store::open(&path, noon(0)).unwrap();
        let pragma = |name: &str| -> String {
            let value = |row: &rusqlite::Row<'_>| row.get::<_, rusqlite::types::Value>(0);
            match store.connection.pragma_query_value(None, name, value).unwrap() {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => panic!("{other:?}"),
            }
        };
        let names = ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"];
        assert_eq!(names.map(pragma), ["wal", "2", "1", "5000"]);
        assert_eq!(pragma("trusted_schema"), "0");
    }

    #[test]
    fn what_is_no_database_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.md");
        for content in ["# Notes\n", "SQLite format 3\0", &"x".repeat(4096)] {
            std::fs::write(&path, content).unwrap();
            let refused = refusal(folder.path(), &path);
            assert!(matches!(refused, StoreError::NotACollection { .. }), "{refused}");
        }
        let truncated = format!("SQLite format 3\0{}", "\0".repeat(200));
        std::fs::write(&path, truncated).unwrap();
        refusal(folder.path(), &path);
    }

    #[test]
    fn the_database_of_another_program_is_refused() {
        for marks in ["", "PRAGMA application_id = 7;", "PRAGMA journal_mode = wal;"] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("its own ?#%41.db");
            let other = Connection::open(&path).unwrap();
            other.execute_batch(marks).unwrap();
            other.execute_batch("CREATE TABLE theirs (id); PRAGMA user_version = 1;").unwrap();
            drop(other);
            let refused = refusal(folder.path(), &path);
            assert!(matches!(refused, StoreError::NotACollection { .. }), "{refused}");
        }
    }

    #[test]
    fn a_newer_collection_is_refused_untouched() {
        let (folder, path) = collection();
        Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
        let refused = refusal(folder.path(), &path);
        assert!(matches!(refused, StoreError::Newer { found: 99, .. }), "{refused}");
    }

    #[test]
    fn a_newer_collection_is_known_by_its_log_while_a_process_has_it_open() {
        let (folder, path) = collection();
        let newer = Connection::open(&path).unwrap();
        newer.pragma_update(None, "user_version", 99).unwrap();
        let refused = refusal(folder.path(), &path);
        assert!(matches!(refused, StoreError::Newer { found: 99, .. }), "{refused}");
    }

    #[test]
    fn a_folder_and_a_path_through_a_file_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let refused = Store::open(folder.path(), noon(0)).unwrap_err();
        assert!(matches!(refused, StoreError::Folder { .. }), "{refused}");
        let file = folder.path().join("file");
        std::fs::write(&file, "x").unwrap();
        let refused = Store::open(&file.join("recall.db"), noon(0)).unwrap_err();
        assert!(matches!(refused, StoreError::Unreadable { .. }), "{refused}");
    }

    #[test]
    fn an_older_collection_is_copied_aside_and_brought_up_to_date() {
        let (folder, path) = first_collection();
        let ups = [M::up(FIRST), M::up(LATER)];
        drop(open_with(&path, noon(0), &ups).unwrap());
        let backup = "recall.db.schema-1.2024-10-04T120000.000Z.backup";
        assert_eq!(file_names(folder.path()), ["recall.db", backup]);
        let kept = |path: &Path, ups: &[M<'static>]| decks(&open_with(path, noon(0), ups).unwrap());
        assert_eq!(kept(&path, &ups), ["Kept"]);
        assert_eq!(kept(&folder.path().join(backup), &[M::up(FIRST)]), ["Kept"]);
    }

    #[test]
    fn a_migration_that_fails_leaves_the_collection_as_it_was() {
        let (_folder, path) = first_collection();
        let ups = [M::up(FIRST), M::up("CREATE TABLE half (id); CREATE NONSENSE")];
        let failed = open_with(&path, noon(0), &ups).unwrap_err();
        assert!(matches!(failed, StoreError::Migration { .. }), "{failed}");
        assert_eq!(decks(&Store::open(&path, noon(1)).unwrap()), ["Kept"]);
    }

    #[test]
    fn a_decision_of_the_first_schema_is_taken_back_after_the_update() {
        let (_folder, path) = first_collection();
        let old = Connection::open(&path).unwrap();
        old.execute_batch(include_str!("testing_first_schema.sql")).unwrap();
        drop(old);
        let mut store = Store::open(&path, noon(0)).unwrap();
        let shown = |store: &Store| {
            let card = store.card(card(1)).unwrap().unwrap();
            (card.status.as_str(), card.question)
        };
        assert_eq!(shown(&store), ("dropped", "Mine?".to_owned()));
        store.undo_last(noon(1), day(1)).unwrap().unwrap();
        assert_eq!(shown(&store), ("new", "Mine?".to_owned()));
        store.undo_last(noon(1), day(1)).unwrap().unwrap();
        assert_eq!(shown(&store), ("new", "Theirs?".to_owned()));
        assert_eq!(store.undo_last(noon(1), day(1)).unwrap(), None);
    }

    #[test]
    fn processes_that_make_one_file_at_once_all_get_it() {
        for _ in 0..5 {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("recall.db");
            let threads: Vec<_> = (0..6)
                .map(|_| {
                    let path = path.clone();
                    std::thread::spawn(move || Store::open(&path, noon(0)).map(drop))
                })
                .collect();
            for thread in threads {
                thread.join().unwrap().unwrap();
            }
        }
    }
}
