//! Cards as a table with named columns (CSV, RFC 4180), for spreadsheets and scripts.

use crate::adapters::store::{CardRecord, Status};
use crate::cli::card::decimal;
use std::io::Write;

/// The columns that say what a card is.
const WORDS: [&str; 8] =
    ["id", "deck", "tags", "question", "answer", "context", "source", "source_lines"];

/// The columns that say how it stands.
const STANDING: [&str; 6] = ["status", "due", "interval_days", "ef", "repetition", "lapses"];

/// Writes these cards, one a record, as `list --json` has them; fresh ones without how they stand.
pub(super) fn write(out: impl Write, cards: &[CardRecord], fresh: bool) -> std::io::Result<()> {
    let terminator = csv::Terminator::CRLF;
    let mut records = csv::WriterBuilder::new().terminator(terminator).from_writer(out);
    let standing: &[&str] = if fresh { &[] } else { &STANDING };
    records.write_record(WORDS.iter().chain(standing))?;
    for card in cards {
        let mut record = words(card);
        if !fresh {
            record.extend(how_it_stands(card));
        }
        records.write_record(record)?;
    }
    records.flush()
}

fn words(card: &CardRecord) -> Vec<String> {
    let lines: Vec<_> = card.lines.numbers().iter().map(u32::to_string).collect();
    vec![
        card.id.to_string(),
        card.deck.clone(),
        card.tags.join(" "),
        card.question.clone(),
        card.answer.clone(),
        card.context.clone(),
        card.source.clone(),
        lines.join(" "),
    ]
}

/// Empty where a card was never answered: it has no ease yet.
fn how_it_stands(card: &CardRecord) -> [String; 6] {
    let status = card.status.as_str().to_owned();
    let Some(schedule) = &card.schedule else {
        return [status, String::new(), String::new(), String::new(), String::new(), String::new()];
    };
    [
        status,
        schedule.due.to_string(),
        schedule.state.interval_days.to_string(),
        decimal(schedule.state.ef).to_string(),
        schedule.state.repetition.to_string(),
        schedule.lapses.to_string(),
    ]
}

/// Whether a card leaves the collection: it is in a deck, and was not retired.
pub(super) const fn leaves(status: Status) -> bool {
    matches!(status, Status::New | Status::Review | Status::Suspended)
}
