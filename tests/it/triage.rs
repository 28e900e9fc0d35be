//! Cards that are only offered: kept, dropped, edited, and taken back.

use crate::support::Recall;
use crate::terminal::Terminal;
use insta::assert_snapshot;
use serde_json::{Value, json};

/// Labels with values are only offered, one card each; what a thing is goes into the deck.
const HERBS: &str = "# Herbs\n\n## Oregano\n\n- A herb of the mint family from the hills\n\
    - soil depth: dry gravel\n- best place: old roses\n\
    - worst place: shady fennel\n";

/// A garden with three offered cards, from lines 6 to 8.
fn garden() -> Recall {
    let recall = Recall::new();
    recall.write("herbs.md", HERBS);
    recall.ok(&["import", "herbs.md"]);
    recall
}

/// Answer and status of the cards of this rule, in the order of the notes.
fn cards(recall: &Recall) -> Vec<(String, String)> {
    let database = recall.sqlite();
    let sql = "SELECT coalesce(answer_override, answer) AS answer, status FROM cards
         WHERE tier = 'extra' ORDER BY ordinal";
    let mut query = database.prepare(sql).unwrap();
    let rows = query.query_map([], |row| Ok((row.get("answer")?, row.get("status")?)));
    rows.unwrap().map(Result::unwrap).collect()
}

fn statuses(recall: &Recall) -> Vec<String> {
    cards(recall).into_iter().map(|(_, status)| status).collect()
}

/// An editor that puts this text into the place of the answer.
fn editor(recall: &Recall, text: &str) -> String {
    let script = format!(
        "#!/bin/sh\nsed -i '/^Answer:$/,$d' \"$1\"\nprintf 'Answer:\\n{text}\\n' >> \"$1\"\n"
    );
    let path = recall.write("editor.sh", script);
    format!("sh {}", path.display())
}

fn triage_with_editor(recall: &Recall, editor: &str, input: &str) -> String {
    use std::io::Write as _;
    use std::process::Stdio;
    let mut command = recall.command(&["triage"]);
    command.env("EDITOR", editor).env("PATH", "/usr/bin:/bin");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_triage_reads_aloud() {
    let recall = garden();
    let ran = recall.run_with_input(&["triage"], "keep\ndrop\nundo\nwhat\n\n\nq\n");
    assert_snapshot!(ran, @"
    exit code 0
    --- stdout
    3 cards offered.
    keep puts the card into its deck, drop refuses it for good, edit changes its words, skip or Enter leaves it offered, undo takes back the last step. quit leaves; everything is saved already.

    Card 1 of 3. Herbs. Herbs › Oregano
    Question: What is “soil depth” (Oregano)?
    Answer: dry gravel
    Rule R27: a label and its value
    From herbs.md:6
    Note: - soil depth: dry gravel
    Kept: What is “soil depth” (Oregano)?

    Card 2 of 3. Herbs. Herbs › Oregano
    Question: What is the best place (Oregano)?
    Answer: old roses
    Rule R27: a label and its value
    From herbs.md:7
    Note: - best place: old roses
    Dropped: What is the best place (Oregano)?

    Card 3 of 3. Herbs. Herbs › Oregano
    Question: What is the worst place (Oregano)?
    Answer: shady fennel
    Rule R27: a label and its value
    From herbs.md:8
    Note: - worst place: shady fennel
    Taken back: drop

    Card 2 of 3. Herbs. Herbs › Oregano
    Question: What is the best place (Oregano)?
    Answer: old roses
    Rule R27: a label and its value
    From herbs.md:7
    Note: - best place: old roses
    Not understood. Possible: keep, drop, edit, skip, undo, quit, help.
    Skipped: it stays offered

    Card 3 of 3. Herbs. Herbs › Oregano
    Question: What is the worst place (Oregano)?
    Answer: shady fennel
    Rule R27: a label and its value
    From herbs.md:8
    Note: - worst place: shady fennel
    Skipped: it stays offered
    No more cards to look at. undo takes back the last step, Enter leaves.
    1 card kept, 0 edited, 0 dropped, 2 still offered.
    `recall undo` takes back the last decision.
    ");
    assert_eq!(statuses(&recall), ["new", "pending", "pending"]);
    // Two cards ask what Oregano is, one of them tomorrow.
    assert_eq!(recall.json(&["due", "--json"])["new"], 2, "the kept card is in the queue");
}

#[test]
fn nothing_offered_is_said() {
    let ran = Recall::new().run(&["triage"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "No cards are offered.\n"));
}

#[test]
fn decisions_are_taken_back_in_a_later_run_one_after_the_other() {
    let recall = garden();
    recall.run_with_input(&["triage", "herbs"], "d\nk\n").done();
    assert_eq!(statuses(&recall), ["dropped", "new", "pending"]);
    let undone = recall.json(&["undo", "--json"]);
    assert_eq!((&undone["kind"], undone.get("grade")), (&json!("keep"), None::<&Value>));
    let said = recall.ok(&["undo"]);
    assert!(said.starts_with("took back `drop` for "), "{said}");
    assert_eq!(statuses(&recall), ["pending"; 3]);
    assert!(recall.ok(&["undo"]).starts_with("took back `import` for "));
    assert_eq!(recall.run(&["undo"]).code, 1);
}

#[test]
fn undo_takes_back_whatever_was_done_last() {
    let recall = garden();
    recall.run_with_input(&["triage"], "k\n").done();
    let id = recall.json_lines(&["list", "--json"])[0]["id"].as_str().unwrap().to_owned();
    recall.ok(&["grade", &id, "good"]);
    recall.run_with_input(&["triage"], "d\n").done();
    assert!(recall.ok(&["undo"]).contains("`drop`"));
    assert!(recall.ok(&["undo"]).contains("`good`"));
    assert!(recall.ok(&["undo"]).contains("`keep`"));
}

#[test]
fn a_dropped_card_stays_away_when_its_line_is_edited() {
    let recall = garden();
    recall.run_with_input(&["triage"], "d\nd\nd\n").done();
    recall.write("herbs.md", HERBS.replace("old roses", "very old roses"));
    recall.ok(&["import"]);
    recall.write("herbs.md", "# Herbs\n\n## Mint\n\n- A herb that takes the whole bed\n");
    recall.ok(&["import"]);
    recall.write("herbs.md", HERBS);
    recall.ok(&["import"]);
    assert_eq!(statuses(&recall), ["dropped"; 3]);
    assert_eq!(recall.ok(&["triage"]), "No cards are offered.\n");
}

#[test]
fn words_of_the_learner_are_shown_everywhere_and_outlive_an_edit_of_the_notes() {
    let recall = garden();
    let editor = editor(&recall, "gravel, a hand deep");
    let said = triage_with_editor(&recall, &editor, "edit\nkeep\n");
    assert!(said.contains("Edited: k keeps it so"), "{said}");
    recall.write("herbs.md", HERBS.replace("hand's breadth", "whole hand's breadth"));
    recall.ok(&["import"]);
    let mine = ("gravel, a hand deep".to_owned(), "new".to_owned());
    assert_eq!(cards(&recall)[0], mine);
    let listed = recall.json_lines(&["list", "gravel", "--json"]);
    assert_eq!(listed.len(), 1, "{listed:#?}");
    let id = listed[0]["id"].as_str().unwrap();
    assert!(recall.ok(&["show", id]).contains("gravel, a hand deep"));
    let review = recall.run_with_input(&["review"], "\n\n\n\n\n\n\n\n");
    assert!(review.stdout.contains("Answer: gravel, a hand deep"), "{review}");
}

#[test]
fn an_editor_that_is_missing_fails_or_empties_the_file_changes_nothing() {
    let recall = garden();
    let ran = recall.run_with_input(&["triage"], "e\n");
    assert!(ran.stdout.contains("No editor: name one in VISUAL or EDITOR"), "{ran}");
    let said = triage_with_editor(&recall, "false", "e\n");
    assert!(said.contains("Not changed: `false` failed"), "{said}");
    let said = triage_with_editor(&recall, "truncate -s 0", "e\n");
    assert!(said.contains("\nNot changed\n"), "{said}");
    assert_eq!(cards(&recall)[0].0, "dry gravel");
}

#[test]
fn a_rule_whose_cards_are_dropped_goes_quiet_and_says_so() {
    let recall = Recall::new();
    let lines = |from: usize, to: usize| -> String {
        let names = [
            "red", "blue", "dark", "high", "low", "wild", "old", "young", "dry", "cold", "late",
            "early",
        ];
        let line = |name: &&str| format!("- {name} water: with roses\n");
        names[from..to].iter().map(line).collect()
    };
    let head = "# Herbs\n\n## Oregano\n\n- A herb of the mint family from the hills\n";
    recall.write("herbs.md", format!("{head}{}", lines(0, 10)));
    recall.ok(&["import", "herbs.md"]);
    assert_eq!(statuses(&recall).len(), 10);
    recall.run_with_input(&["triage"], "k\nd\nd\nd\nd\nd\nd\nd\nd\nd\n").done();
    let rules = recall.json_lines(&["explain", "--rules", "--json"]);
    let rule = rules.iter().find(|rule| rule["dropped"] == 9).unwrap();
    assert_eq!(
        rule,
        &json!({"version": 1, "rule": "R27", "asks_for": "a label and its value", "made": 10,
                "kept": 1, "dropped": 9, "share": 0.1, "quiet": true}),
    );
    assert!(recall.ok(&["explain", "--rules"]).contains("quiet a label and its value"));
    recall.write("herbs.md", format!("{head}{}", lines(0, 12)));
    let ran = recall.run(&["import"]);
    let says = "R27 is quiet: you dropped 9 of 10 of its cards; `recall explain --rules` shows all";
    assert_eq!(ran.stderr.matches(says).count(), 1, "{ran}");
    assert_eq!(statuses(&recall).len(), 10, "nothing more is offered");
}

#[test]
fn on_a_terminal_one_key_decides() {
    let recall = garden();
    let mut terminal = Terminal::start(&recall, &["triage"], (80, 24));
    terminal.see("1 of 3");
    terminal.see("dry gravel");
    terminal.see("R27: a label and its value");
    terminal.see("herbs.md:6");
    terminal.see("- soil depth: dry gravel");
    terminal.see("k keep   d drop   e edit   s skip   q quit   ? help");
    terminal.press("?");
    terminal.see("it never comes back");
    terminal.press("x");
    terminal.press("k");
    terminal.see("2 of 3");
    terminal.see("kept: ");
    terminal.press("d");
    terminal.see("3 of 3");
    terminal.press("d");
    terminal.see("No more cards to look at");
    terminal.press("uu");
    terminal.see("taken back: drop");
    terminal.see("2 of 3");
    terminal.press("s");
    terminal.see("3 of 3");
    terminal.press("d");
    terminal.see("1 card kept, 0 edited, 1 dropped, 1 still offered.");
    terminal.press("\r");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.is_as_before() && !terminal.screen().alternate_screen());
    assert_eq!(statuses(&recall), ["new", "pending", "dropped"]);
}

#[test]
fn on_a_terminal_the_editor_gets_the_terminal_and_gives_it_back() {
    let recall = garden();
    let editor = editor(&recall, "gravel");
    let environment = [("VISUAL", editor.as_str()), ("EDITOR", "false"), ("PATH", "/usr/bin:/bin")];
    let mut terminal = Terminal::start_with(&recall, &["triage"], (60, 20), &environment);
    terminal.see("1 of 3");
    terminal.press("e");
    terminal.see("edited: k keeps it so");
    terminal.see("gravel\n");
    terminal.press("u");
    terminal.see("dry gravel");
    terminal.press("\u{3}");
    assert_eq!(terminal.end(), 130);
    assert!(terminal.is_as_before());
    assert_eq!(cards(&recall)[0].0, "dry gravel");
}

#[test]
fn each_key_that_leaves_tells_what_was_decided() {
    for (key, code) in [("q", 0), ("\u{1b}", 0), ("\u{4}", 0), ("\u{3}", 130)] {
        let recall = garden();
        let editor = editor(&recall, "gravel");
        let environment = [("EDITOR", editor.as_str()), ("PATH", "/usr/bin:/bin")];
        let mut terminal = Terminal::start_with(&recall, &["triage"], (80, 20), &environment);
        terminal.see("1 of 3");
        terminal.press("e");
        terminal.see("edited: k keeps it so");
        terminal.press("k");
        terminal.see("2 of 3");
        terminal.press(key);
        assert_eq!(terminal.end(), code, "{key:?}");
        assert!(terminal.is_as_before() && !terminal.screen().alternate_screen());
        terminal.see("1 card kept, 1 edited, 0 dropped, 2 still offered.");
        terminal.see("`recall undo` takes back the last decision.");
    }
}
