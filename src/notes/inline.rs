//! Inline Markdown to plain text: emphasis marks, links and tags go, words and `code` stay.

use crate::notes::words;
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

/// A stretch of plain text made from Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inline {
    /// The text; line ends have become single blanks, code keeps its backticks.
    pub text: String,
    /// Byte offsets in `text` at which the second, third, … line starts.
    pub breaks: Vec<usize>,
    /// Targets of links, in order.
    pub links: Vec<String>,
    /// End, in `text`, of a bold or emphasised lead, if the text starts with one.
    pub lead_end: Option<usize>,
    /// Byte ranges in `text` that were link text.
    pub link_spans: Vec<(usize, usize)>,
    /// Whether an image stood here.
    pub image: bool,
    /// Byte ranges in `text` that are bold.
    pub bold: Vec<(usize, usize)>,
    /// Byte ranges in `text` of code spans, backticks included.
    pub code: Vec<(usize, usize)>,
}

/// HTML elements whose tags are dropped; any other `<word>` is text, such as a type parameter.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "video",
    "wbr",
];

const GUARD: char = ')';

/// Whether the text is the tag of an HTML element, or a comment.
pub fn is_tag(html: &str) -> bool {
    if html.starts_with("<!") || html.starts_with("<?") {
        return true;
    }
    let name = html.trim_start_matches('<').trim_start_matches('/');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    ELEMENTS.binary_search(&name[..end].to_ascii_lowercase().as_str()).is_ok()
}

impl Inline {
    /// Bytes of the text that were link text.
    pub fn linked(&self) -> usize {
        self.link_spans.iter().map(|(from, to)| to - from).sum()
    }

    /// The text without a link at its end whose words say nothing, such as "Link" or "here".
    pub fn without_tail_link(&self) -> &str {
        const EMPTY: &[&str] = &[
            "article",
            "blog post",
            "demo",
            "docs",
            "documentation",
            "github",
            "here",
            "homepage",
            "info",
            "interesting link",
            "link",
            "more",
            "post",
            "repo",
            "site",
            "slides",
            "source",
            "url",
            "video",
            "website",
        ];
        let Some((from, to)) = self.link_spans.last() else { return &self.text };
        let name = self.text[*from..*to].trim().to_lowercase();
        if *to == self.text.len() && EMPTY.binary_search(&name.as_str()).is_ok() {
            self.text[..*from].trim_end_matches(['(', '-', ' ', ':'])
        } else {
            &self.text
        }
    }
}

/// Reads inline Markdown; lines are joined by `\n`.
pub fn read(markdown: &str) -> Inline {
    if !markdown.contains(['*', '_', '`', '[', '<', '\\', '&', '~', '\n', '!']) {
        return Inline { text: collapse(markdown), ..Inline::default() };
    }
    // `[text][name]` is a link wherever it leads; `arr[i]` is text.
    let whole_references = |link: BrokenLink<'_>| match link.link_type {
        LinkType::Shortcut | LinkType::ShortcutUnknown => None,
        _ => Some((CowStr::from(link.reference.to_string()), CowStr::from(""))),
    };
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_WIKILINKS;
    // A leading sign keeps the parser from seeing a block marker in what is inline text; one
    // that is punctuation lets `_emphasis_` open behind it.
    let guarded = format!("{GUARD}{markdown}");
    let parser = Parser::new_with_broken_link_callback(&guarded, options, Some(whole_references));
    let mut reader = Reader::default();
    for event in parser {
        reader.take(event);
    }
    reader.finish()
}

fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    put_collapsed(text.trim(), &mut out);
    out
}

/// Puts a text without blanks around it behind what is there, every run of blanks as one.
fn put_collapsed(text: &str, out: &mut String) {
    // Most texts are so already.
    let is_plain = |byte: u8| byte.is_ascii() && byte >= b' ';
    if text.bytes().all(is_plain) && !text.contains("  ") {
        return out.push_str(text);
    }
    for (at, run) in words::runs(text).enumerate() {
        if at > 0 {
            out.push(' ');
        }
        out.push_str(run);
    }
}

#[derive(Default)]
struct Reader {
    out: Inline,
    guard_gone: bool,
    /// Whether what stands at the front is bold or slanted.
    leads: bool,
    strong_from: Option<usize>,
    link_from: Option<usize>,
    image_depth: usize,
}

impl Reader {
    fn push(&mut self, text: &str) {
        let mut text = text;
        if !self.guard_gone {
            self.guard_gone = true;
            text = text.strip_prefix(GUARD).unwrap_or(text);
        }
        if text.starts_with(char::is_whitespace) {
            self.blank();
        }
        put_collapsed(text.trim(), &mut self.out.text);
        if text.ends_with(char::is_whitespace) {
            self.blank();
        }
    }

    fn blank(&mut self) {
        if !self.out.text.is_empty() && !self.out.text.ends_with(' ') {
            self.out.text.push(' ');
        }
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(_) | Event::Code(_) if self.image_depth > 0 => {}
            Event::Text(text) => self.push(&text),
            Event::Code(code) => {
                let start = self.out.text.len();
                self.push(&format!("`{code}`"));
                self.out.code.push((start, self.out.text.len()));
            }
            Event::SoftBreak | Event::HardBreak => {
                self.blank();
                self.out.breaks.push(self.out.text.len());
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::Start(tag @ (Tag::Strong | Tag::Emphasis)) => self.stressed(tag == Tag::Strong),
            Event::End(tag @ (TagEnd::Strong | TagEnd::Emphasis)) => {
                self.unstressed(tag == TagEnd::Strong);
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.out.links.push(dest_url.into_string());
                self.link_from = Some(self.out.text.len());
            }
            Event::End(TagEnd::Link) => {
                let from = self.link_from.take().unwrap_or(self.out.text.len());
                self.out.link_spans.push((from, self.out.text.len()));
            }
            Event::Start(Tag::Image { .. }) => {
                self.image_depth += 1;
                self.out.image = true;
            }
            Event::End(TagEnd::Image) => self.image_depth = self.image_depth.saturating_sub(1),
            _ => {}
        }
    }

    fn stressed(&mut self, strong: bool) {
        if self.out.text.is_empty() {
            self.leads = true;
        }
        if strong {
            self.strong_from = Some(self.out.text.len());
        }
    }

    fn unstressed(&mut self, strong: bool) {
        let end = self.out.text.len();
        if std::mem::take(&mut self.leads) {
            self.out.lead_end = Some(end);
        }
        if strong && let Some(from) = self.strong_from.take() {
            self.out.bold.push((from, end));
        }
    }

    fn html(&mut self, html: &str) {
        if is_tag(html) {
            if html.starts_with("<br") {
                self.blank();
            }
        } else {
            self.push(html);
        }
    }

    fn finish(mut self) -> Inline {
        self.out.text.truncate(self.out.text.trim_end().len());
        let end = self.out.text.len();
        for span in self.out.link_spans.iter_mut().chain(&mut self.out.bold) {
            *span = (span.0.min(end), span.1.min(end));
        }
        for offset in &mut self.out.breaks {
            *offset = (*offset).min(end);
        }
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(markdown: &str, text: &str) {
        assert_eq!(read(markdown).text, text);
    }

    #[test]
    fn the_elements_are_sorted() {
        assert!(ELEMENTS.is_sorted());
    }

    #[test]
    fn marks_go_and_words_stay() {
        check("**Bold** and [a link](http://x.y) and `c<d>`", "Bold and a link and `c<d>`");
        check("<div id=\"a\"/>Tools<br>too", "Tools too");
        check("a Vec<T> of T", "a Vec<T> of T");
        check("[text][ref] but arr[i]", "text but arr[i]");
        check("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4");
        check("# no heading", "# no heading");
    }

    #[test]
    fn a_bold_lead_and_the_line_ends_are_known() {
        let inline = read("**Term** gloss\nmore");
        assert_eq!(inline.lead_end, Some(4));
        assert_eq!(inline.bold, [(0, 4)]);
        assert_eq!(inline.breaks, [11]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(markdown in "(?s).{0,80}") {
            let inline = read(&markdown);
            prop_assert!(!inline.text.contains('\n'));
            for offset in inline.breaks {
                prop_assert!(inline.text.is_char_boundary(offset));
            }
            for (from, to) in inline.bold {
                prop_assert!(inline.text.get(from..to).is_some());
            }
        }
    }
}
