//! A card and its log in Anki's terms.

use crate::adapters::anki::collection::{CardRow, ReviewRow};
use crate::adapters::anki::html::cleaned;
use crate::adapters::store::export::ExportedCard;
use crate::adapters::store::foreign::ForeignReview;
use crate::learning::review::{Review, ReviewKind, Scheduled};
use crate::learning::schedule::EaseFactor;
use crate::values::grade::Grade;
use crate::values::time::StudyDay;

/// The tags of one of recall's own cards: a mark is a tag in Anki.
pub fn own_tags(card: &ExportedCard, fresh: bool) -> String {
    if card.is_marked && !fresh {
        let mut all = card.tags.clone();
        all.push("marked".to_owned());
        tags(&all)
    } else {
        tags(&card.tags)
    }
}

/// The tags as `notes.tags` holds them: sorted, no blank within, each between blanks.
pub fn tags(tags: &[String]) -> String {
    let word = |tag: &String| {
        let joined = |c: char| if c.is_whitespace() { '_' } else { c };
        cleaned(tag.trim()).chars().map(joined).collect::<String>()
    };
    let mut words: Vec<String> = tags.iter().map(word).filter(|tag| !tag.is_empty()).collect();
    words.sort_by_cached_key(|tag| tag.to_lowercase());
    words.dedup_by_key(|tag| tag.to_lowercase());
    if words.is_empty() { String::new() } else { format!(" {} ", words.join(" ")) }
}

/// What a card's row says besides its schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Ids of the card, its note and its deck.
    pub card_id: i64,
    /// The note's id.
    pub note_id: i64,
    /// The deck's id.
    pub deck_id: i64,
    /// When the note last changed, in seconds.
    pub modified_s: i64,
    /// Place among all cards of the package, from 1.
    pub position: i64,
}

/// The row of a card with this schedule, due days counted from `first_day`.
pub fn card(
    place: Place,
    schedule: Option<&Scheduled>,
    suspended: bool,
    first_day: StudyDay,
) -> CardRow {
    let new = CardRow {
        id: place.card_id,
        note_id: place.note_id,
        deck_id: place.deck_id,
        ordinal: 0,
        modified_s: place.modified_s,
        card_type: 0,
        queue: if suspended { -1 } else { 0 },
        due: place.position,
        interval_days: 0,
        factor: 0,
        reps: 0,
        lapses: 0,
        steps_left: 0,
        flag: 0,
        data: "{}".to_owned(),
    };
    let Some(schedule) = schedule else { return new };
    let answered_s = schedule.last_at.seconds();
    CardRow {
        modified_s: place.modified_s.max(answered_s),
        card_type: 2,
        queue: if suspended { -1 } else { 2 },
        due: schedule.due.days_since(first_day).into(),
        interval_days: schedule.state.interval_days.max(1).into(),
        factor: thousandths(schedule.state.ef),
        reps: schedule.answers.into(),
        lapses: schedule.lapses.into(),
        // Without the time of the last review Anki's check of the database adds it, and then
        // asks for a full upload.
        data: format!("{{\"pos\":{},\"lrt\":{answered_s}}}", place.position),
        ..new
    }
}

/// The line of Anki's log that came from there, as it was.
pub fn foreign_review(card_id: i64, review: &ForeignReview) -> ReviewRow {
    ReviewRow {
        id: review.id,
        card_id,
        ease: review.ease,
        interval: review.interval,
        last_interval: review.last_interval,
        factor: review.factor,
        took_ms: review.took_ms,
        kind: review.kind,
    }
}

/// The line of Anki's log for a line of recall's.
///
/// A card's first answer is one of learning, or Anki holds the history for incomplete. Drill and
/// cram become answers outside the schedule: kept for the statistics, counted for nothing.
pub fn review(card_id: i64, review: &Review) -> ReviewRow {
    let last_interval_days = review.before.map_or(0, |(state, _)| state.interval_days);
    let factor = thousandths(review.after.ef);
    let ease = button(review.grade);
    let (kind, ease, factor) = match review.kind {
        ReviewKind::Drill | ReviewKind::Cram => (3, ease, 0),
        ReviewKind::Manual => (4, 0, factor),
        ReviewKind::Scheduled | ReviewKind::Ahead if review.before.is_none() => (0, ease, factor),
        ReviewKind::Scheduled => (1, ease, factor),
        ReviewKind::Ahead => (3, ease, factor),
    };
    ReviewRow {
        id: review.at.ms(),
        card_id,
        ease,
        interval: review.after.interval_days.into(),
        last_interval: last_interval_days.into(),
        factor,
        took_ms: review.took_ms.into(),
        kind,
    }
}

const fn button(grade: Grade) -> i64 {
    match grade.number() {
        0..=2 => 1,
        3 => 2,
        4 => 3,
        _ => 4,
    }
}

/// Anki's scale of the ease factor, in the 16 bits that it has for it.
fn thousandths(ef: EaseFactor) -> i64 {
    ef.hundredths().saturating_mul(10).min(u16::MAX.into()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learning::schedule::State;
    use crate::values::time::Timestamp;

    const PLACE: Place =
        Place { card_id: 11, note_id: 12, deck_id: 13, modified_s: 1_700_000_000, position: 4 };

    fn state(interval_days: u32, ef: u32) -> State {
        State { repetition: 2, ef: EaseFactor::from_hundredths(ef), interval_days }
    }

    fn day(number: i32) -> StudyDay {
        StudyDay::from_number(number)
    }

    fn logged(kind: ReviewKind, grade: u8, before: Option<State>) -> ReviewRow {
        let review = Review {
            at: Timestamp::from_ms(1_800_000_000_123),
            day: day(20_833),
            kind,
            grade: Grade::new(grade).unwrap(),
            took_ms: 4_210,
            hinted: false,
            before: before.map(|state| (state, day(20_833))),
            after: state(15, 236),
            due_after: day(20_848),
            due_offset: 0,
        };
        super::review(11, &review)
    }

    #[test]
    fn a_schedule_becomes_days_and_thousandths() {
        let schedule = Scheduled {
            state: state(15, 236),
            due: day(20_848),
            last_day: day(20_833),
            last_at: Timestamp::from_ms(1_800_000_000_123),
            answers: 5,
            lapses: 1,
        };
        let row = card(PLACE, Some(&schedule), false, day(20_800));
        assert_eq!((row.card_type, row.queue, row.due, row.interval_days), (2, 2, 48, 15));
        assert_eq!((row.factor, row.reps, row.lapses), (2360, 5, 1));
        assert_eq!(row.data, "{\"pos\":4,\"lrt\":1800000000}");
        assert_eq!(row.modified_s, 1_800_000_000);
        let suspended = card(PLACE, Some(&schedule), true, day(20_800));
        assert_eq!((suspended.card_type, suspended.queue, suspended.due), (2, -1, 48));
    }

    #[test]
    fn a_new_card_has_its_place_and_nothing_else() {
        let row = card(PLACE, None, false, day(20_800));
        assert_eq!((row.card_type, row.queue, row.due, row.factor), (0, 0, 4, 0));
        assert_eq!(row.data, "{}");
        assert_eq!(card(PLACE, None, true, day(20_800)).queue, -1);
    }

    #[test]
    fn the_first_answer_is_one_of_learning() {
        let row = logged(ReviewKind::Scheduled, 4, None);
        assert_eq!((row.kind, row.ease, row.last_interval), (0, 3, 0));
        let row = logged(ReviewKind::Scheduled, 4, Some(state(6, 236)));
        assert_eq!((row.kind, row.last_interval, row.interval), (1, 6, 15));
        assert_eq!((row.factor, row.took_ms, row.id), (2360, 4_210, 1_800_000_000_123));
    }

    #[test]
    fn drill_and_cram_count_for_nothing() {
        for kind in [ReviewKind::Drill, ReviewKind::Cram] {
            let row = logged(kind, 5, Some(state(15, 236)));
            assert_eq!((row.kind, row.factor, row.ease), (3, 0, 4));
        }
        let ahead = logged(ReviewKind::Ahead, 3, Some(state(6, 236)));
        assert_eq!((ahead.kind, ahead.factor), (3, 2360));
    }

    #[test]
    fn every_grade_has_its_button() {
        let buttons: Vec<i64> =
            (0..=5).map(|grade| logged(ReviewKind::Scheduled, grade, None).ease).collect();
        assert_eq!(buttons, [1, 1, 1, 2, 3, 4]);
    }

    #[test]
    fn tags_are_words_between_blanks() {
        let some = ["two words", "B", "b", " ", "a::c"].map(str::to_owned);
        assert_eq!(tags(&some), " a::c B two_words ");
        assert_eq!(tags(&[]), "");
    }
}
