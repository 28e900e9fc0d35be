//! R45: several terms with an equality sign each, in one line: "SLI = what you measure, SLO = the
//! target".
//!
//! The specification has one term a line. Who writes three in one, with signs, has written a
//! glossary.

use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Proposal, Scene};
use crate::notes::acronym;
use crate::notes::kinds::Kind;
use crate::notes::sentence;
use crate::notes::words;

/// Words of a term, and of what it is.
const TERM: std::ops::RangeInclusive<usize> = 1..=3;
const GLOSS: std::ops::RangeInclusive<usize> = 1..=12;

/// "What is X?" of each; true where they are all that the block says.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    let block = scene.block(index);
    let text = block.inline.without_tail_link();
    if !text.contains(" = ") || text.matches(" = ").count() < 2 {
        return false;
    }
    let ranges = sentence::split(text);
    let all: Vec<_> =
        ranges.iter().map(|range| pairs(grammar::without_stop(&text[range.clone()]))).collect();
    // "A = x. B = y": one each is enough where all of them are.
    let each = ranges.len() > 1 && all.iter().all(Option::is_some);
    let mut read = 0;
    for (range, pairs) in ranges.iter().zip(all) {
        let Some(pairs) = pairs.filter(|pairs| each || pairs.len() > 1) else { continue };
        read += 1;
        let lines = block.lines_of(range.start, range.end);
        for (at, (term, gloss)) in pairs.into_iter().enumerate() {
            let words =
                (format!("What {} {}?", grammar::be(term), grammar::shown(term)), gloss.to_owned());
            let card = Proposal {
                entity: term.to_owned(),
                entity_kind: Kind::Term,
                fact: format!("{term} = {gloss}"),
                order: (lines.first(), u32::try_from(at).unwrap_or(u32::MAX)),
                under: scene.parents(index),
                ..scene.card(entry, lines.clone(), ("R45", "def_fwd", 78), words)
            };
            scene.proposals.push(card);
        }
    }
    read == ranges.len()
}

/// The terms of a sentence with what they are, if it holds nothing else.
fn pairs(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut pairs = Vec::new();
    let mut rest = text;
    while let Some((term, behind)) = rest.split_once(" = ") {
        // A gloss may have commas; the next term stands behind the last of them.
        let next = behind
            .find(" = ")
            .map_or(behind.len(), |next| behind[..next].rfind([',', ';']).unwrap_or(0));
        let gloss = behind.get(..next).filter(|gloss| !gloss.is_empty())?;
        pairs.push((term.trim(), gloss.trim()));
        rest = behind[next..].trim_start_matches([',', ';', ' ']);
    }
    let worded = pairs.iter().filter(|(_, gloss)| words::count(gloss) > 1).count();
    let told = !pairs.is_empty()
        && rest.is_empty()
        && worded * 2 >= pairs.len()
        && pairs.iter().all(|(term, gloss)| is_term(term) && is_gloss(gloss))
        // What acronyms stand for is R05's to ask.
        && !pairs.iter().any(|(term, gloss)| acronym::is_acronym_of(term, gloss));
    told.then_some(pairs)
}

fn is_term(text: &str) -> bool {
    TERM.contains(&words::count(text))
        && text.chars().count() > 1
        && text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '/'))
        && !grammar::is_base_form(&text.to_lowercase())
        && !words::lower_cores(text).next().is_some_and(|word| {
            word == "never" || (text.contains(' ') && grammar::is_base_form(&word))
        })
        && !words::lower_cores(text).any(|word| words::is_stop(&word) || grammar::is_pronoun(&word))
}

/// Whether a text is in words, neither code nor arithmetic.
fn is_gloss(text: &str) -> bool {
    GLOSS.contains(&words::count(text))
        && !text.contains(['`', '$', '+', '*', '{', '[', '<', '>', '=', '\\', '"', '?'])
        && !text.contains(|c: char| c.is_ascii_digit())
        && text.starts_with(char::is_alphabetic)
        // "single company, can": be what, stands elsewhere.
        && !words::lower_cores(text).last().is_some_and(|word| grammar::is_auxiliary(&word))
        // "how to build it": what, stands elsewhere.
        && !words::lower_cores(text).any(|word| matches!(&*word, "it" | "its" | "them"))
        && !matches!(
            &*words::lower(text),
            "all" | "few" | "less" | "many" | "more" | "none" | "one" | "same" | "some"
        )
        && words::lower_cores(text).any(|word| word.len() > 2 && words::is_common(&word))
}
