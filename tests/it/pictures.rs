//! Pictures of cards in terminals that show them, and their names everywhere else.

use crate::support::Recall;
use crate::terminal::Terminal;

const NOTE: &str = "# Beds\n\nQ: Which leaf is this? ![a leaf](pictures/my%20leaf.png)\nA: Mint\n\n\
    Q: How does sage look?\nA: so ![sage](sage.png) or so ![far](https://x.org/a.png)\n";

/// A PNG of one grey point.
const POINT: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9bU\
    \0\0\0\nIDATx\x9cc\x68\0\0\0\x82\0\x81w\xcdr\xb6\0\0\0\0IEND\xaeB`\x82";

fn garden() -> Recall {
    let recall = Recall::new();
    recall.write("notes/beds.md", NOTE);
    recall.write("notes/pictures/my leaf.png", POINT);
    recall.write("notes/sage.png", POINT);
    recall.run(&["import", "notes"]).done();
    recall
}

/// How often this was written to the terminal.
fn count(terminal: &Terminal, text: &str) -> usize {
    let written = String::from_utf8_lossy(terminal.raw());
    written.matches(text).count()
}

#[test]
fn kitty_shows_the_picture_of_the_card_that_is_on_and_of_no_other() {
    let recall = garden();
    let kitty = [("TERM", "xterm-kitty")];
    let mut terminal = Terminal::start_with(&recall, &["review"], (80, 24), &kitty);
    terminal.see("Which leaf is this? [image: a leaf]");
    terminal.press(" 3");
    terminal.see("How does sage look?");
    terminal.press("i");
    terminal.see("back to the card");
    // Pictures follow the text, so all but the last screen's have come.
    assert_eq!(count(&terminal, "\x1b_Ga=t,f=100,"), 1, "the file is not sent, or not once");
    let placed = count(&terminal, "\x1b_Ga=p,");
    assert!(placed > 0);
    assert_eq!(count(&terminal, "\x1b_Ga=d,d=a"), placed, "the picture stays on the next card");
    terminal.press("i ");
    terminal.see("so [image: sage] or so [image: far]");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    assert_eq!(count(&terminal, "\x1b_Ga=p,"), placed + 1);
    assert_eq!(count(&terminal, "\x1b_Ga=t,"), 1, "the same file is sent again");
}

#[test]
fn iterm_gets_the_file_with_the_screen() {
    let recall = garden();
    let iterm = [("TERM_PROGRAM", "iTerm.app")];
    let mut terminal = Terminal::start_with(&recall, &["review"], (80, 24), &iterm);
    terminal.see("[image: a leaf]");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    assert_eq!(count(&terminal, "\x1b]1337;File=inline=1;"), 1);
}

#[test]
fn what_the_terminal_shows_can_be_said_in_the_configuration() {
    let recall = garden();
    let shown = |environment: &[(&str, &str)], protocol: &str| {
        let config = format!("[review]\npictures = \"{protocol}\"\n");
        recall.write(".config/recall/config.toml", config);
        let mut terminal = Terminal::start_with(&recall, &["review"], (80, 24), environment);
        terminal.see("[image: a leaf]");
        terminal.press("q");
        assert_eq!(terminal.end(), 0);
        ["\x1bP0;1;0q\"1;1;1;1#", "\x1b_Ga=t", "\x1b]1337;"].map(|start| count(&terminal, start))
    };
    assert_eq!(shown(&[("TERM", "foot")], "auto"), [1, 0, 0]);
    assert_eq!(shown(&[], "auto"), [0, 0, 0]);
    assert_eq!(shown(&[], "sixel"), [1, 0, 0]);
    assert_eq!(shown(&[("TMUX", "/tmp/tmux-0/default,1,0")], "kitty"), [0, 1, 0]);
    assert_eq!(shown(&[("TERM", "xterm-kitty")], "iterm"), [0, 0, 1]);
    assert_eq!(shown(&[("TERM", "xterm-kitty")], "none"), [0, 0, 0]);
}

#[test]
fn other_terminals_multiplexers_and_plain_lines_get_the_name() {
    for environment in [
        &[("TERM", "xterm-256color")][..],
        &[("TERM", "xterm-kitty"), ("TMUX", "/tmp/tmux-0/default,1,0")],
        &[("TERM", "screen-256color"), ("TERM_PROGRAM", "iTerm.app")],
    ] {
        let recall = garden();
        let mut terminal = Terminal::start_with(&recall, &["review"], (80, 24), environment);
        terminal.see("[image: a leaf]");
        terminal.press("q");
        assert_eq!(terminal.end(), 0);
        assert_eq!(count(&terminal, "\x1b_G") + count(&terminal, "\x1b]1337"), 0);
    }
    let recall = garden();
    let kitty = [("TERM", "xterm-kitty")];
    let mut terminal = Terminal::start_with(&recall, &["review", "--plain"], (80, 24), &kitty);
    terminal.see("Which leaf is this? [image: a leaf]");
    terminal.press("q\n");
    assert_eq!(terminal.end(), 0);
    assert_eq!(count(&terminal, "\x1b"), 0);
}

#[test]
fn what_is_named_a_picture_and_is_none_stays_a_name() {
    let recall = garden();
    recall.write("notes/pictures/my leaf.png", "#!/bin/sh");
    std::fs::remove_file(recall.path("notes/sage.png")).unwrap();
    std::fs::create_dir(recall.path("notes/sage.png")).unwrap();
    let kitty = [("TERM", "xterm-kitty")];
    let mut terminal = Terminal::start_with(&recall, &["review"], (80, 24), &kitty);
    terminal.see("[image: a leaf]");
    terminal.press(" 3 ");
    terminal.see("[image: sage]");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    assert_eq!(count(&terminal, "\x1b_G"), 0);
}
