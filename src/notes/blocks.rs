//! Lines to blocks: headings, list items with their depth, quotes, code, tables, paragraphs.

use crate::notes::clean::Line;
use crate::notes::front;
use crate::notes::inline::{self, Inline};
use crate::notes::rows;
use crate::notes::spread::spread;
use crate::notes::tags;
use crate::values::lines::Lines;

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A heading of this level, 1 to 6.
    Heading(u8),
    /// A list item.
    Item {
        /// 0 for the outermost.
        depth: usize,
        /// Its number, in an ordered list.
        number: Option<u32>,
    },
    /// The title of a callout, `> [!kind] TITLE`: what it quotes is nested under it.
    Callout,
    /// Running text.
    Paragraph,
    /// A fenced or indented code block; the text is the code.
    Code,
    /// One row of a table, cells as written.
    Row(Vec<String>),
    /// Front matter, comments, rules, tags: nothing to ask about.
    Meta,
    /// `[name]: address`
    Reference,
    /// A bullet without anything behind it.
    Stray,
}

/// A block with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub shape: Shape,
    /// The lines it stands on.
    pub lines: Lines,
    /// Depth of quoting.
    pub quotes: usize,
    /// Its text, and what was in it.
    pub inline: Inline,
    /// Index of the item this one is nested under, or of the item a quote or code belongs to.
    pub parent: Option<usize>,
    /// Whether a blank line stands before it.
    pub after_blank: bool,
    /// Its tags, which are not in its text.
    pub tags: Vec<String>,
}

impl Block {
    /// The plain text.
    pub fn text(&self) -> &str {
        &self.inline.text
    }

    /// The lines on which the bytes `from..to` of the text stand.
    pub fn lines_of(&self, from: usize, to: usize) -> Lines {
        let numbers = self.lines.numbers();
        let row = |offset: usize| {
            let row = self.inline.breaks.partition_point(|start| *start <= offset);
            row.min(numbers.len().saturating_sub(1))
        };
        if numbers.is_empty() || to <= from {
            return self.lines.clone();
        }
        Lines::new(numbers[row(from)..=row(to - 1)].iter().copied())
    }

    /// Whether it is a link and nothing else.
    pub fn is_link(&self) -> bool {
        let text = self.text();
        let bare = self.holds_address() || text.starts_with("www.");
        let linked = !self.inline.links.is_empty();
        (bare && text.split_whitespace().nth(2).is_none())
            || (linked && text.len().saturating_sub(self.inline.linked()) <= 3)
    }

    /// Whether an address is written out in it; one in code belongs to a command.
    pub fn holds_address(&self) -> bool {
        let text = self.text();
        text.contains("://") && text.split('`').step_by(2).any(|part| part.contains("://"))
    }

    /// Whether it is a line of a schedule: it opens with a time of day.
    pub fn is_timed(&self) -> bool {
        rows::opens_with_time(self.text())
    }

    /// Whether it is a list item.
    pub const fn is_item(&self) -> bool {
        matches!(self.shape, Shape::Item { .. })
    }

    /// Whether others can be nested under it: an item, or the title of a callout.
    pub const fn is_topic(&self) -> bool {
        matches!(self.shape, Shape::Item { .. } | Shape::Callout)
    }

    /// Depth of a list item, from 0.
    pub const fn depth(&self) -> Option<usize> {
        match self.shape {
            Shape::Item { depth, .. } => Some(depth),
            _ => None,
        }
    }
}

/// Cuts lines into blocks. Every non-blank line is in exactly one.
pub fn cut(lines: &[Line]) -> Vec<Block> {
    let unnumbered = rows::without_sections(lines);
    let lines = unnumbered.as_deref().unwrap_or(lines);
    let last_close = lines.iter().rposition(|line| line.raw.contains("-->"));
    let mut cutter = Cutter {
        lines,
        at: 0,
        blocks: Vec::new(),
        unread: Vec::new(),
        open: Vec::new(),
        blank: true,
        bold: false,
        last_close,
    };
    cutter.front_matter();
    while cutter.at < lines.len() {
        cutter.step();
    }
    cutter.finish()
}

/// Texts of a part that are read at the same time as others, at least.
const FEW: usize = 200;

/// Columns by which an item must stand further in to be nested; one is a slip of the hand.
const NESTED: usize = 2;

/// Where the marker of a callout stands: further out than anything can be nested by columns.
const CALLOUT: usize = usize::MAX / 2;

/// An item that can still take children: the column of its marker, and its block.
struct Open {
    column: usize,
    quotes: usize,
    block: usize,
}

struct Cutter<'a> {
    lines: &'a [Line],
    at: usize,
    blocks: Vec<Block>,
    /// Inline Markdown that is still to be read, by the block whose text it is.
    unread: Vec<(usize, String)>,
    open: Vec<Open>,
    blank: bool,
    /// Whether the last heading was a bold line.
    bold: bool,
    /// The last line that closes a comment, so that none is looked for behind it.
    last_close: Option<usize>,
}

/// The texts of the comments that switch cards off and on again.
pub(super) const OFF: &str = "<!-- recall:off -->";
pub(super) const ON: &str = "<!-- recall:on -->";

/// Whether a line is one of these comments, and which.
fn switch(text: &str) -> Option<bool> {
    let inner = text.strip_prefix("<!--")?.strip_suffix("-->")?.trim().to_ascii_lowercase();
    match inner.strip_prefix("recall:")?.trim() {
        "off" => Some(false),
        "on" => Some(true),
        _ => None,
    }
}

/// A bullet or number in front of a list item.
struct Marker<'a> {
    number: Option<u32>,
    body: &'a str,
}

fn marker(text: &str) -> Option<Marker<'_>> {
    let first = text.chars().next()?;
    if matches!(first, '*' | '-' | '+' | '\u{2022}' | '\u{30fb}' | '\u{25e6}' | '\u{2023}') {
        let rest = &text[first.len_utf8()..];
        let glued = !first.is_ascii();
        if !(rest.is_empty() || rest.starts_with([' ', '\t']) || glued) {
            return None;
        }
        let body = rest.trim_start();
        return Some(Marker { number: None, body });
    }
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    if (1..=4).contains(&digits) && text[digits..].starts_with(['.', ')']) {
        let rest = &text[digits + 1..];
        if rest.is_empty() || rest.starts_with([' ', '\t']) {
            let number = text[..digits].parse().ok();
            return Some(Marker { number, body: rest.trim_start() });
        }
    }
    None
}

fn is_rule(text: &str) -> bool {
    let Some(mark @ ('*' | '-' | '_')) = text.chars().find(|c| !c.is_whitespace()) else {
        return false;
    };
    text.chars().all(|c| c == mark || c.is_whitespace()) && text.matches(mark).count() >= 3
}

fn heading(text: &str) -> Option<(u8, &str)> {
    let level = text.bytes().take_while(|b| *b == b'#').count();
    if !(1..=6).contains(&level) {
        return None;
    }
    let rest = &text[level..];
    // Eleven of two hundred authors write `##Title`; a lone `#tag` is a tag, not a heading.
    let glued = level > 1 && rest.starts_with(char::is_alphanumeric);
    if !(rest.is_empty() || rest.starts_with([' ', '\t']) || glued) {
        return None;
    }
    let body = rest.trim();
    let closed = body.trim_end_matches('#');
    let body = if closed.len() < body.len() && (closed.is_empty() || closed.ends_with(' ')) {
        closed.trim_end()
    } else {
        body
    };
    Some((u8::try_from(level).unwrap_or(6), body))
}

fn is_reference(text: &str) -> bool {
    text.strip_prefix('[').and_then(|rest| rest.split_once("]:")).is_some_and(|(name, target)| {
        !name.is_empty()
            && !name.contains(']')
            && target.starts_with([' ', 'h'])
            && target.split_whitespace().count() <= 4
            && (target.contains("://") || target.trim().starts_with(['/', '#', '.', '<']))
    })
}

fn fence(text: &str) -> Option<(char, usize)> {
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = text.chars().take_while(|c| *c == mark).count();
    let inline = mark == '`' && text[length..].contains('`');
    (length >= 3 && !inline).then_some((mark, length))
}

fn is_only_tags(text: &str) -> bool {
    if !text.starts_with('<') || !text.ends_with('>') {
        return false;
    }
    let mut rest = text;
    while let Some(inner) = rest.strip_prefix('<') {
        let Some(end) = inner.find('>') else { return false };
        if !inline::is_tag(&rest[..end + 2]) {
            return false;
        }
        rest = inner[end + 1..].trim_start();
    }
    rest.is_empty()
}

impl Cutter<'_> {
    fn finish(mut self) -> Vec<Block> {
        let read = spread(self.unread, FEW, |part| {
            part.into_iter().map(|(block, markdown)| (block, inline::read(&markdown))).collect()
        });
        for (block, inline) in read {
            self.blocks[block].inline = inline;
        }
        self.blocks
    }

    fn front_matter(&mut self) {
        let end = front::extent(self.lines);
        for line in self.lines[..end].iter().filter(|line| !line.raw.trim().is_empty()) {
            let inline = Inline { text: line.raw.trim().to_owned(), ..Inline::default() };
            self.push(Shape::Meta, line.number.into(), 0, inline, None);
        }
        self.at = end;
        self.blank = true;
    }

    fn push(
        &mut self,
        shape: Shape,
        lines: Lines,
        quotes: usize,
        inline: Inline,
        parent: Option<usize>,
    ) {
        let after_blank = self.blank;
        self.blank = false;
        let tags = Vec::new();
        self.blocks.push(Block { shape, lines, quotes, inline, parent, after_blank, tags });
    }

    /// A block of inline Markdown, its tags taken out.
    fn push_text(
        &mut self,
        shape: Shape,
        lines: Lines,
        quotes: usize,
        markdown: &str,
        parent: Option<usize>,
    ) {
        let (text, tags) = tags::take(markdown);
        self.unread.push((self.blocks.len(), text.into_owned()));
        self.push(shape, lines, quotes, Inline::default(), parent);
        if let Some(block) = self.blocks.last_mut() {
            block.tags = tags;
        }
    }

    fn step(&mut self) {
        let lines = self.lines;
        let line = &lines[self.at];
        self.open.retain(|open| open.column != CALLOUT || open.quotes < line.quotes);
        if line.text.is_empty() {
            self.blank = true;
            self.at += 1;
            return;
        }
        if let Some((mark, length)) = fence(&line.text) {
            return self.code(mark, length);
        }
        if line.text.starts_with("<!--") {
            return self.comment();
        }
        if (line.indent < 4 || self.open.is_empty())
            && let Some((level, body)) = heading(&line.text)
        {
            self.open.clear();
            self.at += 1;
            self.bold = false;
            let shape = Shape::Heading(level);
            return self.push_text(shape, line.number.into(), line.quotes, body, None);
        }
        if self.single(line) {
            self.at += 1;
            return;
        }
        if let Some(title) = callout(line) {
            self.at += 1;
            return self.callout(line, title);
        }
        if let Some(marker) = marker(&line.text) {
            return self.item(line, &marker);
        }
        if line.text.starts_with('|') || self.is_table(self.at) {
            return self.table();
        }
        if line.indent >= 4 && self.blank && self.open.is_empty() {
            return self.indented();
        }
        self.paragraph();
    }

    fn push_tags(&mut self, lines: Lines, quotes: usize, parent: Option<usize>, tags: Vec<String>) {
        self.push(Shape::Meta, lines, quotes, Inline::default(), parent);
        if let Some(block) = self.blocks.last_mut() {
            block.tags = tags;
        }
    }

    /// Lines that are a block by themselves and carry nothing to ask.
    fn single(&mut self, line: &Line) -> bool {
        if let Some(tags) = tags::only(&line.text) {
            let parent = self.parent_for(line.indent, line.quotes);
            self.push_tags(line.number.into(), line.quotes, parent, tags);
            return true;
        }
        let shape = if is_rule(&line.text) || is_only_tags(&line.text) {
            Shape::Meta
        } else if is_reference(&line.text) {
            Shape::Reference
        } else if matches!(line.text.as_str(), "*" | "-" | "+") {
            Shape::Stray
        } else {
            return false;
        };
        if is_rule(&line.text) {
            self.open.clear();
        }
        let inline = Inline { text: line.text.clone(), ..Inline::default() };
        self.push(shape, line.number.into(), line.quotes, inline, None);
        true
    }

    fn comment(&mut self) {
        let start = self.at;
        // A comment that is never closed hides one line, not the rest of the note.
        let closed = self.last_close.is_some_and(|last| start <= last);
        while closed && !self.lines[self.at].raw.contains("-->") {
            self.at += 1;
        }
        self.at += 1;
        let last = &self.lines[self.at - 1];
        let tail = last.raw.split_once("-->").map_or("", |(_, tail)| tail.trim()).to_owned();
        let numbers = Lines::new(
            self.lines[start..self.at]
                .iter()
                .filter(|l| !l.raw.trim().is_empty())
                .map(|l| l.number),
        );
        if !tail.is_empty() {
            return self.push(Shape::Paragraph, numbers, 0, inline::read(&tail), None);
        }
        let switch = switch(&self.lines[start].text).map(|on| if on { ON } else { OFF });
        let text = switch.unwrap_or("<!-- -->").to_owned();
        self.push(Shape::Meta, numbers, 0, Inline { text, ..Inline::default() }, None);
    }

    fn code(&mut self, mark: char, length: usize) {
        let start = self.at;
        let parent = self.parent_for(self.lines[start].indent, self.lines[start].quotes);
        let close = |line: &Line| {
            let text = line.text.as_str();
            text.len() >= length && text.chars().all(|c| c == mark)
        };
        let end = self.lines[start + 1..]
            .iter()
            .position(close)
            .map_or(self.lines.len() - 1, |n| start + 1 + n);
        let inner = if close(&self.lines[end]) && end > start {
            &self.lines[start + 1..end]
        } else {
            &self.lines[start + 1..=end]
        };
        let strip = self.lines[start].indent;
        let code: Vec<String> = inner.iter().map(|line| unindent(&line.raw, strip)).collect();
        // A blank line of code is a line of code.
        let numbers = Lines::new(self.lines[start..=end].iter().map(|line| line.number));
        let quotes = self.lines[start].quotes;
        self.at = end + 1;
        let inline = Inline { text: code.join("\n").trim_end().to_owned(), ..Inline::default() };
        self.push(Shape::Code, numbers, quotes, inline, parent);
    }

    fn indented(&mut self) {
        let start = self.at;
        while self.at < self.lines.len()
            && (self.lines[self.at].indent >= 4 && !self.lines[self.at].text.is_empty())
        {
            self.at += 1;
        }
        let taken = &self.lines[start..self.at];
        let code: Vec<String> = taken.iter().map(|line| unindent(&line.raw, 4)).collect();
        let numbers = Lines::new(taken.iter().map(|line| line.number));
        let inline = Inline { text: code.join("\n"), ..Inline::default() };
        self.push(Shape::Code, numbers, taken[0].quotes, inline, None);
    }

    /// The innermost open item that something at this column, quoted this deep, belongs to.
    fn parent_for(&self, indent: usize, quotes: usize) -> Option<usize> {
        let holds = |open: &&Open| {
            open.quotes < quotes || (open.quotes == quotes && indent >= open.column + NESTED)
        };
        self.open.iter().rev().find(holds).map(|open| open.block)
    }

    fn item(&mut self, line: &Line, marker: &Marker<'_>) {
        let column = line.indent + 4 * line.extra_depth;
        let still_open = |open: &Open| {
            open.quotes < line.quotes
                || (open.quotes == line.quotes && column >= open.column + NESTED)
        };
        while self.open.last().is_some_and(|open| !still_open(open)) {
            self.open.pop();
        }
        let parent = self.open.last().map(|open| open.block);
        let depth = self.open.len();
        let start = self.at;
        self.at += 1;
        self.continuation(line.quotes, line.indent);
        let text = self.joined(start, marker.body);
        let numbers = Lines::new(self.lines[start..self.at].iter().map(|line| line.number));
        if let Some(tags) = tags::only(&text) {
            // As if a blank line stood before: the item above is not what they are for.
            self.blank = true;
            return self.push_tags(numbers, line.quotes, parent, tags);
        }
        let shape = if text.trim().is_empty() {
            Shape::Stray
        } else {
            Shape::Item { depth, number: marker.number }
        };
        self.push_text(shape, numbers, line.quotes, &text, parent);
        self.open.push(Open { column, quotes: line.quotes, block: self.blocks.len() - 1 });
    }

    /// The title of a callout, under which all is nested that is quoted with it.
    fn callout(&mut self, line: &Line, title: &str) {
        let number = line.number.into();
        if title.is_empty() {
            let inline = Inline { text: line.text.clone(), ..Inline::default() };
            return self.push(Shape::Meta, number, line.quotes, inline, None);
        }
        let outside = line.quotes - 1;
        self.open.retain(|open| open.quotes <= outside && open.column != CALLOUT);
        let parent = self.parent_for(line.indent, outside);
        self.push_text(Shape::Callout, number, line.quotes, title, parent);
        self.open.push(Open { column: CALLOUT, quotes: outside, block: self.blocks.len() - 1 });
    }

    /// Moves over the lines that continue a block: lazily or indented, until something new.
    fn continuation(&mut self, quotes: usize, indent: usize) {
        while let Some(next) = self.lines.get(self.at) {
            let starts = next.text.is_empty()
                || next.quotes != quotes
                || marker(&next.text).is_some()
                || callout(next).is_some()
                || heading(&next.text).is_some()
                || fence(&next.text).is_some()
                || next.text.starts_with("<!--")
                || is_rule(&next.text)
                || is_only_tags(&next.text)
                || is_reference(&next.text)
                || tags::only(&next.text).is_some()
                || next.text.starts_with('|')
                || self.is_table(self.at)
                || next.indent > indent + 12;
            if starts {
                return;
            }
            self.at += 1;
        }
    }

    fn joined(&self, start: usize, first: &str) -> String {
        let mut text = first.to_owned();
        for line in &self.lines[start + 1..self.at] {
            text.push('\n');
            text.push_str(&line.text);
        }
        text
    }

    fn is_table(&self, at: usize) -> bool {
        let divider = |line: &Line| {
            line.text.contains('-')
                && line.text.contains('|')
                && line.text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
        };
        let piped = |at: usize| self.lines.get(at).is_some_and(|line| line.text.contains('|'));
        let line = |at: usize| self.lines.get(at);
        piped(at) && line(at + 1).is_some_and(divider)
    }

    fn table(&mut self) {
        while let Some(line) = self.lines.get(self.at) {
            if !line.text.contains('|') || marker(&line.text).is_some() {
                break;
            }
            let cells = line.text.trim().trim_start_matches('|').trim_end_matches('|');
            let cells: Vec<String> =
                cells.split('|').map(|cell| inline::read(cell.trim()).text).collect();
            let text = cells.join(" | ");
            let inline = Inline { text, ..Inline::default() };
            self.push(Shape::Row(cells), line.number.into(), line.quotes, inline, None);
            self.at += 1;
        }
    }

    fn paragraph(&mut self) {
        let start = self.at;
        if let Some(level) = self.underline(start + 1) {
            return self.setext(start, level);
        }
        let line = &self.lines[start];
        if let Some((level, name)) = rows::wiki_heading(&line.text).filter(|_| line.indent == 0) {
            self.at += 1;
            self.open.clear();
            self.bold = false;
            self.push_text(Shape::Heading(level), line.number.into(), line.quotes, name, None);
            return;
        }
        let parent = self.parent_for(line.indent, line.quotes);
        if line.indent == 0 && self.blank && line.quotes == 0 {
            self.open.clear();
        }
        self.at += 1;
        self.continuation(line.quotes, line.indent);
        if let Some(name) =
            rows::bold_heading(&line.text).filter(|_| self.stands_apart(parent, start))
        {
            self.at = start + 1;
            self.open.clear();
            self.push_text(Shape::Heading(6), line.number.into(), line.quotes, name, None);
            self.bold = true;
            return;
        }
        let alone = self.at == start + 1 && self.stands_apart(parent, start);
        if let Some(name) = rows::capital_heading(&line.text).filter(|_| alone) {
            self.open.clear();
            self.push_text(Shape::Heading(6), line.number.into(), line.quotes, name, None);
            return;
        }
        let rows = rows::defined_apart(&self.lines[start..self.at]);
        for rows in rows.into_iter().flat_map(rows::labelled_apart) {
            let text = rows::defined(rows);
            let numbers = Lines::new(rows.iter().map(|row| row.number));
            self.push_text(Shape::Paragraph, numbers, line.quotes, &text, parent);
        }
    }

    /// Whether a line that belongs to no item has something to say it of under it, and nothing
    /// right above it. Text right under it makes it a heading only where one such line is one.
    fn stands_apart(&self, parent: Option<usize>, start: usize) -> bool {
        let line = &self.lines[start];
        let rest = self.lines[start + 1..].iter().find(|line| !line.text.is_empty());
        let under = rest.is_some_and(|next| {
            heading(&next.text).is_none()
                && !is_rule(&next.text)
                && rows::bold_heading(&next.text).is_none()
        });
        let last = self.blocks.last();
        let above = self.blank || last.is_none_or(|block| matches!(block.shape, Shape::Heading(_)));
        let alone = self.at == start + 1 || self.bold;
        parent.is_none() && line.indent == 0 && line.quotes == 0 && above && under && alone
    }

    /// The level of the heading that a line of `===` or `---` makes of the line above it.
    fn underline(&self, at: usize) -> Option<u8> {
        let text = self.lines.get(at)?.text.as_str();
        let all = |mark: u8| text.bytes().all(|byte| byte == mark);
        match text.len() {
            2.. if all(b'=') => Some(1),
            3.. if all(b'-') => Some(2),
            _ => None,
        }
    }

    fn setext(&mut self, start: usize, level: u8) {
        let numbers = Lines::new([self.lines[start].number, self.lines[start + 1].number]);
        let line = &self.lines[start];
        self.at = start + 2;
        self.open.clear();
        self.bold = false;
        self.push_text(Shape::Heading(level), numbers, line.quotes, &line.text, None);
    }
}

/// The title of a callout: `> [!kind]`, a fold mark, and the words.
fn callout(line: &Line) -> Option<&str> {
    let (kind, title) = line.text.strip_prefix("[!")?.split_once(']')?;
    let named = !kind.is_empty() && kind.chars().all(|c| c.is_alphanumeric() || c == '-');
    (line.quotes > 0 && named).then(|| title.trim_start_matches(['+', '-']).trim())
}

/// The line without quote marks and up to `columns` of indentation, as code keeps it.
fn unindent(raw: &str, columns: usize) -> String {
    let mut rest = raw.trim_start_matches('>');
    let mut left = columns;
    while left > 0 {
        if let Some(tail) = rest.strip_prefix(' ') {
            rest = tail;
            left -= 1;
        } else if let Some(tail) = rest.strip_prefix('\t') {
            rest = tail;
            left = left.saturating_sub(4);
        } else {
            break;
        }
    }
    rest.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::clean;
    use proptest::prelude::*;

    fn outline(text: &str) -> Vec<String> {
        cut(&clean::lines(text))
            .iter()
            .map(|block| {
                let shape = match &block.shape {
                    Shape::Heading(level) => format!("h{level}"),
                    Shape::Item { depth, .. } => format!("item{depth}"),
                    Shape::Row(_) => "row".to_owned(),
                    other => format!("{other:?}").to_lowercase(),
                };
                format!("{} {shape} {}", block.lines, block.text())
            })
            .collect()
    }

    #[test]
    fn doubled_bullets_nest_and_stray_lines_join() {
        assert_eq!(
            outline("* two ways:\n** one\n** two\n* next\ns"),
            ["1 item0 two ways:", "2 item1 one", "3 item1 two", "4-5 item0 next s"]
        );
    }

    #[test]
    fn indentation_of_two_three_four_or_a_tab_nests() {
        for indent in ["  ", "   ", "    ", "\t"] {
            let text = format!("- a\n{indent}- b\n{indent}{indent}- c\n{indent}- d\n- e");
            assert_eq!(
                outline(&text),
                ["1 item0 a", "2 item1 b", "3 item2 c", "4 item1 d", "5 item0 e"],
                "{indent:?}"
            );
        }
    }

    #[test]
    fn headings_of_both_kinds() {
        assert_eq!(
            outline("Title\n=====\n\nSub\n---\n##Glued\n#tag"),
            ["1-2 h1 Title", "4-5 h2 Sub", "6 h2 Glued", "7 meta "]
        );
    }

    #[test]
    fn front_matter_fences_and_tables_are_whole() {
        assert_eq!(
            outline("---\ntitle: x\n---\n```\n# no\n```\n| a | b |\n|---|---|\n| c | d |"),
            [
                "1 meta ---",
                "2 meta title: x",
                "3 meta ---",
                "4-6 code # no",
                "7 row a | b",
                "8 row --- | ---",
                "9 row c | d"
            ]
        );
    }

    #[test]
    fn a_quoted_list_hangs_under_the_item_before() {
        let blocks = cut(&clean::lines("* made:\n> * one\n> * two"));
        assert_eq!(blocks[1].parent, Some(0));
        assert_eq!(blocks[2].parent, Some(0));
    }

    #[test]
    fn what_a_callout_quotes_is_nested_under_its_title_and_nothing_else() {
        let text = "> [!info] Esker\n> A ridge.\n> - of gravel\n>   - or sand\n> [!tip]- Kame\n> A hill.\n\n> A saying.\n\n- item\n> [!note]\n> [1] text";
        let blocks = cut(&clean::lines(text));
        assert_eq!(
            outline(text),
            [
                "1 callout Esker",
                "2 paragraph A ridge.",
                "3 item1 of gravel",
                "4 item2 or sand",
                "5 callout Kame",
                "6 paragraph A hill.",
                "8 paragraph A saying.",
                "10 item0 item",
                "11 meta [!note]",
                "12 paragraph [1] text",
            ]
        );
        let parents: Vec<_> = blocks.iter().map(|block| block.parent).collect();
        let nested = [None, Some(0), Some(0), Some(2), None, Some(4), None, None, None, Some(7)];
        assert_eq!(parents, nested);
    }

    #[test]
    fn labelled_lines_of_a_paragraph_are_blocks_of_their_own() {
        let texts = |text: &str| {
            let blocks = cut(&clean::lines(text)).into_iter();
            blocks.map(|block| block.text().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            texts("Kiln: an oven for\nclay and glass\nGlaze = a coat of glass\n"),
            ["Kiln: an oven for clay and glass", "Glaze = a coat of glass"]
        );
        assert_eq!(texts("Q: Why glaze?\nA: it holds water\n").len(), 1);
        assert_eq!(texts("Pots are fired\nTwice as a rule\n").len(), 1);
    }

    proptest! {
        #[test]
        fn every_line_that_is_not_blank_is_in_one_block(text in "(?s)[-*+>#|`=<! \t\na-c1.:\\[\\]()]{0,120}") {
            let lines = clean::lines(&text);
            let mut seen: Vec<u32> = cut(&lines).iter().flat_map(|b| b.lines.numbers().to_vec()).collect();
            let wanted: Vec<u32> = lines.iter().filter(|l| !l.raw.trim().is_empty() && !l.text.is_empty()).map(|l| l.number).collect();
            seen.sort_unstable();
            let inside: Vec<u32> = wanted.iter().copied().filter(|n| seen.binary_search(n).is_err()).collect();
            prop_assert!(inside.is_empty(), "missing {inside:?}");
            prop_assert!(seen.windows(2).all(|w| w[0] != w[1]), "twice in {seen:?}");
        }
    }
}
