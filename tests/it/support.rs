//! A recall with its own home folder, and with every source of variation fixed.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The time at which a test begins, unless it says otherwise: a Monday morning.
pub(crate) const NOW: &str = "2027-02-15T08:00:00Z";

/// How much is to be tested, where the environment asks for more or less than usual.
#[expect(clippy::disallowed_methods, reason = "how much is tested is no part of the program")]
pub(crate) fn asked(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// One learner's machine: a temporary home folder, a clock that stands still, a fixed seed.
///
/// Commands run in the home folder; the database is where recall puts it by itself.
#[derive(Debug)]
#[must_use]
pub(crate) struct Recall {
    home: tempfile::TempDir,
    now: String,
    columns: u16,
}

impl Recall {
    /// An empty home.
    pub(crate) fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        Self { home, now: NOW.to_owned(), columns: 80 }
    }

    /// A home with a copy of the project's sample notes in `decks/`.
    pub(crate) fn with_decks() -> Self {
        let recall = Self::new();
        let decks = Path::new(env!("CARGO_MANIFEST_DIR")).join("decks");
        for entry in std::fs::read_dir(decks).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            recall.write(&format!("decks/{name}"), std::fs::read(&path).unwrap());
        }
        recall
    }

    /// The same machine at another time, such as `2027-02-16T08:00:00Z`.
    pub(crate) fn at(mut self, now: &str) -> Self {
        self.set_now(now);
        self
    }

    /// Moves the clock.
    pub(crate) fn set_now(&mut self, now: &str) {
        now.clone_into(&mut self.now);
    }

    /// The same machine with another width.
    pub(crate) fn columns(mut self, columns: u16) -> Self {
        self.columns = columns;
        self
    }

    /// A path in the home folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// The database's path.
    pub(crate) fn database(&self) -> PathBuf {
        self.path(".local/share/recall/recall.db")
    }

    /// Writes a file into the home folder, with the folders above it.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// The command with these arguments, ready to run; for tests that need more than [`Self::run`].
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recall"));
        command.args(arguments).current_dir(self.home.path()).env_clear();
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        command
    }

    /// The whole environment that recall sees.
    pub(crate) fn environment(&self) -> Vec<(&'static str, String)> {
        vec![
            ("HOME", self.home.path().to_string_lossy().into_owned()),
            ("TZ", "UTC".to_owned()),
            ("COLUMNS", self.columns.to_string()),
            ("RECALL_NOW", self.now.clone()),
            ("RECALL_SEED", "1".to_owned()),
        ]
    }

    /// Runs a command to its end with nothing on standard input.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with_input(arguments, "")
    }

    /// Runs a command to its end with this on standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that does not read its input may be gone before it is written.
        let _unread = child.stdin.take().unwrap().write_all(input.as_ref());
        Ran::new(&child.wait_with_output().unwrap(), self.home.path())
    }

    /// Runs a command that must succeed, and gives its standard output.
    #[track_caller]
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}\n{ran}");
        ran.stdout
    }

    /// Runs a command that must print one JSON document, and gives it.
    #[track_caller]
    pub(crate) fn json(&self, arguments: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.ok(arguments)).unwrap()
    }

    /// Runs a command that must print one JSON object a line, and gives them.
    #[track_caller]
    pub(crate) fn json_lines(&self, arguments: &[&str]) -> Vec<serde_json::Value> {
        self.ok(arguments).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The database, to look into or to prepare.
    pub(crate) fn sqlite(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.database()).unwrap()
    }
}

/// What a finished command said, with the home folder's path written `~`.
#[derive(Debug)]
#[must_use]
pub(crate) struct Ran {
    /// The exit code; 255 where a signal ended the command.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

impl Ran {
    /// Sees to it that the command succeeded.
    #[track_caller]
    pub(crate) fn done(&self) {
        assert_eq!(self.code, 0, "{self}");
    }

    fn new(output: &Output, home: &Path) -> Self {
        let home = home.to_string_lossy();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&*home, "~");
        Self {
            code: output.status.code().unwrap_or(255),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }
}

/// As an inline snapshot shows it: the exit code and what stands on each stream.
impl std::fmt::Display for Ran {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "exit code {}", self.code)?;
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                writeln!(f, "--- {name}")?;
                f.write_str(text)?;
                if !text.ends_with('\n') {
                    f.write_char('\n')?;
                }
            }
        }
        Ok(())
    }
}

/// What was said, with `N` for the newest schema, which rises with every migration.
pub(crate) fn without_known_schema(said: &impl std::fmt::Display) -> String {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let newest = std::fs::read_dir(schemas).unwrap().count();
    said.to_string().replace(&format!("knows up to {newest}\n"), "knows up to N\n")
}
