//! R28: a gap in a sentence that no other rule reads.
//!
//! About one in three is worth keeping, so these are made only on request and never go into
//! the deck by themselves.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::scene::Scene;
use crate::cards::generate::statement::Statement;
use crate::notes::words;

/// Whether a word is one that a gap may hide.
type Fits<'a> = &'a dyn Fn(&str) -> bool;

/// One gap: on the name of a known thing, a technical token, or a capitalised word.
pub(super) fn apply(scene: &Scene<'_>, s: &Statement) -> Option<Finding> {
    let opening = s.word(0);
    let unfit = grammar::is_pronoun(opening)
        || grammar::is_first_person(s.text)
        || words::content(s.text).len() < 5
        || words::count(s.text) > 30;
    if unfit {
        return None;
    }
    let known = |word: &str| scene.entities.get(word).is_some();
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let choices: [(Fits<'_>, u32); 3] = [(&known, 68), (&words::is_technical, 62), (&capital, 55)];
    let front = s.subject.as_ref().map_or_else(|| s.voice(), |name| format!("{name}: "));
    choices.into_iter().find_map(|(fits, confidence)| {
        let token = s.tokens.iter().skip(1).find(|token| {
            let word = &s.text[token.start..token.end];
            let once = s.tokens.iter().filter(|other| other.lower == token.lower).count() == 1;
            once && !words::is_stop(&token.lower)
                && fits(word)
                && !front.to_lowercase().contains(&*token.lower)
        })?;
        s.cloze("R28", confidence, (token.start, token.end), &front).map(Finding::card)
    })
}
