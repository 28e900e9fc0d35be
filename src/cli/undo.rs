//! `recall undo`.

use crate::adapters::store::{Deed, Undone};
use crate::cli::failure::Failure;
use crate::cli::{Context, Outcome};
use crate::render::markdown::one_line;
use serde::Serialize;

pub(super) fn run(context: &mut Context) -> Result<Outcome, Failure> {
    let nothing = || Failure::user("there is nothing to take back");
    let mut store = context.existing_store()?.ok_or_else(nothing)?;
    let at = context.clock.now();
    let undone = store.undo_last(at, context.clock.day_of(at))?.ok_or_else(nothing)?;
    let ui = &context.ui;
    if ui.json() {
        ui.json_line(&UndoJson::of(&undone))?;
        return Ok(Outcome::Done);
    }
    let question = store.card(undone.card)?.map_or_else(String::new, |card| card.question);
    let done = undone.deed.as_str();
    ui.line(format!("took back `{done}` for {} {}", undone.card.short(), one_line(&question)))?;
    Ok(Outcome::Done)
}

#[derive(Debug, Serialize)]
struct UndoJson {
    version: u32,
    id: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    grade: Option<u8>,
}

impl UndoJson {
    /// The kind is that of the review, or the decision.
    fn of(undone: &Undone) -> Self {
        let (kind, grade) = match undone.deed {
            Deed::Answered { kind, grade } => (kind.as_str(), Some(grade.number())),
            Deed::Decided(verdict) => (verdict.as_str(), None),
        };
        Self { version: 1, id: undone.card.to_string(), kind, grade }
    }
}
