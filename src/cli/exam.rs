//! `recall exam`: on the days before an examination, the cards that would be too old on it.

use crate::adapters::store::{Moment, Store};
use crate::adapters::terminal::style::Role;
use crate::cli::args::ExamArgs;
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome, plot, scope};
use crate::learning::exam::{Exam, ExamDay};
use crate::values::time::StudyDay;
use serde::Serialize;

pub(super) fn run(context: &Context, args: &ExamArgs) -> Result<Outcome, Failure> {
    let nothing = || {
        Failure::user("there are no cards yet").hint("`recall import PATH` turns notes into cards")
    };
    let mut store = context.existing_store()?.ok_or_else(nothing)?;
    let at = context.clock.now();
    let moment = Moment { at, day: context.clock.day_of(at) };
    let Some(day) = args.day else { return list(context, &store, moment.day) };
    if args.cancel {
        return cancel(context, &mut store, day, moment);
    }
    let exam = Exam { day, window_days: args.window, deck: deck(&store, args)? };
    let plan = foresee(context, &store, &exam, moment.day)?;
    if args.yes {
        store.plan_exam(&exam, moment)?;
    }
    if context.ui.json() {
        context.ui.json_line(&ExamJson::of(&exam, &plan, args.yes))?;
        return Ok(Outcome::Done);
    }
    print(context, &exam, &plan, moment.day)?;
    advise(context, &exam, &plan, args.yes);
    Ok(Outcome::Done)
}

fn deck(store: &Store, args: &ExamArgs) -> Result<Option<String>, Failure> {
    match &args.deck {
        Some(deck) => Ok(Some(scope::deck_named(deck, &store.decks()?)?)),
        None => Ok(None),
    }
}

fn foresee(
    context: &Context,
    store: &Store,
    exam: &Exam,
    today: StudyDay,
) -> Result<Vec<ExamDay>, Failure> {
    if exam.day <= today {
        return Err(Failure::user(format!("{} is not to come", exam.day))
            .hint("there must be a day left before it"));
    }
    let most = context.limits().reviews;
    let plan = store.foresee_exam(exam, today, most, &context.scheduler())?;
    if plan.is_empty() {
        return Err(Failure::user(format!("nothing is asked on the days before {}", exam.day))
            .hint("`recall vacation` shows why, a longer `--window` may reach further back"));
    }
    Ok(plan)
}

fn added(plan: &[ExamDay]) -> u64 {
    plan.iter().map(|day| u64::try_from(day.added.len()).unwrap_or(0)).sum()
}

/// The day with most cards, the first of several.
fn busiest(plan: &[ExamDay]) -> Option<&ExamDay> {
    plan.iter().rev().max_by_key(|day| day.together())
}

fn print(context: &Context, exam: &Exam, plan: &[ExamDay], today: StudyDay) -> Result<(), Failure> {
    let ui = &context.ui;
    let on = exam.day.for_people(today);
    let of = exam.deck.as_ref().map_or_else(String::new, |deck| format!(" of {deck}"));
    if added(plan) == 0 {
        return ui.line(format!("No card{of} would be past half its interval on {on}."));
    }
    let (cards, whose) = (added(plan), if added(plan) == 1 { "its" } else { "their" });
    let cards = count(cards, "card");
    ui.line(format!("{cards}{of} would be past half {whose} interval on {on}."))?;
    let names: Vec<String> = plan.iter().map(|day| day.day.for_people(today)).collect();
    let width = names.iter().map(String::len).max().unwrap_or(0);
    let most = busiest(plan).map_or(0, ExamDay::together);
    ui.line(ui.paint(Role::Faint, format!("{:width$}    due  added    all", "")))?;
    for (name, day) in names.iter().zip(plan) {
        let together = day.together();
        let numbers = format!("{name:width$}{:>7}{:>7}{together:>7}", day.due, day.added.len());
        plot::row(ui, &numbers, together.into(), most.into())?;
    }
    if let Some(day) = busiest(plan) {
        let (on, cards) = (day.day.for_people(today), count(day.together(), "card"));
        ui.line(format!("Busiest day: {on}, {cards}."))?;
    }
    Ok(())
}

/// What to do next.
fn advise(context: &Context, exam: &Exam, plan: &[ExamDay], is_done: bool) {
    if is_done {
        context.ui.say(
            "each of these days is worked out from the answers until then; `recall undo` takes it back",
        );
        return;
    }
    let is_usual = exam.window_days == ExamArgs::WINDOW;
    let window = if is_usual { String::new() } else { format!(" --window {}", exam.window_days) };
    let deck = exam.deck.as_ref().map_or_else(String::new, |deck| format!(" --deck '{deck}'"));
    let command = format!("recall exam {}{window}{deck}", exam.day);
    let what = if added(plan) > 0 { "them" } else { "those that will be by then" };
    context
        .ui
        .say(format!("nothing was changed: `{command} --yes` has {what} asked on those days"));
}

/// The examinations that are planned.
fn list(context: &Context, store: &Store, today: StudyDay) -> Result<Outcome, Failure> {
    let exams = store.exams(today)?;
    if exams.is_empty() && !context.ui.json() {
        context.ui.say("no examination is planned: `recall exam DATE` shows what one would bring");
    }
    for exam in &exams {
        if context.ui.json() {
            context.ui.json_line(&PlannedJson::of(exam))?;
            continue;
        }
        let (on, days) = (exam.day.for_people(today), count(exam.window_days, "day"));
        let deck = exam.deck.as_deref().unwrap_or("all decks");
        context.ui.line(format!("{on}, {deck}, with {days} before it"))?;
    }
    Ok(Outcome::Done)
}

fn cancel(
    context: &Context,
    store: &mut Store,
    day: StudyDay,
    moment: Moment,
) -> Result<Outcome, Failure> {
    if store.cancel_exams(day, moment)? == 0 {
        context.ui.line(format!("no examination is planned on {day}"))?;
        return Ok(Outcome::No);
    }
    context.ui.line("the days before it are like any others again")?;
    Ok(Outcome::Done)
}

#[derive(Debug, Serialize)]
struct PlannedJson<'a> {
    version: u32,
    day: String,
    deck: Option<&'a str>,
    window_days: u32,
}

impl<'a> PlannedJson<'a> {
    fn of(exam: &'a Exam) -> Self {
        Self {
            version: 1,
            day: exam.day.to_string(),
            deck: exam.deck.as_deref(),
            window_days: exam.window_days,
        }
    }
}

#[derive(Debug, Serialize)]
struct ExamJson<'a> {
    #[serde(flatten)]
    exam: PlannedJson<'a>,
    planned: bool,
    added: u64,
    busiest: Option<String>,
    days: Vec<DayJson>,
}

#[derive(Debug, Serialize)]
struct DayJson {
    day: String,
    /// Cards that the day has anyway.
    due: u32,
    added: usize,
    total: u32,
    /// The cards that are added.
    ids: Vec<String>,
}

impl<'a> ExamJson<'a> {
    fn of(exam: &'a Exam, plan: &[ExamDay], planned: bool) -> Self {
        let day = |day: &ExamDay| DayJson {
            day: day.day.to_string(),
            due: day.due,
            added: day.added.len(),
            total: day.together(),
            ids: day.added.iter().map(ToString::to_string).collect(),
        };
        Self {
            exam: PlannedJson::of(exam),
            planned,
            added: added(plan),
            busiest: busiest(plan).map(|day| day.day.to_string()),
            days: plan.iter().map(day).collect(),
        }
    }
}
