//! Which column of a table is what: by the head of Anki's text, by what the learner says, or by
//! its name.

use super::head::Head;
use std::fmt;
use std::str::FromStr;

/// What a column can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What is asked.
    Front,
    /// The answer; of several such columns, one below the other.
    Back,
    /// Tags of the row.
    Tags,
    /// The deck of the row.
    Deck,
    /// What the row is known by, whatever becomes of its words.
    Id,
}

impl Role {
    const ALL: [Self; 5] = [Self::Front, Self::Back, Self::Tags, Self::Deck, Self::Id];

    /// The names that a column of this role has in `--map` and in tables, the first the usual one.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Front => &["front", "question", "prompt", "term", "word", "q"],
            Self::Back => &["back", "answer", "definition", "meaning", "translation", "a"],
            Self::Tags => &["tags", "tag"],
            Self::Deck => &["deck"],
            Self::Id => &["id", "guid", "uuid"],
        }
    }

    /// Whether a card is nothing without it.
    const fn is_side(self) -> bool {
        matches!(self, Self::Front | Self::Back)
    }

    fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        Self::ALL.into_iter().find(|role| role.names().contains(&name.as_str()))
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.names()[0])
    }
}

/// `front=Question`: this column is that. A number counts the columns of a table without names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    role: Role,
    column: String,
}

/// The text is no mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write `front=NAME`, and so for `back`, `tags`, `deck` and `id`")]
pub struct NotAMapping;

impl FromStr for Mapping {
    type Err = NotAMapping;

    fn from_str(text: &str) -> Result<Self, NotAMapping> {
        let (role, column) = text.split_once('=').ok_or(NotAMapping)?;
        let (role, column) = (Role::named(role).ok_or(NotAMapping)?, column.trim());
        if column.is_empty() {
            Err(NotAMapping)
        } else {
            Ok(Self { role, column: column.to_owned() })
        }
    }
}

/// Why it is not known what the columns are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unknown {
    /// There is no column of this name.
    Column(String),
    /// No column is this.
    Role(Role),
}

/// Which column is what, counted from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    /// The fields of a note, with the names that they have.
    pub(super) fields: Vec<(usize, Option<String>)>,
    pub(super) tags: Option<usize>,
    pub(super) deck: Option<usize>,
    pub(super) id: Option<usize>,
    pub(super) notetype: Option<usize>,
    /// Whether the first record holds the names of the columns.
    pub(super) has_names: bool,
    /// The names of the columns that are nothing.
    pub(super) unused: Vec<String>,
}

impl Columns {
    /// Those of Anki's text, of which a record has up to `count`: what the head does not speak of
    /// are the fields of a note, in order.
    pub(super) fn of_head(head: &Head, names: &[String], count: usize) -> Self {
        let special = [head.guid_column, head.notetype_column, head.deck_column, head.tags_column];
        let is_field = |column: &usize| !special.contains(&Some(*column));
        let name = |column: usize| names.get(column).filter(|name| !name.is_empty()).cloned();
        Self {
            fields: (0..count).filter(is_field).map(|column| (column, name(column))).collect(),
            tags: head.tags_column,
            deck: head.deck_column,
            id: head.guid_column,
            notetype: head.notetype_column,
            ..Self::default()
        }
    }

    /// Those that the columns' names say.
    pub(super) fn of_names(names: &[String]) -> Result<Self, Unknown> {
        let mut columns = Self { has_names: true, ..Self::default() };
        // A table may have both `question` and `word`: the usual name is the one that is meant.
        let first = |role: Role| {
            let position = |wanted: &&str| {
                names.iter().position(|name| name.trim().eq_ignore_ascii_case(wanted))
            };
            role.names().iter().find_map(position)
        };
        for role in Role::ALL {
            match first(role) {
                Some(column) => columns.put(role, column),
                None if role.is_side() => return Err(Unknown::Role(role)),
                None => {}
            }
        }
        Ok(columns.with_unused(names))
    }

    /// Those that the learner names, or counts.
    pub(super) fn of_mappings(names: &[String], mappings: &[Mapping]) -> Result<Self, Unknown> {
        let place = |mapping: &Mapping| {
            let is_it = |name: &String| name.trim().to_lowercase() == mapping.column.to_lowercase();
            names.iter().position(is_it)
        };
        if !mappings.iter().any(|mapping| mapping.role == Role::Front) {
            return Err(Unknown::Role(Role::Front));
        }
        let has_names = mappings.iter().any(|one| place(one).is_some());
        let mut columns = Self { has_names, ..Self::default() };
        for mapping in mappings {
            let counted = || {
                let column = mapping.column.parse::<usize>().ok()?.checked_sub(1)?;
                (column < names.len()).then_some(column)
            };
            let column = place(mapping).or_else(counted);
            let column = column.ok_or_else(|| Unknown::Column(mapping.column.clone()))?;
            columns.put(mapping.role, column);
        }
        Ok(columns.with_unused(names))
    }

    fn put(&mut self, role: Role, column: usize) {
        match role {
            Role::Front => self.fields.insert(0, (column, None)),
            Role::Back => self.fields.push((column, None)),
            Role::Tags => self.tags = Some(column),
            Role::Deck => self.deck = Some(column),
            Role::Id => self.id = Some(column),
        }
    }

    fn with_unused(self, names: &[String]) -> Self {
        let is_used = |column: usize| {
            self.fields.iter().any(|(field, _)| *field == column)
                || [self.tags, self.deck, self.id].contains(&Some(column))
        };
        let unused = names.iter().enumerate().filter(|(column, _)| !is_used(*column));
        let unused = unused.map(|(_, name)| name.trim().to_owned());
        Self { unused: unused.filter(|_| self.has_names).collect(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<String> {
        line.split(',').map(str::to_owned).collect()
    }

    fn mappings(text: &str) -> Vec<Mapping> {
        text.split(',').map(|one| one.parse().unwrap()).collect()
    }

    fn fields(columns: &Columns) -> Vec<usize> {
        columns.fields.iter().map(|(column, _)| *column).collect()
    }

    #[test]
    fn names_say_what_columns_are() {
        let columns = Columns::of_names(&names("ID, Answer ,Question,Topic,tags")).unwrap();
        assert_eq!((fields(&columns), columns.id, columns.tags), (vec![2, 1], Some(0), Some(4)));
        assert_eq!((columns.unused, columns.has_names), (vec!["Topic".to_owned()], true));
        assert_eq!(Columns::of_names(&names("x,y")), Err(Unknown::Role(Role::Front)));
        assert_eq!(Columns::of_names(&names("x,answer")), Err(Unknown::Role(Role::Front)));
    }

    #[test]
    fn the_learner_says_what_columns_are() {
        let table = names("Wort,Satz,Übersetzung");
        let columns =
            Columns::of_mappings(&table, &mappings("back=übersetzung,front=Wort,back=Satz"));
        let columns = columns.unwrap();
        assert_eq!((fields(&columns), columns.has_names), (vec![0, 2, 1], true));
        let counted = Columns::of_mappings(&table, &mappings("front=2,back=1")).unwrap();
        assert_eq!((fields(&counted), counted.has_names), (vec![1, 0], false));
        let missing = Columns::of_mappings(&table, &mappings("front=Wort,back=Bild"));
        assert_eq!(missing, Err(Unknown::Column("Bild".to_owned())));
        let beyond = Columns::of_mappings(&table, &mappings("front=1,back=4"));
        assert_eq!(beyond, Err(Unknown::Column("4".to_owned())));
    }

    #[test]
    fn a_mapping_names_a_role_and_a_column() {
        for text in ["front", "front=", "side=x", "=x"] {
            assert_eq!(text.parse::<Mapping>(), Err(NotAMapping), "{text}");
        }
    }

    #[test]
    fn what_the_head_does_not_speak_of_is_a_field() {
        let head = Head { guid_column: Some(0), tags_column: Some(3), ..Head::default() };
        let columns = Columns::of_head(&head, &names("guid,Front,Back"), 4);
        let fields = vec![(1, Some("Front".to_owned())), (2, Some("Back".to_owned()))];
        assert_eq!((columns.fields, columns.tags), (fields, Some(3)));
    }
}
