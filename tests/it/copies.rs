//! Checking a collection, copying it, and going back to a copy.

use crate::cards::{SIX, fill};
use crate::support::Recall;
use insta::assert_snapshot;

fn garden() -> Recall {
    let recall = Recall::new();
    fill(&recall, &SIX);
    recall.ok(&["grade", "1", "good"]);
    recall.ok(&["grade", "2", "again"]);
    recall
}

#[test]
fn a_sound_collection_is_said_to_be_well() {
    let recall = garden();
    assert_snapshot!(recall.run(&["doctor"]), @"
    exit code 0
    --- stdout
    looked at 6 cards and 2 reviews: all is well
    ");
    assert_eq!(recall.json(&["doctor", "--json"])["faults"], serde_json::json!([]));
    assert_eq!(Recall::new().run(&["doctor"]).code, 0);
}

#[test]
fn a_wrong_schedule_is_told_and_rebuilt_on_request() {
    let recall = garden();
    let before = recall.ok(&["list", "--json"]);
    recall
        .sqlite()
        .execute("UPDATE schedules SET due_day = due_day + 9 WHERE card_id = 1", [])
        .unwrap();
    assert_snapshot!(recall.run(&["doctor"]), @"
    exit code 3
    --- stdout
    fault: card 1000000000000: its schedule is interval 1 day, ease 2.50, repetition 1, due 2027-02-25, after 1 answer and 0 lapses, the log gives interval 1 day, ease 2.50, repetition 1, due 2027-02-16, after 1 answer and 0 lapses
    looked at 6 cards and 2 reviews
    --- stderr
    error: 1 fault found
    hint: `recall doctor --fix` rebuilds schedules and indexes from the log
    ");
    assert_snapshot!(recall.run(&["doctor", "--fix"]).stdout.lines().last().unwrap(), @"looked at 6 cards and 2 reviews; 1 fault rebuilt");
    assert_eq!(recall.ok(&["list", "--json"]), before);
    assert_eq!(recall.run(&["doctor"]).code, 0);
}

#[test]
fn of_many_faults_the_first_are_told_and_the_others_counted() {
    let recall = garden();
    let sql = "PRAGMA foreign_keys = OFF;
               WITH RECURSIVE many (id) AS
                   (SELECT 1001 UNION ALL SELECT id + 1 FROM many WHERE id < 1071)
               INSERT INTO own_tags (card_id, tag, is_on) SELECT id, 'x', 1 FROM many;";
    recall.sqlite().execute_batch(sql).unwrap();
    let told = recall.run(&["doctor"]).stdout;
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.iter().filter(|line| line.starts_with("fault: ")).count(), 50);
    assert_eq!(lines[50], "and 21 more faults; `--json` has them all");
    let all = recall.run(&["doctor", "--json"]).stdout;
    assert_eq!(all.matches("`own_tags`").count(), 71);
}

#[test]
fn a_damaged_file_has_faults() {
    let recall = garden();
    let mut bytes = std::fs::read(recall.database()).unwrap();
    bytes[4096..].fill(0xAA);
    std::fs::write(recall.database(), &bytes).unwrap();
    assert_eq!(recall.run(&["doctor"]).code, 3);
    assert_eq!(recall.run(&["doctor", "--fix"]).code, 3);
    assert_eq!(std::fs::read(recall.database()).unwrap(), bytes);
}

#[test]
fn a_copy_is_written_and_gone_back_to() {
    let recall = garden();
    let before = recall.ok(&["list", "--json"]);
    assert_snapshot!(recall.run(&["backup"]), @"
    exit code 0
    --- stdout
    wrote `~/.local/share/recall/recall.db.2027-02-15T080000.000Z.backup`
    ");
    recall.ok(&["backup", "mine.db"]);
    assert_snapshot!(recall.run(&["backup", "mine.db"]), @"
    exit code 1
    --- stderr
    error: `mine.db` is there already
    hint: choose a name that is free
    ");
    recall.ok(&["grade", "3", "easy"]);
    let after = recall.ok(&["list", "--json"]);
    assert_snapshot!(recall.run(&["restore", "mine.db"]), @"
    exit code 0
    --- stdout
    the collection is that of `mine.db` now
    --- stderr
    the one before is kept as `~/.local/share/recall/recall.db.2027-02-15T080000.000Z.replaced`
    ");
    assert_eq!(recall.ok(&["list", "--json"]), before);
    let aside = ".local/share/recall/recall.db.2027-02-15T080000.000Z.replaced";
    assert_eq!(recall.ok(&["--db", aside, "list", "--json"]), after);
}

#[test]
fn what_is_no_collection_is_not_gone_back_to() {
    let recall = garden();
    let before = recall.ok(&["list", "--json"]);
    recall.write("notes.md", "# Notes");
    for file in ["notes.md", "nothing.db", "."] {
        assert_eq!(recall.run(&["restore", file]).code, 1, "{file}");
    }
    assert_eq!(recall.ok(&["list", "--json"]), before);
    let names = std::fs::read_dir(recall.path(".local/share/recall")).unwrap();
    assert_eq!(names.count(), 1, "nothing was written");
}
