//! An examination: what it would bring is shown, then planned, asked on its days, and taken back.

use crate::cards::{SIX, fill, log};
use crate::support::Recall;
use insta::assert_snapshot;

/// Six cards that were answered for the third time on 15 February, and are due on 2 March.
fn garden() -> Recall {
    let mut recall = Recall::new();
    fill(&recall, &SIX);
    for day in ["08", "09", "15"] {
        recall.set_now(&format!("2027-02-{day}T08:00:00Z"));
        for card in ["1", "2", "3", "4", "5", "6"] {
            recall.ok(&["grade", card, "good"]);
        }
    }
    recall
}

#[test]
fn what_an_exam_would_bring_is_shown_first_and_changes_nothing() {
    let recall = garden();
    assert_snapshot!(recall.run(&["exam", "2027-02-26", "--window", "3"]), @"
    exit code 0
    --- stdout
    6 cards would be past half their interval on Fri 26 Feb.
                  due  added    all
    Tue 23 Feb      0      2      2  ████████████████████████████████████████
    Wed 24 Feb      0      2      2  ████████████████████████████████████████
    Thu 25 Feb      0      2      2  ████████████████████████████████████████
    Busiest day: Tue 23 Feb, 2 cards.
    --- stderr
    nothing was changed: `recall exam 2027-02-26 --window 3 --yes` has them asked on those days
    ");
    assert_eq!(recall.run(&["exam"]).stdout, "");
    let plan = recall.json(&["exam", "2027-02-26", "--window", "3", "--json"]);
    assert_eq!((&plan["planned"], &plan["added"]), (&false.into(), &6.into()));
    assert_eq!(plan["days"][0]["ids"].as_array().unwrap().len(), 2);
    assert_snapshot!(recall.run(&["exam", "2027-02-20"]), @"
    exit code 0
    --- stdout
    No card would be past half its interval on Sat 20 Feb.
    --- stderr
    nothing was changed: `recall exam 2027-02-20 --yes` has those that will be by then asked on those days
    ");
}

#[test]
fn the_days_before_it_have_its_cards_until_that_is_taken_back() {
    let mut recall = garden();
    let planned = ["exam", "2027-02-26", "--window", "3", "--deck", "Garden", "--yes"];
    assert!(recall.run(&planned).stderr.contains("`recall undo` takes it back"));
    assert_snapshot!(recall.ok(&["exam"]), @"Fri 26 Feb, Garden, with 3 days before it");
    recall.set_now("2027-02-23T08:00:00Z");
    assert_snapshot!(recall.ok(&["due"]), @"0 due, 0 new, 2 for an exam");
    recall.run_with_input(&["review", "--plain"], "\ngood\n\ngood\n").done();
    assert_eq!(log(&recall)[18..], ["1:ahead:4", "4:ahead:4"]);
    assert_eq!(recall.run(&["due", "--check"]).code, 1);
    recall.set_now("2027-02-25T08:00:00Z");
    assert_eq!(recall.json(&["due", "--json"])["ahead"], 4);
    recall.ok(&["exam", "2027-02-26", "--cancel"]);
    assert_eq!(recall.json(&["due", "--json"])["ahead"], 0);
    assert_eq!(recall.ok(&["undo"]), "took back `exam`\n");
    assert_eq!(recall.json(&["due", "--json"])["ahead"], 4);
    assert_eq!(recall.run(&["exam", "2027-03-26", "--cancel"]).code, 1);
}

#[test]
fn an_exam_that_cannot_be_planned_is_refused() {
    let recall = garden();
    for (arguments, code) in [
        (&["exam", "2027-02-15"][..], 1),
        (&["exam", "tomorrow"], 2),
        (&["exam", "2027-02-26", "--window", "0"], 2),
        (&["exam", "2027-02-26", "--deck", "Botany"], 1),
        (&["exam", "--yes"], 2),
    ] {
        assert_eq!(recall.run(arguments).code, code, "{arguments:?}");
    }
    recall.ok(&["vacation", "2027-02-16..2027-02-25"]);
    assert_eq!(recall.run(&["exam", "2027-02-26"]).code, 1);
    assert_eq!(Recall::new().run(&["exam", "2027-02-26"]).code, 1);
}

#[test]
fn the_plan_fits_forty_columns() {
    let recall = garden().columns(40);
    let shown = recall.ok(&["exam", "2027-02-26"]);
    assert!(shown.lines().skip(1).all(|line| line.chars().count() <= 40), "{shown}");
}
