//! What commands that talk line by line share: reading a line, telling a text.

use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::cli::failure::Failure;
use crate::cli::output::Ui;
use crate::render::markdown::{Links, lines};
use std::io::{BufRead as _, Read as _};

/// The longest line that is read, in bytes: no word of ours is longer.
const LONGEST_LINE: u64 = 4096;

/// The next line, or `None` at the end of the input or where it cannot be read.
pub(super) fn read_line() -> Option<String> {
    let mut line = Vec::new();
    let mut input = std::io::stdin().lock();
    let read = input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line).ok()?;
    (read > 0).then(|| String::from_utf8_lossy(&line).into_owned())
}

/// A label and its text; further lines follow as they are.
pub(super) fn tell(ui: &Ui, label: &str, text: &[String]) -> Result<(), Failure> {
    let mut text = text.iter().filter(|line| !line.is_empty());
    ui.line(format!("{label}: {}", text.next().map_or("", String::as_str)))?;
    text.try_for_each(|line| ui.line(line))
}

/// The Markdown as plain lines, none broken.
pub(super) fn unwrapped(markdown: &str, links: Links) -> Vec<String> {
    lines(markdown, Role::Text, links, usize::MAX).iter().map(Line::plain).collect()
}

/// The text with a capital first, unless it starts with a word that is typed.
pub(super) fn capitalised(text: &str, as_it_is: bool) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) if !as_it_is => first.to_uppercase().chain(characters).collect(),
        _ => text.to_owned(),
    }
}
