//! The command line: every command, argument and flag, with its help.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 could not, and said why (or `no` to --check); 2 wrong usage; \
3 checked and found faults; 70 a bug; 130 interrupted, with everything saved.

Environment: RECALL_DB the database; RECALL_NOW the time, as 2027-02-15T07:31:02Z; \
RECALL_SEED the seed of all chance; VISUAL and EDITOR for `triage`; NO_COLOR, CLICOLOR_FORCE, \
COLUMNS, TZ.";

/// Cards from your own Markdown notes, reviewed in the terminal.
///
/// Without a command: what is due, and the next thing to do.
#[derive(Debug, Parser)]
#[command(name = "recall", version, after_long_help = EXIT_CODES)]
pub struct Arguments {
    /// Database file [default: recall/recall.db in the XDG data folder]
    #[arg(long, value_name = "FILE", global = true)]
    pub db: Option<PathBuf>,
    /// When to colour
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub color: ColorChoice,
    /// Print JSON, for scripts
    #[arg(long, global = true)]
    pub json: bool,
    /// Say nothing but the result and errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Turn notes into cards; again, to take in what changed
    Import(ImportArgs),
    /// Review what is due
    Review(ReviewArgs),
    /// Count what is due
    Due(DueArgs),
    /// Show which card each line of a note became, or why none
    Explain(ExplainArgs),
    /// Keep, edit or drop the cards that are only offered, one by one
    Triage(TriageArgs),
    /// List cards
    List(ListArgs),
    /// Show one card with its history
    Show(ShowArgs),
    /// Grade one card, as if answered in a review now
    Grade(GradeArgs),
    /// Take back what was done last, whatever it was; again, the step before
    Undo(UndoArgs),
    /// Do again what undo took back
    Redo,
    /// Write a package for Anki, with schedule and history
    Export(ExportArgs),
}

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Files and folders of notes, `-` for standard input; none: every place imported before
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Put the cards into this deck instead of one named by folder and title
    #[arg(long, value_name = "DECK")]
    pub deck: Option<String>,
    /// Offer also gaps in sentences that no other rule reads
    #[arg(long)]
    pub all: bool,
    /// Show what would happen and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of `review`.
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// Decks to review; or files and folders of notes, which are imported first
    #[arg(value_name = "DECK_OR_PATH")]
    pub scope: Vec<String>,
    /// New cards today at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub new: u32,
    /// Reviews today at most
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub limit: u32,
    /// One line in, one line out: for screen readers, pipes and scripts
    #[arg(long)]
    pub plain: bool,
}

/// Arguments of `due`.
#[derive(Debug, Args)]
pub struct DueArgs {
    /// Print nothing; exit 0 if something is due, 1 if not
    #[arg(long)]
    pub check: bool,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A file of notes, or `FILE:LINE`
    #[arg(value_name = "FILE[:LINE]", required_unless_present = "rules")]
    pub target: Option<String>,
    /// Show the rules instead: what each asks for, and how many of its cards were kept
    #[arg(long, conflicts_with_all = ["target", "all"])]
    pub rules: bool,
    /// Show also gaps in sentences that no other rule reads
    #[arg(long)]
    pub all: bool,
}

/// Arguments of `triage`.
#[derive(Debug, Args)]
pub struct TriageArgs {
    /// Decks to look through; or files and folders of notes, which are imported first
    #[arg(value_name = "DECK_OR_PATH")]
    pub scope: Vec<String>,
    /// One line in, one line out: for screen readers, pipes and scripts
    #[arg(long)]
    pub plain: bool,
}

/// Arguments of `list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Words that the question, answer or deck contains
    #[arg(value_name = "WORD")]
    pub words: Vec<String>,
}

/// Arguments of `show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The card's id, or enough of its start
    #[arg(value_name = "CARD")]
    pub card: String,
}

/// Arguments of `grade`.
#[derive(Debug, Args)]
pub struct GradeArgs {
    /// The card's id, or enough of its start
    #[arg(value_name = "CARD")]
    pub card: String,
    /// 0 to 5, or again, hard, good, easy
    #[arg(value_name = "GRADE", value_parser = parse_grade)]
    pub grade: crate::values::grade::Grade,
}

/// Arguments of `undo`.
#[derive(Debug, Args)]
pub struct UndoArgs {
    /// Show what would be taken back, the next step first, and change nothing
    #[arg(long)]
    pub list: bool,
    /// How many steps to show
    #[arg(long, value_name = "N", default_value_t = 20, requires = "list")]
    pub limit: u32,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Only this deck and those under it
    #[arg(value_name = "DECK")]
    pub deck: Option<String>,
    /// The package to write
    #[arg(short, long, value_name = "FILE.apkg")]
    pub output: PathBuf,
    /// Leave schedule and history out
    #[arg(long)]
    pub fresh: bool,
}

fn parse_grade(text: &str) -> Result<crate::values::grade::Grade, String> {
    use crate::values::grade::Grade;
    let named = match text {
        "again" => Some(Grade::AGAIN),
        "hard" => Some(Grade::HARD),
        "good" => Some(Grade::GOOD),
        "easy" => Some(Grade::EASY),
        digits => digits.parse().ok().and_then(Grade::new),
    };
    named.ok_or_else(|| "a grade is 0 to 5, or again, hard, good, easy".to_owned())
}
