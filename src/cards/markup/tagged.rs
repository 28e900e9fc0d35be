//! Lines that a tag makes the front of a card: `#card`, `#flashcard`.

use super::cloze::Marks;
use super::page::{Page, Row};
use super::signs::{Sign, Signs, deletes, is_card_tag};
use super::{Found, Way, gaps, sides};

/// The rule of all of them.
const RULE: &str = "M09";

/// How the tag of a line wants it asked, where it has one outside of code.
pub(super) fn tag(row: Row<'_>) -> Option<Way> {
    if row.shut || !(row.text.contains("#card") || row.text.contains("#flashcard")) {
        return None;
    }
    row.text.split_whitespace().rev().find_map(|word| {
        let way = is_card_tag(word.strip_prefix('#')?.trim_end_matches([',', '.']))?;
        let at = word.as_ptr() as usize - row.text.as_ptr() as usize;
        row.text[..at].matches('`').count().is_multiple_of(2).then_some(way)
    })
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
    let mut kept = rest.to_owned();
    while let Some(word) = kept.split_whitespace().find(|word| makes_card(word)) {
        let at = word.as_ptr() as usize - kept.as_ptr() as usize;
        let (before, behind) = (kept[..at].trim_end(), kept[at + word.len()..].trim_start());
        kept = [before, behind].join(if before.is_empty() { "" } else { " " });
    }
    tags.reverse();
    (kept.trim().to_owned(), tags)
}

/// The cards of a line with such a tag.
pub(super) fn read(page: &Page<'_>, signs: Signs, at: usize) -> Option<Found> {
    let row = page.rows[at];
    let way = tag(row).filter(|_| signs.have(Sign::Tag))?;
    let text = row.heading().map(|(_, text)| text).or_else(|| row.item());
    let (front, tags) = untagged(text.unwrap_or_else(|| row.trimmed()));
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
        let base = row.indent();
        let end = page
            .find(at + 1, |row| row.out || (!row.is_blank() && !row.shut && row.indent() <= base));
        let blank = page.rows[at + 1..end].iter().rev().take_while(|row| row.is_blank()).count();
        let end = end - blank;
        let nested = page.rows[at + 1..end].iter().any(|row| is_tagged(*row));
        return (at + 1, end, if nested { at + 1 } else { end });
    }
    let stop = page.find(at + 1, stops);
    let ruled = page.rows.get(stop).is_some_and(|row| row.is_rule());
    if row.text.contains("#flashcard") && ruled {
        return (at + 1, stop, stop);
    }
    let start = page.skip_blank(at + 1).min(stop);
    let end = page.find(start, Row::is_blank).min(stop);
    (start, end, end)
}

/// What is nested under an item, without the properties that Logseq keeps there. A single item
/// loses its bullet.
fn under_item(page: &Page<'_>, from: usize, end: usize) -> String {
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
