//! What a learner does to cards besides answering them: each one step of the log, however many
//! cards it is done to.

use super::deeds::{Act, Moment};
use super::recording::Recording;
use super::{Store, StoreError, failed, tags};
use crate::values::ids::CardId;
use crate::values::time::StudyDay;
use rusqlite::{Connection, TransactionBehavior};

/// A change to cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardChange {
    /// Takes them out until taken back.
    Suspend,
    /// Takes that back.
    Unsuspend,
    /// Puts them off: they are asked again from this study day on.
    BuryUntil(StudyDay),
    /// Takes that back.
    Unbury,
    /// Marks them to be looked at later, with a word why, which may be empty.
    Mark(String),
    /// Takes the mark off.
    Unmark,
    /// Puts tags on them and takes tags off, whatever the notes say.
    Tag {
        /// Tags to put on.
        add: Vec<String>,
        /// Tags to take off.
        remove: Vec<String>,
    },
}

impl CardChange {
    const fn act(&self) -> Act {
        match self {
            Self::Suspend => Act::Suspend,
            Self::Unsuspend => Act::Unsuspend,
            Self::BuryUntil(_) => Act::Bury,
            Self::Unbury => Act::Unbury,
            Self::Mark(_) => Act::Mark,
            Self::Unmark => Act::Unmark,
            Self::Tag { .. } => Act::Tag,
        }
    }

    /// Makes the change to one card; says whether it changed anything. What is not in the deck
    /// cannot be suspended or buried.
    fn apply(&self, connection: &Connection, card: CardId) -> rusqlite::Result<bool> {
        let id = card.raw();
        let changed = match self {
            Self::Suspend => connection.prepare_cached(include_str!("suspend.sql"))?.execute([id]),
            Self::Unsuspend => {
                connection.prepare_cached(include_str!("unsuspend.sql"))?.execute([id])
            }
            Self::BuryUntil(day) => {
                connection.prepare_cached(include_str!("bury.sql"))?.execute((id, day.number()))
            }
            Self::Unbury => connection.prepare_cached(include_str!("unbury.sql"))?.execute([id]),
            Self::Mark(why) => {
                connection.prepare_cached(include_str!("mark.sql"))?.execute((id, Some(why)))
            }
            Self::Unmark => {
                connection.prepare_cached(include_str!("mark.sql"))?.execute((id, None::<String>))
            }
            Self::Tag { add, remove } => return tags::change(connection, id, add, remove),
        };
        changed.map(|changed| changed > 0)
    }
}

impl Store {
    /// Makes a change to these cards, as one step at this moment. When this returns, it is on
    /// the disk. Gives those that it changed; where there are none, nothing was recorded.
    pub fn change_cards(
        &mut self,
        cards: &[CardId],
        change: &CardChange,
        moment: Moment,
    ) -> Result<Vec<CardId>, StoreError> {
        let failed = failed("change the card");
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(&failed)?;
        let make = || {
            let recording = Recording::begin(&transaction)?;
            let mut changed = Vec::new();
            for card in cards {
                if change.apply(&transaction, *card)? {
                    changed.push(*card);
                }
            }
            recording.finish(&transaction, change.act(), moment, &serde_json::json!({}))?;
            Ok(changed)
        };
        let changed = make().map_err(&failed)?;
        transaction.commit().map_err(&failed)?;
        Ok(changed)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Sample, card, day, noon, pass};
    use super::*;
    use crate::adapters::store::{CardRecord, Deed, Status};

    impl Sample {
        fn change(&mut self, cards: &[i64], change: &CardChange) -> usize {
            let cards: Vec<CardId> = cards.iter().map(|number| card(*number)).collect();
            let moment = Moment { at: noon(0), day: day(0) };
            self.store.change_cards(&cards, change, moment).unwrap().len()
        }

        fn record(&self, number: i64) -> CardRecord {
            self.store.card(card(number)).unwrap().unwrap()
        }
    }

    fn tag(add: &[&str], remove: &[&str]) -> CardChange {
        let owned = |tags: &[&str]| tags.iter().map(ToString::to_string).collect();
        CardChange::Tag { add: owned(add), remove: owned(remove) }
    }

    #[test]
    fn a_suspended_card_comes_back_as_what_it_was() {
        let mut sample = Sample::with_cards(2);
        pass(&mut sample, 1, 0);
        assert_eq!(sample.change(&[1, 2], &CardChange::Suspend), 2);
        assert_eq!(sample.change(&[1, 2], &CardChange::Suspend), 0, "they are");
        assert_eq!(sample.store.due_on(day(1)).unwrap(), 0);
        assert_eq!(sample.change(&[1, 2], &CardChange::Unsuspend), 2);
        assert_eq!([1, 2].map(|n| sample.record(n).status), [Status::Review, Status::New]);
        assert_eq!(sample.store.due_on(day(1)).unwrap(), 1);
    }

    #[test]
    fn what_is_not_in_the_deck_is_neither_suspended_nor_buried() {
        let mut sample = Sample::with_cards(1);
        for status in ["pending", "dropped", "retired"] {
            sample.sql(&format!("UPDATE cards SET status = '{status}'"));
            assert_eq!(sample.change(&[1], &CardChange::Suspend), 0);
            assert_eq!(sample.change(&[1], &CardChange::BuryUntil(day(1))), 0);
        }
    }

    #[test]
    fn every_change_to_several_cards_is_one_step_that_can_be_taken_back() {
        let changes = [
            CardChange::Suspend,
            CardChange::BuryUntil(day(1)),
            CardChange::Mark("unclear".to_owned()),
            tag(&["later", "exam::june"], &[]),
        ];
        for change in changes {
            let mut sample = Sample::with_cards(3);
            let before = [1, 2].map(|n| sample.record(n));
            assert_eq!(sample.change(&[1, 2], &change), 2);
            let after = [1, 2].map(|n| sample.record(n));
            assert_ne!(before, after);
            let undone = sample.store.undo_last(noon(1), day(1)).unwrap().unwrap();
            assert_eq!((undone.step.cards, undone.kept), (2, 0), "{change:?}");
            assert_eq!(undone.step.deed, Deed::Did(change.act()));
            assert_eq!([1, 2].map(|n| sample.record(n)), before);
            sample.store.redo_last(noon(1), day(1)).unwrap().unwrap();
            assert_eq!([1, 2].map(|n| sample.record(n)), after);
        }
    }

    #[test]
    fn a_change_that_changes_nothing_is_no_step() {
        let mut sample = Sample::with_cards(1);
        for change in
            [CardChange::Unsuspend, CardChange::Unbury, CardChange::Unmark, tag(&[], &["x"])]
        {
            assert_eq!(sample.change(&[1], &change), 0, "{change:?}");
        }
        assert_eq!(sample.store.undo_last(noon(0), day(0)).unwrap(), None);
    }

    #[test]
    fn a_tag_put_on_by_hand_is_one_tag_however_it_is_written() {
        let mut sample = Sample::with_cards(1);
        assert_eq!(sample.change(&[1], &tag(&["Later"], &[])), 1);
        assert_eq!(sample.change(&[1], &tag(&["later"], &[])), 0);
        assert_eq!(sample.record(1).tags, ["Later"]);
        assert_eq!(sample.change(&[1], &tag(&[], &["LATER"])), 1);
        assert_eq!(sample.record(1).tags, [""; 0]);
    }
}
