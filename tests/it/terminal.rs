//! recall in a pseudo-terminal, seen as a person sees it: by what stands on the screen.

use crate::support::Recall;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read as _, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long any test may wait for all it waits for: far more than it takes.
const PATIENCE: Duration = Duration::from_mins(1);

/// A terminal with recall running in it.
pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    raw: Vec<u8>,
    deadline: Instant,
    settings_before: String,
}

impl Terminal {
    /// Starts recall in a terminal of this size.
    pub(crate) fn start(recall: &Recall, arguments: &[&str], size: (u16, u16)) -> Self {
        Self::start_with(recall, arguments, size, &[])
    }

    /// The same, with these variables in the environment.
    pub(crate) fn start_with(
        recall: &Recall,
        arguments: &[&str],
        (columns, rows): (u16, u16),
        environment: &[(&str, &str)],
    ) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_recall"));
        command.args(arguments);
        Self::spawn(recall, command, (columns, rows), environment)
    }

    /// Starts a shell with job control in a terminal, on a script that can call `recall`.
    pub(crate) fn shell(recall: &Recall, script: &str) -> Self {
        let programs = Path::new(env!("CARGO_BIN_EXE_recall")).parent().unwrap();
        let path = format!("{}:/usr/bin:/bin", programs.display());
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-m", "-c", script]);
        Self::spawn(recall, command, (80, 24), &[("PATH", &path)])
    }

    fn spawn(
        recall: &Recall,
        mut command: CommandBuilder,
        (columns, rows): (u16, u16),
        environment: &[(&str, &str)],
    ) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let settings_before = settings(&*pair.master);
        command.env_clear();
        command.cwd(recall.path(""));
        for (name, value) in recall.environment() {
            if name != "COLUMNS" {
                command.env(name, value);
            }
        }
        command.env("TERM", "xterm-256color");
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        let screen = vt100::Parser::new(at_least_one(rows), at_least_one(columns), 0);
        #[expect(clippy::disallowed_methods, reason = "how long a test waits at most")]
        let deadline = Instant::now() + PATIENCE;
        let master = pair.master;
        Self { master, child, keyboard, output, screen, raw: Vec::new(), deadline, settings_before }
    }

    /// Types these characters.
    pub(crate) fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Waits until this stands on the screen.
    #[track_caller]
    pub(crate) fn see(&mut self, text: &str) {
        self.wait_until(text, |screen| screen.contains(text));
    }

    /// Waits until nothing but this stands on the screen, blank lines at its end aside.
    #[track_caller]
    pub(crate) fn see_screen(&mut self, text: &str) {
        self.wait_until(text, |screen| {
            let lines = screen.lines().map(str::trim_end);
            lines.collect::<Vec<_>>().join("\n").trim_end() == text
        });
    }

    /// Waits until this is so of the screen.
    #[track_caller]
    pub(crate) fn wait_until(&mut self, what: &str, is_so: impl Fn(&str) -> bool) {
        while !is_so(&self.text()) {
            if let Err(error) = self.take_output() {
                panic!("waited for `{what}`: {error}; the screen:\n{}", self.text());
            }
        }
    }

    fn take_output(&mut self) -> Result<(), RecvTimeoutError> {
        #[expect(clippy::disallowed_methods, reason = "how long a test waits at most")]
        let patience = self.deadline.saturating_duration_since(Instant::now());
        let bytes = self.output.recv_timeout(patience)?;
        self.screen.process(&bytes);
        self.raw.extend(bytes);
        Ok(())
    }

    /// What stands on the screen.
    pub(crate) fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// The screen as a terminal understood it.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// Every byte that recall wrote.
    pub(crate) fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.screen.screen_mut().set_size(at_least_one(rows), at_least_one(columns));
        self.master.resize(size).unwrap();
    }

    /// Whether the terminal's own settings, such as echo, are as before recall started.
    pub(crate) fn is_as_before(&self) -> bool {
        settings(&*self.master) == self.settings_before
    }

    /// Sends recall a signal, such as `TERM`.
    pub(crate) fn signal(&self, name: &str) {
        let process = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args(["-s", name, &process]).status().unwrap().success());
    }

    /// Waits for recall to end, with all it said, and gives its exit code.
    #[track_caller]
    pub(crate) fn end(&mut self) -> u32 {
        loop {
            match self.take_output() {
                Ok(()) => {}
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    panic!("recall did not end; the screen:\n{}", self.text())
                }
            }
        }
        self.child.wait().unwrap().exit_code()
    }
}

fn settings(terminal: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", terminal.get_termios().unwrap().local_flags)
}

fn at_least_one(length: u16) -> NonZero<u16> {
    NonZero::new(length).unwrap()
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A test that failed leaves nothing running.
        let _ended = self.child.kill();
    }
}
