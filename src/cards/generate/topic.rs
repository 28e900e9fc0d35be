//! What a block speaks of where its own words do not say: the bullet or heading above it.
//!
//! Notes of talks carry the subject of nine bullets in ten outside the bullet. A short particular
//! phrase above is one; a label ("Deployment", "Issues") is none, and most wrong cards came from
//! taking it for one.

use crate::cards::generate::grammar;
use crate::cards::generate::rules::r08_term;
use crate::cards::generate::scene::Scene;
use crate::notes::kinds::{self, Kind};
use crate::notes::{person, words};

/// The subject that a block inherits from the bullet it is nested under, or else from its heading.
pub(super) fn of(scene: &mut Scene<'_>, entry: usize, index: usize) -> Option<String> {
    let parent = scene.block(index).parent;
    if let Some(known) = scene.topics.get(&parent) {
        return known.clone();
    }
    let topic = above(scene, entry, parent);
    scene.topics.insert(parent, topic.clone());
    topic
}

fn above(scene: &Scene<'_>, entry: usize, parent: Option<usize>) -> Option<String> {
    let name = if let Some(parent) = parent {
        grammar::without_stop(scene.block(parent).inline.without_tail_link()).to_owned()
    } else {
        let heading = scene.entry(entry);
        if heading.line == 0 || matches!(heading.kind, Kind::Speaker | Kind::Talk) {
            return None;
        }
        heading.name.clone()
    };
    is_topic(&name).then_some(name)
}

/// The common name above a block that is the first to speak of it: what a phrase with an article
/// says right under "Message bus" defines that.
pub(super) fn first_named(scene: &Scene<'_>, entry: usize, index: usize) -> Option<String> {
    const MOST_WORDS: usize = 3;
    let heading = scene.entry(entry);
    let own = heading.line > 0 && !matches!(heading.kind, Kind::Speaker | Kind::Talk);
    if scene.block(index).parent.is_some() || !own || !scene.is_first(entry, index) {
        return None;
    }
    let name = &heading.name;
    let tokens = words::tokens(name);
    let plain = (1..=MOST_WORDS).contains(&tokens.len())
        && name.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-')
        && tokens.iter().any(|token| !words::is_stop(&token.lower))
        && !(is_set(name) || grammar::contrasted(name).is_some())
        && !(kinds::is_label(name) || kinds::is_facet(name) || is_listing(name))
        && !person::looks_like_person(name)
        && !grammar::is_imperative(&tokens)
        && grammar::finite_verb(name, &tokens).is_none();
    plain.then(|| name.clone())
}

/// Whether a heading only says what kind of text stands under it.
fn is_listing(name: &str) -> bool {
    r08_term::is_label(name) || ANY.contains(&name.to_lowercase().as_str())
}

/// Whether a phrase names something in particular: short, a rare word in it, no clause, no list.
fn is_topic(name: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let tokens = words::tokens(name);
    let plain = (1..=MOST_WORDS).contains(&tokens.len())
        && !name.contains(['?', '!', ':', '"', '\u{201c}', '(', '/', '=', ',', '$', '@', '>'])
        && name.starts_with(char::is_alphanumeric)
        && !name.starts_with(|c: char| c.is_ascii_digit());
    let particular = tokens.iter().any(|token| words::is_rare(&name[token.start..token.end]));
    let joined = tokens
        .iter()
        .any(|token| matches!(&*token.lower, "and" | "or" | "vs" | "my" | "this" | "we"));
    plain
        && particular
        && !joined
        && !is_set(name)
        && (tokens.len() > 1 || kinds::section(name).is_none())
        && !kinds::is_label(name)
        && !kinds::is_facet(name)
        && !person::looks_like_person(name)
        && !grammar::is_imperative(&tokens)
        && !grammar::opens_with_third_person(&tokens)
        && !(tokens[0].lower.ends_with("ing") && words::is_common(&tokens[0].lower))
        && grammar::finite_verb(name, &tokens).is_none()
}

/// Plural nouns that promise members: what stands under "Benefits of X" are benefits.
const SETS: &[&str] = &[
    "advantages",
    "approaches",
    "aspects",
    "assumptions",
    "attributes",
    "barriers",
    "benefits",
    "categories",
    "causes",
    "challenges",
    "characteristics",
    "classes",
    "components",
    "conditions",
    "consequences",
    "constraints",
    "criteria",
    "differences",
    "dimensions",
    "disadvantages",
    "downsides",
    "drawbacks",
    "effects",
    "elements",
    "factors",
    "features",
    "flavors",
    "flavours",
    "forms",
    "functions",
    "goals",
    "guarantees",
    "implications",
    "indicators",
    "ingredients",
    "issues",
    "kinds",
    "layers",
    "levels",
    "libraries",
    "limitations",
    "limits",
    "measures",
    "mechanisms",
    "methods",
    "metrics",
    "mistakes",
    "modes",
    "motivations",
    "numbers",
    "objectives",
    "operations",
    "operators",
    "options",
    "parameters",
    "parts",
    "patterns",
    "phases",
    "pillars",
    "pitfalls",
    "practices",
    "principles",
    "problems",
    "properties",
    "purposes",
    "qualities",
    "reasons",
    "requirements",
    "responsibilities",
    "risks",
    "roles",
    "rules",
    "scenarios",
    "signs",
    "skills",
    "solutions",
    "sources",
    "stages",
    "states",
    "steps",
    "strategies",
    "strengths",
    "structures",
    "styles",
    "symptoms",
    "techniques",
    "tools",
    "tradeoffs",
    "traits",
    "types",
    "uses",
    "values",
    "variants",
    "ways",
    "weaknesses",
];

/// Whether the head of a phrase is a noun that promises members.
pub(super) fn is_set(phrase: &str) -> bool {
    set_noun(phrase).is_some()
}

/// The place of that noun.
pub(super) fn set_noun(phrase: &str) -> Option<usize> {
    promised(phrase).and_then(|(head, any)| (!any).then_some(head))
}

/// The place of the noun that heads a phrase, if it promises members; and whether it is any
/// plural, not one of those that do so by their meaning.
pub(super) fn promised(phrase: &str) -> Option<(usize, bool)> {
    let tokens = words::tokens(phrase);
    let head = head(&tokens)?;
    let noun = &*tokens[head].lower;
    let known = SETS.binary_search(&noun).is_ok();
    (known || is_plural(noun)).then_some((head, !known))
}

/// Plurals that head any list.
const ANY: &[&str] = &[
    "basics",
    "bugs",
    "comments",
    "demos",
    "details",
    "examples",
    "facts",
    "highlights",
    "ideas",
    "impressions",
    "links",
    "lists",
    "lots",
    "news",
    "notes",
    "others",
    "points",
    "questions",
    "quotes",
    "references",
    "resources",
    "sections",
    "series",
    "slides",
    "speakers",
    "takeaways",
    "talks",
    "things",
    "thoughts",
    "tips",
    "topics",
    "tricks",
    "videos",
];
/// Whether a word is the plural of a common noun, and not of one that labels any list.
fn is_plural(noun: &str) -> bool {
    let Some(stem) = noun.strip_suffix('s').filter(|stem| stem.len() > 3) else { return false };
    let singular = stem.strip_suffix("ie").map_or_else(|| stem.to_owned(), |y| format!("{y}y"));
    let verb = ["ate", "ize", "ise", "ify", "ave", "ic"].iter().any(|end| singular.ends_with(end));
    !verb
        && !stem.ends_with(['s', 'u', 'i'])
        && (words::is_common(&singular) || words::is_common(stem))
        && grammar::base_form(noun).is_none()
        && !ANY.contains(&noun)
}

/// The last word before the first preposition.
fn head(tokens: &[words::Token]) -> Option<usize> {
    tokens
        .iter()
        .position(|token| {
            grammar::is_preposition(&token.lower)
                || matches!(&*token.lower, "that" | "which" | "you" | "we")
        })
        .unwrap_or(tokens.len())
        .checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nouns_are_sorted() {
        assert!(SETS.is_sorted());
    }

    #[test]
    fn a_topic_is_told_from_a_label_and_a_set() {
        for name in ["Lauter tun", "Krausening", "pH strips"] {
            assert!(is_topic(name), "{name}");
        }
        for name in ["Roadmap", "Issues", "Krausening issues", "Grete Hermann", "Use Zola", "beer"]
        {
            assert!(!is_topic(name), "{name}");
        }
        assert_eq!(set_noun("benefits of wild yeast"), Some(0));
        assert_eq!(set_noun("Special numbers"), Some(1));
        assert_eq!(set_noun("a talk of methods"), None);
    }
}
