//! Roles of text and the theme that colours them: the terminal's own 16 colours, so that a
//! light and a dark background both read. Colour is never the only bearer of a meaning.

use owo_colors::{AnsiColors, OwoColorize as _, Style};
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
    /// Inline code and code blocks.
    Code,
    /// A link's text.
    Link,
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

impl Role {
    fn style(self) -> Style {
        let colour = |colour| Style::new().color(colour);
        match self {
            Self::Text => Style::new(),
            Self::Heading | Self::Strong => Style::new().bold(),
            Self::Faint => Style::new().dimmed(),
            Self::Due => colour(AnsiColors::Yellow).bold(),
            Self::Emphasis => Style::new().italic(),
            Self::Code => colour(AnsiColors::Magenta),
            Self::Link => colour(AnsiColors::Blue).underline(),
            Self::Good => colour(AnsiColors::Green),
            Self::Again | Self::Error => colour(AnsiColors::Red).bold(),
            Self::Hard | Self::Warning => colour(AnsiColors::Yellow),
            Self::Key | Self::Easy | Self::Hint => colour(AnsiColors::Cyan),
        }
    }
}

/// Colours, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    coloured: bool,
}

impl Palette {
    /// A palette that colours, or one that leaves text as it is.
    pub const fn new(coloured: bool) -> Self {
        Self { coloured }
    }

    /// The text as its role looks.
    pub fn paint(self, role: Role, text: impl Display) -> String {
        if self.coloured && role != Role::Text {
            text.style(role.style()).to_string()
        } else {
            text.to_string()
        }
    }
}
