//! JSON that recall exported, taken in again: by another collection, and by the same.

use crate::support::Recall;
use serde_json::Value;

const NOTE: &str = "---\ndeck: Garden::Tools\ntags: [tool]\n---\n\
    Q: What is a rake?\nA: A comb for soil\n\n\
    Q: What is a hoe?\nA: A blade\n\n\
    Q: Name the tools\nA:\n- rake\n- hoe\n\n\
    C: A [dibber] makes [holes].\n";

fn id_of(recall: &Recall, word: &str) -> String {
    recall.json_lines(&["list", word, "--json"])[0]["id"].as_str().unwrap().to_owned()
}

/// A collection of which every part says something.
fn lived() -> Recall {
    let mut recall = Recall::new();
    recall.write("notes/garden.md", NOTE);
    recall.ok(&["import", "notes"]);
    let [rake, hoe] = ["rake", "hoe"].map(|word| id_of(&recall, word));
    recall.ok(&["grade", &rake, "good"]);
    recall.ok(&["grade", &hoe, "again"]);
    recall.set_now("2027-02-16T08:00:00Z");
    recall.ok(&["grade", &rake, "hard"]);
    recall.ok(&["edit", &hoe, "--answer", "A blade on a stick"]);
    recall.ok(&["tag", &hoe, "+spring", "-tool"]);
    recall.ok(&["mark", &rake, "--why", "too easy"]);
    recall.ok(&["suspend", &id_of(&recall, "dibber")]);
    recall
}

fn written(recall: &Recall, name: &str) -> String {
    recall.ok(&["export", "-o", name]);
    std::fs::read_to_string(recall.path(name)).unwrap()
}

/// The cards by id, without what numbers them within a file.
fn cards(text: &str) -> Vec<Value> {
    let mut archive: Value = serde_json::from_str(text).unwrap();
    let cards = archive["cards"].as_array_mut().unwrap();
    for card in cards.iter_mut() {
        card["source"].as_object_mut().unwrap().remove("fact");
    }
    cards.sort_by_key(|card| card["id"].as_str().unwrap().to_owned());
    cards.clone()
}

#[test]
fn another_collection_becomes_what_this_one_is() {
    let here = lived();
    let archive = written(&here, "all.json");
    let there = Recall::new().at("2027-02-17T08:00:00Z");
    there.write("all.json", &archive);
    let look = there.run(&["import", "all.json", "--dry-run"]);
    assert!(look.stderr.contains("5 cards would be added, with 3 reviews"), "{look}");
    assert!(!there.database().exists());
    let ran = there.run(&["import", "all.json"]);
    assert!(ran.stderr.contains("all.json: 5 cards added, with 3 reviews"), "{ran}");
    assert_eq!(cards(&written(&there, "again.json")), cards(&archive));
    there.ok(&["doctor"]);
    let again = there.run(&["import", "all.json"]);
    assert!(again.stderr.contains("5 cards, nothing new"), "{again}");
    // The notes themselves make the same cards once more, which are known by them.
    let notes = here.path("notes");
    there.ok(&["import", notes.to_str().unwrap()]);
    assert_eq!(there.json_lines(&["list", "--json"]).len(), 5);
    there.ok(&["undo"]);
    assert_eq!(there.ok(&["list", "--json"]), "");
    there.ok(&["redo"]);
    assert_eq!(cards(&written(&there, "third.json")), cards(&archive));
}

#[test]
fn reviews_of_two_machines_come_together() {
    let mut here = lived();
    let first = written(&here, "first.json");
    let mut there = Recall::new().at("2027-02-17T08:00:00Z");
    there.write("first.json", &first);
    there.ok(&["import", "first.json"]);
    let hoe = id_of(&there, "hoe");
    there.ok(&["grade", &hoe, "good"]);
    there.write("second.json", written(&there, "there.json"));
    here.set_now("2027-02-23T08:00:00Z");
    let rake = id_of(&here, "rake");
    here.ok(&["grade", &rake, "easy"]);
    here.write("second.json", written(&there, "again.json"));
    let ran = here.run(&["import", "second.json"]);
    assert!(ran.stderr.contains("0 cards added, with 1 review; 5 were here"), "{ran}");
    let hoe = &here.json_lines(&["list", "hoe", "--json"])[0];
    assert_eq!((&hoe["due"], hoe["reviews"].as_array().unwrap().len()), (&"2027-02-18".into(), 2));
    let rake = &here.json_lines(&["list", "rake", "--json"])[0];
    assert_eq!(rake["reviews"].as_array().unwrap().len(), 3);
    here.ok(&["doctor"]);
    // An answer that is older than one given here is kept, and moves nothing.
    let due = rake["due"].clone();
    there.set_now("2027-02-22T09:00:00Z");
    there.ok(&["grade", &id_of(&there, "rake"), "again"]);
    here.write("third.json", written(&there, "third.json"));
    here.ok(&["import", "third.json"]);
    let rake = &here.json_lines(&["list", "rake", "--json"])[0];
    assert_eq!((&rake["due"], rake["reviews"].as_array().unwrap().len()), (&due, 4));
    here.ok(&["doctor"]);
}

#[test]
fn what_was_taken_back_can_come_again() {
    let here = lived();
    let there = Recall::new().at("2027-02-17T08:00:00Z");
    let archive = written(&here, "all.json");
    there.write("all.json", &archive);
    there.ok(&["import", "all.json"]);
    there.ok(&["undo"]);
    let ran = there.run(&["import", "all.json"]);
    assert!(ran.stderr.contains("5 cards added, with 3 reviews"), "{ran}");
    let (back, came) = (cards(&written(&there, "again.json")), cards(&archive));
    for (back, came) in back.iter().zip(&came) {
        for field in ["id", "mark", "own_answer", "tags", "own_tags", "status", "deck"] {
            assert_eq!(back[field], came[field], "{field}");
        }
        assert_eq!(back["schedule"]["due"], came["schedule"]["due"]);
    }
    let again = there.run(&["import", "all.json"]);
    assert!(again.stderr.contains("5 cards, nothing new"), "{again}");
    there.ok(&["doctor"]);
}

#[test]
fn what_recall_did_not_write_changes_nothing() {
    let here = lived();
    let archive = written(&here, "all.json");
    let there = Recall::new();
    for (text, code, says) in [
        ("dear friend".to_owned(), 3, "x.json:1:1: this is not what recall exports"),
        ("{\"cards\": []}".to_owned(), 3, "missing field `format`"),
        ("{\"format\": \"other\", \"version\": 1}".to_owned(), 1, "is no export of recall"),
        (archive.replacen("\"version\":1", "\"version\":2", 1), 1, "by a newer recall"),
        (archive.replacen("\"tier\":\"core\"", "\"tier\":\"top\"", 1), 3, "no tier"),
        (archive.replacen("\"grade\":4", "\"grade\":9", 1), 3, "no grade"),
        (archive.replacen("\"ef\":2.5", "\"ef\":\"x\"", 1), 3, "this is not what recall exports"),
        (archive[..archive.len() / 2].to_owned(), 3, "this is not what recall exports"),
    ] {
        there.write("x.json", &text);
        let ran = there.run(&["import", "x.json"]);
        assert_eq!(ran.code, code, "{says}\n{ran}");
        assert!(ran.stderr.contains(says), "{says}\n{ran}");
        assert!(!there.database().exists());
    }
}

/// A PNG of one grey point.
const POINT: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9bU\
    \0\0\0\nIDATx\x9cc\x68\0\0\0\x82\0\x81w\xcdr\xb6\0\0\0\0IEND\xaeB`\x82";

/// A collection whose cards name a picture and a sound beside their note.
fn seen_and_heard() -> Recall {
    let recall = Recall::new();
    let note = "Q: Which leaf is this? ![a leaf](pictures/my%20leaf.png)\nA: Mint, and not \
        ![sage](pictures/my%20leaf.png) or ![gone](gone.png)\n\n\
        Q: Who sings? [bird](wren.mp3) [key](key.pem)\nA: A wren\n";
    recall.write("notes/herbs.md", note);
    recall.write("notes/pictures/my leaf.png", POINT);
    recall.write("notes/wren.mp3", b"la la");
    recall.write("notes/key.pem", b"secret");
    recall.ok(&["import", "notes"]);
    recall
}

/// The names of the pictures and sounds, and their bytes in base64.
fn media(text: &str) -> Vec<(String, String)> {
    let archive: Value = serde_json::from_str(text).unwrap();
    let mut media = Vec::new();
    for file in archive["media"].as_array().unwrap() {
        for named in file["names"].as_array().unwrap() {
            let [name, bytes] = [&named["name"], &file["bytes"]].map(|text| text.as_str().unwrap());
            media.push((name.to_owned(), bytes.to_owned()));
        }
    }
    media.sort();
    media
}

#[test]
fn pictures_and_sounds_go_along_and_on_from_there() {
    let here = seen_and_heard();
    let ran = here.run(&["export", "-o", "all.json"]);
    assert!(ran.stderr.contains("Wrote `all.json`: 2 cards, with 2 media files."), "{ran}");
    let text = std::fs::read_to_string(here.path("all.json")).unwrap();
    let files = media(&text);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["pictures/my%20leaf.png", "wren.mp3"]);
    assert_eq!(files[1].1, "bGEgbGE=");
    let package = here.json_lines(&["export", "-o", "all.apkg", "--json"]).remove(0);
    std::fs::remove_dir_all(here.path("notes")).unwrap();

    let there = Recall::new().at("2027-02-17T08:00:00Z");
    there.write("all.json", &text);
    let look = there.run(&["import", "all.json", "--dry-run"]);
    assert!(look.stderr.contains("with 0 reviews and 2 media files"), "{look}");
    assert!(!there.database().with_file_name("media").exists());
    there.ok(&["import", "all.json"]);
    assert_eq!(media(&written(&there, "again.json")), files);
    let again = there.run(&["import", "all.json"]);
    assert!(again.stderr.contains("2 cards, nothing new"), "{again}");
    let same = there.json_lines(&["export", "-o", "again.apkg", "--json"]).remove(0);
    assert_eq!((&package["media"], &same["media"]), (&2.into(), &2.into()));
    // A picture that lies beside the note is the one that the note means.
    let note = here.path("notes/wren.mp3");
    std::fs::create_dir_all(note.parent().unwrap()).unwrap();
    std::fs::write(&note, "lo lo").unwrap();
    assert_eq!(media(&written(&there, "third.json"))[1].1, "bG8gbG8=");
}

#[test]
fn pictures_that_nobody_wrote_so_are_refused_or_lead_nowhere() {
    let here = seen_and_heard();
    let archive = written(&here, "all.json");
    let big = "A".repeat((64 << 20) / 3 * 4 + 8);
    for (bytes, says) in [("???", "this is not what recall exports"), (&big, "is bigger than")] {
        let there = Recall::new();
        there.write("x.json", archive.replace("bGEgbGE=", bytes));
        let ran = there.run(&["import", "x.json"]);
        assert_eq!(ran.code, 3, "{says}");
        assert!(ran.stderr.contains(says), "{ran}");
        assert!(!there.database().exists());
    }
    let there = Recall::new();
    let named = "\"name\":\"wren.mp3\"";
    assert!(archive.contains(named));
    there.write("x.json", archive.replace(named, "\"name\":\"../../../wren.mp3\""));
    there.write("y.json", archive.replace("herbs.md\",\"name\"", "x.md\",\"name\""));
    let ran = there.run(&["import", "y.json"]);
    assert!(ran.stderr.ends_with("2 cards added, with 0 reviews\n"), "{ran}");
    let folder = there.database().with_file_name("media");
    assert!(!folder.exists(), "kept what no card names");
    there.ok(&["undo"]);
    there.ok(&["import", "x.json"]);
    let kept = std::fs::read_dir(&folder).unwrap().count();
    assert_eq!(kept, 2, "what is kept lies by its hash");
    assert!(!there.path(".local/wren.mp3").exists());
}
