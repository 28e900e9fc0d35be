//! Every key and every flag of a review at the widths of a phone, a terminal and a wide window:
//! what they show must stand on the screen in each.

use crate::cards::{SIX, fill, log};
use crate::support::Recall;
use crate::terminal::Terminal;

const WIDTHS: [u16; 3] = [40, 80, 120];

/// Six herbs; the second and the sixth are tagged `bed`.
fn garden() -> Recall {
    let recall = Recall::new();
    fill(&recall, &SIX);
    let tags = "INSERT INTO tags VALUES (1, 'bed'); INSERT INTO card_tags VALUES (2, 1), (6, 1);";
    recall.sqlite().execute_batch(tags).unwrap();
    recall
}

/// Presses keys one after the other, each of which must show what stands beside it.
#[track_caller]
fn press_and_see(terminal: &mut Terminal, steps: &[(&str, &str)]) {
    for (keys, shows) in steps {
        terminal.press(keys);
        terminal.see(shows);
    }
}

#[test]
fn every_key_is_seen_to_do_its_work() {
    for columns in WIDTHS {
        let recall = garden();
        let mut terminal = Terminal::start(&recall, &["review"], (columns, 30));
        terminal.see("1 of 6");
        press_and_see(
            &mut terminal,
            &[
                ("h", "begins with O"),
                ("?", "any key back"),
                ("?", "Space show answer"),
                ("t", "Your answer:"),
                ("oregano\r", "typed right"),
                ("i", "Why this card"),
                ("i", "1 again 1d"),
                ("r", "its notes cannot be read now"),
                ("r", "1 again 1d"),
                ("e", "not edited"),
                ("*", "Mark it, why:"),
                ("soon\r", "marked: soon"),
                ("2", "hard: Oregano comes again today"),
                (" 1", "When is sage cut?"),
                ("u", "taken back: again"),
                (" 4", "When is sage cut?"),
                (" ", "• after flowering"),
                ("n", "✗ after flowering"),
                ("y", "Space again"),
                ("3", "Which command"),
                ("-", "buried: it comes again tomorrow"),
                ("u", "taken back: bury"),
                ("s", "recall unsuspend 400000"),
                ("@", "recall unsuspend 500000"),
                ("x", "dropped: it never comes back"),
                ("u", "taken back: drop"),
                ("\r\r", "again today"),
            ],
        );
        terminal.press("q");
        assert_eq!(terminal.end(), 0);
        terminal.see("`recall undo` takes back");
        let given = ["1:scheduled:3", "2:scheduled:5", "3:scheduled:4", "6:scheduled:4"];
        assert_eq!(log(&recall), given, "{columns} columns");
    }
}

#[test]
fn every_flag_is_seen_to_narrow_or_change_the_session() {
    let flags: [(&[&str], &[&str]); 9] = [
        (&["--tag", "bed"], &["1 of 2", "What does mint"]),
        (&["--deck", "garden::herbs"], &["1 of 6", "Which herb"]),
        (&["--new", "3"], &["1 of 3", "Which herb"]),
        (&["--cram"], &["1 of 6"]),
        (&["--ahead=3"], &["1 of 6"]),
        (&["--for", "1h"], &["1 of 6"]),
        (&["--seed", "7"], &["1 of 6"]),
        (&["--type"], &["1 of 6", "Your answer:"]),
        (&["--grades", "6"], &["1 of 6"]),
    ];
    for columns in WIDTHS {
        let recall = garden();
        for (arguments, shows) in flags {
            let arguments = [&["review"], arguments].concat();
            let mut terminal = Terminal::start(&recall, &arguments, (columns, 24));
            for text in shows {
                terminal.see(text);
            }
            terminal.press("\u{3}");
            assert_eq!(terminal.end(), 130, "{arguments:?} at {columns} columns");
        }
    }
}

#[test]
fn the_grades_of_every_set_of_buttons_fit() {
    for columns in WIDTHS {
        let sets = [("2", "2 pass 1d"), ("4", "4 easy 1d"), ("6", "5 easy 1d")];
        for (buttons, last) in sets {
            let recall = garden();
            let arguments = ["review", "--grades", buttons];
            let mut terminal = Terminal::start(&recall, &arguments, (columns, 24));
            terminal.see("1 of 6");
            terminal.press(" ");
            terminal.see(last);
            terminal.press("q");
            assert_eq!(terminal.end(), 0);
        }
    }
}

#[test]
fn a_limit_of_reviews_and_a_short_time_are_seen_as_fewer_cards() {
    for columns in WIDTHS {
        let mut recall = garden();
        recall.run_with_input(&["review"], "\n3\n".repeat(20)).done();
        recall.set_now("2027-02-16T08:00:00Z");
        for (arguments, shows) in [(["--limit", "2"], "1 of 2"), (["--for", "1s"], "1 of 1")] {
            let arguments = [&["review"], &arguments[..]].concat();
            let mut terminal = Terminal::start(&recall, &arguments, (columns, 24));
            terminal.see(shows);
            terminal.press("q");
            assert_eq!(terminal.end(), 0);
        }
    }
}

#[test]
fn a_table_under_an_answer_is_fitted_to_the_width() {
    for columns in WIDTHS {
        let recall = Recall::new();
        let notes = "# Soil\n\nQ: Which soil?\nA:\n\n| herb | soil |\n|---|---|\n| 紫蘇 | rich |\n\
            | sage | dry |\n";
        recall.write("soil.md", notes);
        recall.run(&["import", "soil.md"]).done();
        let mut terminal = Terminal::start(&recall, &["review"], (columns, 24));
        terminal.see("Which soil?");
        terminal.press(" ");
        terminal.see("sage");
        let screen = terminal.text();
        let row = |word: &str| screen.lines().find(|line| line.contains(word)).unwrap().to_owned();
        assert!(row("紫蘇").contains("rich") && row("sage").contains("dry"), "{screen}");
        assert!(!screen.contains("---"), "{screen}");
        terminal.press("q");
        assert_eq!(terminal.end(), 0);
    }
}
