//! What is done to cards by name: suspend, bury, mark, tag, edit; and that each is taken back.

use crate::cards::{SIX, fill};
use crate::support::Recall;
use insta::assert_snapshot;
use serde_json::Value;

fn garden() -> Recall {
    let recall = Recall::new();
    fill(&recall, &SIX);
    recall
}

fn card(recall: &Recall, id: &str) -> Value {
    recall.json(&["show", id, "--json"])
}

#[test]
fn a_suspended_card_is_not_asked_until_it_is_taken_back() {
    let recall = garden();
    assert_snapshot!(recall.run(&["suspend", "1", "2"]), @"
    exit code 0
    --- stdout
    suspended 2 cards
    ");
    assert_snapshot!(recall.run(&["suspend", "1", "3"]), @"
    exit code 0
    --- stdout
    suspended 300000 When is sage cut?
    --- stderr
    100000 Which herb keeps its scent when dried?: suspended already
    ");
    assert_eq!(recall.json(&["due", "--json"])["new"], 3);
    assert_eq!(recall.ok(&["list", "--suspended"]).lines().count(), 4);
    recall.ok(&["undo"]);
    assert_eq!(card(&recall, "3")["status"], "new");
    assert_snapshot!(recall.run(&["unsuspend", "1", "3"]), @"
    exit code 0
    --- stdout
    back in review: 100000 Which herb keeps its scent when dried?
    --- stderr
    300000 When is sage cut?: not suspended
    ");
}

#[test]
fn what_is_not_in_the_deck_cannot_be_suspended() {
    let recall = garden();
    recall.sqlite().execute("UPDATE cards SET status = 'dropped' WHERE id = 1", []).unwrap();
    assert_snapshot!(recall.run(&["suspend", "1"]), @"
    exit code 1
    --- stderr
    100000 Which herb keeps its scent when dried?: the card was dropped
    ");
    assert_eq!(recall.run(&["suspend", "zz"]).code, 1);
    assert_eq!(recall.run(&["suspend"]).code, 2);
}

#[test]
fn a_buried_card_is_back_on_its_day_by_itself() {
    let mut recall = garden();
    assert_snapshot!(recall.run(&["bury", "1"]), @"
    exit code 0
    --- stdout
    buried until Tue 16 Feb: 100000 Which herb keeps its scent when dried?
    ");
    recall.ok(&["bury", "2", "--days", "3"]);
    assert_eq!(card(&recall, "1")["status"], "buried");
    assert_eq!(recall.ok(&["list", "--buried"]).lines().count(), 3);
    recall.set_now("2027-02-16T08:00:00Z");
    let statuses = ["1", "2"].map(|id| card(&recall, id)["status"].clone());
    assert_eq!(statuses, ["new", "buried"]);
    assert_eq!(card(&recall, "2")["buried_until"], "2027-02-18");
    recall.ok(&["unbury", "2"]);
    assert_eq!(card(&recall, "2")["status"], "new");
    recall.ok(&["undo"]);
    assert_eq!(card(&recall, "2")["status"], "buried");
}

#[test]
fn a_marked_card_is_found_again_with_the_reason() {
    let recall = garden();
    recall.ok(&["mark", "4", "--why", "  too   long\n"]);
    recall.ok(&["mark", "5"]);
    assert_snapshot!(recall.run(&["list", "--marked"]), @"
    exit code 0
    --- stdout
    id      due         question
    400000  new         Which command lists the beds?  * too long
    500000  new         What is 紫蘇 in English?  *
    --- stderr
    2 cards
    ");
    assert_eq!(card(&recall, "4")["mark"], "too long");
    assert!(recall.ok(&["show", "4"]).contains("marked    too long"));
    recall.ok(&["unmark", "4"]);
    assert_eq!(card(&recall, "4")["mark"], Value::Null);
}

#[test]
fn tags_by_hand_outlive_an_import_of_the_notes() {
    let recall = Recall::new();
    let note = "# Herbs #green\n\n## Oregano\n* A herb that keeps its scent\n";
    recall.write("notes/herbs.md", note);
    recall.ok(&["import", "notes"]);
    let id = recall.json_lines(&["list", "--json"])[0]["id"].as_str().unwrap().to_owned();
    assert_snapshot!(recall.run(&["tag", &id[..4], "+exam/june", "-green"]).stdout.replace(&id[..6], "ID"), @"
    tagged +exam::june -green: ID What is Oregano?
    ");
    recall.write("notes/herbs.md", note.replace("keeps", "always keeps"));
    recall.ok(&["import"]);
    assert_eq!(card(&recall, &id)["tags"], serde_json::json!(["exam::june"]));
    recall.ok(&["undo"]);
    recall.ok(&["undo"]);
    assert_eq!(card(&recall, &id)["tags"], serde_json::json!(["green"]));
    assert_eq!(recall.run(&["tag", &id]).code, 2);
    assert_eq!(recall.run(&["tag", "+exam"]).code, 2);
    assert_eq!(recall.run(&["tag", &id, "+"]).code, 2);
}

#[test]
fn an_edited_card_keeps_its_words_until_they_are_reset() {
    let recall = garden();
    assert_snapshot!(recall.run(&["edit", "6", "--question", "How deep does dill go?"]), @"
    exit code 0
    --- stdout
    edited 600000 How deep does dill go?
    ");
    assert_eq!(card(&recall, "6")["answer"], "One centimetre");
    recall.ok(&["edit", "6", "--answer", "1 cm"]);
    recall.ok(&["undo"]);
    assert_eq!(card(&recall, "6")["question"], "How deep does dill go?");
    recall.ok(&["edit", "6", "--reset"]);
    assert_eq!(card(&recall, "6")["question"], "How deep is dill sown?");
    assert_eq!(recall.run(&["edit", "6", "--answer", " "]).code, 2);
    assert_snapshot!(recall.run(&["edit", "6"]), @"
    exit code 1
    --- stderr
    error: no editor is named
    hint: set `EDITOR`, or `recall config set editor COMMAND`, or use `--question` and `--answer`
    ");
}

#[cfg(unix)]
#[test]
fn an_editor_edits_the_card() {
    let recall = garden();
    let edit = |editor: &str| {
        let mut command = recall.command(&["edit", "6"]);
        command.env("EDITOR", editor).output().unwrap()
    };
    assert!(edit("sed -i 's/dill/fennel/'").status.success());
    assert_eq!(card(&recall, "6")["question"], "How deep is fennel sown?");
    let emptied = edit("truncate -s 0");
    assert!(emptied.status.success() && emptied.stdout.is_empty());
    assert_eq!(edit("false").status.code(), Some(1));
}

#[test]
fn leeches_are_listed_with_the_advice_to_rewrite() {
    let mut recall = garden();
    assert_eq!(recall.ok(&["list", "--leeches"]), "");
    for day in 15..=18 {
        recall.set_now(&format!("2027-02-{day}T08:00:00Z"));
        recall.ok(&["grade", "1", "0"]);
    }
    assert_snapshot!(recall.run(&["list", "--leeches"]), @"
    exit code 0
    --- stdout
    id      due         question
    100000  2027-02-19  Which herb keeps its scent when dried?
    --- stderr
    1 card
    better rewritten than repeated: `recall edit CARD`, or mend their notes
    ");
}
