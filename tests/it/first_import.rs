//! The first import, which makes the collection: by itself, beside another, and undone.

use crate::support::Recall;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::{Child, Stdio};

fn tool(name: &str) -> String {
    format!("# Shell\n\n## Tools\n#### {name}\n* A remote terminal that survives sleep\n")
}

/// The questions of all cards with their answers and how they stand, whatever their ids.
fn cards(recall: &Recall) -> BTreeSet<String> {
    let listed = recall.json_lines(&["list", "--json"]);
    let told = |card: &serde_json::Value| {
        format!("{} {} {} {}", card["question"], card["answer"], card["status"], card["deck"])
    };
    listed.iter().map(told).collect()
}

/// Starts to import a note from standard input.
fn piped(recall: &Recall, name: &str, note: &str) -> Child {
    let mut command = recall.command(&["import", "-", "--name", name]);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(note.as_bytes()).unwrap();
    child
}

#[test]
fn two_notes_that_come_by_pipes_at_once_are_both_there() {
    for _ in 0..20 {
        let recall = Recall::new();
        let both = ["mosh", "tmux"].map(|name| piped(&recall, &format!("{name}.md"), &tool(name)));
        for mut child in both {
            assert!(child.wait().unwrap().success());
        }
        let answers = cards(&recall);
        for name in ["mosh", "tmux"] {
            assert!(answers.iter().any(|card| card.contains(name)), "{name}: {answers:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_collection_that_is_a_link_to_nowhere_is_made_there() {
    let recall = Recall::new();
    let database = recall.database();
    std::fs::create_dir_all(database.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(recall.path("there.db"), &database).unwrap();
    recall.run_with_input(&["import", "-"], tool("mosh")).done();
    assert!(recall.path("there.db").is_file());
    assert_eq!(cards(&recall).len(), 2);
}

#[test]
fn what_is_no_package_makes_nothing() {
    let recall = Recall::new();
    recall.write("torn.apkg", "PK\u{3}\u{4} and no more");
    let ran = recall.run(&["--db", "new/folder/cards.db", "import", "torn.apkg"]);
    assert_ne!(ran.code, 0, "{ran}");
    assert!(!recall.path("new").exists());
}

/// More cards than are written down together.
#[test]
fn many_cards_are_taken_back_and_brought_again_as_one_step() {
    let recall = Recall::new();
    for name in ["left", "right"] {
        let card =
            |at: usize| format!("Q: What is {name} part {at} for?\nA: It keeps the {at}.\n\n");
        recall.write(&format!("notes/{name}.md"), (0..1100).map(card).collect::<String>());
    }
    recall.ok(&["import", "notes"]);
    let before = cards(&recall);
    assert_eq!(before.len(), 2200);
    recall.ok(&["undo"]);
    assert_eq!(recall.ok(&["list", "--json"]), "");
    recall.ok(&["redo"]);
    assert_eq!(cards(&recall), before);
}

/// Questions are told apart in memory while there was no card before, and by the collection later.
#[test]
fn what_two_notes_share_is_asked_alike_at_once_and_one_after_the_other() {
    const ONE: &str = "# One\n\nQ: What is both?\nA: the same\n\nQ: What differs?\nA: this\n";
    const OTHER: &str = "# Other\n\nQ: What is both?\nA: the same\n\nQ: What differs?\nA: that\n";
    let [at_once, in_turn] = [(); 2].map(|()| {
        let recall = Recall::new();
        recall.write("notes/one.md", ONE);
        recall.write("notes/other.md", OTHER);
        recall
    });
    at_once.ok(&["import", "notes"]);
    in_turn.ok(&["import", "notes/one.md"]);
    in_turn.ok(&["import", "notes/other.md"]);
    let questions = |recall: &Recall| -> Vec<String> {
        let listed = recall.json_lines(&["list", "--json"]);
        listed.iter().map(|card| format!("{} {}", card["question"], card["answer"])).collect()
    };
    assert_eq!(questions(&at_once), questions(&in_turn));
    assert_eq!(questions(&at_once).len(), 3, "{:?}", questions(&at_once));
    let doubles = |recall: &Recall| -> i64 {
        let count = "SELECT count(*) FROM doubles";
        recall.sqlite().query_row(count, [], |row| row.get(0)).unwrap()
    };
    assert_eq!([doubles(&at_once), doubles(&in_turn)], [1, 1]);
}
