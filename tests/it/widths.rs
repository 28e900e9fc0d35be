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

/// An action with the key that does it: as a terminal sends it, and as the prompt calls it.
type Bound = (&'static str, &'static str, &'static str);

/// The keys as they are unless the configuration says otherwise.
const USUAL: &[Bound] = &[
    ("show", " ", "Space"),
    ("again", "1", "1"),
    ("hard", "2", "2"),
    ("good", "3", "3"),
    ("easy", "4", "4"),
    ("undo", "u", "u"),
    ("hint", "h", "h"),
    ("type", "t", "t"),
    ("known", "y", "y"),
    ("missed", "n", "n"),
    ("all", "a", "a"),
    ("edit", "e", "e"),
    ("drop", "x", "x"),
    ("bury", "-", "-"),
    ("suspend", "@", "s"),
    ("mark", "*", "*"),
    ("info", "i", "i"),
    ("source", "r", "r"),
    ("help", "?", "?"),
    ("quit", "q", "q"),
];

/// Every key another one, with letters of other scripts and keys that have names among them.
const REBOUND: &[Bound] = &[
    ("show", "j", "j"),
    ("again", "5", "5"),
    ("hard", "6", "6"),
    ("good", "7", "7"),
    ("easy", "\u{1b}OP", "F1"),
    ("undo", "ü", "ü"),
    ("hint", "ж", "ж"),
    ("type", "\t", "Tab"),
    ("known", "\u{1b}[C", "Right"),
    ("missed", "\u{1b}[D", "Left"),
    ("all", "!", "!"),
    ("edit", "v", "v"),
    ("drop", "\u{1b}[3~", "Delete"),
    ("bury", "z", "z"),
    ("suspend", "b", "b"),
    ("mark", "M", "M"),
    ("info", "?", "?"),
    ("source", "\u{7f}", "Backspace"),
    ("help", "h", "h"),
    ("quit", "Q", "Q"),
];

/// The text with each action in braces put as its key.
fn with_keys(text: &str, keys: &[Bound], key: impl Fn(&Bound) -> &'static str) -> String {
    keys.iter()
        .fold(text.to_owned(), |text, bound| text.replace(&format!("{{{}}}", bound.0), key(bound)))
}

/// Plays a session that uses every key; each must show what stands beside it.
#[track_caller]
fn use_every_key(keys: &[Bound], columns: u16, recall: &Recall) {
    let mut terminal = Terminal::start(recall, &["review"], (columns, 30));
    terminal.see("1 of 6");
    for (presses, shows) in [
        ("{hint}", "begins with O"),
        ("{help}", "any key back"),
        ("{help}", "{show} show answer"),
        ("{type}", "Your answer:"),
        ("oregano\r", "typed right"),
        ("{info}", "Why this card"),
        ("{info}", "{again} again 1d"),
        ("{source}", "its notes cannot be read now"),
        ("{source}", "{again} again 1d"),
        ("{edit}", "not edited"),
        ("{mark}", "Mark it, why:"),
        ("soon\r", "marked: soon"),
        ("{hard}", "last: hard, back today"),
        ("{show}{again}", "When is sage cut?"),
        ("{undo}", "taken back: again"),
        ("{show}{easy}", "When is sage cut?"),
        ("{show}", "• after flowering"),
        ("{missed}", "✗ after flowering"),
        ("{undo}", "taken back: item"),
        ("{missed}", "✗ after flowering"),
        ("{known}", "{show} again"),
        ("{good}", "Which command"),
        ("{undo}", "taken back: good"),
        ("{all}", "• never below the leaves"),
        ("{good}", "Which command"),
        ("{bury}", "last: buried until tomorrow"),
        ("{undo}", "taken back: bury"),
        ("{suspend}", "400000` takes it back"),
        ("{suspend}", "500000` takes it back"),
        ("{drop}", "last: dropped"),
        ("{undo}", "taken back: drop"),
        ("{show}{show}", "again today"),
    ] {
        terminal.press(&with_keys(presses, keys, |bound| bound.1));
        terminal.see(&with_keys(shows, keys, |bound| bound.2));
    }
    terminal.press(&with_keys("{quit}", keys, |bound| bound.1));
    assert_eq!(terminal.end(), 0);
    terminal.see("`recall undo` takes back");
    let given = ["1:scheduled:3", "2:scheduled:5", "3:scheduled:4", "6:scheduled:4"];
    assert_eq!(log(recall), given, "{columns} columns");
}

#[test]
fn every_key_is_seen_to_do_its_work() {
    for columns in WIDTHS {
        use_every_key(USUAL, columns, &garden());
    }
}

#[test]
fn every_key_can_be_another_one() {
    let recall = garden();
    let lines = REBOUND.iter().map(|(action, _, key)| format!("{action} = \"{key}\"\n"));
    let config = format!("[keys]\n{}", lines.collect::<String>());
    recall.write(".config/recall/config.toml", config);
    use_every_key(REBOUND, 80, &recall);
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
