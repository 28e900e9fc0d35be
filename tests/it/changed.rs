//! A card that says another thing than when it was last answered: the review tells so once.

use crate::support::Recall;
use crate::terminal::Terminal;
use insta::assert_snapshot;

const NOTE: &str =
    "# Shell\n\n## Tools\n#### mosh\n* A remote terminal that survives 3 days of sleep\n";

/// A card that was answered, whose line then changed.
fn changed(now: &str) -> Recall {
    changed_after(1, now)
}

/// The same after so many answers, each on the day it was due.
fn changed_after(answers: usize, now: &str) -> Recall {
    let mut recall = Recall::new();
    recall.write("notes/a.md", NOTE);
    recall.run(&["import", "notes"]).done();
    for day in ["15", "16"].iter().take(answers) {
        recall.set_now(&format!("2027-02-{day}T12:00:00Z"));
        recall.run_with_input(&["review"], "\n4\n").done();
    }
    recall.set_now("2027-02-18T12:00:00Z");
    recall.write("notes/a.md", now);
    recall.run(&["import", "notes"]).done();
    recall
}

#[test]
fn a_card_with_another_answer_shows_old_and_new_until_it_is_answered() {
    for columns in [40, 80, 120] {
        let recall = changed(&NOTE.replace("3 days", "5 days"));
        let mut terminal = Terminal::start(&recall, &["review"], (columns, 24));
        terminal.see("This card changed:");
        terminal.see("What is mosh?");
        assert!(!terminal.text().contains('5'), "the answer is told: {}", terminal.text());
        terminal.press(" ");
        terminal.see("Its answer changed:");
        terminal.see("[3 → 5]");
        terminal.press("3q");
        assert_eq!(terminal.end(), 0);
        let mut terminal = Terminal::start(&recall, &["review", "--cram"], (columns, 24));
        terminal.see("What is mosh?");
        assert!(!terminal.text().contains("changed"), "{}", terminal.text());
    }
}

#[test]
fn line_by_line_a_changed_card_is_told_in_words() {
    let recall = changed(&NOTE.replace("3 days", "5 days"));
    let ran = recall.run_with_input(&["review"], "\nq\n");
    let from = ran.stdout.find("Card 1").unwrap();
    assert_snapshot!(&ran.stdout[from..], @"
    Card 1 of 1. Shell. Shell › Tools
    This card changed: it has another answer now
    Question: What is mosh?
    Answer: A remote terminal that survives 5 days of sleep
    Its answer changed: A remote terminal that survives [3 → 5] days of sleep
    From notes/a.md:5
    Grade: 1 again 1 day, 2 hard 6 days, 3 good 6 days, 4 easy 6 days
    Reviewed: nothing.
    Left today: 1 due.
    Tomorrow: 1 due.
    Next 7 days: 1 due.
    ");
}

#[test]
fn an_answer_to_a_changed_card_does_what_its_button_says() {
    let now = NOTE.replace("3 days", "5 days");
    let recall = changed_after(2, &now);
    let shown = recall.run_with_input(&["review"], "\ninfo\ngood\n").stdout;
    assert!(shown.contains("Grade: 1 again 1 day, 2 hard 6 days, 3 good 6 days"), "{shown}");
    assert!(shown.contains("ahead of its day: the days since the last review × EF"), "{shown}");
    assert!(shown.contains("in 6 days, Wed 24 Feb"), "{shown}");
    assert!(shown.contains("Asked: it says another thing"), "{shown}");
    let due = |recall: &Recall| recall.json_lines(&["list", "--json"])[0]["due"].clone();
    assert_eq!(due(&recall), "2027-02-24");
    let recall = changed_after(2, &now);
    recall.run_with_input(&["review"], "\nagain\n\ngood\n").done();
    assert_eq!(due(&recall), "2027-02-19");
}
