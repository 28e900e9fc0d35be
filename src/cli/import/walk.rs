//! Finding the notes under the paths of a command.

use super::{Failure, PathBuf};
use crate::cli::Context;
use std::io::Read as _;
use std::path::Path;
use std::sync::OnceLock;
use std::time::UNIX_EPOCH;

/// Endings of the names of notes.
const ENDINGS: [&str; 3] = ["md", "markdown", "mdown"];

/// A place that holds a note.
#[derive(Debug)]
pub(super) struct Found {
    /// `file` or `stdin`.
    pub(super) kind: &'static str,
    /// The canonical path, or `-`: one note however it is reached. Bytes that are no text are
    /// written as `\\xFF`.
    pub(super) path: String,
    /// Where the file is; nowhere for standard input.
    place: PathBuf,
    /// The path as it was given or reached, for messages.
    pub(super) shown: String,
    /// The name without its ending.
    pub(super) stem: String,
    /// The folders between what was named and the file.
    pub(super) folders: Vec<String>,
    /// What standard input gave: it gives it once.
    given: OnceLock<Vec<u8>>,
    /// Size in bytes.
    pub(super) size_bytes: u64,
    /// Time of the last change, in nanoseconds since 1970; 0 if unknown.
    pub(super) modified_ns: i64,
    /// Whether it was named on the command line itself.
    pub(super) named: bool,
}

impl Found {
    /// The note at a path that was named, `-` for standard input.
    fn named(path: &Path) -> Result<Self, Failure> {
        if path.as_os_str() == "-" {
            return Ok(Self {
                kind: "stdin",
                path: "-".to_owned(),
                place: PathBuf::new(),
                given: OnceLock::new(),
                shown: "standard input".to_owned(),
                stem: "stdin".to_owned(),
                folders: Vec::new(),
                size_bytes: 0,
                modified_ns: 0,
                named: true,
            });
        }
        Self::at(path, Vec::new(), None)
    }

    /// The note at a path; with the canonical folder where that is known and no link leads on.
    fn at(path: &Path, folders: Vec<String>, folder: Option<&Path>) -> Result<Self, Failure> {
        let unreadable = |error: std::io::Error| {
            Failure::user(format!("could not read `{}`", path.display())).caused_by(&error)
        };
        let meta = std::fs::metadata(path).map_err(unreadable)?;
        if meta.is_dir() {
            return Err(Failure::user(format!("`{}` is a folder", path.display()))
                .hint("name a file in it"));
        }
        let canonical = match (folder, path.file_name()) {
            (Some(folder), Some(name)) => folder.join(name),
            _ => path.canonicalize().map_err(unreadable)?,
        };
        let modified = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Ok(Self {
            kind: "file",
            path: written(&canonical),
            place: canonical,
            given: OnceLock::new(),
            shown: path.display().to_string(),
            stem: path
                .file_stem()
                .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned()),
            folders,
            size_bytes: meta.len(),
            modified_ns: modified
                .and_then(|since| i64::try_from(since.as_nanos()).ok())
                .unwrap_or(0),
            named: true,
        })
    }

    /// The same note as standard input gives it, to be known as the file at this path.
    pub(super) fn standing_for(self, path: &Path) -> Result<Self, Failure> {
        let unreadable = |error: std::io::Error| {
            Failure::user(format!("could not find out where `{}` is", path.display()))
                .caused_by(&error)
        };
        let there = match path.canonicalize() {
            Ok(there) => there,
            Err(_) => std::path::absolute(path).map_err(unreadable)?,
        };
        let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into());
        Ok(Self { path: written(&there), shown: path.display().to_string(), stem, ..self })
    }

    /// The bytes; at most one more than a note may have.
    pub(super) fn read(&self) -> Result<Vec<u8>, Failure> {
        if let Some(given) = self.given.get() {
            return Ok(given.clone());
        }
        let limit = crate::notes::bytes::MAX_BYTES as u64 + 1;
        // With a byte to spare, so that the end is met without more room.
        let size = usize::try_from(self.size_bytes.min(limit)).unwrap_or(0);
        let mut bytes = Vec::with_capacity(size + 1);
        let read = if self.kind == "stdin" {
            std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
        } else {
            std::fs::File::open(&self.place)
                .and_then(|file| file.take(limit).read_to_end(&mut bytes))
        };
        read.map_err(|error| {
            Failure::user(format!("could not read `{}`", self.shown)).caused_by(&error)
        })?;
        if self.kind == "stdin" {
            let _once = self.given.set(bytes.clone());
        }
        Ok(bytes)
    }
}

/// A path as text, in which no two paths are one.
pub(super) fn written(path: &Path) -> String {
    let mut text = String::new();
    for part in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text.push_str(part.valid());
        text.extend(part.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
    }
    text
}

/// All notes under the paths, each once, in an order that does not depend on the file system.
pub(super) fn sources(context: &Context, paths: &[PathBuf]) -> Result<Vec<Found>, Failure> {
    let mut found: Vec<Found> = Vec::new();
    for path in paths {
        if path.is_dir() {
            folder(context, path, &mut found);
        } else {
            found.push(named(path)?);
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|one| seen.insert(one.path.clone()));
    Ok(found)
}

/// The note at a path; where there is none, with the name that was most likely meant.
pub(super) fn named(path: &Path) -> Result<Found, Failure> {
    Found::named(path).map_err(|failure| missing(path, failure))
}

fn missing(path: &Path, failure: Failure) -> Failure {
    let Some(folder) = path.parent() else { return failure };
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let wanted =
        path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let Ok(entries) = std::fs::read_dir(here) else { return failure };
    let near = entries
        .filter_map(Result::ok)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| *name != wanted)
        .map(|name| (strsim::jaro_winkler(&name, &wanted), name))
        .filter(|(likeness, _)| *likeness > 0.85)
        .max_by(|left, right| left.0.total_cmp(&right.0));
    match near {
        Some((_, name)) => failure.hint(format!("did you mean `{}`?", folder.join(name).display())),
        None => failure,
    }
}

/// Why the walk passed something over; its library names a path twice.
fn reason(error: &ignore::Error) -> String {
    let text = error.to_string();
    let (_, reason) = text.rsplit_once("IO error for operation on ").unwrap_or(("", &text));
    reason.to_owned()
}

fn folder(context: &Context, root: &Path, found: &mut Vec<Found>) {
    let walk = ignore::WalkBuilder::new(root)
        .follow_links(true)
        .require_git(false)
        .add_custom_ignore_filename(".recallignore")
        .sort_by_file_name(Ord::cmp)
        .build();
    // The folder that was walked last and where it really lies: most files share theirs.
    let mut above: Option<(PathBuf, PathBuf)> = None;
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                context.ui.warn(format!("left out: {}", reason(&error)));
                continue;
            }
        };
        let path = entry.path();
        let is_note = path
            .extension()
            .is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)));
        if !is_note || entry.file_type().is_none_or(|kind| !kind.is_file()) {
            continue;
        }
        let inner = path.parent().and_then(|parent| parent.strip_prefix(root).ok());
        let folders = inner.map_or_else(Vec::new, |inner| {
            inner.iter().map(|part| part.to_string_lossy().into_owned()).collect()
        });
        let parent = path.parent().unwrap_or(root);
        if above.as_ref().is_none_or(|(known, _)| known != parent) {
            above = parent.canonicalize().ok().map(|canonical| (parent.to_owned(), canonical));
        }
        let canonical = above.as_ref().filter(|_| !entry.path_is_symlink());
        let canonical = canonical.map(|(_, canonical)| canonical.as_path());
        match Found::at(path, folders, canonical) {
            Ok(one) => found.push(Found { named: false, ..one }),
            Err(failure) => context.ui.report(&failure),
        }
    }
}
