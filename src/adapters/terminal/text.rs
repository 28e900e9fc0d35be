//! Styled text as data: what the renderer makes and the terminal paints.

use crate::adapters::terminal::link::{self, Link};
use crate::adapters::terminal::style::{Look, Palette, Role};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr;

/// A piece of text in one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// How it looks.
    pub look: Look,
    /// Where it leads.
    pub link: Option<Link>,
    /// What it says, without control characters.
    pub text: String,
}

impl Span {
    /// A piece of text in this look that leads nowhere.
    pub fn new(look: impl Into<Look>, text: impl Into<String>) -> Self {
        Self { look: look.into(), link: None, text: text.into() }
    }

    /// Another text that looks alike and leads to the same place.
    #[must_use]
    pub fn like(&self, text: impl Into<String>) -> Self {
        Self { look: self.look, link: self.link.clone(), text: text.into() }
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

    /// A line in one look.
    pub fn of(look: impl Into<Look>, text: impl Into<String>) -> Self {
        let span = Span::new(look, text);
        Self(if span.text.is_empty() { Vec::new() } else { vec![span] })
    }

    /// The line's pieces.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// Adds text at the end, joined to the last piece where that looks the same.
    pub fn push(&mut self, look: impl Into<Look>, text: &str) {
        self.add(look.into(), None, text);
    }

    /// Adds text that looks as this piece does and leads where it does.
    pub fn push_like(&mut self, span: &Span, text: &str) {
        self.add(span.look, span.link.as_ref(), text);
    }

    fn add(&mut self, look: Look, link: Option<&Link>, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if last.look == look && last.link.as_ref() == link => {
                last.text.push_str(text);
            }
            _ => self.0.push(Span { look, link: link.cloned(), text: text.to_owned() }),
        }
    }

    /// Adds another line's pieces at the end.
    pub fn append(&mut self, other: &Self) {
        for span in &other.0 {
            self.push_like(span, &span.text);
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

    /// The text as its roles look, and links that can be followed where the terminal can.
    pub fn painted(&self, palette: Palette) -> String {
        let mut text = String::new();
        for run in self.0.chunk_by(|one, next| one.link == next.link) {
            let painted: String =
                run.iter().map(|span| palette.paint(span.look, &span.text)).collect();
            match run.first().and_then(|span| span.link.as_ref()) {
                Some(link) if palette.has_links() => text.push_str(&link::leading(link, &painted)),
                _ => text.push_str(&painted),
            }
        }
        text
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
        let clusters =
            self.0.iter().flat_map(|span| span.text.graphemes(true).map(move |text| (span, text)));
        let mut line = Self::empty();
        let mut used = 0;
        for (span, cluster) in clusters {
            used += width(cluster);
            if used > room {
                line.push(span.look, "…");
                break;
            }
            line.push_like(span, cluster);
        }
        line
    }
}

/// The columns that a text takes, measured a grapheme cluster at a time: as it is wrapped.
pub fn width(text: &str) -> usize {
    if is_of_single_columns(text) {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Whether each byte of the text is a cluster of its own and takes one column.
pub fn is_of_single_columns(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ')
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
    fn a_link_is_one_across_its_pieces_and_left_out_where_there_are_none() {
        let target = Link::to("https://x.org/").unwrap();
        let linked =
            |look: Look, text: &str| Span { link: Some(target.clone()), ..Span::new(look, text) };
        let mut line = Line::of(Role::Text, "see ");
        line.push_like(&linked(Role::Text.into(), "a "), "a ");
        line.push_like(&linked(Role::Code.into(), "b"), "b");
        let plain = Palette::new(false);
        assert_eq!(line.painted(plain), "see a b");
        let shown = line.painted(plain.with_links(true));
        let (before, after) = shown.split_once("https://x.org/").unwrap();
        assert!(before.starts_with("see \u{1b}]8;id="), "{before:?}");
        assert_eq!(after, "\u{1b}\\a b\u{1b}]8;;\u{1b}\\");
    }

    #[test]
    fn neighbours_of_one_role_are_one_piece() {
        let mut line = Line::of(Role::Code, "a");
        line.push(Role::Code, "b");
        line.push(Role::Text, "c");
        assert_eq!(line.spans().len(), 2);
    }
}
