//! The line-preserving clean-up: what authors meant, where Markdown would read otherwise.
//!
//! Done before any parsing, because `CommonMark` folds `** nested` into the paragraph above
//! and does not see `[text] (url)` as a link. The raw text is kept beside.

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
    let (quotes, rest) = strip_quotes(raw);
    let trimmed = rest.trim_start();
    let mut indent = 0;
    for c in rest[..rest.len() - trimmed.len()].chars() {
        indent += if c == '\t' { 4 - indent % 4 } else { 1 };
    }
    let (extra_depth, body) = doubled_bullet(trimmed.trim_end());
    let text = mend_links(&body);
    Line { number, raw: raw.to_owned(), quotes, indent, text, extra_depth }
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

/// `[text] (http…)` becomes a link; words behind the address are not part of it.
fn mend_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("] (") {
        let after = &rest[at + 3..];
        let is_address = ["http://", "https://", "www."].iter().any(|p| after.starts_with(p));
        if let Some(close) = after.find(')').filter(|_| is_address && rest[..at].contains('[')) {
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
    fn quotes_and_tabs_are_counted() {
        check("> > \t- x", (2, 4, 0, "- x"));
    }
}
