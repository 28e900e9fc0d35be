//! Gaps that an author marked in a text.

use crate::cards::generate::GAP;
use std::ops::Range;

/// The signs that mark a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// `{{c1::gap}}`, `{{c1::gap::hint}}` and Logseq's `{{cloze gap}}`: marks everywhere.
    Double,
    /// `==gap==` as well.
    Highlights,
    /// `==gap==`, `{gap}`, `{1:gap}`, `{c1:gap}` and `{1|gap}` as well.
    Braces,
    /// `[gap]`, and nothing else.
    Brackets,
}

/// One gap.
#[derive(Debug, PartialEq, Eq)]
struct Gap {
    /// Where it stands, marks included.
    span: Range<usize>,
    /// What stands in it.
    inner: Range<usize>,
    /// What its author lets be seen instead.
    hint: Option<Range<usize>>,
    /// Gaps of one number are asked for together.
    number: Option<u32>,
}

/// One card: the text with a gap in it, and what fills it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cloze {
    /// The text to complete.
    pub(super) question: String,
    /// What is missing, a line for each gap.
    pub(super) answer: String,
}

/// Gaps that a text may have: its cards repeat all of it, and one with more is no card.
const MOST: usize = 100;

/// Bytes in which what opens a gap must close, and brackets that may stand in each other there.
const LONGEST: usize = 1024;
const DEEPEST: usize = 16;

/// The cards of a text, one for each gap or number, in order, and the text without marks.
pub(super) fn cards(text: &str, marks: Marks) -> (Vec<Cloze>, String) {
    let mut gaps = gaps(text, marks);
    if gaps.len() > MOST {
        gaps.clear();
    }
    let mut asked: Vec<Vec<usize>> = Vec::new();
    for (at, gap) in gaps.iter().enumerate() {
        let same =
            |group: &&mut Vec<usize>| gap.number.is_some() && gaps[group[0]].number == gap.number;
        match asked.iter_mut().find(same) {
            Some(group) => group.push(at),
            None => asked.push(vec![at]),
        }
    }
    asked.sort_by_key(|group| gaps[group[0]].number.unwrap_or(0));
    let cards = asked.iter().map(|group| {
        let answers: Vec<&str> =
            group.iter().map(|at| text[gaps[*at].inner.clone()].trim()).collect();
        Cloze { question: filled(text, &gaps, group), answer: answers.join("\n") }
    });
    (cards.collect(), filled(text, &gaps, &[]))
}

/// The text with these gaps open and the others filled.
fn filled(text: &str, gaps: &[Gap], open: &[usize]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, gap) in gaps.iter().enumerate() {
        out.push_str(&text[from..gap.span.start]);
        match &gap.hint {
            _ if !open.contains(&at) => out.push_str(&text[gap.inner.clone()]),
            Some(hint) => {
                out.push('[');
                out.push_str(&text[hint.clone()]);
                out.push(']');
            }
            None => out.push_str(GAP),
        }
        from = gap.span.end;
    }
    out.push_str(&text[from..]);
    out
}

fn gaps(text: &str, marks: Marks) -> Vec<Gap> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some(end) = passed_over(text, at, c) {
            at = end;
            continue;
        }
        match gap_at(text, at, marks) {
            Some(gap) => {
                at = gap.span.end;
                found.push(gap);
            }
            None => at += c.len_utf8(),
        }
    }
    found
}

/// Where code, mathematics or an escaped sign ends that starts here.
fn passed_over(text: &str, at: usize, c: char) -> Option<usize> {
    let rest = &text[at..];
    match c {
        '\\' => Some(at + 1 + rest[1..].chars().next().map_or(0, char::len_utf8)),
        '`' | '$' => {
            let run = rest.bytes().take_while(|byte| *byte == c as u8).count();
            // An amount of money is no mathematics, and a lone sign closes nothing.
            if c == '$' && rest[run..].starts_with(|c: char| c.is_whitespace()) {
                return Some(at + run);
            }
            let close = rest[run..].find(&rest[..run]);
            Some(close.map_or(at + run, |close| at + run + close + run))
        }
        _ => None,
    }
}

fn gap_at(text: &str, at: usize, marks: Marks) -> Option<Gap> {
    let rest = &text[at..];
    match marks {
        Marks::Brackets => bracket(text, at),
        _ if rest.starts_with("{{") => double(text, at),
        Marks::Highlights | Marks::Braces if rest.starts_with("==") => highlight(text, at),
        // The inner one of two braces, which are a template's, opens none.
        Marks::Braces if rest.starts_with('{') && !text[..at].ends_with('{') => brace(text, at),
        _ => None,
    }
}

/// The number in front of the text of a gap, as `c1` or `1`.
fn number(word: &str) -> Option<u32> {
    word.strip_prefix(['c', 'C']).unwrap_or(word).parse().ok()
}

fn double(text: &str, at: usize) -> Option<Gap> {
    let from = at + 2;
    if !text[from..].starts_with(['c', 'C']) {
        return None;
    }
    let end = from + closing(&text[from..])?;
    let body = &text[from..end];
    if let Some(inner) = body.strip_prefix("cloze ") {
        let inner = end - inner.trim_start().len()..end;
        return Some(Gap { span: at..end + 2, inner, hint: None, number: None });
    }
    let (head, inner) = body.split_once("::")?;
    let number = number(head).filter(|_| head.starts_with(['c', 'C']))?;
    let start = end - inner.len();
    let (inner, hint) = match inner.rfind("::").filter(|cut| !inner[*cut..].contains("}}")) {
        Some(cut) if cut > 0 => (start..start + cut, Some(start + cut + 2..end)),
        _ => (start..end, None),
    };
    let hint = hint.filter(|hint| !hint.is_empty());
    Some(Gap { span: at..end + 2, inner, hint, number: Some(number) })
}

/// Where the `}}` stands that closes what is open at the start of this text.
fn closing(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while at < bytes.len().min(LONGEST) {
        match bytes[at] {
            b'{' => depth += 1,
            b'}' if depth > 0 => depth -= 1,
            b'}' if bytes.get(at + 1) == Some(&b'}') => return Some(at),
            b'\n' if bytes.get(at + 1) == Some(&b'\n') => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

fn highlight(text: &str, at: usize) -> Option<Gap> {
    let from = at + 2;
    let length = text[from..].find("==")?;
    let inner = &text[from..from + length];
    let fits = !inner.trim().is_empty()
        && !inner.starts_with(char::is_whitespace)
        && !inner.ends_with(char::is_whitespace)
        && !inner.starts_with('=')
        && !inner.contains('\n');
    fits.then(|| Gap {
        span: at..from + length + 2,
        inner: from..from + length,
        hint: None,
        number: None,
    })
}

fn brace(text: &str, at: usize) -> Option<Gap> {
    let from = at + 1;
    let length = text[from..].find(['{', '}', '\n'])?;
    let body = &text[from..from + length];
    if !text[from + length..].starts_with('}') || body.trim().is_empty() {
        return None;
    }
    let head = body.split([':', '|']).next().unwrap_or("");
    let number = number(head).filter(|_| head.len() < body.len());
    let skip = if number.is_some() {
        let signs = body[head.len()..].bytes().take_while(|byte| matches!(byte, b':' | b'|'));
        head.len() + signs.count()
    } else {
        0
    };
    (skip < length).then(|| Gap {
        span: at..from + length + 1,
        inner: from + skip..from + length,
        hint: None,
        number,
    })
}

/// A bracket that is neither a link, an image, a footnote nor a box to tick.
fn bracket(text: &str, at: usize) -> Option<Gap> {
    let rest = text[at..].strip_prefix('[')?;
    let image = text[..at].ends_with('!');
    let length = matching(rest)?;
    let (inner, behind) = (&rest[..length], &rest[length + 1..]);
    let other = image
        || behind.starts_with(['(', '[', ':'])
        || inner.starts_with(['^', '['])
        || inner.trim().is_empty()
        || (inner == "x" && text[..at].trim_end().ends_with(['-', '*']));
    (!other).then(|| Gap {
        span: at..at + length + 2,
        inner: at + 1..at + 1 + length,
        hint: None,
        number: None,
    })
}

/// Where the bracket closes that is open at the start of this text.
fn matching(text: &str) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    let bytes = &text.as_bytes()[..text.len().min(LONGEST)];
    while let Some(found) = bytes[at..].iter().position(|byte| matches!(byte, b'[' | b']')) {
        at += found;
        match bytes[at] {
            b'[' if depth == DEEPEST => return None,
            b'[' => depth += 1,
            _ if depth == 0 => return Some(at),
            _ => depth -= 1,
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, marks: Marks, expected: &[(&str, &str)]) {
        let (found, _) = cards(text, marks);
        let found: Vec<_> =
            found.iter().map(|card| (card.question.as_str(), card.answer.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_number_is_a_card_and_hints_are_shown() {
        check(
            "{{c2::Ada}} wrote in {{c1::1843::year}}, {{c2::alone}}.",
            Marks::Double,
            &[
                ("Ada wrote in [year], alone.", "1843"),
                ("[...] wrote in 1843, [...].", "Ada\nalone"),
            ],
        );
        check("A {{cloze quorum}} decides", Marks::Double, &[("A [...] decides", "quorum")]);
    }

    #[test]
    fn highlights_and_braces_count_only_where_they_are_asked_for() {
        let text = "A ==leap== year has {2:366} {days}";
        check(text, Marks::Double, &[]);
        check(text, Marks::Highlights, &[("A [...] year has {2:366} {days}", "leap")]);
        check(
            text,
            Marks::Braces,
            &[
                ("A [...] year has 366 days", "leap"),
                ("A leap year has 366 [...]", "days"),
                ("A leap year has [...] days", "366"),
            ],
        );
    }

    #[test]
    fn code_mathematics_and_comparisons_hold_no_gap() {
        for text in [
            "`a == b` or `==`",
            r"$\frac{3}{2}$",
            "if a == b and c == d",
            r"\{no}",
            "{{ page.title }}",
        ] {
            check(text, Marks::Braces, &[]);
        }
    }

    #[test]
    fn brackets_are_gaps_unless_they_are_links() {
        check(
            "The [cat] sat on ![mat](m.png), see [there](x) and [1]: y",
            Marks::Brackets,
            &[("The [...] sat on ![mat](m.png), see [there](x) and [1]: y", "cat")],
        );
        check("renders as [$\\alpha$].", Marks::Brackets, &[("renders as [...].", "$\\alpha$")]);
    }
}
