//! Notes that were made in Anki, written back as they came, with what was learnt and changed here
//! since: so that Anki takes them as updates of what it has.

use crate::adapters::anki::collection::{CardRow, SEPARATOR};
use crate::adapters::anki::content::ContentHash;
use crate::adapters::anki::html::{cleaned, escaped, to_html};
use crate::adapters::anki::read;
use crate::adapters::anki::rows::{self, Place};
use crate::adapters::store::Status;
use crate::adapters::store::export_foreign::{LeavingCard, LeavingNote, Sent};
use crate::learning::review::Scheduled;
use crate::values::time::{StudyDay, Timestamp};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The tag by which Anki marks a note.
const MARKED: &str = "marked";

/// The tag of a note that keeps being forgotten.
const LEECH: &str = "leech";

/// A number of due days above this is an instant in seconds.
const LEAST_INSTANT: i64 = 1_000_000_000;

/// What is known about how well a card is remembered, under `FSRS`: untrue once it was answered
/// elsewhere.
const MEMORY: [&str; 4] = ["s", "d", "dr", "decay"];

/// What Anki sees of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    /// The tags, each between blanks, or nothing.
    pub(super) tags: String,
    /// The fields, joined.
    pub(super) fields: String,
    /// Sides with words of the learner's own that no field of the note holds.
    pub(super) unplaced: u64,
    /// Whether it is as it came.
    pub(super) is_as_it_came: bool,
}

impl Content {
    /// With the tags and words that the cards have here; `media` are those that the note names.
    pub(super) fn of(note: &LeavingNote, media: &[String]) -> Self {
        let came = between_blanks(&note.tags);
        let tags = if has_its_tags(note) { came.clone() } else { tags_here(note) };
        let (fields, unplaced) = edited(note, media);
        let is_as_it_came = tags == came && fields == note.fields;
        Self { tags, fields, unplaced, is_as_it_came }
    }

    /// With as many fields as the notetype has. A notetype that got one more in Anki has it for all
    /// its notes, also for those that came before; and Anki refuses a package whose counts differ.
    pub(super) fn with_fields(mut self, count: usize) -> Self {
        let is = self.fields.matches(SEPARATOR).count() + 1;
        self.fields.extend(std::iter::repeat_n(SEPARATOR, count.saturating_sub(is)));
        if is > count {
            let kept = self.fields.splitn(count, SEPARATOR);
            let joined = kept.map(|field| field.replace(SEPARATOR, "<br>"));
            self.fields = joined.collect::<Vec<_>>().join(&SEPARATOR.to_string());
        }
        self
    }

    /// With other names of pictures and sounds, each in the place of one.
    pub(super) fn with_names(mut self, names: &[(String, String)]) -> Self {
        if !names.is_empty() {
            self.fields = with_names(&self.fields, names);
            self.is_as_it_came = false;
        }
        self
    }

    /// As it is given away: without what is only the learner's own.
    pub(super) fn without_progress(mut self) -> Self {
        let is_kept = |tag: &&str| ![MARKED, LEECH].iter().any(|own| tag.eq_ignore_ascii_case(own));
        let kept: Vec<&str> = self.tags.split_ascii_whitespace().filter(is_kept).collect();
        self.tags = between_blanks(&kept.join(" "));
        self
    }

    /// The time of change that the note goes out with, and whether that has to be remembered:
    /// Anki takes only what is newer than what it has.
    pub(super) fn modified_s(
        &self,
        note: &LeavingNote,
        content_hash: ContentHash,
        now: Timestamp,
    ) -> (i64, Option<Sent>) {
        match &note.sent {
            Some(sent) if sent.content_hash == content_hash => {
                (sent.modified_s.max(note.modified_s), None)
            }
            sent => {
                let last_s = sent.as_ref().map_or(0, |sent| sent.modified_s);
                if self.is_as_it_came && note.modified_s >= last_s {
                    return (note.modified_s, None);
                }
                let modified_s = now.seconds().max(last_s.max(note.modified_s) + 1);
                let content_hash = content_hash.to_vec();
                (modified_s, Some(Sent { modified_s, content_hash }))
            }
        }
    }
}

/// Fields with other names of pictures and sounds, each in the place of one.
pub(super) fn with_names(fields: &str, names: &[(String, String)]) -> String {
    let mut fields = fields.to_owned();
    for (name, packed) in names {
        let (name, packed) = (escaped(name), escaped(packed));
        for before in ['"', '\'', '=', ':'] {
            let (name, packed) = (format!("{before}{name}"), format!("{before}{packed}"));
            fields = fields.replace(&name, &packed);
        }
    }
    fields
}

fn between_blanks(tags: &str) -> String {
    if tags.is_empty() { String::new() } else { format!(" {tags} ") }
}

/// Whether the tags are those that the note came with, whatever their order and case.
fn has_its_tags(note: &LeavingNote) -> bool {
    let folded = |tag: &str| cleaned(tag).to_lowercase();
    let came: BTreeSet<String> = note.tags.split_ascii_whitespace().map(folded).collect();
    let mut here: BTreeSet<String> =
        note.cards.iter().flat_map(|card| &card.tags).map(|tag| folded(tag)).collect();
    if is_marked(note) {
        here.insert(MARKED.to_owned());
    }
    came == here
}

/// The tags of all cards of the note: in Anki they have them together.
fn tags_here(note: &LeavingNote) -> String {
    let mut tags: Vec<String> = note.cards.iter().flat_map(|card| &card.tags).cloned().collect();
    if is_marked(note) {
        tags.push(MARKED.to_owned());
    }
    rows::tags(&tags)
}

fn is_marked(note: &LeavingNote) -> bool {
    note.cards.iter().any(|card| card.is_marked)
}

/// The fields with the learner's own words in the place of those that they stand for, and how
/// many sides no field holds: templates can make of a field what cannot be undone.
fn edited(note: &LeavingNote, media: &[String]) -> (String, u64) {
    let sides = note.cards.iter().flat_map(|card| [&card.question, &card.answer]);
    let edits: Vec<(&str, &str)> = sides
        .filter_map(|(came, own)| Some((came.as_str(), own.as_deref()?)))
        .filter(|(came, own)| came != own)
        .collect();
    if edits.is_empty() {
        return (note.fields.clone(), 0);
    }
    let mut fields: Vec<String> = note.fields.split(SEPARATOR).map(str::to_owned).collect();
    let shown: Vec<String> = fields.iter().map(|field| read::shown(field)).collect();
    let mut known = |name: &str| media.iter().find(|known| *known == name).cloned();
    let mut unplaced = 0;
    for (came, own) in edits {
        match shown.iter().position(|field| field == came) {
            Some(at) => fields[at] = to_html(own, &mut known),
            None => unplaced += 1,
        }
    }
    (fields.join(&SEPARATOR.to_string()), unplaced)
}

/// The row of a card: as it stood in Anki, unless it was answered here since. `stays_suspended`
/// is false where only recall could not ask it.
pub(super) fn card(
    card: &LeavingCard,
    place: Place,
    stays_suspended: bool,
    first_day: StudyDay,
) -> CardRow {
    let there = &card.there;
    let is_suspended = card.status == Status::Suspended && stays_suspended;
    let (ordinal, flag) = (there.ordinal, there.flag);
    let moved = card
        .schedule
        .filter(|_| card.moved_at.is_some_and(|moved_at| moved_at.seconds() > there.modified_s));
    if let Some(schedule) = moved {
        let row = rows::card(place, Some(&schedule), is_suspended, first_day);
        let modified_s = there.modified_s.max(schedule.last_at.seconds());
        let data = answered(&there.data, &schedule, place.position);
        return CardRow { ordinal, modified_s, flag, data, ..row };
    }
    let is_day = there.kind != 0 && there.due < LEAST_INSTANT;
    CardRow {
        id: place.card_id,
        note_id: place.note_id,
        deck_id: place.deck_id,
        ordinal,
        modified_s: there.modified_s,
        card_type: if (0..=3).contains(&there.kind) { there.kind } else { 0 },
        queue: queue(card, is_suspended),
        due: if is_day { there.due - i64::from(first_day.number()) } else { there.due },
        interval_days: there.interval,
        factor: there.factor,
        reps: there.reps,
        lapses: there.lapses,
        steps_left: there.left,
        flag,
        data: there.data.clone(),
    }
}

/// Where a card waits that stands as it stood in Anki: burying and filtered decks are over.
fn queue(card: &LeavingCard, is_suspended: bool) -> i64 {
    let there = &card.there;
    match there.kind {
        _ if is_suspended => -1,
        1 | 3 if there.due < LEAST_INSTANT => 3,
        1 | 3 => 1,
        2 => 2,
        _ => 0,
    }
}

/// What Anki and its add-ons keep with a card, after an answer that they do not know of.
fn answered(data: &str, schedule: &Scheduled, position: i64) -> String {
    let mut data: Map<String, Value> = serde_json::from_str(data).unwrap_or_default();
    data.retain(|key, _| !MEMORY.contains(&key.as_str()));
    data.entry("pos").or_insert(json!(position));
    data.insert("lrt".to_owned(), json!(schedule.last_at.seconds()));
    Value::Object(data).to_string()
}
