//! `recall due`, and `recall` alone: what is due, and the next thing to do.

use crate::adapters::store::{Counts, Scope, Store};
use crate::adapters::terminal::style::Role;
use crate::cli::args::DueArgs;
use crate::cli::failure::{Failure, count};
use crate::cli::output::Ui;
use crate::cli::{Context, Outcome};
use crate::learning::queue::Limits;
use crate::values::time::StudyDay;
use serde::Serialize;

const HOW_TO_BEGIN: &str = "`recall import PATH` turns Markdown notes into cards";

pub(super) fn run(context: &mut Context, args: &DueArgs) -> Result<Outcome, Failure> {
    let ui = &context.ui;
    let today = Today::read(context)?;
    if args.check {
        return Ok(if today.counts.total > 0 { Outcome::Done } else { Outcome::No });
    }
    if ui.json() {
        ui.json_line(&DueJson::of(&today))?;
    } else if today.is_empty {
        ui.line("no cards yet")?;
        ui.say(HOW_TO_BEGIN);
    } else {
        ui.line(in_words(ui, &today.counts))?;
    }
    Ok(Outcome::Done)
}

/// `recall` without a command.
pub(super) fn overview(context: &mut Context) -> Result<Outcome, Failure> {
    let ui = &context.ui;
    let today = Today::read(context)?;
    if ui.json() {
        ui.json_line(&DueJson::of(&today))?;
    } else if today.is_empty {
        ui.line("No cards yet.")?;
        ui.line(format!("{} turns Markdown notes into cards.", key(ui, "recall import PATH")))?;
    } else if today.counts.total > 0 {
        ui.line(in_words(ui, &today.counts))?;
        ui.line(format!("{} begins.", key(ui, "recall review")))?;
    } else {
        nothing_due(ui, &today)?;
    }
    Ok(Outcome::Done)
}

/// Where things stand today.
struct Today {
    day: StudyDay,
    is_empty: bool,
    counts: Counts,
    /// New cards that today's limit keeps back.
    waiting: u32,
    next: Option<(StudyDay, u64)>,
}

impl Today {
    fn read(context: &Context) -> Result<Self, Failure> {
        let day = context.clock.today();
        match context.existing_store()? {
            Some(store) => Self::of(&store, day, context.limits()),
            None => {
                Ok(Self { day, is_empty: true, counts: Counts::default(), waiting: 0, next: None })
            }
        }
    }

    fn of(store: &Store, day: StudyDay, limits: Limits) -> Result<Self, Failure> {
        let everything = Scope::default();
        let counts = store.counts(day, &everything, limits)?;
        let (mut waiting, mut next) = (0, None);
        if counts.total == 0 {
            let beyond = Limits { new: u32::MAX, ..limits };
            waiting = store.counts(day, &everything, beyond)?.new;
            if let Some(on) = store.next_due(day)? {
                next = Some((on, store.due_on(on)?));
            }
        }
        Ok(Self { day, is_empty: store.is_empty()?, counts, waiting, next })
    }
}

/// `12 due, 20 new, 3 to drill`.
fn in_words(ui: &Ui, counts: &Counts) -> String {
    let part = |number: u32, word: &str| {
        let role = if number > 0 { Role::Due } else { Role::Faint };
        format!("{} {word}", ui.paint(role, number))
    };
    let mut parts = vec![part(counts.due, "due"), part(counts.new, "new")];
    if counts.ahead > 0 {
        parts.push(part(counts.ahead, "for an exam"));
    }
    if counts.learning > 0 {
        parts.push(part(counts.learning, "to drill"));
    }
    parts.join(", ")
}

fn nothing_due(ui: &Ui, today: &Today) -> Result<(), Failure> {
    ui.line(ui.paint(Role::Good, "Nothing is due."))?;
    if let Some((day, cards)) = today.next {
        ui.line(format!("Next: {} on {}.", count(cards, "card"), day.for_people(today.day)))?;
    }
    if today.waiting > 0 {
        let more = key(ui, "recall review --new N");
        ui.line(format!(
            "{} for another day; {more} takes more today.",
            count(today.waiting, "new card")
        ))?;
    }
    Ok(())
}

fn key(ui: &Ui, command: &str) -> String {
    format!("`{}`", ui.paint(Role::Key, command))
}

#[derive(Debug, Serialize)]
struct DueJson {
    version: u32,
    day: String,
    due: u32,
    new: u32,
    learning: u32,
    /// Asked before their day, for an examination.
    ahead: u32,
    total: u32,
    next_due: Option<String>,
}

impl DueJson {
    fn of(today: &Today) -> Self {
        let Counts { due, new, learning, ahead, total } = today.counts;
        Self {
            version: 1,
            day: today.day.to_string(),
            due,
            new,
            learning,
            ahead,
            total,
            next_due: today.next.map(|(day, _)| day.to_string()),
        }
    }
}
