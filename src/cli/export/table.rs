//! Cards as a table with named columns (CSV, RFC 4180), for spreadsheets and scripts.

use super::text::Sheet;
use crate::adapters::store::archive::{ArchivedCard, ArchivedSchedule};
use crate::cli::card::decimal;
use std::io::{self, Write};

/// The columns that say what a card is.
const WORDS: [&str; 8] =
    ["id", "deck", "tags", "question", "answer", "context", "source", "source_lines"];

/// The columns that say how it stands.
const STANDING: [&str; 6] = ["status", "due", "interval_days", "ef", "repetition", "lapses"];

/// The table that is being written.
#[derive(Debug)]
pub(super) struct Table<W: Write> {
    records: csv::Writer<W>,
    fresh: bool,
}

impl<W: Write> Table<W> {
    /// Begins with the names of the columns, which are those of `list --json`; fresh ones are
    /// without how the cards stand.
    pub(super) fn begin(out: W, fresh: bool) -> io::Result<Self> {
        let terminator = csv::Terminator::CRLF;
        let mut records = csv::WriterBuilder::new().terminator(terminator).from_writer(out);
        let standing: &[&str] = if fresh { &[] } else { &STANDING };
        records.write_record(WORDS.iter().chain(standing))?;
        Ok(Self { records, fresh })
    }
}

impl<W: Write> Sheet for Table<W> {
    fn card(&mut self, card: ArchivedCard) -> io::Result<()> {
        let mut record = words(&card);
        if !self.fresh {
            record.push(card.status.as_str().to_owned());
            record.extend(how_it_stands(card.schedule.as_ref()));
        }
        Ok(self.records.write_record(record)?)
    }

    fn end(&mut self) -> io::Result<usize> {
        self.records.flush()?;
        Ok(0)
    }
}

fn words(card: &ArchivedCard) -> Vec<String> {
    let lines: Vec<_> = card.source.lines.iter().map(u32::to_string).collect();
    vec![
        card.id.to_string(),
        card.deck.clone(),
        card.tags.join(" "),
        card.asked().to_owned(),
        card.shown().to_owned(),
        card.context.clone(),
        card.source.path.clone(),
        lines.join(" "),
    ]
}

/// Empty where a card was never answered: it has no ease yet.
fn how_it_stands(schedule: Option<&ArchivedSchedule>) -> [String; 5] {
    schedule.map_or_else(Default::default, |ArchivedSchedule { place, lapses, .. }| {
        [
            place.due.to_string(),
            place.interval_days.to_string(),
            decimal(place.ef).to_string(),
            place.repetition.to_string(),
            lapses.to_string(),
        ]
    })
}
