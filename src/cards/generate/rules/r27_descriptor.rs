//! R27: a label and its value, where the heading says of what.

use crate::cards::generate::grammar;
use crate::cards::generate::rules::r08_term::Gloss;
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::notes::words;
use crate::values::lines::Lines;

/// "ENTRY: label?" from `label: value`; only forward, and only offered unless heading and
/// neighbours say that it is knowledge.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize, gloss: &Gloss, lines: &Lines) -> bool {
    let name = scene.entry(entry).name.clone();
    let common = gloss.term.split_whitespace().all(|word| !words::is_rare(word))
        && words::count(&gloss.term) >= 2;
    let short = (1..=14).contains(&words::count(&gloss.text))
        && !gloss.text.contains("http")
        && !gloss.dashed;
    if !common || !short || name.is_empty() || words::count(&name) > 6 || name.ends_with('?') {
        return false;
    }
    let figure = gloss.text.chars().any(|c| c.is_ascii_digit());
    let confidence = match () {
        () if scene.is_glossary && is_told(&name, gloss) => 76,
        () if figure => 70,
        () => 58,
    };
    scene.proposals.push(Proposal {
        rule: "R27",
        kind: "descriptor",
        question: format!("{name}: {}?", grammar::lower_first(&gloss.term)),
        answer: gloss.text.clone(),
        lines: lines.clone(),
        entry,
        entity: name,
        entity_kind: scene.entry(entry).kind,
        confidence,
        crumb: Crumb::Entry,
        shares_words: false,
        fact: format!("{}: {}", gloss.term, gloss.text),
        clue: None,
        under: Vec::new(),
        variant: 0,
        order: (lines.first(), 0),
    });
    true
}

/// Whether the heading says of what the label speaks, and the value says something of it in
/// words. The specification only offers these; where an entry is a run of labels with such
/// values, a person keeps them.
fn is_told(name: &str, gloss: &Gloss) -> bool {
    const PLACES: &[&str] = &[
        "agenda",
        "chapter",
        "day",
        "insights",
        "introduction",
        "notes",
        "outline",
        "part",
        "section",
        "session",
        "summary",
        "week",
    ];
    let place = words::lower_cores(name).any(|word| PLACES.contains(&&*word));
    let label = words::tokens(&gloss.term);
    let numbered = label.iter().any(|token| token.lower.chars().any(|c| c.is_ascii_digit()));
    let opens_badly = label.first().is_none_or(|first| {
        matches!(first.lower.as_str(), "another" | "better" | "first" | "next" | "other" | "then")
            || grammar::is_determiner(&first.lower)
            || grammar::is_imperative(&label)
    });
    let value = &gloss.text;
    let formula = [&gloss.term, value].iter().any(|text| {
        text.contains(['$', '=', '\\', '#', '{', '\u{2192}', '\u{27f6}']) || text.contains("->")
    });
    let names_of = words::count(name) <= 4 && name.chars().any(char::is_alphabetic);
    names_of
        && !(place || numbered || opens_badly || formula)
        && words::count(value) >= 4
        && !value.ends_with(['?', '!', ':'])
        && !grammar::is_pronoun(&words::lower_cores(value).next().unwrap_or_default())
}
