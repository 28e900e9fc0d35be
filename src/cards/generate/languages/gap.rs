//! Sentences with a gap: where the author's bold or code word stands (R33), or the only figure
//! (R24).

use super::{Spot, label, lexicon};
use crate::cards::generate::gates;
use crate::cards::generate::scene::{Proposal, Scene};
use crate::cards::generate::statement::GAP;
use crate::notes::{sentence, words};
use std::ops::Range;

/// Asks for what is bold in a sentence, or else for its figure.
pub(super) fn apply(
    scene: &mut Scene<'_>,
    spot: Spot,
    (body, range): (&str, Range<usize>),
) -> bool {
    let sentence = &body[range.clone()];
    let maths = sentence.contains("$$");
    let closed = sentence.ends_with(['?', '？', '؟', ':', '：']);
    let whole = (6..=24).contains(&words::count(sentence)) && !(closed || maths);
    let opens = sentence.starts_with(|c: char| c.is_alphanumeric());
    let first = sentence.split(" / ").next().unwrap_or(sentence);
    let session = first.len() < sentence.len() && crate::notes::talk::says_talk(first);
    let aside = || {
        super::gloss::split(sentence).is_some_and(|gloss| {
            label::kind(spot.language, gloss.term) != label::Label::Term
                || lexicon::of(spot.language).is_label(gloss.term)
        })
    };
    if !(whole && opens)
        || session
        || aside()
        || lexicon::of(spot.language).opens_pointing(spot.language, sentence)
    {
        return false;
    }
    let card = marked(scene, spot, (body, &range)).or_else(|| figure(scene, spot, (body, &range)));
    let made = card.is_some();
    scene.proposals.extend(card);
    made
}

/// The code of a sentence, or the last bold words where there are no more than three of them:
/// that is what the sentence is about.
fn marked(scene: &Scene<'_>, spot: Spot, (body, range): (&str, &Range<usize>)) -> Option<Proposal> {
    const SURE: u32 = 76;
    const OFFERED: u32 = 70;
    const TOLD_AT_LENGTH: usize = 2;
    let inline = &scene.block(spot.index).inline;
    let inside = |spans: &[(usize, usize)]| -> Vec<(usize, usize)> {
        // What a colon stands behind is the label of the rest.
        let within = |(from, to): &&(usize, usize)| {
            range.start <= *from && *to <= range.end && !body[*to..].starts_with(':')
        };
        spans.iter().filter(within).copied().collect()
    };
    let bold = inside(&inline.bold);
    let code = final_code(body, range, &inside(&inline.code));
    let (from, to) = match (code, bold.as_slice()) {
        (Some(code), _) if code.0 > range.start && is_telling(&body[code.0..code.1]) => code,
        (_, [.., last]) if bold.len() <= 3 => *last,
        _ => return None,
    };
    let answer = body.get(from..to)?;
    // "CPU **and** memory" is bold for the tone of voice.
    let negation = matches!(answer, "не" | "нет" | "без" | "и" | "или");
    let weighty = (!spot.language.is_latin() && !negation)
        || answer.starts_with('`')
        || answer.chars().filter(|c| c.is_alphanumeric()).count() > 3
        || answer.contains(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let short = (1..=5).contains(&words::count(answer)) && !answer.contains([':', '：']) && weighty;
    // A story has more bold words than facts.
    let story = sentence::split(body).len() > TOLD_AT_LENGTH;
    let confidence = if story { OFFERED } else { SURE };
    short.then(|| gap(scene, spot, ("R33", confidence), (body, range), (from, to)))?
}

/// The code that a sentence leads to: the only piece of it outside parentheses, or the last one
/// where nothing stands behind it; with the piece before, where one word joins the two.
fn final_code(body: &str, range: &Range<usize>, code: &[(usize, usize)]) -> Option<(usize, usize)> {
    let open = |at: usize| {
        let before = &body[range.start..at];
        before.matches('(').count() == before.matches(')').count()
    };
    let alone = code.len() == 1;
    let code: Vec<(usize, usize)> = code.iter().copied().filter(|c| alone || open(c.0)).collect();
    let (last, before) = code.split_last()?;
    let behind = body[last.1..range.end].trim_start();
    let ends = behind.chars().all(|c| !c.is_alphanumeric()) || behind.starts_with('(');
    let joined = |other: &&(usize, usize)| {
        let between = &body[other.1..last.0];
        words::count(between) == 1 && !between.contains([';', '.', ','])
    };
    match before.last().filter(joined) {
        Some(other) if ends && before.len() == 1 => Some((other.0, last.1)),
        Some(_) => None,
        None => (before.is_empty() || ends).then_some(*last),
    }
}

/// Whether a piece of code can be asked for: it has a name of three signs or more.
fn is_telling(code: &str) -> bool {
    const FEWEST: usize = 3;
    let code = code.trim_matches('`');
    let opens = code.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '.'));
    opens && code.chars().filter(|c| c.is_alphanumeric()).count() >= FEWEST
}

/// The one number of a sentence, with its unit.
fn figure(scene: &Scene<'_>, spot: Spot, (body, range): (&str, &Range<usize>)) -> Option<Proposal> {
    const OFFERED: u32 = 70;
    let sentence = &body[range.clone()];
    let tokens = words::tokens(sentence);
    let is_figure = |token: &&words::Token| {
        sentence[token.start..token.end].contains(|c: char| c.is_ascii_digit())
    };
    let mut figures = tokens.iter().filter(is_figure);
    let (Some(token), None) = (figures.next(), figures.next()) else { return None };
    let number = &sentence[token.start..token.end];
    let digits = number.trim_end_matches(['%', '€', '$', '°', 'C']);
    let plain = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–'));
    // A number that opens the sentence counts it, and one behind a word alone may be its name.
    if !plain || token.start == 0 {
        return None;
    }
    let behind = &sentence[token.outer_end..];
    let unit = behind.split_whitespace().next().map(|word| word.trim_end_matches(['.', ',', ';']));
    let unit = unit.filter(|unit| token.outer_end == token.end && is_unit(unit));
    if digits.len() == number.len() && unit.is_none() {
        return None;
    }
    let skipped = behind.len() - behind.trim_start().len();
    let end = unit.map_or(token.end, |unit| token.outer_end + skipped + unit.len());
    gap(
        scene,
        spot,
        ("R24", OFFERED),
        (body, range),
        (range.start + token.start, range.start + end),
    )
}

/// Signs of units that all languages share.
fn is_unit(word: &str) -> bool {
    const UNITS: &[&str] = &[
        "%", "A", "GB", "GHz", "GiB", "Hz", "K", "KB", "MB", "MHz", "MiB", "TB", "V", "W", "bar",
        "cm", "dB", "g", "h", "kB", "kHz", "kW", "kWh", "kg", "km", "km/h", "l", "m", "mg", "min",
        "ml", "mm", "ms", "ns", "s", "°C", "°", "€", "µm", "µs", "km²", "m²", "кг", "км", "м",
        "мс", "см", "мм", "г", "л", "°С", "ГБ", "МБ",
    ];
    UNITS.contains(&word)
}

/// Whether what comes next is one example of many.
fn is_sample(before: &str) -> bool {
    const MARKS: [&str; 14] = [
        "es.",
        "ad esempio",
        "per esempio",
        "z.B.",
        "zum Beispiel",
        "p. ej.",
        "por ejemplo",
        "por exemplo",
        "par exemple",
        "p. ex.",
        "например",
        "напр.",
        "e.g.",
        "예:",
    ];
    let before = before.trim_end_matches([' ', ':', ',', '`', '*']);
    MARKS.iter().any(|mark| before.ends_with(mark))
}

/// A cloze of the sentence: these bytes of the body become the gap.
fn gap(
    scene: &Scene<'_>,
    spot: Spot,
    (rule, confidence): (&'static str, u32),
    (body, range): (&str, &Range<usize>),
    (from, to): (usize, usize),
) -> Option<Proposal> {
    let answer = body.get(from..to)?.trim();
    let (before, behind) = (body.get(range.start..from)?, body.get(to..range.end)?);
    if is_sample(before) {
        return None;
    }
    let command = answer.starts_with('`') && behind.chars().all(|c| !c.is_alphanumeric());
    // A command is built from the words that say what it does; where it ends the sentence, that
    // can be asked as it would be aloud.
    let question = if command && gates::rhymes(before, answer) {
        format!("{}\u{a0}\u{2026}?", before.trim_end())
    } else {
        format!("{before}{GAP}{behind}")
    };
    let lines = spot.lines_of(scene, range);
    let mut card = spot.card(scene, (rule, "cloze", confidence), (question, answer), lines);
    body[range.clone()].clone_into(&mut card.fact);
    Some(card)
}
