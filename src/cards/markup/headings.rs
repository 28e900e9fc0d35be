//! Headings as fronts, with what stands under them as backs.

use super::page::{Page, Row, without_marks};
use super::signs::{Sign, Signs};
use super::{Found, Way, sides};

/// The rule of all of them.
const RULE: &str = "M14";

/// The card whose front is the heading at a line.
pub(super) fn read(page: &Page<'_>, signs: Signs, at: usize) -> Option<Found> {
    let (level, title) = page.rows[at].heading()?;
    if signs.have(Sign::Named) && title.eq_ignore_ascii_case("question") {
        return named(page, at, level);
    }
    if signs.have(Sign::Boxes) && level >= 2 {
        return Some(under(page, at, level, title));
    }
    if signs.have(Sign::Slides) && level == 1 {
        let end = page.find(at + 1, Row::is_rule);
        return Some(card(title, page.text(at + 1, end), (at, end)));
    }
    (signs.have(Sign::Percent) && level == 2).then(|| parted(page, at, title))
}

fn card(front: &str, back: String, (from, end): (usize, usize)) -> Found {
    let cards = sides(RULE, (without_marks(front), back), (from, end), Way::Forth);
    Found { cards, next: end }
}

/// Where what stands under a heading of this level ends.
fn end_of(page: &Page<'_>, at: usize, level: usize) -> usize {
    page.find(at + 1, |row| row.out || row.heading().is_some_and(|(other, _)| other <= level))
}

/// Up to the next heading, of whatever level.
fn under(page: &Page<'_>, at: usize, level: usize, title: &str) -> Found {
    let end = page.find(at + 1, |row| row.out || row.heading().is_some());
    let end = end.min(end_of(page, at, level));
    card(title, page.text(at + 1, end), (at, end))
}

/// `## Question` and its text, `## Answer` and all that stands under it.
fn named(page: &Page<'_>, at: usize, level: usize) -> Option<Found> {
    let answer = end_of(page, at, level);
    let (_, title) = page.rows.get(answer)?.heading()?;
    if !title.eq_ignore_ascii_case("answer") {
        return None;
    }
    let end = end_of(page, answer, level);
    let both = (page.text(at + 1, answer), page.text(answer + 1, end));
    Some(Found { cards: sides(RULE, both, (at, end), Way::Forth), next: end })
}

/// The heading and what stands above a lone `%`; then the back. Tags that are links stay out.
fn parted(page: &Page<'_>, at: usize, title: &str) -> Found {
    let end = end_of(page, at, 2);
    let cut = page.find(at + 1, |row| row.text.trim() == "%" && !row.shut).min(end);
    let more = if cut < end { page.text(at + 1, cut) } else { String::new() };
    let front = if more.is_empty() { title.to_owned() } else { format!("{title}\n\n{more}") };
    let from = if cut < end { cut + 1 } else { at + 1 };
    let rows = &page.rows[from..end];
    let kept = rows.iter().filter(|row| row.shut || !is_linked_tags(row.text));
    let back = super::page::tidy(kept.map(|row| (row.text, row.shut)));
    let mut found = card(&front, back, (at, end));
    let tags = rows.iter().filter(|row| !row.shut && is_linked_tags(row.text));
    let names = tags.flat_map(|row| row.text.split("[#").skip(1));
    let names: Vec<String> =
        names.filter_map(|rest| rest.split(']').next()).map(str::to_owned).collect();
    for card in &mut found.cards {
        card.tags.clone_from(&names);
    }
    found
}

/// Whether a line is nothing but tags that are links: `[#one](./one.md) [#two](./two.md)`.
fn is_linked_tags(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some()
        && words.all(|word| word.starts_with("[#") && word.contains("](") && word.ends_with(')'))
}

/// The heading with a comment that tells of its box: `<!--id;2;2027-03-02-->`.
pub(super) fn boxed(row: Row<'_>) -> Option<&str> {
    let (_, title) = row.heading()?;
    let (front, rest) = title.split_once("<!--")?;
    let fields: Vec<&str> = rest.strip_suffix("-->")?.split(';').map(str::trim).collect();
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let day = |text: &str| text.len() == 10 && text.split('-').all(number);
    matches!(fields.as_slice(), [id, stage, due] if !id.is_empty() && number(stage) && day(due))
        .then_some(front)
}

/// Whether a note is a stack of first headings, each with a rule across the page before it.
pub(super) fn are_slides(page: &Page<'_>) -> bool {
    let headings = || page.rows.iter().filter_map(|row| row.heading());
    if headings().filter(|(level, _)| *level == 1).nth(1).is_none()
        || headings().any(|(level, _)| level > 1)
    {
        return false;
    }
    let mut ruled = true;
    for row in page.rows.iter().filter(|row| !row.is_blank() && !row.out) {
        if row.heading().is_some() && !ruled {
            return false;
        }
        ruled = row.is_rule();
    }
    page.rows
        .iter()
        .find(|row| !row.is_blank() && !row.out)
        .is_some_and(|row| row.heading().is_some())
}

/// Whether a note has a lone `%` under a second heading, or tags that are links under two.
pub(super) fn are_parted(page: &Page<'_>) -> bool {
    let second = page.find(0, |row| row.heading().is_some_and(|(level, _)| level == 2));
    let rest = || page.rows[second..].iter().filter(|row| !row.shut);
    rest().any(|row| row.text.trim() == "%")
        || rest().filter(|row| is_linked_tags(row.text)).nth(1).is_some()
}

/// Whether a heading `Question` is followed by a heading `Answer` of its level.
pub(super) fn are_named(page: &Page<'_>) -> bool {
    (0..page.rows.len()).any(|at| {
        let heading = page.rows[at].heading();
        let question = heading.filter(|(_, title)| title.eq_ignore_ascii_case("question"));
        question.is_some_and(|(level, _)| named(page, at, level).is_some())
    })
}
