//! The tags of cards. Those that came from notes follow the notes.

use super::rows;
use crate::values::ids::CardId;
use rusqlite::Connection;
use std::collections::HashMap;

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
