//! R43: the command for what a line says is done: "list open ports: `ss -tlnp`", "To drain a
//! node, run `kubectl drain`", "`strace ./prog` to see which files are read".
//!
//! The specification has "Use X to Y"; notes of commands have the aim in front as often, or the
//! command. A label that opens with a verb is no noun: "What are the list open ports?" asks nobody
//! anything.

use super::{Finding, r39_howto};
use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Proposal, Scene};
use crate::cards::generate::statement::Statement;
use crate::notes::words::{self, Class, Token};
use std::ops::RangeInclusive;

/// Words of what is done.
const AIM: RangeInclusive<usize> = 2..=14;

/// "What should you run to X?" from "To X, run `y`"; "How do you X?" from "`y` to X".
pub(super) fn on_sentence(s: &Statement) -> Option<Finding> {
    run_to(s).or_else(|| code_to(s))
}

fn run_to(s: &Statement) -> Option<Finding> {
    const MOST_WORDS: usize = 10;
    let verb =
        (2..s.tokens.len()).find(|at| s.ends_in_comma(*at)).filter(|_| s.word(0) == "to")? + 1;
    let runs = matches!(
        s.word(verb),
        "call" | "do" | "enter" | "execute" | "press" | "run" | "try" | "type" | "use"
    );
    let aim = s.span(1, verb);
    let answer = grammar::without_stop(grammar::without_aside(s.tail(verb + 1)));
    let fits = runs
        && answer.starts_with('`')
        && words::count(answer) <= MOST_WORDS
        && AIM.contains(&words::count(aim))
        && !matches!(s.word(1), "be" | "have")
        && !is_lost(aim);
    let question = format!("What should you {} to {aim}?", s.word(verb));
    fits.then(|| Finding::card(s.card("R43", "command", 80, (question, answer.to_owned()))))
}

fn code_to(s: &Statement) -> Option<Finding> {
    let (code, rest) = typed(s.text)?;
    let aim = grammar::without_stop(rest.trim_start().strip_prefix("to ")?);
    let tokens = words::tokens(aim);
    let act = tokens.first().is_some_and(|first| is_act(&first.lower));
    let fits = act && (3..=14).contains(&words::count(aim)) && !is_lost(aim) && !aim.contains('(');
    let words = (format!("How do you {aim}?"), code.to_owned());
    fits.then(|| Finding::card(s.card("R43", "command", 78, words)))
}

/// The code of more than a sign that a text opens with, and what is behind it.
fn typed(text: &str) -> Option<(&str, &str)> {
    grammar::opening_code(text).filter(|(code, _)| code.len() > 3)
}

/// "How do you X?" from "X: `y`"; true where the line is one.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    let block = scene.block(index);
    let text = block.inline.without_tail_link();
    let Some(at) = words::find(text, ": `") else { return false };
    let Some((code, rest)) = typed(&text[at + 2..]) else { return false };
    let Some(act) = act(&text[..at]) else { return false };
    let rest = rest.trim_start();
    if !(rest.is_empty() || rest.starts_with(['(', '.', ',', ';', '-', '\u{2013}', '\u{2192}'])) {
        return false;
    }
    let card = Proposal {
        fact: format!("{act} {code}"),
        under: scene.parents(index),
        shares_words: true,
        ..scene.card(
            entry,
            block.lines.clone(),
            ("R43", "command", 80),
            (format!("How do you {act}?"), code.to_owned()),
        )
    };
    scene.proposals.push(card);
    true
}

/// What a label says is done, if it opens with a verb.
fn act(label: &str) -> Option<String> {
    let tokens = words::tokens(label);
    let led = usize::from(tokens.first().is_some_and(|first| first.lower == "to"));
    let acts = tokens.get(led..).filter(|acts| AIM.contains(&acts.len()))?;
    let plain = !label.contains([':', ',', '`', '"', '(', '?', '=', '/']) && !is_lost(label);
    let done = plain && is_act(&acts[0].lower) && (led == 1 || is_order(acts));
    done.then(|| grammar::lower_first(label[acts[0].start..].trim()))
}

fn is_act(verb: &str) -> bool {
    verb == "see" || r39_howto::is_act(verb)
}

/// Whether the verb is none that is a noun as well, or what is behind shows that it is a verb:
/// "list type" is a type, "list open ports" an order.
fn is_order(tokens: &[Token]) -> bool {
    static VERBS: Class = Class::of(&[
        "add",
        "append",
        "clear",
        "compress",
        "concatenate",
        "configure",
        "connect",
        "convert",
        "create",
        "decode",
        "delete",
        "disable",
        "enable",
        "encode",
        "exclude",
        "extract",
        "fetch",
        "find",
        "generate",
        "get",
        "ignore",
        "include",
        "insert",
        "inspect",
        "join",
        "make",
        "prepend",
        "prevent",
        "redo",
        "remove",
        "rename",
        "replace",
        "resize",
        "restore",
        "revert",
        "rotate",
        "see",
        "show",
        "squash",
        "toggle",
        "truncate",
        "uncomment",
        "undo",
        "uninstall",
        "unpin",
        "upload",
        "verify",
        "write",
    ]);
    static COUNTED: Class = Class::of(&[
        "check", "count", "kill", "list", "print", "reload", "restart", "sort", "start", "stop",
        "watch",
    ]);
    let (first, behind) = (&tokens[0].lower, &tokens[1..]);
    let next = &behind[0].lower;
    let last = &behind[behind.len() - 1].lower;
    let many = last.len() > 3 && last.ends_with('s') && !last.ends_with("ss");
    let sure = grammar::is_determiner(next) || matches!(&**next, "all" | "only" | "what");
    let joined = !grammar::is_preposition(next)
        && behind.iter().skip(1).any(|token| grammar::is_preposition(&token.lower));
    VERBS.holds(first) || sure || (COUNTED.holds(first) && (many || joined))
}

/// Whether a text speaks of something said elsewhere.
fn is_lost(text: &str) -> bool {
    let open = |last: &str| matches!(last, "one" | "ones" | "unused");
    if words::lower_cores(text).last().is_some_and(|last| open(&last)) {
        return true;
    }
    words::lower_cores(text).any(|word| {
        matches!(&*word, "it" | "this" | "that" | "them" | "these" | "those" | "i" | "we" | "my")
    })
}
