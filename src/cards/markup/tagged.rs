//! Lines that a tag makes the front of a card: `#card`, `#flashcard`.

use super::cloze::Marks;
use super::page::{Page, Row, are_too_long};
use super::signs::{Sign, Signs, deletes, is_card_tag, outside_code};
use super::{Found, Way, gaps, sides};

/// The rule of all of them.
const RULE: &str = "M09";

/// How the tag of a line wants it asked, where it has one outside of code.
pub(super) fn tag(row: Row<'_>) -> Option<Way> {
    if row.shut
        || !row.text.contains('#')
        || !(row.text.contains("#card") || row.text.contains("#flashcard"))
    {
        return None;
    }
    let words = outside_code(row.text).flat_map(|(_, part)| part.split_whitespace());
    words
        .filter_map(|word| is_card_tag(word.strip_prefix('#')?.trim_end_matches([',', '.'])))
        .last()
}

/// How a line that is the front of a card is asked.
pub(super) fn way(row: Row<'_>, signs: Signs) -> Option<Way> {
    tag(row).filter(|_| signs.have(Sign::Tag)).or(leads(row, signs).then_some(Way::Forth))
}

/// Whether a line leads in to what a plugin of Obsidian was told to take as the back: `… #!`.
fn leads(row: Row<'_>, signs: Signs) -> bool {
    signs.have(Sign::Ids) && !row.shut && row.text.ends_with(" #!")
}

/// The text without the tags that make it a card and those at its end, and these.
fn untagged(text: &str) -> (String, Vec<String>) {
    let is_tag = |word: &str| {
        word.strip_prefix('#').is_some_and(|name| name.starts_with(char::is_alphabetic))
    };
    let mut tags = Vec::new();
    let mut rest = text.trim();
    while let Some(word) = rest.split_whitespace().next_back().filter(|word| is_tag(word)) {
        tags.push(word.to_owned());
        rest = rest[..rest.len() - word.len()].trim_end();
    }
    let makes_card = |word: &str| {
        word.strip_prefix('#').is_some_and(|name| is_card_tag(name.trim_end_matches(',')).is_some())
    };
    let (mut kept, mut from) = (Vec::new(), 0);
    for word in rest.split_whitespace().filter(|word| makes_card(word)) {
        let at = word.as_ptr() as usize - rest.as_ptr() as usize;
        kept.push(rest[from..at].trim());
        from = at + word.len();
    }
    kept.push(rest[from..].trim());
    kept.retain(|part| !part.is_empty());
    tags.reverse();
    (kept.join(" "), tags)
}

/// The cards of a line with such a tag.
pub(super) fn read(page: &Page<'_>, signs: Signs, at: usize) -> Option<Found> {
    let row = page.rows[at];
    let way = way(row, signs)?;
    let text = row.heading().map(|(_, text)| text).or_else(|| row.item());
    let text = text.unwrap_or_else(|| row.trimmed());
    let lead = text.strip_suffix("#!").filter(|_| leads(row, signs));
    let (front, tags) = untagged(lead.unwrap_or(text));
    let (from, end, next) = extent(page, at);
    let lines = (at, end);
    let back =
        if row.item().is_some() { under_item(page, from, end) } else { page.text(from, end) };
    let mut cards = if deletes(&front) {
        gaps(RULE, &front, Marks::Double, lines)
    } else if let Some((front, back, split)) = super::paragraph::split(&front, true) {
        let way = if way == Way::Both { way } else { split };
        sides(RULE, (front.to_owned(), back.to_owned()), (at, at + 1), way)
    } else if front.is_empty() {
        Vec::new()
    } else {
        sides(RULE, (front, back), lines, way)
    };
    for card in &mut cards {
        card.tags.clone_from(&tags);
    }
    Some(Found { cards, next })
}

/// Where the back starts and ends, and where to read on.
fn extent(page: &Page<'_>, at: usize) -> (usize, usize, usize) {
    let row = page.rows[at];
    let is_tagged = |row: Row<'_>| tag(row).is_some();
    let stops =
        |row: Row<'_>| row.out || row.heading().is_some() || row.is_rule() || is_tagged(row);
    if row.heading().is_some() {
        let end = page.find(at + 1, stops);
        return (at + 1, end, end);
    }
    if row.item().is_some() {
        let base = row.indent;
        let end = page
            .find(at + 1, |row| row.out || (!row.is_blank() && !row.shut && row.indent <= base));
        let blank = page.rows[at + 1..end].iter().rev().take_while(|row| row.is_blank()).count();
        let end = end - blank;
        let nested = page.rows[at + 1..end].iter().any(|row| is_tagged(*row));
        return (at + 1, end, if nested { at + 1 } else { end });
    }
    let stop = page.find(at + 1, |row| stops(row) || row.is_id());
    if page.rows.get(stop).is_some_and(|row| row.is_id()) {
        return (at + 1, stop, stop + 1);
    }
    let ruled = page.rows.get(stop).is_some_and(|row| row.is_rule());
    if row.text.contains("#flashcard") && ruled {
        return (at + 1, stop, stop);
    }
    let start = page.skip_blank(at + 1).min(stop);
    let end = page.rows[start..stop].iter().position(|row| row.is_blank());
    let end = end.map_or(stop, |at| start + at);
    (start, end, end)
}

/// What is nested under an item, without the properties that Logseq keeps there. A single item
/// loses its bullet.
fn under_item(page: &Page<'_>, from: usize, end: usize) -> String {
    if are_too_long(&page.rows[from..end]) {
        return String::new();
    }
    let is_property = |row: &Row<'_>| {
        let text = row.item().unwrap_or_else(|| row.trimmed());
        let key = text.split_once("::").map_or("", |(key, _)| key);
        !row.shut
            && key.starts_with(|c: char| c.is_ascii_lowercase())
            && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    let rows: Vec<Row<'_>> =
        page.rows[from..end].iter().filter(|row| !is_property(row)).copied().collect();
    match rows.as_slice() {
        [one] => super::page::without_marks(one.item().unwrap_or_else(|| one.trimmed())),
        rows => super::page::tidy(rows.iter().map(|row| (row.text, row.shut))),
    }
}
