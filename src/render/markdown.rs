//! A card's Markdown as styled lines.
//!
//! Everything that comes out went through [`visible`]: also what an entity such as `&#27;`
//! stands for.

mod code;
mod html;
mod table;

use crate::adapters::terminal::link::Link;
use crate::adapters::terminal::style::{Look, Palette, Role};
use crate::adapters::terminal::text::{Line, Span, width};
use crate::notes::maths::is_inline;
use crate::render::maths;
use crate::render::sanitize::visible;
use crate::render::wrap::{wrap, wrap_hard};
use html::Piece;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;
use table::Table;

/// What is shown of where links lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// Only the text: for questions.
    Text,
    /// The text, then the address where it says more: for answers.
    Addresses,
    /// The text, which a terminal with [`Palette::has_links`] follows; the address only of what
    /// cannot be followed, or of a text that names another place than it leads to.
    Live,
}

impl Links {
    /// What answers show on this terminal.
    pub const fn of_answers(palette: Palette) -> Self {
        if palette.has_links() { Self::Live } else { Self::Addresses }
    }
}

/// The Markdown as lines of at most `columns` (at least [`NARROWEST`]), ordinary text in the
/// role `base`. Where the columns are `usize::MAX` nothing is broken, code is in one piece, and a
/// table is told cell by cell, as a line-by-line reader needs it.
///
/// [`NARROWEST`]: crate::render::wrap::NARROWEST
pub fn lines(markdown: &str, base: Role, links: Links, columns: usize) -> Vec<Line> {
    read(Page::new(markdown, base, links, columns)).lines
}

/// The same as it is shown in these colours: where there are none, code is not told apart, which
/// takes as long as a megabyte of notes when a language is met first.
pub fn lines_in(
    palette: Palette,
    markdown: &str,
    base: Role,
    links: Links,
    columns: usize,
) -> Vec<Line> {
    let mut page = Page::new(markdown, base, links, columns);
    page.tells_code_apart &= palette.is_coloured();
    read(page).lines
}

/// The same, each line with the bytes of the Markdown that it shows: of a table its row, of code its
/// line, else its block; `None` for what stands between.
pub fn placed(
    markdown: &str,
    base: Role,
    links: Links,
    columns: usize,
) -> Vec<(Line, Option<Range<usize>>)> {
    let page = read(Page::new(markdown, base, links, columns));
    page.lines.into_iter().zip(page.places).collect()
}

fn read(mut page: Page<'_>) -> Page<'_> {
    for (event, range) in Parser::new_ext(page.markdown, options()).into_offset_iter() {
        page.read_on(&event, &range);
        page.take(event, range);
        page.place();
    }
    page.end_paragraph();
    page.place();
    while page.lines.last().is_some_and(|line| line.spans().is_empty()) {
        page.lines.pop();
    }
    page
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_GFM
}

/// What the Markdown's pictures are called, in their order.
pub fn pictures(markdown: &str) -> Vec<String> {
    if !markdown.contains("![") {
        return Vec::new();
    }
    let named = |event| match event {
        Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    };
    Parser::new_ext(markdown, options()).filter_map(named).collect()
}

/// The Markdown as one line of words, markup and all line breaks dropped: for summaries.
pub fn one_line(markdown: &str) -> String {
    if is_plain(markdown) { markdown.to_owned() } else { parsed_line(markdown) }
}

/// Whether nothing in the text can be markup, as in most questions: it needs no parser then.
fn is_plain(text: &str) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || b" ,.?;'\"()/-".contains(byte);
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.as_bytes().iter().all(is_word)
        && !text.contains("  ")
        && !text.ends_with(' ')
}

fn parsed_line(markdown: &str) -> String {
    let lines = lines(markdown, Role::Text, Links::Text, usize::MAX);
    let words: Vec<String> =
        lines.iter().map(Line::plain).filter(|text| !text.is_empty()).collect();
    words.join(" ")
}

/// A list that is open: the next number, or `None` for bullets.
type List = Option<u64>;

struct Page<'a> {
    markdown: &'a str,
    base: Role,
    links: Links,
    columns: usize,
    tells_code_apart: bool,
    lines: Vec<Line>,
    /// What each line shows, as far as lines were placed.
    places: Vec<Option<Range<usize>>>,
    /// What was read since the last line.
    read: Option<Range<usize>>,
    paragraph: Vec<Span>,
    looks: Vec<Look>,
    /// HTML elements that are open.
    elements: Vec<String>,
    lists: Vec<List>,
    /// What stands left of the text: per open quote or list item a bar or blanks.
    margins: Vec<String>,
    /// What the next line begins with instead of the innermost margin: `• `, `2. `.
    marker: Option<String>,
    code: Option<code::Block>,
    table: Option<Table>,
    link: Option<Link>,
    link_starts: Vec<(usize, String)>,
    wants_gap: bool,
}

impl<'a> Page<'a> {
    fn new(markdown: &'a str, base: Role, links: Links, columns: usize) -> Self {
        Self {
            markdown,
            base,
            links,
            columns,
            tells_code_apart: columns < usize::MAX,
            lines: Vec::new(),
            places: Vec::new(),
            read: None,
            paragraph: Vec::new(),
            looks: Vec::new(),
            elements: Vec::new(),
            lists: Vec::new(),
            margins: Vec::new(),
            marker: None,
            code: None,
            table: None,
            link: None,
            link_starts: Vec::new(),
            wants_gap: false,
        }
    }

    /// Minds the place of what is read, if it is something that is shown.
    fn read_on(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if !matches!(event, Event::Start(_) | Event::End(_) | Event::SoftBreak | Event::HardBreak) {
            let start = self.read.as_ref().map_or(range.start, |read| read.start);
            self.read = Some(start..range.end);
        }
    }

    /// Places the lines that were made since it was last asked.
    fn place(&mut self) {
        if self.places.len() < self.lines.len() {
            self.places.resize(self.lines.len(), self.read.take());
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(block) => block.text.push_str(&text),
                None => self.text(&text),
            },
            Event::Code(code) => self.write(self.look_of(Role::Code), &code),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.maths(range),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::FootnoteReference(name) => self.write(Role::Faint, &format!("[{name}]")),
            Event::SoftBreak => self.write(self.look(), " "),
            Event::HardBreak => self.hard_break(),
            Event::Rule => self.rule(),
            Event::TaskListMarker(done) => {
                // The box is the marker, but a number stays.
                let numbered = matches!(self.lists.last(), Some(Some(_)));
                let marker = if done { "☑ " } else { "☐ " };
                let number = self.marker.take().filter(|_| numbered).unwrap_or_default();
                self.marker = Some(number + marker);
            }
        }
    }

    fn look(&self) -> Look {
        let look = self.looks.last().copied().unwrap_or(self.base.into());
        self.elements.iter().fold(look, |look, element| html::look(element, look))
    }

    fn look_of(&self, role: Role) -> Look {
        Look { role, ..self.look() }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.looks.push(Look { emphasis: true, ..self.look() }),
            Tag::Strong | Tag::TableHead => self.looks.push(Look { strong: true, ..self.look() }),
            Tag::Strikethrough => self.start_struck(),
            Tag::Heading { level, .. } => self.heading(level),
            Tag::Link { dest_url, .. } => self.start_link(&dest_url),
            Tag::Image { .. } => self.write(Role::Faint, "[image: "),
            Tag::CodeBlock(kind) => self.start_code_block(&kind),
            Tag::BlockQuote(kind) => {
                self.end_paragraph();
                self.margins.push("│ ".to_owned());
                if let Some(kind) = kind {
                    self.write(Role::Strong, &format!("{kind:?}"));
                    self.end_lines();
                }
            }
            Tag::List(first) => {
                self.end_lines();
                self.lists.push(first);
            }
            Tag::Item => self.start_item(),
            Tag::FootnoteDefinition(name) => {
                self.end_paragraph();
                self.hang(visible(&format!("[{name}] ")));
            }
            Tag::Table(alignments) => {
                self.end_paragraph();
                self.table = Some(Table::new(alignments));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong => drop(self.looks.pop()),
            TagEnd::Strikethrough => {
                self.looks.pop();
                self.write(Role::Faint, "~~");
            }
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.write(Role::Faint, "]"),
            TagEnd::Heading(_) => {
                self.looks.pop();
                self.end_paragraph();
            }
            TagEnd::CodeBlock => self.end_code_block(),
            TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.end_paragraph();
                self.margins.pop();
                self.marker = None;
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.wants_gap = self.lists.is_empty();
            }
            TagEnd::Item => self.end_item(),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead => {
                self.looks.pop();
                self.end_row();
            }
            TagEnd::TableRow => self.end_row(),
            TagEnd::Table => self.end_table(),
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.end_paragraph(),
            _ => {}
        }
    }

    /// Adds to the open paragraph.
    fn write(&mut self, look: impl Into<Look>, text: &str) {
        // Line breaks inside an inline text are blanks to Markdown; a tab is one to us.
        let text = visible(&text.replace(['\n', '\r', '\t'], " "));
        self.paragraph.push(Span { link: self.link.clone(), ..Span::new(look, text) });
    }

    fn text(&mut self, text: &str) {
        match self.elements.last().map(String::as_str) {
            Some("script" | "style") => {}
            Some("sup") => self.write(self.look(), &maths::raised(text)),
            Some("sub") => self.write(self.look(), &maths::lowered(text)),
            _ => self.write(self.look(), text),
        }
    }

    /// A colour or a stroke that a terminal lacks must not turn what was into what is.
    fn start_struck(&mut self) {
        self.write(Role::Faint, "~~");
        self.looks.push(Look { struck: true, ..self.look() });
    }

    /// Maths as far as Unicode has it.
    fn maths(&mut self, range: Range<usize>) {
        let source = &self.markdown[range.clone()];
        let next = self.markdown[range.end..].chars().next();
        let tex = source.trim_matches('$');
        let is_display = source.starts_with("$$");
        if !is_display && !is_inline(tex, next) {
            return self.text(source);
        }
        if is_display {
            self.hard_break();
        }
        for (row, line) in maths::readable(tex).lines().enumerate() {
            if row > 0 {
                self.hard_break();
            }
            self.write(self.look_of(Role::Maths), line.trim());
        }
        if is_display {
            self.hard_break();
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        self.end_paragraph();
        let role = if level <= HeadingLevel::H2 { Role::Heading } else { Role::Strong };
        self.looks.push(role.into());
    }

    fn rule(&mut self) {
        self.end_paragraph();
        self.write(Role::Faint, "───");
        self.end_paragraph();
    }

    fn html(&mut self, html: &str) {
        for piece in html::pieces(html) {
            match piece {
                Piece::Text(text) => self.text(&text),
                Piece::Break | Piece::Block => self.hard_break(),
                Piece::Rule => self.rule(),
                Piece::Item => {
                    self.hard_break();
                    self.write(self.look(), "• ");
                }
                Piece::Image(alt) => self.write(Role::Faint, &format!("[image: {alt}]")),
                Piece::Open(name) => self.elements.push(name),
                Piece::Close(name) => {
                    if let Some(at) = self.elements.iter().rposition(|open| *open == name) {
                        self.elements.truncate(at);
                    }
                }
            }
        }
    }

    fn start_link(&mut self, address: &str) {
        let role = if self.links == Links::Text { self.look() } else { self.look_of(Role::Link) };
        self.looks.push(role);
        self.link = if self.links == Links::Text { None } else { Link::to(address) };
        self.link_starts.push((self.paragraph.len(), address.to_owned()));
    }

    fn end_link(&mut self) {
        self.looks.pop();
        let link = self.link.take();
        let Some((start, address)) = self.link_starts.pop() else {
            return;
        };
        let start = start.min(self.paragraph.len());
        let text: String = self.paragraph[start..].iter().map(|span| span.text.as_str()).collect();
        let says_more = !address.is_empty() && address.trim_start_matches("mailto:") != text;
        let is_written = match self.links {
            Links::Text => false,
            Links::Addresses => says_more,
            Links::Live => says_more && (link.is_none() || is_address(&text)),
        };
        if is_written {
            self.write(Role::Faint, &format!(" ({address})"));
        }
    }

    fn start_item(&mut self) {
        self.end_lines();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1);
                marker
            }
            _ => "• ".to_owned(),
        };
        self.hang(marker);
    }

    /// Sets what follows in by the marker's width, its first line behind the marker.
    fn hang(&mut self, marker: String) {
        self.margins.push(" ".repeat(width(&marker)));
        self.marker = Some(marker);
    }

    fn end_item(&mut self) {
        self.end_lines();
        if self.marker.is_some() {
            // An empty item is still seen.
            self.put(&Line::empty());
        }
        self.margins.pop();
        self.wants_gap = false;
    }

    fn start_code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.end_paragraph();
        let language = match kind {
            // The fence's info string can be long and hostile; its first word is the language.
            CodeBlockKind::Fenced(info) => info.split([' ', '\t', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        if !language.is_empty() {
            self.put(&Line::of(Role::Faint, visible(language)).indented(2));
        }
        let known = if self.tells_code_apart { language } else { "" };
        self.code = Some(code::Block { language: known.to_owned(), text: String::new() });
    }

    fn end_code_block(&mut self) {
        let Some(block) = self.code.take() else { return };
        let columns = self.columns.saturating_sub(self.margin_columns() + 2);
        let mut places = rows_of(self.markdown, self.read.take().unwrap_or_default());
        for line in block.lines() {
            for line in wrap_hard(line.spans(), columns) {
                let is_blank = line.plain().trim().is_empty();
                self.put(&if is_blank { Line::empty() } else { line.indented(2) });
            }
            self.read = places.next();
            self.place();
        }
        self.wants_gap = true;
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.paragraph);
        self.elements.clear();
        if let Some(table) = &mut self.table {
            table.push(cell);
        }
    }

    fn end_row(&mut self) {
        if let Some(table) = &mut self.table {
            table.end_row(self.read.take());
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.table.take() else { return };
        let columns = self.columns.saturating_sub(self.margin_columns());
        for (line, place) in table.lines(columns) {
            self.put(&line);
            self.read = place;
            self.place();
        }
        self.wants_gap = true;
    }

    /// Ends the paragraph: what comes next stands apart by an empty line.
    fn end_paragraph(&mut self) {
        self.end_lines();
        self.elements.clear();
        self.wants_gap = true;
    }

    /// A break inside a text: a new line, but a blank in the cell of a table.
    fn hard_break(&mut self) {
        if self.table.is_some() { self.write(self.look(), " ") } else { self.end_lines() }
    }

    /// Ends the line and no more.
    fn end_lines(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        self.link_starts.iter_mut().for_each(|(start, _)| *start = 0);
        if paragraph.iter().all(|span| span.text.trim().is_empty()) {
            return;
        }
        let columns = self.columns.saturating_sub(self.margin_columns());
        for line in wrap(&paragraph, columns) {
            self.put(&line);
        }
    }

    fn margin_columns(&self) -> usize {
        // Deep nesting may use up at most half of a narrow screen.
        let all = self.margins.iter().map(|margin| width(margin)).sum::<usize>();
        all.min(self.columns / 2)
    }

    fn put(&mut self, text: &Line) {
        let gap = std::mem::take(&mut self.wants_gap) && !self.lines.is_empty();
        if gap && self.marker.is_none() {
            self.lines.push(Line::empty());
        }
        let mut left: String = self.margins.concat();
        if let Some(marker) = self.marker.take() {
            let kept = left.len() - self.margins.last().map_or(0, String::len);
            left.truncate(kept);
            left.push_str(&marker);
        }
        let mut line = Line::of(Role::Faint, left).cut(self.margin_columns());
        line.append(text);
        self.lines.push(line.cut(self.columns));
    }
}

/// The lines of this part of a text, as bytes of the text.
fn rows_of(text: &str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    text[part.clone()].split_inclusive('\n').scan(part.start, |end, row| {
        let start = *end;
        *end += row.len();
        Some(start..*end)
    })
}

/// Whether a link's text is itself an address.
fn is_address(text: &str) -> bool {
    text.contains("://") || text.starts_with("www.") || text.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;
    use proptest::prelude::*;

    fn shown(markdown: &str, columns: usize) -> String {
        let lines = lines(markdown, Role::Text, Links::Addresses, columns);
        lines.iter().map(Line::plain).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn markup_becomes_looks() {
        let lines = lines("a *b* **c _d_** `e` ~~f~~", Role::Heading, Links::Text, 40);
        let base = Look::from(Role::Heading);
        let looks: Vec<_> = lines[0].spans().iter().map(|s| (s.look, s.text.as_str())).collect();
        let expected = [
            (base, "a "),
            (Look { emphasis: true, ..base }, "b"),
            (base, " "),
            (Look { strong: true, ..base }, "c "),
            (Look { strong: true, emphasis: true, ..base }, "d"),
            (base, " "),
            (Role::Code.into(), "e"),
            (base, " "),
            (Role::Faint.into(), "~~"),
            (Look { struck: true, ..base }, "f"),
            (Role::Faint.into(), "~~"),
        ];
        assert_eq!(looks, expected);
    }

    #[test]
    fn each_line_knows_what_it_shows() {
        assert_snapshot!(shown_with_places("# A\n\n- one two three\n  - four\n", 10), @"
        A = A
        • one two = one two three
          three = one two three
          • four = four
        ");
    }

    #[test]
    fn a_line_of_code_knows_that_it_is_that_line() {
        let markdown = "- run\n  ```sh\n  one and two\n  three\n  ```\n\n      four\n      five";
        assert_snapshot!(shown_with_places(markdown, 10), @"
        • run = run
         = -
            sh = -
            one an = one and two
            d two = one and two
            three = three
         = four
            four = four
            five = five
        ");
    }

    #[test]
    fn a_row_of_a_table_knows_that_it_is_that_row() {
        let markdown = "| herb | soil |\n|---|---|\n| sage | dry and poor |\n| 紫蘇 | rich |\n";
        assert_snapshot!(shown_with_places(markdown, 40), @"
        herb │ soil = herb | soil
        ─────┼───────────── = -
        sage │ dry and poor = sage | dry and poor
        紫蘇 │ rich = 紫蘇 | rich
        ");
        assert_snapshot!(shown_with_places(markdown, 12), @"
        herb: sage = sage | dry and poor
        soil: dry = sage | dry and poor
        and poor = sage | dry and poor
         = -
        herb: 紫蘇 = 紫蘇 | rich
        soil: rich = 紫蘇 | rich
        ");
    }

    /// Each line with what it shows of the Markdown.
    fn shown_with_places(markdown: &str, columns: usize) -> String {
        let placed = placed(markdown, Role::Text, Links::Text, columns);
        let told = placed.iter().map(|(line, place)| {
            let shown = place.clone().map_or("-", |place| markdown[place].trim());
            format!("{} = {shown}", line.plain())
        });
        told.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn lists_hang_from_their_markers() {
        assert_snapshot!(shown("Three:\n\n- one is rather long\n- two\n    1. deep\n    2. deeper\n- [x] done", 14), @r"
        Three:
        • one is
          rather long
        • two
          1. deep
          2. deeper
        ☑ done
        ");
    }

    #[test]
    fn code_keeps_its_lines_and_blanks() {
        assert_snapshot!(shown("Run\n\n```sh\nif true\n\n\techo yes, indeed\nfi\n```\n\nand see", 20), @r"
        Run

          sh
          if true

              echo yes, inde
          ed
          fi

        and see
        ");
    }

    #[test]
    fn a_quote_and_a_table_stay_readable() {
        assert_snapshot!(shown("> wise words\n\n| a | b |\n|---|---|\n| 1 | 2 |", 20), @r"
        │ wise words

        a │ b
        ──┼──
        1 │ 2
        ");
    }

    #[test]
    fn a_link_says_where_it_leads_in_answers_only() {
        let text = "see [the docs](https://x.org) or <https://y.org>";
        assert_eq!(shown(text, 60), "see the docs (https://x.org) or https://y.org");
        assert_eq!(one_line(text), "see the docs or https://y.org");
        assert_eq!(shown("![a cat](cat.png)", 40), "[image: a cat]");
    }

    #[test]
    fn an_entity_smuggles_nothing_in() {
        assert_eq!(shown("&#27;[2J `\u{1b}[2J` &#x202e;", 60), r"\u{1b}[2J \u{1b}[2J \u{202e}");
        assert_eq!(shown("```\u{1b}]0;x\u{7}\na\rb\n```", 60), "  \\u{1b}]0;x\\u{7}\n  a\\u{d}b");
    }

    #[test]
    fn a_card_of_many_lines_is_told_in_one() {
        assert_eq!(one_line("- one\n- `two`\n\nthree"), "• one • two three");
    }

    const HERBS: &str = "| herb | sown | what it is good for |\n|---|:-:|---|\n\
        | *dill* | April | pickles, fish and whatever else lives in brine |\n\
        | sage | March | butter, ~~sleep~~ and `tea` |";

    #[test]
    fn a_table_takes_the_room_that_it_needs() {
        assert_snapshot!(shown(HERBS, 80));
        assert_snapshot!(shown(HERBS, 40));
    }

    #[test]
    fn a_table_without_room_is_a_list_of_its_cells() {
        assert_snapshot!(shown(HERBS, 24));
        let unbroken = shown(HERBS, usize::MAX);
        assert!(unbroken.starts_with("herb: dill\nsown: April\n"), "{unbroken}");
    }

    const ALL: &str = "# Herbs\n\nA *long* **paragraph** about ~~weeds~~ herbs, with `code` in \
        it, a [link](https://x.org/herbs) and a footnote[^1].\n\n1. sow\n2. water\n   - [ ] by can\n   \
        - [x] by rain\n\n     and a second paragraph\n3. cut\n\n> [!NOTE]\n> quoted\n>\n> > twice\n\n\
        ---\n\n```python\ndef sow(n): return n\n```\n\nThe area is $\\pi r^2$, so that\n\n\
        $$\\frac{a}{b} \\le \\sqrt{x}$$\n\nholds for $5 and $6.<br>H<sub>2</sub>O and <kbd>q</kbd> \
        in a Vec<T> <!-- gone -->\n\n![a leaf](leaf.png)\n\n[^1]: at the foot";

    #[test]
    fn every_construct_fits_a_narrow_and_a_wide_screen() {
        assert_snapshot!(shown(ALL, 40));
        assert_snapshot!(shown(ALL, 80));
        assert_snapshot!(shown(ALL, 120));
    }

    #[test]
    fn a_dollar_is_not_always_maths() {
        let text = "from $HOME/$USER for $5-$7";
        assert_eq!(shown(text, 60), text);
        assert_eq!(shown("let $x_1 = 2$", 60), "let x₁ = 2");
    }

    #[test]
    fn a_link_that_can_be_followed_hides_no_other_address() {
        let live = |text: &str| {
            let lines = lines(text, Role::Text, Links::Live, 80);
            let leads = lines[0].spans().iter().find_map(|span| span.link.clone());
            (lines[0].plain(), leads.map(|link| link.address().to_owned()))
        };
        let leads = |to: &str| Some(to.to_owned());
        assert_eq!(live("[docs](https://x.org)"), ("docs".to_owned(), leads("https://x.org")));
        let (text, _) = live("[https://bank.org](https://evil.org)");
        assert_eq!(text, "https://bank.org (https://evil.org)");
        assert_eq!(live("[own](notes.md)"), ("own (notes.md)".to_owned(), None));
        let (text, link) = live("[x](<https://x.org/\u{1b}]52;c;aGk=\u{7}>)");
        assert_eq!(text, "x");
        assert!(link.is_some_and(|link| link.chars().all(|c| c.is_ascii_graphic())));
    }

    proptest! {
        #[test]
        fn what_is_taken_for_plain_is_what_a_parser_gives(
            text in "[a-zA-Z][a-zA-Z0-9 ,.?;'\"()/-]{0,40}",
        ) {
            prop_assert_eq!(one_line(&text), parsed_line(&text));
        }

        #[test]
        fn any_text_fits_and_holds_no_control_character(
            text in "([a-z漢👩\u{200d}\u{1b}\u{9b}\u{202e}\u{2067}\u{200b}\u{e0041}\u{301}\\n\\t &#;0-9*_`>|~$\\\\{}^-]|&#27;|\\n- |\\n1\\. |\\n    |\\n```sh\\n|\\n> |\\n\\|a\\|b\\|\\n\\|-\\|-\\|\\n\\||<b>|<br>|\\[a\\]\\(https://\u{1b}\\)|!\\[|\\$\\$|\\\\frac|\\[\\^1\\]:? ){0,60}",
            columns in 8..200_usize,
            links in prop_oneof![Just(Links::Text), Just(Links::Addresses), Just(Links::Live)],
        ) {
            for line in lines(&text, Role::Text, links, columns) {
                prop_assert!(line.width() <= columns, "{:?}", line);
                let plain = line.plain();
                let is_unsafe = |c: char| c.is_control() || "\u{202e}\u{2067}\u{200b}\u{e0041}".contains(c);
                prop_assert!(!plain.chars().any(is_unsafe), "{:?}", plain);
                // What is painted has only the escapes of the painter: colours and links.
                let painted = line.painted(Palette::new(true).with_links(true));
                let escapes = painted.matches('\u{1b}').count();
                let known = painted.matches("\u{1b}[").count()
                    + painted.matches("\u{1b}]8;").count()
                    + painted.matches("\u{1b}\\").count();
                prop_assert_eq!(escapes, known);
                let is_other = |c: char| c.is_control() && c != '\u{1b}';
                prop_assert!(!painted.chars().any(is_other), "{:?}", painted);
            }
        }
    }
}
