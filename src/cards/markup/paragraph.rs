//! Paragraphs: `front :: back`, a `?` between lines, gaps, and cards with a brain at the end.

use super::cloze::Marks;
use super::page::{Page, Row, without_marks};
use super::schedule;
use super::signs::{BRAIN, Sign, Signs, deletes};
use super::{Found, Way, Written, gaps, sides};
use crate::notes::words;

/// The cards of the paragraph that starts at a line.
pub(super) fn read(page: &Page<'_>, signs: Signs, at: usize) -> Found {
    let row = page.rows[at];
    if row.heading().is_some() || row.is_rule() {
        return Found { cards: Vec::new(), next: at + 1 };
    }
    let mut end = page.paragraph(at);
    if let Some(other) = (at + 1..end).find(|line| super::begins(page, signs, *line)) {
        end = other;
    }
    let mut cards = cards(page, signs, (at, end));
    scheduled(page, &mut cards, (at, end));
    Found { cards, next: end }
}

/// The cards inside of a callout, which stand in these lines of the note.
pub(super) fn within(page: &Page<'_>, signs: Signs, lines: (usize, usize)) -> Vec<Written> {
    let signs = signs.with_repetition();
    let mut found = Vec::new();
    let mut at = 0;
    while at < page.rows.len() {
        let end = page.paragraph(at);
        found.extend(cards(page, signs, (at, end)));
        at = end.max(at + 1);
    }
    for card in &mut found {
        card.rule = "M13";
        card.lines = lines;
    }
    found
}

fn cards(page: &Page<'_>, signs: Signs, (from, end): (usize, usize)) -> Vec<Written> {
    let repeats = signs.have(Sign::Repetition) || signs.have(Sign::Deck);
    if repeats || signs.have(Sign::Question) {
        let cut = (from + 1..end.saturating_sub(1))
            .find(|at| !page.rows[*at].shut && matches!(page.rows[*at].trimmed(), "?" | "??"));
        if let Some(cut) = cut {
            let (rule, way) = match page.rows[cut].trimmed() {
                "?" => ("M05", Way::Forth),
                _ => ("M06", Way::Both),
            };
            let both = (page.text(from, cut), page.text(cut + 1, end));
            return sides(rule, both, (from, end), way);
        }
    }
    let marks = match () {
        () if signs.have(Sign::Deck) || has_id(page, end) => Some(Marks::Braces),
        () if signs.have(Sign::Repetition) => Some(Marks::Highlights),
        () if signs.have(Sign::Deletion) => Some(Marks::Double),
        () => None,
    };
    let (mut found, mut rest) = (Vec::new(), from);
    for at in from..end {
        let one = on_one_line(page.rows[at], signs, at);
        let starts_item = page.rows[at].item().is_some();
        if !one.is_empty() || starts_item {
            found.extend(marks.iter().flat_map(|marks| clozes(page, *marks, (rest, at))));
            rest = if one.is_empty() { at } else { at + 1 };
        }
        found.extend(one);
    }
    found.extend(marks.iter().flat_map(|marks| clozes(page, *marks, (rest, end))));
    found
}

/// Whether Anki knows a card that ends here: its id is the last line.
fn has_id(page: &Page<'_>, end: usize) -> bool {
    page.rows[end - 1].is_id()
}

fn clozes(page: &Page<'_>, marks: Marks, (from, end): (usize, usize)) -> Vec<Written> {
    if from >= end || page.rows[from..end].iter().any(|row| row.shut) {
        return Vec::new();
    }
    let text = page.text(from, end);
    let item = page.rows[from].item().filter(|_| end == from + 1).map(without_marks);
    let text = item.unwrap_or(text);
    let rule = if deletes(&text) { "M08" } else { "M07" };
    gaps(rule, &text, marks, (from, end))
}

fn on_one_line(row: Row<'_>, signs: Signs, at: usize) -> Vec<Written> {
    let text = without_marks(row.item().unwrap_or_else(|| row.trimmed()));
    let lines = (at, at + 1);
    if row.shut || deletes(&text) {
        return Vec::new();
    }
    if let Some((front, back, tags)) = micro(&text).filter(|_| signs.have(Sign::Micro)) {
        let mut cards = sides("M15", (front.to_owned(), back.to_owned()), lines, Way::Forth);
        for card in &mut cards {
            card.tags.clone_from(&tags);
        }
        return cards;
    }
    let tight = signs.have(Sign::Repetition) || signs.have(Sign::Deck);
    if !tight && !signs.have(Sign::Pairs) {
        return Vec::new();
    }
    let Some((front, back, way)) = split(&text, tight) else { return Vec::new() };
    let rule = if way == Way::Both { "M04" } else { "M03" };
    sides(rule, (front.to_owned(), back.to_owned()), lines, way)
}

/// The sides of `front :: back` or `front ::: back`, and which ways they are asked; blanks
/// around the sign may be missing where the note is known to hold such cards.
pub(super) fn split(text: &str, tight: bool) -> Option<(&str, &str, Way)> {
    let bytes = text.as_bytes();
    let (mut at, mut code, mut maths) = (0, false, false);
    while at < bytes.len() {
        match bytes[at] {
            b'`' => code = !code,
            b'$' => maths = !maths,
            b':' if !code && !maths && text[at..].starts_with("::") => {
                let run = bytes[at..].iter().take_while(|byte| **byte == b':').count();
                let (front, back) = (&text[..at], &text[at + run..]);
                let spaced =
                    front.ends_with(char::is_whitespace) && back.starts_with(char::is_whitespace);
                let full = !front.trim().is_empty() && !back.trim().is_empty();
                if (2..=3).contains(&run) && full && (spaced || tight) {
                    let way = if run == 3 { Way::Both } else { Way::Forth };
                    return Some((front.trim(), back.trim(), way));
                }
                at += run - 1;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// The sides and tags of `front : back`, with a brain behind; or of `#brain front ->->-> back`.
pub(super) fn micro(text: &str) -> Option<(&str, &str, Vec<String>)> {
    let (body, behind) = words::cut(text, BRAIN)?;
    if let Some((front, back)) = behind.split_once("->->->").filter(|_| body == "#") {
        let full = !front.trim().is_empty() && !back.trim().is_empty();
        return full.then(|| (front.trim(), back.trim(), Vec::new()));
    }
    let tags: Vec<String> = behind.split_whitespace().map(str::to_owned).collect();
    if tags.iter().any(|tag| !tag.starts_with('#')) {
        return None;
    }
    let (front, back) = body.split_once(" : ")?;
    let full = !front.trim().is_empty() && !back.trim().is_empty();
    full.then(|| (front.trim(), back.trim(), tags))
}

/// Whether pairs on one line are what the note is for: three of them at least, and half of what
/// is written. A type in a programming language is no pair.
pub(super) fn prevail(page: &Page<'_>) -> bool {
    let pair = |row: &&Row<'_>| {
        let text = row.item().unwrap_or_else(|| row.trimmed());
        let typed = |back: &str| back.contains("->") || back.contains("=>");
        split(text, false)
            .is_some_and(|(front, back, _)| !row.shut && words::count(front) > 0 && !typed(back))
    };
    let pairs = page.rows.iter().filter(|row| row.text.contains(" :: ") && pair(row)).count();
    let counts = |row: &&Row<'_>| !row.out && !row.is_blank() && row.heading().is_none();
    pairs >= 3 && pairs * 2 >= page.rows.iter().filter(counts).count()
}

/// Gives cards the schedule in a comment among their lines, or right behind them.
fn scheduled(page: &Page<'_>, cards: &mut [Written], (from, end): (usize, usize)) {
    let behind = page.skip_blank(end);
    let is_comment = |row: &Row<'_>| row.trimmed().starts_with("<!--SR:");
    let to = if page.rows.get(behind).is_some_and(is_comment) { behind + 1 } else { end };
    let mut given = 0;
    for at in from..to {
        let Some(found) = schedule::read(page.rows[at].text) else { continue };
        // A comment is for the cards above it that have none yet.
        let waiting = cards[given..].iter_mut().take_while(|card| card.lines.0 <= at);
        let waiting: Vec<&mut Written> = waiting.collect();
        given += waiting.len();
        for (card, schedule) in waiting.into_iter().zip(found) {
            card.schedule = schedule;
        }
    }
}
