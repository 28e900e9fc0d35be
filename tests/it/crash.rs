//! kill -9: whatever was answered and acknowledged is there afterwards, and nothing else.

use crate::support::Recall;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

/// A session by pipe that can be killed at any moment.
struct Session {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Session {
    fn start(recall: &Recall) -> Self {
        let mut command = recall.command(&["review", "--plain", "--new", "1000", "decks"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, input, output }
    }

    fn say(&mut self, lines: &str) {
        self.input.write_all(lines.as_bytes()).unwrap();
    }

    /// Reads until a line that begins so.
    #[track_caller]
    fn hear(&mut self, beginning: &str) -> String {
        let mut line = String::new();
        while !line.starts_with(beginning) {
            line.clear();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "waited for `{beginning}`");
        }
        line.trim_end().to_owned()
    }

    /// Answers a card, and gives its question once the answer is acknowledged.
    fn answer(&mut self) -> String {
        let question = self.hear("Question: ");
        self.say("\ngood\n");
        self.hear("good: ");
        question.replace("Question: ", "")
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// The questions answered, in the order in which they were.
fn answered(recall: &Recall) -> Vec<String> {
    let cards = recall.json_lines(&["list", "--json"]);
    let mut answered: Vec<(&str, &str)> = cards
        .iter()
        .flat_map(|card| {
            let question = card["question"].as_str().unwrap();
            let reviews = card["reviews"].as_array().unwrap().iter();
            reviews.map(move |review| (review["at"].as_str().unwrap(), question))
        })
        .collect();
    answered.sort_unstable();
    if recall.database().exists() {
        let check = "PRAGMA integrity_check";
        let sound: String = recall.sqlite().query_row(check, [], |row| row.get(0)).unwrap();
        assert_eq!(sound, "ok");
    }
    answered.into_iter().map(|(_, question)| question.to_owned()).collect()
}

#[test]
fn what_was_acknowledged_outlives_every_kill() {
    let recall = Recall::with_decks();
    let mut acknowledged = Vec::new();
    for kill in 0..12 {
        let mut session = Session::start(&recall);
        for _ in 0..kill % 4 {
            acknowledged.push(session.answer());
        }
        session.kill();
        assert_eq!(answered(&recall), acknowledged, "after kill {kill}");
    }
}

#[test]
fn only_the_answer_being_given_can_be_lost() {
    let recall = Recall::with_decks();
    let mut known = Vec::new();
    for kill in 0..12 {
        let mut session = Session::start(&recall);
        known.push(session.answer());
        let under_way = session.hear("Question: ").replace("Question: ", "");
        session.say("\ngood\n");
        session.kill();
        let found = answered(&recall);
        if found.len() > known.len() {
            known.push(under_way);
        }
        assert_eq!(found, known, "after kill {kill}");
    }
}

#[test]
fn an_import_that_is_killed_leaves_nothing_or_everything() {
    let whole = Recall::with_decks();
    whole.ok(&["import", "decks"]);
    let all = whole.ok(&["list", "--json"]).lines().count();
    let recall = Recall::with_decks();
    for _ in 0..10 {
        let mut command = recall.command(&["import", "decks"]);
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        let cards = recall.ok(&["list", "--json"]).lines().count();
        assert!(cards == 0 || cards == all, "{cards} of {all}");
    }
    recall.ok(&["import", "decks"]);
    assert_eq!(recall.ok(&["list", "--json"]).lines().count(), all);
}
