//! Gaps in a text: `{{c1::answer::hint}}`, nested as Anki nests them.

use std::collections::BTreeSet;

/// Stands for the gap `[...]` until the HTML has become Markdown: no text has it.
pub(super) const GAP: char = '\u{fdd0}';

/// How deep gaps within gaps are followed. Anki stops at ten.
const MAX_DEPTH: usize = 10;

/// Which side of a card a text with gaps is shown on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Question,
    Answer,
}

#[derive(Debug, PartialEq, Eq)]
enum Node<'a> {
    Text(&'a str),
    Gap { numbers: Vec<u32>, inner: Vec<Node<'a>>, hint: Option<&'a str> },
}

/// The text as the card of this number shows it, or `None` where it has no such gap.
///
/// Gaps of other numbers show what they hide. In formulas a gap is bare, elsewhere what it hides
/// is bold.
pub(super) fn shown(text: &str, number: u32, side: Side) -> Option<String> {
    let mut out = Out { text: String::with_capacity(text.len()), seen: 0, in_formula: false };
    write(&parse(text), number, side, &mut out).then_some(out.text)
}

/// What each of the gaps of this number hides.
pub(super) fn hidden(text: &str, number: u32) -> Vec<String> {
    let mut found = Vec::new();
    collect(&parse(text), number, &mut found);
    found
}

/// The numbers of all gaps, each of which is a card.
pub(super) fn numbers(text: &str) -> BTreeSet<u32> {
    fn collect(nodes: &[Node<'_>], found: &mut BTreeSet<u32>) {
        for node in nodes {
            if let Node::Gap { numbers, inner, .. } = node {
                found.extend(numbers.iter().filter(|number| **number > 0));
                collect(inner, found);
            }
        }
    }
    let mut found = BTreeSet::new();
    collect(&parse(text), &mut found);
    found
}

/// Whether any gap's content begins with this.
pub(super) fn hides(text: &str, start: &str) -> bool {
    fn within(nodes: &[Node<'_>], start: &str) -> bool {
        nodes.iter().any(|node| match node {
            Node::Text(_) => false,
            Node::Gap { inner, .. } => {
                matches!(inner.first(), Some(Node::Text(text)) if text.starts_with(start))
                    || within(inner, start)
            }
        })
    }
    within(&parse(text), start)
}

fn parse(text: &str) -> Vec<Node<'_>> {
    let mut open: Vec<(Vec<u32>, Vec<Node<'_>>)> = vec![(Vec::new(), Vec::new())];
    let mut rest = text;
    while let Some(at) = rest.as_bytes().windows(2).position(|two| two == b"{{" || two == b"}}") {
        let (before, here) = rest.split_at(at);
        push_text(&mut open, before);
        if let Some((numbers, after)) = opening(here).filter(|_| open.len() <= MAX_DEPTH) {
            open.push((numbers, Vec::new()));
            rest = after;
        } else if here.starts_with("}}") && open.len() > 1 {
            close(&mut open);
            rest = &here[2..];
        } else {
            push_text(&mut open, &here[..2]);
            rest = &here[2..];
        }
    }
    push_text(&mut open, rest);
    // What was never closed shows as text, its opening lost as in Anki.
    while open.len() > 1 {
        if let (Some((_, inner)), Some((_, outer))) = (open.pop(), open.last_mut()) {
            outer.extend(inner);
        }
    }
    open.pop().map_or_else(Vec::new, |(_, nodes)| nodes)
}

fn push_text<'a>(open: &mut [(Vec<u32>, Vec<Node<'a>>)], text: &'a str) {
    if let (false, Some((_, nodes))) = (text.is_empty(), open.last_mut()) {
        nodes.push(Node::Text(text));
    }
}

fn close(open: &mut Vec<(Vec<u32>, Vec<Node<'_>>)>) {
    let Some((numbers, mut inner)) = open.pop() else { return };
    let mut hint = None;
    // The first `::` of the text that stands last begins the hint.
    if let Some(Node::Text(text)) = inner.last()
        && let Some((answer, rest)) = text.split_once("::")
    {
        hint = Some(rest);
        inner.pop();
        inner.push(Node::Text(answer));
    }
    if let Some((_, outer)) = open.last_mut() {
        outer.push(Node::Gap { numbers, inner, hint });
    }
}

/// The numbers of the gap that opens here, and what follows its opening.
fn opening(here: &str) -> Option<(Vec<u32>, &str)> {
    let rest = here.strip_prefix("{{c")?;
    let length = rest.find(|c: char| !c.is_ascii_digit() && c != ',')?;
    let (digits, rest) = rest.split_at(length);
    let rest = rest.strip_prefix("::")?;
    let numbers: Option<Vec<u32>> = digits.split(',').map(|digits| digits.parse().ok()).collect();
    Some((numbers?, rest))
}

/// What is shown so far.
#[derive(Debug, Default)]
struct Out {
    text: String,
    /// Up to where it was looked through for formulas.
    seen: usize,
    in_formula: bool,
}

impl Out {
    /// Whether what comes next stands inside a formula.
    fn is_in_formula(&mut self) -> bool {
        for pair in self.text.as_bytes()[self.seen..].windows(2) {
            match pair {
                b"\\(" | b"\\[" => self.in_formula = true,
                b"\\)" | b"\\]" => self.in_formula = false,
                _ => {}
            }
        }
        // The last byte may be the first of a pair.
        self.seen = self.text.len().saturating_sub(1);
        self.in_formula
    }
}

fn write(nodes: &[Node<'_>], number: u32, side: Side, out: &mut Out) -> bool {
    let mut found = false;
    for node in nodes {
        match node {
            Node::Text(text) => out.text.push_str(text),
            Node::Gap { numbers, inner, hint } if numbers.contains(&number) => {
                found = true;
                match side {
                    Side::Question => write_gap(*hint, &mut out.text),
                    Side::Answer => write_answer(inner, number, out),
                }
            }
            Node::Gap { inner, .. } => found |= write(inner, number, side, out),
        }
    }
    found
}

fn write_gap(hint: Option<&str>, out: &mut String) {
    match hint.filter(|hint| !hint.trim().is_empty()) {
        Some(hint) => {
            out.push('[');
            out.push_str(hint);
            out.push(']');
        }
        None => out.push(GAP),
    }
}

fn write_answer(inner: &[Node<'_>], number: u32, out: &mut Out) {
    let (open, close) = if out.is_in_formula() { ("", "") } else { ("<b>", "</b>") };
    out.text.push_str(open);
    write(inner, number, Side::Answer, out);
    out.text.push_str(close);
}

fn collect(nodes: &[Node<'_>], number: u32, found: &mut Vec<String>) {
    for node in nodes {
        let Node::Gap { numbers, inner, .. } = node else { continue };
        if numbers.contains(&number) {
            let mut out = Out::default();
            write(inner, 0, Side::Answer, &mut out);
            found.push(out.text);
        } else {
            collect(inner, number, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, number: u32, question: &str, answer: &str) {
        let gapped = shown(text, number, Side::Question).unwrap();
        assert_eq!(gapped.replace(GAP, "[...]"), question);
        assert_eq!(shown(text, number, Side::Answer).unwrap(), answer);
    }

    #[test]
    fn the_gap_of_the_number_is_hidden_and_others_are_shown() {
        let text = "{{c1::Oslo}} lies in {{c2::Norway::a country}}";
        check(text, 1, "[...] lies in Norway", "<b>Oslo</b> lies in Norway");
        check(text, 2, "Oslo lies in [a country]", "Oslo lies in <b>Norway</b>");
        assert_eq!(shown(text, 3, Side::Question), None);
    }

    #[test]
    fn gaps_nest() {
        let text = "a {{c1::b {{c2::c}} d}} e";
        check(text, 1, "a [...] e", "a <b>b c d</b> e");
        check(text, 2, "a b [...] d e", "a b <b>c</b> d e");
        check("{{c1,2::x}} y", 2, "[...] y", "<b>x</b> y");
    }

    #[test]
    fn a_gap_in_a_formula_has_no_markup() {
        check("\\({{c1::x^2}} + 1\\)", 1, "\\([...] + 1\\)", "\\(x^2 + 1\\)");
    }

    #[test]
    fn what_is_no_gap_stays() {
        check("{{x}} {{c1::a}} }}", 1, "{{x}} [...] }}", "{{x}} <b>a</b> }}");
        check("{{c1::a}} {{c2::b", 1, "[...] b", "<b>a</b> b");
    }

    #[test]
    fn what_is_hidden_can_be_asked_for() {
        assert_eq!(hidden("{{c1::a}} and {{c1::b::hint}}", 1), ["a", "b"]);
        assert!(hides("{{c1::image-occlusion:rect}}", "image-occlusion:"));
        assert!(!hides("image-occlusion: {{c1::a}}", "image-occlusion:"));
    }

    proptest! {
        #[test]
        fn any_text_is_shown_or_has_no_gap(text in "(\\{\\{|c1|::|\\}\\}|[a-c]|\u{e9})*") {
            let question = shown(&text, 1, Side::Question);
            prop_assert_eq!(question.is_some(), shown(&text, 1, Side::Answer).is_some());
        }
    }
}
