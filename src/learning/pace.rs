//! How long one takes for a card, by one's own answers.

/// A learner's own speed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Milliseconds that a card takes on a day, its repeats on that day included.
    pub card_ms: u64,
    /// How many answers say so; 0 where there were too few and a guess stands in.
    pub answers: usize,
}

impl Pace {
    /// Answers that it looks at, the latest ones.
    pub const ANSWERS: u32 = 500;
    /// With fewer answers than these there is no telling.
    const LEAST: usize = 10;
    /// What stands in then: ten seconds a card.
    const GUESS: Self = Self { card_ms: 10_000, answers: 0 };

    /// The pace of these answers: the milliseconds that each took, and whether it was a repeat on
    /// the same day. The median of all, as many times as a card was answered on a day.
    pub fn of(answers: &[(u32, bool)]) -> Self {
        let cards = answers.iter().filter(|(_, is_repeat)| !is_repeat).count();
        if cards < Self::LEAST {
            return Self::GUESS;
        }
        let mut times: Vec<u32> = answers.iter().map(|(took_ms, _)| *took_ms).collect();
        times.sort_unstable();
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let median = u64::from(times[times.len() / 2]);
        let card_ms = (median * count(answers.len())).div_ceil(count(cards)).max(1);
        Self { card_ms, answers: answers.len() }
    }

    /// How many cards fit into a time, at least one.
    pub fn cards_in(self, ms: u64) -> usize {
        usize::try_from(ms / self.card_ms).unwrap_or(usize::MAX).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_takes_the_median_answer_as_often_as_it_is_answered_on_a_day() {
        let mut answers = vec![(4_000, false); 10];
        answers.extend([
            (60_000, false),
            (60_000, false),
            (4_000, true),
            (4_000, true),
            (4_000, true),
        ]);
        // 15 answers to 12 cards, 4 seconds each.
        assert_eq!(Pace::of(&answers), Pace { card_ms: 5_000, answers: 15 });
        assert_eq!(Pace::of(&answers).cards_in(60_000), 12);
        assert_eq!(Pace::of(&answers).cards_in(1_000), 1, "a start is always made");
    }

    #[test]
    fn few_answers_say_nothing() {
        let pace = Pace::of(&[(1_000, false); 9]);
        assert_eq!((pace.card_ms, pace.answers), (10_000, 0));
    }
}
