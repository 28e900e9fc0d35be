//! `recall import` of databases of other programs: that of hashcards, the history of cards whose
//! notes are here, and that of Mnemosyne, cards with theirs.

use crate::adapters::anki::read::databases::Database;
use crate::adapters::anki::read::databases::hashcards::{History, TakenHistory};
use crate::adapters::anki::read::databases::mnemosyne::Mnemosyne;
use crate::adapters::terminal::style::Role;
use crate::cli::Context;
use crate::cli::args::ImportArgs;
use crate::cli::failure::{Failure, count};
use crate::cli::package;
use crate::render::sanitize::visible;
use serde::Serialize;
use std::path::Path;

/// What an import of a history did, as a script reads it.
#[derive(Debug, Serialize)]
struct Report {
    version: u32,
    file: String,
    cards: u32,
    reviews: u64,
    /// Cards that no note has.
    unknown: u32,
}

/// Whether a path is that of a database, by its name.
pub(super) fn is_one(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("db")) && !path.is_dir()
}

/// Imports a database, as a step of its own.
pub(super) fn import(context: &Context, path: &Path, args: &ImportArgs) -> Result<(), Failure> {
    match Database::open(path)? {
        Database::Hashcards(history) => import_history(context, path, args, history),
        Database::Mnemosyne(cards) => import_cards(context, path, args, &cards),
    }
}

fn import_cards(
    context: &Context,
    path: &Path,
    args: &ImportArgs,
    cards: &Mnemosyne,
) -> Result<(), Failure> {
    let seed = context.env.seed()?;
    let taken = package::into_store(context, args.dry_run, |store| {
        Ok(cards.take(store, &context.clock, seed, args.deck.as_deref(), args.dry_run)?)
    })?;
    if context.ui.json() {
        return context.ui.json_line(&package::Report::of(path, &taken));
    }
    package::say(context, path, args.dry_run, &taken);
    Ok(())
}

fn import_history(
    context: &Context,
    path: &Path,
    args: &ImportArgs,
    history: History,
) -> Result<(), Failure> {
    let seed = context.env.seed()?;
    let taken = package::into_store(context, args.dry_run, |store| {
        Ok(history.take(store, &context.clock, seed, args.dry_run)?)
    })?;
    if context.ui.json() {
        let TakenHistory { cards, unknown, reviews } = taken;
        let file = path.to_string_lossy().into_owned();
        return context.ui.json_line(&Report { version: 1, file, cards, reviews, unknown });
    }
    say(context, path, args.dry_run, taken);
    Ok(())
}

fn say(context: &Context, path: &Path, dry_run: bool, taken: TakenHistory) {
    let ui = &context.ui;
    let file = ui.paint(Role::Strong, visible(&path.display().to_string()));
    let cards = count(taken.cards, "card");
    if taken.reviews == 0 {
        ui.say(format!("{file}: {cards} known, nothing new"));
    } else {
        let verb = if dry_run { "would be added" } else { "added" };
        ui.say(format!("{file}: {} of {cards} {verb}", count(taken.reviews, "review")));
    }
    if taken.unknown > 0 {
        ui.warn(format!(
            "{} of it are in no note that was imported as they were asked there",
            count(taken.unknown, "card")
        ));
        ui.say("import their notes first, then this again: what came already does not come twice");
    }
}
