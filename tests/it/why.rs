//! `recall why`: the arithmetic of a card's day, from the log.

use crate::cards::{SIX, fill};
use crate::support::Recall;
use insta::assert_snapshot;

/// A card that was answered on four days.
fn answered() -> Recall {
    let mut recall = Recall::new();
    fill(&recall, &SIX);
    for (day, grade) in [("02-15", "good"), ("02-16", "good"), ("02-22", "hard"), ("03-09", "hard")]
    {
        recall.set_now(&format!("2027-{day}T08:00:00Z"));
        recall.ok(&["grade", "1", grade]);
    }
    recall
}

#[test]
fn the_log_is_told_with_its_arithmetic() {
    assert_snapshot!(answered().run(&["why", "1"]), @"
    exit code 0
    --- stdout
    Which herb keeps its scent when dried?
    due in 36 days, Wed 14 Apr

    Mon 15 Feb  good  the first interval is 1 day; EF stays 2.50 (good); due Tue 16
                      Feb
    Tue 16 Feb  good  the second interval is 6 days; EF stays 2.50 (good); due Mon
                      22 Feb
    Mon 22 Feb  hard  interval 6 × EF 2.50 = 15 days; EF 2.50 → 2.36 (hard); due Tue
                      9 Mar
    Tue 9 Mar   hard  interval 15 × EF 2.36 = 35.4, up to 36 days; EF 2.36 → 2.22
                      (hard); due Wed 14 Apr

    The next answer
    again             failed, so it starts again with 1 day; EF 2.22 → 1.90 (again)
    hard              interval 36 × EF 2.22 = 79.92, up to 80 days; EF 2.22 → 2.08
                      (hard)
    good              interval 36 × EF 2.22 = 79.92, up to 80 days; EF stays 2.22
                      (good)
    easy              interval 36 × EF 2.22 = 79.92, up to 80 days; EF 2.22 → 2.32
                      (easy)
    ");
}

#[test]
fn where_a_card_is_now_is_told_first() {
    let mut recall = answered();
    let now = |recall: &Recall| recall.ok(&["why", "1"]).lines().nth(1).unwrap().to_owned();
    recall.set_now("2027-04-14T08:00:00Z");
    assert_eq!(now(&recall), "due today");
    recall.ok(&["postpone", "3"]);
    assert_eq!(now(&recall), "due Wed 14 Apr; postponed, so seen on Sat 17 Apr");
    recall.set_now("2027-04-20T08:00:00Z");
    assert_eq!(now(&recall), "due since Wed 14 Apr, 6 days late");
    recall.ok(&["bury", "1"]);
    assert_eq!(now(&recall), "buried until Wed 21 Apr");
    recall.ok(&["suspend", "1"]);
    assert_eq!(now(&recall), "the card is suspended");
    assert!(recall.ok(&["why", "2"]).contains("\nnew: it was never asked\n"));
}

#[test]
fn load_balancing_is_told_before_the_answer_and_after_it() {
    let mut recall = Recall::new();
    fill(&recall, &SIX[..2]);
    recall.ok(&["config", "set", "scheduler.load_balancing", "true"]);
    for day in ["15", "16"] {
        recall.set_now(&format!("2027-02-{day}T08:00:00Z"));
        recall.ok(&["grade", "1", "good"]);
        recall.ok(&["grade", "2", "good"]);
    }
    recall.set_now("2027-02-22T08:00:00Z");
    assert_eq!(recall.ok(&["grade", "1", "good"]), "good: next in 15 days, Tue 9 Mar\n");
    let shown = recall.run_with_input(&["review", "--plain"], "\ninfo\ngood\n").stdout;
    let moved = "in 14 days, Mon 8 Mar; moved -1 by load balancing";
    for told in [moved, "3 good 14 days", "back in 14 days, Mon 8 Mar"] {
        assert!(shown.contains(told), "{told}: {shown}");
    }
    let why = recall.json(&["why", "2", "--json"]);
    let last = why["log"][2]["why"].as_str().unwrap();
    assert!(last.ends_with("due Mon 8 Mar; moved -1 by load balancing"), "{last}");
    assert_eq!(recall.json(&["show", "2", "--json"])["interval_days"], 15);
}

#[test]
fn years_that_have_passed_leave_room_for_their_number() {
    let mut recall = answered();
    recall.set_now("2028-01-03T08:00:00Z");
    let told = recall.ok(&["why", "1"]);
    let columns = |start: &str| {
        let line = told.lines().find(|line| line.starts_with(start)).unwrap();
        line.find("first").or(line.find("second")).map(|at| at - "the ".len())
    };
    assert_eq!(columns("Mon 15 Feb 2027  good"), Some(23), "{told}");
    assert_eq!(columns("Tue 16 Feb 2027  good"), Some(23), "{told}");
    assert!(told.contains("\nagain                  failed"), "{told}");
}

#[test]
fn scripts_get_every_field_of_the_log() {
    let recall = answered();
    let why = recall.json(&["why", "1", "--json"]);
    let last = &why["log"][3];
    for (field, value) in [
        ("at", serde_json::json!("2027-03-09T08:00:00.000Z")),
        ("day", "2027-03-09".into()),
        ("kind", "scheduled".into()),
        ("grade", 3.into()),
        ("rules", "canonical".into()),
        ("interval_days", 36.into()),
        ("ef", 2.22.into()),
        ("due", "2027-04-14".into()),
        ("due_offset_days", 0.into()),
        ("hinted", false.into()),
        ("ms", 0.into()),
    ] {
        assert_eq!(last[field], value, "{field}");
    }
    assert_eq!(why["next"][3]["interval_days"], 80);
}
