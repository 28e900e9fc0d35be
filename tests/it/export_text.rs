//! Cards written as text: a table, and what Anki imports.

use crate::support::Recall;
use std::collections::HashMap;

/// Every sign that a table could stumble on, in cards that stand as their author wrote them.
const NOTE: &str = "---\ndeck: \"2025::Garden\"\n---\n\
    Q: What is \"dibber, pointed\"?\nA: =A stick; <b> & more\n\n\
    Q: What is a rake?\nA: A comb\tfor soil\n";
const PARENT: &str = "---\ndeck: \"2025\"\n---\nQ: What is a hoe?\nA: A blade for weeds\n";

fn imported() -> Recall {
    let recall = Recall::new();
    recall.write("notes/a.md", NOTE);
    recall.write("notes/b.md", PARENT);
    recall.ok(&["import", "notes"]);
    recall
}

fn written(recall: &Recall, name: &str) -> String {
    std::fs::read_to_string(recall.path(name)).unwrap()
}

/// The records of a table, each field by the name of its column.
fn table(recall: &Recall, name: &str) -> Vec<HashMap<String, String>> {
    let text = written(recall, name);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn a_table_holds_what_the_list_holds() {
    let recall = imported();
    let cards = recall.json_lines(&["list", "--json"]);
    assert_eq!(cards.len(), 3);
    recall.ok(&["grade", cards[0]["id"].as_str().unwrap(), "good"]);
    let cards = recall.json_lines(&["list", "--json"]);
    recall.ok(&["export", "-o", "all.csv"]);
    let rows = table(&recall, "all.csv");
    assert_eq!(rows.len(), cards.len());
    for (row, card) in rows.iter().zip(&cards) {
        for column in ["id", "deck", "question", "answer", "context", "status"] {
            assert_eq!(row[column], card[column], "{column}");
        }
        assert_eq!(row["due"], card["due"].as_str().unwrap_or_default());
    }
    assert_eq!(rows[0]["due"], "2027-02-16");
    let answers: Vec<_> = rows.iter().map(|row| row["answer"].as_str()).collect();
    assert!(answers.contains(&"=A stick; <b> & more"), "{answers:?}");
    assert!(written(&recall, "all.csv").starts_with("id,deck,tags,question,answer,context,"));
}

#[test]
fn cards_are_chosen_by_deck_words_and_tag_and_fresh_ones_have_no_schedule() {
    let recall = imported();
    recall.ok(&["export", "2025::garden", "--fresh", "-o", "fresh.csv"]);
    let rows = table(&recall, "fresh.csv");
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row["deck"] == "2025::Garden" && !row.contains_key("due")));
    recall.ok(&["export", "--find", "RAKE", "-o", "rake.csv"]);
    assert_eq!(table(&recall, "rake.csv").len(), 1);
    recall.ok(&["tag", &rows[0]["id"], "+tools::hand"]);
    recall.ok(&["export", "--tag", "tools", "-o", "tools.csv"]);
    let tagged = table(&recall, "tools.csv");
    assert_eq!(tagged.len(), 1);
    assert_eq!((&tagged[0]["id"], tagged[0]["tags"].as_str()), (&rows[0]["id"], "tools::hand"));
    recall.ok(&["export", "--tag", "tools", "-o", "tools.txt"]);
    assert!(written(&recall, "tools.txt").ends_with("\ttools::hand\n"));
    let unknown = recall.run(&["export", "Cellar", "-o", "none.csv"]);
    assert_eq!(unknown.code, 1, "{unknown}");
    assert!(!recall.path("none.csv").exists());
}

#[test]
fn text_for_anki_has_each_deck_before_those_under_it_and_none_that_is_a_number() {
    let recall = imported();
    recall.ok(&["export", "-o", "cards.txt"]);
    let text = written(&recall, "cards.txt");
    let (head, rows): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with('#'));
    assert_eq!(
        head,
        [
            "#separator:tab",
            "#html:true",
            "#notetype:Basic",
            "#guid column:1",
            "#deck column:2",
            "#tags column:5"
        ]
    );
    let decks: Vec<_> = rows.iter().map(|row| row.split('\t').nth(1).unwrap()).collect();
    assert_eq!(decks, ["recall::2025", "recall::2025::Garden", "recall::2025::Garden"]);
    assert!(rows[1].contains("=A stick; &lt;b&gt; &amp; more"), "{text}");
    let guid = |row: &str| row.split('\t').next().unwrap().to_owned();
    let cards = recall.json_lines(&["list", "--json"]);
    for row in rows {
        assert!(
            cards
                .iter()
                .any(|card| guid(row) == format!("recall:{}", card["id"].as_str().unwrap()))
        );
    }
}

#[test]
fn a_file_that_is_there_is_never_written_over() {
    let recall = imported();
    for name in ["mine.csv", "mine.txt"] {
        recall.write(name, "my own words\n");
        let ran = recall.run(&["export", "-o", name]);
        assert_eq!(ran.code, 1, "{ran}");
        assert!(ran.stderr.contains("is there; it was left as it is"), "{ran}");
        assert_eq!(written(&recall, name), "my own words\n");
    }
    recall.write("notes/a.md", NOTE);
    let ran = recall.run(&["export", "--format", "csv", "-o", "notes/a.md"]);
    assert_eq!((ran.code, written(&recall, "notes/a.md")), (1, NOTE.to_owned()));
}

#[test]
fn the_name_says_the_format_unless_the_option_does() {
    let recall = imported();
    let ran = recall.run(&["export", "-o", "cards.doc"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("`.apkg`, `.csv` or `.txt`"), "{ran}");
    let report = recall.json(&["export", "--format", "anki-text", "-o", "cards.doc", "--json"]);
    assert_eq!((&report["cards"], &report["left_out"]), (&3.into(), &0.into()));
    assert!(written(&recall, "cards.doc").starts_with("#separator:tab\n"));
}
