//! The configuration file: read with the line of each key, and edited without touching the rest.

use super::keys::{self, Kind};
use super::value::Value;
use crate::adapters::terminal::theme::Theme;
use crate::cli::failure::Failure;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use toml_edit::{Document, DocumentMut, Item, TableLike};

/// What a configuration file says.
#[derive(Debug, Default)]
pub(super) struct File {
    /// The value and the line of each key.
    pub(super) values: BTreeMap<String, (Value, usize)>,
    /// What is wrong, but harmless: each a line for a person.
    pub(super) warnings: Vec<String>,
}

impl File {
    /// Reads the file; one that is not there says nothing.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        match text_of(path)? {
            Some(text) => Self::of(path, &text),
            None => Ok(Self::default()),
        }
    }

    fn of(path: &Path, text: &str) -> Result<Self, Failure> {
        let document = Document::parse(text).map_err(|error| malformed(path, text, &error))?;
        let mut reader = Reader { path, text, file: Self::default() };
        reader.table("", document.as_table())?;
        Ok(reader.file)
    }
}

/// The text of the file, or `None` where there is no file.
fn text_of(path: &Path) -> Result<Option<String>, Failure> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            Err(Failure::usage(format!("could not read the configuration `{}`", path.display()))
                .caused_by(&error))
        }
    }
}

fn malformed(path: &Path, text: &str, error: &toml_edit::TomlError) -> Failure {
    let line = error.span().map_or(1, |span| line_of(text, span.start));
    Failure::usage(format!("{}:{line}: this is not TOML", path.display()))
        .because(error.message().to_owned())
        .hint("a setting looks like `new = 10` below a table such as `[limits]`")
}

/// The line, from 1, in which this byte stands.
fn line_of(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|byte| *byte == b'\n').count()
}

/// Goes through the tables of a file.
struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    file: File,
}

impl Reader<'_> {
    fn table(&mut self, prefix: &str, table: &dyn TableLike) -> Result<(), Failure> {
        for (key, item) in table.iter() {
            let name = if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") };
            let at = table.key(key).and_then(toml_edit::Key::span).map_or(0, |span| span.start);
            self.item(&name, item, line_of(self.text, at))?;
        }
        Ok(())
    }

    fn item(&mut self, name: &str, item: &Item, line: usize) -> Result<(), Failure> {
        let value = || item.as_value().and_then(Value::of);
        if let Some(key) = keys::find(name) {
            let value = key.judge(value()).map_err(|takes| self.wrong(name, &takes, line))?;
            self.file.values.insert(name.to_owned(), (value, line));
        } else if keys::family(name).is_some() {
            let Some(Value::Text(text)) = value() else {
                return Err(self.wrong(name, "a text", line));
            };
            self.file.values.insert(name.to_owned(), (Value::Text(text), line));
        } else if let Some(table) = item.as_table_like() {
            self.table(name, table)?;
        } else {
            self.unknown(name, line);
        }
        Ok(())
    }

    fn wrong(&self, name: &str, takes: &str, line: usize) -> Failure {
        Failure::usage(format!("{}:{line}: `{name}` takes {takes}", self.path.display()))
            .hint(format!("mend that line, or give it up with `recall config unset {name}`"))
    }

    fn unknown(&mut self, name: &str, line: usize) {
        let place = format!("{}:{line}", self.path.display());
        let meant = keys::nearest(name).map(|key| format!(": did you mean `{key}`?"));
        let meant = meant.unwrap_or_default();
        self.file.warnings.push(format!("{place}: there is no key `{name}`{meant}"));
    }
}

/// Writes a key into the file, or takes it out; everything else in it stays as it is, comments
/// too. Says whether anything was changed.
pub(super) fn write(path: &Path, name: &str, value: Option<&Value>) -> Result<bool, Failure> {
    let text = text_of(path)?.unwrap_or_default();
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| malformed(path, &text, &error))?;
    match value {
        Some(value) => put(&mut document, name, value),
        None => take(&mut document, name),
    }
    let edited = document.to_string();
    if edited == text {
        return Ok(false);
    }
    save(path, &edited).map_err(|error| {
        Failure::user(format!("could not write the configuration `{}`", path.display()))
            .caused_by(&error)
    })?;
    Ok(true)
}

fn put(document: &mut DocumentMut, name: &str, value: &Value) {
    let (table, key) = match name.split_once('.') {
        Some((table, key)) => {
            let table = document.entry(table).or_insert(toml_edit::table());
            (table.as_table_like_mut(), key)
        }
        None => (Some(document.as_table_mut() as &mut dyn TableLike), name),
    };
    let Some(table) = table else { return };
    let mut value = toml_edit::Value::from(value);
    match table.get_mut(key) {
        Some(item) => {
            // The comment behind the old value stays.
            if let Some(old) = item.as_value() {
                *value.decor_mut() = old.decor().clone();
            }
            *item = Item::Value(value);
        }
        None => {
            table.insert(key, Item::Value(value));
        }
    }
}

fn take(document: &mut DocumentMut, name: &str) {
    match name.split_once('.') {
        Some((table, key)) => {
            if let Some(table) = document.get_mut(table).and_then(Item::as_table_like_mut) {
                table.remove(key);
            }
        }
        None => {
            document.remove(name);
        }
    }
}

/// Replaces the file at once, through a link too, so that no half of it is ever read.
fn save(path: &Path, text: &str) -> std::io::Result<()> {
    let path: PathBuf = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    if let Ok(metadata) = std::fs::metadata(&path) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

/// Whether a key can have this value; the error says what it takes.
pub(super) fn judged(name: &str, word: &str) -> Result<Value, Failure> {
    let wrong = |takes: String| Failure::usage(format!("`{name}` takes {takes}"));
    if let Some(key) = keys::find(name) {
        let value = match key.kind {
            Kind::Text => Value::Text(word.to_owned()),
            _ => Value::of_word(word),
        };
        return key.judge(Some(value)).map_err(wrong);
    }
    if let Some((family, role)) = keys::family(name) {
        if family.table == keys::THEME {
            Theme::BUILT_IN.with(role, word).map_err(|error| Failure::usage(error.to_string()))?;
        }
        return Ok(Value::Text(word.to_owned()));
    }
    let failure = Failure::usage(format!("there is no key `{name}`"));
    Err(match keys::nearest(name) {
        Some(key) => failure.hint(format!("did you mean `{key}`?")),
        None => failure.hint("`recall config show` lists them"),
    })
}
