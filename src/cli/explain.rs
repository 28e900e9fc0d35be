//! `recall explain`: which card each line became, or why none.

use crate::cards::generate;
use crate::cards::{CRUMB, Draft};
use crate::cli::args::ExplainArgs;
use crate::cli::failure::Failure;
use crate::cli::{Context, Outcome};
use crate::notes::{bytes, outline};
use serde::Serialize;

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
    },
    Line {
        line: u32,
        status: &'a str,
    },
}

pub(super) fn run(context: &mut Context, args: &ExplainArgs) -> Result<Outcome, Failure> {
    let bytes = std::fs::read(&args.target)
        .map_err(|e| Failure::user(format!("could not read `{}`", args.target)).caused_by(&e))?;
    let decoded = bytes::decode(&bytes)
        .map_err(|e| Failure::user(format!("could not read `{}`", args.target)).caused_by(&e))?;
    let note = outline::read(
        &decoded.text,
        std::path::Path::new(&args.target).file_stem().map_or("", |s| s.to_str().unwrap_or("")),
    );
    let generated = generate::generate(&note);
    for card in &generated.cards {
        context.ui.json_line(&record(card))?;
    }
    for line in &generated.ledger {
        context.ui.json_line(&Record::Line { line: line.line, status: &line.status })?;
    }
    Ok(Outcome::Done)
}

fn record(card: &Draft) -> Record<'_> {
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
    }
}
