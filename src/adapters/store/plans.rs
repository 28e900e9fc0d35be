//! Tests that what a session waits for is answered from an index, at any size.

use super::testing::{Sample, answer, card, day, give, noon, pass};
use super::{CardChange, Decision, Moment, QueueRequest, Scope, Store};
use crate::learning::exam::Exam;
use crate::learning::holds::Hold;
use crate::learning::queue::{Limits, QueueKind};
use crate::learning::review::ReviewKind;
use crate::learning::schedule::Spacing;
use crate::learning::schedule::sm2::Sm2;
use crate::values::grade::Grade;
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use rusqlite::types::Null;
use rusqlite::{Connection, StatementStatus, params_from_iter};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Tables that do not grow with the cards: they are read whole.
const SMALL: [&str; 4] = ["decks", "tags", "holds", "exams"];

/// Statements that go backwards through the log and stop at the first steps that they want.
const BACKWARDS: [&str; 3] =
    [counting!("last_step.sql"), counting!("last_undone.sql"), counting!("steps.sql")];

thread_local! {
    /// The statements that this thread made.
    static MADE: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

fn note(event: TraceEvent<'_>) {
    if let TraceEvent::Stmt(statement, _) = event {
        MADE.with_borrow_mut(|made| made.insert(statement.sql().into_owned()));
    }
}

/// The statements that are made meanwhile.
fn made_by(sample: &mut Sample, does: impl FnOnce(&mut Sample)) -> BTreeSet<String> {
    let trace = |sample: &Sample, to| {
        sample.store.connection.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, to);
    };
    trace(sample, Some(note));
    does(sample);
    trace(sample, None);
    MADE.take()
}

/// How `SQLite` answers a statement, a step a line.
fn plan(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let nothing = std::iter::repeat_n(Null, statement.parameter_count());
    let mut steps = statement.query(params_from_iter(nothing)).unwrap();
    let mut plan = Vec::new();
    while let Some(step) = steps.next().unwrap() {
        plan.push(step.get::<_, String>("detail").unwrap());
    }
    plan
}

/// The steps that read a table from end to end. What the statement made itself, such as the rows
/// of a recursion or of a JSON list, is no table.
fn scans(plan: &[String]) -> Vec<&str> {
    let made: Vec<&str> = plan
        .iter()
        .filter_map(|step| step.strip_prefix("CO-ROUTINE ").or(step.strip_prefix("MATERIALIZE ")))
        .collect();
    let is_scan = |at: usize| {
        let Some(scanned) = plan[at].strip_prefix("SCAN ") else { return false };
        let is_turn = at > 0 && plan[at - 1] == "RECURSIVE STEP";
        let is_list = scanned.contains("VIRTUAL TABLE") || scanned == "CONSTANT ROW";
        !is_turn && !is_list && !made.contains(&scanned)
    };
    (0..plan.len()).filter(|at| is_scan(*at)).map(|at| plan[at].as_str()).collect()
}

/// The steps that put rows in order in a heap of their own before the first is given.
fn sorts(plan: &[String]) -> Vec<&str> {
    plan.iter().map(String::as_str).filter(|step| step.contains("TEMP B-TREE")).collect()
}

/// Cards of two decks on schedules, with tags, an examination and something postponed.
fn collection() -> Sample {
    let mut sample = Sample::with_cards(8);
    sample.add_source(2, "Other");
    sample.sql("UPDATE cards SET deck_id = 2 WHERE id > 4");
    sample.sql("INSERT INTO tags VALUES (1, 'exam'); INSERT INTO card_tags VALUES (3, 1)");
    (1..=4).for_each(|number| pass(&mut sample, number, 0));
    pass(&mut sample, 1, 1);
    let moment = Moment { at: noon(1), day: day(1) };
    let [everything, other] = [None, Some("Other".to_owned())];
    sample
        .store
        .plan_exam(&Exam { day: day(6), window_days: 5, deck: everything }, moment)
        .unwrap();
    sample
        .store
        .plan_exam(&Exam { day: day(6), window_days: 5, deck: other.clone() }, moment)
        .unwrap();
    sample.store.hold(&Hold::postponing(day(2), 1, other), moment).unwrap();
    sample
}

/// Everything that a session waits for while it begins.
fn begin(store: &Store) {
    let decks = Scope { decks: vec!["Notes".to_owned()], ..Scope::default() };
    let tags = Scope { tags: vec!["exam".to_owned()], ..Scope::default() };
    let sources = Scope { sources: vec![1], ..Scope::default() };
    for scope in [Scope::default(), decks, tags, sources] {
        store.counts(day(2), &scope, Limits::default()).unwrap();
        store.coming(day(2), &scope, 7, 999).unwrap();
        store.next_due(day(2), &scope).unwrap();
        for kind in [QueueKind::Today, QueueKind::Ahead(3), QueueKind::Cram] {
            let request = QueueRequest {
                scope: scope.clone(),
                kind,
                budget_ms: Some(60_000),
                ..QueueRequest::new(day(2))
            };
            assert_ne!(store.queue(&request).unwrap().cards, [], "{request:?}");
        }
    }
    store.backlog(day(2), Limits::NONE, &Sm2::CANONICAL).unwrap();
    store.pass_rate().unwrap();
    store.is_empty().unwrap();
}

/// What it waits for from one card to the next.
fn go_on(sample: &mut Sample) {
    let at = noon(2);
    let moment = Moment { at, day: day(2) };
    let store = &mut sample.store;
    let answer = answer(1, 2, 4, ReviewKind::Scheduled);
    let balanced = Sm2::CANONICAL.spaced(Spacing { evens_out: true, ..Spacing::EXACT });
    store.card(card(1)).unwrap();
    store.recitals(card(1)).unwrap();
    store.foresee(&answer, &Grade::BUTTONS, &balanced).unwrap();
    store.answer(&answer, &balanced).unwrap();
    store.reviews_of(card(1)).unwrap();
    for change in [CardChange::Suspend, CardChange::Unsuspend, CardChange::BuryUntil(day(3))] {
        store.change_cards(&[card(2)], &change, moment).unwrap();
    }
    store.decide(card(3), &Decision::Drop, at, day(2)).unwrap();
    for _ in 0..5 {
        store.steps(1).unwrap();
        store.undo_last(at, day(2)).unwrap().unwrap();
    }
    store.redo_last(at, day(2)).unwrap().unwrap();
    give(sample, 4, 2, 2, ReviewKind::Scheduled);
}

#[test]
fn whatever_a_session_asks_is_found_by_an_index() {
    let mut sample = collection();
    let made = made_by(&mut sample, |sample| {
        begin(&sample.store);
        go_on(sample);
    });
    assert!(made.len() > 40, "{made:#?}");
    let is_looked_at = |sql: &&String| {
        let is_frame = sql.starts_with("BEGIN") || sql.starts_with("COMMIT");
        !is_frame && !BACKWARDS.iter().any(|known| known.trim() == sql.trim())
    };
    for sql in made.iter().filter(is_looked_at) {
        let plan = plan(&sample.store.connection, sql);
        let is_large = |step: &&str| !SMALL.iter().any(|small| *step == format!("SCAN {small}"));
        let faults: Vec<&str> = scans(&plan).into_iter().filter(is_large).collect();
        assert!(faults.is_empty(), "{sql}: {faults:#?}\nin {plan:#?}");
    }
}

#[test]
fn no_statement_of_a_session_reads_or_sorts_a_whole_table() {
    let sample = Sample::with_cards(3);
    for (name, sql) in [
        ("due_few", include_str!("due_few.sql")),
        ("due_first", include_str!("due_first.sql")),
        ("due_next", include_str!("due_next.sql")),
        ("new_next", include_str!("new_next.sql")),
        ("weakest", include_str!("weakest.sql")),
        ("candidate", include_str!("candidate.sql")),
        ("can_begin", include_str!("can_begin.sql")),
        ("pace", include_str!("pace.sql")),
        ("pass_rate", counting!("pass_rate.sql")),
        ("exam_at_risk", include_str!("exam_at_risk.sql")),
        ("exam_at_risk_in_decks", include_str!("exam_at_risk_in_decks.sql")),
        ("due_by_day", include_str!("due_by_day.sql")),
        ("due_at_most", include_str!("due_at_most.sql")),
        ("next_due", include_str!("next_due.sql")),
        ("free_instant", include_str!("free_instant.sql")),
        ("schedule_of", include_str!("schedule_of.sql")),
        ("reviews_of", counting!("reviews_of.sql")),
        ("put_schedule", include_str!("put_schedule.sql")),
        ("log_review", include_str!("log_review.sql")),
        ("log_operation", include_str!("log_operation.sql")),
    ] {
        let plan = plan(&sample.store.connection, sql);
        let faults = [scans(&plan), sorts(&plan)].concat();
        assert!(faults.is_empty(), "{name}: {faults:#?}\nin {plan:#?}");
    }
}

/// These put in order, or count, what a card, a day or a scope has and nothing more.
#[test]
fn a_card_a_day_and_a_scope_are_found_by_an_index() {
    let sample = Sample::with_cards(3);
    for (name, sql) in [
        ("card", include_str!("card.sql")),
        ("recitals", counting!("recitals.sql")),
        ("today", counting!("today.sql")),
        ("upcoming", include_str!("upcoming.sql")),
        ("in_scope", include_str!("in_scope.sql")),
    ] {
        let plan = plan(&sample.store.connection, sql);
        assert!(scans(&plan).is_empty(), "{name}: {:#?}\nin {plan:#?}", scans(&plan));
    }
}

/// What looks at every card takes the rows as they lie: a million are put in order for longer than
/// they are read.
#[test]
fn what_looks_at_every_card_sorts_none() {
    let sample = Sample::with_cards(3);
    for sql in [
        include_str!("states.sql"),
        include_str!("stats_reviews.sql"),
        include_str!("stats_schedules.sql"),
        include_str!("stats_statuses.sql"),
    ] {
        let plan = plan(&sample.store.connection, sql);
        assert!(sorts(&plan).is_empty(), "{plan:#?}");
    }
}

/// Undo goes backwards through the log and stops at the first step that it wants.
#[test]
fn undo_looks_at_the_end_of_the_log_only() {
    let sample = Sample::with_cards(3);
    for sql in BACKWARDS {
        let plan = plan(&sample.store.connection, sql);
        assert!(sorts(&plan).is_empty(), "{plan:#?}");
    }
}

#[test]
fn a_statement_is_not_planned_anew_for_other_values() {
    let sample = Sample::with_cards(3);
    let mut statement = sample.store.connection.prepare("SELECT id FROM cards LIMIT ?1").unwrap();
    for (most, found) in [(1_u32, 1), (2, 2), (3, 3)] {
        assert_eq!(statement.query_map([most], |_| Ok(())).unwrap().count(), found);
    }
    assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
}

#[test]
fn a_scan_and_a_sort_are_found_out() {
    let sample = Sample::with_cards(3);
    for (sql, faults) in [
        ("SELECT question FROM cards WHERE answer = 'a'", 1),
        ("SELECT c.question FROM cards c ORDER BY c.answer", 2),
        ("SELECT question FROM cards WHERE id = 1", 0),
        ("SELECT question FROM cards WHERE id IN (SELECT value FROM json_each(?1))", 0),
    ] {
        let plan = plan(&sample.store.connection, sql);
        assert_eq!(scans(&plan).len() + sorts(&plan).len(), faults, "{sql}");
    }
}
