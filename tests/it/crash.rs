//! kill -9: whatever was answered and acknowledged is there afterwards, and nothing else.

use crate::support::{Recall, asked};
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
        self.hear("Good, ");
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

/// A collection, and what an import is about to make of it.
struct Import {
    recall: Recall,
    arguments: Vec<&'static str>,
    /// The file, if there was one.
    old: Option<Vec<u8>>,
    before: String,
    after: String,
}

impl Import {
    /// Of notes that are known, of which one has changed and one has come.
    fn prepared() -> Self {
        let recall = Recall::with_decks();
        recall.ok(&["import", "decks"]);
        let old = std::fs::read(recall.database()).ok();
        let before = recall.ok(&["list", "--json"]);
        let tool = |at: usize| format!("#### tool{at}\n* A helper that does thing {at} for you\n");
        recall.write(
            "decks/tools.md",
            format!("# Tools\n{}", (0..400).map(tool).collect::<String>()),
        );
        let note = recall.path("decks/pycode-conf.md");
        let text = std::fs::read_to_string(&note).unwrap();
        std::fs::write(note, text.replace(" for ", " made for ")).unwrap();
        let import = Self { recall, arguments: vec!["import"], old, before, after: String::new() };
        import.done()
    }

    /// Of a package into a collection without cards, which is done in a way of its own where there
    /// are many of them.
    fn of_a_package() -> Self {
        let recall = Recall::new();
        let card = |at: usize| format!("Q: What is part {at} for?\nA: It keeps the {at}.\n\n");
        recall.write("parts.md", (0..1100).map(card).collect::<String>());
        recall.ok(&["import", "parts.md"]);
        recall.ok(&["export", "-o", "parts.apkg"]);
        std::fs::write(recall.database(), "").unwrap();
        let (arguments, old) = (vec!["import", "parts.apkg"], Some(Vec::new()));
        let (before, after) = (String::new(), String::new());
        Self { recall, arguments, old, before, after }.done()
    }

    /// Of notes where there is no collection yet.
    fn first() -> Self {
        let recall = Recall::with_decks();
        let arguments = vec!["import", "decks"];
        Self { recall, arguments, old: None, before: String::new(), after: String::new() }.done()
    }

    fn done(mut self) -> Self {
        self.recall.ok(&self.arguments);
        self.after = self.recall.ok(&["list", "--json"]);
        assert_ne!(self.before, self.after);
        self
    }

    /// Starts it on the collection as it was.
    fn start(&self) -> Child {
        let database = self.recall.database();
        for ending in ["-wal", "-shm", "-journal"] {
            let beside = format!("{}{ending}", database.display());
            let _not_there = std::fs::remove_file(beside);
        }
        match &self.old {
            Some(old) => std::fs::write(database, old).unwrap(),
            None => drop(std::fs::remove_file(database)),
        }
        self.run()
    }

    fn run(&self) -> Child {
        let mut command = self.recall.command(&self.arguments);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    }

    /// Fails unless the collection is sound and the old or the new one; says whether it is new.
    #[track_caller]
    fn is_done(&self) -> bool {
        answered(&self.recall);
        let found = self.recall.ok(&["list", "--json"]);
        assert!(found == self.before || found == self.after, "neither old nor new:\n{found}");
        found == self.after
    }
}

/// Looks at a process so often, or until it has ended; says how often it looked.
fn look(child: &mut Child, times: usize) -> usize {
    (0..times).take_while(|_| child.try_wait().unwrap().is_none()).count()
}

/// `RECALL_KILLS` says how often an import is killed.
#[test]
fn an_import_that_is_killed_leaves_the_old_collection_or_the_new_one() {
    let [kills, done] = check_kills(&Import::prepared());
    println!("{kills} imports killed, {done} of them after they were done");
}

#[test]
fn a_first_package_that_is_killed_is_there_whole_or_not_at_all() {
    check_kills(&Import::of_a_package());
}

#[test]
fn a_first_import_that_is_killed_is_there_whole_or_not_at_all() {
    let import = Import::first();
    check_kills(&import);
    let mut child = import.start();
    look(&mut child, 3);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(import.run().wait().unwrap().success());
    let beside = import.recall.database();
    let names = std::fs::read_dir(beside.parent().unwrap()).unwrap();
    let left = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let left: Vec<String> = left.filter(|name| name.contains("-new-")).collect();
    assert_eq!(left, [""; 0], "what was killed is cleared away");
}

/// Kills an import so often, all along its work; says how often, and how often it was done then.
#[track_caller]
fn check_kills(import: &Import) -> [usize; 2] {
    let kills = asked("RECALL_KILLS").map_or(12, |count| count.parse().unwrap());
    let whole = look(&mut import.start(), usize::MAX);
    assert!(import.is_done());
    let mut done = 0;
    for kill in 0..kills {
        let mut child = import.start();
        look(&mut child, whole * kill / kills);
        child.kill().unwrap();
        child.wait().unwrap();
        done += usize::from(import.is_done());
    }
    assert!(import.start().wait().unwrap().success());
    assert!(import.is_done());
    import.recall.ok(&["doctor"]);
    [kills, done]
}

#[test]
fn of_two_imports_at_once_the_second_waits() {
    check_both(&Import::prepared());
}

#[test]
fn of_two_first_imports_at_once_the_second_begins_again() {
    for _ in 0..5 {
        check_both(&Import::first());
    }
}

#[track_caller]
fn check_both(import: &Import) {
    let mut both = [import.start(), import.run()];
    for child in &mut both {
        assert!(child.wait().unwrap().success());
    }
    assert!(import.is_done());
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
