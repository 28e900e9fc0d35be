//! R36: how two things differ.
//!
//! Not in the specification. "X vs Y" as a heading or in front of a colon promises the
//! difference, and what stands there is it, as a whole: half of a contrast is none. A sentence
//! that sets one thing against another, "X …, whereas Y …", promises the same.

use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::cards::generate::statement::Statement;
use crate::notes::blocks::Shape;
use crate::notes::words::{self, Token};
use crate::values::lines::Lines;
use std::ops::RangeInclusive;

/// Words of the whole answer.
const ANSWER: RangeInclusive<usize> = 4..=40;

/// Words of either side, at most.
const SUBJECT: usize = 5;

/// "What is the difference between X and Y?" of a heading, where one to three short items are all under it.
pub(super) fn on_heading(scene: &mut Scene<'_>, entry: usize) {
    let heading = scene.entry(entry);
    let flat = heading.blocks.iter().all(|at| {
        let block = scene.block(*at);
        (block.is_item() || block.shape == Shape::Paragraph) && block.parent.is_none()
    });
    if heading.line == 0 || heading.talk.is_some() || !flat || heading.blocks.len() > 3 {
        return;
    }
    let blocks = heading.blocks.iter().map(|at| scene.block(*at));
    let answer: Vec<&str> = blocks.clone().map(|block| block.inline.without_tail_link()).collect();
    let lines = blocks.fold(Lines::from(heading.line), |lines, block| lines.union(&block.lines));
    push(scene, entry, (&heading.name, &answer.join("\n")), lines);
}

/// The same of one line: `X vs Y: …`.
pub(super) fn on_block(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    let block = scene.block(index);
    let text = block.inline.without_tail_link();
    let Some((contrast, answer)) = words::cut(text, ": ") else { return false };
    push(scene, entry, (contrast, answer), block.lines.clone())
}

/// What a sentence sets apart.
pub(super) struct Contrast<'n> {
    /// "What is the difference between X and Y?", and the whole sentence.
    pub(super) card: Proposal,
    /// The clause on the first of the two, where it can stand alone.
    pub(super) clause: Option<Statement<'n>>,
}

/// The same of one sentence: "X …, whereas Y …". Of "Unlike Y, X …" what X is or does.
pub(super) fn on_sentence<'n>(s: &Statement<'n>) -> Option<Contrast<'n>> {
    if let Some(card) = unlike(s) {
        return Some(Contrast { card, clause: None });
    }
    let (one, other, mark) = whereas(s)?;
    if !names(one) || !names(other) || !ANSWER.contains(&s.tokens.len()) {
        return None;
    }
    let one = grammar::lower_first(one);
    let (one, other) = (grammar::shown(&one), grammar::shown(other));
    let question = format!("What is the difference between {one} and {other}?");
    let words = (question, grammar::without_stop(s.text).to_owned());
    let card = Proposal { shares_words: true, ..s.card("R36", "contrast", 78, words) };
    Some(Contrast { card, clause: Some(s.until(mark)) })
}

/// Whether a side of a contrast is something in particular.
fn names(side: &str) -> bool {
    !words::content(side).is_empty()
        && !words::lower_cores(side).any(|word| is_anyone(&word) || grammar::is_pronoun(&word))
}

fn is_anyone(word: &str) -> bool {
    matches!(word, "many" | "most" | "none" | "one" | "other" | "others" | "people" | "some")
}

/// The subjects of the two clauses of "X …, whereas Y …" or "X …, while Y …", and where the
/// second begins.
fn whereas<'n>(s: &Statement<'n>) -> Option<(&'n str, &'n str, usize)> {
    let mark = (2..s.tokens.len()).find(|at| match s.word(*at) {
        "whereas" => true,
        "while" => s.text[s.tokens[at - 1].end..s.tokens[*at].start].contains(','),
        _ => false,
    })?;
    let verb = subject(&s.tokens[..mark]).filter(|verb| s.names_subject(*verb))?;
    let behind = &s.tokens[mark + 1..];
    let end = mark + 1 + subject(behind)?;
    Some((s.between(0, verb), s.between(mark + 1, end), mark))
}

/// "What can X do, unlike Y?", "What are X, unlike Y?", "What do X do, unlike Y?".
fn unlike(s: &Statement) -> Option<Proposal> {
    if s.word(0) != "unlike" {
        return None;
    }
    let comma = (1..=SUBJECT).find(|at| {
        s.tokens.get(*at).is_some_and(|token| s.text[token.end..token.outer_end].starts_with(','))
    })?;
    let verb = comma + 1 + subject(&s.tokens[comma + 1..])?;
    let (one, other) = (s.span(comma + 1, verb), s.span(1, comma + 1));
    let (asked, answer) = match s.word(verb) {
        be @ ("is" | "are" | "was" | "were") => (format!("{be} {one}"), s.tail(verb + 1)),
        modal @ ("can" | "could" | "may" | "must" | "should" | "will" | "would" | "cannot") => {
            let does = usize::from(s.word(verb + 1) == "do");
            (format!("{modal} {one} do"), s.tail(verb + 1 + does))
        }
        word if grammar::base_form(word).is_some() => (format!("does {one} do"), s.tail(verb)),
        word if grammar::is_base_form(word) => (format!("do {one} do"), s.tail(verb)),
        _ => return None,
    };
    let answer = grammar::without_stop(answer);
    if !names(one) || !names(other) || !(2..=25).contains(&words::count(answer)) {
        return None;
    }
    let question = format!("What {asked}, unlike {other}?");
    Some(s.card("R36", "contrast", 78, (question, answer.to_owned())))
}

/// How many words in front of the verb are a clause's subject.
fn subject(clause: &[Token]) -> Option<usize> {
    let word = |at: usize| &*clause[at].lower;
    let verb = (1..clause.len().min(SUBJECT + 1)).find(|at| {
        let plural = word(at - 1).ends_with('s') && grammar::is_base_form(word(*at));
        // "A semaphore counts": behind a single thing no plural stands.
        let single = *at > 1 && matches!(word(0), "a" | "an" | "one") && word(*at).ends_with('s');
        let known = grammar::is_auxiliary(word(*at)) || grammar::base_form(word(*at)).is_some();
        known || plural || single
    })?;
    let named = clause[..verb].iter().all(|token| !grammar::is_preposition(&token.lower));
    named.then_some(verb)
}

fn push(
    scene: &mut Scene<'_>,
    entry: usize,
    (contrast, answer): (&str, &str),
    lines: Lines,
) -> bool {
    let Some((one, other)) = grammar::contrasted(contrast) else { return false };
    let said = words::content(answer);
    let named = |side: &str| words::content(side).iter().any(|word| said.contains(word));
    let first = words::lower_cores(answer).next().unwrap_or_default();
    let advice =
        matches!(&*first, "always" | "never") || grammar::is_imperative(&words::tokens(answer));
    if advice || !named(one) || !named(other) {
        return false;
    }
    let fits = ANSWER.contains(&words::count(answer))
        && !answer.ends_with(['?', ':'])
        && !grammar::is_first_person(answer);
    if !fits {
        return false;
    }
    let words = (question(contrast, one, other), grammar::without_stop(answer).to_owned());
    let card = Proposal {
        entity: contrast.to_owned(),
        crumb: Crumb::Section,
        // A contrast names what it parts.
        shares_words: true,
        fact: answer.to_owned(),
        ..scene.card(entry, lines, ("R36", "contrast", 78), words)
    };
    scene.proposals.push(card);
    true
}

fn question(contrast: &str, one: &str, other: &str) -> String {
    if let Some(at) = contrast.to_ascii_lowercase().find("difference") {
        return format!("What is the {}?", grammar::lower_first(&contrast[at..]));
    }
    let (one, other) = (grammar::shown(one), grammar::shown(other));
    format!("What is the difference between {one} and {other}?")
}
