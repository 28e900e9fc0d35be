//! R34: the cells of a small table: its first column names, its head says what of.

use crate::cards::generate::grammar;
use crate::cards::generate::languages::{Ask, ask};
use crate::cards::generate::scene::{Proposal, Scene};
use crate::notes::blocks::Shape;
use crate::notes::kinds::Kind;
use crate::notes::language::Guess;
use crate::notes::words;
use std::collections::HashSet;

/// Heads of columns that say nothing of their rows.
const ASIDES: [&str; 8] =
    ["comment", "comments", "link", "links", "note", "notes", "slides", "url"];

/// A table, as far as it can be asked about.
struct Table<'a> {
    head: &'a [String],
    /// The index of each row's block, and its cells.
    rows: Vec<(usize, &'a [String])>,
}

/// "ROW: HEAD?" for each cell behind the first, in the note's language; true where the block is
/// the head of a table that was read.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    let Some(table) = table(scene, entry, index) else { return false };
    let language = scene.languages.of_text(entry, scene.block(index).text());
    let asides = |column: &usize| !ASIDES.contains(&words::lower(&table.head[*column]).as_ref());
    for column in (1..table.head.len()).filter(asides) {
        // A column of few values says little of any row.
        let values: HashSet<&str> =
            table.rows.iter().map(|(_, row)| row[column].as_str()).collect();
        let telling = values.len() * 2 > table.rows.len();
        for (at, row) in &table.rows {
            let cell = (table.head[column].as_str(), row[0].as_str(), row[column].as_str());
            let card = card(scene, (entry, *at), (language, column), cell, telling);
            scene.proposals.extend(card);
        }
    }
    for (at, _) in table.rows {
        scene.explain(&scene.block(at).lines, "skip:table");
        scene.take(at);
    }
    true
}

/// The table that starts at this row, if it is small and each row has a name of its own.
fn table<'a>(scene: &Scene<'a>, entry: usize, index: usize) -> Option<Table<'a>> {
    const MOST_COLUMNS: usize = 3;
    const MOST_ROWS: usize = 12;
    let cells = |at: usize| match &scene.block(at).shape {
        Shape::Row(cells) => Some(cells.as_slice()),
        _ => None,
    };
    let head = cells(index)?;
    let blocks = scene.entry(entry).blocks.iter().copied();
    let behind = blocks.skip_while(|at| *at <= index).zip(index + 1..);
    let adjoining = behind.take_while(|(at, next)| at == next);
    let mut rows = adjoining.map_while(|(at, _)| cells(at).map(|row| (at, row)));
    let (_, divider) = rows.next()?;
    let is_ruled =
        divider.iter().all(|cell| cell.contains('-') && !cell.contains(char::is_alphabetic));
    let rows: Vec<_> = rows.take(MOST_ROWS + 1).collect();
    let named = |text: &str| (1..=6).contains(&words::count(text)) && is_in_words(text);
    let distinct: HashSet<String> = rows.iter().map(|(_, row)| words::norm(&row[0])).collect();
    let fits = is_ruled
        && (2..=MOST_COLUMNS).contains(&head.len())
        && (2..=MOST_ROWS).contains(&rows.len())
        && rows.iter().all(|(_, row)| row.len() == head.len() && named(&row[0]))
        && head[1..].iter().all(|cell| named(cell))
        && distinct.len() == rows.len();
    fits.then_some(Table { head, rows })
}

/// Whether a cell is in words, not in signs: one letter of an alphabet is a sign.
fn is_in_words(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    letters > 1 && !text.contains(['$', '\\', '{']) && !text.contains("://")
}

/// The card of one cell.
fn card(
    scene: &Scene<'_>,
    (entry, index): (usize, usize),
    (language, column): (Guess, usize),
    (head, name, cell): (&str, &str, &str),
    telling: bool,
) -> Option<Proposal> {
    const SURE: u32 = 78;
    const OFFERED: u32 = 65;
    let placeholder = cell.contains('<') && !cell.contains('`');
    if !(1..=12).contains(&words::count(cell)) || cell.contains("://") || placeholder {
        return None;
    }
    let question = match language {
        Guess::English | Guess::Terse if says_what(head) => {
            format!("What is {}?", grammar::shown(name))
        }
        Guess::English | Guess::Terse => of_column(name, head),
        Guess::Known(language) => ask(language, Ask::Of(name, head)),
        Guess::Other => return None,
    };
    let lines = scene.block(index).lines.clone();
    let rule = ("R34", "table", if telling { SURE } else { OFFERED });
    Some(Proposal {
        fact: format!("{name} {head} {cell}"),
        order: (lines.first(), u32::try_from(column).unwrap_or(u32::MAX)),
        entity: name.to_owned(),
        entity_kind: Kind::Term,
        ..scene.card(entry, lines, rule, (question, cell.to_owned()))
    })
}

/// Whether a column says what the things of its rows are.
fn says_what(head: &str) -> bool {
    let head = head.to_lowercase();
    matches!(head.as_str(), "definition" | "description" | "meaning" | "what" | "what it is")
}

/// The question for a cell: of a property by its noun, of a world that the column stands for by
/// its name: "What is the port of `sshd`?", "What is \u{201c}Index\u{201d} in SQL?".
fn of_column(name: &str, head: &str) -> String {
    let name = grammar::shown(name);
    if words::is_technical(head) {
        return format!("What is {name} in {head}?");
    }
    let head = grammar::lower_first(head);
    format!("What {} the {head} of {name}?", grammar::be(&head))
}
