//! The database of Mnemosyne: cards with their schedules and their log.
//!
//! The cards of a fact become a note with two fields for each: what Mnemosyne shows of them.

use crate::adapters::anki::read::collection::{Card, Note, Review, SEPARATOR, number, real, text};
use crate::adapters::anki::read::history::Days;
use crate::adapters::anki::read::notetype::Notetype;
use crate::adapters::anki::read::take::Taken;
use crate::adapters::anki::read::taking::{Known, Origin, Taking};
use crate::adapters::clock::Clock;
use crate::adapters::store::{Moment, Store, StoreError};
use crate::values::time::StudyDay;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// Before the identity of a note.
const PREFIX: &str = "mnemosyne:";

/// The deck: Mnemosyne knows only tags.
const DECK: &str = "Mnemosyne";

/// The least id of a notetype, apart from all of Anki's.
const LEAST_ID: i64 = 9_700_000_000_000;

/// Seconds of a day.
const DAY_S: i64 = 86_400;

/// What a card without tags has.
const UNTAGGED: &str = "__UNTAGGED__";

/// A fact with its cards.
#[derive(Debug, Default)]
struct Fact {
    id: String,
    modified_s: i64,
    tags: Vec<String>,
    /// Question and answer of each card.
    sides: Vec<[String; 2]>,
    cards: Vec<Card>,
}

/// A database that was read, before anything is changed.
#[derive(Debug)]
pub struct Mnemosyne {
    path: PathBuf,
    facts: Vec<Fact>,
    reviews: Vec<Review>,
}

impl Mnemosyne {
    pub(super) fn read(path: &Path, connection: &Connection) -> rusqlite::Result<Self> {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let mut facts = BTreeMap::new();
        let mut ids = HashMap::new();
        read_cards(connection, &mut facts, &mut ids)?;
        read_tags(connection, &mut facts)?;
        let reviews = read_log(connection, &ids)?;
        Ok(Self { path, facts: facts.into_values().collect(), reviews })
    }

    /// Takes the cards in, in one transaction that is one step for undo.
    pub fn take(
        &self,
        store: &mut Store,
        clock: &Clock,
        seed: u64,
        deck: Option<&str>,
        dry_run: bool,
    ) -> Result<Taken, StoreError> {
        let moment = Moment { at: clock.now(), day: clock.today() };
        let mut intake = store.begin_intake(moment, seed)?;
        let known = Known::of(&intake)?;
        let title = self.path.file_stem().unwrap_or_default().to_string_lossy();
        let path = self.path.to_string_lossy();
        let source = intake.source("package", &path, &title, deck.unwrap_or(DECK))?;
        let days = Days { first: StudyDay::from_number(0), today: moment.day };
        let decks = HashMap::from([(1, DECK.to_owned())]);
        let origin = Origin { source, deck, decks: &decks, days, decks_speak: false };
        let mut taking = Taking::new(origin, intake, known);
        let mut cards = Vec::new();
        for fact in &self.facts {
            let Some(notetype) = Notetype::from_json(&model(fact.sides.len())) else { continue };
            let start = cards.len();
            cards.extend(fact.cards.iter().cloned());
            taking.taken.notes += 1;
            let note = note(fact, &notetype);
            taking.foreign_note(&note, &notetype, (&cards[start..], start), Vec::new())?;
        }
        for review in &self.reviews {
            taking.line(review, clock)?;
        }
        taking.settle(&cards)?;
        let is_change = taking.is_change();
        taking.intake.commit(is_change && !dry_run)?;
        Ok(taking.taken)
    }
}

fn note(fact: &Fact, notetype: &Notetype) -> Note {
    let fields: Vec<&str> = fact.sides.iter().flatten().map(String::as_str).collect();
    Note {
        id: fact.cards.first().map_or(0, |card| card.id),
        guid: format!("{PREFIX}{}", fact.id),
        notetype: notetype.id,
        modified_s: fact.modified_s,
        tags: fact.tags.clone(),
        fields: fields.join(&SEPARATOR.to_string()),
    }
}

/// The notetype of facts with this many cards, as an entry of `col.models`.
fn model(count: usize) -> Value {
    let name = |side: &str, at: usize| format!("{side} {}", at + 1);
    let fields = (0..count).flat_map(|at| [name("Question", at), name("Answer", at)]);
    let fields = fields.enumerate().map(|(ord, name)| json!({ "name": name, "ord": ord }));
    let templates = (0..count).map(|at| {
        let (question, answer) = (name("Question", at), name("Answer", at));
        json!({
            "name": name("Card", at), "ord": at, "qfmt": format!("{{{{{question}}}}}"),
            "afmt": format!("{{{{FrontSide}}}}<hr id=answer>{{{{{answer}}}}}"),
        })
    });
    json!({
        "id": LEAST_ID + i64::try_from(count).unwrap_or(0), "name": format!("Mnemosyne {count}"),
        "type": 0, "mod": 0, "usn": -1, "sortf": 0, "did": null, "css": "", "latexPre": "",
        "latexPost": "", "tags": [], "vers": [], "req": [],
        "flds": fields.collect::<Vec<_>>(), "tmpls": templates.collect::<Vec<_>>(),
    })
}

/// The cards by their facts' rows, and the place that each has by its id.
fn read_cards(
    connection: &Connection,
    facts: &mut BTreeMap<i64, Fact>,
    ids: &mut HashMap<String, i64>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(include_str!("mnemosyne_cards.sql"))?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let id = number(row, 0)?;
        ids.insert(text(row, 1)?, id);
        let fact = facts.entry(number(row, 2)?).or_default();
        fact.id = text(row, 3)?;
        let (grade, next_s, last_s) = (number(row, 6)?, number(row, 7)?, number(row, 8)?);
        let modified_s = number(row, 11)?.max(last_s);
        fact.modified_s = fact.modified_s.max(number(row, 11)?);
        fact.sides.push([html(&text(row, 4)?), html(&text(row, 5)?)]);
        fact.cards.push(Card {
            id,
            deck: 1,
            ordinal: i64::try_from(fact.cards.len()).unwrap_or(0),
            modified_s,
            kind: kind(grade),
            queue: kind(grade),
            due: if grade < 0 { id } else { next_s.div_euclid(DAY_S) },
            interval: days_between(last_s, next_s),
            factor: ease(real(row, 9)?),
            lapses: number(row, 10)?,
            ..Card::default()
        });
    }
    Ok(())
}

fn read_tags(connection: &Connection, facts: &mut BTreeMap<i64, Fact>) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(include_str!("mnemosyne_tags.sql"))?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let tag = text(row, 1)?.replace(' ', "_");
        if let Some(fact) = facts.get_mut(&number(row, 0)?)
            && tag != UNTAGGED
        {
            fact.tags.push(tag);
        }
    }
    Ok(())
}

/// The answers, oldest first. Those of cards that were deleted there are nobody's.
fn read_log(connection: &Connection, ids: &HashMap<String, i64>) -> rusqlite::Result<Vec<Review>> {
    let mut statement = connection.prepare(include_str!("mnemosyne_log.sql"))?;
    let mut rows = statement.query(())?;
    let mut reviews: Vec<Review> = Vec::new();
    while let Some(row) = rows.next()? {
        let Some(card) = ids.get(&text(row, 0)?) else { continue };
        let (at_s, grade) = (number(row, 1)?, number(row, 2)?);
        // Each has an instant of its own; there, seconds are enough.
        let last = reviews.last().map_or(0, |review| review.id + 1);
        let is_learning = grade < 2 || number(row, 5)? < 1;
        reviews.push(Review {
            id: at_s.saturating_mul(1000).max(last),
            card: *card,
            ease: button(grade),
            interval: if grade < 2 { 0 } else { days_between(at_s, number(row, 4)?) },
            last_interval: days_between(0, number(row, 6)?),
            factor: ease(real(row, 3)?),
            took_ms: number(row, 7)?.saturating_mul(1000),
            kind: i64::from(!is_learning),
        });
    }
    Ok(reviews)
}

/// 0 never seen, 1 being learned, 2 in review.
fn kind(grade: i64) -> i64 {
    match grade {
        ..0 => 0,
        0 | 1 => 1,
        _ => 2,
    }
}

/// The button for a grade from 0 to 5, of which 0 and 1 are failures.
fn button(grade: i64) -> i64 {
    match grade {
        ..=1 => 1,
        2 => 2,
        3 | 4 => 3,
        5.. => 4,
    }
}

/// Days between two instants in seconds; what falls due does so at midnight.
fn days_between(from_s: i64, to_s: i64) -> i64 {
    (to_s.div_euclid(DAY_S) - from_s.div_euclid(DAY_S)).max(0)
}

/// Ease in thousandths.
fn ease(easiness: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "saturates, and is bounded when read")]
    let thousandths = (easiness * 1000.0).round() as i64;
    thousandths
}

/// Text as it is shown: in plain text a line's end is one.
fn html(shown: &str) -> String {
    shown.trim().replace('\n', "<br>")
}
