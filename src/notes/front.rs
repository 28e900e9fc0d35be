//! Front matter: the few keys that say what a note is called and what becomes of it.
//!
//! Read from YAML events, so that an alias is never expanded and a list nested a thousand deep
//! is walked, not built. Whatever is wrong with it, the note below is read.

use crate::notes::clean::Line;
use crate::notes::tags;
use saphyr_parser::{Event, Parser, ScalarStyle};

/// The most lines, and bytes, that front matter may have.
const MAX_LINES: usize = 200;
const MAX_BYTES: usize = 64 * 1024;

/// What front matter says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Front {
    /// `title`
    pub title: Option<String>,
    /// `tags`: a list, or words between commas or blanks.
    pub tags: Vec<String>,
    /// `deck` or `cards-deck`, levels parted by `::`.
    pub deck: Option<String>,
    /// Whether `recall: off` takes the note out.
    pub off: bool,
}

/// Something in a note that was read otherwise than it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// What it is, and what was done.
    pub what: String,
}

/// A value of one of the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    Word(String),
    List(Vec<String>),
}

type Pairs = Vec<(String, Value)>;

/// Number of lines that front matter takes at the head of a note, its fences included.
pub fn extent(lines: &[Line]) -> usize {
    let Some(close) = lines.first().and_then(closing) else { return 0 };
    let inner = lines.iter().skip(1).take(MAX_LINES);
    let end = inner.clone().position(|line| close.contains(&line.raw.trim_end()));
    let Some(end) = end else { return 0 };
    // A rule as the first line is not front matter; that needs `key: value` or `key = value`.
    let first = inner.take(end).find(|line| !is_remark(&line.raw));
    if first.is_some_and(|line| !opens_with_key(&line.raw)) { 0 } else { end + 2 }
}

/// Reads the front matter of a note, if it has any.
pub fn read(lines: &[Line]) -> (Front, Vec<Warning>) {
    let length = extent(lines);
    if length == 0 {
        return (Front::default(), unclosed(lines).into_iter().collect());
    }
    let body = &lines[1..length - 1];
    let text = body.iter().map(|line| line.raw.as_str()).collect::<Vec<_>>().join("\n");
    let mut warnings = Vec::new();
    let pairs = if text.len() > MAX_BYTES {
        warnings.push(warning(1, 1, "the front matter is larger than 64 KiB and was passed over"));
        Pairs::new()
    } else {
        parsed(&text, lines[0].raw.starts_with('+')).unwrap_or_else(|warning| {
            warnings.push(warning);
            line_by_line(&text)
        })
    };
    let mut front = Front::default();
    for (key, value) in pairs {
        if let Err(what) = front.set(&key, value) {
            let at = body.iter().find(|line| line.raw.trim_start().starts_with(&key));
            warnings.push(warning(at.map_or(1, |line| line.number), 1, what));
        }
    }
    (front, warnings)
}

impl Front {
    fn set(&mut self, key: &str, value: Value) -> Result<(), String> {
        let word = match &value {
            Value::Word(word) => word.trim(),
            Value::List(_) => "",
        };
        match key {
            "title" if !word.is_empty() => self.title = Some(one_line(word)),
            "deck" if !word.is_empty() => self.deck = Some(one_line(word)),
            // As a plugin of Obsidian calls it; recall's own key goes before.
            "cards-deck" if !word.is_empty() => {
                self.deck.get_or_insert_with(|| one_line(word));
            }
            "tags" | "tag" => self.tags.extend(tags_of(value)),
            "recall" => match word.to_ascii_lowercase().as_str() {
                "off" | "false" | "no" => self.off = true,
                "" | "on" | "true" | "yes" => {}
                other => {
                    return Err(format!("`recall: {}` is neither on nor off", one_line(other)));
                }
            },
            _ => {}
        }
        Ok(())
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A list as it is; of a string, what stands between its commas, or else its words.
fn tags_of(value: Value) -> Vec<String> {
    let words: Vec<String> = match value {
        Value::List(list) => list,
        Value::Word(text) if text.contains(',') => text.split(',').map(str::to_owned).collect(),
        Value::Word(text) => text.split_whitespace().map(str::to_owned).collect(),
    };
    words.iter().filter_map(|word| tags::normal(word)).take(tags::MAX).collect()
}

/// The lines that close front matter opened by this one.
fn closing(line: &Line) -> Option<&'static [&'static str]> {
    match line.raw.trim_end() {
        "---" => Some(&["---", "..."]),
        "+++" => Some(&["+++"]),
        _ => None,
    }
}

fn is_remark(raw: &str) -> bool {
    raw.trim().is_empty() || raw.trim_start().starts_with('#')
}

/// Whether a line starts with a key: up to three words before `:` or `=`; or opens a table.
fn opens_with_key(raw: &str) -> bool {
    if raw.starts_with(['[', '{']) {
        return true;
    }
    let Some((key, rest)) = raw.split_once([':', '=']) else { return false };
    let equals = raw[key.len()..].starts_with('=');
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\'' | ' ');
    key.chars().all(word)
        && (1..=3).contains(&key.split_whitespace().count())
        && (equals || rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// Front matter with one of our keys that never ends: it is read as text, and that is told.
fn unclosed(lines: &[Line]) -> Option<Warning> {
    closing(lines.first()?)?;
    let (key, _) = lines.get(1)?.raw.split_once([':', '='])?;
    ["title", "tags", "deck", "recall"]
        .contains(&key.trim())
        .then(|| warning(1, 1, "the front matter is never closed; it was read as text"))
}

fn warning(line: u32, column: u32, what: impl Into<String>) -> Warning {
    Warning { line, column, what: what.into() }
}

fn parsed(text: &str, plus: bool) -> Result<Pairs, Warning> {
    // Some put TOML between the fences of YAML.
    let first = text.lines().find(|line| !is_remark(line)).unwrap_or("");
    let equals = first.find('=').unwrap_or(usize::MAX) < first.find(':').unwrap_or(usize::MAX);
    if plus || equals { toml(text) } else { yaml(text) }
}

fn toml(text: &str) -> Result<Pairs, Warning> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or("");
        let row = before.matches('\n').count();
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count());
        fault(row, column, "TOML", error.message())
    })?;
    let word = |value: &toml::Value| match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Boolean(truth) => truth.to_string(),
        toml::Value::Integer(number) => number.to_string(),
        _ => String::new(),
    };
    let mut pairs = Pairs::new();
    // Zola keeps tags in a table of their own.
    let taxonomies = table.get("taxonomies").and_then(toml::Value::as_table);
    for (key, value) in table.iter().chain(taxonomies.into_iter().flatten()) {
        let value = match value {
            toml::Value::Array(list) => Value::List(list.iter().map(word).collect()),
            other => Value::Word(word(other)),
        };
        pairs.push((key.clone(), value));
    }
    Ok(pairs)
}

fn fault(row: usize, column: usize, language: &str, what: &str) -> Warning {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    // Line 1 is the fence.
    let what = format!("front matter is not {language} ({what}); it was read line by line");
    warning(number(row + 2), number(column + 1), what)
}

/// The pairs of the outermost mapping; what is nested deeper than a list of words is passed over.
fn yaml(text: &str) -> Result<Pairs, Warning> {
    let mut reader = YamlReader::default();
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, _)) => reader.take(event),
            Err(error) => {
                let place = error.marker();
                return Err(fault(
                    place.line().saturating_sub(1),
                    place.col(),
                    "YAML",
                    error.info(),
                ));
            }
        }
    }
    if reader.pairs.is_empty() && text.lines().any(|line| !is_remark(line)) {
        return Err(fault(0, 0, "YAML", "there is no `key: value`"));
    }
    Ok(reader.pairs)
}

#[derive(Default)]
struct YamlReader {
    depth: usize,
    in_mapping: bool,
    key: Option<String>,
    list: Vec<String>,
    pairs: Pairs,
}

impl YamlReader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                self.in_mapping |= self.depth == 0 && matches!(event, Event::MappingStart(..));
                self.depth += 1;
                if self.depth == 2 {
                    self.list.clear();
                }
            }
            Event::MappingEnd | Event::SequenceEnd => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 1 {
                    let list = std::mem::take(&mut self.list);
                    self.value(Value::List(list));
                }
            }
            Event::Scalar(text, style, ..) => {
                let null = style == ScalarStyle::Plain && matches!(&*text, "null" | "Null" | "~");
                self.word(if null { String::new() } else { text.into_owned() });
            }
            Event::Alias(_) => self.word(String::new()),
            _ => {}
        }
    }

    fn word(&mut self, text: String) {
        match self.depth {
            1 => self.value(Value::Word(text)),
            2 => self.list.push(text),
            _ => {}
        }
    }

    /// Keys and values take turns.
    fn value(&mut self, value: Value) {
        if !self.in_mapping {
            return;
        }
        match (self.key.take(), value) {
            (Some(key), value) => self.pairs.push((key, value)),
            (None, Value::Word(key)) => self.key = Some(key),
            (None, Value::List(_)) => self.key = Some(String::new()),
        }
    }
}

/// What can be made of broken front matter: `title: Go: the language` is no YAML, yet clear.
fn line_by_line(text: &str) -> Pairs {
    let mut pairs = Pairs::new();
    for line in text.lines() {
        let item = line.trim_start().strip_prefix("- ");
        match (item, pairs.last_mut()) {
            (Some(item), Some((_, value))) => match value {
                Value::List(list) => list.push(unquoted(item)),
                Value::Word(word) if word.is_empty() => *value = Value::List(vec![unquoted(item)]),
                Value::Word(_) => {}
            },
            _ if opens_with_key(line) => {
                let Some((key, value)) = line.split_once([':', '=']) else { continue };
                let value = value.trim();
                let inner = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
                let value = inner.map_or_else(
                    || Value::Word(unquoted(value)),
                    |inner| Value::List(inner.split(',').map(unquoted).collect()),
                );
                pairs.push((unquoted(key), value));
            }
            _ => {}
        }
    }
    pairs
}

fn unquoted(text: &str) -> String {
    text.trim().trim_matches(['"', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::clean;
    use proptest::prelude::*;

    fn told(text: &str) -> (Front, Vec<String>) {
        let (front, warnings) = read(&clean::lines(text));
        let warnings = warnings.iter().map(|w| format!("{}:{} {}", w.line, w.column, w.what));
        (front, warnings.collect())
    }

    #[track_caller]
    fn check_tags(text: &str, tags: &[&str]) {
        let (front, warnings) = told(text);
        assert_eq!(front.tags, tags, "{text}");
        assert_eq!(warnings, [""; 0], "{text}");
    }

    #[test]
    fn tags_are_a_list_or_words() {
        check_tags("---\ntags:\n  - lang/rust\n  - '#cli'\n---\n", &["lang::rust", "cli"]);
        check_tags("---\ntags:\n- a\n-\n- 2027\n---\n", &["a", "2027"]);
        check_tags("---\ntags: [a, b]\n---\n", &["a", "b"]);
        check_tags("---\ntags: a, long name ,c\n---\n", &["a", "long_name", "c"]);
        check_tags("---\ntags: a b  #remark\n...\n", &["a", "b"]);
        check_tags("---\ntags: ~\n---\n", &[]);
        check_tags("+++\ntags = ['a', \"b\"]\n+++\n", &["a", "b"]);
        check_tags("+++\n[taxonomies]\ntags = ['a']\n+++\n", &["a"]);
        check_tags("---\ntags = 'a b'\n---\n", &["a", "b"]);
    }

    #[test]
    fn the_title_and_the_deck_are_taken_and_the_rest_is_left() {
        let (front, warnings) = told(
            "---\n# of a blog\nlayout: {a: [b, {c: d}]}\n? [x, y]\n: z\ndate: 2027-01-01\ntitle: \"Go: a\n  tour\"\ndeck: A::B\n---\n",
        );
        assert_eq!(front.title.as_deref(), Some("Go: a tour"));
        assert_eq!(front.deck.as_deref(), Some("A::B"));
        assert_eq!((front.off, warnings), (false, vec![]));
    }

    #[test]
    fn a_note_is_switched_off_and_on() {
        for off in ["---\nrecall: off\n---", "---\nrecall: false\n---", "+++\nrecall = false\n+++"]
        {
            assert!(told(off).0.off, "{off}");
        }
        assert!(!told("---\nrecall: on\n---").0.off);
        let (front, warnings) = told("---\ntitle: x\nrecall: perhaps\n---");
        assert!(!front.off);
        assert_eq!(warnings, ["3:1 `recall: perhaps` is neither on nor off"]);
    }

    #[test]
    fn broken_front_matter_is_read_line_by_line_and_told() {
        let (front, warnings) =
            told("---\ntitle: Go: the language\ntags:\n- a\n- [b\nrecall: off\n---\n# x");
        assert_eq!(front.title.as_deref(), Some("Go: the language"));
        assert_eq!(front.tags, ["a", "[b"]);
        assert!(front.off);
        assert_eq!(warnings.len(), 1);
        assert!(warnings[0].starts_with("2:"), "{warnings:?}");
        let (front, warnings) = told("+++\ntitle = \"a\"\ndeck = b c\n+++\n");
        assert_eq!(front.deck.as_deref(), Some("b c"));
        assert!(warnings[0].starts_with("3:"), "{warnings:?}");
    }

    #[test]
    fn a_rule_with_text_under_it_is_no_front_matter() {
        for text in ["---\nI think that this is so: yes\n---\n", "---\n\n- a\n---\n", "a\n---\n"] {
            assert_eq!(extent(&clean::lines(text)), 0, "{text}");
        }
        assert_eq!(extent(&clean::lines("---\n\ndate created: x\n---\n")), 4);
        assert_eq!(
            told("---\ntitle: x\n\n# Heading\n").1,
            ["1:1 the front matter is never closed; it was read as text"]
        );
    }

    #[test]
    fn aliases_that_multiply_and_deep_nesting_cost_nothing() {
        let mut bomb = "---\na0: &a0 [x]\n".to_owned();
        for n in 1..60 {
            let p = n - 1;
            bomb.extend([format!("a{n}: &a{n} [*a{p}, *a{p}, *a{p}]\n")]);
        }
        assert_eq!(
            told(&format!("{bomb}tags: *a59\ntitle: t\n---\n")).0.title.as_deref(),
            Some("t")
        );
        let deep = format!("---\na: {}\ntitle: t\n---\n", "[".repeat(60_000));
        assert_eq!(told(&deep).0.title.as_deref(), Some("t"));
    }

    proptest! {
        #[test]
        fn any_front_matter_is_read(text in "(---|\\+\\+\\+)\n(title|tags|recall|deck|x)[:=] ?[-a-z:=\\[\\]{}&*#'\"|> \n\t,.]{0,80}\n(---|\\+\\+\\+)\n") {
            let (_, warnings) = told(&text);
            prop_assert!(warnings.len() < 10);
        }
    }
}
