//! `recall import`: notes to cards, and again to take in what changed.
//!
//! Everything that one command reads is one transaction: a bad file named on the command line
//! changes nothing; one met in a folder is named and left out.

use crate::adapters::store::import::{Import, KnownSource, Source, Tally};
use crate::adapters::terminal::style::Role;
use crate::cards::generate::{self, Generated, Reach};
use crate::cards::identity;
use crate::cards::share::Share;
use crate::cli::args::ImportArgs;
use crate::cli::config::keys;
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome, package};
use crate::notes::outline::{self, Note};
use crate::render::sanitize::visible;
use ahead::{Ahead, Made, Reading};
use serde::Serialize;
use std::path::{Path, PathBuf};

mod ahead;
mod gone;
mod walk;

/// What an import did, as a script reads it.
#[derive(Debug, Default, Serialize)]
struct Report {
    version: u32,
    sources: u32,
    unchanged: u32,
    new: u32,
    offered: u32,
    kept: u32,
    reworded: u32,
    retired: u32,
    revived: u32,
    duplicate: u32,
    retagged: u32,
    quieted: u32,
    undecided: u32,
    skipped: u32,
}

/// Lines about single notes that a report shows at most: a first import of years of notes is
/// told by its sum.
const LINES_SHOWN: usize = 30;

/// The work of one command.
struct Work {
    deck: Option<String>,
    dry_run: bool,
    all: bool,
    report: Report,
    /// A line for people for each source that changed.
    lines: Vec<String>,
    /// A line for each quiet rule that would have made a card.
    quiet: Vec<String>,
    sources: Vec<i64>,
}

pub(super) fn run(context: &mut Context, args: &ImportArgs) -> Result<Outcome, Failure> {
    let (packages, notes): (Vec<_>, Vec<_>) =
        args.paths.iter().cloned().partition(|path| package::is_one(path));
    if !packages.is_empty() {
        let outcome = package::import(context, &packages, args)?;
        if notes.is_empty() {
            return Ok(outcome);
        }
    }
    let mut work = Work::new(args.deck.clone(), args.dry_run);
    let paths = if notes.is_empty() { remembered(context)? } else { notes };
    work.all = args.all || context.settings.is_on(keys::IMPORT_ALL);
    work.paths(context, &paths)?;
    work.tell(context)?;
    Ok(if work.report.skipped > 0 { Outcome::No } else { Outcome::Done })
}

/// Imports what changed under these paths, and gives the sources found there. For `review`.
pub(super) fn import_paths(context: &mut Context, paths: &[PathBuf]) -> Result<Vec<i64>, Failure> {
    let mut work = Work::new(None, false);
    work.paths(context, paths)?;
    if work.report.new + work.report.retired + work.report.reworded > 0 {
        work.say(context);
    }
    Ok(work.sources)
}

fn remembered(context: &mut Context) -> Result<Vec<PathBuf>, Failure> {
    let roots: Vec<PathBuf> = context.store()?.roots()?.into_iter().map(PathBuf::from).collect();
    if roots.is_empty() {
        return Err(Failure::user("no notes were imported yet")
            .hint("name a file or folder: `recall import notes/`"));
    }
    let (here, gone): (Vec<PathBuf>, Vec<PathBuf>) =
        roots.into_iter().partition(|root| root.exists());
    for root in gone {
        context.ui.warn(format!("`{}` is not there; its cards stay as they are", root.display()));
    }
    Ok(here)
}

impl Work {
    fn new(deck: Option<String>, dry_run: bool) -> Self {
        let report = Report { version: 1, ..Report::default() };
        Self {
            deck,
            dry_run,
            all: false,
            report,
            lines: Vec::new(),
            quiet: Vec::new(),
            sources: Vec::new(),
        }
    }

    fn paths(&mut self, context: &mut Context, paths: &[PathBuf]) -> Result<(), Failure> {
        let found = walk::sources(context, paths)?;
        let (now, today) = (context.clock.now(), context.clock.today());
        let seed = context.env.seed()?;
        let mut store = context.store()?;
        let mut import = store.begin_import(now, seed)?;
        // Read under the lock: another import may have added some while this one waited.
        let known = import.known_sources()?;
        for root in paths.iter().filter(|path| path.as_os_str() != "-") {
            if let Ok(root) = root.canonicalize() {
                import.remember_root(&root.to_string_lossy())?;
            }
        }
        let mut total = Tally::default();
        let mut gone = gone::sources(&known, paths, &found);
        let all = self.all;
        let deck = self.deck.clone();
        let is_new = |file: &walk::Found| {
            let known = known.get(&file.path).filter(|_| !all);
            file.kind == "file"
                && !known.is_some_and(|known| is_same_look(file, known, deck.as_deref()))
        };
        let found: Vec<_> = found
            .into_iter()
            .map(|file| {
                let is_new = is_new(&file);
                (file, is_new)
            })
            .collect();
        let read = |file: &walk::Found| Reading::made(file, known.get(&file.path), all);
        ahead::each(&found, read, |file, ahead| {
            let earlier = match known.get(&file.path) {
                Some(known) => Some(known),
                None => gone::renamed(&mut gone, file)?,
            };
            if let Some(known) = earlier.filter(|known| known.path != file.path) {
                import.rename(known.id, &file.path)?;
                self.lines.push(format!(
                    "{} is {} now",
                    visible(&known.path),
                    visible(&file.shown)
                ));
            }
            match self.source(context, &mut import, (file, ahead), earlier) {
                Ok(tally) => total.add(tally),
                Err(failure) if file.named => return Err(failure),
                Err(failure) => {
                    context.ui.report(&failure);
                    self.report.skipped += 1;
                }
            }
            Ok(())
        })?;
        for source in gone {
            let retired = import.retire_all(source.id)?;
            total.retired += retired;
            if retired > 0 {
                let cards = count(retired, "card");
                self.lines.push(format!("{} is gone; {cards} retired", visible(&source.path)));
            }
        }
        self.count(total);
        self.quiet = import.quieted().map(|(rule, share)| quiet(rule, share)).collect();
        if !self.dry_run {
            import.commit(today, total)?;
        }
        Ok(())
    }

    fn source(
        &mut self,
        context: &Context,
        import: &mut Import<'_>,
        (file, ahead): (&walk::Found, Ahead),
        earlier: Option<&KnownSource>,
    ) -> Result<Tally, Failure> {
        self.report.sources += 1;
        let deck = self.deck.clone();
        let asked_before = earlier.filter(|_| !self.all);
        let same_look = asked_before.filter(|known| is_same_look(file, known, deck.as_deref()));
        if let Some(known) = same_look {
            self.report.unchanged += 1;
            self.sources.push(known.id);
            return Ok(Tally::default());
        }
        let reading = ahead.unwrap_or_else(|| Reading::of(file))?;
        let print = reading.print;
        let same_bytes =
            asked_before.filter(|known| reading.is_same(known) && is_deck(known, deck.as_deref()));
        if let Some(known) = same_bytes {
            import.touch(known.id, &print)?;
            self.report.unchanged += 1;
            self.sources.push(known.id);
            return Ok(Tally::default());
        }
        let old = earlier.map_or(Ok(Vec::new()), |known| import.cards_of(known.id))?;
        // Offers that were asked for once, and perhaps kept, stay what they are.
        let all = self.all || old.iter().any(|card| card.rule == "R28");
        let made = match reading.made {
            Some(made) if all == self.all => made?,
            _ => Made::of(file, &reading.bytes, all)?,
        };
        made.warn(context, file);
        let Made { note, generated, .. } = made;
        let deck = deck.or_else(|| note.front.deck.as_deref().and_then(deck_of));
        let source = Source {
            kind: file.kind,
            path: file.path.clone(),
            deck: deck.unwrap_or_else(|| deck_name(&file.folders, &note.title)),
            title: note.title.clone(),
            print,
        };
        let mut matching = identity::matching(&old, &generated.cards);
        if file.kind == "stdin" {
            // What comes in by a pipe is added; that it lacks what came before says nothing.
            matching.gone.clear();
        }
        self.report.undecided += u32::try_from(matching.undecided.len()).unwrap_or(u32::MAX);
        let (id, tally) = import.write(&source, &old, &generated.cards, &matching)?;
        self.sources.push(id);
        if !tally.is_unchanged() || earlier.is_none() {
            self.lines.push(line(context, &file.shown, &source.deck, tally));
        }
        Ok(tally)
    }

    fn count(&mut self, tally: Tally) {
        let report = &mut self.report;
        report.new = tally.new;
        report.offered = tally.offered;
        report.kept = tally.kept;
        report.reworded = tally.reworded;
        report.retired = tally.retired;
        report.revived = tally.revived;
        report.duplicate = tally.duplicate;
        report.retagged = tally.retagged;
        report.quieted = tally.quieted;
    }

    fn tell(&self, context: &Context) -> Result<(), Failure> {
        if context.ui.json() {
            return context.ui.json_line(&self.report);
        }
        self.say(context);
        Ok(())
    }

    /// The report for people.
    fn say(&self, context: &Context) {
        let ui = &context.ui;
        for line in self.lines.iter().take(LINES_SHOWN) {
            ui.say(line);
        }
        if self.lines.len() > LINES_SHOWN {
            ui.say(format!("and {} more", count((self.lines.len() - LINES_SHOWN) as u64, "note")));
        }
        for line in &self.quiet {
            ui.say(line);
        }
        let report = &self.report;
        let sources = count(report.sources, "note");
        let changed = report.new + report.offered + report.reworded + report.retired;
        if changed + report.revived + report.retagged == 0 {
            ui.say(format!("{sources}, nothing changed"));
        } else {
            let verb = if self.dry_run { "would be added" } else { "added" };
            ui.say(format!(
                "{} {verb} from {sources}{}",
                count(report.new, "card"),
                extras(report)
            ));
        }
        if report.new > 0 && !self.dry_run {
            ui.say("`recall explain FILE` shows what each line became");
        }
    }
}

/// Whether a file looks as it did when it was read last, so that it need not be read again.
fn is_same_look(file: &walk::Found, known: &KnownSource, deck: Option<&str>) -> bool {
    file.kind == "file"
        && known.print.modified_ns == file.modified_ns
        && known.print.modified_ns != 0
        && known.print.size_bytes == file.size_bytes
        && known.print.generator == generate::VERSION
        && is_deck(known, deck)
}

/// Whether the source is in the deck that was asked for, if one was.
fn is_deck(known: &KnownSource, deck: Option<&str>) -> bool {
    deck.is_none_or(|deck| *deck == known.deck)
}

/// Why cards of a rule are missing.
fn quiet(rule: &str, share: Share) -> String {
    format!(
        "{rule} is quiet: you dropped {} of {} of its cards; `recall explain --rules` shows all",
        share.dropped,
        share.decided()
    )
}

fn extras(report: &Report) -> String {
    let mut parts = Vec::new();
    for (number, word) in [
        (report.offered, "more offered"),
        (report.reworded, "reworded"),
        (report.retired, "retired"),
        (report.revived, "back again"),
        (report.duplicate, "asked already"),
        (report.retagged, "with other tags"),
        (report.undecided, "new, too like two old ones to tell which"),
        (report.skipped, "unreadable"),
    ] {
        if number > 0 {
            parts.push(format!("{number} {word}"));
        }
    }
    if parts.is_empty() { String::new() } else { format!("; {}", parts.join(", ")) }
}

fn line(context: &Context, shown: &str, deck: &str, tally: Tally) -> String {
    let report = Report {
        offered: tally.offered,
        reworded: tally.reworded,
        retired: tally.retired,
        revived: tally.revived,
        duplicate: tally.duplicate,
        retagged: tally.retagged,
        ..Report::default()
    };
    let cards = if tally.new == 0 && tally.is_unchanged() {
        "no cards; `recall explain` says why".to_owned()
    } else {
        format!("{}{}", count(tally.new, "card"), extras(&report))
    };
    format!(
        "{}  {} {cards}",
        context.ui.paint(Role::Strong, visible(shown)),
        context.ui.paint(Role::Faint, visible(deck))
    )
}

/// The deck of a source: the folders it lies in, then its title.
fn deck_name(folders: &[String], title: &str) -> String {
    let mut levels: Vec<String> = folders.iter().filter_map(|folder| level(folder)).collect();
    levels.push(level(title).unwrap_or_else(|| "notes".to_owned()));
    levels.join("::")
}

/// The deck that front matter names, unless nothing is left of it.
fn deck_of(named: &str) -> Option<String> {
    let levels: Vec<String> = named.split("::").filter_map(level).collect();
    (!levels.is_empty()).then(|| levels.join("::"))
}

/// One level of the name of a deck.
fn level(name: &str) -> Option<String> {
    let name = name.replace("::", ":");
    let name = name.trim_matches([' ', ':']);
    (!name.is_empty()).then(|| name.chars().take(80).collect())
}

/// A file or standard input, read for `explain` and `import` alike.
pub(super) fn note_of(
    context: &Context,
    path: &Path,
    all: bool,
) -> Result<(Note, Generated), Failure> {
    let file = walk::named(path)?;
    let made = Made::of(&file, &file.read()?, all)?;
    made.warn(context, &file);
    Ok((made.note, made.generated))
}
