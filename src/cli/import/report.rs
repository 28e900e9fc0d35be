//! What an import did or would do, for people and for scripts.

use super::plan::Plan;
use super::{Context, Failure, Role, count, visible};
use crate::adapters::store::import::{Fate, Tally, Told};
use crate::adapters::terminal::text::Line;
use crate::cards::Draft;
use crate::cards::identity::{Stored, Undecided};
use crate::cards::share::Share;
use crate::render::markdown::one_line;
use crate::values::ids::CardId;
use serde::Serialize;
use std::collections::HashMap;

/// Notes with nothing but new cards that a report names at most: a first import of years of notes
/// is told by its sum. What became of a card that was there is always told.
const NEW_NOTES_SHOWN: u32 = 30;

/// What an import did, as a script reads it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Report {
    pub(super) version: u32,
    pub(super) sources: u32,
    pub(super) unchanged: u32,
    #[serde(flatten)]
    pub(super) tally: Tally,
    undecided: u32,
    pub(super) skipped: u32,
    renamed: Vec<RenamedJson>,
    stopped: Vec<StoppedJson>,
    cards: Vec<CardJson>,
    ambiguous: Vec<AmbiguousJson>,
    /// What people are told of each source that changed, and of each card that was there.
    #[serde(skip)]
    entries: Vec<Entry>,
    /// Whether commands that relink cards are among these.
    #[serde(skip)]
    has_relinks: bool,
    /// A line for each quiet rule that would have made a card.
    #[serde(skip)]
    pub(super) quiet: Vec<String>,
}

/// What people are told in a line.
#[derive(Debug)]
enum Entry {
    /// A note that has new cards and lost none.
    NewNote(Line),
    /// Anything else.
    Other(Line),
}

#[derive(Debug, Serialize)]
struct RenamedJson {
    source: String,
    was: String,
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
    /// For a card that left the notes, the new one that it may have become.
    #[serde(skip_serializing_if = "Option::is_none")]
    perhaps: Option<String>,
    reviewed: bool,
}

#[derive(Debug, Serialize)]
struct WordsJson {
    question: String,
    answer: String,
}

#[derive(Debug, Serialize)]
struct AmbiguousJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
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

/// The new card that one which left the notes may have become.
struct Heir<'p> {
    id: CardId,
    question: &'p str,
}

impl<'p> Heir<'p> {
    fn of(cards: &[Option<CardId>], new: usize, drafts: &'p [Draft]) -> Option<Self> {
        let id = cards.get(new).copied().flatten()?;
        Some(Self { id, question: &drafts.get(new)?.question })
    }
}

impl Report {
    pub(super) fn new() -> Self {
        Self { version: 1, ..Self::default() }
    }

    /// Adds a line about a whole source.
    pub(super) fn line(&mut self, line: String) {
        self.entries.push(Entry::Other(Line::of(Role::Text, line)));
    }

    /// Says that a source stands at another path than it did.
    pub(super) fn renamed(&mut self, was: &str, source: &str) {
        self.line(format!("{} is {} now", visible(was), visible(source)));
        self.renamed.push(RenamedJson { source: source.to_owned(), was: was.to_owned() });
    }

    /// Adds the line about a source that gave cards.
    pub(super) fn source(&mut self, source: &SourceLine<'_>) {
        let line = source.line();
        self.entries.push(if source.tally.spares_the_known() {
            Entry::NewNote(line)
        } else {
            Entry::Other(line)
        });
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

    /// Tells of the cards of a source, and of those that it could not tell apart. `cards` are those
    /// in the collection, for each that the notes make.
    pub(super) fn tell(&mut self, plan: &Plan, told: Vec<Told>, cards: &[Option<CardId>]) {
        let from: HashMap<_, _> =
            plan.from.iter().map(|(at, name)| (plan.old[*at].id, name.as_str())).collect();
        let heirs: HashMap<_, _> = plan
            .heirs()
            .filter_map(|(old, new)| Some((old.id, Heir::of(cards, new, &plan.new)?)))
            .collect();
        for card in told {
            let (from, heir) = (from.get(&card.id).copied(), heirs.get(&card.id));
            self.tell_card(card, &plan.shown, from, heir);
        }
        for open in &plan.matching.undecided {
            self.tell_undecided(plan, open, cards.get(open.new).copied().flatten());
        }
    }

    fn tell_card(&mut self, card: Told, source: &str, from: Option<&str>, heir: Option<&Heir<'_>>) {
        for line in card_lines(&card, from) {
            self.line(line);
        }
        if let Some(heir) = heir {
            let question = one_line(heir.question);
            self.line(format!("    perhaps {} {question}", heir.id.short()));
            self.relink(card.id, heir.id);
        }
        let words = |[question, answer]: [String; 2]| WordsJson { question, answer };
        let [question, answer] = card.now;
        self.cards.push(CardJson {
            fate: card.fate.as_str(),
            id: card.id.to_string(),
            source: source.to_owned(),
            line: card.line,
            question,
            answer,
            was: card.before.map(words),
            from: from.map(str::to_owned),
            perhaps: heir.map(|heir| heir.id.to_string()),
            reviewed: card.reviewed,
        });
    }

    fn tell_undecided(&mut self, plan: &Plan, open: &Undecided, id: Option<CardId>) {
        let new = &plan.new[open.new];
        let old = open.candidates.iter().map(|at| &plan.old[*at]);
        self.undecided += 1;
        let short = id.map_or_else(String::new, |id| format!("{} ", id.short()));
        self.line(format!("  unclear  {short}{}", one_line(&new.question)));
        for card in old.clone() {
            self.line(format!("    could be {} {}", card.id.short(), one_line(&card.question)));
            if let Some(id) = id {
                self.relink(card.id, id);
            }
        }
        let candidate = |card: &Stored| CandidateJson {
            id: card.id.to_string(),
            question: card.question.clone(),
            answer: card.answer.clone(),
        };
        self.ambiguous.push(AmbiguousJson {
            id: id.map(|id| id.to_string()),
            source: plan.shown.clone(),
            line: new.lines.first(),
            question: new.question.clone(),
            candidates: old.map(candidate).collect(),
        });
    }

    /// Adds the command that gives a new card the history of an old one.
    fn relink(&mut self, old: CardId, new: CardId) {
        self.has_relinks = true;
        self.line(format!("    recall relink {} {}", old.short(), new.short()));
    }

    /// The report for people. That of a look ahead is the same, and says that it was one.
    pub(super) fn say(&self, context: &Context, is_dry: bool) {
        let ui = &context.ui;
        let mut new_notes = 0_u32;
        for entry in &self.entries {
            match entry {
                Entry::Other(line) => ui.say_line(line),
                Entry::NewNote(line) => {
                    new_notes += 1;
                    if new_notes <= NEW_NOTES_SHOWN {
                        ui.say_line(line);
                    }
                }
            }
        }
        if let Some(more @ 1..) = new_notes.checked_sub(NEW_NOTES_SHOWN) {
            let notes = count(more, "more note");
            ui.say(format!("and new cards from {notes}; `--json` names them all"));
        }
        for line in &self.quiet {
            ui.say(line);
        }
        ui.say(self.sum());
        if self.has_relinks {
            ui.say("`recall relink OLD NEW` gives a new card the history of a retired one");
        }
        if self.tally.new > 0 {
            ui.say("`recall explain FILE` shows what each line became");
        }
        if is_dry {
            ui.say("this was a look ahead: nothing was written");
        }
        if is_dry && self.has_relinks {
            ui.say("the import gives new cards other ids");
        }
    }

    /// All of it in one line.
    fn sum(&self) -> String {
        let notes = count(self.sources, "note");
        let left_out = self.skipped as usize + self.stopped.len();
        if self.tally.is_unchanged() && left_out == 0 {
            return format!("{notes}, nothing changed");
        }
        let more = [
            (self.undecided as usize, "new, too like two old ones to tell which"),
            (self.skipped as usize, "unreadable"),
            (self.stopped.len(), "not taken in"),
        ];
        let fates = fates(self.tally, &more);
        match self.tally.new {
            0 => format!("{notes}: {fates}"),
            new if fates.is_empty() => format!("{} from {notes}", count(new, "new card")),
            new => format!("{} from {notes}; {fates}", count(new, "new card")),
        }
    }

    /// Whether some notes were not taken in.
    pub(super) fn is_partial(&self) -> bool {
        self.skipped > 0 || !self.stopped.is_empty()
    }
}

/// What became of cards that are not new: `2 reworded, 7 kept`.
fn fates(tally: Tally, more: &[(usize, &str)]) -> String {
    let known = [
        (tally.offered, "more offered"),
        (tally.reworded, "reworded"),
        (tally.changed, "of them with another meaning, due today"),
        (tally.outdated, "reworded under your own words"),
        (tally.moved, "moved"),
        (tally.retired, "retired"),
        (tally.revived, "back again"),
        (tally.duplicate, "asked already"),
        (tally.retagged, "with other tags"),
        (tally.scheduled, "with the schedule beside them"),
        (tally.kept, "kept"),
    ];
    let known = known.map(|(number, word)| (number as usize, word));
    let told = known.iter().chain(more).filter(|(number, _)| *number > 0);
    told.map(|(number, word)| format!("{number} {word}")).collect::<Vec<_>>().join(", ")
}

/// Lines about one card; none where its note's line says enough.
fn card_lines(card: &Told, from: Option<&str>) -> Vec<String> {
    let word = match card.fate {
        Fate::New | Fate::Offered => return Vec::new(),
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

/// A source whose cards changed.
pub(super) struct SourceLine<'s> {
    pub(super) shown: &'s str,
    pub(super) deck: &'s str,
    pub(super) tally: Tally,
}

impl SourceLine<'_> {
    fn line(&self) -> Line {
        let Self { shown, deck, tally } = self;
        let fates = fates(*tally, &[]);
        let cards = match tally.new {
            0 if fates.is_empty() => "no cards; `recall explain` says why".to_owned(),
            0 => fates,
            new if fates.is_empty() => count(new, "new card"),
            new => format!("{}; {fates}", count(new, "new card")),
        };
        let mut line = Line::of(Role::Strong, visible(shown));
        line.push(Role::Text, "  ");
        line.push(Role::Faint, &visible(deck));
        line.push(Role::Text, &format!(" {cards}"));
        line
    }
}

/// Why cards of a rule are missing.
pub(super) fn quiet(rule: &str, share: Share) -> String {
    format!(
        "{rule} is quiet: you dropped {} of {} of its cards; `recall explain --rules` shows all",
        share.dropped,
        share.decided()
    )
}
