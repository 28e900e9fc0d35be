//! What commands that name or show a card share: finding it, and its JSON form.

use crate::adapters::store::{CardRecord, Status, Store};
use crate::cli::failure::Failure;
use crate::learning::recital;
use crate::learning::review::Review;
use crate::learning::schedule::{EaseFactor, State};
use crate::notes::bytes::{MAX_BYTES, decode};
use crate::render::markdown::one_line;
use crate::render::sanitize::visible;
use crate::values::ids::{CardId, IdPrefix};
use crate::values::time::StudyDay;
use serde::Serialize;
use std::borrow::Cow;
use std::io::Read as _;
use std::path::Path;

/// How many candidates are named when an id could be several cards.
const CANDIDATES: usize = 5;

/// What is said of the notes of a card that is asked in the learner's own words since.
pub(super) const OUTDATED: &str = "changed since you gave it your own words";

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
    buried_until: Option<String>,
    mark: Option<String>,
    /// What it said before its line came to say another thing, until it is answered.
    changed_from: Option<WordsJson>,
    /// The notes changed under the learner's own words.
    own_outdated: bool,
    repetition: u32,
    ef: f64,
    interval_days: u32,
    due: Option<String>,
    lapses: u32,
    leech: bool,
    reviews: Vec<ReviewJson>,
}

#[derive(Debug, Serialize)]
struct WordsJson {
    question: String,
    answer: String,
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
    pub(super) fn of(card: CardRecord, reviews: &[Review], today: StudyDay) -> Self {
        let status = if card.is_buried(today) { "buried" } else { card.status.as_str() };
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
            status,
            buried_until: card.buried_until.map(|day| day.to_string()),
            mark: card.mark,
            changed_from: card
                .changed_from
                .map(|(question, answer)| WordsJson { question, answer }),
            own_outdated: card.own_outdated,
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

/// The answer as Markdown to show.
pub(super) fn answer(card: &CardRecord) -> Cow<'_, str> {
    answer_shown(&card.rule, &card.kind, &card.answer)
}

/// The answer of a card of this rule and kind as Markdown to show. The author's own stands as it is;
/// of a generated one the lines, where there are several, are items of a list, and a command is
/// code.
pub(super) fn answer_shown<'a>(rule: &str, kind: &str, text: &'a str) -> Cow<'a, str> {
    let is_generated = rule.starts_with('R') && rule != "R01";
    if !is_generated || text.contains("```") {
        text.into()
    } else if kind == "command" && !text.contains('`') {
        format!("```\n{text}\n```").into()
    } else if text.contains('\n') && !text.lines().any(recital::is_item) {
        format!("- {}", text.replace('\n', "\n- ")).into()
    } else {
        text.into()
    }
}

/// Where a card comes from, as `file:line`, the file as seen from this folder.
pub(super) fn place(card: &CardRecord, folder: &Path) -> String {
    let source = match Path::new(&card.source).strip_prefix(folder) {
        _ if card.source == "-" => "standard input".into(),
        Ok(inside) => inside.to_string_lossy(),
        Err(_) => card.source.as_str().into(),
    };
    visible(&format!("{source}:{}", card.lines))
}

/// The lines that a card cites, with their numbers, as they stand in the notes now; `None` where
/// those are gone or no text, or came from standard input.
pub(super) fn cited(card: &CardRecord) -> Option<Vec<(u32, String)>> {
    let text = text_of(card)?;
    let notes: Vec<&str> = text.lines().collect();
    let line = |number: &u32| {
        let index = usize::try_from(*number).unwrap_or(usize::MAX).wrapping_sub(1);
        let note = notes.get(index)?;
        Some((*number, visible(&note.replace('\t', "    "))))
    };
    Some(card.lines.numbers().iter().filter_map(line).collect())
}

/// The notes of a card as they are now; `None` where those are gone or no text, or came from
/// standard input.
pub(super) fn text_of(card: &CardRecord) -> Option<String> {
    if card.source == "-" { None } else { read(&card.source) }
}

/// The text of a note, or `None` where it is gone or no text. Bounded, since the file may have
/// become anything since it was imported.
pub(super) fn read(path: &str) -> Option<String> {
    let limit = u64::try_from(MAX_BYTES).ok()? + 1;
    let file = std::fs::File::open(path).ok().filter(is_regular)?;
    let mut bytes = Vec::new();
    file.take(limit).read_to_end(&mut bytes).ok()?;
    decode(&bytes).ok().map(|decoded| decoded.text)
}

fn is_regular(file: &std::fs::File) -> bool {
    file.metadata().is_ok_and(|metadata| metadata.is_file())
}
