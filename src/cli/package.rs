//! `recall import` of packages that Anki made: cards with their schedules and their log.

use crate::adapters::anki::read::PackageError;
use crate::adapters::anki::read::take::{Package, Request, Taken};
use crate::adapters::store::{Store, media};
use crate::adapters::terminal::style::Role;
use crate::cli::Context;
use crate::cli::args::ImportArgs;
use crate::cli::failure::{Failure, count};
use crate::render::sanitize::visible;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Endings of the names of packages.
const ENDINGS: [&str; 2] = ["apkg", "colpkg"];

/// What an import of a package did, as a script reads it.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    version: u32,
    file: String,
    notes: u32,
    decks: u32,
    new: u32,
    reworded: u32,
    moved: u32,
    kept: u32,
    reviews: u64,
    suspended: u32,
    /// Cards suspended because a terminal cannot ask them, by the reason.
    unshowable: BTreeMap<&'static str, u32>,
    /// Notes of no known notetype or of another's guid, and cards of no known note: left out.
    skipped: u32,
    media: u32,
    missing_media: u32,
}

impl Report {
    pub(super) fn of(path: &Path, taken: &Taken) -> Self {
        let unshowable = taken.unshowable.iter().map(|(why, cards)| (why.as_str(), *cards));
        Self {
            version: 1,
            file: path.to_string_lossy().into_owned(),
            notes: taken.notes,
            decks: taken.decks,
            new: taken.new,
            reworded: taken.reworded,
            moved: taken.moved,
            kept: taken.kept,
            reviews: taken.reviews,
            suspended: taken.suspended,
            unshowable: unshowable.collect(),
            skipped: taken.unknown_notetype + taken.doubles + taken.orphans,
            media: taken.media,
            missing_media: taken.missing_media,
        }
    }
}

/// Whether a path is that of a package, by its name.
pub(super) fn is_one(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)) && !path.is_dir()
}

/// Imports a package, as a step of its own.
pub(super) fn import(context: &Context, path: &Path, args: &ImportArgs) -> Result<(), Failure> {
    let folder = media::folder(&context.database);
    let request =
        Request { path, deck: args.deck.as_deref(), dry_run: args.dry_run, media: &folder };
    let seed = context.env.seed()?;
    // Before anything is made: it may be no package.
    let mut opened = Some(Package::open(path)?);
    let take = |store: &mut Store| {
        let package = opened.take().map_or_else(|| Package::open(path), Ok)?;
        Ok(package.take(store, &context.clock, seed, &request)?)
    };
    let taken = if args.dry_run { into_store(context, true, take) } else { context.fill(take) }?;
    if context.ui.json() {
        return context.ui.json_line(&Report::of(path, &taken));
    }
    say(context, path, args.dry_run, &taken);
    for (number, noun, why) in [
        (taken.unknown_notetype, "note", "the package does not say of what kind they are"),
        (taken.doubles, "note", "another note of the package has the same guid"),
        (taken.orphans, "card", "the package does not have their note"),
        (taken.undated, "review", "no calendar has their instant"),
    ] {
        if number > 0 {
            context.ui.warn(format!("{} left out: {why}", count(number, noun)));
        }
    }
    if taken.media > 0 {
        context.ui.say(format!("{} taken in", count(taken.media, "media file")));
    }
    if taken.missing_media > 0 {
        let missing = count(taken.missing_media, "media file");
        context.ui.warn(format!("{missing} not in the package; their cards show the names"));
    }
    Ok(())
}

/// Does this with the collection. To only look at what would come, none is made.
pub(super) fn into_store<T>(
    context: &Context,
    dry_run: bool,
    take: impl FnOnce(&mut Store) -> Result<T, Failure>,
) -> Result<T, Failure> {
    if dry_run && !context.database.exists() {
        let nowhere = tempfile::tempdir().map_err(|source| PackageError::Scratch { source })?;
        let mut store = Store::open(&nowhere.path().join("recall.db"), context.clock.now())?;
        return take(&mut store);
    }
    take(&mut context.store()?)
}

/// The report for people: what came in, then what did not or needs a look.
pub(super) fn say(context: &Context, path: &Path, dry_run: bool, taken: &Taken) {
    let ui = &context.ui;
    let file = ui.paint(Role::Strong, visible(&path.display().to_string()));
    if !taken.is_change() {
        ui.say(format!("{file}: {}, nothing new", count(taken.notes, "note")));
        return;
    }
    let verb = if dry_run { "would be added" } else { "added" };
    let mut parts = Vec::new();
    for (number, word) in [
        (taken.reworded, "reworded"),
        (taken.moved, "moved or suspended in Anki"),
        (taken.kept, "as they were"),
        (taken.suspended, "suspended"),
    ] {
        if number > 0 {
            parts.push(format!("{number} {word}"));
        }
    }
    let (cards, decks) = (count(taken.new, "card"), count(taken.decks, "deck"));
    let reviews = count(taken.reviews, "review");
    let added = match (taken.new, taken.reviews) {
        (0, 0) => None,
        (0, _) => Some(format!("{reviews} {verb}")),
        (_, 0) => Some(format!("{cards} in {decks} {verb}")),
        _ => Some(format!("{cards} in {decks} {verb}, with {reviews}")),
    };
    let parts = (!parts.is_empty()).then(|| parts.join(", "));
    let told: Vec<String> = added.into_iter().chain(parts).collect();
    ui.say(format!("{file}: {}", told.join("; ")));
    for (why, cards) in &taken.unshowable {
        let cards = count(*cards, "card");
        ui.say(format!("{cards} suspended, since a terminal cannot ask them: {}", why.as_str()));
    }
    if !taken.unshowable.is_empty() && !dry_run {
        ui.say("`recall list --suspended` shows them; `recall unsuspend CARD` takes one back");
    }
}
