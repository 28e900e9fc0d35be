//! `recall stats`: what was remembered, when, and how the cards stand.

mod calendar;
mod json;

use crate::adapters::terminal::style::Role;
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome, plot};
use crate::learning::stats::{EASES, INTERVALS, Recalled, Stats};
use crate::values::time::StudyDay;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// How many months are shown.
const MONTHS: usize = 12;

pub(super) fn run(context: &Context) -> Result<Outcome, Failure> {
    let nothing = || {
        Failure::user("there are no cards yet").hint("`recall import PATH` turns notes into cards")
    };
    let store = context.existing_store()?.ok_or_else(nothing)?;
    let today = context.clock.today();
    let (stats, statuses) = (store.stats()?, store.statuses()?);
    if context.ui.json() {
        context.ui.json_line(&json::StatsJson::of(&stats, &statuses, today))?;
        return Ok(Outcome::Done);
    }
    Printer { context, stats: &stats, today }.print(&statuses)?;
    Ok(Outcome::Done)
}

/// A table while it is printed: name, numbers, bar.
struct Printer<'a> {
    context: &'a Context,
    stats: &'a Stats,
    today: StudyDay,
}

impl Printer<'_> {
    fn print(&self, statuses: &BTreeMap<&'static str, u64>) -> Result<(), Failure> {
        let ui = &self.context.ui;
        let of = |status: &str| statuses.get(status).copied().unwrap_or(0);
        let on_schedule = count(of("review"), "card");
        ui.line(format!(
            "{on_schedule} on a schedule, {} new, {} suspended.",
            of("new"),
            of("suspended")
        ))?;
        if self.stats.days.is_empty() {
            return ui.line("Nothing was answered yet: there is nothing to tell.");
        }
        self.effort()?;
        self.recalled()?;
        self.heading("Answers a day")?;
        for line in calendar::lines(&self.stats.days, self.today, ui.width()) {
            ui.line(line.painted(ui.palette()))?;
        }
        self.cards("Cards by interval", INTERVALS.iter().map(days), &self.stats.intervals)?;
        self.cards("Cards by ease factor", EASES.iter().map(ease), &self.stats.eases)
    }

    fn heading(&self, title: &str) -> Result<(), Failure> {
        let ui = &self.context.ui;
        ui.line("")?;
        ui.line(ui.paint(Role::Heading, title))
    }

    /// How much was answered, how long that took, and how regularly.
    fn effort(&self) -> Result<(), Failure> {
        let studied = self.stats.studied();
        let all = count(studied.answers, "answer");
        let days = count(to_u64(self.stats.days.len()), "day");
        let seconds = studied.took_ms / studied.answers.max(1) / 100;
        let line = format!(
            "{all} on {days}, {}, {}.{} seconds each.",
            hours(studied.took_ms),
            seconds / 10,
            seconds % 10
        );
        self.context.ui.line(line)?;
        let last: Vec<StudyDay> = (0..30).map(|ago| calendar::before(self.today, ago)).collect();
        let [mut days, mut took_ms] = [0_u64; 2];
        for studied in last.iter().filter_map(|day| self.stats.days.get(day)) {
            days += 1;
            took_ms += studied.took_ms;
        }
        let line = format!("Of the last 30 days, {days} with answers, {}.", hours(took_ms));
        self.context.ui.line(line)
    }

    /// What was remembered of cards that were due, by month and by interval.
    fn recalled(&self) -> Result<(), Failure> {
        let all = self.stats.recalled();
        if all.answers == 0 {
            self.heading("Remembered")?;
            return self.context.ui.line("No card has come back yet: this takes a few days.");
        }
        self.heading("Remembered of what was due, by month")?;
        let skipped = self.stats.by_month.len().saturating_sub(MONTHS);
        for (month, of) in self.stats.by_month.iter().skip(skipped) {
            self.share(&format!("{} {}", month.name(), month.year()), *of)?;
        }
        self.share("all", all)?;
        self.heading("and by the interval before")?;
        for (range, of) in INTERVALS.iter().zip(self.stats.by_interval) {
            if of.answers > 0 {
                self.share(&days(range), of)?;
            }
        }
        Ok(())
    }

    fn share(&self, name: &str, of: Recalled) -> Result<(), Failure> {
        let Recalled { answers, passed } = of;
        let ui = &self.context.ui;
        match of.percent() {
            Some(percent) => {
                plot::row(ui, &format!("{name:<14}{percent:>4} %{answers:>7}"), percent, 100)
            }
            None => ui.line(format!("{name:<14}{passed} of {answers}, too few to tell")),
        }
    }

    fn cards(
        &self,
        title: &str,
        names: impl Iterator<Item = String>,
        cards: &[u64],
    ) -> Result<(), Failure> {
        let most = cards.iter().copied().max().unwrap_or(0);
        if most == 0 {
            return Ok(());
        }
        self.heading(title)?;
        for (name, cards) in names.zip(cards) {
            plot::row(&self.context.ui, &format!("{name:<14}{cards:>7}"), *cards, most)?;
        }
        Ok(())
    }
}

/// `7 to 13 days`.
fn days(range: &RangeInclusive<u32>) -> String {
    match (*range.start(), *range.end()) {
        (first, last) if first == last => count(first, "day"),
        (first, u32::MAX) => format!("{first} or more"),
        (first, last) => format!("{first} to {last} days"),
    }
}

/// `1.31 to 1.69`.
fn ease(range: &RangeInclusive<u32>) -> String {
    let written = |hundredths: u32| format!("{}.{:02}", hundredths / 100, hundredths % 100);
    match (*range.start(), *range.end()) {
        (first, last) if first == last => written(first),
        (first, u32::MAX) => format!("{} or more", written(first)),
        (first, last) => format!("{} to {}", written(first), written(last)),
    }
}

/// `3 minutes`, `2 hours 5 minutes`.
fn hours(ms: u64) -> String {
    let minutes = (ms + 30_000) / 60_000;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => count(minutes, "minute"),
        (hours, 0) => count(hours, "hour"),
        (hours, minutes) => format!("{} {}", count(hours, "hour"), count(minutes, "minute")),
    }
}

fn to_u64(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
