//! Sentences that explain: why something is so (R19), and what is meant by a word (R25).

use super::lexicon::latin::{self, Latin, Meant};
use super::phrases::{Explained, ask_for};
use super::{Spot, lexicon, without_stop};
use crate::cards::generate::scene::Scene;
use crate::notes::language::Language;
use crate::notes::words;
use std::ops::Range;

/// Asks for the reason that a sentence gives, or for what it says is meant.
pub(super) fn apply(
    scene: &mut Scene<'_>,
    spot: Spot,
    (body, range): (&str, Range<usize>),
) -> bool {
    const REASON: u32 = 78;
    const MEANT: u32 = 80;
    let sentence = without_stop(&body[range.clone()]);
    let Some(latin) = latin::of(spot.language) else { return false };
    if sentence.contains(['?', ':', ';', '→']) || !sentence.starts_with(char::is_alphanumeric) {
        return false;
    }
    let meant = meant(spot.language, latin, sentence).map(|told| (("R25", "def_fwd", MEANT), told));
    let reason = || Some((("R19", "cause", REASON), reason(spot.language, latin, sentence)?));
    let Some((rule, (question, answer))) = meant.or_else(reason) else { return false };
    let lines = spot.lines_of(scene, &range);
    let mut card = spot.card(scene, rule, (question, answer), lines);
    sentence.clone_into(&mut card.fact);
    scene.proposals.push(card);
    true
}

/// "By X is meant Y": the question for X, and Y.
fn meant<'t>(language: Language, latin: &Latin, sentence: &'t str) -> Option<(String, &'t str)> {
    const MOST_WORDS: usize = 5;
    const FEWEST_WORDS: usize = 3;
    let told = |form: &Meant| {
        let behind = sentence.strip_prefix(form.opening)?;
        let at = behind.find(form.verb)?;
        let (name, text) = (&behind[..at], &behind[at + form.verb.len() - form.article.len()..]);
        let sure = !form.calls || !holds_article(language, name);
        let fits = (1..=MOST_WORDS).contains(&words::count(name)) && !name.contains(',');
        let whole = fits && sure && words::count(text) >= FEWEST_WORDS;
        let asked = if form.calls { Explained::Called(name) } else { Explained::Meant(name) };
        Some((ask_for(language, asked)?, text)).filter(|_| whole)
    };
    latin.meant.iter().find_map(told)
}

/// Whether an article stands among these words: then what is called so may begin there.
fn holds_article(language: Language, name: &str) -> bool {
    let articles = lexicon::of(language).articles;
    name.split_whitespace().any(|word| articles.iter().any(|article| article.trim_end() == word))
}

/// "X is Y because Z": why X is Y, and the clause of the reason.
fn reason<'t>(language: Language, latin: &Latin, sentence: &'t str) -> Option<(String, &'t str)> {
    const FEWEST_WORDS: usize = 3;
    const MOST_WORDS: usize = 20;
    let at = latin.because.iter().find_map(|because| sentence.find(because))?;
    let (fact, because) = (&sentence[..at], sentence[at..].trim_start_matches([',', ' ']));
    let last = words::lower_cores(fact).last()?;
    let limited = latin.limits.has(&last);
    let aim = words::lower_cores(because).take(6).any(|word| latin.aims.has(&word));
    let sizes = [words::count(fact), words::count(because)];
    let fits = sizes.iter().all(|size| (FEWEST_WORDS..=MOST_WORDS).contains(size));
    if limited || aim || !fits || lexicon::of(language).opens_pointing(language, fact) {
        return None;
    }
    let clause = match language {
        Language::German => turned(fact)?,
        _ => opened(language, fact)?,
    };
    Some((ask_for(language, Explained::Why(&clause))?, because))
}

/// A German clause with its verb in front, as questions have it: "ist die Hefe ein Pilz".
fn turned(fact: &str) -> Option<String> {
    const VERBS: [&str; 4] = [" ist ", " sind ", " war ", " waren "];
    let (at, verb) = VERBS.iter().filter_map(|verb| Some((fact.find(verb)?, verb))).min()?;
    let (subject, rest) = (&fact[..at], &fact[at + verb.len()..]);
    let subject = match lexicon::of(Language::German).without_article(subject) {
        bare if bare.len() < subject.len() => lower_first(subject),
        // A noun or a name of one word has its capital anywhere.
        _ if words::count(subject) == 1 => subject.to_owned(),
        _ => return None,
    };
    (!subject.contains(',')).then(|| format!("{} {subject} {rest}", verb.trim()))
}

/// A clause that opens with an article, as it stands inside of a sentence.
fn opened(language: Language, fact: &str) -> Option<String> {
    let bare = lexicon::of(language).without_article(fact);
    (bare.len() < fact.len()).then(|| lower_first(fact))
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: Language, sentence: &str, expected: Option<(&str, &str)>) {
        let latin = latin::of(language).unwrap();
        let found = meant(language, latin, sentence).or_else(|| reason(language, latin, sentence));
        let found = found.as_ref().map(|(question, answer)| (question.as_str(), *answer));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_german_reason_is_asked_for_with_the_verb_in_front() {
        check(
            Language::German,
            "Die Maische ist dickflüssig, weil das Malz viel Stärke enthält",
            Some(("Warum ist die Maische dickflüssig?", "weil das Malz viel Stärke enthält")),
        );
        check(Language::German, "Das ist schon gut, weil es allen schmeckt", None);
        check(Language::German, "Das Bier ist trüb, aber nicht, weil es alt ist", None);
        check(Language::German, "Trübe Biere sind beliebt, weil sie vollmundig schmecken", None);
    }

    #[test]
    fn a_reason_in_other_languages_is_asked_for_in_the_order_of_its_sentence() {
        check(
            Language::Italian,
            "L’impasto riposa una notte perché il lievito lavora piano",
            Some(("Perché l’impasto riposa una notte?", "perché il lievito lavora piano")),
        );
        check(Language::Italian, "L’impasto si copre bene perché non si secchi o sia duro", None);
        check(
            Language::French,
            "La pâte repose une nuit parce que la levure travaille lentement",
            Some((
                "Pourquoi est-ce que la pâte repose une nuit\u{a0}?",
                "parce que la levure travaille lentement",
            )),
        );
        check(Language::Spanish, "El pan se enfría solo porque nadie lo guarda en casa", None);
    }

    #[test]
    fn what_is_meant_is_asked_for_in_the_words_of_the_sentence() {
        check(
            Language::German,
            "Unter kalter Gärung versteht man eine Gärung im Kühlraum",
            Some(("Was versteht man unter kalter Gärung?", "eine Gärung im Kühlraum")),
        );
        check(
            Language::German,
            "Als Trester bezeichnet man die Reste der Trauben nach dem Pressen",
            Some(("Was bezeichnet man als Trester?", "die Reste der Trauben nach dem Pressen")),
        );
        check(
            Language::Spanish,
            "Por levadura madre se entiende una masa que fermenta desde hace días",
            Some(("¿Qué se entiende por levadura madre?", "una masa que fermenta desde hace días")),
        );
    }
}
