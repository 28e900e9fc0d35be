//! Notes edited as people edit them: each card that is still there is known again, and none is
//! taken for another.
//!
//! The lines of a [`Page`] stay themselves whatever is done to it, so that it is known which card
//! is which without a look at their words. `RECALL_EDITS` says how many notes are edited, and
//! `RECALL_EDIT_NOTES` names a folder with other notes than the samples.

use crate::support::{Recall, asked};
use page::{Dice, Edit, LineId, Page};
use recall::cards::Draft;
use recall::cards::generate::generate;
use recall::cards::identity::{Matching, Stored, matching};
use recall::notes::{outline, words};
use recall::values::ids::CardId;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

mod page;

/// A card, and the lines that it cited when it was last seen.
#[derive(Debug, Clone)]
struct Known {
    card: Stored,
    lines: Vec<LineId>,
}

/// A collection of one note.
#[derive(Debug, Default)]
struct Collection {
    cards: Vec<Known>,
    born: u32,
}

#[derive(Debug, Default)]
struct Score {
    kept: usize,
    lost: Vec<String>,
    wrong: Vec<String>,
}

impl Collection {
    fn import(&mut self, page: &Page) -> Score {
        let new = generate(&outline::read(&page.text(), "note")).cards;
        let old: Vec<Stored> = self.cards.iter().map(|known| known.card.clone()).collect();
        let Matching { old_of_new: found, gone, .. } = matching(&old, &new, &[]);
        let lines: Vec<Vec<LineId>> =
            new.iter().map(|card| page.ids(card.lines.numbers())).collect();
        let score = self.judge(&new, &lines, (&found, &gone));
        self.take(&new, lines, &found);
        score
    }

    /// Whether each card was found again, or is told to be gone.
    fn judge(
        &self,
        new: &[Draft],
        lines: &[Vec<LineId>],
        (found, gone): (&[Option<usize>], &[usize]),
    ) -> Score {
        let mut score = Score::default();
        let is_left = |old: &Known| (0..new.len()).any(|at| old.may_be(&new[at], &lines[at]));
        let is_answered = |old: &Known| {
            let answers = |at: usize| old.card.answer == new[at].answer;
            (0..new.len()).any(|at| answers(at) && old.may_be(&new[at], &lines[at]))
        };
        for (at, old) in found.iter().enumerate() {
            match old.map(|old| &self.cards[old]) {
                Some(old) if old.is(&new[at], &lines[at]) => score.kept += 1,
                // Of two copies of a line one makes the card; when it goes, the other does.
                Some(old) if old.is_copied(&lines[at]) && !is_left(old) => score.kept += 1,
                // So does one of two lines that ask the same, unless another question has its
                // answer now.
                Some(old) if old.asks_as(&new[at]) && !is_answered(old) => score.kept += 1,
                Some(old) => score.wrong.push(old.beside(&new[at])),
                None => {}
            }
        }
        for (at, old) in self.cards.iter().enumerate() {
            if old.card.retired || found.contains(&Some(at)) {
                continue;
            }
            assert!(gone.contains(&at), "lost without a word: {}", old.card.question);
            let heirs: Vec<usize> =
                (0..new.len()).filter(|at| old.may_be(&new[*at], &lines[*at])).collect();
            let same_answer = |at: &&usize| old.card.answer == new[**at].answer;
            let heir = heirs.iter().find(same_answer).or_else(|| heirs.first());
            let heir = heir.filter(|at| heirs.len() == 1 || same_answer(at));
            if let Some(heir) = heir.filter(|heir| found[**heir].is_none()) {
                score.lost.push(old.beside(&new[*heir]));
            }
        }
        score
    }

    fn take(&mut self, new: &[Draft], lines: Vec<Vec<LineId>>, found: &[Option<usize>]) {
        let mut cards: Vec<Known> = Vec::new();
        for ((draft, lines), old) in new.iter().zip(lines).zip(found) {
            let id = old.map_or_else(
                || {
                    self.born += 1;
                    CardId::born(1, self.born)
                },
                |old| self.cards[old].card.id,
            );
            cards.push(Known { card: stored(draft, id), lines });
        }
        for (at, mut left) in std::mem::take(&mut self.cards).into_iter().enumerate() {
            if !found.contains(&Some(at)) {
                left.card.retired = true;
                cards.push(left);
            }
        }
        self.cards = cards;
    }
}

impl Known {
    /// Whether a new card is this one: it asks as this one did about the same line, or about one
    /// that says the very same.
    /// A line that others ran into is still that line where it gives the same answer.
    fn is(&self, new: &Draft, lines: &[LineId]) -> bool {
        let is_reverse = |kind: &str| kind.ends_with("_rev");
        let is_inside = || self.lines.iter().all(|line| lines.contains(line));
        is_reverse(new.kind) == is_reverse(&self.card.kind)
            && (self.cites(lines)
                || self.card.fact == new.fact
                || (self.card.answer == new.answer && is_inside()))
    }

    /// Whether a new card asks for the same about the same line.
    fn may_be(&self, new: &Draft, lines: &[LineId]) -> bool {
        new.rule == self.card.rule && new.kind == self.card.kind && self.cites(lines)
    }

    fn cites(&self, lines: &[LineId]) -> bool {
        let both = self.lines.iter().filter(|line| lines.contains(line)).count();
        lines.first() == self.lines.first() || both * 2 >= lines.len().max(self.lines.len())
    }

    /// Whether these lines and its own are copies of the same ones.
    fn is_copied(&self, lines: &[LineId]) -> bool {
        let origins = |lines: &[LineId]| lines.iter().map(|line| line.origin).collect::<Vec<_>>();
        origins(lines) == origins(&self.lines)
    }

    /// Whether a new card asks the very same, as no two cards of a note do.
    fn asks_as(&self, new: &Draft) -> bool {
        words::norm(&self.card.question) == words::norm(&new.question)
    }

    fn beside(&self, new: &Draft) -> String {
        let old = &self.card;
        format!(
            "{} {} | {} | {} | {}\n{} {} | {} | {} | {}",
            old.rule,
            old.question,
            old.answer,
            old.fact,
            old.entity,
            new.rule,
            new.question,
            new.answer,
            new.fact,
            new.entity
        )
    }
}

fn stored(draft: &Draft, id: CardId) -> Stored {
    Stored {
        id,
        rule: draft.rule.to_owned(),
        kind: draft.kind.to_owned(),
        entity: words::norm(&draft.entity),
        fact: draft.fact.clone(),
        question: draft.question.clone(),
        answer: draft.answer.clone(),
        line: draft.lines.first(),
        retired: false,
        reviewed: true,
    }
}

/// The texts of the notes of a folder and those under it, in order.
fn notes(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = entries.collect();
    paths.sort();
    let (folders, files): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.is_dir());
    let is_note = |path: &&PathBuf| path.extension().is_some_and(|ending| ending == "md");
    let read = |path| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
    let here: Vec<String> = files.iter().filter(is_note).map(read).collect();
    here.into_iter().chain(folders.iter().flat_map(|folder| notes(folder))).collect()
}

/// Times a note is edited and imported before it is taken afresh.
const STEPS: usize = 6;

#[test]
fn a_card_outlives_what_people_do_to_its_note() {
    let folder = asked("RECALL_EDIT_NOTES").unwrap_or_else(|| "decks".to_owned());
    let notes = notes(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let edits: usize = asked("RECALL_EDITS").map_or(90, |count| count.parse().unwrap());
    let mut all = Score::default();
    let mut by_edit: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut page, mut collection) = (Page::of(""), Collection::default());
    for round in 0..edits {
        let mut dice = Dice::new(u64::try_from(round).unwrap());
        if round % STEPS == 0 {
            page = Page::of(&notes[round / STEPS % notes.len()]);
            collection = Collection::default();
            collection.import(&page);
        }
        // Each alone and in any company; every kind comes first as often as every other.
        let mut kinds = vec![Edit::ALL[round % Edit::ALL.len()]];
        kinds.extend((0..dice.below(4)).filter_map(|_| dice.pick(&Edit::ALL)));
        for kind in &kinds {
            page.edit(*kind, &mut dice);
        }
        let score = collection.import(&page);
        let told = by_edit.entry(format!("{:?}", kinds[0])).or_default();
        *told = (told.0 + score.lost.len(), told.1 + score.wrong.len());
        let told = |card: String| format!("{round} {kinds:?}\n{card}");
        all.kept += score.kept;
        all.lost.extend(score.lost.into_iter().map(told));
        all.wrong.extend(score.wrong.into_iter().map(told));
    }
    let Score { kept, lost, wrong } = &all;
    println!("{edits} notes edited: {kept} kept, {} lost, {} wrong", lost.len(), wrong.len());
    println!("first edit: (lost, wrong) {by_edit:?}");
    println!("{}", lost.join("\n"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(lost.len() * 1000 <= (kept + lost.len()) * 5, "{} of {kept}", lost.len());
}

/// The ids, as people are shown them, of the cards that left the notes.
fn retired(recall: &Recall) -> BTreeSet<String> {
    let cards = recall.json_lines(&["retired", "--json"]);
    cards.iter().map(|card| card["id"].as_str().unwrap()[..6].to_owned()).collect()
}

#[test]
fn a_look_ahead_tells_line_by_line_what_the_import_then_does_and_names_every_loss() {
    let notes = notes(&Path::new(env!("CARGO_MANIFEST_DIR")).join("decks"));
    for (round, kind) in Edit::ALL.iter().enumerate() {
        let mut dice = Dice::new(u64::try_from(round).unwrap());
        let mut page = Page::of(&notes[round % notes.len()]);
        let recall = Recall::new();
        recall.write("notes/a.md", page.text());
        recall.run(&["import", "notes"]).done();
        for kind in [*kind, Edit::Delete, Edit::FiveTypos, Edit::MoveAcross] {
            page.edit(kind, &mut dice);
        }
        recall.write("notes/a.md", page.text());
        let ahead = recall.run(&["import", "--dry-run"]).stderr;
        let told = recall.run(&["import"]).stderr;
        let rest = ahead.strip_prefix(&told).unwrap_or_else(|| panic!("{told}\n---\n{ahead}"));
        assert!(rest.starts_with("this was a look ahead: nothing was written\n"), "{rest}");
        let is_loss =
            |line: &str| line.strip_prefix("  retired  ").map(|rest| rest[..6].to_owned());
        assert_eq!(told.lines().filter_map(is_loss).collect::<BTreeSet<_>>(), retired(&recall));
    }
}
