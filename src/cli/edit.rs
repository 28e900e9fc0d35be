//! `recall edit`: other words for a card, which later changes of its notes leave alone.

use crate::adapters::store::{CardRecord, Decision, Store};
use crate::cli::args::EditArgs;
use crate::cli::card::CardJson;
use crate::cli::change::find_all;
use crate::cli::failure::Failure;
use crate::cli::triage::editor::{Edited, edit};
use crate::cli::{Context, Outcome};
use crate::render::markdown::one_line;

pub(super) fn run(context: &mut Context, args: &EditArgs) -> Result<Outcome, Failure> {
    let mut store = context.existing_store()?;
    let ids = find_all(store.as_ref(), &args.cards.cards)?;
    let Some(store) = &mut store else { return Ok(Outcome::Done) };
    for id in ids {
        if let Some(card) = store.card(id)? {
            change(context, store, &card, args)?;
        }
    }
    Ok(Outcome::Done)
}

fn change(
    context: &Context,
    store: &mut Store,
    card: &CardRecord,
    args: &EditArgs,
) -> Result<(), Failure> {
    let ui = &context.ui;
    let Some(decision) = wanted(context, store, card, args)? else {
        ui.say(format!("{}: nothing was changed", card.id.short()));
        return Ok(());
    };
    let at = context.clock.now();
    let changed = store.decide(card.id, &decision, at, context.clock.day_of(at))?;
    let now = store.card(card.id)?.ok_or_else(|| Failure::no_card(&card.id.to_string()))?;
    if ui.json() {
        return ui.json_line(&CardJson::of(now, &[], context.clock.today()));
    }
    let did = if changed { "edited" } else { "as it was:" };
    ui.line(format!("{did} {} {}", now.id.short(), one_line(&now.question)))
}

/// The words that the flags give, or the editor; `None` where there are none.
fn wanted(
    context: &Context,
    store: &Store,
    card: &CardRecord,
    args: &EditArgs,
) -> Result<Option<Decision>, Failure> {
    if args.reset {
        let [question, answer] =
            store.notes_words(card.id)?.ok_or_else(|| Failure::no_card(&card.id.to_string()))?;
        return Ok(Some(Decision::Edit { question, answer }));
    }
    if args.question.is_none() && args.answer.is_none() {
        let editor = context.editor().ok_or_else(no_editor)?;
        let failed = |why| Failure::user("the card was not edited").because(why);
        return Ok(match edit(editor, &card.question, &card.answer).map_err(failed)? {
            Edited::To { question, answer } => Some(Decision::Edit { question, answer }),
            Edited::Nothing => None,
        });
    }
    let text = |given: &Option<String>, old: &String| given.as_ref().unwrap_or(old).clone();
    let (question, answer) =
        (text(&args.question, &card.question), text(&args.answer, &card.answer));
    if question.trim().is_empty() || answer.trim().is_empty() {
        return Err(Failure::usage("a card needs a question and an answer"));
    }
    Ok(Some(Decision::Edit { question, answer }))
}

fn no_editor() -> Failure {
    Failure::user("no editor is named").hint(
        "set `EDITOR`, or `recall config set editor COMMAND`, or use `--question` and `--answer`",
    )
}
