//! Packages for Anki.

use crate::support::Recall;

fn imported() -> Recall {
    let recall = Recall::new();
    recall.write(
        "herbs.md",
        "Q: Which herb is bitter?\nA: wormwood\n\nQ: Which is blue?\nA: borage\n",
    );
    recall.ok(&["import", "herbs.md"]);
    recall
}

#[test]
fn what_an_import_in_anki_does_not_do_is_said() {
    let recall = imported();
    let first = recall.run(&["export", "-o", "a.apkg"]);
    assert!(!first.stderr.contains("Cards that Anki has keep"), "{first}");
    let cards = recall.json_lines(&["list", "--json"]);
    recall.ok(&["grade", cards[0]["id"].as_str().unwrap(), "good"]);
    let again = recall.run(&["export", "-o", "a.apkg"]);
    for said in ["Cards that Anki has keep their schedule", "tick \"Import any learning progress\""]
    {
        assert!(again.stderr.contains(said), "{again}");
    }
    let report = recall.json(&["export", "-o", "a.apkg", "--json"]);
    assert_eq!((&report["known"], &report["scheduled"]), (&2.into(), &1.into()));
}

#[test]
fn a_package_goes_to_standard_output_as_it_is() {
    let recall = imported();
    recall.ok(&["export", "-o", "cards.apkg"]);
    let ran = recall.command(&["export", "-o", "-"]).output().unwrap();
    assert!(ran.status.success(), "{ran:?}");
    assert_eq!(ran.stdout, std::fs::read(recall.path("cards.apkg")).unwrap());
    assert!(!recall.path("-").exists());
}

#[test]
fn what_is_not_there_to_go_along_is_said() {
    let recall = Recall::new();
    recall.write("a.md", "Q: Which ![leaf](leaf.png)?\nA: ![](https://a.example/b.png) mint\n");
    recall.ok(&["import", "a.md"]);
    let ran = recall.run(&["export", "-o", "a.apkg"]);
    assert!(ran.stderr.contains("1 media file not found"), "{ran}");
    assert_eq!(recall.json(&["export", "-o", "a.apkg", "--json"])["missing_media"], 1);
    recall.write("leaf.png", "a leaf");
    let ran = recall.run(&["export", "-o", "a.apkg"]);
    assert!(!ran.stderr.contains("not found"), "{ran}");
}

#[test]
fn a_package_that_anki_wrote_is_not_written_over() {
    let recall = imported();
    let file = std::fs::File::create(recall.path("theirs.apkg")).unwrap();
    let mut archive = zip::ZipWriter::new(file);
    for name in ["meta", "collection.anki2", "collection.anki21b", "media"] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    }
    archive.finish().unwrap();
    let before = std::fs::read(recall.path("theirs.apkg")).unwrap();
    let ran = recall.run(&["export", "-o", "theirs.apkg"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stderr.contains("`~/theirs.apkg` was written by Anki"), "{ran}");
    assert_eq!(std::fs::read(recall.path("theirs.apkg")).unwrap(), before);
}
