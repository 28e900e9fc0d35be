//! R04: what the notes say a person made or is, in the gloss behind the name.

use crate::cards::generate::grammar::shown;
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::notes::kinds::Kind;
use crate::notes::person;

/// "Who created X?" from `NAME (X creator)`; the other direction is extra.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize) {
    let heading = scene.entry(entry);
    let Some(gloss) = heading.gloss.as_deref().filter(|_| heading.kind == Kind::Speaker) else {
        return;
    };
    let Some(made) = person::made(gloss) else { return };
    let mut card = Proposal {
        rule: "R04",
        kind: "role_rev",
        question: format!("Who {} {}?", made.verb, shown(made.thing)),
        answer: heading.name.clone(),
        lines: heading.line.into(),
        entry,
        entity: heading.name.clone(),
        entity_kind: Kind::Speaker,
        confidence: 90,
        crumb: Crumb::Section,
        shares_words: false,
        fact: format!("{} ({gloss})", heading.name),
        clue: None,
        under: Vec::new(),
        variant: 0,
        order: (heading.line, 0),
    };
    scene.proposals.push(card.clone());
    card.kind = "role_fwd";
    card.question = format!("What did {} {}?", heading.name, made.infinitive);
    made.thing.clone_into(&mut card.answer);
    card.confidence = 70;
    card.order.1 = 1;
    scene.proposals.push(card);
}
