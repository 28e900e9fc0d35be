//! Layer 6, the edge: arguments, environment, output, failures, and one file per command.

pub mod args;
pub mod config;
pub mod env;
pub mod failure;
pub mod output;

mod archive;
mod backup;
mod card;
mod change;
mod doctor;
mod due;
mod edit;
mod editor;
mod exam;
mod explain;
mod export;
mod forecast;
mod forget;
mod frame;
mod grade;
mod history;
mod hold;
mod import;
mod lines;
mod list;
mod package;
mod pin;
mod plot;
mod reschedule;
mod retired;
mod review;
mod scope;
mod show;
mod stage;
mod stats;
mod table;
mod triage;
mod undo;
mod why;

use args::{Arguments, ColorChoice, Command};
use clap::Parser as _;
use config::{Origin, Settings, keys};
use env::Env;
use failure::Failure;
use output::Ui;
use std::process::ExitCode;

use crate::adapters::clock::Clock;
use crate::adapters::store::{CardChange, Store};
use crate::adapters::terminal::picture::Protocol;
use crate::adapters::terminal::theme::Theme;
use crate::learning::queue::Limits;
use crate::learning::schedule::Spacing;
use crate::learning::schedule::sm2::Sm2;
use crate::values::time::Rollover;
use std::path::PathBuf;

/// How a command ended when nothing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0.
    Done,
    /// "No" to a question asked with `--check`, or part of the work refused and said so: 1.
    No,
    /// The learner interrupted, everything is saved: 130.
    Interrupted,
}

/// What every command is given.
#[derive(Debug, Clone)]
pub struct Context {
    /// The one way to print.
    pub ui: Ui,
    /// The one reading of the environment.
    pub env: Env,
    /// The one clock.
    pub clock: Clock,
    /// What flags, environment and configuration file say.
    pub settings: Settings,
    /// The configuration file could not be used, and what is built in counts.
    pub settings_failed: bool,
    /// The database file.
    pub database: PathBuf,
}

impl Context {
    /// Opens the database, making it and its folder when missing.
    pub fn store(&self) -> Result<Store, Failure> {
        Ok(Store::open(&self.database, self.clock.now())?)
    }

    /// Opens the database, or gives `None` where there is none: for commands that only read.
    pub fn existing_store(&self) -> Result<Option<Store>, Failure> {
        Ok(Store::open_existing(&self.database, self.clock.now())?)
    }

    /// Takes something into the collection. One that is not there yet appears whole or not at all;
    /// where that cannot be, or somebody else was first, `take` is asked again, on what is there.
    pub fn fill<T>(
        &self,
        mut take: impl FnMut(&mut Store) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        if let Some(mut aside) = Store::begin_aside(&self.database)? {
            let taken = take(aside.store())?;
            if aside.publish()? {
                return Ok(taken);
            }
        }
        take(&mut self.store()?)
    }
}

/// Runs the program on this process's arguments, and gives its exit code.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let env = Env::read();
    let (settings, unusable) = match read_settings(&arguments, &env) {
        Ok(settings) => (settings, None),
        Err(failure) => (Settings::built_in(env.config_path()), Some(failure)),
    };
    let color = settings.text(keys::COLOR).map_or(ColorChoice::Auto, ColorChoice::of);
    let ui = Ui::new(&env, color, arguments.json, arguments.quiet);
    let ui = themed(ui, &settings, &env).with_pictures(pictures(&settings, &env));
    let outcome = match unusable {
        Some(failure) if !arguments.is_config() => Err(failure),
        unusable => Context::build(arguments.db.clone(), env, settings, ui.clone())
            .map(|context| Context { settings_failed: unusable.is_some(), ..context })
            .and_then(|mut context| dispatch(&mut context, arguments.command)),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::No) => ExitCode::from(1),
        Ok(Outcome::Interrupted) => ExitCode::from(130),
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            ui.report(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}

/// The printer in the configured colours. A line of the theme that means nothing is warned of
/// and left out.
fn themed(ui: Ui, settings: &Settings, env: &Env) -> Ui {
    let is_light = match settings.text(keys::BACKGROUND) {
        None | Some("auto") => env.light_background,
        Some(background) => background == "light",
    };
    let mut theme = if is_light { Theme::LIGHT } else { Theme::BUILT_IN };
    let mut warnings = Vec::new();
    for (role, paint) in settings.family(keys::THEME) {
        match theme.with(role, paint) {
            Ok(changed) => theme = changed,
            Err(error) => warnings.push(format!("`theme.{role}`: {error}")),
        }
    }
    let ui = ui.with_theme(theme);
    for warning in warnings {
        ui.warn(warning);
    }
    ui
}

/// How pictures are shown: as the configuration says, else as the terminal is known to.
fn pictures(settings: &Settings, env: &Env) -> Option<Protocol> {
    match settings.text(keys::REVIEW_PICTURES) {
        None | Some("auto") => Protocol::of(&env.terminal),
        Some(name) => Protocol::named(name),
    }
}

/// Flags over the environment over the file over what is built in.
fn read_settings(arguments: &Arguments, env: &Env) -> Result<Settings, Failure> {
    let mut settings = Settings::read(env.config_path())?;
    let text = |path: &PathBuf| path.to_string_lossy().into_owned();
    settings.overrule(
        keys::DATABASE,
        env.database.as_ref().map(text),
        Origin::Environment("RECALL_DB"),
    );
    settings.overrule(keys::DATABASE, arguments.db.as_ref().map(text), Origin::Flag("--db"));
    // `NO_COLOR` speaks of terminals in general, and a flag of this run.
    let no_color = env.no_color.then(|| "never".to_owned());
    settings.overrule(keys::COLOR, no_color, Origin::Environment("NO_COLOR"));
    let color = arguments.color.map(|color| color.as_str().to_owned());
    settings.overrule(keys::COLOR, color, Origin::Flag("--color"));
    settings.overrule(keys::EDITOR, env.editor.clone(), Origin::Environment("EDITOR"));
    settings.overrule(keys::EDITOR, env.visual.clone(), Origin::Environment("VISUAL"));
    Ok(settings)
}

impl Context {
    fn build(db: Option<PathBuf>, env: Env, settings: Settings, ui: Ui) -> Result<Self, Failure> {
        for warning in settings.warnings() {
            ui.warn(warning);
        }
        let rollover = u8::try_from(settings.number(keys::DAY_ROLLOVER)).ok();
        let rollover = rollover.and_then(Rollover::at_hour).unwrap_or_default();
        let clock = Clock::new(env.now()?, rollover);
        // A path need not be text; what the settings say of it is for showing.
        let named = db.or_else(|| env.database.clone());
        let named = named.or_else(|| settings.text(keys::DATABASE).map(|path| env.path(path)));
        let database = match named {
            Some(path) => path,
            None => env.default_database()?,
        };
        Ok(Self { ui, env, clock, settings, settings_failed: false, database })
    }

    /// The editor, as a shell reads it, if one is named.
    pub fn editor(&self) -> Option<&str> {
        self.settings.text(keys::EDITOR)
    }

    /// The scheduler, by the rule set and the bounds that are set.
    pub fn scheduler(&self) -> Sm2 {
        let rules = self.settings.text(keys::SCHEDULER_RULES);
        rules.and_then(Sm2::by_name).unwrap_or(Sm2::CANONICAL).spaced(Spacing {
            max_interval_days: self.settings.number(keys::SCHEDULER_MAX_INTERVAL),
            evens_out: self.settings.is_on(keys::SCHEDULER_LOAD_BALANCING),
        })
    }

    /// How much is asked a day.
    pub fn limits(&self) -> Limits {
        Limits {
            new: self.settings.number(keys::LIMITS_NEW),
            reviews: self.settings.number(keys::LIMITS_REVIEWS),
            daily: self.settings.maybe_number(keys::LIMITS_DAILY),
        }
    }
}

fn dispatch(context: &mut Context, command: Option<Command>) -> Result<Outcome, Failure> {
    match command {
        None => due::overview(context),
        Some(Command::Import(args)) => import::run(context, &args),
        Some(Command::Review(args)) => review::run(context, &args),
        Some(Command::Due(args)) => due::run(context, &args),
        Some(Command::Explain(args)) => explain::run(context, &args),
        Some(Command::Triage(args)) => triage::run(context, &args),
        Some(Command::Retired) => retired::run(context),
        Some(Command::Relink(args)) => retired::relink(context, &args),
        Some(Command::Pin(args)) => pin::run(context, &args),
        Some(Command::Forget(args)) => forget::run(context, &args),
        Some(Command::List(args)) => list::run(context, &args),
        Some(Command::Show(args)) => show::run(context, &args),
        Some(Command::Why(args)) => why::run(context, &args),
        Some(Command::Grade(args)) => grade::run(context, &args),
        Some(Command::Edit(args)) => edit::run(context, &args),
        Some(Command::Suspend(args)) => change::run(context, &args, &CardChange::Suspend),
        Some(Command::Unsuspend(args)) => change::run(context, &args, &CardChange::Unsuspend),
        Some(Command::Bury(args)) => change::bury(context, &args),
        Some(Command::Unbury(args)) => change::run(context, &args, &CardChange::Unbury),
        Some(Command::Mark(args)) => change::mark(context, &args),
        Some(Command::Unmark(args)) => change::run(context, &args, &CardChange::Unmark),
        Some(Command::Tag(args)) => change::tag(context, &args),
        Some(Command::Postpone(args)) => hold::postpone(context, &args),
        Some(Command::Vacation(args)) => hold::vacation(context, &args),
        Some(Command::Exam(args)) => exam::run(context, &args),
        Some(Command::Forecast(args)) => forecast::run(context, &args),
        Some(Command::Stats) => stats::run(context),
        Some(Command::Undo(args)) => undo::run(context, &args),
        Some(Command::Redo) => undo::redo(context),
        Some(Command::Doctor(args)) => doctor::run(context, &args),
        Some(Command::Reschedule(args)) => reschedule::run(context, &args),
        Some(Command::Backup(args)) => backup::run(context, &args),
        Some(Command::Restore(args)) => backup::restore(context, &args),
        Some(Command::Config(args)) => config::run(context, &args),
        Some(Command::Export(args)) => export::run(context, &args),
    }
}
