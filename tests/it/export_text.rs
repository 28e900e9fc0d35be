//! Cards written as text: a table, and what Anki imports.

use crate::support::Recall;
use recall::adapters::store::archive::Archive;
use serde_json::Value;
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
    assert!(written(&recall, "tools.txt").contains("\ttools::hand\t"));
    let unknown = recall.run(&["export", "Cellar", "-o", "none.csv"]);
    assert_eq!(unknown.code, 1, "{unknown}");
    assert!(!recall.path("none.csv").exists());
}

/// A collection in which a card has everything that a card can have.
fn lived_in() -> (Recall, String) {
    let mut recall = imported();
    recall.write(
        "notes/c.md",
        "Q: What grows from a bulb?\nA:\n- tulip\n- onion\n\nQ: Gone?\nA: Soon\n",
    );
    recall.ok(&["import", "notes"]);
    let cards = recall.json_lines(&["list", "--json"]);
    let id_of = |words: &str| {
        let card = cards.iter().find(|card| card["question"].as_str().unwrap().contains(words));
        card.unwrap()["id"].as_str().unwrap().to_owned()
    };
    let (bulb, gone) = (id_of("bulb"), id_of("Gone"));
    for (day, grade) in [("16", "good"), ("17", "again"), ("18", "easy")] {
        recall.set_now(&format!("2027-02-{day}T08:00:00.250Z"));
        recall.ok(&["grade", &bulb, grade]);
    }
    recall.ok(&["grade", &gone, "4"]);
    recall.ok(&["edit", &bulb, "--question", "What has a bulb?"]);
    recall.ok(&["tag", &bulb, "+plants"]);
    recall.ok(&["mark", &bulb, "--why", "odd"]);
    recall.ok(&["bury", &bulb]);
    recall.write("notes/c.md", "Q: What grows from a bulb?\nA:\n- tulip\n- onion\n");
    recall.ok(&["import", "notes"]);
    (recall, bulb)
}

#[test]
fn json_holds_all_that_is_known_and_reads_back_as_it_was() {
    let (recall, bulb) = lived_in();
    recall.ok(&["export", "-o", "all.json"]);
    let text = written(&recall, "all.json");
    let archive: Archive = serde_json::from_str(&text).unwrap();
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_value(&archive).unwrap(), json);
    assert_eq!((&json["format"], &json["version"]), (&"recall".into(), &1.into()));
    assert_eq!(json["exported_at"], "2027-02-18T08:00:00.250Z");
    let listed = recall.json_lines(&["list", "--json"]);
    let cards = json["cards"].as_array().unwrap();
    assert_eq!(cards.len(), listed.len());
    for (card, listed) in cards.iter().zip(&listed) {
        assert_eq!((&card["id"], &card["deck"]), (&listed["id"], &listed["deck"]));
        assert_eq!((&card["tags"], &card["context"]), (&listed["tags"], &listed["context"]));
        let asked = [&card["own_question"], &card["question"]];
        assert!(asked.contains(&&listed["question"]), "{card}");
        let reviews = card["reviews"].as_array().unwrap();
        let known = listed["reviews"].as_array().unwrap();
        assert_eq!(reviews.len(), known.len());
        for (review, known) in reviews.iter().zip(known) {
            for field in ["at", "day", "grade", "kind", "ms"] {
                assert_eq!(review[field], known[field]);
            }
            assert_eq!(review["after"]["ef"], known["ef"]);
        }
    }
    let retired = cards.iter().find(|card| card["status"] == "retired").unwrap();
    assert_eq!(
        (&retired["question"], retired["reviews"][0]["grade"].as_u64()),
        (&"Gone?".into(), Some(4))
    );
    let card = cards.iter().find(|card| card["id"] == *bulb).unwrap();
    assert_eq!(card["own_question"], "What has a bulb?");
    assert_eq!((&card["mark"], &card["buried_until"]), (&"odd".into(), &"2027-02-19".into()));
    assert_eq!(card["own_tags"], serde_json::json!([{"tag": "plants", "is_on": true}]));
    assert_eq!((&card["schedule"]["lapses"], &card["reviews"][1]["grade"]), (&1.into(), &2.into()));
}

#[test]
fn json_to_give_away_has_nothing_of_the_learners_own() {
    let (recall, _) = lived_in();
    recall.ok(&["export", "--fresh", "--find", "bulb", "-o", "fresh.json"]);
    let json: Value = serde_json::from_str(&written(&recall, "fresh.json")).unwrap();
    let cards = json["cards"].as_array().unwrap();
    assert_eq!(cards.len(), 1);
    assert_eq!((&cards[0]["status"], &cards[0]["mark"]), (&"new".into(), &Value::Null));
    assert_eq!(
        (&cards[0]["schedule"], &cards[0]["reviews"]),
        (&Value::Null, &Value::Array(vec![]))
    );
}

#[test]
fn markdown_stands_under_its_headings_and_reads_back() {
    let (recall, _) = lived_in();
    recall.ok(&["export", "-o", "all.md"]);
    insta::assert_snapshot!(written(&recall, "all.md"), @r#"
    # 2025::Garden

    ## a

    Q: What is "dibber, pointed"?
    A: =A stick; <b> & more

    Q: What is a rake?
    A: A comb	for soil

    # 2025

    ## b

    Q: What is a hoe?
    A: A blade for weeds

    # c

    Q: What has a bulb?
    A:
    - tulip
    - onion
    "#);
    let other = Recall::new();
    other.write("all.md", written(&recall, "all.md"));
    other.ok(&["import", "all.md"]);
    let words = |recall: &Recall| {
        let cards = recall.json_lines(&["list", "--json"]);
        let kept = cards.iter().filter(|card| card["status"] != "retired");
        let mut words: Vec<_> =
            kept.map(|card| format!("{} {}", card["question"], card["answer"])).collect();
        words.sort();
        words
    };
    assert_eq!(words(&other), words(&recall));
}

#[test]
fn a_dash_is_standard_output() {
    let recall = imported();
    for format in ["csv", "anki-text", "json", "markdown"] {
        recall.ok(&["export", "--format", format, "-o", "cards"]);
        let ran = recall.command(&["export", "--format", format, "-o", "-"]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&ran.stdout), written(&recall, "cards"));
        assert!(ran.status.success() && ran.stderr.is_empty(), "{ran:?}");
        std::fs::remove_file(recall.path("cards")).unwrap();
    }
    let none = recall.run(&["export", "--format", "csv", "--find", "spade", "-o", "-"]);
    assert_eq!((none.code, none.stdout.as_str()), (1, ""));
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
            "#guid column:1",
            "#notetype column:2",
            "#deck column:3",
            "#tags column:4"
        ]
    );
    let decks: Vec<_> = rows.iter().map(|row| row.split('\t').nth(2).unwrap()).collect();
    assert_eq!(decks, ["recall::2025", "recall::2025::Garden", "recall::2025::Garden"]);
    assert!(rows[1].contains("=A stick; &lt;b&gt; &amp; more"), "{text}");
    // The reader refuses a record that is longer or shorter than the first.
    let bare = rows.join("\n");
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(bare.as_bytes());
    assert_eq!(reader.headers().unwrap().len(), 11);
    assert_eq!(reader.records().map(Result::unwrap).count(), rows.len() - 1);
    // A card has one guid, however it goes to Anki.
    recall.ok(&["export", "-o", "cards.apkg"]);
    let json: Value = recall.json(&["export", "--format", "json", "-o", "-"]);
    let known: Vec<&str> = json["cards"]
        .as_array()
        .unwrap()
        .iter()
        .map(|card| card["anki"]["guid"].as_str().unwrap())
        .collect();
    assert_eq!(known.len(), rows.len());
    for row in rows {
        assert!(known.contains(&row.split('\t').next().unwrap()), "{row} {known:?}");
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
    assert!(ran.stderr.contains("`.apkg`, `.csv`, `.json`, `.md` or `.txt`"), "{ran}");
    let report = recall.json(&["export", "--format", "anki-text", "-o", "cards.doc", "--json"]);
    assert_eq!((&report["cards"], &report["left_out"]), (&3.into(), &0.into()));
    assert!(written(&recall, "cards.doc").starts_with("#separator:tab\n"));
}
