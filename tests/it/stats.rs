//! What was remembered, when, and how the cards stand.

use crate::cards::{SIX, fill};
use crate::support::Recall;
use insta::assert_snapshot;

fn garden() -> Recall {
    let recall = Recall::new();
    fill(&recall, &SIX);
    recall
}

#[test]
fn with_nothing_to_tell_that_is_said() {
    let mut recall = garden();
    assert_snapshot!(recall.ok(&["stats"]), @r"
    0 cards on a schedule, 6 new, 0 suspended.
    Nothing was answered yet: there is nothing to tell.
    ");
    recall.ok(&["grade", "1", "good"]);
    recall.set_now("2027-02-16T08:00:00Z");
    assert!(recall.ok(&["stats"]).contains("No card has come back yet"));
    assert_eq!(Recall::new().run(&["stats"]).code, 1);
}

/// Four cards, asked whenever they were due in January and February; one is forgotten at times.
fn year() -> Recall {
    let mut recall = garden();
    for day in 1..=58 {
        let (month, day) = if day > 31 { (2, day - 31) } else { (1, day) };
        recall.set_now(&format!("2027-{month:02}-{day:02}T08:00:00Z"));
        for card in ["1", "2", "3", "4"] {
            let grade = if card == "1" && day % 3 == 0 { "again" } else { "good" };
            let _not_due = recall.run(&["grade", card, grade]);
        }
    }
    recall
}

#[test]
fn what_was_remembered_and_how_the_cards_stand_is_shown() {
    let recall = year();
    assert_snapshot!(recall.ok(&["stats"]), @r"
    4 cards on a schedule, 2 new, 0 suspended.
    16 answers on 4 days, 0 minutes, 0.0 seconds each.
    Of the last 30 days, 0 with answers, 0 minutes.

    Remembered of what was due, by month
    Jan 2027      12 of 12, too few to tell
    all           12 of 12, too few to tell

    and by the interval before
    1 day         4 of 4, too few to tell
    2 to 6 days   4 of 4, too few to tell
    14 to 29 days 4 of 4, too few to tell

    Answers a day
        Mar  Apr May  Jun Jul Aug  Sep Oct Nov  Dec Jan  Feb
    Mon ·····················································
    Tue ·····················································
    Wed ·····················································
    Thu ·····················································
    Fri ············································██·······
    Sat ············································█··█·····
    Sun ····················································
        · none  ░ 1  ▒ 2  ▓ 3  █ 4

    Cards by interval
    1 day               0
    2 to 6 days         0
    7 to 13 days        0
    14 to 29 days       0
    30 to 89 days       4  ████████████████████████████████████████
    90 to 364 days      0
    365 or more         0

    Cards by ease factor
    1.30                0
    1.31 to 1.69        0
    1.70 to 2.09        0
    2.10 to 2.49        0
    2.50                4  ████████████████████████████████████████
    2.51 or more        0
    ");
    let told = recall.json(&["stats", "--json"]);
    assert_eq!(told["cards"]["new"], 2);
    assert_eq!(told["months"][0]["month"], "2027-01");
    let by_interval = told["by_interval"].as_array().unwrap();
    let sum: u64 = by_interval.iter().map(|of| of["answers"].as_u64().unwrap()).sum();
    assert_eq!(told["remembered"]["answers"], sum);
    let narrow = recall.columns(40).ok(&["stats"]);
    let fits = |line: &str| line.chars().count() <= 40 || line.ends_with('.');
    assert!(narrow.lines().all(fits), "{narrow}");
}
