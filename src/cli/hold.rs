//! `recall postpone` and `recall vacation`: the queue waits, and no schedule is rewritten.

use crate::adapters::store::{Moment, Store};
use crate::cli::args::{PostponeArgs, VacationArgs};
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome, scope};
use crate::learning::holds::Hold;
use crate::values::time::StudyDay;
use serde::Serialize;

/// `recall postpone`.
pub(super) fn postpone(context: &mut Context, args: &PostponeArgs) -> Result<Outcome, Failure> {
    let mut store = existing(context)?;
    let moment = now(context);
    let deck = match &args.deck {
        Some(deck) => Some(scope::deck_named(deck, &store.decks()?)?),
        None => None,
    };
    let hold = Hold::postponing(moment.day, args.days, deck);
    store.hold(&hold, moment)?;
    if context.ui.json() {
        context.ui.json_line(&HoldJson::of(&hold))?;
        return Ok(Outcome::Done);
    }
    let what =
        hold.deck.as_ref().map_or_else(|| "what".to_owned(), |deck| format!("what of {deck}"));
    let until = hold.until.for_people(moment.day);
    context.ui.line(format!("{what} is due waits until {until}"))?;
    Ok(Outcome::Done)
}

/// `recall vacation`.
pub(super) fn vacation(context: &mut Context, args: &VacationArgs) -> Result<Outcome, Failure> {
    let mut store = existing(context)?;
    let moment = now(context);
    if args.end {
        let ended = store.end_vacations(moment)?;
        context.ui.line(if ended > 0 { "back to work" } else { "there is no vacation to end" })?;
        return Ok(if ended > 0 { Outcome::Done } else { Outcome::No });
    }
    let Some((first, last)) = args.days else { return list(context, &store, moment.day) };
    if last < moment.day {
        return Err(Failure::user(format!("{last} is past")));
    }
    let hold = Hold::vacation(first, last);
    store.hold(&hold, moment)?;
    if context.ui.json() {
        context.ui.json_line(&HoldJson::of(&hold))?;
        return Ok(Outcome::Done);
    }
    let [first, back] = [first, hold.until].map(|day| day.for_people(moment.day));
    let days = count(days(&hold), "day");
    context.ui.line(format!("nothing is asked for {days} from {first}; back on {back}"))?;
    Ok(Outcome::Done)
}

/// The vacations that are on or to come.
fn list(context: &Context, store: &Store, today: StudyDay) -> Result<Outcome, Failure> {
    let holds = store.holds()?;
    let mut vacations = holds.closed_from(today).peekable();
    if vacations.peek().is_none() && !context.ui.json() {
        context.ui.say("no vacation is planned: `recall vacation FROM..TO` sets one");
    }
    for hold in vacations {
        if context.ui.json() {
            context.ui.json_line(&HoldJson::of(hold))?;
            continue;
        }
        let [first, back] = [hold.first, hold.until].map(|day| day.for_people(today));
        context.ui.line(format!("{first}, {}, back on {back}", count(days(hold), "day")))?;
    }
    Ok(Outcome::Done)
}

fn days(hold: &Hold) -> u32 {
    hold.until.days_since(hold.first).unsigned_abs()
}

fn existing(context: &Context) -> Result<Store, Failure> {
    let nothing = || {
        Failure::user("there are no cards yet").hint("`recall import PATH` turns notes into cards")
    };
    context.existing_store()?.ok_or_else(nothing)
}

fn now(context: &Context) -> Moment {
    let at = context.clock.now();
    Moment { at, day: context.clock.day_of(at) }
}

#[derive(Debug, Serialize)]
struct HoldJson<'a> {
    version: u32,
    from: String,
    /// The first day on which the cards are seen again.
    until: String,
    deck: Option<&'a str>,
    is_vacation: bool,
}

impl<'a> HoldJson<'a> {
    fn of(hold: &'a Hold) -> Self {
        Self {
            version: 1,
            from: hold.first.to_string(),
            until: hold.until.to_string(),
            deck: hold.deck.as_deref(),
            is_vacation: hold.is_closed,
        }
    }
}
