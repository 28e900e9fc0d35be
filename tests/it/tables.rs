//! Cards from tables: text that Anki exported, CSV and TSV.

use crate::support::Recall;

/// A text as Anki writes it: quotes, lines within a value, gaps, both ways, a deck each.
const ANKI: &str = "\u{feff}#separator:tab\r\n#html:true\r\n#guid column:1\r\n\
    #notetype column:2\r\n#deck column:3\r\n#tags column:6\r\n\
    g1\tBasic\tGarden\t\"What is a \"\"dibber\"\"?\"\tA <b>pointed</b> stick\ttools marked\r\n\
    g2\tCloze\tGarden::Fruit\t{{c1::Plums}} ripen before {{c2::pears::fruit}}\t\t\r\n\
    #g\tis a comment\r\n\
    g3\tBasic (and reversed card)\tGarden\tspade\t\"a blade<br>for\r\nsoil\"\ttools\r\n";

/// Question and answer of every card, in the order of the list.
fn cards(recall: &Recall) -> Vec<(String, String)> {
    let cards = recall.json_lines(&["list", "--json"]);
    let text = |card: &serde_json::Value, key: &str| card[key].as_str().unwrap().to_owned();
    cards.iter().map(|card| (text(card, "question"), text(card, "answer"))).collect()
}

fn ids(recall: &Recall) -> Vec<String> {
    let cards = recall.json_lines(&["list", "--json"]);
    cards.iter().map(|card| card["id"].as_str().unwrap().to_owned()).collect()
}

fn pair(question: &str, answer: &str) -> (String, String) {
    (question.to_owned(), answer.to_owned())
}

#[track_caller]
fn refused(recall: &Recall, arguments: &[&str], code: i32, says: &[&str]) {
    let ran = recall.run(arguments);
    assert_eq!(ran.code, code, "{ran}");
    for words in says {
        assert!(ran.stderr.contains(words), "{words}\n{ran}");
    }
    assert!(!recall.database().exists(), "{ran}");
}

#[test]
fn text_from_anki_brings_notes_decks_and_tags_once() {
    let recall = Recall::new();
    recall.write("garden.txt", ANKI);
    let ran = recall.run(&["import", "garden.txt"]);
    assert!(ran.stderr.contains("garden.txt: 5 cards in 2 decks added"), "{ran}");
    let expected = [
        pair("What is a \"dibber\"?", "A **pointed** stick"),
        pair("[...] ripen before pears", "**Plums** ripen before pears"),
        pair("Plums ripen before \\[fruit\\]", "Plums ripen before **pears**"),
        pair("spade", "a blade  \nfor soil"),
        pair("a blade  \nfor soil", "spade"),
    ];
    let found = cards(&recall);
    assert_eq!(found.len(), 5);
    for card in expected {
        assert!(found.contains(&card), "{card:?}\n{found:#?}");
    }
    let listed = recall.json_lines(&["list", "dibber", "--json"]);
    assert_eq!(listed[0]["deck"], "Garden");
    assert_eq!(listed[0]["tags"], serde_json::json!(["tools"]));
    assert!(recall.ok(&["list", "--marked"]).contains("dibber"));
    let again = recall.run(&["import", "garden.txt"]);
    assert!(again.stderr.contains("3 notes, nothing new"), "{again}");
    recall.ok(&["undo"]);
    assert_eq!(cards(&recall), []);
    recall.ok(&["import", "garden.txt"]);
    assert_eq!(cards(&recall).len(), 5, "what was taken back can come again");
    recall.ok(&["doctor"]);
}

#[test]
fn a_later_text_updates_by_guid_and_keeps_history_and_deck() {
    let recall = Recall::new();
    recall.write("garden.txt", ANKI);
    recall.ok(&["import", "garden.txt"]);
    let before = ids(&recall);
    let card = &recall.json_lines(&["list", "dibber", "--json"])[0]["id"];
    recall.ok(&["grade", card.as_str().unwrap(), "good"]);
    let later = ANKI.replace("pointed", "sharp").replace("tools marked", "hand");
    let later = later.replace("g1\tBasic\tGarden\t", "g1\tBasic\tElsewhere\t");
    recall.write("other.txt", later);
    let ran = recall.run(&["import", "other.txt"]);
    assert!(ran.stderr.contains("1 reworded"), "{ran}");
    assert_eq!(ids(&recall), before);
    let card = &recall.json_lines(&["list", "dibber", "--json"])[0];
    assert_eq!(card["answer"], "A **sharp** stick");
    assert_eq!((&card["deck"], &card["status"]), (&"Garden".into(), &"review".into()));
    assert_eq!(card["tags"], serde_json::json!(["hand"]));
}

#[test]
fn text_without_markup_takes_none_away() {
    let recall = Recall::new();
    recall.write("garden.txt", ANKI);
    recall.ok(&["import", "garden.txt"]);
    let plain = "#separator:tab\n#html:false\n#guid column:1\ng1\t\"What is a \"\"dibber\"\"?\"\tA pointed stick\n\
        g9\ta < b & c\t*not* bold\n";
    recall.write("plain.txt", plain);
    let ran = recall.run(&["import", "plain.txt"]);
    assert!(ran.stderr.contains("1 card in 1 deck added; 1 as they were"), "{ran}");
    let dibber = &recall.json_lines(&["list", "dibber", "--json"])[0];
    assert_eq!(dibber["answer"], "A **pointed** stick");
    assert_eq!(dibber["tags"], serde_json::json!(["tools"]), "tags that are not said stay");
    let shown = recall.ok(&["review", "--plain", "plain"]);
    assert!(shown.contains("Question: a < b & c"), "{shown}");
}

#[test]
fn rendered_cards_without_any_id_come_once() {
    let recall = Recall::new();
    recall.write("cards.txt", "#separator:tab\n#html:true\nsame\tone\nsame\ttwo\nq\t<i>a</i>\n");
    recall.ok(&["import", "cards.txt"]);
    assert_eq!(cards(&recall).len(), 3);
    let again = recall.run(&["import", "cards.txt"]);
    assert!(again.stderr.contains("nothing new"), "{again}");
}

#[test]
fn a_table_is_read_by_the_names_of_its_columns() {
    let recall = Recall::new();
    let table = "Question;Answer;Tags;Topic;Deck\n\
        What does `*` match?;\"any *run*\nof characters\";shell, glob;x;Shell\n\
        {{c1::fd}} finds files;;;y;\n\n;lost;;;\n";
    recall.write("globs.csv", table);
    let ran = recall.run(&["import", "globs.csv"]);
    assert!(ran.stderr.contains("2 cards in 2 decks added"), "{ran}");
    assert!(ran.stderr.contains("1 row left out, since they ask nothing: line 6"), "{ran}");
    assert!(ran.stderr.contains("columns that are no part of a card: `Topic`"), "{ran}");
    let listed = recall.json_lines(&["list", "--json"]);
    let star = listed.iter().find(|card| card["deck"] == "Shell").unwrap();
    assert_eq!(star["question"], "What does `*` match?");
    assert_eq!(star["tags"], serde_json::json!(["glob", "shell"]));
    let gap = listed.iter().find(|card| card["deck"] == "globs").unwrap();
    assert_eq!(gap["question"], "[...] finds files");
}

#[test]
fn a_later_table_updates_by_id_else_by_question_else_by_answer() {
    let recall = Recall::new();
    recall.write("ids.csv", "id,front,back,deck\n1,one,eins,A\n2,two,zwei,A\n");
    recall.write("none.tsv", "front\tback\nthree\tdrei\nfour\tvier\nfive\tfünf\n");
    recall.ok(&["import", "ids.csv", "none.tsv"]);
    let before = ids(&recall);
    recall.write("ids.csv", "id,front,back,deck\n2,deux,ZWEI,B\n1,one,eins,A\n2,x,y,A\n");
    recall.write("none.tsv", "front\tback\nfive\tFÜNF\ntrois\tdrei\n");
    let ran = recall.run(&["import", "ids.csv", "none.tsv"]);
    assert!(ran.stderr.contains("1 reworded, 1 moved"), "{ran}");
    assert!(ran.stderr.contains("an earlier row has their id: line 4"), "{ran}");
    assert!(ran.stderr.contains("1 note that it had before are no longer in it"), "{ran}");
    assert_eq!(ids(&recall), before);
    let found = cards(&recall);
    for card in [("deux", "ZWEI"), ("five", "FÜNF"), ("trois", "drei"), ("four", "vier")] {
        assert!(found.contains(&pair(card.0, card.1)), "{card:?}\n{found:#?}");
    }
    assert_eq!(recall.json_lines(&["list", "deux", "--json"])[0]["deck"], "B");
}

#[test]
fn a_table_that_was_moved_is_known_again() {
    let recall = Recall::new();
    recall.write("words.csv", "front,back\none,eins\n");
    recall.ok(&["import", "words.csv"]);
    std::fs::remove_file(recall.path("words.csv")).unwrap();
    recall.write("new/words.csv", "front,back\none,EINS\n");
    let ran = recall.run(&["import", "new/words.csv"]);
    assert!(ran.stderr.contains("1 reworded"), "{ran}");
    assert_eq!(cards(&recall), [pair("one", "EINS")]);
}

#[test]
fn the_learner_says_what_columns_are() {
    let recall = Recall::new();
    recall.write("w.csv", "Wort,Satz,Bedeutung\nHaus,Das Haus ist rot.,house\n");
    let says = ["which column is the front", "`Wort`, `Satz`, `Bedeutung`", "--map front=NAME"];
    refused(&recall, &["import", "w.csv"], 1, &says);
    let map = "--map=front=Wort,back=Bild";
    refused(&recall, &["import", "w.csv", map], 1, &["no column `Bild`", "`Bedeutung`"]);
    refused(&recall, &["import", "w.csv", "--map", "side=Wort"], 2, &["front=NAME"]);
    recall.ok(&["import", "w.csv", "--map", "front=wort,back=Bedeutung,back=Satz", "--deck", "De"]);
    let card = &recall.json_lines(&["list", "--json"])[0];
    assert_eq!((&card["question"], &card["deck"]), (&"Haus".into(), &"De".into()));
    assert_eq!(card["answer"], "house  \nDas Haus ist rot.");
    recall.write("plain.txt", "casa\thouse\ngato\tcat\n");
    recall.ok(&["import", "plain.txt", "--map", "front=2,back=1"]);
    assert!(cards(&recall).contains(&pair("cat", "gato")));
}

#[test]
fn a_table_that_cannot_be_read_changes_nothing() {
    let recall = Recall::new();
    let refused = |name: &str, content: &[u8], code: i32, says: &str| {
        recall.write(name, content);
        refused(&recall, &["import", name], code, &[says]);
    };
    refused("a.csv", b"front,back\na,b\nc,\"d\ne,f\n", 3, "a.csv:3: a quote is opened");
    refused("b.csv", b"front,back\na,\0b\n", 3, "NUL byte");
    refused("c.csv", b"", 1, "holds no rows");
    refused("d.txt", b"#separator:tab\n#html:true\n", 1, "holds no rows");
    refused("e.csv", &vec![b'a'; 17 << 20], 3, "larger than 16 MiB");
    let ran = recall.run(&["import", "f.csv"]);
    assert!(ran.code == 1 && ran.stderr.contains("could not read `f.csv`"), "{ran}");
}

#[test]
fn a_look_changes_nothing_and_tells_scripts_everything() {
    let recall = Recall::new();
    recall.write("w.csv", "front,back,note\na,b,c\n,d,e\n");
    let report = recall.json(&["import", "w.csv", "--dry-run", "--json"]);
    assert_eq!((&report["new"], &report["notes"]), (&1.into(), &1.into()));
    assert_eq!(report["empty_rows"], serde_json::json!([3]));
    assert_eq!(report["unused_columns"], serde_json::json!(["note"]));
    assert!(!recall.database().exists());
    recall.write("t.txt", "#separator:tab\n#notetype:My own\nx\ty\tz\n");
    let report = recall.json(&["import", "t.txt", "--json"]);
    assert_eq!(report["unknown_notetypes"], serde_json::json!(["My own"]));
}

#[test]
fn what_export_wrote_comes_back_with_what_was_changed_in_it() {
    let recall = Recall::new();
    recall.write(
        "notes/a.md",
        "Q: What is a rake?\nA: A *comb* for soil\n\nQ: What is a hoe?\nA: A blade\n",
    );
    recall.ok(&["import", "notes"]);
    let before = ids(&recall);
    for (name, change) in [("all.csv", "A long blade"), ("all.txt", "A longer blade")] {
        recall.ok(&["export", "-o", name]);
        let unchanged = recall.run(&["import", name]);
        assert!(unchanged.stderr.contains("nothing new"), "{unchanged}");
        let text = std::fs::read_to_string(recall.path(name)).unwrap();
        let old =
            recall.json_lines(&["list", "hoe", "--json"])[0]["answer"].as_str().unwrap().to_owned();
        assert!(text.contains(&old));
        recall.write(name, text.replace(&old, change));
        let ran = recall.run(&["import", name]);
        assert!(ran.stderr.contains("1 reworded, 1 as they were"), "{ran}");
        let found = cards(&recall);
        assert!(found.contains(&pair("What is a hoe?", change)), "{found:?}");
        assert!(found.contains(&pair("What is a rake?", "A *comb* for soil")), "{found:?}");
        assert_eq!(ids(&recall), before);
    }
}

#[test]
fn a_note_of_text_is_no_table() {
    let recall = Recall::new();
    recall.write("talk.txt", "# Shell: notes\n\nQ: What is a rake?\nA: A comb\n");
    recall.ok(&["import", "talk.txt"]);
    assert_eq!(cards(&recall), [pair("What is a rake?", "A comb")]);
}
