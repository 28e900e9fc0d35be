//! `Q:` with `A:`, `C:` with `[gaps]`, `T:` with `{{c1::gaps}}`: fields at the start of lines.

use super::cloze::Marks;
use super::page::{Page, Row, tidy};
use super::signs::{Sign, Signs};
use super::{Found, Way, Written, gaps, sides};

/// What a line starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Question,
    /// A text with gaps in brackets.
    Brackets,
    /// A text with numbered gaps.
    Text,
    Choice,
    Answer,
    /// What is shown with the answer.
    Extra,
}

impl Field {
    const fn begins(self) -> bool {
        matches!(self, Self::Question | Self::Brackets | Self::Text)
    }
}

/// The field that a line starts, and the text behind it.
fn field(row: Row<'_>) -> Option<(Field, &str)> {
    if row.shut {
        return None;
    }
    let text = row.item().unwrap_or_else(|| row.trimmed());
    let bold = text.strip_prefix("**");
    let (head, rest) = bold.unwrap_or(text).split_once([':', '\u{ff1a}'])?;
    let rest = if bold.is_some() { rest.strip_prefix("**").unwrap_or(rest) } else { rest };
    let (letter, number) = (head.get(..1)?, head.get(1..)?);
    let numbered = !number.is_empty() && number.len() <= 2;
    let field = match letter {
        _ if !number.bytes().all(|byte| byte.is_ascii_digit()) => return None,
        "Q" => Field::Question,
        "A" => Field::Answer,
        "C" if numbered => Field::Choice,
        _ if numbered => return None,
        "C" => Field::Brackets,
        "T" => Field::Text,
        "E" | "M" => Field::Extra,
        _ => return None,
    };
    (rest.is_empty() || rest.starts_with([' ', '\t']) || bold.is_some())
        .then(|| (field, rest.trim_start()))
}

/// Whether a card begins at this line.
pub(super) fn begins(row: Row<'_>) -> bool {
    field(row).is_some_and(|(field, _)| field.begins())
}

/// Where the card that begins here ends. The id that Obsidian's plugin writes is its last line.
fn end(page: &Page<'_>, at: usize) -> usize {
    let end =
        page.find(at + 1, |row| row.out || row.is_rule() || row.heading().is_some() || begins(row));
    let rows = &page.rows[at..end];
    let id = rows.iter().position(|row| row.trimmed().starts_with("<!--ID"));
    id.map_or(end, |id| at + id + 1)
}

/// The fields of a card: each with its first line and the one behind its last.
fn parts(page: &Page<'_>, at: usize, end: usize) -> Vec<(Field, usize, usize)> {
    let mut found: Vec<(Field, usize, usize)> = Vec::new();
    for line in at..end {
        match (field(page.rows[line]), found.last_mut()) {
            (Some((field, _)), _) => found.push((field, line, line + 1)),
            (None, Some((_, _, end))) => *end = line + 1,
            (None, None) => {}
        }
    }
    found
}

fn text(page: &Page<'_>, from: usize, to: usize) -> String {
    let first = field(page.rows[from]).map_or("", |(_, rest)| rest);
    let rest = tidy(page.rows[from + 1..to].iter().map(|row| (row.text, row.shut)));
    let first = tidy(std::iter::once((first, false)));
    match (first.is_empty(), rest.is_empty()) {
        (true, _) => rest,
        (_, true) => first,
        _ if page.rows[from + 1].is_blank() => format!("{first}\n\n{rest}"),
        _ => format!("{first}\n{rest}"),
    }
}

/// The card that begins at a line.
pub(super) fn read(page: &Page<'_>, signs: Signs, at: usize) -> Option<Found> {
    if !signs.have(Sign::Fields) {
        return None;
    }
    let (kind, _) = field(page.rows[at]).filter(|(field, _)| field.begins())?;
    let end = end(page, at);
    Some(Found { cards: cards(page, kind, at, end), next: end })
}

fn cards(page: &Page<'_>, kind: Field, at: usize, end: usize) -> Vec<Written> {
    let parts = parts(page, at, end);
    let last = parts.iter().map(|(_, _, to)| *to).max().unwrap_or(end);
    let lines = (at, written_end(page, last));
    let of = |wanted: Field, between: &str| {
        let texts = parts.iter().filter(|(field, _, _)| *field == wanted);
        let texts = texts.map(|(_, from, to)| text(page, *from, *to));
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(between)
    };
    match kind {
        Field::Brackets => gaps("M02", &text(page, at, end), Marks::Brackets, lines),
        Field::Text => gaps("M08", &of(Field::Text, "\n"), Marks::Double, lines),
        _ => {
            let choices = parts.iter().filter(|(field, _, _)| *field == Field::Choice);
            let choices = choices.map(|(_, from, to)| page.text(*from, *to));
            let front = std::iter::once(of(Field::Question, "\n")).chain(choices);
            let (answer, extra) = (of(Field::Answer, "\n"), of(Field::Extra, "\n\n"));
            let back = if answer.is_empty() || extra.is_empty() {
                answer
            } else {
                format!("{answer}\n\n{extra}")
            };
            let front = front.collect::<Vec<_>>().join("\n");
            sides("M01", (front, back), lines, Way::Forth)
        }
    }
}

/// The end without the blank lines before it.
fn written_end(page: &Page<'_>, end: usize) -> usize {
    let blank = page.rows[..end].iter().rev().take_while(|row| row.is_blank()).count();
    end - blank
}

/// Whether cards of this form are what the note is for: at least two of them, and a third of what
/// is written; or one, and nothing else, or beside the name of
/// a deck of Anki. The questions of an audience at the end of a talk are fewer.
pub(super) fn prevail(page: &Page<'_>) -> bool {
    let (mut covered, mut found, mut at) = (0, 0, 0);
    while at < page.rows.len() {
        let Some((kind, _)) = field(page.rows[at]).filter(|(field, _)| field.begins()) else {
            at += 1;
            continue;
        };
        let end = end(page, at);
        if !cards(page, kind, at, end).is_empty() {
            found += 1;
            covered +=
                parts(page, at, end).iter().map(|part| first_paragraph(page, *part)).sum::<usize>();
        }
        at = end;
    }
    if found == 0 {
        return false;
    }
    if page.rows.iter().any(|row| row.text.starts_with("TARGET DECK")) {
        return true;
    }
    let counts = |row: &&Row<'_>| {
        let mark = row.trimmed().starts_with("<!--");
        !row.out && !row.is_blank() && !row.is_rule() && row.heading().is_none() && !mark
    };
    let written = page.rows.iter().filter(counts).count();
    if found == 1 { covered >= written } else { covered * 3 >= written }
}

/// Lines of a field up to the first blank one behind some text. What comes after may be prose.
fn first_paragraph(page: &Page<'_>, (_, from, to): (Field, usize, usize)) -> usize {
    let bare = field(page.rows[from]).is_some_and(|(_, rest)| rest.is_empty());
    let start = if bare { page.skip_blank(from + 1) } else { from + 1 };
    let end = page.find(start, |row| row.is_blank() || row.text.starts_with("<!--")).min(to);
    1 + end.saturating_sub(start)
}
