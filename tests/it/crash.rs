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

/// Starts a command and kills it later each time, so that the kills fall all along its work.
fn kill_on_the_way(recall: &Recall, arguments: &[&str], turn: usize) {
    let mut command = recall.command(arguments);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    for _ in 0..turn * 1500 {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Kills these two commands, of which each takes the other back, all along their work: afterwards
/// the collection is sound and lists one of these.
#[track_caller]
fn check_killed(recall: &Recall, there: &[&str], back: &[&str], states: [&str; 2]) {
    for turn in 0..10 {
        for arguments in [there, back] {
            kill_on_the_way(recall, arguments, turn);
            let found = recall.ok(&["list", "--json"]);
            assert!(states.contains(&found.as_str()), "{arguments:?}, turn {turn}");
            recall.ok(&["doctor"]);
        }
    }
}

#[test]
fn an_undo_that_is_killed_was_done_whole_or_not_at_all() {
    let recall = Recall::with_decks();
    recall.ok(&["import", "decks"]);
    let all = recall.ok(&["list", "--json"]);
    check_killed(&recall, &["undo"], &["redo"], [&all, ""]);
}

#[test]
fn a_restore_that_is_killed_gives_the_copy_or_leaves_what_was() {
    let recall = Recall::with_decks();
    recall.ok(&["import", "decks"]);
    recall.ok(&["backup", "before.db"]);
    let before = recall.ok(&["list", "--json"]);
    let id = recall.json_lines(&["list", "--json"])[0]["id"].as_str().unwrap().to_owned();
    recall.ok(&["grade", &id, "4"]);
    recall.ok(&["backup", "after.db"]);
    let after = recall.ok(&["list", "--json"]);
    check_killed(&recall, &["restore", "before.db"], &["restore", "after.db"], [&before, &after]);
}
