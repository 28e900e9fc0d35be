//! `recall undo` and `recall redo`.

use crate::adapters::store::{Deed, Step, Store, Undone};
use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::cli::args::UndoArgs;
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome};
use crate::render::markdown::one_line;
use serde::Serialize;

pub(super) fn run(context: &mut Context, args: &UndoArgs) -> Result<Outcome, Failure> {
    if args.list {
        return list(context, args.limit);
    }
    let nothing = || Failure::user("there is nothing to take back");
    let mut store = context.existing_store()?.ok_or_else(nothing)?;
    let at = context.clock.now();
    let undone = store.undo_last(at, context.clock.day_of(at))?.ok_or_else(nothing)?;
    tell(context, &store, &undone, "took back")
}

/// `recall redo`.
pub(super) fn redo(context: &mut Context) -> Result<Outcome, Failure> {
    let nothing = || Failure::user("there is nothing to do again: nothing was taken back last");
    let mut store = context.existing_store()?.ok_or_else(nothing)?;
    let at = context.clock.now();
    let redone = store.redo_last(at, context.clock.day_of(at))?.ok_or_else(nothing)?;
    tell(context, &store, &redone, "did again")
}

fn tell(context: &Context, store: &Store, undone: &Undone, did: &str) -> Result<Outcome, Failure> {
    let ui = &context.ui;
    if ui.json() {
        ui.json_line(&UndoneJson {
            version: 1,
            step: StepJson::of(&undone.step),
            kept: undone.kept,
        })?;
        return Ok(Outcome::Done);
    }
    let Step { deed, .. } = undone.step;
    ui.line(format!("{did} `{}`{}", deed.as_str(), object(store, &undone.step)?))?;
    if undone.kept > 0 {
        let rows = count(undone.kept, "thing");
        ui.say(format!("{rows} stayed as they are now, since they were changed in between"));
    }
    Ok(Outcome::Done)
}

/// What a step was done to: ` for 240000 What is mosh?`, ` for 12 cards`, or nothing.
fn object(store: &Store, step: &Step) -> Result<String, Failure> {
    Ok(match step.card {
        Some(id) => {
            let question = store.card(id)?.map_or_else(String::new, |card| card.question);
            format!(" for {} {}", id.short(), one_line(&question))
        }
        None if step.cards > 0 => format!(" for {}", count(step.cards, "card")),
        None => String::new(),
    })
}

/// `recall undo --list`.
fn list(context: &Context, limit: u32) -> Result<Outcome, Failure> {
    let ui = &context.ui;
    let Some(store) = context.existing_store()? else { return Ok(Outcome::Done) };
    let today = context.clock.today();
    for step in store.steps(limit)? {
        if ui.json() {
            ui.json_line(&StepJson::of(&step))?;
            continue;
        }
        let day = step.moment.day.for_people(today);
        let mut line = Line::of(Role::Faint, format!("{day:<12}"));
        line.push(Role::Text, &format!("{}{}", step.deed.as_str(), object(&store, &step)?));
        ui.line(line.cut(ui.width()).painted(ui.palette()))?;
    }
    Ok(Outcome::Done)
}

#[derive(Debug, Serialize)]
struct UndoneJson {
    version: u32,
    #[serde(flatten)]
    step: StepJson,
    /// How many rows stayed as they are, since something else changed them.
    kept: u32,
}

#[derive(Debug, Serialize)]
struct StepJson {
    /// The card, where it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    cards: u64,
    /// That of the review, the decision, or the command.
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    grade: Option<u8>,
    at: String,
    day: String,
}

impl StepJson {
    fn of(step: &Step) -> Self {
        let (kind, grade) = match step.deed {
            Deed::Answered { kind, grade } => (kind.as_str(), Some(grade.number())),
            Deed::Decided(verdict) => (verdict.as_str(), None),
            Deed::Did(act) => (act.as_str(), None),
        };
        Self {
            id: step.card.map(|card| card.to_string()),
            cards: step.cards,
            kind,
            grade,
            at: step.moment.at.to_string(),
            day: step.moment.day.to_string(),
        }
    }
}
