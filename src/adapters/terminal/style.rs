//! Roles of text, and what a palette makes of them. Colour is never the only bearer of a meaning.

use crate::adapters::terminal::picture::Protocol;
use crate::adapters::terminal::theme::{Paint, Theme};
use std::fmt::Display;

/// What a piece of text is, which decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// A heading or a card's question.
    Heading,
    /// What helps but is not the point: breadcrumb, ids, line numbers.
    Faint,
    /// Something due, or a number that asks to be acted on.
    Due,
    /// What the learner can type.
    Key,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck out: no longer so.
    Struck,
    /// Inline code and code blocks.
    Code,
    /// A comment in code.
    Comment,
    /// A text in quotes in code.
    Quoted,
    /// A number or another constant in code.
    Constant,
    /// A word of the language in code.
    Keyword,
    /// The name of a function or a type where code makes or uses it.
    Name,
    /// Maths.
    Maths,
    /// A link's text.
    Link,
    /// The gap of a cloze, and what fills it.
    Gap,
    /// Added, kept, recalled.
    Good,
    /// The button "again", and what failed.
    Again,
    /// The button "hard".
    Hard,
    /// The button "easy".
    Easy,
    /// The word `warning:`.
    Warning,
    /// The word `error:`.
    Error,
    /// The word `hint:`.
    Hint,
}

/// How text looks: its role, with emphasis and the like on top of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Look {
    /// What the text is.
    pub role: Role,
    /// Whether it is emphasised.
    pub emphasis: bool,
    /// Whether it is strongly emphasised.
    pub strong: bool,
    /// Whether it is struck out.
    pub struck: bool,
}

impl From<Role> for Look {
    fn from(role: Role) -> Self {
        Self { role, emphasis: false, strong: false, struck: false }
    }
}

/// What the terminal shows: colours, or none; links that can be followed, or none; pictures, or
/// none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    theme: Option<Theme>,
    links: bool,
    pictures: Option<Protocol>,
}

impl Palette {
    /// A palette that colours by the built-in theme, or one that leaves text as it is.
    pub const fn new(coloured: bool) -> Self {
        let theme = if coloured { Some(Theme::BUILT_IN) } else { None };
        Self { theme, links: false, pictures: None }
    }

    /// The palette with another theme, if it colours at all.
    #[must_use]
    pub fn with_theme(self, theme: Theme) -> Self {
        Self { theme: self.theme.map(|_| theme), ..self }
    }

    /// The palette for a terminal that can follow links (OSC 8), or one that cannot.
    #[must_use]
    pub const fn with_links(self, links: bool) -> Self {
        Self { links, ..self }
    }

    /// The palette for a terminal that shows pictures, if it does.
    #[must_use]
    pub const fn with_pictures(self, pictures: Option<Protocol>) -> Self {
        Self { pictures, ..self }
    }

    /// Whether anything is coloured.
    pub const fn is_coloured(self) -> bool {
        self.theme.is_some()
    }

    /// How pictures are shown, if they are.
    pub const fn pictures(self) -> Option<Protocol> {
        self.pictures
    }

    /// Whether links can be followed.
    pub const fn has_links(self) -> bool {
        self.links
    }

    /// The text as it looks.
    pub fn paint(self, look: impl Into<Look>, text: impl Display) -> String {
        let Some(theme) = self.theme else { return text.to_string() };
        let look = look.into();
        let mut paint = theme.of(look.role);
        for (is_so, role) in [
            (look.emphasis, Role::Emphasis),
            (look.strong, Role::Strong),
            (look.struck, Role::Struck),
        ] {
            if is_so {
                paint = paint.under(theme.of(role));
            }
        }
        if paint == Paint::PLAIN { text.to_string() } else { paint.on(text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_lies_over_the_role() {
        let palette = Palette::new(true);
        let look = Look { emphasis: true, ..Role::Code.into() };
        assert_eq!(palette.paint(look, "x"), "\u{1b}[35;3mx\u{1b}[0m");
        assert_eq!(palette.paint(Role::Text, "x"), "x");
    }

    #[test]
    fn without_colour_nothing_is_added() {
        let themed = Palette::new(false).with_theme(Theme::BUILT_IN);
        assert_eq!(themed.paint(Look { strong: true, ..Role::Error.into() }, "x"), "x");
    }
}
