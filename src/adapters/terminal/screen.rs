//! The whole screen while a review has it: raw keys, the other screen, no cursor; and the
//! terminal given back as it was, however the review ends.

use crate::adapters::terminal::picture::{Easel, Placed};
use crate::adapters::terminal::style::Palette;
use crate::adapters::terminal::text::Line;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use std::io::{self, Write as _};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the terminal is ours now. One for the process, as the terminal is.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The size that is assumed of a terminal that does not say.
const USUAL_SIZE: (u16, u16) = (80, 24);

/// The terminal's screen, ours until dropped.
#[derive(Debug)]
pub struct Screen {
    palette: Palette,
    easel: Option<Easel>,
}

impl Screen {
    /// Takes the terminal: raw keys, the other screen, no cursor.
    pub fn take(palette: Palette) -> io::Result<Self> {
        give_back_on_panic();
        take()?;
        Ok(Self { palette, easel: palette.pictures().map(Easel::new) })
    }

    /// Columns and rows.
    pub fn size(&self) -> (usize, usize) {
        let (columns, rows) = crate::adapters::terminal::size().unwrap_or(USUAL_SIZE);
        (usize::from(columns), usize::from(rows))
    }

    /// Shows these lines and pictures and nothing else. Lines that have no room are left out.
    pub fn draw(&mut self, lines: &[Line], pictures: &[Placed]) -> io::Result<()> {
        let (columns, rows) = self.size();
        let mut out = Vec::new();
        queue!(out, BeginSynchronizedUpdate, MoveTo(0, 0))?;
        for (row, line) in lines.iter().take(rows).enumerate() {
            if row > 0 {
                // Raw mode leaves the carriage to us.
                write!(out, "\r\n")?;
            }
            let text = line.cut(columns).painted(self.palette);
            // Cleared before the text: after a full line the cursor still stands on its last
            // column, and clearing there would take a character away.
            queue!(out, Clear(ClearType::UntilNewLine))?;
            write!(out, "{text}")?;
        }
        if lines.len() < rows {
            if !lines.is_empty() {
                write!(out, "\r\n")?;
            }
            queue!(out, Clear(ClearType::FromCursorDown))?;
        }
        if let Some(easel) = &mut self.easel {
            easel.show(pictures, &mut out)?;
        }
        queue!(out, EndSynchronizedUpdate)?;
        let mut terminal = io::stdout().lock();
        terminal.write_all(&out)?;
        terminal.flush()
    }

    /// Gives the terminal to another program while `work` runs it, and takes it again.
    pub fn lend<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        let done = work();
        self.take_again()?;
        Ok(done)
    }

    /// Stops the program as Ctrl-Z does, and takes the terminal again when it goes on.
    pub fn suspend(&mut self) -> io::Result<()> {
        give_back();
        #[cfg(unix)]
        signal_hook::low_level::raise(signal_hook::consts::SIGTSTP)?;
        self.take_again()
    }

    fn take_again(&mut self) -> io::Result<()> {
        if let Some(easel) = &mut self.easel {
            easel.forget();
        }
        take()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    let taken = enable_raw_mode().and_then(|()| {
        let mut out = io::stdout().lock();
        queue!(out, EnterAlternateScreen, Hide, Clear(ClearType::All))?;
        out.flush()
    });
    if taken.is_err() {
        give_back();
    }
    taken
}

/// Gives the terminal back, once.
fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout().lock();
    // A terminal that is gone needs nothing back.
    let _gone = queue!(out, EndSynchronizedUpdate, Show, LeaveAlternateScreen);
    let _gone = out.flush();
    let _gone = disable_raw_mode();
}

/// Gives the terminal back before a panic is reported, so that the report can be read.
fn give_back_on_panic() {
    static HOOKED: Once = Once::new();
    HOOKED.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            report(panic);
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
    use std::io::Read as _;

    /// Stands in for a review with a bug. The test below runs it in a terminal of its own.
    #[test]
    #[ignore = "panics, and needs a terminal"]
    fn a_bug_on_the_screen() {
        let mut screen = Screen::take(Palette::new(false)).unwrap();
        screen.draw(&[], &[]).unwrap();
        panic!("a bug");
    }

    #[test]
    fn a_panic_gives_the_terminal_back_and_can_be_read() {
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let settings = |of: &dyn MasterPty| format!("{:?}", of.get_termios().unwrap().local_flags);
        let before = settings(&*pair.master);
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        let name = module_path!().split_once("::").unwrap().1;
        let test = format!("{name}::a_bug_on_the_screen");
        command.args(["--ignored", "--exact", "--nocapture", &test]);
        command.env("RUST_BACKTRACE", "0");
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (mut said, mut buffer) = (Vec::new(), [0; 4096]);
        let mut reader = pair.master.try_clone_reader().unwrap();
        while let Ok(length @ 1..) = reader.read(&mut buffer) {
            said.extend_from_slice(&buffer[..length]);
        }
        assert!(!child.wait().unwrap().success());
        assert_eq!(settings(&*pair.master), before, "the shell would be left without echo");
        let mut terminal = vt100::Parser::default();
        let taken = said.windows(8).position(|bytes| bytes == b"\x1b[?1049h").unwrap();
        terminal.process(&said[..taken + 8]);
        assert!(terminal.screen().alternate_screen(), "it never took the screen");
        terminal.process(&said[taken + 8..]);
        let screen = terminal.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor());
        assert!(screen.contents().contains("a bug"), "{}", screen.contents());
    }
}
