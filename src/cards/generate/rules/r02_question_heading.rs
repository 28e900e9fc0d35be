//! R02: a heading or a bullet that asks, with its answer under it.

use crate::cards::generate::grammar;
use crate::cards::generate::languages;
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::notes::blocks::Shape;
use crate::notes::language::Guess;
use crate::notes::words;
use crate::values::lines::Lines;

const ASKING: &[&str] = &["how", "what", "what's", "when", "where", "which", "who", "why"];

/// The question is the heading's; the answer is its items, at most five and forty words.
///
/// Only the whole of what follows is an answer: a part would be a wrong one.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize) {
    let heading = scene.entry(entry);
    let question = heading.name.clone();
    if !asks(scene, entry, &question) || heading.talk.is_some() {
        return;
    }
    let blocks = heading.blocks.clone();
    let whole = blocks.iter().all(|at| {
        let block = scene.block(*at);
        block.depth() == Some(0) || matches!(block.shape, Shape::Paragraph)
    });
    let parts: Vec<String> = blocks.iter().map(|at| scene.block(*at).text().to_owned()).collect();
    if !is_answer(&parts) || !whole {
        return;
    }
    let lines = blocks
        .iter()
        .fold(Lines::from(heading.line), |lines, at| lines.union(&scene.block(*at).lines));
    for at in &blocks {
        scene.take(*at);
    }
    let entity = grammar::without_stop(&heading.name).to_owned();
    let card = scene.card(entry, lines, ("R02", "qa", 85), (question, parts.join("\n")));
    scene.proposals.push(Proposal { entity, crumb: Crumb::Section, ..card });
}

/// The same of a bullet or callout that asks, with its answer nested under it.
///
/// Not in the specification: notes of talks put their structure into bullets, and a bullet that
/// asks is a heading in disguise.
pub(super) fn on_item(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    if on_line(scene, entry, index) {
        return true;
    }
    let block = scene.block(index);
    let question = block.text().trim().to_owned();
    if !block.is_topic() || !asks(scene, entry, &question) {
        return false;
    }
    let items = scene.children(index).to_vec();
    let text = |at: &usize| {
        let part = scene.block(*at);
        part.is_item() || (part.shape == Shape::Paragraph && block.shape == Shape::Callout)
    };
    let flat = items.iter().all(|at| text(at) && scene.children(*at).is_empty());
    let parts: Vec<String> = items.iter().map(|at| scene.block(*at).text().to_owned()).collect();
    if !flat || !is_answer(&parts) {
        return false;
    }
    let mut lines = block.lines.clone();
    for at in &items {
        lines = lines.union(&scene.block(*at).lines);
        scene.take(*at);
    }
    push(scene, (entry, index), &question, parts.join("\n"), lines);
    true
}

/// The same of a line that asks and answers: "Why mash slowly? Because enzymes need time".
fn on_line(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    const WORDS: std::ops::RangeInclusive<usize> = 3..=25;
    let block = scene.block(index);
    let text = block.inline.without_tail_link();
    let Some((question, answer)) = words::cut(text, "? ") else { return false };
    let answer = answer.trim_start_matches(['\u{2192}', '-', '=', '>', ' ']);
    let first = words::lower_cores(answer).next().unwrap_or_default();
    let because = first == "because";
    let question = format!("{question}?");
    let asked = asks(scene, entry, &question)
        || (because && question.to_lowercase().starts_with("why ") && words::count(&question) > 1);
    let vague = matches!(&*first, "ask" | "i" | "maybe" | "need" | "no" | "not" | "we" | "yes");
    // "??", and guesses in parentheses, leave it open.
    let open = text.contains("??") || answer.starts_with('(');
    let whole = WORDS.contains(&words::count(answer)) && !answer.contains(['?']);
    if !asked || vague || open || !whole || !scene.children(index).is_empty() {
        return false;
    }
    let (answer, lines) = (grammar::without_stop(answer).to_owned(), block.lines.clone());
    push(scene, (entry, index), &question, answer, lines);
    true
}

fn push(
    scene: &mut Scene<'_>,
    (entry, index): (usize, usize),
    question: &str,
    answer: String,
    lines: Lines,
) {
    let (entity, under) = (grammar::without_stop(question).to_owned(), scene.parents(index));
    let card = scene.card(entry, lines, ("R02", "qa", 85), (question.to_owned(), answer));
    scene.proposals.push(Proposal { entity, under, ..card });
}

/// Whether a text asks for something that can be known, and says of what.
fn asks(scene: &Scene<'_>, entry: usize, question: &str) -> bool {
    question.ends_with(['?', '\u{ff1f}', '\u{61f}'])
        && match scene.languages.of_text(entry, question) {
            Guess::English => asks_in_english(question),
            Guess::Known(language) => languages::asks(language, question),
            Guess::Terse | Guess::Other => false,
        }
}

fn asks_in_english(question: &str) -> bool {
    let lower = question.to_lowercase();
    let opens = ASKING.contains(&lower.split_whitespace().next().unwrap_or(""));
    let vague = words::lower_cores(&lower).any(|word| {
        matches!(&*word, "this" | "that" | "it" | "these" | "those" | "i" | "we" | "you" | "next")
            || matches!(&*word, "me" | "mine" | "my" | "our" | "ours" | "us")
    });
    // "Why two windows?" is half a question, and "Which 5 steps?" a count.
    let tokens = words::tokens(question);
    let counted = tokens.get(1).is_some_and(|token| {
        grammar::number(&token.lower).is_some() || token.lower.parse::<u32>().is_ok()
    });
    let cut_short = lower.starts_with("why so ")
        || tokens.last().is_some_and(|last| matches!(&*last.lower, "can" | "should" | "will"));
    let whole = !(counted || cut_short)
        || tokens.iter().any(|token| grammar::is_auxiliary(&token.lower))
        || tokens.iter().skip(1).any(|token| grammar::base_form(&token.lower).is_some());
    opens && !vague && whole && words::count(question) >= 3
}

/// Whether these are few and short enough to be an answer, and ask nothing themselves.
fn is_answer(parts: &[String]) -> bool {
    let size: usize = parts.iter().map(|part| words::count(part)).sum();
    let aside = |part: &String| part.starts_with('(') && part.ends_with(')');
    let plain =
        parts.iter().all(|part| !(part.contains("http") || part.ends_with('?') || aside(part)));
    (1..=5).contains(&parts.len()) && (3..=40).contains(&size) && plain
}
