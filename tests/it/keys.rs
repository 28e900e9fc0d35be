//! Every key of a review, at a terminal and in the configuration.

use crate::cards::{SIX, fill, log};
use crate::support::Recall;
use crate::terminal::Terminal;

fn garden() -> Recall {
    let recall = Recall::new();
    fill(&recall, &SIX);
    recall
}

fn review(recall: &Recall, arguments: &[&str]) -> Terminal {
    let arguments: Vec<&str> = std::iter::once(&"review").chain(arguments).copied().collect();
    Terminal::start(recall, &arguments, (80, 24))
}

fn end(mut terminal: Terminal) {
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

fn status(recall: &Recall, card: i64) -> String {
    let sql = "SELECT status FROM cards WHERE id = ?1";
    recall.sqlite().query_row(sql, [card], |row| row.get("status")).unwrap()
}

/// Notes on herbs that are a file, so that they can be edited; each card's line is known.
fn notes() -> Recall {
    let recall = Recall::new();
    recall.write(
        "herbs.md",
        "# Herbs\n\n## Care\n\nQ: What does mint need?\nA: A pot\n\nQ: When is sage cut?\nA: In June\n",
    );
    recall.ok(&["import", "herbs.md"]);
    recall
}

#[test]
fn a_hint_uncovers_a_letter_and_then_the_heading_and_is_remembered() {
    let recall = garden();
    let mut terminal = review(&recall, &[]);
    terminal.see("Herbs › Dry › …");
    terminal.press("h");
    terminal.see("begins with O");
    assert!(!terminal.text().contains("Oregano"));
    terminal.press("h");
    terminal.see("Herbs › Dry › Oregano");
    terminal.press("h");
    terminal.see("no hint is left");
    terminal.press(" 3");
    terminal.see("2 of 6");
    terminal.press(" 3");
    terminal.see("3 of 6");
    end(terminal);
    let sql = "SELECT group_concat(hinted) AS hinted FROM reviews";
    let hinted: String = recall.sqlite().query_row(sql, [], |row| row.get("hinted")).unwrap();
    assert_eq!(hinted, "1,0");
}

#[test]
fn a_typed_answer_is_compared_and_suggests_a_grade() {
    let recall = garden();
    let mut terminal = review(&recall, &[]);
    terminal.see("1 of 6");
    terminal.press("t");
    terminal.see("Your answer:");
    terminal.press("xq?\u{15}oreganp!!\u{7f}");
    terminal.see("Your answer: oreganp!");
    terminal.press("\r");
    terminal.see("typed right but for a slip");
    terminal.see("Oregan-p!-[o]");
    terminal.see("Space good");
    terminal.press(" ");
    terminal.see("2 of 6");
    terminal.press("ta bed\r");
    terminal.see("typed otherwise");
    terminal.see("Space again");
    terminal.press("2");
    terminal.see("last: hard, back today");
    end(terminal);
    assert_eq!(log(&recall), ["1:scheduled:4", "2:scheduled:3"]);
}

#[test]
fn with_type_the_answer_is_written_at_once_and_can_be_left() {
    let recall = garden();
    let mut terminal = review(&recall, &["--type"]);
    terminal.see("Your answer:");
    terminal.press("Oregano\r");
    terminal.see("typed right");
    terminal.press(" ");
    terminal.see("2 of 6");
    terminal.see("Your answer:");
    terminal.press("\r");
    terminal.see("nothing typed");
    terminal.see("Space again");
    terminal.press("u");
    terminal.see("1 of 6");
    terminal.press("oregano\r ");
    terminal.see("2 of 6");
    terminal.press("\u{1b}");
    terminal.see("Space show answer");
    terminal.press(" 3");
    // A list is recited, not typed.
    terminal.see("Space show item");
    end(terminal);
    assert_eq!(log(&recall), ["1:scheduled:4", "2:scheduled:4"]);
}

#[test]
fn a_list_is_recited_item_by_item_and_what_was_missed_comes_first_next_time() {
    let mut recall = Recall::new();
    fill(&recall, &SIX[2..3]);
    let mut terminal = review(&recall, &[]);
    terminal.see("When is sage cut?");
    terminal.press(" ");
    terminal.see("• after flowering");
    terminal.see("… 1 more");
    terminal.see("Space known   n missed   a show all");
    terminal.press("y");
    terminal.see("✓ after flowering");
    terminal.see("• never below the leaves");
    terminal.press("n");
    terminal.see("✗ never below the leaves");
    terminal.see("Space again");
    terminal.press("u");
    terminal.see("• never below the leaves");
    terminal.press("n4");
    terminal.see("last: easy, back tomorrow");
    end(terminal);
    assert_eq!(log(&recall), ["1:scheduled:5"], "the suggestion was overruled");
    recall.set_now("2027-02-16T08:00:00Z");
    let mut terminal = review(&recall, &[]);
    terminal.see("When is sage cut?");
    terminal.press(" ");
    terminal.see("• never below the leaves");
    terminal.press("n ");
    terminal.see("✓ after flowering");
    terminal.press(" ");
    terminal.see("again today, 1 left");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    terminal.see("Missing again and again");
    terminal.see("missed 2 times: When is sage cut?");
}

#[test]
fn a_hint_on_a_list_gives_an_item_away() {
    let recall = Recall::new();
    fill(&recall, &SIX[2..3]);
    let mut terminal = review(&recall, &[]);
    terminal.see("When is sage cut?");
    terminal.press("h");
    terminal.see("✗ after flowering");
    terminal.press(" ");
    terminal.see("• never below the leaves");
    terminal.press(" ");
    terminal.see("Space again");
    end(terminal);
}

#[test]
fn a_dropped_card_says_its_rule_and_comes_back_by_undo() {
    let recall = garden();
    let mut terminal = review(&recall, &[]);
    terminal.see("1 of 6");
    terminal.press("x");
    terminal.see("last: dropped, never to come back; R01:");
    terminal.see("1 of 5");
    assert_eq!(status(&recall, 1), "dropped");
    terminal.press("u");
    terminal.see("taken back: drop");
    terminal.see("Which herb keeps its scent when dried?");
    end(terminal);
    assert_eq!(status(&recall, 1), "new");
}

#[test]
fn a_buried_card_is_back_tomorrow_and_a_suspended_one_is_not() {
    let mut recall = garden();
    let mut terminal = review(&recall, &[]);
    terminal.see("1 of 6");
    terminal.press("-");
    terminal.see("last: buried until tomorrow");
    terminal.press("s");
    terminal.see("last: suspended; `recall unsuspend 200000` takes it back");
    terminal.press("@");
    terminal.see("last: suspended; `recall unsuspend 300000` takes it back");
    terminal.see("1 of 3");
    terminal.press("u");
    terminal.see("taken back: suspend");
    terminal.see("When is sage cut?");
    end(terminal);
    assert_eq!([1, 2, 3].map(|card| status(&recall, card)), ["new", "suspended", "new"]);
    let mut terminal = review(&recall, &[]);
    terminal.see("When is sage cut?");
    end(terminal);
    recall.set_now("2027-02-16T08:00:00Z");
    let mut terminal = review(&recall, &[]);
    terminal.see("Which herb keeps its scent when dried?");
    end(terminal);
}

#[test]
fn a_card_is_marked_with_a_word_why() {
    let recall = garden();
    let mut terminal = review(&recall, &[]);
    terminal.see("1 of 6");
    terminal.press("*");
    terminal.see("Mark it, why:");
    terminal.press("not clear\r");
    terminal.see("marked: not clear");
    terminal.press(" ");
    terminal.see("1 again");
    terminal.press("*\u{15}\r");
    terminal.see("no longer marked");
    terminal.press("u");
    terminal.see("taken back: unmark");
    terminal.see("marked: not clear");
    end(terminal);
    let sql = "SELECT mark FROM cards WHERE id = 1";
    let mark: String = recall.sqlite().query_row(sql, [], |row| row.get("mark")).unwrap();
    assert_eq!(mark, "not clear");
}

#[test]
fn info_tells_why_and_what_each_grade_would_do() {
    let mut recall = garden();
    recall.ok(&["grade", "1", "hard"]);
    recall.set_now("2027-02-18T08:00:00Z");
    let mut terminal = review(&recall, &[]);
    terminal.see("Which herb");
    terminal.press("i");
    terminal.see("due 2 days ago: 1 day after Mon 15 Feb");
    terminal.see("R01:");
    terminal.see("/notes/herbs.md:1");
    terminal.see("the second interval is 6 days; EF stays 2.36 (good);");
    terminal.see("failed, so it starts again with 1 day; EF 2.36 → 2.04 (again)");
    terminal.see("hard (3)");
    terminal.press("i");
    terminal.see("Space show answer");
    end(terminal);
}

#[test]
fn the_section_of_the_notes_can_be_read() {
    let recall = notes();
    let mut terminal = review(&recall, &[]);
    terminal.see("What does mint need?");
    terminal.press("r");
    terminal.see("its section tells the answer: r again shows both");
    assert!(!terminal.text().contains("A pot"));
    terminal.press("r");
    terminal.see("herbs.md:5-6");
    terminal.see("▸ Q: What does mint need? A: A pot");
    terminal.see("    Q: When is sage cut?");
    terminal.see("any key back to the card");
    terminal.press("r");
    terminal.see("1 again 1d");
    terminal.press("r");
    terminal.see("▸ Q: What does mint need?");
    terminal.press("r");
    terminal.see("1 again 1d");
    end(terminal);
    std::fs::remove_file(recall.path("herbs.md")).unwrap();
    let mut terminal = review(&recall, &[]);
    terminal.see("What does mint need?");
    terminal.press(" r");
    terminal.see("its notes cannot be read now");
    terminal.press("e");
    terminal.press("e");
    terminal.see("not edited: its notes are no file that is there");
    end(terminal);
}

/// A review with an editor that runs this on the file `$2`, given the line as `$1`.
fn review_with_editor(recall: &Recall, script: &str) -> Terminal {
    let path = recall.write("vi", format!("#!/bin/sh\necho \"$1\" >> ~/lines\n{script}\n"));
    let editor = format!("sh {} ", path.display());
    // A name that is told the line by `+N` is the name of a program, not an argument of `sh`.
    let editor = editor.replacen("sh ", "", 1);
    make_executable(&path);
    let environment = [("VISUAL", editor.trim()), ("PATH", "/usr/bin:/bin")];
    Terminal::start_with(recall, &["review"], (80, 24), &environment)
}

fn make_executable(path: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn notes_are_edited_at_the_cards_line_and_the_card_is_shown_as_it_now_is() {
    let recall = notes();
    let mut terminal = review_with_editor(&recall, "sed -i 's/A pot/A deep pot/' \"$2\"");
    terminal.see("What does mint need?");
    terminal.press(" ");
    terminal.see("A pot");
    terminal.press("e");
    terminal.see("edited: this is the card now");
    terminal.see("A deep pot");
    assert!(terminal.screen().alternate_screen());
    terminal.press("3");
    terminal.see("2 of 2");
    end(terminal);
    assert_eq!(std::fs::read_to_string(recall.path("lines")).unwrap(), "+5\n");
    assert_eq!(log(&recall).len(), 1);
}

#[test]
fn a_card_that_an_edit_retired_is_said_to_be_and_passed_over() {
    let recall = notes();
    let mut terminal = review_with_editor(&recall, "sed -i '5,6d' \"$2\"");
    terminal.see("What does mint need?");
    terminal.press("e");
    terminal.see("retired: its line left the notes");
    terminal.press(" ");
    terminal.see("When is sage cut?");
    end(terminal);
    assert!(log(&recall).is_empty());
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let recall = notes();
    let mut terminal = review_with_editor(&recall, "exit 3");
    terminal.see("What does mint need?");
    terminal.press("e");
    terminal.see("not changed: `");
    terminal.press(" ");
    terminal.see("A pot");
    end(terminal);
    let mut terminal = review(&recall, &[]);
    terminal.see("What does mint need?");
    terminal.press("e");
    terminal.see("name an editor in VISUAL or EDITOR");
    end(terminal);
}

#[test]
fn interrupting_something_in_the_editor_does_not_end_the_session() {
    let recall = notes();
    let script = "trap 'printf interrupted' INT; printf editing; while ! read -r x; do :; done";
    for plain in [false, true] {
        let mut terminal = if plain {
            let path = recall.path("vi");
            let environment = [("VISUAL", path.to_str().unwrap()), ("TERM", "dumb")];
            Terminal::start_with(&recall, &["review"], (80, 60), &environment)
        } else {
            review_with_editor(&recall, script)
        };
        terminal.see("What does mint need?");
        terminal.press(if plain { "e\r" } else { "e" });
        terminal.see("editing");
        terminal.press("\u{3}");
        terminal.see("interrupted");
        terminal.press("\r");
        terminal.see("dited: this card is as it was");
        terminal.press(if plain { "q\r" } else { "q" });
        assert_eq!(terminal.end(), 0);
    }
}

#[test]
fn an_editor_that_is_not_there_is_told_of_on_the_screen_alone() {
    let recall = notes();
    let environment = [("EDITOR", "no-such-editor --wait"), ("PATH", "/usr/bin:/bin")];
    let mut terminal = Terminal::start_with(&recall, &["review"], (80, 24), &environment);
    terminal.see("What does mint need?");
    terminal.press("e");
    terminal.see("not changed: `no-such-editor` is not there to be run");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    terminal.see("Next 7 days");
    assert!(!terminal.text().contains("not found"), "{}", terminal.text());
}

#[test]
fn each_key_that_leaves_tells_how_it_went_and_the_session_goes_on_where_it_was() {
    for (key, code) in [("q", 0), ("\u{1b}", 0), ("\u{4}", 0), ("\u{3}", 130)] {
        let recall = garden();
        let mut terminal = review(&recall, &[]);
        terminal.see("1 of 6");
        terminal.press(" 1");
        terminal.see("2 of 6");
        terminal.press(key);
        assert_eq!(terminal.end(), code, "{key:?}");
        assert!(terminal.is_as_before() && !terminal.screen().alternate_screen());
        terminal.see("Recalled      0 of 1, 0 %");
        terminal.see("Left today    5 new, 1 to drill");
        terminal.see("`recall undo` takes back the last answer.");
        let mut terminal = review(&recall, &[]);
        terminal.see("What does mint need");
        terminal.press("u");
        terminal.see("taken back: again, from before");
        end(terminal);
    }
}

#[test]
fn of_a_table_only_the_row_that_the_card_is_made_of_is_marked() {
    let recall = Recall::new();
    let rows =
        "| Sage | dry soil | June |\n| Dill | rich soil | July |\n| Mint | wet soil | May |\n";
    let head = "| Herb | Soil | Harvest |\n|---|---|---|\n";
    recall.write("soil.md", format!("# Herbs\n\n## Beds\n\n{head}{rows}"));
    recall.ok(&["import", "soil.md"]);
    recall.run_with_input(&["triage"], "k\n").done();
    let mut terminal = review(&recall, &[]);
    terminal.see("1 of ");
    terminal.press(" r");
    terminal.see("▸ Sage │ dry soil");
    assert_eq!(terminal.text().matches('▸').count(), 1, "{}", terminal.text());
}

#[test]
fn escape_leaves_what_was_opened_before_it_leaves_the_session() {
    let recall = garden();
    let mut terminal = review(&recall, &[]);
    for (opens, shows) in [("?", "any key back"), ("i", "Why this card"), ("t", "Your answer:")] {
        terminal.see("1 of 6");
        terminal.press(opens);
        terminal.see(shows);
        terminal.press("\u{1b}");
        terminal.see("Space show answer");
    }
    terminal.press("\u{1b}");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_step_is_taken_back_on_every_screen() {
    for screen in ["i", "rr", "?"] {
        let recall = garden();
        let mut terminal = review(&recall, &[]);
        terminal.see("1 of 6");
        terminal.press(" 3");
        terminal.see("2 of 6");
        terminal.press(screen);
        terminal.wait_until("another screen", |shown| !shown.contains("2 of 6"));
        terminal.press("u");
        terminal.see("taken back: good");
        terminal.see("1 of 6");
        end(terminal);
    }
}

#[test]
fn what_was_done_last_is_told_until_the_next_answer_is_shown() {
    let recall = garden();
    let mut terminal = review(&recall, &[]);
    terminal.see("1 of 6");
    terminal.press(" 3");
    terminal.see("last: good, back tomorrow");
    terminal.see("What does mint need");
    terminal.press(" ");
    terminal.see("A pot");
    assert!(!terminal.text().contains("last:"), "{}", terminal.text());
    end(terminal);
}

#[test]
fn undo_reaches_what_was_done_before_this_session() {
    let recall = garden();
    recall.ok(&["grade", "1", "again"]);
    let mut terminal = review(&recall, &[]);
    terminal.see("What does mint need");
    terminal.press("u");
    terminal.see("taken back: again, from before");
    terminal.see("Which herb keeps its scent when dried?");
    terminal.press("u");
    terminal.see("nothing to take back");
    end(terminal);
    assert!(log(&recall).is_empty());
}

#[test]
fn an_import_is_not_taken_back_by_a_key_that_is_meant_for_an_answer() {
    let recall = notes();
    let mut terminal = review(&recall, &[]);
    terminal.see("What does mint need?");
    terminal.press("u");
    terminal.see("not taken back: import; `recall undo` takes it back");
    end(terminal);
}

#[test]
fn there_are_two_or_six_buttons_for_who_wants_them() {
    let recall = garden();
    let mut terminal = review(&recall, &["--grades", "6"]);
    terminal.see("1 of 6");
    terminal.press(" ");
    terminal.see("0 blackout 1d   1 wrong 1d   2 near 1d   3 hard 1d   4 good 1d");
    terminal.press("0");
    terminal.see("last: blackout, back today");
    end(terminal);
    let mut terminal = review(&recall, &["--grades", "2"]);
    terminal.see("1 of 5");
    terminal.press(" ");
    terminal.see("1 fail 1d   2 pass 1d");
    terminal.see("Space pass");
    terminal.press("2");
    terminal.see("last: pass, back tomorrow");
    end(terminal);
    assert_eq!(log(&recall), ["1:scheduled:0", "2:scheduled:4"]);
}

#[test]
fn keys_are_what_the_configuration_makes_them() {
    let recall = garden();
    recall.write(
        ".config/recall/config.toml",
        "[keys]\nshow = \"j\"\ngood = \"k F2\"\nquit = \"Q\"\n[review]\ngrades = \"4\"\n",
    );
    let mut terminal = review(&recall, &[]);
    terminal.see("j show answer");
    terminal.press("jk");
    terminal.see("2 of 6");
    terminal.press("j\u{1b}OQ");
    terminal.see("3 of 6");
    terminal.press("?");
    terminal.see("k, F2");
    terminal.press("?Q");
    assert_eq!(terminal.end(), 0);
    assert_eq!(log(&recall), ["1:scheduled:4", "2:scheduled:4"]);
}

#[test]
fn one_key_for_two_things_is_refused() {
    let recall = garden();
    recall.write(".config/recall/config.toml", "[keys]\nhint = \"u\"\n");
    let ran = recall.run(&["review"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("`keys.undo` and `keys.hint` are both `u`"), "{ran}");
}

#[test]
fn help_shows_every_key_and_any_key_leaves_it() {
    let recall = garden();
    let mut terminal = Terminal::start(&recall, &["review"], (80, 40));
    terminal.see("1 of 6");
    terminal.press("?");
    for key in ["s, @", "q, Esc, Ctrl-D", "Ctrl-Z", "↑ ↓, PgUp PgDn", "Space, Enter"] {
        terminal.see(key);
    }
    terminal.press("x");
    terminal.see("Which herb");
    end(terminal);
    assert_eq!(status(&recall, 1), "new", "the key that left the help did nothing else");
}
