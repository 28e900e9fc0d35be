//! `recall export`.

mod file;
mod gallery;
mod json;
mod page;
mod table;
mod text;

use crate::adapters::anki::ExportError;
use crate::adapters::anki::export::{self, Request, Written};
use crate::adapters::store::{Scope, Store, media};
use crate::cli::args::{ExportArgs, ExportFormat};
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome, card, scope};
use crate::render::sanitize::visible;
use serde::Serialize;
use std::path::Path;

/// What `export --json` prints.
#[derive(Debug, Serialize)]
struct Report {
    version: u32,
    file: String,
    notes: u64,
    cards: u64,
    new: u64,
    scheduled: u64,
    suspended: u64,
    decks: u64,
    reviews: u64,
    media: u64,
    /// Cards that Anki may have already.
    known: u64,
    unplaced: u64,
    missing_media: u64,
}

pub(super) fn run(context: &mut Context, args: &ExportArgs) -> Result<Outcome, Failure> {
    match args.format() {
        ExportFormat::Apkg => package(context, args),
        format => text::run(context, args, format),
    }
}

impl ExportArgs {
    /// The format that is named, or that the end of the file's name says.
    fn format(&self) -> ExportFormat {
        let extension = self.output.extension().unwrap_or_default().to_ascii_lowercase();
        let said = || match extension.to_str() {
            Some("csv") => ExportFormat::Csv,
            Some("json") => ExportFormat::Json,
            Some("md") => ExportFormat::Markdown,
            Some("txt") => ExportFormat::AnkiText,
            _ => ExportFormat::Apkg,
        };
        self.format.unwrap_or_else(said)
    }
}

/// Which cards are to be written.
#[derive(Debug)]
struct Choice {
    scope: Scope,
    /// What has to occur in them, in lower case.
    words: Vec<String>,
}

impl Choice {
    fn of(store: &Store, args: &ExportArgs) -> Result<Self, Failure> {
        let words = args.find.iter().map(|word| word.to_lowercase()).collect();
        Ok(Self { scope: scope_of(store, args)?, words })
    }
}

fn package(context: &mut Context, args: &ExportArgs) -> Result<Outcome, Failure> {
    if !file::is_stdout(&args.output) {
        let written = write_package(context, args, &args.output)?;
        return report(context, args, &written);
    }
    if context.env.stdout_is_terminal {
        return Err(Failure::user("a package is nothing that a terminal can show")
            .hint("send it on with `|` or `>`, or name a file"));
    }
    let unwritten = |error| Failure::user("could not write the package").caused_by(&error);
    let folder = tempfile::tempdir().map_err(unwritten)?;
    let path = folder.path().join("recall.apkg");
    let written = write_package(context, args, &path)?;
    file::copy_out(&mut std::fs::File::open(&path).map_err(unwritten)?)?;
    say_what_stays(context, &written);
    Ok(Outcome::Done)
}

fn write_package(context: &Context, args: &ExportArgs, path: &Path) -> Result<Written, Failure> {
    let media = media::folder(&context.database);
    let Some(mut store) = context.existing_store()? else {
        return Err(ExportError::NoCards.into());
    };
    let Choice { scope, words } = Choice::of(&store, args)?;
    let request = Request {
        path,
        scope: &scope,
        words: &words,
        fresh: args.fresh,
        media: &media,
        notes: card::read,
    };
    Ok(export::write(&mut store, &context.clock, &request)?)
}

/// The decks and tags that are named, each of which has to be there.
fn scope_of(store: &Store, args: &ExportArgs) -> Result<Scope, Failure> {
    let mut scope = Scope::default();
    if !args.decks.is_empty() {
        let known = store.decks()?;
        let named = args.decks.iter().map(|deck| scope::deck_named(deck, &known));
        scope.decks = named.collect::<Result<_, _>>()?;
    }
    if !args.tag.is_empty() {
        let known = store.tags()?;
        let named = args.tag.iter().map(|tag| scope::tag_named(tag, &known));
        scope.tags = named.collect::<Result<_, _>>()?;
    }
    Ok(scope)
}

fn report(context: &Context, args: &ExportArgs, written: &Written) -> Result<Outcome, Failure> {
    if context.ui.json() {
        context.ui.json_line(&Report::of(args, written))?;
    } else {
        say(context, args, written);
        say_what_stays(context, written);
    }
    Ok(Outcome::Done)
}

impl Report {
    fn of(args: &ExportArgs, written: &Written) -> Self {
        Self {
            version: 1,
            file: args.output.to_string_lossy().into_owned(),
            notes: written.notes,
            cards: written.cards,
            new: written.new,
            scheduled: written.scheduled,
            suspended: written.suspended,
            decks: written.decks,
            reviews: written.reviews,
            media: written.media,
            known: written.known,
            unplaced: written.unplaced,
            missing_media: written.missing_media,
        }
    }
}

fn say(context: &Context, args: &ExportArgs, written: &Written) {
    let &Written { cards, new, scheduled, suspended, decks, reviews, media, .. } = written;
    let cards = count(cards, "card");
    let decks = count(decks, "deck");
    let mut parts = vec![format!("{new} new"), format!("{scheduled} scheduled")];
    if suspended > 0 {
        parts.push(format!("{suspended} suspended"));
    }
    let parts = parts.join(", ");
    let file = visible(&args.output.display().to_string());
    let mut with = vec![count(reviews, "review")];
    if media > 0 {
        with.push(count(media, "media file"));
    }
    let with = with.join(" and ");
    context.ui.say(format!("Wrote `{file}`: {cards} ({parts}) in {decks}, with {with}."));
}

/// What an import in Anki does not do by itself.
fn say_what_stays(context: &Context, written: &Written) {
    let &Written { scheduled, known, unplaced, missing_media, .. } = written;
    if missing_media > 0 {
        let files = count(missing_media, "media file");
        context.ui.warn(format!("{files} not found, or too big; the cards show the names"));
    }
    if unplaced > 0 {
        context.ui.warn(format!(
            "{} of cards from Anki stay here: no field of their notes holds what you changed",
            count(unplaced, "edit"),
        ));
    }
    if known > 0 {
        context.ui.say(
            "Cards that Anki has keep their schedule, flag and deck there, and none is deleted: \
             an import takes over words, tags and new cards.",
        );
    }
    if scheduled > 0 {
        context.ui.say(
            "In Anki's import dialog tick \"Import any learning progress\", \
             or every card arrives as new.",
        );
    }
}
