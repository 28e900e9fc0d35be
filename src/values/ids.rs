//! Opaque identifiers.

use std::fmt;
use std::str::FromStr;

/// The identity of a card, given at birth and never derived from its text.
///
/// 63 bits: the birth instant in milliseconds above, [`CardId::SERIAL_BITS`] bits of a serial
/// number that starts at a random place below. So rows arrive in key order, and two databases
/// do not collide. Written as 13 letters and digits (Crockford's base 32, lower case), lowest
/// digit first: cards born together then differ in their first characters, which is what a
/// person types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardId(i64);

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl CardId {
    /// Number of low bits that tell cards of one millisecond apart.
    pub const SERIAL_BITS: u32 = 21;
    /// Length of the written form in characters.
    pub const TEXT_LEN: usize = 13;

    /// The id of the card born at `birth_ms` (UTC milliseconds) as number `serial`.
    pub const fn born(birth_ms: i64, serial: u32) -> Self {
        let mask = (1 << Self::SERIAL_BITS) - 1;
        Self(((birth_ms & ((1 << 42) - 1)) << Self::SERIAL_BITS) | (serial as i64 & mask))
    }

    /// The id stored as this integer.
    pub const fn from_raw(raw: i64) -> Self {
        Self(raw)
    }

    /// The integer that stores this id.
    pub const fn raw(self) -> i64 {
        self.0
    }

    /// The written form's first characters, enough to tell cards apart in a list for people.
    pub fn short(self) -> String {
        self.to_string().chars().take(6).collect()
    }
}

impl fmt::Display for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0.cast_unsigned();
        let mut text = [0; Self::TEXT_LEN];
        for place in &mut text {
            *place = DIGITS[usize::try_from(rest % 32).unwrap_or(0)];
            rest /= 32;
        }
        f.write_str(str::from_utf8(&text).unwrap_or_default())
    }
}

impl FromStr for CardId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        text.parse::<IdPrefix>()?.whole().ok_or(NotAnId)
    }
}

/// The text is not the written form of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a card id has 1 to 13 of the characters 0-9 and a-z without i, l, o, u")]
pub struct NotAnId;

/// The start of a written id: what a person types to name a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdPrefix {
    low_bits: i64,
    length: u32,
}

impl IdPrefix {
    /// The bits that a matching id has under [`IdPrefix::mask`].
    pub const fn low_bits(self) -> i64 {
        self.low_bits
    }

    /// The bits that the prefix speaks of.
    pub const fn mask(self) -> i64 {
        let bits = self.length * 5;
        if bits >= 63 { i64::MAX } else { (1 << bits) - 1 }
    }

    /// The id itself, if the prefix is a whole one.
    pub const fn whole(self) -> Option<CardId> {
        if self.length as usize == CardId::TEXT_LEN { Some(CardId(self.low_bits)) } else { None }
    }
}

impl FromStr for IdPrefix {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        if text.is_empty() || text.len() > CardId::TEXT_LEN {
            return Err(NotAnId);
        }
        let mut low_bits: u128 = 0;
        for (place, byte) in text.bytes().enumerate() {
            let lower = byte.to_ascii_lowercase();
            let digit = DIGITS.iter().position(|d| *d == lower).ok_or(NotAnId)?;
            low_bits |= (digit as u128) << (5 * place);
        }
        let length = u32::try_from(text.len()).map_err(|_| NotAnId)?;
        Ok(Self { low_bits: i64::try_from(low_bits).map_err(|_| NotAnId)?, length })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_id_reads_back_from_its_text(raw in 0..=i64::MAX) {
            let id = CardId::from_raw(raw);
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }

        #[test]
        fn every_prefix_of_an_id_matches_it(raw in 0..=i64::MAX, length in 1..=13_usize) {
            let text = CardId::from_raw(raw).to_string();
            let prefix: IdPrefix = text[..length].parse().unwrap();
            prop_assert_eq!(raw & prefix.mask(), prefix.low_bits());
        }

        #[test]
        fn any_text_is_an_id_or_an_error(text in ".*") {
            let _ = text.parse::<IdPrefix>();
        }
    }

    #[test]
    fn ids_of_one_moment_rise_with_their_serial() {
        assert!(CardId::born(1_800_000_000_000, 7) < CardId::born(1_800_000_000_000, 8));
        assert!(CardId::born(1_800_000_000_000, 8) < CardId::born(1_800_000_000_001, 0));
    }

    #[test]
    fn a_letter_that_is_no_digit_is_refused() {
        assert_eq!("uuu".parse::<IdPrefix>(), Err(NotAnId));
    }
}
