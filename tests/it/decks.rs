//! The sample notes: the questions that they give, and what importing them again does.

use crate::support::Recall;
use insta::assert_snapshot;
use serde_json::Value;

/// The core questions of a deck, each with its lines.
fn questions(deck: &str) -> String {
    let recall = Recall::with_decks();
    let records = recall.json_lines(&["explain", &format!("decks/{deck}.md"), "--json"]);
    let core = records.iter().filter(|record| record["tier"] == "core");
    let lines = core.map(|card| format!("{} {}", card["source_lines"], text(card, "question")));
    lines.collect::<Vec<_>>().join("\n")
}

fn text<'a>(card: &'a Value, field: &str) -> &'a str {
    card[field].as_str().unwrap()
}

fn cards(recall: &Recall) -> Vec<Value> {
    recall.json_lines(&["list", "--json"])
}

fn asking<'a>(cards: &'a [Value], question: &str) -> &'a Value {
    cards.iter().find(|card| card["question"] == question).unwrap()
}

#[test]
fn the_conference_asks() {
    assert_snapshot!(questions("pycode-conf"));
}

#[test]
fn the_rust_notes_ask() {
    assert_snapshot!(questions("rust"));
}

#[test]
fn the_terminal_notes_ask() {
    assert_snapshot!(questions("terminal"));
}

#[test]
fn the_decks_are_imported_without_a_word_of_warning() {
    let recall = Recall::with_decks();
    let ran = recall.run(&["--json", "import", "decks"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((&report["sources"], &report["skipped"]), (&3.into(), &0.into()));
    let active = cards(&recall).iter().filter(|card| card["status"] == "new").count();
    assert_eq!(report["new"], active);
}

#[test]
fn every_line_of_the_decks_is_accounted_for() {
    let recall = Recall::with_decks();
    for deck in ["pycode-conf", "rust", "terminal"] {
        let path = format!("decks/{deck}.md");
        let records = recall.json_lines(&["explain", &path, "--json"]);
        let notes = std::fs::read_to_string(recall.path(&path)).unwrap();
        for (number, line) in (1..).zip(notes.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let is_told = |record: &Value| record["line"] == number;
            assert!(records.iter().any(is_told), "{path}:{number}: {line}");
        }
    }
}

#[test]
fn importing_again_changes_nothing() {
    let recall = Recall::with_decks();
    recall.ok(&["import", "decks"]);
    let before = recall.ok(&["list", "--json"]);
    assert_eq!(recall.run(&["import", "decks"]).stderr, "3 notes, nothing changed\n");
    assert_eq!(recall.run(&["import"]).stderr, "3 notes, nothing changed\n");
    // Written again, so that the files are read and not only looked at.
    for deck in ["decks/pycode-conf.md", "decks/rust.md", "decks/terminal.md"] {
        recall.write(deck, std::fs::read(recall.path(deck)).unwrap());
    }
    assert_eq!(recall.run(&["import", "decks"]).stderr, "3 notes, nothing changed\n");
    assert_eq!(recall.ok(&["list", "--json"]), before);
}

#[test]
fn an_edit_keeps_ids_and_history() {
    let recall = Recall::with_decks();
    recall.ok(&["import", "decks"]);
    let before = cards(&recall);
    let pypy = asking(&before, "What is PyPy?");
    recall.ok(&["grade", text(pypy, "id"), "good"]);
    let notes = std::fs::read_to_string(recall.path("decks/pycode-conf.md")).unwrap();
    let edited = notes.replace("implemented in Python itself", "written in Python");
    assert_ne!(notes, edited);
    recall.write("decks/pycode-conf.md", format!("A line above.\n\n{edited}"));
    recall.ok(&["import"]);
    let after = cards(&recall);
    let ids = |cards: &[Value]| -> Vec<String> {
        cards.iter().map(|card| text(card, "id").to_owned()).collect()
    };
    assert_eq!(ids(&after), ids(&before));
    let edited = asking(&after, "What is PyPy?");
    assert_eq!(edited["id"], pypy["id"]);
    assert_eq!(edited["answer"], "A Python interpreter written in Python");
    assert_eq!(edited["source_lines"], serde_json::json!([14]));
    assert_eq!((&edited["repetition"], &edited["due"]), (&1.into(), &"2027-02-16".into()));
}

#[test]
fn a_line_taken_out_and_put_back_brings_its_card_with_its_history() {
    let recall = Recall::with_decks();
    recall.ok(&["import", "decks"]);
    let id = text(asking(&cards(&recall), "What is PyPy?"), "id").to_owned();
    recall.ok(&["grade", &id, "good"]);
    let notes = std::fs::read_to_string(recall.path("decks/pycode-conf.md")).unwrap();
    let without: String = notes
        .split_inclusive('\n')
        .filter(|line| !line.contains("implemented in Python itself"))
        .collect();
    recall.write("decks/pycode-conf.md", without);
    recall.ok(&["import"]);
    let card = recall.json(&["show", &id, "--json"]);
    assert_eq!((&card["status"], &card["repetition"]), (&"retired".into(), &1.into()));
    recall.write("decks/pycode-conf.md", notes);
    recall.ok(&["import"]);
    let card = recall.json(&["show", &id, "--json"]);
    assert_eq!((&card["status"], &card["repetition"]), (&"review".into(), &1.into()));
}
