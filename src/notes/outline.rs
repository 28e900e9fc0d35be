//! Blocks to entries: what each heading is, and what is said under it.
//!
//! Most wrong cards come from taking a label ("Roadmap") for a thing to be defined, so a
//! heading is a label unless there is evidence for more.

use crate::notes::acronym::is_acronym_of;
use crate::notes::blocks::{self, Block, Shape};
use crate::notes::clean;
use crate::notes::front::{self, Front, Warning};
use crate::notes::kinds::{self, Kind};
use crate::notes::person;
use crate::notes::tags::Tags;
use crate::notes::talk::{self, Talk};
use crate::notes::words;
use crate::values::lines::Lines;
use std::collections::HashMap;

/// How sure it is that a heading names a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// None: a label.
    None,
    /// Its form and what stands under it.
    Weak,
    /// It stands in a section that says so.
    Strong,
}

/// A section of known kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub name: String,
    /// What its entries are.
    pub kind: Kind,
    /// The word for one of them, singular: `tool`, `library`.
    pub noun: &'static str,
}

/// A heading with what is said under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The line of the heading; 0 for what stands above the first one.
    pub line: u32,
    /// The name: the heading without tags, gloss and colon.
    pub name: String,
    /// What stood in parentheses behind the name.
    pub gloss: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// How sure that is.
    pub evidence: Evidence,
    /// The section of known kind it stands in.
    pub section: Option<Section>,
    /// What each item right under it is, where the heading says so: `Tools`.
    pub lists: Option<&'static str>,
    /// The headings above it, outermost first, the title included.
    pub path: Vec<String>,
    /// The talk that this heading announces.
    pub talk: Option<Talk>,
    /// Indexes of its blocks, headings of facets included.
    pub blocks: Vec<usize>,
}

/// A whole note, in its parts.
#[derive(Debug, Clone)]
pub struct Note {
    /// The title.
    pub title: String,
    /// The title without "Notes", when it can name the event of a talk.
    pub event: Option<String>,
    /// All blocks, in order.
    pub blocks: Vec<Block>,
    /// All entries, in order.
    pub entries: Vec<Entry>,
    /// Lines that are structure, with what they are.
    pub structure: Vec<(u32, &'static str)>,
    /// Number of lines in the note.
    pub line_count: u32,
    /// Lines that are not blank.
    pub written: Vec<u32>,
    /// The lines as written, for showing.
    pub raw: Vec<String>,
    /// What the front matter says.
    pub front: Front,
    /// Which tags hold where.
    pub tags: Tags,
    /// First and last lines of what is switched off.
    pub off: Vec<(u32, u32)>,
    /// What was read otherwise than it is written.
    pub warnings: Vec<Warning>,
}

impl Note {
    /// Whether one of these lines is switched off.
    pub fn is_off(&self, lines: &Lines) -> bool {
        lines.numbers().iter().any(|line| {
            let before = self.off.partition_point(|(from, _)| from <= line);
            before.checked_sub(1).is_some_and(|at| *line <= self.off[at].1)
        })
    }
}

/// Reads a note. `stem` is the file's name without ending: the title when nothing else is.
pub fn read(text: &str, stem: &str) -> Note {
    let lines = clean::lines(text);
    let blocks = blocks::cut(&lines);
    let blank = |line: &clean::Line| line.raw.trim().is_empty();
    let coded = blocks.iter().filter(|block| block.shape == Shape::Code).map(|block| &block.lines);
    let mut written: Vec<u32> =
        lines.iter().filter(|line| !blank(line)).map(|line| line.number).collect();
    written.extend(coded.flat_map(Lines::numbers));
    written.sort_unstable();
    written.dedup();
    let (front, warnings) = front::read(&lines);
    let (title, title_block) = title(&blocks, &front, stem);
    let mut walker = Walker::new(&blocks, (title.clone(), title_block), &front, stem);
    for index in 0..blocks.len() {
        walker.take(index);
    }
    let Walked { entries, structure, tags, off } = walker.finish();
    let event = talk::event(&title).filter(|_| tells_of_an_event(&blocks, &entries, &title));
    Note {
        title,
        event,
        entries,
        structure,
        line_count: u32::try_from(lines.len()).unwrap_or(u32::MAX),
        written,
        raw: lines.into_iter().map(|line| line.raw).collect(),
        blocks,
        front,
        tags,
        off,
        warnings,
    }
}

/// Whether a note is about the talks of several people, rather than about one of them.
fn tells_of_an_event(blocks: &[Block], entries: &[Entry], title: &str) -> bool {
    let tops = blocks.iter().filter(|block| block.shape == Shape::Heading(1)).count();
    let talks = entries.iter().filter(|e| e.kind == Kind::Speaker || e.talk.is_some()).count();
    let itself = |entry: &Entry| entry.talk.as_ref().is_some_and(|talk| talk.title == title);
    let listed = |entry: &Entry| kinds::lists_talks(&entry.name) && entry.blocks.len() >= 2;
    tops <= 1 && (talks >= 2 || entries.iter().any(listed)) && !entries.iter().any(itself)
}

/// The title, and the index of the heading that gave it.
fn title(blocks: &[Block], front: &Front, stem: &str) -> (String, Option<usize>) {
    let first = blocks.iter().position(|block| matches!(block.shape, Shape::Heading(_)));
    if let Some(at) = first
        && blocks[at].shape == Shape::Heading(1)
        && !blocks[at].text().is_empty()
        && kinds::section(blocks[at].text()).is_none_or(|_| words::count(blocks[at].text()) > 2)
    {
        return (trim_name(blocks[at].text()), Some(at));
    }
    (front.title.clone().unwrap_or_else(|| named_by_file(stem)), None)
}

/// A file's name as words.
fn named_by_file(stem: &str) -> String {
    stem.replace(['_', '-'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name without a trailing colon or full stop.
fn trim_name(text: &str) -> String {
    text.trim().trim_end_matches("##").trim_end_matches([':', '\u{ff1a}']).trim().to_owned()
}

/// Whether headings with names in them are talks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Talks {
    /// The note is of an event.
    Expected,
    /// Nothing says so.
    Possible,
    /// The note is of a book: it has chapters.
    Unlikely,
}

impl Talks {
    fn of(blocks: &[Block], title: &str) -> Self {
        match () {
            () if blocks.iter().filter(|block| is_chapter(block)).count() >= 2 => Self::Unlikely,
            () if talk::event(title).is_some() => Self::Expected,
            () => Self::Possible,
        }
    }
}

struct Walker<'a> {
    blocks: &'a [Block],
    title: String,
    title_block: Option<usize>,
    /// The file's name, as words.
    stem: String,
    past_title: bool,
    talks: Talks,
    /// Open headings of the outline as written: level and name.
    stack: Vec<(u8, String)>,
    section: Option<(u8, Section)>,
    contents: bool,
    entries: Vec<Entry>,
    structure: Vec<(u32, &'static str)>,
    tags: Tags,
    /// Whether all of the note is switched off.
    all_off: bool,
    /// What is switched off, the last perhaps still open.
    off: Vec<(u32, u32)>,
}

/// What a walk gives.
struct Walked {
    entries: Vec<Entry>,
    structure: Vec<(u32, &'static str)>,
    tags: Tags,
    off: Vec<(u32, u32)>,
}

/// The end of what is still open.
const OPEN: u32 = u32::MAX;

impl<'a> Walker<'a> {
    fn new(
        blocks: &'a [Block],
        (title, title_block): (String, Option<usize>),
        front: &Front,
        stem: &str,
    ) -> Self {
        let top = Entry {
            line: 0,
            name: title.clone(),
            gloss: None,
            kind: Kind::Label,
            evidence: Evidence::None,
            section: None,
            lists: None,
            path: Vec::new(),
            talk: None,
            blocks: Vec::new(),
        };
        let talks = Talks::of(blocks, &title);
        Self {
            blocks,
            title,
            title_block,
            stem: named_by_file(stem),
            past_title: false,
            talks,
            stack: Vec::new(),
            section: None,
            contents: false,
            entries: vec![top],
            structure: Vec::new(),
            tags: Tags::everywhere(&front.tags),
            all_off: front.off,
            off: if front.off { vec![(1, OPEN)] } else { Vec::new() },
        }
    }

    fn is_off(&self) -> bool {
        self.off.last().is_some_and(|(_, to)| *to == OPEN)
    }

    fn note(&mut self, block: &Block, status: &'static str) {
        let meta = status == "structural:meta";
        let status = if self.is_off() && !meta { "skip:switched-off" } else { status };
        self.structure.extend(block.lines.numbers().iter().map(|line| (*line, status)));
    }

    fn take(&mut self, index: usize) {
        let block = &self.blocks[index];
        match block.shape {
            Shape::Heading(level) => self.heading(index, level),
            Shape::Meta => self.meta(index),
            Shape::Reference => self.note(block, "attached:resource"),
            Shape::Stray => self.note(block, "skip:stray"),
            _ if self.contents || is_contents_item(block) => self.note(block, "structural:toc"),
            _ if self.is_off() => self.note(block, "skip:switched-off"),
            _ => {
                self.tags.on(&block.lines, &block.tags);
                if let Some(entry) = self.entries.last_mut() {
                    entry.blocks.push(index);
                }
            }
        }
    }

    /// Layout, a switch, or tags on a line of their own.
    fn meta(&mut self, index: usize) {
        let block = &self.blocks[index];
        if !block.tags.is_empty() {
            return self.lone_tags(index);
        }
        let line = block.lines.first();
        match block.text() {
            blocks::OFF if !self.is_off() => self.off.push((line, OPEN)),
            blocks::ON if !self.all_off => {
                if let Some((_, to)) = self.off.last_mut().filter(|(_, to)| *to == OPEN) {
                    *to = line;
                }
            }
            _ => {}
        }
        self.note(block, "structural:meta");
    }

    /// Tags on a line of their own are for the item they are nested under, for the text that
    /// they stand directly below, or else for the whole section.
    fn lone_tags(&mut self, index: usize) {
        let block = &self.blocks[index];
        self.note(block, "structural:tags");
        let above = index.checked_sub(1).filter(|at| {
            let above = &self.blocks[*at];
            !block.after_blank && (above.is_item() || above.shape == Shape::Paragraph)
        });
        match above.or(block.parent) {
            Some(at) => self.tags.on(&self.blocks[at].lines, &block.tags),
            None => self.tags.here(&block.tags),
        }
    }

    fn heading(&mut self, index: usize, level: u8) {
        let block = &self.blocks[index];
        let section = self.section.as_ref().map(|(at, _)| *at);
        self.tags.open(block, level, section.filter(|at| *at < level));
        let raw = trim_name(block.text());
        self.contents = false;
        if Some(index) == self.title_block {
            return self.note(block, "structural:title");
        }
        if raw.is_empty() {
            return self.note(block, "skip:stray");
        }
        self.past_title |= level == 1 && self.title_block.is_some();
        if kinds::is_contents(&raw) {
            self.contents = true;
            return self.note(block, "structural:toc");
        }
        if self.section.as_ref().is_some_and(|(at, _)| level <= *at) {
            self.section = None;
        }
        while self.stack.last().is_some_and(|(above, _)| *above >= level) {
            self.stack.pop();
        }
        if let Some((kind, noun)) = kinds::section(&raw)
            && self.followed_by_deeper(index, level)
        {
            let section = Section { name: raw.clone(), kind, noun };
            self.section = Some((level, section));
            self.stack.retain(|_| false);
            self.stack.push((level, raw.clone()));
            self.note(block, "structural:heading");
            return self.open_label(block, raw);
        }
        let facet =
            self.entries.last().is_some_and(|entry| entry.line > 0 && entry.kind != Kind::Label)
                && !(kinds::section(&raw).is_some() && self.holds_text(index))
                && (kinds::is_facet(&raw) || (self.section.is_some() && raw.ends_with('?')));
        if facet && let Some(entry) = self.entries.last_mut() {
            entry.blocks.push(index);
            return self.note(block, "structural:heading");
        }
        self.open_entry(index, level, &raw);
    }

    /// Whether the next thing after a heading is a deeper heading.
    /// The blocks from one on, up to the next heading.
    fn own(&self, from: usize) -> impl Iterator<Item = &Block> + Clone {
        self.blocks[from..].iter().take_while(|block| !matches!(block.shape, Shape::Heading(_)))
    }

    /// Whether more than links stands right under a heading.
    fn holds_text(&self, index: usize) -> bool {
        let own = self.own(index + 1);
        let links = own.clone().filter(|block| block.is_link() || block.holds_address()).count();
        links * 2 < own.count()
    }

    fn followed_by_deeper(&self, index: usize, level: u8) -> bool {
        let next = self.blocks[index + 1..]
            .iter()
            .find(|block| !matches!(block.shape, Shape::Meta | Shape::Stray));
        next.is_some_and(|block| matches!(block.shape, Shape::Heading(deeper) if deeper > level))
    }

    /// The outermost level: the title, or the file's name behind a second heading of its rank,
    /// which is not under the first.
    fn top(&self) -> &str {
        if self.past_title { &self.stem } else { &self.title }
    }

    fn path(&self) -> Vec<String> {
        let mut path = vec![self.top().to_owned()];
        path.extend(self.stack.iter().map(|(_, name)| name.clone()));
        path
    }

    /// What stands directly under a section heading belongs to a label.
    fn open_label(&mut self, block: &Block, name: String) {
        let path = {
            let mut path = self.path();
            path.pop();
            path
        };
        self.entries.push(Entry {
            line: block.lines.first(),
            name,
            gloss: None,
            kind: Kind::Label,
            evidence: Evidence::None,
            section: None,
            lists: None,
            path,
            talk: None,
            blocks: Vec::new(),
        });
    }

    fn open_entry(&mut self, index: usize, level: u8, raw: &str) {
        let block = &self.blocks[index];
        let (name, gloss) = name_and_gloss(raw);
        let section = self.section.as_ref().map(|(_, section)| section.clone());
        let path = match &self.section {
            Some((_, section)) => vec![self.top().to_owned(), section.name.clone()],
            None => self.path(),
        };
        let mut entry = Entry {
            line: block.lines.first(),
            name,
            gloss,
            kind: Kind::Label,
            evidence: Evidence::None,
            section,
            lists: kinds::listed(raw),
            path,
            talk: None,
            blocks: Vec::new(),
        };
        self.judge(&mut entry, index, raw);
        self.note(block, "structural:heading");
        self.entries.push(entry);
        if self.section.is_none() {
            self.stack.push((level, trim_name(raw)));
        }
    }

    /// Decides what a heading is.
    fn judge(&self, entry: &mut Entry, index: usize, raw: &str) {
        let kind = entry.section.as_ref().map(|section| section.kind);
        match kind {
            Some(kind @ (Kind::Resource | Kind::Admin)) => entry.kind = kind,
            None if kinds::is_admin(&entry.name) => entry.kind = Kind::Admin,
            Some(Kind::Speaker) if person::looks_like_person(&entry.name) => {
                entry.kind = Kind::Speaker;
                entry.evidence = Evidence::Strong;
                entry.talk = talk::behind_name(&entry.name, entry.gloss.as_deref(), entry.line);
            }
            Some(kind @ (Kind::Tool | Kind::Concept | Kind::Demo))
                if words::count(&entry.name) <= 6 && !raw.ends_with('?') =>
            {
                entry.kind = kind;
                entry.evidence = Evidence::Strong;
            }
            _ => self.judge_by_form(entry, index, raw),
        }
    }

    /// Outside sections of known kind: a talk by its speaker, a thing by its definition.
    fn judge_by_form(&self, entry: &mut Entry, index: usize, raw: &str) {
        let demo = kind_in_front(&entry.name).is_some_and(|(of, _)| of.kind == Kind::Demo);
        if let Some(talk) = self.announced_talk(index, raw).filter(|_| !demo) {
            entry.kind = Kind::Talk;
            entry.evidence = Evidence::Strong;
            entry.talk = Some(talk);
            return;
        }
        if let Some((section, name)) = kind_in_front(&entry.name) {
            name.clone_into(&mut entry.name);
            entry.kind = section.kind;
            entry.evidence = Evidence::Strong;
            entry.section = entry.section.take().or(Some(section));
            return;
        }
        let gloss_is_talk = entry.gloss.as_deref().is_some_and(|gloss| {
            !person::is_role(gloss)
                && words::count(gloss) >= 2
                && !is_acronym_of(&entry.name, gloss)
        });
        if person::is_likely_person(&entry.name) && gloss_is_talk {
            entry.kind = Kind::Speaker;
            entry.evidence = Evidence::Strong;
            entry.talk = talk::behind_name(&entry.name, entry.gloss.as_deref(), entry.line)
                .filter(|_| self.tells_of_talks());
            return;
        }
        if let Some(name) = self.named_below(index) {
            name.clone_into(&mut entry.name);
            entry.kind = Kind::Concept;
            entry.evidence = Evidence::Weak;
            return;
        }
        let short = words::count(&entry.name) <= 3
            && !kinds::is_label(&entry.name)
            && !raw.ends_with('?')
            && !raw.contains('$')
            && !kinds::is_facet(&entry.name);
        let of_another =
            entry.name.split_once(" of ").is_some_and(|(first, _)| kinds::is_facet(first));
        let rare = entry.name.split_whitespace().any(words::is_rare) && !of_another;
        if short && rare && !person::looks_like_person(&entry.name) && self.defines_below(index) {
            entry.kind = Kind::Concept;
            entry.evidence = Evidence::Weak;
        }
    }

    /// Whether the lines under the title say that it is a book's: "2nd reading", "chapter 3".
    fn tells_of_a_book(&self) -> bool {
        const FIRST: usize = 4;
        let own = self.own(self.title_block.map_or(0, |title| title + 1));
        own.take(FIRST).any(|block| talk::tells_of_a_book(block.text()))
    }

    /// Whether the note says that it is of talks: behind a person's name may stand a book as well.
    fn tells_of_talks(&self) -> bool {
        self.talks == Talks::Expected || talk::tells_of_talks(&self.title)
    }

    /// The name behind a colon in a heading, where the text below opens with it: "Embedded:
    /// Embassy" above "Embassy is …".
    fn named_below(&self, index: usize) -> Option<&str> {
        let (_, name) = self.blocks[index].text().split_once(": ")?;
        let below = self.blocks.get(index + 1)?.text();
        let behind = below.strip_prefix(name)?;
        let told = [" is ", " are "].iter().any(|verb| behind.starts_with(verb));
        (told && words::count(name) <= 3).then_some(name)
    }

    /// Whether the first block under a heading is a noun phrase with an article or class noun.
    fn defines_below(&self, index: usize) -> bool {
        let below = self.blocks[index + 1..].iter().find(|block| !block.is_link());
        let Some(block) = below else { return false };
        if !(block.is_item() || block.shape == Shape::Paragraph) {
            return false;
        }
        let lower = block.text().to_lowercase();
        let article = ["a ", "an "].iter().any(|article| lower.starts_with(article));
        article || kinds::class_noun_head(&lower) || self.says_what_it_does(index, &lower)
    }

    /// Whether a text opens with the heading and a verb: "Kyverno mutates", "The GIL is".
    fn says_what_it_does(&self, index: usize, lower: &str) -> bool {
        let name = self.blocks[index].text().to_lowercase();
        let bare = ["a ", "an ", "the "].iter().find_map(|article| lower.strip_prefix(article));
        let next = bare.unwrap_or(lower).strip_prefix(&name).and_then(|rest| {
            rest.strip_prefix(' ').and_then(|rest| rest.split_whitespace().next())
        });
        next.is_some_and(|word| word == "are" || (word.ends_with('s') && !word.ends_with("'s")))
    }

    /// A talk announced by its heading, or by the line or heading just below.
    fn announced_talk(&self, index: usize, raw: &str) -> Option<Talk> {
        let above = self.stack.iter().map(|(_, name)| name.as_str()).chain([self.title.as_str()]);
        if self.talks == Talks::Unlikely || above.into_iter().any(talk::is_of_writings) {
            return None;
        }
        let line = self.blocks[index].lines.clone();
        let here = |(title, speakers)| Talk { title, speakers, lines: line.clone() };
        let expected = self.section.as_ref().is_some_and(|(_, of)| of.kind == Kind::Speaker)
            || self.talks == Talks::Expected;
        talk::titled_by(raw)
            .map(here)
            .or_else(|| self.talk_of_those_below(index, raw))
            .or_else(|| talk::person_first(raw, expected).map(here))
    }

    /// A talk whose heading is its title, and whose speakers stand below.
    fn talk_of_those_below(&self, index: usize, raw: &str) -> Option<Talk> {
        let below = self.blocks.get(index + 1)?;
        let heading = matches!(below.shape, Shape::Heading(_));
        // 'Title' by Name, under a heading that says only what kind of talk it is.
        if let Some((title, speakers)) = talk::quoted_title_by(below.text()) {
            return Some(Talk { title, speakers, lines: below.lines.clone() });
        }
        // A heading below that has a title of its own is a talk of its own, under a day or a track.
        let own = heading
            && (talk::person_first(below.text(), true).is_some()
                || below.text().contains(['"', '\u{201c}'])
                || talk::is_of_several(raw));
        let speakers = talk::named_speakers(below.text(), heading).filter(|_| !own)?;
        let title = talk::bare_title(raw).trim_matches(['"', '\u{201c}', '\u{201d}']).to_owned();
        let lines = self.blocks[index].lines.union(&below.lines);
        (words::count(&title) >= 2).then_some(Talk { title, speakers, lines })
    }

    fn finish(mut self) -> Walked {
        self.title_talk();
        let empty: HashMap<u32, &'static str> = self
            .entries
            .iter()
            .filter(|entry| entry.blocks.is_empty() && entry.line > 0 && entry.talk.is_none())
            .map(|entry| {
                let label = entry.kind == Kind::Label;
                (entry.line, if label { "structural:heading" } else { "structural:empty-entry" })
            })
            .collect();
        for (line, status) in &mut self.structure {
            if let Some(better) = empty.get(line).filter(|_| status.starts_with("structural:")) {
                *status = better;
            }
        }
        let Self { entries, structure, tags, off, .. } = self;
        Walked { entries, structure, tags, off }
    }

    /// A note about one talk: the title is the talk's, the speaker stands just below.
    fn title_talk(&mut self) {
        let Some(at) = self.title_block else { return };
        let Some(talk) = self.announced_talk(at, &self.title).filter(|_| !self.tells_of_a_book())
        else {
            return;
        };
        if let Some(top) = self.entries.first_mut() {
            top.line = self.blocks[at].lines.first();
            top.kind = Kind::Talk;
            top.evidence = Evidence::Strong;
            top.talk = Some(talk);
        }
    }
}

fn is_chapter(block: &Block) -> bool {
    let first = block.text().split_whitespace().next();
    matches!(block.shape, Shape::Heading(_))
        && first.is_some_and(|word| word.eq_ignore_ascii_case("chapter"))
}

fn is_contents_item(block: &Block) -> bool {
    let links = &block.inline.links;
    block.is_item()
        && !links.is_empty()
        && links.iter().all(|link| link.starts_with('#'))
        && block.inline.linked() + 1 >= block.text().len()
}

/// A heading that says what its thing is: `Tool: NAME`, `Live demo of NAME`; with the name.
fn kind_in_front(heading: &str) -> Option<(Section, String)> {
    const MARKS: &[&str] = &[": ", " - ", " \u{2013} ", " \u{2014} "];
    let split = MARKS.iter().filter_map(|mark| words::cut(heading, mark));
    let (front, name) = split.min_by_key(|(front, _)| front.len()).or_else(|| {
        let (front, name) = words::cut(heading, " of ")?;
        front.to_ascii_lowercase().ends_with("demo").then_some((front, name))
    })?;
    let front = front.to_lowercase();
    let (kind, noun) = kinds::named_kind(front.strip_prefix("live ").unwrap_or(&front))?;
    let name = name.trim();
    let fits = (1..=6).contains(&words::count(name)) && !name.contains(['?', ':']);
    fits.then(|| (Section { name: noun.to_owned(), kind, noun }, name.to_owned()))
}

/// The name without its gloss, and the gloss: a final parenthesis.
fn name_and_gloss(raw: &str) -> (String, Option<String>) {
    let text = talk::uncounted(raw.trim());
    if let Some(body) = text.strip_suffix(')')
        && let Some(open) = matching_open(body)
        && open > 0
    {
        let name = trim_name(&text[..open]);
        let gloss = body[open + 1..].trim().to_owned();
        if !name.is_empty() && !gloss.is_empty() {
            return (name, Some(gloss));
        }
    }
    (trim_name(text), None)
}

/// Where the parenthesis opens that closes right behind this text.
fn matching_open(body: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in body.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' if depth == 0 => return Some(at),
            '(' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(text: &str) -> Vec<String> {
        read(text, "file")
            .entries
            .iter()
            .filter(|entry| entry.line > 0)
            .map(|e| format!("{} {} [{}] {}", e.line, e.kind.name(), e.name, e.path.join(" > ")))
            .collect()
    }

    #[test]
    fn uneven_levels_in_a_section_are_siblings() {
        let text =
            "# Conf Notes\n## Tools\n#### rg\n- x\n##### fd:\n- y\n### Quick Demos\n#### vhs\n- z";
        assert_eq!(
            entries(text),
            [
                "2 label [Tools] Conf Notes",
                "3 tool [rg] Conf Notes > Tools",
                "5 tool [fd] Conf Notes > Tools",
                "7 label [Quick Demos] Conf Notes",
                "8 demo [vhs] Conf Notes > Quick Demos",
            ]
        );
    }

    #[test]
    fn a_heading_may_say_what_its_items_are() {
        let note = read("# X\n## Tools to try\n- fd\n## Talks\n- one\n## Tools plenary\n- x", "f");
        let nouns: Vec<_> = note.entries.iter().map(|entry| entry.lists).collect();
        assert_eq!(nouns, [None, Some("tool"), None, None]);
    }

    #[test]
    fn a_heading_may_say_what_its_thing_is() {
        let read = "# X\n## Demo: live migration\n- x\n## Live demo of Zola\n- y\n## Tool: fd\n- z";
        assert_eq!(
            entries(read),
            ["2 demo [live migration] X", "4 demo [Zola] X", "6 tool [fd] X"]
        );
    }

    #[test]
    fn a_label_is_not_a_thing() {
        assert_eq!(
            entries("# X\n## Roadmap\n- more tests\n## Zola\n- a site generator"),
            ["2 label [Roadmap] X", "4 concept [Zola] X"]
        );
    }

    #[test]
    fn authors_of_books_give_no_talks() {
        let talks = |text| read(text, "f").entries.iter().filter(|e| e.talk.is_some()).count();
        assert_eq!(talks("# PyDays\n## Open societies by Karl Popper\n- x"), 1);
        assert_eq!(talks("# Books I read\n## Open societies by Karl Popper\n- x"), 0);
        assert_eq!(
            talks("# Open societies by Karl Popper\n## Chapter 1\n- x\n## Chapter 2\n- y"),
            0
        );
    }

    #[test]
    fn a_quoted_title_below_a_heading_is_a_talk() {
        let note = read(
            "# Days\n## Plenary\n\u{2018}Faster loops\u{2019} by Grete Hermann (Bremen)\n",
            "f",
        );
        let talk = note.entries.last().and_then(|entry| entry.talk.as_ref()).unwrap();
        assert_eq!((talk.title.as_str(), talk.lines.numbers()), ("Faster loops", &[3][..]));
    }

    #[test]
    fn talks_are_told_by_their_speakers() {
        let read = read(
            "# PyDays 2020\n## Faster loops by Grete Hermann\n- x\n## Slow loops\n* Speaker: Emmy Noether\n",
            "f",
        );
        let talks: Vec<_> = read
            .entries
            .iter()
            .filter_map(|e| e.talk.as_ref())
            .map(|t| (t.title.as_str(), t.speakers.join("+")))
            .collect();
        assert_eq!(
            talks,
            [
                ("Faster loops", "Grete Hermann".to_owned()),
                ("Slow loops", "Emmy Noether".to_owned())
            ]
        );
        assert_eq!(read.event.as_deref(), Some("PyDays 2020"));
    }
}
