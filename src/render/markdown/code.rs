//! Code blocks, coloured by the syntaxes that `bat` and Sublime Text know.
//!
//! The syntaxes are unpacked when the first block of a known language is met, and each one's
//! patterns are compiled when the first block of its language is: nothing else pays for them.

use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::render::sanitize::visible;
use std::sync::LazyLock;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// A longer block, or one with a longer line, is no code to read but data: it stays plain, so
/// that no note can make a screen wait.
const LONGEST_BLOCK: usize = 16 * 1024;
const LONGEST_LINE: usize = 400;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// What a scope is to a reader. The innermost scope with an entry decides, and of its entries
/// the last that is a prefix of it.
static ROLES: LazyLock<Vec<(Scope, Role)>> = LazyLock::new(|| {
    let known = [
        ("comment", Role::Comment),
        ("string", Role::Quoted),
        ("constant", Role::Constant),
        ("keyword", Role::Keyword),
        ("keyword.operator", Role::Text),
        ("keyword.operator.word", Role::Keyword),
        ("keyword.operator.logical.python", Role::Keyword),
        ("storage", Role::Keyword),
        ("entity.name", Role::Name),
        ("meta.interpolation", Role::Text),
    ];
    let scope = |(name, role)| Scope::new(name).ok().map(|scope| (scope, role));
    known.into_iter().filter_map(scope).collect()
});

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
        let code = self.text.trim_end_matches('\n');
        let rows: Vec<String> =
            code.split('\n').map(|row| row.trim_end_matches('\r').replace('\t', "    ")).collect();
        let coloured = self.syntax().and_then(|syntax| coloured(syntax, &rows));
        coloured
            .unwrap_or_else(|| rows.iter().map(|row| Line::of(Role::Code, visible(row))).collect())
    }

    fn syntax(&self) -> Option<&'static SyntaxReference> {
        let is_small = self.text.len() <= LONGEST_BLOCK
            && self.text.lines().all(|line| line.len() <= LONGEST_LINE);
        let is_named = !self.language.is_empty() && self.language != "text";
        (is_small && is_named).then(|| SYNTAXES.find_syntax_by_token(&self.language))?
    }
}

/// The rows in the roles of their parts; `None` where the syntax gives up.
fn coloured(syntax: &SyntaxReference, rows: &[String]) -> Option<Vec<Line>> {
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    rows.iter().map(|row| coloured_row(&mut state, &mut scopes, row)).collect()
}

fn coloured_row(state: &mut ParseState, scopes: &mut ScopeStack, row: &str) -> Option<Line> {
    let with_end = format!("{row}\n");
    let mut line = Line::empty();
    let mut start = 0;
    for (at, change) in state.parse_line(&with_end, &SYNTAXES).ok()? {
        let end = at.min(row.len());
        line.push(role(scopes), &visible(row.get(start..end)?));
        start = end;
        scopes.apply(&change).ok()?;
    }
    line.push(role(scopes), &visible(row.get(start..)?));
    Some(line)
}

fn role(scopes: &ScopeStack) -> Role {
    let role_of = |scope: &Scope| {
        let mut entries = ROLES.iter().rev();
        entries.find(|(known, _)| known.is_prefix_of(*scope)).map(|(_, role)| *role)
    };
    scopes.as_slice().iter().rev().find_map(role_of).unwrap_or(Role::Text)
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn code_in_no_known_language_is_one_piece() {
        check("nosuch", "if true", &[(Role::Code, "if true")]);
        check("", "if true", &[(Role::Code, "if true")]);
    }

    #[test]
    fn a_huge_block_and_a_huge_line_stay_plain() {
        let long = "1,".repeat(LONGEST_LINE);
        check("python", &long, &[(Role::Code, &long)]);
    }

    #[test]
    fn code_cannot_speak_to_the_terminal() {
        let block = Block { language: "sh".to_owned(), text: "echo '\u{1b}[2J'\n".to_owned() };
        assert_eq!(block.lines()[0].plain(), r"echo '\u{1b}[2J'");
    }
}
