//! `recall why`: how a card came to its day, in words, from the log.

use crate::adapters::store::{CardRecord, Logged, Status, Store};
use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::cli::args::CardArgs;
use crate::cli::card::{self, decimal, why_not_asked};
use crate::cli::failure::{Failure, count};
use crate::cli::frame::labelled;
use crate::cli::{Context, Outcome};
use crate::learning::review::{Review, ReviewKind};
use crate::learning::schedule::sm2::Sm2;
use crate::learning::schedule::sum::Sum;
use crate::learning::schedule::{Scheduler as _, State};
use crate::render::markdown::one_line;
use crate::values::grade::Grade;
use crate::values::time::StudyDay;
use serde::Serialize;

/// Prose is not set wider than this.
const WIDEST: usize = 100;
/// Columns of the labels at the left.
const LABEL: usize = 18;

pub(super) fn run(context: &Context, args: &CardArgs) -> Result<Outcome, Failure> {
    let store = context.existing_store()?;
    let card = card::find(store.as_ref(), &args.card)?;
    let Some(store) = store else { return Err(Failure::no_card(&args.card)) };
    let why = Why::of(context, &store, &card)?;
    if context.ui.json() {
        context.ui.json_line(&WhyJson::of(&card, &why))?;
        return Ok(Outcome::Done);
    }
    for line in why.lines(&card, context.ui.width().min(WIDEST)) {
        context.ui.line(line.painted(context.ui.palette()))?;
    }
    Ok(Outcome::Done)
}

/// All that tells how a card came to its day.
struct Why {
    today: StudyDay,
    log: Vec<Logged>,
    /// Why and when it is seen, or why not.
    now: String,
    /// What each button would do.
    buttons: Vec<(Grade, Sum, u32)>,
}

impl Why {
    fn of(context: &Context, store: &Store, card: &CardRecord) -> Result<Self, Failure> {
        let today = context.clock.today();
        let rules = context.scheduler();
        let state = card.schedule.map_or(State::NEW, |schedule| schedule.state);
        let button = |grade| {
            let days = rules.next(state, grade).interval_days;
            (grade, Sum::of(rules, state, grade), days)
        };
        let is_asked = why_not_asked(card.status).is_none();
        let buttons = if is_asked { Grade::BUTTONS.map(button).into() } else { Vec::new() };
        let seen = card.schedule.map(|schedule| (schedule.due, seen_on(store, card, today)));
        let seen = match seen {
            Some((due, seen)) => Some((due, seen?)),
            None => None,
        };
        Ok(Self { today, log: store.log_of(card.id)?, now: now(card, seen, today), buttons })
    }

    fn lines(&self, card: &CardRecord, columns: usize) -> Vec<Line> {
        let mut lines = vec![Line::of(Role::Heading, one_line(&card.question)).cut(columns)];
        lines.push(Line::of(Role::Text, self.now.as_str()));
        if !self.log.is_empty() {
            lines.push(Line::empty());
        }
        for logged in &self.log {
            let review = &logged.review;
            let label =
                format!("{:<11} {}", review.day.for_people(self.today), review.grade.button_name());
            let text = self.told(logged);
            lines.extend(labelled(Role::Faint, &label, &text, (LABEL, columns)));
        }
        if !self.buttons.is_empty() {
            lines.push(Line::empty());
            lines.push(Line::of(Role::Faint, "The next answer"));
        }
        for (grade, sum, _) in &self.buttons {
            let name = grade.button_name();
            lines.extend(labelled(Role::Key, name, &sum.to_string(), (LABEL, columns)));
        }
        lines
    }

    /// A line of the log: `interval 15 × EF 2.36 = 35.4, up to 36 days; EF …; due Tue 2 Mar`.
    fn told(&self, logged: &Logged) -> String {
        let review = &logged.review;
        if !review.kind.moves_schedule() {
            return format!("{}: nothing moves", review.kind.as_str());
        }
        let sum = sum(logged).unwrap_or_else(|| {
            let interval = count(review.after.interval_days, "day");
            format!("interval {interval}, EF {}", review.after.ef)
        });
        let due = review.due_after.for_people(self.today);
        let ahead = if review.kind == ReviewKind::Ahead { "ahead of its day: " } else { "" };
        let hint = if review.hinted { "; with a hint" } else { "" };
        format!("{ahead}{sum}; due {due}{}{hint}", moved(review))
    }
}

/// The arithmetic of a line that its rules account for.
fn sum(logged: &Logged) -> Option<String> {
    let review = &logged.review;
    let before = review.before.map_or(State::NEW, |(state, _)| state);
    match review.kind {
        ReviewKind::Ahead if review.after == before => {
            Some("nothing is gained so early".to_owned())
        }
        ReviewKind::Ahead if review.grade.passes() => {
            let days = count(review.after.interval_days, "day");
            Some(format!("the days since the last review × EF {}, up to {days}", before.ef))
        }
        ReviewKind::Scheduled | ReviewKind::Ahead => {
            let rules = Sm2::by_name(&logged.rules)?;
            Some(Sum::to(rules, before, review.grade, review.after).to_string())
        }
        ReviewKind::Manual => {
            let days = count(review.after.interval_days, "day");
            Some(format!("set without an answer: interval {days}, EF {}", review.after.ef))
        }
        ReviewKind::Drill | ReviewKind::Cram => None,
    }
}

fn moved(review: &Review) -> String {
    match review.due_offset {
        0 => String::new(),
        days => format!("; moved {days:+} by load balancing"),
    }
}

/// The day on which a card is seen, with what was postponed.
fn seen_on(store: &Store, card: &CardRecord, today: StudyDay) -> Result<StudyDay, Failure> {
    let due = card.schedule.map_or(today, |schedule| schedule.due);
    Ok(store.holds()?.seen_on(due, &card.deck, today))
}

fn now(card: &CardRecord, seen: Option<(StudyDay, StudyDay)>, today: StudyDay) -> String {
    if let Some(why) = why_not_asked(card.status) {
        return why.to_owned();
    }
    if let Some(day) = card.buried_until.filter(|_| card.is_buried(today)) {
        return format!("buried until {}", day.for_people(today));
    }
    let Some((due, seen)) = seen.filter(|_| card.status == Status::Review) else {
        return "new: it was never asked".to_owned();
    };
    let [due_day, seen_day] = [due, seen].map(|day| day.for_people(today));
    if seen > due.max(today) {
        return format!("due {due_day}; postponed, so seen on {seen_day}");
    }
    match due.days_since(today) {
        0 => "due today".to_owned(),
        1 => format!("due tomorrow, {due_day}"),
        days if days > 0 => format!("due in {days} days, {due_day}"),
        days => format!("due since {due_day}, {} late", count(days.unsigned_abs(), "day")),
    }
}

#[derive(Debug, Serialize)]
struct WhyJson<'a> {
    version: u32,
    id: String,
    now: &'a str,
    log: Vec<LineJson>,
    next: Vec<ButtonJson>,
}

#[derive(Debug, Serialize)]
struct LineJson {
    at: String,
    day: String,
    kind: &'static str,
    grade: u8,
    rules: String,
    why: String,
    interval_days: u32,
    ef: f64,
    due: String,
    due_offset_days: i32,
    hinted: bool,
    ms: u32,
}

#[derive(Debug, Serialize)]
struct ButtonJson {
    grade: u8,
    why: String,
    interval_days: u32,
}

impl<'a> WhyJson<'a> {
    fn of(card: &CardRecord, why: &'a Why) -> Self {
        let line = |logged: &Logged| {
            let review = &logged.review;
            LineJson {
                at: review.at.to_string(),
                day: review.day.to_string(),
                kind: review.kind.as_str(),
                grade: review.grade.number(),
                rules: logged.rules.clone(),
                why: why.told(logged),
                interval_days: review.after.interval_days,
                ef: decimal(review.after.ef),
                due: review.due_after.to_string(),
                due_offset_days: review.due_offset,
                hinted: review.hinted,
                ms: review.took_ms,
            }
        };
        let button = |(grade, sum, days): &(Grade, Sum, u32)| ButtonJson {
            grade: grade.number(),
            why: sum.to_string(),
            interval_days: *days,
        };
        Self {
            version: 1,
            id: card.id.to_string(),
            now: &why.now,
            log: why.log.iter().map(line).collect(),
            next: why.buttons.iter().map(button).collect(),
        }
    }
}
