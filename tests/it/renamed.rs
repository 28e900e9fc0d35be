//! Notes that are renamed, deleted, and come back.

use crate::support::Recall;

const NOTE: &str = "# Shell\n\n## Tools\n#### mosh\n* A remote terminal that survives sleep\n";

fn statuses(recall: &Recall) -> Vec<String> {
    let listed = recall.run(&["list", "--json"]).stdout;
    let card = |line: &str| -> serde_json::Value { serde_json::from_str(line).unwrap() };
    let told = |card: serde_json::Value| format!("{} {}", card["id"], card["status"]);
    listed.lines().map(|line| told(card(line))).collect()
}

#[test]
fn a_renamed_note_keeps_its_cards() {
    let recall = Recall::new();
    recall.write("notes/a.md", NOTE);
    recall.run(&["import", "notes"]);
    let before = statuses(&recall);
    std::fs::rename(recall.path("notes/a.md"), recall.path("notes/b.md")).unwrap();
    let told = recall.run(&["import"]).stderr;
    assert!(told.contains("b.md now"), "{told}");
    assert_eq!(statuses(&recall), before);
    recall.write("notes/b.md", NOTE.replace("survives", "outlives"));
    recall.run(&["import"]);
    assert_eq!(statuses(&recall), before);
}

#[test]
fn the_cards_of_a_deleted_note_retire_and_come_back_with_it() {
    let recall = Recall::new();
    recall.write("notes/a.md", NOTE);
    recall.run(&["import", "notes"]);
    let before = statuses(&recall);
    std::fs::remove_file(recall.path("notes/a.md")).unwrap();
    let told = recall.run(&["import"]).stderr;
    assert!(told.contains("2 cards retired"), "{told}");
    assert!(statuses(&recall).iter().all(|card| card.ends_with("\"retired\"")));
    recall.write("notes/a.md", NOTE);
    recall.run(&["import"]);
    assert_eq!(statuses(&recall), before);
}

#[test]
fn a_folder_that_is_not_there_retires_nothing() {
    let recall = Recall::new();
    recall.write("notes/disk/a.md", NOTE);
    recall.run(&["import", "notes"]);
    let before = statuses(&recall);
    std::fs::rename(recall.path("notes/disk"), recall.path("elsewhere")).unwrap();
    recall.run(&["import"]);
    assert_eq!(statuses(&recall), before);
}
