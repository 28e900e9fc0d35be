//! R05: what an acronym stands for.

use crate::cards::generate::languages::{Ask, ask};
use crate::cards::generate::scene::{Proposal, Scene};
use crate::notes::acronym::spells;
use crate::notes::kinds::Kind;
use crate::notes::language::Guess;
use crate::notes::words;
use crate::values::lines::Lines;
use std::collections::BTreeMap;

/// One acronym with its expansion, somewhere in the notes.
#[derive(Debug, Clone)]
struct Seen {
    acronym: String,
    expansion: String,
    lines: Lines,
    entry: usize,
    /// `AB = Long Form` was meant to be remembered; it wins the wording.
    stated: bool,
}

/// One card per acronym, whatever the number of its mentions.
pub(super) fn apply(scene: &mut Scene<'_>) {
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    let mut order = Vec::new();
    for (entry, heading) in scene.note.entries.iter().enumerate() {
        let mut found = Vec::new();
        if let Some(gloss) = &heading.gloss {
            let pair = if spells(&heading.name, gloss) {
                Some((&heading.name, gloss))
            } else if spells(gloss, &heading.name) {
                Some((gloss, &heading.name))
            } else {
                None
            };
            found.extend(pair.map(|(short, long)| {
                (short.clone(), long.clone(), false, Lines::from(heading.line))
            }));
        }
        for index in &heading.blocks {
            let block = scene.block(*index);
            let hopeless = scene
                .reasons
                .get(&block.lines.first())
                .is_some_and(|reason| *reason == "skip:link-only");
            if hopeless || matches!(block.shape, crate::notes::blocks::Shape::Code) {
                continue;
            }
            for (short, long, stated, from, to) in mentions(block.text()) {
                // "(AA)" behind a name is its grade.
                let grade = short.bytes().all(|byte| byte == b'A');
                if grade && !stated {
                    continue;
                }
                found.push((short, long, stated, block.lines_of(from, to)));
            }
        }
        for (acronym, expansion, stated, lines) in found {
            merge(&mut seen, &mut order, Seen { acronym, expansion, lines, entry, stated });
        }
    }
    for key in order {
        if let Some(one) = seen.remove(&key) {
            push(scene, one);
        }
    }
}

fn merge(seen: &mut BTreeMap<String, Seen>, order: &mut Vec<String>, new: Seen) {
    match seen.get_mut(&new.acronym) {
        None => {
            order.push(new.acronym.clone());
            seen.insert(new.acronym.clone(), new);
        }
        Some(old) if words::norm(&old.expansion) == words::norm(&new.expansion) => {
            let lines = old.lines.union(&new.lines);
            if new.stated && !old.stated {
                *old = new;
            }
            old.lines = lines;
        }
        Some(_) => {}
    }
}

fn push(scene: &mut Scene<'_>, one: Seen) {
    for (name, other) in [(&one.acronym, &one.expansion), (&one.expansion, &one.acronym)] {
        if scene.entities.get(name).is_some() {
            scene.entities.named(name, Kind::Term).expansion = Some(other.clone());
        }
    }
    let question = match scene.languages.of_entry(one.entry) {
        Guess::English | Guess::Terse => format!("What does {} stand for?", one.acronym),
        Guess::Known(language) => {
            scene.reads_abroad(&one.lines);
            ask(language, Ask::StandsFor(&one.acronym))
        }
        Guess::Other => return,
    };
    let card = Proposal {
        fact: format!("{} = {}", one.acronym, one.expansion),
        order: (one.lines.numbers().last().copied().unwrap_or(0), 0),
        entity: one.acronym,
        entity_kind: Kind::Term,
        ..scene.card(one.entry, one.lines, ("R05", "acronym", 90), (question, one.expansion))
    };
    scene.proposals.push(card);
}

/// Acronyms with their expansions in a text, with the bytes they stand on.
fn mentions(text: &str) -> Vec<(String, String, bool, usize, usize)> {
    let mut found = Vec::new();
    if let Some((short, long)) = stated(text) {
        found.push((short, long, true, 0, text.len()));
        return found;
    }
    let parts = text.split([',', ';']).map(stated);
    if let Some(all) = parts.collect::<Option<Vec<_>>>() {
        found.extend(all.into_iter().map(|(short, long)| (short, long, true, 0, text.len())));
        return found;
    }
    // "CO-RE stands for X, needs Y": what else is said is no part of it.
    let opening = words::cut(text, ", ").filter(|(opening, _)| opening.contains(" stands for "));
    if let Some((short, long)) = opening.and_then(|(opening, _)| stated(opening)) {
        found.push((short, long, true, 0, text.len()));
        return found;
    }
    for (open, _) in text.match_indices('(') {
        let Some(length) = text[open..].find(')') else { break };
        let inner = text[open + 1..open + length].trim();
        let before = text[..open].trim_end();
        let word = before
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or("")
            .trim_start_matches(['(', '"', '\u{201c}'])
            .trim_end_matches(['?', '!', ',']);
        if spells(word, inner) && fits(inner) {
            found.push((
                word.to_owned(),
                inner.to_owned(),
                false,
                open - word.len().min(open),
                open + length,
            ));
        } else if inner.split_whitespace().count() == 1
            && let Some(long) = tail_spelling(before, inner)
        {
            found.push((
                inner.to_owned(),
                long.to_owned(),
                false,
                open.saturating_sub(long.len()),
                open + length,
            ));
        }
    }
    found
}

fn fits(expansion: &str) -> bool {
    (2..=8).contains(&words::count(expansion)) && !expansion.contains(['=', '?', ';'])
}

/// `AB = Long Form`, `AB: Long Form`, `AB - Long Form`, `AB stands for Long Form`, and nothing else.
fn stated(text: &str) -> Option<(String, String)> {
    let text = text.trim().trim_end_matches('.');
    // Most texts do not open like one: a mark stands behind their first word.
    let (first, rest) = text.split_once(' ')?;
    let opens = ["= ", "- ", "\u{2013} ", "-- ", "stands for ", "=> "];
    // "NF, the Number of Fields"
    let apposed = first.strip_suffix(',').filter(|_| rest.starts_with("the "));
    if let Some(short) = apposed.filter(|short| spells(short, &rest[4..]) && fits(rest)) {
        return Some((short.to_owned(), rest.to_owned()));
    }
    if !first.ends_with(':') && !opens.iter().any(|mark| rest.trim_start().starts_with(mark)) {
        return None;
    }
    let pair = [" stands for ", " = ", ": ", " - ", " \u{2013} ", " -- ", " => "]
        .iter()
        .find_map(|mark| words::cut(text, mark))?;
    let (short, long) = (pair.0.trim(), pair.1.trim());
    (!short.contains(' ') && spells(short, long) && fits(long))
        .then(|| (short.to_owned(), long.to_owned()))
}

/// The last words of a text that spell an acronym.
fn tail_spelling<'t>(text: &'t str, acronym: &str) -> Option<&'t str> {
    let starts: Vec<usize> = words::tokens(text).iter().map(|token| token.start).collect();
    starts.iter().rev().take(8).map(|start| &text[*start..]).find(|tail| {
        let first_matches = tail
            .chars()
            .next()
            .zip(acronym.chars().next())
            .is_some_and(|(a, b)| a.eq_ignore_ascii_case(&b));
        first_matches && spells(acronym, tail) && fits(tail)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<(String, String)> =
            mentions(text).into_iter().map(|(short, long, ..)| (short, long)).collect();
        let expected: Vec<(String, String)> =
            expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn acronyms_are_found_in_their_forms() {
        check("speed comes from the JIT (just in time) compiler", &[("JIT", "just in time")]);
        check("the Language Server Protocol (LSP) is", &[("LSP", "Language Server Protocol")]);
        check(
            "RAII = Resource Acquisition Is Initialization",
            &[("RAII", "Resource Acquisition Is Initialization")],
        );
        check(
            "SRM = standard reference method, IBU = international bitterness unit",
            &[("SRM", "standard reference method"), ("IBU", "international bitterness unit")],
        );
        check("a popular tool (see below)", &[]);
    }
}
