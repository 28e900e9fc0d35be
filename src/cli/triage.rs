//! `recall triage`: the cards that are only offered, one by one, on the whole screen or line by
//! line.

pub(super) mod editor;
mod plain;
mod screen;
mod tray;

use crate::cli::args::TriageArgs;
use crate::cli::card::CardJson;
use crate::cli::failure::{Failure, count};
use crate::cli::stage::{self, Ending};
use crate::cli::{Context, Outcome, scope};
use tray::Tray;

pub(super) fn run(context: &mut Context, args: &TriageArgs) -> Result<Outcome, Failure> {
    let scope = scope::resolve(context, &args.scope)?;
    let mut tray = Tray::new(context, context.store()?, scope)?;
    let ui = &context.ui;
    if ui.json() {
        return list(context, &tray);
    }
    if tray.is_over() {
        ui.line("No cards are offered.")?;
        return Ok(Outcome::Done);
    }
    let env = &context.env;
    let is_terminal = env.stdin_is_terminal && env.stdout_is_terminal && !env.dumb_terminal;
    let ending = if args.plain || !is_terminal {
        plain::hold(&mut tray, ui)?
    } else {
        stage::hold(&mut tray, ui.palette())?
    };
    if ending == Ending::Gone {
        return Ok(Outcome::Interrupted);
    }
    ui.line(summary(&tray)?)?;
    if tray.has_decided() {
        ui.words("`recall undo` takes back the last decision.")?;
    }
    Ok(if ending == Ending::Interrupted { Outcome::Interrupted } else { Outcome::Done })
}

/// For scripts: the offered cards, one a line; nothing is asked.
fn list(context: &Context, tray: &Tray) -> Result<Outcome, Failure> {
    for id in tray.cards() {
        if let Some(card) = tray.store.card(*id)? {
            context.ui.json_line(&CardJson::of(card, &[], context.clock.today()))?;
        }
    }
    Ok(Outcome::Done)
}

/// What the session came to: `3 cards kept, 0 edited, 1 dropped, 8 still offered.`
fn summary(tray: &Tray) -> Result<String, Failure> {
    let [kept, edited, dropped] = tray.tally();
    let (kept, left) = (count(kept, "card"), tray.left()?);
    Ok(format!("{kept} kept, {edited} edited, {dropped} dropped, {left} still offered."))
}
