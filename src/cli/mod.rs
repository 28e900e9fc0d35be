//! Layer 6, the edge: arguments, environment, output, failures, and one file per command.

pub mod args;
pub mod env;
pub mod failure;
pub mod output;

mod card;
mod due;
mod explain;
mod export;
mod frame;
mod grade;
mod import;
mod lines;
mod list;
mod review;
mod scope;
mod show;
mod stage;
mod triage;
mod undo;

use args::{Arguments, Command};
use clap::Parser as _;
use env::Env;
use failure::Failure;
use output::Ui;
use std::process::ExitCode;

use crate::adapters::clock::Clock;
use crate::adapters::store::Store;
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
#[derive(Debug)]
pub struct Context {
    /// The one way to print.
    pub ui: Ui,
    /// The one reading of the environment.
    pub env: Env,
    /// The one clock.
    pub clock: Clock,
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
}

/// Runs the program on this process's arguments, and gives its exit code.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let env = Env::read();
    let ui = Ui::new(&env, arguments.color, arguments.json, arguments.quiet);
    let outcome = Context::build(arguments.db.clone(), env, ui.clone())
        .and_then(|mut context| dispatch(&mut context, arguments.command));
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

impl Context {
    fn build(db: Option<PathBuf>, env: Env, ui: Ui) -> Result<Self, Failure> {
        let clock = Clock::new(env.now()?, Rollover::default());
        let database = match db.or_else(|| env.database.clone()) {
            Some(path) => path,
            None => env.default_database()?,
        };
        Ok(Self { ui, env, clock, database })
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
        Some(Command::List(args)) => list::run(context, &args),
        Some(Command::Show(args)) => show::run(context, &args),
        Some(Command::Grade(args)) => grade::run(context, &args),
        Some(Command::Undo(args)) => undo::run(context, &args),
        Some(Command::Redo) => undo::redo(context),
        Some(Command::Export(args)) => export::run(context, &args),
    }
}
