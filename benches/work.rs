//! What the measurements of `run.sh` need: notes by the thousand, and a floor to measure beside.
//!
//! `work notes FILES FOLDER` writes notes in the manner of a conference, about 20 cards a file;
//! `work long BYTES FILE` one note of that size; `work edit FOLDER` changes a line of one file;
//! `work touch FILE` every second line with a card;
//! `work floor FOLDER DB` is the least that an import can do: every file parsed as Markdown and
//! one prepared insert a card, in one transaction. `work cards CARDS PERMILLE DAY DB` makes a
//! collection of so many cards of which so many in a thousand are due on that study day; and
//! `work due DB DAY` is the least that answering "what is due" can do: one indexed query.

#[path = "work/collection.rs"]
mod collection;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Headings of a file, each with one definition, from which two cards come.
const THINGS: usize = 10;

const KINDS: &[&str] =
    &["library", "profiler", "compiler", "linter", "database", "scheduler", "parser", "service"];
const QUALITIES: &[&str] =
    &["small", "fast", "hosted", "typed", "lazy", "portable", "simple", "modular", "embedded"];
const DEEDS: &[&str] = &[
    "storing", "sorting", "packing", "tracing", "merging", "routing", "caching", "testing",
    "signing", "drawing", "watching", "moving",
];
const OBJECTS: &[&str] = &[
    "log lines",
    "time series",
    "web forms",
    "map tiles",
    "build steps",
    "mail queues",
    "sensor data",
    "song lists",
    "bank records",
    "source trees",
    "shell scripts",
    "game states",
];
const PLACES: &[&str] = &[
    "in memory",
    "across machines",
    "on small devices",
    "behind a proxy",
    "at night",
    "without a server",
    "over slow links",
    "in one process",
    "from the browser",
    "by hand",
];
const ASIDES: &[&str] = &[
    "the room was full and people asked about the price of it twice",
    "there was a demo with three terminals and a coffee machine",
    "somebody from the audience had seen the very same thing at work last year",
    "the slides went by quickly here and the part on memory was skipped",
    "more on that in the second half, after the break and the group photo",
    "we tried it in the evening and it did what was said on stage",
    "questions were about old versions, mostly, and about who looks after them now",
    "he showed a plot of the last two weeks and a long list of open points",
];
const SYLLABLES: &[&str] = &[
    "ba", "co", "du", "fe", "gi", "ka", "lo", "mu", "ne", "pi", "qua", "ro", "su", "te", "vi", "zo",
];

/// A linear congruential generator (Knuth, MMIX): the same notes on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    fn pick(&mut self, list: &[&'static str]) -> &'static str {
        list[self.below(list.len())]
    }
}

/// A name that no other number has.
fn name(mut number: usize) -> String {
    let mut name = String::new();
    while number > 0 || name.len() < 6 {
        name.push_str(SYLLABLES[number % SYLLABLES.len()]);
        number /= SYLLABLES.len();
    }
    name
}

/// What something is for, in words of its own: hardly two things are said to be for the same.
fn said(dice: &mut Dice) -> String {
    let (own, other) = (name(dice.below(9000)), name(dice.below(9000)));
    format!("{} {own} {} {} {other}", dice.pick(DEEDS), dice.pick(OBJECTS), dice.pick(PLACES))
}

fn thing(dice: &mut Dice, number: usize, out: &mut String) {
    let (quality, kind) = (dice.pick(QUALITIES), dice.pick(KINDS));
    let _infallible =
        write!(out, "### {}\n\n- A {quality} {kind} for {}\n", name(number + 9000), said(dice));
    for _ in 0..dice.below(4) {
        let (first, second) = (dice.pick(ASIDES), dice.pick(ASIDES));
        let _infallible = writeln!(out, "- {first}, `{}` **{}**, {second}", said(dice), said(dice));
    }
    out.push('\n');
}

fn note(file: usize) -> String {
    let mut dice = Dice(file as u64 + 1);
    let mut out = format!("# Conference {file}\n\n## Tools\n\n");
    for at in 0..THINGS {
        thing(&mut dice, file * THINGS + at, &mut out);
    }
    out
}

fn notes(files: usize, folder: &Path) -> Result<(), Box<dyn Error>> {
    for file in 0..files {
        let day = folder.join(format!("day-{}", file / 100));
        fs::create_dir_all(&day)?;
        fs::write(day.join(format!("talk-{file}.md")), note(file))?;
    }
    Ok(())
}

fn long(bytes: usize, file: &Path) -> Result<(), Box<dyn Error>> {
    let (mut text, mut number) = ("# Long\n\n## Tools\n\n".to_owned(), 0);
    let mut dice = Dice(1);
    while text.len() < bytes {
        thing(&mut dice, number, &mut text);
        number += 1;
    }
    Ok(fs::write(file, text)?)
}

fn edit(folder: &Path) -> Result<(), Box<dyn Error>> {
    let file = folder.join("day-0/talk-0.md");
    let text = fs::read_to_string(&file)?;
    Ok(fs::write(file, text.replacen("- A ", "- A truly ", 1))?)
}

/// What people do to a line: a word more, here or there, and a slip.
const TOUCHES: [(&str, &str); 2] = [("- A ", "- A truly "), (" for ", " fro ")];

fn touch(file: &Path) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(file)?;
    let mut seen = 0;
    let mut touched = String::new();
    for line in text.lines() {
        seen += usize::from(line.starts_with("- A "));
        let (before, after) = TOUCHES[seen / 2 % TOUCHES.len()];
        let is_touched = line.starts_with("- A ") && seen % 2 == 0;
        let line = if is_touched { line.replacen(before, after, 1) } else { line.to_owned() };
        writeln!(touched, "{line}")?;
    }
    Ok(fs::write(file, touched)?)
}

fn floor(folder: &Path, database: &Path) -> Result<(), Box<dyn Error>> {
    let mut connection = rusqlite::Connection::open(database)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.execute_batch(
        "CREATE TABLE cards (id INTEGER PRIMARY KEY, question TEXT, answer TEXT, context TEXT)",
    )?;
    let change = connection.transaction()?;
    let mut insert =
        change.prepare("INSERT INTO cards (question, answer, context) VALUES (?1, ?2, ?3)")?;
    for day in fs::read_dir(folder)? {
        for file in fs::read_dir(day?.path())? {
            let text = fs::read_to_string(file?.path())?;
            let mut seen = 0;
            let mut answers = Vec::new();
            for event in pulldown_cmark::Parser::new(&text) {
                let pulldown_cmark::Event::Text(words) = event else { continue };
                seen += words.len();
                if words.starts_with("A ") {
                    answers.push(words);
                }
            }
            for answer in &answers {
                insert.execute((format!("What is it? {seen}"), &**answer, "Conference"))?;
                insert.execute((&**answer, "What is it?", "Conference"))?;
            }
        }
    }
    drop(insert);
    Ok(change.commit()?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["notes", files, folder] => notes(files.parse()?, Path::new(folder)),
        ["long", bytes, file] => long(bytes.parse()?, Path::new(file)),
        ["touch", file] => touch(Path::new(file)),
        ["edit", folder] => edit(Path::new(folder)),
        ["cards", cards, due, today, database] => {
            let (cards, due_permille) = (cards.parse()?, due.parse()?);
            let plan = collection::Plan { cards, due_permille, today: today.parse()? };
            collection::make(&plan, Path::new(database))
        }
        ["due", database, today] => collection::due(Path::new(database), today.parse()?),
        ["floor", folder, database] => floor(Path::new(folder), Path::new(database)),
        // `cargo bench` without arguments: benches/run.sh says what to measure.
        _ => Ok(()),
    }
}
