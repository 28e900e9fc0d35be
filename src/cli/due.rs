//! `recall due`, and `recall` alone: what is due, and the next thing to do.

use crate::adapters::store::{Counts, Leftover, Scope, Store};
use crate::adapters::terminal::style::Role;
use crate::cli::args::DueArgs;
use crate::cli::failure::{Failure, count, up_to};
use crate::cli::output::Ui;
use crate::cli::{Context, Outcome, forecast};
use crate::values::time::StudyDay;
use serde::Serialize;

/// Cards that are counted which a day's limits leave for another, at most.
pub(super) const WAITING: u32 = 1_000;

const HOW_TO_BEGIN: &str = "`recall import PATH` turns Markdown notes into cards";

pub(super) fn run(context: &mut Context, args: &DueArgs) -> Result<Outcome, Failure> {
    if args.check {
        return check(context);
    }
    let ui = &context.ui;
    let today = Today::read(context)?;
    if let Some(format) = &args.format {
        ui.line(in_format(format, &DueJson::of(&today))?)?;
    } else if ui.json() {
        ui.json_line(&DueJson::of(&today))?;
    } else if today.is_empty {
        ui.line("no cards yet")?;
        ui.say(HOW_TO_BEGIN);
    } else if let Some(away) = today.away() {
        ui.line(away)?;
    } else {
        ui.line(in_words(ui, &today.counts))?;
        if let Some(backlog) = today.backlog() {
            ui.say(backlog);
        }
    }
    Ok(Outcome::Done)
}

/// Whether anything is due, and nothing more.
fn check(context: &Context) -> Result<Outcome, Failure> {
    let Some(store) = context.existing_store()? else { return Ok(Outcome::No) };
    let counts = store.counts(context.clock.today(), &Scope::default(), context.limits())?;
    Ok(if counts.total > 0 { Outcome::Done } else { Outcome::No })
}

/// `recall` without a command.
pub(super) fn overview(context: &mut Context) -> Result<Outcome, Failure> {
    let ui = &context.ui;
    let today = Today::read(context)?;
    if ui.json() {
        ui.json_line(&DueJson::of(&today))?;
    } else if today.is_empty {
        ui.words("No cards yet.")?;
        ui.words(format!("{} turns Markdown notes into cards.", key(ui, "recall import PATH")))?;
    } else if let Some(away) = today.away() {
        ui.words(format!("{away}."))?;
    } else if today.counts.total > 0 {
        ui.words(in_words(ui, &today.counts))?;
        ui.words(format!("{} begins.", key(ui, "recall review")))?;
    } else {
        nothing_due(ui, &today)?;
    }
    if let Some(backlog) = today.backlog() {
        ui.words(backlog)?;
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
    /// The day on which a vacation ends.
    back_on: Option<StudyDay>,
    leftover: Leftover,
}

impl Today {
    fn read(context: &Context) -> Result<Self, Failure> {
        let day = context.clock.today();
        let none = Self {
            day,
            is_empty: true,
            counts: Counts::default(),
            waiting: 0,
            next: None,
            back_on: None,
            leftover: Leftover::Nothing,
        };
        match context.existing_store()? {
            Some(store) => Self { is_empty: store.is_empty()?, ..none }.filled(&store, context),
            None => Ok(none),
        }
    }

    fn filled(self, store: &Store, context: &Context) -> Result<Self, Failure> {
        let (day, limits, everything) = (self.day, context.limits(), Scope::default());
        let counts = store.counts(day, &everything, limits)?;
        let (mut waiting, mut next) = (0, None);
        if counts.total == 0 {
            waiting = store.waiting(day, &everything, WAITING)?.new;
            next = store.next_due(day, &everything)?;
        }
        let holds = store.holds()?;
        let back_on = holds.is_closed(day).then(|| holds.opens_on(day));
        let leftover = store.backlog(day, limits, &context.scheduler())?;
        Ok(Self { counts, waiting, next, back_on, leftover, ..self })
    }

    /// That nothing is asked, and until when.
    fn away(&self) -> Option<String> {
        let back_on = self.back_on?.for_people(self.day);
        let drill = match self.counts.learning {
            0 => String::new(),
            cards => format!("; {} to drill", count(cards, "card")),
        };
        Some(format!("On vacation until {back_on}{drill}"))
    }

    /// What today's limits leave over, and until when.
    fn backlog(&self) -> Option<String> {
        match &self.leftover {
            Leftover::Nothing => None,
            Leftover::Backlog(backlog) => Some(forecast::in_words(backlog, self.day)),
            Leftover::TooMuch => Some(
                "More is due than the limits let through; `recall forecast` tells when it ends."
                    .to_owned(),
            ),
        }
    }
}

/// Every kind of card that a day can have, with its number.
pub(super) const fn parts(counts: &Counts) -> [(u32, &'static str); 4] {
    [
        (counts.due, "due"),
        (counts.new, "new"),
        (counts.ahead, "for an exam"),
        (counts.learning, "to drill"),
    ]
}

/// `12 due, 20 new, 3 to drill`; what is due and new is told also where there is none.
fn in_words(ui: &Ui, counts: &Counts) -> String {
    let told = parts(counts).into_iter().enumerate().filter(|(at, part)| *at < 2 || part.0 > 0);
    let told = told.map(|(_, (number, word))| {
        let role = if number > 0 { Role::Due } else { Role::Faint };
        format!("{} {word}", ui.paint(role, number))
    });
    told.collect::<Vec<_>>().join(", ")
}

fn nothing_due(ui: &Ui, today: &Today) -> Result<(), Failure> {
    ui.words(ui.paint(Role::Good, "Nothing is due."))?;
    if let Some((day, cards)) = today.next {
        ui.words(format!("Next: {} on {}.", count(cards, "card"), day.for_people(today.day)))?;
    }
    if today.waiting > 0 {
        let more = key(ui, "recall review --new N");
        ui.words(format!(
            "{} for another day; {more} takes more today.",
            up_to(today.waiting, WAITING, "new card")
        ))?;
    }
    Ok(())
}

fn key(ui: &Ui, command: &str) -> String {
    format!("`{}`", ui.paint(Role::Key, command))
}

/// The text with `{due}` and the like, each named as in the JSON, as they are now. `{{` and `}}`
/// are braces.
fn in_format(format: &str, json: &DueJson) -> Result<String, Failure> {
    let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(json) else {
        return Err(Failure::internal("what is due has no JSON form"));
    };
    let unknown = |name: &str| {
        let names: Vec<String> = fields.keys().map(|name| format!("`{{{name}}}`")).collect();
        Failure::usage(format!("`--format` knows no `{{{name}}}`"))
            .hint(format!("there are {}; `{{{{` is a brace", names.join(", ")))
    };
    let (mut text, mut rest) = (String::new(), format);
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        text.push_str(before);
        if let Some(after) = brace.strip_prefix("{{") {
            text.push('{');
            rest = after;
        } else if let Some(after) = brace.strip_prefix('}') {
            text.push('}');
            rest = after.strip_prefix('}').unwrap_or(after);
        } else {
            let (name, after) = brace[1..].split_once('}').ok_or_else(|| unknown(&brace[1..]))?;
            match fields.get(name).ok_or_else(|| unknown(name))? {
                serde_json::Value::Null => {}
                serde_json::Value::String(value) => text.push_str(value),
                value => text.push_str(&value.to_string()),
            }
            rest = after;
        }
    }
    text.push_str(rest);
    Ok(text)
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
    vacation_until: Option<String>,
    /// Due cards that today's limits leave for another day; absent where that takes long.
    backlog: Option<u64>,
    backlog_ends: Option<String>,
}

impl DueJson {
    fn of(today: &Today) -> Self {
        let Counts { due, new, learning, ahead, total } = today.counts;
        let (backlog, ends) = match &today.leftover {
            Leftover::Nothing => (Some(0), None),
            Leftover::Backlog(backlog) => (Some(backlog.cards.rounded()), backlog.ends),
            Leftover::TooMuch => (None, None),
        };
        Self {
            version: 1,
            day: today.day.to_string(),
            due,
            new,
            learning,
            ahead,
            total,
            next_due: today.next.map(|(day, _)| day.to_string()),
            vacation_until: today.back_on.map(|day| day.to_string()),
            backlog,
            backlog_ends: ends.map(|day| day.to_string()),
        }
    }
}
