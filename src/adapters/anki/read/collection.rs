//! The database in a package: opened so that nothing in it runs, and read leniently, as other
//! programs write it.

use super::container::Container;
use super::notetype::{self, Notetype};
use super::{PackageError, limits};
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Between the fields of a note, and between the levels of a deck's name in the newer schema.
pub(super) const SEPARATOR: char = '\u{1f}';

/// What the note says that an old Anki finds instead of a newer package's notes.
const DUMMY: &str = "Please update to the latest Anki version";

/// The database of a collection, open for reading.
#[derive(Debug)]
pub(super) struct Reader {
    connection: Connection,
    /// The package.
    path: PathBuf,
}

/// A collection that is open for reading.
#[derive(Debug)]
pub struct Collection {
    reader: Reader,
    /// When day 0 of its due days began, in seconds since 1970.
    pub created_s: i64,
    /// Minutes west of UTC then, where it says.
    pub minutes_west: Option<i64>,
    /// Its notetypes by id.
    pub notetypes: HashMap<i64, Notetype>,
    /// The full names of its decks by id, levels joined by `::`.
    pub decks: HashMap<i64, String>,
    /// Lines of its log.
    pub reviews: u64,
    // Last, so that it outlives the connection to it.
    file: NamedTempFile,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id in Anki.
    pub id: i64,
    /// Its identity across collections.
    pub guid: String,
    /// Its notetype.
    pub notetype: i64,
    /// When it last changed, in seconds since 1970.
    pub modified_s: i64,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its fields as HTML, joined as Anki joins them.
    pub fields: String,
}

/// A card, as Anki keeps it; by default one that was never answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// Its id in Anki.
    pub id: i64,
    /// Its note.
    pub note: i64,
    /// The deck it is in.
    pub deck: i64,
    /// Which card of its note it is, from 0.
    pub ordinal: i64,
    /// When it last changed, in seconds since 1970.
    pub modified_s: i64,
    /// 0 new, 1 learning, 2 review, 3 relearning.
    pub kind: i64,
    /// Where it waits: -1 suspended, -2 and -3 buried, else as its kind.
    pub queue: i64,
    /// Its place, its day counted from the collection's, or an instant in seconds.
    pub due: i64,
    /// Days.
    pub interval: i64,
    /// Ease in thousandths.
    pub factor: i64,
    /// Answers.
    pub reps: i64,
    /// Failures.
    pub lapses: i64,
    /// Learning steps left.
    pub left: i64,
    /// Its due day at home, while it is in a filtered deck.
    pub home_due: i64,
    /// Its home deck, while it is in a filtered deck; else 0.
    pub home_deck: i64,
    /// 0 none, 1 to 7 a colour.
    pub flags: i64,
    /// JSON: position, memory state, and what add-ons keep.
    pub data: String,
}

/// A line of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// The instant, in milliseconds since 1970.
    pub id: i64,
    /// The card.
    pub card: i64,
    /// The button, 1 to 4; 0 where none was pressed.
    pub ease: i64,
    /// The new interval: days, or seconds below 0.
    pub interval: i64,
    /// The one before.
    pub last_interval: i64,
    /// Ease in thousandths; under `FSRS` its difficulty.
    pub factor: i64,
    /// Milliseconds that the answer took.
    pub took_ms: i64,
    /// 0 learning, 1 review, 2 relearning, 3 out of turn, 4 and 5 by hand.
    pub kind: i64,
}

impl Reader {
    /// Shows every note, in the order of their making.
    pub(super) fn each_note<E: From<PackageError>>(
        &self,
        mut visit: impl FnMut(Note) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each("SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id", |row| {
            let tags = text(row, 4)?;
            Ok(visit(Note {
                id: number(row, 0)?,
                guid: text(row, 1)?,
                notetype: number(row, 2)?,
                modified_s: number(row, 3)?,
                tags: tags
                    .split([' ', '\u{3000}'])
                    .filter(|tag| !tag.is_empty())
                    .map(str::to_owned)
                    .collect(),
                fields: text(row, 5)?,
            }))
        })
    }

    /// Shows the rows of a query; a failure of the database and one of the visitor are told
    /// apart by their depth.
    fn each<E: From<PackageError>>(
        &self,
        sql: &str,
        mut visit: impl FnMut(&Row<'_>) -> rusqlite::Result<Result<(), E>>,
    ) -> Result<(), E> {
        let failed = |source| PackageError::Collection { path: self.path.clone(), source };
        let mut statement = self.connection.prepare(sql).map_err(failed)?;
        let mut rows = statement.query(()).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            visit(row).map_err(failed)??;
        }
        Ok(())
    }
}

impl Collection {
    /// Unpacks and opens the collection of a package.
    pub fn open(container: &mut Container, path: &Path) -> Result<Self, PackageError> {
        let file = container.database()?;
        let failed = |source| PackageError::Collection { path: path.to_owned(), source };
        let connection = connect(file.path()).map_err(failed)?;
        check(&connection, path)?;
        let mut collection = Self {
            reader: Reader { connection, path: path.to_owned() },
            created_s: 0,
            minutes_west: None,
            notetypes: HashMap::new(),
            decks: HashMap::new(),
            reviews: 0,
            file,
        };
        collection.read_head()?;
        if container.may_be_dummy() && collection.is_dummy().map_err(failed)? {
            return Err(PackageError::Dummy { path: path.to_owned() });
        }
        Ok(collection)
    }

    /// A connection of its own to the same database, for another thread.
    pub(super) fn beside(&self) -> Result<Reader, PackageError> {
        let path = self.reader.path.clone();
        match connect(self.file.path()) {
            Ok(connection) => Ok(Reader { connection, path }),
            Err(source) => Err(PackageError::Collection { path, source }),
        }
    }

    /// Whether a note has a guid of which this holds.
    pub fn has_guid(&self, mut holds: impl FnMut(&str) -> bool) -> Result<bool, PackageError> {
        let failed = |source| PackageError::Collection { path: self.reader.path.clone(), source };
        let mut statement =
            self.reader.connection.prepare("SELECT guid FROM notes").map_err(failed)?;
        let mut rows = statement.query(()).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            if holds(&text(row, 0).map_err(failed)?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Every card, those of a note together.
    pub fn cards(&self) -> Result<Vec<Card>, PackageError> {
        let mut cards = Vec::new();
        let sql = include_str!("cards.sql");
        self.reader.each(sql, |row| {
            cards.push(card(row)?);
            Ok(Ok::<(), PackageError>(()))
        })?;
        cards.sort_unstable_by_key(|card| (card.note, card.ordinal, card.id));
        Ok(cards)
    }

    /// Shows every line of the log, oldest first.
    pub fn each_review<E: From<PackageError>>(
        &self,
        mut visit: impl FnMut(Review) -> Result<(), E>,
    ) -> Result<(), E> {
        self.reader.each(include_str!("reviews.sql"), |row| {
            Ok(visit(Review {
                id: number(row, 0)?,
                card: number(row, 1)?,
                ease: number(row, 2)?,
                interval: number(row, 3)?,
                last_interval: number(row, 4)?,
                factor: number(row, 5)?,
                took_ms: number(row, 6)?,
                kind: number(row, 7)?,
            }))
        })
    }

    fn strange(&self, what: impl Into<String>) -> PackageError {
        PackageError::Strange { path: self.reader.path.clone(), what: what.into() }
    }

    fn read_head(&mut self) -> Result<(), PackageError> {
        let failed = |source| PackageError::Collection { path: self.reader.path.clone(), source };
        let head = self.reader.connection.query_row(include_str!("head.sql"), (), |row| {
            Ok((number(row, 0)?, number(row, 1)?, [text(row, 2)?, text(row, 3)?, text(row, 4)?]))
        });
        let (created_s, schema, [conf, models, decks]) = match head {
            Err(rusqlite::Error::QueryReturnedNoRows) => {
                return Err(self.strange("it says nothing about itself"));
            }
            head => head.map_err(failed)?,
        };
        self.created_s = created_s;
        let count = |sql: &str| self.reader.connection.query_row(sql, (), |row| number(row, 0));
        let notes = count("SELECT count(*) FROM notes").map_err(failed)?;
        let cards = count("SELECT count(*) FROM cards").map_err(failed)?;
        let reviews = count("SELECT count(*) FROM revlog").map_err(failed)?;
        if notes.max(cards) > limits::MAX_NOTES || reviews > limits::MAX_REVIEWS {
            return Err(PackageError::TooBig {
                path: self.reader.path.clone(),
                what: "its collection",
            });
        }
        self.reviews = reviews.unsigned_abs();
        match schema {
            11 => self.read_legacy(&conf, &models, &decks),
            14..=18 => self.read_tables(&conf, &models, &decks),
            schema => Err(self.strange(format!("its schema {schema} is unknown"))),
        }
    }

    /// The definitions in the texts of `col`.
    fn read_legacy(&mut self, conf: &str, models: &str, decks: &str) -> Result<(), PackageError> {
        let conf: Value = serde_json::from_str(conf).unwrap_or(Value::Null);
        self.minutes_west = conf.get("creationOffset").and_then(notetype::lenient);
        let map = |text: &str, what: &str| -> Result<BTreeMap<String, Value>, PackageError> {
            let map = serde_json::from_str(text);
            let map: BTreeMap<String, Value> =
                map.map_err(|_| self.strange(format!("its {what} cannot be read")))?;
            if map.len() > limits::MAX_DEFINITIONS {
                return Err(self.strange(format!("it has too many {what}")));
            }
            Ok(map)
        };
        let (models, decks) = (map(models, "notetypes")?, map(decks, "decks")?);
        self.notetypes = models
            .values()
            .filter_map(Notetype::from_json)
            .map(|notetype| (notetype.id, notetype))
            .collect();
        self.decks = decks
            .values()
            .filter_map(|deck| {
                let id = deck.get("id").and_then(notetype::lenient)?;
                Some((id, deck.get("name")?.as_str()?.to_owned()))
            })
            .collect();
        Ok(())
    }

    /// The definitions in tables of their own; between schemas some still stand in `col`.
    fn read_tables(&mut self, conf: &str, models: &str, decks: &str) -> Result<(), PackageError> {
        let tables = tables(&self.reader.connection).map_err(|source| {
            PackageError::Collection { path: self.reader.path.clone(), source }
        })?;
        let has = |name: &str| tables.iter().any(|table| table == name);
        if !has("notetypes") || !has("fields") || !has("templates") || !has("decks") {
            return self.read_legacy(conf, models, decks);
        }
        let failed = |source| PackageError::Collection { path: self.reader.path.clone(), source };
        let offset = if has("config") {
            self.reader
                .connection
                .query_row("SELECT val FROM config WHERE KEY = 'creationOffset'", (), |row| {
                    text(row, 0)
                })
                .map(|text| text.parse().ok())
                .or_else(none_if_missing)
                .map_err(failed)?
        } else {
            None
        };
        let notetypes = self.notetypes_of_tables().map_err(failed)?;
        let mut found = HashMap::new();
        for (id, [notetype, fields, templates]) in notetypes {
            let Some(notetype) = notetype.first() else { continue };
            let model = notetype::model(id, notetype, &fields, &templates).map_err(|_| {
                self.strange(format!("its notetype `{}` cannot be read", notetype.name))
            })?;
            found.extend(Notetype::from_json(&model).map(|notetype| (id, notetype)));
        }
        let decks = self.decks_of_table().map_err(failed)?;
        self.minutes_west = offset;
        self.notetypes = found;
        self.decks = decks;
        Ok(())
    }

    /// By id: the notetype itself, its fields, its templates.
    fn notetypes_of_tables(&self) -> rusqlite::Result<BTreeMap<i64, [Vec<notetype::Row>; 3]>> {
        let mut found: BTreeMap<i64, [Vec<notetype::Row>; 3]> = BTreeMap::new();
        let sqls = [
            "SELECT id, name, mtime_secs, config FROM notetypes",
            "SELECT ntid, name, 0, config FROM fields ORDER BY ntid, ord",
            "SELECT ntid, name, mtime_secs, config FROM templates ORDER BY ntid, ord",
        ];
        for (at, sql) in sqls.iter().enumerate() {
            let mut statement = self.reader.connection.prepare(sql)?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                let parts = found.entry(number(row, 0)?).or_default();
                if parts[at].len() < limits::MAX_DEFINITIONS {
                    parts[at].push(notetype::Row {
                        name: text(row, 1)?,
                        modified_s: number(row, 2)?,
                        config: bytes(row, 3)?,
                    });
                }
            }
            if found.len() > limits::MAX_DEFINITIONS {
                break;
            }
        }
        Ok(found)
    }

    fn decks_of_table(&self) -> rusqlite::Result<HashMap<i64, String>> {
        let mut statement = self.reader.connection.prepare("SELECT id, name FROM decks")?;
        let decks = statement
            .query_map((), |row| Ok((number(row, 0)?, text(row, 1)?.replace(SEPARATOR, "::"))))?;
        decks.take(limits::MAX_DEFINITIONS).collect()
    }

    fn is_dummy(&self) -> rusqlite::Result<bool> {
        let sql = "SELECT flds FROM notes LIMIT 2";
        let mut statement = self.reader.connection.prepare(sql)?;
        let fields: Vec<String> =
            statement.query_map((), |row| text(row, 0))?.collect::<Result<_, _>>()?;
        Ok(matches!(fields.as_slice(), [only] if only.contains(DUMMY)))
    }
}

fn none_if_missing<T>(error: rusqlite::Error) -> rusqlite::Result<Option<T>> {
    match error {
        rusqlite::Error::QueryReturnedNoRows => Ok(None),
        error => Err(error),
    }
}

/// Opens the file for reading only, its views and triggers dead, its functions distrusted, and
/// everything in it bounded.
pub(super) fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, limits::MAX_VALUE_BYTES)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.set_limit(Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1)?;
    connection.execute_batch(
        "PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;",
    )?;
    // Anki's own order of names, which its newer tables are sorted by.
    connection.create_collation("unicase", |a, b| a.to_lowercase().cmp(&b.to_lowercase()))?;
    Ok(connection)
}

/// Refuses what stands where a table belongs but is none, or whose columns are worked out.
fn check(connection: &Connection, path: &Path) -> Result<(), PackageError> {
    let failed = |source| PackageError::Collection { path: path.to_owned(), source };
    match amiss(connection, &["col", "notes", "cards", "revlog"]).map_err(failed)? {
        Some(what) => Err(PackageError::Strange { path: path.to_owned(), what }),
        None => Ok(()),
    }
}

/// What is amiss with these tables: one is none, or has columns that are worked out.
pub(super) fn amiss(connection: &Connection, names: &[&str]) -> rusqlite::Result<Option<String>> {
    let tables = tables(connection)?;
    for name in names {
        if !tables.iter().any(|table| table == name) {
            return Ok(Some(format!("its `{name}` is no table")));
        }
        let hidden = "SELECT count(*) FROM pragma_table_xinfo(?1) WHERE hidden <> 0";
        let hidden: i64 = connection.query_row(hidden, [name], |row| row.get(0))?;
        if hidden > 0 {
            return Ok(Some(format!("its `{name}` has columns that are worked out")));
        }
    }
    Ok(None)
}

/// The names of the ordinary tables, in lower case.
pub(super) fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT lower(name) FROM pragma_table_list WHERE schema = 'main' AND type = 'table'";
    let mut statement = connection.prepare(sql)?;
    let names = statement.query_map((), |row| row.get(0))?;
    names.take(limits::MAX_DEFINITIONS).collect()
}

fn card(row: &Row<'_>) -> rusqlite::Result<Card> {
    Ok(Card {
        id: number(row, 0)?,
        note: number(row, 1)?,
        deck: number(row, 2)?,
        ordinal: number(row, 3)?,
        modified_s: number(row, 4)?,
        kind: number(row, 5)?,
        queue: number(row, 6)?,
        due: number(row, 7)?,
        interval: number(row, 8)?,
        factor: number(row, 9)?,
        reps: number(row, 10)?,
        lapses: number(row, 11)?,
        left: number(row, 12)?,
        home_due: number(row, 13)?,
        home_deck: number(row, 14)?,
        flags: number(row, 15)?,
        data: text(row, 16)?,
    })
}

/// A column as a number that need not be whole.
pub(super) fn real(row: &Row<'_>, at: usize) -> rusqlite::Result<f64> {
    Ok(match row.get_ref(at)? {
        ValueRef::Real(real) => real,
        #[expect(clippy::cast_precision_loss, reason = "an ease is a small number")]
        ValueRef::Integer(number) => number as f64,
        _ => 0.0,
    })
}

/// A column as a whole number, whatever a program wrote there; by place, for a row of each of
/// hundreds of thousands.
pub(super) fn number(row: &Row<'_>, at: usize) -> rusqlite::Result<i64> {
    Ok(match row.get_ref(at)? {
        ValueRef::Integer(number) => number,
        #[expect(
            clippy::cast_possible_truncation,
            reason = "saturates, and no whole number is lost"
        )]
        ValueRef::Real(real) => real as i64,
        ValueRef::Text(text) => {
            std::str::from_utf8(text).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(0)
        }
        ValueRef::Null | ValueRef::Blob(_) => 0,
    })
}

pub(super) fn text(row: &Row<'_>, at: usize) -> rusqlite::Result<String> {
    Ok(match row.get_ref(at)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            String::from_utf8_lossy(bytes).into_owned()
        }
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(real) => real.to_string(),
        ValueRef::Null => String::new(),
    })
}

fn bytes(row: &Row<'_>, at: usize) -> rusqlite::Result<Vec<u8>> {
    Ok(match row.get_ref(at)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.to_owned(),
        ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Null => Vec::new(),
    })
}
