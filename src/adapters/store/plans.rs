//! Tests that what a session waits for is answered from an index, at any size.

use super::testing::Sample;
use rusqlite::types::Null;
use rusqlite::{Connection, StatementStatus, params_from_iter};

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

#[test]
fn no_statement_of_a_session_reads_or_sorts_a_whole_table() {
    let sample = Sample::with_cards(3);
    for (name, sql) in [
        ("due_first", include_str!("due_first.sql")),
        ("due_next", include_str!("due_next.sql")),
        ("new_next", include_str!("new_next.sql")),
        ("weakest", include_str!("weakest.sql")),
        ("candidate", include_str!("candidate.sql")),
        ("can_begin", include_str!("can_begin.sql")),
        ("pace", include_str!("pace.sql")),
        ("due_about", include_str!("due_about.sql")),
        ("pass_rate", include_str!("pass_rate.sql")),
        ("exam_at_risk", include_str!("exam_at_risk.sql")),
        ("exam_at_risk_in_decks", include_str!("exam_at_risk_in_decks.sql")),
        ("due_by_day", include_str!("due_by_day.sql")),
        ("due_at_most", include_str!("due_at_most.sql")),
        ("next_due", include_str!("next_due.sql")),
        ("instants_from", include_str!("instants_from.sql")),
        ("schedule_of", include_str!("schedule_of.sql")),
        ("reviews_of", include_str!("reviews_of.sql")),
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
        ("recitals", include_str!("recitals.sql")),
        ("today", include_str!("today.sql")),
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
    for sql in [include_str!("last_step.sql"), include_str!("last_undone.sql")] {
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
