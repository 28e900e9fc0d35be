//! `recall reschedule`: another rule set, looked at first, done with `--yes`, taken back by undo.

use crate::cards::{SIX, fill};
use crate::support::Recall;
use insta::assert_snapshot;

/// Three cards, each known perfectly on its three days.
fn answered() -> Recall {
    let mut recall = Recall::new();
    fill(&recall, &SIX);
    for day in ["02-15", "02-16", "02-22"] {
        recall.set_now(&format!("2027-{day}T08:00:00Z"));
        recall.ok(&["grade", "1", "easy"]);
        recall.ok(&["grade", "2", "easy"]);
        recall.ok(&["grade", "3", "hard"]);
    }
    recall
}

#[test]
fn the_moves_are_shown_and_made_only_with_yes() {
    let recall = answered();
    let before = recall.ok(&["list", "--json"]);
    assert_snapshot!(recall.run(&["reschedule", "--rules", "wikipedia"]), @"
    exit code 0
    --- stdout
    By the rules `wikipedia`, of 3 cards with a schedule:
           3  due earlier
           0  due later
           0  on the same day, with another interval or ease
           0  as they are
    A move is 1.0 days on average; the largest:
    100000  Thu 11 Mar → Wed 10 Mar, -1  Which herb keeps its scent when dried?
    200000  Thu 11 Mar → Wed 10 Mar, -1  What does mint need to be kept in?
    300000  Mon 8 Mar → Sun 7 Mar, -1  When is sage cut?
    --- stderr
    nothing was changed: `recall reschedule --rules wikipedia --yes` does it, and `recall undo` takes it back
    ");
    assert_eq!(recall.ok(&["list", "--json"]), before);
    let ran = recall.run(&["reschedule", "--rules", "wikipedia", "--yes"]);
    assert_eq!(
        ran.stderr,
        "answers to come go by them after `recall config set scheduler.rules wikipedia`\n"
    );
    assert_eq!(recall.json(&["show", "1", "--json"])["interval_days"], 16);
    assert!(recall.ok(&["why", "1"]).contains("set without an answer: interval 16 days"));
    recall.ok(&["doctor"]);
    assert_eq!(recall.ok(&["undo"]), "took back `reschedule` for 3 cards\n");
    assert_eq!(recall.ok(&["list", "--json"]), before);
}

#[test]
fn the_longest_interval_that_is_set_holds_for_other_rules_too() {
    let recall = answered();
    recall.ok(&["config", "set", "scheduler.max_interval", "10"]);
    let told = recall.json(&["reschedule", "--rules", "delphi", "--yes", "--json"]);
    assert_eq!((&told["earlier"], &told["largest"][0]["to"]), (&3.into(), &"2027-03-04".into()));
    assert_eq!(recall.json(&["show", "1", "--json"])["interval_days"], 10);
}

#[test]
fn without_rules_those_of_the_configuration_count() {
    let recall = answered();
    let set = recall.run(&["config", "set", "scheduler.rules", "literal"]).stderr;
    assert!(
        set.contains("`recall reschedule` shows what they would make of those so far"),
        "{set}"
    );
    let again = recall.run(&["config", "set", "scheduler.rules", "literal"]).stderr;
    assert!(!again.contains("reschedule"), "{again}");
    let told = recall.json(&["reschedule", "--json"]);
    assert_eq!((&told["rules"], &told["done"]), (&"literal".into(), &false.into()));
    assert_eq!((&told["earlier"], &told["later"]), (&1.into(), &0.into()));
    assert_eq!(recall.run(&["reschedule", "--rules", "sm18"]).code, 2);
    assert_eq!(Recall::new().run(&["reschedule"]).code, 1);
}
