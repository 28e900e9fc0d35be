//! What `recall export` writes as text.

use super::table;
use crate::adapters::anki::{ExportError, text};
use crate::adapters::store::export::ExportedCard;
use crate::adapters::store::{CardRecord, Store, StoreError};
use crate::cli::args::{ExportArgs, ExportFormat};
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome, scope};
use crate::render::sanitize::visible;
use serde::Serialize;
use std::io::Write as _;
use std::path::Path;

/// What `export --json` prints.
#[derive(Debug, Serialize)]
struct Report {
    version: u32,
    file: String,
    cards: u64,
    /// Cards that came from Anki, which Anki's text leaves out: they are there already.
    left_out: u64,
}

/// The cards as text of a format, and how many are in it and were left out.
#[derive(Debug)]
struct Text {
    bytes: Vec<u8>,
    cards: u64,
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
    let deck = args.deck.as_deref();
    if let Some(deck) = deck {
        scope::deck_named(deck, &store.decks()?)?;
    }
    let text = match format {
        ExportFormat::AnkiText => for_anki(&store, deck)?,
        _ => as_table(&store, deck, args.fresh)?,
    };
    if text.cards == 0 && text.left_out == 0 {
        return Err(ExportError::NoCards.into());
    }
    write_new(&args.output, &text.bytes)?;
    report(context, args, &text)
}

fn for_anki(store: &Store, deck: Option<&str>) -> Result<Text, Failure> {
    let mut cards: Vec<ExportedCard> = Vec::new();
    store.snapshot()?.each_card(deck, |card| {
        cards.push(card);
        Ok::<(), StoreError>(())
    })?;
    let mut bytes = Vec::new();
    text::write(&mut bytes, &cards).map_err(unwritable)?;
    let left_out = leaving(store, deck)?.len().saturating_sub(cards.len());
    Ok(Text { bytes, cards: number(cards.len()), left_out: number(left_out) })
}

fn as_table(store: &Store, deck: Option<&str>, fresh: bool) -> Result<Text, Failure> {
    let cards = leaving(store, deck)?;
    let mut bytes = Vec::new();
    table::write(&mut bytes, &cards, fresh).map_err(unwritable)?;
    Ok(Text { bytes, cards: number(cards.len()), left_out: 0 })
}

fn number(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// Every card that can leave the collection, of this deck and those under it.
fn leaving(store: &Store, deck: Option<&str>) -> Result<Vec<CardRecord>, Failure> {
    let mut cards = Vec::new();
    store.for_each_card(|card| {
        if table::leaves(card.status) && deck.is_none_or(|deck| is_within(&card.deck, deck)) {
            cards.push(card);
        }
        Ok::<(), StoreError>(())
    })?;
    Ok(cards)
}

/// Whether a deck is this one or under it, in any case.
fn is_within(name: &str, deck: &str) -> bool {
    let (name, deck) = (name.to_lowercase(), deck.to_lowercase());
    name.strip_prefix(&deck).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Writes a file that was not there, whole or not at all. One that is there may be the learner's
/// notes, which are never written over.
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let name = visible(&path.display().to_string());
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let write = || {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".recall-").suffix(".tmp");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // What the system would give a new file, not the private mode of temporary ones.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist_noclobber(path).map_err(|error| error.error)
    };
    match write() {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let failure = Failure::user(format!("`{name}` is there; it was left as it is"));
            Err(failure.hint("choose a name that is free"))
        }
        Err(error) => Err(Failure::user(format!("could not write `{name}`")).caused_by(&error)),
    }
}

fn unwritable(error: std::io::Error) -> Failure {
    Failure::internal("the cards have no form as text").caused_by(&error)
}

fn report(context: &Context, args: &ExportArgs, text: &Text) -> Result<Outcome, Failure> {
    let &Text { cards, left_out, .. } = text;
    if context.ui.json() {
        let file = args.output.to_string_lossy().into_owned();
        context.ui.json_line(&Report { version: 1, file, cards, left_out })?;
        return Ok(Outcome::Done);
    }
    let file = visible(&args.output.display().to_string());
    context.ui.say(format!("Wrote `{file}`: {}.", count(cards, "card")));
    if left_out > 0 {
        context.ui.say(format!(
            "{} from Anki left out: only a package takes those back as they were.",
            count(left_out, "card"),
        ));
    }
    Ok(Outcome::Done)
}
