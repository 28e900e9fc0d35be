//! `recall import`: notes to cards, and again to take in what changed.
//!
//! Everything that one command reads is one transaction: a bad file named on the command line
//! changes nothing; one met in a folder is named and left out. The notes are read and the cards
//! are made before the collection is locked.

use crate::adapters::store::import::{Import, KnownSource, Source, Tally};
use crate::adapters::store::{Moment, Store};
use crate::adapters::terminal::style::Role;
use crate::cards::generate::{self, Generated, Reach};
use crate::cards::identity;
use crate::cli::args::ImportArgs;
use crate::cli::config::keys;
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome, archive, history, package, table};
use crate::notes::outline::{self, Note};
use crate::render::sanitize::visible;
use ahead::{Ahead, Brief, Made, Reading};
use gone::Gone;
use plan::Plan;
use report::{Report, SourceLine, quiet};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use walk::Found;

mod across;
mod ahead;
mod gone;
mod plan;
mod report;
mod walk;

/// The sources that are known, by path.
type Known = HashMap<String, KnownSource>;

/// The work of one command.
struct Work {
    deck: Option<String>,
    /// The path that standard input stands for.
    name: Option<PathBuf>,
    dry_run: bool,
    /// Believe a note that loses most of its cards.
    yes: bool,
    all: bool,
    /// Places that were imported before and are not there.
    missing: Vec<PathBuf>,
    report: Report,
    sources: Vec<i64>,
}

/// Imports what is no note.
type Importer = fn(&Context, &Path, &ImportArgs) -> Result<(), Failure>;

fn importer(path: &Path, args: &ImportArgs) -> Option<Importer> {
    if package::is_one(path) {
        Some(package::import)
    } else if table::is_one(path, args) {
        Some(table::import)
    } else if archive::is_one(path) {
        Some(archive::import)
    } else {
        history::is_one(path).then_some(history::import)
    }
}

pub(super) fn run(context: &mut Context, args: &ImportArgs) -> Result<Outcome, Failure> {
    let (mut notes, mut others) = (Vec::new(), Vec::new());
    for path in &args.paths {
        match importer(path, args) {
            Some(import) => others.push((path, import)),
            None => notes.push(path.clone()),
        }
    }
    let mut outcome = Outcome::Done;
    if !notes.is_empty() || others.is_empty() {
        outcome = import_notes(context, args, notes)?;
    }
    // After the notes: some bring the history of their cards.
    for (path, import) in others {
        import(context, path, args)?;
    }
    Ok(outcome)
}

fn import_notes(
    context: &mut Context,
    args: &ImportArgs,
    notes: Vec<PathBuf>,
) -> Result<Outcome, Failure> {
    let mut work = Work::new(args.deck.clone(), args.dry_run);
    work.name.clone_from(&args.name);
    work.yes = args.yes;
    if args.name.is_some() && !args.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Failure::usage("`--name` names what standard input gives")
            .hint("as in `recall import - --name notes.md`"));
    }
    let mut paths = notes;
    if paths.is_empty() {
        (paths, work.missing) = remembered(context)?;
    }
    work.all = args.all || context.settings.is_on(keys::IMPORT_ALL);
    work.paths(context, &paths)?;
    if context.ui.json() {
        context.ui.json_line(&work.report)?;
    } else {
        work.report.say(context, work.dry_run);
    }
    Ok(if work.report.is_partial() { Outcome::No } else { Outcome::Done })
}

/// Imports what changed under these paths, and gives the sources found there. For `review`.
pub(super) fn import_paths(context: &mut Context, paths: &[PathBuf]) -> Result<Vec<i64>, Failure> {
    let mut work = Work::new(None, false);
    work.paths(context, paths)?;
    let Tally { new, retired, revived, reworded, .. } = work.report.tally;
    if new + retired + revived + reworded > 0 {
        work.report.say(context, false);
    }
    Ok(work.sources)
}

/// The places that were imported before: those that are there, and those that are not.
fn remembered(context: &mut Context) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Failure> {
    let roots: Vec<PathBuf> = context.store()?.roots()?.into_iter().map(PathBuf::from).collect();
    if roots.is_empty() {
        return Err(Failure::user("no notes were imported yet")
            .hint("name a file or folder: `recall import notes/`"));
    }
    Ok(roots.into_iter().partition(|root| root.exists()))
}

/// Says that a folder of notes, or a note, is not there or empty, as where a disk is not mounted.
fn out_of_reach(context: &Context, place: &Path, notes: &str) {
    let is = if place.is_dir() { "is empty" } else { "is not there" };
    let place = place.display();
    context.ui.warn(format!(
        "`{place}` {is}; the cards of {notes} stay as they are; `recall forget {place}` retires them"
    ));
}

impl Work {
    fn new(deck: Option<String>, dry_run: bool) -> Self {
        Self {
            deck,
            name: None,
            dry_run,
            yes: false,
            all: false,
            missing: Vec::new(),
            report: Report::new(),
            sources: Vec::new(),
        }
    }

    fn paths(&mut self, context: &Context, paths: &[PathBuf]) -> Result<(), Failure> {
        let found = self.found(context, paths)?;
        if !self.dry_run {
            return context.fill(|store| {
                (self.report, self.sources) = (Report::new(), Vec::new());
                self.take_in(context, store, (paths, &found))
            });
        }
        if let Some(mut store) = context.existing_store()? {
            return self.take_in(context, &mut store, (paths, &found));
        }
        // Nothing is made for a look.
        let folder = tempfile::tempdir().map_err(|error| {
            Failure::user("could not make a temporary folder").caused_by(&error)
        })?;
        let mut store = Store::open(&folder.path().join("recall.db"), context.clock.now())?;
        self.take_in(context, &mut store, (paths, &found))
    }

    /// Takes the notes that were found under these paths into the collection.
    fn take_in(
        &mut self,
        context: &Context,
        store: &mut Store,
        (paths, found): (&[PathBuf], &[Found]),
    ) -> Result<(), Failure> {
        let at = context.clock.now();
        let moment = Moment { at, day: context.clock.day_of(at) };
        let seed = context.env.seed()?;
        let known = store.known_sources()?;
        // Nobody waits for a collection that has nothing yet.
        let ahead = (!known.is_empty()).then(|| self.read(&known, found));
        let mut import = store.begin_import(moment, seed)?;
        if !context.ui.json() {
            import.be_brief();
        }
        for root in paths.iter().filter(|path| path.as_os_str() != "-") {
            if let Ok(root) = root.canonicalize() {
                import.remember_root(&root.to_string_lossy())?;
            }
        }
        // Under the lock: another import may have come in between.
        let known = import.known_sources()?;
        let total = match ahead {
            None if known.is_empty() => self.first(context, &mut import, found)?,
            ahead => {
                let ahead = ahead.unwrap_or_else(|| self.read(&known, found));
                let read = found.iter().zip(ahead).collect();
                self.again(context, &mut import, &known, (paths, read))?
            }
        };
        self.report.tally = total;
        self.report.quiet = import.quieted().map(|(rule, share)| quiet(rule, share)).collect();
        if !self.dry_run {
            import.commit(total)?;
        }
        Ok(())
    }

    /// The notes under these paths.
    fn found(&self, context: &Context, paths: &[PathBuf]) -> Result<Vec<Found>, Failure> {
        let found = walk::sources(context, paths)?;
        let Some(name) = &self.name else { return Ok(found) };
        let stands = |file: Found| match file.kind {
            "stdin" => file.standing_for(name),
            _ => Ok(file),
        };
        found.into_iter().map(stands).collect()
    }

    /// Reads what changed, before the collection is locked.
    fn read(&self, known: &Known, found: &[Found]) -> Vec<Ahead> {
        let is_wanted = |file: &Found| {
            let known = known.get(&file.path).filter(|_| !self.all);
            file.kind == "file"
                && !known.is_some_and(|known| is_same_look(file, known, self.deck.as_deref()))
        };
        let read = |file: &Found| Reading::made(file, known.get(&file.path), self.all);
        ahead::all(found, is_wanted, read)
    }

    /// Takes notes into a collection that has none. There is nothing to compare them with, so each
    /// is written while the next ones are read.
    fn first(
        &mut self,
        context: &Context,
        import: &mut Import<'_>,
        found: &[Found],
    ) -> Result<Tally, Failure> {
        let (known, mut gone, mut total) = (Known::new(), Gone::default(), Tally::default());
        let (all, files) = (self.all, found.iter().collect::<Vec<_>>());
        let read = |file: &Found| Reading::made(file, None, all);
        ahead::each(&files, read, |file, reading| -> Result<(), Failure> {
            let plan = self.plan(context, import, (file, Some(reading)), (&known, &mut gone))?;
            total.add(self.write(import, plan.as_slice())?);
            Ok(())
        })?;
        Ok(total)
    }

    /// Takes in what changed since the notes were read last.
    fn again(
        &mut self,
        context: &Context,
        import: &mut Import<'_>,
        known: &Known,
        (paths, read): (&[PathBuf], Vec<(&Found, Ahead)>),
    ) -> Result<Tally, Failure> {
        let mut plans = self.plans(context, import, known, (paths, read))?;
        self.take_over_doubles(import, known, &mut plans)?;
        across::carry(import, &mut plans)?;
        if !self.yes {
            self.brake(context, &mut plans);
        }
        self.write(import, &plans)
    }

    /// What is to be done to each source that changed.
    fn plans(
        &mut self,
        context: &Context,
        import: &Import<'_>,
        known: &Known,
        (paths, read): (&[PathBuf], Vec<(&Found, Ahead)>),
    ) -> Result<Vec<Plan>, Failure> {
        let here = read.iter().map(|(file, _)| file.path.as_str()).collect();
        let mut gone = Gone::of(known, (paths, &self.missing), &here);
        let mut plans = Vec::new();
        for (file, ahead) in read {
            plans.extend(self.plan(context, import, (file, ahead), (known, &mut gone))?);
        }
        for (folder, notes) in gone.out_of_reach() {
            out_of_reach(context, folder, &count(notes, "note"));
        }
        for source in gone.deleted() {
            let old = import.cards_of(source.id)?;
            import.forget_print(source.id)?;
            plans.push(Plan::without(source, old));
        }
        Ok(plans)
    }

    /// What is to be done to one source; nothing where it is as it was, or cannot be read and was
    /// not named.
    fn plan(
        &mut self,
        context: &Context,
        import: &Import<'_>,
        (file, ahead): (&Found, Ahead),
        (known, gone): (&Known, &mut Gone<'_>),
    ) -> Result<Option<Plan>, Failure> {
        match self.plan_of(context, import, (file, ahead), (known, gone)) {
            Err(failure) if !file.named => {
                context.ui.report(&failure);
                self.report.skipped += 1;
                Ok(None)
            }
            plan => plan,
        }
    }

    /// What is to be done to one source; nothing where it is as it was.
    fn plan_of(
        &mut self,
        context: &Context,
        import: &Import<'_>,
        (file, ahead): (&Found, Ahead),
        (known, gone): (&Known, &mut Gone<'_>),
    ) -> Result<Option<Plan>, Failure> {
        self.report.sources += 1;
        let deck = self.deck.as_deref();
        let mut earlier = known.get(&file.path);
        let asked_before = earlier.filter(|_| !self.all);
        if let Some(known) = asked_before.filter(|known| is_same_look(file, known, deck)) {
            return Ok(self.unchanged(known));
        }
        let reading = match ahead {
            Some(reading) => reading?,
            None => Reading::made(file, earlier, self.all)?,
        };
        let is_same = |known: &&KnownSource| reading.is_same(known) && is_deck(known, deck);
        if let Some(known) = asked_before.filter(is_same) {
            import.touch(known.id, &reading.print)?;
            return Ok(self.unchanged(known));
        }
        if earlier.is_none() && file.kind == "file" {
            earlier = gone.renamed(import, &reading)?;
        }
        if let Some(known) = earlier.filter(|known| known.path != file.path) {
            import.rename(known.id, &file.path)?;
            self.report.renamed(&known.path, &file.shown);
        }
        let plan = self.planned(import, file, reading, earlier)?;
        plan.1.warn(context);
        Ok(Some(plan.0))
    }

    fn unchanged(&mut self, known: &KnownSource) -> Option<Plan> {
        self.report.unchanged += 1;
        self.sources.push(known.id);
        None
    }

    /// Compares the cards that a source had with those that its notes make now.
    fn planned(
        &self,
        import: &Import<'_>,
        file: &Found,
        reading: Reading,
        earlier: Option<&KnownSource>,
    ) -> Result<(Plan, Brief), Failure> {
        let old = earlier.map_or(Ok(Vec::new()), |known| import.cards_of(known.id))?;
        // Offers that were asked for once, and perhaps kept, stay what they are.
        let all = self.all || old.iter().any(|card| card.rule == "R28");
        let (mut made, print) = reading.brief(file, (all, self.all))?;
        let given_deck =
            self.deck.clone().or_else(|| earlier.and_then(|known| known.given_deck.clone()));
        let deck = given_deck.clone().or_else(|| made.deck.as_deref().and_then(deck_of));
        let source = Source {
            kind: file.kind,
            path: file.path.clone(),
            deck: deck.unwrap_or_else(|| deck_name(&file.folders, &made.title)),
            given_deck,
            title: made.title.clone(),
            print,
        };
        let new = std::mem::take(&mut made.cards);
        let mut matching = identity::matching(&old, &new, &made.pins);
        if file.kind == "stdin" && self.name.is_none() {
            // What comes in by a pipe is added; that it lacks what came before says nothing.
            matching.gone.clear();
        }
        let plan = Plan {
            shown: file.shown.clone(),
            source: Some(source),
            known: earlier.map(|known| known.id),
            old,
            new,
            pins: std::mem::take(&mut made.pins),
            matching,
            from: BTreeMap::new(),
        };
        Ok((plan, made))
    }

    /// Reads again the sources that ask what others asked first and lost now.
    fn take_over_doubles(
        &self,
        import: &Import<'_>,
        known: &Known,
        plans: &mut Vec<Plan>,
    ) -> Result<(), Failure> {
        let lost: Vec<_> = plans.iter().flat_map(Plan::gone).collect();
        let planned: HashSet<i64> = plans.iter().filter_map(|plan| plan.known).collect();
        let doubles = import.doubles_of(&lost)?;
        for known in known.values().filter(|known| doubles.contains(&known.id)) {
            if planned.contains(&known.id) || known.kind != "file" {
                continue;
            }
            // One that cannot be read now is read at a later import.
            let Ok(file) = walk::named(Path::new(&known.path)) else { continue };
            let Ok(reading) = Reading::made(&file, None, self.all) else { continue };
            let Ok((mut plan, _)) = self.planned(import, &file, reading, Some(known)) else {
                continue;
            };
            if let Some(source) = &mut plan.source {
                source.deck.clone_from(&known.deck);
            }
            plans.push(plan);
        }
        Ok(())
    }

    /// Leaves out the notes that would lose too much: half a file, or another one.
    fn brake(&mut self, context: &Context, plans: &mut Vec<Plan>) {
        plans.retain(|plan| match plan.suspicious() {
            Some(lost) => {
                self.report.stop(context, plan, lost);
                false
            }
            None => true,
        });
    }

    fn write(&mut self, import: &mut Import<'_>, plans: &[Plan]) -> Result<Tally, Failure> {
        let mut total = Tally::default();
        let mut retired = Vec::new();
        for plan in plans {
            retired.push(import.retire(plan.gone())?);
        }
        for (plan, retired) in plans.iter().zip(retired) {
            let lost = u32::try_from(retired.len()).unwrap_or(u32::MAX);
            let mut tally = Tally { retired: lost, ..Tally::default() };
            let (mut told, mut cards) = (retired, Vec::new());
            if let Some(source) = &plan.source {
                let written = import.write(source, &plan.old, &plan.new, &plan.matching)?;
                tally.add(written.tally);
                told.extend(written.told);
                cards = written.cards;
                self.sources.push(written.source);
                if !tally.is_unchanged() || plan.known.is_none() {
                    let (shown, deck) = (&plan.shown, &source.deck);
                    self.report.source(&SourceLine { shown, deck, tally });
                }
            } else if lost > 0 {
                let (shown, cards) = (visible(&plan.shown), count(lost, "card"));
                self.report.line(format!("{shown} is gone; {cards} retired"));
            }
            self.report.tell(plan, told, &cards);
            total.add(tally);
        }
        for source in plans.iter().filter_map(|plan| plan.known) {
            import.sweep(source)?;
        }
        Ok(total)
    }
}

/// Whether a file looks as it did when it was read last, so that it need not be read again.
fn is_same_look(file: &Found, known: &KnownSource, deck: Option<&str>) -> bool {
    file.kind == "file"
        && known.print.modified_ns == file.modified_ns
        && known.print.modified_ns != 0
        && known.print.size_bytes == file.size_bytes
        && known.print.generator == generate::VERSION
        && is_deck(known, deck)
}

/// Whether the source is in the deck that was asked for, if one was.
fn is_deck(known: &KnownSource, deck: Option<&str>) -> bool {
    deck.is_none_or(|deck| *deck == known.deck && known.given_deck.as_deref() == Some(deck))
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

/// A note as `explain` looks at it.
pub(super) struct Explained {
    pub(super) note: Note,
    pub(super) generated: Generated,
    pub(super) pins: Vec<identity::Pin>,
    /// The path by which it is known where it was imported.
    pub(super) path: String,
}

/// A file or standard input, read for `explain` and `import` alike.
pub(super) fn note_of(context: &Context, path: &Path, all: bool) -> Result<Explained, Failure> {
    let file = walk::named(path)?;
    let made = Made::of(&file, &file.read()?, all)?;
    made.warn(context, &file);
    let Made { note, generated, pins, .. } = made;
    Ok(Explained { note, generated, pins, path: file.path })
}
