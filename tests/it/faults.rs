//! Things that go wrong: each is named, with the exit code that says so, and nothing is changed.

use crate::support::{Ran, Recall, without_known_schema};
use insta::assert_snapshot;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};

/// A collection that has something to lose, and its bytes.
fn filled() -> (Recall, Vec<u8>) {
    let recall = Recall::new();
    recall.write("notes/herbs.md", "# Herbs\n\n## Oregano\n* A herb that keeps its scent\n");
    recall.ok(&["import", "notes"]);
    let bytes = std::fs::read(recall.database()).unwrap();
    (recall, bytes)
}

/// Imports and explains a file that must be refused, and gives what the import said.
#[track_caller]
fn refused(name: &str, content: &[u8]) -> Ran {
    let (recall, before) = filled();
    recall.write(name, content);
    let explained = recall.run(&["explain", name]);
    let ran = recall.run(&["import", name]);
    assert_eq!((explained.code, &explained.stderr), (ran.code, &ran.stderr));
    assert_eq!(std::fs::read(recall.database()).unwrap(), before, "the database was changed");
    ran
}

#[test]
fn a_binary_file_is_refused() {
    assert_snapshot!(refused("cat.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), @"
    exit code 1
    --- stderr
    error: could not read `cat.md`
      caused by: it is not text: there is a NUL byte at offset 8
    hint: notes are Markdown text
    ");
}

#[test]
fn a_line_of_50_megabytes_is_refused() {
    assert_snapshot!(refused("long.md", &vec![b'a'; 50_000_000]), @"
    exit code 1
    --- stderr
    error: could not read `long.md`
      caused by: it is larger than 16 MiB
    hint: split it, or leave it out with a line in `.recallignore`
    ");
}

#[test]
fn a_missing_file_is_answered_with_the_one_meant() {
    let (recall, before) = filled();
    assert_snapshot!(recall.run(&["import", "notes/herb.md"]), @"
    exit code 1
    --- stderr
    error: could not read `notes/herb.md`
      caused by: No such file or directory (os error 2)
    hint: did you mean `notes/herbs.md`?
    ");
    assert_snapshot!(recall.run(&["import", "nots"]), @"
    exit code 1
    --- stderr
    error: could not read `nots`
      caused by: No such file or directory (os error 2)
    hint: did you mean `notes`?
    ");
    assert_snapshot!(recall.run(&["review", "notes/herb.md"]), @"
    exit code 1
    --- stderr
    error: could not read `notes/herb.md`
      caused by: No such file or directory (os error 2)
    hint: did you mean `notes/herbs.md`?
    ");
    assert_snapshot!(recall.run(&["explain", "notes/herb.md"]), @"
    exit code 1
    --- stderr
    error: could not read `notes/herb.md`
      caused by: No such file or directory (os error 2)
    hint: did you mean `notes/herbs.md`?
    ");
    assert_snapshot!(recall.run(&["import", "elsewhere/a.md"]), @"
    exit code 1
    --- stderr
    error: could not read `elsewhere/a.md`
      caused by: No such file or directory (os error 2)
    ");
    assert_eq!(std::fs::read(recall.database()).unwrap(), before);
}

#[test]
fn one_bad_file_among_those_named_keeps_out_all() {
    let (recall, before) = filled();
    recall.write("good.md", "## Sage\n* A herb that is cut after flowering\n");
    recall.write("bad.md", b"a\0b");
    let ran = recall.run(&["import", "good.md", "bad.md"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert_eq!(std::fs::read(recall.database()).unwrap(), before);
}

#[test]
fn a_folder_is_imported_without_its_bad_files_and_they_are_named() {
    let (recall, _) = filled();
    recall.write("notes/a.md", b"a\0b");
    recall.write("notes/z.md", vec![b'z'; 20_000_000]);
    recall.write("notes/lovage.md", "# Pots\n\n## Lovage\n* A herb that is kept in a pot\n");
    assert_snapshot!(recall.run(&["import", "notes"]), @"
    exit code 1
    --- stderr
    error: could not read `notes/a.md`
      caused by: it is not text: there is a NUL byte at offset 1
    hint: notes are Markdown text
    error: could not read `notes/z.md`
      caused by: it is larger than 16 MiB
    hint: split it, or leave it out with a line in `.recallignore`
    notes/lovage.md  Pots 2 new cards
    2 new cards from 4 notes; 2 unreadable
    `recall explain FILE` shows what each line became
    ");
    assert!(recall.ok(&["list", "lovage"]).contains("What is Lovage?"));
}

#[test]
fn text_that_is_not_utf_8_is_read_with_a_warning() {
    let recall = Recall::new();
    recall.write("cafe.md", b"# Herbs\n\n## Caf\xe9 bush\n* A herb that smells of coffee\n");
    assert_snapshot!(recall.run(&["import", "cafe.md"]), @"
    exit code 0
    --- stderr
    warning: cafe.md:3: not UTF-8; read as Windows-1252
    cafe.md  Herbs 2 new cards
    2 new cards from 1 note
    `recall explain FILE` shows what each line became
    ");
    assert!(recall.ok(&["list"]).contains("What is “Café bush”?"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_holds_itself_is_walked_once() {
    let (recall, _) = filled();
    std::os::unix::fs::symlink("..", recall.path("notes/loop")).unwrap();
    std::os::unix::fs::symlink("nowhere.md", recall.path("notes/broken.md")).unwrap();
    assert_snapshot!(recall.run(&["import", "notes"]), @"
    exit code 0
    --- stderr
    warning: left out: notes/broken.md: No such file or directory (os error 2)
    warning: left out: notes/loop/notes/broken.md: No such file or directory (os error 2)
    warning: left out: File system loop found: notes/loop/notes/loop points to an ancestor notes/loop
    1 note, nothing changed
    ");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let (recall, before) = filled();
    let path = recall.write("secret.md", "## Sage\n* A herb\n");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o0)).unwrap();
    if std::fs::read(&path).is_ok() {
        // Root may read everything.
        return;
    }
    assert_snapshot!(recall.run(&["import", "secret.md"]), @r"
    exit code 1
    --- stderr
    error: could not read `secret.md`
      caused by: Permission denied (os error 13)
    ");
    assert_eq!(std::fs::read(recall.database()).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_is_told_of_and_the_collection_is_as_it_was() {
    let (recall, _) = filled();
    let before = recall.ok(&["list", "--json"]);
    let tool = |at: usize| format!("#### tool{at}\n* A helper that does thing {at} for you\n");
    recall.write("notes/many.md", (0..1000).map(tool).collect::<String>());
    let limited = "trap '' XFSZ; ulimit -f 300; exec \"$0\" import notes";
    let mut shell = Command::new("sh");
    shell.args(["-c", limited, env!("CARGO_BIN_EXE_recall")]).current_dir(recall.path(""));
    let ran = shell.env_clear().envs(recall.environment()).output().unwrap();
    assert_eq!(ran.status.code(), Some(1));
    assert_snapshot!(String::from_utf8_lossy(&ran.stderr), @"
    error: could not finish the import: the disk is full, or takes no more
    hint: make room and try again; the collection is as it was
    ");
    assert_eq!(recall.ok(&["list", "--json"]), before);
    recall.ok(&["doctor"]);
}

/// Every command on a database that recall must leave alone; gives what the first says.
#[track_caller]
fn every_command_leaves_alone(recall: &Recall, name: &str) -> Ran {
    recall.write("notes/herbs.md", "## Oregano\n* A herb that keeps its scent\n");
    let before = std::fs::read(recall.path(name)).unwrap();
    let ran = |command: &[&str]| recall.run(&[&["--db", name], command].concat());
    let first = ran(&["due"]);
    assert_eq!(first.code, 1, "{first}");
    for command in [
        &["import", "notes"][..],
        &["review"],
        &["review", "notes"],
        &["list"],
        &["show", "1"],
        &["grade", "1", "good"],
        &["undo"],
        &["export", "-o", "out.apkg"],
        &["export", "-o", "out.csv"],
        &["due", "--check"],
        &[],
    ] {
        let other = ran(command);
        assert_eq!((other.code, &other.stderr), (1, &first.stderr), "{command:?}");
        assert_eq!(other.stdout, "", "{command:?}");
    }
    assert_eq!(std::fs::read(recall.path(name)).unwrap(), before);
    assert!(!recall.path("out.apkg").exists());
    let beside = std::fs::read_dir(recall.path("")).unwrap().count();
    assert_eq!(beside, 2, "files were left beside the database");
    first
}

#[test]
fn notes_are_no_database() {
    let recall = Recall::new();
    recall.write("todo.txt", "buy oregano\n");
    assert_snapshot!(every_command_leaves_alone(&recall, "todo.txt"), @"
    exit code 1
    --- stderr
    error: `todo.txt` is not a collection of recall
    hint: the file was not changed; name another with `--db`
    ");
}

#[test]
fn anothers_database_is_not_touched() {
    let recall = Recall::new();
    let other = rusqlite::Connection::open(recall.path("places.sqlite")).unwrap();
    other.execute_batch("CREATE TABLE places (url TEXT); PRAGMA user_version = 1").unwrap();
    drop(other);
    assert_snapshot!(every_command_leaves_alone(&recall, "places.sqlite"), @"
    exit code 1
    --- stderr
    error: `places.sqlite` is not a collection of recall
    hint: the file was not changed; name another with `--db`
    ");
}

#[test]
fn a_database_from_a_newer_recall_is_not_touched() {
    let (recall, _) = filled();
    let newer = Recall::new();
    let bytes = std::fs::read(recall.database()).unwrap();
    newer.write("newer.db", bytes);
    let database = rusqlite::Connection::open(newer.path("newer.db")).unwrap();
    database.pragma_update(None, "journal_mode", "delete").unwrap();
    database.pragma_update(None, "user_version", 99).unwrap();
    drop(database);
    let told = every_command_leaves_alone(&newer, "newer.db");
    assert_snapshot!(without_known_schema(&told), @"
    exit code 1
    --- stderr
    error: the collection `newer.db` was written by a newer recall
      caused by: it has schema 99, this recall knows up to N
    hint: update recall, or name another file with `--db`; this one was not changed
    ");
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_output_in_silence() {
    let recall = Recall::with_decks();
    recall.ok(&["import", "decks"]);
    // More than a pipe holds, so that recall is still writing when nobody reads on.
    for arguments in [&["list", "--json"][..], &["explain", "--json", "decks/rust.md"]] {
        let mut command = recall.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::with_capacity(1, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        assert!(first.starts_with('{'), "{first}");
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn what_became_of_one_line_begins_with_it() {
    let recall = Recall::new();
    recall.write("herbs.md", "# Herbs\n\nQ: What does mint need?\nA: A pot\n");
    let told = recall.ok(&["explain", "herbs.md:1"]);
    assert_eq!(told, "Lines without a card\n    1  # Herbs\n       the title\n");
    assert!(!recall.ok(&["explain", "herbs.md:3"]).starts_with('\n'));
}
