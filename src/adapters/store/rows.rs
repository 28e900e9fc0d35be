//! Rows of the tables as values, by column name.

use super::Status;
use crate::cards::identity::Stored;
use crate::learning::review::{Review, ReviewKind, Scheduled};
use crate::learning::schedule::{EaseFactor, State};
use crate::values::grade::Grade;
use crate::values::ids::CardId;
use crate::values::lines::Lines;
use crate::values::time::{StudyDay, Timestamp};
use rusqlite::types::Type;
use rusqlite::{Error, Row, RowIndex, Statement};

/// A column whose text or number has no meaning here.
#[derive(Debug, thiserror::Error)]
#[error("`{value}` in the column `{column}` has no meaning")]
struct Meaningless {
    column: &'static str,
    value: String,
}

/// A value that the schema allows in a column, but that this version does not know.
pub(super) fn meaningless(column: &'static str, value: impl Into<String>) -> Error {
    let error = Meaningless { column, value: value.into() };
    Error::FromSqlConversionFailure(0, Type::Text, Box::new(error))
}

/// The places of columns: to look for each by its name in every row takes as long as to find the
/// row. For statements that give many.
pub(super) fn places<const N: usize>(
    statement: &Statement<'_>,
    columns: [&str; N],
) -> rusqlite::Result<[usize; N]> {
    let mut places = [0; N];
    for (place, column) in places.iter_mut().zip(columns) {
        *place = statement.column_index(column)?;
    }
    Ok(places)
}

pub(super) fn card_id(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<CardId> {
    row.get(column).map(CardId::from_raw)
}

pub(super) fn day(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<StudyDay> {
    row.get(column).map(StudyDay::from_number)
}

pub(super) fn instant(row: &Row<'_>, column: &str) -> rusqlite::Result<Timestamp> {
    row.get(column).map(Timestamp::from_ms)
}

/// The lines that a card cites.
pub(super) fn lines(written: String) -> rusqlite::Result<Lines> {
    written.parse().map_err(|_| meaningless("lines", written))
}

pub(super) fn grade(row: &Row<'_>) -> rusqlite::Result<Grade> {
    let number: u8 = row.get("grade")?;
    Grade::new(number).ok_or_else(|| meaningless("grade", number.to_string()))
}

pub(super) fn status(row: &Row<'_>, column: &'static str) -> rusqlite::Result<Status> {
    let word: String = row.get(column)?;
    Status::parse(&word).ok_or_else(|| meaningless(column, word))
}

pub(super) fn review_kind(row: &Row<'_>) -> rusqlite::Result<ReviewKind> {
    let word: String = row.get("kind")?;
    ReviewKind::parse(&word).ok_or_else(|| meaningless("kind", word))
}

/// A row of `schedules`; `None` where an outer join found none.
pub(super) fn schedule(row: &Row<'_>) -> rusqlite::Result<Option<Scheduled>> {
    if row.get::<_, Option<i64>>("due_day")?.is_none() {
        return Ok(None);
    }
    Ok(Some(Scheduled {
        state: State {
            repetition: row.get("repetition")?,
            ef: EaseFactor::from_hundredths(row.get("ef_hundredths")?),
            interval_days: row.get("interval_days")?,
        },
        due: day(row, "due_day")?,
        last_day: day(row, "last_day")?,
        last_at: instant(row, "last_at_ms")?,
        answers: row.get("answers")?,
        lapses: row.get("lapses")?,
    }))
}

/// A row of `reviews`.
pub(super) fn review(row: &Row<'_>) -> rusqlite::Result<Review> {
    let before = match row.get::<_, Option<u32>>("repetition_before")? {
        None => None,
        Some(repetition) => Some((
            State {
                repetition,
                ef: EaseFactor::from_hundredths(row.get("ef_hundredths_before")?),
                interval_days: row.get("interval_days_before")?,
            },
            day(row, "due_day_before")?,
        )),
    };
    Ok(Review {
        at: instant(row, "at_ms")?,
        day: day(row, "study_day")?,
        kind: review_kind(row)?,
        grade: grade(row)?,
        took_ms: row.get("took_ms")?,
        hinted: row.get("hinted")?,
        before,
        after: State {
            repetition: row.get("repetition_after")?,
            ef: EaseFactor::from_hundredths(row.get("ef_hundredths_after")?),
            interval_days: row.get("interval_days_after")?,
        },
        due_after: day(row, "due_day_after")?,
        due_offset: row.get("due_offset_days")?,
    })
}

/// A card as an import compares it.
pub(super) fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        id: card_id(row, "id")?,
        rule: row.get("rule")?,
        kind: row.get("kind")?,
        entity: row.get("entity")?,
        fact: row.get("fact")?,
        question: row.get("question")?,
        answer: row.get("answer")?,
        line: row.get("first_line")?,
        retired: row.get("retired")?,
        reviewed: row.get("reviewed")?,
    })
}
