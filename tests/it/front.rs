//! What the author of a note says about it: front matter, switches, tags; and bytes of all kinds.

use crate::support::Recall;
use serde_json::Value;

const HERBS: &str = "## Tools\n### dibber\n- A pointed stick for making holes\n";

/// The cards and the ledger of a note, each line's status by its number.
fn explained(recall: &Recall, content: impl AsRef<[u8]>) -> (Vec<Value>, Vec<(u64, String)>) {
    recall.write("note.md", content);
    let (cards, lines): (Vec<_>, Vec<_>) = recall
        .json_lines(&["explain", "note.md", "--json"])
        .into_iter()
        .partition(|record| record["type"] == "card");
    let status = |line: &Value| {
        (line["line"].as_u64().unwrap(), line["status"].as_str().unwrap().to_owned())
    };
    (cards, lines.iter().map(status).collect())
}

fn questions(cards: &[Value]) -> Vec<&str> {
    cards.iter().map(|card| card["question"].as_str().unwrap()).collect()
}

/// Every card in the database as `deck | tags`, each once.
fn decks(recall: &Recall) -> Vec<String> {
    let mut found: Vec<String> = recall
        .json_lines(&["list", "--json"])
        .iter()
        .map(|card| {
            let tags = card["tags"].as_array().unwrap().iter().map(|tag| tag.as_str().unwrap());
            let tags: Vec<_> = tags.collect();
            format!("{} | {}", card["deck"].as_str().unwrap(), tags.join(" "))
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn the_title_and_deck_of_front_matter_name_the_deck() {
    let recall = Recall::new();
    recall.write("notes/plot/a.md", format!("---\ntitle: The plot\n---\n{HERBS}"));
    recall.write(
        "notes/b.md",
        "---\ndeck: 'Garden:: Beds ::'\n---\n# Beds\n## Tools\n### rake\n- A comb for soil\n",
    );
    recall.write(
        "notes/c.md",
        "---\ntitle: x\n---\n# Own title\n## Tools\n### hoe\n- A blade for weeds\n",
    );
    recall.ok(&["import", "notes"]);
    assert_eq!(decks(&recall), ["Garden::Beds | ", "Own title | ", "plot::The plot | "]);
    recall.ok(&["import", "notes/b.md", "--deck", "Mine"]);
    assert_eq!(decks(&recall), ["Mine | ", "Own title | ", "plot::The plot | "]);
}

#[test]
fn a_note_that_is_switched_off_gives_no_cards_and_says_why() {
    let recall = Recall::new();
    let (cards, ledger) = explained(&recall, format!("---\nrecall: off\n---\n{HERBS}"));
    assert_eq!(cards, [Value::Null; 0]);
    let off: Vec<_> = ledger.iter().filter(|(_, status)| status == "skip:switched-off").collect();
    assert_eq!(off.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [4, 5, 6]);
    let said = recall.ok(&["explain", "note.md"]);
    assert!(said.contains("switched off by `recall: off`"), "{said}");
}

#[test]
fn what_stands_between_the_switches_gives_no_cards() {
    let recall = Recall::new();
    let between = format!(
        "# Plot\n{HERBS}<!-- recall:off -->\n### rake\n- A comb for soil\n\n```\n<!-- recall:on -->\n```\n\n<!--recall: ON-->\n### hoe\n- A blade for weeds\n"
    );
    let (cards, ledger) = explained(&recall, &between);
    let asked = questions(&cards).join(" ");
    assert!(asked.contains("dibber") && asked.contains("hoe"), "{asked}");
    assert!(!asked.contains("rake") && !asked.contains("soil"), "{asked}");
    let off: Vec<u64> =
        ledger.iter().filter(|(_, s)| s == "skip:switched-off").map(|(line, _)| *line).collect();
    assert_eq!(off, [6, 7, 9, 10, 11]);

    let (cards, ledger) =
        explained(&recall, format!("{HERBS}<!-- recall:off -->\n### rake\n- A comb for soil\n"));
    assert_eq!(questions(&cards).len(), 2);
    assert_eq!(ledger.last().unwrap().1, "skip:switched-off");
}

#[test]
fn broken_front_matter_is_told_and_the_note_is_read() {
    let recall = Recall::new();
    recall.write("note.md", format!("---\ntitle: Go: a tour\ntags: [a\n---\n{HERBS}"));
    let ran = recall.run(&["import", "note.md"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(ran.stderr.contains("warning: note.md:2:"), "{ran}");
    assert!(ran.stderr.contains("read line by line"), "{ran}");
    assert!(decks(&recall)[0].starts_with("Go: a tour"), "{:?}", decks(&recall));
}

#[test]
fn recallignore_leaves_files_out() {
    let recall = Recall::new();
    recall.write("notes/a.md", HERBS);
    recall.write("notes/drafts/b.md", "## Tools\n### rake\n- A comb for soil\n");
    recall.write("notes/c.md", "## Tools\n### hoe\n- A blade for weeds\n");
    recall.write("notes/.recallignore", "drafts/\nc.md\n");
    recall.ok(&["import", "notes"]);
    assert_eq!(decks(&recall), ["a | "]);
}

#[test]
fn a_tag_holds_on_its_line_its_section_or_the_note() {
    let recall = Recall::new();
    let (cards, _) = explained(
        &recall,
        "---\ntags: plot\n---\n# Garden\n## Tools #iron/old\n### dibber #wood\n- A pointed stick for making holes #spring\n### rake\n#autumn\n\n- A comb for soil\n### hoe\n- A blade for weeds in C#\n",
    );
    let tags: Vec<String> = cards
        .iter()
        .map(|card| {
            let tags = card["tags"].as_array().unwrap().iter().map(|tag| tag.as_str().unwrap());
            format!(
                "{}: {}",
                card["question"].as_str().unwrap(),
                tags.collect::<Vec<_>>().join(" ")
            )
        })
        .filter(|line| line.starts_with("What is"))
        .collect();
    assert_eq!(
        tags,
        [
            "What is dibber?: plot iron::old wood spring",
            "What is rake?: plot iron::old autumn",
            "What is hoe?: plot iron::old",
        ]
    );
    let texts: Vec<&str> = cards
        .iter()
        .flat_map(|card| [&card["answer"], &card["context"]])
        .filter_map(Value::as_str)
        .collect();
    assert!(texts.contains(&"A pointed stick for making holes"), "{texts:?}");
    assert!(texts.contains(&"A blade for weeds in C#"), "{texts:?}");
    assert!(!texts.iter().any(|text| text.contains(" #")), "{texts:?}");
}

#[test]
fn cards_without_tags_say_nothing_of_them() {
    let recall = Recall::new();
    let (cards, _) = explained(&recall, HERBS);
    assert!(cards.iter().all(|card| card.get("tags").is_none()), "{cards:?}");
}

#[test]
fn tags_follow_the_notes() {
    let recall = Recall::new();
    let import = |tags: &str| {
        recall.write("note.md", format!("---\ntags: [{tags}]\ndeck: D\n---\n{HERBS}"));
        recall.run(&["import", "note.md"]).stderr
    };
    import("a, b/c");
    assert_eq!(decks(&recall), ["D | a b::c"]);
    let ids = |recall: &Recall| {
        recall
            .json_lines(&["list", "--json"])
            .iter()
            .map(|card| card["id"].clone())
            .collect::<Vec<_>>()
    };
    let before = ids(&recall);
    let said = import("b/c, d");
    assert!(said.contains("2 with other tags"), "{said}");
    assert_eq!(decks(&recall), ["D | b::c d"]);
    assert_eq!(ids(&recall), before);
    import("");
    assert_eq!(decks(&recall), ["D | "]);
    let left: i64 =
        recall.sqlite().query_row("SELECT count(*) FROM tags", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
}

#[test]
fn the_same_note_in_any_bytes_gives_the_same_cards() {
    let recall = Recall::new();
    let text = "# Küche\n\n## Tools\n### mandoline\n- A slicer for café crêpes\n\t- nested\n";
    let (expected, _) = explained(&recall, text);
    assert_eq!(questions(&expected)[0], "What is mandoline?");
    let utf_16 =
        |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let forms: [(&str, Vec<u8>); 10] = [
        ("", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("", [vec![0xff, 0xfe], utf_16(u16::to_le_bytes)].concat()),
        ("", [vec![0xfe, 0xff], utf_16(u16::to_be_bytes)].concat()),
        ("read as UTF-16", utf_16(u16::to_le_bytes)),
        ("read as UTF-16", utf_16(u16::to_be_bytes)),
        ("read as Windows-1252", latin),
        ("", text.replace('\n', "\r\n").into_bytes()),
        ("", text.replace('\n', "\r").into_bytes()),
        ("", text.replace(' ', "\u{a0}").into_bytes()),
        ("", text.replace("slicer", "sli\u{ad}c\u{200b}er\u{200f}").into_bytes()),
    ];
    for (warning, bytes) in forms {
        let (cards, _) = explained(&recall, &bytes);
        assert_eq!(cards, expected, "{bytes:?}");
        let said = recall.run(&["explain", "note.md", "--json"]).stderr;
        assert!(said.contains(warning) && said.is_empty() == warning.is_empty(), "{said}");
    }
}

#[test]
fn a_line_of_a_megabyte_and_twenty_thousand_lines_come_to_an_end() {
    let recall = Recall::new();
    for piece in
        ["word. ", "#a ", "] (http://", "[", "**", "<", "`", "\"(", "a - ", "x\u{200b}\u{a0}"]
    {
        explained(&recall, piece.repeat(200_000 / piece.len()));
    }
    for line in
        ["- a", "# a", "<!--", "```", "#tag", "> - b", "| a |", "Q: a?", "- a: b c #t", "---"]
    {
        explained(&recall, format!("{line}\n").repeat(2_000));
    }
}
