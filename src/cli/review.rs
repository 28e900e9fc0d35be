//! `recall review`: today's queue on the whole screen, or line by line.

mod ahead;
mod asked;
mod buttons;
mod changed;
mod desk;
mod frame;
pub(in crate::cli) mod keys;
mod panel;
mod pictures;
mod plain;
mod prompt;
mod screen;
mod summary;
mod words;
mod writing;

use crate::adapters::store::{Queue, QueueRequest, Scope, Store};
use crate::cli::args::ReviewArgs;
use crate::cli::config::keys::REVIEW_GRADES;
use crate::cli::due::WAITING;
use crate::cli::failure::{Failure, count, up_to};
use crate::cli::stage::{self, Ending};
use crate::cli::{Context, Outcome, scope};
use crate::learning::queue::{Limits, QueueKind};
use buttons::Buttons;
use desk::{Desk, Manner};
use keys::Keymap;

pub(super) fn run(context: &mut Context, args: &ReviewArgs) -> Result<Outcome, Failure> {
    // Notes that are named are imported before the store is opened.
    let scope = scope::resolve(context, &args.scope)?;
    let store = context.store()?;
    let request = request(context, &store, scope, args)?;
    let queue = store.queue(&request)?;
    if queue.cards.is_empty() && queue.drill.is_empty() {
        return match request.kind {
            QueueKind::Cram => {
                context.ui.line("There are no cards to cram here.")?;
                Ok(Outcome::Done)
            }
            QueueKind::Today | QueueKind::Ahead(_) => nothing_due(context, &store, &request.scope),
        };
    }
    let scope = request.scope;
    let manner = manner(context, args)?;
    hold(context, args, Desk::new(context, store, scope, &queue, manner)?, &queue)
}

/// What is to be asked, by flags and configuration: of this scope, and what the flags add to it.
fn request(
    context: &Context,
    store: &Store,
    mut scope: Scope,
    args: &ReviewArgs,
) -> Result<QueueRequest, Failure> {
    if !args.deck.is_empty() {
        let known = store.decks()?;
        for deck in &args.deck {
            scope.decks.push(scope::deck_named(deck, &known)?);
        }
    }
    if !args.tag.is_empty() {
        let known = store.tags()?;
        for tag in &args.tag {
            scope.tags.push(scope::tag_named(tag, &known)?);
        }
    }
    let usual = context.limits();
    let limits = Limits {
        new: args.new.unwrap_or(usual.new),
        reviews: args.limit.unwrap_or(usual.reviews),
        ..usual
    };
    let kind = match args.ahead {
        _ if args.cram => QueueKind::Cram,
        Some(days) => QueueKind::Ahead(days),
        None => QueueKind::Today,
    };
    let day = context.clock.today();
    let seed = args.seed.map_or_else(|| context.env.seed_of(day), Ok)?;
    Ok(QueueRequest { day, scope, limits, kind, budget_ms: args.time_ms, seed: Some(seed) })
}

/// How the session goes, by flags and configuration.
fn manner(context: &Context, args: &ReviewArgs) -> Result<Manner, Failure> {
    let grades = args.grades.as_deref().or_else(|| context.settings.text(REVIEW_GRADES));
    let buttons = grades.and_then(Buttons::named).unwrap_or(Buttons::Four);
    let keys = Keymap::new(buttons, context.settings.family("keys")).map_err(|error| {
        Failure::usage(error.to_string()).hint("`recall config` shows where each key is set")
    })?;
    Ok(Manner { types: args.types, keys })
}

/// Holds the session and tells what it came to.
fn hold(
    context: &Context,
    args: &ReviewArgs,
    mut desk: Desk,
    queue: &Queue,
) -> Result<Outcome, Failure> {
    let env = &context.env;
    let is_terminal = env.stdin_is_terminal && env.stdout_is_terminal && !env.dumb_terminal;
    let is_plain = args.plain || !is_terminal;
    let ending = if is_plain {
        plain::hold(&mut desk, &context.ui, queue)?
    } else {
        stage::hold(&mut desk, context.ui.palette())?
    };
    if ending == Ending::Gone {
        return Ok(Outcome::Interrupted);
    }
    summary::Summary::of(&desk)?.say_goodbye(&context.ui, is_plain)?;
    Ok(if ending == Ending::Interrupted { Outcome::Interrupted } else { Outcome::Done })
}

fn nothing_due(context: &Context, store: &Store, scope: &Scope) -> Result<Outcome, Failure> {
    let ui = &context.ui;
    let today = context.clock.today();
    let holds = store.holds()?;
    if holds.is_closed(today) {
        let back_on = holds.opens_on(today).for_people(today);
        return ui.words(format!("On vacation until {back_on}.")).map(|()| Outcome::Done);
    }
    ui.words("Nothing is due.")?;
    let waiting = store.waiting(today, scope, WAITING)?;
    if waiting.due > 0 {
        let cards = up_to(waiting.due, WAITING, "card");
        ui.words(format!("{cards} for another day; `recall review --limit N` takes more today."))?;
    }
    if waiting.new > 0 {
        let cards = up_to(waiting.new, WAITING, "new card");
        ui.words(format!("{cards} for another day; `recall review --new N` takes more today."))?;
    }
    match store.next_due(today, scope)? {
        Some((day, cards)) => {
            let (cards, days) = (count(cards, "card"), day.days_since(today).unsigned_abs());
            ui.words(format!("Next: {cards} {}.", words::when(days, today)))?;
        }
        None if store.is_empty()? => ui.say("`recall import PATH` turns notes into cards"),
        None => {}
    }
    Ok(Outcome::Done)
}
