//! Looking at cards: `list` and `show`.

use crate::cards::{Card, SIX, fill};
use crate::support::Recall;
use insta::assert_snapshot;
use serde_json::json;

fn garden() -> Recall {
    let recall = Recall::new();
    fill(&recall, &SIX);
    recall
}

#[test]
fn cards_are_listed_in_the_order_of_the_notes() {
    let recall = garden().columns(40);
    recall.ok(&["grade", "2", "good"]);
    recall.sqlite().execute("UPDATE cards SET status = 'suspended' WHERE id = 3", []).unwrap();
    assert_snapshot!(recall.run(&["list"]), @"
    exit code 0
    --- stdout
    id      due         question
    100000  new         Which herb keeps it…
    200000  2027-02-16  What does mint need…
    300000  suspended   When is sage cut?
    400000  new         Which command lists…
    500000  new         What is 紫蘇 in Eng…
    600000  new         How deep is dill so…
    --- stderr
    6 cards
    ");
}

#[test]
fn words_narrow_the_list_in_any_case() {
    let recall = garden();
    let questions = |words: &[&str]| -> Vec<String> {
        let mut arguments = vec!["list", "--json"];
        arguments.extend(words);
        let cards = recall.json_lines(&arguments);
        cards.iter().map(|card| card["question"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(questions(&["PERILLA"]), ["What is 紫蘇 in English?"]);
    assert_eq!(questions(&["herbs", "sage"]), ["When is sage cut?"]);
    assert_eq!(questions(&["garden", "centimetre"]), ["How deep is dill sown?"]);
    assert!(questions(&["no such word"]).is_empty());
}

#[test]
fn a_new_card_is_given_to_scripts_with_sm2s_first_state() {
    assert_eq!(
        garden().json(&["show", "6", "--json"]),
        json!({"id": "6000000000000", "deck": "Garden::Herbs", "tags": [], "kind": "def_fwd",
               "rule": "R01", "tier": "core", "question": "How deep is dill sown?",
               "answer": "One centimetre", "context": "Herbs › Dill",
               "source": "/notes/herbs.md", "source_lines": [6], "status": "new", "buried_until": null, "mark": null,
               "changed_from": null, "own_outdated": false,
               "repetition": 0, "ef": 2.5, "interval_days": 0, "due": null, "lapses": 0,
               "leech": false, "reviews": []}),
    );
}

#[test]
fn a_reviewed_card_is_given_with_its_history() {
    let recall = garden();
    recall.ok(&["grade", "6", "0"]);
    recall.ok(&["grade", "6", "4"]);
    recall
        .sqlite()
        .execute_batch(
            "INSERT INTO tags VALUES (1, 'soil'), (2, 'depth');
         INSERT INTO card_tags VALUES (6, 1), (6, 2);",
        )
        .unwrap();
    let card = recall.json(&["show", "6", "--json"]);
    assert_eq!(
        card["reviews"],
        json!([{"at": "2027-02-15T08:00:00.000Z", "day": "2027-02-15", "grade": 0,
                "kind": "scheduled", "ms": 0, "interval_days": 1, "ef": 1.7},
               {"at": "2027-02-15T08:00:00.001Z", "day": "2027-02-15", "grade": 4,
                "kind": "drill", "ms": 0, "interval_days": 1, "ef": 1.7}]),
    );
    assert_eq!(card["tags"], json!(["depth", "soil"]));
    assert_eq!((&card["due"], &card["lapses"]), (&json!("2027-02-16"), &json!(1)));
    assert_eq!(recall.json_lines(&["list", "--json"])[5], card);
}

#[test]
fn a_card_is_shown_with_its_notes_and_history() {
    let recall = garden();
    let path = recall.write("herbs.md", "# Herbs\n\n- dill\n\n\n- one\tcentimetre \u{1b}[31m\n");
    let path = path.to_str().unwrap();
    recall.sqlite().execute("UPDATE sources SET path = ?1", [path]).unwrap();
    recall.ok(&["grade", "6", "hard"]);
    assert_snapshot!(recall.run(&["show", "6"]), @r"
    exit code 0
    --- stdout
    How deep is dill sown?
      One centimetre

    context   Herbs › Dill
    deck      Garden::Herbs
    id        6000000000000
    made      def_fwd by rule R01, core
    status    due Tue 16 Feb, interval 1 day, ease 2.36, passed 1 in a row

    Mon 15 Feb  hard (3)   scheduled    0.0 s  next after 1 day, ease 2.36

    ~/herbs.md:6
         6  - one    centimetre \u{1b}[31m
    ");
}

#[test]
fn notes_that_are_gone_are_said_to_be() {
    let ran = garden().run(&["show", "5"]);
    assert_eq!(ran.code, 0);
    assert!(ran.stdout.ends_with("/notes/herbs.md:5, which cannot be read now\n"), "{ran}");
}

#[test]
fn what_a_terminal_would_obey_is_written_out() {
    let recall = Recall::new();
    let card = Card {
        question: "Red\u{1b}[31m \u{202e}alert?",
        answer: "a\u{7}b",
        context: "c\u{9b}31m",
        deck: "d\u{1b}]0;x\u{7}",
    };
    fill(&recall, &[card]);
    for command in [&["list"][..], &["show", "1"], &["undo"], &["list", "--color", "always"]] {
        let ran = recall.run(command);
        let styles = if command.contains(&"always") { "\u{1b}" } else { "" };
        let is_safe = |c: char| !c.is_control() || c == '\n' || styles.contains(c);
        assert!(ran.to_string().chars().all(is_safe), "{ran:?}");
        assert!(!ran.stdout.contains("\u{1b}[31m"), "{ran:?}");
    }
}

#[test]
fn an_unknown_card_is_refused() {
    let recall = garden();
    assert_snapshot!(recall.run(&["show", "zz"]), @"
    exit code 1
    --- stderr
    error: there is no card `zz`
    hint: `recall list` shows the cards and their ids
    ");
    assert_eq!(recall.run(&["show", "not an id"]).code, 1);
}

#[test]
fn an_id_that_could_be_several_names_them() {
    let recall = garden();
    // 33 is written `11` and 1 `10`.
    recall.sqlite().execute("UPDATE cards SET id = 33 WHERE id = 6", []).unwrap();
    assert_snapshot!(recall.run(&["show", "1"]), @"
    exit code 1
    --- stderr
    error: `1` could be 2 cards
    hint: type more of the id:
    hint: `1000000000000` Which herb keeps its scent when dried?
    hint: `1100000000000` How deep is dill sown?
    ");
    assert_eq!(recall.run(&["show", "11"]).code, 0);
    assert_eq!(recall.run(&["grade", "1", "good"]).code, 1);
}
