//! Markdown being written: escapes, line breaks, prefixes of lines, and the marks of emphasis,
//! which must stand so that Markdown sees them.

use super::cloze::GAP;

/// Emphasis of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Strong,
    Emphasis,
    Struck,
}

impl Mark {
    /// The mark of an element.
    pub(super) fn of(element: &str) -> Option<Self> {
        match element {
            "b" | "strong" => Some(Self::Strong),
            "i" | "em" | "cite" | "dfn" | "var" => Some(Self::Emphasis),
            "s" | "strike" | "del" => Some(Self::Struck),
            _ => None,
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Strong => "**",
            Self::Emphasis => "*",
            Self::Struck => "~~",
        }
    }
}

/// How a mark stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Asked for, but nothing was written since.
    Asked,
    /// It begins here.
    At(usize),
    /// Markdown would not see it here, so it is left out.
    LeftOut,
}

/// How the line being written ends, when something follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    None,
    /// A new line that a reader sees as one.
    Line,
    /// A new line where a block ends or begins.
    Block,
    /// A blank line.
    Blank,
}

/// The text written so far.
#[derive(Debug)]
pub(super) struct Marks {
    out: String,
    /// How often each mark is open, and where it stands.
    open: Vec<(Mark, u32, Place)>,
    wants_blank: bool,
    wants_break: Break,
    /// What was closed last: begin and end of its text, for taking it back.
    closed: Option<(Mark, usize, usize)>,
    prefix: String,
    /// Nothing but prefix and marker stands in this line.
    at_start: bool,
}

impl Default for Marks {
    fn default() -> Self {
        Self {
            out: String::new(),
            open: Vec::new(),
            wants_blank: false,
            wants_break: Break::None,
            closed: None,
            prefix: String::new(),
            at_start: true,
        }
    }
}

impl Marks {
    /// Text, its blanks collapsed and its markup escaped.
    pub(super) fn text(&mut self, text: &str) {
        for (at, c) in text.char_indices() {
            match c {
                '\n' | '\r' | '\t' | ' ' | '\u{a0}' | '\u{c}' => self.wants_blank = true,
                GAP => self.inline("[...]"),
                c if c.is_control() => {}
                c => {
                    self.before(c);
                    self.character(c, &text[at + c.len_utf8()..]);
                }
            }
        }
    }

    /// Markdown that stands within a line and begins with no letter.
    pub(super) fn inline(&mut self, markdown: &str) {
        self.before('[');
        self.out.push_str(markdown);
        self.at_start = false;
    }

    /// Markdown that stands within a line, marks of emphasis untouched.
    pub(super) fn raw(&mut self, markdown: &str) {
        self.begin();
        self.closed = None;
        self.out.push_str(markdown);
        self.at_start = false;
    }

    /// A line of code, its blanks kept.
    pub(super) fn code_line(&mut self, line: &str) {
        self.out.push('\n');
        self.out.push_str(&self.prefix);
        self.out.extend(line.chars().filter(|c| !c.is_control() || *c == '\t'));
        self.at_start = false;
    }

    /// The bullet or number of an item.
    pub(super) fn marker(&mut self, marker: &str) {
        self.begin();
        self.out.push_str(marker);
        self.at_start = true;
    }

    /// What the next lines begin with.
    pub(super) fn set_prefix(&mut self, quotes: usize, items: usize) {
        self.prefix = "> ".repeat(quotes) + &"  ".repeat(items);
    }

    /// Ends the line, as `<br>` does: twice in a row leaves a line blank.
    pub(super) fn line_break(&mut self) {
        if self.wants_break >= Break::Line { self.blank_line() } else { self.new_line() }
    }

    /// Ends the line, if anything stands in it.
    pub(super) fn new_line(&mut self) {
        self.pause();
        if !self.out.is_empty() {
            self.wants_break = self.wants_break.max(Break::Line);
        }
    }

    /// Ends the line where a block begins or ended, if anything stands in it.
    pub(super) fn block_line(&mut self) {
        self.new_line();
        if !self.out.is_empty() {
            self.wants_break = self.wants_break.max(Break::Block);
        }
    }

    /// Ends the paragraph, if there is one.
    pub(super) fn blank_line(&mut self) {
        self.new_line();
        if !self.out.is_empty() {
            self.wants_break = Break::Blank;
        }
    }

    /// Begins emphasis.
    pub(super) fn open(&mut self, mark: Mark) {
        match self.open.iter_mut().find(|(open, ..)| *open == mark) {
            Some((_, depth, _)) => *depth += 1,
            None => self.open.push((mark, 1, Place::Asked)),
        }
    }

    /// Ends emphasis.
    pub(super) fn close(&mut self, mark: Mark) {
        let Some(at) = self.open.iter().position(|(open, ..)| *open == mark) else { return };
        if self.open[at].1 > 1 {
            self.open[at].1 -= 1;
            return;
        }
        // Those that began inside it are closed with it, and begin again.
        self.pause_from(at);
        self.open.remove(at);
    }

    /// Ends all emphasis of a kind, however often it was begun.
    pub(super) fn close_all(&mut self, mark: Mark) {
        while self.open.iter().any(|(open, ..)| *open == mark) {
            self.close(mark);
        }
    }

    /// Begins a cell of a table, and says where.
    pub(super) fn mark_cell(&mut self) -> usize {
        self.begin();
        self.wants_blank = false;
        self.at_start = false;
        self.out.len()
    }

    /// Ends a cell, and takes what was written since it began.
    pub(super) fn take_cell(&mut self, start: usize) -> String {
        self.pause();
        self.wants_blank = false;
        self.closed = None;
        let start = start.min(self.out.len());
        let cell = self.out.split_off(start);
        cell.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The text.
    pub(super) fn finish(mut self) -> String {
        self.pause();
        self.out.truncate(self.out.trim_end().len());
        self.out
    }

    /// Everything that must be written before this character.
    fn before(&mut self, first: char) {
        self.take_back_closed(first);
        self.begin();
        for at in 0..self.open.len() {
            let (mark, _, place) = self.open[at];
            if place == Place::Asked {
                let last = self.out.chars().next_back();
                let stands = !last.is_some_and(is_word) || is_word(first);
                // Two marks of stars side by side are read as one of another kind.
                let touches = mark != Mark::Struck && last == Some('*');
                self.open[at].2 = if stands && !touches {
                    self.out.push_str(mark.text());
                    Place::At(self.out.len())
                } else {
                    Place::LeftOut
                };
            }
        }
    }

    /// Writes the break or blank that is due.
    fn begin(&mut self) {
        match self.wants_break {
            Break::None if self.out.is_empty() => self.out.push_str(&self.prefix),
            Break::None if self.wants_blank && !self.at_start => self.out.push(' '),
            Break::None => {}
            wanted => {
                self.out.push_str(match wanted {
                    Break::Blank => "\n\n",
                    Break::Block => "\n",
                    Break::Line | Break::None => "  \n",
                });
                if wanted == Break::Blank {
                    // The quote that a blank line stands in goes on.
                    let quotes = self.prefix.trim_end().len();
                    if quotes > 0 {
                        let quote = self.prefix[..quotes].to_owned();
                        self.out.insert_str(self.out.len() - 1, &quote);
                    }
                }
                self.out.push_str(&self.prefix);
                self.at_start = true;
            }
        }
        if self.wants_break != Break::None || self.wants_blank {
            self.closed = None;
        }
        self.wants_break = Break::None;
        self.wants_blank = false;
    }

    fn character(&mut self, c: char, rest: &str) {
        let next = rest.chars().next();
        let escapes = match c {
            '\\' | '`' | '*' | '[' | ']' | '$' => true,
            '_' => !(self.out.ends_with(is_word) && next.is_some_and(is_word)),
            '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => is_entity(rest),
            '~' => self.out.ends_with('~') || next == Some('~'),
            '#' | '>' | '-' | '+' | '=' | '|' | ':' => self.at_start,
            '.' | ')' => self.follows_a_number(),
            _ => false,
        };
        if escapes {
            self.out.push('\\');
        }
        self.out.push(c);
        self.at_start = false;
    }

    /// Whether the line so far is a number, which a point or bracket makes an item of a list.
    fn follows_a_number(&self) -> bool {
        let line = self.out.rsplit('\n').next().unwrap_or_default();
        let line = line.strip_prefix(self.prefix.as_str()).unwrap_or(line);
        let line = line.rsplit("- ").next().unwrap_or(line);
        (1..=9).contains(&line.len()) && line.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Closes what is open before a break; it begins again after it.
    fn pause(&mut self) {
        self.pause_from(0);
        self.wants_blank = false;
    }

    fn pause_from(&mut self, first: usize) {
        for at in (first..self.open.len()).rev() {
            let (mark, _, place) = self.open[at];
            if let Place::At(start) = place {
                self.end_mark(mark, start);
            }
            self.open[at].2 = Place::Asked;
        }
    }

    fn end_mark(&mut self, mark: Mark, start: usize) {
        if self.out.len() <= start {
            self.out.truncate(start - mark.text().len());
            return;
        }
        let end = self.out.len();
        self.out.push_str(mark.text());
        self.closed = Some((mark, start, end));
    }

    /// A mark closed after a sign and before a word would not be seen as closing: it is taken
    /// out again with its opening.
    fn take_back_closed(&mut self, first: char) {
        let Some((mark, start, end)) = self.closed.take() else { return };
        let length = mark.text().len();
        let directly =
            !self.wants_blank && self.wants_break == Break::None && self.out.len() == end + length;
        let last = self.out[..end].chars().next_back();
        if directly && is_word(first) && !last.is_some_and(is_word) {
            self.out.replace_range(end..end + length, "");
            self.out.replace_range(start - length..start, "");
            for (.., place) in &mut self.open {
                if let Place::At(at) = place
                    && *at > start
                {
                    *at -= length;
                }
            }
        }
    }
}

/// Whether what follows `&` makes it the beginning of an entity.
fn is_entity(rest: &str) -> bool {
    let length = rest.bytes().take(40).position(|byte| byte == b';').unwrap_or(0);
    rest.bytes().take(length).all(|byte| byte.is_ascii_alphanumeric() || byte == b'#') && length > 0
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}
