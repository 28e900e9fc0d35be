//! `recall import` of JSON that recall exported: cards with all that is known about them.

use crate::adapters::store::archive::{Archive, FORMAT, VERSION};
use crate::adapters::store::foreign::archives::TakenArchive;
use crate::adapters::store::{Moment, media};
use crate::adapters::terminal::style::Role;
use crate::cli::Context;
use crate::cli::args::ImportArgs;
use crate::cli::failure::{Failure, count};
use crate::cli::package;
use crate::render::sanitize::visible;
use serde::{Deserialize, Serialize};
use std::io::Read as _;
use std::path::Path;

/// The largest file that is read, in bytes: some million cards, or some thousand pictures.
const MAX_BYTES: u64 = 2 << 30;

/// What says whether a file is one, and of which version.
#[derive(Debug, Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// What an import of an archive did, as a script reads it.
#[derive(Debug, Serialize)]
struct Report {
    version: u32,
    file: String,
    new: u32,
    kept: u32,
    reviews: u64,
    media: u32,
}

/// Whether a path is that of an archive, by its name.
pub(super) fn is_one(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) && !path.is_dir()
}

/// Imports an archive, as a step of its own.
pub(super) fn import(context: &Context, path: &Path, args: &ImportArgs) -> Result<(), Failure> {
    let archive = read(path)?;
    let seed = context.env.seed()?;
    let moment = Moment { at: context.clock.now(), day: context.clock.today() };
    let folder = media::folder(&context.database);
    let folder = (!args.dry_run).then_some(folder.as_path());
    let taken = package::into_store(context, args.dry_run, |store| {
        let mut intake = store.begin_intake(moment, seed)?;
        let taken = intake.archive(&archive, folder)?;
        intake.commit(taken.is_change() && !args.dry_run)?;
        Ok(taken)
    })?;
    if context.ui.json() {
        let TakenArchive { new, kept, reviews, media } = taken;
        let file = path.to_string_lossy().into_owned();
        return context.ui.json_line(&Report { version: 1, file, new, kept, reviews, media });
    }
    say(context, path, args.dry_run, taken);
    Ok(())
}

fn say(context: &Context, path: &Path, dry_run: bool, taken: TakenArchive) {
    let ui = &context.ui;
    let file = ui.paint(Role::Strong, visible(&path.display().to_string()));
    if !taken.is_change() {
        ui.say(format!("{file}: {}, nothing new", count(taken.kept, "card")));
        return;
    }
    let verb = if dry_run { "would be added" } else { "added" };
    let kept = if taken.kept > 0 { format!("; {} were here", taken.kept) } else { String::new() };
    let mut with = vec![count(taken.reviews, "review")];
    if taken.media > 0 {
        with.push(count(taken.media, "media file"));
    }
    let (new, with) = (count(taken.new, "card"), with.join(" and "));
    ui.say(format!("{file}: {new} {verb}, with {with}{kept}"));
}

fn read(path: &Path) -> Result<Archive, Failure> {
    let name = visible(&path.display().to_string());
    let mut text = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut text))
        .map_err(|error| Failure::user(format!("could not read `{name}`")).caused_by(&error))?;
    if u64::try_from(text.len()).unwrap_or(u64::MAX) > MAX_BYTES {
        return Err(Failure::user(format!("`{name}` is too big")).hint("nothing was changed"));
    }
    let broken = |error: &serde_json::Error| {
        let (line, column) = (error.line(), error.column());
        Failure::user(format!("{name}:{line}:{column}: this is not what recall exports"))
            .caused_by(error)
            .hint("nothing was changed")
            .of_data()
    };
    let head: Head = serde_json::from_slice(&text).map_err(|error| broken(&error))?;
    if head.format != FORMAT {
        return Err(Failure::user(format!("`{name}` is no export of recall")));
    }
    if head.version > VERSION {
        return Err(Failure::user(format!("`{name}` was written by a newer recall"))
            .because(format!("it has version {}, this recall knows up to {VERSION}", head.version))
            .hint("update recall; nothing was changed"));
    }
    let archive: Archive = serde_json::from_slice(&text).map_err(|error| broken(&error))?;
    match archive.fault() {
        None => Ok(archive),
        Some((card, fault)) => {
            let message = format!("`{name}`: the card `{}` has {fault}", card.id);
            Err(Failure::user(message).hint("nothing was changed").of_data())
        }
    }
}
