//! A note whose lines stay themselves whatever is done to it, and what people do to notes.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use std::collections::HashMap;
use std::ops::Range;

/// Numbers that one seed always gives in one order.
#[derive(Debug)]
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.0.next_u32()).unwrap() % end
    }

    /// One of these; nothing where there is none.
    pub(super) fn pick<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        (!of.is_empty()).then(|| of[self.below(of.len())].clone())
    }
}

/// What is done to a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edit {
    Typo,
    FiveTypos,
    OtherWord,
    Append,
    Prepend,
    Delete,
    Insert,
    MoveWithin,
    MoveAcross,
    TypoAndMove,
    HeadingTypo,
    HeadingRename,
    SectionRename,
    TitleRename,
    Reorder,
    Number,
    Swap,
    Paste,
}

impl Edit {
    pub(super) const ALL: [Self; 18] = [
        Self::Typo,
        Self::FiveTypos,
        Self::OtherWord,
        Self::Append,
        Self::Prepend,
        Self::Delete,
        Self::Insert,
        Self::MoveWithin,
        Self::MoveAcross,
        Self::TypoAndMove,
        Self::HeadingTypo,
        Self::HeadingRename,
        Self::SectionRename,
        Self::TitleRename,
        Self::Reorder,
        Self::Number,
        Self::Swap,
        Self::Paste,
    ];
}

/// Which line it is, whatever it says; a copy knows of what. Two lines that say the same from the
/// start are copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LineId {
    pub(super) origin: u32,
    copy: u32,
}

#[derive(Debug, Clone)]
struct Line {
    id: LineId,
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Of this level.
    Heading(usize),
    Prose,
    /// Blank, code, a table, front matter.
    Other,
}

#[derive(Debug, Clone)]
pub(super) struct Page {
    lines: Vec<Line>,
    next: u32,
}

const WORDS: [&str; 40] = [
    "harbour", "lantern", "quietly", "meadow", "velvet", "thunder", "orchard", "copper", "gravel",
    "whisper", "sailor", "candle", "mustard", "puddle", "feather", "glacier", "violin", "pepper",
    "saddle", "kettle", "walnut", "bramble", "tunnel", "marble", "pigeon", "carpet", "drizzle",
    "anchor", "biscuit", "cobweb", "dormouse", "elbow", "fiddle", "gherkin", "hamlet", "inkwell",
    "jigsaw", "kipper", "ladder", "mitten",
];
const SYLLABLES: [&str; 12] =
    ["zor", "vane", "quil", "mab", "tesh", "orn", "dax", "lume", "prax", "hib", "sel", "wunt"];

impl Page {
    pub(super) fn of(text: &str) -> Self {
        let (mut lines, mut first) = (Vec::new(), HashMap::new());
        for (at, text) in (0_u32..).zip(text.lines()) {
            let origin = *first.entry(text.trim()).or_insert(at);
            lines.push(Line { id: LineId { origin, copy: at }, text: text.to_owned() });
        }
        let next = u32::try_from(lines.len()).unwrap();
        Self { lines, next }
    }

    pub(super) fn text(&self) -> String {
        self.lines.iter().flat_map(|line| [line.text.as_str(), "\n"]).collect()
    }

    /// Which lines these are, whose numbers count from 1; what no line says, such as the name of
    /// the file, has none.
    pub(super) fn ids(&self, numbers: &[u32]) -> Vec<LineId> {
        let line = |number: &u32| self.lines.get((*number as usize).checked_sub(1)?);
        numbers.iter().filter_map(line).map(|line| line.id).collect()
    }

    /// Edits the note; `None` where it has nothing to be edited so.
    pub(super) fn edit(&mut self, edit: Edit, dice: &mut Dice) -> Option<()> {
        match edit {
            Edit::Typo => self.typo(dice),
            Edit::FiveTypos => (0..5).filter_map(|_| self.typo(dice)).last(),
            Edit::OtherWord => self.other_word(dice),
            Edit::Append => self.append(dice),
            Edit::Prepend => self.prepend(dice),
            Edit::Delete => self.delete(dice),
            Edit::Insert => self.insert(dice),
            Edit::MoveWithin => self.move_block(true, dice),
            Edit::MoveAcross => self.move_block(false, dice),
            Edit::TypoAndMove => self.typo(dice).and_then(|()| self.move_block(false, dice)),
            Edit::HeadingTypo => self.heading_typo(dice),
            Edit::HeadingRename => self.rename(|page, at| !page.has_headings(at), dice),
            Edit::SectionRename => self.rename(Self::has_headings, dice),
            Edit::TitleRename => self.rename(|page, at| page.headings().first() == Some(&at), dice),
            Edit::Reorder => self.reorder(dice),
            Edit::Number => self.number(dice),
            Edit::Swap => self.swap(dice),
            Edit::Paste => self.paste(dice),
        }
    }

    fn parts(&self) -> Vec<Part> {
        let (mut is_code, mut is_front) = (false, false);
        let part = |(at, line): (usize, &Line)| {
            let text = line.text.trim_start();
            if text.starts_with("---") && (at == 0 || is_front) {
                is_front = !is_front;
                return Part::Other;
            }
            if text.starts_with("```") || text.starts_with("~~~") {
                is_code = !is_code;
                return Part::Other;
            }
            let level = text.chars().take_while(|letter| *letter == '#').count();
            if is_code || is_front || text.starts_with('|') || words(text).is_empty() {
                Part::Other
            } else if level > 0 && text[level..].starts_with(' ') {
                Part::Heading(level)
            } else {
                Part::Prose
            }
        };
        self.lines.iter().enumerate().map(part).collect()
    }

    fn prose(&self) -> Vec<usize> {
        let parts = self.parts();
        (0..parts.len()).filter(|at| parts[*at] == Part::Prose).collect()
    }

    fn bullets(&self) -> Vec<usize> {
        let is_bullet = |at: &usize| !marker(&self.lines[*at].text).trim().is_empty();
        self.prose().into_iter().filter(is_bullet).collect()
    }

    fn headings(&self) -> Vec<usize> {
        let parts = self.parts();
        (0..parts.len()).filter(|at| matches!(parts[*at], Part::Heading(_))).collect()
    }

    /// A line with what hangs on it.
    fn block(&self, at: usize) -> Range<usize> {
        let own = indent(&self.lines[at].text);
        let hangs = |line: &&Line| !line.text.trim().is_empty() && indent(&line.text) > own;
        at..at + 1 + self.lines[at + 1..].iter().take_while(hangs).count()
    }

    /// A heading with all that stands under it.
    fn section(&self, at: usize) -> Range<usize> {
        let parts = self.parts();
        let Part::Heading(own) = parts[at] else { return at..at + 1 };
        let inside = |part: &&Part| !matches!(part, Part::Heading(level) if *level <= own);
        at..at + 1 + parts[at + 1..].iter().take_while(inside).count()
    }

    fn has_headings(&self, at: usize) -> bool {
        let section = self.section(at);
        self.headings().iter().any(|heading| *heading > at && section.contains(heading))
    }

    /// The heading above a line.
    fn above(&self, at: usize) -> Option<usize> {
        self.headings().into_iter().take_while(|heading| *heading < at).last()
    }

    fn typo(&mut self, dice: &mut Dice) -> Option<()> {
        let at = dice.pick(&self.prose())?;
        self.slip(at, dice)
    }

    /// Lets two letters of a word change places.
    fn slip(&mut self, at: usize, dice: &mut Dice) -> Option<()> {
        let text = &self.lines[at].text;
        let word = dice.pick(&words(text))?;
        let mut letters: Vec<char> = text[word.clone()].chars().collect();
        let first = dice.below(letters.len() - 1);
        letters.swap(first, first + 1);
        let slipped: String = letters.into_iter().collect();
        self.lines[at].text.replace_range(word, &slipped);
        Some(())
    }

    fn other_word(&mut self, dice: &mut Dice) -> Option<()> {
        let at = dice.pick(&self.prose())?;
        let word = dice.pick(&words(&self.lines[at].text))?;
        self.lines[at].text.replace_range(word, dice.pick(&WORDS)?);
        Some(())
    }

    fn append(&mut self, dice: &mut Dice) -> Option<()> {
        let at = dice.pick(&self.prose())?;
        let tail = phrase(1 + dice.below(4), dice);
        let text = &mut self.lines[at].text;
        let end = text.trim_end_matches(['.', ' ']).len();
        text.insert_str(end, &format!(" {tail}"));
        Some(())
    }

    fn prepend(&mut self, dice: &mut Dice) -> Option<()> {
        let at = dice.pick(&self.prose())?;
        let head = phrase(1 + dice.below(2), dice);
        let text = &mut self.lines[at].text;
        let start = marker(text).len();
        text.insert_str(start, &format!("{head} "));
        Some(())
    }

    fn delete(&mut self, dice: &mut Dice) -> Option<()> {
        let at = dice.pick(&self.prose())?;
        self.lines.drain(self.block(at));
        Some(())
    }

    fn insert(&mut self, dice: &mut Dice) -> Option<()> {
        let at = dice.pick(&self.bullets())?;
        let marker = marker(&self.lines[at].text).to_owned();
        let said = phrase(4 + dice.below(6), dice);
        let id = LineId { origin: self.fresh(), copy: 0 };
        let line = Line { id, text: format!("{marker}A {said}") };
        self.lines.insert(at, line);
        Some(())
    }

    fn fresh(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    /// Moves a bullet before another one, under the same heading or under another.
    fn move_block(&mut self, within: bool, dice: &mut Dice) -> Option<()> {
        let from = dice.pick(&self.bullets())?;
        let block = self.block(from);
        let home = self.above(from);
        let fits = |to: &usize| !block.contains(to) && (self.above(*to) == home) == within;
        let to = dice.pick(&self.bullets().into_iter().filter(fits).collect::<Vec<_>>())?;
        let moved: Vec<Line> = self.lines.drain(block.clone()).collect();
        let to = if to > from { to - block.len() } else { to };
        self.lines.splice(to..to, moved);
        Some(())
    }

    fn heading_typo(&mut self, dice: &mut Dice) -> Option<()> {
        let at = dice.pick(&self.headings())?;
        self.slip(at, dice)
    }

    /// Gives one of these headings another name.
    fn rename(&mut self, which: fn(&Self, usize) -> bool, dice: &mut Dice) -> Option<()> {
        let headings = self.headings();
        let headings: Vec<usize> = headings.into_iter().filter(|at| which(self, *at)).collect();
        let at = dice.pick(&headings)?;
        let name: String = (0..3).filter_map(|_| dice.pick(&SYLLABLES)).collect();
        let marks: String =
            self.lines[at].text.chars().take_while(|letter| *letter == '#').collect();
        self.lines[at].text = format!("{marks} {name}");
        Some(())
    }

    /// Lets two sections that follow each other change places.
    fn reorder(&mut self, dice: &mut Dice) -> Option<()> {
        let parts = self.parts();
        let follows = |at: &usize| parts.get(self.section(*at).end) == Some(&parts[*at]);
        let first = self.headings().into_iter().filter(follows).collect::<Vec<_>>();
        let first = self.section(dice.pick(&first)?);
        let second = self.section(first.end);
        self.lines[first.start..second.end].rotate_left(first.len());
        Some(())
    }

    fn number(&mut self, dice: &mut Dice) -> Option<()> {
        let digits = |at: &usize| {
            let text = &self.lines[*at].text;
            let start = marker(text).len();
            let first = start + text[start..].find(|letter: char| letter.is_ascii_digit())?;
            let length = text[first..].chars().take_while(char::is_ascii_digit).count();
            Some((*at, first..first + length))
        };
        let numbers: Vec<_> = self.prose().iter().filter_map(digits).collect();
        let (at, number) = dice.pick(&numbers)?;
        self.lines[at].text.replace_range(number, &(2 + dice.below(97)).to_string());
        Some(())
    }

    /// Lets two bullets under different headings change places.
    fn swap(&mut self, dice: &mut Dice) -> Option<()> {
        let bullets = self.bullets();
        let first = dice.pick(&bullets)?;
        let fits = |at: &usize| {
            let [one, other] = [first, *at].map(|at| marker(&self.lines[at].text));
            one == other && self.above(first) != self.above(*at)
        };
        let second = dice.pick(&bullets.into_iter().filter(fits).collect::<Vec<_>>())?;
        self.lines.swap(first, second);
        Some(())
    }

    /// Copies a section to the end.
    fn paste(&mut self, dice: &mut Dice) -> Option<()> {
        let at = dice.pick(&self.headings())?;
        let copied = self.lines[self.section(at)].to_vec();
        for line in copied {
            let id = LineId { copy: self.fresh(), ..line.id };
            self.lines.push(Line { id, ..line });
        }
        Some(())
    }
}

/// Some words that say nothing.
fn phrase(words: usize, dice: &mut Dice) -> String {
    (0..words).filter_map(|_| dice.pick(&WORDS)).collect::<Vec<_>>().join(" ")
}

fn indent(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The indentation of a line with its bullet or number, if it has one.
fn marker(text: &str) -> &str {
    let rest = text.trim_start();
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let sign = match rest.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits + 1,
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        _ => return &text[..indent(text)],
    };
    let blanks = rest[sign..].len() - rest[sign..].trim_start().len();
    if blanks == 0 { &text[..indent(text)] } else { &text[..indent(text) + sign + blanks] }
}

/// Where the longer words of a text are.
fn words(text: &str) -> Vec<Range<usize>> {
    let is_letter = |letter: char| letter.is_alphabetic();
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_letter(letter), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                if text[from..at].chars().count() >= 4 {
                    words.push(from..at);
                }
                start = None;
            }
            _ => {}
        }
    }
    words
}
