//! Anki's templates: which fields a side of a card shows, under which conditions, through which
//! filters.

use super::cloze::{self, Side};
use std::borrow::Cow;
use std::collections::HashMap;

/// How deep conditions may stand within conditions.
const MAX_DEPTH: usize = 32;

/// Why a template cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Fault {
    #[error("a tag `{{{{` is never closed")]
    Open,
    #[error("the condition `{0}` is opened and closed in the wrong order")]
    Condition(String),
    #[error("conditions stand too deep in one another")]
    Deep,
}

/// A side of a card, ready to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template(Vec<Node>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    Text(String),
    Field { name: String, filters: Vec<String> },
    If { name: String, wants_text: bool, inner: Vec<Node> },
}

/// Conditions that are open, outermost first, each with what stands in it so far; the first is
/// the template itself, which is none.
type Open = Vec<(Option<(String, bool)>, Vec<Node>)>;

/// What a card has for its templates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Values<'a> {
    /// Fields by name.
    pub(super) fields: &'a HashMap<&'a str, &'a str>,
    /// What is no field but can be shown: tags, deck, and so on, by name.
    pub(super) special: &'a [(&'static str, &'a str)],
    /// The number of the card's gap: its place among the note's cards, from 1.
    pub(super) number: u32,
    /// The side to fill in.
    pub(super) side: Side,
}

/// A side filled in.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Filled {
    /// The HTML.
    pub(super) html: String,
    /// Fields that were only to be shown on request.
    pub(super) hints: Vec<String>,
    /// A gap of the card's number was met.
    pub(super) has_gap: bool,
    /// A gap of any number could have been.
    pub(super) wants_gap: bool,
    /// Something would be spoken by a machine.
    pub(super) speaks: bool,
}

impl Template {
    /// Reads a template.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let mut open: Open = vec![(None, Vec::new())];
        let mut rest = text;
        while let Some(at) = rest.find("{{") {
            let (before, tag) = rest.split_at(at);
            // Nothing within a comment is obeyed.
            if let Some(start) = before.rfind("<!--").filter(|at| !before[*at..].contains("-->")) {
                let end = rest[start..].find("-->").map_or(rest.len(), |end| start + end + 3);
                push(&mut open, Node::Text(rest[..end].to_owned()));
                rest = &rest[end..];
                continue;
            }
            let (tag, after) = tag[2..].split_once("}}").ok_or(Fault::Open)?;
            push(&mut open, Node::Text(before.to_owned()));
            // `{{{field}}}` is the same as `{{field}}`.
            rest =
                if tag.starts_with('{') { after.strip_prefix('}').unwrap_or(after) } else { after };
            take(&mut open, tag.trim_start_matches('{').trim())?;
        }
        push(&mut open, Node::Text(rest.to_owned()));
        match (open.pop(), open.pop()) {
            (Some((None, nodes)), _) => Ok(Self(nodes)),
            (Some((Some((name, _)), _)), _) => Err(Fault::Condition(name)),
            (None, _) => Ok(Self(Vec::new())),
        }
    }

    /// Fills the template in.
    pub(super) fn fill(&self, values: &Values<'_>) -> Filled {
        let mut filled = Filled::default();
        fill(&self.0, values, &mut filled);
        filled
    }
}

fn push(open: &mut Open, node: Node) {
    if let Some((_, nodes)) = open.last_mut() {
        nodes.push(node);
    }
}

fn take(open: &mut Open, tag: &str) -> Result<(), Fault> {
    let name = |tag: &str| tag[1..].trim().to_owned();
    match tag.chars().next() {
        Some('#' | '^') if open.len() > MAX_DEPTH => return Err(Fault::Deep),
        Some(mark @ ('#' | '^')) => open.push((Some((name(tag), mark == '#')), Vec::new())),
        Some('/') => {
            let closed = name(tag);
            match open.pop() {
                Some((Some((name, wants_text)), inner)) if name == closed => {
                    push(open, Node::If { name, wants_text, inner });
                }
                _ => return Err(Fault::Condition(closed)),
            }
        }
        _ => push(open, field(tag)),
    }
    Ok(())
}

fn field(tag: &str) -> Node {
    let mut parts: Vec<&str> = tag.split(':').collect();
    let name = parts.pop().unwrap_or_default().trim().to_owned();
    // The filter next to the field works first.
    let filters = parts.iter().rev().map(|filter| filter.trim().to_owned()).collect();
    Node::Field { name, filters }
}

fn fill(nodes: &[Node], values: &Values<'_>, out: &mut Filled) {
    for node in nodes {
        match node {
            Node::Text(text) => out.html.push_str(text),
            Node::If { name, wants_text, inner } if values.has_text(name) == *wants_text => {
                fill(inner, values, out);
            }
            Node::If { .. } => {}
            // The answer is shown under the question, which need not come again.
            Node::Field { name, .. } if name == "FrontSide" => {}
            Node::Field { name, filters } => fill_field(name, filters, values, out),
        }
    }
}

fn fill_field(name: &str, filters: &[String], values: &Values<'_>, out: &mut Filled) {
    let mut text = Cow::Borrowed(values.text(name));
    // An answer that is typed is asked for by an empty box, and then shown.
    let is_typed = filters.iter().any(|filter| filter == "type");
    for filter in filters {
        let filter = filter.split(' ').next().unwrap_or_default();
        text = match filter {
            "cloze" if is_typed => Cow::Owned(cloze::hidden(&text, values.number).join(", ")),
            "cloze" | "cloze-only" => {
                out.wants_gap = true;
                let shown = cloze::shown(&text, values.number, values.side);
                out.has_gap |= shown.is_some();
                Cow::Owned(shown.unwrap_or_default())
            }
            "type" if values.side == Side::Question => Cow::Borrowed(""),
            "hint" => {
                if !is_blank(&text) {
                    out.hints.push(text.into_owned());
                }
                Cow::Borrowed("")
            }
            "text" => Cow::Owned(without_tags(&text)),
            "furigana" => Cow::Owned(ruby(&text, Reading::Both)),
            "kana" => Cow::Owned(ruby(&text, Reading::Kana)),
            "kanji" => Cow::Owned(ruby(&text, Reading::Kanji)),
            "tts" | "tts-voices" => {
                out.speaks = true;
                Cow::Borrowed("")
            }
            // Those of add-ons, which Anki passes over too.
            _ => text,
        };
    }
    out.html.push_str(&text);
}

impl Values<'_> {
    fn text(&self, name: &str) -> &str {
        let special = || self.special.iter().find(|(key, _)| *key == name).map(|(_, text)| *text);
        self.fields.get(name).copied().or_else(special).unwrap_or_default()
    }

    /// Whether a condition holds: its field has text; or, for `c1`, this is the card of gap 1.
    fn has_text(&self, name: &str) -> bool {
        if let (false, Some(number)) = (self.fields.contains_key(name), name.strip_prefix('c'))
            && let Ok(number) = number.parse::<u32>()
        {
            return number == self.number;
        }
        !is_blank(self.text(name))
    }
}

/// Whether a field holds nothing but blanks and line breaks, as Anki's conditions see it.
pub(super) fn is_blank(html: &str) -> bool {
    let mut rest = html.trim_start();
    while let Some(tag) = rest.strip_prefix('<') {
        let Some((tag, after)) = tag.split_once('>') else { return false };
        let name = tag.trim_start_matches('/').trim_end_matches('/').trim_end();
        if name != "br" && name != "div" {
            return false;
        }
        rest = after.trim_start();
    }
    rest.is_empty()
}

fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let Some((_, after)) = tag.split_once('>') else {
            text.push('<');
            rest = tag;
            break;
        };
        rest = after;
    }
    text + rest
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Both,
    Kana,
    Kanji,
}

/// Readings above characters, written ` 漢字[かんじ]`.
fn ruby(text: &str, reading: Reading) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((kana, after)) = after.split_once(']') else { break };
        let start = before.rfind([' ', '>', ']']).map_or(0, |at| at + 1);
        let (plain, kanji) = before.split_at(start);
        rest = after;
        if kanji.is_empty() || kana.starts_with("sound:") {
            out.extend([before, "[", kana, "]"]);
            continue;
        }
        out.push_str(plain.strip_suffix(' ').unwrap_or(plain));
        match reading {
            Reading::Both => out.extend(["<ruby>", kanji, "<rt>", kana, "</rt></ruby>"]),
            Reading::Kana => out.push_str(kana),
            Reading::Kanji => out.push_str(kanji),
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FIELDS: [(&str, &str); 5] = [
        ("Front", "a <b>question</b>"),
        ("Back", "an answer"),
        ("Empty", " <br> "),
        ("Text", "{{c1::Oslo}} in {{c2::Norway}}"),
        ("Word", "この 本[ほん]"),
    ];

    #[track_caller]
    fn filled(template: &str, side: Side) -> Filled {
        let fields = FIELDS.into_iter().collect();
        let special = [("Deck", "A::B"), ("Subdeck", "B")];
        let values = Values { fields: &fields, special: &special, number: 2, side };
        Template::parse(template).unwrap().fill(&values)
    }

    #[track_caller]
    fn check(template: &str, html: &str) {
        assert_eq!(filled(template, Side::Question).html, html);
    }

    #[test]
    fn fields_stand_where_they_are_named() {
        check("Q: {{Front}}!", "Q: a <b>question</b>!");
        check("{{ Front }}{{{Back}}}{{Nothing}}", "a <b>question</b>an answer");
        check("{{Deck}} {{Subdeck}}", "A::B B");
        check("<!-- {{Front}} -->{{Back}}", "<!-- {{Front}} -->an answer");
    }

    #[test]
    fn conditions_ask_whether_a_field_has_text() {
        check("{{#Front}}yes{{/Front}}{{^Front}}no{{/Front}}", "yes");
        check("{{#Empty}}yes{{/Empty}}{{^Empty}}no{{/Empty}}", "no");
        check("{{#Front}}{{^Empty}}both{{/Empty}}{{/Front}}", "both");
        check("{{#c1}}one{{/c1}}{{#c2}}two{{/c2}}", "two");
    }

    #[test]
    fn filters_work_from_the_field_outwards() {
        check("{{text:Front}}", "a question");
        check("{{edit:unknown:Back}}", "an answer");
        check("{{furigana:Word}}", "この<ruby>本<rt>ほん</rt></ruby>");
        check("{{kana:Word}} {{kanji:Word}}", "このほん この本");
        check("{{type:Back}}", "");
        assert_eq!(filled("{{type:Back}}", Side::Answer).html, "an answer");
        assert_eq!(filled("{{type:cloze:Text}}", Side::Answer).html, "Norway");
    }

    #[test]
    fn what_is_shown_on_request_is_kept_apart() {
        let filled = filled("{{Front}} {{hint:Back}}{{hint:Empty}}", Side::Question);
        assert_eq!(
            (filled.html.as_str(), filled.hints),
            ("a <b>question</b> ", vec!["an answer".to_owned()])
        );
    }

    #[test]
    fn a_gap_of_the_cards_number_is_noticed() {
        let filled = filled("{{cloze:Text}}", Side::Question);
        assert_eq!(filled.html.replace(cloze::GAP, "[...]"), "Oslo in [...]");
        assert!(filled.has_gap && filled.wants_gap);
    }

    #[test]
    fn a_template_that_cannot_be_followed_says_why() {
        assert_eq!(Template::parse("{{Front"), Err(Fault::Open));
        let wrong = Fault::Condition("b".to_owned());
        assert_eq!(Template::parse("{{#a}}{{/b}}{{/a}}"), Err(wrong));
        assert_eq!(Template::parse("{{#a}}"), Err(Fault::Condition("a".to_owned())));
        assert_eq!(Template::parse(&"{{#a}}".repeat(100)), Err(Fault::Deep));
    }

    proptest! {
        #[test]
        fn any_template_is_filled_or_refused(
            text in "(\\{\\{|\\}\\}|#|\\^|/|Front|Empty|cloze:|hint:|<!--|-->|\u{e9}|\\[|\\]| )*"
        ) {
            if let Ok(template) = Template::parse(&text) {
                let fields = FIELDS.into_iter().collect();
                let side = Side::Answer;
                template.fill(&Values { fields: &fields, special: &[], number: 1, side });
            }
        }
    }
}
