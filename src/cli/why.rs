//! `recall why`: how a card came to its day, in words, from the log.

use crate::adapters::store::{CardRecord, Logged, Recorded, Status, Store};
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
/// Blanks between a label at the left and its text.
const GAP: usize = 2;

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
        let labels = self.labels();
        let names = Grade::BUTTONS.map(|grade| grade.button_name().len());
        let label = labels.iter().map(String::len).chain(names).max().unwrap_or(0) + GAP;
        for (name, logged) in labels.iter().zip(&self.log) {
            lines.extend(labelled(Role::Faint, name, &self.told(logged), (label, columns)));
        }
        if !self.buttons.is_empty() {
            lines.push(Line::empty());
            lines.push(Line::of(Role::Faint, "The next answer"));
        }
        for (grade, sum, _) in &self.buttons {
            let name = grade.button_name();
            lines.extend(labelled(Role::Key, name, &sum.to_string(), (label, columns)));
        }
        lines
    }

    /// What stands at the left of the log, day and grade: `Tue 2 Mar   good`.
    fn labels(&self) -> Vec<String> {
        let days = self.log.iter().map(|logged| logged.review.day.for_people(self.today));
        let days: Vec<String> = days.collect();
        let width = days.iter().map(String::len).max().unwrap_or(0);
        let grades = self.log.iter().map(|logged| logged.review.grade.button_name());
        days.iter().zip(grades).map(|(day, grade)| format!("{day:width$}  {grade}")).collect()
    }

    /// A line of the log: `interval 15 × EF 2.36 = 35.4, up to 36 days; EF …; due Tue 2 Mar`.
    fn told(&self, logged: &Logged) -> String {
        let review = &logged.review;
        if !review.kind.moves_schedule() {
            return format!("{}: nothing moves", review.kind.as_str());
        }
        let rules = Sm2::by_name(&logged.rules);
        let sum = Arithmetic::logged(review).in_words(rules).unwrap_or_else(|| {
            let interval = count(review.after.interval_days, "day");
            format!("interval {interval}, EF {}", review.after.ef)
        });
        let due = review.due_after.for_people(self.today);
        let hint = if review.hinted { "; with a hint" } else { "" };
        format!("{sum}; due {due}{}{hint}", moved(review.due_offset))
    }
}

/// How an answer moves the state of a card.
pub(super) struct Arithmetic {
    kind: ReviewKind,
    grade: Grade,
    before: State,
    after: State,
    /// Whether the due day is another.
    is_later: bool,
}

impl Arithmetic {
    /// That of an answer with this grade.
    pub(super) fn of(outcome: &Recorded, grade: Grade) -> Self {
        let Recorded { kind, before, after, .. } = *outcome;
        let is_later = before.is_none_or(|before| before.due != after.due);
        let before = before.map_or(State::NEW, |schedule| schedule.state);
        Self { kind, grade, before, after: after.state, is_later }
    }

    fn logged(review: &Review) -> Self {
        let Review { kind, grade, before, after, due_after, .. } = *review;
        let is_later = before.is_none_or(|(_, due)| due != due_after);
        let before = before.map_or(State::NEW, |(state, _)| state);
        Self { kind, grade, before, after, is_later }
    }

    /// In words, as far as these rules account for it; `None` where nothing moves.
    pub(super) fn in_words(&self, rules: Option<Sm2>) -> Option<String> {
        let Self { kind, grade, before, after, is_later } = *self;
        let interval = || count(after.interval_days, "day");
        let sum = || Some(Sum::to(rules?, before, grade, after).to_string());
        match kind {
            ReviewKind::Ahead if !grade.passes() => Some(format!("ahead of its day: {}", sum()?)),
            ReviewKind::Ahead if !is_later => {
                Some("ahead of its day: nothing is gained so early".to_owned())
            }
            ReviewKind::Ahead => Some(format!(
                "ahead of its day: the days since the last review × EF {}, up to {}",
                before.ef,
                interval()
            )),
            ReviewKind::Scheduled => sum(),
            ReviewKind::Manual => {
                Some(format!("set without an answer: interval {}, EF {}", interval(), after.ef))
            }
            ReviewKind::Drill | ReviewKind::Cram => None,
        }
    }
}

/// By how many days load balancing moved a due day, as the end of a sentence.
pub(super) fn moved(due_offset: i32) -> String {
    match due_offset {
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
