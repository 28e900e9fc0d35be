//! The HTML of a side as Markdown, in the form that recall's cards have it.
//!
//! Scripts and styles are dropped, tags that only place or colour are passed over, and every
//! character that Markdown would take for markup is escaped. Any text gives some Markdown.

use super::cloze::GAP;
use super::marks::{Mark, Marks};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// Elements whose contents nobody is meant to read.
const HIDDEN: [&str; 9] =
    ["script", "style", "head", "title", "template", "object", "iframe", "select", "rp"];

/// Elements that begin and end a line.
const LINES: [&str; 9] =
    ["div", "section", "article", "header", "footer", "dt", "dd", "details", "summary"];

/// Elements that stand apart, a blank line around them.
const PARAGRAPHS: [&str; 8] = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "figure"];

/// The Markdown, and whether there is anything to read in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Markdown {
    /// The Markdown.
    pub(super) text: String,
    /// There are words, not only pictures and sounds.
    pub(super) has_words: bool,
    /// There is a picture or a sound.
    pub(super) has_media: bool,
    /// The names of the pictures and sounds that have one.
    pub(super) media: Vec<String>,
}

/// The HTML as Markdown.
pub(super) fn from_html(html: &str) -> Markdown {
    // Nearly every field of most people: nothing to read but text.
    if html
        .bytes()
        .all(|byte| matches!(byte, b' ' | b'.' | b',' | b'?' | b'a'..=b'z' | b'A'..=b'Z'))
    {
        let words: Vec<&str> = html.split_ascii_whitespace().collect();
        let has_words = !words.is_empty();
        return Markdown { text: words.join(" "), has_words, ..Markdown::default() };
    }
    let mut writer = Writer::default();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| {
        writer.take(&event);
        None::<()>
    });
    emitter.naively_switch_states(true);
    // A text in memory is read without fail, and the events carry nothing out.
    let _read: Result<Vec<()>, _> = Tokenizer::new_with_emitter(html, emitter).collect();
    writer.finish()
}

/// A start tag whose attributes are being read.
#[derive(Debug, Default)]
struct Tag {
    name: String,
    attribute: String,
    /// `src` of a picture, `href` of a link, class of code.
    target: String,
    alt: String,
}

/// A list that is open: the next number, or bullets.
#[derive(Debug)]
struct List {
    next: Option<u64>,
}

/// A table that is open.
#[derive(Debug, Default)]
struct Table {
    rows: Vec<Vec<String>>,
    /// Where the cell that is being read begins in the text.
    cell: Option<usize>,
}

#[derive(Debug, Default)]
struct Writer {
    out: Marks,
    tag: Tag,
    hidden: Option<(String, u32)>,
    lists: Vec<List>,
    quotes: usize,
    tables: Vec<Table>,
    links: Vec<Option<String>>,
    /// Text of `<pre>` or `<code>` that is open, and what opened it.
    code: Option<(String, Code)>,
    has_words: bool,
    has_media: bool,
    media: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Code {
    element: String,
    is_block: bool,
    language: String,
    depth: u32,
}

impl Writer {
    fn take(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: text(name), ..Tag::default() };
            }
            CallbackEvent::AttributeName { name } => self.tag.attribute = text(name),
            CallbackEvent::AttributeValue { value } => self.attribute(value),
            CallbackEvent::CloseStartTag { .. } => {
                let tag = std::mem::take(&mut self.tag);
                self.start(&tag);
            }
            CallbackEvent::EndTag { name } => self.end(&text(name)),
            CallbackEvent::String { value } => self.string(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => {}
        }
    }

    fn attribute(&mut self, value: &[u8]) {
        match self.tag.attribute.as_str() {
            "src" | "href" | "class" | "start" => self.tag.target = text(value),
            "alt" => self.tag.alt = text(value),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += u32::from(hidden == name);
            return;
        }
        if HIDDEN.contains(&name) {
            self.hidden = Some((name.to_owned(), 1));
            return;
        }
        if self.code.is_some() {
            self.start_in_code(tag);
            return;
        }
        if let Some(mark) = Mark::of(name) {
            self.out.open(mark);
            return;
        }
        match name {
            "br" => self.line_break(),
            "hr" => self.rule(),
            "pre" | "code" | "kbd" | "samp" | "tt" => self.start_code(tag),
            "img" => self.image(tag),
            "a" => self.start_link(&tag.target),
            "ul" => self.start_list(None),
            "ol" => self.start_list(Some(tag.target.parse().unwrap_or(1))),
            "li" => self.item(),
            "blockquote" => self.start_quote(),
            "table" => self.start_table(),
            "tr" => self.row(),
            "td" | "th" => self.cell(),
            "sup" => self.out.raw("^"),
            "sub" => self.out.raw("\\_"),
            "rt" => self.out.raw("("),
            _ if PARAGRAPHS.contains(&name) => self.paragraph(name),
            _ if LINES.contains(&name) => self.new_line(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((hidden, depth)) = &mut self.hidden {
            if hidden == name {
                *depth -= 1;
                if *depth == 0 {
                    self.hidden = None;
                }
            }
            return;
        }
        if self.code.is_some() {
            self.end_in_code(name);
            return;
        }
        if let Some(mark) = Mark::of(name) {
            self.out.close(mark);
            return;
        }
        match name {
            "a" => self.end_link(),
            "ul" | "ol" => self.end_list(),
            "blockquote" => self.end_quote(),
            "td" | "th" => self.end_cell(),
            "table" => self.end_table(),
            "rt" => self.out.raw(")"),
            "p" if self.tables.is_empty() => self.out.blank_line(),
            _ if PARAGRAPHS.contains(&name) => {
                self.out.close_all(Mark::Strong);
                self.out.blank_line();
            }
            _ if LINES.contains(&name) || name == "li" => self.new_line(),
            _ => {}
        }
    }

    fn string(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        if let Some((code, _)) = &mut self.code {
            code.push_str(text);
            return;
        }
        let mut rest = text;
        while let Some((before, kind, inner, after)) = special(rest) {
            self.plain(before);
            self.special(kind, inner);
            rest = after;
        }
        self.plain(rest);
    }

    fn plain(&mut self, text: &str) {
        self.has_words |= text.chars().any(|c| c.is_alphanumeric() || c == GAP);
        self.out.text(text);
    }

    fn special(&mut self, kind: Special, inner: &str) {
        match kind {
            Special::Sound => self.sound(inner),
            Special::Formula(mark) => {
                self.has_words = true;
                let formula: Vec<&str> = inner.split_whitespace().collect();
                let formula = formula.join(" ").replace(GAP, "[...]");
                self.out.raw(&format!("{mark}{formula}{mark}"));
            }
        }
    }

    fn line_break(&mut self) {
        if self.tables.is_empty() { self.out.line_break() } else { self.out.text(" ") }
    }

    fn new_line(&mut self) {
        if self.tables.is_empty() { self.out.new_line() } else { self.out.text(" ") }
    }

    fn paragraph(&mut self, name: &str) {
        if self.tables.is_empty() {
            self.out.blank_line();
        }
        if name.starts_with('h') {
            self.out.open(Mark::Strong);
        }
    }

    fn rule(&mut self) {
        if self.tables.is_empty() {
            self.out.blank_line();
            self.out.raw("***");
            self.out.blank_line();
        }
    }

    fn start_code(&mut self, tag: &Tag) {
        let is_block = tag.name == "pre" && self.tables.is_empty();
        let language = language(&tag.target);
        let code = Code { element: tag.name.clone(), is_block, language, depth: 1 };
        self.code = Some((String::new(), code));
    }

    fn start_in_code(&mut self, tag: &Tag) {
        let Some((text, code)) = &mut self.code else { return };
        if tag.name == code.element {
            code.depth += 1;
        }
        if tag.name == "code" && code.language.is_empty() {
            code.language = language(&tag.target);
        }
        if matches!(tag.name.as_str(), "br" | "div" | "p") && !text.is_empty() {
            text.push('\n');
        }
    }

    fn end_in_code(&mut self, name: &str) {
        let Some((_, code)) = &mut self.code else { return };
        if name != code.element {
            return;
        }
        code.depth -= 1;
        if code.depth == 0 {
            self.end_code();
        }
    }

    fn end_code(&mut self) {
        let Some((text, code)) = self.code.take() else { return };
        let text = text.replace(GAP, "[...]").replace('\u{a0}', " ");
        if text.trim().is_empty() {
            return;
        }
        self.has_words = true;
        if self.tables.is_empty() && (code.is_block || text.trim().contains('\n')) {
            let fence = "`".repeat(longest_run(&text).max(2) + 1);
            self.out.block_line();
            self.out.raw(&format!("{fence}{}", code.language));
            for line in text.trim_end().trim_matches('\n').lines() {
                self.out.code_line(line);
            }
            self.out.code_line(&fence);
            self.out.block_line();
        } else {
            let words: Vec<&str> = text.split_whitespace().collect();
            let text = words.join(" ");
            let ticks = "`".repeat(longest_run(&text) + 1);
            let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
            self.out.inline(&format!("{ticks}{pad}{text}{pad}{ticks}"));
        }
    }

    fn image(&mut self, tag: &Tag) {
        let target = tag.target.trim();
        if target.is_empty() {
            return;
        }
        self.has_media = true;
        // A picture written into the field itself has no name, and no place to be opened at.
        if target.starts_with("data:") {
            let alt = if tag.alt.is_empty() { "picture" } else { &tag.alt };
            self.out.inline(&format!("\\[{}\\]", label(alt)));
            return;
        }
        let alt = if tag.alt.is_empty() { target } else { &tag.alt };
        self.out.inline(&format!("![{}]({})", label(alt), address(target)));
        self.media.push(target.to_owned());
    }

    /// A sound or film: a link that its name stands for.
    fn sound(&mut self, name: &str) {
        self.out.inline(&format!("[{}]({})", label(name), address(name)));
        self.has_media = true;
        self.media.push(name.to_owned());
    }

    fn start_link(&mut self, target: &str) {
        let lower = target.to_ascii_lowercase();
        let leads = ["http://", "https://", "mailto:"].iter().any(|start| lower.starts_with(start));
        let open = self.links.iter().any(Option::is_some);
        if leads && !open {
            self.out.inline("[");
            self.links.push(Some(target.to_owned()));
        } else {
            self.links.push(None);
        }
    }

    fn end_link(&mut self) {
        if let Some(Some(target)) = self.links.pop() {
            self.out.raw(&format!("]({})", address(&target)));
        }
    }

    fn start_list(&mut self, first: Option<u64>) {
        if self.lists.is_empty() && self.tables.is_empty() {
            self.out.blank_line();
        }
        self.lists.push(List { next: first });
    }

    fn item(&mut self) {
        if !self.tables.is_empty() {
            self.out.text(" ");
            return;
        }
        let depth = self.lists.len().saturating_sub(1);
        let marker = match self.lists.last_mut() {
            Some(List { next: Some(number) }) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1);
                marker
            }
            _ => "- ".to_owned(),
        };
        self.out.set_prefix(self.quotes, depth.min(MAX_NESTED));
        self.out.block_line();
        self.out.marker(&marker);
        self.out.set_prefix(self.quotes, (depth + 1).min(MAX_NESTED));
    }

    fn end_list(&mut self) {
        self.lists.pop();
        self.out.set_prefix(self.quotes, self.lists.len().min(MAX_NESTED));
        if self.lists.is_empty() && self.tables.is_empty() {
            self.out.blank_line();
        }
    }

    fn start_quote(&mut self) {
        self.out.blank_line();
        self.quotes = (self.quotes + 1).min(MAX_NESTED);
        self.out.set_prefix(self.quotes, self.lists.len().min(MAX_NESTED));
    }

    fn end_quote(&mut self) {
        self.quotes = self.quotes.saturating_sub(1);
        self.out.set_prefix(self.quotes, self.lists.len().min(MAX_NESTED));
        self.out.blank_line();
    }

    fn start_table(&mut self) {
        if self.tables.is_empty() {
            self.out.blank_line();
        }
        if self.tables.len() < MAX_NESTED {
            self.tables.push(Table::default());
        }
    }

    fn row(&mut self) {
        self.end_cell();
        if let [table] = self.tables.as_mut_slice() {
            table.rows.push(Vec::new());
        }
    }

    fn cell(&mut self) {
        self.end_cell();
        let at = self.out.mark_cell();
        if let [table] = self.tables.as_mut_slice() {
            table.cell = Some(at);
        }
    }

    fn end_cell(&mut self) {
        let [table] = self.tables.as_mut_slice() else { return };
        let Some(start) = table.cell.take() else { return };
        let cell = self.out.take_cell(start).replace('|', "\\|");
        if table.rows.is_empty() {
            table.rows.push(Vec::new());
        }
        if let Some(row) = table.rows.last_mut() {
            row.push(cell);
        }
    }

    fn end_table(&mut self) {
        self.end_cell();
        let Some(table) = self.tables.pop() else { return };
        if !self.tables.is_empty() {
            return;
        }
        let rows: Vec<_> = table.rows.into_iter().filter(|row| !row.is_empty()).collect();
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        for (number, row) in rows.iter().enumerate() {
            self.out.block_line();
            self.out.raw(&format!("| {} |", row.join(" | ")));
            if number == 0 {
                self.out.block_line();
                self.out.raw(&format!("|{}", " --- |".repeat(width)));
            }
        }
        self.out.blank_line();
    }

    fn finish(mut self) -> Markdown {
        self.end_code();
        while !self.tables.is_empty() {
            self.end_table();
        }
        while !self.links.is_empty() {
            self.end_link();
        }
        Markdown {
            text: self.out.finish(),
            has_words: self.has_words,
            has_media: self.has_media,
            media: self.media,
        }
    }
}

/// How deep quotes, lists and tables are indented; what stands deeper stays at this depth.
const MAX_NESTED: usize = 6;

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The language that a class such as `language-rust` names.
fn language(class: &str) -> String {
    let named = class.split_ascii_whitespace().find_map(|word| word.strip_prefix("language-"));
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '#');
    named.filter(|name| name.chars().all(word)).unwrap_or_default().to_owned()
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// A name within brackets.
fn label(name: &str) -> String {
    let mut out = Marks::default();
    out.text(name);
    out.finish()
}

/// The place that a link leads to.
fn address(target: &str) -> String {
    let clean: String = target.chars().filter(|c| !c.is_control() && *c != GAP).collect();
    let simple = |c: char| c.is_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c);
    if clean.chars().all(simple) {
        clean
    } else {
        format!("<{}>", clean.replace('<', "%3C").replace('>', "%3E"))
    }
}

/// What stands in brackets or escapes of Anki's own.
#[derive(Debug, Clone, Copy)]
enum Special {
    Sound,
    /// A formula, with what goes around it in Markdown.
    Formula(&'static str),
}

/// How Anki writes them: opening, closing, meaning.
const SPECIALS: [(&str, &str, Special); 6] = [
    ("[sound:", "]", Special::Sound),
    ("\\(", "\\)", Special::Formula("$")),
    ("\\[", "\\]", Special::Formula("$$")),
    ("[latex]", "[/latex]", Special::Formula("$")),
    ("[$]", "[/$]", Special::Formula("$")),
    ("[$$]", "[/$$]", Special::Formula("$$")),
];

/// The first of them in a text: what stands before, what it is, what is in it, what follows.
fn special(text: &str) -> Option<(&str, Special, &str, &str)> {
    for (at, _) in text.match_indices(['[', '\\']) {
        let here = &text[at..];
        let opened = SPECIALS.iter().find(|(open, ..)| here.starts_with(open));
        let Some((open, close, kind)) = opened else { continue };
        // One that is never closed is text, and so is all that follows it.
        let (inner, after) = here[open.len()..].split_once(close)?;
        return Some((&text[..at], *kind, inner, after));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    #[track_caller]
    fn check(html: &str, markdown: &str) {
        assert_eq!(from_html(html).text, markdown);
    }

    #[test]
    fn inline_markup_is_kept() {
        check("What is <b>Pin</b> <i>for</i>?", "What is **Pin** *for*?");
        check("see <code>Pin&lt;P&gt;</code>", "see `Pin<P>`");
        check("<b>bold </b>word", "**bold** word");
        check("<b></b>x<b> </b>y", "x y");
        check("<a href=\"https://a.example/?x=1\">a</a>", "[a](https://a.example/?x=1)");
        check("<a href=\"javascript:alert(1)\">a</a>", "a");
        check("a<b>(x)</b>b", "a(x)b");
    }

    #[test]
    fn what_markdown_would_obey_is_escaped() {
        check("2 * 3 * 4 [x] `y`", "2 \\* 3 \\* 4 \\[x\\] \\`y\\`");
        check("# one<br>- two<br>1. three", "\\# one  \n\\- two  \n1\\. three");
        check("snake_case &amp;amp; &lt;b&gt;", "snake_case \\&amp; \\<b>");
        check("$5 and $6", "\\$5 and \\$6");
    }

    #[test]
    fn lines_and_paragraphs_end_where_they_did() {
        check("one<br>two", "one  \ntwo");
        check("<div>one</div><div>two</div>three", "one  \ntwo  \nthree");
        check("<p>one</p><p>two</p>", "one\n\ntwo");
        check("one\n two", "one two");
        check("a&nbsp;b", "a b");
        check("<h1>Title</h1>text", "**Title**\n\ntext");
    }

    #[test]
    fn code_is_fenced_in_its_language() {
        check(
            "Run:<pre><code class=\"language-rust\">fn a() {\n    b();\n}\n</code></pre>then",
            "Run:\n```rust\nfn a() {\n    b();\n}\n```\nthen",
        );
        check("<code>a<br>b</code>", "```\na\nb\n```");
        check("<code>a ` b</code>", "``a ` b``");
        check("<pre>```</pre>", "````\n```\n````");
    }

    #[test]
    fn lists_tables_and_quotes_are_blocks() {
        check("Two:<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>", "Two:\n\n- a\n- b\n  1. c");
        check(
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2 | 3</td></tr></table>",
            "| a | b |\n| --- | --- |\n| 1 | 2 \\| 3 |",
        );
        check("<blockquote>said<br>twice</blockquote>so", "> said  \n> twice\n\nso");
    }

    #[test]
    fn formulas_pictures_and_sounds_are_known() {
        check("\\(x_1^2\\) and \\[ \\int x \\]", "$x_1^2$ and $$\\int x$$");
        check("[latex]\\sqrt 2[/latex], [$]a &lt; b[/$]", "$\\sqrt 2$, $a < b$");
        check("<img src=\"a b.png\" alt=crab>", "![crab](<a b.png>)");
        check("hear [sound:tone.wav]", "hear [tone.wav](tone.wav)");
        check("an open \\( bracket", "an open \\\\( bracket");
    }

    #[test]
    fn a_gap_is_written_as_recall_writes_it() {
        check(&format!("in {GAP} &amp; <code>{GAP}</code>"), "in [...] & `[...]`");
    }

    #[test]
    fn what_nobody_reads_is_dropped() {
        check("a<script>alert('<b>')</script>b<style>p {}</style><!-- c -->", "ab");
        check("<ruby>本<rp>(</rp><rt>ほん</rt><rp>)</rp></ruby>", "本(ほん)");
    }

    #[test]
    fn pictures_alone_are_no_words() {
        assert!(!from_html("<img src=a.png> [sound:b.wav]").has_words);
        assert!(from_html("<img src=a.png> ?x").has_words);
    }

    /// The words that a reader of the Markdown sees.
    fn read(markdown: &str) -> String {
        let options = Options::ENABLE_TABLES | Options::ENABLE_MATH;
        let mut text = String::new();
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(part) | Event::Code(part) => text.push_str(&part),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    proptest! {
        /// Whatever a text holds, a reader of the Markdown reads that text.
        #[test]
        fn text_is_read_as_it_was_written(
            text in "([a-c1.]|[ *_`#>|~$&<+=:!-]|\\]|\\(|\\)|\u{e9})*"
        ) {
            let html = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let words: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(read(&from_html(&html).text), words.join(" "));
        }

        #[test]
        fn any_html_gives_markdown(
            html in "(<|>|/|b|i|br|code|pre|ul|li|table|td|tr|a href=x|blockquote|script| |\"|&|\\[|\\\\\\(|x)*"
        ) {
            from_html(&html);
        }
    }
}
