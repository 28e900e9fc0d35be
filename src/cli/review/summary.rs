//! What a session came to, for the closing screen and for after it.

use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::cli::failure::{Failure, count};
use crate::cli::frame::labelled;
use crate::cli::review::desk::Desk;
use crate::cli::review::words::duration;
use crate::learning::session::{Progress, Tally};
use crate::render::markdown::one_line;
use crate::render::wrap::wrap;

/// How far ahead the summary looks, in days.
const AHEAD_DAYS: u32 = 7;

/// A failed card as the summary tells it.
#[derive(Debug)]
struct Failed {
    question: String,
    place: String,
}

/// What a session came to.
#[derive(Debug)]
pub(super) struct Summary {
    tally: Tally,
    left: usize,
    failed: Vec<Failed>,
    upcoming: Vec<u64>,
}

impl Summary {
    /// The summary of the session so far.
    pub(super) fn of(desk: &Desk) -> Result<Self, Failure> {
        let tally = desk.session.tally();
        let left = match desk.session.progress() {
            Progress::Due { at, of, .. } => of + 1 - at,
            Progress::Again { .. } | Progress::Over => 0,
        };
        let mut failed = Vec::new();
        for card in &tally.failed {
            if let Some(card) = desk.store.card(*card)? {
                failed
                    .push(Failed { question: one_line(&card.question), place: desk.place(&card) });
            }
        }
        let upcoming = desk.store.upcoming(desk.today(), &desk.scope, AHEAD_DAYS)?;
        Ok(Self { tally, left, failed, upcoming })
    }

    /// Its facts as label and value.
    fn facts(&self) -> Vec<(&'static str, String)> {
        let tally = &self.tally;
        let cards = count(to_u64(tally.cards), "card");
        let mut facts = vec![("Reviewed", format!("{cards} in {}", duration(tally.took_ms)))];
        if tally.cards > 0 {
            let percent = (tally.recalled * 200 + tally.cards) / (tally.cards * 2);
            let share = format!("{} of {}, {percent} %", tally.recalled, tally.cards);
            facts.push(("Recalled", share));
        }
        if tally.drilled > 0 {
            facts.push(("Repeated", count(to_u64(tally.drilled), "time")));
        }
        if !tally.again.is_empty() {
            facts.push(("Again today", count(to_u64(tally.again.len()), "card")));
        }
        if self.left > 0 {
            facts.push(("Left", format!("{} due", count(to_u64(self.left), "card"))));
        }
        let tomorrow = self.upcoming.first().copied().unwrap_or(0);
        facts.push(("Tomorrow", count(tomorrow, "card")));
        facts.push(("Next 7 days", count(self.upcoming.iter().sum::<u64>(), "card")));
        facts
    }

    /// The summary as lines of at most `columns`.
    pub(super) fn lines(&self, columns: usize) -> Vec<Line> {
        let facts = self.facts();
        let labels = facts.iter().map(|(label, _)| label.len()).max().unwrap_or(0) + 3;
        let mut lines = Vec::new();
        for (label, value) in facts {
            lines.extend(labelled(Role::Faint, label, &value, (labels, columns)));
        }
        if !self.failed.is_empty() {
            lines.push(Line::empty());
            lines.push(Line::of(Role::Again, "Not recalled"));
        }
        for failed in &self.failed {
            let inner = columns.saturating_sub(2);
            let question = Line::of(Role::Text, failed.question.as_str());
            let place = Line::of(Role::Faint, failed.place.as_str());
            for line in wrap(question.spans(), inner).iter().chain(&wrap(place.spans(), inner)) {
                lines.push(line.indented(2));
            }
        }
        lines
    }

    /// The summary in sentences, for the line mode.
    pub(super) fn sentences(&self) -> Vec<String> {
        let facts = self.facts().into_iter();
        let mut lines: Vec<_> = facts.map(|(label, value)| format!("{label}: {value}.")).collect();
        for failed in &self.failed {
            lines.push(format!("Not recalled: {} {}", failed.question, failed.place));
        }
        lines
    }
}

fn to_u64(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::ids::CardId;
    use insta::assert_snapshot;

    fn summary() -> Summary {
        let card = CardId::from_raw(1);
        Summary {
            tally: Tally {
                cards: 6,
                recalled: 5,
                failed: vec![card],
                drilled: 0,
                again: vec![card],
                took_ms: 250_000,
            },
            left: 3,
            failed: vec![Failed {
                question: "Which runtime has a tracing compiler?".to_owned(),
                place: "conf.md:71,73-74".to_owned(),
            }],
            upcoming: vec![1, 0, 2, 0, 0, 0, 0],
        }
    }

    #[test]
    fn the_summary_tells_what_happened_and_what_comes() {
        let lines = summary().lines(30);
        assert_snapshot!(lines.iter().map(Line::plain).collect::<Vec<_>>().join("\n"), @"
        Reviewed      6 cards in 4
                      minutes
        Recalled      5 of 6, 83 %
        Again today   1 card
        Left          3 cards due
        Tomorrow      1 card
        Next 7 days   3 cards

        Not recalled
          Which runtime has a tracing
          compiler?
          conf.md:71,73-74
        ");
    }

    #[test]
    fn the_summary_reads_aloud() {
        assert_snapshot!(summary().sentences().join("\n"), @"
        Reviewed: 6 cards in 4 minutes.
        Recalled: 5 of 6, 83 %.
        Again today: 1 card.
        Left: 3 cards due.
        Tomorrow: 1 card.
        Next 7 days: 3 cards.
        Not recalled: Which runtime has a tracing compiler? conf.md:71,73-74
        ");
    }
}
