//! R01: the author's own question and answer, as written.

use crate::cards::generate::languages::{Ask, ask};
use crate::cards::generate::scene::{Proposal, Scene};
use crate::notes::kinds::Kind;
use crate::notes::language::Guess;
use crate::notes::words;

/// `Q: …` with `A: …` in the same block, under it or right behind it, also by the words of other
/// languages; `term :: gloss`.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    asked(scene, entry, index) || glossed(scene, entry, index)
}

/// What stands in front of a question and of its answer.
type Marks = (&'static str, &'static str);

/// The marks of every note.
const ENGLISH: [Marks; 1] = [("Q", "A")];

/// The marks of notes in other languages.
const ABROAD: [Marks; 19] = [
    ("Q", "A"),
    ("Q", "R"),
    ("F", "A"),
    ("P", "R"),
    ("D", "R"),
    ("\u{412}", "\u{41e}"),
    ("Frage", "Antwort"),
    ("Question", "Réponse"),
    ("Pregunta", "Respuesta"),
    ("Domanda", "Risposta"),
    ("Pergunta", "Resposta"),
    ("Вопрос", "Ответ"),
    ("问", "答"),
    ("問", "答"),
    ("質問", "回答"),
    ("문", "답"),
    ("질문", "답변"),
    ("س", "ج"),
    ("سؤال", "جواب"),
];

fn strip<'t>(text: &'t str, mark: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(mark)?;
    let rest = rest.strip_prefix(|c: char| c.is_ascii_digit()).unwrap_or(rest);
    // "Question (from the back): …"
    let rest = rest.trim_start_matches([' ', '\u{a0}']);
    let asker = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let rest = asker.filter(|(who, _)| words::count(who) <= 6).map_or(rest, |(_, rest)| rest);
    let rest = rest.trim_start_matches([' ', '\u{a0}']).strip_prefix([':', '\u{ff1a}', '.'])?;
    Some(rest.trim())
}

/// The rows of a question, with the answer in a row of its own where it stands behind it:
/// `Q: …? A: …`.
fn parted<'t>(rows: &[&'t str], answers: &str) -> Vec<&'t str> {
    let mut rows = rows.to_vec();
    let Some(first) = rows.first().copied() else { return rows };
    let ends =
        first.char_indices().filter(|(_, sign)| matches!(sign, '?' | '\u{ff1f}' | '\u{61f}'));
    let mut behind = ends.map(|(at, sign)| at + sign.len_utf8());
    if let Some(at) = behind.find(|at| strip(first[*at..].trim_start(), answers).is_some()) {
        rows[0] = &first[..at];
        rows.insert(1, first[at..].trim_start());
    }
    rows
}

/// The answers in some lines: each starts with `A:`, and goes on until the next mark.
fn answers(rows: &[&str], (asks, answers): Marks) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for row in rows {
        match (strip(row, answers), found.last_mut()) {
            (Some(answer), _) => found.push(answer.to_owned()),
            (None, Some(last)) if strip(row, asks).is_none() => {
                last.push(' ');
                last.push_str(row);
            }
            (None, _) => break,
        }
    }
    found
}

fn asked(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    let known =
        matches!(scene.languages.of_text(entry, scene.block(index).text()), Guess::Known(_));
    let marks: &[Marks] = if known { &ABROAD } else { &ENGLISH };
    let rows = scene.rows(index);
    marks.iter().any(|marks| asked_with(scene, (entry, index), &rows, *marks))
}

fn asked_with(
    scene: &mut Scene<'_>,
    (entry, index): (usize, usize),
    rows: &[&str],
    marks: Marks,
) -> bool {
    // Most blocks ask nothing, and are asked for each pair of marks.
    if rows.first().is_none_or(|row| strip(row, marks.0).is_none()) {
        return false;
    }
    let rows = parted(rows, marks.1);
    let Some(question) = rows.first().and_then(|row| strip(row, marks.0)) else { return false };
    let mut lines = scene.block(index).lines.clone();
    let mut answer = answers(&rows[1..], marks);
    let mut next =
        scene.children(index).first().copied().or_else(|| scene.next_in_entry(entry, index));
    while let Some(at) = next {
        let taken = answers(&scene.rows(at), marks);
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
    let Some((term, gloss)) = words::cut(block.text(), " :: ") else { return false };
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
    words: (String, String),
    lines: crate::values::lines::Lines,
) {
    let card = scene.card(entry, lines, ("R01", "qa", 95), words);
    scene.proposals.push(Proposal { entity_kind: Kind::Label, shares_words: true, ..card });
}
