//! What `recall export` writes as text.

use super::{scope_of, table};
use crate::adapters::anki::{ExportError, text};
use crate::adapters::store::export::ExportedCard;
use crate::adapters::store::{CardRecord, Scope, Store, StoreError};
use crate::cli::args::{ExportArgs, ExportFormat};
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome, list};
use crate::render::sanitize::visible;
use serde::Serialize;
use std::collections::HashSet;
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
    let scope = scope_of(&store, args)?;
    let cards = chosen(&store, &scope, &args.find)?;
    let text = match format {
        ExportFormat::AnkiText => for_anki(&store, &scope, &cards)?,
        _ => as_table(&cards, args.fresh)?,
    };
    if text.cards == 0 && text.left_out == 0 {
        return Err(ExportError::NoCards.into());
    }
    write_new(&args.output, &text.bytes)?;
    report(context, args, &text)
}

fn for_anki(store: &Store, scope: &Scope, chosen: &[CardRecord]) -> Result<Text, Failure> {
    let chosen: HashSet<_> = chosen.iter().map(|card| card.id).collect();
    let mut cards: Vec<ExportedCard> = Vec::new();
    store.snapshot()?.each_card(scope, |card| {
        if chosen.contains(&card.id) {
            cards.push(card);
        }
        Ok::<(), StoreError>(())
    })?;
    let mut bytes = Vec::new();
    text::write(&mut bytes, &cards).map_err(|error| unwritable(&error))?;
    let left_out = number(chosen.len().saturating_sub(cards.len()));
    Ok(Text { bytes, cards: number(cards.len()), left_out })
}

fn as_table(cards: &[CardRecord], fresh: bool) -> Result<Text, Failure> {
    let mut bytes = Vec::new();
    table::write(&mut bytes, cards, fresh).map_err(|error| unwritable(&error))?;
    Ok(Text { bytes, cards: number(cards.len()), left_out: 0 })
}

fn number(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// Every card of this scope that can leave the collection and has all of these words.
fn chosen(store: &Store, scope: &Scope, find: &[String]) -> Result<Vec<CardRecord>, Failure> {
    let words: Vec<String> = find.iter().map(|word| word.to_lowercase()).collect();
    let mut cards = Vec::new();
    store.for_each_card(|card| {
        if table::leaves(card.status) && is_in(scope, &card) && list::has_all(&card, &words) {
            cards.push(card);
        }
        Ok::<(), StoreError>(())
    })?;
    Ok(cards)
}

/// Whether a card is of one of the decks and has one of the tags, where such are named.
fn is_in(scope: &Scope, card: &CardRecord) -> bool {
    let under = |names: &[String], name: &String| names.iter().any(|top| is_within(name, top));
    (scope.decks.is_empty() || under(&scope.decks, &card.deck))
        && (scope.tags.is_empty() || card.tags.iter().any(|tag| under(&scope.tags, tag)))
}

/// Whether a name is this one or under it, in any case.
fn is_within(name: &str, top: &str) -> bool {
    let (name, top) = (name.to_lowercase(), top.to_lowercase());
    name.strip_prefix(&top).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
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

fn unwritable(error: &std::io::Error) -> Failure {
    Failure::internal("the cards have no form as text").caused_by(error)
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
