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

fn tool(name: &str) -> String {
    format!("# Shell\n\n## Tools\n#### {name}\n* A helper by which {name} is done at once\n")
}

/// A collection of two notes in a folder of the folder that was imported, and one beside it.
fn nested() -> Recall {
    let recall = Recall::new();
    for (path, name) in [("disk/a", "mosh"), ("disk/b", "tmux"), ("c", "zoxide")] {
        recall.write(&format!("notes/{path}.md"), tool(name));
    }
    recall.run(&["import", "notes"]).done();
    recall
}

#[test]
fn a_renamed_folder_keeps_its_cards_and_what_is_edited_there_reaches_them() {
    let recall = nested();
    let before = statuses(&recall);
    std::fs::rename(recall.path("notes/disk"), recall.path("notes/shell")).unwrap();
    let told = recall.run(&["import"]).stderr;
    assert!(told.contains("notes/shell/a.md now"), "{told}");
    assert!(!told.contains("warning"), "{told}");
    recall.write("notes/shell/b.md", tool("tmux").replace("at once", "quickly"));
    recall.run(&["import"]).done();
    assert_eq!(statuses(&recall), before);
    assert!(recall.ok(&["list", "quickly", "--json"]).contains("notes/shell/b.md"));
}

#[test]
fn notes_that_moved_to_another_place_keep_their_cards_and_the_old_place_is_not_missed() {
    let recall = nested();
    let before = statuses(&recall);
    std::fs::rename(recall.path("notes"), recall.path("papers")).unwrap();
    let told = recall.run(&["import"]).stderr;
    assert!(told.contains("notes` is not there; the cards of 3 notes stay"), "{told}");
    recall.run(&["import", "papers"]).done();
    assert_eq!(statuses(&recall), before);
    assert_eq!(recall.run(&["import"]).stderr, "3 notes, nothing changed\n");
    std::fs::rename(recall.path("papers/c.md"), recall.path("alone.md")).unwrap();
    recall.run(&["import", "alone.md"]).done();
    assert_eq!(statuses(&recall), before);
    assert!(recall.ok(&["list", "zoxide", "--json"]).contains("alone.md"));
}

#[test]
fn a_note_that_was_named_itself_and_is_found_under_another_name_is_not_missed() {
    let recall = Recall::new();
    recall.write("notes/a.md", NOTE);
    recall.run(&["import", "notes/a.md"]).done();
    recall.run(&["import", "notes"]).done();
    let before = statuses(&recall);
    std::fs::rename(recall.path("notes/a.md"), recall.path("notes/b.md")).unwrap();
    let told = recall.run(&["import"]).stderr;
    assert!(told.contains("notes/b.md now") && !told.contains("warning"), "{told}");
    assert_eq!(statuses(&recall), before);
}

#[test]
fn a_note_that_was_named_itself_is_missed_and_its_cards_stay() {
    let recall = Recall::new();
    recall.write("notes/a.md", NOTE);
    recall.run(&["import", "notes/a.md"]).done();
    let before = statuses(&recall);
    std::fs::rename(recall.path("notes/a.md"), recall.path("b.md")).unwrap();
    let told = recall.run(&["import"]).stderr;
    assert!(told.contains("notes/a.md` is not there; the cards of 1 note stay"), "{told}");
    assert_eq!(statuses(&recall), before);
    recall.ok(&["forget", "notes/a.md"]);
    assert!(statuses(&recall).iter().all(|card| card.ends_with("\"retired\"")));
}

#[test]
fn notes_that_are_deleted_one_after_the_other_all_retire() {
    let recall = nested();
    for name in ["c", "disk/a", "disk/b"] {
        std::fs::remove_file(recall.path(&format!("notes/{name}.md"))).unwrap();
        let told = recall.run(&["import"]).stderr;
        assert!(told.contains(&format!("notes/{name}.md is gone; 1 card retired")), "{told}");
    }
    assert!(statuses(&recall).iter().all(|card| card.ends_with("\"retired\"")));
}

#[cfg(unix)]
#[test]
fn a_note_is_one_however_it_is_reached() {
    let recall = nested();
    let before = statuses(&recall);
    std::os::unix::fs::symlink(recall.path("notes"), recall.path("link")).unwrap();
    std::os::unix::fs::symlink(recall.path("notes/c.md"), recall.path("notes/d.md")).unwrap();
    for arguments in [&["link"][..], &["notes"], &["notes/d.md", "link/c.md"], &["./notes/../link"]]
    {
        let told = recall.run(&[&["import"], arguments].concat()).stderr;
        assert!(told.ends_with("nothing changed\n"), "{arguments:?}: {told}");
    }
    let told = recall.run_with_input(&["import", "-", "--name", "link/c.md"], tool("zoxide"));
    assert_eq!(told.stderr, "1 note, nothing changed\n");
    assert_eq!(statuses(&recall), before);
}

#[test]
fn a_disk_that_is_not_mounted_is_told_of_and_retires_nothing_until_it_is_given_up() {
    let recall = nested();
    let before = statuses(&recall);
    std::fs::rename(recall.path("notes/disk"), recall.path("elsewhere")).unwrap();
    let told = || recall.run(&["import"]).stderr;
    let missing = told();
    assert!(missing.contains("notes/disk` is not there; the cards of 2 notes stay"), "{missing}");
    std::fs::create_dir(recall.path("notes/disk")).unwrap();
    let empty = told();
    assert!(empty.contains("notes/disk` is empty; the cards of 2 notes stay"), "{empty}");
    assert_eq!(statuses(&recall), before);
    recall.ok(&["forget", "notes/disk"]);
    assert_eq!(told(), "1 note, nothing changed\n");
    let retired = statuses(&recall).iter().filter(|card| card.ends_with("\"retired\"")).count();
    assert_eq!(retired, 2);
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
