//! The buttons that grades are given with: SM-2's six grades, four of them, or two.

use crate::values::grade::Grade;

/// A set of buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Buttons {
    /// Fail and pass.
    Two,
    /// Again, hard, good and easy.
    Four,
    /// SM-2's grades 0 to 5.
    Six,
}

/// One button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Button {
    /// What stands on it, and its name in the configuration.
    pub(super) name: &'static str,
    /// The key it has unless the configuration says otherwise.
    pub(super) key: &'static str,
    /// The grade it gives.
    pub(super) grade: Grade,
    /// What it means.
    pub(super) means: &'static str,
}

const fn button(
    name: &'static str,
    key: &'static str,
    grade: Grade,
    means: &'static str,
) -> Button {
    Button { name, key, grade, means }
}

const TWO: &[Button] = &[
    button("fail", "1", Grade::AGAIN, "fail: not recalled"),
    button("pass", "2", Grade::GOOD, "pass: recalled"),
];

const FOUR: &[Button] = &[
    button("again", "1", Grade::AGAIN, "again: not recalled"),
    button("hard", "2", Grade::HARD, "hard: recalled with much effort"),
    button("good", "3", Grade::GOOD, "good: recalled"),
    button("easy", "4", Grade::EASY, "easy: recalled at once"),
];

const SIX: &[Button] = &[
    button("blackout", "0", Grade::BLACKOUT, "blackout: nothing came to mind"),
    button("wrong", "1", Grade::WRONG, "wrong: but the answer rings a bell"),
    button("near", "2", Grade::AGAIN, "near: wrong, but the answer seems easy now"),
    button("hard", "3", Grade::HARD, "hard: recalled with much effort"),
    button("good", "4", Grade::GOOD, "good: recalled after a moment"),
    button("easy", "5", Grade::EASY, "easy: recalled at once"),
];

impl Buttons {
    /// Every set.
    pub(super) const ALL: [Self; 3] = [Self::Two, Self::Four, Self::Six];

    /// The set with this many buttons, as a setting names it.
    pub(super) fn named(number: &str) -> Option<Self> {
        match number {
            "2" => Some(Self::Two),
            "4" => Some(Self::Four),
            "6" => Some(Self::Six),
            _ => None,
        }
    }

    /// The buttons, from worst to best.
    pub(super) const fn all(self) -> &'static [Button] {
        match self {
            Self::Two => TWO,
            Self::Four => FOUR,
            Self::Six => SIX,
        }
    }

    /// What stands on the button of this grade, or of the one that a grade of another set
    /// falls under.
    pub(super) fn name_of(self, grade: Grade) -> &'static str {
        let exact = self.all().iter().find(|button| button.grade == grade);
        let under = || self.all().iter().rfind(|button| button.grade <= grade);
        exact.or_else(under).map_or(self.all()[0].name, |button| button.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_of_another_set_falls_under_a_button() {
        let grade = |number| Grade::new(number).unwrap();
        assert_eq!(Buttons::Two.name_of(grade(3)), "fail");
        assert_eq!(Buttons::Two.name_of(grade(5)), "pass");
        assert_eq!(Buttons::Four.name_of(grade(0)), "again");
        assert_eq!(Buttons::Six.name_of(grade(0)), "blackout");
    }
}
