//! The flags of a review: what is asked, and in which order.

use crate::cards::{SIX, fill, log, schedules};
use crate::support::{Ran, Recall};
use crate::terminal::Terminal;

/// Six herbs; the second and the sixth are tagged `bed::wet`.
fn garden() -> Recall {
    let recall = Recall::new();
    fill(&recall, &SIX);
    recall
        .sqlite()
        .execute_batch(
            "INSERT INTO tags VALUES (1, 'bed::wet');
             INSERT INTO card_tags VALUES (2, 1), (6, 1);",
        )
        .unwrap();
    recall
}

/// Answers every card of a session as good.
fn answer_all(recall: &Recall, arguments: &[&str]) -> Ran {
    let arguments: Vec<&str> = std::iter::once(&"review").chain(arguments).copied().collect();
    recall.run_with_input(&arguments, "\n3\n".repeat(20))
}

/// The numbers of the cards that were answered, in their order.
fn answered(recall: &Recall) -> Vec<String> {
    log(recall).iter().map(|line| line.split(':').next().unwrap().to_owned()).collect()
}

#[test]
fn a_tag_narrows_a_review_with_those_under_it() {
    for tag in ["bed", "Bed::Wet"] {
        let recall = garden();
        answer_all(&recall, &["--tag", tag]).done();
        assert_eq!(answered(&recall), ["2", "6"], "{tag}");
    }
    let ran = answer_all(&garden(), &["--tag", "bed::wat"]);
    assert!(ran.stderr.contains("there is no tag `bed::wat`"), "{ran}");
    assert!(ran.stderr.contains("did you mean `bed::wet`?"), "{ran}");
}

#[test]
fn a_deck_can_be_named_by_a_flag() {
    let recall = garden();
    answer_all(&recall, &["--deck", "garden", "--tag", "bed"]).done();
    assert_eq!(answered(&recall), ["2", "6"]);
    assert_eq!(answer_all(&garden(), &["--deck", "kitchen"]).code, 1);
}

#[test]
fn new_cards_and_reviews_have_limits_that_a_flag_can_move() {
    let mut recall = garden();
    answer_all(&recall, &["--new", "2"]).done();
    assert_eq!(answered(&recall), ["1", "2"]);
    recall.set_now("2027-02-16T08:00:00Z");
    answer_all(&recall, &["--new", "0", "--limit", "1"]).done();
    assert_eq!(answered(&recall).len(), 3);
}

#[test]
fn a_short_time_asks_few_cards_and_a_long_one_all() {
    let recall = garden();
    answer_all(&recall, &["--for", "15s"]).done();
    assert!((1..6).contains(&answered(&recall).len()), "{:?}", log(&recall));
    let recall = garden();
    answer_all(&recall, &["--for", "1h"]).done();
    assert_eq!(answered(&recall).len(), 6);
    assert_eq!(recall.run(&["review", "--for", "soon"]).code, 2);
}

#[test]
fn cramming_asks_what_is_not_due_and_moves_nothing() {
    let recall = garden();
    answer_all(&recall, &["--tag", "bed"]).done();
    let before = schedules(&recall);
    let mut terminal = Terminal::start(&recall, &["review", "--cram", "--tag", "bed"], (80, 24));
    terminal.see("1 of 2");
    terminal.press(" ");
    terminal.see("1 again today   2 hard today   3 good done   4 easy done");
    terminal.press("i");
    terminal.see("at your wish; its schedule stays as it is");
    terminal.press("i1 3 3");
    terminal.see("Done for today");
    terminal.press("u");
    terminal.see("taken back: good");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    assert_eq!(schedules(&recall), before);
    assert!(log(&recall)[2..].iter().all(|line| line.contains(":cram:")), "{:?}", log(&recall));
}

#[test]
fn what_is_due_soon_can_be_asked_ahead() {
    let mut recall = garden();
    for day in ["15", "16"] {
        recall.set_now(&format!("2027-02-{day}T08:00:00Z"));
        answer_all(&recall, &[]).done();
    }
    // All are due on the 22nd.
    recall.set_now("2027-02-20T08:00:00Z");
    assert!(recall.ok(&["review", "--ahead"]).contains("Nothing is due."));
    let mut terminal = Terminal::start(&recall, &["review", "--ahead=2"], (80, 24));
    terminal.see("1 of 6");
    terminal.press("i");
    terminal.see("ahead of Mon 22 Feb");
    terminal.press("i a4");
    terminal.see("2 of 6");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    assert!(log(&recall)[12].contains(":ahead:5"), "{:?}", log(&recall));
}

#[test]
fn the_seed_decides_the_order_of_what_may_come_in_any() {
    let order = |seed: &str| {
        let mut recall = garden();
        answer_all(&recall, &[]).done();
        recall.set_now("2027-02-16T08:00:00Z");
        answer_all(&recall, &["--seed", seed]).done();
        answered(&recall)[6..].to_vec()
    };
    assert_eq!(order("7"), order("7"));
    assert!(["8", "9", "10"].iter().any(|seed| order(seed) != order("7")));
}
