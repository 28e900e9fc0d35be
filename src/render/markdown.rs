//! A card's Markdown as styled lines.
//!
//! Everything that comes out went through [`visible`]: also what an entity such as `&#27;`
//! stands for.

use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::{Line, Span, width};
use crate::render::sanitize::visible;
use crate::render::wrap::{wrap, wrap_hard};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Whether the addresses of links are written out after their text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// Only the text: for questions.
    Text,
    /// The text, then the address where it says more: for answers.
    Addresses,
}

/// The Markdown as lines of at most `columns` (at least [`NARROWEST`]), ordinary text in the
/// role `base`.
///
/// [`NARROWEST`]: crate::render::wrap::NARROWEST
pub fn lines(markdown: &str, base: Role, links: Links, columns: usize) -> Vec<Line> {
    let mut page = Page::new(base, links, columns);
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS;
    for event in Parser::new_ext(markdown, options) {
        page.take(event);
    }
    page.end_paragraph();
    while page.lines.last().is_some_and(|line| line.spans().is_empty()) {
        page.lines.pop();
    }
    page.lines
}

/// The Markdown as one line of words, markup and all line breaks dropped: for summaries.
pub fn one_line(markdown: &str) -> String {
    let lines = lines(markdown, Role::Text, Links::Text, usize::MAX);
    let words: Vec<String> =
        lines.iter().map(Line::plain).filter(|text| !text.is_empty()).collect();
    words.join(" ")
}

/// A list that is open: the next number, or `None` for bullets.
type List = Option<u64>;

struct Page {
    base: Role,
    links: Links,
    columns: usize,
    lines: Vec<Line>,
    paragraph: Vec<Span>,
    roles: Vec<Role>,
    lists: Vec<List>,
    /// What stands left of the text: per open quote or list item a bar or blanks.
    margins: Vec<&'static str>,
    /// What the next line begins with instead of the innermost margin: `• `, `2. `.
    marker: Option<String>,
    in_code_block: bool,
    link_starts: Vec<(usize, String)>,
    wants_gap: bool,
}

impl Page {
    fn new(base: Role, links: Links, columns: usize) -> Self {
        Self {
            base,
            links,
            columns,
            lines: Vec::new(),
            paragraph: Vec::new(),
            roles: Vec::new(),
            lists: Vec::new(),
            margins: Vec::new(),
            marker: None,
            in_code_block: false,
            link_starts: Vec::new(),
            wants_gap: false,
        }
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code_block => self.code_block(&text),
            Event::Text(text) => self.write(self.role(), &text),
            Event::Code(code) => self.write(Role::Code, &code),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.write(Role::Code, &text),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::FootnoteReference(name) => self.write(Role::Faint, &format!("[{name}]")),
            Event::SoftBreak => self.write(self.role(), " "),
            Event::HardBreak => self.end_lines(),
            Event::Rule => {
                self.write(Role::Faint, "───");
                self.end_paragraph();
            }
            Event::TaskListMarker(done) => {
                self.write(self.base, if done { "☑ " } else { "☐ " });
            }
        }
    }

    fn role(&self) -> Role {
        self.roles.last().copied().unwrap_or(self.base)
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.roles.push(Role::Emphasis),
            Tag::Strong | Tag::TableHead => self.roles.push(Role::Strong),
            Tag::Heading { level, .. } => self.heading(level),
            Tag::Link { dest_url, .. } => {
                self.roles.push(Role::Link);
                self.link_starts.push((self.paragraph.len(), dest_url.to_string()));
            }
            Tag::Image { .. } => self.write(Role::Faint, "[image: "),
            Tag::CodeBlock(kind) => self.start_code_block(&kind),
            Tag::BlockQuote(_) => {
                self.end_paragraph();
                self.margins.push("│ ");
            }
            Tag::List(first) => {
                self.end_lines();
                self.lists.push(first);
            }
            Tag::Item => self.start_item(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong => drop(self.roles.pop()),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.write(Role::Faint, "]"),
            TagEnd::Heading(_) => {
                self.roles.pop();
                self.end_paragraph();
            }
            TagEnd::CodeBlock => self.end_code_block(),
            TagEnd::BlockQuote(_) => {
                self.end_paragraph();
                self.margins.pop();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.wants_gap = self.lists.is_empty();
            }
            TagEnd::Item => self.end_item(),
            TagEnd::TableCell => self.write(Role::Faint, " │ "),
            TagEnd::TableHead => {
                self.roles.pop();
                self.end_row();
            }
            TagEnd::TableRow => self.end_row(),
            TagEnd::Paragraph | TagEnd::Table | TagEnd::HtmlBlock => self.end_paragraph(),
            _ => {}
        }
    }

    /// Adds to the open paragraph.
    fn write(&mut self, role: Role, text: &str) {
        // Line breaks inside an inline text are blanks to Markdown; a tab is one to us.
        let text = visible(&text.replace(['\n', '\r', '\t'], " "));
        self.paragraph.push(Span::new(role, text));
    }

    fn heading(&mut self, level: HeadingLevel) {
        self.end_paragraph();
        let role = if level <= HeadingLevel::H2 { Role::Heading } else { Role::Strong };
        self.roles.push(role);
    }

    fn html(&mut self, html: &str) {
        let is_break = ["<br>", "<br/>", "<br />"].contains(&html.trim());
        if is_break {
            self.end_lines();
        } else {
            self.write(Role::Faint, html.trim_end());
        }
    }

    fn end_link(&mut self) {
        self.roles.pop();
        let Some((start, address)) = self.link_starts.pop() else {
            return;
        };
        let start = start.min(self.paragraph.len());
        let text: String = self.paragraph[start..].iter().map(|span| span.text.as_str()).collect();
        let says_more = !address.is_empty() && address.trim_start_matches("mailto:") != text;
        if self.links == Links::Addresses && says_more {
            self.write(Role::Faint, &format!(" ({address})"));
        }
    }

    fn start_item(&mut self) {
        self.end_lines();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "• ".to_owned(),
        };
        self.margins.push(match width(&marker) {
            0..=2 => "  ",
            3 => "   ",
            _ => "    ",
        });
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
        self.in_code_block = true;
        if let CodeBlockKind::Fenced(language) = kind {
            // The fence's info string can be long and hostile; its first word is the language.
            let language = language.split_whitespace().next().unwrap_or_default();
            if !language.is_empty() {
                self.put(&Line::of(Role::Faint, visible(language)).indented(2));
            }
        }
    }

    fn code_block(&mut self, text: &str) {
        let columns = self.columns.saturating_sub(self.margin_columns() + 2);
        for line in text.trim_end_matches('\n').split('\n') {
            let shown = visible(&line.trim_end_matches('\r').replace('\t', "    "));
            for line in wrap_hard(&[Span::new(Role::Code, shown)], columns) {
                let is_blank = line.plain().trim().is_empty();
                self.put(&if is_blank { Line::empty() } else { line.indented(2) });
            }
        }
    }

    fn end_code_block(&mut self) {
        self.in_code_block = false;
        self.wants_gap = true;
    }

    fn end_row(&mut self) {
        // The last cell's border is one too many.
        self.paragraph.pop();
        self.end_lines();
    }

    /// Ends the paragraph: what comes next stands apart by an empty line.
    fn end_paragraph(&mut self) {
        self.end_lines();
        self.wants_gap = true;
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
            let kept = left.len() - self.margins.last().map_or(0, |margin| margin.len());
            left.truncate(kept);
            left.push_str(&marker);
        }
        let mut line = Line::of(Role::Faint, left).cut(self.margin_columns());
        line.append(text);
        self.lines.push(line.cut(self.columns));
    }
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
    fn markup_becomes_roles() {
        let lines = lines("a *b* **c** `d`", Role::Heading, Links::Text, 40);
        let roles: Vec<_> = lines[0].spans().iter().map(|s| (s.role, s.text.as_str())).collect();
        let expected = [
            (Role::Heading, "a "),
            (Role::Emphasis, "b"),
            (Role::Heading, " "),
            (Role::Strong, "c"),
            (Role::Heading, " "),
            (Role::Code, "d"),
        ];
        assert_eq!(roles, expected);
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
        • ☑ done
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

    proptest! {
        #[test]
        fn any_text_fits_and_holds_no_control_character(
            text in "([a-z漢👩\u{200d}\u{1b}\u{202e}\\n\\t &#;0-9*_`>|-]|&#27;|\\n- |\\n    |\\n```|\\n> ){0,60}",
            columns in 8..60_usize,
        ) {
            for line in lines(&text, Role::Text, Links::Addresses, columns) {
                prop_assert!(line.width() <= columns, "{:?}", line);
                prop_assert!(!line.plain().chars().any(char::is_control));
            }
        }
    }
}
