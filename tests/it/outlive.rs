//! A card outlives its text: what an edit of the notes keeps, tells and asks again.

use crate::support::Recall;
use serde_json::Value;

const NOTE: &str = "# Shell\n\n## Tools\n#### mosh\n* A remote terminal that survives 3 days of sleep\n\
    #### tmux\n* A multiplexer of terminals in one window\n";

fn cards(recall: &Recall) -> Vec<Value> {
    recall.json_lines(&["list", "--json"])
}

/// The card that asks what this tool is.
fn card_of(recall: &Recall, name: &str) -> Value {
    let asks = |card: &&Value| card["question"].as_str().unwrap().contains(name);
    cards(recall).iter().find(asks).cloned().unwrap()
}

fn tool(at: usize) -> String {
    format!("#### tool{at}\n* A helper that does thing number {at} for you\n")
}

fn id(card: &Value) -> String {
    card["id"].as_str().unwrap().to_owned()
}

fn imported(note: &str) -> Recall {
    let recall = Recall::new();
    recall.write("notes/a.md", note);
    drop(recall.run(&["import", "notes"]));
    recall
}

fn report(recall: &Recall, arguments: &[&str]) -> Value {
    let told = recall.run(arguments).stdout;
    serde_json::from_str(told.trim()).unwrap_or_else(|error| panic!("{error}: {told}"))
}

#[test]
fn a_section_that_went_to_another_note_keeps_its_cards() {
    for other in ["notes/0.md", "notes/z.md"] {
        let recall = imported(NOTE);
        let before = id(&card_of(&recall, "mosh"));
        let (mosh, tmux) = NOTE.split_once("#### tmux").unwrap();
        recall.write("notes/a.md", format!("# Shell\n\n## Tools\n#### tmux{tmux}"));
        recall.write(other, mosh);
        let told = report(&recall, &["import", "--json"]);
        assert_eq!((&told["retired"], &told["new"]), (&0.into(), &0.into()), "{told}");
        let card = card_of(&recall, "mosh");
        assert_eq!(id(&card), before);
        assert!(card["source"].as_str().unwrap().ends_with(other), "{card}");
    }
}

#[test]
fn a_look_ahead_says_what_the_import_does_and_makes_nothing() {
    let recall = Recall::new();
    recall.write("notes/a.md", NOTE);
    let ahead = recall.run(&["import", "notes", "--dry-run"]).stderr;
    assert!(ahead.contains("nothing was written"), "{ahead}");
    assert!(!recall.database().exists());
    drop(recall.run(&["import", "notes"]));
    recall.write("notes/a.md", NOTE.replace("in one window", "in a single window"));
    let ahead = report(&recall, &["import", "--dry-run", "--json"]);
    assert_eq!(report(&recall, &["import", "--json"]), ahead);
    let was = &ahead["cards"][0]["was"]["answer"];
    assert!(was.as_str().unwrap().contains("one window"), "{ahead}");
}

#[test]
fn an_answered_card_that_says_another_thing_is_due_today_and_shows_what_it_said() {
    let mut recall = imported(NOTE);
    let card = id(&card_of(&recall, "mosh"));
    for day in ["2027-02-15T12:00:00Z", "2027-02-16T12:00:00Z"] {
        recall.set_now(day);
        recall.run(&["grade", &card, "4"]).done();
    }
    recall.set_now("2027-02-18T12:00:00Z");
    let planned = card_of(&recall, "mosh")["due"].clone();
    recall.write("notes/a.md", NOTE.replace("3 days", "5 days"));
    assert_eq!(report(&recall, &["import", "--json"])["changed"], 1);
    let changed = card_of(&recall, "mosh");
    assert_eq!(id(&changed), card);
    assert!(changed["changed_from"]["answer"].as_str().unwrap().contains("3 days"), "{changed}");
    assert_ne!(changed["due"], planned);
    assert_eq!(recall.run(&["doctor"]).code, 0);
    drop(recall.run(&["undo"]));
    let back = card_of(&recall, "mosh");
    assert_eq!((&back["due"], &back["changed_from"]), (&planned, &Value::Null));
    recall.run(&["redo"]).done();
    assert_eq!(card_of(&recall, "mosh")["due"], "2027-02-18");
    recall.run(&["grade", &card, "4"]).done();
    assert_eq!(card_of(&recall, "mosh")["changed_from"], Value::Null);
}

#[test]
fn a_card_that_was_answered_today_and_says_another_thing_is_asked_once_more_today() {
    let mut recall = imported(NOTE);
    let card = id(&card_of(&recall, "mosh"));
    recall.run(&["grade", &card, "4"]).done();
    let planned = card_of(&recall, "mosh")["due"].clone();
    recall.write("notes/a.md", NOTE.replace("3 days", "5 days"));
    let told = recall.run(&["import"]).stderr;
    assert!(told.contains("1 of them with another meaning, due today"), "{told}");
    assert_eq!(recall.json(&["due", "--json"])["learning"], 1);
    let shown = recall.run_with_input(&["review", "--plain", "--new", "0"], "\n4\n").stdout;
    assert!(shown.contains("[3 → 5] days"), "{shown}");
    let asked = card_of(&recall, "mosh");
    assert_eq!((&asked["due"], &asked["changed_from"]), (&planned, &Value::Null));
    assert_eq!(recall.json(&["due", "--json"])["learning"], 0);
    // Another day's answer is a repetition again.
    recall.write("notes/a.md", NOTE.replace("3 days", "7 days"));
    recall.set_now("2027-02-16T08:00:00Z");
    recall.ok(&["import"]);
    assert_eq!(recall.json(&["due", "--json"])["due"], 1);
    assert_eq!(recall.run(&["doctor"]).code, 0);
}

#[test]
fn a_retired_card_is_shown_as_it_was_and_not_with_what_took_its_line() {
    let recall = imported(NOTE);
    let card = id(&card_of(&recall, "mosh"));
    let (_, tmux) = NOTE.split_once("#### tmux").unwrap();
    recall.write("notes/a.md", format!("# Shell\n\n## Tools\n#### tmux{tmux}"));
    recall.ok(&["import"]);
    let shown = recall.ok(&["show", &card]);
    assert!(
        shown.contains("What is mosh?") && shown.contains("left the notes; it stood"),
        "{shown}"
    );
    assert!(!shown.contains("multiplexer") && !shown.contains("tmux"), "{shown}");
}

#[test]
fn a_note_that_would_lose_most_of_its_answered_cards_is_left_until_that_is_confirmed() {
    let note: String = (0..8).map(tool).collect();
    let recall = imported(&format!("# Shell\n\n## Tools\n{note}"));
    for card in cards(&recall) {
        drop(recall.run(&["grade", &id(&card), "4"]));
    }
    recall.write(
        "notes/a.md",
        "# Shell\n\n## Tools\n#### tool1\n* A helper that does thing number 1 for you\n",
    );
    let refused = recall.run(&["import"]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("answered cards would be retired"), "{}", refused.stderr);
    assert!(cards(&recall).iter().all(|card| card["status"] == "review"));
    assert_eq!(recall.run(&["import", "--yes"]).code, 0);
    assert!(cards(&recall).iter().any(|card| card["status"] == "retired"));
}

#[test]
fn what_two_notes_ask_goes_on_in_the_second_when_the_first_loses_it() {
    let recall = imported(NOTE);
    recall.write("notes/b.md", NOTE);
    drop(recall.run(&["import"]));
    let before = id(&card_of(&recall, "mosh"));
    recall.write("notes/a.md", "# Shell\n\nNothing is left.\n");
    drop(recall.run(&["import"]));
    let card = card_of(&recall, "mosh");
    assert_eq!((id(&card), &card["status"]), (before, &"new".into()));
    assert!(card["source"].as_str().unwrap().ends_with("b.md"), "{card}");
}

#[test]
fn a_given_deck_stays_when_the_note_changes() {
    let recall = Recall::new();
    recall.write("notes/a.md", NOTE);
    drop(recall.run(&["import", "notes", "--deck", "Mine"]));
    recall.write("notes/a.md", NOTE.replace("in one window", "in a single window"));
    drop(recall.run(&["import"]));
    assert!(cards(&recall).iter().all(|card| card["deck"] == "Mine"));
}

#[test]
fn a_note_from_standard_input_that_has_a_name_is_the_file_of_that_name() {
    let recall = imported(NOTE);
    let before = cards(&recall);
    drop(recall.run_with_input(&["import", "-", "--name", "notes/a.md"], NOTE));
    assert_eq!(cards(&recall), before);
}

#[test]
fn own_words_stay_and_say_that_the_notes_changed() {
    let recall = imported(NOTE);
    let card = id(&card_of(&recall, "mosh"));
    drop(recall.run(&["edit", &card, "--answer", "It survives mosh"]));
    recall.write("notes/a.md", NOTE.replace("3 days of sleep", "a long sleep"));
    drop(recall.run(&["import"]));
    let now = card_of(&recall, "mosh");
    assert_eq!((&now["answer"], &now["own_outdated"]), (&"It survives mosh".into(), &true.into()));
    assert!(recall.run(&["show", &card]).stdout.contains("changed since you gave it your own"));
}

#[test]
fn an_import_says_that_the_line_under_own_words_changed() {
    let recall = imported(NOTE);
    let card = id(&card_of(&recall, "mosh"));
    recall.ok(&["edit", &card, "--answer", "It survives mosh"]);
    recall.write("notes/a.md", NOTE.replace("3 days of sleep", "a long sleep"));
    let told = recall.run(&["import"]).stderr;
    let line = format!("  outdated {} What is mosh?\n", &card[..6]);
    assert!(told.contains(&line), "{told}");
    assert!(told.contains("    - A remote terminal that survives 3 days of sleep\n"), "{told}");
    assert!(told.contains("1 reworded under your own words"), "{told}");
    recall.ok(&["undo"]);
    assert_eq!(card_of(&recall, "mosh")["own_outdated"], false);
    recall.ok(&["redo"]);
    assert_eq!(card_of(&recall, "mosh")["own_outdated"], true);
}

#[test]
fn a_review_and_an_explanation_say_that_the_line_under_own_words_changed() {
    let recall = imported(NOTE);
    let card = id(&card_of(&recall, "mosh"));
    recall.ok(&["edit", &card, "--answer", "It survives mosh"]);
    let explained = || recall.ok(&["explain", "notes/a.md"]);
    let review = || recall.run_with_input(&["review", "--plain"], "\n").stdout;
    assert!(explained().contains("asked in your own words: What is mosh? It survives mosh"));
    assert!(!explained().contains("changed since"));
    assert!(!review().contains("changed since"));
    recall.write("notes/a.md", NOTE.replace("3 days of sleep", "a long sleep"));
    assert!(explained().contains("its line has changed since"), "{}", explained());
    recall.ok(&["import"]);
    assert!(explained().contains("its line has changed since"), "{}", explained());
    let shown = review();
    assert!(shown.contains("Its notes changed since you gave it your own words"), "{shown}");
    let told = recall.json_lines(&["explain", "notes/a.md:5", "--json"]);
    assert_eq!(told[0]["own"]["outdated"], true, "{told:?}");
}

#[test]
fn a_note_without_cards_makes_no_deck() {
    let recall = imported(NOTE);
    recall.write("notes/b.md", "# Nothing yet\n\nMore to come.\n");
    let told = recall.run(&["import"]).stderr;
    assert!(told.contains("no cards; `recall explain` says why"), "{told}");
    let missing = recall.run(&["review", "Nothing yet"]);
    assert!(missing.stderr.contains("no deck"), "{missing:?}");
}

#[test]
fn a_card_that_could_be_either_of_two_is_new_and_both_are_named() {
    let tool = |name: &str, part: &str| {
        format!("#### {name}\n* A helper that keeps one quiet log of {part} safe\n")
    };
    let note = |tools: &str| format!("# Shell\n\n## Tools\n{tools}");
    let recall = imported(&note(&(tool("mosh", "night") + &tool("tmux", "month"))));
    let [mosh, tmux] = ["mosh", "tmux"].map(|name| id(&card_of(&recall, name)));
    recall.write("notes/a.md", note(&tool("zellij", "dusk")));
    let ahead = report(&recall, &["import", "--dry-run", "--json"]);
    let candidates = ahead["ambiguous"][0]["candidates"].as_array().unwrap();
    let named: Vec<_> = candidates.iter().map(id).collect();
    assert_eq!(named, [mosh.clone(), tmux.clone()], "{ahead}");
    let told = recall.run(&["import"]).stderr;
    let zellij = id(&card_of(&recall, "What is zellij?"));
    let [old, other, new] = [&mosh[..6], &tmux[..6], &zellij[..6]];
    for line in [
        format!("  unclear  {new} What is zellij?\n"),
        format!("    could be {old} What is mosh?\n    recall relink {old} {new}\n"),
        format!("    could be {other} What is tmux?\n    recall relink {other} {new}\n"),
    ] {
        assert!(told.contains(&line), "{told}");
    }
    recall.ok(&["relink", old, new]);
    assert_eq!(id(&card_of(&recall, "What is zellij?")), mosh);
}

#[test]
fn a_retired_card_names_the_new_one_that_it_may_be_and_the_command_that_says_so() {
    let recall = imported(NOTE);
    let old = id(&card_of(&recall, "tmux"));
    recall.ok(&["grade", &old, "4"]);
    recall.write(
        "notes/a.md",
        NOTE.replace("A multiplexer of terminals in one window", "Panes and tabs for shells"),
    );
    let ahead = recall.run(&["import", "--dry-run"]).stderr;
    let told = recall.run(&["import"]).stderr;
    let is_new = |card: &&Value| card["answer"] == "Panes and tabs for shells";
    let new = cards(&recall).iter().find(is_new).map(id).unwrap();
    let command = format!("recall relink {} {}", &old[..6], &new[..6]);
    assert!(told.contains(&format!("\n    {command}\n")), "{told}");
    assert!(ahead.contains("    recall relink ") && ahead.contains("other ids"), "{ahead}");
    let arguments: Vec<&str> = command.split(' ').skip(1).collect();
    recall.ok(&arguments);
    let linked = recall.json(&["show", &old, "--json"]);
    assert_eq!(linked["answer"], "Panes and tabs for shells");
    assert_eq!(linked["reviews"].as_array().unwrap().len(), 1);
}

#[test]
fn every_loss_is_told_however_many_there_are_and_of_new_notes_only_the_first() {
    let recall = Recall::new();
    for at in 0..40 {
        recall.write(&format!("notes/{at:02}.md"), tool(at));
    }
    let told = recall.run(&["import", "notes"]).stderr;
    assert!(told.contains("notes/29.md") && !told.contains("notes/30.md"), "{told}");
    assert!(told.contains("and new cards from 10 more notes; `--json` names them all"), "{told}");
    for at in 1..40 {
        std::fs::remove_file(recall.path(&format!("notes/{at:02}.md"))).unwrap();
    }
    let told = recall.run(&["import"]).stderr;
    let left = cards(&recall).iter().filter(|card| card["status"] == "retired").count();
    assert_eq!((told.matches("\n  retired  ").count(), left), (78, 78), "{told}");
}

#[test]
fn a_rewritten_line_is_relinked_by_hand_and_that_is_taken_back() {
    let recall = imported(NOTE);
    let old = id(&card_of(&recall, "tmux"));
    drop(recall.run(&["grade", &old, "4"]));
    recall.write(
        "notes/a.md",
        NOTE.replace("tmux", "Zellij")
            .replace("A multiplexer of terminals in one window", "Panes and tabs for shells"),
    );
    drop(recall.run(&["import"]));
    assert!(recall.run(&["retired"]).stdout.contains("tmux"));
    let new = id(&card_of(&recall, "Zellij"));
    assert_eq!(recall.run(&["relink", &old, &new]).code, 0);
    let linked = card_of(&recall, "Zellij");
    assert_eq!((id(&linked), linked["reviews"].as_array().unwrap().len()), (old.clone(), 1));
    drop(recall.run(&["import"]));
    assert_eq!(id(&card_of(&recall, "Zellij")), old);
    drop(recall.run(&["undo"]));
    assert_eq!(id(&card_of(&recall, "Zellij")), new);
}

#[test]
fn a_pinned_card_is_known_whatever_becomes_of_its_line() {
    let recall = imported(NOTE);
    let card = id(&card_of(&recall, "mosh"));
    let told = recall.run(&["pin", &card]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let pinned = std::fs::read_to_string(recall.path("notes/a.md")).unwrap();
    assert_eq!(pinned.replace(&format!(" <!-- recall:id={card} -->"), ""), NOTE);
    assert_eq!(id(&card_of(&recall, "mosh")), card);
    recall.write(
        "notes/a.md",
        pinned.replace("A remote terminal that survives 3 days of sleep", "An SSH that roams"),
    );
    drop(recall.run(&["import"]));
    let now = card_of(&recall, "mosh");
    assert_eq!(id(&now), card, "{now}");
    assert!(now["answer"].as_str().unwrap().contains("roams"), "{now}");
}

#[test]
fn a_card_whose_line_is_gone_is_pinned_to_no_other_line() {
    let recall = imported(NOTE);
    let card = id(&card_of(&recall, "mosh"));
    let (_, tmux) = NOTE.split_once("#### tmux").unwrap();
    let rest = format!("# Shell\n\n## Tools\n#### tmux{tmux}");
    for is_known in [false, true] {
        recall.write("notes/a.md", &rest);
        let told = recall.run(&["pin", &card]);
        assert_eq!(told.code, 1, "{is_known}");
        assert!(told.stderr.contains("is not in the notes any more"), "{}", told.stderr);
        assert_eq!(std::fs::read_to_string(recall.path("notes/a.md")).unwrap(), rest);
    }
}

#[test]
fn a_suspended_card_comes_back_suspended() {
    let recall = imported(NOTE);
    let card = id(&card_of(&recall, "mosh"));
    recall.ok(&["suspend", &card]);
    let (_, tmux) = NOTE.split_once("#### tmux").unwrap();
    recall.write("notes/a.md", format!("# Shell\n\n## Tools\n#### tmux{tmux}"));
    recall.ok(&["import"]);
    assert_eq!(card_of(&recall, "mosh")["status"], "retired");
    recall.write("notes/a.md", NOTE);
    recall.ok(&["import"]);
    assert_eq!(card_of(&recall, "mosh")["status"], "suspended");
    recall.ok(&["undo"]);
    assert_eq!(card_of(&recall, "mosh")["status"], "retired");
    recall.ok(&["redo"]);
    assert_eq!(card_of(&recall, "mosh")["status"], "suspended");
    recall.ok(&["unsuspend", &card]);
    assert_eq!(card_of(&recall, "mosh")["status"], "new");
}

#[test]
fn a_line_that_comes_back_in_another_note_brings_its_card_back() {
    let recall = imported(NOTE);
    let card = id(&card_of(&recall, "mosh"));
    let (mosh, tmux) = NOTE.split_once("#### tmux").unwrap();
    recall.write("notes/a.md", format!("# Shell\n\n## Tools\n#### tmux{tmux}"));
    recall.ok(&["import"]);
    assert_eq!(card_of(&recall, "mosh")["status"], "retired");
    recall.write("notes/b.md", mosh);
    let told = report(&recall, &["import", "--json"]);
    assert_eq!(told["new"], 0, "{told}");
    let back = card_of(&recall, "mosh");
    assert_eq!((id(&back), &back["status"]), (card, &"new".into()));
    assert!(back["source"].as_str().unwrap().ends_with("b.md"), "{back}");
}

#[test]
fn a_pinned_card_goes_with_its_pin_to_another_note() {
    let recall = imported(NOTE);
    let card = id(&card_of(&recall, "mosh"));
    recall.ok(&["pin", &card]);
    let pinned = std::fs::read_to_string(recall.path("notes/a.md")).unwrap();
    let (mosh, tmux) = pinned.split_once("#### tmux").unwrap();
    let rewritten =
        mosh.replace("A remote terminal that survives 3 days of sleep", "An SSH that roams");
    let rest = format!("# Shell\n\n## Tools\n#### tmux{tmux}");
    for is_at_once in [true, false] {
        recall.write("notes/a.md", &rest);
        if !is_at_once {
            recall.ok(&["import"]);
        }
        recall.write("notes/b.md", &rewritten);
        recall.ok(&["import"]);
        let now = card_of(&recall, "mosh");
        assert_eq!((id(&now), &now["status"]), (card.clone(), &"new".into()), "{now}");
        assert!(now["answer"].as_str().unwrap().contains("roams"), "{now}");
        recall.write("notes/b.md", "# Nothing\n");
        recall.write("notes/a.md", &pinned);
        recall.ok(&["import"]);
    }
}

#[test]
fn notes_that_are_forgotten_retire_their_cards_until_that_is_taken_back() {
    let recall = imported(NOTE);
    let before = cards(&recall);
    assert_eq!(recall.run(&["forget", "notes"]).code, 0);
    assert!(cards(&recall).iter().all(|card| card["status"] == "retired"));
    assert_eq!(recall.run(&["import"]).code, 1);
    drop(recall.run(&["undo"]));
    assert_eq!(cards(&recall), before);
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_is_a_note_like_any_other() {
    use std::os::unix::ffi::OsStrExt as _;
    let recall = Recall::new();
    recall.write("notes/z.md", "# Z\n");
    let name = std::ffi::OsStr::from_bytes(b"notes/\xff.md");
    std::fs::write(recall.path("").join(name), NOTE).unwrap();
    drop(recall.run(&["import", "notes"]));
    let before = cards(&recall);
    assert!(!before.is_empty());
    drop(recall.run(&["import"]));
    assert_eq!(cards(&recall), before);
}
