//! The lines of a source that a card or a fact cites.

use std::fmt;
use std::str::FromStr;

/// A set of line numbers, from 1, ascending and without repeats.
///
/// Written compactly, as `71,73-74`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Lines(Vec<u32>);

impl Lines {
    /// The set of these line numbers, in any order.
    pub fn new(numbers: impl IntoIterator<Item = u32>) -> Self {
        let mut numbers: Vec<u32> = numbers.into_iter().collect();
        numbers.sort_unstable();
        numbers.dedup();
        Self(numbers)
    }

    /// The numbers, ascending.
    pub fn numbers(&self) -> &[u32] {
        &self.0
    }

    /// The first line, or 0 for an empty set.
    pub fn first(&self) -> u32 {
        self.0.first().copied().unwrap_or(0)
    }

    /// This set and the other together.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::new(self.0.iter().chain(&other.0).copied())
    }
}

impl From<u32> for Lines {
    fn from(line: u32) -> Self {
        Self(vec![line])
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut at = 0;
        while at < self.0.len() {
            let start = at;
            while at + 1 < self.0.len() && self.0[at + 1] == self.0[at] + 1 {
                at += 1;
            }
            if start > 0 {
                write!(f, ",")?;
            }
            write!(f, "{}", self.0[start])?;
            if at > start {
                write!(f, "-{}", self.0[at])?;
            }
            at += 1;
        }
        Ok(())
    }
}

/// The text is not a list of line numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line numbers look like `71,73-74`")]
pub struct NotLines;

impl FromStr for Lines {
    type Err = NotLines;

    fn from_str(text: &str) -> Result<Self, NotLines> {
        let number = |part: &str| part.parse::<u32>().map_err(|_| NotLines);
        let mut numbers = Vec::new();
        for part in text.split(',').filter(|part| !part.is_empty()) {
            match part.split_once('-') {
                None => numbers.push(number(part)?),
                Some((first, last)) => {
                    let (first, last) = (number(first)?, number(last)?);
                    if last < first || last - first > 1_000_000 {
                        return Err(NotLines);
                    }
                    numbers.extend(first..=last);
                }
            }
        }
        Ok(Self::new(numbers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn neighbours_are_written_as_a_range() {
        assert_eq!(Lines::new([74, 71, 73, 73]).to_string(), "71,73-74");
        assert_eq!(Lines::default().to_string(), "");
    }

    proptest! {
        #[test]
        fn lines_read_back_from_their_text(numbers in prop::collection::vec(1..500_u32, 0..20)) {
            let lines = Lines::new(numbers);
            prop_assert_eq!(lines.to_string().parse::<Lines>(), Ok(lines));
        }
    }
}
