//! R03: a talk and who gave it, both ways.

use crate::cards::generate::grammar;
use crate::cards::generate::languages::{Ask, ask};
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::notes::language::Guess;
use crate::notes::talk::{self, Talk};
use crate::notes::words;

/// "What was NAME’s talk at EVENT?" and "Whose talk at EVENT was “TITLE”?", in the note's
/// language.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize) {
    if let Some(talk) = &scene.entry(entry).talk {
        push(scene, entry, talk);
    }
}

/// The same of an item in a list of talks, as lightning talks are noted.
pub(super) fn on_item(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    let block = scene.block(index);
    let listed = block.is_item() && block.parent.is_none() && scene.entry(entry).talk.is_none();
    let found = if listed { talk::listed(block.inline.without_tail_link()) } else { None };
    let Some((title, speakers)) = found else { return false };
    push(scene, entry, &Talk { title, speakers, lines: block.lines.clone() });
    true
}

fn push(scene: &mut Scene<'_>, entry: usize, talk: &Talk) {
    let heading = scene.entry(entry);
    let language = scene.languages.of_text(entry, &heading.name);
    let names = match talk.speakers.as_slice() {
        [before @ .., last] if language.is_english() && !before.is_empty() => {
            format!("{} and {last}", before.join(", "))
        }
        speakers => speakers.join(", "),
    };
    let title_words = words::norm(&talk.title);
    let inside = talk.speakers.iter().any(|name| {
        name.split_whitespace()
            .any(|part| part.len() > 2 && title_words.split(' ').any(|w| w == words::norm(part)))
    });
    if inside || names.is_empty() || words::count(&talk.title) > 20 {
        return;
    }
    let confidence = if heading.section.is_some() { 95 } else { 85 };
    let title = talk
        .title
        .trim_matches(['"', '\u{201c}', '\u{201d}'])
        .trim_end_matches(['.', ','])
        .to_owned();
    let event = scene.note.event.as_deref();
    let bare = talk::says_talk(&title);
    let Some((forward, backward)) = questions(language, (&names, &title), event) else { return };
    let rule = ("R03", "talk_fwd", confidence);
    let mut card = Proposal {
        fact: format!("{names}: {title}"),
        entity: names,
        crumb: Crumb::Section,
        ..scene.card(entry, talk.lines.clone(), rule, (forward, title.clone()))
    };
    // "Opening keynote" is what the talk is, and no title.
    if bare && language.is_english() {
        card.question = format!("Who gave the {}{}?", grammar::lower_first(&title), at(event));
        card.answer = talk.speakers.join("\n");
        scene.proposals.push(card);
        return;
    }
    scene.proposals.push(card.clone());
    card.kind = "talk_rev";
    card.question = backward;
    card.answer = talk.speakers.join("\n");
    card.order.1 = 1;
    scene.proposals.push(card);
}

fn at(event: Option<&str>) -> String {
    event.map_or_else(String::new, |event| format!(" at {event}"))
}

/// What was the talk of these people at the event, and whose was the talk of this title?
fn questions(
    language: Guess,
    (names, title): (&str, &str),
    event: Option<&str>,
) -> Option<(String, String)> {
    match language {
        Guess::English | Guess::Terse => {
            let at = at(event);
            let forward = format!("What was {names}\u{2019}s talk{at}?");
            Some((forward, format!("Whose talk{at} was \u{201c}{title}\u{201d}?")))
        }
        Guess::Known(language) => {
            let at = event.map_or_else(String::new, |event| format!(" ({event})"));
            let forward = ask(language, Ask::Talk(&format!("{names}{at}")));
            Some((forward, ask(language, Ask::Speaker(title))))
        }
        Guess::Other => None,
    }
}
