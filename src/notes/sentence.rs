//! Sentences inside a block.

use std::ops::Range;

const ABBREVIATIONS: &[&str] = &[
    "al", "approx", "bzw", "ca", "cf", "d.h", "dr", "e.g", "eg", "etc", "ex", "fig", "ggf", "i.e",
    "ie", "incl", "jh", "jhdt", "jr", "mr", "mrs", "ms", "no", "nr", "p", "p.ex", "pp", "prof",
    "resp", "sog", "sr", "sra", "st", "u.a", "usw", "vgl", "vol", "vs", "z", "z.b",
];

/// What ends a sentence wherever it stands, in scripts of their own.
const WIDE: [char; 4] = ['\u{3002}', '\u{ff01}', '\u{ff1f}', '\u{61f}'];

/// The bytes at which a sentence may end, or something opens or closes that keeps it together.
const TELLING: [bool; 256] = {
    let mut telling = [false; 256];
    let (bytes, mut at) = (b"()[]`.!?\xd8\xe3\xef", 0);
    while at < bytes.len() {
        telling[bytes[at] as usize] = true;
        at += 1;
    }
    telling
};

/// The byte ranges of the sentences of a text, without the blanks around them.
///
/// A sentence ends after `.`, `!` or `?` and a blank where the next word starts like one; not
/// after an abbreviation, a number or `..`. A sentence that is only a parenthesis belongs to
/// the one before, unless that parenthesis says something about the same subject.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| TELLING[usize::from(*byte)]) {
        let end = match byte {
            b'(' | b'[' => {
                depth += 1;
                continue;
            }
            b')' | b']' => {
                depth = depth.saturating_sub(1);
                continue;
            }
            b'`' => {
                quoted = !quoted;
                continue;
            }
            b'.' | b'!' | b'?' if depth == 0 && !quoted && ends_here(text, start, at) => at + 1,
            // The first bytes of the signs of other scripts.
            0xd8 | 0xe3 | 0xef => match WIDE.iter().find(|sign| text[at..].starts_with(**sign)) {
                Some(sign) => at + sign.len_utf8(),
                None => continue,
            },
            _ => continue,
        };
        push(text, start..end, &mut found);
        start = end;
    }
    push(text, start..text.len(), &mut found);
    found
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let trimmed = piece.trim();
    if trimmed.is_empty() {
        return;
    }
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = start + trimmed.len();
    let only_parenthesis = trimmed.starts_with('(') && trimmed.trim_end_matches('.').ends_with(')');
    match found.last_mut() {
        Some(last) if only_parenthesis => last.end = end,
        _ => found.push(start..end),
    }
}

fn ends_here(text: &str, start: usize, at: usize) -> bool {
    let rest = &text[at + 1..];
    let after = rest.trim_start();
    if rest.is_empty() || after.is_empty() {
        return false;
    }
    if rest.len() == after.len() {
        return false;
    }
    let starts_sentence = after.chars().next().is_some_and(|c| {
        c.is_uppercase()
            || matches!(c, '(' | '[' | '"' | '\u{201c}' | '`')
            || (!c.is_ascii() && c.is_alphabetic() && !c.is_lowercase())
    });
    if !starts_sentence {
        return false;
    }
    let before = &text[start..at];
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    let lower = word.to_lowercase();
    let single = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    // A list number in front ("1. Name") is no sentence.
    let number = before.trim().chars().all(|c| c.is_ascii_digit()) && !before.trim().is_empty();
    !(text[at..].starts_with('.')
        && (ABBREVIATIONS.contains(&lower.as_str()) || single || number || word.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = split(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_at_full_stops_that_end_something() {
        check("One thing. Two things! Three", &["One thing.", "Two things!", "Three"]);
        check(
            "It has e.g. Two parts, v. 3.2 of J. Doe",
            &["It has e.g. Two parts, v. 3.2 of J. Doe"],
        );
        check("Run it.. Then stop", &["Run it.. Then stop"]);
        check("A way. (sort of)", &["A way. (sort of)"]);
        check(
            "Use `a. B` twice (see x. Y too). Done",
            &["Use `a. B` twice (see x. Y too).", "Done"],
        );
    }

    proptest! {
        #[test]
        fn sentences_lie_in_order_inside_the_text(text in "[A-Za-z.!?() `]{0,60}") {
            let mut end = 0;
            for range in split(&text) {
                prop_assert!(range.start >= end && range.end <= text.len() && range.start < range.end);
                end = range.end;
            }
        }
    }
}
