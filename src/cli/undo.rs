//! `recall undo`.

use crate::adapters::store::Undone;
use crate::cli::failure::Failure;
use crate::cli::{Context, Outcome};
use crate::render::markdown::one_line;
use serde::Serialize;

pub(super) fn run(context: &mut Context) -> Result<Outcome, Failure> {
    let nothing = || Failure::user("there is no answer to take back");
    let mut store = context.existing_store()?.ok_or_else(nothing)?;
    let at = context.clock.now();
    let undone = store.undo_last(at, context.clock.day_of(at))?.ok_or_else(nothing)?;
    let ui = &context.ui;
    if ui.json() {
        ui.json_line(&UndoJson::of(&undone))?;
        return Ok(Outcome::Done);
    }
    let question = store.card(undone.card)?.map_or_else(String::new, |card| card.question);
    let (name, question) = (undone.grade.button_name(), one_line(&question));
    ui.line(format!("took back `{name}` for {} {question}", undone.card.short()))?;
    Ok(Outcome::Done)
}

#[derive(Debug, Serialize)]
struct UndoJson {
    version: u32,
    id: String,
    kind: &'static str,
    grade: u8,
}

impl UndoJson {
    fn of(undone: &Undone) -> Self {
        Self {
            version: 1,
            id: undone.card.to_string(),
            kind: undone.kind.as_str(),
            grade: undone.grade.number(),
        }
    }
}
