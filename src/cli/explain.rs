//! `recall explain`: which card each line of a note became, or why none.

use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::cards::generate::{Generated, LineStatus};
use crate::cards::{CRUMB, Draft, Tier};
use crate::cli::args::ExplainArgs;
use crate::cli::card;
use crate::cli::config::keys;
use crate::cli::failure::{Failure, count};
use crate::cli::import::{self, Explained};
use crate::cli::output::{Page, Ui};
use crate::cli::{Context, Outcome};
use crate::notes::outline::Note;
use crate::render::markdown::{self, Links};
use crate::render::sanitize::visible;
use crate::render::wrap::wrap;
use own::Own;
use serde::Serialize;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

mod own;
mod reasons;
mod rules;

/// The learner's own words, by the question that the notes ask.
type OwnByQuestion = HashMap<String, Own>;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Record<'a> {
    Card {
        rule: &'a str,
        kind: &'a str,
        tier: &'a str,
        question: &'a str,
        answer: &'a str,
        context: String,
        source_lines: &'a [u32],
        entity: &'a str,
        conf: f64,
        #[serde(skip_serializing_if = "<[String]>::is_empty")]
        tags: &'a [String],
        #[serde(skip_serializing_if = "Option::is_none")]
        own: Option<&'a Own>,
    },
    Line {
        line: u32,
        status: &'a str,
    },
}

pub(super) fn run(context: &mut Context, args: &ExplainArgs) -> Result<Outcome, Failure> {
    let Some(named) = &args.target else {
        return rules::run(context);
    };
    let (path, line) = target(named);
    let mut explained =
        import::note_of(context, &path, args.all || context.settings.is_on(keys::IMPORT_ALL))?;
    let own = own::words(context, &explained)?;
    let Explained { note, generated, .. } = &mut explained;
    if let Some(line) = line {
        only(generated, line, note)?;
    }
    if context.ui.json() {
        return json(context, generated, &own);
    }
    people(context, (note, generated), &own, line.is_some())?;
    Ok(Outcome::Done)
}

/// `FILE:LINE`, unless a file of that very name is there.
fn target(text: &str) -> (PathBuf, Option<u32>) {
    let split = text.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse().ok()?)));
    match split {
        Some((path, line)) if !Path::new(text).exists() => (PathBuf::from(path), Some(line)),
        _ => (PathBuf::from(text), None),
    }
}

fn only(generated: &mut Generated, line: u32, note: &Note) -> Result<(), Failure> {
    if line == 0 || line > note.line_count {
        let lines = count(note.line_count, "line");
        return Err(Failure::user(format!("there is no line {line}: the note has {lines}")));
    }
    generated.cards.retain(|card| card.lines.numbers().contains(&line));
    generated.ledger.retain(|status| status.line == line);
    Ok(())
}

fn json(context: &Context, generated: &Generated, own: &OwnByQuestion) -> Result<Outcome, Failure> {
    let cards = generated.cards.iter().map(|card| record(card, own.get(&card.question)));
    let lines = generated.ledger.iter();
    let lines = lines.map(|LineStatus { line, status }| Record::Line { line: *line, status });
    context.ui.json_lines(cards.chain(lines))?;
    Ok(Outcome::Done)
}

fn record<'a>(card: &'a Draft, own: Option<&'a Own>) -> Record<'a> {
    Record::Card {
        rule: card.rule,
        kind: card.kind,
        tier: card.tier.name(),
        question: &card.question,
        answer: &card.answer,
        context: card.context.join(CRUMB),
        source_lines: card.lines.numbers(),
        entity: &card.entity,
        conf: f64::from(card.confidence) / 100.0,
        tags: &card.tags,
        own,
    }
}

/// The cards entry by entry, then the lines without one, with what would make it a card.
fn people(
    context: &Context,
    (note, generated): (&Note, &Generated),
    own: &OwnByQuestion,
    one: bool,
) -> Result<(), Failure> {
    let ui = &context.ui;
    let mut page = Page::begin();
    if !one {
        page.line(summary(context, note, generated))?;
    }
    // A blank line stands between two parts, none before the first.
    let mut is_begun = !one;
    let mut part = |page: &mut Page, name: &str| {
        if std::mem::replace(&mut is_begun, true) {
            page.line("")?;
        }
        page.line(ui.paint(Role::Heading, visible(name)))
    };
    let mut above = None;
    for card in &generated.cards {
        if above != Some(&card.entity) {
            part(&mut page, &card.entity)?;
            above = Some(&card.entity);
        }
        show(ui, &mut page, card, own.get(&card.question))?;
    }
    let is_asked = |line: &&LineStatus| {
        line.status.starts_with("card:") || line.status.starts_with("offered:")
    };
    let without = generated.ledger.iter().filter(|line| !is_asked(line));
    let without = without.filter(|line| one || reasons::is_worth_telling(&line.status));
    for (at, line) in without.enumerate() {
        if at == 0 {
            part(&mut page, "Lines without a card")?;
        }
        show_without(ui, &mut page, note, line)?;
    }
    page.end()
}

/// A line without a card, and why.
fn show_without(ui: &Ui, page: &mut Page, note: &Note, line: &LineStatus) -> Result<(), Failure> {
    let raw = note.raw.get(line.line as usize - 1).map_or("", |raw| raw.trim());
    let number = format!("{:>5}  ", line.line);
    let room = ui.width().saturating_sub(number.len());
    let text = Line::of(Role::Text, visible(raw)).cut(room).plain();
    page.line(format!("{}{text}", ui.paint(Role::Faint, number)))?;
    let reason = Line::of(Role::Faint, reasons::in_words(&line.status));
    for row in wrap(reason.spans(), ui.width().saturating_sub(7)) {
        page.line(row.indented(7).painted(ui.palette()))?;
    }
    Ok(())
}

fn summary(context: &Context, note: &Note, generated: &Generated) -> String {
    let core = generated.cards.iter().filter(|card| card.tier == Tier::Core).count();
    let extra = generated.cards.len() - core;
    let title = context.ui.paint(Role::Heading, visible(&note.title));
    let offered = if extra > 0 { format!(", {extra} more offered") } else { String::new() };
    format!("{title}: {}{offered}", count(core as u64, "card"))
}

fn show(ui: &Ui, page: &mut Page, card: &Draft, own: Option<&Own>) -> Result<(), Failure> {
    let offered = if card.tier == Tier::Extra { "  offered" } else { "" };
    let place = format!("{:>5}  {}{offered}", card.lines.to_string(), card.rule);
    page.line(ui.paint(Role::Faint, place))?;
    let room = ui.width().saturating_sub(7);
    let answer = card::answer_shown(card.rule, card.kind, &card.answer);
    for (role, text) in [(Role::Text, card.question.as_str()), (Role::Good, answer.as_ref())] {
        for row in markdown::lines_in(ui.palette(), text, role, Links::Text, room) {
            page.line(row.indented(7).painted(ui.palette()))?;
        }
    }
    for told in own.iter().flat_map(|own| own.lines()) {
        for row in wrap(Line::of(Role::Faint, told).spans(), room) {
            page.line(row.indented(7).painted(ui.palette()))?;
        }
    }
    Ok(())
}
