//! What the days to come will bring, and what `due` says of them.

use crate::cards::{SIX, fill};
use crate::support::Recall;
use insta::assert_snapshot;
use serde_json::Value;

/// Six new cards.
fn garden() -> Recall {
    let recall = Recall::new();
    fill(&recall, &SIX);
    recall
}

fn pass(recall: &Recall, cards: &[&str]) {
    for card in cards {
        recall.ok(&["grade", card, "good"]);
    }
}

/// The same, all of them answered on Monday and due on Tuesday, which it is.
fn tuesday() -> Recall {
    let mut recall = garden();
    pass(&recall, &["1", "2", "3", "4", "5", "6"]);
    recall.set_now("2027-02-16T08:00:00Z");
    recall
}

#[test]
fn cards_and_minutes_of_the_days_to_come_are_plotted() {
    let recall = garden();
    assert_snapshot!(recall.run(&["forecast", "--days", "9"]), @"
    exit code 0
    --- stdout
                cards  min
    Mon 15 Feb      6    1  ████████████████████████████████████████
    Tue 16 Feb      6    1  ████████████████████████████████████████
    Wed 17 Feb      1    0  ██████▋
    Thu 18 Feb      1    0  ██████▋
    Fri 19 Feb      0    0
    Sat 20 Feb      0    0
    Sun 21 Feb      0    0
    Mon 22 Feb      5    1  █████████████████████████████████▎
    Tue 23 Feb      1    0  ██████▋

    Together 20 cards in 9 days, 3 minutes.
    Most on Mon 15 Feb, 6 cards.
    Assumed: 90 % of answers pass, a guess until there are more of yours; 10.0
    seconds a card, a guess; 20 new cards a day, the last on Mon 15 Feb; at most 200
    reviews a day.
    ");
    let told = recall.json(&["forecast", "--days", "9", "--new", "2", "--json"]);
    let new: Vec<u64> =
        told["days"].as_array().unwrap().iter().map(|day| day["new"].as_u64().unwrap()).collect();
    assert_eq!(new, [2, 2, 2, 0, 0, 0, 0, 0, 0]);
    assert_eq!(told["assumed"]["new_a_day"], 2);
    assert_eq!(told["assumed"]["pass_rate_answers"], 0, "a guess");
    assert_eq!(Recall::new().run(&["forecast"]).code, 1);
    assert_eq!(recall.run(&["forecast", "--days", "0"]).code, 2);
}

#[test]
fn today_has_the_cards_that_are_due_and_siblings_come_tomorrow() {
    let recall = tuesday();
    recall.sqlite().execute("UPDATE cards SET fact_id = 1 WHERE id = 2", []).unwrap();
    assert!(recall.ok(&["due"]).starts_with("5 due, 0 new"));
    let told = recall.json(&["forecast", "--days", "2", "--json"]);
    assert_eq!((&told["days"][0]["cards"], &told["backlog"]), (&5.into(), &Value::Null));
}

#[test]
fn many_days_are_plotted_by_the_week_and_fit_forty_columns() {
    let recall = tuesday().columns(40);
    let shown = recall.ok(&["forecast", "--days", "90"]);
    assert!(shown.starts_with("week from"), "{shown}");
    assert!(shown.lines().all(|line| line.chars().count() <= 40), "{shown}");
    assert_eq!(shown.lines().take_while(|line| !line.is_empty()).count(), 1 + 13);
}

#[test]
fn a_backlog_is_told_with_the_day_on_which_it_ends() {
    let recall = tuesday();
    recall.ok(&["config", "set", "limits.reviews", "2"]);
    assert_snapshot!(recall.run(&["due"]), @"
    exit code 0
    --- stdout
    2 due, 0 new
    --- stderr
    4 cards more than the limits let through today; the backlog ends on Thu 18 Feb.
    ");
    assert_snapshot!(recall.ok(&[]), @"
    2 due, 0 new
    `recall review` begins.
    4 cards more than the limits let through today; the backlog ends on Thu 18 Feb.
    ");
    let due = recall.json(&["due", "--json"]);
    assert_eq!((&due["backlog"], &due["backlog_ends"]), (&4.into(), &"2027-02-18".into()));
    let told = recall.json(&["forecast", "--json"]);
    assert_eq!(told["backlog"]["ends"], "2027-02-18");
    recall.ok(&["config", "set", "limits.daily", "0"]);
    assert_eq!(recall.json(&["due", "--json"])["backlog_ends"], serde_json::Value::Null);
}

#[test]
fn on_a_vacation_that_is_said_and_when_it_ends() {
    let mut recall = tuesday();
    recall.ok(&["vacation", "2027-02-16..2027-02-20"]);
    for arguments in [&["due"][..], &[], &["review", "--plain"]] {
        let said = recall.ok(arguments);
        assert!(said.starts_with("On vacation until Sun 21 Feb"), "{arguments:?}: {said}");
    }
    let due = recall.json(&["due", "--json"]);
    assert_eq!(
        (&due["vacation_until"], &due["next_due"]),
        (&"2027-02-21".into(), &"2027-02-21".into())
    );
    let told = recall.json(&["forecast", "--days", "6", "--json"]);
    let cards: Vec<_> = told["days"].as_array().unwrap().iter().map(|day| &day["cards"]).collect();
    assert_eq!(cards, [0, 0, 0, 0, 0, 6]);
    recall.set_now("2027-02-21T08:00:00Z");
    assert_eq!(recall.ok(&["due"]), "6 due, 0 new\n");
}

#[test]
fn what_was_postponed_is_next() {
    let recall = tuesday();
    recall.ok(&["postpone", "3"]);
    assert_snapshot!(recall.ok(&[]), @"
    Nothing is due.
    Next: 6 cards on Fri 19 Feb.
    ");
    assert_eq!(recall.json(&["due", "--json"])["next_due"], "2027-02-19");
}

#[test]
fn a_prompt_says_it_in_its_own_words() {
    let recall = tuesday();
    for (format, said) in [
        ("{due}+{new}", "6+0\n"),
        ("{{{total}}} on {day}", "{6} on 2027-02-16\n"),
        ("nothing in it", "nothing in it\n"),
        ("next {next_due}.", "next .\n"),
        ("", "\n"),
    ] {
        assert_eq!(recall.ok(&["due", "--format", format]), said, "{format}");
    }
    assert_snapshot!(recall.run(&["due", "--format", "{done}"]), @"
    exit code 2
    --- stderr
    error: `--format` knows no `{done}`
    hint: there are `{ahead}`, `{backlog}`, `{backlog_ends}`, `{day}`, `{due}`, `{learning}`, `{new}`, `{next_due}`, `{total}`, `{vacation_until}`, `{version}`; `{{` is a brace
    ");
    assert_eq!(recall.run(&["due", "--format", "{due"]).code, 2);
    assert_eq!(Recall::new().ok(&["due", "--format", "{due}"]), "0\n");
}

/// New cards and reviews of the first three days as they are foreseen.
fn foreseen(recall: &Recall) -> Vec<(u64, u64)> {
    let told = recall.json(&["forecast", "--days", "3", "--json"]);
    let of = |day: &serde_json::Value, what: &str| day[what].as_u64().unwrap();
    let days = told["days"].as_array().unwrap().iter();
    days.map(|day| (of(day, "new"), of(day, "reviews"))).collect()
}

#[test]
fn siblings_are_foreseen_on_the_days_on_which_they_come() {
    let mut recall = garden();
    recall.sqlite().execute("UPDATE cards SET fact_id = 1 WHERE id = 2", []).unwrap();
    recall.sqlite().execute("UPDATE cards SET fact_id = 3 WHERE id = 4", []).unwrap();
    let due = |recall: &Recall| {
        let due = recall.json(&["due", "--json"]);
        (due["new"].as_u64().unwrap(), due["due"].as_u64().unwrap())
    };
    let told = foreseen(&recall);
    assert_eq!((told[0], due(&recall)), ((4, 0), (4, 0)));
    assert_eq!((told[1], told[2].0), ((0, 4), 2));
    pass(&recall, &["1", "3", "5", "6"]);
    recall.set_now("2027-02-16T08:00:00Z");
    assert_eq!((foreseen(&recall)[0], due(&recall)), ((0, 4), (0, 4)));
    pass(&recall, &["1", "3", "5", "6"]);
    recall.set_now("2027-02-17T08:00:00Z");
    assert_eq!((foreseen(&recall)[0], due(&recall)), ((2, 0), (2, 0)));
    // Of siblings that are due on one day one is asked; that the others wait is no backlog.
    recall.sqlite().execute("UPDATE cards SET fact_id = 1 WHERE id IN (5, 6)", []).unwrap();
    recall.set_now("2027-02-22T08:00:00Z");
    recall.ok(&["config", "set", "limits.reviews", "3"]);
    assert_eq!((foreseen(&recall)[0], due(&recall)), ((0, 2), (0, 2)));
    assert_eq!(recall.json(&["forecast", "--json"])["backlog"], serde_json::Value::Null);
    assert_eq!(recall.run(&["due"]).stderr, "");
}
