//! Code told apart in its parts, by the syntaxes that `bat` and Sublime Text know.
//!
//! The syntaxes are unpacked when the first block of a known language is met, and each one's
//! patterns are compiled when the first block of its language is: nothing else pays for them.

use crate::adapters::terminal::style::Role;
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

/// A part of a line of code, and what it is.
pub type Part<'a> = (Role, &'a str);

/// The lines of code in their parts; `None` where the language is not known, or the code is no
/// code to read.
pub fn parts<'a>(language: &str, rows: &[&'a str]) -> Option<Vec<Vec<Part<'a>>>> {
    let mut state = ParseState::new(syntax(language, rows)?);
    let mut scopes = ScopeStack::new();
    rows.iter().map(|row| parts_of_row(&mut state, &mut scopes, row)).collect()
}

fn syntax(language: &str, rows: &[&str]) -> Option<&'static SyntaxReference> {
    let is_small = rows.iter().map(|row| row.len() + 1).sum::<usize>() <= LONGEST_BLOCK
        && rows.iter().all(|row| row.len() <= LONGEST_LINE);
    let is_named = !language.is_empty() && language != "text";
    (is_small && is_named).then(|| SYNTAXES.find_syntax_by_token(language))?
}

fn parts_of_row<'a>(
    state: &mut ParseState,
    scopes: &mut ScopeStack,
    row: &'a str,
) -> Option<Vec<Part<'a>>> {
    let with_end = format!("{row}\n");
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, change) in state.parse_line(&with_end, &SYNTAXES).ok()? {
        let end = at.min(row.len());
        parts.push((role(scopes), row.get(start..end)?));
        start = end;
        scopes.apply(&change).ok()?;
    }
    parts.push((role(scopes), row.get(start..)?));
    parts.retain(|(_, text)| !text.is_empty());
    Some(parts)
}

fn role(scopes: &ScopeStack) -> Role {
    let role_of = |scope: &Scope| {
        let mut entries = ROLES.iter().rev();
        entries.find(|(known, _)| known.is_prefix_of(*scope)).map(|(_, role)| *role)
    };
    scopes.as_slice().iter().rev().find_map(role_of).unwrap_or(Role::Text)
}
