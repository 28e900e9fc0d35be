//! Databases of other programs: histories of cards in notes, and cards with theirs.

use crate::support::Recall;
use rusqlite::Connection;

const NOTES: &str =
    "Q: What is a rake?\nA: A comb\nfor soil\n\nC: A [hoe] is a \\[long\\] [blade].\n";

/// The tables of hashcards, as far as they are read.
const SCHEMA: &str = "
    CREATE TABLE cards (card_hash TEXT PRIMARY KEY, added_at TEXT NOT NULL, last_reviewed_at TEXT,
        stability REAL, difficulty REAL, interval_raw REAL, interval_days INTEGER, due_date TEXT,
        review_count INTEGER NOT NULL) STRICT;
    CREATE TABLE sessions (session_id INTEGER PRIMARY KEY, started_at TEXT NOT NULL,
        ended_at TEXT NOT NULL) STRICT;
    CREATE TABLE reviews (review_id INTEGER PRIMARY KEY, session_id INTEGER NOT NULL,
        card_hash TEXT NOT NULL, reviewed_at TEXT NOT NULL, grade TEXT NOT NULL,
        stability REAL NOT NULL, difficulty REAL NOT NULL, interval_raw REAL NOT NULL,
        interval_days INTEGER NOT NULL, due_date TEXT NOT NULL) STRICT;";

fn hash(parts: &[&[u8]]) -> String {
    blake3::hash(&parts.concat()).to_hex().to_string()
}

fn rake() -> String {
    hash(&[b"Basic", b"What is a rake?", b"A comb\nfor soil"])
}

/// The gap at these bytes of the text, the last among them.
fn gap(first: u64, last: u64) -> String {
    let text = b"A hoe is a [long] blade.";
    hash(&[b"Cloze", text, &first.to_le_bytes(), &last.to_le_bytes()])
}

fn database(recall: &Recall) -> Connection {
    let path = recall.write("cards/hashcards.db", "");
    let connection = Connection::open(path).unwrap();
    connection.execute_batch(SCHEMA).unwrap();
    connection
}

fn card(connection: &Connection, hash: &str, interval: i64, due: &str) {
    let sql = "INSERT INTO cards VALUES (?1, '', '', 1, 5, 1, ?2, ?3, 1)";
    connection.execute(sql, (hash, interval, due)).unwrap();
}

fn review(connection: &Connection, hash: &str, at: &str, grade: &str, interval: i64) {
    let sql = "INSERT INTO reviews VALUES (NULL, 1, ?1, ?2, ?3, 1, 5, 1, ?4, '')";
    connection.execute(sql, (hash, at, grade, interval)).unwrap();
}

/// Two cards with a history, and one that no note has.
fn sample(recall: &Recall) -> Connection {
    recall.write("cards/garden.md", NOTES);
    let connection = database(recall);
    card(&connection, &rake(), 12, "2027-02-20");
    review(&connection, &rake(), "2027-02-05T09:00:00.000", "good", 3);
    review(&connection, &rake(), "2027-02-08T09:30:00.250", "easy", 12);
    card(&connection, &gap(18, 22), 1, "2027-02-11");
    review(&connection, &gap(18, 22), "2027-02-10T09:00:00.000", "forgot", 1);
    card(&connection, &gap(0, 1), 9, "2027-03-01");
    connection
}

fn card_of(recall: &Recall, word: &str) -> serde_json::Value {
    recall.json_lines(&["list", word, "--json"]).remove(0)
}

#[test]
fn the_history_of_hashcards_comes_to_the_cards_of_the_notes() {
    let recall = Recall::new();
    drop(sample(&recall));
    let ran = recall.run(&["import", "cards/hashcards.db", "cards"]);
    assert!(ran.stderr.contains("hashcards.db: 3 reviews of 2 cards added"), "{ran}");
    assert!(ran.stderr.contains("1 card of it are in no note"), "{ran}");
    let rake = card_of(&recall, "rake");
    assert_eq!((&rake["due"], &rake["interval_days"]), (&"2027-02-20".into(), &12.into()));
    let grades: Vec<_> =
        rake["reviews"].as_array().unwrap().iter().map(|one| &one["grade"]).collect();
    assert_eq!(grades, [&4, &5]);
    let listed = recall.json_lines(&["list", "--json"]);
    let gaps = listed.iter().filter(|card| card["kind"] == "cloze");
    let due: Vec<_> = gaps.map(|card| (&card["answer"], &card["due"])).collect();
    assert!(due.contains(&(&"blade".into(), &"2027-02-11".into())), "{due:?}");
    assert!(due.contains(&(&"hoe".into(), &serde_json::Value::Null)), "{due:?}");
    recall.ok(&["doctor"]);
    let again = recall.run(&["import", "cards/hashcards.db"]);
    assert!(again.stderr.contains("2 cards known, nothing new"), "{again}");
}

#[test]
fn later_reviews_are_added_and_undo_takes_all_back() {
    let recall = Recall::new();
    let connection = sample(&recall);
    recall.ok(&["import", "cards", "cards/hashcards.db"]);
    review(&connection, &rake(), "2027-02-14T09:00:00.000", "hard", 5);
    connection
        .execute("UPDATE cards SET due_date = '2027-02-19' WHERE interval_days = 12", ())
        .unwrap();
    let look = recall.run(&["import", "cards/hashcards.db", "--dry-run"]);
    assert!(look.stderr.contains("1 review of 2 cards would be added"), "{look}");
    let ran = recall.run(&["import", "cards/hashcards.db"]);
    assert!(ran.stderr.contains("1 review of 2 cards added"), "{ran}");
    assert_eq!(card_of(&recall, "rake")["reviews"].as_array().unwrap().len(), 4);
    recall.ok(&["undo"]);
    assert_eq!(card_of(&recall, "rake")["due"], "2027-02-20");
    recall.ok(&["undo"]);
    assert_eq!(card_of(&recall, "rake")["status"], "new");
    recall.ok(&["doctor"]);
    recall.ok(&["import", "cards/hashcards.db"]);
    recall.ok(&["doctor"]);
    let written = recall.run(&["export", "-o", "out.apkg"]);
    assert!(written.stderr.contains("with 5 reviews"), "the log goes on to Anki\n{written}");
}

#[test]
fn what_was_answered_here_since_is_not_overruled() {
    let recall = Recall::new();
    drop(sample(&recall));
    recall.ok(&["import", "cards"]);
    let id = card_of(&recall, "rake")["id"].as_str().unwrap().to_owned();
    recall.ok(&["grade", &id, "good"]);
    let due = card_of(&recall, "rake")["due"].clone();
    recall.ok(&["import", "cards/hashcards.db"]);
    let rake = card_of(&recall, "rake");
    assert_eq!((&rake["due"], rake["reviews"].as_array().unwrap().len()), (&due, 3));
    recall.ok(&["doctor"]);
}

#[test]
fn a_database_of_something_else_changes_nothing() {
    let recall = Recall::new();
    recall.write("cards/garden.md", NOTES);
    recall.ok(&["import", "cards"]);
    let before = recall.ok(&["list", "--json"]);
    recall.write("text.db", "dear friend");
    let other = Connection::open(recall.path("other.db")).unwrap();
    other
        .execute_batch("CREATE TABLE cards (x); CREATE VIEW reviews AS SELECT * FROM cards")
        .unwrap();
    drop(other);
    let trap = database(&recall);
    trap.execute_batch("ALTER TABLE reviews ADD COLUMN bomb TEXT AS (hex(zeroblob(1000000)))")
        .unwrap();
    drop(trap);
    for (name, says) in [
        ("text.db", "cannot be read"),
        ("other.db", "its `reviews` is no table"),
        ("cards/hashcards.db", "columns that are worked out"),
    ] {
        let ran = recall.run(&["import", name]);
        assert_eq!(ran.code, 3, "{ran}");
        assert!(ran.stderr.contains(says) && ran.stderr.contains("nothing was changed"), "{ran}");
    }
    assert_eq!(recall.ok(&["list", "--json"]), before);
}

/// The tables of Mnemosyne, as far as they are read.
const MNEMOSYNE: &str = "
    CREATE TABLE facts (_id INTEGER PRIMARY KEY, id TEXT);
    CREATE TABLE cards (_id INTEGER PRIMARY KEY, id TEXT, _fact_id INTEGER, question TEXT,
        answer TEXT, grade INTEGER, next_rep INTEGER, last_rep INTEGER, easiness REAL,
        lapses INTEGER, modification_time INTEGER);
    CREATE TABLE tags (_id INTEGER PRIMARY KEY, id TEXT, name TEXT);
    CREATE TABLE tags_for_card (_card_id INTEGER, _tag_id INTEGER);
    CREATE TABLE log (_id INTEGER PRIMARY KEY, event_type INTEGER, timestamp INTEGER,
        object_id TEXT, grade INTEGER, easiness REAL, ret_reps INTEGER,
        scheduled_interval INTEGER, thinking_time INTEGER, next_rep INTEGER);
    INSERT INTO facts VALUES (1, 'f1'), (2, 'f2');
    INSERT INTO cards VALUES
        (1, 'c1', 1, 'rake', '<b>a comb</b>\nfor soil', 4, 1803513600, 1802592000, 2.36, 1, 1800000000),
        (2, 'c2', 1, 'a comb', 'rake', -1, -1, -1, 2.5, 0, 1800000000),
        (3, 'c3', 2, 'hoe', 'a blade', 0, 1802592000, 1802592000, 2.5, 0, 1800000000);
    INSERT INTO tags VALUES (1, 't1', 'garden tools'), (2, 't2', '__UNTAGGED__');
    INSERT INTO tags_for_card VALUES (1, 1), (2, 1), (3, 2);
    INSERT INTO log VALUES
        (1, 6, 1800000000, 'c1', NULL, NULL, NULL, NULL, NULL, NULL),
        (2, 9, 1802160000, 'c1', 3, 2.5, 1, 0, 4, 1802592000),
        (3, 9, 1802592000, 'c1', 4, 2.36, 2, 432000, 3, 1803513600),
        (4, 9, 1802592000, 'c3', 0, 2.5, 0, 0, 9, 1802592000),
        (5, 9, 1802592000, 'gone', 4, 2.5, 0, 0, 9, 1802592000);";

fn mnemosyne(recall: &Recall, changes: &str) {
    let connection = Connection::open(recall.path("default.db")).unwrap();
    connection.execute_batch(changes).unwrap();
}

#[test]
fn cards_of_mnemosyne_come_with_schedule_and_log() {
    let recall = Recall::new();
    mnemosyne(&recall, MNEMOSYNE);
    let ran = recall.run(&["import", "default.db"]);
    assert!(ran.stderr.contains("3 cards in 1 deck added, with 3 reviews"), "{ran}");
    let rake = card_of(&recall, "soil");
    assert_eq!(rake["answer"], "**a comb**  \nfor soil");
    assert_eq!((&rake["deck"], &rake["tags"][0]), (&"Mnemosyne".into(), &"garden_tools".into()));
    assert_eq!((&rake["due"], &rake["interval_days"]), (&"2027-02-25".into(), &11.into()));
    assert_eq!(rake["ef"], 2.36);
    assert_eq!(card_of(&recall, "blade")["due"], "2027-02-15", "what was being learned is due");
    assert_eq!(recall.json_lines(&["list", "--json"]).len(), 3);
    recall.ok(&["doctor"]);
    let again = recall.run(&["import", "default.db"]);
    assert!(again.stderr.contains("nothing new"), "{again}");
}

#[test]
fn a_later_database_of_mnemosyne_updates() {
    let recall = Recall::new();
    mnemosyne(&recall, MNEMOSYNE);
    recall.ok(&["import", "default.db"]);
    mnemosyne(
        &recall,
        "UPDATE cards SET question = 'the rake', modification_time = 1803000000 WHERE _id = 1;
        UPDATE cards SET grade = 4, last_rep = 1802600000, next_rep = 1803600000 WHERE _id = 3;
        INSERT INTO log VALUES (6, 9, 1802600000, 'c3', 4, 2.5, 1, 0, 2, 1803600000)",
    );
    let ran = recall.run(&["import", "default.db"]);
    assert!(ran.stderr.contains("default.db: 1 review added; 1 reworded, 2 as they were"), "{ran}");
    assert_eq!(card_of(&recall, "soil")["question"], "the rake");
    assert_eq!(card_of(&recall, "blade")["due"], "2027-02-26");
    recall.ok(&["undo"]);
    assert_eq!(card_of(&recall, "soil")["question"], "rake");
    recall.ok(&["doctor"]);
}
