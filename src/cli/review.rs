//! `recall review`: today's queue on the whole screen, or line by line.

mod desk;
mod frame;
mod plain;
mod scope;
mod screen;
mod summary;
mod words;

use crate::adapters::store::{Queue, Scope, Store};
use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::cli::args::ReviewArgs;
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome};
use crate::learning::queue::Limits;
use crate::render::wrap::wrap;
use desk::Desk;

/// How the learner left a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// By a key or word, or at the end of the input.
    Left,
    /// By Ctrl-C or a signal.
    Interrupted,
    /// The terminal went away: nobody is left to talk to.
    Gone,
}

pub(super) fn run(context: &mut Context, args: &ReviewArgs) -> Result<Outcome, Failure> {
    let scope = scope::resolve(context, &args.scope)?;
    let store = context.store()?;
    let limits = Limits { new: args.new, reviews: args.limit };
    let queue = store.queue(context.clock.today(), &scope, limits)?;
    if queue.cards.is_empty() && queue.drill.is_empty() {
        return nothing_due(context, &store, &scope);
    }
    hold(context, args, Desk::new(store, scope, context.clock, &queue)?, &queue)
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
        screen::hold(&mut desk, context.ui.palette())?
    };
    if ending == Ending::Gone {
        return Ok(Outcome::Interrupted);
    }
    let summary = summary::Summary::of(&desk)?;
    if is_plain {
        for line in summary.sentences() {
            context.ui.line(line)?;
        }
    } else {
        for line in summary.lines(context.ui.width()) {
            context.ui.line(line.painted(context.ui.palette()))?;
        }
    }
    Ok(if ending == Ending::Interrupted { Outcome::Interrupted } else { Outcome::Done })
}

/// How far ahead the next due card is looked for, in days: SM-2's longest interval.
const HORIZON_DAYS: u32 = 36_500;

fn nothing_due(context: &Context, store: &Store, scope: &Scope) -> Result<Outcome, Failure> {
    let ui = &context.ui;
    let today = context.clock.today();
    ui.line("Nothing is due.")?;
    let no_limits = Limits { new: u32::MAX, reviews: u32::MAX };
    let waiting = store.counts(today, scope, no_limits)?;
    if waiting.due > 0 {
        let cards = count(waiting.due, "card");
        ui.line(format!("{cards} beyond today's limit: `recall review --limit N` takes more."))?;
    }
    if waiting.new > 0 {
        let cards = count(waiting.new, "new card");
        ui.line(format!("{cards} beyond today's limit: `recall review --new N` takes more."))?;
    }
    let upcoming = store.upcoming(today, scope, HORIZON_DAYS)?;
    let next = upcoming.iter().zip(1_u32..).find(|(cards, _)| **cards > 0);
    match next {
        Some((cards, days)) => {
            let cards = count(*cards, "card");
            ui.line(format!("Next: {cards} {}.", words::when(days, today)))?;
        }
        None if store.is_empty()? => ui.say("`recall import PATH` turns notes into cards"),
        None => {}
    }
    Ok(Outcome::Done)
}

/// A label and beside it a text, which hangs where it takes more lines than one. The columns
/// are the label's and all there are; where that leaves too few, the text goes below.
fn labelled(role: Role, label: &str, text: &str, (left, all): (usize, usize)) -> Vec<Line> {
    const LEAST: usize = 12;
    let label = Line::of(role, label);
    let text = Line::of(Role::Text, text);
    let right = all.saturating_sub(left);
    if right < LEAST {
        let mut lines = wrap(label.spans(), all);
        lines.extend(wrap(text.spans(), all.saturating_sub(2)).iter().map(|line| line.indented(2)));
        return lines;
    }
    let beside = |(row, text): (usize, &Line)| {
        let mut line = if row == 0 { label.clone() } else { Line::empty() };
        line.push(Role::Text, &" ".repeat(left.saturating_sub(line.width())));
        line.append(text);
        line
    };
    wrap(text.spans(), right).iter().enumerate().map(beside).collect()
}

/// Lines as plain text, for the line mode.
fn texts(lines: &[Line]) -> Vec<String> {
    lines.iter().map(Line::plain).collect()
}
