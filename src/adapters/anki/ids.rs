//! Identities that Anki sees, fixed so that a package updates what an earlier one brought.

use crate::values::ids::CardId;
use std::collections::{HashMap, HashSet};

/// Sets guids apart from every other use of a card's id.
const GUID_NAMESPACE: &str = "recall 2026-11 Anki note guid";

/// The least note or card id: Anki takes ids for creation times in milliseconds, of 13 digits.
const LEAST_ID: i64 = 1_000_000_000_000;

/// The guid of a card's note: 24 hexadecimal digits from the card's opaque id, never its text.
pub fn guid(card: CardId) -> String {
    let hash = blake3::derive_key(GUID_NAMESPACE, &card.raw().to_be_bytes());
    let mut guid = blake3::Hash::from_bytes(hash).to_hex().to_string();
    guid.truncate(24);
    guid
}

/// The id that a deck gets in a package, where Anki knows decks by name: 13 digits from the
/// name's hash. Not unique: the caller moves on.
pub fn deck_id(folded_name: &str) -> i64 {
    let hash = blake3::hash(folded_name.as_bytes());
    let mut start = [0_u8; 8];
    start[4..].copy_from_slice(&hash.as_bytes()[..4]);
    LEAST_ID + 300_000_000_000 + i64::from_be_bytes(start)
}

/// Gives away note and card ids: the creation time, moved on to the next free one.
#[derive(Debug, Default)]
pub struct FreeIds {
    taken: HashSet<i64>,
    /// Where to look next for a creation time already asked about: thousands of cards are made
    /// in the same millisecond.
    next: HashMap<i64, i64>,
}

impl FreeIds {
    /// Ids other than these.
    pub fn new(taken: HashSet<i64>) -> Self {
        Self { taken, next: HashMap::new() }
    }

    /// A free id at or after this creation time in milliseconds.
    pub fn take(&mut self, created_ms: i64) -> i64 {
        let next = self.next.entry(created_ms).or_insert_with(|| created_ms.max(LEAST_ID));
        while !self.taken.insert(*next) {
            *next += 1;
        }
        *next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guid_stays_what_it_was_released_as() {
        let card = CardId::born(1_800_000_000_000, 7);
        assert_eq!(guid(card), "c6029efe290d08b61758d231");
        assert_ne!(guid(card), guid(CardId::born(1_800_000_000_000, 8)));
    }

    #[test]
    fn cards_of_one_moment_get_different_ids() {
        let mut ids = FreeIds::new([1_800_000_000_001].into());
        assert_eq!(ids.take(1_800_000_000_000), 1_800_000_000_000);
        assert_eq!(ids.take(1_800_000_000_000), 1_800_000_000_002);
        assert_eq!(ids.take(1_800_000_000_001), 1_800_000_000_003);
    }

    #[test]
    fn a_wrong_clock_still_gives_thirteen_digits() {
        assert_eq!(FreeIds::default().take(5), LEAST_ID);
    }

    #[test]
    fn a_deck_id_has_thirteen_digits() {
        for name in ["", "conf", "conf::rust"] {
            assert_eq!(deck_id(name).to_string().len(), 13);
        }
    }
}
