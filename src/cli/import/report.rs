//! What an import did or would do, for people and for scripts.

use super::plan::Plan;
use super::{Context, Failure, Role, count, visible};
use crate::adapters::store::import::{Fate, Tally, Told};
use crate::cards::share::Share;
use crate::render::markdown::one_line;
use serde::Serialize;
use std::collections::HashMap;

/// Lines about single notes and cards that a report shows at most: a first import of years of
/// notes is told by its sum. `--json` has all.
const LINES_SHOWN: usize = 30;

/// What an import did, as a script reads it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Report {
    pub(super) version: u32,
    pub(super) sources: u32,
    pub(super) unchanged: u32,
    pub(super) new: u32,
    pub(super) offered: u32,
    pub(super) kept: u32,
    pub(super) reworded: u32,
    changed: u32,
    moved: u32,
    pub(super) retired: u32,
    pub(super) revived: u32,
    duplicate: u32,
    retagged: u32,
    quieted: u32,
    scheduled: u32,
    undecided: u32,
    pub(super) skipped: u32,
    stopped: Vec<StoppedJson>,
    cards: Vec<CardJson>,
    ambiguous: Vec<AmbiguousJson>,
    /// A line for people for each source that changed, and for each card worth a word.
    #[serde(skip)]
    lines: Vec<String>,
    /// A line for each quiet rule that would have made a card.
    #[serde(skip)]
    pub(super) quiet: Vec<String>,
}

#[derive(Debug, Serialize)]
struct StoppedJson {
    source: String,
    retired: usize,
    of: usize,
}

#[derive(Debug, Serialize)]
struct CardJson {
    fate: &'static str,
    id: String,
    source: String,
    line: u32,
    question: String,
    answer: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<WordsJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    reviewed: bool,
}

#[derive(Debug, Serialize)]
struct WordsJson {
    question: String,
    answer: String,
}

#[derive(Debug, Serialize)]
struct AmbiguousJson {
    source: String,
    line: u32,
    question: String,
    candidates: Vec<CandidateJson>,
}

#[derive(Debug, Serialize)]
struct CandidateJson {
    id: String,
    question: String,
    answer: String,
}

impl Report {
    pub(super) fn new() -> Self {
        Self { version: 1, ..Self::default() }
    }

    pub(super) fn count(&mut self, tally: Tally) {
        self.new = tally.new;
        self.offered = tally.offered;
        self.kept = tally.kept;
        self.reworded = tally.reworded;
        self.changed = tally.changed;
        self.moved = tally.moved;
        self.retired = tally.retired;
        self.revived = tally.revived;
        self.duplicate = tally.duplicate;
        self.retagged = tally.retagged;
        self.quieted = tally.quieted;
        self.scheduled = tally.scheduled;
    }

    /// Adds a line about a whole source.
    pub(super) fn line(&mut self, line: String) {
        self.lines.push(line);
    }

    /// Says that a source was left as it is, because it would lose too much.
    pub(super) fn stop(&mut self, context: &Context, plan: &Plan, (retired, of): (usize, usize)) {
        let failure = Failure::user(format!(
            "{} was not taken in: {retired} of its {of} answered cards would be retired",
            visible(&plan.shown)
        ));
        context.ui.report(&failure.hint("if the note is as it should be: `recall import --yes`"));
        self.stopped.push(StoppedJson { source: plan.shown.clone(), retired, of });
    }

    /// Tells of the cards of a source, and of those that it could not tell apart.
    pub(super) fn tell(&mut self, plan: &Plan, told: Vec<Told>) {
        let from: HashMap<_, _> =
            plan.from.iter().map(|(at, name)| (plan.old[*at].id, name)).collect();
        for card in told {
            let from = from.get(&card.id).map(|name| (*name).clone());
            self.lines.extend(card_lines(&card, from.as_deref()));
            let words = |[question, answer]: [String; 2]| WordsJson { question, answer };
            let [question, answer] = card.now;
            self.cards.push(CardJson {
                fate: card.fate.as_str(),
                id: card.id.to_string(),
                source: plan.shown.clone(),
                line: card.line,
                question,
                answer,
                was: card.before.map(words),
                from,
                reviewed: card.reviewed,
            });
        }
        for open in &plan.matching.undecided {
            let new = &plan.new[open.new];
            let old: Vec<_> = open.candidates.iter().map(|at| &plan.old[*at]).collect();
            self.undecided += 1;
            self.lines.push(format!("  unclear  {}", one_line(&new.question)));
            for card in &old {
                let (id, question) = (card.id.short(), one_line(&card.question));
                self.lines.push(format!("    could be {id} {question}"));
            }
            let candidate = |card: &&crate::cards::identity::Stored| CandidateJson {
                id: card.id.to_string(),
                question: card.question.clone(),
                answer: card.answer.clone(),
            };
            self.ambiguous.push(AmbiguousJson {
                source: plan.shown.clone(),
                line: new.lines.first(),
                question: new.question.clone(),
                candidates: old.iter().map(candidate).collect(),
            });
        }
    }

    /// The report for people.
    pub(super) fn say(&self, context: &Context, is_dry: bool) {
        let ui = &context.ui;
        for line in self.lines.iter().take(LINES_SHOWN) {
            ui.say(line);
        }
        if self.lines.len() > LINES_SHOWN {
            let more = count((self.lines.len() - LINES_SHOWN) as u64, "line");
            ui.say(format!("and {more} more; `--json` has all"));
        }
        for line in &self.quiet {
            ui.say(line);
        }
        let sources = count(self.sources, "note");
        let changed = self.new + self.offered + self.reworded + self.moved + self.retired;
        if changed + self.revived + self.retagged + self.scheduled == 0 {
            ui.say(format!("{sources}, nothing changed"));
        } else {
            let verb = if is_dry { "would be added" } else { "added" };
            let cards = count(self.new, "card");
            ui.say(format!("{cards} {verb} from {sources}{}", self.extras()));
        }
        if self.undecided > 0 {
            ui.say("`recall relink OLD NEW` gives a card the history of another");
        }
        if self.new > 0 && !is_dry {
            ui.say("`recall explain FILE` shows what each line became");
        }
    }

    /// Whether some notes were not taken in.
    pub(super) fn is_partial(&self) -> bool {
        self.skipped > 0 || !self.stopped.is_empty()
    }

    fn extras(&self) -> String {
        let mut parts = Vec::new();
        for (number, word) in [
            (self.offered, "more offered"),
            (self.reworded, "reworded"),
            (self.changed, "of them with another meaning, due today"),
            (self.moved, "moved"),
            (self.retired, "retired"),
            (self.revived, "back again"),
            (self.duplicate, "asked already"),
            (self.retagged, "with other tags"),
            (self.scheduled, "with the schedule beside them"),
            (self.undecided, "new, too like two old ones to tell which"),
            (self.skipped, "unreadable"),
            (u32::try_from(self.stopped.len()).unwrap_or(u32::MAX), "not taken in"),
        ] {
            if number > 0 {
                parts.push(format!("{number} {word}"));
            }
        }
        if parts.is_empty() { String::new() } else { format!("; {}", parts.join(", ")) }
    }
}

/// Lines about one card; none where its note's line says enough.
fn card_lines(card: &Told, from: Option<&str>) -> Vec<String> {
    let word = match card.fate {
        Fate::New | Fate::Offered => return Vec::new(),
        Fate::Moved if from.is_none() => return Vec::new(),
        fate => fate.as_str(),
    };
    let mut line = format!("  {word:<8} {} {}", card.id.short(), one_line(&card.now[0]));
    if let Some(from) = from {
        line = format!("{line} (from {})", visible(from));
    }
    let mut lines = vec![line];
    for (before, now) in card.before.iter().flatten().zip(&card.now) {
        if before != now {
            lines.push(format!("    - {}", one_line(before)));
            lines.push(format!("    + {}", one_line(now)));
        }
    }
    lines
}

/// The line about a source that changed.
pub(super) fn source_line(context: &Context, shown: &str, deck: &str, tally: Tally) -> String {
    let mut report = Report::default();
    report.count(Tally { kept: 0, quieted: 0, ..tally });
    let cards = if tally.new == 0 && tally.is_unchanged() {
        "no cards; `recall explain` says why".to_owned()
    } else {
        format!("{}{}", count(tally.new, "card"), report.extras())
    };
    format!(
        "{}  {} {cards}",
        context.ui.paint(Role::Strong, visible(shown)),
        context.ui.paint(Role::Faint, visible(deck))
    )
}

/// Why cards of a rule are missing.
pub(super) fn quiet(rule: &str, share: Share) -> String {
    format!(
        "{rule} is quiet: you dropped {} of {} of its cards; `recall explain --rules` shows all",
        share.dropped,
        share.decided()
    )
}
