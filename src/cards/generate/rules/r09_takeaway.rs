//! R09: what the author calls a takeaway.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::cards::generate::statement::Statement;
use crate::notes::words;

/// "What is a takeaway from NAME’s talk?", and why, when a reason follows "since".
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    let nouns = ["takeaway", "takeaways", "lesson", "moral"];
    let at = (0..3).find(|at| nouns.contains(&s.word(*at)))?;
    let verb = (at + 1..at + 5).find(|at| matches!(s.word(*at), "is" | "was"))?;
    let reason = ["since", "because"]
        .iter()
        .find_map(|word| s.find(&[word]))
        .filter(|because| *because > verb);
    let clause = reason.map_or_else(|| s.from(verb + 1), |because| s.between(verb + 1, because));
    let clause = clause.strip_prefix("that ").unwrap_or(clause);
    let speaker = s.speaker.as_deref()?;
    let question = format!("What is a takeaway from {speaker}\u{2019}s talk?");
    let mut card =
        s.card("R09", "takeaway", 95, (question, grammar::without_stop(clause).to_owned()));
    card.crumb = Crumb::Section;
    let mut found = Finding::card(card);
    if let Some(because) = reason {
        let advice = clause.split(", i.e.").next().unwrap_or(clause);
        let why = advice
            .strip_prefix("not to ")
            .map(|rest| format!("why not {rest}"))
            .or_else(|| advice.strip_prefix("to ").map(|rest| format!("why {rest}")));
        if let Some(why) = why {
            let mut card = s.card(
                "R19",
                "why",
                85,
                (
                    format!("{speaker}: {}?", grammar::without_stop(&why)),
                    s.from(because + 1).to_owned(),
                ),
            );
            card.order.1 = 1;
            found.cards.push(card);
        }
    }
    Some(found)
}

/// Labels in front of what a talk or an entry comes down to.
const LABELS: &[&str] = &[
    "bottom line",
    "core idea",
    "core message",
    "key idea",
    "key insight",
    "key message",
    "key point",
    "key takeaway",
    "lesson learned",
    "main idea",
    "main message",
    "main point",
    "main takeaway",
    "takeaway",
    "thesis",
    "tl;dr",
    "tldr",
];

/// Lines under a talk's title among which its problem or its idea is told.
const FIRST: usize = 4;

/// "What is the main idea of “TITLE”?" from `Main idea: …` under the title.
pub(super) fn labelled(scene: &mut Scene<'_>, (entry, index): (usize, usize), text: &str) -> bool {
    let heading = scene.entry(entry);
    let (block, under) = (scene.block(index), scene.parents(index));
    // Further down a problem or an idea is one of several.
    let of_talk = heading.talk.is_some()
        && under.is_empty()
        && heading.blocks.iter().take(FIRST).any(|at| *at == index);
    let Some((label, answer)) = split(text, of_talk) else { return false };
    let of = match (under.last(), &heading.talk) {
        (Some(parent), _) => parent.clone(),
        (None, Some(talk)) => format!("\u{201c}{}\u{201d}", talk.title),
        (None, None) => heading.name.clone(),
    };
    let words = (format!("What is the {label} of {of}?"), answer.to_owned());
    let card = Proposal {
        entity: of,
        crumb: Crumb::Section,
        fact: text.to_owned(),
        under,
        ..scene.card(entry, block.lines.clone(), ("R09", "takeaway", 80), words)
    };
    scene.proposals.push(card);
    true
}

/// Labels of what else a talk has, that are no takeaway of anything else.
const OF_A_TALK: &[&str] = &[
    "advice",
    "conclusion",
    "drawback",
    "goal",
    "idea",
    "limitation",
    "message",
    "motivation",
    "problem",
    "question",
    "result",
    "solution",
];

/// A label of a takeaway, in lower case, and what stands behind it.
fn split(text: &str, of_talk: bool) -> Option<(&'static str, &str)> {
    let (label, rest) = words::cut(text, ": ").or_else(|| words::cut(text, " - "))?;
    let label = label.trim().to_lowercase();
    let more: &[&str] = if of_talk { OF_A_TALK } else { &[] };
    let label = LABELS.iter().chain(more).find(|known| **known == label)?;
    let rest = grammar::without_stop(rest.trim());
    (3..=30).contains(&words::count(rest)).then_some((*label, rest))
}
