//! A collection of any size, written straight into the tables: what a learner has after years.

use crate::{Dice, name, said};
use recall::adapters::store::Store;
use recall::values::ids::CardId;
use recall::values::time::Timestamp;
use rusqlite::{Connection, Statement, Transaction};
use std::error::Error;
use std::path::Path;

/// Cards of a source, as in the notes that this bench writes.
const CARDS_OF_SOURCE: usize = 20;
/// Sources of a deck.
const SOURCES_OF_DECK: usize = 100;
/// Of a hundred cards so many were never answered.
const NEW_OF_HUNDRED: usize = 10;
/// Intervals of a card that is answered well each time.
const INTERVALS: [i64; 7] = [1, 6, 15, 38, 95, 238, 595];

/// What a collection is to be.
pub(crate) struct Plan {
    /// How many cards it has.
    pub(crate) cards: usize,
    /// Of a thousand cards on a schedule so many are due.
    pub(crate) due_permille: usize,
    /// Today, as a study day.
    pub(crate) today: i64,
}

/// Makes a collection in a new file.
pub(crate) fn make(plan: &Plan, path: &Path) -> Result<(), Box<dyn Error>> {
    drop(Store::open(path, Timestamp::from_ms(0))?);
    let mut connection = Connection::open(path)?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "cache_size", -500_000)?;
    let transaction = connection.transaction()?;
    sources(&transaction, plan.cards.div_ceil(CARDS_OF_SOURCE))?;
    cards(&transaction, plan)?;
    transaction.commit()?;
    Ok(connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?)
}

/// A number as the tables take it.
fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The least that "what is due" takes: the file opened, the due cards counted along an index, and
/// the one that is asked first read.
pub(crate) fn due(path: &Path, today: i64) -> Result<(), Box<dyn Error>> {
    let connection = Connection::open(path)?;
    let count = "SELECT count(*) FROM schedules WHERE queued = 1 AND due_day <= ?1";
    let due: i64 = connection.query_row(count, [today], |row| row.get(0))?;
    let first = "SELECT question FROM cards WHERE id = (
                     SELECT card_id FROM schedules WHERE queued = 1 AND due_day <= ?1 LIMIT 1)";
    let question: String = connection.query_row(first, [today], |row| row.get(0))?;
    assert!(due > 0 && !question.is_empty(), "there is something due");
    Ok(())
}

fn sources(transaction: &Transaction<'_>, sources: usize) -> rusqlite::Result<()> {
    let mut deck = transaction.prepare("INSERT INTO decks VALUES (?1, ?2)")?;
    for number in 0..sources.div_ceil(SOURCES_OF_DECK) {
        deck.execute((whole(number), format!("Conferences::{}", name(number + 9000))))?;
    }
    let mut source = transaction.prepare(
        "INSERT INTO sources (id, kind, path, title, deck_id, size_bytes, modified_ns,
             content_hash, generator, imported_at_ms)
         VALUES (?1, 'file', ?2, ?3, ?4, 5000, 0, zeroblob(32), 1, 0)",
    )?;
    let mut entry = transaction.prepare(
        "INSERT INTO entries (id, source_id, key, name, kind, first_line)
         VALUES (?1, ?1, ?2, ?2, 'tool', 1)",
    )?;
    for number in 0..sources {
        let title = format!("Conference {number}");
        let path = format!("/notes/day-{}/talk-{number}.md", number / 100);
        source.execute((whole(number), path, &title, whole(number / SOURCES_OF_DECK)))?;
        entry.execute((whole(number), title))?;
    }
    Ok(())
}

/// The statements that write a card with its history.
struct Writer<'a> {
    fact: Statement<'a>,
    card: Statement<'a>,
    operation: Statement<'a>,
    review: Statement<'a>,
    schedule: Statement<'a>,
}

impl<'a> Writer<'a> {
    fn new(transaction: &'a Transaction<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            fact: transaction.prepare("INSERT INTO facts VALUES (?1, ?2, ?3, ?4)")?,
            card: transaction.prepare(
                "INSERT INTO cards (id, source_id, fact_id, deck_id, ordinal, status, tier, rule,
                     kind, variant, confidence_hundredths, question, answer, context, lines,
                     question_key, created_at_ms, text_changed_at_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'core', 'R25', ?7, 0, 90, ?8, ?9,
                     'Conference › Tools', ?10, ?11, 0, 0)",
            )?,
            operation: transaction.prepare(
                "INSERT INTO operations (id, at_ms, study_day, kind, detail)
                 VALUES (?1, ?2, ?3, 'review', '{}')",
            )?,
            review: transaction.prepare(
                "INSERT INTO reviews (operation_id, card_id, at_ms, study_day, kind, grade,
                     took_ms, scheduler, rules, repetition_before, ef_hundredths_before,
                     interval_days_before, due_day_before, repetition_after,
                     ef_hundredths_after, interval_days_after, due_day_after)
                 VALUES (?1, ?2, ?3, ?4, 'scheduled', ?5, ?6, 'sm2', 'canonical', ?7, ?8, ?9, ?4,
                     ?10, ?8, ?11, ?12)",
            )?,
            schedule: transaction.prepare(
                "INSERT INTO schedules (card_id, scheduler, repetition, ef_hundredths,
                     interval_days, due_day, last_day, last_at_ms, answers, lapses, queued)
                 VALUES (?1, 'sm2', ?2, ?3, ?4, ?5, ?6, ?7, ?2, 0, 1)",
            )?,
        })
    }
}

fn cards(transaction: &Transaction<'_>, plan: &Plan) -> rusqlite::Result<()> {
    let mut writer = Writer::new(transaction)?;
    let mut dice = Dice(7);
    for number in 0..plan.cards {
        let (source, fact) = (number / CARDS_OF_SOURCE, number / 2);
        let id = CardId::born(1_700_000_000_000, u32::try_from(number).unwrap_or(u32::MAX)).raw();
        let answer = format!("A {} {}", name(fact + 9000), said(&mut dice));
        let question = format!("What is {}?", name(fact + 90_000));
        let is_forward = number % 2 == 0;
        let (source_row, fact_row) = (whole(source), whole(fact));
        let place = whole(number % CARDS_OF_SOURCE);
        if is_forward {
            writer.fact.execute((fact_row, source_row, &answer, place + 1))?;
        }
        let kind = if is_forward { "def_fwd" } else { "def_rev" };
        let sides = if is_forward { [&question, &answer] } else { [&answer, &question] };
        let is_new = dice.below(100) < NEW_OF_HUNDRED;
        let status = if is_new { "new" } else { "review" };
        let (deck, key) = (whole(source / SOURCES_OF_DECK), whole(dice.below(1 << 30)));
        writer.card.execute(rusqlite::params![
            id,
            source_row,
            fact_row,
            deck,
            place,
            status,
            kind,
            sides[0],
            sides[1],
            place + 1,
            key
        ])?;
        if !is_new {
            history(&mut writer, &mut dice, plan, (number, id))?;
        }
    }
    Ok(())
}

/// The last answer of a card, and the schedule after it.
fn history(
    writer: &mut Writer<'_>,
    dice: &mut Dice,
    plan: &Plan,
    (number, card): (usize, i64),
) -> rusqlite::Result<()> {
    let step = 1 + dice.below(INTERVALS.len() - 1);
    let ease = 130 + whole(dice.below(140));
    let interval = INTERVALS[step] + whole(dice.below(step * step * 4 + 1));
    // Fewer than the interval, so that nothing was answered today: nobody answers thousands a day.
    let waits = whole(dice.below(usize::try_from(interval - 1).unwrap_or(1)));
    let is_due = dice.below(1000) < plan.due_permille;
    let due = if is_due { plan.today - waits } else { plan.today + 1 + waits };
    let last = due - interval;
    let at = last * 86_400_000 + whole(number);
    let operation = whole(number) + 1;
    let took = whole(2_000 + dice.below(14_000));
    let grade = [2, 3, 4, 4, 4, 4, 5][dice.below(7)];
    let (repetition, before) = (whole(step), INTERVALS[step - 1]);
    writer.operation.execute((operation, at, last))?;
    writer.review.execute(rusqlite::params![
        operation,
        card,
        at,
        last,
        grade,
        took,
        repetition,
        ease,
        before,
        repetition + 1,
        interval,
        due
    ])?;
    writer.schedule.execute((card, repetition + 1, ease, interval, due, last, at))?;
    Ok(())
}
