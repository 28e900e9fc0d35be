//! Grades: SM-2's own scale of 0 to 5, and the four buttons that stand for part of it.

use std::fmt;

/// How well a card was remembered, 0 (blackout) to 5 (perfect), as SM-2 defines it.
///
/// The raw grade is what the log keeps, whatever buttons were shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grade(u8);

impl Grade {
    /// Nothing came to mind.
    pub const BLACKOUT: Self = Self(0);
    /// Wrong, though the answer was remembered once seen.
    pub const WRONG: Self = Self(1);
    /// The grade of the button "again": SM-2's mildest failure.
    pub const AGAIN: Self = Self(2);
    /// The grade of the button "hard": a pass, with serious difficulty.
    pub const HARD: Self = Self(3);
    /// The grade of the button "good": a pass, after hesitation.
    pub const GOOD: Self = Self(4);
    /// The grade of the button "easy": a perfect answer.
    pub const EASY: Self = Self(5);
    /// The four buttons from worst to best, as the keys 1 to 4 give them.
    pub const BUTTONS: [Self; 4] = [Self::AGAIN, Self::HARD, Self::GOOD, Self::EASY];

    /// The grade with this number, or `None` outside 0 to 5: a wrong grade is never clamped.
    pub const fn new(number: u8) -> Option<Self> {
        if number <= 5 { Some(Self(number)) } else { None }
    }

    /// The number from 0 to 5.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Whether SM-2 counts the answer as remembered (3 and above).
    pub const fn passes(self) -> bool {
        self.0 >= 3
    }

    /// Whether SM-2 asks for the card again on the same day (below 4).
    pub const fn needs_drill(self) -> bool {
        self.0 < 4
    }

    /// The name of the button this grade falls under: 0, 1 and 2 are all "again".
    pub const fn button_name(self) -> &'static str {
        match self.0 {
            0..=2 => "again",
            3 => "hard",
            4 => "good",
            _ => "easy",
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_outside_the_scale_is_refused() {
        assert_eq!(Grade::new(6), None);
        assert_eq!(Grade::new(5), Some(Grade::EASY));
    }

    #[test]
    fn three_passes_yet_is_drilled() {
        assert!(Grade::HARD.passes() && Grade::HARD.needs_drill());
        assert!(!Grade::AGAIN.passes());
        assert!(!Grade::GOOD.needs_drill());
    }
}
