//! Databases that cannot be used: each is named, with what to do, and none is changed.

use crate::cards::{SIX, fill, log};
use crate::support::{Recall, without_known_schema};
use insta::assert_snapshot;
use std::process::{Child, Stdio};

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let recall = Recall::new();
    let path = recall.write("notes.md", "# Notes\n\n- one\n");
    assert_snapshot!(recall.run(&["--db", "notes.md", "due"]), @"
    exit code 1
    --- stderr
    error: `notes.md` is not a collection of recall
    hint: the file was not changed; name another with `--db`
    ");
    for command in [&["list"][..], &["show", "1"], &["grade", "1", "4"], &["undo"], &[]] {
        let mut arguments = vec!["--db", "notes.md"];
        arguments.extend(command);
        assert_eq!(recall.run(&arguments).code, 1, "{command:?}");
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), "# Notes\n\n- one\n");
}

#[test]
fn a_newer_collection_is_left_alone() {
    let recall = Recall::new();
    fill(&recall, &SIX);
    recall.sqlite().pragma_update(None, "user_version", 99).unwrap();
    let before = std::fs::read(recall.database()).unwrap();
    assert_snapshot!(without_known_schema(&recall.run(&["due"])), @"
    exit code 1
    --- stderr
    error: the collection `~/.local/share/recall/recall.db` was written by a newer recall
      caused by: it has schema 99, this recall knows up to N
    hint: update recall, or name another file with `--db`; this one was not changed
    ");
    assert_eq!(recall.run(&["grade", "1", "good"]).code, 1);
    assert_eq!(std::fs::read(recall.database()).unwrap(), before);
}

#[test]
fn a_folder_is_no_database() {
    let recall = Recall::new();
    assert_snapshot!(recall.run(&["--db", ".", "due"]), @"
    exit code 1
    --- stderr
    error: `.` is a folder, not a collection
    hint: name a file: `--db ./recall.db`
    ");
}

#[test]
fn a_path_through_a_file_is_named() {
    let recall = Recall::new();
    recall.write("file", "x");
    assert_snapshot!(recall.run(&["--db", "file/recall.db", "due"]), @"
    exit code 1
    --- stderr
    error: could not open the collection `file/recall.db`
      caused by: Not a directory (os error 20)
    hint: name a file that you may read and write with `--db`
    ");
}

#[test]
fn a_damaged_collection_is_a_failure_not_a_crash() {
    let recall = Recall::new();
    fill(&recall, &SIX);
    let mut bytes = std::fs::read(recall.database()).unwrap();
    bytes[4096..].fill(0xAA);
    std::fs::write(recall.database(), &bytes).unwrap();
    for command in [&["due"][..], &["list"], &["show", "1"], &["grade", "1", "4"], &[]] {
        let ran = recall.run(command);
        assert_eq!(ran.code, 1, "{command:?}\n{ran}");
        assert!(ran.stderr.starts_with("error: could not "), "{ran}");
    }
}

#[test]
fn processes_that_grade_at_once_wait_for_each_other() {
    let recall = Recall::new();
    fill(&recall, &SIX);
    let grade = |card: &str| -> Child {
        let mut command = recall.command(&["grade", card, "good"]);
        command.stdout(Stdio::null()).spawn().unwrap()
    };
    let children: Vec<Child> = ["1", "2", "3", "4", "5", "6"].map(grade).into();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let mut logged = log(&recall);
    logged.sort();
    assert_eq!(logged.len(), 6, "{logged:?}");
}
