//! The lines of a paragraph: which are one thought, and which stand by themselves.

use crate::notes::clean::Line;
use crate::notes::sentence;
use crate::notes::words::{self, Class};

/// The lines without the numbers of sections in front, where the author counts in these: `3.1`,
/// `3.2`, which are no part of what is said. A version is left as it is: nobody starts with `x.1`
/// and goes on with the next chapter.
pub(super) fn without_sections(lines: &[Line]) -> Option<Vec<Line>> {
    let counted: Vec<Option<(u32, u32, usize)>> =
        lines.iter().map(|line| section_number(&line.text)).collect();
    let found = |chapter, section| {
        counted.iter().flatten().any(|(one, two, _)| (*one, *two) == (chapter, section))
    };
    let counts = (1..9).any(|chapter| found(chapter, 1) && found(chapter, 2))
        && (1..9).filter(|chapter| found(*chapter, 1)).count() >= 2;
    counts.then(|| {
        let bare = |(line, number): (&Line, &Option<(u32, u32, usize)>)| match number {
            Some((.., length)) => {
                let (mark, rest) = opening(&line.text);
                let rest = rest[*length..].trim_start();
                let mark = if mark.is_empty() && is_title(rest) { "###### " } else { mark };
                Line { text: format!("{mark}{rest}"), ..line.clone() }
            }
            None => line.clone(),
        };
        lines.iter().zip(&counted).map(bare).collect()
    })
}

/// Whether what stands behind the number of a section is its title, and not a sentence.
fn is_title(text: &str) -> bool {
    const MOST_WORDS: usize = 5;
    text.split_whitespace().count() <= MOST_WORDS
        && !text.ends_with(['.', ',', ':', ';', '!', '?'])
        && !text.contains(['`', '*', '='])
        && ![": ", " - ", " \u{2013} ", " \u{2014} "].iter().any(|mark| text.contains(mark))
}

/// The signs of a heading or bold text in front of a line, and the rest.
fn opening(text: &str) -> (&str, &str) {
    let rest = text.trim_start_matches(['#', ' ', '*']);
    text.split_at(text.len() - rest.len())
}

/// The chapter and the section that a line opens with, and how long that is: `3.1 Words`.
fn section_number(text: &str) -> Option<(u32, u32, usize)> {
    let (number, rest) = opening(text).1.split_once(' ')?;
    let (chapter, section) = number.trim_end_matches(['.', ')']).split_once('.')?;
    let small = |digits: &str| digits.parse().ok().filter(|_| digits.len() <= 2);
    rest.starts_with(|c: char| c.is_uppercase() || c == '*' || c == '`').then_some((
        small(chapter)?,
        small(section)?,
        number.len(),
    ))
}

/// The words of a line that is bold from end to end and short: a heading that its author did not
/// mark as one.
pub(super) fn bold_heading(row: &str) -> Option<&str> {
    const MOST_WORDS: usize = 8;
    let inner = ["**", "__"].iter().find_map(|mark| {
        let inner = row.trim_end_matches(':').strip_prefix(mark)?.strip_suffix(mark)?;
        (!inner.contains(mark)).then_some(inner)
    })?;
    let inner = inner.trim_end_matches(':').trim();
    let named = inner.contains(char::is_alphabetic)
        && inner.split_whitespace().count() <= MOST_WORDS
        && !inner.ends_with(['.', '!', ','])
        && !inner.contains("://");
    named.then_some(inner)
}

/// The level and the words of a heading in the signs of wikis: `== Name`, `=== Name ===`.
pub(super) fn wiki_heading(row: &str) -> Option<(u8, &str)> {
    const MOST_WORDS: usize = 12;
    let name = row.trim_start_matches('=');
    let level =
        u8::try_from(row.len() - name.len()).ok().filter(|level| (2..=6).contains(level))?;
    let name = name.strip_prefix(' ')?.trim_end_matches('=').trim();
    let named = name.contains(char::is_alphabetic)
        && (1..=MOST_WORDS).contains(&name.split_whitespace().count());
    named.then_some((level, name))
}

/// A line in capitals from end to end: a heading that its author did not mark as one.
pub(super) fn capital_heading(row: &str) -> Option<&str> {
    const MOST_WORDS: usize = 8;
    const FEWEST_LETTERS: usize = 4;
    let name = row.trim_end_matches(':').trim();
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let named = letters().count() >= FEWEST_LETTERS
        && letters().all(char::is_uppercase)
        && name.starts_with(char::is_alphanumeric)
        && name.split_whitespace().count() <= MOST_WORDS
        && !name.ends_with(['.', '!', '?', ','])
        && !name.contains(['`', '=', '|', '$', '_']);
    named.then_some(name)
}

/// The lines of a paragraph, parted in front of each term that a line `: what it is` follows.
pub(super) fn defined_apart(rows: &[Line]) -> Vec<&[Line]> {
    let tells = |row: &Line| row.text.starts_with(": ") || row.text.starts_with(":\t");
    let mut found = Vec::new();
    let mut from = 0;
    for at in 1..rows.len().saturating_sub(1) {
        if tells(&rows[at + 1]) && !tells(&rows[at]) {
            found.push(&rows[from..at]);
            from = at;
        }
    }
    found.push(&rows[from..]);
    found
}

/// The lines of a paragraph as one text; `Term` above `:   what it is` is `Term: what it is`.
pub(super) fn defined(rows: &[Line]) -> String {
    let text = rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>().join("\n");
    match text.split_once("\n:") {
        Some((term, rest)) if !term.contains('\n') && rest.starts_with([' ', '\t']) => {
            // Who gives a term a line of its own has set it off.
            let mark = if term.contains(['*', '`', '[']) { "" } else { "**" };
            format!("{mark}{term}{mark}:\n{}", rest.trim_start())
        }
        _ => text,
    }
}

/// The lines of a paragraph, parted where a line with a label of its own starts or ends:
/// `Name: what it is`, line under line, are as many thoughts.
pub(super) fn labelled_apart(rows: &[Line]) -> Vec<&[Line]> {
    // Who writes so long a line does not wrap.
    const UNWRAPPED: usize = 120;
    let length = |row: &Line| row.text.chars().count();
    let unwrapped = rows.iter().any(|row| length(row) > UNWRAPPED);
    let width = rows.iter().map(length).max().unwrap_or(0).max(sentence::WIDTH);
    let formulas = rows.iter().any(|row| is_formula(&row.text));
    let broken = rows.len() >= 3 && !formulas && are_broken_on_purpose(rows, width);
    let parted = |before: &Line, after: &Line| {
        let (first, second) = (is_labelled(&before.text), is_labelled(&after.text));
        // Label under label is no wrapped line, however long the first is.
        let any_width = unwrapped || (first && second);
        let width = if any_width { usize::MAX } else { sentence::WIDTH };
        let ends = || {
            sentence::ends_row(&before.text, &after.text, width)
                || (second && broken && sentence::is_row_whole(&before.text))
                // A row with a label of its own leaves nothing open, but by its punctuation.
                || (first && second && !before.text.ends_with([',', ';', '-', '(']))
        };
        let whole = !asks(&before.text) && ![before, after].iter().any(|row| is_formula(&row.text));
        // "Families:" and the first of them.
        let led = (is_lead(&before.text) && second) || (first && is_lead(&after.text));
        let labelled = (first || second) && whole && (led || ends());
        let answered =
            answers(&before.text) && sentence::ends_row(&before.text, &after.text, usize::MAX);
        let asks_next =
            answers(&after.text) && sentence::ends_row(&before.text, &after.text, width);
        let timed = opens_with_time(&before.text) || opens_with_time(&after.text);
        let thought = broken && whole && is_thought(&before.text, &after.text);
        labelled || answered || asks_next || timed || thought
    };
    rows.chunk_by(|before, after| !parted(before, after)).collect()
}

/// Whether most lines end with room for the next word in this width: their author broke them.
fn are_broken_on_purpose(rows: &[Line], width: usize) -> bool {
    let room = |pair: &&[Line]| {
        let word = pair[1].text.split_whitespace().next().unwrap_or("");
        pair[0].text.chars().count() + 1 + word.chars().count() <= width
    };
    rows.windows(2).filter(room).count() * 3 >= (rows.len() - 1) * 2
}

/// Words that go on with what stands on the line before.
static JOINING: Class = Class::of(&[
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "because",
    "but",
    "by",
    "can",
    "for",
    "from",
    "had",
    "has",
    "have",
    "if",
    "in",
    "instead",
    "into",
    "is",
    "its",
    "it",
    "nor",
    "of",
    "on",
    "or",
    "rather",
    "should",
    "since",
    "so",
    "than",
    "that",
    "the",
    "their",
    "then",
    "this",
    "to",
    "too",
    "until",
    "via",
    "was",
    "were",
    "when",
    "where",
    "which",
    "while",
    "who",
    "will",
    "with",
    "without",
    "would",
    // German, French, Spanish, Italian, Portuguese, Russian.
    "aber",
    "auf",
    "bei",
    "da",
    "das",
    "dass",
    "dem",
    "den",
    "der",
    "des",
    "die",
    "ein",
    "eine",
    "für",
    "im",
    "ist",
    "mit",
    "nach",
    "oder",
    "sind",
    "und",
    "von",
    "wenn",
    "weil",
    "wie",
    "zu",
    "au",
    "aux",
    "avec",
    "dans",
    "de",
    "du",
    "en",
    "est",
    "et",
    "la",
    "le",
    "les",
    "mais",
    "ou",
    "par",
    "pour",
    "que",
    "qui",
    "se",
    "si",
    "sur",
    "un",
    "une",
    "con",
    "del",
    "e",
    "el",
    "los",
    "las",
    "no",
    "o",
    "para",
    "pero",
    "por",
    "su",
    "y",
    "al",
    "che",
    "come",
    "da",
    "dei",
    "della",
    "di",
    "il",
    "ma",
    "nel",
    "per",
    "com",
    "do",
    "dos",
    "em",
    "mas",
    "na",
    "os",
    "um",
    "uma",
    "а",
    "в",
    "для",
    "и",
    "из",
    "или",
    "к",
    "как",
    "на",
    "не",
    "но",
    "о",
    "от",
    "по",
    "при",
    "с",
    "у",
    "чем",
    "что",
    "чтобы",
    "это",
]);

/// Whether a line is a thought that the next one does not go on with, though no full stop parts
/// the two.
fn is_thought(row: &str, next: &str) -> bool {
    let word = next.split_whitespace().next().unwrap_or("");
    let joins = JOINING.holds(&words::lower(words::trim_punctuation(word)));
    sentence::is_row_whole(row)
        && !row.ends_with(['.', '!', ':', '\u{2026}', '('])
        && next.starts_with(|c: char| c.is_lowercase() || c.is_uppercase() || c == '`')
        && !(joins && word.starts_with(char::is_lowercase))
        && row.split_whitespace().nth(1).is_some()
}

/// Whether a line is nothing but a short label, of what follows it.
fn is_lead(row: &str) -> bool {
    const WORDS: usize = 4;
    row.ends_with(':') && (1..=WORDS).contains(&row.split_whitespace().count())
}

/// Whether a line asks something, which the next one may answer.
fn asks(row: &str) -> bool {
    // A question mark in code asks nothing.
    row.split('`').step_by(2).any(|words| words.contains(['?', '\u{ff1f}']))
}

/// Whether a line asks something and answers it: "Why cool it? It keeps".
fn answers(row: &str) -> bool {
    row.split_once("? ").is_some_and(|(question, answer)| {
        question.trim_start_matches(['\u{bf}', '"', '\u{ab}']).starts_with(char::is_uppercase)
            && !question.contains(". ")
            && answer.split_whitespace().count() > 1
            && !asks(answer)
    })
}

/// Whether a line has a formula in it that may go on in the next.
fn is_formula(row: &str) -> bool {
    row.contains(['$', '\\'])
}

/// Whether a line opens with a time of day, as those of a schedule do: `9:30`.
pub(super) fn opens_with_time(row: &str) -> bool {
    let first = row.split([' ', '-', '\u{2013}']).next().unwrap_or("");
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    first.split_once(':').is_some_and(|(hour, minute)| digits(hour, 2) && digits(minute, 2))
}

/// Whether a line opens with a short label: `**Name** …`, `Name = …`, `Name - …`.
fn is_labelled(row: &str) -> bool {
    const MARKS: [&str; 8] =
        [": ", ":** ", " = ", " - ", " \u{2013} ", " \u{2014} ", " -> ", " \u{2192} "];
    const WORDS: usize = 4;
    // "**Name** what it is"
    let bold = || {
        let (name, rest) = row.strip_prefix("**")?.split_once("**")?;
        let short = (1..=WORDS).contains(&name.split_whitespace().count());
        (short && rest.split_whitespace().nth(1).is_some()).then_some(())
    };
    MARKS.iter().filter_map(|mark| words::find(row, mark)).min().is_some_and(|at| {
        (1..=WORDS).contains(&row[..at].split_whitespace().count()) && !row[..at].contains(". ")
    }) || bold().is_some()
}
