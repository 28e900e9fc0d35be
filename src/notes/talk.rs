//! Talks: their titles, who gives them, and the event they belong to.

use crate::notes::person;
use crate::notes::words;
use crate::values::lines::Lines;

/// A talk: its title and who gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// The title.
    pub title: String,
    /// The speakers' names.
    pub speakers: Vec<String>,
    /// Where both stand.
    pub lines: Lines,
}

/// The event that a note's title names: the title without "Notes", where that is short.
pub(super) fn event(title: &str) -> Option<String> {
    const TAILS: &[&str] = &[
        "&", "and", "links", "notes", "recap", "slides", "summary", "talk", "talks", "write-up",
        "writeup",
    ];
    let is_tail = |word: &&str| {
        let word = word.to_lowercase();
        TAILS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-' && c != '&'))
    };
    let mut words: Vec<&str> = title.split_whitespace().collect();
    while words.last().is_some_and(is_tail) {
        words.pop();
    }
    ((1..=6).contains(&words.len()) && is_event(&words)).then(|| words.join(" "))
}

/// Whether the words name an event: a word of one, or a year.
fn is_event(words: &[&str]) -> bool {
    const NOUNS: &[&str] = &[
        "camp",
        "con",
        "conf",
        "conference",
        "congress",
        "day",
        "days",
        "expo",
        "fest",
        "forum",
        "hackathon",
        "meetup",
        "summit",
        "symposium",
        "unconference",
        "week",
        "workshop",
    ];
    words.iter().any(|word| {
        let lower = word.to_lowercase();
        let bare = lower
            .trim_matches(|c: char| !c.is_alphanumeric())
            .trim_end_matches(|c: char| c.is_ascii_digit());
        NOUNS.contains(&bare)
            || bare.ends_with("con")
            || bare.ends_with("conf")
            || (word.len() == 4
                && word.starts_with("20")
                && word.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// A heading without the letter or number that counts it: `B. `, `3) `.
pub(super) fn uncounted(text: &str) -> &str {
    let Some((mark, rest)) = text.split_once(['.', ')']) else { return text };
    let counts = mark.chars().count() <= 2
        && (mark.bytes().all(|b| b.is_ascii_digit()) || mark.chars().all(char::is_uppercase));
    if counts && !mark.is_empty() && rest.starts_with(' ') { rest.trim() } else { text }
}

/// `Title by Name`, `"Title" by Name`, `Title (Name)`, `Title - Name`, `Title [Name]`.
pub(super) fn titled_by(raw: &str) -> Option<(String, String)> {
    let unquote = |text: &str| {
        text.trim().trim_matches(['"', '\u{201c}', '\u{201d}', '\'']).trim().to_owned()
    };
    let splits = [
        raw.rsplit_once(" by "),
        raw.strip_suffix(')').and_then(|text| text.rsplit_once(" (")),
        raw.strip_suffix(']').and_then(|text| text.rsplit_once(" [")),
        raw.rsplit_once(" - "),
        raw.rsplit_once(" \u{2013} "),
        raw.rsplit_once(" \u{2014} "),
    ];
    splits.into_iter().enumerate().find_map(|(form, split)| {
        let (title, name) = split?;
        let name = name.trim().trim_start_matches('@');
        let fits = if form == 0 {
            person::looks_like_person(name)
        } else {
            person::is_likely_person(name)
        };
        (fits && words::count(uncounted(title)) >= 2 && !person::looks_like_person(title))
            .then(|| (unquote(uncounted(title)), name.to_owned()))
    })
}

/// The names in a line that says who speaks, if it does.
pub(super) fn named_speakers(text: &str, is_heading: bool) -> Option<Vec<String>> {
    const LEADS: &[&str] = &[
        "a talk given by ",
        "a talk by ",
        "talk by ",
        "talk given by ",
        "presented by: ",
        "presented by ",
        "speaker: ",
        "speakers: ",
        "speaker - ",
        "given by ",
        "by: ",
        "by ",
        "presenter: ",
        "presenters: ",
        // German, French, Spanish, Italian, Portuguese.
        "referent: ",
        "referentin: ",
        "vortrag von ",
        "intervenant : ",
        "intervenante : ",
        "présenté par ",
        "ponente: ",
        "charla de ",
        "relatore: ",
        "relatrice: ",
        "intervento di ",
        "palestrante: ",
        "palestra de ",
        // What has no small letters, or none of ASCII, stands as it is written.
        "Докладчик: ",
        "Спикер: ",
        "讲者：",
        "讲师：",
        "講者：",
        "講師：",
        "発表者：",
        "登壇者：",
        "발표자: ",
        "연사: ",
        "المتحدث: ",
        "المحاضر: ",
    ];
    let lower = text.to_ascii_lowercase();
    let led = LEADS
        .iter()
        .find_map(|lead| lower.strip_prefix(lead).map(|rest| &text[text.len() - rest.len()..]));
    let body = match led {
        Some(body) => body,
        None if is_heading || text.contains('@') => text,
        None => return None,
    };
    let fits = |name: &&str| match led {
        Some(_) => person::looks_like_person(name) || person::is_name_without_capitals(name),
        None => person::is_likely_person(name),
    };
    let end = [" at ", " from ", " - ", " \u{2013} ", " of "]
        .iter()
        .filter_map(|cut| body.find(cut))
        .chain(body.find(['(', '@', '|', '[']))
        .min()
        .unwrap_or(body.len());
    // "Ada Lovelace, Emmy Noether and Grete Hermann", but "Ada Lovelace, Analytical Engines Ltd".
    let parts = body[..end]
        .split(',')
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "));
    let parts =
        parts.map(|name| name.trim().trim_start_matches("and ").trim_end_matches('.').trim());
    let names: Vec<String> =
        parts.filter(|name| !name.is_empty()).take_while(fits).map(str::to_owned).collect();
    (1..=4).contains(&names.len()).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, names: &[&str]) {
        assert_eq!(named_speakers(line, false).unwrap_or_default(), names);
    }

    #[test]
    fn every_speaker_of_a_line_is_named() {
        check(
            "by Ada Lovelace, Emmy Noether, and Grete Hermann",
            &["Ada Lovelace", "Emmy Noether", "Grete Hermann"],
        );
        check("Speaker: Ada Lovelace, Analytical engines of London", &["Ada Lovelace"]);
        check("A talk given by Emmy Noether at a symposium.", &["Emmy Noether"]);
        check("by and large", &[]);
        check("Referentin: Grete Hermann", &["Grete Hermann"]);
        check("Докладчик: Софья Ковалевская", &["Софья Ковалевская"]);
        check("발표자: 홍길동", &["홍길동"]);
        check("讲者：王贞仪", &["王贞仪"]);
        check("المتحدث: سلمى الحكيم", &["سلمى الحكيم"]);
    }

    #[test]
    fn an_event_is_told_from_a_topic() {
        assert_eq!(event("TermConf 2026 talk notes").as_deref(), Some("TermConf 2026"));
        assert_eq!(event("Notes on colour"), None);
    }
}
