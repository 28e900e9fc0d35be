//! What is only offered, what the learner decides about a card, and what that says of its rule.

use super::answer::set_status;
use super::deeds::Moment;
use super::recording::Recording;
use super::scope::InScope;
use super::{Decision, Scope, Status, Store, StoreError, Verdict, failed, rows};
use crate::cards::share::Share;
use crate::values::ids::CardId;
use crate::values::time::{StudyDay, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, named_params};
use std::collections::BTreeMap;

impl Store {
    /// The cards that are only offered, in the order of the notes.
    pub fn offered(&self, scope: &Scope) -> Result<Vec<CardId>, StoreError> {
        let read = || {
            let scope = InScope::find(&self.connection, scope)?;
            let mut statement = self.connection.prepare_cached(include_str!("offered.sql"))?;
            let found = statement.query_map(
                named_params! {
                    ":everything": scope.everything,
                    ":decks": scope.decks,
                    ":sources": scope.sources,
                },
                |row| rows::card_id(row, "id"),
            )?;
            found.collect::<rusqlite::Result<_>>()
        };
        read().map_err(failed("find the offered cards"))
    }

    /// Records a decision about a card at this instant and day. When this returns, it is on the
    /// disk.
    ///
    /// `false` where it would change nothing, and nothing was recorded: a card is kept that is
    /// not only offered, is dropped twice or after its line left the notes, or is edited into
    /// what it says already.
    pub fn decide(
        &mut self,
        card: CardId,
        decision: &Decision,
        at: Timestamp,
        day: StudyDay,
    ) -> Result<bool, StoreError> {
        let failed = failed("record the decision");
        let change = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(&failed)?;
        let now = Standing::of(&change, card).map_err(&failed)?.ok_or(StoreError::NoCard(card))?;
        let Some((status, wording)) = now.after(decision) else {
            return Ok(false);
        };
        let record = || {
            let mut recording = Recording::begin(&change)?;
            set_status(&change, card, status)?;
            set_wording(&change, card, &wording)?;
            let moment = Moment { at, day };
            recording.log_as(&change, "triage", moment, &serde_json::json!({}))?;
            log_verdict(&change, recording.operation(), card, decision.verdict())?;
            recording.end(&change).map(drop)
        };
        record().map_err(&failed)?;
        change.commit().map_err(&failed)?;
        Ok(true)
    }

    /// Question and answer of a card as its notes gave them, whatever is shown instead.
    pub fn notes_words(&self, card: CardId) -> Result<Option<[String; 2]>, StoreError> {
        let standing = Standing::of(&self.connection, card).map_err(failed("read the card"))?;
        Ok(standing.map(|standing| standing.notes))
    }

    /// What became of the cards of each rule that made any, by its id.
    pub fn shares(&self) -> Result<BTreeMap<String, Share>, StoreError> {
        let read = || -> rusqlite::Result<BTreeMap<String, Share>> {
            let mut shares = decided(&self.connection)?;
            let sql = "SELECT rule, count(*) AS made FROM cards WHERE withdrawn = 0 GROUP BY rule";
            let mut statement = self.connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                shares.entry(row.get("rule")?).or_default().made = row.get("made")?;
            }
            Ok(shares)
        };
        read().map_err(failed("count the cards of the rules"))
    }
}

/// What became of the cards of each rule that were decided about; how many it made is left 0.
pub(super) fn decided(connection: &Connection) -> rusqlite::Result<BTreeMap<String, Share>> {
    let mut statement = connection.prepare_cached(counting!("decided.sql"))?;
    let shares = statement.query_map([], |row| {
        let share = Share { made: 0, kept: row.get("kept")?, dropped: row.get("dropped")? };
        Ok((row.get("rule")?, share))
    })?;
    shares.collect()
}

impl Decision {
    /// What kind of decision it is.
    pub const fn verdict(&self) -> Verdict {
        match self {
            Self::Keep => Verdict::Keep,
            Self::Drop => Verdict::Drop,
            Self::Edit { .. } => Verdict::Edit,
        }
    }
}

/// The learner's own question and answer; `None` where the notes' are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wording([Option<String>; 2]);

/// A card as a decision finds it.
struct Standing {
    status: Status,
    /// Question and answer of the notes.
    notes: [String; 2],
    wording: Wording,
}

impl Standing {
    fn of(connection: &Connection, card: CardId) -> rusqlite::Result<Option<Self>> {
        let mut statement = connection.prepare_cached(include_str!("card_for_decision.sql"))?;
        let standing = statement.query_row([card.raw()], |row| {
            Ok(Self {
                status: rows::status(row, "status")?,
                notes: [row.get("question")?, row.get("answer")?],
                wording: Wording([row.get("question_override")?, row.get("answer_override")?]),
            })
        });
        standing.optional()
    }

    /// Status and wording after the decision; `None` where it changes nothing.
    fn after(&self, decision: &Decision) -> Option<(Status, Wording)> {
        match (decision, self.status) {
            (Decision::Keep, Status::Pending) => Some((Status::New, self.wording.clone())),
            (Decision::Keep, _) | (Decision::Drop, Status::Dropped | Status::Retired) => None,
            (Decision::Drop, _) => Some((Status::Dropped, self.wording.clone())),
            (Decision::Edit { question, answer }, status) => {
                let own = |text: &String, notes: &String| (text != notes).then(|| text.clone());
                let [question, answer] =
                    [own(question, &self.notes[0]), own(answer, &self.notes[1])];
                let wording = Wording([question, answer]);
                (wording != self.wording).then_some((status, wording))
            }
        }
    }
}

fn log_verdict(
    connection: &Connection,
    operation: i64,
    card: CardId,
    verdict: Verdict,
) -> rusqlite::Result<()> {
    connection.prepare_cached(include_str!("log_decision.sql"))?.execute(named_params! {
        ":operation": operation,
        ":card": card.raw(),
        ":verdict": verdict.as_str(),
    })?;
    Ok(())
}

fn set_wording(
    connection: &Connection,
    card: CardId,
    Wording([question, answer]): &Wording,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE cards SET question_override = ?2, answer_override = ?3 WHERE id = ?1",
        )?
        .execute((card.raw(), question, answer))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Sample, card, day, noon, pass};
    use super::*;
    use crate::adapters::store::export::ExportedCard;
    use crate::adapters::store::import::{Fingerprint, Source, Tally};
    use crate::adapters::store::{Act, Deed};
    use crate::cards::generate::generate;
    use crate::cards::{Draft, Tier, identity};
    use crate::notes::outline;
    use crate::values::lines::Lines;

    impl Sample {
        fn decide(&mut self, number: i64, decision: &Decision) -> bool {
            self.store.decide(card(number), decision, noon(0), day(0)).unwrap()
        }

        fn edit(&mut self, number: i64, question: &str, answer: &str) -> bool {
            let [question, answer] = [question, answer].map(str::to_owned);
            self.decide(number, &Decision::Edit { question, answer })
        }

        fn undo(&mut self) -> Option<Deed> {
            self.store.undo_last(noon(1), day(1)).unwrap().map(|undone| undone.step.deed)
        }

        /// Status, question and answer of a card.
        fn shown(&self, id: CardId) -> (Status, String, String) {
            let record = self.store.card(id).unwrap().unwrap();
            (record.status, record.question, record.answer)
        }

        fn status(&self, number: i64) -> Status {
            self.shown(card(number)).0
        }

        /// Imports these cards as the file of this name.
        fn import(&mut self, path: &str, drafts: &[Draft]) -> Tally {
            let mut import =
                self.store.begin_import(Moment { at: noon(0), day: day(0) }, 1).unwrap();
            let known = import.known_sources().unwrap().remove(path);
            let old = known.map_or(Vec::new(), |known| import.cards_of(known.id).unwrap());
            let print = Fingerprint { size_bytes: 0, modified_ns: 0, hash: [0; 32], generator: 1 };
            let [path, title, deck] = [path, "Notes", "Notes"].map(str::to_owned);
            let source = Source { kind: "file", path, title, deck, given_deck: None, print };
            let matching = identity::matching(&old, drafts, &[]);
            drop(import.retire(matching.gone.iter().map(|at| &old[*at])).unwrap());
            let tally = import.write(&source, &old, drafts, &matching).unwrap().tally;
            import.commit(tally).unwrap();
            tally
        }

        fn import_text(&mut self, path: &str, text: &str) -> Tally {
            let drafts = generate(&outline::read(text, "file")).cards;
            assert!(!drafts.is_empty(), "no cards from {text}");
            self.import(path, &drafts)
        }

        /// The cards whose question contains this, in the order of their birth.
        fn asking(&self, part: &str) -> Vec<CardId> {
            let connection = &self.store.connection;
            let sql = "SELECT id FROM cards WHERE instr(question, ?1) ORDER BY id";
            let mut statement = connection.prepare(sql).unwrap();
            let ids = statement.query_map([part], |row| rows::card_id(row, "id")).unwrap();
            ids.map(Result::unwrap).collect()
        }
    }

    /// Cards 1 to `cards`, all offered.
    fn offering(cards: i64) -> Sample {
        let sample = Sample::with_cards(cards);
        sample.sql("UPDATE cards SET status = 'pending'");
        sample
    }

    #[test]
    fn kept_cards_are_new_and_dropped_ones_out() {
        let mut sample = offering(3);
        assert!(sample.decide(1, &Decision::Keep) && sample.decide(2, &Decision::Drop));
        assert_eq!(
            [1, 2, 3].map(|n| sample.status(n)),
            [Status::New, Status::Dropped, Status::Pending]
        );
        assert_eq!(sample.store.offered(&Scope::default()).unwrap(), [card(3)]);
        assert!(!sample.decide(1, &Decision::Keep), "it is in the deck already");
        assert!(!sample.decide(2, &Decision::Drop));
        assert!(matches!(
            sample.store.decide(card(9), &Decision::Keep, noon(0), day(0)),
            Err(StoreError::NoCard(_))
        ));
    }

    #[test]
    fn offered_cards_are_found_by_deck_and_source() {
        let sample = offering(2);
        sample.add_source(2, "Other::Deep");
        sample.add_card(3, 3, 2);
        sample.sql("UPDATE cards SET status = 'pending'");
        let offered = |decks: &[&str], sources: &[i64]| {
            let decks = decks.iter().map(|&deck| deck.to_owned()).collect();
            sample
                .store
                .offered(&Scope { decks, sources: sources.to_vec(), ..Scope::default() })
                .unwrap()
        };
        assert_eq!(offered(&["other"], &[]), [card(3)]);
        assert_eq!(offered(&[], &[1]), [card(1), card(2)]);
    }

    #[test]
    fn answers_and_decisions_are_taken_back_newest_first() {
        let mut sample = offering(2);
        sample.decide(1, &Decision::Keep);
        pass(&mut sample, 1, 0);
        sample.edit(1, "What?", "That.");
        sample.decide(1, &Decision::Drop);
        assert_eq!(sample.undo(), Some(Deed::Decided(Verdict::Drop)));
        assert_eq!(sample.status(1), Status::Review);
        assert_eq!(sample.undo(), Some(Deed::Decided(Verdict::Edit)));
        assert_eq!(sample.shown(card(1)).1, "What is card 1?");
        assert!(matches!(sample.undo(), Some(Deed::Answered { .. })));
        assert_eq!(sample.status(1), Status::New);
        assert_eq!(sample.undo(), Some(Deed::Decided(Verdict::Keep)));
        assert_eq!(sample.status(1), Status::Pending);
        assert_eq!(sample.undo(), None);
    }

    #[test]
    fn edits_are_taken_back_to_the_edit_before() {
        let mut sample = offering(1);
        assert!(sample.edit(1, "One?", "The card 1."));
        assert!(sample.edit(1, "Two?", "Two."));
        assert!(!sample.edit(1, "Two?", "Two."), "nothing changed");
        sample.undo();
        let own = (Status::Pending, "One?".to_owned(), "The card 1.".to_owned());
        assert_eq!(sample.shown(card(1)), own);
        assert!(sample.edit(1, "What is card 1?", "The card 1."));
        sample.sql("UPDATE cards SET question = 'Reworded?'");
        assert_eq!(sample.shown(card(1)).1, "Reworded?", "it follows the notes again");
    }

    #[test]
    fn a_dropped_card_that_is_due_leaves_the_queue_and_comes_back_with_its_schedule() {
        let mut sample = Sample::with_cards(1);
        pass(&mut sample, 1, 0);
        let due = |sample: &Sample| sample.store.due_on(day(1)).unwrap();
        sample.decide(1, &Decision::Drop);
        assert_eq!(due(&sample), 0);
        sample.undo();
        assert_eq!(due(&sample), 1);
    }

    const TOOL: &str =
        "# Notes\n\n## Tools\n#### zoxide\n* A smarter way of changing folders quickly\n";

    #[test]
    fn a_dropped_core_card_never_comes_back() {
        let mut sample = Sample::new();
        sample.import_text("/n/a.md", TOOL);
        let [dropped] = sample.asking("What is zoxide")[..] else { panic!("one card asks") };
        sample.store.decide(dropped, &Decision::Drop, noon(0), day(0)).unwrap();
        let edited = TOOL.replace("smarter", "much smarter");
        for text in [TOOL, &edited, "# Notes\n\n## Tools\n#### fd\n* A finder of files\n", TOOL] {
            sample.import_text("/n/a.md", text);
            assert_eq!(sample.status_of(dropped), Status::Dropped, "{text}");
            assert_eq!(sample.asking("What is zoxide"), [dropped], "{text}");
        }
        sample.import_text("/n/moved.md", TOOL);
        assert_eq!(sample.asking("What is zoxide"), [dropped], "the file moved");
        let other = TOOL.replace("A smarter way of changing folders quickly", "A town in Peru");
        sample.import_text("/n/other.md", &other);
        assert_eq!(sample.asking("What is zoxide").len(), 2, "that is another card");
    }

    impl Sample {
        fn status_of(&self, id: CardId) -> Status {
            self.shown(id).0
        }
    }

    /// A card of a rule that asks about thing `number` of a file.
    fn draft(number: usize, tier: Tier) -> Draft {
        Draft {
            rule: "R27",
            kind: "descriptor",
            tier,
            confidence: 60,
            question: format!("What is thing {number}?"),
            answer: format!("It is number {number}."),
            context: Vec::new(),
            lines: Lines::new([1]),
            entity: format!("thing {number}"),
            entity_kind: "term",
            fact: format!("thing {number} is number {number}"),
            tags: Vec::new(),
            variant: 0,
            brought: None,
        }
    }

    #[test]
    fn an_offered_card_stays_as_decided_when_its_line_is_edited_or_leaves_for_a_while() {
        let mut sample = Sample::new();
        let drafts = [1, 2, 3].map(|number| draft(number, Tier::Extra));
        sample.import("/n/a.md", &drafts);
        let [kept, dropped, edited] = sample.asking("thing")[..] else { panic!("three cards") };
        let mut decide = |id, decision| {
            assert!(sample.store.decide(id, &decision, noon(0), day(0)).unwrap());
        };
        decide(kept, Decision::Keep);
        decide(dropped, Decision::Drop);
        let [question, answer] = ["My question?", "It is number 3."].map(str::to_owned);
        decide(edited, Decision::Edit { question, answer });
        let mut later = drafts.clone();
        for draft in &mut later {
            draft.answer = draft.answer.replace("number", "the number");
        }
        let tally = sample.import("/n/a.md", &later);
        assert_eq!((tally.offered, tally.reworded), (0, 3));
        let mine = (Status::Pending, "My question?".to_owned(), "It is the number 3.".to_owned());
        assert_eq!(sample.shown(edited), mine, "the answer follows the notes, not the question");
        sample.import("/n/a.md", &[]);
        assert_eq!(sample.status_of(kept), Status::Retired);
        sample.import("/n/a.md", &later);
        assert_eq!(sample.status_of(kept), Status::New, "it was kept before its line left");
        assert_eq!(sample.status_of(dropped), Status::Dropped);
        assert_eq!(sample.shown(edited), mine);
        assert_eq!(sample.asking("thing").len(), 3);
    }

    #[test]
    fn words_of_the_learner_are_not_reworded_by_the_notes() {
        let mut sample = Sample::new();
        sample.import("/n/a.md", &[draft(1, Tier::Core)]);
        let [id] = sample.asking("thing")[..] else { panic!("one card") };
        let edit = Decision::Edit { question: "Q?".to_owned(), answer: "A.".to_owned() };
        sample.store.decide(id, &edit, noon(0), day(0)).unwrap();
        let mut later = draft(1, Tier::Core);
        later.answer = "It is now number one.".to_owned();
        let tally = sample.import("/n/a.md", &[later]);
        assert_eq!((tally.reworded, tally.outdated), (0, 1));
        assert_eq!(sample.shown(id), (Status::New, "Q?".to_owned(), "A.".to_owned()));
        let mut left = Vec::new();
        let visit = |card: ExportedCard| -> Result<(), StoreError> {
            left.push((card.question, card.answer));
            Ok(())
        };
        sample.store.snapshot().unwrap().each_card(&Scope::default(), visit).unwrap();
        assert_eq!(left, [("Q?".to_owned(), "A.".to_owned())], "what leaves for Anki");
    }

    #[test]
    fn a_rule_whose_cards_are_dropped_is_quiet_from_then_on() {
        let mut sample = Sample::new();
        let mut drafts: Vec<Draft> = (1..=12).map(|number| draft(number, Tier::Extra)).collect();
        drafts[10].tier = Tier::Core;
        sample.import("/n/a.md", &drafts);
        for (at, id) in sample.asking("thing").into_iter().enumerate().take(10) {
            let decision = if at == 0 { Decision::Keep } else { Decision::Drop };
            sample.store.decide(id, &decision, noon(0), day(0)).unwrap();
        }
        let share = sample.store.shares().unwrap()["R27"];
        assert_eq!(share, Share { made: 12, kept: 1, dropped: 9 });
        drafts.extend([draft(13, Tier::Core), draft(14, Tier::Extra)]);
        drafts.push(Draft { rule: "R25", ..draft(15, Tier::Extra) });
        let tally = sample.import("/n/a.md", &drafts);
        assert_eq!((tally.new, tally.offered, tally.quieted), (0, 2, 2));
        let status = |sample: &Sample, number: usize| {
            let cards = sample.asking(&format!("thing {number}?"));
            cards.first().map(|id| sample.status_of(*id))
        };
        assert_eq!(status(&sample, 11), Some(Status::New), "cards already there stay");
        assert_eq!(status(&sample, 12), Some(Status::Pending));
        assert_eq!(status(&sample, 13), Some(Status::Pending), "core is only offered");
        assert_eq!(status(&sample, 14), None, "extra is not even offered");
        assert_eq!(status(&sample, 15), Some(Status::Pending), "another rule goes on");
        sample.import("/n/a.md", &drafts);
        assert_eq!(status(&sample, 13), Some(Status::Pending), "a second import changes nothing");
        assert_eq!(sample.undo(), Some(Deed::Did(Act::Import)));
        assert_eq!(sample.undo(), Some(Deed::Decided(Verdict::Drop)));
        sample.import("/n/a.md", &drafts);
        assert_eq!(status(&sample, 13), Some(Status::New), "nine decisions do not quiet a rule");
        assert_eq!(status(&sample, 14), Some(Status::Pending));
    }
}
