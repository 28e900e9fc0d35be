//! `recall import` of tables: text that Anki exported, CSV and TSV.

use crate::adapters::anki::read::table::is_anki_text;
use crate::adapters::anki::read::table::take::{Request, Table, TakenTable};
use crate::cli::Context;
use crate::cli::args::ImportArgs;
use crate::cli::failure::{Failure, count};
use crate::cli::package::{self, Report};
use crate::render::sanitize::visible;
use serde::Serialize;
use std::path::Path;

/// Endings of the names of tables.
const ENDINGS: [&str; 2] = ["csv", "tsv"];

/// How many lines a message names.
const LINES: usize = 5;

/// What an import of a table did, as a script reads it.
#[derive(Debug, Serialize)]
struct TableReport<'a> {
    #[serde(flatten)]
    report: Report,
    /// Lines of rows that ask nothing.
    empty_rows: &'a [u32],
    /// Lines of rows whose id an earlier row has.
    repeated_rows: &'a [u32],
    /// Notetypes whose cards could only be guessed.
    unknown_notetypes: Vec<&'a str>,
    /// Columns that nothing was made of.
    unused_columns: &'a [String],
    /// Notes that are no longer in the table; they stay.
    gone: u32,
}

/// Whether a path is that of a table: by its name, by what Anki writes first into a text, or
/// since the command says what its columns are.
pub(super) fn is_one(path: &Path, args: &ImportArgs) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let is_named = ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known));
    let is_text =
        || ending.eq_ignore_ascii_case("txt") && (!args.map.is_empty() || is_anki_text(path));
    (is_named || is_text()) && !path.is_dir()
}

/// Imports a table, as a step of its own.
pub(super) fn import(context: &Context, path: &Path, args: &ImportArgs) -> Result<(), Failure> {
    let request = Request { deck: args.deck.as_deref(), dry_run: args.dry_run };
    let seed = context.env.seed()?;
    let table = Table::open(path, &args.map)?;
    let taken = package::into_store(context, args.dry_run, |store| {
        Ok(table.take(store, &context.clock, seed, request)?)
    })?;
    if context.ui.json() {
        return context.ui.json_line(&report(path, &taken));
    }
    package::say(context, path, args.dry_run, &taken.taken);
    say(context, &taken);
    Ok(())
}

fn report<'a>(path: &Path, taken: &'a TakenTable) -> TableReport<'a> {
    TableReport {
        report: Report::of(path, &taken.taken),
        empty_rows: &taken.empty,
        repeated_rows: &taken.doubles,
        unknown_notetypes: taken.unknown_kinds.iter().map(String::as_str).collect(),
        unused_columns: &taken.unused,
        gone: taken.gone,
    }
}

/// What did not come in, or needs a look.
fn say(context: &Context, taken: &TakenTable) {
    let ui = &context.ui;
    for (lines, why) in
        [(&taken.empty, "they ask nothing"), (&taken.doubles, "an earlier row has their id")]
    {
        if !lines.is_empty() {
            let rows = count(u64::try_from(lines.len()).unwrap_or(u64::MAX), "row");
            ui.warn(format!("{rows} left out, since {why}: {}", places(lines)));
        }
    }
    if !taken.unknown_kinds.is_empty() {
        let kinds = quoted(taken.unknown_kinds.iter());
        ui.say(format!(
            "{kinds}: text does not hold their templates, so the first field asks for the others; \
             a package brings all their cards"
        ));
    }
    if !taken.unused.is_empty() {
        ui.say(format!("columns that are no part of a card: {}", quoted(taken.unused.iter())));
    }
    if taken.gone > 0 {
        let notes = count(taken.gone, "note");
        ui.say(format!("{notes} that it had before are no longer in it; their cards stay"));
    }
}

/// The lines of rows, the first few by number.
fn places(lines: &[u32]) -> String {
    let shown: Vec<String> = lines.iter().take(LINES).map(u32::to_string).collect();
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    let more = if lines.len() > LINES { ", ..." } else { "" };
    format!("{noun} {}{more}", shown.join(", "))
}

fn quoted<'a>(names: impl Iterator<Item = &'a String>) -> String {
    names.map(|name| format!("`{}`", visible(name))).collect::<Vec<_>>().join(", ")
}
