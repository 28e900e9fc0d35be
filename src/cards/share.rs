//! What a person made of a rule's cards, and when that says to quiet the rule.

/// Cards decided about before a rule is judged: a handful says nothing about it.
const DECIDED_AT_LEAST: u32 = 10;
/// The share of kept cards below which a rule is quiet, in hundredths.
const KEPT_BELOW: u32 = 30;

/// What became of the cards of one rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Cards it made, all told.
    pub made: u32,
    /// Offered cards that the learner kept.
    pub kept: u32,
    /// Cards that the learner dropped.
    pub dropped: u32,
}

impl Share {
    /// Cards that were decided about.
    pub const fn decided(self) -> u32 {
        self.kept + self.dropped
    }

    /// The kept part of what was decided about, in hundredths, rounded down; `None` before the
    /// first decision.
    pub const fn kept_hundredths(self) -> Option<u32> {
        (self.kept * 100).checked_div(self.decided())
    }

    /// Whether the learner keeps dropping what the rule makes: of at least ten cards decided
    /// about, fewer than three in ten were kept.
    pub fn is_quiet(self) -> bool {
        self.decided() >= DECIDED_AT_LEAST
            && self.kept_hundredths().is_some_and(|share| share < KEPT_BELOW)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_quiet_when_seven_in_ten_and_more_are_dropped() {
        let quiet = |kept, dropped| Share { made: 50, kept, dropped }.is_quiet();
        assert!(quiet(1, 9) && quiet(2, 8) && quiet(0, 10));
        assert!(!quiet(3, 7), "exactly three in ten are enough");
        assert!(!quiet(0, 9), "too few to judge");
        assert!(!quiet(0, 0));
    }
}
