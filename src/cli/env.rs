//! The environment, read once: every variable that recall listens to is named here.

use crate::adapters::terminal::link::Terminal;
use crate::cli::failure::Failure;
use crate::values::time::{StudyDay, Timestamp};
use etcetera::BaseStrategy as _;
use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::path::PathBuf;

/// What the environment says.
#[expect(clippy::struct_excessive_bools, reason = "each is one fact about the process")]
#[derive(Debug, Clone, Default)]
pub struct Env {
    /// `RECALL_DB`: the database file.
    pub database: Option<PathBuf>,
    /// `RECALL_CONFIG`: the configuration file.
    pub config: Option<PathBuf>,
    /// `RECALL_NOW`: the time, for tests and demonstrations.
    pub now: Option<String>,
    /// `RECALL_SEED`: the seed of all chance.
    pub seed: Option<String>,
    /// `VISUAL`: what a text is edited with, as a shell reads it.
    pub visual: Option<String>,
    /// `EDITOR`: the same, where `VISUAL` says nothing.
    pub editor: Option<String>,
    /// `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// `CLICOLOR_FORCE` is set and not 0.
    pub color_forced: bool,
    /// `COLORFGBG`: the terminal says that its background is light.
    pub light_background: bool,
    /// `COLUMNS`: the width to print for.
    pub columns: Option<u16>,
    /// `TERM` is `dumb`: no cursor movement, no colour.
    pub dumb_terminal: bool,
    /// `TERM`, `TERM_PROGRAM` and others by which a terminal is known.
    pub terminal: Terminal,
    /// Standard input is a terminal.
    pub stdin_is_terminal: bool,
    /// Standard output is a terminal.
    pub stdout_is_terminal: bool,
    /// Standard error is a terminal.
    pub stderr_is_terminal: bool,
}

#[expect(clippy::disallowed_methods, reason = "this is the one reading of the environment")]
fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

fn text(name: &str) -> Option<String> {
    variable(name).map(|value| value.to_string_lossy().into_owned())
}

/// What the environment says of the terminal.
fn terminal() -> Terminal {
    const KNOWN: [&str; 4] = ["KONSOLE_VERSION", "WT_SESSION", "DOMTERM", "KITTY_WINDOW_ID"];
    const MULTIPLEXERS: [&str; 3] = ["TMUX", "STY", "ZELLIJ"];
    let is_any_set = |names: &[&str]| names.iter().any(|name| variable(name).is_some());
    Terminal {
        term: text("TERM").unwrap_or_default(),
        program: text("TERM_PROGRAM").unwrap_or_default(),
        vte_version: text("VTE_VERSION").and_then(|version| version.parse().ok()),
        multiplexer: is_any_set(&MULTIPLEXERS),
        is_known: is_any_set(&KNOWN),
    }
}

/// Whether the background in `15;0` or `0;default;15` is light: the last of them, a number of
/// the terminal's own colours.
fn is_light(colours: &str) -> bool {
    matches!(colours.rsplit(';').next(), Some("7" | "9" | "10" | "11" | "12" | "13" | "14" | "15"))
}

impl Env {
    /// Reads the environment of this process.
    pub fn read() -> Self {
        Self {
            database: variable("RECALL_DB").map(PathBuf::from),
            config: variable("RECALL_CONFIG").map(PathBuf::from),
            now: text("RECALL_NOW"),
            seed: text("RECALL_SEED"),
            visual: text("VISUAL"),
            editor: text("EDITOR"),
            no_color: variable("NO_COLOR").is_some(),
            color_forced: text("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
            light_background: text("COLORFGBG").is_some_and(|value| is_light(&value)),
            columns: text("COLUMNS").and_then(|value| value.parse().ok()),
            dumb_terminal: text("TERM").is_some_and(|value| value == "dumb"),
            terminal: terminal(),
            stdin_is_terminal: std::io::stdin().is_terminal(),
            stdout_is_terminal: std::io::stdout().is_terminal(),
            stderr_is_terminal: std::io::stderr().is_terminal(),
        }
    }

    /// The time that `RECALL_NOW` fixes, if it is set.
    pub fn now(&self) -> Result<Option<Timestamp>, Failure> {
        let Some(text) = &self.now else { return Ok(None) };
        let parsed = text.parse().map_err(|_| {
            Failure::usage(format!("`RECALL_NOW` is `{text}`, which is not an instant"))
                .hint("write it as `2027-02-15T07:31:02Z`")
        })?;
        Ok(Some(parsed))
    }

    /// The seed of all chance: `RECALL_SEED`, else drawn from the system.
    pub fn seed(&self) -> Result<u64, Failure> {
        match &self.seed {
            None => Ok(rand::random()),
            Some(text) => text.parse().map_err(|_| {
                Failure::usage(format!("`RECALL_SEED` is `{text}`, which is not a whole number"))
            }),
        }
    }

    /// The seed of what may come in any order on a day: the same all day, so that a session that
    /// is left and begun again goes on as it was.
    pub fn seed_of(&self, day: StudyDay) -> Result<u64, Failure> {
        match self.seed {
            None => Ok(u64::try_from(day.number()).unwrap_or(0)),
            Some(_) => self.seed(),
        }
    }

    /// Where the database lives when nothing else is said.
    pub fn default_database(&self) -> Result<PathBuf, Failure> {
        let folders = etcetera::choose_base_strategy().map_err(|_| {
            Failure::user("your home folder is not known").hint("name a database with `--db`")
        })?;
        Ok(folders.data_dir().join("recall").join("recall.db"))
    }

    /// A path of the configuration: one that begins with `~/` is in the home folder.
    pub fn path(&self, path: &str) -> PathBuf {
        match (path.strip_prefix("~/"), etcetera::home_dir()) {
            (Some(rest), Ok(home)) => home.join(rest),
            _ => PathBuf::from(path),
        }
    }

    /// Where the configuration is: `RECALL_CONFIG`, else in the XDG configuration folder. Without
    /// a home folder there is none, and the name is that of no file.
    pub fn config_path(&self) -> PathBuf {
        let in_home = || {
            let folders = etcetera::choose_base_strategy().ok()?;
            Some(folders.config_dir().join("recall").join("config.toml"))
        };
        self.config.clone().or_else(in_home).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_light_background_is_known_by_its_number() {
        assert!(["0;15", "0;default;7", "15"].into_iter().all(is_light));
        assert!(!["15;0", "7;default;8", "0;default", ""].into_iter().any(is_light));
    }
}
