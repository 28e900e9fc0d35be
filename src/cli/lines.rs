//! What commands that talk line by line share: reading lines, telling a text.

use crate::adapters::terminal::lines::{Lines, Said};
use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::cli::failure::Failure;
use crate::cli::output::Ui;
use crate::cli::stage::Ending;
use crate::render::markdown::{Links, lines};

/// Reads line by line until `answer` says that it is over, the input ends, or a signal ends it.
pub(super) fn hold(
    ui: &Ui,
    mut answer: impl FnMut(&str) -> Result<bool, Failure>,
) -> Result<Ending, Failure> {
    let unusable = |error| Failure::user("standard input cannot be read").caused_by(&error);
    let mut lines = Lines::listen().map_err(unusable)?;
    loop {
        match lines.wait() {
            Said::Line(line) if answer(line.trim())? => {}
            Said::Line(_) | Said::Nothing => return Ok(Ending::Left),
            Said::Closed => return Ok(Ending::Gone),
            Said::Ended => {
                // The terminal shows `^C` where the line stopped.
                ui.line("")?;
                return Ok(Ending::Interrupted);
            }
        }
    }
}

/// A label and its text; further lines follow as they are.
pub(super) fn tell(ui: &Ui, label: &str, text: &[String]) -> Result<(), Failure> {
    let mut text = text.iter().filter(|line| !line.is_empty());
    ui.words(format!("{label}: {}", text.next().map_or("", String::as_str)))?;
    text.try_for_each(|line| ui.words(line))
}

/// The Markdown as plain lines, none broken.
pub(super) fn unwrapped(markdown: &str, links: Links) -> Vec<String> {
    lines(markdown, Role::Text, links, usize::MAX).iter().map(Line::plain).collect()
}

/// The text with a capital first.
pub(super) fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}
