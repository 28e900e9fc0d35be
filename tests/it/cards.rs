//! A database with cards in it, for tests of what comes after an import.

use crate::support::{NOW, Recall};
use recall::adapters::store::Store;
use rusqlite::params;

/// A card to put into the database.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Card {
    pub(crate) question: &'static str,
    pub(crate) answer: &'static str,
    pub(crate) context: &'static str,
    pub(crate) deck: &'static str,
}

const fn card(question: &'static str, answer: &'static str, context: &'static str) -> Card {
    Card { question, answer, context, deck: "Garden::Herbs" }
}

/// Six cards of one deck, each of its own fact.
pub(crate) const SIX: [Card; 6] = [
    card("Which herb keeps its scent when **dried**?", "Oregano", "Herbs › Dry › Oregano"),
    card("What does *mint* need to be kept in?", "A pot, or it takes the bed", "Herbs › Mint"),
    card("When is sage cut?", "- after flowering\n- never below the leaves", "Herbs › Sage"),
    card("Which command lists the beds?", "`garden ls --beds`", "Herbs › Tools › garden"),
    card("What is 紫蘇 in English?", "Perilla, also called *shiso* 🌿", "Herbs › 紫蘇"),
    card("How deep is dill sown?", "One centimetre", "Herbs › Dill"),
];

/// Fills the database with these cards, all new, in this order.
pub(crate) fn fill(recall: &Recall, cards: &[Card]) {
    drop(Store::open(&recall.database(), NOW.parse().unwrap()).unwrap());
    let mut database = recall.sqlite();
    let transaction = database.transaction().unwrap();
    for (index, card) in cards.iter().enumerate() {
        put(&transaction, i64::try_from(index).unwrap() + 1, card);
    }
    transaction.commit().unwrap();
}

fn put(database: &rusqlite::Connection, number: i64, card: &Card) {
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
        database.execute(sql, values).unwrap();
    };
    run("INSERT OR IGNORE INTO decks (name) VALUES (?1)", params![card.deck]);
    run(
        "INSERT INTO sources (id, kind, path, title, deck_id, size_bytes, modified_ns,
             content_hash, generator, imported_at_ms)
         SELECT ?1, 'file', ?2, 'Herbs', id, 0, 0, x'', 1, 0 FROM decks WHERE name = ?3
         ON CONFLICT DO NOTHING",
        params![1, "/notes/herbs.md", card.deck],
    );
    run(
        "INSERT INTO entries (id, source_id, key, name, kind, first_line)
         VALUES (?1, 1, ?1, 'name', 'concept', ?1)",
        params![number],
    );
    run(
        "INSERT INTO facts (id, entry_id, text, first_line) VALUES (?1, ?1, ?2, ?1)",
        params![number, card.answer],
    );
    run(
        "INSERT INTO cards (id, source_id, fact_id, deck_id, ordinal, status, tier, rule, kind,
             variant, confidence_hundredths, question, answer, context, lines, question_key,
             created_at_ms, text_changed_at_ms)
         SELECT ?1, 1, ?1, id, ?1, 'new', 'core', 'R01', 'def_fwd', 0, 100, ?2, ?3, ?4, ?5, ?1,
             0, 0
         FROM decks WHERE name = ?6",
        params![number, card.question, card.answer, card.context, number.to_string(), card.deck],
    );
}

/// The log as `card:kind:grade`, in order, without what was taken back.
pub(crate) fn log(recall: &Recall) -> Vec<String> {
    let database = recall.sqlite();
    let mut query = database
        .prepare(
            "SELECT card_id, reviews.kind AS kind, grade FROM reviews
             JOIN operations ON operations.id = operation_id
             WHERE NOT EXISTS (SELECT 1 FROM operations AS later
                 WHERE later.undoes = operations.id)
             ORDER BY operation_id",
        )
        .unwrap();
    let rows = query.query_map([], |row| {
        let (card, grade): (i64, i64) = (row.get("card_id")?, row.get("grade")?);
        let kind: String = row.get("kind")?;
        Ok(format!("{card}:{kind}:{grade}"))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

/// The schedules as `card:interval:ease factor`, by card.
pub(crate) fn schedules(recall: &Recall) -> Vec<String> {
    let database = recall.sqlite();
    let mut query = database
        .prepare("SELECT card_id, interval_days, ef_hundredths FROM schedules ORDER BY card_id")
        .unwrap();
    let rows = query.query_map([], |row| {
        let (card, interval): (i64, i64) = (row.get("card_id")?, row.get("interval_days")?);
        let ease: i64 = row.get("ef_hundredths")?;
        Ok(format!("{card}:{interval}:{ease}"))
    });
    rows.unwrap().map(Result::unwrap).collect()
}
