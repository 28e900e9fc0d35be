//! The terminal: its size, its keys, its colours. The only place that names crossterm.

pub mod keys;
pub mod link;
pub mod screen;
pub mod style;
pub mod text;
pub mod theme;

/// Columns and rows of the terminal, if there is one.
pub fn size() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok().filter(|(columns, _)| *columns > 0)
}
