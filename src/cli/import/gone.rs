//! Notes that were there at an earlier import and are not now: renamed, deleted, or out of reach.

use super::Failure;
use super::ahead::Reading;
use crate::adapters::store::import::{Import, KnownSource};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

/// The sources that are not where they were. Those taken out were found elsewhere.
#[derive(Debug, Default)]
pub(super) struct Gone<'k> {
    missing: Vec<Option<Missing<'k>>>,
    facts: Option<Facts>,
}

#[derive(Debug)]
struct Missing<'k> {
    source: &'k KnownSource,
    fate: Fate,
}

/// What a missing source is unless it is found elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    /// It was looked for in its folder.
    Deleted,
    /// This place, at which it was looked for, is not there or holds nothing.
    OutOfReach(PathBuf),
    /// Nobody asked for it.
    NotAsked,
}

/// Which missing sources state a fact, and how many facts each of them states.
#[derive(Debug, Default)]
struct Facts {
    stated_by: HashMap<String, Vec<usize>>,
    counts: Vec<usize>,
}

impl<'k> Gone<'k> {
    /// The known sources that are not among those found `here`, nor anywhere they were known to
    /// be; with the places that were looked at, and those that are not there to be looked at. What
    /// is there but left out, by `.recallignore` say, is not gone.
    pub(super) fn of(
        known: &'k HashMap<String, KnownSource>,
        (paths, places_missing): (&[PathBuf], &[PathBuf]),
        here: &HashSet<&str>,
    ) -> Self {
        let folders = paths.iter().filter(|path| path.is_dir());
        let folders: Vec<PathBuf> = folders.filter_map(|path| path.canonicalize().ok()).collect();
        // Only a note that was never seen can be one that was somewhere else.
        let has_new = here.iter().any(|path| !known.contains_key(*path));
        let is_in = |path: &Path, places: &[PathBuf]| places.iter().any(|at| path.starts_with(at));
        let is_asked = |path: &Path| is_in(path, &folders);
        let is_missing = |source: &&KnownSource| {
            let path = Path::new(&source.path);
            source.kind == "file"
                && !here.contains(source.path.as_str())
                && (has_new || is_asked(path) || is_in(path, places_missing))
                && path.symlink_metadata().is_err()
        };
        let mut sources: Vec<&KnownSource> = known.values().filter(is_missing).collect();
        sources.sort_by(|left, right| left.path.cmp(&right.path));
        let mut of_folder: HashMap<Option<&Path>, usize> = HashMap::new();
        for source in sources.iter().filter(|source| !is_given_up(source)) {
            *of_folder.entry(Path::new(&source.path).parent()).or_default() += 1;
        }
        let missing = sources.into_iter().map(|source| {
            let path = Path::new(&source.path);
            let fate = match path.parent().filter(|_| is_asked(path)) {
                Some(folder) => {
                    looked_for(folder, of_folder.get(&Some(folder)).copied().unwrap_or(0))
                }
                None if is_in(path, places_missing) => out_of_reach(path),
                None => Fate::NotAsked,
            };
            Some(Missing { source, fate })
        });
        Self { missing: missing.collect(), facts: None }
    }

    /// Takes out the source that a new file is: the one with its very bytes, else the one of whose
    /// facts it has most, if it has most of them.
    pub(super) fn renamed(
        &mut self,
        import: &Import<'_>,
        reading: &Reading,
    ) -> Result<Option<&'k KnownSource>, Failure> {
        let has_bytes = |missing: &Option<Missing<'_>>| {
            missing.as_ref().is_some_and(|it| it.source.print.hash == reading.print.hash)
        };
        let at = match self.missing.iter().position(has_bytes) {
            Some(at) => Some(at),
            None => self.most_alike(import, reading)?,
        };
        Ok(at.and_then(|at| self.missing[at].take()).map(|missing| missing.source))
    }

    fn most_alike(
        &mut self,
        import: &Import<'_>,
        reading: &Reading,
    ) -> Result<Option<usize>, Failure> {
        let Some(Ok(made)) = &reading.made else { return Ok(None) };
        if self.missing.iter().all(Option::is_none) {
            return Ok(None);
        }
        if self.facts.is_none() {
            self.facts = Some(Facts::of(import, &self.missing)?);
        }
        let Some(facts) = &self.facts else { return Ok(None) };
        let here: HashSet<&str> = made.cards.iter().map(|card| card.fact.as_str()).collect();
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for at in here.iter().filter_map(|fact| facts.stated_by.get(*fact)).flatten() {
            *shared.entry(*at).or_default() += 1;
        }
        let is_most = |(at, shared): &(usize, usize)| {
            self.missing[*at].is_some() && shared * 10 >= facts.counts[*at] * 6
        };
        let alike = shared.into_iter().filter(is_most);
        Ok(alike.max_by_key(|(at, shared)| (*shared, usize::MAX - at)).map(|(at, _)| at))
    }

    /// The sources that were deleted, in the order of their paths.
    pub(super) fn deleted(&self) -> impl Iterator<Item = &'k KnownSource> {
        let left = self.missing.iter().flatten();
        left.filter(|missing| missing.fate == Fate::Deleted).map(|missing| missing.source)
    }

    /// The places that are not there, or empty, with the number of their notes.
    pub(super) fn out_of_reach(&self) -> BTreeMap<&Path, u32> {
        let mut folders = BTreeMap::new();
        for missing in self.missing.iter().flatten() {
            if let Fate::OutOfReach(folder) = &missing.fate
                && !is_given_up(missing.source)
            {
                *folders.entry(folder.as_path()).or_default() += 1;
            }
        }
        folders
    }
}

impl Facts {
    fn of(import: &Import<'_>, missing: &[Option<Missing<'_>>]) -> Result<Self, Failure> {
        let mut facts = Self { counts: vec![0; missing.len()], ..Self::default() };
        for (at, missing) in missing.iter().enumerate() {
            let Some(missing) = missing else { continue };
            let cards = import.cards_of(missing.source.id)?;
            let stated: HashSet<String> =
                cards.into_iter().filter(|card| !card.retired).map(|card| card.fact).collect();
            facts.counts[at] = stated.len();
            for fact in stated {
                facts.stated_by.entry(fact).or_default().push(at);
            }
        }
        Ok(facts)
    }
}

/// Whether it was told before that it is gone, or the learner forgot it: it is not missed.
fn is_given_up(source: &KnownSource) -> bool {
    source.print.hash == [0; 32]
}

/// What a missing note is that is one of so many missing in this folder.
///
/// A disk that is not mounted deletes nothing: its folder is gone, or is the empty one on which it
/// is mounted. One that held a single note is empty because that was deleted.
fn looked_for(folder: &Path, notes: usize) -> Fate {
    if folder.is_dir() {
        let is_empty = std::fs::read_dir(folder).is_ok_and(|mut files| files.next().is_none());
        return if is_empty && notes > 1 {
            Fate::OutOfReach(folder.to_owned())
        } else {
            Fate::Deleted
        };
    }
    out_of_reach(folder)
}

/// What a note is that cannot be looked for, since this is not there, nor perhaps what is above it.
fn out_of_reach(path: &Path) -> Fate {
    let missing = path.ancestors().take_while(|place| !place.exists());
    Fate::OutOfReach(missing.last().unwrap_or(path).to_owned())
}
