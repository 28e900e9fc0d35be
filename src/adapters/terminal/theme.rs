//! The theme: how each role looks, in the terminal's own 16 colours, so that a light and a dark
//! background both read. What is needed to understand a card is bold or plain, never only
//! coloured. Yellow and white cannot be read on a light background, nor plain blue on a dark one;
//! where the background is known to be light, blue stands in for the palest of the others.

use crate::adapters::terminal::style::Role;
use owo_colors::{AnsiColors, OwoColorize as _, Style};
use std::fmt::Display;

/// Every role that can be themed, by the name that the configuration has for it.
const ROLES: [(&str, Role); 24] = [
    ("text", Role::Text),
    ("heading", Role::Heading),
    ("faint", Role::Faint),
    ("due", Role::Due),
    ("key", Role::Key),
    ("emphasis", Role::Emphasis),
    ("strong", Role::Strong),
    ("struck", Role::Struck),
    ("code", Role::Code),
    ("comment", Role::Comment),
    ("quoted", Role::Quoted),
    ("constant", Role::Constant),
    ("keyword", Role::Keyword),
    ("name", Role::Name),
    ("maths", Role::Maths),
    ("link", Role::Link),
    ("gap", Role::Gap),
    ("good", Role::Good),
    ("again", Role::Again),
    ("hard", Role::Hard),
    ("easy", Role::Easy),
    ("warning", Role::Warning),
    ("error", Role::Error),
    ("hint", Role::Hint),
];

const COLOURS: [(&str, AnsiColors); 16] = [
    ("black", AnsiColors::Black),
    ("red", AnsiColors::Red),
    ("green", AnsiColors::Green),
    ("yellow", AnsiColors::Yellow),
    ("blue", AnsiColors::Blue),
    ("magenta", AnsiColors::Magenta),
    ("cyan", AnsiColors::Cyan),
    ("white", AnsiColors::White),
    ("bright-black", AnsiColors::BrightBlack),
    ("bright-red", AnsiColors::BrightRed),
    ("bright-green", AnsiColors::BrightGreen),
    ("bright-yellow", AnsiColors::BrightYellow),
    ("bright-blue", AnsiColors::BrightBlue),
    ("bright-magenta", AnsiColors::BrightMagenta),
    ("bright-cyan", AnsiColors::BrightCyan),
    ("bright-white", AnsiColors::BrightWhite),
];

/// What can be said of text besides its colour, each a bit, with the word for it.
const EFFECTS: [(&str, u8); 6] = [
    ("bold", Paint::BOLD),
    ("dim", Paint::DIM),
    ("italic", Paint::ITALIC),
    ("underline", Paint::UNDERLINE),
    ("reverse", Paint::REVERSE),
    ("strike", Paint::STRIKE),
];

/// A colour, or the terminal's own, with effects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    colour: Option<AnsiColors>,
    effects: u8,
}

impl Paint {
    const BOLD: u8 = 1;
    const DIM: u8 = 2;
    const ITALIC: u8 = 4;
    const UNDERLINE: u8 = 8;
    const REVERSE: u8 = 16;
    const STRIKE: u8 = 32;

    /// Text as the terminal writes it.
    pub const PLAIN: Self = Self { colour: None, effects: 0 };

    const fn colour(colour: AnsiColors) -> Self {
        Self { colour: Some(colour), effects: 0 }
    }

    const fn effects(effects: u8) -> Self {
        Self { colour: None, effects }
    }

    const fn and(self, effects: u8) -> Self {
        Self { colour: self.colour, effects: self.effects | effects }
    }

    /// This with another one on top.
    pub(super) fn under(self, top: Self) -> Self {
        Self { colour: top.colour.or(self.colour), effects: self.effects | top.effects }
    }

    /// The text painted.
    pub(super) fn on(self, text: impl Display) -> String {
        let mut style = Style::new();
        if let Some(colour) = self.colour {
            style = style.color(colour);
        }
        for (bit, effect) in [
            (Self::BOLD, Style::bold as fn(Style) -> Style),
            (Self::DIM, Style::dimmed),
            (Self::ITALIC, Style::italic),
            (Self::UNDERLINE, Style::underline),
            (Self::REVERSE, Style::reversed),
            (Self::STRIKE, Style::strikethrough),
        ] {
            if self.effects & bit != 0 {
                style = effect(style);
            }
        }
        text.style(style).to_string()
    }

    /// The paint in the words of [`Paint::of`].
    fn words(self) -> String {
        let colour = COLOURS.iter().filter(|(_, colour)| self.colour == Some(*colour));
        let effects = EFFECTS.iter().filter(|(_, effect)| self.effects & effect != 0);
        let words = colour.map(|(name, _)| *name).chain(effects.map(|(name, _)| *name));
        let words: Vec<&str> = words.collect();
        if words.is_empty() { "plain".to_owned() } else { words.join(" ") }
    }

    /// A paint in words, such as `bold bright-blue`; `plain` takes all away. The error is the
    /// word that is neither a colour nor an effect.
    fn of(words: &str) -> Result<Self, &str> {
        let mut paint = Self::PLAIN;
        for word in words.split_whitespace() {
            if word == "plain" {
                paint = Self::PLAIN;
            } else if let Some((_, colour)) = COLOURS.iter().find(|(name, _)| *name == word) {
                paint.colour = Some(*colour);
            } else if let Some((_, effect)) = EFFECTS.iter().find(|(name, _)| *name == word) {
                paint.effects |= effect;
            } else {
                return Err(word);
            }
        }
        Ok(paint)
    }
}

/// What is wrong with a line of a theme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// No role has this name.
    #[error("there is no role `{0}`")]
    Role(String),
    /// This word is no colour and no effect.
    #[error("`{word}` is neither a colour nor an effect; there are {known}", known = known())]
    Word {
        /// The word.
        word: String,
    },
}

/// Every word that a paint can be made of.
fn known() -> String {
    let colours = COLOURS.iter().take(8).map(|(name, _)| *name);
    let effects = EFFECTS.iter().map(|(name, _)| *name);
    let words: Vec<&str> = colours.chain(effects).chain(["plain"]).collect();
    format!("{}, and `bright-` before a colour", words.join(", "))
}

/// How each role looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme([Paint; ROLES.len()]);

impl Theme {
    /// The names of all roles, as `theme.NAME` in the configuration has them.
    pub const NAMES: &[&str] = &names();

    /// The theme where nothing else is said.
    pub const BUILT_IN: Self = built_in();

    /// The same for a background that is known to be light.
    pub const LIGHT: Self = Self::BUILT_IN.on_light();

    /// Green and cyan as blue.
    const fn on_light(mut self) -> Self {
        let mut place = 0;
        while place < self.0.len() {
            if let Some(AnsiColors::Green | AnsiColors::Cyan) = self.0[place].colour {
                self.0[place].colour = Some(AnsiColors::Blue);
            }
            place += 1;
        }
        self
    }

    /// The theme with this role in this paint, such as `bold bright-blue`.
    pub fn with(mut self, role: &str, paint: &str) -> Result<Self, ThemeError> {
        let place = ROLES.iter().position(|(name, _)| *name == role);
        let place = place.ok_or_else(|| ThemeError::Role(role.to_owned()))?;
        let paint = Paint::of(paint).map_err(|word| ThemeError::Word { word: word.to_owned() })?;
        self.0[place] = paint;
        Ok(self)
    }

    /// The built-in paint of this role in words, as [`Theme::with`] takes it.
    pub fn usual(role: &str) -> Option<String> {
        ROLES.iter().find(|(name, _)| *name == role).map(|(_, role)| usual(*role).words())
    }

    /// How this role looks.
    pub(super) fn of(&self, role: Role) -> Paint {
        self.0[role as usize]
    }
}

const fn names() -> [&'static str; ROLES.len()] {
    let mut names = [""; ROLES.len()];
    let mut place = 0;
    while place < ROLES.len() {
        names[place] = ROLES[place].0;
        place += 1;
    }
    names
}

const fn built_in() -> Theme {
    let mut paints = [Paint::PLAIN; ROLES.len()];
    let mut place = 0;
    while place < ROLES.len() {
        paints[place] = usual(ROLES[place].1);
        place += 1;
    }
    Theme(paints)
}

const fn usual(role: Role) -> Paint {
    match role {
        Role::Text => Paint::PLAIN,
        Role::Heading | Role::Strong | Role::Name | Role::Due | Role::Key => {
            Paint::effects(Paint::BOLD)
        }
        Role::Faint => Paint::effects(Paint::DIM),
        Role::Comment => Paint::effects(Paint::DIM | Paint::ITALIC),
        Role::Emphasis | Role::Maths => Paint::effects(Paint::ITALIC),
        Role::Struck => Paint::effects(Paint::STRIKE),
        Role::Warning => Paint::colour(AnsiColors::Magenta).and(Paint::BOLD),
        Role::Hard | Role::Code | Role::Keyword => Paint::colour(AnsiColors::Magenta),
        Role::Link => Paint::effects(Paint::UNDERLINE),
        Role::Gap => Paint::effects(Paint::BOLD | Paint::UNDERLINE),
        Role::Good | Role::Quoted => Paint::colour(AnsiColors::Green),
        Role::Again | Role::Error => Paint::colour(AnsiColors::Red).and(Paint::BOLD),
        Role::Easy | Role::Hint | Role::Constant => Paint::colour(AnsiColors::Cyan),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_its_own_place() {
        for (place, (name, role)) in ROLES.iter().enumerate() {
            assert_eq!(*role as usize, place, "{name}");
            assert_eq!(Theme::BUILT_IN.of(*role), usual(*role), "{name}");
        }
    }

    #[test]
    fn a_role_takes_colours_and_effects_by_name() {
        let theme = Theme::BUILT_IN.with("link", "bold bright-cyan").unwrap();
        assert_eq!(theme.of(Role::Link).on("x"), "\u{1b}[96;1mx\u{1b}[0m");
        let plain = theme.with("link", "plain").unwrap();
        assert_eq!(plain.of(Role::Link), Paint::PLAIN);
    }

    #[test]
    fn the_built_in_theme_can_be_said_in_words() {
        for name in Theme::NAMES {
            let words = Theme::usual(name).unwrap();
            assert_eq!(Theme::BUILT_IN.with(name, &words), Ok(Theme::BUILT_IN), "{words}");
        }
    }

    #[test]
    fn what_a_theme_does_not_know_is_named() {
        let role = Theme::BUILT_IN.with("lnk", "red").unwrap_err();
        assert_eq!(role.to_string(), "there is no role `lnk`");
        let word = Theme::BUILT_IN.with("link", "bold pink").unwrap_err().to_string();
        assert!(word.starts_with("`pink` is neither a colour nor an effect; there are black, red"));
    }

    /// The colours as xterm has them, the palest that are widespread.
    fn xterm(colour: AnsiColors) -> [f64; 3] {
        match colour {
            AnsiColors::Red => [205.0, 0.0, 0.0],
            AnsiColors::Green => [0.0, 205.0, 0.0],
            AnsiColors::Yellow => [205.0, 205.0, 0.0],
            AnsiColors::Blue => [0.0, 0.0, 238.0],
            AnsiColors::Magenta => [205.0, 0.0, 205.0],
            AnsiColors::Cyan => [0.0, 205.0, 205.0],
            other => panic!("{other:?} is near to one of the backgrounds"),
        }
    }

    /// The contrast of two colours as the guidelines for accessible pages (WCAG 2) reckon it.
    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let light = |colour: [f64; 3]| {
            let part = |part: f64| {
                let part = part / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            0.05 + 0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2])
        };
        let (one, other) = (light(one), light(other));
        one.max(other) / one.min(other)
    }

    #[track_caller]
    fn check_contrast(theme: Theme, background: [f64; 3], least: f64) {
        for (name, role) in ROLES {
            if let Some(colour) = theme.of(role).colour {
                let contrast = contrast(xterm(colour), background);
                assert!(contrast >= least, "{name}: {contrast:.1}");
            }
        }
    }

    #[test]
    fn every_role_can_be_read_on_a_light_and_on_a_dark_background() {
        let (white, black) = ([255.0; 3], [0.0; 3]);
        check_contrast(Theme::BUILT_IN, black, 3.0);
        // Where nobody says that the background is light, no worse than cyan, which is bad enough.
        check_contrast(Theme::BUILT_IN, white, 1.9);
        check_contrast(Theme::LIGHT, white, 4.0);
    }
}
