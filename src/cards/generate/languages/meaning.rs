//! Whether the words in front of a separator name a thing, and whether those behind it say what
//! that thing is. "Was versteht man unter X?" is asked of such pairs only: a fact, a measure or
//! an instruction is no answer to it.

use super::lexicon::latin::{self, Latin};
use super::{label, lexicon, without_stop};
use crate::notes::language::Language;
use crate::notes::words;

/// Whether these words can be the name of a thing: no number, no instruction, no clause.
pub(super) fn is_thing(language: Language, term: &str) -> bool {
    let first = term.split_whitespace().next().unwrap_or_default();
    let possessive = matches!(
        &*words::lower(first),
        "mein"
            | "meine"
            | "mon"
            | "ma"
            | "mes"
            | "mi"
            | "mis"
            | "mio"
            | "mia"
            | "meu"
            | "minha"
            | "p/"
    );
    let spoken = first.starts_with(|c: char| !c.is_alphanumeric() && c > '\u{2190}')
        || matches!(term, "all" | "any" | "none");
    if possessive || spoken {
        return false;
    }
    let counted = term.split_whitespace().skip(1).any(|word| label::number(word).is_some());
    let dated = term.split(" (").next().is_some_and(holds_year);
    if is_number(first) || is_roman(term) || counted || dated || ends_in_label(language, term) {
        return false;
    }
    let Some(latin) = latin::of(language) else { return true };
    let lower = |word: &str| words::lower(words::trim_punctuation(word)).into_owned();
    let telling = first.contains(char::is_lowercase) && latin.telling.has(&lower(first));
    !telling && !is_deed(language, latin, term) && !tells(latin, term)
}

/// Whether a text can say what a thing is.
pub(super) fn defines(language: Language, term: &str, text: &str) -> bool {
    const SIGNS: [&str; 7] = [" = ", " → ", " => ", " -> ", " vs ", "!", "?"];
    let text = without_stop(text);
    let measured = text.starts_with(|c: char| c.is_ascii_digit() || "<>≤≥~≈±`".contains(c))
        || is_number(text.split_whitespace().next().unwrap_or_default())
        || label::holds_measure(text.split([',', '(', ';']).next().unwrap_or_default())
        || text.contains(['≤', '≥'])
        || [" - ", " – "].iter().any(|dash| text.matches(dash).count() > 1)
        || text.split_once(": ").is_some_and(|(label, _)| words::count(label) <= 3);
    let bare = lexicon::of(language).without_article(text);
    if measured || SIGNS.iter().any(|sign| text.contains(sign)) {
        return false;
    }
    if language == Language::Russian {
        return !words::lower_cores(text).next().is_some_and(|word| RUSSIAN.has(&word));
    }
    let usual = ["デフォルト", "默认", "預設", "기본값"].iter().any(|word| text.starts_with(word));
    if usual
        || denies(language, text)
        || names_members(language, text)
        || is_enumeration(latin::of(language), text)
    {
        return false;
    }
    let Some(latin) = latin::of(language) else { return true };
    let points = |word: &str| {
        matches!(word, "dabei" | "dafür" | "damit" | "daran" | "darauf" | "davon" | "dazu")
    };
    if language == Language::German && words::lower_cores(text).any(|word| points(&word)) {
        return false;
    }
    if language == Language::German && is_act(term, text) {
        return true;
    }
    let clause = label::outer_split(text, ',').into_iter().next().map_or(text, |part| &text[part]);
    let opening = words::lower_cores(text).next().unwrap_or_default();
    // "es el conjunto …" says what it is as well.
    let behind = text.split_once(' ').map_or("", |(_, behind)| behind);
    let copula = latin.verbs.has(&opening)
        && lexicon::of(language).without_article(behind).len() < behind.len();
    if copula && lexicon::of(language).copulas().iter().any(|c| c.between.trim() == opening) {
        return true;
    }
    let verb = !term.contains(' ') && latin.infinitives.ends(&words::lower(term));
    let advice = !verb && is_advice(language, latin, text);
    if advice || holds_figure(clause.split(" (").next().unwrap_or(clause)) {
        return false;
    }
    let articled = bare.len() < text.len();
    let outside = super::gloss::without_aside(text);
    let long_enough = articled || words::count(outside) >= 3;
    long_enough
        && !latin.telling.has(&opening)
        && !tells(latin, clause)
        && (language != Language::German || is_german_phrase(text))
}

/// Words of Russian that open what tells something of a thing.
const RUSSIAN: latin::Words = latin::Words::new(
    "более, больше, в, для, до, если, из, когда, меньше, можно, на, надо, не, нельзя, нет, нужен, \
     нужна, нужно, нужны, около, от, по, почти, примерно, при, с, там, также, только, тоже, у, \
     чтобы",
);

/// Whether a word is a number, with what may be glued to it: `20`, `1/500`, `f/1.8`.
fn is_number(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0 && (letters == 0 || (letters == 1 && word.contains('/')))
}

/// Whether a term is a measure: a number and its unit.
pub(super) fn is_measure(term: &str) -> bool {
    term.split_whitespace().next().is_some_and(is_number)
}

/// Whether a figure stands in a text that is no year.
fn holds_figure(text: &str) -> bool {
    text.split_whitespace()
        .any(|word| word.starts_with(|c: char| c.is_ascii_digit()) && !holds_year(word))
}

/// Whether a text opens with the infinitive of what is to be done: not with a noun of the same
/// ending, which something is said of.
fn is_advice(language: Language, latin: &Latin, text: &str) -> bool {
    let mut all = words::lower_cores(text);
    let (Some(first), Some(second)) = (all.next(), all.next()) else { return false };
    let romance = matches!(language, Language::Italian | Language::Portuguese | Language::Spanish);
    romance
        && first.chars().count() >= 5
        && latin.infinitives.ends(&first)
        && !latin.of.has(&second)
        && !latin.relatives.has(&second)
}

/// Whether a year stands among the words.
fn holds_year(text: &str) -> bool {
    text.split_whitespace().any(words::is_year)
}

/// Whether a term is nothing but a Roman numeral.
fn is_roman(term: &str) -> bool {
    term.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) && term.len() <= 4
}

/// Whether a term of a script without blanks ends in a label: what is different, good, bad about
/// a thing is none.
fn ends_in_label(language: Language, term: &str) -> bool {
    let unspaced = matches!(
        language,
        Language::Chinese | Language::TraditionalChinese | Language::Japanese | Language::Korean
    );
    unspaced && lexicon::of(language).has_label_behind(term)
}

/// Whether words say what is to be done: an infinitive and its object.
fn is_deed(language: Language, latin: &Latin, term: &str) -> bool {
    let all: Vec<&str> = term.split_whitespace().collect();
    let [first, second, ..] = all.as_slice() else {
        // A thing of German has a capital.
        return language == Language::German
            && !term.contains(|c: char| c.is_uppercase() || !c.is_alphabetic())
            && !words::is_technical(term);
    };
    let small = |word: &str| word.starts_with(char::is_lowercase);
    match language {
        Language::German => {
            let last = all[all.len() - 1];
            let capital = term.contains(char::is_uppercase);
            (small(last) && last.ends_with("en")) || !(capital || term.contains('`'))
        }
        Language::French => {
            let object = lexicon::of(language).without_article(&term[first.len() + 1..]).len();
            first.ends_with("er") && object < term.len() - first.len() - 1
        }
        _ => latin.infinitives.ends(&words::lower(first)) && (small(first) || small(second)),
    }
}

/// Whether a finite verb stands among the words, in front of any that opens a clause of its own.
fn tells(latin: &Latin, words: &str) -> bool {
    let own = words::lower_cores(words).take_while(|word| !latin.relatives.has(word));
    own.skip(1).any(|word| latin.verbs.has(&word))
}

/// "mit Soße überziehen" is what "Nappieren" is.
fn is_act(term: &str, text: &str) -> bool {
    let last = text.split(' ').next_back().unwrap_or_default();
    !term.contains(' ') && term.ends_with("en") && last.ends_with("en") && last.len() > 3
}

/// Whether a text is a row of short items with commas between them.
fn is_enumeration(latin: Option<&Latin>, text: &str) -> bool {
    const FEWEST: usize = 3;
    const MOST_WORDS: usize = 3;
    let parts = label::outer_split(text, ',');
    let short = |part: &std::ops::Range<usize>| {
        let item = &text[part.clone()];
        let first = words::lower_cores(item).next();
        let relative =
            first.is_some_and(|word| latin.is_some_and(|latin| latin.relatives.has(&word)));
        words::count(item) <= MOST_WORDS && !relative
    };
    parts.len() >= FEWEST && parts.iter().take(FEWEST - 1).all(short)
}

/// Whether a text, or what stands behind a comma in it, opens with a denial: what a thing is not
/// is not what it is.
fn denies(language: Language, text: &str) -> bool {
    const DENIALS: [&str; 17] = [
        "aucun", "aucune", "jamais", "kein", "keine", "nada", "ne", "nenhum", "nenhuma", "nessun",
        "nessuna", "nie", "niente", "nunca", "não", "rien", "sans",
    ];
    label::outer_split(text, ',').into_iter().any(|part| {
        let first = words::lower_cores(&text[part.clone()]).next().unwrap_or_default();
        let opens = part.start == 0 || language != Language::German;
        (opens && DENIALS.contains(&&*first))
            || (part.start > 0 && matches!(&*first, "no" | "non" | "nicht"))
    })
}

/// Whether a text names one or two things by their names, in a language whose nouns have no
/// capitals: "Sos Enattos, Mosa-Reno".
fn names_members(language: Language, text: &str) -> bool {
    const MOST_WORDS: usize = 3;
    let parts = label::outer_split(text, ',');
    let name = |part: &std::ops::Range<usize>| {
        let item = text[part.clone()].split(" (").next().unwrap_or_default();
        let mut all = item.split_whitespace();
        words::count(item) <= MOST_WORDS && all.all(|word| word.starts_with(char::is_uppercase))
    };
    language != Language::German && parts.len() >= 2 && parts.iter().take(2).all(name)
}

/// Whether a text opens as a noun of German does, with what stands in front of one: nouns have
/// capitals, and a small word in -t is a verb.
fn is_german_phrase(text: &str) -> bool {
    const EARLY: usize = 5;
    let all: Vec<&str> = text.split_whitespace().take(EARLY).collect();
    let noun =
        |word: &&&str| word.trim_start_matches(['(', '„', '"']).starts_with(char::is_uppercase);
    let Some(at) = all.iter().position(|word| noun(&word)) else { return false };
    let verb = |word: &&&str| {
        word.starts_with(char::is_lowercase) && words::trim_punctuation(word).ends_with('t')
    };
    let opens = all[..at].first().is_some_and(|word| verb(&word));
    let told = at == 0 && all.get(1).is_some_and(|word| verb(&word));
    !(opens || told)
}

/// The items of a text that a plural in front of the separator promises: "crucíferas: col,
/// brócoli, nabo". Only languages whose plurals can be told by their ending.
pub(super) fn members<'t>(language: Language, term: &str, text: &'t str) -> Option<Vec<&'t str>> {
    const FEWEST: usize = 3;
    let latin = latin::of(language)?;
    let bare = lexicon::of(language).without_article(term);
    let head = words::lower(bare.split_whitespace().next()?).into_owned();
    let plural = match language {
        Language::French | Language::Portuguese | Language::Spanish => {
            head.ends_with('s')
                && !["us", "is", "ss", "ps", "rs"].iter().any(|end| head.ends_with(end))
        }
        Language::Italian => head.ends_with('i') && !head.ends_with("si"),
        _ => false,
    };
    if !plural || head.chars().count() < 5 || latin.telling.has(&head) {
        return None;
    }
    label::items(latin, without_stop(text)).filter(|items| items.len() >= FEWEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_numbers_and_clauses_are_no_things() {
        for (language, term) in [
            (Language::German, "Klumpen vermeiden"),
            (Language::German, "weiß"),
            (Language::German, "bei Regen"),
            (Language::Spanish, "doblar el papel"),
            (Language::Portuguese, "precisam de luz"),
            (Language::Italian, "Per cambiare tono"),
            (Language::French, "III"),
            (Language::French, "20 sept"),
            (Language::Japanese, "麹と酵母の違い"),
        ] {
            assert!(!is_thing(language, term), "{term}");
        }
        for (language, term) in [
            (Language::German, "Montieren"),
            (Language::German, "untergärige Hefe"),
            (Language::Spanish, "hora dorada"),
            (Language::French, "mise en place"),
            (Language::Italian, "lievito madre"),
        ] {
            assert!(is_thing(language, term), "{term}");
        }
    }

    #[test]
    fn what_tells_something_of_a_thing_does_not_say_what_it_is() {
        for (language, text) in [
            (Language::German, "speichert nur den Mittelwert"),
            (Language::German, "UPDATE schreibt immer eine neue Zeile"),
            (Language::German, "nur Gleichheit, seit Jahren sicher"),
            (Language::German, "bis zu 20 min, bindet schlechter"),
            (Language::Spanish, "mucha profundidad, paisaje"),
            (Language::French, "si elle échoue, le processus est relancé"),
            (Language::French, "un four strictement neuf rend le pain peu probable"),
            (Language::Italian, "marmo, pietra, legno e bronzo"),
            (Language::Portuguese, "só o tribunal em abstrato"),
            (Language::Russian, "около 90% звёзд"),
            (Language::German, "Sand rieselt, Lehm klebt an der Hand"),
            (Language::Spanish, "barro fino, nunca con agua fría"),
            (Language::Italian, "Monte Alto, Valle Verde, e la costa"),
            (Language::Italian, "niente aria in mezzo"),
            (Language::Portuguese, "forno (o velho quebrou)"),
        ] {
            assert!(!defines(language, "X", text), "{text}");
        }
        for (language, text) in [
            (Language::German, "eiskalte Butterwürfel in die fertige Soße rühren"),
            (Language::Spanish, "la primera hora después de salir el sol"),
            (Language::Spanish, "conjunto de reglas que el modelo debe respetar"),
            (Language::French, "pâte qui est levée deux fois"),
            (Language::Italian, "fungo che fa crescere la pasta"),
            (Language::Russian, "последний элемент, синтез которого даёт энергию"),
        ] {
            assert!(defines(language, "X", text), "{text}");
        }
        assert!(defines(Language::German, "Nappieren", "mit Soße überziehen"));
    }

    #[test]
    fn a_plural_promises_its_members() {
        let count = |language, term, text| members(language, term, text).map(|items| items.len());
        assert_eq!(count(Language::Spanish, "crucíferas", "col, rábano y nabo"), Some(3));
        assert_eq!(count(Language::French, "Les agrumes", "citron, orange, pomelo"), Some(3));
        assert_eq!(count(Language::French, "Virus", "grippe, rhume, zona"), None);
        assert_eq!(count(Language::Italian, "agrumi", "limone, arancia e cedro"), Some(3));
        assert_eq!(count(Language::German, "Zitrusfrüchte", "Zitrone, Orange, Limette"), None);
    }
}
