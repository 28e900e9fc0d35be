//! `recall pin`: writes the ids of cards into their notes, so that they are known whatever is
//! done to their lines. The one command that writes notes besides an editor.

use crate::adapters::store::{CardRecord, Status};
use crate::cards::Draft;
use crate::cards::generate::{Reach, generate_with};
use crate::cards::identity::pins::{comment, pins};
use crate::cli::args::CardsArgs;
use crate::cli::change::find_all;
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome, import};
use crate::notes::outline;
use crate::render::sanitize::visible;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

pub(super) fn run(context: &mut Context, args: &CardsArgs) -> Result<Outcome, Failure> {
    let store = context.existing_store()?;
    let mut by_source: BTreeMap<String, Vec<CardRecord>> = BTreeMap::new();
    for id in find_all(store.as_ref(), &args.cards)? {
        if let Some(card) = store.as_ref().map(|store| store.card(id)).transpose()?.flatten() {
            can_be_pinned(&card)?;
            by_source.entry(card.source.clone()).or_default().push(card);
        }
    }
    drop(store);
    for (source, cards) in by_source {
        let path = Path::new(&source);
        // The lines that are known must be those of the note as it is now.
        drop(import::import_paths(context, &[path.to_owned()])?);
        let store = context.existing_store()?;
        let mut now = Vec::new();
        for card in &cards {
            let found = store.as_ref().map(|store| store.card(card.id)).transpose()?.flatten();
            if let Some(card) = found {
                can_be_pinned(&card)?;
                now.push(card);
            }
        }
        drop(store);
        let pinned = pin(path, &now)?;
        context.ui.line(format!("pinned {} in {}", count(pinned, "card"), visible(&source)))?;
        drop(import::import_paths(context, &[path.to_owned()])?);
    }
    Ok(Outcome::Done)
}

/// A card whose line left the notes has none to write to: another may stand where it stood.
fn can_be_pinned(card: &CardRecord) -> Result<(), Failure> {
    if card.status == Status::Retired {
        let id = card.id.short();
        return Err(Failure::user(format!("{id} is not in the notes any more"))
            .hint("`recall relink OLD NEW` lets it go on as a card that the notes have now"));
    }
    if Path::new(&card.source).is_file() {
        Ok(())
    } else {
        Err(Failure::user(format!("`{}` is no file to write to", visible(&card.source))))
    }
}

/// Writes the ids behind the lines of these cards; says how many were not there before.
fn pin(path: &Path, cards: &[CardRecord]) -> Result<u32, Failure> {
    let failed = |error: &dyn std::error::Error| {
        Failure::user(format!("could not write to `{}`", path.display())).caused_by(error)
    };
    let bytes = std::fs::read(path).map_err(|error| failed(&error))?;
    let text = String::from_utf8(bytes).map_err(|error| failed(&error))?;
    let there = pins(&text);
    let mut pinned = 0;
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    for card in cards.iter().filter(|card| there.iter().all(|pin| pin.card != card.id)) {
        let at = usize::try_from(card.lines.first()).unwrap_or(usize::MAX);
        let Some(line) = at.checked_sub(1).and_then(|at| lines.get_mut(at)) else { continue };
        let end = line.trim_end_matches(['\n', '\r']).len();
        line.insert_str(end, &comment(card.id));
        pinned += 1;
    }
    let written = lines.concat();
    if cards_of(&text, path) != cards_of(&written, path) {
        return Err(Failure::user(format!(
            "`{}` was not changed: with the ids, its lines would say something else",
            path.display()
        ))
        .hint("pin cards of lines that are no code and no part of a table"));
    }
    if pinned > 0 {
        replace(path, written.as_bytes()).map_err(|error| failed(&error))?;
    }
    Ok(pinned)
}

fn cards_of(text: &str, path: &Path) -> Vec<Draft> {
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into());
    generate_with(&outline::read(text, &stem), Reach::All).cards
}

/// Puts a file in the place of another: the old one or the new one is there, never a part.
fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().set_permissions(std::fs::metadata(path)?.permissions())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
