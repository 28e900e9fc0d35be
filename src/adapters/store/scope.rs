//! A part of the collection as the statements take it.

use super::Scope;
use rusqlite::{Connection, ToSql};

/// A scope as row numbers, in JSON lists.
#[derive(Debug, Clone)]
pub(super) struct InScope {
    /// Neither decks nor sources are named.
    pub(super) everything: bool,
    pub(super) decks: String,
    pub(super) sources: String,
    /// Tags are named, and cards without any of them are left out.
    pub(super) tagged: bool,
    pub(super) tags: String,
}

impl InScope {
    pub(super) fn find(connection: &Connection, scope: &Scope) -> rusqlite::Result<Self> {
        let named = |table| names(connection, table);
        let found = |names: &[String], table| match names {
            [] => Ok(Vec::new()),
            wanted => Ok::<_, rusqlite::Error>(under(&named(table)?, wanted)),
        };
        Ok(Self {
            everything: scope.decks.is_empty() && scope.sources.is_empty(),
            decks: json_list(&found(&scope.decks, "decks")?),
            sources: json_list(&scope.sources),
            tagged: !scope.tags.is_empty(),
            tags: json_list(&found(&scope.tags, "tags")?),
        })
    }

    /// What a statement about decks and tags takes.
    pub(super) fn params(&self) -> [(&'static str, &dyn ToSql); 4] {
        [
            (":everything", &self.everything),
            (":decks", &self.decks),
            (":tagged", &self.tagged),
            (":tags", &self.tags),
        ]
    }

    /// Whether no card is out of it.
    pub(super) const fn is_all(&self) -> bool {
        self.everything && !self.tagged
    }

    /// Whether it is bounded by tags and nothing else.
    pub(super) const fn is_by_tags(&self) -> bool {
        self.everything && self.tagged
    }
}

fn json_list(numbers: &[i64]) -> String {
    serde_json::Value::from(numbers).to_string()
}

fn names(connection: &Connection, table: &str) -> rusqlite::Result<Vec<(i64, String)>> {
    let mut statement = connection.prepare_cached(&format!("SELECT id, name FROM {table}"))?;
    let named = statement.query_map([], |row| Ok((row.get("id")?, row.get("name")?)))?;
    named.collect()
}

/// The rows of these names, in any case, and those under them. Compared here, since SQLite
/// knows upper and lower case only of English letters.
fn under(named: &[(i64, String)], wanted: &[String]) -> Vec<i64> {
    let wanted: Vec<String> = wanted.iter().map(|name| name.to_lowercase()).collect();
    let is_wanted = |name: &str| {
        let name = name.to_lowercase();
        wanted.iter().any(|wanted| {
            name.strip_prefix(wanted.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        })
    };
    named.iter().filter(|(_, name)| is_wanted(name)).map(|(id, _)| *id).collect()
}

/// The decks of these names and those under them.
pub(super) fn decks_named(
    connection: &Connection,
    wanted: &[String],
) -> rusqlite::Result<Vec<i64>> {
    Ok(under(&names(connection, "decks")?, wanted))
}

/// Whether each word, in lower case, occurs in one of these texts, in any case.
pub fn has_words<const N: usize>(texts: [&str; N], words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let texts = texts.map(str::to_lowercase);
    words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
}
