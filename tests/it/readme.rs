//! What the README shows is what happens: its notes are written, its commands are run, and its
//! screens are seen, in order, in one home folder.

use crate::support::Recall;
use crate::terminal::Terminal;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// The size of the terminal whose screens the README shows.
const SCREEN: (u16, u16) = (76, 15);

/// A fenced block: what stands behind the opening fence, and the lines between.
struct Block {
    line: usize,
    language: String,
    rest: String,
    text: String,
}

#[test]
fn what_the_readme_shows_is_what_happens() {
    let recall = Recall::with_decks();
    let mut wrong = String::new();
    for block in blocks(&readme()) {
        let told = match block.language.as_str() {
            "console" => console(&recall, &block.text),
            "sh" => {
                shell(&recall, &block.text);
                continue;
            }
            "csv" | "markdown" => {
                recall.write(&block.rest, &block.text);
                continue;
            }
            "screen" | "yaml" => continue,
            other => panic!("README.md:{}: what is a block of `{other}`?", block.line),
        };
        if told != block.text {
            writeln!(wrong, "README.md:{} should say\n{told}", block.line).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_readmes_screens_are_what_is_seen() {
    let recall = Recall::with_decks();
    let mut terminal: Option<Terminal> = None;
    let screens = blocks(&readme()).into_iter().filter(|block| block.language == "screen");
    for block in screens {
        let running = terminal.get_or_insert_with(|| {
            let words: Vec<&str> = block.rest.split(' ').collect();
            assert_eq!(words[0], "recall", "README.md:{}", block.line);
            Terminal::start(&recall, &words[1..], SCREEN)
        });
        match block.rest.as_str() {
            "Space" => running.press(" "),
            key if key.len() == 1 => running.press(key),
            _ => {}
        }
        running.see_screen(block.text.trim_end());
    }
    let mut terminal = terminal.expect("the README shows a session");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for (index, line) in text.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(_) if is_open => is_open = false,
            Some(info) => {
                is_open = true;
                let (language, rest) = info.split_once(' ').unwrap_or((info, ""));
                let (language, rest) = (language.to_owned(), rest.to_owned());
                blocks.push(Block { line: index + 1, language, rest, text: String::new() });
            }
            None if is_open => writeln!(blocks.last_mut().unwrap().text, "{line}").unwrap(),
            None => {}
        }
    }
    assert!(!is_open, "a block is not closed");
    blocks
}

/// Runs the commands of a block, and gives the block as it should be: a `...` stays where it
/// leaves something out truly.
fn console(recall: &Recall, text: &str) -> String {
    let mut told = String::new();
    for part in text.split_inclusive('\n').collect::<Vec<_>>().chunk_by(|_, next| !is_prompt(next))
    {
        let command = part[0].trim_end().strip_prefix("$ ").expect("a block begins with `$ `");
        let shown: Vec<&str> = part[1..].iter().map(|line| line.trim_end_matches('\n')).collect();
        let said = run(recall, command);
        let said: Vec<&str> = said.lines().map(str::trim_end).collect();
        told.push_str(part[0]);
        for line in if agrees(&shown, &said) { shown } else { said } {
            writeln!(told, "{line}").unwrap();
        }
    }
    told
}

fn is_prompt(line: &str) -> bool {
    line.starts_with("$ ")
}

/// Whether the lines are those said, each `...` standing for any number of them.
fn agrees(shown: &[&str], said: &[&str]) -> bool {
    match (shown, said) {
        ([], []) => true,
        (["...", rest @ ..], _) => (0..=said.len()).any(|skipped| agrees(rest, &said[skipped..])),
        ([first, rest @ ..], [other, more @ ..]) => first == other && agrees(rest, more),
        _ => false,
    }
}

/// Both streams of a shell command that must succeed.
fn run(recall: &Recall, command: &str) -> String {
    let output = shell_command(recall, &format!("exec 2>&1; {command}")).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{command}\n{text}");
    text.replace(&*recall.path("").to_string_lossy(), "~/")
}

fn shell_command(recall: &Recall, script: &str) -> Command {
    let programs = Path::new(env!("CARGO_BIN_EXE_recall")).parent().unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", script]).current_dir(recall.path("")).env_clear().stdin(Stdio::null());
    command.env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", programs.display()));
    command.env("RECALL_DB", recall.database()).env("NO_COLOR", "1").envs(recall.environment());
    command
}

/// Commands of a block that are run by cargo: what recall is given there must be right.
fn shell(recall: &Recall, text: &str) {
    for line in text.lines() {
        if let Some(arguments) = line.strip_prefix("cargo run --release -- ") {
            recall.write("target/.keep", "");
            run(recall, &format!("recall {arguments}"));
        } else if let Some(words) = line.strip_prefix("recall") {
            // What it does is shown elsewhere; here it has to be a command.
            let command = words.split('#').next().and_then(|words| words.split_whitespace().next());
            let arguments: Vec<&str> = command.into_iter().chain(["--help"]).collect();
            recall.run(&arguments).done();
        } else {
            let is_known = ["cargo test", "cargo install --locked --path ."].contains(&line);
            assert!(is_known, "`{line}` is not known to work");
        }
    }
}

#[test]
fn an_ellipsis_stands_for_any_number_of_lines() {
    assert!(agrees(&["a", "...", "d"], &["a", "b", "c", "d"]));
    assert!(agrees(&["..."], &[]));
    assert!(!agrees(&["a", "...", "e"], &["a", "b"]));
    assert!(!agrees(&["a"], &["a", "b"]));
}
