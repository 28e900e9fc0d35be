//! `recall suspend`, `unsuspend`, `bury`, `unbury`, `mark`, `unmark` and `tag`: what is done to
//! cards by name, several at once.

use crate::adapters::store::{CardChange, CardRecord, Moment, Status, Store};
use crate::cli::args::{BuryArgs, CardsArgs, MarkArgs, TagArgs};
use crate::cli::card::{self, CardJson, why_not_asked};
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome};
use crate::notes::tags;
use crate::render::markdown::one_line;
use crate::values::ids::CardId;
use crate::values::time::StudyDay;

/// `recall suspend` and the like: a change that only needs its cards.
pub(super) fn run(
    context: &mut Context,
    args: &CardsArgs,
    change: &CardChange,
) -> Result<Outcome, Failure> {
    make(context, &args.cards, change)
}

/// `recall bury`.
pub(super) fn bury(context: &mut Context, args: &BuryArgs) -> Result<Outcome, Failure> {
    let until = context.clock.today().plus_days(args.days);
    make(context, &args.cards.cards, &CardChange::BuryUntil(until))
}

/// `recall mark`.
pub(super) fn mark(context: &mut Context, args: &MarkArgs) -> Result<Outcome, Failure> {
    let why = args.why.split_whitespace().collect::<Vec<_>>().join(" ");
    make(context, &args.cards.cards, &CardChange::Mark(why))
}

/// `recall tag`: what begins with `+` or `-` is a tag, all else a card.
pub(super) fn tag(context: &mut Context, args: &TagArgs) -> Result<Outcome, Failure> {
    let (mut cards, mut add, mut remove) = (Vec::new(), Vec::new(), Vec::new());
    for word in &args.words {
        let (list, raw) = match (word.strip_prefix('+'), word.strip_prefix('-')) {
            (Some(tag), _) => (&mut add, tag),
            (_, Some(tag)) => (&mut remove, tag),
            _ => {
                cards.push(word.clone());
                continue;
            }
        };
        let no_tag = || Failure::usage(format!("`{word}` names no tag"));
        list.push(tags::normal(raw).ok_or_else(no_tag)?);
    }
    if cards.is_empty() {
        return Err(Failure::usage("no card is named").hint(HOW_TO_TAG));
    }
    if add.is_empty() && remove.is_empty() {
        return Err(Failure::usage("no tag is named").hint(HOW_TO_TAG));
    }
    make(context, &cards, &CardChange::Tag { add, remove })
}

const HOW_TO_TAG: &str = "as in `recall tag 240000 +exam -later`";

fn make(context: &mut Context, names: &[String], change: &CardChange) -> Result<Outcome, Failure> {
    let mut store = context.existing_store()?;
    let ids = find_all(store.as_ref(), names)?;
    let Some(store) = &mut store else { return Ok(Outcome::Done) };
    let at = context.clock.now();
    let today = context.clock.day_of(at);
    let changed = store.change_cards(&ids, change, Moment { at, day: today })?;
    let mut outcome = Outcome::Done;
    let mut cards = Vec::new();
    for id in ids {
        let Some(card) = store.card(id)? else { continue };
        if !changed.contains(&id) {
            let (is_refusal, why) = unchanged(&card, change, today);
            context.ui.say(format!("{}: {why}", subject(&card)));
            if is_refusal {
                outcome = Outcome::No;
            }
        }
        cards.push(card);
    }
    if context.ui.json() {
        for card in cards {
            context.ui.json_line(&CardJson::of(card, &[], today))?;
        }
        return Ok(outcome);
    }
    match &changed[..] {
        [] => {}
        [one] => {
            let card = cards.iter().find(|card| card.id == *one);
            let subject = card.map_or_else(String::new, subject);
            context.ui.line(format!("{} {subject}", did(change, today)))?;
        }
        _ => {
            let cards = count(u64::try_from(changed.len()).unwrap_or(u64::MAX), "card");
            context.ui.line(format!("{} {cards}", did(change, today)))?;
        }
    }
    Ok(outcome)
}

/// The cards that these texts name, each once.
pub(super) fn find_all(store: Option<&Store>, names: &[String]) -> Result<Vec<CardId>, Failure> {
    let mut ids = Vec::new();
    for name in names {
        let id = card::find(store, name)?.id;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

fn subject(card: &CardRecord) -> String {
    format!("{} {}", card.id.short(), one_line(&card.question))
}

/// What was done, before the card or their number.
fn did(change: &CardChange, today: StudyDay) -> String {
    match change {
        CardChange::Suspend => "suspended".to_owned(),
        CardChange::Unsuspend => "back in review:".to_owned(),
        CardChange::BuryUntil(day) => format!("buried until {}:", day.for_people(today)),
        CardChange::Unbury => "no longer buried:".to_owned(),
        CardChange::Mark(_) => "marked".to_owned(),
        CardChange::Unmark => "no longer marked:".to_owned(),
        CardChange::Tag { add, remove } => {
            let signed = |sign: char| move |tag: &String| format!("{sign}{tag}");
            let tags = add.iter().map(signed('+')).chain(remove.iter().map(signed('-')));
            format!("tagged {}:", tags.collect::<Vec<_>>().join(" "))
        }
    }
}

/// Why a card was not changed, and whether it could not be.
fn unchanged(card: &CardRecord, change: &CardChange, today: StudyDay) -> (bool, String) {
    let already = |what: &str| (false, format!("{what} already"));
    match change {
        CardChange::Suspend if card.status == Status::Suspended => already("suspended"),
        CardChange::BuryUntil(day) if card.buried_until == Some(*day) => {
            already(&format!("buried until {}", day.for_people(today)))
        }
        CardChange::Suspend | CardChange::BuryUntil(_) => {
            (true, why_not_asked(card.status).unwrap_or("not changed").to_owned())
        }
        CardChange::Unsuspend => (false, "not suspended".to_owned()),
        CardChange::Unbury => (false, "not buried".to_owned()),
        CardChange::Mark(_) => already("marked so"),
        CardChange::Unmark => (false, "not marked".to_owned()),
        CardChange::Tag { .. } => already("tagged so"),
    }
}
