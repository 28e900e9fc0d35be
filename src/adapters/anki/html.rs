//! Notes' Markdown as the HTML of an Anki field.
//!
//! A field goes into the template unescaped and Anki looks for its own markup in it, so every
//! character of the notes that either would take for markup is written as an entity. Raw HTML
//! of the notes is shown, not obeyed.

mod blocks;

use crate::adapters::anki::album::is_sound;
use crate::adapters::code;
use crate::adapters::terminal::style::Role;
use crate::notes::maths;
use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream,
};
use std::fmt::Write as _;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;

/// Stands for the gap `[...]` while Markdown is parsed, so that it never becomes a link.
/// Not a character: no text has it once it is cleaned.
const GAP: char = '\u{fdd0}';

/// What a picture's description follows.
const IMAGE: &str = "[image: ";

/// What Anki would obey after an opening bracket, in lower case.
const ANKI_MARKUP: [&str; 7] = ["sound:", "anki:", "latex]", "/latex]", "$]", "$$]", "/$]"];

/// Gives the name under which Anki has a picture or a sound that a text names, if it has it.
pub type Media<'a> = &'a mut dyn FnMut(&str) -> Option<String>;

/// A question or an answer as HTML.
///
/// The text is lines of inline Markdown, as cards hold it: each line stays a line, whatever it
/// begins with. Only fenced code, maths between `$$`, tables, and two or more lines of a list in
/// a row are taken as blocks.
pub fn to_html(markdown: &str, media: Media<'_>) -> String {
    let mut out = Writer::new(media);
    out.lines(markdown);
    out.html
}

/// A sentence with gaps as the text of a note of Anki's own kind for such: each gap, `[...]`, with
/// what fills it. What is left over for want of gaps stands in one at the end.
pub fn to_cloze(sentence: &str, fills: &[&str], media: Media<'_>) -> String {
    let fills: Vec<Fill> = fills.iter().rev().map(|fill| Fill::of(fill, media)).collect();
    let mut out = Writer { fills: Some(fills), ..Writer::new(media) };
    out.lines(sentence);
    let rest = out.fills.take().unwrap_or_default();
    if !rest.is_empty() {
        let rest: Vec<&str> = rest.iter().rev().map(|fill| fill.text.as_str()).collect();
        let line = if out.html.is_empty() || out.after_block { "" } else { "<br>" };
        out.html.push_str(line);
        out.filled(&rest.join("<br>"));
    }
    out.html
}

/// Plain text as HTML, with its line breaks.
pub fn escaped(text: &str) -> String {
    let mut nothing = |_: &str| None;
    let mut out = Writer::new(&mut nothing);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.html.push_str("<br>");
        }
        out.text(line);
    }
    out.html
}

/// The text in the normal form that Anki stores (NFC), without the control characters that it
/// drops.
pub fn cleaned(text: &str) -> String {
    // Nearly all notes: nothing to do, and looking up every character would show.
    if text.bytes().all(|byte| matches!(byte, b'\n' | b'\t' | b' '..=b'~')) {
        return text.to_owned();
    }
    text.nfc().filter(|c| *c != GAP && (!c.is_control() || matches!(c, '\n' | '\t'))).collect()
}

/// What text is written into.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Inside {
    #[default]
    Text,
    /// Code, where `MathJax` does not look.
    Code,
    /// Maths, where there is no HTML.
    Maths,
}

/// What fills a gap, as HTML in which nothing ends the gap or begins a hint.
#[derive(Debug)]
struct Fill {
    /// In text.
    text: String,
    /// In code or maths, where there is no markup.
    bare: String,
}

impl Fill {
    fn of(fill: &str, media: Media<'_>) -> Self {
        let guarded = |html: &str| {
            html.replace("::", "&#58;&#58;").replace("{{", "{&#123;").replace('}', "&#125;")
        };
        let bare = escaped(&cleaned(fill.trim().trim_matches(['`', '$'])));
        Self { text: guarded(&to_html(fill, media)), bare: guarded(&bare) }
    }
}

/// A picture that Anki has, while what describes it comes in.
struct Picture {
    name: String,
    description: String,
    /// Pictures in the description of a picture: nothing of them is shown.
    depth: usize,
}

/// Collects the HTML of one field.
struct Writer<'a> {
    media: Media<'a>,
    html: String,
    inside: Inside,
    /// The block of code that is open.
    block: Option<Block>,
    /// In the heading of a table.
    in_table_head: bool,
    /// The last thing written was a block, which ends its line itself.
    after_block: bool,
    /// What closes each open link, innermost last, and where its text began.
    links: Vec<(Closing, usize)>,
    /// What stands for each open picture that Anki has not and that has no description,
    /// innermost last.
    pictures: Vec<String>,
    picture: Option<Picture>,
    /// What fills the gaps that are still to come, the next one last; `None` where gaps stay open.
    fills: Option<Vec<Fill>>,
}

/// A block of code while its text comes in.
#[derive(Debug)]
struct Block {
    language: String,
    text: String,
}

/// What closes a link.
enum Closing {
    /// Nothing: it leads nowhere safe.
    Nothing,
    Link,
    /// The sound that it led to, in place of its mere name.
    Sound(String),
}

impl<'a> Writer<'a> {
    const fn new(media: Media<'a>) -> Self {
        Self {
            media,
            html: String::new(),
            inside: Inside::Text,
            block: None,
            in_table_head: false,
            after_block: false,
            links: Vec::new(),
            pictures: Vec::new(),
            picture: None,
            fills: None,
        }
    }

    fn lines(&mut self, markdown: &str) {
        let text = cleaned(markdown).replace("[...]", &GAP.to_string());
        let lines: Vec<&str> = text.trim().lines().collect();
        let mut at = 0;
        while at < lines.len() {
            if let Some(length) = blocks::lines_of_one(&lines[at..]) {
                self.block(&lines[at..at + length].join("\n"));
                at += length;
            } else {
                self.line(lines[at]);
                at += 1;
            }
        }
    }

    fn line(&mut self, line: &str) {
        if !self.html.is_empty() && !self.after_block {
            self.html.push_str("<br>");
        }
        self.after_block = false;
        if line.contains(['\\', '`', '*', '_', '[', ']', '<', '&', '$', '~']) {
            // A heading holds inline Markdown only, and its closing `#` keeps any other.
            self.markdown(&format!("# {line} #"));
        } else {
            self.text(line.trim());
        }
    }

    fn block(&mut self, block: &str) {
        self.markdown(block);
        self.after_block = true;
    }

    fn markdown(&mut self, markdown: &str) {
        let options = Options::ENABLE_MATH | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
        let events = Parser::new_ext(markdown, options).into_offset_iter();
        let events = events.map(|(event, range)| match event {
            Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
            Event::InlineMath(_) | Event::DisplayMath(_) if !is_maths(markdown, &range) => {
                Event::Text(CowStr::from(&markdown[range]))
            }
            other => other,
        });
        for event in TextMergeStream::new(events) {
            self.event(event);
        }
    }

    fn event(&mut self, event: Event<'_>) {
        if let Some(picture) = &mut self.picture {
            return match event {
                Event::Text(text) | Event::Code(text) => picture.description.push_str(&text),
                Event::Start(Tag::Image { .. }) => picture.depth += 1,
                Event::End(TagEnd::Image) if picture.depth > 0 => picture.depth -= 1,
                Event::End(TagEnd::Image) => self.end_picture(),
                _ => {}
            };
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.block {
                Some(block) => block.text.push_str(&text),
                None => self.text(&text),
            },
            Event::InlineMath(tex) => self.maths(["\\(", "\\)"], &tex),
            Event::DisplayMath(tex) => self.maths(["\\[", "\\]"], tex.trim_matches('\n')),
            Event::Code(code) => {
                self.html.push_str("<code>");
                self.inside = Inside::Code;
                self.text(&code);
                self.inside = Inside::Text;
                self.html.push_str("</code>");
            }
            Event::SoftBreak => self.html.push('\n'),
            Event::HardBreak => self.html.push_str("<br>"),
            Event::Rule => self.html.push_str("<hr>"),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::List(None) => self.html.push_str("<ul>"),
            Tag::List(Some(1)) => self.html.push_str("<ol>"),
            Tag::List(Some(first)) => {
                // Writing to a string does not fail.
                let _written = write!(self.html, "<ol start=\"{first}\">");
            }
            Tag::Item => self.html.push_str("<li>"),
            Tag::BlockQuote(_) => self.html.push_str("<blockquote>"),
            Tag::Strikethrough => self.html.push_str("<s>"),
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::Table(_) => self.html.push_str("<table>"),
            Tag::TableHead => {
                self.in_table_head = true;
                self.html.push_str("<tr>");
            }
            Tag::TableRow => self.html.push_str("<tr>"),
            Tag::TableCell => self.html.push_str(if self.in_table_head { "<th>" } else { "<td>" }),
            Tag::Link { link_type, dest_url, .. } => {
                let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
                self.open_link(&format!("{mail}{dest_url}"));
            }
            Tag::Image { dest_url, .. } => self.start_picture(&dest_url),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.html.push_str("</em>"),
            TagEnd::Strong => self.html.push_str("</strong>"),
            TagEnd::List(false) => self.html.push_str("</ul>"),
            TagEnd::List(true) => self.html.push_str("</ol>"),
            TagEnd::Item => self.html.push_str("</li>"),
            TagEnd::BlockQuote(_) => self.html.push_str("</blockquote>"),
            TagEnd::Strikethrough => self.html.push_str("</s>"),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::Table => self.html.push_str("</table>"),
            TagEnd::TableHead => {
                self.in_table_head = false;
                self.html.push_str("</tr>");
            }
            TagEnd::TableRow => self.html.push_str("</tr>"),
            TagEnd::TableCell => {
                self.html.push_str(if self.in_table_head { "</th>" } else { "</td>" });
            }
            TagEnd::Link => self.close_link(),
            TagEnd::Image => {
                let name = self.pictures.pop().unwrap_or_default();
                if self.html.ends_with(IMAGE) {
                    self.text(&name);
                }
                self.html.push(']');
                self.close_link();
            }
            _ => {}
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', '\t', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        self.block = Some(Block { language: language.to_owned(), text: String::new() });
    }

    /// Writes the block of code that was open, each part of a known language in its colour.
    fn end_code(&mut self) {
        let Some(Block { language, text }) = self.block.take() else { return };
        self.html.push_str("<pre><code>");
        self.inside = Inside::Code;
        let rows: Vec<&str> = text.lines().collect();
        match code::parts(&language, &rows) {
            Some(rows) => rows.iter().for_each(|parts| self.row_of_code(parts)),
            None => self.text(&text),
        }
        self.inside = Inside::Text;
        self.html.push_str("</code></pre>");
    }

    fn row_of_code(&mut self, parts: &[code::Part<'_>]) {
        for (role, text) in parts {
            match class(*role) {
                Some(class) => {
                    // Writing to a string does not fail.
                    let _written = write!(self.html, "<span class=\"{class}\">");
                    self.text(text);
                    self.html.push_str("</span>");
                }
                None => self.text(text),
            }
        }
        self.html.push('\n');
    }

    /// Writes maths as `MathJax` finds it.
    fn maths(&mut self, [opening, closing]: [&str; 2], tex: &str) {
        self.html.push_str(opening);
        self.inside = Inside::Maths;
        self.text(tex);
        self.inside = Inside::Text;
        self.html.push_str(closing);
    }

    /// Begins a picture; one that Anki has not is its description, and its address.
    fn start_picture(&mut self, address: &str) {
        if let Some(name) = (self.media)(address) {
            self.picture = Some(Picture { name, description: String::new(), depth: 0 });
            return;
        }
        self.open_link(address);
        self.html.push_str(IMAGE);
        let name = address.rsplit('/').next().unwrap_or(address);
        self.pictures.push(name.to_owned());
    }

    fn end_picture(&mut self) {
        let Some(Picture { name, description, .. }) = self.picture.take() else { return };
        if is_sound(&name) {
            if description != name {
                self.text(&description);
            }
            return self.sound(&name);
        }
        self.html.push_str("<img src=\"");
        self.attribute(&name);
        if !description.is_empty() && description != name {
            self.html.push_str("\" alt=\"");
            self.attribute(&description);
        }
        self.html.push_str("\">");
    }

    fn sound(&mut self, name: &str) {
        self.html.push_str("[sound:");
        name.chars().for_each(|c| self.character(c));
        self.html.push(']');
    }

    fn open_link(&mut self, address: &str) {
        let lower = address.to_ascii_lowercase();
        let sound = if is_sound(address) { (self.media)(address) } else { None };
        let closing = if let Some(name) = sound {
            Closing::Sound(name)
        } else if ["http://", "https://", "mailto:"].iter().any(|start| lower.starts_with(start)) {
            self.html.push_str("<a href=\"");
            self.attribute(&address.replace(GAP, "[...]"));
            self.html.push_str("\">");
            Closing::Link
        } else {
            Closing::Nothing
        };
        self.links.push((closing, self.html.len()));
    }

    fn close_link(&mut self) {
        match self.links.pop() {
            Some((Closing::Link, _)) => self.html.push_str("</a>"),
            Some((Closing::Sound(name), start)) => {
                if self.html[start..] == escaped(&name) {
                    self.html.truncate(start);
                }
                self.sound(&name);
            }
            Some((Closing::Nothing, _)) | None => {}
        }
    }

    /// Writes the value of an attribute; Anki looks for its markup there too.
    fn attribute(&mut self, value: &str) {
        for c in value.chars() {
            match c {
                '[' => self.html.push_str("&#91;"),
                '"' => self.html.push_str("&quot;"),
                _ => self.character(c),
            }
        }
    }

    /// Writes text so that neither HTML nor Anki nor `MathJax` finds markup in it.
    fn text(&mut self, text: &str) {
        // What means nothing goes over whole.
        let means = |c| matches!(c, GAP | '[' | '(' | '{' | '&' | '<' | '>');
        let mut rest = text;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| means(*c)) {
            self.html.push_str(&rest[..at]);
            rest = &rest[at + c.len_utf8()..];
            match c {
                GAP => self.gap(),
                '[' | '(' if self.inside == Inside::Text && self.html.ends_with('\\') => {
                    self.html.push_str("&#8288;");
                    self.html.push(c);
                }
                '[' if is_anki_markup(rest) => self.html.push_str("&#91;"),
                _ => self.character(c),
            }
        }
        self.html.push_str(rest);
    }

    fn gap(&mut self) {
        let fill = self.fills.as_mut().and_then(Vec::pop);
        match (fill, self.inside) {
            (Some(Fill { text, .. }), Inside::Text) => self.filled(&text),
            (Some(Fill { bare, .. }), _) => self.filled(&bare),
            (None, Inside::Maths) => self.html.push_str("[...]"),
            (None, _) => self.html.push_str("<span class=\"gap\">[...]</span>"),
        }
    }

    fn filled(&mut self, fill: &str) {
        for part in ["{{c1::", fill, "}}"] {
            self.html.push_str(part);
        }
    }

    fn character(&mut self, c: char) {
        match c {
            // A gap opens with two, and only where recall opens one.
            '{' if self.fills.is_some() && self.html.ends_with('{') => {
                self.html.push_str("&#123;");
            }
            '&' => self.html.push_str("&amp;"),
            '<' => self.html.push_str("&lt;"),
            '>' => self.html.push_str("&gt;"),
            _ => self.html.push(c),
        }
    }
}

/// Whether what Markdown takes for maths is, and `MathJax` finds its end.
fn is_maths(markdown: &str, range: &Range<usize>) -> bool {
    let source = &markdown[range.clone()];
    let tex = source.trim_matches('$');
    if source.starts_with("$$") {
        return !tex.contains("\\]");
    }
    let is_ankis = tex.starts_with(']') && markdown[..range.start].ends_with('[');
    let next = markdown[range.end..].chars().next();
    !is_ankis && !tex.contains("\\)") && maths::is_inline(tex, next)
}

/// The class of a part of code in the notetypes' style.
const fn class(role: Role) -> Option<&'static str> {
    match role {
        Role::Comment => Some("comment"),
        Role::Quoted => Some("string"),
        Role::Constant => Some("constant"),
        Role::Keyword => Some("keyword"),
        Role::Name => Some("name"),
        _ => None,
    }
}

fn is_anki_markup(after_bracket: &str) -> bool {
    ANKI_MARKUP.iter().any(|markup| {
        after_bracket
            .as_bytes()
            .get(..markup.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(markup.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(markdown: &str, html: &str) {
        assert_eq!(to_html(markdown, &mut |_| None), html);
    }

    /// Where Anki has every picture and sound under its own name.
    #[track_caller]
    fn check_media(markdown: &str, html: &str) {
        assert_eq!(to_html(markdown, &mut |name| Some(name.to_owned())), html);
    }

    #[test]
    fn inline_markdown_becomes_html() {
        check("the `Vec<T>` type", "the <code>Vec&lt;T&gt;</code> type");
        check("*very* **sure**", "<em>very</em> <strong>sure</strong>");
        check("say \"hi\" & 1 < 2", "say \"hi\" &amp; 1 &lt; 2");
        check("AT&amp;T", "AT&amp;T");
        check("", "");
    }

    #[test]
    fn links_lead_only_to_the_web_and_to_mail() {
        check(
            "[docs](https://a.example/?x=1&y=\"2\")",
            "<a href=\"https://a.example/?x=1&amp;y=&quot;2&quot;\">docs</a>",
        );
        check(
            "[docs](https://a.example/?x=1&y=2)",
            "<a href=\"https://a.example/?x=1&amp;y=2\">docs</a>",
        );
        check("<https://a.example>", "<a href=\"https://a.example\">https://a.example</a>");
        check("<me@a.example>", "<a href=\"mailto:me@a.example\">me@a.example</a>");
        check("[run](javascript:alert)", "run");
        check("[there](../other.md)", "there");
    }

    #[test]
    fn raw_html_is_shown_and_not_obeyed() {
        check("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;");
        check("a <img src=x onerror=y> b", "a &lt;img src=x onerror=y&gt; b");
        check("<!-- note -->", "&lt;!-- note --&gt;");
    }

    #[test]
    fn a_line_stays_a_line_whatever_it_begins_with() {
        check("> pip install x\n# a comment\n---", "&gt; pip install x<br># a comment<br>---");
        check("C #\nC# #", "C #<br>C# #");
        check("    four blanks `x`", "four blanks <code>x</code>");
        check("| a | b |\n|---|---|", "| a | b |<br>|---|---|");
        check("one\n\ntwo", "one<br><br>two");
        check("*args\n*kwargs", "*args<br>*kwargs");
    }

    #[test]
    fn fenced_code_and_lists_are_blocks() {
        check(
            "Run:\n```\nls <dir>\n  cd\n```\nthen",
            "Run:<pre><code>ls &lt;dir&gt;\n  cd\n</code></pre>then",
        );
        check(
            "```python\nif a < 'b':\n```",
            "<pre><code><span class=\"keyword\">if</span> a &lt; \
                <span class=\"string\">'</span><span class=\"string\">b</span>\
                <span class=\"string\">'</span>:\n</code></pre>",
        );
        check("```\nnever closed", "```<br>never closed");
        check("- `a`\n- b\n  - c", "<ul><li><code>a</code></li><li>b<ul><li>c</li></ul></li></ul>");
        check("2. b\n3. c", "<ol start=\"2\"><li>b</li><li>c</li></ol>");
        check("- only one", "- only one");
    }

    #[test]
    fn maths_is_where_mathjax_finds_it() {
        check("mass is $E=mc^2$, and $a<b$", r"mass is \(E=mc^2\), and \(a&lt;b\)");
        check("$$\\sum_i x_i$$", r"\[\sum_i x_i\]");
        check("so\n$$\na\\\\[2pt]\nb & c\n$$\nthen", "so\\[a\\\\[2pt]\nb &amp; c\\]then");
        check("$x = [...]$", r"\(x = [...]\)");
        check("from $5 to $10, in $HOME/$USER", "from $5 to $10, in $HOME/$USER");
        check(r"$a\)b$", r"$a\)b$");
        check("`$x$` and \\$x$", "<code>$x$</code> and $x$");
    }

    #[test]
    fn tables_and_struck_words_are_seen() {
        check(
            "| a | b |\n|---|---|\n| `1` | 2 |",
            "<table><tr><th>a</th><th>b</th></tr><tr><td><code>1</code></td><td>2</td></tr></table>",
        );
        check("~~old~~ new", "<s>old</s> new");
    }

    #[test]
    fn a_gap_is_never_a_link() {
        let gap = "<span class=\"gap\">[...]</span>";
        check("it uses [...] here", &format!("it uses {gap} here"));
        check("`a [...] b`", &format!("<code>a {gap} b</code>"));
        check("*[...]*(x)", &format!("<em>{gap}</em>(x)"));
        check("[...](https://a.example)", &format!("{gap}(https://a.example)"));
    }

    #[test]
    fn ankis_own_markup_is_broken() {
        check("[sound:a.mp3]", "&#91;sound:a.mp3]");
        check("`[Sound:a.mp3]`", "<code>&#91;Sound:a.mp3]</code>");
        check("[anki:play:q:0] [latex]x[/latex]", "&#91;anki:play:q:0] &#91;latex]x&#91;/latex]");
        check("[$]x[/$] [$$]y", "&#91;$]x&#91;/$] &#91;$$]y");
        check("\\\\(x\\\\)", "\\&#8288;(x\\)");
        check("\\\\\\[x", "\\&#8288;[x");
        check("`\\(x\\)`", "<code>\\(x\\)</code>");
        check("{{Question}}", "{{Question}}");
        check(
            "<https://a.example/[sound:x.mp3]>",
            "<a href=\"https://a.example/&#91;sound:x.mp3]\">https://a.example/&#91;sound:x.mp3]</a>",
        );
    }

    #[test]
    fn pictures_and_sounds_that_anki_has_are_seen_and_heard() {
        check_media("a ![b *c*](m.png)", "a <img src=\"m.png\" alt=\"b c\">");
        check_media("![m.png](m.png)", "<img src=\"m.png\">");
        check_media("![a \"\\[x\"](m.png)", "<img src=\"m.png\" alt=\"a &quot;&#91;x&quot;\">");
        check_media("![a ![b](c.png)](m.png) d", "<img src=\"m.png\" alt=\"a b\"> d");
        check_media("[a.mp3](a.mp3) b", "[sound:a.mp3] b");
        check_media("[hear](a.mp3)", "hear[sound:a.mp3]");
        check_media("![](a.mp3) ![hear](b.ogg)", "[sound:a.mp3] hear[sound:b.ogg]");
        check("[hear](a.mp3)", "hear");
    }

    #[test]
    fn a_picture_is_its_description() {
        check("![a *map*](map.png)", "[image: a <em>map</em>]");
        check("![](img/map.png)", "[image: map.png]");
        check(
            "![x](https://a.example/x.png)",
            "<a href=\"https://a.example/x.png\">[image: x]</a>",
        );
    }

    #[test]
    fn text_is_in_the_form_that_anki_keeps() {
        check("Cafe\u{301}\u{7}\u{1f}\r\nx", "Café<br>x");
    }

    proptest! {
        #[test]
        fn no_text_breaks_out_of_its_field(text in "[\\x00-\u{fdd0}\\n`*_\\[\\](){}<>&\\\\#:$ a-z]*") {
            let html = to_html(&text, &mut |_| None);
            prop_assert_eq!(html.matches('\u{1f}').count(), 0);
            let lower = html.to_lowercase();
            for markup in ANKI_MARKUP {
                let opening = format!("[{markup}");
                prop_assert!(!lower.contains(&opening));
            }
            let tags = html.replace("&lt;", "").matches('<').count();
            prop_assert_eq!(tags, html.matches('>').count());
        }
    }
}
