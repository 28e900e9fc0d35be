//! Holds the house together: which layer may use which, who may name which library, length and
//! finish of files, migrations, and that the README knows every command.

mod paths;

use paths::{Mention, calls, declared, mentions};
use std::fmt;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Each uses itself and those before it.
const LAYERS: [&str; 7] = ["values", "notes", "cards", "learning", "adapters", "render", "cli"];

/// The first layers are pure: what they know, they are told.
const PURE: usize = 4;

const IMPURE: [&str; 10] = [
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "ignore",
    "rand",
];

/// The place where pure work is done on several threads at once, of which nothing shows.
const THREADS: (&str, &str) = ("src/notes/spread.rs", "std::thread");

/// Libraries that only some places may name.
const HOMES: [(&str, &[&str]); 8] = [
    ("chrono", &["src/values/time.rs", "src/adapters/clock.rs"]),
    ("clap", &["src/cli"]),
    ("crossterm", &["src/adapters/terminal"]),
    ("owo_colors", &["src/adapters/terminal"]),
    ("rusqlite", &["src/adapters/store", "src/adapters/anki"]),
    ("rusqlite_migration", &["src/adapters/store"]),
    ("syntect", &["src/adapters/code.rs"]),
    ("two_face", &["src/adapters/code.rs"]),
];

/// Adapters know nothing of each other, but for these: a package is written from the store, in
/// the learner's days, its code in colours.
const ADAPTER_USES: [(&str, &str); 3] = [("anki", "clock"), ("anki", "code"), ("anki", "store")];

/// The one part of an adapter that every other may use.
const SHARED_ADAPTER: [&str; 2] = ["terminal", "style"];

const MAX_LINES: usize = 800;

struct Source {
    path: String,
    text: String,
}

struct Breach {
    path: String,
    line: usize,
    what: String,
}

impl Breach {
    fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

#[test]
fn layers_use_only_those_above() {
    hold(&sources("src"), layer_order);
}

#[test]
fn adapters_stand_apart() {
    hold(&sources("src"), adapters_apart);
}

#[test]
fn pure_layers_ask_the_machine_nothing() {
    hold(&sources("src"), purity);
}

#[test]
fn each_library_has_its_place() {
    hold(&sources("src"), libraries_at_home);
}

#[test]
fn files_are_short_and_finished() {
    hold(&sources("src"), short_and_finished);
    hold(&sources("tests"), short_and_finished);
}

#[test]
fn every_file_is_compiled() {
    hold(&sources("src"), all_declared);
    hold(&sources("tests/it"), all_declared);
}

#[test]
fn the_library_is_its_layers() {
    let text = read("src/lib.rs");
    assert_eq!(declared("src/lib.rs", &text), LAYERS);
}

#[test]
fn migrations_are_numbered_and_stay_as_released() {
    let mut names: Vec<String> = fs::read_dir(root().join("migrations"))
        .expect("the migrations are there")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let files: Vec<Source> = names
        .iter()
        .map(|name| Source {
            path: format!("{name}/up.sql"),
            text: read(&format!("migrations/{name}/up.sql")),
        })
        .collect();
    let listed = read("tests/it/migrations.b3");
    report(&migration_breaches(&files, &listed));
    let dated = format!("## [{}] - 2", env!("CARGO_PKG_VERSION"));
    if read("CHANGELOG.md").contains(&dated) {
        report(&unfrozen(&files, &listed));
    }
}

#[test]
fn the_readme_names_every_command() {
    let help =
        Command::new(env!("CARGO_BIN_EXE_recall")).arg("--help").output().expect("recall runs");
    let commands = commands_of(&String::from_utf8_lossy(&help.stdout));
    assert!(commands.iter().any(|command| command == "review"), "no commands in the help");
    assert_eq!(unnamed(&commands, &read("README.md")), Vec::<String>::new());
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every Rust file under `folder`, by path from the package's root.
fn sources(folder: &str) -> Vec<Source> {
    let walk = ignore::WalkBuilder::new(root().join(folder)).sort_by_file_path(Ord::cmp).build();
    walk.map(|entry| entry.expect("a readable folder").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let path = path.strip_prefix(root()).expect("it lies under the root");
            let path = path.to_string_lossy().replace('\\', "/");
            Source { text: read(&path), path }
        })
        .collect()
}

#[track_caller]
fn hold(files: &[Source], rule: fn(&[Source]) -> Vec<Breach>) {
    assert!(!files.is_empty(), "nothing to look at");
    report(&rule(files));
}

#[track_caller]
fn report(breaches: &[Breach]) {
    let lines: Vec<String> = breaches.iter().map(Breach::to_string).collect();
    assert!(lines.is_empty(), "\n{}", lines.join("\n"));
}

/// A breach for each path of each file that `judge` has something to say about.
fn judge_paths(
    files: &[Source],
    judge: impl Fn(&Source, &Mention) -> Option<String>,
) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for file in files {
        for mention in mentions(&file.path, &file.text) {
            if let Some(what) = judge(file, &mention) {
                breaches.push(Breach::new(&file.path, mention.line, what));
            }
        }
    }
    breaches
}

fn layer_of(path: &str) -> Option<usize> {
    let name = path.strip_prefix("src/")?.split(['/', '.']).next()?;
    LAYERS.iter().position(|layer| *layer == name)
}

fn layer_order(files: &[Source]) -> Vec<Breach> {
    judge_paths(files, |file, mention| {
        let own = layer_of(&file.path)?;
        let [first, used, ..] = mention.path.as_slice() else {
            return None;
        };
        let used = LAYERS.iter().position(|layer| layer == used)?;
        (first == "crate" && used > own)
            .then(|| format!("`{}` uses `{}`, a lower layer", LAYERS[own], LAYERS[used]))
    })
}

fn adapters_apart(files: &[Source]) -> Vec<Breach> {
    judge_paths(files, |file, mention| {
        let own = file.path.strip_prefix("src/adapters/")?.split(['/', '.']).next()?;
        let ["crate", "adapters", used @ ..] = &strs(&mention.path)[..] else {
            return None;
        };
        let other = *used.first()?;
        let allowed = own == "mod"
            || other == own
            || used.starts_with(&SHARED_ADAPTER)
            || ADAPTER_USES.contains(&(own, other));
        (!allowed).then(|| format!("adapter `{own}` uses adapter `{other}`"))
    })
}

fn purity(files: &[Source]) -> Vec<Breach> {
    judge_paths(files, |file, mention| {
        let layer = layer_of(&file.path).filter(|layer| *layer < PURE && !mention.tested)?;
        let path = mention.path.join("::");
        let banned = IMPURE.iter().find(|banned| is_under(&path, banned, "::"))?;
        let at_home = (file.path.as_str(), *banned) == THREADS;
        (!at_home).then(|| format!("`{}` is pure and names `{banned}`", LAYERS[layer]))
    })
}

fn libraries_at_home(files: &[Source]) -> Vec<Breach> {
    judge_paths(files, |file, mention| {
        let (library, homes) = HOMES.iter().find(|(name, _)| mention.path[0] == *name)?;
        let at_home = homes.iter().any(|home| is_under(&file.path, home, "/"));
        (!at_home).then(|| format!("only {} may name `{library}`", homes.join(" and ")))
    })
}

fn is_under(path: &str, ancestor: &str, separator: &str) -> bool {
    path.strip_prefix(ancestor).is_some_and(|rest| rest.is_empty() || rest.starts_with(separator))
}

fn strs(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}

fn short_and_finished(files: &[Source]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for Source { path, text } in files {
        let length = text.lines().count();
        if length >= MAX_LINES {
            let what = format!("{length} lines: a file has less than {MAX_LINES}");
            breaches.push(Breach::new(path, length, what));
        }
        for name in ["todo", "unimplemented"] {
            for line in calls(path, text, name) {
                breaches.push(Breach::new(path, line, format!("`{name}!` is not finished")));
            }
        }
        for (index, line) in text.lines().enumerate() {
            if let Some(mark) = unfinished_mark(line) {
                let what = format!("a comment says `{mark}`");
                breaches.push(Breach::new(path, index + 1, what));
            }
        }
    }
    breaches
}

/// The mark of unfinished work in this line's comment. Quoted, it is only spoken of.
fn unfinished_mark(line: &str) -> Option<&'static str> {
    let (code, comment) = line.split_once("//")?;
    if !(code.is_empty() || code.ends_with(' ')) {
        return None;
    }
    let marks = ["TODO", "FIXME", "XXX"];
    comment
        .split(|character: char| !(character.is_alphanumeric() || "`\"'".contains(character)))
        .find_map(|word| marks.into_iter().find(|mark| word.eq_ignore_ascii_case(mark)))
}

/// A file that no `mod` reaches is never compiled, and nobody notices: a rule of the generator
/// that never runs, a test that never fails.
fn all_declared(files: &[Source]) -> Vec<Breach> {
    let is_declared = |path: &str| {
        let inner = path.trim_end_matches(".rs").trim_end_matches("/mod");
        let Some((folder, name)) = inner.rsplit_once('/') else {
            return false;
        };
        let parents = ["mod.rs", "lib.rs", "main.rs"].map(|file| format!("{folder}/{file}"));
        let beside = format!("{folder}.rs");
        files
            .iter()
            .filter(|file| file.path == beside || parents.contains(&file.path))
            .any(|file| declared(&file.path, &file.text).iter().any(|module| module == name))
    };
    let is_root = |path: &str| path.ends_with("/lib.rs") || path.ends_with("/main.rs");
    files
        .iter()
        .filter(|file| !is_root(&file.path) && !is_declared(&file.path))
        .map(|file| Breach::new(&file.path, 1, "no `mod` declares this file"))
        .collect()
}

/// `files` are the migrations by path under `migrations/`, `list` is `migrations.b3`.
fn migration_breaches(files: &[Source], list: &str) -> Vec<Breach> {
    let listed: Vec<(&str, &str)> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once("  "))
        .collect();
    let mut breaches = Vec::new();
    for (number, file) in (1..).zip(files) {
        let path = &file.path;
        if !path.starts_with(&format!("{number:04}-")) {
            breaches.push(Breach::new(path, 1, format!("this should be migration {number:04}")));
        }
        let hash = blake3::hash(file.text.as_bytes()).to_hex().to_string();
        match listed.iter().find(|(_, name)| name == path) {
            None => {
                let what = format!("migrations.b3 lacks `unreleased  {path}`");
                breaches.push(Breach::new(path, 1, what));
            }
            Some((known, _)) if *known != "unreleased" && *known != hash => {
                let what = format!("changed since its release, now {hash}");
                breaches.push(Breach::new(path, 1, what));
            }
            Some(_) => {}
        }
    }
    for (_, name) in &listed {
        if !files.iter().any(|file| file.path == *name) {
            breaches.push(Breach::new(name, 1, "listed in migrations.b3, but gone"));
        }
    }
    breaches
}

/// The migrations that a released version still may edit, with the hashes that forbid it.
fn unfrozen(files: &[Source], list: &str) -> Vec<Breach> {
    let is_open = |path: &str| list.lines().any(|line| line == format!("unreleased  {path}"));
    files
        .iter()
        .filter(|file| is_open(&file.path))
        .map(|file| {
            let hash = blake3::hash(file.text.as_bytes()).to_hex();
            Breach::new(&file.path, 1, format!("released as `{hash}`: say so in migrations.b3"))
        })
        .collect()
}

/// The commands in the text of `recall --help`.
fn commands_of(help: &str) -> Vec<String> {
    help.lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .map(str::to_owned)
        .collect()
}

/// The commands that `readme` does not name as `recall COMMAND`.
fn unnamed(commands: &[String], readme: &str) -> Vec<String> {
    let words: Vec<&str> = readme
        .split(|character: char| !(character.is_alphanumeric() || character == '-'))
        .filter(|word| !word.is_empty())
        .collect();
    let is_named = |command: &String| words.windows(2).any(|pair| pair == ["recall", command]);
    commands.iter().filter(|command| !is_named(command)).cloned().collect()
}

/// Plants one breach for every rule, to show that the rule would see it.
mod planted {
    use super::*;

    #[track_caller]
    fn check(rule: fn(&[Source]) -> Vec<Breach>, path: &str, text: &str, expected: &[&str]) {
        let file = Source { path: path.to_owned(), text: text.to_owned() };
        let found: Vec<String> = rule(&[file]).iter().map(Breach::to_string).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_upward_use_is_found_however_it_is_written() {
        let breach = "src/notes/x.rs:2: `notes` uses `cli`, a lower layer";
        let find = |text: &str| check(layer_order, "src/notes/x.rs", text, &[breach]);
        find("\nuse crate::cli::Outcome;");
        find("use crate::{\ncli::Outcome, values::grade::Grade};");
        find("use crate::{values::{grade, ids::{self}},\ncli};");
        find("fn f() {\n let x = crate::cli::run(); }");
        find("\nuse super::super::cli;");
        find("mod inner {\n use super::super::super::cli::run; }");
        find("#[expect(x, reason = \"y\")]\nimpl From<crate::cli::A> for B {}");
    }

    #[test]
    fn a_downward_use_is_no_breach() {
        let text = "//! As `crate::cli::run` does.\n\
            use crate::{notes, values::grade::Grade};\n\
            use self::cli::x; // crate::cli\n\
            const TEXT: &str = \"crate::cli::run\";";
        check(layer_order, "src/notes/mod.rs", text, &[]);
        check(layer_order, "src/cli/mod.rs", "use crate::adapters::store::Store;", &[]);
    }

    #[test]
    fn an_adapter_that_uses_another_is_found() {
        let breach = "src/adapters/store/card.rs:1: adapter `store` uses adapter `anki`";
        for text in ["use crate::adapters::anki::html;", "use super::super::anki::html;"] {
            check(adapters_apart, "src/adapters/store/card.rs", text, &[breach]);
        }
        let style = "use crate::adapters::terminal::style::Role; use super::schema::X;";
        check(adapters_apart, "src/adapters/store/card.rs", style, &[]);
    }

    #[test]
    fn an_impure_layer_is_found() {
        let path = "src/learning/queue.rs";
        for (text, banned) in [
            ("use std::{collections::BTreeMap, fs::File};", "std::fs"),
            ("fn f() { std::env::args(); }", "std::env"),
            ("use std::time::{Duration, Instant};", "std::time::Instant"),
            ("use rand::Rng as _;", "rand"),
        ] {
            let breach = format!("{path}:1: `learning` is pure and names `{banned}`");
            check(purity, path, text, &[&breach]);
        }
        check(purity, path, "mod tests { use std::fs; }", &[]);
        check(purity, path, "use std::time::Duration; use rand_chacha::ChaCha8Rng;", &[]);
        check(purity, "src/adapters/clock.rs", "use std::time::Instant;", &[]);
        check(purity, "src/notes/spread.rs", "use std::thread;", &[]);
    }

    #[test]
    fn a_library_away_from_home_is_found() {
        let breach = "src/cli/due.rs:1: only src/adapters/store and src/adapters/anki may name \
            `rusqlite`";
        check(libraries_at_home, "src/cli/due.rs", "use rusqlite::Connection;", &[breach]);
        check(libraries_at_home, "src/cli/due.rs", "use rusqlite as sql;", &[breach]);
        check(libraries_at_home, "src/adapters/store/mod.rs", "use rusqlite::Connection;", &[]);
        let breach = "src/values/time_zone.rs:1: only src/values/time.rs and \
            src/adapters/clock.rs may name `chrono`";
        check(libraries_at_home, "src/values/time_zone.rs", "type Z = chrono::Utc;", &[breach]);
    }

    #[test]
    fn a_long_or_unfinished_file_is_found() {
        let rule = short_and_finished;
        let long = "\n".repeat(800);
        check(rule, "src/a.rs", &long, &["src/a.rs:800: 800 lines: a file has less than 800"]);
        // Spelled so that this file does not breach the rule itself.
        let text = "fn f() {\n    todo!()\n} // fix\u{6d}e: the rest";
        let found = ["src/a.rs:2: `todo!` is not finished", "src/a.rs:3: a comment says `FIXME`"];
        check(rule, "src/a.rs", text, &found);
        check(rule, "src/a.rs", "/// Skips lines with `TODO`.\nconst MARK: &str = \"TODO\";", &[]);
    }

    #[test]
    fn a_file_that_no_module_declares_is_found() {
        let file = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
        let rules = "src/cards/generate/rules";
        let files = [
            file("src/lib.rs", "pub mod cards;"),
            file("src/cards/mod.rs", "mod generate;"),
            file("src/cards/generate/mod.rs", "mod rules;"),
            file(&format!("{rules}/mod.rs"), "mod r03_talk; // mod r04_role;"),
            file(&format!("{rules}/r03_talk.rs"), ""),
            file(&format!("{rules}/r04_role.rs"), ""),
        ];
        let found: Vec<String> = all_declared(&files).iter().map(Breach::to_string).collect();
        assert_eq!(found, [format!("{rules}/r04_role.rs:1: no `mod` declares this file")]);
    }

    #[test]
    fn a_gap_or_a_change_in_the_migrations_is_found() {
        let file = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
        let files = [
            file("0001-initial/up.sql", "abc"),
            file("0002-tags/up.sql", "changed"),
            file("0004-more/up.sql", ""),
        ];
        // The first hash is that of `abc`, as b3sum prints it.
        let list = "# comment\n\
            6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85  \
            0001-initial/up.sql\n\
            6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85  0002-tags/up.sql\n\
            unreleased  0004-more/up.sql\n\
            unreleased  0005-gone/up.sql\n";
        let found: Vec<String> =
            migration_breaches(&files, list).iter().map(|breach| breach.path.clone()).collect();
        assert_eq!(found, ["0002-tags/up.sql", "0004-more/up.sql", "0005-gone/up.sql"]);
        assert_eq!(migration_breaches(&files[..1], "").len(), 1);
        assert_eq!(unfrozen(&files, list).len(), 1);
    }

    #[test]
    fn a_command_that_the_readme_forgot_is_found() {
        let help = "Usage: recall\n\nCommands:\n  due     Count\n          and more\n  \
            export  Write\n  help    Print\n\nOptions:\n  --db";
        let commands = commands_of(help);
        assert_eq!(commands, ["due", "export"]);
        assert_eq!(unnamed(&commands, "Run `recall due` to export."), ["export"]);
    }
}
