//! Blocks with a line that opens and one that closes them, and callouts that are cards.

use super::cloze::Marks;
use super::page::{Page, tidy};
use super::signs::{Sign, Signs};
use super::{Found, Way, Written, gaps, sides};

/// Lines that open a block, with those that may close it.
const BLOCKS: [(&str, &[&str]); 3] =
    [("START", &["END"]), ("START_CARD", &["END_CARD"]), ("%%ANKI", &["END%%", "%%", "ANKI%%"])];

/// Callouts that are cards.
const CALLOUTS: [&str; 5] = ["sr", "srs", "card", "flashcard", "anki"];

/// Names of the fields of a note of Anki.
const FIELDS: [(&str, Field); 9] = [
    ("Front", Field::Front),
    ("Question", Field::Front),
    ("Text", Field::Front),
    ("Back Extra", Field::Extra),
    ("Back", Field::Back),
    ("Answer", Field::Back),
    ("Extra", Field::Extra),
    ("Tags", Field::Tags),
    ("Deck", Field::Deck),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Front,
    Back,
    Extra,
    Tags,
    Deck,
}

/// Where the block ends that opens at a line: the line that closes it.
fn closes(page: &Page<'_>, at: usize) -> Option<usize> {
    let text = page.rows[at].text.trim();
    let (_, ends) = BLOCKS.iter().find(|(open, _)| *open == text)?;
    let close = page.find(at + 1, |row| {
        let text = row.text.trim();
        ends.contains(&text) || BLOCKS.iter().any(|(open, _)| *open == text)
    });
    let closed = page.rows.get(close).is_some_and(|row| ends.contains(&row.text.trim()));
    (closed && close > at + 2).then_some(close)
}

/// Whether a block, a card on one line or a callout that is a card opens here.
pub(super) fn opens(page: &Page<'_>, at: usize) -> bool {
    let text = page.rows[at].text;
    (text.contains("STARTI ") && inline(text).is_some())
        || callout(text).is_some()
        || closes(page, at).is_some()
}

/// Whether one of them begins here, in a note that has such.
pub(super) fn begins(page: &Page<'_>, signs: Signs, at: usize) -> bool {
    signs.have(Sign::Block) && !page.rows[at].shut && opens(page, at)
}

/// The cards of the block that opens at a line.
pub(super) fn read(page: &Page<'_>, signs: Signs, at: usize) -> Option<Found> {
    if !signs.have(Sign::Block) || page.rows[at].shut {
        return None;
    }
    if let Some(close) = closes(page, at) {
        let rule = if page.rows[at].text.trim() == "%%ANKI" { "M12" } else { "M10" };
        let lines: Vec<(&str, bool)> =
            page.rows[at + 1..close].iter().map(|row| (row.text, row.shut)).collect();
        return Some(Found { cards: note(rule, &lines, (at, close + 1)), next: close + 1 });
    }
    let text = page.rows[at].text;
    if let Some(body) = inline(text) {
        return Some(Found { cards: on_one_line(body, (at, at + 1)), next: at + 1 });
    }
    callout(text).map(|title| boxed(page, signs, at, title))
}

/// The body of a card on one line: `STARTI [Basic] … ENDI`.
fn inline(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("STARTI ")?;
    let (body, _) = rest.split_once("ENDI")?;
    body.trim_start().starts_with('[').then(|| body.trim())
}

fn on_one_line(body: &str, lines: (usize, usize)) -> Vec<Written> {
    let Some((kind, rest)) = body.trim_start_matches('[').split_once(']') else {
        return Vec::new();
    };
    let mut cuts: Vec<usize> =
        FIELDS.iter().filter_map(|(name, _)| rest.find(&format!(" {name}: "))).collect();
    cuts.sort_unstable();
    let mut rows = vec![kind];
    let mut from = 0;
    for cut in cuts.into_iter().chain([rest.len()]) {
        rows.push(rest[from..cut].trim());
        from = cut;
    }
    let rows: Vec<(&str, bool)> = rows.into_iter().map(|row| (row, false)).collect();
    note("M11", &rows, lines)
}

/// The field that a line starts, and the text behind its name.
fn field(text: &str) -> Option<(Field, &str)> {
    FIELDS.iter().find_map(|(name, field)| {
        let rest = text.trim_start().strip_prefix(name)?.strip_prefix(':')?;
        Some((*field, rest.trim_start()))
    })
}

/// The cards of a note of Anki: the name of its type, then its fields.
fn note(rule: &'static str, rows: &[(&str, bool)], lines: (usize, usize)) -> Vec<Written> {
    let Some(((kind, _), rows)) = rows.split_first() else { return Vec::new() };
    let mut parts: Vec<(Field, Vec<(&str, bool)>)> = vec![(Field::Front, Vec::new())];
    for (text, shut) in rows.iter().copied() {
        let ruled = text.len() >= 3 && text.bytes().all(|byte| byte == b'-');
        match field(text).filter(|_| !shut) {
            Some((field, rest)) => parts.push((field, vec![(rest, false)])),
            None if ruled && !shut => {}
            None => {
                if let Some((_, part)) = parts.last_mut() {
                    part.push((text, shut));
                }
            }
        }
    }
    let of = |wanted: Field| {
        let texts = parts.iter().filter(|(field, _)| *field == wanted);
        let texts = texts.map(|(_, rows)| tidy(rows.iter().copied()));
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
    };
    let mut back = of(Field::Back);
    let extra = of(Field::Extra);
    let kind = kind.to_lowercase();
    let mut cards = if kind.contains("cloze") {
        gaps(rule, &of(Field::Front), Marks::Braces, lines)
    } else {
        if !extra.is_empty() {
            back = format!("{back}\n\n{extra}");
        }
        let way = if kind.contains("reverse") { Way::Both } else { Way::Forth };
        sides(rule, (of(Field::Front), back), lines, way)
    };
    let tags: Vec<String> = of(Field::Tags).split_whitespace().map(str::to_owned).collect();
    for card in &mut cards {
        card.tags.clone_from(&tags);
    }
    cards
}

/// The title of a callout that is a card.
fn callout(text: &str) -> Option<&str> {
    let rest = text.trim_start().strip_prefix('>')?.trim_start().strip_prefix("[!")?;
    let (name, title) = rest.split_once(']')?;
    let known = CALLOUTS.contains(&name.to_lowercase().as_str());
    known.then(|| title.trim_start_matches(['+', '-']).trim())
}

fn boxed(page: &Page<'_>, signs: Signs, at: usize, title: &str) -> Found {
    let end = page.find(at + 1, |row| !row.trimmed().starts_with('>'));
    let unquoted: Vec<&str> = page.rows[at + 1..end]
        .iter()
        .map(|row| {
            let rest = row.trimmed().trim_start_matches('>');
            rest.strip_prefix(' ').unwrap_or(rest)
        })
        .collect();
    let inner = Page::of_lines(unquoted.iter().copied());
    let whole = inner.text(0, inner.rows.len());
    let cards = if title.is_empty() {
        super::paragraph::within(&inner, signs, (at, end))
    } else {
        sides("M13", (title.to_owned(), whole), (at, end), Way::Forth)
    };
    Found { cards, next: end }
}
