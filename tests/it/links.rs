//! Where a card's notes link to is told with its answer.

use crate::support::Recall;
use crate::terminal::Terminal;

const NOTE: &str = "# Shell\n\n## Tools\n#### [mosh](https://mosh.test)\n\
    * A remote terminal that survives sleep, see [the paper](https://mosh.test/paper)\n";

fn imported() -> Recall {
    let recall = Recall::new();
    recall.write("notes/a.md", NOTE);
    recall.run(&["import", "notes"]).done();
    recall
}

#[test]
fn the_answer_tells_where_its_line_and_its_heading_link_to() {
    for columns in [40, 80, 120] {
        let recall = imported();
        let mut terminal = Terminal::start(&recall, &["review"], (columns, 24));
        terminal.see("mosh?");
        assert!(!terminal.text().contains("see the paper"), "{}", terminal.text());
        terminal.press(" ");
        // As far as it stands on one line of the narrowest.
        terminal.see("see the paper (https://mosh.test/");
        terminal.see("see mosh (https://mosh.test)");
        terminal.press("q");
        assert_eq!(terminal.end(), 0);
    }
}

#[test]
fn a_terminal_that_follows_links_gets_them_without_the_address() {
    let recall = imported();
    let kitty = [("TERM", "xterm-kitty")];
    let mut terminal = Terminal::start_with(&recall, &["review"], (80, 24), &kitty);
    terminal.press(" ");
    terminal.see("see the paper\n");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    let raw = String::from_utf8_lossy(terminal.raw());
    assert!(raw.contains(";https://mosh.test/paper\x1b\\"), "{raw:?}");
}

#[test]
fn line_by_line_links_are_told_once_the_answer_is() {
    let ran = imported().run_with_input(&["review"], "\nq\n");
    let told = "See the paper (https://mosh.test/paper)\nSee mosh (https://mosh.test)\nFrom ";
    assert_eq!(ran.stdout.matches(told).count(), 1, "{ran}");
}
