//! Tags in notes: `#word` at the end of a line, on a line of its own, or behind a heading.
//!
//! In the middle of a sentence `#word` is a word of it. What is taken for a tag leaves the
//! text, so only what can stand nowhere in a sentence is taken.

use crate::notes::blocks::Block;
use crate::values::lines::Lines;
use std::borrow::Cow;
use std::collections::HashMap;

/// The most tags that are taken from one place.
pub const MAX: usize = 32;

/// The longest tag, in characters.
const LONGEST: usize = 100;

/// What C calls its directives: `#include` names one wherever it stands.
const DIRECTIVES: [&str; 8] =
    ["define", "elif", "endif", "ifdef", "ifndef", "include", "pragma", "undef"];

/// Words that want another behind them: in `the directive is #x`, `#x` is that other.
const OPEN_WORDS: [&str; 26] = [
    "a", "an", "and", "are", "as", "at", "by", "called", "from", "in", "into", "is", "like", "my",
    "named", "of", "or", "our", "than", "the", "use", "uses", "via", "was", "with", "your",
];

/// A tag as it is kept: levels joined by `::` and words by `_`, without `#`; `None` where nothing is
/// left. In Anki, and in a table, a blank ends a tag.
pub fn normal(raw: &str) -> Option<String> {
    let shown = raw.trim().trim_start_matches('#').replace("::", "/");
    let levels: Vec<String> = shown
        .split('/')
        .map(|level| {
            let words = level.split(|c: char| c.is_whitespace() || c.is_control());
            words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
        })
        .filter(|level| level.chars().any(char::is_alphanumeric))
        .collect();
    let tag: String = levels.join("::").chars().take(LONGEST).collect();
    (!tag.is_empty()).then_some(tag)
}

/// The name behind the `#`, where a word is a tag.
fn tag(word: &str) -> Option<&str> {
    let name = word.strip_prefix('#')?;
    let signs = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/');
    let form = name.starts_with(char::is_alphabetic) && name.chars().all(signs);
    let hex = matches!(name.len(), 3 | 4 | 6 | 8) && name.bytes().all(|b| b.is_ascii_hexdigit());
    let holder = name.bytes().all(|b| b.eq_ignore_ascii_case(&b'x'));
    (form && !hex && !holder && !DIRECTIVES.contains(&name)).then_some(name)
}

/// The tags of a line that holds nothing else.
pub fn only(line: &str) -> Option<Vec<String>> {
    if !line.starts_with('#') {
        return None;
    }
    let words = line.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let mut found = Vec::new();
    for word in words {
        found.extend(normal(tag(word)?));
    }
    found.truncate(MAX);
    (!found.is_empty()).then_some(found)
}

/// Takes the tags off the ends of the lines of a block of inline Markdown.
///
/// Within a paragraph only behind the end of a sentence: the end of a line means nothing there.
pub fn take(markdown: &str) -> (Cow<'_, str>, Vec<String>) {
    if !markdown.contains('#') {
        return (Cow::Borrowed(markdown), Vec::new());
    }
    let mut found = Vec::new();
    let mut kept = String::with_capacity(markdown.len());
    let mut marks = Marks::default();
    let mut lines = markdown.split('\n').peekable();
    while let Some(line) = lines.next() {
        let last = lines.peek().is_none();
        let (text, tags) = trailing(line);
        let ends = last || text.ends_with(['.', '!', '?', ':', ';']);
        if !tags.is_empty() && ends && marks.clone().closed_behind(text) {
            kept.push_str(text);
            found.extend(tags);
        } else {
            kept.push_str(line);
        }
        marks.count(line);
        if !last {
            kept.push('\n');
        }
    }
    found.truncate(MAX);
    if found.is_empty() {
        return (Cow::Borrowed(markdown), found);
    }
    (Cow::Owned(kept), found)
}

/// A line without the tags at its end, and these, in order. Some text always stays.
fn trailing(line: &str) -> (&str, Vec<String>) {
    let (mut rest, mut found) = (line, Vec::new());
    while found.len() < MAX {
        let body = rest.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
        let Some(at) = body.rfind(char::is_whitespace) else { break };
        let word = body[at..].trim_start();
        let Some(name) = tag(word).and_then(normal) else { break };
        found.push(name);
        rest = body[..at].trim_end();
    }
    let rest = without_dash(rest);
    let before = rest.rsplit(char::is_whitespace).next().unwrap_or("").to_lowercase();
    if rest.is_empty() || OPEN_WORDS.binary_search(&before.as_str()).is_ok() {
        return (line, Vec::new());
    }
    found.reverse();
    (rest, found)
}

/// Without the dash or bar that set the tags off.
fn without_dash(text: &str) -> &str {
    let trimmed = text.trim_end_matches(['-', '\u{2013}', '\u{2014}', '|', '\u{b7}']);
    if trimmed.len() < text.len() && trimmed.ends_with(' ') { trimmed.trim_end() } else { text }
}

/// Whether code spans and brackets are closed so far.
#[derive(Debug, Clone, Default)]
struct Marks {
    ticks: usize,
    open: usize,
    close: usize,
}

impl Marks {
    fn count(&mut self, text: &str) {
        for byte in text.bytes() {
            match byte {
                b'`' => self.ticks += 1,
                b'[' => self.open += 1,
                b']' => self.close += 1,
                _ => {}
            }
        }
    }

    fn closed_behind(mut self, text: &str) -> bool {
        self.count(text);
        self.ticks.is_multiple_of(2) && self.open <= self.close
    }
}

/// Which tags hold on which lines of a note.
#[derive(Debug, Clone, Default)]
pub struct Tags {
    /// On all lines.
    everywhere: Vec<String>,
    /// From each of these lines on to the next.
    sections: Vec<(u32, Vec<String>)>,
    /// On single lines.
    lines: HashMap<u32, Vec<String>>,
    /// Headings that are open at the end and have tags: level and tags.
    open: Vec<(u8, Vec<String>)>,
    /// Line and level of the last heading.
    heading: (u32, u8),
}

impl Tags {
    /// No tags but these, which hold on all lines.
    pub fn everywhere(tags: &[String]) -> Self {
        Self { everywhere: tags.to_vec(), ..Self::default() }
    }

    /// A heading with its tags; those of headings of this level or, in a section, of any below
    /// `floor` hold no longer.
    pub(super) fn open(&mut self, heading: &Block, level: u8, floor: Option<u8>) {
        let above = |at: u8| at < level && floor.is_none_or(|floor| at <= floor);
        self.open.retain(|(at, _)| above(*at));
        self.heading = (heading.lines.first(), level);
        if !heading.tags.is_empty() {
            self.open.push((level, heading.tags.clone()));
        }
        self.mark();
    }

    /// Tags on a line of their own: they hold in the whole section.
    pub(super) fn here(&mut self, tags: &[String]) {
        let level = self.heading.1;
        match self.open.last_mut().filter(|(at, _)| *at == level) {
            Some((_, own)) if own.len() < MAX => own.extend_from_slice(tags),
            Some(_) => {}
            None => self.open.push((level, tags.to_vec())),
        }
        self.mark();
    }

    /// Tags that hold on these lines.
    pub(super) fn on(&mut self, lines: &Lines, tags: &[String]) {
        if tags.is_empty() {
            return;
        }
        for line in lines.numbers() {
            self.lines.entry(*line).or_default().extend_from_slice(tags);
        }
    }

    /// What holds from the last heading on.
    fn mark(&mut self) {
        let holds: Vec<String> = self.open.iter().flat_map(|(_, tags)| tags).cloned().collect();
        if self.sections.last().map_or(&[][..], |(_, tags)| tags) == holds {
            return;
        }
        match self.sections.last_mut().filter(|(line, _)| *line == self.heading.0) {
            Some((_, tags)) => *tags = holds,
            None => self.sections.push((self.heading.0, holds)),
        }
    }

    /// The tags of what stands on these lines, each once.
    pub fn of(&self, lines: &Lines) -> Vec<String> {
        let mut found = self.everywhere.clone();
        for line in lines.numbers() {
            let at = self.sections.partition_point(|(from, _)| from <= line);
            if let Some((_, tags)) = at.checked_sub(1).map(|at| &self.sections[at]) {
                found.extend_from_slice(tags);
            }
            found.extend(self.lines.get(line).into_iter().flatten().cloned());
        }
        let mut seen = std::collections::HashSet::new();
        found.retain(|tag| seen.insert(tag.to_lowercase()));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(OPEN_WORDS.is_sorted());
        assert!(DIRECTIVES.is_sorted());
    }

    #[track_caller]
    fn check(markdown: &str, text: &str, tags: &[&str]) {
        let (kept, found) = take(markdown);
        assert_eq!((kept.as_ref(), found.as_slice()), (text, &tags.map_owned()[..]), "{markdown}");
    }

    trait MapOwned {
        fn map_owned(&self) -> Vec<String>;
    }

    impl MapOwned for [&str] {
        fn map_owned(&self) -> Vec<String> {
            self.iter().map(|tag| (*tag).to_owned()).collect()
        }
    }

    #[test]
    fn tags_at_the_end_of_a_line_leave_the_text() {
        check("A fast shell #cli #lang/rust", "A fast shell", &["cli", "lang::rust"]);
        check("A fast shell - #cli, #été", "A fast shell", &["cli", "été"]);
        check("One. #a\ntwo", "One.\ntwo", &["a"]);
    }

    #[test]
    fn what_only_looks_like_a_tag_stays() {
        for text in [
            "black is #000 and white is #fff",
            "written as #xxxxxx",
            "see issue #12",
            "written in C#",
            "the #python way",
            "the directive is #region",
            "C has #include",
            "code `x #tag`",
            "code `x #tag\ny`",
            "a [link #tag\nmore](http://x.y)",
            "wrapped at a #tag\nin a sentence",
            "(#tag)",
            "a b#tag",
            "#tag",
        ] {
            check(text, text, &[]);
        }
    }

    #[test]
    fn a_line_of_tags_is_no_text() {
        assert_eq!(only("#a #b/c"), Some(vec!["a".to_owned(), "b::c".to_owned()]));
        for text in ["#a b", "#1", "#fff", "# a", "##a", "", "#include", "#"] {
            assert_eq!(only(text), None, "{text}");
        }
    }

    #[test]
    fn tags_are_kept_in_one_form() {
        for (raw, tag) in [("#a", "a"), ("a//b/", "a::b"), (" x  y ", "x_y"), ("a::b", "a::b")] {
            assert_eq!(normal(raw).as_deref(), Some(tag));
        }
        assert_eq!(normal(" / "), None);
    }
}
