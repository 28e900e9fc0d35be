//! Laws of the log, held over any life of a collection: what was ever done, in whatever order,
//! every schedule is a replay of the log, undo takes a step back whole, and redo brings it again;
//! and what a day asks keeps to its limits, each card once.

use super::import::{Fingerprint, Source};
use super::testing::{Sample, answer, card, day, give, noon, pass};
use super::{CardChange, CardRecord, Decision, Moment, Queue, QueueRequest, Scope, Status};
use super::{Store, StoreError};
use crate::cards::generate::generate;
use crate::cards::identity;
use crate::learning::exam::Exam;
use crate::learning::holds::Hold;
use crate::learning::queue::{Limits, QueueKind};
use crate::learning::review::{Review, ReviewKind};
use crate::learning::schedule::Spacing;
use crate::learning::schedule::sm2::Sm2;
use crate::notes::outline;
use crate::values::grade::Grade;
use crate::values::ids::CardId;
use proptest::prelude::*;
use std::collections::HashSet;

/// So narrow that a life of a few acts meets them.
const LIMITS: Limits = Limits { new: 2, reviews: 2, daily: Some(3) };

const RULES: [Sm2; 4] = [Sm2::CANONICAL, Sm2::DELPHI, Sm2::WIKIPEDIA, Sm2::LITERAL];

/// What a person may do. A card is named by its place among those there are.
#[derive(Debug, Clone)]
enum Act {
    Answer {
        at: usize,
        grade: u8,
        kind: ReviewKind,
    },
    /// An answer in another window.
    AnswerElsewhere {
        at: usize,
        grade: u8,
    },
    Change {
        at: usize,
        change: CardChange,
    },
    Decide {
        at: usize,
        decision: Decision,
    },
    Import {
        text: usize,
    },
    Hold(Hold),
    EndVacations,
    Plan(Exam),
    Cancel {
        on: i32,
    },
    Reschedule {
        rules: usize,
        evens_out: bool,
    },
    Undo,
    Redo,
    Sleep {
        days: i32,
    },
}

/// A note in four states.
const TEXTS: [&str; 4] = [
    "# Tools\n\n## zoxide\n* A way of changing folders quickly #shell\n",
    "# Tools\n\n## zoxide\n* A smarter way of changing folders quickly\n\n## fd\n* A finder of files\n",
    "# Tools\n\n## fd\n* A finder of files by name #search\n",
    "# Tools\n\nNothing to learn here yet.\n",
];

fn change() -> impl Strategy<Value = CardChange> {
    let tags = |tag: &str| vec![tag.to_owned()];
    prop::sample::select(vec![
        CardChange::Suspend,
        CardChange::Unsuspend,
        CardChange::BuryUntil(day(3)),
        CardChange::BuryUntil(day(30)),
        CardChange::Unbury,
        CardChange::Mark("why".to_owned()),
        CardChange::Unmark,
        CardChange::Tag { add: tags("own"), remove: tags("shell") },
        CardChange::Tag { add: tags("search"), remove: tags("OWN") },
    ])
}

fn decision() -> impl Strategy<Value = Decision> {
    let [question, answer] = ["What?", "The card 1."].map(str::to_owned);
    prop::sample::select(vec![Decision::Keep, Decision::Drop, Decision::Edit { question, answer }])
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    use ReviewKind::{Ahead, Cram, Drill, Scheduled};
    let kind = prop::sample::select(vec![Scheduled, Scheduled, Scheduled, Drill, Cram, Ahead]);
    let act = prop_oneof![
        8 => (0..9_usize, 0..=5_u8, kind).prop_map(|(at, grade, kind)| Act::Answer { at, grade, kind }),
        2 => (0..9_usize, 0..=5_u8).prop_map(|(at, grade)| Act::AnswerElsewhere { at, grade }),
        4 => (0..9_usize, change()).prop_map(|(at, change)| Act::Change { at, change }),
        2 => (0..9_usize, decision()).prop_map(|(at, decision)| Act::Decide { at, decision }),
        2 => (0..TEXTS.len()).prop_map(|text| Act::Import { text }),
        1 => (0..20_i32, 1..9_u32).prop_map(|(on, days)| Act::Hold(Hold::postponing(day(on), days, None))),
        1 => (0..20_i32).prop_map(|on| Act::Hold(Hold::vacation(day(on), day(on + 3)))),
        1 => Just(Act::EndVacations),
        2 => (4..20_i32, any::<bool>()).prop_map(|(on, is_of_deck)| {
            let deck = is_of_deck.then(|| "Notes".to_owned());
            Act::Plan(Exam { day: day(on), window_days: 9, deck })
        }),
        1 => (4..20_i32).prop_map(|on| Act::Cancel { on }),
        1 => (0..RULES.len(), any::<bool>())
            .prop_map(|(rules, evens_out)| Act::Reschedule { rules, evens_out }),
        4 => Just(Act::Undo),
        3 => Just(Act::Redo),
        // A clock may be set back.
        4 => (-3..30_i32).prop_map(|days| Act::Sleep { days }),
    ];
    prop::collection::vec(act, 0..25)
}

/// A collection with its day.
struct Life {
    sample: Sample,
    today: i32,
    /// The rules by which answers are scheduled now.
    rules: Sm2,
}

impl Life {
    /// Three cards, new or due for the third time. One of these was answered, so that load
    /// balancing keeps the others off its day.
    fn new(is_begun: bool, evens_out: bool) -> Self {
        let mut sample = Sample::with_cards(3);
        let answers = [(1, 0), (2, 0), (3, 0), (1, 1), (2, 1), (3, 1), (1, 7)];
        for (number, on) in answers.into_iter().filter(|_| is_begun) {
            pass(&mut sample, number, on);
        }
        let rules = Sm2::CANONICAL.spaced(Spacing { evens_out, ..Spacing::EXACT });
        Self { sample, today: if is_begun { 7 } else { 0 }, rules }
    }

    fn store(&mut self) -> &mut Store {
        &mut self.sample.store
    }

    /// The same collection, as a window sees it that was opened just now.
    fn other(&self) -> Store {
        Store::open(&self.sample.folder.path().join("recall.db"), noon(0)).unwrap()
    }

    fn cards(&self) -> Vec<CardId> {
        let sql = "SELECT id FROM cards WHERE withdrawn = 0 ORDER BY id";
        let mut statement = self.sample.store.connection.prepare(sql).unwrap();
        let ids = statement.query_map([], |row| row.get(0)).unwrap();
        ids.map(|id| CardId::from_raw(id.unwrap())).collect()
    }

    /// Everything that a person could see.
    fn seen(&self) -> Vec<String> {
        let record = |id: CardId| {
            let card = self.sample.store.card(id).unwrap().unwrap();
            // Which row a fact is, and where its lines are, is nobody's business.
            format!("{:?}", CardRecord { fact: 0, ..card })
        };
        let mut seen: Vec<String> = self.cards().into_iter().map(record).collect();
        seen.push(format!("{:?}", self.sample.store.holds().unwrap()));
        seen.push(format!("{:?}", self.sample.store.exams(day(0)).unwrap()));
        seen.push(format!("{:?}", self.sample.store.roots().unwrap()));
        seen
    }

    fn steps(&self) -> usize {
        self.sample.store.steps(1000).unwrap().len()
    }

    fn live(&mut self, act: &Act) -> Result<(), StoreError> {
        let moment = Moment { at: noon(self.today), day: day(self.today) };
        let cards = self.cards();
        let card = |at: usize| cards[at % cards.len()];
        match act {
            Act::Answer { at, grade, kind } => {
                let answer = answer(card(*at).raw(), self.today, *grade, *kind);
                if self.store().card(answer.card)?.is_some_and(|card| is_in_use(&card)) {
                    let rules = self.rules;
                    self.store().answer(&answer, &rules)?;
                }
            }
            Act::AnswerElsewhere { at, grade } => {
                let answer = answer(card(*at).raw(), self.today, *grade, ReviewKind::Scheduled);
                let mut other = self.other();
                if other.card(answer.card)?.is_some_and(|card| is_in_use(&card)) {
                    other.answer(&answer, &self.rules)?;
                }
            }
            Act::Change { at, change } => {
                let cards = [card(*at), card(at + 1)];
                self.store().change_cards(&cards, change, moment)?;
            }
            Act::Decide { at, decision } => {
                self.store().decide(card(*at), decision, moment.at, moment.day)?;
            }
            Act::Import { text } => self.import(TEXTS[*text], moment),
            Act::Hold(hold) => self.store().hold(hold, moment)?,
            Act::EndVacations => drop(self.store().end_vacations(moment)?),
            Act::Plan(exam) => self.store().plan_exam(exam, moment)?,
            Act::Cancel { on } => drop(self.store().cancel_exams(day(*on), moment)?),
            Act::Reschedule { rules, evens_out } => {
                let spacing = Spacing { evens_out: *evens_out, ..Spacing::EXACT };
                let rules = RULES[*rules].spaced(spacing);
                self.rules = rules;
                self.store().reschedule(&rules, moment)?;
            }
            Act::Undo => drop(self.store().undo_last(moment.at, moment.day)?),
            Act::Redo => drop(self.store().redo_last(moment.at, moment.day)?),
            Act::Sleep { days } => self.today = (self.today + days).max(0),
        }
        Ok(())
    }

    fn import(&mut self, text: &str, moment: Moment) {
        let drafts = generate(&outline::read(text, "file")).cards;
        let mut import = self.store().begin_import(moment, 1).unwrap();
        import.remember_root("/n").unwrap();
        let known = import.known_sources().unwrap().remove("/n/tools.md");
        let old = known.map_or(Vec::new(), |known| import.cards_of(known.id).unwrap());
        let hash = *blake3::hash(text.as_bytes()).as_bytes();
        let print = Fingerprint { size_bytes: 9, modified_ns: 9, hash, generator: 1 };
        let [path, title, deck] = ["/n/tools.md", "Tools", "Tools"].map(str::to_owned);
        let source = Source { kind: "file", path, title, deck, given_deck: None, print };
        let matching = identity::matching(&old, &drafts, &[]);
        drop(import.retire(matching.gone.iter().map(|at| &old[*at])).unwrap());
        let tally = import.write(&source, &old, &drafts, &matching).unwrap().tally;
        import.commit(tally).unwrap();
    }

    fn queue(&self, kind: QueueKind) -> Queue {
        let request = QueueRequest { kind, limits: LIMITS, ..QueueRequest::new(day(self.today)) };
        self.sample.store.queue(&request).unwrap()
    }

    /// How many cards were new today, and how many were asked that were seen before.
    fn done_today(&self) -> (usize, usize) {
        let log = |id| self.sample.store.reviews_of(id).unwrap();
        let reviews: Vec<_> = self.cards().into_iter().flat_map(log).collect();
        let of = |is_new: bool| {
            let counts = reviews.iter().filter(|review| {
                review.kind == ReviewKind::Scheduled
                    && review.day == day(self.today)
                    && review.before.is_none() == is_new
            });
            counts.count()
        };
        (of(true), of(false))
    }

    /// No card twice, and each in use, whatever is asked for.
    fn check_queues(&self) -> Result<(), TestCaseError> {
        for kind in [QueueKind::Today, QueueKind::Ahead(30), QueueKind::Cram] {
            let queue = self.queue(kind);
            let turns = queue.cards.iter().map(|turn| turn.card);
            let asked: Vec<CardId> = turns.chain(queue.drill.iter().copied()).collect();
            let distinct: HashSet<CardId> = asked.iter().copied().collect();
            prop_assert_eq!(distinct.len(), asked.len(), "{:?}", queue);
            for id in asked {
                let card = self.sample.store.card(id).unwrap().unwrap();
                let is_put_off = kind != QueueKind::Cram && card.is_buried(day(self.today));
                prop_assert!(is_in_use(&card) && !is_put_off, "{:?}", card);
            }
        }
        Ok(())
    }

    /// No more than today's limits leave; what an examination wants was planned, and comes on top.
    fn check_limits(&self) -> Result<(), TestCaseError> {
        let queue = self.queue(QueueKind::Today);
        let (mut new, mut reviews) = (0, 0);
        for turn in &queue.cards {
            let card = self.sample.store.card(turn.card).unwrap().unwrap();
            match (card.status, turn.kind) {
                (Status::New, _) => new += 1,
                (_, ReviewKind::Ahead) => {}
                _ => reviews += 1,
            }
        }
        let (new_done, seen_done) = self.done_today();
        let left = |limit: u32, done| usize::try_from(limit).unwrap().saturating_sub(done);
        let daily = LIMITS.daily.map(|daily| left(daily, new_done + seen_done));
        prop_assert!(new <= left(LIMITS.new, new_done), "{:?}", queue);
        prop_assert!(reviews <= left(LIMITS.reviews, seen_done), "{:?}", queue);
        prop_assert!(daily.is_none_or(|daily| new + reviews <= daily), "{:?}", queue);
        Ok(())
    }

    /// What is counted as due and what is foreseen for today are what the queue has.
    fn check_counts(&self) -> Result<(), TestCaseError> {
        let (store, today) = (&self.sample.store, day(self.today));
        let queue = self.queue(QueueKind::Today);
        let counts = store.counts(today, &Scope::default(), LIMITS).unwrap();
        let all = queue.cards.len() + queue.drill.len();
        prop_assert_eq!(usize::try_from(counts.total).unwrap(), all, "{:?}", queue);
        let foreseen = store.forecast(today, 1, LIMITS, &self.rules).unwrap().days[0];
        let foreseen = (foreseen.new.rounded(), foreseen.reviews.rounded());
        prop_assert_eq!(foreseen, (counts.new.into(), (counts.due + counts.ahead).into()));
        Ok(())
    }

    /// What load balancing knows of the days to come is what there is to be counted.
    fn check_loads(&self) -> Result<(), TestCaseError> {
        let other = self.other();
        for id in self.cards() {
            let answer = answer(id.raw(), self.today, 4, ReviewKind::Scheduled);
            let foreseen = |store: &Store| store.foresee(&answer, &Grade::BUTTONS, &self.rules);
            prop_assert_eq!(foreseen(&self.sample.store).unwrap(), foreseen(&other).unwrap());
        }
        Ok(())
    }

    /// States in the log and beside it that SM-2 does not know.
    fn impossible_states(&self) -> i64 {
        let sql = "SELECT
            (SELECT count(*) FROM reviews
             WHERE ef_hundredths_after < 130 OR kind = 'scheduled' AND interval_days_after < 1)
            + (SELECT count(*) FROM schedules WHERE ef_hundredths < 130 OR interval_days < 1)";
        self.sample.store.connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

fn is_in_use(card: &CardRecord) -> bool {
    matches!(card.status, Status::New | Status::Review)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_was_done_the_cache_is_the_log_and_every_step_goes_back_and_forth(
        acts in acts(),
        is_begun: bool,
        evens_out: bool,
    ) {
        let mut life = Life::new(is_begun, evens_out);
        for act in acts {
            let (before, steps) = (life.seen(), life.steps());
            life.live(&act).unwrap();
            let checkup = life.sample.store.check_up().unwrap();
            prop_assert_eq!(&checkup.faults, &[], "after {:?}", act);
            prop_assert_eq!(life.impossible_states(), 0, "after {:?}", act);
            life.check_queues()?;
            life.check_limits()?;
            life.check_counts()?;
            life.check_loads()?;
            if matches!(act, Act::Undo | Act::Redo) {
                continue;
            }
            let after = life.seen();
            if life.steps() == steps {
                // An import that only found lines elsewhere is no step.
                let is_import = matches!(act, Act::Import { .. });
                prop_assert!(is_import || after == before, "no step of {:?}", act);
                continue;
            }
            let kept = life.store().undo_last(noon(0), day(0)).unwrap().unwrap().kept;
            prop_assert_eq!((&life.seen(), kept), (&before, 0), "undo of {:?}", act);
            let kept = life.store().redo_last(noon(0), day(0)).unwrap().unwrap().kept;
            prop_assert_eq!((&life.seen(), kept), (&after, 0), "redo of {:?}", act);
            let faults = life.sample.store.check_up().unwrap().faults;
            prop_assert_eq!(faults, &[], "after undo and redo of {:?}", act);
        }
    }

    #[test]
    fn a_card_counts_once_a_day_however_the_clock_is_set(
        answers in prop::collection::vec((0..40_i32, 0..=5_u8, any::<bool>()), 0..30),
    ) {
        let mut sample = Sample::with_cards(1);
        for (on, grade, is_ahead) in answers {
            let kind = if is_ahead { ReviewKind::Ahead } else { ReviewKind::Scheduled };
            give(&mut sample, 1, on, grade, kind);
        }
        let log = sample.store.reviews_of(card(1)).unwrap();
        let moving: Vec<_> = log.iter().filter(|review| review.kind.moves_schedule()).collect();
        for pair in moving.windows(2) {
            prop_assert!(pair[0].day < pair[1].day, "twice a day: {:?}", pair);
            let is_due = pair[0].due_after <= pair[1].day;
            prop_assert_eq!(pair[1].kind == ReviewKind::Scheduled, is_due, "{:?}", pair);
        }
        let is_later = |review: &&Review| review.due_after > review.day;
        prop_assert!(moving.iter().all(is_later), "{:?}", moving);
        prop_assert!(moving.iter().all(|review| review.after.interval_days >= 1), "{:?}", moving);
    }
}
