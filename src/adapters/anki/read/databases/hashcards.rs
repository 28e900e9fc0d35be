//! The database of hashcards: the history of cards whose Markdown recall reads as it is.
//!
//! It knows cards by a hash of what they say and holds none of their words. So the notes are
//! imported first, and each card of theirs is looked for under the hash that it has there.

use crate::adapters::anki::read::collection::{self, Card, number, text};
use crate::adapters::anki::read::history::{Course, Days};
use crate::adapters::clock::Clock;
use crate::adapters::store::foreign::Intake;
use crate::adapters::store::foreign::histories::NoteCard;
use crate::adapters::store::{Moment, Status, Store, StoreError};
use crate::values::ids::CardId;
use crate::values::time::{StudyDay, Timestamp};
use rusqlite::Connection;
use std::collections::{HashMap, HashSet};

/// What the log calls these lines' rules.
const RULES: &str = "hashcards";

/// What stands for the gap in a question.
const GAP: &str = "[...]";

/// What came of it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct TakenHistory {
    /// Cards with a history that are cards of notes here.
    pub cards: u32,
    /// Cards with a history that no note here has.
    pub unknown: u32,
    /// Lines added to the log.
    pub reviews: u64,
}

/// A review, in the day and hour of where it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Answer {
    at: String,
    grade: String,
    interval: i64,
}

/// What hashcards knows of a card that was answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Past {
    due: Option<StudyDay>,
    interval: i64,
    answers: Vec<Answer>,
}

/// A database that was read, before anything is changed.
#[derive(Debug)]
pub struct History {
    /// By hash in hexadecimal.
    cards: HashMap<String, Past>,
}

impl History {
    pub(super) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        Ok(Self { cards: read(connection)? })
    }

    /// Takes the history in, in one transaction that is one step for undo.
    pub fn take(
        mut self,
        store: &mut Store,
        clock: &Clock,
        seed: u64,
        dry_run: bool,
    ) -> Result<TakenHistory, StoreError> {
        let moment = Moment { at: clock.now(), day: clock.today() };
        let mut intake = store.begin_intake(moment, seed)?;
        let known = intake.known_elsewhere(RULES)?;
        let mut taken = TakenHistory::default();
        for card in intake.cards_of_notes()? {
            let here = hashes(&card).into_iter().find_map(|hash| self.cards.remove(&hash));
            if let Some(past) = here {
                taken.cards += 1;
                taken.reviews += one(&mut intake, clock, &card, &past, &known)?;
            }
        }
        taken.unknown = u32::try_from(self.cards.len()).unwrap_or(u32::MAX);
        intake.commit(taken.reviews > 0 && !dry_run)?;
        Ok(taken)
    }
}

fn read(connection: &Connection) -> rusqlite::Result<HashMap<String, Past>> {
    let mut cards: HashMap<String, Past> = HashMap::new();
    let sql = "SELECT card_hash, due_date, interval_days FROM cards WHERE due_date IS NOT NULL";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let due = text(row, 1)?.parse().ok();
        let past = Past { due, interval: number(row, 2)?, answers: Vec::new() };
        cards.insert(text(row, 0)?.to_ascii_lowercase(), past);
    }
    let sql = "SELECT card_hash, reviewed_at, grade, interval_days FROM reviews
        ORDER BY reviewed_at, review_id";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let answer = Answer { at: text(row, 1)?, grade: text(row, 2)?, interval: number(row, 3)? };
        cards.entry(text(row, 0)?.to_ascii_lowercase()).or_default().answers.push(answer);
    }
    Ok(cards)
}

/// The hashes that a card can have there: a text with gaps has one for each sign of a gap in it,
/// of which all but one are its own words.
fn hashes(card: &NoteCard) -> Vec<String> {
    let hash = |parts: &[&[u8]]| blake3::hash(&parts.concat()).to_hex().to_string();
    let (question, answer) = (card.question.trim(), card.answer.trim());
    let mut found = vec![hash(&[b"Basic", question.as_bytes(), answer.as_bytes()])];
    for (at, _) in question.match_indices(GAP) {
        let (before, after) = (unescaped(&question[..at]), unescaped(&question[at + GAP.len()..]));
        let hidden = unescaped(answer);
        let text = format!("{before}{hidden}{after}");
        let Some(last) = (before.len() + hidden.len()).checked_sub(1) else { continue };
        let [first, last] = [before.len(), last].map(|place| (place as u64).to_le_bytes());
        found.push(hash(&[b"Cloze", text.as_bytes(), &first, &last]));
    }
    found
}

/// The text as it is once brackets that are no gap have become mere brackets.
fn unescaped(text: &str) -> String {
    text.replace("\\[", "[").replace("\\]", "]")
}

/// Adds what is not here yet of a card's history; gives how many lines that were.
fn one(
    intake: &mut Intake<'_>,
    clock: &Clock,
    card: &NoteCard,
    past: &Past,
    known: &HashSet<(CardId, String)>,
) -> Result<u64, StoreError> {
    let there = standing(past);
    let mut course = Course::new(card.schedule, &there);
    let mut reviews = 0;
    for answer in &past.answers {
        let Some(at) = instant(&answer.at, clock) else { continue };
        if known.contains(&(card.id, answer.at.clone())) {
            continue;
        }
        let row = collection::Review {
            id: at.ms(),
            card: 0,
            ease: ease(&answer.grade),
            interval: answer.interval,
            last_interval: 0,
            factor: 0,
            took_ms: 0,
            kind: 1,
        };
        let line = course.take(&row, clock.day_of(at));
        let (_, at) = intake.review_elsewhere(card.id, &line, RULES, Some(&answer.at))?;
        course.logged_at(&line, at);
        reviews += 1;
    }
    if reviews == 0 || !course.was_moved() {
        return Ok(reviews);
    }
    let days = Days { first: StudyDay::from_number(0), today: clock.today() };
    if past.due.is_some()
        && let Some(line) = course.settle(&there, days)
    {
        let (_, at) = intake.review_elsewhere(card.id, &line, RULES, None)?;
        course.logged_at(&line, at);
    }
    if let Some(schedule) = course.schedule() {
        intake.schedule(card.id, &schedule)?;
        if card.status == Status::New {
            intake.status(card.id, Status::Review)?;
        }
    }
    Ok(reviews)
}

/// The card as Anki would have it. Of ease hashcards knows nothing.
fn standing(past: &Past) -> Card {
    Card {
        kind: 2,
        queue: 2,
        due: past.due.map_or(0, |day| day.number().into()),
        interval: past.interval,
        ..Card::default()
    }
}

/// The button, 1 to 4.
fn ease(grade: &str) -> i64 {
    match grade {
        "forgot" => 1,
        "hard" => 2,
        "easy" => 4,
        _ => 3,
    }
}

/// The instant at which a clock on the learner's wall showed this.
fn instant(local: &str, clock: &Clock) -> Option<Timestamp> {
    let as_utc: Timestamp = format!("{}Z", local.trim_end_matches('Z')).parse().ok()?;
    let (_, minutes_west) = clock.start_of(clock.day_of(as_utc));
    Some(Timestamp::from_ms(as_utc.ms() + i64::from(minutes_west) * 60_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(question: &str, answer: &str) -> NoteCard {
        NoteCard {
            id: CardId::from_raw(1),
            status: Status::New,
            question: question.to_owned(),
            answer: answer.to_owned(),
            schedule: None,
        }
    }

    /// Worked out by hashcards' own rule from the parts, written out here.
    fn hash(parts: &[&[u8]]) -> String {
        blake3::hash(&parts.concat()).to_hex().to_string()
    }

    #[test]
    fn a_card_has_the_hash_of_what_it_says() {
        let found = hashes(&card("What is a rake?", "A comb"));
        assert_eq!(found, [hash(&[b"BasicWhat is a rake?A comb"])]);
    }

    #[test]
    fn a_gap_has_the_hash_of_the_text_and_its_place() {
        let found = hashes(&card("A [...] is \\[not\\] sharp", "spade é"));
        let (first, last) = (2_u64.to_le_bytes(), 9_u64.to_le_bytes());
        let text: &[u8] = "ClozeA spade é is [not] sharp".as_bytes();
        assert_eq!(found[1], hash(&[text, &first, &last]));
        assert_eq!(hashes(&card("[...]", "")).len(), 1);
    }

    #[test]
    fn a_time_on_the_wall_is_an_instant() {
        let clock = Clock::new(None, crate::values::time::Rollover::default());
        assert!(instant("2026-01-02T03:04:05.678", &clock).is_some());
        assert_eq!(instant("yesterday", &clock), None);
    }
}
