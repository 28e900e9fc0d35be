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
