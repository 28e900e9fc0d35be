//! Cards that an author wrote in the markup of another tool, with the schedule beside them.

use crate::support::Recall;
use serde_json::{Value, json};

const DECK: &str = "#flashcards/sea/birds\n\nauk:::razorbill\n\
    <!--SR:!2027-03-02,15,236!2027-02-10,1,110-->\n\ngannet::plunges\n";

/// Of each card what a schedule is about.
fn standing(recall: &Recall) -> Vec<Value> {
    let cards = recall.json_lines(&["list", "--json"]);
    let standing = |card: Value| {
        json!([card["question"], card["status"], card["due"], card["interval_days"], card["ef"]])
    };
    cards.into_iter().map(standing).collect()
}

fn brought() -> [Value; 3] {
    [
        json!(["auk", "review", "2027-03-02", 15, 2.36]),
        json!(["razorbill", "review", "2027-02-10", 1, 1.3]),
        json!(["gannet", "new", null, 0, 2.5]),
    ]
}

#[test]
fn a_schedule_beside_a_card_is_taken_over_and_the_notes_stay_as_they_are() {
    let recall = Recall::new();
    let note = recall.write("birds.md", DECK);
    let told = recall.run(&["import", "birds.md"]).stderr;
    assert!(told.contains("3 new cards from 1 note; 2 with the schedule beside them"), "{told}");
    assert_eq!(standing(&recall), brought());
    assert_eq!(recall.json_lines(&["list", "--json"])[0]["deck"], "sea::birds");
    assert_eq!(std::fs::read_to_string(note).unwrap(), DECK);
    assert_eq!(recall.run(&["doctor"]).code, 0);
}

#[test]
fn an_import_with_schedules_is_taken_back_and_done_again_as_a_whole() {
    let recall = Recall::new();
    recall.write("birds.md", DECK);
    recall.ok(&["import", "birds.md"]);
    let before = standing(&recall);
    recall.ok(&["undo"]);
    assert_eq!(standing(&recall), [Value::Null; 0]);
    recall.ok(&["redo"]);
    assert_eq!(standing(&recall), before);
}

#[test]
fn a_history_of_its_own_is_worth_more_than_what_the_notes_say() {
    let mut recall = Recall::new();
    recall.write("birds.md", "#flashcards\n\nauk::razorbill\n");
    recall.ok(&["import", "birds.md"]);
    let id = recall.json_lines(&["list", "--json"])[0]["id"].as_str().unwrap().to_owned();
    recall.ok(&["grade", &id, "4"]);
    let before = standing(&recall);
    recall.set_now("2027-02-15T09:00:00Z");
    recall.write("birds.md", "#flashcards\n\nauk::razorbill <!--SR:!2027-03-02,15,236-->\n");
    recall.ok(&["import", "birds.md"]);
    assert_eq!(standing(&recall), before);
}

#[test]
fn a_schedule_that_comes_later_reaches_a_card_that_is_still_new() {
    let recall = Recall::new();
    recall.write("birds.md", "#flashcards\n\nauk::razorbill\n");
    recall.ok(&["import", "birds.md"]);
    recall.write("birds.md", "#flashcards\n\nauk::razorbill <!--SR:!2027-03-02,15,236-->\n");
    let told = recall.run(&["import", "birds.md"]).stderr;
    assert!(told.contains("1 with the schedule beside them"), "{told}");
    assert_eq!(standing(&recall), [json!(["auk", "review", "2027-03-02", 15, 2.36])]);
    assert_eq!(recall.run(&["doctor"]).code, 0);
}

#[test]
fn a_line_that_is_a_card_is_not_told_to_have_none() {
    let recall = Recall::new();
    recall.write("birds.md", DECK);
    let told = recall.run(&["explain", "birds.md"]).stdout;
    assert!(told.contains("gannet"), "{told}");
    assert!(!told.contains("Lines without a card"), "{told}");
}
