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

/// What the session came to: `3 cards kept, 1 card dropped, 8 cards still offered.`
fn summary(tray: &Tray) -> Result<String, Failure> {
    let [kept, dropped] = tray.tally();
    let left = tray.left()?;
    let cards = |number: u64| count(number, "card");
    Ok(format!("{} kept, {} dropped, {} still offered.", cards(kept), cards(dropped), cards(left)))
}
