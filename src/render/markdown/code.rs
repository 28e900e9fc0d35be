//! Code blocks, coloured.

use crate::adapters::code::{Part, parts};
use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::render::sanitize::visible;

/// A block of code while its text comes in.
#[derive(Debug)]
pub(super) struct Block {
    /// The first word behind the fence.
    pub(super) language: String,
    /// The code.
    pub(super) text: String,
}

impl Block {
    /// The code line by line, without anything that a terminal would obey.
    pub(super) fn lines(&self) -> Vec<Line> {
        let code = self.text.trim_end_matches('\n').replace('\t', "    ");
        let rows: Vec<&str> = code.split('\n').map(|row| row.trim_end_matches('\r')).collect();
        match parts(&self.language, &rows) {
            Some(coloured) => coloured.iter().map(|parts| line(parts)).collect(),
            None => rows.iter().map(|row| Line::of(Role::Code, visible(row))).collect(),
        }
    }
}

fn line(parts: &[Part<'_>]) -> Line {
    let mut line = Line::empty();
    for (role, text) in parts {
        line.push(*role, &visible(text));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapters::terminal::style::Palette;
    use crate::render::markdown::{Links, lines_in};

    fn check(language: &str, code: &str, expected: &[(Role, &str)]) {
        let block = Block { language: language.to_owned(), text: code.to_owned() };
        let lines = block.lines();
        let spans = lines.iter().flat_map(Line::spans);
        let marked = |role: &Role| expected.iter().any(|(known, _)| known == role);
        let found: Vec<_> = spans
            .filter(|span| marked(&span.look.role))
            .map(|span| (span.look.role, span.text.trim()))
            .collect();
        assert_eq!(found, expected);
        let text: Vec<String> = lines.iter().map(Line::plain).collect();
        assert_eq!(text.join("\n"), visible(code.trim_end()).replace(r"\u{a}", "\n"));
    }

    #[test]
    fn parts_of_code_are_told_apart() {
        check(
            "python",
            "def grow(n):  # a leaf\n    return 'herb'\n",
            &[
                (Role::Keyword, "def"),
                (Role::Name, "grow"),
                (Role::Comment, "# a leaf"),
                (Role::Keyword, "return"),
                (Role::Quoted, "'herb'"),
            ],
        );
        check("toml", "depth = 2\n", &[(Role::Constant, "2")]);
    }

    #[test]
    fn code_is_told_apart_only_where_colours_show() {
        let roles = |is_coloured| -> Vec<Role> {
            let palette = Palette::new(is_coloured);
            let code = "```toml\ndepth = 2\n```";
            let lines = lines_in(palette, code, Role::Text, Links::Text, 40);
            lines[1].spans().iter().skip(1).map(|span| span.look.role).collect()
        };
        assert!(roles(true).contains(&Role::Constant));
        assert_eq!(roles(false), [Role::Code]);
    }

    #[test]
    fn code_in_no_known_language_is_one_piece() {
        check("nosuch", "if true", &[(Role::Code, "if true")]);
        check("", "if true", &[(Role::Code, "if true")]);
    }

    #[test]
    fn a_huge_block_and_a_huge_line_stay_plain() {
        let long = "1,".repeat(400);
        check("python", &long, &[(Role::Code, &long)]);
    }

    #[test]
    fn code_cannot_speak_to_the_terminal() {
        let block = Block { language: "sh".to_owned(), text: "echo '\u{1b}[2J'\n".to_owned() };
        assert_eq!(block.lines()[0].plain(), r"echo '\u{1b}[2J'");
    }
}
