//! R49: a word of another language and its English, in a list of such: "puxar - to pull".
//!
//! The specification has these as terms, "What is puxar?", and only those whose gloss is four words
//! long; who learns a language writes one word for another.

use super::r08_term::Gloss;
use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Proposal, Scene};
use crate::notes::kinds::Kind;
use crate::notes::words::{self, Class};

/// Pairs that make a list.
const FEWEST: usize = 4;

/// Whether an entry lists words with their English: its headings say so, or two of the meanings
/// are verbs, as in no other list.
pub(super) fn is_list(scene: &Scene<'_>, entry: usize, glosses: &[Option<Gloss>]) -> bool {
    let pairs: Vec<&Gloss> = glosses.iter().flatten().filter(|gloss| is_pair(gloss)).collect();
    if pairs.len() < FEWEST || pairs.len() * 2 < glosses.iter().flatten().count() {
        return false;
    }
    let heading = scene.entry(entry);
    let said = heading.path.iter().chain([&heading.name, &scene.note.title]);
    let verbs = pairs.iter().filter(|gloss| means_a_verb(&gloss.text)).count();
    verbs >= 2 || said.into_iter().any(|name| says_language(name))
}

/// "What does WORD mean?", and offered the other way round; true where the block is a pair.
pub(super) fn apply(scene: &mut Scene<'_>, (entry, index): (usize, usize), gloss: &Gloss) -> bool {
    const SURE: u32 = 80;
    const OFFERED: u32 = 70;
    if !is_pair(gloss) {
        return false;
    }
    let lines = scene.block(index).lines.clone();
    let (word, meaning) = (gloss.term.as_str(), grammar::without_stop(&gloss.text));
    // A remark on the word is no part of what is to be said.
    let said = grammar::without_aside(meaning).split([',', ';']).next().unwrap_or(meaning);
    let ways = [
        ("translation", SURE, format!("What does \u{201c}{word}\u{201d} mean?"), meaning),
        ("translation_rev", OFFERED, format!("How do you say \u{201c}{said}\u{201d}?"), word),
    ];
    for (order, (kind, confidence, question, answer)) in (0..).zip(ways) {
        let words = (question, answer.to_owned());
        let card = Proposal {
            entity: word.to_owned(),
            entity_kind: Kind::Term,
            fact: format!("{word} {meaning}"),
            under: scene.parents(index),
            order: (lines.first(), order),
            ..scene.card(entry, lines.clone(), ("R49", kind, confidence), words)
        };
        scene.proposals.push(card);
    }
    true
}

/// Whether one side can be a word of another language, and the other its English.
fn is_pair(gloss: &Gloss) -> bool {
    const MOST_WORDS: usize = 3;
    const MOST_MEANING: usize = 7;
    let plain = |text: &str| !text.contains(['`', '=', '/', '\u{2192}', '$', '"']);
    let foreign = gloss.term.split_whitespace().any(words::is_rare)
        && !gloss.term.split_whitespace().any(words::is_technical);
    let outside = grammar::without_aside(&gloss.text);
    let (mut all, mut known) = (0, 0);
    for word in words::lower_cores(outside) {
        all += 1;
        known += usize::from(words::is_common(&word) || words::is_stop(&word));
    }
    (1..=MOST_WORDS).contains(&words::count(&gloss.term))
        && (1..=MOST_MEANING).contains(&words::count(outside))
        && foreign
        && known * 10 >= all * 7
        && plain(&gloss.term)
        && plain(outside)
        && gloss.term.chars().all(|c| !c.is_ascii_digit())
}

/// "to pull".
fn means_a_verb(meaning: &str) -> bool {
    let mut all = words::lower_cores(meaning);
    all.next().is_some_and(|first| first == "to")
        && all.next().is_some_and(|verb| grammar::is_base_form(&verb))
}

/// Whether a heading names a language, or a list of words.
fn says_language(name: &str) -> bool {
    static LANGUAGES: Class = Class::of(&[
        "arabic",
        "catalan",
        "chinese",
        "czech",
        "danish",
        "dutch",
        "finnish",
        "french",
        "german",
        "greek",
        "hebrew",
        "hindi",
        "hungarian",
        "irish",
        "italian",
        "japanese",
        "korean",
        "latin",
        "mandarin",
        "norwegian",
        "polish",
        "portuguese",
        "russian",
        "spanish",
        "swedish",
        "turkish",
        "ukrainian",
        "vietnamese",
        "vocab",
        "vocabulary",
        "welsh",
    ]);
    let lower = name.to_lowercase();
    lower.contains("false friends") || words::lower_cores(&lower).any(|word| LANGUAGES.holds(&word))
}
