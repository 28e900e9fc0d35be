//! What the rules work on and write into: the note, its entities, what they found.

use crate::cards::generate::entities::Entities;
use crate::notes::blocks::{Block, Shape};
use crate::notes::kinds::{self, Kind};
use crate::notes::language::{Language, Languages};
use crate::notes::outline::{Entry, Note};
use crate::notes::words::{self, Token};
use crate::values::lines::Lines;
use crate::values::maps::{Map, Set};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where a card's breadcrumb ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Crumb {
    /// At the section: the entry's name would be the answer.
    Section,
    /// At the entry.
    Entry,
}

/// A card before the gates.
#[derive(Debug, Clone)]
pub(super) struct Proposal {
    /// The rule.
    pub(super) rule: &'static str,
    /// The kind.
    pub(super) kind: &'static str,
    /// The question.
    pub(super) question: String,
    /// The answer.
    pub(super) answer: String,
    /// The lines.
    pub(super) lines: Lines,
    /// The entry it stands in.
    pub(super) entry: usize,
    /// The thing it is about.
    pub(super) entity: String,
    /// What that is.
    pub(super) entity_kind: Kind,
    /// How sure, in hundredths.
    pub(super) confidence: u32,
    /// Where the breadcrumb ends.
    pub(super) crumb: Crumb,
    /// Whether the answer may share words with the question: a comparison names its other side.
    pub(super) shares_words: bool,
    /// The sentence it was made from.
    pub(super) fact: String,
    /// The clue quoted in the question, for cards that ask for a name.
    pub(super) clue: Option<String>,
    /// The bullets that its own is nested under, outermost first.
    pub(super) under: Vec<String>,
    /// Which wording the question has.
    pub(super) variant: u8,
    /// Place in the order of the notes, for cards that are made late.
    pub(super) order: (u32, u32),
}

/// Whether an entry is a glossary, and of what form its terms are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Glossary {
    /// It is none.
    None,
    /// Its terms are set off: in bold, as code.
    Marked,
    /// They are not.
    Plain,
}

/// The note and all that is known about it so far.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    /// The note.
    pub(super) note: &'a Note,
    /// Things with names.
    pub(super) entities: Entities,
    /// Cards so far.
    pub(super) proposals: Vec<Proposal>,
    /// Why a line has no card, as far as known.
    pub(super) reasons: BTreeMap<u32, &'static str>,
    /// Which language each part of the note is in.
    pub(super) languages: Arc<Languages>,
    /// Lines that were read in another language than English.
    abroad: Set<u32>,
    /// Whether the rules that are wrong more often than right may run.
    pub(super) all: bool,
    /// Lines of which a rule on sentences has made something.
    pub(super) spoken: Set<u32>,
    /// How many terms with glosses stand side by side in the entry being read, by the bullet
    /// that they are nested under.
    pub(super) runs: Map<Option<usize>, usize>,
    /// The first names of those who speak, as far as the note says who does.
    pub(super) people: Arc<Set<String>>,
    /// The words of the block being read.
    pub(super) words: Vec<Token<'a>>,
    /// Whether the heading of the entry being read names the thing that its lines speak of.
    pub(super) is_named: bool,
    /// Whether the entry being read is a glossary.
    pub(super) glossary: Glossary,
    /// Whether the entry being read is a list of words of this language with their English.
    pub(super) word_list: Option<(Language, bool)>,
    /// What the blocks of the entry being read speak of where they do not say it, by the bullet
    /// that they are nested under.
    pub(super) topics: Map<Option<usize>, Option<String>>,
    /// Children of each block.
    children: Arc<Vec<Vec<usize>>>,
    /// Whether the items under each block are tools, as it says.
    lists_tools: Arc<Vec<bool>>,
    /// Whether what stands in front of each block's list announces it.
    led: Arc<Vec<bool>>,
    /// Blocks that a rule has used up.
    taken: Vec<bool>,
}

impl<'a> Scene<'a> {
    /// A scene on which nothing has happened.
    pub(super) fn new(note: &'a Note, all: bool) -> Self {
        let mut children = vec![Vec::new(); note.blocks.len()];
        let (mut led, mut announced) = (Vec::with_capacity(note.blocks.len()), false);
        for (index, block) in note.blocks.iter().enumerate() {
            led.push(announced);
            if !block.is_item() {
                announced = block.shape == Shape::Paragraph && block.text().ends_with(':');
            }
            if let Some(parent) = block.parent {
                children[parent].push(index);
            }
        }
        let lists_tools = |(block, under): (&Block, &Vec<usize>)| {
            !under.is_empty() && kinds::listed(block.text()) == Some("tool")
        };
        let lists_tools = note.blocks.iter().zip(&children).map(lists_tools).collect();
        let taken = vec![false; note.blocks.len()];
        Self {
            note,
            entities: Entities::default(),
            proposals: Vec::new(),
            reasons: BTreeMap::new(),
            spoken: Set::default(),
            people: Arc::new(people(note)),
            languages: Arc::new(Languages::of(note)),
            abroad: Set::default(),
            all,
            runs: Map::default(),
            words: Vec::new(),
            is_named: false,
            glossary: Glossary::None,
            topics: Map::default(),
            word_list: None,
            children: Arc::new(children),
            lists_tools: Arc::new(lists_tools),
            led: Arc::new(led),
            taken,
        }
    }

    /// The same scene before anything but the headings was read, for a part of the note that is
    /// read by itself.
    pub(super) fn part(&self) -> Self {
        Self {
            note: self.note,
            entities: self.entities.part(),
            proposals: Vec::new(),
            reasons: BTreeMap::new(),
            spoken: Set::default(),
            people: Arc::clone(&self.people),
            languages: Arc::clone(&self.languages),
            abroad: Set::default(),
            all: self.all,
            runs: Map::default(),
            words: Vec::new(),
            is_named: false,
            glossary: Glossary::None,
            topics: Map::default(),
            word_list: None,
            children: Arc::clone(&self.children),
            lists_tools: Arc::clone(&self.lists_tools),
            led: Arc::clone(&self.led),
            taken: self.taken.clone(),
        }
    }

    /// Adds what was found in the next part of the note.
    pub(super) fn join(&mut self, part: Self) {
        self.entities.join(part.entities);
        self.proposals.extend(part.proposals);
        for (line, reason) in part.reasons {
            self.reasons.entry(line).or_insert(reason);
        }
        self.spoken.extend(part.spoken);
        self.abroad.extend(part.abroad);
        for (mine, theirs) in self.taken.iter_mut().zip(part.taken) {
            *mine |= theirs;
        }
    }

    /// The words of the block being read up to a byte of its text.
    pub(super) fn opening(&self, index: usize, until: usize) -> Cow<'_, [Token<'a>]> {
        let text = self.block(index).text();
        // In scripts without blanks a sentence ends inside a run of signs.
        if text.as_bytes().get(until).is_none_or(|byte| *byte == b' ') {
            let end = self.words.partition_point(|word| word.outer_end <= until);
            Cow::Borrowed(&self.words[..end])
        } else {
            Cow::Owned(words::tokens(&text[..until]))
        }
    }

    /// The block with this index.
    pub(super) fn block(&self, index: usize) -> &'a Block {
        &self.note.blocks[index]
    }

    /// The entry with this index.
    pub(super) fn entry(&self, index: usize) -> &'a Entry {
        &self.note.entries[index]
    }

    /// The blocks nested directly under a block.
    pub(super) fn children(&self, index: usize) -> &[usize] {
        &self.children[index]
    }

    /// Whether the line in front of the list that a block stands in ends in a colon.
    pub(super) fn is_led(&self, index: usize) -> bool {
        self.led[index]
    }

    /// The list items nested directly under a block.
    pub(super) fn items_under(&self, index: usize) -> Vec<usize> {
        self.children[index].iter().copied().filter(|child| self.block(*child).is_item()).collect()
    }

    /// The line of an entry's heading, or of the note's where that names the entry: a note may be
    /// named by its file alone.
    pub(super) fn heading_line(&self, entry: usize) -> Option<u32> {
        let heading = self.entry(entry);
        if heading.line > 0 {
            return Some(heading.line);
        }
        let title = self.note.blocks.iter().find(|block| block.shape == Shape::Heading(1))?;
        (title.text().trim() == heading.name).then(|| title.lines.first())
    }

    /// Whether questions about an entry are asked in English.
    pub(super) fn is_english(&self, entry: usize) -> bool {
        self.languages.of_entry(entry).is_english()
    }

    /// A card under an entry and about it. A rule says what else it is: `Proposal { entity, ..card }`.
    pub(super) fn card(
        &self,
        entry: usize,
        lines: Lines,
        (rule, kind, confidence): (&'static str, &'static str, u32),
        (question, answer): (String, String),
    ) -> Proposal {
        let heading = self.entry(entry);
        Proposal {
            rule,
            kind,
            fact: format!("{question} {answer}"),
            question,
            answer,
            order: (lines.first(), 0),
            lines,
            entry,
            entity: heading.name.clone(),
            entity_kind: heading.kind,
            confidence,
            crumb: Crumb::Entry,
            shares_words: false,
            clue: None,
            under: Vec::new(),
            variant: 0,
        }
    }

    /// Notes that these lines are read in another language than English.
    pub(super) fn reads_abroad(&mut self, lines: &Lines) {
        self.abroad.extend(lines.numbers());
    }

    /// Whether one of these lines was.
    pub(super) fn is_abroad(&self, lines: &Lines) -> bool {
        lines.numbers().iter().any(|line| self.abroad.contains(line))
    }

    /// What an item right under a heading or a bullet is, where that says so: `Tools`.
    pub(super) fn listed(&self, entry: usize, index: usize) -> Option<&'static str> {
        let block = self.block(index);
        match block.parent {
            _ if !block.is_item() => None,
            None => self.entry(entry).lists,
            Some(parent) => self.lists_tools[parent].then_some("tool"),
        }
    }

    /// How many terms with glosses stand beside a block, itself included.
    pub(super) fn glosses_beside(&self, index: usize) -> usize {
        self.runs.get(&self.block(index).parent).copied().unwrap_or(0)
    }

    /// Whether a block is the first under its bullet, or else under its heading.
    pub(super) fn is_first(&self, entry: usize, index: usize) -> bool {
        let siblings = match self.block(index).parent {
            Some(parent) => self.children(parent),
            None => self.entry(entry).blocks.as_slice(),
        };
        siblings.iter().find(|at| !self.block(**at).is_link()) == Some(&index)
    }

    /// Whether a rule has used a block up.
    pub(super) fn is_taken(&self, index: usize) -> bool {
        self.taken[index]
    }

    /// Marks a block as used up.
    pub(super) fn take(&mut self, index: usize) {
        self.taken[index] = true;
    }

    /// Marks several as used up.
    pub(super) fn take_all(&mut self, indexes: &[usize]) {
        for index in indexes {
            self.take(*index);
        }
    }

    /// Notes why the lines of a block have no card, unless a reason is known.
    pub(super) fn explain(&mut self, lines: &Lines, reason: &'static str) {
        for line in lines.numbers() {
            self.reasons.entry(*line).or_insert(reason);
        }
    }

    /// The breadcrumb of a block: title, sections, entry, parent bullets.
    pub(super) fn crumbs(&self, entry: usize, crumb: Crumb, under: &[String]) -> Vec<String> {
        let entry = self.entry(entry);
        let mut levels = entry.path.clone();
        if crumb == Crumb::Entry && levels.last() != Some(&entry.name) {
            levels.push(entry.name.clone());
        }
        if levels.is_empty() {
            levels.push(self.note.title.clone());
        }
        if crumb == Crumb::Entry {
            levels.extend_from_slice(under);
        }
        levels.retain(|level| !level.is_empty());
        levels
    }

    /// Whether something was already made of these lines.
    pub(super) fn speaks_elsewhere(&self, lines: &Lines) -> bool {
        lines.numbers().iter().any(|line| self.spoken.contains(line))
    }

    /// The bullets that a block is nested under, outermost first, where they are short enough
    /// to stand in a breadcrumb.
    pub(super) fn parents(&self, index: usize) -> Vec<String> {
        const MOST_WORDS: usize = 8;
        let mut found = Vec::new();
        let mut next = self.block(index).parent;
        while let Some(at) = next {
            let text = self.block(at).text().trim_end_matches([':', '?', ' ']);
            if (1..=MOST_WORDS).contains(&words::count(text)) && !text.contains("://") {
                found.push(text.to_owned());
            }
            next = self.block(at).parent;
        }
        found.reverse();
        found
    }

    /// The next block of the same entry behind this one.
    pub(super) fn next_in_entry(&self, entry: usize, index: usize) -> Option<usize> {
        let blocks = &self.entry(entry).blocks;
        let at = blocks.binary_search(&index).ok()?;
        blocks.get(at + 1).copied()
    }

    /// The lines of a block one by one, where its text kept them apart.
    pub(super) fn rows(&self, index: usize) -> Vec<&'a str> {
        let block = self.block(index);
        if block.shape == Shape::Code {
            return block.text().lines().collect();
        }
        let text = block.text();
        let mut rows = Vec::new();
        let mut from = 0;
        for cut in block.inline.breaks.iter().copied().chain([text.len()]) {
            rows.push(text[from..cut].trim());
            from = cut;
        }
        rows
    }
}

/// The first names of those who give talks or sit on a panel: "Ada: the analytical engine …" says
/// what one of them said.
fn people(note: &Note) -> Set<String> {
    const LEADS: [&str; 10] = [
        "guest",
        "guests",
        "host",
        "hosts",
        "panel",
        "panelists",
        "panellists",
        "speaker",
        "speakers",
        "with",
    ];
    let speakers = note.entries.iter().filter_map(|entry| entry.talk.as_ref());
    let speakers = speakers.flat_map(|talk| &talk.speakers).map(String::as_str);
    let listed = note.blocks.iter().filter_map(|block| {
        let (lead, names) = words::cut(block.text(), ": ")?;
        LEADS.contains(&lead.to_lowercase().as_str()).then_some(names)
    });
    let listed = listed.flat_map(|names| names.split([',', '&']));
    let first = |name: &str| name.split_whitespace().next().map(str::to_owned);
    speakers.chain(listed).filter_map(first).collect()
}
