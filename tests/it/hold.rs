//! Postponing and vacations: the queue waits, no schedule is touched, and both are taken back.

use crate::cards::{SIX, fill};
use crate::support::Recall;
use insta::assert_snapshot;

/// Six cards, the first two of them due on Tuesday.
fn garden() -> Recall {
    let mut recall = Recall::new();
    fill(&recall, &SIX);
    recall.ok(&["grade", "1", "good"]);
    recall.ok(&["grade", "2", "good"]);
    recall.set_now("2027-02-16T08:00:00Z");
    recall
}

fn due(recall: &Recall) -> (u64, u64) {
    let due = recall.json(&["due", "--json"]);
    (due["due"].as_u64().unwrap(), due["new"].as_u64().unwrap())
}

fn schedules(recall: &Recall) -> String {
    recall.ok(&["list", "--json"])
}

#[test]
fn what_is_due_waits_for_the_days_that_were_said() {
    let mut recall = garden();
    let before = schedules(&recall);
    assert_eq!(due(&recall), (2, 4));
    assert_snapshot!(recall.run(&["postpone", "2"]), @"
    exit code 0
    --- stdout
    what is due waits until Thu 18 Feb
    ");
    assert_eq!(due(&recall), (0, 4));
    assert_eq!(schedules(&recall), before);
    recall.set_now("2027-02-18T08:00:00Z");
    assert_eq!(due(&recall), (2, 4));
    recall.set_now("2027-02-17T08:00:00Z");
    recall.ok(&["undo"]);
    assert_eq!(due(&recall), (2, 4));
}

#[test]
fn a_deck_is_postponed_by_its_name() {
    let recall = garden();
    assert_snapshot!(recall.run(&["postpone", "--deck", "gardn"]), @"
    exit code 1
    --- stderr
    error: there is no deck `gardn`
    hint: did you mean `Garden::Herbs`?
    ");
    recall.ok(&["postpone", "--deck", "garden"]);
    assert_eq!(due(&recall), (0, 4));
    assert_eq!(recall.run(&["postpone", "0"]).code, 2);
}

#[test]
fn nothing_is_asked_on_a_vacation_and_it_can_end_early() {
    let mut recall = garden();
    let before = schedules(&recall);
    assert_snapshot!(recall.run(&["vacation", "2027-02-17..2027-02-20"]), @"
    exit code 0
    --- stdout
    nothing is asked for 4 days from Wed 17 Feb; back on Sun 21 Feb
    ");
    assert_snapshot!(recall.run(&["vacation"]), @"
    exit code 0
    --- stdout
    Wed 17 Feb, 4 days, back on Sun 21 Feb
    ");
    assert_eq!(due(&recall), (2, 4));
    for (day, expected) in [("17", (0, 0)), ("20", (0, 0)), ("21", (2, 4))] {
        recall.set_now(&format!("2027-02-{day}T08:00:00Z"));
        assert_eq!(due(&recall), expected, "{day}");
    }
    assert_eq!(schedules(&recall), before);
    recall.set_now("2027-02-19T08:00:00Z");
    assert_eq!(recall.ok(&["vacation", "--end"]), "back to work\n");
    assert_eq!(due(&recall), (2, 4));
    assert_eq!(recall.run(&["vacation", "--end"]).code, 1);
    recall.ok(&["undo"]);
    assert_eq!(due(&recall), (0, 0));
}

#[test]
fn days_that_make_no_vacation_are_refused() {
    let recall = garden();
    for (days, code) in [
        ("2027-02-20..2027-02-17", 2),
        ("soon", 2),
        ("2027-02-30..2027-03-02", 2),
        ("2027-01-01..2027-01-05", 1),
    ] {
        assert_eq!(recall.run(&["vacation", days]).code, code, "{days}");
    }
    assert_eq!(recall.ok(&["vacation"]), "");
}
