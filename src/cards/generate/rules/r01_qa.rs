//! R01: the author's own question and answer, as written.

use crate::cards::generate::languages::{Ask, ask};
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::notes::kinds::Kind;
use crate::notes::language::Guess;

/// `Q: …` with `A: …` in the same block, under it or right behind it; `term :: gloss`.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    asked(scene, entry, index) || glossed(scene, entry, index)
}

fn strip(text: &str, letter: char) -> Option<&str> {
    let rest = text.strip_prefix(letter)?;
    let rest = rest.strip_prefix(|c: char| c.is_ascii_digit()).unwrap_or(rest);
    let rest = rest.strip_prefix([':', '\u{ff1a}'])?;
    Some(rest.trim())
}

/// The answers in some lines: each starts with `A:`, and goes on until the next mark.
fn answers(rows: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for row in rows {
        match (strip(row, 'A'), found.last_mut()) {
            (Some(answer), _) => found.push(answer.to_owned()),
            (None, Some(last)) if strip(row, 'Q').is_none() => {
                last.push(' ');
                last.push_str(row);
            }
            (None, _) => break,
        }
    }
    found
}

fn asked(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    let rows = scene.rows(index);
    let Some(question) = rows.first().and_then(|row| strip(row, 'Q')) else { return false };
    let mut lines = scene.block(index).lines.clone();
    let mut answer = answers(&rows[1..]);
    let mut next =
        scene.children(index).first().copied().or_else(|| scene.next_in_entry(entry, index));
    while let Some(at) = next {
        let taken = answers(&scene.rows(at));
        if taken.is_empty() {
            break;
        }
        answer.extend(taken);
        lines = lines.union(&scene.block(at).lines);
        scene.take(at);
        next = scene.next_in_entry(entry, at);
    }
    answer.retain(|part| !part.is_empty());
    if question.is_empty() || answer.is_empty() {
        scene.explain(&lines, "skip:unanswered");
        return false;
    }
    let question = question.to_owned();
    push(scene, entry, (question, answer.join("\n")), lines);
    true
}

fn glossed(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    let block = scene.block(index);
    let Some((term, gloss)) = block.text().split_once(" :: ") else { return false };
    let (term, gloss) = (term.trim(), gloss.trim());
    let plain =
        !term.contains('`') && term.split_whitespace().count() <= 8 && !gloss.contains("::");
    if term.is_empty() || gloss.is_empty() || !plain {
        return false;
    }
    let question = match scene.languages.of_text(entry, block.text()) {
        _ if term.ends_with(['?', '\u{ff1f}', '\u{61f}']) => term.to_owned(),
        Guess::Known(language) => ask(language, Ask::What(term)),
        Guess::English | Guess::Terse => format!("What is {}?", super::super::grammar::shown(term)),
        Guess::Other => return false,
    };
    let (answer, lines) = (gloss.to_owned(), block.lines.clone());
    push(scene, entry, (question, answer), lines);
    true
}

fn push(
    scene: &mut Scene<'_>,
    entry: usize,
    (question, answer): (String, String),
    lines: crate::values::lines::Lines,
) {
    let name = scene.entry(entry).name.clone();
    scene.proposals.push(Proposal {
        rule: "R01",
        kind: "qa",
        fact: format!("{question} {answer}"),
        question,
        answer,
        order: (lines.first(), 0),
        lines,
        entry,
        entity: name,
        entity_kind: Kind::Label,
        confidence: 95,
        crumb: Crumb::Entry,
        shares_words: true,
        clue: None,
        under: Vec::new(),
        variant: 0,
    });
}
