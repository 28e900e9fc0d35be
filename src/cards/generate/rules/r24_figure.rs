//! R24: a figure that says how much.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;
use crate::notes::words;

/// Words behind a number that make it a quantity.
const UNITS: &[&str] = &[
    "billion",
    "bits",
    "bytes",
    "days",
    "gb",
    "gib",
    "hours",
    "kb",
    "kib",
    "km",
    "lines",
    "mb",
    "mib",
    "million",
    "milliseconds",
    "minutes",
    "months",
    "ms",
    "nanoseconds",
    "ns",
    "percent",
    "seconds",
    "tb",
    "thousand",
    "times",
    "trillion",
    "weeks",
    "years",
];

/// A cloze on the whole quantity of a short sentence with a subject.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    if !s.text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = words::count(s.text);
    let opens = s.word(0);
    if !(4..=20).contains(&size)
        || grammar::is_pronoun(opens)
        || s.text.contains(['"', '\u{201c}', '?', '`'])
        || grammar::is_imperative(&s.tokens)
        || grammar::is_first_person(s.text)
        // "90% of it is a lot": a judgement.
        || s.find(&["a", "lot"]).is_some()
    {
        return None;
    }
    let at = (0..s.tokens.len()).find(|at| quantity(s, *at).is_some())?;
    let to = quantity(s, at)?;
    // "85% of the malt", "2 hours is enough"; any other opening number counts the line.
    if at == 0 && s.word(1) != "of" && !matches!(s.word(to), "is" | "are") {
        return None;
    }
    let before = &s.text[..s.tokens[at].start];
    let aside = before.rfind('(').is_some_and(|open| !before[open..].contains(')'));
    let past = |word: &str| matches!(word, "took" | "was" | "were" | "cost" | "last" | "mine");
    if aside && past(s.word(at.saturating_sub(1))) {
        return None;
    }
    let verb =
        s.verb().is_some() || s.tokens[..at].iter().any(|t| grammar::base_form(&t.lower).is_some());
    let others = s
        .tokens
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != at && *other + 1 != to)
        .any(|(other, _)| quantity(s, other).is_some());
    if !verb
        || others
        || (s.subject.is_none() && s.speaker.is_none() && at > 0 && !s.names_subject(at.min(4)))
    {
        return None;
    }
    // Under the heading of a thing, what is no sentence says what the thing is.
    if s.strong && grammar::is_noun_phrase(s.text) {
        return None;
    }
    let front = if s.speaker.is_some() { s.voice() } else { String::new() };
    let confidence = if s.in_section {
        78
    } else if at == 0 || (equals(s.word(at - 1)) && s.names_subject(at - 1)) {
        76
    } else {
        70
    };
    s.cloze("R24", confidence, (s.tokens[at].start, s.tokens[to - 1].end), &front)
        .map(Finding::card)
}

/// Whether a figure behind this word is what the subject amounts to.
fn equals(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "be" | "takes" | "took" | "costs" | "has")
}

/// Where the quantity ends that starts at this token.
fn quantity(s: &Statement, at: usize) -> Option<usize> {
    let token = s.tokens.get(at)?;
    let word = &s.text[token.start..token.end];
    let bare = word
        .trim_matches(|c: char| matches!(c, '~' | '<' | '>' | '$' | '+' | '\u{20ac}' | '\u{a3}'));
    let figure = bare.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let glued = figure.len() < bare.len()
        && figure.parse::<f64>().is_ok()
        && UNITS.contains(&&bare[figure.len()..]);
    if glued {
        return Some(at + 1);
    }
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let clean = !bare.is_empty()
        && bare.chars().all(|c| {
            c.is_ascii_digit()
                || matches!(c, '.' | ',' | '-' | '\u{2013}' | '%' | 'x' | 'X' | 'k' | 'K' | 'M')
        });
    if digits == 0 || !clean || bare == "100%" || bare.matches('.').count() > 1 {
        return None;
    }
    let year = digits == 4 && bare.len() == 4 && (bare.starts_with("19") || bare.starts_with("20"));
    let marked = bare.contains(['%', 'x', 'X'])
        || word.contains(['$', '\u{20ac}', '\u{a3}'])
        || (digits > 1 && bare.ends_with(['k', 'K', 'M']));
    let unit = UNITS.contains(&s.word(at + 1)) && token.outer_end == token.end;
    let range = digits >= 2
        && bare.contains(['-', '\u{2013}'])
        && bare.split(['-', '\u{2013}']).all(|part| !part.is_empty());
    match () {
        () if unit => Some(at + 2),
        () if marked || (range && !year) => Some(at + 1),
        () => None,
    }
}
