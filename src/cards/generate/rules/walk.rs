//! Walks the note entry by entry and gives each rule its turn.

use super::{
    Finding, ON_SENTENCES, Told, parts, r01_qa, r02_question_heading, r03_talk, r04_role,
    r05_acronym, r06_list, r06b_steps, r07_command, r08_term, r09_takeaway, r25_definition,
    r26_does, r27_descriptor, r28_cloze, r30_set, r34_table, r35_year, r36_versus, r37_property,
    r38_counted, r39_howto, r40_reason, r43_typed, r44_default, r45_equations, r47_law,
    r49_vocabulary,
};
use crate::cards::generate::entities::Said;
use crate::cards::generate::grammar;
use crate::cards::generate::languages;
use crate::cards::generate::rules::r08_term::Gloss;
use crate::cards::generate::rules::r36_versus::Contrast;
use crate::cards::generate::scene::Scene;
use crate::cards::generate::statement::{Held, Place, Statement};
use crate::cards::generate::topic;
use crate::notes::blocks::{Block, Shape};
use crate::notes::kinds::{self, Kind};
use crate::notes::language::Guess;
use crate::notes::outline::Evidence;
use crate::notes::words::{Class, Token};
use crate::notes::{sentence, talk, words};
use crate::values::lines::Lines;
use std::cell::OnceCell;
use std::ops::Range;

/// Every entry, then the acronyms of the whole note.
pub(super) fn entries(scene: &mut Scene<'_>) {
    entries_in(scene, parts::FEWEST_BLOCKS);
}

/// The same in parts of at least so many blocks.
pub(super) fn entries_in(scene: &mut Scene<'_>, fewest_blocks: usize) {
    register(scene);
    parts::read(scene, fewest_blocks, read);
    r05_acronym::apply(scene);
}

fn read(scene: &mut Scene<'_>, entries: Range<usize>) {
    for entry in entries {
        let heading = scene.entry(entry);
        if matches!(heading.kind, Kind::Resource | Kind::Admin) {
            for index in &heading.blocks {
                scene.explain(&scene.block(*index).lines, "skip:link-only");
            }
            continue;
        }
        r03_talk::apply(scene, entry);
        r02_question_heading::apply(scene, entry);
        if let Guess::Known(language) = scene.languages.of_entry(entry) {
            languages::read_heading(scene, entry, language);
        }
        if scene.is_english(entry) {
            r04_role::apply(scene, entry);
            r30_set::on_heading(scene, entry);
            r36_versus::on_heading(scene, entry);
            r39_howto::apply(scene, entry);
            r40_reason::on_heading(scene, entry);
        }
        blocks(scene, entry);
    }
}

/// Makes the entities that headings name, so that facts anywhere can join them.
fn register(scene: &mut Scene<'_>) {
    for heading in &scene.note.entries {
        if heading.evidence == Evidence::None
            || matches!(heading.kind, Kind::Speaker | Kind::Talk | Kind::Label)
        {
            continue;
        }
        let entity = scene.entities.named(&heading.name, heading.kind);
        if let Some(section) = &heading.section {
            let noun = section.noun.to_owned();
            if !entity.nouns.contains(&noun) {
                entity.nouns.push(noun);
            }
        }
        if let Some(gloss) = &heading.gloss
            && !crate::notes::acronym::is_acronym_of(&heading.name, gloss)
            && (2..=6).contains(&words::count(gloss))
            && !gloss.contains(|c: char| c.is_ascii_digit() || c == ',')
            && !gloss.contains("://")
        {
            entity.gloss = Some(gloss.clone());
        } else if let Some(gloss) = &heading.gloss
            && crate::notes::acronym::is_acronym_of(&heading.name, gloss)
        {
            entity.expansion = Some(gloss.clone());
        }
    }
}

fn blocks(scene: &mut Scene<'_>, entry: usize) {
    let list = scene.entry(entry).blocks.clone();
    let mut term: Option<String> = None;
    let talks = kinds::lists_talks(&scene.entry(entry).name);
    let glosses: Vec<_> = list.iter().map(|at| r08_term::of(scene, entry, *at)).collect();
    scene.runs = r08_term::runs(scene, &list, &glosses);
    scene.glossary = r08_term::glossary(scene, entry, &glosses);
    let vocabulary = r49_vocabulary::is_list(scene, entry, &glosses);
    if vocabulary {
        // Words are asked for one by one, not for which there are.
        scene.proposals.retain(|card| card.entry != entry || card.rule != "R30");
    }
    scene.topics.clear();
    scene.word_list = None;
    scene.is_named = is_named(scene, entry);
    for (index, gloss) in list.into_iter().zip(glosses) {
        if scene.is_taken(index) {
            continue;
        }
        let Some(language) = in_english(scene, (entry, index), talks) else { continue };
        r06b_steps::apply(scene, entry, index);
        if r06_list::apply(scene, entry, index) {
            continue;
        }
        // Where hardly a clause is written out, plurals with lines under them are chapters.
        if language == Guess::English {
            r30_set::on_block(scene, entry, index);
        }
        if scene.block(index).shape == Shape::Callout {
            continue;
        }
        let pair = gloss.as_ref().filter(|_| vocabulary);
        if pair.is_some_and(|gloss| r49_vocabulary::apply(scene, (entry, index), gloss)) {
            continue;
        }
        r08_term::called(scene, entry, index);
        if r35_year::apply(scene, entry, index)
            || r36_versus::on_block(scene, entry, index)
            || r38_counted::apply(scene, entry, index)
            || r43_typed::apply(scene, entry, index)
            || r45_equations::apply(scene, entry, index)
        {
            continue;
        }
        r40_reason::apply(scene, entry, index);
        r44_default::apply(scene, entry, index);
        let alone = scene.glosses_beside(index) < 2;
        let gloss = gloss.filter(|gloss| !(gloss.dashed && alone && scene.is_named));
        let gloss = gloss.filter(|_| !r38_counted::opens(scene.block(index)));
        term = statement_block(scene, (entry, index), gloss, term.take());
    }
}

/// The language of a block that the rules on English are to read; the others are read here.
fn in_english(scene: &mut Scene<'_>, (entry, index): (usize, usize), talks: bool) -> Option<Guess> {
    r34_table::apply(scene, entry, index);
    let block = scene.block(index);
    scene.words = words::tokens(block.text());
    let raw = scene.note.raw.get(block.lines.first() as usize - 1).map_or("", String::as_str);
    if let Some(reason) = hopeless(block, &scene.words, raw) {
        scene.explain(&block.lines, reason);
        return None;
    }
    let language = scene.languages.of_text(entry, block.text());
    if (talks && r03_talk::on_item(scene, entry, index))
        || r01_qa::apply(scene, entry, index)
        || r02_question_heading::on_item(scene, entry, index)
        || (language.is_english() && r07_command::apply(scene, entry, index))
    {
        return None;
    }
    if block.shape == Shape::Code {
        scene.explain(&block.lines, "attached:code");
        return None;
    }
    match language {
        Guess::English | Guess::Terse => return Some(language),
        Guess::Known(language) => languages::read(scene, (entry, index), language),
        Guess::Other => scene.explain(&block.lines, "skip:other-language"),
    }
    None
}

/// Lines that no rule should look at, with the reason.
fn hopeless(block: &Block, words: &[Token<'_>], raw: &str) -> Option<&'static str> {
    let text = block.text();
    let own = || {
        let first = sentence::first(text);
        is_personal(first, words.iter().take_while(|token| token.start < first.len()))
    };
    let ends_in_stop = || words.last().is_some_and(|last| words::is_stop(&last.lower));
    let boxed = raw
        .trim_start_matches(|c: char| c.is_ascii_digit() || " \t-*+>.)".contains(c))
        .get(..3)
        .is_some_and(|head| matches!(head, "[ ]" | "[x]" | "[X]"));
    match () {
        () if matches!(block.shape, Shape::Row(_)) => Some("skip:table"),
        () if block.shape == Shape::Code => None,
        () if block.inline.image && words::count(text) <= 2 => Some("skip:image"),
        () if block.is_link() => Some("skip:link-only"),
        () if boxed || own() => Some("skip:personal"),
        () if words.len() <= 4 && ends_in_stop() && !text.ends_with(['.', '?', '!', ')', ':']) => {
            Some("skip:unfinished")
        }
        () if text.chars().filter(|c| c.is_alphabetic()).nth(1).is_none() || block.is_timed() => {
            Some("skip:stray")
        }
        () if block.holds_address() && words::count(text) <= 4 => Some("skip:link-only"),
        () => None,
    }
}

/// Whether the text is a note to oneself; these are its words.
fn is_personal<'t>(text: &str, mut words: impl Iterator<Item = &'t Token<'t>>) -> bool {
    /// The words that the marks open with, so that they are looked for in few places only.
    static FIRST: Class = Class::of(&[
        "ask", "business", "email", "follow", "good", "has", "i", "my", "remind", "talk",
    ]);
    const MARKS: &[&str] = &[
        "has his contact",
        "has her contact",
        "has their contact",
        "good speaker for",
        "ask him",
        "ask her",
        "ask them",
        "email him",
        "email her",
        "talk to him",
        "talk to her",
        "i should ",
        "i need to ",
        "i want to ",
        "remind me",
        "my boss",
        "business card",
        "follow up with",
    ];
    let is_mark = |token: &Token<'_>| {
        FIRST.holds(&token.lower) && {
            let rest = text[token.start..].to_lowercase();
            MARKS.iter().any(|mark| rest.starts_with(mark))
        }
    };
    let opens = |word: &str| {
        text.get(..word.len()).is_some_and(|opening| opening.eq_ignore_ascii_case(word))
    };
    opens("todo") || opens("tbd") || words.any(is_mark)
}

/// What an unspoken subject stands for.
#[derive(Debug, Clone)]
struct Subject {
    name: String,
    /// Whether it is only the bullet or heading above, which is not known to be an entity.
    inherited: bool,
}

impl Subject {
    const fn known(name: String) -> Self {
        Self { name, inherited: false }
    }
}

/// The rules on one block of running text; gives the term that the next bullet may continue.
fn statement_block(
    scene: &mut Scene<'_>,
    (entry, index): (usize, usize),
    gloss: Option<Gloss>,
    above: Option<String>,
) -> Option<String> {
    let block = scene.block(index);
    if r09_takeaway::labelled(scene, (entry, index), block.inline.without_tail_link()) {
        return None;
    }
    // What is nested under a bullet speaks of that bullet first.
    let named = block.parent.is_none() && scene.is_named;
    if named && r37_property::apply(scene, entry, index) {
        return None;
    }
    if let Some((name, start)) = r47_law::apply(scene, entry, index) {
        sentences(scene, (entry, index), start, Some(&Subject::known(name.clone())));
        return Some(name);
    }
    if let Some(gloss) = gloss {
        let label = !scene.entities.know(&gloss.term)
            && r27_descriptor::apply(scene, (entry, index), &gloss);
        if label {
            scene.entities.miss(&gloss.term);
            return None;
        }
        if r26_does::of_code(scene, (entry, index), &gloss) {
            return Some(gloss.term);
        }
        r08_term::define(scene, entry, index, &gloss, None);
        let subject = Subject::known(gloss.term.clone());
        sentences(scene, (entry, index), gloss.start, Some(&subject));
        return Some(gloss.term);
    }
    let text = block.text();
    let continues = grammar::opens_with_third_person(&scene.words[..scene.words.len().min(2)]);
    let heading = || scene.entry(entry).name.clone();
    let subject = if named { Some(heading()) } else { above.filter(|_| continues) };
    let kept = subject.clone().filter(|_| !named);
    let subject = subject.map(Subject::known).or_else(|| {
        let above = topic::of(scene, entry, index);
        let first = || topic::first_named(scene, entry, index).filter(|_| defines(text));
        Some(Subject { name: above.or_else(first)?, inherited: true })
    });
    sentences(scene, (entry, index), 0, subject.as_ref());
    kept
}

/// Whether a text has the form of a definition: "A bucket into which …", "function that …".
fn defines(text: &str) -> bool {
    (grammar::starts_with_article(text) || r25_definition::is_class_that(text))
        && grammar::is_noun_phrase(text)
}

/// Whether an entry's heading names the thing that its lines speak of.
fn is_named(scene: &Scene<'_>, entry: usize) -> bool {
    let heading = scene.entry(entry);
    heading.evidence > Evidence::None
        && !matches!(heading.kind, Kind::Speaker | Kind::Talk)
        && !talk::is_chapter(&heading.name)
        && grammar::contrasted(&heading.name).is_none()
}

/// Reads a block sentence by sentence, from a byte of its text on. Where that is behind a term,
/// the first sentence is the gloss, which is the term's definition and nothing else, unless it
/// opens with a verb and says what the term does.
fn sentences(
    scene: &mut Scene<'_>,
    (entry, index): (usize, usize),
    from: usize,
    subject: Option<&Subject>,
) {
    let block = scene.block(index);
    let body = block.inline.without_tail_link();
    let Some(text) = body.get(from..) else { return };
    let heading = scene.entry(entry);
    let breaks: Vec<usize> =
        block.inline.breaks.iter().filter_map(|at| at.checked_sub(from)).collect();
    let ranges = sentence::split_rows(text, &breaks);
    let first = scene.is_first(entry, index);
    let place = |at: usize| if at == 0 && first { Place::First } else { Place::Later };
    for (at, range) in ranges.iter().enumerate() {
        let lines = block.lines_of(from + range.start, from + range.end);
        let beside = |at: usize| ranges.get(at).map(|range| &text[range.clone()]);
        let part = from + range.start..from + range.end;
        let tokens = within(&scene.words, block.text(), part);
        let statement = Statement {
            held: Held::of(&tokens),
            tokens,
            text: &text[range.clone()],
            lines,
            entry,
            entry_kind: heading.kind,
            under: scene.parents(index),
            in_section: heading.section.is_some(),
            listed: scene.listed(entry, index).is_some(),
            strong: heading.evidence == Evidence::Strong
                && subject.is_some_and(|subject| subject.name == heading.name),
            subject: subject.map(|subject| subject.name.clone()),
            inherited: subject.filter(|subject| subject.inherited).map(|_| place(at)),
            place: place(at),
            speaker: speaker(scene, entry),
            previous: at.checked_sub(1).and_then(beside),
            opening: (at > 0).then(|| beside(0)).flatten(),
            next: beside(at + 1),
            verb: OnceCell::new(),
        };
        if at == 0 && from > 0 && !grammar::opens_with_third_person(&statement.tokens) {
            continue;
        }
        let above = block.parent.filter(|_| statement.inherited.is_some());
        let above = above.map(|parent| scene.block(parent).lines.clone());
        // The first sentence was looked at with its block.
        if (at > 0 || from > 0) && is_personal(statement.text, statement.tokens.iter()) {
            scene.explain(&statement.lines, "skip:personal");
            continue;
        }
        one(scene, &statement, above);
    }
}

/// The words of a part of a text; `words` are those of the whole.
fn within<'n>(words: &[Token<'n>], text: &'n str, part: Range<usize>) -> Vec<Token<'n>> {
    let ends_run = |at: usize| text.as_bytes().get(at).is_none_or(|byte| *byte == b' ');
    if !(part.start == 0 || ends_run(part.start - 1)) || !ends_run(part.end) {
        return words::tokens(&text[part]);
    }
    let from = words.partition_point(|word| word.outer_end <= part.start);
    let to = words.partition_point(|word| word.outer_end <= part.end);
    let moved = |word: &Token<'n>| Token {
        start: word.start - part.start,
        end: word.end - part.start,
        outer_end: word.outer_end - part.start,
        lower: word.lower.clone(),
    };
    words[from..to].iter().map(moved).collect()
}

/// What the first rule that finds something finds. Of two things set apart, their difference too:
/// what is said of the second is then no part of an answer on the first.
fn found_in(statement: &Statement) -> Option<Finding> {
    let first = |statement: &Statement| ON_SENTENCES.iter().find_map(|rule| rule(statement));
    let Some(Contrast { card, clause }) = r36_versus::on_sentence(statement) else {
        return first(statement);
    };
    let runs_on = |found: &Finding| {
        let mark = |answer: &str| {
            words::lower_cores(answer).any(|word| matches!(&*word, "whereas" | "while"))
        };
        found.said.is_some() || found.cards.iter().any(|card| mark(&card.answer))
    };
    let whole = first(statement).filter(|found| clause.is_none() || !runs_on(found));
    let mut found = whole.or_else(|| first(&clause?)).unwrap_or_default();
    // "X is like …, while Y is like …" is asked of both already.
    if found.cards.len() < 2 {
        found.cards.push(card);
    }
    Some(found)
}

fn speaker(scene: &Scene<'_>, entry: usize) -> Option<String> {
    let heading = scene.entry(entry);
    match heading.kind {
        Kind::Speaker => Some(heading.name.clone()),
        Kind::Talk => heading.talk.as_ref().and_then(|talk| match talk.speakers.as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        }),
        _ => None,
    }
}

/// The rules on one sentence, with the lines of the bullet above where that names its subject.
fn one(scene: &mut Scene<'_>, statement: &Statement, above: Option<Lines>) {
    let lines = &statement.lines;
    if statement.tokens.is_empty()
        || statement.text.ends_with('?')
        // "20 % of the energy?? check": not known for sure.
        || statement.text.contains("??")
        || statement.text.contains("://")
    {
        scene.explain(lines, "skip:no-pattern");
        return;
    }
    let found = found_in(statement);
    let found = found.or_else(|| if scene.all { r28_cloze::apply(scene, statement) } else { None });
    let Some(Finding { cards, said }) = found else { return };
    scene.spoken.extend(lines.numbers());
    scene.proposals.extend(cards);
    if let Some(Told { name, text, phrase, confidence }) = said {
        let own = statement.subject.as_deref() == Some(name.as_str()) && statement.strong;
        let entity = scene.entities.named(&name, Kind::Term);
        entity.said.push(Said {
            hedged: grammar::is_doubtful(&text),
            text,
            lines: above.map_or_else(|| lines.clone(), |above| above.union(lines)),
            entry: statement.entry,
            under: statement.under.clone(),
            own_heading: own || statement.entry_kind == Kind::Concept,
            confidence,
            phrase,
            rule: "R25",
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_words_of_a_part_are_those_of_the_whole(
            text in "[A-Za-c.!?(),\t \u{3002}\u{e9}]{0,40}",
            (from, to) in (0..40_usize, 0..40_usize),
        ) {
            let words = words::tokens(&text);
            let bounds = |at: usize| (at..=text.len()).find(|at| text.is_char_boundary(*at));
            let (from, to) = (bounds(from).unwrap_or(text.len()), bounds(to).unwrap_or(text.len()));
            for part in sentence::split(&text).into_iter().chain(std::iter::once(from.min(to)..from.max(to))) {
                prop_assert_eq!(within(&words, &text, part.clone()), words::tokens(&text[part]));
            }
        }
    }
}
