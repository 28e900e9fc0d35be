//! Links that a terminal follows (OSC 8), and which terminals do.
//!
//! An address comes from notes and goes into an escape sequence: only addresses of the kinds
//! that belong into notes become links, and every byte that an address does not have as it is
//! gets percent-encoded, control characters first.

use std::fmt::Write as _;
use std::sync::Arc;

/// An address that is safe to send to a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link(Arc<str>);

/// What a link may be. A path of a machine is none: a terminal would open what lies there.
const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];

/// Terminals cut or drop what is longer.
const LONGEST: usize = 2083;

impl Link {
    /// The link to this address, if it is one that may be followed.
    pub fn to(address: &str) -> Option<Self> {
        let starts_with = |scheme: &str| {
            address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        };
        SCHEMES.iter().find(|scheme| starts_with(scheme))?;
        let encoded = encoded(address);
        (encoded.len() <= LONGEST).then(|| Self(encoded.into()))
    }

    /// The address, percent-encoded.
    pub fn address(&self) -> &str {
        &self.0
    }
}

/// The address in the characters that RFC 3986 has for one.
fn encoded(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _written = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// The painted text as a link. Its id makes the parts of a link on several lines one.
pub(super) fn leading(link: &Link, painted: &str) -> String {
    let address = link.address();
    let id = address
        .bytes()
        .fold(0xcbf2_9ce4_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("\u{1b}]8;id={id:x};{address}\u{1b}\\{painted}\u{1b}]8;;\u{1b}\\")
}

/// What the environment says of the terminal.
#[derive(Debug, Clone, Default)]
pub struct Terminal {
    /// `TERM`.
    pub term: String,
    /// `TERM_PROGRAM`.
    pub program: String,
    /// `VTE_VERSION`: terminals of GNOME and others, since 0.50 with links.
    pub vte_version: Option<u32>,
    /// A variable is set by which a multiplexer is known: tmux, screen, zellij.
    pub multiplexer: bool,
    /// One of the variables is set by which Konsole, Windows Terminal and Domterm are known.
    pub is_known: bool,
}

impl Terminal {
    /// Whether a multiplexer stands between: what its outer terminal can is not ours to know.
    pub fn is_multiplexed(&self) -> bool {
        self.multiplexer || ["screen", "tmux"].iter().any(|name| self.term.starts_with(name))
    }

    /// Whether this terminal follows links. Where nothing is known it does not: some of those
    /// that do not know OSC 8 write it out.
    pub fn has_links(&self) -> bool {
        const FIRST_VTE: u32 = 5000;
        const PROGRAMS: [&str; 9] = [
            "alacritty",
            "contour",
            "ghostty",
            "Hyper",
            "iTerm.app",
            "rio",
            "vscode",
            "WarpTerminal",
            "WezTerm",
        ];
        const TERMS: [&str; 7] =
            ["alacritty", "foot", "xterm-ghostty", "xterm-kitty", "contour", "wezterm", "rio"];
        if self.is_multiplexed() {
            return false;
        }
        self.vte_version.is_some_and(|version| version >= FIRST_VTE)
            || self.is_known
            || PROGRAMS.contains(&self.program.as_str())
            || TERMS.iter().any(|name| self.term.starts_with(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: Option<&str>) {
        assert_eq!(Link::to(address).as_ref().map(Link::address), expected);
    }

    #[test]
    fn an_address_cannot_end_the_sequence_that_it_stands_in() {
        check("https://x.org/a?b=c#d", Some("https://x.org/a?b=c#d"));
        check("HTTPS://x.org/\u{1b}\\\u{7}", Some("HTTPS://x.org/%1B%5C%07"));
        check("https://x.org/\u{9c}\u{202e} ü", Some("https://x.org/%C2%9C%E2%80%AE%20%C3%BC"));
    }

    #[test]
    fn only_what_belongs_into_notes_is_followed() {
        for address in ["javascript:alert(1)", "file:///etc/passwd", "notes.md", "", "ssh://x"] {
            check(address, None);
        }
        check("mailto:a@b.org", Some("mailto:a@b.org"));
        check(&format!("https://x.org/{}", "a".repeat(3000)), None);
    }

    #[test]
    fn a_terminal_that_is_not_known_gets_no_links() {
        let named = |term: &str, program: &str| Terminal {
            term: term.to_owned(),
            program: program.to_owned(),
            ..Terminal::default()
        };
        assert!(!named("xterm-256color", "").has_links());
        assert!(!named("linux", "").has_links());
        assert!(!named("tmux-256color", "WezTerm").has_links());
        assert!(named("xterm-kitty", "").has_links());
        assert!(named("xterm-256color", "iTerm.app").has_links());
        let vte = |version| Terminal { vte_version: Some(version), ..named("xterm-256color", "") };
        assert!(vte(7600).has_links() && !vte(4800).has_links());
    }
}
