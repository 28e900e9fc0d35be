//! The tags of cards. Those that came from notes follow the notes.

use super::{Store, StoreError, failed, rows};
use crate::values::ids::CardId;
use rusqlite::Connection;
use std::collections::HashMap;

impl Store {
    /// The names of all tags, in their alphabetical order.
    pub fn tags(&self) -> Result<Vec<String>, StoreError> {
        let read = || {
            let mut query = self.connection.prepare("SELECT name FROM tags ORDER BY name")?;
            query.query_map([], |row| row.get("name"))?.collect::<rusqlite::Result<_>>()
        };
        read().map_err(failed("list the tags"))
    }
}

/// The tags of the cards of a source that have any.
pub(super) fn of_source(
    connection: &Connection,
    source: i64,
) -> rusqlite::Result<HashMap<CardId, Vec<String>>> {
    let mut found: HashMap<CardId, Vec<String>> = HashMap::new();
    let mut statement = connection.prepare_cached(include_str!("tags_of_source.sql"))?;
    let mut rows = statement.query([source])?;
    while let Some(row) = rows.next()? {
        found.entry(rows::card_id(row, "card_id")?).or_default().push(row.get("name")?);
    }
    Ok(found)
}

/// Adds tags to a card.
pub(super) fn put(connection: &Connection, card: i64, tags: &[String]) -> rusqlite::Result<()> {
    for tag in tags {
        connection.prepare_cached(include_str!("put_tag.sql"))?.execute([tag])?;
        connection.prepare_cached(include_str!("put_card_tag.sql"))?.execute((card, tag))?;
    }
    Ok(())
}

/// Puts tags on a card and takes tags off, by the learner's own hand: an import minds it. Says
/// whether that changed the card's tags.
pub(super) fn change(
    connection: &Connection,
    card: i64,
    add: &[String],
    remove: &[String],
) -> rusqlite::Result<bool> {
    let mut changed = 0;
    for tag in add {
        connection.prepare_cached(include_str!("put_tag.sql"))?.execute([tag])?;
        changed +=
            connection.prepare_cached(include_str!("put_card_tag.sql"))?.execute((card, tag))?;
    }
    for tag in remove {
        changed +=
            connection.prepare_cached(include_str!("remove_card_tag.sql"))?.execute((card, tag))?;
    }
    if changed > 0 {
        for (tags, is_on) in [(add, true), (remove, false)] {
            for tag in tags {
                connection
                    .prepare_cached(include_str!("put_own_tag.sql"))?
                    .execute((card, tag, is_on))?;
            }
        }
    }
    sweep(connection)?;
    Ok(changed > 0)
}

/// The tags that a card has when its notes give it these: the learner's own hand counts.
pub(super) fn with_own(
    connection: &Connection,
    card: i64,
    notes: &[String],
) -> rusqlite::Result<Vec<String>> {
    let mut tags = notes.to_vec();
    let mut statement =
        connection.prepare_cached("SELECT tag, is_on FROM own_tags WHERE card_id = ?1")?;
    let mut own = statement.query([card])?;
    while let Some(row) = own.next()? {
        let tag: String = row.get("tag")?;
        tags.retain(|other| !other.eq_ignore_ascii_case(&tag));
        if row.get("is_on")? {
            tags.push(tag);
        }
    }
    Ok(tags)
}

/// Takes all tags off a card.
pub(super) fn clear(connection: &Connection, card: i64) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM card_tags WHERE card_id = ?1")?.execute([card])?;
    Ok(())
}

/// Forgets tags that no card has.
pub(super) fn sweep(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute(include_str!("sweep_tags.sql"), [])?;
    Ok(())
}
