//! Cards of notes in other languages than English.
//!
//! The rules for English read its grammar; these read what all languages share: separators,
//! lists, what is bold, figures, and the one form of "X is a Y" that each has. Questions come
//! from the table in `phrases`, answers are the notes' own words as everywhere.

mod define;
mod explain;
mod gap;
mod gloss;
mod label;
mod lexicon;
mod list;
mod meaning;
mod phrases;

pub(super) use lexicon::asks;
pub(super) use phrases::{Ask, ask};

use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::notes::blocks::Shape;
use crate::notes::kinds::Kind;
use crate::notes::language::Language;
use crate::notes::{sentence, words};
use crate::values::lines::Lines;
use std::ops::Range;

/// A block, and the language it is read in.
#[derive(Debug, Clone, Copy)]
struct Spot {
    entry: usize,
    index: usize,
    language: Language,
}

/// Reads what a heading says with all that stands under it.
pub(super) fn read_heading(scene: &mut Scene<'_>, entry: usize, language: Language) {
    list::on_heading(scene, entry, language);
}

/// Reads one block of running text.
pub(super) fn read(scene: &mut Scene<'_>, (entry, index): (usize, usize), language: Language) {
    let spot = Spot { entry, index, language };
    let lines = &scene.block(index).lines;
    scene.reads_abroad(lines);
    // Who gives the talk is asked with its title.
    let speaker =
        scene.entry(entry).talk.as_ref().is_some_and(|talk| {
            lines.numbers().iter().any(|line| talk.lines.numbers().contains(line))
        });
    if speaker {
        return;
    }
    let title = scene.block(index).shape == Shape::Callout;
    if list::apply(scene, spot) || title || gloss::apply(scene, spot) {
        return;
    }
    let body = scene.block(index).inline.without_tail_link();
    for range in sentence::split(body) {
        let told = list::sentence(scene, spot, (body, range.clone()))
            || explain::apply(scene, spot, (body, range.clone()))
            || define::apply(scene, spot, (body, range.clone()));
        let _ = told || gap::apply(scene, spot, (body, range));
    }
}

impl Spot {
    /// A card; `words` are question and answer.
    fn card(
        self,
        scene: &Scene<'_>,
        rule: (&'static str, &'static str, u32),
        (question, answer): (String, &str),
        lines: Lines,
    ) -> Proposal {
        let words = (question, answer.trim().to_owned());
        Proposal {
            entity_kind: Kind::Term,
            under: scene.parents(self.index),
            ..scene.card(self.entry, lines, rule, words)
        }
    }

    /// A definition, asked both ways: what the term is, and which term it is.
    fn define(
        self,
        scene: &mut Scene<'_>,
        (rule, confidence): (&'static str, u32),
        (term, text): (&str, &str),
        lines: &Lines,
    ) {
        const FEWEST_WORDS: usize = 4;
        const REVERSE: u32 = 70;
        let forward = ask(self.language, Ask::What(term));
        let mut card =
            self.card(scene, (rule, "def_fwd", confidence), (forward, text), lines.clone());
        term.clone_into(&mut card.entity);
        text.clone_into(&mut card.fact);
        if words::count(text) >= FEWEST_WORDS && !text.contains(term) {
            let mut reverse = card.clone();
            reverse.kind = "def_rev";
            reverse.question = ask(self.language, Ask::Term(text));
            term.clone_into(&mut reverse.answer);
            reverse.confidence = confidence.min(REVERSE);
            reverse.crumb = Crumb::Section;
            reverse.clue = Some(text.to_owned());
            reverse.order.1 = 1;
            scene.proposals.push(card);
            scene.proposals.push(reverse);
        } else {
            scene.proposals.push(card);
        }
    }

    /// What stands above a block and is short enough to be named: the bullet that it is nested
    /// under, or else its heading.
    fn above(self, scene: &Scene<'_>) -> Option<(String, bool)> {
        const MOST_WORDS: usize = 6;
        let short = |text: &str| {
            (1..=MOST_WORDS).contains(&words::count(text))
                && text.chars().any(char::is_alphabetic)
                && !text.ends_with(['?', '？', '؟'])
        };
        if let Some(parent) = scene.block(self.index).parent {
            let block = scene.block(parent);
            let name = match gloss::split(block.inline.without_tail_link()) {
                Some(gloss) => gloss.term.to_owned(),
                None => without_stop(block.text()).to_owned(),
            };
            return short(&name).then_some((name, true));
        }
        let entry = scene.entry(self.entry);
        // A talk's title owns nothing that stands under it.
        (entry.line > 0 && entry.talk.is_none() && short(&entry.name))
            .then(|| (entry.name.clone(), false))
    }

    /// The lines of a sentence in the block's text.
    fn lines_of(self, scene: &Scene<'_>, range: &Range<usize>) -> Lines {
        scene.block(self.index).lines_of(range.start, range.end)
    }
}

/// The text without the signs that end a sentence, in any script.
fn without_stop(text: &str) -> &str {
    text.trim()
        .trim_end_matches(['.', ',', ';', ':', '!', '。', '，', '；', '：', '！', '،'])
        .trim_end()
}
