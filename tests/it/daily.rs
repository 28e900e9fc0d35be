//! What is due, one answer from a script, and taking it back.

use crate::cards::{SIX, fill, log, schedules};
use crate::support::Recall;
use insta::assert_snapshot;
use serde_json::json;

/// The six cards of a garden, all new; their ids begin with 1 to 6.
fn garden() -> Recall {
    let recall = Recall::new();
    fill(&recall, &SIX);
    recall
}

#[test]
fn without_a_database_the_way_to_begin_is_told_and_nothing_is_made() {
    let recall = Recall::new();
    assert_snapshot!(recall.run(&[]), @"
    exit code 0
    --- stdout
    No cards yet.
    `recall import PATH` turns Markdown notes into cards.
    ");
    assert_snapshot!(recall.run(&["due"]), @"
    exit code 0
    --- stdout
    no cards yet
    --- stderr
    `recall import PATH` turns Markdown notes into cards
    ");
    assert_eq!(recall.run(&["due", "--check"]).code, 1);
    assert_eq!(recall.json(&["due", "--json"])["total"], 0);
    assert_eq!(recall.run(&["list"]).code, 0);
    for command in [&["show", "1"][..], &["grade", "1", "good"], &["undo"]] {
        assert_eq!(recall.run(command).code, 1, "{command:?}");
    }
    assert!(!recall.database().exists());
}

#[test]
fn what_is_due_is_counted_for_people_and_scripts() {
    let recall = garden();
    assert_snapshot!(recall.run(&["due"]), @"
    exit code 0
    --- stdout
    0 due, 6 new
    ");
    assert_snapshot!(recall.run(&[]), @"
    exit code 0
    --- stdout
    0 due, 6 new
    `recall review` begins.
    ");
    assert_eq!(
        recall.json(&["due", "--json"]),
        json!({"version": 1, "day": "2027-02-15", "due": 0, "new": 6, "learning": 0, "ahead": 0,
               "total": 6,
               "next_due": null, "vacation_until": null, "backlog": 0, "backlog_ends": null}),
    );
    assert_eq!(recall.run(&["due", "--check"]).to_string(), "exit code 0\n");
}

#[test]
fn when_all_is_done_the_next_day_is_named() {
    let recall = garden();
    for card in ["1", "2", "3", "4", "5", "6"] {
        recall.ok(&["grade", card, "easy"]);
    }
    assert_snapshot!(recall.run(&[]), @"
    exit code 0
    --- stdout
    Nothing is due.
    Next: 6 cards on Tue 16 Feb.
    ");
    assert_eq!(recall.run(&["due", "--check"]).to_string(), "exit code 1\n");
    let tomorrow = recall.at("2027-02-16T05:00:00Z");
    assert_snapshot!(tomorrow.ok(&["due"]), @"6 due, 0 new");
}

#[test]
fn a_night_owl_still_has_the_day_before() {
    let recall = garden().at("2027-02-16T01:30:00Z");
    recall.ok(&["grade", "1", "good"]);
    let recall = recall.at("2027-02-16T03:59:00Z");
    assert_eq!(recall.json(&["due", "--json"])["due"], 0);
    let recall = recall.at("2027-02-16T04:00:00Z");
    assert_eq!(recall.json(&["due", "--json"])["due"], 1);
}

#[test]
fn an_answer_below_four_is_drilled_until_it_is_four() {
    let recall = garden();
    assert_snapshot!(recall.ok(&["grade", "1", "again"]), @"again: once more today, then in 1 day");
    assert_snapshot!(recall.ok(&["due"]), @"0 due, 5 new, 1 to drill");
    assert_snapshot!(recall.ok(&["grade", "1", "3"]), @"hard: once more today");
    assert_snapshot!(recall.ok(&["grade", "1", "good"]), @"good: done for today");
    assert_snapshot!(recall.run(&["grade", "1", "good"]), @"
    exit code 1
    --- stderr
    error: the card was answered today, and is next due on Tue 16 Feb
    hint: `recall undo` takes back the last answer
    ");
    assert_eq!(log(&recall), ["1:scheduled:2", "1:drill:3", "1:drill:4"]);
    assert_eq!(schedules(&recall), ["1:1:218"]);
}

#[test]
fn a_card_before_its_day_is_refused_and_nothing_is_logged() {
    let recall = garden();
    recall.ok(&["grade", "2", "good"]);
    let recall = recall.at("2027-02-16T08:00:00Z");
    recall.ok(&["grade", "2", "good"]);
    let recall = recall.at("2027-02-18T08:00:00Z");
    assert_snapshot!(recall.run(&["grade", "2", "good"]), @"
    exit code 1
    --- stderr
    error: the card is not due until Mon 22 Feb
    ");
    assert_eq!(log(&recall).len(), 2);
}

#[test]
fn a_grade_gives_scripts_the_new_schedule() {
    let recall = garden();
    let mut answer = recall.json(&["grade", "3", "hard", "--json"]);
    assert_eq!(
        answer.take(),
        json!({"version": 1, "id": "3000000000000", "kind": "scheduled", "grade": 3,
               "at": "2027-02-15T08:00:00.000Z", "repetition": 1, "ef": 2.36,
               "interval_days": 1, "due": "2027-02-16"}),
    );
}

#[test]
fn a_suspended_card_takes_no_grade() {
    let recall = garden();
    recall.sqlite().execute("UPDATE cards SET status = 'suspended' WHERE id = 1", []).unwrap();
    let ran = recall.run(&["grade", "1", "good"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (1, "error: the card is suspended\n"));
    assert!(log(&recall).is_empty());
}

#[test]
fn grades_off_the_scale_are_wrong_usage() {
    let recall = garden();
    for grade in ["6", "-1", "fine", ""] {
        assert_eq!(recall.run(&["grade", "1", grade]).code, 2, "{grade}");
    }
}

#[test]
fn undo_takes_back_answer_after_answer() {
    let recall = garden();
    recall.ok(&["grade", "1", "good"]);
    recall.ok(&["grade", "2", "again"]);
    assert_snapshot!(recall.run(&["undo"]), @"
    exit code 0
    --- stdout
    took back `again` for 200000 What does mint need to be kept in?
    ");
    assert_eq!(schedules(&recall), ["1:1:250"]);
    assert_eq!(
        recall.json(&["undo", "--json"]),
        json!({
            "version": 1, "id": "1000000000000", "cards": 1, "kind": "scheduled", "grade": 4,
            "at": "2027-02-15T08:00:00.000Z", "day": "2027-02-15", "kept": 0,
        }),
    );
    assert_snapshot!(recall.run(&["undo"]), @"
    exit code 1
    --- stderr
    error: there is nothing to take back
    ");
    assert_eq!(recall.json(&["due", "--json"])["new"], 6);
}

#[test]
fn redo_does_again_what_undo_took_back_and_the_steps_are_listed() {
    let recall = garden();
    recall.ok(&["grade", "1", "good"]);
    recall.ok(&["grade", "2", "again"]);
    assert_snapshot!(recall.run(&["redo"]), @"
    exit code 1
    --- stderr
    error: there is nothing to do again: nothing was taken back last
    ");
    assert_snapshot!(recall.run(&["undo", "--list"]), @"
    exit code 0
    --- stdout
    Mon 15 Feb  again for 200000 What does mint need to be kept in?
    Mon 15 Feb  good for 100000 Which herb keeps its scent when dried?
    ");
    recall.ok(&["undo"]);
    recall.ok(&["undo"]);
    assert_eq!(recall.ok(&["undo", "--list"]), "");
    assert_snapshot!(recall.run(&["redo"]), @"
    exit code 0
    --- stdout
    did again `good` for 100000 Which herb keeps its scent when dried?
    ");
    assert_eq!(recall.json(&["redo", "--json"])["grade"], 2);
    assert_eq!(schedules(&recall).len(), 2);
    let steps = recall.json_lines(&["undo", "--list", "--limit", "1", "--json"]);
    assert_eq!((steps.len(), &steps[0]["grade"]), (1, &json!(2)));
}
