//! R39: the command that does what a heading says: "Undo the last commit" above one line of code.
//!
//! Not in the specification, whose commands need a sentence on what they do. Notes of what was
//! learned today have that sentence for a heading, and what is worth recalling is the command.

use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::notes::blocks::{Block, Shape};
use crate::notes::words::{self, Token};
use crate::values::lines::Lines;
use std::ops::RangeInclusive;

/// Words of a heading that says what is done.
const HEADING: RangeInclusive<usize> = 3..=12;

/// Rows and words of an answer, at most.
const ROWS: usize = 2;
const WORDS: usize = 20;

/// Verbs that are as often nouns: "Test results" orders nothing.
const NOUNS: &[&str] = &[
    "benchmark",
    "change",
    "demo",
    "design",
    "log",
    "plan",
    "process",
    "release",
    "report",
    "request",
    "return",
    "set",
    "state",
    "support",
    "talk",
    "test",
    "type",
    "use",
];

/// Verbs of the keyboard, beside those that sentences are read with. Sorted.
const TYPED: &[&str] = &[
    "access",
    "add",
    "adjust",
    "allow",
    "append",
    "archive",
    "build",
    "check",
    "clear",
    "clone",
    "close",
    "comment",
    "commit",
    "compare",
    "compress",
    "concatenate",
    "configure",
    "connect",
    "convert",
    "copy",
    "count",
    "create",
    "crop",
    "debug",
    "decode",
    "delete",
    "diff",
    "disable",
    "display",
    "download",
    "dump",
    "enable",
    "encode",
    "escape",
    "exclude",
    "export",
    "expose",
    "extract",
    "fetch",
    "filter",
    "find",
    "force",
    "format",
    "forward",
    "generate",
    "get",
    "grep",
    "hide",
    "ignore",
    "import",
    "include",
    "indent",
    "insert",
    "inspect",
    "install",
    "iterate",
    "join",
    "jump",
    "kill",
    "list",
    "load",
    "loop",
    "make",
    "measure",
    "merge",
    "mount",
    "move",
    "navigate",
    "open",
    "patch",
    "pick",
    "pin",
    "prepend",
    "prevent",
    "print",
    "profile",
    "pull",
    "push",
    "query",
    "read",
    "rebase",
    "redo",
    "reload",
    "remove",
    "rename",
    "replace",
    "reset",
    "resize",
    "restart",
    "restore",
    "revert",
    "rotate",
    "round",
    "run",
    "save",
    "scale",
    "scan",
    "search",
    "select",
    "show",
    "skip",
    "sort",
    "split",
    "squash",
    "start",
    "stash",
    "stop",
    "switch",
    "toggle",
    "trace",
    "trim",
    "truncate",
    "uncomment",
    "undo",
    "uninstall",
    "unpin",
    "update",
    "upgrade",
    "upload",
    "verify",
    "watch",
    "wrap",
    "write",
];

/// "How do you DO IT?" of a heading that orders it, with the only code under it.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize) {
    let heading = scene.entry(entry);
    let Some(title) = scene.heading_line(entry).filter(|_| heading.talk.is_none()) else { return };
    let Some(act) = act(&heading.name) else { return };
    let is_code = |at: &&usize| scene.block(**at).shape == Shape::Code;
    if heading.blocks.iter().filter(is_code).count() > 1 {
        return;
    }
    let mut found = heading.blocks.iter().filter_map(|at| Some((*at, code(scene.block(*at))?)));
    let (Some((index, answer)), None) = (found.next(), found.next()) else { return };
    drop(found);
    let lines = Lines::from(title).union(&scene.block(index).lines);
    scene.take(index);
    let fact = format!("{act} {answer}");
    let words = (format!("How do you {act}?"), answer);
    let card = scene.card(entry, lines, ("R39", "command", 80), words);
    scene.proposals.push(Proposal { fact, crumb: Crumb::Section, shares_words: true, ..card });
}

/// What a heading says is done, in small letters: "Undo The Last Commit", "Adjusting the size".
fn act(heading: &str) -> Option<String> {
    let heading = grammar::without_stop(heading);
    let tokens = words::tokens(heading);
    let (first, behind) = tokens.split_first()?;
    let sure = behind.first().is_some_and(|next| grammar::is_determiner(&next.lower));
    let joined = behind.iter().skip(1).any(|token| words::is_stop(&token.lower));
    let fits = HEADING.contains(&tokens.len()) && !heading.contains(['?', ':', '"']);
    if !fits || !(sure || joined) {
        return None;
    }
    let ordered = is_act(&first.lower).then(|| first.lower.to_string());
    let verb = ordered.or_else(|| done(first))?;
    let doubtful = NOUNS.contains(&verb.as_str()) && !sure;
    (!doubtful).then(|| format!("{verb}{}", small(heading, first.outer_end, behind)))
}

/// Whether a word is a verb for what is done with a command.
pub(super) fn is_act(verb: &str) -> bool {
    TYPED.binary_search(&verb).is_ok() || grammar::is_base_form(verb)
}

/// The base form of a verb in "-ing".
fn done(first: &Token) -> Option<String> {
    let stem = first.lower.strip_suffix("ing")?;
    let twice = stem.strip_suffix(|c: char| stem.ends_with([c, c]) && c.is_alphabetic());
    let bases = [Some(stem.to_owned()), Some(format!("{stem}e")), twice.map(str::to_owned)];
    bases.into_iter().flatten().find(|base| is_act(base))
}

/// What stands behind a token, its common words in small letters: headings are often Set Like
/// This.
fn small(heading: &str, from: usize, tokens: &[Token]) -> String {
    let mut text = String::new();
    let mut at = from;
    for token in tokens {
        text.push_str(&heading[at..token.start]);
        let word = &heading[token.start..token.end];
        let common = words::is_stop(&token.lower) || words::is_common(&token.lower);
        if common && !words::is_technical(word) {
            text.push_str(&token.lower);
        } else {
            text.push_str(word);
        }
        at = token.end;
    }
    text.push_str(&heading[at..]);
    text
}

/// The code of a block of it, or of a line that is code but for a word: "Press `q`".
fn code(block: &Block) -> Option<String> {
    let text = block.text();
    if block.shape != Shape::Code {
        let (before, rest) = text.split_once('`')?;
        let (code, after) = rest.split_once('`')?;
        let alone = words::count(before) <= 2 && words::count(after) == 0;
        return alone.then(|| format!("`{code}`"));
    }
    let rows: Vec<&str> = text.lines().filter(|row| !row.trim().is_empty()).collect();
    let typed: Vec<&str> = rows.iter().filter_map(|row| row.trim().strip_prefix("$ ")).collect();
    let rows = if typed.is_empty() { rows } else { typed };
    let short = (1..=ROWS).contains(&rows.len())
        && rows.iter().map(|row| words::count(row)).sum::<usize>() <= WORDS;
    short.then(|| rows.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verbs_are_sorted() {
        assert!(TYPED.is_sorted() && NOUNS.is_sorted());
    }

    #[test]
    fn headings_that_order_something_are_told_from_names() {
        let act = |heading| act(heading).unwrap_or_default();
        assert_eq!(act("Undo The Last Commit"), "undo the last commit");
        assert_eq!(act("Adjusting the font size in kitty"), "adjust the font size in kitty");
        assert_eq!(act("Wrapping lines at 80 columns"), "wrap lines at 80 columns");
        assert_eq!(act("Test results of the week"), "");
        assert_eq!(act("Running costs"), "");
    }
}
