//! R04: what the notes say a person made or is: in the gloss behind the name, or "written by".

use super::Finding;
use crate::cards::generate::grammar::{self, shown};
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::cards::generate::statement::Statement;
use crate::notes::kinds::Kind;
use crate::notes::{person, words};

/// "Who created X?" from `NAME (X creator)`; the other direction is extra.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize) {
    let heading = scene.entry(entry);
    let Some(gloss) = heading.gloss.as_deref().filter(|_| heading.kind == Kind::Speaker) else {
        return;
    };
    let Some(made) = person::made(gloss) else { return };
    let words = (format!("Who {} {}?", made.verb, shown(made.thing)), heading.name.clone());
    let mut card = Proposal {
        crumb: Crumb::Section,
        fact: format!("{} ({gloss})", heading.name),
        ..scene.card(entry, heading.line.into(), ("R04", "role_rev", 90), words)
    };
    scene.proposals.push(card.clone());
    card.kind = "role_fwd";
    card.question = format!("What did {} {}?", heading.name, made.infinitive);
    made.thing.clone_into(&mut card.answer);
    card.confidence = 70;
    card.order.1 = 1;
    scene.proposals.push(card);
}

/// What makers do: the participle in front of "by", and the verb that "who" asks with.
const MADE: &[(&str, &str)] = &[
    ("authored", "authored"),
    ("backed", "backs"),
    ("built", "built"),
    ("coined", "coined"),
    ("created", "created"),
    ("designed", "designed"),
    ("developed", "developed"),
    ("founded", "founded"),
    ("introduced", "introduced"),
    ("invented", "invented"),
    ("led", "leads"),
    ("made", "made"),
    ("maintained", "maintains"),
    ("owned", "owns"),
    ("proposed", "proposed"),
    ("published", "published"),
    ("written", "wrote"),
];

/// "Who wrote S?" from "Written by NAME", or "S was written by NAME".
pub(super) fn on_sentence(s: &Statement) -> Option<Finding> {
    let by = (1..8).find(|at| s.word(*at) == "by")?;
    let (_, verb) = MADE.iter().find(|(participle, _)| *participle == s.word(by - 1))?;
    let said = |at: usize| {
        matches!(s.word(at), "it" | "was" | "is" | "term" | "originally" | "first" | "initially")
    };
    let thing = if (0..by - 1).all(said) {
        s.shown_subject()?
    } else {
        let be = (1..by - 1).find(|at| matches!(s.word(*at), "is" | "was" | "are" | "were"))?;
        s.names_particular(be).then(|| grammar::lower_first(s.between(0, be)))?
    };
    let maker = maker(s.tail(by + 1))?;
    let question = format!("Who {verb} {thing}?");
    let mut card = s.card("R04", "maker", 80, (question, maker.to_owned()));
    card.crumb = Crumb::Entry;
    Some(Finding::card(card))
}

/// The name that a text opens with: of a person or of a company.
fn maker(text: &str) -> Option<&str> {
    let end = [" in ", " at ", " (", ", ", ". ", " and then ", " - ", " as "]
        .iter()
        .filter_map(|cut| text.find(cut))
        .min()
        .unwrap_or(text.len());
    let name = grammar::without_stop(text[..end].trim());
    let named = name.split_whitespace().all(|word| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || words::is_stop(word)
    });
    (named && (1..=6).contains(&words::count(name)) && name.starts_with(char::is_uppercase))
        .then_some(name)
}
