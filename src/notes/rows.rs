//! The lines of a paragraph: which are one thought, and which stand by themselves.

use crate::notes::clean::Line;
use crate::notes::sentence;

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

/// The lines of a paragraph as one text; `Term` above `:   what it is` is `Term: what it is`.
pub(super) fn defined(rows: &[Line]) -> String {
    let text = rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>().join("\n");
    match text.split_once("\n:") {
        Some((term, rest)) if !term.contains('\n') && rest.starts_with([' ', '\t']) => {
            format!("{term}:\n{}", rest.trim_start())
        }
        _ => text,
    }
}

/// The lines of a paragraph, parted where a line with a label of its own starts or ends:
/// `Name: what it is`, line under line, are as many thoughts.
pub(super) fn labelled_apart(rows: &[Line]) -> Vec<&[Line]> {
    // Who writes so long a line does not wrap.
    const UNWRAPPED: usize = 120;
    let unwrapped = rows.iter().any(|row| row.text.chars().nth(UNWRAPPED).is_some());
    let parted = |before: &Line, after: &Line| {
        let (first, second) = (is_labelled(&before.text), is_labelled(&after.text));
        // Label under label is no wrapped line, however long the first is.
        let any_width = unwrapped || (first && second);
        let width = if any_width { usize::MAX } else { sentence::WIDTH };
        let ends = || {
            sentence::ends_row(&before.text, &after.text, width)
                || (first && second && sentence::is_row_whole(&before.text))
        };
        let whole = !asks(&before.text) && ![before, after].iter().any(|row| is_formula(&row.text));
        let labelled = (first || second) && whole && ends();
        labelled || opens_with_time(&before.text) || opens_with_time(&after.text)
    };
    rows.chunk_by(|before, after| !parted(before, after)).collect()
}

/// Whether a line asks something, which the next one may answer.
fn asks(row: &str) -> bool {
    row.contains(['?', '\u{ff1f}'])
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

/// Whether a line opens with a short label: `**Name**: …`, `Name = …`, `Name - …`.
fn is_labelled(row: &str) -> bool {
    const MARKS: [&str; 5] = [": ", ":** ", " = ", " - ", " \u{2013} "];
    const WORDS: usize = 4;
    MARKS.iter().filter_map(|mark| row.find(mark)).min().is_some_and(|at| {
        (1..=WORDS).contains(&row[..at].split_whitespace().count()) && !row[..at].contains(". ")
    })
}
