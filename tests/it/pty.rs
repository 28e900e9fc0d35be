//! Whole sessions at a terminal, asserted on what stands on the screen.

use crate::cards::{Card, SIX, fill, log, schedules};
use crate::support::Recall;
use crate::terminal::Terminal;

fn garden() -> Recall {
    let recall = Recall::new();
    fill(&recall, &SIX);
    recall
}

#[test]
fn a_session_with_one_answer_undone_is_in_the_database() {
    let recall = garden();
    let mut terminal = Terminal::start(&recall, &["review"], (80, 24));
    terminal.see("Which herb keeps its scent when dried?");
    terminal.see("1 of 6");
    assert!(!terminal.text().contains("Oregano"), "the breadcrumb gives the answer away");
    terminal.press(" ");
    terminal.see("Herbs › Dry › Oregano");
    terminal.see("/notes/herbs.md:1");
    terminal.see("1 again 1d   2 hard 1d   3 good 1d   4 easy 1d");
    terminal.press("4");
    terminal.see("last: easy, back tomorrow");
    terminal.see("What does mint need");
    terminal.press("u");
    terminal.see("taken back: easy");
    terminal.see("Which herb");
    terminal.press(" 1");
    terminal.see("2 of 6, 1 to come again");
    for card in 3..=6 {
        terminal.press(" 3");
        terminal.see(&format!("{card} of 6"));
    }
    terminal.press("\r\r");
    terminal.see("again today, 1 left");
    terminal.press(" ");
    terminal.see("1 again today   2 hard today   3 good done   4 easy done");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    terminal.see("Recalled      5 of 6, 83 %");
    terminal.see("Left today    1 to drill");
    terminal.see("/notes/herbs.md:1");
    let given = ["1", "2", "3", "4", "5", "6"]
        .map(|card| format!("{card}:scheduled:{}", if card == "1" { 2 } else { 4 }));
    assert_eq!(log(&recall), given);
    let expected = ["1:1:218", "2:1:250", "3:1:250", "4:1:250", "5:1:250", "6:1:250"];
    assert_eq!(schedules(&recall), expected);
}

#[test]
fn what_was_failed_is_drilled_and_the_closing_screen_can_be_undone() {
    let recall = Recall::new();
    fill(&recall, &SIX[..1]);
    let mut terminal = Terminal::start(&recall, &["review"], (80, 24));
    terminal.see("1 of 1");
    terminal.press(" 1");
    terminal.see("last: again, back today, then tomorrow");
    terminal.see("again today, 1 left");
    terminal.press(" 3");
    terminal.see("Done for today");
    terminal.see("last: good, done for today");
    terminal.see("Repeated      1 time");
    terminal.press("u");
    terminal.see("again today, 1 left");
    terminal.press(" 4");
    terminal.see("Done for today");
    terminal.press("\r");
    assert_eq!(terminal.end(), 0);
    assert_eq!(log(&recall), ["1:scheduled:2", "1:drill:5"]);
}

#[test]
fn nothing_is_graded_before_the_answer_is_shown() {
    let recall = garden();
    let mut terminal = Terminal::start(&recall, &["review"], (80, 24));
    terminal.see("1 of 6");
    terminal.press("3");
    terminal.see("the answer is not shown yet");
    terminal.press("u");
    terminal.see("nothing to take back");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    assert!(log(&recall).is_empty());
}

#[test]
fn every_width_shows_whole_words() {
    for columns in [24, 40, 80, 120] {
        let recall = garden();
        let mut terminal = Terminal::start(&recall, &["review"], (columns, 24));
        terminal.see("1 of 6");
        for _ in 0..4 {
            terminal.press(" 3");
        }
        terminal.see("紫蘇");
        terminal.press(" ");
        terminal.see("shiso 🌿");
        terminal.see("4 easy 1d");
        terminal.see("? help");
        terminal.press("?");
        terminal.see("take back");
        terminal.press("x");
        terminal.see("shiso");
        let rows: Vec<String> = terminal.screen().rows(0, columns).collect();
        let margin = usize::from(columns >= 30);
        let is_set_in = rows.iter().all(|row| row.chars().take(margin).all(|first| first == ' '));
        assert!(is_set_in, "{rows:#?}");
        terminal.press("\u{4}");
        assert_eq!(terminal.end(), 0);
    }
}

#[test]
fn writing_from_right_to_left_and_combining_marks_fill_lines_like_any_other() {
    let recall = Recall::new();
    let question = "אֵיזֶה צמח שומר על ריחו גם כשמייבשים אותו, ve\u{301}rite\u{301} ou non?";
    let answer = "الزعتر البري الذي ينمو في الجبال العالية، ثم 2 في الحديقة";
    fill(&recall, &[Card { question, answer, context: "עשבים", deck: "נוף" }]);
    for columns in [24, 40] {
        let mut terminal = Terminal::start(&recall, &["review"], (columns, 30));
        terminal.see("1 of 1");
        terminal.press(" ");
        terminal.see("4 easy");
        let rows: Vec<String> = terminal.screen().rows(0, columns).collect();
        let seen = rows.iter().flat_map(|row| row.split_whitespace()).collect::<Vec<_>>().join(" ");
        for text in [question, answer, "נוף", "עשבים"] {
            assert!(seen.contains(text), "not whole, or in another order: {rows:#?}");
        }
        terminal.press("q");
        assert_eq!(terminal.end(), 0);
    }
}

#[test]
fn a_resized_terminal_is_drawn_anew() {
    let recall = garden();
    let mut terminal = Terminal::start(&recall, &["review"], (100, 30));
    terminal.see("Which herb keeps its scent when dried?");
    terminal.resize(30, 12);
    terminal.see("Which herb keeps its scent\n");
    terminal.see("when dried?");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_card_longer_than_the_screen_can_be_read_to_its_end() {
    let recall = Recall::new();
    let answer = "- leaf one\n- leaf two\n- leaf three\n- leaf four\n- leaf five\n- leaf six\n- leaf \
        seven\n- leaf eight\n- leaf nine\n- leaf ten";
    let card = Card { question: "Name ten leaves.", answer, context: "Leaves", deck: "Leaves" };
    fill(&recall, &[card]);
    let mut terminal = Terminal::start(&recall, &["review"], (60, 12));
    terminal.see("Name ten leaves.");
    terminal.press(" a");
    terminal.see("• leaf one");
    terminal.see("↓ more");
    assert!(!terminal.text().contains("leaf ten"));
    terminal.press("\u{1b}[6~\u{1b}[6~\u{1b}[6~\u{1b}[6~");
    terminal.see("• leaf ten");
    terminal.see("↑ more");
    terminal.press("\u{1b}[A");
    terminal.see("↑ ↓ more");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn an_answer_is_in_sight_on_a_screen_of_few_rows() {
    for (columns, rows) in [(40, 8), (40, 6), (80, 5), (20, 10)] {
        let recall = garden();
        let mut terminal = Terminal::start(&recall, &["review"], (columns, rows));
        terminal.see("Which herb");
        terminal.press(" ");
        terminal.see("Oregano");
        terminal.see("1 again");
        terminal.press(&"\u{1b}[A".repeat(8));
        terminal.see("Herbs › Dry");
        terminal.press("q");
        assert_eq!(terminal.end(), 0, "{columns} × {rows}");
    }
}

#[test]
fn what_is_left_and_what_comes_is_told_at_the_end() {
    let recall = Recall::new();
    fill(&recall, &SIX[..2]);
    let mut terminal = Terminal::start(&recall, &["review"], (80, 24));
    terminal.see("1 of 2");
    terminal.press("-");
    terminal.see("1 of 1");
    terminal.press(" 3");
    terminal.see("Done for today");
    // The buried card is new, and new tomorrow.
    terminal.see("Tomorrow      1 due, 1 new");
    terminal.see("Next 7 days   1 due");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    let recall = garden();
    let mut terminal = Terminal::start(&recall, &["review", "--new", "1"], (80, 24));
    terminal.see("1 of 1");
    terminal.press(" 3");
    terminal.see("Done for now");
    terminal.see("Left today    5 new");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn no_color_is_obeyed() {
    let recall = garden();
    let mut terminal = Terminal::start_with(&recall, &["review"], (80, 24), &[("NO_COLOR", "1")]);
    terminal.see("1 of 6");
    terminal.press(" 4q");
    assert_eq!(terminal.end(), 0);
    let styled = terminal.raw().windows(2).enumerate().any(|(at, pair)| {
        let rest = &terminal.raw()[at + 2..];
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b';').count();
        pair == b"\x1b[" && rest.get(digits) == Some(&b'm')
    });
    assert!(!styled, "{:?}", String::from_utf8_lossy(terminal.raw()));
}

#[test]
fn interrupting_saves_everything_and_gives_the_terminal_back() {
    let recall = garden();
    let mut terminal = Terminal::start(&recall, &["review"], (80, 24));
    terminal.see("1 of 6");
    assert!(!terminal.is_as_before(), "keys would be echoed");
    assert!(terminal.screen().alternate_screen() && terminal.screen().hide_cursor());
    terminal.press(" 3");
    terminal.see("2 of 6");
    terminal.press("\u{3}");
    assert_eq!(terminal.end(), 130);
    terminal.see("Reviewed");
    assert!(terminal.is_as_before(), "the shell would be left without echo");
    assert!(!terminal.screen().alternate_screen() && !terminal.screen().hide_cursor());
    assert_eq!(log(&recall), ["1:scheduled:4"]);
}

#[test]
fn a_signal_gives_the_terminal_back() {
    for signal in ["TERM", "INT", "HUP"] {
        let recall = garden();
        let mut terminal = Terminal::start(&recall, &["review"], (80, 24));
        terminal.see("1 of 6");
        terminal.press(" 3");
        terminal.see("2 of 6");
        terminal.signal(signal);
        assert_eq!(terminal.end(), 130, "{signal}");
        assert!(terminal.is_as_before(), "{signal}");
        assert!(!terminal.screen().alternate_screen() && !terminal.screen().hide_cursor());
        assert_eq!(log(&recall), ["1:scheduled:4"], "{signal}");
    }
}

#[test]
fn an_answer_outlives_kill_9() {
    let recall = garden();
    let mut terminal = Terminal::start(&recall, &["review"], (80, 24));
    terminal.see("1 of 6");
    terminal.press(" 3");
    terminal.see("2 of 6");
    terminal.signal("KILL");
    terminal.end();
    assert_eq!(log(&recall), ["1:scheduled:4"]);
    let mut terminal = Terminal::start(&recall, &["review"], (80, 24));
    terminal.see("What does mint need");
    terminal.see("1 of 5");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn stopping_gives_the_terminal_back_and_going_on_takes_it_again() {
    let recall = garden();
    let mut terminal = Terminal::shell(&recall, "recall review; echo stopped; read line; fg");
    terminal.see("1 of 6");
    terminal.press(" 3");
    terminal.see("2 of 6");
    terminal.press("\u{1a}");
    terminal.see("stopped");
    assert!(!terminal.screen().alternate_screen() && !terminal.screen().hide_cursor());
    assert!(terminal.is_as_before(), "the shell would be left without echo");
    terminal.press("\r");
    terminal.see("What does mint need to be kept in?");
    terminal.see("2 of 6");
    assert!(terminal.screen().alternate_screen() && !terminal.is_as_before());
    terminal.press(" 4q");
    assert_eq!(terminal.end(), 0);
    assert_eq!(log(&recall), ["1:scheduled:4", "2:scheduled:5"]);
}

#[test]
fn a_terminal_that_vanishes_loses_nothing_and_leaves_nothing_running() {
    let recall = garden();
    let mut terminal = Terminal::shell(&recall, "recall review; echo never");
    terminal.see("1 of 6");
    terminal.press(" 3");
    terminal.see("2 of 6");
    // Without the one it belongs to, the terminal is hung up.
    terminal.signal("KILL");
    terminal.end();
    assert_eq!(log(&recall), ["1:scheduled:4"]);
}

#[test]
fn keys_typed_ahead_count_in_their_order() {
    let recall = garden();
    let mut terminal = Terminal::start(&recall, &["review"], (80, 24));
    // Before anything is on the screen: the terminal still translates Enter.
    terminal.press("hh 1 3u 4 y2x -  s*late\r 3");
    terminal.see("Done for today");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    let given = ["1:scheduled:2", "2:scheduled:5", "3:scheduled:3", "6:scheduled:4", "3:drill:4"];
    assert_eq!(log(&recall), given);
}

#[test]
fn the_prompt_fits_every_width_on_every_side_of_a_card() {
    for columns in [24, 40, 80, 120] {
        let recall = garden();
        let mut terminal = Terminal::start(&recall, &["review"], (columns, 24));
        for (keys, shows) in [
            ("", "show"),
            ("t", "Your answer:"),
            ("\u{1b}", "show"),
            (" ", "Oregano"),
            ("*", "Mark it, why:"),
            ("\u{1b}", "4 easy"),
            ("i", "Why this card"),
            ("i", "4 easy"),
            ("r", "any key"),
            ("r", "4 easy"),
            ("3 3 ", "flowering"),
            ("n", "below"),
        ] {
            terminal.press(keys);
            terminal.see(shows);
            let rows: Vec<String> = terminal.screen().rows(0, columns).collect();
            let is_cut = |row: &String| row.trim_end().ends_with('…') && !row.contains('›');
            assert!(!rows.iter().any(is_cut), "cut at {columns}: {rows:#?}");
        }
        terminal.press("q");
        assert_eq!(terminal.end(), 0);
    }
}

#[test]
fn the_screen_is_drawn_anew_with_the_answer_out_and_while_writing() {
    let recall = garden();
    let mut terminal = Terminal::start(&recall, &["review"], (80, 24));
    terminal.see("1 of 6");
    terminal.press("toreg");
    terminal.see("Your answer: oreg");
    terminal.resize(36, 16);
    terminal.see("Which herb keeps its scent when\n");
    terminal.see("Your answer: oreg");
    terminal.press("ano\r");
    terminal.see("typed right");
    terminal.resize(120, 40);
    terminal.see("Space good   e edit   i info   x drop   r source   - bury   q quit   ? help");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn hostile_notes_are_shown_and_not_obeyed() {
    let recall = Recall::new();
    let card = Card {
        question: "Is \u{1b}]0;title\u{7} or &#27;[2J safe?",
        answer: "user\u{202e}txt.exe \u{9b}31m",
        context: "A\u{1b}[8m › B",
        deck: "D\u{1b}[8m",
    };
    fill(&recall, &[card]);
    let mut terminal = Terminal::start(&recall, &["review"], (80, 24));
    terminal.see(r"\u{1b}]0;title\u{7} or \u{1b}[2J safe?");
    terminal.see(r"D\u{1b}[8m");
    terminal.press(" ");
    terminal.see(r"user\u{202e}txt.exe \u{9b}31m");
    terminal.press("1q");
    assert_eq!(terminal.end(), 0);
    let said = String::from_utf8_lossy(terminal.raw()).into_owned();
    assert!(!said.contains(['\u{202e}', '\u{9b}', '\u{7}']) && !said.contains("\u{1b}[8m"));
}

#[test]
fn a_mistyped_deck_is_answered_with_the_one_meant() {
    let recall = garden();
    let ran = recall.run(&["review", "herb"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("there is no deck `herb`"), "{ran}");
    assert!(ran.stderr.contains("did you mean `Garden::Herbs`?"), "{ran}");
}

#[test]
fn a_dumb_terminal_gets_lines() {
    let recall = garden();
    let mut terminal = Terminal::start_with(&recall, &["review"], (80, 24), &[("TERM", "dumb")]);
    terminal.see("Question: Which herb keeps its scent when dried?");
    terminal.press("\r");
    terminal.see("Answer: Oregano");
    terminal.press("good\rq\r");
    assert_eq!(terminal.end(), 0);
    assert!(!terminal.raw().contains(&0x1b));
    assert_eq!(log(&recall), ["1:scheduled:4"]);
}

#[test]
fn interrupting_the_line_mode_tells_what_the_session_came_to() {
    let recall = garden();
    let mut terminal = Terminal::start_with(&recall, &["review"], (80, 24), &[("TERM", "dumb")]);
    terminal.see("Question: Which herb keeps its scent when dried?");
    terminal.press("\r3\r");
    terminal.see("Question: What does mint need");
    terminal.press("\u{3}");
    assert_eq!(terminal.end(), 130);
    terminal.see("Reviewed: 1 card in less than a minute.");
    terminal.see("`recall undo` takes back the last answer.");
    assert_eq!(log(&recall), ["1:scheduled:4"]);
}

#[test]
fn the_line_mode_breaks_between_words_on_a_narrow_terminal() {
    let recall = Recall::new();
    recall.write(
        "herbs.md",
        "# Herbs\n\n## Mint\n\n- A herb that spreads wherever nobody stops it\n",
    );
    let arguments = ["review", "--plain", "herbs.md"];
    let mut terminal = Terminal::start(&recall, &arguments, (40, 60));
    terminal.see("Question: What is Mint?");
    terminal.press("\rq\r");
    assert_eq!(terminal.end(), 0);
    let text = terminal.text();
    let words = "Enter shows the answer, then means good. again, hard, good, easy or their numbers";
    let told = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains(words) && told.contains("spreads wherever nobody stops it"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 40), "{text}");
}
