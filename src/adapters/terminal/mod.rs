//! The terminal: its size, its keys, its colours. The only place that names crossterm.

pub mod keys;
pub mod lines;
pub mod link;
pub mod picture;
pub mod screen;
pub mod signals;
pub mod style;
pub mod text;
pub mod theme;
mod wishes;

/// Width and height of a cell in pixels, where the terminal says.
pub fn cell() -> Option<(usize, usize)> {
    let size = crossterm::terminal::window_size().ok()?;
    let cell = |pixels: u16, cells: u16| {
        Some(usize::from(pixels.checked_div(cells)?)).filter(|size| *size > 0)
    };
    Some((cell(size.width, size.columns)?, cell(size.height, size.rows)?))
}

/// Columns and rows of the terminal, if there is one.
pub fn size() -> Option<(u16, u16)> {
    asked_size().filter(|(columns, _)| *columns > 0)
}

/// What the terminal itself says. Where there is none, crossterm's `size` would start `tput`
/// twice, which takes longer than most commands.
#[cfg(unix)]
fn asked_size() -> Option<(u16, u16)> {
    let size = crossterm::terminal::window_size().ok()?;
    Some((size.columns, size.rows))
}

#[cfg(not(unix))]
fn asked_size() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok()
}
