//! A table's file as rows, each with what is known about the note that it is.

use super::TableError;
use super::columns::{Columns, Mapping};
use super::head::{self, Head};
use super::kinds;
use super::records::{self, Record, Style};
use crate::adapters::anki::html::{escaped, to_html};
use crate::notes::bytes;
use std::io::Read as _;
use std::path::Path;

/// Signs by which a text that does not say so is HTML.
const MARKUP: [&str; 9] = ["<br", "<div", "<b>", "<i>", "<p>", "<img ", "<span", "&nbsp;", "<li>"];

/// What the values of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Html,
    Plain,
    Markdown,
}

/// A row that is a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The line on which it begins.
    pub(super) line: u32,
    /// What it is known by.
    pub(super) id: Option<String>,
    /// The name of its notetype.
    pub(super) kind: String,
    /// Its deck.
    pub(super) deck: Option<String>,
    /// Its tags; none where the table says nothing about tags.
    pub(super) tags: Option<Vec<String>>,
    /// Its fields as they stand in the file, up to the last that is not empty.
    pub(super) values: Vec<String>,
    /// The same as HTML.
    pub(super) fields: Vec<String>,
}

/// A table that was read.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) rows: Vec<Row>,
    /// The lines of rows that ask nothing.
    pub(super) empty: Vec<u32>,
    pub(super) columns: Columns,
    pub(super) language: Language,
    /// Whether it is Anki's text: its ids are those of notes anywhere.
    pub(super) is_anki: bool,
}

/// Reads a table.
pub(super) fn read(path: &Path, mappings: &[Mapping]) -> Result<Sheet, TableError> {
    let text = text_of(path)?;
    let is_anki = head::is_there(&text);
    let (head, rest) = if is_anki { head::read(&text) } else { (Head::default(), text.as_str()) };
    let separator = head.separator.unwrap_or_else(|| records::separator(rest));
    let style = Style { separator, has_comments: is_anki };
    let unclosed = |line| TableError::Unclosed { path: path.to_owned(), line };
    let records =
        records::read(rest, head.lines + 1, style).map_err(|error| unclosed(error.line))?;
    let first = records.first().ok_or_else(|| TableError::Empty { path: path.to_owned() })?;
    let names = match &head.columns {
        Some(line) => records::read(line, 1, style).map_err(|error| unclosed(error.line))?,
        None => Vec::new(),
    };
    let names = names.first().map(|record| record.values.clone());
    let columns = columns_of(&head, is_anki, names, (&records, first), mappings);
    let columns = columns.map_err(|unknown| {
        let seen = first.values.iter().map(|value| value.trim().to_owned()).collect();
        TableError::unknown(path, unknown, seen)
    })?;
    let language = match head.is_html {
        Some(true) => Language::Html,
        Some(false) => Language::Plain,
        None if is_anki && MARKUP.iter().any(|sign| rest.contains(sign)) => Language::Html,
        None if is_anki => Language::Plain,
        None => Language::Markdown,
    };
    let mut table = Sheet { rows: Vec::new(), empty: Vec::new(), columns, language, is_anki };
    for record in &records[usize::from(table.columns.has_names)..] {
        match row_of(record, &head, &table) {
            Some(row) => table.rows.push(row),
            None => table.empty.push(record.line),
        }
    }
    Ok(table)
}

fn text_of(path: &Path) -> Result<String, TableError> {
    let mut bytes = Vec::new();
    let most = bytes::MAX_BYTES as u64 + 1;
    std::fs::File::open(path)
        .and_then(|file| file.take(most).read_to_end(&mut bytes))
        .map_err(|source| TableError::Read { path: path.to_owned(), source })?;
    let decoded = bytes::decode(&bytes)
        .map_err(|source| TableError::NotText { path: path.to_owned(), source })?;
    Ok(decoded.text)
}

fn columns_of(
    head: &Head,
    is_anki: bool,
    names: Option<Vec<String>>,
    (records, first): (&[Record], &Record),
    mappings: &[Mapping],
) -> Result<Columns, super::Unknown> {
    let has_head_names = names.is_some();
    let count = records.iter().map(|record| record.values.len()).max().unwrap_or(0);
    let columns = match (mappings, names) {
        ([], names) if is_anki => Columns::of_head(head, &names.unwrap_or_default(), count),
        ([], names) => Columns::of_names(&names.unwrap_or_else(|| first.values.clone()))?,
        (mappings, names) => {
            let names = names.unwrap_or_else(|| first.values.clone());
            Columns::of_mappings(&names, mappings)?
        }
    };
    Ok(Columns { has_names: columns.has_names && !has_head_names, ..columns })
}

/// The note that a record is; none where it asks nothing.
fn row_of(record: &Record, head: &Head, table: &Sheet) -> Option<Row> {
    let columns = &table.columns;
    let said = |column: Option<usize>| {
        let value = record.value(column?);
        (!value.is_empty()).then(|| value.to_owned())
    };
    // Anki's fields come back as they were, blanks and all; what people write in a table is words.
    let value = |column| if table.is_anki { record.as_it_is(column) } else { record.value(column) };
    let mut values: Vec<String> =
        columns.fields.iter().map(|(column, _)| value(*column).to_owned()).collect();
    while values.last().is_some_and(String::is_empty) {
        values.pop();
    }
    if values.first()?.trim().is_empty() {
        return None;
    }
    let tags = columns.tags.map(|column| tags(record.value(column), table.is_anki));
    let has_tags = tags.is_some() || !head.tags.is_empty();
    let tags = has_tags.then(|| head.tags.iter().cloned().chain(tags.unwrap_or_default()));
    let kind = said(columns.notetype).or_else(|| head.notetype.clone());
    Some(Row {
        line: record.line,
        id: said(columns.id),
        kind: kind.unwrap_or_else(|| kinds::NONE.to_owned()),
        deck: said(columns.deck).or_else(|| head.deck.clone()),
        tags: tags.map(Iterator::collect),
        fields: values.iter().map(|value| html(value, table.language)).collect(),
        values,
    })
}

/// The tags of a value: in Anki's text between blanks, elsewhere also between commas.
fn tags(value: &str, is_anki: bool) -> Vec<String> {
    let is_between = |c: char| c.is_whitespace() || (!is_anki && matches!(c, ',' | ';'));
    let words = value.split(is_between).map(|tag| tag.trim_start_matches('#'));
    words.filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}

fn html(value: &str, language: Language) -> String {
    match language {
        Language::Html => value.to_owned(),
        Language::Plain => escaped(value).replace('\n', "<br>"),
        Language::Markdown => to_html(value, &mut |name| Some(name.to_owned())),
    }
}
