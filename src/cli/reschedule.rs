//! `recall reschedule`: every schedule worked out anew by another rule set, after a look at how
//! the due days would move.

use crate::adapters::store::{Moment, Move, Rescheduling, Store};
use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::cli::args::RescheduleArgs;
use crate::cli::config::keys;
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome};
use crate::learning::schedule::Scheduler as _;
use crate::learning::schedule::sm2::Sm2;
use crate::render::markdown::one_line;
use crate::values::time::StudyDay;
use serde::Serialize;

/// How many moves are shown one by one.
const LARGEST: usize = 10;

pub(super) fn run(context: &Context, args: &RescheduleArgs) -> Result<Outcome, Failure> {
    let nothing = || Failure::user("there are no schedules yet");
    let mut store = context.existing_store()?.ok_or_else(nothing)?;
    let usual = context.scheduler();
    let rules = match &args.rules {
        Some(name) => Sm2::by_name(name).ok_or_else(|| unknown(name))?.spaced(usual.spacing()),
        None => usual,
    };
    let at = context.clock.now();
    let today = context.clock.day_of(at);
    let found = if args.yes {
        store.reschedule(&rules, Moment { at, day: today })?
    } else {
        store.preview_rescheduling(&rules)?
    };
    let told = Told::of(&found);
    if context.ui.json() {
        context.ui.json_line(&RescheduleJson::of(&told, rules, args.yes))?;
        return Ok(Outcome::Done);
    }
    told.print(context, &store, rules, today)?;
    advise(context, &told, rules, args.yes);
    Ok(Outcome::Done)
}

fn unknown(name: &str) -> Failure {
    Failure::usage(format!("there are no rules `{name}`"))
        .hint("there are canonical, delphi, wikipedia and literal")
}

/// What the moves come to.
struct Told {
    cards: u64,
    earlier: u64,
    later: u64,
    /// Cards that keep their day, with another interval or ease.
    same_day: u64,
    /// Days of all moves together, whichever way.
    days: u64,
    /// The largest moves first; of equal ones the older card.
    moves: Vec<Move>,
}

/// Days by which a card moves: negative to an earlier day.
fn days(moved: &Move) -> i32 {
    moved.after.due.days_since(moved.before.due)
}

impl Told {
    fn of(found: &Rescheduling) -> Self {
        let mut moves = found.moves.clone();
        moves.sort_by_key(|moved| (std::cmp::Reverse(days(moved).unsigned_abs()), moved.card));
        let number = |of: fn(i32) -> bool| {
            u64::try_from(moves.iter().filter(|moved| of(days(moved))).count()).unwrap_or(0)
        };
        Self {
            cards: found.cards,
            earlier: number(|days| days < 0),
            later: number(|days| days > 0),
            same_day: number(|days| days == 0),
            days: moves.iter().map(|moved| u64::from(days(moved).unsigned_abs())).sum(),
            moves,
        }
    }

    fn print(
        &self,
        context: &Context,
        store: &Store,
        rules: Sm2,
        today: StudyDay,
    ) -> Result<(), Failure> {
        let ui = &context.ui;
        let cards = count(self.cards, "card");
        ui.line(format!("By the rules `{}`, of {cards} with a schedule:", rules.rules()))?;
        let moved = self.earlier + self.later;
        ui.line(format!("  {:>6}  due earlier", self.earlier))?;
        ui.line(format!("  {:>6}  due later", self.later))?;
        ui.line(format!("  {:>6}  on the same day, with another interval or ease", self.same_day))?;
        ui.line(format!("  {:>6}  as they are", self.cards - moved - self.same_day))?;
        if moved == 0 {
            return Ok(());
        }
        let tenths = self.days * 10 / moved;
        ui.line(format!(
            "A move is {}.{} days on average; the largest:",
            tenths / 10,
            tenths % 10
        ))?;
        for moved in self.moves.iter().filter(|moved| days(moved) != 0).take(LARGEST) {
            let [before, after] =
                [moved.before.due, moved.after.due].map(|day| day.for_people(today));
            let question = store.card(moved.card)?.map_or_else(String::new, |card| card.question);
            let mut line = Line::of(Role::Faint, format!("{:8}", moved.card.short()));
            line.push(Role::Text, &format!("{before} → {after}, {:+}  ", days(moved)));
            line.push(Role::Faint, &one_line(&question));
            ui.line(line.cut(ui.width()).painted(ui.palette()))?;
        }
        Ok(())
    }
}

/// What to do next.
fn advise(context: &Context, told: &Told, rules: Sm2, is_done: bool) {
    let name = rules.rules();
    if !is_done && !told.moves.is_empty() {
        context.ui.say(format!(
            "nothing was changed: `recall reschedule --rules {name} --yes` does it, and `recall undo` takes it back"
        ));
    }
    if is_done && context.settings.text(keys::SCHEDULER_RULES) != Some(name) {
        context.ui.say(format!(
            "answers to come go by them after `recall config set {} {name}`",
            keys::SCHEDULER_RULES
        ));
    }
}

#[derive(Debug, Serialize)]
struct RescheduleJson {
    version: u32,
    rules: &'static str,
    done: bool,
    cards: u64,
    earlier: u64,
    later: u64,
    same_day: u64,
    moved_days: u64,
    largest: Vec<MoveJson>,
}

#[derive(Debug, Serialize)]
struct MoveJson {
    id: String,
    due: String,
    to: String,
    days: i32,
}

impl RescheduleJson {
    fn of(told: &Told, rules: Sm2, done: bool) -> Self {
        let largest = told.moves.iter().take(LARGEST).map(|moved| MoveJson {
            id: moved.card.to_string(),
            due: moved.before.due.to_string(),
            to: moved.after.due.to_string(),
            days: days(moved),
        });
        Self {
            version: 1,
            rules: rules.rules(),
            done,
            cards: told.cards,
            earlier: told.earlier,
            later: told.later,
            same_day: told.same_day,
            moved_days: told.days,
            largest: largest.collect(),
        }
    }
}
