//! What commands that name or show a card share: finding it, and its JSON form.

use crate::adapters::store::{CardRecord, Status, Store};
use crate::cli::failure::Failure;
use crate::learning::review::Review;
use crate::learning::schedule::{EaseFactor, State};
use crate::render::markdown::one_line;
use crate::values::ids::{CardId, IdPrefix};
use serde::Serialize;

/// How many candidates are named when an id could be several cards.
const CANDIDATES: usize = 5;

/// The one card whose id starts so.
pub(super) fn find(store: Option<&Store>, text: &str) -> Result<CardRecord, Failure> {
    let (Some(store), Ok(prefix)) = (store, text.parse::<IdPrefix>()) else {
        return Err(Failure::no_card(text));
    };
    let found = store.find(prefix)?;
    match found[..] {
        [] => Err(Failure::no_card(text)),
        [card] => store.card(card)?.ok_or_else(|| Failure::no_card(text)),
        _ => Err(ambiguous(store, text, &found)?),
    }
}

fn ambiguous(store: &Store, text: &str, found: &[CardId]) -> Result<Failure, Failure> {
    let mut candidates = Vec::new();
    for id in found.iter().take(CANDIDATES) {
        let card = store.card(*id)?;
        candidates.push((*id, card.map_or_else(String::new, |card| one_line(&card.question))));
    }
    Ok(Failure::ambiguous_card(text, &candidates, found.len() - candidates.len()))
}

/// A card as scripts see it.
#[derive(Debug, Serialize)]
pub(super) struct CardJson {
    id: String,
    deck: String,
    tags: Vec<String>,
    kind: String,
    rule: String,
    tier: String,
    question: String,
    answer: String,
    context: String,
    source: String,
    source_lines: Vec<u32>,
    status: &'static str,
    repetition: u32,
    ef: f64,
    interval_days: u32,
    due: Option<String>,
    lapses: u32,
    leech: bool,
    reviews: Vec<ReviewJson>,
}

#[derive(Debug, Serialize)]
struct ReviewJson {
    at: String,
    day: String,
    grade: u8,
    kind: &'static str,
    ms: u32,
    interval_days: u32,
    ef: f64,
}

impl CardJson {
    pub(super) fn of(card: CardRecord, reviews: &[Review]) -> Self {
        let schedule = card.schedule;
        let state = schedule.map_or(State::NEW, |schedule| schedule.state);
        Self {
            id: card.id.to_string(),
            deck: card.deck,
            tags: card.tags,
            kind: card.kind,
            rule: card.rule,
            tier: card.tier,
            question: card.question,
            answer: card.answer,
            context: card.context,
            source: card.source,
            source_lines: card.lines.numbers().to_vec(),
            status: card.status.as_str(),
            repetition: state.repetition,
            ef: decimal(state.ef),
            interval_days: state.interval_days,
            due: schedule.map(|schedule| schedule.due.to_string()),
            lapses: schedule.map_or(0, |schedule| schedule.lapses),
            leech: schedule.is_some_and(|schedule| schedule.is_leech()),
            reviews: reviews.iter().map(ReviewJson::of).collect(),
        }
    }
}

impl ReviewJson {
    fn of(review: &Review) -> Self {
        Self {
            at: review.at.to_string(),
            day: review.day.to_string(),
            grade: review.grade.number(),
            kind: review.kind.as_str(),
            ms: review.took_ms,
            interval_days: review.after.interval_days,
            ef: decimal(review.after.ef),
        }
    }
}

/// An ease factor as JSON writes it: 2.36.
pub(super) fn decimal(ef: EaseFactor) -> f64 {
    f64::from(ef.hundredths()) / 100.0
}

/// Why a card of this status is in no queue, or `None` where it can be.
pub(super) const fn why_not_asked(status: Status) -> Option<&'static str> {
    match status {
        Status::New | Status::Review => None,
        Status::Pending => Some("the card is only offered, not in a deck"),
        Status::Suspended => Some("the card is suspended"),
        Status::Retired => Some("the card is retired: its line left the notes"),
        Status::Dropped => Some("the card was dropped"),
    }
}
