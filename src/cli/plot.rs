//! Bars of characters, for numbers that stand beside them: the bar only helps the eye.

use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::cli::failure::Failure;
use crate::cli::output::Ui;

/// What stands between the numbers and the bar.
const GAP: &str = "  ";
/// The widest bar.
const WIDEST: usize = 40;
const EIGHTHS: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// Prints numbers with a bar for one of them behind, where `most` is the largest.
pub(super) fn row(ui: &Ui, numbers: &str, number: u64, most: u64) -> Result<(), Failure> {
    let bar = bar(number, most, ui.width(), numbers.chars().count() + GAP.len());
    let mut line = Line::of(Role::Text, numbers);
    if !bar.is_empty() {
        line.push(Role::Text, GAP);
        line.push(Role::Due, &bar);
    }
    ui.line(line.painted(ui.palette()))
}

/// A bar for a number where `most` is the largest, on what is left of a line of `columns` after
/// `used`. Whatever is not nothing can be seen.
fn bar(number: u64, most: u64, columns: usize, used: usize) -> String {
    let room = columns.saturating_sub(used).min(WIDEST);
    let eighths = u64::try_from(room * 8).unwrap_or(0);
    let length = (number * eighths).checked_div(most).unwrap_or(0).max(u64::from(number > 0));
    let length = usize::try_from(length).unwrap_or(0).min(room * 8);
    let mut bar = "█".repeat(length / 8);
    if length % 8 > 0 {
        bar.push(EIGHTHS[length % 8]);
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_number_and_fits() {
        let bars = [0, 1, 40, 80].map(|number| bar(number, 80, 30, 20));
        assert_eq!(bars, ["", "▏", "█████", "██████████"]);
        assert_eq!(bar(1, 1_000_000, 80, 10), "▏");
        assert_eq!(bar(9, 9, 20, 40), "");
        assert_eq!(bar(0, 0, 80, 0), "");
    }
}
