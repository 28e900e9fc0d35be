//! Which tools' markup a note is in.
//!
//! Each sign is something that ordinary text does not hold: a comment that only one tool writes,
//! a tag that means a card, a pair of lines that open and close a block.

use super::page::{Page, Row};
use super::{blocks, fields, headings, paragraph, tagged};
use crate::notes::outline::Note;

/// The sign behind a card on one line.
pub(super) const BRAIN: &str = "\u{1f9e0}";

/// A tool's markup, or a family of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// `#flashcards`, or a schedule: `::`, `?`, `==gap==` are cards.
    Repetition = 1,
    /// `cards-deck:` in the front matter: `{gap}` as well.
    Deck = 2,
    /// `#card` or `#flashcard` on a line.
    Tag = 4,
    /// START … END and its like.
    Block = 8,
    /// `{{c1::gap}}`.
    Deletion = 16,
    /// `Q:` with `A:`, `C:` with a gap, as most of the note.
    Fields = 32,
    /// `front : back` with a brain at the end.
    Micro = 64,
    /// `front :: back` as most of the note.
    Pairs = 128,
    /// A `?` between lines, more than once.
    Question = 256,
    /// Headings with a comment that tells of their box.
    Boxes = 512,
    /// Headings parted by rules across the page.
    Slides = 1024,
    /// Headings with a `%`, or with tags that are links.
    Percent = 2048,
    /// A heading `Question` and a heading `Answer`.
    Named = 4096,
    /// Ids of Anki under paragraphs: `{gap}` there, and a front that ends in `#!`.
    Ids = 8192,
}

/// The signs that a note bears.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Signs(u16);

impl Signs {
    /// Whether there is none.
    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether this is one of them.
    pub(super) const fn have(self, sign: Sign) -> bool {
        self.0 & sign as u16 != 0
    }

    /// These, and that `::` and its like are cards.
    pub(super) const fn with_repetition(self) -> Self {
        Self(self.0 | Sign::Repetition as u16)
    }

    fn add(&mut self, sign: Sign, is_there: bool) {
        if is_there {
            self.0 |= sign as u16;
        }
    }
}

/// Whether a note can be in any markup: a look at its bytes, for the many that are in none.
pub(super) fn may_hold(note: &Note) -> bool {
    const IN_FRONT: [&str; 7] =
        ["START", "?", "%", "---", "cards-deck", "TARGET DECK", "## Question"];
    let tagged = note.front.tags.iter().any(|tag| is_repetition(tag));
    tagged
        || note.raw.iter().any(|line| {
            let start = line.trim_start();
            IN_FRONT.iter().any(|mark| start.starts_with(mark))
                || is_marked(line)
                || begins_field(start)
        })
}

/// Whether a line begins as a question, or a text with gaps: `- Q1:`.
fn begins_field(line: &str) -> bool {
    let text = line.trim_start_matches(|c: char| !c.is_alphabetic());
    let rest = text.strip_prefix(['Q', 'C', 'T']);
    let goes_on = |c: char| c.is_ascii_digit() || matches!(c, ':' | '\u{ff1a}');
    rest.is_some_and(|rest| rest.starts_with(goes_on))
}

/// Whether a mark stands anywhere in a line. Every mark begins with a byte that is rare.
fn is_marked(line: &str) -> bool {
    const RARE: [bool; 256] = {
        let mut rare = [false; 256];
        let (bytes, mut at) = (b":#<{S[]\xf0", 0);
        while at < bytes.len() {
            rare[bytes[at] as usize] = true;
            at += 1;
        }
        rare
    };
    let bytes = line.as_bytes();
    bytes.iter().enumerate().filter(|(_, byte)| RARE[usize::from(**byte)]).any(|(at, byte)| {
        let marks: &[&str] = match byte {
            b':' => &["::"],
            b'#' => &["#card", "#flashcard"],
            b'<' => &["<!--"],
            b'{' => &["{{c"],
            b'S' => &["STARTI "],
            b'[' => &["[!"],
            b']' => &["](./"],
            0xf0 => &[BRAIN],
            _ => return false,
        };
        marks.iter().any(|mark| bytes[at..].starts_with(mark.as_bytes()))
    })
}

/// The signs of a note.
pub(super) fn of(note: &Note, page: &Page<'_>) -> Signs {
    let mut signs = Signs::default();
    let front_matter = page.rows.iter().take_while(|row| row.out);
    let has_deck = front_matter.clone().any(|row| row.text.starts_with("cards-deck:"));
    signs.add(Sign::Deck, has_deck);
    signs.add(Sign::Repetition, note.front.tags.iter().any(|tag| is_repetition(tag)));
    let open = || page.rows.iter().copied().enumerate().filter(|(_, row)| !row.shut);
    for (at, row) in open() {
        signs.add(Sign::Repetition, repeats(row));
        signs.add(Sign::Tag, tagged::tag(row).is_some());
        signs.add(Sign::Block, blocks::opens(page, at));
        signs.add(Sign::Deletion, deletes(row.text));
        let line = row.item().unwrap_or_else(|| row.trimmed());
        signs.add(Sign::Micro, paragraph::micro(line).is_some());
        signs.add(Sign::Boxes, headings::boxed(row).is_some());
        signs.add(Sign::Ids, row.is_id());
    }
    signs.add(Sign::Question, open().filter(|(at, _)| is_between(page, *at)).nth(1).is_some());
    signs.add(Sign::Fields, fields::prevail(page));
    signs.add(Sign::Pairs, paragraph::prevail(page));
    signs.add(Sign::Slides, headings::are_slides(page));
    signs.add(Sign::Percent, headings::are_parted(page));
    signs.add(Sign::Named, headings::are_named(page));
    signs
}

/// The ways to ask that the name of a tag means, where it means a card.
pub(super) fn is_card_tag(name: &str) -> Option<super::Way> {
    let rest = name.strip_prefix("flashcard").or_else(|| name.strip_prefix("card"))?;
    match rest {
        "" | "-spaced" | "/spaced" => Some(super::Way::Forth),
        "-reverse" | "/reverse" => Some(super::Way::Both),
        _ => None,
    }
}

fn is_repetition(tag: &str) -> bool {
    repetition_tag(tag).is_some()
}

/// What stands behind `flashcards` in a tag that says that a note holds cards: nothing, or a deck.
pub(super) fn repetition_tag(tag: &str) -> Option<&str> {
    const NAME: &str = "flashcards";
    let (head, rest) = (tag.get(..NAME.len())?, tag.get(NAME.len()..)?);
    let rest = rest.trim_end_matches('/');
    let is_deck = rest.is_empty() || rest.starts_with("::") || rest.starts_with('/');
    (head.eq_ignore_ascii_case(NAME) && is_deck).then_some(rest)
}

fn repeats(row: Row<'_>) -> bool {
    row.text.contains("<!--SR:!")
        || row.text.contains('#')
            && row
                .text
                .split_whitespace()
                .any(|word| word.strip_prefix('#').is_some_and(is_repetition))
}

/// Whether a line holds a gap as Anki writes it, or as Logseq does, outside of code.
pub(super) fn deletes(text: &str) -> bool {
    // Whether there is one is told much faster than where the last is.
    if !text.contains("}}") {
        return false;
    }
    let Some(last) = text.rfind("}}") else { return false };
    let opens = |rest: &str| {
        let digits = rest.strip_prefix('c').unwrap_or("");
        let number = digits.bytes().take_while(u8::is_ascii_digit).count();
        (number > 0 && digits[number..].starts_with("::")) || rest.starts_with("cloze ")
    };
    outside_code(text).any(|(from, part)| {
        part.match_indices("{{").any(|(at, _)| from + at < last && opens(&part[at + 2..]))
    })
}

/// The parts of a line that are no code, with where they begin.
pub(super) fn outside_code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    let parts = text.split('`').map(move |part| {
        let start = from;
        from += part.len() + 1;
        (start, part)
    });
    parts.step_by(2)
}

/// Whether a line is a lone `?` or `??` with text right above and below.
pub(super) fn is_between(page: &Page<'_>, at: usize) -> bool {
    let full = |at: Option<usize>| {
        at.and_then(|at| page.rows.get(at)).is_some_and(|row| !row.is_blank() && !row.out)
    };
    matches!(page.rows[at].trimmed(), "?" | "??") && full(at.checked_sub(1)) && full(Some(at + 1))
}
