//! R38: a set whose size is said and whose members stand behind a colon: "Three kinds of probes:
//! liveness, readiness, startup".
//!
//! Not in the specification. A list that says how many it has is the best of lists.

use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Proposal, Scene};
use crate::notes::blocks::Block;
use crate::notes::sentence;
use crate::notes::words::{self, Token};

/// Words of one member, at most.
const MEMBER: usize = 8;

/// "What are the three kinds of probes?", and of "X has two phases: …" whose they are; true where
/// the block says nothing else.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    let block = scene.block(index);
    let text = block.inline.without_tail_link();
    if !text.contains(": ") {
        return false;
    }
    let ranges = sentence::split_rows(text, &block.inline.breaks);
    let mut found = false;
    for range in &ranges {
        let told = &text[range.clone()];
        let Some((phrase, members)) = told.split_once(": ") else { continue };
        let members = grammar::without_stop(members);
        let first = range.start == 0;
        let Some(question) = question(phrase, parts(members), first) else { continue };
        let question = of_which(scene, (entry, index), question);
        let lines = block.lines_of(range.start, range.end);
        let words = (question, members.to_owned());
        let card = Proposal {
            entity: phrase.to_owned(),
            fact: told.to_owned(),
            under: scene.parents(index),
            ..scene.card(entry, lines, ("R38", "list", 80), words)
        };
        scene.proposals.push(card);
        found = true;
    }
    found && ranges.len() == 1
}

/// "What are the two kinds?": of what the bullet above or the heading names.
fn of_which(scene: &Scene<'_>, (entry, index): (usize, usize), question: String) -> String {
    let heading = scene.entry(entry);
    let above = scene.parents(index).pop();
    let above = above.map(|above| above.split([':', '(']).next().unwrap_or("").trim().to_owned());
    let of = above.as_ref().filter(|above| !above.is_empty()).unwrap_or(&heading.name);
    let bare = words::count(&question) <= 5 && (1..=9).contains(&words::count(of));
    match question.strip_suffix('?').filter(|_| bare && heading.line > 0) {
        Some(asked) => format!("{asked} ({of})?"),
        None => question,
    }
}

/// Whether a block opens with such a set, so that the phrase is no term with a gloss.
pub(super) fn opens(block: &Block) -> bool {
    let text = block.inline.without_tail_link();
    let rows = sentence::split_rows(text, &block.inline.breaks);
    let counted = rows.first().and_then(|range| words::cut(&text[range.clone()], ": "));
    counted.is_some_and(|(phrase, members)| {
        question(phrase, parts(grammar::without_stop(members)), true).is_some()
    })
}

/// The question to a phrase that counts as many members as there are; one that does not say of what
/// counts those of what stands in front, if it is not the first.
fn question(phrase: &str, found: Option<usize>, first: bool) -> Option<String> {
    let tokens = words::tokens(phrase);
    let at = tokens.iter().position(|token| number(token).is_some())?;
    let counted = number(&tokens[at]).filter(|count| found == Some(*count))?;
    let noun = &phrase[tokens[at].start..];
    let plural = tokens.get(at + 1..)?.iter().take(3).any(|token| token.lower.ends_with('s'));
    // "Three things", of what stands in front.
    let bare = words::count(noun) == 2
        && ["things", "features", "parts", "reasons", "points", "rules", "ways", "steps"]
            .iter()
            .any(|thing| noun.ends_with(thing));
    let bare = bare && !first;
    if !plural || bare || words::count(noun) > MEMBER || counted < 2 {
        return None;
    }
    let noun = grammar::lower_first(noun);
    match at {
        0 => Some(format!("What are the {noun}?")),
        1 if matches!(&*tokens[0].lower, "the" | "these" | "there") => {
            Some(format!("What are the {noun}?"))
        }
        _ => {
            let verb = tokens.get(at - 1).map(|token| &*token.lower)?;
            let owner = phrase[..tokens[at - 1].start].trim();
            let adverb = ["also", "always", "just", "now", "only", "still", "usually"]
                .iter()
                .find_map(|adverb| owner.strip_suffix(adverb)?.strip_suffix(' '));
            let owner = grammar::lower_first(adverb.unwrap_or(owner));
            let belongs = matches!(verb, "has" | "have" | "includes" | "contains")
                && !owner.is_empty()
                && !grammar::is_pronoun(&tokens[0].lower);
            belongs.then(|| format!("What are the {noun} of {owner}?"))
        }
    }
}

fn number(token: &Token) -> Option<usize> {
    let word = &*token.lower;
    let count = grammar::number(word).or_else(|| word.parse().ok());
    count.filter(|count| (2..=5).contains(count))
}

/// How many members a text lists, if each is short.
fn parts(text: &str) -> Option<usize> {
    let last = text.rsplit_once(" and ").or_else(|| text.rsplit_once(" or "));
    let (before, last) = last.map_or((text, None), |(before, last)| (before, Some(last)));
    let listed = before.trim_end_matches(',').split(", ").chain(last);
    let (mut count, mut short) = (0, true);
    for part in listed {
        count += 1;
        short &= (1..=MEMBER).contains(&words::count(part)) && !part.contains([';', '?', '$']);
    }
    short.then_some(count)
}
