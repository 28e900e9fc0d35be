//! What a session came to, and what is left, for the closing screen and for after it.

use crate::adapters::store::{CardRecord, Counts};
use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::cli::due;
use crate::cli::failure::{Failure, count};
use crate::cli::frame::labelled;
use crate::cli::output::Ui;
use crate::cli::review::desk::Desk;
use crate::cli::review::words::duration;
use crate::learning::recital;
use crate::learning::session::Tally;
use crate::render::markdown::one_line;
use crate::render::wrap::wrap;
use crate::values::grade::Grade;

/// How far ahead the summary looks, in days.
const AHEAD_DAYS: u32 = 7;

/// More cards to come than these are not counted.
const MOST_AHEAD: u32 = 10_000;

/// A card as the summary tells it.
#[derive(Debug)]
struct Told {
    question: String,
    place: String,
}

/// An item of a list that was missed now and before.
#[derive(Debug)]
struct Missed {
    item: String,
    times: usize,
    question: String,
}

/// What a session came to.
#[derive(Debug)]
pub(super) struct Summary {
    tally: Tally,
    /// What a review would ask now, today and tomorrow, where nothing else is done until then.
    left: Counts,
    tomorrow: Counts,
    /// Cards seen before that are asked until the end of the days ahead.
    coming: u32,
    failed: Vec<Told>,
    missed: Vec<Missed>,
    leeches: Vec<Told>,
}

impl Summary {
    /// The summary of the session so far.
    pub(super) fn of(desk: &Desk) -> Result<Self, Failure> {
        let (store, scope, today) = (&desk.store, &desk.scope, desk.today());
        let counts = |day| store.counts(day, scope, desk.context.limits());
        let mut summary = Self {
            tally: desk.session.tally(),
            left: counts(today)?,
            tomorrow: counts(today.plus_days(1))?,
            coming: store.coming(today, scope, AHEAD_DAYS, MOST_AHEAD)?,
            failed: Vec::new(),
            missed: Vec::new(),
            leeches: Vec::new(),
        };
        for given in desk.session.given().filter(|given| !given.turn.is_repeat) {
            if let Some(card) = desk.store.card(given.turn.card)? {
                summary.take(desk, &card, given.grade)?;
            }
        }
        Ok(summary)
    }

    /// Takes in what is to be told of a card.
    fn take(&mut self, desk: &Desk, card: &CardRecord, grade: Grade) -> Result<(), Failure> {
        let question = one_line(&card.question);
        let told = || Told { question: question.clone(), place: desk.place(card) };
        if !grade.passes() {
            self.failed.push(told());
        }
        if card.schedule.is_some_and(|schedule| schedule.is_leech()) {
            self.leeches.push(told());
        }
        if recital::is_list(&card.kind, &card.answer) {
            for (item, times) in recital::kept_missing(&desk.store.recitals(card.id)?) {
                let (item, question) = (one_line(item), question.clone());
                self.missed.push(Missed { item, times, question });
            }
        }
        Ok(())
    }

    /// Its facts as label and value.
    fn facts(&self) -> Vec<(&'static str, String)> {
        let tally = &self.tally;
        let mut facts = vec![("Reviewed", self.reviewed())];
        if tally.cards > 0 {
            let percent = (tally.recalled * 200 + tally.cards) / (tally.cards * 2);
            let share = format!("{} of {}, {percent} %", tally.recalled, tally.cards);
            facts.push(("Recalled", share));
        }
        if tally.drilled > 0 {
            facts.push(("Repeated", count(to_u64(tally.drilled), "time")));
        }
        if self.has_left() {
            facts.push(("Left today", in_words(&self.left)));
        }
        facts.push(("Tomorrow", in_words(&self.tomorrow)));
        let more = if self.coming < MOST_AHEAD { "" } else { " or more" };
        facts.push(("Next 7 days", format!("{}{more} due", self.coming)));
        facts
    }

    /// Whether a review would ask something now.
    pub(super) const fn has_left(&self) -> bool {
        self.left.total > 0
    }

    /// How many cards there were, and how long they took.
    fn reviewed(&self) -> String {
        let Tally { cards, drilled, took_ms, .. } = self.tally;
        if cards + drilled == 0 {
            return "nothing".to_owned();
        }
        format!("{} in {}", count(to_u64(cards), "card"), duration(took_ms))
    }

    /// The summary as lines of at most `columns`.
    pub(super) fn lines(&self, columns: usize) -> Vec<Line> {
        let facts = self.facts();
        let labels = facts.iter().map(|(label, _)| label.len()).max().unwrap_or(0) + 3;
        let mut lines = Vec::new();
        for (label, value) in facts {
            lines.extend(labelled(Role::Faint, label, &value, (labels, columns)));
        }
        for part in self.parts() {
            lines.push(Line::empty());
            lines.extend(wrap(Line::of(Role::Again, part.heading).spans(), columns));
            for (text, more) in part.rows {
                let inner = columns.saturating_sub(2);
                let text = wrap(Line::of(Role::Text, text).spans(), inner);
                let more = wrap(Line::of(Role::Faint, more).spans(), inner);
                lines.extend(text.iter().chain(&more).map(|line| line.indented(2)));
            }
        }
        lines
    }

    /// What needs the learner's eye, in parts.
    fn parts(&self) -> Vec<Part> {
        let told = |cards: &[Told]| -> Vec<(String, String)> {
            cards.iter().map(|card| (card.question.clone(), card.place.clone())).collect()
        };
        let missed = self.missed.iter().map(|missed| {
            let times = count(to_u64(missed.times), "time");
            (missed.item.clone(), format!("missed {times}: {}", missed.question))
        });
        let mut parts = vec![
            Part { heading: "Not recalled", rows: told(&self.failed) },
            Part { heading: "Missing again and again", rows: missed.collect() },
            Part {
                heading: "Leeches: say these otherwise, split them, or suspend them",
                rows: told(&self.leeches),
            },
        ];
        parts.retain(|part| !part.rows.is_empty());
        parts
    }

    /// The summary where the session is over: on the screen as it was there, else in sentences.
    pub(super) fn say_goodbye(&self, ui: &Ui, is_plain: bool) -> Result<(), Failure> {
        if is_plain {
            self.tell(ui)?;
        } else {
            let lines = self.lines(ui.width());
            lines.iter().try_for_each(|line| ui.line(line.painted(ui.palette())))?;
        }
        if self.tally.cards + self.tally.drilled > 0 {
            let gap = if is_plain { "" } else { "\n" };
            ui.words(format!("{gap}`recall undo` takes back the last answer."))?;
        }
        Ok(())
    }

    /// The summary in sentences, for the line mode.
    pub(super) fn tell(&self, ui: &Ui) -> Result<(), Failure> {
        self.sentences().iter().try_for_each(|line| ui.words(line))
    }

    fn sentences(&self) -> Vec<String> {
        let facts = self.facts().into_iter();
        let mut lines: Vec<_> = facts.map(|(label, value)| format!("{label}: {value}.")).collect();
        for part in self.parts() {
            for (text, more) in part.rows {
                lines.push(format!("{}: {text} {more}", part.heading));
            }
        }
        lines
    }
}

/// A part of the summary: cards or items under a heading, each with what is to be said of it.
struct Part {
    heading: &'static str,
    rows: Vec<(String, String)>,
}

/// `3 due, 16 new`, or `nothing`.
fn in_words(counts: &Counts) -> String {
    let told = due::parts(counts).into_iter().filter(|(number, _)| *number > 0);
    let told: Vec<_> = told.map(|(number, word)| format!("{number} {word}")).collect();
    if told.is_empty() { "nothing".to_owned() } else { told.join(", ") }
}

fn to_u64(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::ids::CardId;
    use insta::assert_snapshot;

    fn told(question: &str, place: &str) -> Told {
        Told { question: question.to_owned(), place: place.to_owned() }
    }

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
            left: Counts { due: 3, learning: 1, total: 4, ..Counts::default() },
            tomorrow: Counts { due: 2, new: 20, total: 22, ..Counts::default() },
            coming: 9,
            failed: vec![told("Which runtime has a tracing compiler?", "conf.md:71,73-74")],
            missed: vec![Missed {
                item: "refcounting".to_owned(),
                times: 3,
                question: "Which 2 ways?".to_owned(),
            }],
            leeches: vec![told("When is sage cut?", "herbs.md:3")],
        }
    }

    #[test]
    fn the_summary_tells_what_happened_and_what_comes() {
        let lines = summary().lines(30);
        assert_snapshot!(lines.iter().map(Line::plain).collect::<Vec<_>>().join("\n"), @"
        Reviewed      6 cards in 4
                      minutes
        Recalled      5 of 6, 83 %
        Left today    3 due, 1 to
                      drill
        Tomorrow      2 due, 20 new
        Next 7 days   9 due

        Not recalled
          Which runtime has a tracing
          compiler?
          conf.md:71,73-74

        Missing again and again
          refcounting
          missed 3 times: Which 2
          ways?

        Leeches: say these otherwise,
        split them, or suspend them
          When is sage cut?
          herbs.md:3
        ");
    }

    #[test]
    fn the_summary_reads_aloud() {
        assert_snapshot!(summary().sentences().join("\n"), @"
        Reviewed: 6 cards in 4 minutes.
        Recalled: 5 of 6, 83 %.
        Left today: 3 due, 1 to drill.
        Tomorrow: 2 due, 20 new.
        Next 7 days: 9 due.
        Not recalled: Which runtime has a tracing compiler? conf.md:71,73-74
        Missing again and again: refcounting missed 3 times: Which 2 ways?
        Leeches: say these otherwise, split them, or suspend them: When is sage cut? herbs.md:3
        ");
    }
}
