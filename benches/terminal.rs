//! How long a learner waits: `terminal RECALL CARDS` starts a review with this binary in a
//! pseudo-terminal, on the database that `RECALL_DB` names, and grades so many cards. Printed are
//! the time to the first card on the screen, and from each key to what it shows, in milliseconds.

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::error::Error;
use std::io::{Read as _, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const COLUMNS: u16 = 80;
const ROWS: u16 = 24;
/// How long a screen is waited for.
const PATIENCE: Duration = Duration::from_mins(1);

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [recall, cards] = arguments.as_slice() else {
        // Called by `cargo test --benches` or without saying what to measure.
        return Ok(());
    };
    let cards: usize = cards.parse()?;
    let start = now();
    let mut terminal = Terminal::start(recall, cards + 1)?;
    terminal.wait_for(|screen| screen.contains("1 of "))?;
    print("first card on the screen", &mut [start.elapsed()]);
    let (mut shown, mut graded) = (Vec::new(), Vec::new());
    for card in 2..=cards + 1 {
        shown.push(terminal.press(" ", |screen| screen.contains("1 again"))?);
        let next = format!(" {card} of ");
        graded.push(terminal.press("3", |screen| screen.contains(&next))?);
    }
    print("Space to the answer", &mut shown);
    print("3 to the next card, on disk before", &mut graded);
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "time is what is measured")]
fn now() -> Instant {
    Instant::now()
}

#[expect(clippy::print_stdout, reason = "the result")]
fn print(what: &str, times: &mut [Duration]) {
    times.sort();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1000.0;
    println!("{what:46} {:>9.2} ms  ({:.2}-{:.2}, 99 % {:.2})", at(50), at(0), at(100), at(99));
}

/// A terminal with a review in it.
struct Terminal {
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// Kept, or the terminal would be gone.
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

impl Terminal {
    /// Starts a review of so many cards that are due, or else new.
    fn start(recall: &str, cards: usize) -> Outcome<Self> {
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::new(recall);
        let cards = cards.to_string();
        command.args(["review", "--new", &cards, "--limit", &cards]);
        command.env("TERM", "xterm-256color");
        command.env_remove("COLUMNS");
        pair.slave.spawn_command(command)?;
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader()?;
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keyboard = pair.master.take_writer()?;
        let rows = ROWS.try_into()?;
        let screen = vt100::Parser::new(rows, COLUMNS.try_into()?, 0);
        Ok(Self { keyboard, output, screen, _master: pair.master })
    }

    /// Types a key and waits for what it shows; gives how long that took.
    fn press(&mut self, key: &str, is_shown: impl Fn(&str) -> bool) -> Outcome<Duration> {
        let start = now();
        self.keyboard.write_all(key.as_bytes())?;
        self.keyboard.flush()?;
        self.wait_for(is_shown)?;
        Ok(start.elapsed())
    }

    fn wait_for(&mut self, is_shown: impl Fn(&str) -> bool) -> Outcome<()> {
        while !is_shown(&self.screen.screen().contents()) {
            let bytes = self.output.recv_timeout(PATIENCE).map_err(|error| {
                format!("{error}; the screen:\n{}", self.screen.screen().contents())
            })?;
            self.screen.process(&bytes);
        }
        Ok(())
    }
}
