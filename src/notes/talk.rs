//! Talks: their titles, who gives them, and the event they belong to.

use crate::notes::acronym::is_acronym_of;
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
        "writeup", "appunti", "apuntes", "notas", "notizen",
    ];
    let is_tail = |word: &&str| {
        let word = word.to_lowercase();
        let sign = !word.contains(char::is_alphanumeric);
        sign || TAILS
            .contains(&word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-' && c != '&'))
    };
    let lower = title.to_ascii_lowercase();
    let day = [", day ", " - day ", ": day ", " (day "].iter().filter_map(|mark| lower.find(mark));
    let title = &title[..day.min().unwrap_or(title.len())];
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

/// Whether a heading opens by saying which chapter or lesson it is of several: `Kapitel 4 – `,
/// `Lez. 1: `.
pub fn is_chapter(heading: &str) -> bool {
    const CHAPTERS: &str = "aula cap capitolo capítulo chap chapitre chapter clase cours einheit \
        kap kapitel lección lectura lecture leçon lektion lesson lez lezione lição modul module \
        modulo módulo part parte partie séance semaine semana sesión sessão session settimana \
        sitzung teil tema thema unidad unidade unit unità unité vl vorlesung week woche";
    let mut words = heading.split_whitespace();
    let first = words.next().unwrap_or_default().trim_end_matches('.').to_lowercase();
    let number = words.next().unwrap_or_default().trim_end_matches([':', '.', ',']);
    let counted = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    counted && CHAPTERS.split(' ').any(|chapter| chapter == first)
}

/// Marks between a title and who gives the talk.
const DASHES: &[&str] = &[" - ", " -- ", " \u{2013} ", " \u{2014} ", " | ", " / "];

/// The title in a heading: without what counts it, says when it is, or that it is a talk:
/// `3) `, `10:30 `, `Lightning talk: `.
pub(super) fn bare_title(raw: &str) -> &str {
    let timeless = untimed(uncounted(raw.trim()));
    let marks = DASHES.iter().chain(&[": "]);
    let cut =
        marks.filter_map(|mark| words::cut(timeless, mark)).min_by_key(|(head, _)| head.len());
    match cut {
        Some((head, title)) if says_talk(head) && words::count(title) >= 2 => untimed(title),
        _ => timeless,
    }
}

/// A text without the time of day that it opens with: `10:30`, `9:00 - 9:45am:`.
fn untimed(text: &str) -> &str {
    let is_time = |word: &str| {
        // "9h30", as in French.
        let (hour, minute) = word.split_once('h').unwrap_or(("", ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (1..=2).contains(&hour.len()) && digits(hour) && digits(minute) {
            return true;
        }
        let clock = word.trim_end_matches(':').trim_end_matches(['a', 'p', 'A', 'P', 'm', 'M']);
        clock.contains(|c: char| c.is_ascii_digit())
            && clock.contains(':')
            && clock.chars().all(|c| c.is_ascii_digit() || ":-\u{2013}".contains(c))
    };
    let joins =
        |word: &str| matches!(word, "-" | "\u{2013}" | "\u{2014}" | "|" | "am" | "pm" | "to");
    let mut rest = text;
    while let Some((word, behind)) = rest.split_once(' ')
        && (is_time(word) || (rest.len() < text.len() && joins(word)))
    {
        rest = behind.trim_start();
    }
    rest
}

/// Whether a heading is that of several talks: a day's, a track's.
pub(super) fn is_of_several(heading: &str) -> bool {
    const NOUNS: &[&str] = &[
        "day",
        "friday",
        "monday",
        "notes",
        "saturday",
        "session",
        "sunday",
        "thursday",
        "track",
        "tuesday",
        "wednesday",
    ];
    holds_any(heading, NOUNS)
}

/// Whether the words say no more than that something is a talk: `Closing keynote`, `Talk 3`.
pub fn says_talk(label: &str) -> bool {
    const TALKS: &[&str] = &[
        "keynote",
        "lecture",
        "panel",
        "plenary",
        "presentation",
        "seminar",
        "session",
        "talk",
        "tutorial",
        "workshop",
        // German, French, Spanish, Italian, Portuguese, Russian.
        "vortrag",
        "conférence",
        "exposé",
        "charla",
        "ponencia",
        "intervento",
        "relazione",
        "palestra",
        "доклад",
    ];
    const KINDS: &[&str] =
        &["closing", "day", "guest", "invited", "lightning", "main", "opening", "track"];
    let mut talk = false;
    label.split_whitespace().all(|word| {
        let word = word.to_lowercase();
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        talk |= TALKS.contains(&word);
        TALKS.contains(&word) || KINDS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit())
    }) && talk
}

/// `Title by Name`, `"Title" by Name (Company)`, `Title (Name)`, `Title - Name, Role`,
/// `Title [Name]`: the title and the names.
pub(super) fn titled_by(raw: &str) -> Option<(String, Vec<String>)> {
    let raw = bare_title(raw);
    let closed = |open: &'static str, close| {
        let cut = raw.strip_suffix(close).and_then(|text| text.rsplit_once(open));
        cut.into_iter()
    };
    let behind = |mark: &'static str| {
        let places = raw.contains(mark).then(|| raw.rmatch_indices(mark));
        let cut = move |(at, _)| (&raw[..at], &raw[at + mark.len()..]);
        places.into_iter().flatten().map(cut)
    };
    let said = behind(" by ").chain(behind(" with ")).map(|split| (split, true));
    // "Title - Name (Company)" has its speaker in front of the parenthesis.
    let set_off = DASHES
        .iter()
        .copied()
        .flat_map(behind)
        .chain(closed(" (", ')'))
        .chain(closed(" [", ']'))
        .map(|split| (split, false));
    said.chain(set_off).find_map(|((title, tail), said)| {
        // "(Grete Hermann, 1935)" stands behind what was written.
        if !said && holds_year(tail) {
            return None;
        }
        let tail = without_role(tail);
        let fits = |name: &str| {
            let sure = said && !tail.contains(',');
            if sure { person::looks_like_person(name) } else { person::is_likely_person(name) }
        };
        let names = names(tail, fits)?;
        let title = title.trim().trim_end_matches([',', ':']);
        // "Kapitel 4 – Der Vertrag" has its title behind the dash.
        let lesson = DASHES.iter().flat_map(|dash| title.split(dash).skip(1)).any(is_chapter);
        let notes = !said && holds_any(title, &["notes"]);
        let counts = notes
            || is_document(title)
            || lesson
            || (is_chapter(title) && words::count(title) == 2);
        (words::count(title) >= 2 && !counts && !person::looks_like_person(title))
            .then(|| (unquoted(title), names))
    })
}

/// Whether a year stands behind a comma.
fn holds_year(tail: &str) -> bool {
    tail.rsplit_once(", ").is_some_and(|(_, year)| words::is_year(year))
}

/// What people who speak are called in front of their names, in lower case.
const ROLES: [&str; 10] = [
    "docente",
    "intervenant",
    "intervenante",
    "ponente",
    "referent",
    "referentin",
    "relatore",
    "speaker",
    "докладчик",
    "спикер",
];

/// A name without the word in front that says that they speak.
fn without_role(name: &str) -> &str {
    let Some((role, rest)) = name.split_once(' ') else { return name };
    let role = role.trim_end_matches(':').to_lowercase();
    if ROLES.contains(&&*role) { rest.trim_start() } else { name }
}

/// Whether a title is the number of a document: "PEP 703", "RFC 9110".
fn is_document(title: &str) -> bool {
    let Some((series, number)) = title.split_once([' ', '-']) else { return false };
    series.len() >= 2
        && series.bytes().all(|byte| byte.is_ascii_uppercase())
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The same of a line of text, where the title stands in quotation marks.
pub(super) fn quoted_title_by(text: &str) -> Option<(String, Vec<String>)> {
    let quoted = text.starts_with(['"', '\u{201c}', '\'', '\u{2018}']);
    titled_by(text).filter(|_| quoted && words::count(text) <= 30)
}

/// The title and the names in one of a list of talks, in any of these forms.
pub fn listed(text: &str) -> Option<(String, Vec<String>)> {
    titled_by(text).or_else(|| person_first(text, true))
}

/// The talk that stands behind a person's name: what says when, where or what they are is none.
pub(super) fn behind_name(name: &str, gloss: Option<&str>, line: u32) -> Option<Talk> {
    // One word behind a name is a company's.
    let gloss = gloss.filter(|gloss| words::count(gloss) >= 2)?;
    let year = gloss.chars().all(|c| c.is_ascii_digit() || c == '-');
    let address = gloss.contains("://") || gloss.starts_with('@');
    let role = person::made(gloss).is_some()
        || person::is_role(gloss)
        || without_role(gloss).len() < gloss.len();
    (!year && !address && !role && !is_acronym_of(name, gloss)).then(|| Talk {
        title: gloss.to_owned(),
        speakers: vec![name.to_owned()],
        lines: line.into(),
    })
}

fn holds_any(text: &str, nouns: &[&str]) -> bool {
    words::lower_cores(text).any(|word| nouns.contains(&&*word))
}

/// Whether a text speaks of a book.
pub(super) fn tells_of_a_book(text: &str) -> bool {
    const NOUNS: &[&str] = &["author", "book", "chapter", "chapters", "edition", "novel", "reread"];
    holds_any(text, NOUNS)
}

/// Whether a text speaks of talks.
pub(super) fn tells_of_talks(text: &str) -> bool {
    const NOUNS: &[&str] = &["keynote", "keynotes", "sessions", "speakers", "talk", "talks"];
    holds_any(text, NOUNS)
}

/// Whether what stands under a heading of these words was written, filmed or sung, not spoken.
pub(super) fn is_of_writings(heading: &str) -> bool {
    const NOUNS: &[&str] = &[
        "albums",
        "articles",
        "authors",
        "blogs",
        "book",
        "books",
        "bookshelf",
        "essays",
        "films",
        "movies",
        "music",
        "novels",
        "papers",
        "playlist",
        "podcasts",
        "poems",
        "poetry",
        "reading",
        "readings",
        "recipes",
        "songs",
    ];
    holds_any(heading, NOUNS)
}

/// `Name: Title`, `Name (Company) - Title`, `Name, University, Title`: the title and the names.
/// So is much that is no talk: only for where talks are expected, or with the title in quotation
/// marks.
pub(super) fn person_first(raw: &str, expected: bool) -> Option<(String, Vec<String>)> {
    let raw = bare_title(raw);
    let (head, title) = DASHES
        .iter()
        .chain(&[": "])
        .filter_map(|mark| words::cut(raw, mark))
        .min_by_key(|(head, _)| head.len())
        .or_else(|| behind_institution(raw))?;
    let quoted = title.starts_with(['"', '\u{201c}', '\'', '\u{2018}']);
    let title = unquoted(title);
    let fits = (quoted || expected)
        && words::count(&title) >= 2
        && opens_as_title(&title)
        && !person::is_role(&title)
        && !person::looks_like_person(&title);
    let names = names(head, person::is_likely_person).filter(|_| fits)?;
    Some((title, names))
}

/// Whether a text opens with a capital, a digit, or a name like `eBPF` and `jQuery`.
fn opens_as_title(title: &str) -> bool {
    let first = title.split_whitespace().next().unwrap_or("");
    let large = first.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    large || first.chars().any(char::is_uppercase)
}

/// `Name, University, Title`: what stands before the title, and the title.
fn behind_institution(raw: &str) -> Option<(&str, &str)> {
    const NOUNS: &[&str] = &["academy", "college", "institute", "universit", "école"];
    let (name, rest) = words::cut(raw, ", ")?;
    let (institution, title) = rest.split_once(", ")?;
    let institution = institution.to_lowercase();
    NOUNS.iter().any(|noun| institution.contains(noun)).then_some((name, title))
}

fn unquoted(text: &str) -> String {
    text.trim()
        .trim_matches(['"', '\u{201c}', '\u{201d}', '\'', '\u{2018}', '\u{2019}'])
        .trim()
        .to_owned()
}

/// The names that a text opens with, up to what says more of the last: its company, its role.
fn names(text: &str, fits: impl Fn(&str) -> bool) -> Option<Vec<String>> {
    let end = [" at ", " from ", " - ", " \u{2013} ", " \u{2014} ", " of ", " / "]
        .iter()
        .filter_map(|cut| text.find(cut))
        .chain(text.find(['(', '|', '[']))
        .chain(text.find('@').filter(|at| *at > 0))
        .chain(sentence_end(text))
        .min()
        .unwrap_or(text.len());
    // "Ada Lovelace, Emmy Noether and Grete Hermann", but "Ada Lovelace, Analytical Engines Ltd".
    let spaced = text[..end].split(',').next().is_some_and(|first| first.contains(' '));
    let names: Vec<String> = text[..end]
        .split(',')
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .map(|name| name.trim().trim_start_matches("and ").trim_start_matches('@'))
        .map(|name| name.trim_end_matches('.').trim())
        .filter(|name| !name.is_empty())
        .enumerate()
        // One word behind a name is where they work.
        .take_while(|(at, name)| fits(name) && (*at == 0 || name.contains(' ') || !spaced))
        .map(|(_, name)| name.to_owned())
        .collect();
    (1..=4).contains(&names.len()).then_some(names)
}

/// Where a sentence ends that names somebody: not behind an initial or a title.
fn sentence_end(text: &str) -> Option<usize> {
    const FEWEST_LETTERS: usize = 4;
    let mut stops = text.match_indices(". ").map(|(at, _)| at);
    stops.find(|at| {
        let word = text[..*at].rsplit([' ', '.']).next().unwrap_or_default();
        word.chars().count() >= FEWEST_LETTERS
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
    names(body, |name| match led {
        Some(_) => person::looks_like_person(name) || person::is_name_without_capitals(name),
        None => person::is_likely_person(name),
    })
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
        check("Referentin: Grete Hermann, Institut. Vormittag Theorie", &["Grete Hermann"]);
        check("Докладчик: Софья Ковалевская", &["Софья Ковалевская"]);
        check("발표자: 홍길동", &["홍길동"]);
        check("讲者：王贞仪", &["王贞仪"]);
        check("المتحدث: سلمى الحكيم", &["سلمى الحكيم"]);
    }

    #[track_caller]
    fn check_heading(heading: &str, expected: Option<(&str, &[&str])>) {
        let found = titled_by(heading).or_else(|| person_first(heading, true));
        let found = found.as_ref().map(|(title, names)| {
            (title.as_str(), names.iter().map(String::as_str).collect::<Vec<_>>())
        });
        assert_eq!(found, expected.map(|(title, names)| (title, names.to_vec())), "{heading}");
    }

    #[test]
    fn a_heading_announces_a_talk_in_many_forms() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("Faster loops by Grete Hermann", "Faster loops", &["Grete Hermann"]),
            ("\"Faster loops\" by Grete Hermann (Acme Corp)", "Faster loops", &["Grete Hermann"]),
            ("Talk: Faster loops (Grete Hermann)", "Faster loops", &["Grete Hermann"]),
            ("Faster loops [Grete Hermann]", "Faster loops", &["Grete Hermann"]),
            ("Faster loops - Grete Hermann (Tundra Forge)", "Faster loops", &["Grete Hermann"]),
            ("9h30 Faster loops - Grete Hermann", "Faster loops", &["Grete Hermann"]),
            (
                "Closing keynote: Faster loops \u{2014} Grete Hermann, CTO at Acme",
                "Faster loops",
                &["Grete Hermann"],
            ),
            (
                "10:30 Faster loops \u{2013} Grete Hermann & Emmy Noether",
                "Faster loops",
                &["Grete Hermann", "Emmy Noether"],
            ),
            ("10:30 3D printing (Emmy Noether)", "3D printing", &["Emmy Noether"]),
            ("9:00 - 9:45am: Faster loops with Emmy Noether", "Faster loops", &["Emmy Noether"]),
            ("Grete Hermann (Acme): Faster loops", "Faster loops", &["Grete Hermann"]),
            ("Grete Hermann - \u{201c}Faster loops\u{201d}", "Faster loops", &["Grete Hermann"]),
            (
                "Emmy Noether, University of G\u{f6}ttingen, Faster loops",
                "Faster loops",
                &["Emmy Noether"],
            ),
        ];
        for (heading, title, names) in cases {
            check_heading(heading, Some((title, names)));
        }
    }

    #[test]
    fn other_headings_announce_none() {
        for heading in [
            "Ratio 3:2 of the loops",
            "Grete Hermann - CTO at Acme",
            "Functional Programming: the good parts",
            "Dante\u{2019}s Inferno: A guide",
            "Faster loops - part 2",
            "\"Faster, and slower\" (Grete Hermann, 1935)",
            "Civil law \u{2013} Vorlesung 4 (Grete Hermann)",
        ] {
            check_heading(heading, None);
        }
    }

    #[test]
    fn a_person_first_needs_a_reason_to_expect_a_talk() {
        let title = |heading| person_first(heading, false).map(|(title, _)| title);
        assert_eq!(title("Karl Popper: Conjectures and refutations"), None);
        assert_eq!(title("Karl Popper: \"Open societies\"").as_deref(), Some("Open societies"));
    }

    #[test]
    fn an_event_is_told_from_a_topic() {
        assert_eq!(event("TermConf 2026 talk notes").as_deref(), Some("TermConf 2026"));
        assert_eq!(event("TermConf 2026, day 2").as_deref(), Some("TermConf 2026"));
        assert_eq!(event("Notes on colour"), None);
    }
}
