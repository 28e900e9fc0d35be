//! `recall explain --rules`: what each rule asks for, and what became of its cards.

use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::cards::generate::{RULES, rule_in_words};
use crate::cards::share::Share;
use crate::cli::failure::Failure;
use crate::cli::{Context, Outcome};
use serde::Serialize;
use std::collections::BTreeMap;

/// One rule as scripts see it.
#[derive(Serialize)]
struct Record<'a> {
    version: u32,
    rule: &'a str,
    asks_for: &'a str,
    made: u32,
    kept: u32,
    dropped: u32,
    /// The kept part of what was decided about.
    share: Option<f64>,
    quiet: bool,
}

pub(super) fn run(context: &Context) -> Result<Outcome, Failure> {
    let shares = match context.existing_store()? {
        Some(store) => store.shares()?,
        None => BTreeMap::new(),
    };
    let ui = &context.ui;
    if !ui.json() {
        let names = cells(["rule", "made", "kept", "dropped", "share"]);
        ui.line(ui.paint(Role::Faint, names + "asks for"))?;
    }
    // Cards of a rule that this recall has no more are counted too.
    let gone = shares.keys().map(String::as_str).filter(|rule| rule_in_words(rule).is_none());
    for rule in RULES.iter().map(|(rule, _)| *rule).chain(gone) {
        let share = shares.get(rule).copied().unwrap_or_default();
        let words = rule_in_words(rule).unwrap_or("a rule of another version");
        if ui.json() {
            ui.json_line(&record(rule, words, share))?;
        } else {
            ui.line(row(rule, words, share).cut(ui.width()).painted(ui.palette()))?;
        }
    }
    Ok(Outcome::Done)
}

fn record<'a>(rule: &'a str, asks_for: &'a str, share: Share) -> Record<'a> {
    Record {
        version: 1,
        rule,
        asks_for,
        made: share.made,
        kept: share.kept,
        dropped: share.dropped,
        share: share.kept_hundredths().map(|hundredths| f64::from(hundredths) / 100.0),
        quiet: share.is_quiet(),
    }
}

fn cells([rule, made, kept, dropped, share]: [&str; 5]) -> String {
    format!("{rule:5}{made:>6}{kept:>6}{dropped:>9}{share:>7}  ")
}

fn row(rule: &str, words: &str, share: Share) -> Line {
    let numbers = [share.made, share.kept, share.dropped].map(|number| number.to_string());
    let kept = share.kept_hundredths().map_or(String::new(), |kept| format!("{kept} %"));
    let mut line = Line::of(
        if share.made == 0 { Role::Faint } else { Role::Text },
        cells([rule, &numbers[0], &numbers[1], &numbers[2], &kept]),
    );
    if share.is_quiet() {
        line.push(Role::Due, "quiet ");
    }
    line.push(Role::Faint, words);
    line
}
