//! Cards that their author already wrote, in the markup of other tools.
//!
//! A note that holds such markup gives its author's cards, as written, and nothing else. Which
//! markup a note is in is decided for the whole note first, by signs that ordinary text does not
//! bear; then each reader takes the lines that are its own.

mod blocks;
mod cloze;
mod directives;
mod fields;
mod headings;
mod page;
mod paragraph;
mod schedule;
mod signs;
mod tagged;

use crate::cards::{Brought, Draft, Tier};
use crate::notes::kinds::Kind;
use crate::notes::outline::Note;
use crate::notes::{tags, words};
use crate::values::lines::Lines;
use directives::Directives;
use page::Page;
use signs::{Sign, Signs};
use std::collections::HashSet;

/// How sure it is that a card is meant, in hundredths.
const CONFIDENCE: u32 = 95;

/// What an author wrote.
#[derive(Debug)]
pub(super) struct Authored {
    /// The cards, in the order of the notes.
    pub(super) cards: Vec<Draft>,
    /// The deck that the note names for them.
    pub(super) deck: Option<String>,
    /// Lines that begin a card which has no answer.
    pub(super) unanswered: Vec<u32>,
    /// Lines that say something about all cards, or only to the tool.
    pub(super) directives: Vec<u32>,
}

/// One card, in lines counted from 0.
#[derive(Debug)]
struct Written {
    rule: &'static str,
    kind: &'static str,
    front: String,
    back: String,
    /// The first line, and the one behind the last.
    lines: (usize, usize),
    /// What siblings share.
    fact: String,
    tags: Vec<String>,
    schedule: Option<Brought>,
}

/// What a reader found: cards, and where to read on. No card where one is only begun.
#[derive(Debug)]
struct Found {
    cards: Vec<Written>,
    next: usize,
}

/// Two sides, asked for one way or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Forth,
    Both,
}

/// The cards of two sides; none where one of them is empty.
fn sides(
    rule: &'static str,
    (front, back): (String, String),
    lines: (usize, usize),
    way: Way,
) -> Vec<Written> {
    if front.trim().is_empty() || back.trim().is_empty() {
        return Vec::new();
    }
    let fact = format!("{front} {back}");
    let card = |kind, front: &str, back: &str| Written {
        rule,
        kind,
        front: front.to_owned(),
        back: back.to_owned(),
        lines,
        fact: fact.clone(),
        tags: Vec::new(),
        schedule: None,
    };
    let mut cards = vec![card("qa", &front, &back)];
    if way == Way::Both {
        cards.push(card("qa_rev", &back, &front));
    }
    cards
}

/// The cards of the gaps in a text.
fn gaps(
    rule: &'static str,
    text: &str,
    marks: cloze::Marks,
    lines: (usize, usize),
) -> Vec<Written> {
    let (cards, fact) = cloze::cards(text, marks);
    let written = cards.into_iter().filter(|card| !card.answer.trim().is_empty());
    written
        .map(|card| Written {
            rule,
            kind: "cloze",
            front: card.question,
            back: card.answer,
            lines,
            fact: fact.clone(),
            tags: Vec::new(),
            schedule: None,
        })
        .collect()
}

/// The cards of a note's author; `None` where the note is in no tool's markup.
pub(super) fn read(note: &Note) -> Option<Authored> {
    if !signs::may_hold(note) {
        return None;
    }
    let page = Page::of(note);
    let signs = signs::of(note, &page);
    if signs.is_empty() {
        return None;
    }
    let (mut written, mut unanswered) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < page.rows.len() {
        let row = page.rows[at];
        if row.out || row.is_blank() {
            at += 1;
            continue;
        }
        let marked = marked(&page, signs, at);
        if marked.as_ref().is_some_and(|found| found.cards.is_empty()) {
            unanswered.push(number(at));
        }
        let found = marked.unwrap_or_else(|| paragraph::read(&page, signs, at));
        written.extend(found.cards);
        at = found.next.max(at + 1);
    }
    let directives = directives::of(&page, &note.front.tags);
    let mut seen = HashSet::new();
    let cards = written
        .into_iter()
        .filter(|card| seen.insert((card.front.clone(), card.back.clone())))
        .map(|card| draft(note, card, &directives));
    Some(Authored {
        cards: cards.collect(),
        unanswered,
        directives: directives.lines.iter().map(|at| number(*at)).collect(),
        deck: directives.deck,
    })
}

/// The number of a line that is counted from 0.
fn number(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap_or(u32::MAX)
}

/// What begins at a line with a mark of its own, by the first reader that knows it.
fn marked(page: &Page<'_>, signs: Signs, at: usize) -> Option<Found> {
    blocks::read(page, signs, at)
        .or_else(|| headings::read(page, signs, at))
        .or_else(|| fields::read(page, signs, at))
        .or_else(|| tagged::read(page, signs, at))
}

/// Whether a reader other than that of paragraphs begins at this line.
fn begins(page: &Page<'_>, signs: Signs, at: usize) -> bool {
    blocks::begins(page, signs, at)
        || (signs.have(Sign::Fields) && fields::begins(page.rows[at]))
        || tagged::way(page.rows[at], signs).is_some()
}

fn draft(note: &Note, card: Written, directives: &Directives) -> Draft {
    let from = number(card.lines.0);
    let to = u32::try_from(card.lines.1).unwrap_or(u32::MAX);
    let is_written = |line: &u32| note.written.binary_search(line).is_ok();
    let lines = Lines::new((from..=to.max(from)).filter(is_written));
    let above = note.entries.partition_point(|entry| entry.line <= from);
    let entry = above.checked_sub(1).map(|at| &note.entries[at]);
    let own_heading = entry.is_some_and(|entry| entry.line == from);
    let mut context: Vec<String> = entry.map(|entry| entry.path.clone()).unwrap_or_default();
    let name = entry.map_or(note.title.clone(), |entry| entry.name.clone());
    if !own_heading && context.last() != Some(&name) {
        context.push(name.clone());
    }
    let answer = words::norm(&card.back);
    let tells = |level: &String| {
        format!(" {} ", words::norm(level)).contains(&format!(" {answer} ")) && !answer.is_empty()
    };
    context.retain(|level| !level.trim().is_empty() && !tells(level));
    let mut tags: Vec<String> = note.tags.of(&lines);
    let said = card.tags.iter().chain(&directives.tags);
    tags.extend(said.filter_map(|tag| tags::normal(tag)));
    Draft {
        rule: card.rule,
        kind: card.kind,
        tier: Tier::Core,
        confidence: CONFIDENCE,
        question: card.front,
        answer: card.back,
        context,
        lines,
        entity: name,
        entity_kind: Kind::Label.name(),
        fact: words::norm(&card.fact),
        variant: 0,
        tags: own_tags(tags, directives.deck.as_deref()),
        brought: card.schedule,
    }
}

/// The tags without those that only say that something is a card, or in which deck it is.
fn own_tags(tags: Vec<String>, deck: Option<&str>) -> Vec<String> {
    let mut own: Vec<String> = Vec::new();
    for tag in tags {
        let lower = tag.to_lowercase();
        let name = match signs::repetition_tag(&tag) {
            Some(rest) => rest.trim_start_matches("::").to_owned(),
            None if signs::is_card_tag(&lower.replace("::", "/")).is_some() => continue,
            None => tag,
        };
        let says_nothing = name.is_empty() || name == "review" || deck == Some(&name);
        if !says_nothing && !own.contains(&name) && own.len() < tags::MAX {
            own.push(name);
        }
    }
    own
}

#[cfg(test)]
mod tests;
