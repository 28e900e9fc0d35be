//! R37: a property of a thing under its name: `Author: …`, `License: …`, `Limitation: …`.
//!
//! Not in the specification, whose labels stand under any heading. Under the name of a tool such
//! a line is no term with a gloss: "What is price?" asks nobody anything, "Who is the author of
//! Zellij?" does.

use crate::cards::generate::grammar;
use crate::cards::generate::rules::r08_term;
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::notes::words;

/// Who made it.
const WHO: &[&str] = &["author", "creator", "developer", "founder", "inventor", "maintainer"];

/// Of which a thing has one.
const THE: &[&str] = &[
    "aim",
    "audience",
    "core idea",
    "goal",
    "idea",
    "key idea",
    "language",
    "licence",
    "license",
    "main idea",
    "motivation",
    "origin",
    "purpose",
    "successor",
];

/// Of which it has one or more, with the article.
const ONE_OF: &[(&str, &str)] = &[
    ("advantage", "an"),
    ("alternative", "an"),
    ("benefit", "a"),
    ("caveat", "a"),
    ("challenge", "a"),
    ("competitor", "a"),
    ("con", "a"),
    ("disadvantage", "a"),
    ("downside", "a"),
    ("drawback", "a"),
    ("gotcha", "a"),
    ("limitation", "a"),
    ("pitfall", "a"),
    ("pro", "a"),
    ("problem", "a"),
    ("risk", "a"),
    ("strength", "a"),
    ("trade-off", "a"),
    ("upside", "an"),
    ("use case", "a"),
    ("weakness", "a"),
];

/// Words of a value.
const WORDS: std::ops::RangeInclusive<usize> = 1..=25;

/// Asks for the property; true where the line is one, asked or not.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    let block = scene.block(index);
    let Some((label, value)) = r08_term::sides(block) else { return false };
    let (label, value) = (label.trim().to_lowercase(), value.trim());
    let name = grammar::shown(&scene.entry(entry).name);
    let known = question(&label, &name);
    let confidence = if known.is_some() { 78 } else { 60 };
    let Some(question) = known.or_else(|| plain(&label, value, &name)) else { return false };
    if !WORDS.contains(&words::count(value)) || value.contains(['?']) || value.contains("://") {
        return false;
    }
    let words = (question, grammar::without_stop(value).to_owned());
    let card = scene.card(entry, block.lines.clone(), ("R37", "property", confidence), words);
    let fact = format!("{label}: {value}");
    scene.proposals.push(Proposal { fact, crumb: Crumb::Section, ..card });
    true
}

/// The question for a property that is known by its label.
fn question(label: &str, name: &str) -> Option<String> {
    if WHO.contains(&label) {
        return Some(format!("Who is the {label} of {name}?"));
    }
    if THE.contains(&label) {
        return Some(format!("What is the {label} of {name}?"));
    }
    if matches!(label, "why it matters" | "why this matters") {
        return Some(format!("Why does {name} matter?"));
    }
    let of = |noun: &str| if noun == "alternative" { "to" } else { "of" };
    ONE_OF.iter().find_map(|(noun, article)| match label.strip_prefix(noun)? {
        "" => Some(format!("What is {article} {label} {} {name}?", of(noun))),
        "s" | "es" => Some(format!("What are the {label} {} {name}?", of(noun))),
        _ => None,
    })
}

/// The question for any other label of one common word, where its value defines nothing.
fn plain(label: &str, value: &str, name: &str) -> Option<String> {
    const FEW: usize = 3;
    let common = !label.contains(' ') && words::is_common(label) && !r08_term::is_label(label);
    let listed = value.contains(", ");
    let defines = grammar::starts_with_article(value) || grammar::has_class_head(value);
    let plain = common && !defines && (listed || words::count(value) <= FEW);
    plain.then(|| format!("What is the {label} of {name}?"))
}
