//! `recall export`.

mod table;
mod text;

use crate::adapters::anki::ExportError;
use crate::adapters::anki::export::{self, Request, Written};
use crate::adapters::store::{Scope, Store, media};
use crate::cli::args::{ExportArgs, ExportFormat};
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome, scope};
use crate::render::sanitize::visible;
use serde::Serialize;

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
    unplaced: u64,
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
            Some("txt") => ExportFormat::AnkiText,
            _ => ExportFormat::Apkg,
        };
        self.format.unwrap_or_else(said)
    }
}

fn package(context: &mut Context, args: &ExportArgs) -> Result<Outcome, Failure> {
    let media = media::folder(&context.database);
    let Some(mut store) = context.existing_store()? else {
        return Err(ExportError::NoCards.into());
    };
    let scope = scope_of(&store, args)?;
    let words: Vec<String> = args.find.iter().map(|word| word.to_lowercase()).collect();
    let request = Request {
        path: &args.output,
        scope: &scope,
        words: &words,
        fresh: args.fresh,
        media: &media,
    };
    let written = export::write(&mut store, &context.clock, &request)?;
    if context.ui.json() {
        context.ui.json_line(&report(args, &written))?;
    } else {
        say(context, args, &written);
    }
    Ok(Outcome::Done)
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

fn report(args: &ExportArgs, written: &Written) -> Report {
    Report {
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
        unplaced: written.unplaced,
    }
}

fn say(context: &Context, args: &ExportArgs, written: &Written) {
    let &Written { cards, new, scheduled, suspended, decks, reviews, media, unplaced, .. } =
        written;
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
    if unplaced > 0 {
        context.ui.warn(format!(
            "{} of cards from Anki stay here: no field of their notes holds what you changed",
            count(unplaced, "edit"),
        ));
    }
    if scheduled > 0 {
        context.ui.say(
            "In Anki's import dialog tick \"Import any learning progress\", \
             or every card arrives as new.",
        );
    }
}
