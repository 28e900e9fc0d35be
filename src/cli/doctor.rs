//! `recall doctor`: whether the collection is sound.

use crate::adapters::store::{Checkup, Fault, Store, StoreError};
use crate::adapters::terminal::style::Role;
use crate::cli::args::DoctorArgs;
use crate::cli::failure::{Failure, count};
use crate::cli::output::Ui;
use crate::cli::{Context, Outcome};
use crate::learning::review::Scheduled;
use crate::learning::schedule::State;
use crate::render::sanitize::visible;
use serde::Serialize;

pub(super) fn run(context: &Context, args: &DoctorArgs) -> Result<Outcome, Failure> {
    let ui = &context.ui;
    let Some(mut store) = open(context)? else {
        ui.say("there is no collection yet");
        return Ok(Outcome::Done);
    };
    let checkup = store.check_up()?;
    let fixed = if args.fix { store.rebuild(&checkup.faults)? } else { 0 };
    let left = checkup.faults.len() - fixed;
    let told: Vec<String> = checkup.faults.iter().map(|fault| visible(&in_words(fault))).collect();
    if ui.json() {
        let faults = checkup.faults.iter().zip(&told);
        let faults = faults
            .map(|(fault, what)| FaultJson { what, can_be_rebuilt: fault.is_in_cache() })
            .collect();
        let (cards, reviews) = (checkup.cards, checkup.reviews);
        ui.json_line(&DoctorJson { version: 1, cards, reviews, faults, fixed })?;
    } else {
        tell(ui, &checkup, &told, fixed)?;
    }
    if left == 0 {
        return Ok(Outcome::Done);
    }
    let rebuildable = checkup.faults.iter().any(Fault::is_in_cache) && !args.fix;
    let failure = Failure::data(format!("{} found", count(to_u64(left), "fault")));
    Err(if rebuildable {
        failure.hint("`recall doctor --fix` rebuilds schedules and indexes from the log")
    } else {
        failure.hint("`recall restore FILE` goes back to a copy; the present one is kept")
    })
}

/// Tells what was found, the first faults one by one.
fn tell(ui: &Ui, checkup: &Checkup, told: &[String], fixed: usize) -> Result<(), Failure> {
    /// Nobody reads more.
    const MOST: usize = 50;
    for line in told.iter().take(MOST) {
        ui.line(format!("{} {line}", ui.paint(Role::Again, "fault:")))?;
    }
    if let more @ 1.. = told.len().saturating_sub(MOST) {
        ui.line(format!("and {}; `--json` has them all", count(to_u64(more), "more fault")))?;
    }
    let cards = count(checkup.cards, "card");
    let reviews = count(checkup.reviews, "review");
    let all = format!("looked at {cards} and {reviews}");
    let came_to = match (told.is_empty(), fixed) {
        (true, _) => ": all is well".to_owned(),
        (false, 0) => String::new(),
        (false, fixed) => format!("; {} rebuilt", count(to_u64(fixed), "fault")),
    };
    ui.line(format!("{all}{came_to}"))
}

/// The collection. One that is too damaged to be opened has a fault.
fn open(context: &Context) -> Result<Option<Store>, Failure> {
    Store::open_existing(&context.database, context.clock.now()).map_err(|error| {
        let is_damage = matches!(error, StoreError::Damaged { .. });
        let failure = Failure::from(error);
        if is_damage { failure.of_data() } else { failure }
    })
}

fn in_words(fault: &Fault) -> String {
    match fault {
        Fault::File(said) => format!("the file: {said}"),
        Fault::Reference { table, missing } => {
            format!("a row of `{table}` names one of `{missing}` that is not there")
        }
        Fault::Schedule { card, stored, replayed } => format!(
            "card {card}: its schedule is {}, the log gives {}",
            schedule(*stored),
            schedule(*replayed)
        ),
        Fault::Status { card, status } => {
            format!("card {card}: its status `{}` does not go with its schedule", status.as_str())
        }
        Fault::Line { card, at, logged, given } => format!(
            "card {card}: the answer of {at} has {}, its rules give {}",
            state(*logged),
            state(*given)
        ),
        Fault::Search(table) => format!("the search index `{table}` does not fit the cards"),
    }
}

fn schedule(schedule: Option<Scheduled>) -> String {
    let Some(schedule) = schedule else { return "none".to_owned() };
    let lapses = count(schedule.lapses, "lapse");
    let answers = count(schedule.answers, "answer");
    format!("{}, due {}, after {answers} and {lapses}", state(schedule.state), schedule.due)
}

fn state(state: State) -> String {
    let interval = count(state.interval_days, "day");
    format!("interval {interval}, ease {}, repetition {}", state.ef, state.repetition)
}

fn to_u64(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[derive(Debug, Serialize)]
struct DoctorJson<'a> {
    version: u32,
    cards: u64,
    reviews: u64,
    faults: Vec<FaultJson<'a>>,
    /// How many of the faults were rebuilt.
    fixed: usize,
}

#[derive(Debug, Serialize)]
struct FaultJson<'a> {
    what: &'a str,
    can_be_rebuilt: bool,
}
