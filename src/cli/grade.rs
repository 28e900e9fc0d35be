//! `recall grade`.

use crate::adapters::store::{CardRecord, Recorded};
use crate::adapters::terminal::style::Role;
use crate::cli::args::GradeArgs;
use crate::cli::card::{self, decimal, why_not_asked};
use crate::cli::failure::{Failure, count};
use crate::cli::output::Ui;
use crate::cli::{Context, Outcome};
use crate::learning::review::{Answer, Scheduled, kind_of_answer};
use crate::values::grade::Grade;
use crate::values::time::StudyDay;
use serde::Serialize;

pub(super) fn run(context: &mut Context, args: &GradeArgs) -> Result<Outcome, Failure> {
    let mut store = context.existing_store()?;
    let card = card::find(store.as_ref(), &args.card)?;
    let Some(store) = &mut store else { return Err(Failure::no_card(&args.card)) };
    if let Some(reason) = why_not_asked(card.status) {
        return Err(Failure::user(reason));
    }
    let at = context.clock.now();
    let day = context.clock.day_of(at);
    let log = store.reviews_of(card.id)?;
    let kind = kind_of_answer(card.schedule.as_ref(), &log, day)
        .ok_or_else(|| not_due(card.schedule.as_ref(), day))?;
    let answer =
        Answer { card: card.id, grade: args.grade, kind, at, day, took_ms: 0, hinted: false };
    let recorded = store.answer(&answer, &context.scheduler())?;
    tell(&context.ui, &card, args.grade, &recorded, day)?;
    Ok(Outcome::Done)
}

fn not_due(schedule: Option<&Scheduled>, today: StudyDay) -> Failure {
    let Some(schedule) = schedule else { return Failure::internal("a new card is not asked") };
    let due = schedule.due.for_people(today);
    if schedule.last_day == today {
        Failure::user(format!("the card was answered today, and is next due on {due}"))
            .hint("`recall undo` takes back the last answer")
    } else {
        Failure::user(format!("the card is not due until {due}"))
    }
}

fn tell(
    ui: &Ui,
    card: &CardRecord,
    grade: Grade,
    recorded: &Recorded,
    today: StudyDay,
) -> Result<(), Failure> {
    if ui.json() {
        return ui.json_line(&GradeJson::of(card, grade, recorded));
    }
    let after = recorded.after;
    let name = ui.paint(role(grade), grade.button_name());
    let next = match (recorded.days(), grade.needs_drill()) {
        (None, true) => "once more today".to_owned(),
        (None, false) => "done for today".to_owned(),
        (Some(days), true) => format!("once more today, then in {}", count(days, "day")),
        (Some(days), false) => {
            format!("next in {}, {}", count(days, "day"), after.due.for_people(today))
        }
    };
    ui.line(format!("{name}: {next}"))
}

const fn role(grade: Grade) -> Role {
    match grade.number() {
        0..=2 => Role::Again,
        3 => Role::Hard,
        4 => Role::Good,
        _ => Role::Easy,
    }
}

#[derive(Debug, Serialize)]
struct GradeJson {
    version: u32,
    id: String,
    kind: &'static str,
    grade: u8,
    at: String,
    repetition: u32,
    ef: f64,
    interval_days: u32,
    due: String,
}

impl GradeJson {
    fn of(card: &CardRecord, grade: Grade, recorded: &Recorded) -> Self {
        let Scheduled { state, due, .. } = recorded.after;
        Self {
            version: 1,
            id: card.id.to_string(),
            kind: recorded.kind.as_str(),
            grade: grade.number(),
            at: recorded.at.to_string(),
            repetition: state.repetition,
            ef: decimal(state.ef),
            interval_days: state.interval_days,
            due: due.to_string(),
        }
    }
}
