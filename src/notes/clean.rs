//! The line-preserving clean-up: what authors meant, where Markdown would read otherwise.
//!
//! Done before any parsing, because `CommonMark` folds `** nested` into the paragraph above
//! and does not see `[text] (url)` as a link. The raw text is kept beside.

use std::borrow::Cow;

/// One line, as written and as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The number, from 1.
    pub number: u32,
    /// As written, without the line end.
    pub raw: String,
    /// Depth of quoting: the number of `>` in front.
    pub quotes: usize,
    /// Columns of indentation, after the quote marks; a tab counts to the next fourth.
    pub indent: usize,
    /// The text, after quote marks and indentation, mended.
    pub text: String,
    /// Extra depth of a list item, from doubled bullets (`** item`).
    pub extra_depth: usize,
}

/// Splits a text into mended lines.
pub fn lines(text: &str) -> Vec<Line> {
    let mut number = 0;
    text.split('\n')
        .map(|raw| {
            number += 1;
            clean(number, raw)
        })
        .collect()
}

fn clean(number: u32, raw: &str) -> Line {
    let plain = plain(raw);
    let (quotes, rest) = strip_quotes(&plain);
    let trimmed = rest.trim_start();
    let mut indent = 0;
    for c in rest[..rest.len() - trimmed.len()].chars() {
        indent += if c == '\t' { 4 - indent % 4 } else { 1 };
    }
    let (extra_depth, body) = doubled_bullet(trimmed.trim_end());
    let text = mend_links(body);
    Line { number, raw: raw.to_owned(), quotes, indent, text, extra_depth }
}

/// The line with plain blanks for all others, and without what moves or hides text.
///
/// A no-break space behind a bullet is a slip of the hand; a bidirectional mark or a zero-width
/// space is nothing that anybody could be asked for.
fn plain(raw: &str) -> Cow<'_, str> {
    if raw.is_ascii() {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw.chars().peekable();
    while let Some(c) = rest.next() {
        if matches!(c, '\u{200c}' | '\u{200d}') {
            // A joiner is part of emoji and of many scripts, but not of this one.
            let joins = |other: Option<char>| other.is_some_and(|other| other > '\u{58f}');
            if joins(out.chars().next_back()) && joins(rest.peek().copied()) {
                out.push(c);
            }
        } else if c.is_whitespace() && c != '\t' {
            out.push(' ');
        } else if !is_invisible(c) {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Whether a character takes no room and is no part of a word: soft hyphens, zero-width spaces
/// and bidirectional marks.
pub const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}

fn strip_quotes(raw: &str) -> (usize, &str) {
    let (mut quotes, mut rest) = (0, raw);
    loop {
        let trimmed = rest.trim_start_matches(' ');
        if rest.len() - trimmed.len() > 3 {
            return (quotes, rest);
        }
        let Some(inner) = trimmed.strip_prefix('>') else { return (quotes, rest) };
        quotes += 1;
        rest = inner.strip_prefix(' ').unwrap_or(inner);
    }
}

/// `** item` and `-- item` mean an item one level deeper, written without indentation.
fn doubled_bullet(text: &str) -> (usize, String) {
    for mark in ['*', '-', '+'] {
        let depth = text.chars().take_while(|c| *c == mark).count();
        let rest = text.trim_start_matches(mark);
        // `** bold **` opens and closes: that is emphasis with blanks, not a bullet.
        let closes = mark == '*' && rest.trim_end().ends_with("**");
        if (2..=4).contains(&depth) && rest.starts_with(' ') && !rest.trim().is_empty() && !closes {
            return (depth - 1, format!("{mark}{rest}"));
        }
    }
    (0, text.to_owned())
}

/// How far behind an opening parenthesis the closing one of an address is looked for, in bytes.
const LONGEST_ADDRESS: usize = 2048;

/// `[text] (http…)` becomes a link; words behind the address are not part of it.
fn mend_links(text: String) -> String {
    if !text.contains("] (") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("] (") {
        let after = &rest[at + 3..];
        let is_link = rest[..at].contains('[')
            && ["http://", "https://", "www."].iter().any(|p| after.starts_with(p));
        let near = after.bytes().take(LONGEST_ADDRESS);
        let close = is_link.then_some(near).and_then(|mut near| near.position(|b| b == b')'));
        if let Some(close) = close {
            let address = after[..close].split_whitespace().next().unwrap_or("");
            out.push_str(&rest[..=at]);
            out.extend(["(", address, ")"]);
            rest = &after[close + 1..];
        } else {
            out.push_str(&rest[..at + 3]);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, expected: (usize, usize, usize, &str)) {
        let line = clean(1, raw);
        assert_eq!((line.quotes, line.indent, line.extra_depth, line.text.as_str()), expected);
    }

    #[test]
    fn doubled_bullets_are_deeper_items() {
        check("** inner", (0, 0, 1, "* inner"));
        check("-- inner", (0, 0, 1, "- inner"));
        check("**bold** text", (0, 0, 0, "**bold** text"));
        check("** bold **", (0, 0, 0, "** bold **"));
        check("---", (0, 0, 0, "---"));
    }

    #[test]
    fn a_blank_inside_a_link_is_forgiven() {
        check("* [Slides] (https://x.y/z for slides)", (0, 0, 0, "* [Slides](https://x.y/z)"));
        check("[note] (in words)", (0, 0, 0, "[note] (in words)"));
    }

    #[test]
    fn other_blanks_are_blanks_and_what_hides_is_gone() {
        check("\u{a0}\u{a0}-\u{a0}no\u{202f}break", (0, 2, 0, "- no break"));
        check("\u{feff}## a\u{200b}b\u{ad}c\u{202e}", (0, 0, 0, "## abc"));
        check(
            "- \u{1f469}\u{200d}\u{1f4bb} a\u{200d}b",
            (0, 0, 0, "- \u{1f469}\u{200d}\u{1f4bb} ab"),
        );
        check("\u{645}\u{6cc}\u{200c}\u{62e}", (0, 0, 0, "\u{645}\u{6cc}\u{200c}\u{62e}"));
        assert_eq!(clean(1, "-\u{a0}\u{200b}x").raw, "-\u{a0}\u{200b}x");
    }

    #[test]
    fn quotes_and_tabs_are_counted() {
        check("> > \t- x", (2, 4, 0, "- x"));
    }
}
