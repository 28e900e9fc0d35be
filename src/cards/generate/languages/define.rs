//! R25: what a thing is, from "X is a Y" in the language's own form.

use super::gloss::without_aside;
use super::lexicon::{self, Copula};
use super::{Spot, label, without_stop};
use crate::cards::generate::scene::Scene;
use crate::notes::language::Language;
use crate::notes::words;
use std::ops::Range;

/// Defines the subject of a sentence, or the heading where the sentence opens with the verb.
pub(super) fn apply(
    scene: &mut Scene<'_>,
    spot: Spot,
    (body, range): (&str, Range<usize>),
) -> bool {
    const SURE: u32 = 80;
    const DOUBTFUL: u32 = 60;
    let sentence = without_stop(&body[range.clone()]);
    if sentence.ends_with(['?', '？', '؟']) {
        return false;
    }
    let copulas = lexicon::of(spot.language).copulas();
    let told = copulas.iter().find_map(|copula| told(spot.language, copula, sentence));
    let found = told.map(|(name, text)| (name.to_owned(), text)).or_else(|| {
        if range.start > 0 || !is_first(scene, spot) {
            return None;
        }
        let text = copulas.iter().find_map(|copula| opened(copula, sentence))?;
        let (name, nested) = spot.above(scene)?;
        (nested || words::count(&name) <= 4).then_some((name, text))
    });
    let Some((name, text)) = found else { return false };
    let doubtful = lexicon::of(spot.language).is_doubtful(spot.language, sentence);
    let confidence = if doubtful { DOUBTFUL } else { SURE };
    let lines = spot.lines_of(scene, &range);
    spot.define(scene, ("R25", confidence), (&name, text), &lines);
    true
}

/// Whether a block is the first under its bullet, or else under its heading.
fn is_first(scene: &Scene<'_>, spot: Spot) -> bool {
    let siblings = match scene.block(spot.index).parent {
        Some(parent) => scene.children(parent),
        None => scene.entry(spot.entry).blocks.as_slice(),
    };
    siblings.first() == Some(&spot.index)
}

/// The subject and what it is.
fn told<'t>(language: Language, copula: &Copula, sentence: &'t str) -> Option<(&'t str, &'t str)> {
    let words = lexicon::of(language);
    let at = sentence.find(copula.between)?;
    let (before, behind) = (&sentence[..at], &sentence[at + copula.between.len()..]);
    let name = without_aside(words.without_article(before.trim()));
    let text = predicate(copula, behind).filter(|text| !words.is_idiom(text))?;
    if label::is_of_one(language, before.trim(), text) {
        return None;
    }
    let korean = language != Language::Korean
        || (lexicon::fits_particle(before, copula.between) && !is_korean_clause(before));
    let chore = label::kind(language, name) == label::Label::Chore;
    let fits = korean && words.is_name(language, name) && !words.is_label(name) && !chore;
    fits.then_some((name, text))
}

/// What a sentence that opens with the verb says of what stands above it.
fn opened<'t>(copula: &Copula, sentence: &'t str) -> Option<&'t str> {
    let verb = copula.between.strip_prefix(' ')?.trim_start_matches(['—', '–', '-', ' ']);
    let length = verb.chars().count();
    let head: String = sentence.chars().take(length).collect();
    let opens = head.to_lowercase() == verb && !copula.openings.is_empty();
    opens.then(|| predicate(copula, &sentence[head.len()..])).flatten()
}

/// What stands behind the verb, if it can say what a thing is.
fn predicate<'t>(copula: &Copula, behind: &'t str) -> Option<&'t str> {
    const FEWEST_WORDS: usize = 3;
    let opens = |opening: &&str| behind.starts_with(*opening);
    if !(copula.openings.is_empty() || copula.openings.iter().any(opens)) {
        return None;
    }
    let text = match copula.closings {
        [] => behind,
        closings => closings.iter().find_map(|closing| behind.strip_suffix(closing))?,
    };
    let text = label::first_clause(text.trim());
    (words::count(text) >= FEWEST_WORDS).then_some(text)
}

/// Whether a verb stands where a subject should: "사용하는 언어는".
fn is_korean_clause(subject: &str) -> bool {
    const VERBS: &[&str] = &["하", "되", "있", "없", "않", "시키", "주", "오", "가", "받", "보"];
    let last = subject.split_whitespace().next_back().unwrap_or(subject);
    let ends = VERBS.iter().any(|verb| last.len() > verb.len() && last.ends_with(verb));
    ends || subject
        .split_whitespace()
        .rev()
        .skip(1)
        .any(|word| word.ends_with(['는', '은', '을', '를']))
}
