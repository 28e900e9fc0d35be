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
    drop(recall.run(&["import", "notes"]));
    let before = statuses(&recall);
    std::fs::rename(recall.path("notes/a.md"), recall.path("notes/b.md")).unwrap();
    let told = recall.run(&["import"]).stderr;
    assert!(told.contains("b.md now"), "{told}");
    assert_eq!(statuses(&recall), before);
    recall.write("notes/b.md", NOTE.replace("survives", "outlives"));
    drop(recall.run(&["import"]));
    assert_eq!(statuses(&recall), before);
}

#[test]
fn the_cards_of_a_deleted_note_retire_and_come_back_with_it() {
    let recall = Recall::new();
    recall.write("notes/a.md", NOTE);
    drop(recall.run(&["import", "notes"]));
    let before = statuses(&recall);
    std::fs::remove_file(recall.path("notes/a.md")).unwrap();
    let told = recall.run(&["import"]).stderr;
    assert!(told.contains("2 cards retired"), "{told}");
    assert!(statuses(&recall).iter().all(|card| card.ends_with("\"retired\"")));
    recall.write("notes/a.md", NOTE);
    drop(recall.run(&["import"]));
    assert_eq!(statuses(&recall), before);
}

#[test]
fn a_folder_that_is_not_there_retires_nothing() {
    let recall = Recall::new();
    recall.write("notes/disk/a.md", NOTE);
    drop(recall.run(&["import", "notes"]));
    let before = statuses(&recall);
    std::fs::rename(recall.path("notes/disk"), recall.path("elsewhere")).unwrap();
    drop(recall.run(&["import"]));
    assert_eq!(statuses(&recall), before);
}

#[test]
fn what_comes_in_by_a_pipe_only_adds() {
    let recall = Recall::new();
    drop(recall.run_with_input(&["import", "-"], NOTE));
    let before = statuses(&recall);
    drop(recall.run_with_input(
        &["import", "-"],
        NOTE.replace("mosh", "tmux").replace("survives sleep", "splits"),
    ));
    let after = statuses(&recall);
    assert!(before.iter().all(|card| after.contains(card)), "{after:?}");
}

#[test]
fn another_question_of_the_authors_is_another_card() {
    let recall = Recall::new();
    recall.write("a.md", "# X\nQ: What is the capital of France?\nA: Paris\n");
    drop(recall.run(&["import", "a.md"]));
    let before = statuses(&recall);
    recall.write("a.md", "# X\nQ: What is the capital of Spain?\nA: Madrid\n");
    drop(recall.run(&["import", "a.md"]));
    let after = statuses(&recall);
    assert_eq!(after.len(), 2);
    assert!(after.contains(&before[0].replace("new", "retired")), "{after:?}");
}

#[test]
fn names_in_notes_do_nothing_to_the_terminal() {
    let recall = Recall::new();
    recall.write(
        "a\u{1b}[31m.md",
        "# Ti\u{1b}]0;pwn\u{7}le\n## Tools\n#### mosh\n* A remote terminal\n",
    );
    for arguments in [&["import", "."][..], &["review", "nosuch"], &["explain", "a\u{1b}[31mb.md"]]
    {
        let ran = recall.run(arguments);
        assert!(
            !ran.stderr.contains('\u{1b}') && !ran.stderr.contains('\u{7}'),
            "{:?}",
            ran.stderr
        );
    }
}
