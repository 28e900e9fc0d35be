//! Cards with all that is known about them, in a form that outlives this program and its
//! database: what JSON holds, and another collection can take in again.

pub use self::anki::{ArchivedNote, ArchivedNotetype, KnownToAnki};
pub use self::media::{ArchivedMedia, MAX_MEDIA_BYTES, MediaName};
use super::export::{Snapshot, foreign_review};
use super::foreign::ForeignReview;
use super::scope::InScope;
use super::{Scope, Status, StoreError, failed, rows};
use crate::learning::review::ReviewKind;
use crate::learning::schedule::{EaseFactor, State};
use crate::values::grade::Grade;
use crate::values::ids::CardId;
use crate::values::time::{StudyDay, Timestamp};
use rusqlite::{Row, Statement};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

mod anki;
mod media;

/// What the field `format` of a file says.
pub const FORMAT: &str = "recall";

/// What a source can hold.
const FORMATS: [&str; 3] = ["notes", "package", "table"];

/// The version that is written. Fields may be added to one; what has another meaning is another.
pub const VERSION: u32 = 1;

/// A whole file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`], or a later one.
    pub version: u32,
    /// When it was written.
    #[serde(with = "text")]
    pub exported_at: Timestamp,
    /// The cards, in the order of the notes.
    pub cards: Vec<ArchivedCard>,
    /// The notetypes of those that were made in Anki.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notetypes: Vec<ArchivedNotetype>,
    /// The pictures and sounds that they name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<ArchivedMedia>,
}

/// A card. The fields are called as those of `list --json`, where those have them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedCard {
    /// Its identity.
    #[serde(with = "text")]
    pub id: CardId,
    /// When it was made.
    #[serde(with = "text")]
    pub created_at: Timestamp,
    /// Its deck's full name.
    pub deck: String,
    /// Its tags, sorted.
    pub tags: Vec<String>,
    /// What the learner's own hand did to them.
    #[serde(default)]
    pub own_tags: Vec<OwnTag>,
    /// Where it stands.
    pub status: Status,
    /// The question, as the notes have it.
    pub question: String,
    /// The answer, likewise.
    pub answer: String,
    /// The question in the learner's own words, which is asked instead.
    #[serde(default)]
    pub own_question: Option<String>,
    /// The answer, likewise.
    #[serde(default)]
    pub own_answer: Option<String>,
    /// The breadcrumb, levels joined by ` › `.
    pub context: String,
    /// Why it is marked, which may be empty.
    #[serde(default)]
    pub mark: Option<String>,
    /// The first study day on which it is asked again, where it was buried.
    #[serde(default, with = "text::or_none")]
    pub buried_until: Option<StudyDay>,
    /// How it was made.
    pub origin: Origin,
    /// Where it comes from.
    pub source: ArchivedSource,
    /// What Anki knows it by.
    #[serde(default)]
    pub anki: Option<KnownToAnki>,
    /// Where it stands on its schedule: what a replay of the reviews gives.
    #[serde(default)]
    pub schedule: Option<ArchivedSchedule>,
    /// Every answer that counts, in the order in which they were recorded.
    #[serde(default)]
    pub reviews: Vec<ArchivedReview>,
}

/// A tag that the learner put on a card or took off it, whatever the notes say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnTag {
    /// The tag.
    pub tag: String,
    /// Whether it was put on.
    pub is_on: bool,
}

/// How a card was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The rule.
    pub rule: String,
    /// The kind of its question.
    pub kind: String,
    /// `core` or `extra`.
    pub tier: String,
    /// The wording that was chosen.
    pub variant: u32,
    /// How sure the rule was, in hundredths.
    pub confidence: u32,
}

/// The notes of a card, as far as they are needed to know it again in them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedSource {
    /// The path, `-` for standard input.
    pub path: String,
    /// The title.
    pub title: String,
    /// `notes`, `package` or `table`.
    pub format: String,
    /// The lines that the card cites.
    pub lines: Vec<u32>,
    /// Its place among the cards of the source.
    pub position: i64,
    /// The name of its entry.
    pub entry: String,
    /// The entry's normal name, under which it is looked up.
    pub entry_key: String,
    /// The entry's kind.
    pub entry_kind: String,
    /// A number that the cards of one fact, and no others in this file, have.
    pub fact: i64,
    /// The fact's normal form.
    pub fact_text: String,
}

/// A place on a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Passed scheduled reviews in a row.
    pub repetition: u32,
    /// The ease factor, with two decimals.
    #[serde(with = "decimal")]
    pub ef: EaseFactor,
    /// Days from a review to the next.
    pub interval_days: u32,
    /// The study day of the next.
    #[serde(with = "text")]
    pub due: StudyDay,
}

/// A card's schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedSchedule {
    /// Where the card stands.
    #[serde(flatten)]
    pub place: Place,
    /// The instant of its last scheduled review.
    #[serde(with = "text")]
    pub last_at: Timestamp,
    /// The study day of that.
    #[serde(with = "text")]
    pub last_day: StudyDay,
    /// Scheduled reviews so far.
    pub answers: u32,
    /// Those that failed.
    pub lapses: u32,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedReview {
    /// When it was given.
    #[serde(with = "text")]
    pub at: Timestamp,
    /// The study day then.
    #[serde(with = "text")]
    pub day: StudyDay,
    /// What for.
    pub kind: ReviewKind,
    /// 0 to 5.
    pub grade: u8,
    /// Milliseconds from question to answer.
    pub ms: u32,
    /// Whether a hint was taken.
    pub hinted: bool,
    /// The rules that it went by.
    pub rules: String,
    /// Where the card stood; `None` where it was new.
    #[serde(default)]
    pub before: Option<Place>,
    /// Where it stood then.
    pub after: Place,
    /// Days by which the due day was moved to even out the load.
    #[serde(default)]
    pub due_offset_days: i32,
    /// The items of a list, as they were asked.
    #[serde(default)]
    pub items: Vec<ArchivedItem>,
    /// The line of Anki's log that it was made of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anki: Option<ForeignReview>,
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedItem {
    /// What it says.
    pub item: String,
    /// Whether it was known.
    pub known: bool,
}

impl Archive {
    /// The first card of which something cannot be held by any collection, and what, as a noun.
    pub fn fault(&self) -> Option<(&ArchivedCard, &'static str)> {
        let notetypes: HashSet<i64> = self.notetypes.iter().map(|notetype| notetype.id).collect();
        self.cards.iter().find_map(|card| {
            let note = card.anki.as_ref().and_then(|known| known.note.as_ref());
            let is_known = note.is_none_or(|note| notetypes.contains(&note.notetype));
            let fault = (!is_known).then_some("a note of a notetype that is not there");
            Some((card, card.fault().or(fault)?))
        })
    }
}

impl ArchivedCard {
    /// The question as it is asked.
    pub fn asked(&self) -> &str {
        self.own_question.as_ref().unwrap_or(&self.question)
    }

    /// The answer as it is shown.
    pub fn shown(&self) -> &str {
        self.own_answer.as_ref().unwrap_or(&self.answer)
    }

    /// What of it no collection can hold, as a noun.
    fn fault(&self) -> Option<&'static str> {
        let has_grades = self.reviews.iter().all(|review| Grade::new(review.grade).is_some());
        [
            (["core", "extra"].contains(&self.origin.tier.as_str()), "no tier that is known"),
            (self.origin.confidence <= 100, "no certainty from 0 to 100"),
            (FORMATS.contains(&self.source.format.as_str()), "no kind of source that is known"),
            (!self.question.trim().is_empty(), "no question"),
            (has_grades, "a review with no grade from 0 to 5"),
        ]
        .into_iter()
        .find_map(|(holds, fault)| (!holds).then_some(fault))
    }

    /// Without what is only the learner's own.
    #[must_use]
    pub fn fresh(self) -> Self {
        Self {
            status: Status::New,
            mark: None,
            buried_until: None,
            schedule: None,
            reviews: Vec::new(),
            anki: self.anki.map(|known| KnownToAnki { there: None, ..known }),
            ..self
        }
    }
}

impl Place {
    const fn of(state: State, due: StudyDay) -> Self {
        let State { repetition, ef, interval_days } = state;
        Self { repetition, ef, interval_days, due }
    }

    /// Where the card stands in its scheduler.
    pub const fn state(&self) -> State {
        let &Self { repetition, ef, interval_days, .. } = self;
        State { repetition, ef, interval_days }
    }
}

impl Snapshot<'_> {
    /// Shows every card in scope that was ever put into a deck or refused, in the order of the
    /// notes. Of a scope decks and tags count.
    pub fn each_archived<E: From<StoreError>>(
        &self,
        scope: &Scope,
        mut visit: impl FnMut(ArchivedCard) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = failed("read the cards");
        let prepared = |sql| self.transaction.prepare(sql).map_err(&failed);
        let mut statement = prepared(include_str!("archive_cards.sql"))?;
        let mut log = prepared(counting!("archive_reviews.sql"))?;
        let within = InScope::find(&self.transaction, scope).map_err(&failed)?;
        let mut cards = statement.query(within.params().as_slice()).map_err(&failed)?;
        while let Some(row) = cards.next().map_err(&failed)? {
            let card = card(row).map_err(&failed)?;
            let reviews = reviews(&mut log, card.id).map_err(&failed)?;
            visit(ArchivedCard { reviews, ..card })?;
        }
        Ok(())
    }
}

fn card(row: &Row<'_>) -> rusqlite::Result<ArchivedCard> {
    Ok(ArchivedCard {
        id: rows::card_id(row, "id")?,
        created_at: rows::instant(row, "created_at_ms")?,
        deck: row.get("deck")?,
        tags: json(row, "tags")?,
        own_tags: json(row, "own_tags")?,
        status: rows::status(row, "status")?,
        question: row.get("question")?,
        answer: row.get("answer")?,
        own_question: row.get("question_override")?,
        own_answer: row.get("answer_override")?,
        context: row.get("context")?,
        mark: row.get("mark")?,
        buried_until: row.get::<_, Option<i32>>("buried_until_day")?.map(StudyDay::from_number),
        origin: Origin {
            rule: row.get("rule")?,
            kind: row.get("kind")?,
            tier: row.get("tier")?,
            variant: row.get("variant")?,
            confidence: row.get("confidence_hundredths")?,
        },
        source: source(row)?,
        anki: anki::known(row)?,
        schedule: schedule(row)?,
        reviews: Vec::new(),
    })
}

fn source(row: &Row<'_>) -> rusqlite::Result<ArchivedSource> {
    Ok(ArchivedSource {
        path: row.get("path")?,
        title: row.get("title")?,
        format: row.get("format")?,
        lines: rows::lines(row.get("lines")?)?.numbers().to_vec(),
        position: row.get("ordinal")?,
        entry: row.get("entry")?,
        entry_key: row.get("entry_key")?,
        entry_kind: row.get("entry_kind")?,
        fact: row.get("fact_id")?,
        fact_text: row.get("fact_text")?,
    })
}

fn schedule(row: &Row<'_>) -> rusqlite::Result<Option<ArchivedSchedule>> {
    let Some(schedule) = rows::schedule(row)? else { return Ok(None) };
    Ok(Some(ArchivedSchedule {
        place: Place::of(schedule.state, schedule.due),
        last_at: schedule.last_at,
        last_day: schedule.last_day,
        answers: schedule.answers,
        lapses: schedule.lapses,
    }))
}

fn reviews(log: &mut Statement<'_>, card: CardId) -> rusqlite::Result<Vec<ArchivedReview>> {
    let lines = log.query_map([card.raw()], |row| {
        let line = rows::review(row)?;
        Ok(ArchivedReview {
            at: line.at,
            day: line.day,
            kind: line.kind,
            grade: line.grade.number(),
            ms: line.took_ms,
            hinted: line.hinted,
            rules: row.get("rules")?,
            before: line.before.map(|(state, due)| Place::of(state, due)),
            after: Place::of(line.after, line.due_after),
            due_offset_days: line.due_offset,
            items: json(row, "items")?,
            anki: foreign_review(row)?,
        })
    })?;
    lines.collect()
}

/// A column of JSON that a statement put together.
fn json<T: DeserializeOwned>(row: &Row<'_>, column: &'static str) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|_| rows::meaningless(column, text))
}

/// Values as they are written for people.
mod text {
    use serde::{Deserialize as _, Deserializer, Serializer, de};
    use std::fmt::Display;
    use std::str::FromStr;

    pub(super) fn serialize<S: Serializer>(value: &impl Display, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(value)
    }

    pub(super) fn deserialize<'de, T, D>(from: D) -> Result<T, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }

    /// The same, where there may be none.
    pub(super) mod or_none {
        use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer, de};
        use std::fmt::Display;
        use std::str::FromStr;

        #[expect(clippy::ref_option, reason = "serde gives the field as it is")]
        pub(in super::super) fn serialize<S: Serializer>(
            value: &Option<impl Display>,
            to: S,
        ) -> Result<S::Ok, S::Error> {
            value.as_ref().map(ToString::to_string).serialize(to)
        }

        pub(in super::super) fn deserialize<'de, T, D>(from: D) -> Result<Option<T>, D::Error>
        where
            T: FromStr<Err: Display>,
            D: Deserializer<'de>,
        {
            let text = Option::<String>::deserialize(from)?;
            text.map(|text| text.parse().map_err(de::Error::custom)).transpose()
        }
    }
}

/// Ease factors as numbers with two decimals.
mod decimal {
    use super::EaseFactor;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer, de};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives the field as it is")]
    pub(super) fn serialize<S: Serializer>(ef: &EaseFactor, to: S) -> Result<S::Ok, S::Error> {
        (f64::from(ef.hundredths()) / 100.0).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<EaseFactor, D::Error> {
        let number = f64::deserialize(from)?;
        let hundredths = format!("{:.0}", number * 100.0).parse();
        hundredths.map(EaseFactor::from_hundredths).map_err(|_| {
            de::Error::custom(format_args!("`{number}` is no ease factor; one looks like 2.36"))
        })
    }
}
