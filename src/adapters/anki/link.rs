//! Where to read on: the line that a card comes from, and the address that its notes give there.

use crate::adapters::anki::content::source_name;
use crate::adapters::anki::html::{cleaned, escaped};
use crate::adapters::store::export::ExportedCard;

/// How the notes of a path are read; `None` where they are gone.
pub type Notes = fn(&str) -> Option<String>;

/// What the field `Link` holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    address: String,
    html: String,
}

impl Link {
    /// The address on the web, or nothing.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The file and the line, leading to the address.
    pub fn html(&self) -> &str {
        &self.html
    }

    fn of(place: &str, address: Option<&str>) -> Self {
        let place = escaped(&cleaned(place));
        let Some(address) = address else { return Self { address: String::new(), html: place } };
        let address = escaped(&cleaned(address)).replace('"', "&quot;");
        Self { html: format!("<a href=\"{address}\">{place}</a>"), address }
    }
}

/// The address that the HTML of a link leads to, as it is written there.
pub fn address_of(html: &str) -> &str {
    let address = html.strip_prefix("<a href=\"").and_then(|rest| rest.split_once('"'));
    address.map_or("", |(address, _)| address)
}

/// Finds the links of cards. Those of one source come together: its notes are read once.
#[derive(Debug)]
pub struct Links {
    read: Notes,
    path: String,
    lines: Vec<Line>,
}

/// What a line of notes has to give.
#[derive(Debug, Default)]
struct Line {
    address: Option<String>,
    /// The address of the heading that it stands under.
    above: Option<String>,
}

impl Links {
    /// Links into notes that are read so.
    pub const fn new(read: Notes) -> Self {
        Self { read, path: String::new(), lines: Vec::new() }
    }

    /// The link of a card; empty where it comes from no line.
    pub fn of(&mut self, card: &ExportedCard) -> Link {
        let Some(first) = card.lines.numbers().first() else { return Link::default() };
        if self.path != card.source {
            self.lines = lines(&(self.read)(&card.source).unwrap_or_default());
            self.path.clone_from(&card.source);
        }
        let line = |number: &u32| {
            let at = usize::try_from(*number).unwrap_or(0).checked_sub(1)?;
            self.lines.get(at)
        };
        let cited = || card.lines.numbers().iter().filter_map(line);
        let found = cited().find_map(|line| line.address.as_deref());
        let above = || cited().next()?.above.as_deref();
        Link::of(&format!("{}:{first}", source_name(card)), found.or_else(above))
    }
}

fn lines(text: &str) -> Vec<Line> {
    let mut heading = None;
    let mut line = |text: &str| {
        let address = address(text).map(str::to_owned);
        if text.starts_with('#') {
            heading.clone_from(&address);
        }
        Line { address, above: heading.clone() }
    };
    text.lines().map(&mut line).collect()
}

/// The first address on the web in a line.
fn address(line: &str) -> Option<&str> {
    // Nearly no line has one, and looking for either would show.
    line.match_indices(':').find(|(at, _)| line[*at..].starts_with("://"))?;
    let start = ["https://", "http://"].iter().filter_map(|scheme| line.find(scheme)).min()?;
    let mut depth = 0_i32;
    let ends = |c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth < 0 || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | ']' | '|' | '*')
    };
    let rest = &line[start..];
    let found = &rest[..rest.find(ends).unwrap_or(rest.len())];
    let found = found.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    (!found.ends_with("//")).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<&str>) {
        assert_eq!(address(line), expected);
    }

    #[test]
    fn an_address_ends_where_its_line_ends_it() {
        check("## [fd](https://a.example/fd) finds", Some("https://a.example/fd"));
        check("see <http://a.example/?q=1&r=2>.", Some("http://a.example/?q=1&r=2"));
        check("(at https://a.example/x_(y), now)", Some("https://a.example/x_(y)"));
        check("Video: https://a.example/v.", Some("https://a.example/v"));
        check("the scheme https:// is new", None);
        check("no address", None);
    }

    #[test]
    fn a_line_without_an_address_has_that_of_its_heading() {
        let lines = lines("# [fd](https://a.example)\nfinds\nsee http://b.example\n## rg\nfinds");
        let found: Vec<_> = lines
            .iter()
            .map(|line| line.address.as_ref().or(line.above.as_ref()).map(String::as_str))
            .collect();
        let (a, b) = (Some("https://a.example"), Some("http://b.example"));
        assert_eq!(found, [a, a, b, None, None]);
    }

    #[test]
    fn a_link_shows_the_place_and_leads_to_the_address() {
        assert_eq!(Link::of("a & b.md:3", None).html(), "a &amp; b.md:3");
        let link = Link::of("a.md:3", Some("https://a.example/?x=1&y=\"2"));
        let html = "<a href=\"https://a.example/?x=1&amp;y=&quot;2\">a.md:3</a>";
        assert_eq!(link.html(), html);
        assert_eq!(address_of(html), link.address());
        assert_eq!(address_of("a.md:3"), "");
    }
}
