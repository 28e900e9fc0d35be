//! Styled text as data: what the renderer makes and the terminal paints.

use crate::adapters::terminal::style::{Palette, Role};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr;

/// A piece of text in one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// How it looks.
    pub role: Role,
    /// What it says, without control characters.
    pub text: String,
}

impl Span {
    /// A piece of text in this role.
    pub fn new(role: Role, text: impl Into<String>) -> Self {
        Self { role, text: text.into() }
    }
}

/// One line of styled text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(Vec<Span>);

impl Line {
    /// A line of nothing.
    pub const fn empty() -> Self {
        Self(Vec::new())
    }

    /// A line in one role.
    pub fn of(role: Role, text: impl Into<String>) -> Self {
        let text = text.into();
        Self(if text.is_empty() { Vec::new() } else { vec![Span { role, text }] })
    }

    /// The line's pieces.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// Adds text at the end, joined to the last piece where that has the same role.
    pub fn push(&mut self, role: Role, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if last.role == role => last.text.push_str(text),
            _ => self.0.push(Span::new(role, text)),
        }
    }

    /// Adds another line's pieces at the end.
    pub fn append(&mut self, other: &Self) {
        for span in &other.0 {
            self.push(span.role, &span.text);
        }
    }

    /// The line set in by this many columns.
    #[must_use]
    pub fn indented(&self, columns: usize) -> Self {
        let mut line = Self::of(Role::Text, " ".repeat(columns));
        line.append(self);
        line
    }

    /// The text without its roles.
    pub fn plain(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }

    /// The columns it takes.
    pub fn width(&self) -> usize {
        self.0.iter().map(|span| width(&span.text)).sum()
    }

    /// The text as its roles look.
    pub fn painted(&self, palette: Palette) -> String {
        self.0.iter().map(|span| palette.paint(span.role, &span.text)).collect()
    }

    /// The line cut to this many columns, with `…` where something was cut off.
    #[must_use]
    pub fn cut(&self, columns: usize) -> Self {
        if self.width() <= columns {
            return self.clone();
        }
        let Some(room) = columns.checked_sub(1) else {
            return Self::empty();
        };
        let clusters = self
            .0
            .iter()
            .flat_map(|span| span.text.graphemes(true).map(move |cluster| (span.role, cluster)));
        let mut line = Self::empty();
        let mut used = 0;
        for (role, cluster) in clusters {
            used += width(cluster);
            if used > room {
                line.push(role, "…");
                break;
            }
            line.push(role, cluster);
        }
        line
    }
}

/// The columns that a text takes, measured a grapheme cluster at a time: as it is wrapped.
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_line_fits_and_says_that_it_was_cut() {
        let line = Line::of(Role::Text, "漢字かな");
        assert_eq!(line.cut(8), line);
        assert_eq!(line.cut(7).plain(), "漢字か…");
        assert_eq!(line.cut(6).plain(), "漢字…");
    }

    #[test]
    fn neighbours_of_one_role_are_one_piece() {
        let mut line = Line::of(Role::Code, "a");
        line.push(Role::Code, "b");
        line.push(Role::Text, "c");
        assert_eq!(line.spans().len(), 2);
    }
}
