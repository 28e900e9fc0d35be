//! R31: by what means something is done: the tool, the command, the function.
//!
//! Not in the specification. Notes on tools say "Use X to do Y"; what is worth recalling is X.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::{Held, Statement};
use crate::notes::words::{self, Class};

/// "What should you use to Y?" from "Use X to Y"; "CLAUSE with what?" from "CLAUSE with `x`".
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    // "E.g. `2.3` is compatible with `2.9`": one case of many.
    if matches!(s.word(0), "e.g" | "e.g." | "eg" | "example") {
        return None;
    }
    use_to(s).or_else(|| done_with(s))
}

fn use_to(s: &Statement) -> Option<Finding> {
    const MOST_WORDS: usize = 8;
    let verb = opening_use(s)?;
    let purpose = (verb + 2..s.tokens.len())
        .take(MOST_WORDS)
        .find(|at| matches!(s.word(*at), "to" | "for" | "when"))?;
    let means = s.span(verb + 1, purpose);
    let end = s.tail(purpose).split(", otherwise ").next().unwrap_or_default();
    let end = grammar::without_stop(grammar::without_aside(end));
    let vague = words::lower_cores(end)
        .any(|word| matches!(&*word, "it" | "this" | "that" | "them" | "these" | "so" | "i"));
    let behind = s.word(purpose + 1);
    let acts = s.word(purpose) != "to"
        || !(grammar::is_determiner(behind) || behind.ends_with("ed") || behind.ends_with("ly"));
    let other = s.word(verb) != "use" && !means.starts_with('`');
    let fits = !other
        && (is_particular(means)
            || is_name(means)
            || (is_particular(end) && words::count(means) >= 2))
        && acts
        && !means.contains(',')
        && !end.contains('(')
        && (s.word(purpose) == "to" || !end.contains(','))
        && !grammar::is_pronoun(s.word(verb + 1))
        && !s.tokens[verb + 1..purpose].iter().any(|token| token.lower == "make")
        && (3..=20).contains(&words::count(end))
        && grammar::finite_verb(end, &words::tokens(end)).is_none();
    if !fits || vague {
        return None;
    }
    let confidence = if s.word(purpose) == "to" { 80 } else { 76 };
    let question = format!("What should you {} {end}?", s.word(verb));
    Some(Finding::card(s.card("R31", "means", confidence, (question, means.to_owned()))))
}

/// What one does with a tool, a key, a command.
static USES: Class = Class::of(&["call", "enter", "execute", "press", "run", "type", "use"]);

/// Where "use" stands, in a sentence that opens with it: "Use", "You can use".
fn opening_use(s: &Statement) -> Option<usize> {
    let lead = |word: &str| {
        matches!(word, "you" | "can" | "could" | "should" | "must" | "may" | "also" | "always")
    };
    let at = (0..4).find(|at| USES.holds(s.word(*at)))?;
    (0..at).all(|at| lead(s.word(at))).then_some(at)
}

/// Whether a phrase names a thing in particular: code, or a rare or technical word.
fn is_particular(phrase: &str) -> bool {
    phrase.contains('`') || phrase.split_whitespace().any(words::is_rare)
}

/// Whether a word in the middle of a sentence is written as names are: "Use Rabbit for …".
fn is_name(means: &str) -> bool {
    means.starts_with(char::is_uppercase) && words::count(means) == 1
}

fn done_with(s: &Statement) -> Option<Finding> {
    static LINKS: Held = Held::of_words(&["with", "using", "via", "through", "by"]);
    if !(s.text.contains('`') && s.held.may_hold_any(&LINKS)) {
        return None;
    }
    let mark = (3..s.tokens.len()).find(|at| {
        matches!(s.word(*at), "with" | "using" | "via" | "through" | "by")
            && s.tail(at + 1).trim_start_matches("the ").starts_with('`')
    })?;
    let answer = grammar::without_stop(s.tail(mark + 1));
    let clause = &s.text[..s.tokens[mark].end];
    let vague = s.tokens[..mark]
        .iter()
        .any(|token| matches!(&*token.lower, "it" | "this" | "that" | "them" | "i" | "we"));
    let told = grammar::is_imperative(&s.tokens)
        || (grammar::is_determiner(s.word(1)) && words::is_common(s.word(0)))
        || s.verb().is_some_and(|verb| verb > 0 && verb < mark);
    if vague || !told || !(1..=10).contains(&words::count(answer)) {
        return None;
    }
    let question = if grammar::is_imperative(&s.tokens) {
        ordered(s, mark)
    } else {
        format!("{clause} what?")
    };
    Some(Finding::card(s.card("R31", "means", 78, (question, answer.to_owned()))))
}

/// The question to an order: "Start it with `x`" is what one starts it with.
fn ordered(s: &Statement, mark: usize) -> String {
    let order = |to: usize| grammar::lower_first(s.span(0, to));
    match s.word(mark) {
        "with" | "through" => format!("What do you {}?", order(mark + 1)),
        _ => format!("How do you {}?", order(mark)),
    }
}
