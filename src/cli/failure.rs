//! Every failure as a person reads it: wording, hints and exit codes in one place.

use crate::adapters::anki::ExportError;
use crate::adapters::anki::read::PackageError;
use crate::adapters::anki::read::databases::DatabaseError;
use crate::adapters::anki::read::table::TableError;
use crate::adapters::store::StoreError;
use crate::values::ids::CardId;
use std::error::Error;
use std::fmt::Write as _;

/// Who has to act on a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The command line or the environment is wrong: exit code 2.
    Usage,
    /// It could not be done, and the learner can mend it: 1.
    User,
    /// A file was checked and has faults: 3.
    Data,
    /// A bug in recall: 70.
    Internal,
}

/// A failure with its causes and what to do about it.
#[derive(Debug)]
pub struct Failure {
    kind: Kind,
    message: String,
    causes: Vec<String>,
    hints: Vec<String>,
    broken_pipe: bool,
}

impl Failure {
    fn new(kind: Kind, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { kind, message, causes: Vec::new(), hints: Vec::new(), broken_pipe: false }
    }

    /// A wrong command line or environment.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// Something that could not be done.
    pub fn user(message: impl Into<String>) -> Self {
        Self::new(Kind::User, message)
    }

    /// Faults found in a file that was checked.
    pub fn data(message: impl Into<String>) -> Self {
        Self::new(Kind::Data, message)
    }

    /// A bug.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(Kind::Internal, message).hint("this is a bug in recall; a report would help")
    }

    /// The same failure with something to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same failure with its cause in words.
    #[must_use]
    pub fn because(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    /// The same failure with the error that caused it, and that one's causes.
    #[must_use]
    pub fn caused_by(mut self, error: &dyn Error) -> Self {
        let mut next = Some(error);
        while let Some(error) = next {
            self.causes.push(error.to_string());
            next = error.source();
        }
        self
    }

    /// What an error says, with its causes.
    fn told(kind: Kind, error: &dyn Error) -> Self {
        let failure = Self::new(kind, error.to_string());
        match error.source() {
            Some(cause) => failure.caused_by(cause),
            None => failure,
        }
    }

    /// The same failure as a fault of a file that was checked.
    #[must_use]
    pub(super) fn of_data(self) -> Self {
        Self { kind: Kind::Data, ..self }
    }

    /// Whether the reader of our output went away, which is not an error.
    pub const fn is_broken_pipe(&self) -> bool {
        self.broken_pipe
    }

    /// The process's exit code.
    pub const fn exit_code(&self) -> u8 {
        match self.kind {
            Kind::User => 1,
            Kind::Usage => 2,
            Kind::Data => 3,
            Kind::Internal => 70,
        }
    }

    /// What the failure says, without heading: message, causes and hints, a line each.
    pub fn parts(&self) -> (&str, &[String], &[String]) {
        (&self.message, &self.causes, &self.hints)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        let mut failure = Self::user("could not write the output").caused_by(&error);
        failure.broken_pipe = error.kind() == std::io::ErrorKind::BrokenPipe;
        failure
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let plain = Self::user(error.to_string());
        match &error {
            StoreError::Unreadable { source, .. } => {
                plain.caused_by(source).hint("name a file that you may read and write with `--db`")
            }
            StoreError::Unwritten { source, .. } => {
                plain.caused_by(source).hint("make room and try again; nothing was imported")
            }
            StoreError::Folder { path } => {
                plain.hint(format!("name a file: `--db {}`", path.join("recall.db").display()))
            }
            StoreError::Open { source, .. } => plain
                .caused_by(source)
                .hint("see to it that you may write to the file and its folder, or name another with `--db`"),
            StoreError::NotACollection { .. } => {
                plain.hint("the file was not changed; name another with `--db`")
            }
            StoreError::Newer { found, known, .. } => plain
                .because(format!("it has schema {found}, this recall knows up to {known}"))
                .hint("update recall, or name another file with `--db`; this one was not changed"),
            StoreError::Migration { source, .. } => plain
                .caused_by(source.as_ref())
                .hint("the collection is as it was, and a copy of it lies beside it"),
            StoreError::Locked { .. } => {
                plain.hint("close the other program, or wait until it is done, and try again")
            }
            StoreError::Full { .. } => {
                plain.hint("make room and try again; the collection is as it was")
            }
            StoreError::ReadOnly { .. } => plain
                .hint("make the file and its folder writable, or name another with `--db`"),
            StoreError::Damaged { source, .. } => plain
                .caused_by(source)
                .hint("put the file aside before anything else, and go back to a copy of it"),
            StoreError::Exists { .. } => plain.hint("choose a name that is free"),
            StoreError::Unsound { said, .. } => {
                plain.because(said.clone()).hint("go back to an older copy; nothing was changed")
            }
            StoreError::NoCard(card) => Self::no_card(&card.to_string()),
            StoreError::Media { source, .. } => {
                plain.caused_by(source).hint("the collection is as it was")
            }
            StoreError::Sqlite { source, .. } => plain.caused_by(source),
        }
    }
}

/// Failures of naming a card.
impl Failure {
    /// No card's id starts so.
    pub fn no_card(text: &str) -> Self {
        Self::user(format!("there is no card `{text}`"))
            .hint("`recall list` shows the cards and their ids")
    }

    /// Several cards' ids start so; each given with its question.
    pub fn ambiguous_card(text: &str, cards: &[(CardId, String)], others: usize) -> Self {
        let number = u64::try_from(cards.len() + others).unwrap_or(u64::MAX);
        let mut failure = Self::user(format!("`{text}` could be {}", count(number, "card")))
            .hint("type more of the id:");
        for (id, question) in cards {
            failure = failure.hint(format!("`{id}` {question}"));
        }
        if others > 0 {
            let others = u64::try_from(others).unwrap_or(u64::MAX);
            failure = failure.hint(format!("and {}", count(others, "other")));
        }
        failure
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        let failure = Self::told(Kind::User, &error);
        match error {
            ExportError::Store(error) => error.into(),
            ExportError::NoFormat { .. } => Self { kind: Kind::Usage, ..failure }
                .hint("end the name in `.apkg`, `.csv`, `.json`, `.md` or `.txt`"),
            ExportError::Reserved { .. } => {
                Self { kind: Kind::Usage, ..failure }.hint("choose another name")
            }
            ExportError::Folder { path } => {
                let inside = path.join("recall.apkg");
                failure.hint(format!("name a file in it, such as `{}`", inside.display()))
            }
            ExportError::NotAPackage { .. } | ExportError::OfAnki { .. } => {
                failure.hint("choose a name that is free")
            }
            ExportError::NoCards => failure
                .hint("`recall list` shows the cards that there are; `recall import` makes some"),
            ExportError::Write { .. } | ExportError::Collection(_) => failure,
        }
    }
}

impl From<DatabaseError> for Failure {
    fn from(error: DatabaseError) -> Self {
        let kind = match &error {
            DatabaseError::Damaged { .. } | DatabaseError::Strange { .. } => Kind::Data,
            _ => Kind::User,
        };
        let failure = Self::told(kind, &error);
        match error {
            DatabaseError::Store(error) => error.into(),
            DatabaseError::Read { .. } => failure,
            _ => failure.hint("nothing was changed"),
        }
    }
}

impl From<TableError> for Failure {
    fn from(error: TableError) -> Self {
        let kind = match &error {
            TableError::Unclosed { .. } | TableError::NotText { .. } => Kind::Data,
            _ => Kind::User,
        };
        let failure = Self::told(kind, &error);
        match error {
            TableError::Store(error) => error.into(),
            TableError::Read { .. } | TableError::Empty { .. } => failure,
            TableError::NotText { .. } => {
                failure.hint("nothing was changed; save it as UTF-8 text")
            }
            TableError::Unclosed { .. } => {
                failure.hint("nothing was changed; a quote within quotes is written twice")
            }
            TableError::NoColumn { columns, .. } | TableError::NoRole { columns, .. } => failure
                .hint(format!("its first row has {}", named(&columns)))
                .hint("say what they are: `--map front=NAME,back=NAME`")
                .hint("where the first row has no names, count: `--map front=1,back=2`"),
        }
    }
}

/// Some names in backticks, cut where they are too many or too long.
fn named(names: &[String]) -> String {
    let short = |name: &String| format!("`{}`", name.chars().take(40).collect::<String>());
    let more = if names.len() > 12 { ", ..." } else { "" };
    format!("{}{more}", names.iter().take(12).map(short).collect::<Vec<_>>().join(", "))
}

impl From<PackageError> for Failure {
    fn from(error: PackageError) -> Self {
        let kind = match &error {
            PackageError::NotAPackage { .. }
            | PackageError::Damaged { .. }
            | PackageError::MediaName { .. }
            | PackageError::Collection { .. }
            | PackageError::Strange { .. } => Kind::Data,
            _ => Kind::User,
        };
        let failure = Self::told(kind, &error);
        match error {
            PackageError::Store(error) => error.into(),
            PackageError::Read { .. } => failure,
            PackageError::Scratch { .. } => {
                failure.hint("make room on the disk, or name another place with `TMPDIR`")
            }
            PackageError::Newer { .. } => failure
                .hint("update recall, or export again with \"Support older Anki versions\" ticked"),
            PackageError::Dummy { .. } => {
                failure.hint("export again in Anki with \"Support older Anki versions\" ticked")
            }
            PackageError::TooBig { .. } => {
                failure.hint("nothing was changed; export fewer decks at a time")
            }
            PackageError::NotAPackage { .. }
            | PackageError::Damaged { .. }
            | PackageError::MediaName { .. }
            | PackageError::Collection { .. }
            | PackageError::Strange { .. } => {
                failure.hint("nothing was changed; export it from Anki once more")
            }
        }
    }
}

/// A count with its noun: `1 card`, `2 cards`.
pub fn count(number: impl Into<u64>, noun: &str) -> String {
    let number = number.into();
    let mut text = format!("{number} {noun}");
    if number != 1 {
        let irregular = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o']));
        if let Some(stem) = irregular {
            text.truncate(text.len() - noun.len());
            let _ = write!(text, "{stem}ies");
        } else {
            text.push('s');
        }
    }
    text
}

/// The same of a number that was counted up to a limit: `1000 or more cards`.
pub fn up_to(number: u32, limit: u32, noun: &str) -> String {
    let whole = count(number, noun);
    if number < limit { whole } else { whole.replacen(' ', " or more ", 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_up_to_a_limit_says_that_there_may_be_more() {
        assert_eq!(up_to(1, 1_000, "new card"), "1 new card");
        assert_eq!(up_to(999, 1_000, "new card"), "999 new cards");
        assert_eq!(up_to(1_000, 1_000, "new card"), "1000 or more new cards");
    }

    #[test]
    fn one_is_singular() {
        assert_eq!(count(1_u32, "card"), "1 card");
        assert_eq!(count(0_u32, "card"), "0 cards");
        assert_eq!(count(2_u32, "day"), "2 days");
        assert_eq!(count(2_u32, "entry"), "2 entries");
    }
}
