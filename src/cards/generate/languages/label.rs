//! What stands in front of a separator, where it is no term: a chore, a remark, the promise of a
//! list, two things that are told apart, a proper name. And what stands behind it, where that
//! defines nothing: a date, a quantity, a purpose, how it mostly is.

use super::lexicon::latin::{self, Latin, Words};
use super::{Ask, without_stop};
use crate::notes::language::Language;
use crate::notes::{person, words};
use std::ops::Range;

/// What the words in front of a separator are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Who teaches, where and when, what is to be done: nothing to ask.
    Chore,
    /// A remark on what was said before.
    Remark,
    /// Something that can be asked for.
    Term,
}

/// Labels about the lecture, not of its subject, in languages that are in other letters.
const CHORES: [&str; 36] = [
    "作业",
    "主讲",
    "时间",
    "地点",
    "待办",
    "讲师",
    "讲者",
    "回去要做",
    "日期",
    "时长",
    "場所",
    "日時",
    "参加",
    "参加者",
    "宿題",
    "会場",
    "発表",
    "発表者",
    "講師",
    "장소",
    "시간",
    "일시",
    "발표자",
    "숙제",
    "강사",
    "дата",
    "Дата",
    "Место",
    "место",
    "Демка",
    "Демо",
    "Домашка",
    "Ответ",
    "Вопрос",
    "回答",
    "答",
];

/// "Talk A", "Vortrag 2": one of several, by its letter or number.
fn is_numbered_talk(label: &str) -> bool {
    label.split_once(' ').is_some_and(|(talk, number)| {
        crate::notes::talk::says_talk(talk)
            && (number.chars().count() == 1 || number.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// Tells chores and remarks from terms.
pub(super) fn kind(language: Language, label: &str) -> Label {
    let Some(latin) = latin::of(language) else {
        let chore = CHORES.contains(&label.trim()) || is_numbered_talk(label);
        return if chore { Label::Chore } else { Label::Term };
    };
    let whole = words::norm(label);
    let mut all = whole.split(' ');
    let first = all.next().unwrap_or_default();
    let second = all.next();
    let infinitive = |word: &str| latin.infinitives.ends(word);
    let task = latin.tasks.has(first) && second.is_some_and(infinitive);
    match () {
        () if task || latin.chores.has(first) || is_numbered_talk(label) => Label::Chore,
        () if latin.chores_alone.has(&whole) => Label::Chore,
        () if latin.remarks.has(first) || matches!(first, "demo" | "démo") => Label::Remark,
        () => Label::Term,
    }
}

/// Whether a label names what follows from the line before, not from what stands above.
pub(super) fn is_result(language: Language, label: &str) -> bool {
    latin::of(language).is_some_and(|latin| latin.results.has(&words::norm(label)))
}

/// The items behind a label that promises several things of a kind: "types of tissue".
pub(super) fn listed<'t>(language: Language, label: &str, text: &'t str) -> Option<Vec<&'t str>> {
    const MOST_WORDS: usize = 9;
    const FEWEST: usize = 3;
    let latin = latin::of(language)?;
    let promised = promise(language, label).filter(|_| words::count(label) <= MOST_WORDS)?;
    let items = items(latin, without_stop(text))?;
    let fits = match promised {
        Promise::Several => items.len() >= FEWEST,
        Promise::Exactly(count) => items.len() == count,
    };
    fits.then_some(items)
}

/// "The four seasons are A, B, C and D": the subject, and the items.
pub(super) fn counted_sentence(language: Language, sentence: &str) -> Option<(&str, Vec<&str>)> {
    const VERBS: [&str; 5] = [" sind ", " sont ", " son ", " sono ", " são "];
    latin::of(language)?;
    let (subject, text) = VERBS.iter().find_map(|verb| sentence.split_once(verb))?;
    let counts = matches!(promise(language, subject), Some(Promise::Exactly(_)));
    let items = listed(language, subject, text).filter(|_| counts)?;
    Some((subject, items))
}

/// Whether a label promises a list, which defines nothing, however it is written.
pub(super) fn is_promise(language: Language, label: &str, text: &str) -> bool {
    let Some(latin) = latin::of(language) else { return false };
    // "chemical elements" may be a term.
    let several = || items(latin, without_stop(text)).is_some();
    promise(language, label).is_some() && (words::count(label) > 2 || several())
}

/// How many things a label promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Promise {
    /// More than one.
    Several,
    /// So many.
    Exactly(usize),
}

/// What a label promises, if it names things of a kind, or counts them.
pub(super) fn promise(language: Language, label: &str) -> Option<Promise> {
    const THERE: [&str; 8] =
        ["Es gibt ", "Il y a ", "Il existe ", "Hay ", "Existen ", "Ci sono ", "Há ", "Existem "];
    let latin = latin::of(language)?;
    let label = THERE.iter().find_map(|there| label.strip_prefix(there)).unwrap_or(label);
    let bare = super::lexicon::of(language).without_article(label);
    let mut rest = bare.split_whitespace().peekable();
    if let Some(count) = rest.peek().and_then(|word| number(word)) {
        rest.next();
        // "2 cm" counts no things.
        return rest.next().is_some_and(is_noun).then_some(Promise::Exactly(count));
    }
    let pieces: Vec<_> = words::pieces(bare).map(words::lower).collect();
    let head = pieces.iter().take(2).position(|word| latin.kinds.has(word))?;
    let of = |word: &str| {
        let elided = word.split_once('\'').map_or(word, |(of, _)| of);
        latin.of.has(elided)
    };
    // An adjective may stand behind the noun, in front of what it is of.
    let closed = pieces[head + 1..].iter().take(2).any(|word| of(word));
    (closed || pieces.len() <= head + 2).then_some(Promise::Several)
}

fn is_noun(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() >= 4
}

/// The number that a word is, from two on.
pub(super) fn number(word: &str) -> Option<usize> {
    const NUMBERS: [&[&str]; 5] = [
        &["zwei", "deux", "dos", "due", "dois", "duas", "два", "две"],
        &["drei", "trois", "tres", "tre", "três", "три"],
        &["vier", "quatre", "cuatro", "quattro", "quatro", "четыре"],
        &["fünf", "cinq", "cinco", "cinque", "пять"],
        &["sechs", "six", "seis", "sei", "шесть"],
    ];
    let lower = words::lower(word);
    let spelt = NUMBERS.iter().position(|words| words.contains(&&*lower)).map(|at| at + 2);
    spelt.or_else(|| word.parse().ok().filter(|count| (2..=9).contains(count)))
}

/// The items of a list in one line: short, and nothing but names.
pub(super) fn items<'t>(latin: &Latin, text: &'t str) -> Option<Vec<&'t str>> {
    const ITEM_WORDS: usize = 6;
    const MOST_WORDS: usize = 14;
    const MOST: usize = 6;
    let mut items: Vec<&str> = outer_split(text, ',').into_iter().map(|part| &text[part]).collect();
    let last = items.pop()?;
    // "si classificano per …" says how.
    let pronoun = ["se ", "si ", "s'", "s’", "sich "].iter().any(|word| text.starts_with(word));
    if pronoun {
        return None;
    }
    let joined = latin.and.all().find_map(|and| last.split_once(&format!(" {and} ")));
    match joined.filter(|_| !items.is_empty()) {
        Some((one, other)) => items.extend([one.trim(), other.trim()]),
        None => items.push(last),
    }
    let plain = |item: &&str| {
        // What stands in parentheses is said of the item.
        let outside = item.split(" (").next().unwrap_or(item);
        (1..=ITEM_WORDS).contains(&words::count(outside))
            && words::count(item) <= MOST_WORDS
            && !item.contains([';', ':', '.', '?', '→', '='])
            && !item.split(' ').next().is_some_and(|word| latin.but.has(word))
    };
    ((2..=MOST).contains(&items.len()) && items.iter().all(plain)).then_some(items)
}

/// The parts of a text between marks outside of parentheses, without the blanks around them.
pub(super) fn outer_split(text: &str, mark: char) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut depth = 0_usize;
    for (at, sign) in text.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if sign == mark && depth == 0 && text[at + 1..].starts_with(' ') => {
                parts.push(from..at);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(from..text.len());
    let trimmed = |part: Range<usize>| {
        let piece = &text[part.clone()];
        let start = part.start + piece.len() - piece.trim_start().len();
        start..start + piece.trim().len()
    };
    parts.into_iter().map(trimmed).collect()
}

/// The text up to a semicolon: what stands behind it is said of something else.
pub(super) fn first_clause(text: &str) -> &str {
    let clause = outer_split(text, ';').into_iter().next().map_or(text, |part| &text[part]);
    // Years behind a full stop are a sentence of their own.
    let ends = |at: &usize| {
        let word = clause[..*at].rsplit(' ').next().unwrap_or_default();
        let next = clause[at + 2..].split_whitespace().next().unwrap_or_default();
        words::count(word) == 1 && word.chars().count() >= 4 && is_year(next)
    };
    let mut stops = clause.match_indices(". ").map(|(at, _)| at);
    stops.find(ends).map_or(clause, |at| &clause[..at])
}

/// Whether a word is a year, or opens with one: "1520-30".
fn is_year(word: &str) -> bool {
    let digits = word.split(['-', '–', '/', ',']).next().unwrap_or(word);
    words::is_year(digits)
}

/// The two things that a label sets against each other.
pub(super) fn versus(label: &str) -> Option<(&str, &str)> {
    const MARKS: [&str; 4] = [" vs ", " vs. ", " ≠ ", " versus "];
    let (one, other) = MARKS.iter().find_map(|mark| label.split_once(mark))?;
    Some((one.trim(), other.trim()))
}

/// Whether a text speaks of both things, by all of their words.
pub(super) fn tells_apart(text: &str, (one, other): (&str, &str)) -> bool {
    let text = format!(" {} ", words::norm(text));
    let holds = |word: &str| text.contains(word);
    let told = |name: &str| words::norm(name).split(' ').all(holds);
    told(one) && told(other)
}

/// Whether a label is the name of one person, place, work or event. Only languages in which
/// nouns have no capitals tell.
pub(super) fn is_proper(language: Language, label: &str) -> bool {
    let Some(latin) = latin::of(language).filter(|_| language != Language::German) else {
        return false;
    };
    let bare = label.split(" (").next().unwrap_or(label);
    let mut all = bare.split_whitespace();
    let idea = all.next().is_some_and(|head| latin.ideas.has(&words::lower(head)));
    let mut joined = false;
    let named = all.any(|word| {
        let inner = word.rsplit(['\'', '’']).next().unwrap_or(word);
        joined |= inner.starts_with(char::is_lowercase);
        inner.starts_with(char::is_uppercase) && !words::is_technical(inner) && joined
    });
    !idea && (named || person::is_likely_person(bare))
}

/// Whether the subject of "X is a Y", with its article, is a country, a town, a person.
pub(super) fn is_of_one(language: Language, subject: &str, predicate: &str) -> bool {
    let Some(latin) = latin::of(language) else { return false };
    let name = super::lexicon::of(language).without_article(subject);
    let capital = name.starts_with(char::is_uppercase) && !words::is_technical(name);
    let articled = name.len() < subject.len();
    let told = match language {
        Language::German if articled => return false,
        // Portuguese puts its article in front of any name.
        Language::German | Language::Portuguese => false,
        _ => articled,
    };
    capital && (told || holds_early(latin.places, predicate) || holds_early(latin.roles, predicate))
}

/// Whether one of the first words of a text is in a class.
fn holds_early(class: Words, text: &str) -> bool {
    const FIRST: usize = 3;
    words::lower_cores(text).take(FIRST).any(|word| class.has(&word))
}

/// How to ask for what stands behind a separator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value<'t> {
    /// It says what the thing is.
    Meaning,
    /// A day or a year, in these words.
    When(&'t str),
    /// A quantity.
    Quantity,
    /// What it is for.
    Purpose,
    /// Who a person is.
    Who,
    /// Nothing that can be asked for.
    Nothing,
}

impl<'t> Value<'t> {
    /// What a text says of a label.
    pub(super) fn of(language: Language, label: &str, text: &'t str) -> Self {
        let Some(latin) = latin::of(language) else { return Self::Meaning };
        let lower = format!("{} ", words::lower(text));
        let mostly = || {
            latin.mostly.all().any(|opening| {
                lower.strip_prefix(opening).is_some_and(|rest| rest.starts_with(' '))
            })
        };
        if let Some(date) = date(latin, text).filter(|_| words::count(label) > 1) {
            return Self::When(date);
        }
        let capital = label.starts_with(char::is_uppercase);
        match () {
            () if mostly() || turns(latin, &lower) || refers(&lower) => Self::Nothing,
            () if is_deed(latin, &lower) => Self::Nothing,
            () if is_quantity(text) && is_one(text) => Self::Quantity,
            () if is_quantity(text) => Self::Nothing,
            () if is_purpose(latin, &lower) => Self::Purpose,
            () if capital && is_role(language, latin, text) => Self::Who,
            () => Self::Meaning,
        }
    }

    /// The question for it, and whether it is one of its own.
    pub(super) const fn question(self, label: &str) -> Option<Ask<'_>> {
        match self {
            Self::When(_) => Some(Ask::When(label)),
            Self::Quantity => Some(Ask::Value(label)),
            Self::Purpose => Some(Ask::Purpose(label)),
            Self::Who => Some(Ask::Who(label)),
            Self::Meaning | Self::Nothing => None,
        }
    }
}

/// Whether a text is a word or two and then turns: "slow, but".
fn turns(latin: &Latin, lower: &str) -> bool {
    const MOST_WORDS: usize = 2;
    let Some((head, rest)) = lower.split_once(", ") else { return false };
    let turn = rest.split_whitespace().next().is_some_and(|word| latin.but.has(word));
    turn && words::count(head) <= MOST_WORDS
}

/// Whether a text opens with a participle and who the deed is by: "signed by".
fn is_deed(latin: &Latin, lower: &str) -> bool {
    let mut all = lower.split_whitespace();
    let done = |word: &str| latin.participles.ends(word);
    all.next().is_some_and(done) && all.next().is_some_and(|word| latin.by.has(word))
}

/// Whether a text opens by saying what something is for.
fn is_purpose(latin: &Latin, lower: &str) -> bool {
    // "for ever", "by the hour": only the infinitive tells, but where the word itself does.
    const TELLING: [&str; 2] = ["für", "para"];
    let Some((first, rest)) = lower.split_once(' ') else { return false };
    let second = rest.split_whitespace().next().unwrap_or_default();
    let infinitive = latin.infinitives.ends(second);
    let counted = second.starts_with(|c: char| c.is_ascii_digit());
    latin.purposes.has(first) && !counted && (infinitive || TELLING.contains(&first))
}

/// Whether one of the parts of a text opens with what somebody is, behind no more than an article
/// or, in German, an adjective.
fn is_role(language: Language, latin: &Latin, text: &str) -> bool {
    let role = |word: &str| latin.roles.has(&words::lower(words::trim_punctuation(word)));
    outer_split(text, ',').into_iter().any(|part| {
        let bare = super::lexicon::of(language).without_article(&text[part]);
        let mut all = bare.split_whitespace();
        let first = all.next().unwrap_or_default();
        let adjective = language == Language::German && first.starts_with(char::is_lowercase);
        role(first) || (adjective && all.next().is_some_and(role))
    })
}

/// Whether a text opens with a place to read.
fn refers(lower: &str) -> bool {
    const MARKS: [&str; 9] = ["abs.", "art.", "cap.", "chap.", "kap.", "p.", "pag.", "pág.", "s."];
    let mut all = lower.split_whitespace();
    let mark = all.next().is_some_and(|word| MARKS.contains(&word));
    mark && all.next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// The day or the year that a text opens with.
fn date<'t>(latin: &Latin, text: &'t str) -> Option<&'t str> {
    let date = without_stop(&text[outer_split(text, ',').into_iter().next()?]);
    let mut all = date.split_whitespace();
    let first = all.next()?;
    let day = || first.trim_end_matches(['.', 'º', '°', 'r', 'e']).parse::<u8>().is_ok();
    let month = || words::lower_cores(date).any(|word| latin.months.has(&word));
    let short = words::count(date) <= 5 && date.split_whitespace().last().is_some_and(is_year);
    let alone = is_year(first) && all.next().is_none_or(|word| matches!(word, "-" | "–"));
    (alone || (short && day() && month())).then_some(date)
}

/// Whether a quantity has no more beside it than a few words.
fn is_one(text: &str) -> bool {
    const MOST_WORDS: usize = 9;
    let outside = text.split(" (").next().unwrap_or(text);
    words::count(outside) <= MOST_WORDS && outer_split(outside, ',').len() == 1
}

/// Whether a measure stands in a text: a number, and its unit behind it.
pub(super) fn holds_measure(text: &str) -> bool {
    let all: Vec<&str> = text.split_whitespace().collect();
    all.windows(2).any(|two| is_quantity(&two.join(" ")))
        || all.iter().any(|word| is_quantity(word))
}

/// Whether a text opens with a quantity: a number and its unit, or about so many.
fn is_quantity(text: &str) -> bool {
    const ABOUT: [&str; 9] =
        ["~", "≈", "aprox. ", "ca. ", "ca ", "cerca de ", "circa ", "env. ", "environ "];
    const UNITS: [&str; 18] = [
        "%", "GB", "GiB", "Hz", "kB", "KB", "MB", "MHz", "TB", "°C", "bar", "cm", "g", "kg", "km",
        "m", "mm", "ms",
    ];
    let about = ABOUT.iter().find_map(|about| text.strip_prefix(about));
    let bare = about.unwrap_or(text).trim_start();
    let mut all = bare.split_whitespace();
    let first = all.next().unwrap_or_default();
    let digits = first.trim_end_matches(|c: char| !c.is_ascii_digit());
    let number = first.starts_with(|c: char| c.is_ascii_digit());
    let unit = first[digits.len()..].trim_end_matches([',', ';', '.']);
    let unit = if unit.is_empty() { all.next().unwrap_or_default() } else { unit };
    number && (about.is_some() || UNITS.contains(&unit.trim_end_matches([',', ';', '.'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chores_and_remarks_are_no_terms() {
        let kinds = [
            (Language::German, "Dozentin", Label::Chore),
            (Language::German, "Raum", Label::Chore),
            (Language::German, "Raum-Zeit", Label::Term),
            (Language::German, "Hinweis zur Klausur", Label::Remark),
            (Language::French, "à relire", Label::Chore),
            (Language::French, "à droite", Label::Term),
            (Language::Italian, "da finire", Label::Chore),
            (Language::Italian, "Esempio", Label::Remark),
            (Language::Spanish, "Ojo", Label::Remark),
            (Language::Portuguese, "Local storage", Label::Term),
            (Language::Russian, "prof", Label::Term),
        ];
        for (language, label, expected) in kinds {
            assert_eq!(kind(language, label), expected, "{label}");
        }
    }

    #[test]
    fn the_plural_of_a_kind_promises_its_things() {
        let count = |language, label, text| listed(language, label, text).map(|items| items.len());
        assert_eq!(count(Language::German, "Arten von Brot", "Weizen, Roggen, Dinkel"), Some(3));
        assert_eq!(count(Language::French, "Les deux rives", "la gauche et la droite"), None);
        assert_eq!(count(Language::Italian, "Le tre fasi", "impasto, riposo e cottura"), Some(3));
        assert_eq!(count(Language::Spanish, "Los cuatro gases", "a1, b1, c1"), None);
        assert_eq!(count(Language::Spanish, "Factores del suelo", "agua, luz, aire"), None);
        assert_eq!(count(Language::German, "Zwei cm", "kurz, lang"), None);
    }

    #[test]
    fn what_is_no_meaning_is_asked_for_as_what_it_is() {
        let of = |label, text| Value::of(Language::Italian, label, text);
        assert_eq!(of("Pace di Cateau-Cambrésis", "1559, dopo la guerra"), Value::When("1559"));
        assert_eq!(of("Presa di Roma", "20 settembre 1870"), Value::When("20 settembre 1870"));
        assert_eq!(of("umidità", "ca. 60 % in cantina"), Value::Quantity);
        assert_eq!(of("telaio", "per tessere la lana"), Value::Purpose);
        assert_eq!(of("lievito", "quasi sempre fresco"), Value::Nothing);
        assert_eq!(of("forno", "lento, ma economico"), Value::Nothing);
        assert_eq!(of("Galvani", "inventore di Bologna"), Value::Who);
        assert_eq!(of("lievito", "fungo che fa crescere la pasta"), Value::Meaning);
    }

    #[test]
    fn names_of_one_are_told_from_names_of_ideas() {
        let proper = |label| is_proper(Language::Italian, label);
        assert!(proper("Sacco di Roma") && proper("Presa della Bastiglia"));
        assert!(!proper("Teorema di Pitagora") && !proper("modello OSI") && !proper("fungo"));
        assert!(!is_proper(Language::German, "Zusammenhang der Teile"));
    }
}
