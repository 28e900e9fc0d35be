//! The paths that a Rust file names, and the modules it declares, read from its tokens: comments
//! and texts do not count, and grouped imports are taken apart.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::str::FromStr as _;

/// One path of two or more segments, or an import.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) line: usize,
    /// `crate`, `self` and `super` resolved: then the first segment is `crate`.
    pub(crate) path: Vec<String>,
    /// Inside a `mod tests`.
    pub(crate) tested: bool,
}

/// The paths in `text`, the source of the file at `path` (as `src/cards/mod.rs`).
pub(crate) fn mentions(path: &str, text: &str) -> Vec<Mention> {
    let mut reader = Reader { found: Vec::new() };
    let tested = path.ends_with("/tests.rs");
    reader.read(tokens(path, text), &Place { module: module_of(path), tested });
    reader.found
}

/// The modules that `text` declares to be in files of their own.
pub(crate) fn declared(path: &str, text: &str) -> Vec<String> {
    let tokens: Vec<_> = tokens(path, text).into_iter().collect();
    let declaration = |three: &[TokenTree]| match three {
        [TokenTree::Ident(keyword), TokenTree::Ident(name), TokenTree::Punct(end)]
            if *keyword == "mod" && end.as_char() == ';' =>
        {
            Some(name.to_string())
        }
        _ => None,
    };
    tokens.windows(3).filter_map(declaration).collect()
}

/// The lines on which the macro `name` is called.
pub(crate) fn calls(path: &str, text: &str, name: &str) -> Vec<usize> {
    fn collect(stream: TokenStream, name: &str, lines: &mut Vec<usize>) {
        let tokens: Vec<_> = stream.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => collect(group.stream(), name, lines),
                TokenTree::Ident(ident) if *ident == name && is_punct(&tokens, at + 1, '!') => {
                    lines.push(ident.span().start().line);
                }
                _ => {}
            }
        }
    }
    let mut lines = Vec::new();
    collect(tokens(path, text), name, &mut lines);
    lines
}

fn tokens(path: &str, text: &str) -> TokenStream {
    TokenStream::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// `src/cards/generate/mod.rs` is `crate::cards::generate`.
fn module_of(path: &str) -> Vec<String> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    let file_is_folder = |name: &&str| !matches!(*name, "mod" | "lib" | "main");
    std::iter::once("crate")
        .chain(inner.split('/').filter(file_is_folder))
        .map(str::to_owned)
        .collect()
}

struct Place {
    module: Vec<String>,
    tested: bool,
}

struct Reader {
    found: Vec<Mention>,
}

impl Reader {
    fn read(&mut self, stream: TokenStream, place: &Place) {
        let tokens: Vec<_> = stream.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            at = match &tokens[at..] {
                [TokenTree::Ident(keyword), TokenTree::Ident(name), TokenTree::Group(body), ..]
                    if *keyword == "mod" =>
                {
                    let mut module = place.module.clone();
                    module.push(name.to_string());
                    let tested = place.tested || *name == "tests";
                    self.read(body.stream(), &Place { module, tested });
                    at + 3
                }
                [TokenTree::Ident(_), ..] => {
                    let import = at > 0 && is_keyword(&tokens[at - 1], "use");
                    self.path(&tokens, at, &[], import, place)
                }
                [TokenTree::Group(group), ..] => {
                    self.read(group.stream(), place);
                    at + 1
                }
                _ => at + 1,
            };
        }
    }

    /// Reads the path that begins at `at` and goes on from `prefix`; gives what comes after.
    fn path(
        &mut self,
        tokens: &[TokenTree],
        mut at: usize,
        prefix: &[String],
        import: bool,
        place: &Place,
    ) -> usize {
        let line = tokens[at].span().start().line;
        let mut path = prefix.to_vec();
        while let Some(TokenTree::Ident(segment)) = tokens.get(at) {
            path.push(segment.to_string());
            at += 1;
            if !(is_punct(tokens, at, ':') && is_punct(tokens, at + 1, ':')) {
                break;
            }
            at += 2;
        }
        match tokens.get(at) {
            Some(TokenTree::Group(group))
                if group.delimiter() == Delimiter::Brace && is_punct(tokens, at - 1, ':') =>
            {
                self.group(group.stream(), &path, place);
                return at + 1;
            }
            _ => {}
        }
        if path.len() > 1 || import {
            let path = absolute(&path, &place.module);
            self.found.push(Mention { line, path, tested: place.tested });
        }
        at
    }

    /// Reads `{a, b::{c, d}}` after `prefix::`.
    fn group(&mut self, stream: TokenStream, prefix: &[String], place: &Place) {
        let tokens: Vec<_> = stream.into_iter().collect();
        let mut starts = true;
        let mut at = 0;
        while at < tokens.len() {
            if starts && matches!(tokens[at], TokenTree::Ident(_)) {
                at = self.path(&tokens, at, prefix, true, place);
                starts = false;
            } else {
                starts = is_punct(&tokens, at, ',');
                at += 1;
            }
        }
    }
}

fn absolute(path: &[String], module: &[String]) -> Vec<String> {
    let ups = path.iter().take_while(|segment| *segment == "super").count();
    let (base, rest) = match path.first().map(String::as_str) {
        Some("self") => (module, &path[1..]),
        Some("super") => (&module[..module.len().saturating_sub(ups)], &path[ups..]),
        _ => (&[][..], path),
    };
    // `{self}` at the end of a group names the group's own path.
    let rest = rest.iter().filter(|segment| *segment != "self");
    base.iter().chain(rest).cloned().collect()
}

fn is_punct(tokens: &[TokenTree], at: usize, character: char) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

fn is_keyword(token: &TokenTree, keyword: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if *ident == keyword)
}
