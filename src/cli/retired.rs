//! `recall retired` and `recall relink`: cards whose line left the notes, and mending that by
//! hand.

use crate::adapters::store::{Moment, Status};
use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::cli::args::RelinkArgs;
use crate::cli::card::{self, CardJson};
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome};
use crate::render::markdown::one_line;
use crate::render::sanitize::visible;

/// `recall retired`.
pub(super) fn run(context: &mut Context) -> Result<Outcome, Failure> {
    let ui = &context.ui;
    let Some(store) = context.existing_store()? else { return Ok(Outcome::Done) };
    let mut shown = 0_u32;
    store.for_each_card(|card| {
        if card.status != Status::Retired {
            return Ok(());
        }
        shown += 1;
        let reviews = store.reviews_of(card.id)?;
        if ui.json() {
            return ui.json_line(&CardJson::of(card, &reviews, context.clock.today()));
        }
        let mut line = Line::of(Role::Faint, format!("{:8}", card.id.short()));
        line.push(Role::Text, &one_line(&card.question));
        let answers = count(reviews.len() as u64, "answer");
        let place = format!("  {}:{}, {answers}", visible(&card.source), card.lines.first());
        line.push(Role::Faint, &place);
        ui.line(line.cut(ui.width()).painted(ui.palette()))
    })?;
    if !ui.json() {
        ui.say(count(shown, "retired card"));
        if shown > 0 {
            ui.say("`recall relink OLD NEW` lets one go on as a card that the notes have now");
        }
    }
    Ok(Outcome::Done)
}

/// `recall relink`.
pub(super) fn relink(context: &mut Context, args: &RelinkArgs) -> Result<Outcome, Failure> {
    let mut store = context.existing_store()?;
    let old = card::find(store.as_ref(), &args.old)?;
    let new = card::find(store.as_ref(), &args.new)?;
    if old.id == new.id {
        return Err(Failure::user("a card has its own history already").hint("name two cards"));
    }
    if matches!(new.status, Status::Retired | Status::Dropped) {
        return Err(Failure::user(format!("{} is not in the notes any more", new.id.short()))
            .hint(
                "name the retired card first, then the one that goes on: `recall relink OLD NEW`",
            ));
    }
    let Some(store) = &mut store else { return Ok(Outcome::Done) };
    let at = context.clock.now();
    let today = context.clock.day_of(at);
    store.relink(old.id, new.id, Moment { at, day: today })?;
    let Some(linked) = store.card(old.id)? else { return Ok(Outcome::Done) };
    if context.ui.json() {
        let reviews = store.reviews_of(linked.id)?;
        context.ui.json_line(&CardJson::of(linked, &reviews, today))?;
        return Ok(Outcome::Done);
    }
    let (id, question) = (linked.id.short(), one_line(&linked.question));
    context.ui.line(format!("relinked {id} {question}"))?;
    Ok(Outcome::Done)
}
