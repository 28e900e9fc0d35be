//! What `recall export` writes as text.

use super::file::{Draft, is_stdout};
use super::gallery::Gallery;
use super::json::Json;
use super::page::Page;
use super::table::Table;
use super::{Choice, ExportArgs};
use crate::adapters::anki::{ExportError, text};
use crate::adapters::store::archive::ArchivedCard;
use crate::adapters::store::export::Snapshot;
use crate::adapters::store::{Status, has_words, media};
use crate::cli::args::ExportFormat;
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome, card};
use crate::render::sanitize::visible;
use crate::values::time::Timestamp;
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;

/// What cards are written on, one after another.
pub(super) trait Sheet {
    /// Writes a card.
    fn card(&mut self, card: ArchivedCard) -> io::Result<()>;

    /// Writes what comes after the last one, and gives how many pictures and sounds that are.
    fn end(&mut self) -> io::Result<usize>;
}

/// What `export --json` prints.
#[derive(Debug, Serialize)]
struct Report {
    version: u32,
    file: String,
    cards: u64,
    media: u64,
    /// Cards that came from Anki, which Anki's text leaves out: they are there already.
    left_out: u64,
}

/// How many cards were written, with how many pictures and sounds, and left out.
#[derive(Debug, Default)]
struct Written {
    cards: u64,
    media: u64,
    left_out: u64,
}

pub(super) fn run(
    context: &Context,
    args: &ExportArgs,
    format: ExportFormat,
) -> Result<Outcome, Failure> {
    let Some(store) = context.existing_store()? else {
        return Err(ExportError::NoCards.into());
    };
    let choice = Choice::of(&store, args)?;
    let draft = Draft::begin(&args.output)?;
    let folder = media::folder(&context.database);
    let text = Text {
        snapshot: store.snapshot()?,
        choice,
        draft: &draft,
        fresh: args.fresh,
        media: &folder,
    };
    let written = text.write(format, context.clock.now())?;
    drop(text);
    if written.cards == 0 && written.left_out == 0 {
        return Err(ExportError::NoCards.into());
    }
    draft.publish()?;
    report(context, args, &written)
}

/// Cards on their way into text.
#[derive(Debug)]
struct Text<'a> {
    snapshot: Snapshot<'a>,
    choice: Choice,
    draft: &'a Draft<'a>,
    fresh: bool,
    /// The folder of pictures and sounds that came with cards.
    media: &'a Path,
}

impl Text<'_> {
    fn write(&self, format: ExportFormat, now: Timestamp) -> Result<Written, Failure> {
        let out = self.draft.out();
        let failed = |error| self.draft.failed(&error);
        match format {
            ExportFormat::AnkiText => self.for_anki(out),
            ExportFormat::Markdown => self.sheet(Page::begin(out), leaves),
            ExportFormat::Json => {
                let notetypes = self.snapshot.archived_notetypes()?;
                let gallery = Gallery::new(&self.snapshot, self.media)?;
                let json = Json::begin(out, now, notetypes, gallery).map_err(failed)?;
                self.sheet(json, if self.fresh { leaves } else { |_| true })
            }
            ExportFormat::Csv | ExportFormat::Apkg => {
                self.sheet(Table::begin(out, self.fresh).map_err(failed)?, leaves)
            }
        }
    }

    /// Writes the cards of a status that is wanted on a sheet.
    fn sheet(
        &self,
        mut sheet: impl Sheet,
        is_wanted: fn(Status) -> bool,
    ) -> Result<Written, Failure> {
        let mut written = Written::default();
        self.snapshot.each_archived(&self.choice.scope, |card| {
            let texts = [card.asked(), card.shown(), &card.deck];
            if !is_wanted(card.status) || !has_words(texts, &self.choice.words) {
                return Ok(());
            }
            written.cards += 1;
            let card = if self.fresh { card.fresh() } else { card };
            sheet.card(card).map_err(|error| self.draft.failed(&error))
        })?;
        written.media = number(sheet.end().map_err(|error| self.draft.failed(&error))?);
        Ok(written)
    }

    fn for_anki(&self, out: impl Write) -> Result<Written, Failure> {
        let Choice { scope, words } = &self.choice;
        let mut cards = Vec::new();
        self.snapshot.each_card(scope, |card| {
            if has_words([&*card.question, &card.answer, &card.deck], words) {
                cards.push(card);
            }
            Ok::<(), Failure>(())
        })?;
        let mut left_out = 0;
        self.snapshot.each_foreign_note(scope, |note| {
            let leaving = note.cards.iter().filter(|card| {
                card.leaves && has_words([card.question(), card.answer(), &card.deck], words)
            });
            left_out += number(leaving.count());
            Ok::<(), Failure>(())
        })?;
        text::write(out, &cards, card::read).map_err(|error| self.draft.failed(&error))?;
        Ok(Written { cards: number(cards.len()), media: 0, left_out })
    }
}

/// Whether a card is in a deck, and was not retired.
const fn leaves(status: Status) -> bool {
    matches!(status, Status::New | Status::Review | Status::Suspended)
}

fn number(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

fn report(context: &Context, args: &ExportArgs, written: &Written) -> Result<Outcome, Failure> {
    let &Written { cards, media, left_out } = written;
    if is_stdout(&args.output) {
        return Ok(Outcome::Done);
    }
    if context.ui.json() {
        let file = args.output.to_string_lossy().into_owned();
        context.ui.json_line(&Report { version: 1, file, cards, media, left_out })?;
        return Ok(Outcome::Done);
    }
    let file = visible(&args.output.display().to_string());
    let cards = count(cards, "card");
    let with =
        if media > 0 { format!(", with {}", count(media, "media file")) } else { String::new() };
    context.ui.say(format!("Wrote `{file}`: {cards}{with}."));
    if left_out > 0 {
        context.ui.say(format!(
            "{} from Anki left out: only a package takes those back as they were.",
            count(left_out, "card"),
        ));
    }
    Ok(Outcome::Done)
}
