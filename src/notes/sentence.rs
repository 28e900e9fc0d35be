//! Sentences inside a block.

use crate::notes::words;
use std::ops::{ControlFlow, Range};

const ABBREVIATIONS: &[&str] = &[
    "abs", "abzgl", "al", "allg", "admin", "approx", "aprox", "avg", "dept", "bsp", "bspw", "bzgl",
    "bzw", "ca", "cf", "d.h", "dr", "dt", "e.g", "eg", "ehem", "ej", "engl", "etc", "evtl", "ex",
    "exkl", "expt", "fig", "frz", "geb", "gegr", "gest", "ggf", "griech", "hist", "hrsg", "i.e",
    "ie", "incl", "inkl", "insb", "insbes", "jh", "jhdt", "jr", "jur", "kap", "lat", "mind", "mr",
    "mrs", "ms", "no", "nr", "obj", "p", "p.ej", "p.ex", "pp", "prof", "pág", "rechtl", "resp",
    "sog", "sr", "sra", "st", "staatl", "subj", "u.a", "urspr", "usw", "vgl", "vol", "vs",
    "wirtsch", "z", "z.b", "zw", "zzgl",
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
    each(text, |piece| {
        match found.last_mut() {
            Some(last) if is_aside(&text[piece.clone()]) => last.end = piece.end,
            _ => found.push(piece),
        }
        ControlFlow::Continue(())
    });
    found
}

/// Gives what stands between the ends of sentences, without the blanks around it, until no more is
/// wanted.
fn each(text: &str, mut put: impl FnMut(Range<usize>) -> ControlFlow<()>) {
    let mut start = 0;
    let mut depth = 0_usize;
    let mut quoted = false;
    let (bytes, mut next) = (text.as_bytes(), 0);
    while let Some(passed) = bytes[next..].iter().position(|byte| TELLING[usize::from(*byte)]) {
        let at = next + passed;
        next = at + 1;
        let end = match bytes[at] {
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
        if trimmed(text, start..end).is_some_and(|piece| put(piece).is_break()) {
            return;
        }
        start = end;
    }
    if let Some(piece) = trimmed(text, start..text.len()) {
        let _last = put(piece);
    }
}

/// Characters of a line: nobody wraps text at less.
pub(super) const WIDTH: usize = 60;

/// The first sentence of a text: all of it where none ends in it.
pub fn first(text: &str) -> &str {
    &text[first_range(text)]
}

/// Where the first sentence of a text stands.
pub fn first_range(text: &str) -> Range<usize> {
    let mut first: Option<Range<usize>> = None;
    each(text, |piece| {
        match &mut first {
            None => first = Some(piece),
            Some(first) if is_aside(&text[piece.clone()]) => first.end = piece.end,
            Some(_) => return ControlFlow::Break(()),
        }
        ControlFlow::Continue(())
    });
    first.unwrap_or(0..text.len())
}

/// The sentences of a text whose lines start at these bytes as well: a line ends a sentence
/// where its author broke it on purpose, with room for the next word.
pub fn split_rows(text: &str, breaks: &[usize]) -> Vec<Range<usize>> {
    if breaks.is_empty() {
        return split(text);
    }
    let ends = || breaks.iter().copied().filter(|at| *at < text.len()).chain([text.len()]);
    let starts = std::iter::once(0).chain(breaks.iter().copied());
    let rows: Vec<Range<usize>> = starts.zip(ends()).map(|(from, to)| from..to).collect();
    let width = rows
        .iter()
        .map(|row| text[row.clone()].trim().chars().count())
        .max()
        .unwrap_or(0)
        .max(WIDTH);
    let mut found = Vec::new();
    let mut from = 0;
    for pair in rows.windows(2) {
        if ends_row(&text[pair[0].clone()], &text[pair[1].clone()], width) {
            found.push(from..pair[0].end);
            from = pair[0].end;
        }
    }
    found.push(from..text.len());
    let inside = |row: Range<usize>| {
        let at = row.start;
        split(&text[row]).into_iter().map(move |range| range.start + at..range.end + at)
    };
    found.into_iter().flat_map(inside).collect()
}

/// Whether a line ends where its author meant it to, with room for the next word in this width.
pub(super) fn ends_row(row: &str, next: &str, width: usize) -> bool {
    let (row, next) = (row.trim(), next.trim());
    let word = next.split_whitespace().next().unwrap_or("");
    let fits = row.chars().count() + 1 + word.chars().count() <= width;
    let opens = |c: char| c.is_uppercase() || matches!(c, '`' | '\u{bf}' | '\u{a1}');
    fits && word.starts_with(opens) && is_row_whole(row)
}

/// Whether a line can be all of what its author meant to say.
pub(super) fn is_row_whole(row: &str) -> bool {
    let row = row.trim();
    let last = row.rsplit(' ').next().unwrap_or("").to_lowercase();
    !row.ends_with([',', ';', '-', '\u{2013}', '\u{2014}']) && !words::is_stop(&last)
}

/// A part of a text without the blanks around it; none where nothing is left.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let piece = &text[range.clone()];
    let behind = piece.trim_start();
    let start = range.end - behind.len();
    let end = start + behind.trim_end().len();
    (start < end).then_some(start..end)
}

/// Whether a sentence is a parenthesis and nothing else.
fn is_aside(sentence: &str) -> bool {
    sentence.starts_with('(') && sentence.trim_end_matches('.').ends_with(')')
}

/// Whether the text ends in a word that no number belongs to, as one does to "fig." or "no.".
fn ends_in_word(text: &str) -> bool {
    const FEWEST_LETTERS: usize = 4;
    let word = text.rsplit(char::is_whitespace).next().unwrap_or("");
    word.len() >= FEWEST_LETTERS
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && words::is_common(word)
}

/// Whether the text ends in a word that is longer than what is cut short with a full stop.
fn ends_long(text: &str) -> bool {
    const FEWEST_LETTERS: usize = 6;
    let word = text.rsplit(char::is_whitespace).next().unwrap_or("");
    word.chars().count() >= FEWEST_LETTERS && word.chars().all(char::is_lowercase)
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
            || (c.is_ascii_digit() && ends_in_word(&text[start..at]))
            // "fees show up at the end. sneak into basket."
            || (c.is_lowercase() && (ends_in_word(&text[start..at]) || ends_long(&text[start..at])))
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
            "fees show at the counter. then more of them",
            &["fees show at the counter.", "then more of them"],
        );
        check(
            "it takes approx. two weeks, max. three",
            &["it takes approx. two weeks, max. three"],
        );
        check(
            "It has e.g. Two parts, v. 3.2 of J. Doe",
            &["It has e.g. Two parts, v. 3.2 of J. Doe"],
        );
        check(
            "Zusammenhang zw. Lohn und rechtl. Folgen, p.ej. En casa",
            &["Zusammenhang zw. Lohn und rechtl. Folgen, p.ej. En casa"],
        );
        check("Run it.. Then stop", &["Run it.. Then stop"]);
        check("A way. (sort of)", &["A way. (sort of)"]);
        check(
            "Use `a. B` twice (see x. Y too). Done",
            &["Use `a. B` twice (see x. Y too).", "Done"],
        );
    }

    #[test]
    fn a_line_with_room_for_more_ends_a_sentence() {
        let rows = |text: &str| {
            let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
            let text = text.replace('\n', " ");
            let found = split_rows(&text, &breaks).into_iter();
            found.map(|range| text[range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(rows("Written in Go\nLicense: MIT"), ["Written in Go", "License: MIT"]);
        assert_eq!(rows("It was shown by\nGrete Hermann"), ["It was shown by Grete Hermann"]);
        let wrapped = "A proof of the theorem was published in a journal of physics by\n\
                       Hermann, long ago.";
        assert_eq!(rows(wrapped).len(), 1);
    }

    proptest! {
        #[test]
        fn sentences_lie_in_order_inside_the_text(text in "[A-Za-z.!?() `]{0,60}") {
            let first = split(&text).into_iter().next();
            prop_assert_eq!(first_range(&text), first.unwrap_or(0..text.len()));
            let mut end = 0;
            for range in split(&text) {
                prop_assert!(range.start >= end && range.end <= text.len() && range.start < range.end);
                end = range.end;
            }
        }
    }
}
