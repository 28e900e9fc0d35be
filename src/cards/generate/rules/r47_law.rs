//! R47: a law, an effect, a fallacy by its name: "Attention residue (Leroy, 2009): when you switch
//! …".
//!
//! The specification's glosses are phrases. What has a name like these is told in a sentence, which
//! is its definition whatever it opens with.

use crate::cards::generate::entities::Said;
use crate::cards::generate::grammar;
use crate::cards::generate::scene::Scene;
use crate::notes::kinds::Kind;
use crate::notes::sentence;
use crate::notes::words::{self, Class, Token};

/// Words of the name, and of what it says.
const NAME: std::ops::RangeInclusive<usize> = 2..=5;
const TOLD: std::ops::RangeInclusive<usize> = 5..=35;

/// What opens an aside on a law, or the terms of a theorem.
static OPENINGS: Class =
    Class::of(&["also", "as", "from", "given", "it", "let", "named", "see", "suppose", "this"]);

/// Makes the name a term that the sentence defines; gives the name where it is one.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize, index: usize) -> Option<(String, usize)> {
    let block = scene.block(index);
    let text = block.inline.without_tail_link();
    let (head, _) = words::cut(text, ": ")?;
    let name = head.split(" (").next().unwrap_or(head);
    let whole = name.len() == head.len() || head.ends_with(')');
    let start = head.len() + 2;
    let range = sentence::first_range(&text[start..]);
    let told = grammar::without_aside(&text[start..][range.clone()]);
    let tokens = words::tokens(told);
    let fits = whole
        && is_law(name)
        && TOLD.contains(&words::count(told))
        && !told.contains(['?', '='])
        && !tells_a_story(told, &tokens)
        && !grammar::is_first_person(told)
        && !grammar::is_imperative(&tokens)
        && !grammar::opens_with_base_form(&tokens)
        && !OPENINGS.holds(&tokens.first()?.lower);
    if !fits {
        return None;
    }
    let lines = block.lines_of(0, start + range.end);
    let under = scene.parents(index);
    scene.entities.named(name, Kind::Term).said.push(Said {
        text: told.to_owned(),
        lines,
        entry,
        under,
        own_heading: false,
        confidence: 78,
        phrase: true,
        hedged: grammar::is_doubtful(told),
        rule: "R47",
    });
    Some((name.to_owned(), start))
}

/// Whether a sentence tells what once happened, as an example of the law: "sellers wanted 7.12".
fn tells_a_story(told: &str, tokens: &[Token]) -> bool {
    let verb = grammar::finite_verb(told, tokens).map(|at| &*tokens[at].lower);
    let early = tokens.iter().skip(1).take(4).any(|token| grammar::is_past(&token.lower));
    verb.is_some_and(grammar::is_past) || (early && told.contains(|c: char| c.is_ascii_digit()))
}

/// Whether a phrase is the name of a law or the like: "Parkinson's law", "attention residue".
fn is_law(name: &str) -> bool {
    static HEADS: Class = Class::of(&[
        "antipattern",
        "bias",
        "conjecture",
        "effect",
        "fallacy",
        "hypothesis",
        "law",
        "paradox",
        "pattern",
        "principle",
        "residue",
        "syndrome",
        "theorem",
    ]);
    static GENERAL: Class = Class::of(&[
        "a",
        "an",
        "another",
        "any",
        "bad",
        "best",
        "big",
        "common",
        "first",
        "good",
        "great",
        "important",
        "its",
        "key",
        "last",
        "main",
        "my",
        "new",
        "next",
        "one",
        "other",
        "our",
        "second",
        "side",
        "same",
        "third",
        "this",
        "which",
    ]);
    let tokens = words::tokens(name);
    let last = tokens.last().is_some_and(|last| HEADS.holds(&last.lower));
    NAME.contains(&tokens.len())
        && last
        && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '\u{2019}'))
        && !tokens
            .iter()
            .any(|token| GENERAL.holds(&token.lower) || grammar::is_preposition(&token.lower))
}
