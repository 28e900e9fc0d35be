//! People and talks: what looks like a name, a role, the title of a talk.

use crate::notes::words;

const PARTICLES: &[&str] =
    &["van", "von", "de", "der", "den", "del", "della", "da", "di", "la", "le", "bin", "al", "ter"];

const HONORIFICS: &[&str] = &["dr", "prof", "mr", "mrs", "ms", "sir"];

/// Words that are capitalised like names but belong to none.
const NOT_NAMES: &[&str] = &[
    "api",
    "and",
    "best",
    "big",
    "building",
    "code",
    "college",
    "conference",
    "data",
    "day",
    "deep",
    "design",
    "getting",
    "how",
    "intro",
    "introduction",
    "keynote",
    "lecture",
    "lightning",
    "machine",
    "my",
    "new",
    "notes",
    "open",
    "panel",
    "part",
    "phd",
    "session",
    "software",
    "source",
    "talk",
    "talks",
    "team",
    "test",
    "testing",
    "the",
    "track",
    "university",
    "using",
    "web",
    "what",
    "why",
    "with",
    "workshop",
    "your",
];

/// Endings of words that are made from others, as names are not.
const NOT_NAME_ENDINGS: &[&str] = &[
    "able", "ation", "ction", "ible", "ical", "ics", "ies", "ility", "ing", "ized", "ment", "ness",
    "tive", "ware",
];

/// Whether the text has the form of a person's name: two to four capitalised words, particles
/// and initials allowed, no digit.
pub fn looks_like_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if !(2..=5).contains(&words.len())
        || text.contains("...")
        || text.contains(['/', '(', ':', '?', '!', '&', '@', '"'])
    {
        return false;
    }
    let named = words.iter().filter(|word| is_name_word(word)).count();
    let fits = words.iter().all(|word| {
        let bare = word.trim_end_matches(['.', ',']).to_lowercase();
        is_name_word(word)
            || PARTICLES.contains(&bare.as_str())
            || HONORIFICS.contains(&bare.as_str())
    });
    // "Where I've Been" is a title.
    let asks = words.iter().any(|word| {
        matches!(
            *word,
            "How" | "What" | "When" | "Where" | "Why" | "I" | "I've" | "I\u{2019}ve" | "We" | "You"
        )
    });
    fits && !asks && (2..=4).contains(&named)
}

/// Whether the text has the length of a name, in a script without capital letters. Many words
/// have: only where something says that a name comes.
pub fn is_name_without_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| !c.is_whitespace());
    let eastern = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    let arabic = |c: char| matches!(c, '\u{620}'..='\u{64a}');
    let short = (2..=4).contains(&letters().count()) && letters().all(eastern);
    short || ((2..=4).contains(&text.split_whitespace().count()) && letters().all(arabic))
}

fn is_name_word(word: &str) -> bool {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let rest_fits =
        letters.clone().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '\u{2019}'));
    let lower = word.to_lowercase();
    // `Mei-Ling` is a name and `Self-Hosting` none: both halves of a name are short.
    let joined = lower.split_once('-').is_some_and(|(one, two)| one.len() < 4 && two.len() < 5);
    let abstracted = !joined
        && NOT_NAME_ENDINGS
            .iter()
            .any(|ending| lower.len() > ending.len() + 2 && lower.ends_with(ending));
    let owner = lower.ends_with("'s") || lower.ends_with("\u{2019}s");
    let shouting = word.chars().count() > 2 && word.chars().all(char::is_uppercase);
    capital
        && rest_fits
        && !(shouting || abstracted || owner)
        && !NOT_NAMES.contains(&lower.as_str())
}

/// Whether a name is likely a person's when nothing around says so: it looks like one and
/// holds a word that is not common English.
pub fn is_likely_person(text: &str) -> bool {
    let mut names = text.split_whitespace();
    let rare = names.clone().any(|word| words::is_rare(word) && !words::is_technical(word));
    // "Fast Fourier Transforms": the plural of a common word ends a title, not a name.
    let plural = names.next_back().is_some_and(|last| {
        last.to_lowercase()
            .strip_suffix('s')
            .is_some_and(|one| !one.ends_with('s') && words::is_common(one))
    });
    looks_like_person(text) && rare && !plural
}

/// A role in the gloss of a person: what they made, and the verb of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made<'a> {
    /// The thing.
    pub thing: &'a str,
    /// The verb of the question, in the past tense.
    pub verb: &'static str,
    /// The same in the infinitive.
    pub infinitive: &'static str,
}

/// The thing a person made, if the gloss says so: `Grove creator`, `creator of Grove`.
pub fn made(gloss: &str) -> Option<Made<'_>> {
    const MAKERS: &[(&str, &str, &str)] = &[
        ("author", "wrote", "write"),
        ("co-creator", "created", "create"),
        ("co-founder", "founded", "found"),
        ("cofounder", "founded", "found"),
        ("creator", "created", "create"),
        ("founder", "founded", "found"),
    ];
    let gloss = gloss.trim().trim_end_matches('.');
    let lower = gloss.to_ascii_lowercase();
    MAKERS.iter().find_map(|(noun, verb, infinitive)| {
        let behind = lower.strip_suffix(noun).map(|head| gloss[..head.len()].trim());
        let front = lower
            .strip_prefix("the ")
            .unwrap_or(&lower)
            .strip_prefix(noun)
            .and_then(|tail| tail.strip_prefix(" of "))
            .map(|tail| gloss[gloss.len() - tail.len()..].trim());
        let thing =
            behind.or(front).filter(|thing| !thing.is_empty() && words::count(thing) <= 5)?;
        Some(Made { thing, verb, infinitive })
    })
}

/// Whether a gloss is a role rather than a talk's title: `CEO of X`, `from Y`, `@handle`.
pub fn is_role(gloss: &str) -> bool {
    const NOUNS: &[&str] = &[
        "analyst",
        "architect",
        "author",
        "ceo",
        "chair",
        "cofounder",
        "consultant",
        "contributor",
        "creator",
        "cto",
        "designer",
        "developer",
        "director",
        "engineer",
        "evangelist",
        "founder",
        "host",
        "lead",
        "maintainer",
        "manager",
        "moderator",
        "organizer",
        "programmer",
        "president",
        "professor",
        "researcher",
        "scientist",
        "speaker",
        "sre",
        "student",
        "vp",
    ];
    let lower = gloss.trim().to_lowercase();
    if lower.starts_with("from ")
        || lower.starts_with('@')
        || lower.starts_with("at ")
        || lower.starts_with("formerly ")
    {
        return true;
    }
    let words: Vec<&str> =
        lower.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    words.len() <= 7
        && words.iter().enumerate().any(|(at, word)| {
            let last = at + 1 == words.len();
            let followed = words
                .get(at + 1)
                .is_some_and(|next| matches!(*next, "of" | "at" | "for" | "from" | "and"));
            NOUNS.contains(word) && (last || followed)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_titles() {
        for name in ["Ada Lovelace", "Ludwig van Beethoven", "J. R. Hartley", "Conor O'Brien"] {
            assert!(looks_like_person(name), "{name}");
        }
        for title in ["Intro to Rust", "The GIL", "PyPy", "Async in Python 3", "Best Practices"] {
            assert!(!looks_like_person(title), "{title}");
        }
    }

    #[test]
    fn a_role_is_not_a_talk() {
        let made = made("Grove creator").unwrap();
        assert_eq!((made.thing, made.verb), ("Grove", "created"));
        assert!(is_role("CEO of Initech") && is_role("from Stanford"));
        assert!(!is_role("processing crash reports"));
    }
}
