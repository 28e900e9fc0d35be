//! The command line: every command, argument and flag, with its help.

use crate::adapters::anki::read::table::columns::Mapping;
use crate::values::time::StudyDay;
use clap::builder::Resettable;
use clap::{ArgMatches, Args, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::ops::Deref;
use std::path::PathBuf;

const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 could not, and said why (or `no` to --check); 2 wrong usage; \
3 checked and found faults; 70 a bug; 130 interrupted, with everything saved.

Environment: RECALL_DB the database; RECALL_CONFIG the configuration; RECALL_NOW the time, as 2027-02-15T07:31:02Z; \
RECALL_SEED the seed of all chance; VISUAL and EDITOR for `triage`; NO_COLOR, CLICOLOR_FORCE, \
COLUMNS, TZ.";

/// Where the flags stand that every command has, so that they do not mix with its own.
const EVERYWHERE: &str = "Options of every command";

/// Cards from your own Markdown notes, reviewed in the terminal.
///
/// Without a command: what is due, and the next thing to do.
#[derive(Debug, Parser)]
#[command(name = "recall", version, after_long_help = EXIT_CODES)]
pub struct Arguments {
    /// Database file [default: recall/recall.db in the XDG data folder]
    #[arg(long, value_name = "FILE", global = true, help_heading = EVERYWHERE)]
    pub db: Option<PathBuf>,
    /// When to colour [default: auto]
    #[arg(long, value_name = "WHEN", global = true, help_heading = EVERYWHERE)]
    pub color: Option<ColorChoice>,
    /// Print JSON, for scripts
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub json: bool,
    /// Say nothing but the result and errors
    #[arg(short, long, global = true, help_heading = EVERYWHERE)]
    pub quiet: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Arguments {
    /// Whether the command is about the configuration, and can mend a broken one.
    pub(super) const fn is_config(&self) -> bool {
        matches!(self.command, Some(Command::Config(_)))
    }
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

impl ColorChoice {
    /// The choice as it is written.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }

    /// The choice of this word; any other is `auto`.
    pub(super) fn of(word: &str) -> Self {
        [Self::Always, Self::Never]
            .into_iter()
            .find(|choice| choice.as_str() == word)
            .unwrap_or(Self::Auto)
    }
}

/// The arguments of a command, which clap gets to know only when that command is meant: telling it
/// of all of them takes longer than most commands.
#[derive(Debug)]
pub struct Later<A>(A);

impl<A> Deref for Later<A> {
    type Target = A;

    fn deref(&self) -> &A {
        &self.0
    }
}

impl<A: Args> Args for Later<A> {
    fn augment_args(command: clap::Command) -> clap::Command {
        command.defer(|command| under_its_name(command, A::augment_args))
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        command.defer(|command| under_its_name(command, A::augment_args_for_update))
    }
}

/// The command with its arguments, described as before: clap would describe it as them.
fn under_its_name(
    command: clap::Command,
    augment: impl FnOnce(clap::Command) -> clap::Command,
) -> clap::Command {
    let about = Resettable::from(command.get_about().cloned());
    let long_about = Resettable::from(command.get_long_about().cloned());
    augment(command).about(about).long_about(long_about)
}

impl<A: FromArgMatches> FromArgMatches for Later<A> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        A::from_arg_matches(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0.update_from_arg_matches(matches)
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Turn notes into cards, or take in those of others; again, to take in what changed
    Import(Later<ImportArgs>),
    /// Review what is due
    Review(Later<ReviewArgs>),
    /// Count what is due
    Due(Later<DueArgs>),
    /// Show which card each line of a note became, or why none
    Explain(Later<ExplainArgs>),
    /// Keep, edit or drop the cards that are only offered, one by one
    Triage(Later<TriageArgs>),
    /// List the cards whose line left the notes
    Retired,
    /// Let a retired card go on as one that the notes have now, with its history
    Relink(Later<RelinkArgs>),
    /// Write the ids of cards into their notes, as comments
    Pin(Later<CardsArgs>),
    /// Give up the notes of a place: their cards retire
    Forget(Later<ForgetArgs>),
    /// List cards
    List(Later<ListArgs>),
    /// Show one card with its history
    Show(Later<ShowArgs>),
    /// Tell in words how a card came to its day, and what the next answer would do
    Why(Later<CardArgs>),
    /// Grade one card, as if answered in a review now
    Grade(Later<GradeArgs>),
    /// Give a card other words, which later changes of its notes leave alone
    Edit(Later<EditArgs>),
    /// Take cards out of the review until `unsuspend`
    Suspend(Later<CardsArgs>),
    /// Take suspended cards back into the review
    Unsuspend(Later<CardsArgs>),
    /// Put cards off until tomorrow
    Bury(Later<BuryArgs>),
    /// Take buried cards back before their day
    Unbury(Later<CardsArgs>),
    /// Mark cards to be looked at later; `list --marked` shows them
    Mark(Later<MarkArgs>),
    /// Take the mark off cards
    Unmark(Later<CardsArgs>),
    /// Put tags on cards and take tags off: `tag CARD +exam -later`
    Tag(Later<TagArgs>),
    /// Let what is due wait for some days; no schedule is changed
    Postpone(Later<PostponeArgs>),
    /// Set days on which nothing is asked, as `2027-07-01..2027-07-14`
    Vacation(Later<VacationArgs>),
    /// Show what was remembered, how often and how long was answered, and how the cards stand
    Stats,
    /// Ask once more, on the days before an examination, what would be too old on it
    Exam(Later<ExamArgs>),
    /// Show how many cards and minutes the days to come will bring
    Forecast(Later<ForecastArgs>),
    /// Take back what was done last, whatever it was; again, the step before
    Undo(Later<UndoArgs>),
    /// Do again what undo took back
    Redo,
    /// Check the collection: the file, and that every schedule is what the log says
    Doctor(Later<DoctorArgs>),
    /// Work every schedule out anew by other rules of SM-2, after a look at what would move
    Reschedule(Later<RescheduleArgs>),
    /// Write a copy of the collection
    Backup(Later<BackupArgs>),
    /// Go back to a copy; the present collection is kept aside
    Restore(Later<RestoreArgs>),
    /// Show the settings and where each comes from, or change them
    Config(Later<ConfigArgs>),
    /// Write a package for Anki, with schedule and history
    Export(Later<ExportArgs>),
}

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Files and folders of notes, `-` for standard input; packages of Anki and text that it
    /// exported; tables (CSV, TSV); JSON that recall exported; databases of Mnemosyne and hashcards.
    /// None: all notes imported before
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
    /// Take in also a note that would lose more than 3 in 10 of its answered cards
    #[arg(long, short)]
    pub yes: bool,
    /// The file that standard input is a text of
    #[arg(long, value_name = "FILE")]
    pub name: Option<PathBuf>,
    /// What the columns of a table are, by their names or numbers: `front=Word,back=Meaning`, and
    /// so `tags`, `deck` and `id`
    #[arg(long, value_name = "ROLE=COLUMN", value_delimiter = ',')]
    pub map: Vec<Mapping>,
}

/// Arguments of `review`.
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// Decks to review; or files and folders of notes, which are imported first
    #[arg(value_name = "DECK_OR_PATH")]
    pub scope: Vec<String>,
    /// New cards today at most [default: `limits.new` of the configuration, 20]
    #[arg(long, value_name = "N")]
    pub new: Option<u32>,
    /// Reviews today at most [default: `limits.reviews` of the configuration, 200]
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// Only this deck and those under it; may be given more than once, as the decks before it
    #[arg(long, value_name = "DECK")]
    pub deck: Vec<String>,
    /// Only cards with this tag or one under it; may be given more than once
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// As many cards as this time is enough for, by your own pace: `10m`, `90s`, `1h30m`
    #[arg(long = "for", value_name = "TIME", value_parser = parse_time)]
    pub time_ms: Option<u64>,
    /// Any card, due or not, the weakest first; no schedule moves
    #[arg(long, conflicts_with = "ahead")]
    pub cram: bool,
    /// Also what falls due in the next days, one unless said: `--ahead=3`
    #[arg(
        long,
        value_name = "DAYS",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "1"
    )]
    pub ahead: Option<u32>,
    /// The seed of the order of what may come in any [default: one for each day]
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// How many buttons to grade with: 2, 4, or the 6 grades of SM-2 [default: `review.grades` of
    /// the configuration, 4]
    #[arg(long, value_name = "2|4|6", value_parser = ["2", "4", "6"])]
    pub grades: Option<String>,
    /// Type the answers that are a line of words, and have them compared
    #[arg(long = "type")]
    pub types: bool,
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
    /// Print this instead, with `{due}`, `{new}`, `{total}` and whatever `--json` has filled in
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["check", "json"])]
    pub format: Option<String>,
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
#[expect(clippy::struct_excessive_bools, reason = "each is one flag")]
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Words that the question, answer or deck contains
    #[arg(value_name = "WORD")]
    pub words: Vec<String>,
    /// Only cards that are marked, with the word why
    #[arg(long)]
    pub marked: bool,
    /// Only leeches: cards that keep being forgotten, and are better rewritten
    #[arg(long)]
    pub leeches: bool,
    /// Only suspended cards
    #[arg(long)]
    pub suspended: bool,
    /// Only buried cards
    #[arg(long)]
    pub buried: bool,
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

/// A card by name.
#[derive(Debug, Args)]
pub struct CardArgs {
    /// The card's id, or enough of its start
    #[arg(value_name = "CARD")]
    pub card: String,
}

/// Arguments of `relink`.
#[derive(Debug, Args)]
pub struct RelinkArgs {
    /// The card with the history
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The card that the notes have now
    #[arg(value_name = "NEW")]
    pub new: String,
}

/// Arguments of `forget`.
#[derive(Debug, Args)]
pub struct ForgetArgs {
    /// A file or folder that was imported
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
}

/// Cards by name.
#[derive(Debug, Args)]
pub struct CardsArgs {
    /// The cards' ids, or enough of their starts
    #[arg(value_name = "CARD", required = true)]
    pub cards: Vec<String>,
}

/// Arguments of `edit`.
#[derive(Debug, Args)]
pub struct EditArgs {
    /// The cards
    #[command(flatten)]
    pub cards: CardsArgs,
    /// The question, in Markdown; without this and `--answer` an editor is opened
    #[arg(long, value_name = "TEXT")]
    pub question: Option<String>,
    /// The answer, in Markdown
    #[arg(long, value_name = "TEXT")]
    pub answer: Option<String>,
    /// Take the notes' own words again
    #[arg(long, conflicts_with_all = ["question", "answer"])]
    pub reset: bool,
}

/// Arguments of `bury`.
#[derive(Debug, Args)]
pub struct BuryArgs {
    /// The cards
    #[command(flatten)]
    pub cards: CardsArgs,
    /// For how many days
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=36_500))]
    pub days: u32,
}

/// Arguments of `mark`.
#[derive(Debug, Args)]
pub struct MarkArgs {
    /// The cards
    #[command(flatten)]
    pub cards: CardsArgs,
    /// Why, in a word or two
    #[arg(long, value_name = "WHY", default_value = "", hide_default_value = true)]
    pub why: String,
}

/// Arguments of `tag`.
#[derive(Debug, Args)]
pub struct TagArgs {
    /// Cards, `+TAG` to put on, `-TAG` to take off
    #[arg(value_name = "CARD|+TAG|-TAG", required = true, allow_hyphen_values = true)]
    pub words: Vec<String>,
}

/// Arguments of `postpone`.
#[derive(Debug, Args)]
pub struct PostponeArgs {
    /// For how many days
    #[arg(value_name = "DAYS", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub days: u32,
    /// Only of this deck and those under it
    #[arg(long, value_name = "DECK")]
    pub deck: Option<String>,
}

/// Arguments of `vacation`.
#[derive(Debug, Args)]
pub struct VacationArgs {
    /// The first and the last day; none: show what is planned
    #[arg(value_name = "FROM..TO", value_parser = parse_days)]
    pub days: Option<(StudyDay, StudyDay)>,
    /// End the vacation that is on, and give up those to come
    #[arg(long, conflicts_with = "days")]
    pub end: bool,
}

/// Arguments of `exam`.
#[derive(Debug, Args)]
pub struct ExamArgs {
    /// The day of it, as `2027-06-10`; none: show what is planned
    #[arg(value_name = "DATE")]
    pub day: Option<StudyDay>,
    /// Only of this deck and those under it
    #[arg(long, value_name = "DECK", requires = "day")]
    pub deck: Option<String>,
    /// On how many days before it cards are added
    #[arg(long, value_name = "DAYS", default_value_t = Self::WINDOW, value_parser = clap::value_parser!(u32).range(1..=90))]
    pub window: u32,
    /// Do it, instead of showing what each day would have
    #[arg(long, short, requires = "day")]
    pub yes: bool,
    /// Give up what was planned for that day
    #[arg(long, requires = "day", conflicts_with_all = ["yes", "deck"])]
    pub cancel: bool,
}

impl ExamArgs {
    /// The window unless one is named.
    pub const WINDOW: u32 = 7;
}

/// Arguments of `forecast`.
#[derive(Debug, Args)]
pub struct ForecastArgs {
    /// How many days, today included
    #[arg(long, value_name = "N", default_value_t = 28, value_parser = clap::value_parser!(u32).range(1..=730))]
    pub days: u32,
    /// With so many new cards a day [default: `limits.new` of the configuration, 20]
    #[arg(long, value_name = "N")]
    pub new: Option<u32>,
}

/// Arguments of `doctor`.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// Rebuild the schedules and indexes that are wrong; the log and the cards are not touched
    #[arg(long)]
    pub fix: bool,
}

/// Arguments of `reschedule`.
#[derive(Debug, Args)]
pub struct RescheduleArgs {
    /// canonical, delphi, wikipedia or literal [default: `scheduler.rules` of the configuration]
    #[arg(long, value_name = "NAME")]
    pub rules: Option<String>,
    /// Do it, instead of showing how the due days would move
    #[arg(long)]
    pub yes: bool,
}

/// Arguments of `backup`.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The file to write [default: beside the database, named for the time]
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// Arguments of `restore`.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// A copy that `recall backup` wrote, or that was made before an update
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// Arguments of `config`.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// What to do [default: show]
    #[command(subcommand)]
    pub action: Option<ConfigAction>,
}

/// What to do with the configuration.
#[derive(Debug, Subcommand)]
pub enum ConfigAction {
    /// Show each setting as it counts now, with where it comes from
    Show {
        /// Only this one
        #[arg(value_name = "KEY")]
        key: Option<String>,
    },
    /// Print where the configuration file is, or would be
    Path,
    /// Write a setting into the file; all else in it stays, comments too
    Set {
        /// The setting, such as `limits.new`
        #[arg(value_name = "KEY")]
        key: String,
        /// What it is to be
        #[arg(value_name = "VALUE")]
        value: String,
    },
    /// Take a setting out of the file
    Unset {
        /// The setting, such as `limits.new`
        #[arg(value_name = "KEY")]
        key: String,
    },
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
    /// Only these decks and those under them
    #[arg(value_name = "DECK")]
    pub decks: Vec<String>,
    /// Only cards with this tag or one under it; may be given more than once
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// Only cards whose question, answer or deck contains this, as `recall list WORD` finds them;
    /// given more than once, all of them
    #[arg(long, value_name = "WORD")]
    pub find: Vec<String>,
    /// The file to write, or `-` for standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// What to write, where the end of the file's name does not say it
    #[arg(long)]
    pub format: Option<ExportFormat>,
    /// Leave schedule and history out
    #[arg(long)]
    pub fresh: bool,
}

/// What `export` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A package for Anki, with schedule, history, pictures and sounds (`.apkg`)
    Apkg,
    /// Text that Anki imports: questions, answers, decks and tags (`.txt`)
    AnkiText,
    /// A table with named columns (`.csv`)
    Csv,
    /// Everything that is known about the cards, history and all, for programs (`.json`)
    Json,
    /// Questions and answers under headings (`.md`)
    Markdown,
}

fn parse_days(text: &str) -> Result<(StudyDay, StudyDay), String> {
    let wrong = || "days look like `2027-07-01..2027-07-14`".to_owned();
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let [first, last] = [first, last].map(|day| day.trim().parse::<StudyDay>());
    match (first, last) {
        (Ok(first), Ok(last)) if first <= last => Ok((first, last)),
        (Ok(_), Ok(_)) => Err("the first day comes after the last".to_owned()),
        _ => Err(wrong()),
    }
}

/// A time such as `10m`, `90s` or `1h30m`, in milliseconds; a number alone is minutes.
fn parse_time(text: &str) -> Result<u64, String> {
    let wrong = || "a time is written as `10m`, `90s` or `1h30m`".to_owned();
    let mut total_ms = 0_u64;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
        let number: u64 = rest[..digits].parse().map_err(|_| wrong())?;
        let unit = rest[digits..].chars().next();
        let unit_ms = match unit {
            Some('h') => 3_600_000,
            Some('m') | None => 60_000,
            Some('s') => 1_000,
            Some(_) => return Err(wrong()),
        };
        total_ms = number
            .checked_mul(unit_ms)
            .and_then(|part_ms| total_ms.checked_add(part_ms))
            .ok_or_else(wrong)?;
        rest = &rest[digits + unit.map_or(0, char::len_utf8)..];
    }
    if total_ms == 0 { Err(wrong()) } else { Ok(total_ms) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_units_or_is_in_minutes() {
        for (text, ms) in [("10m", 600_000), ("90s", 90_000), ("1h30m", 5_400_000), ("5", 300_000)]
        {
            assert_eq!(parse_time(text), Ok(ms), "{text}");
        }
        for text in ["", "m", "10x", "0m", "1.5h", "-3m", "99999999999999999999h"] {
            assert!(parse_time(text).is_err(), "{text}");
        }
    }
}
