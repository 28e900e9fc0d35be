//! R42: the reason behind a comma, and that of what is not so: "X is not allowed, as Y", "X is
//! never safe because Y".
//!
//! The specification has only "because" and a state that holds. Behind a comma "as" and "since"
//! with a clause give a reason too, and deny nothing of the claim; without one "not … because"
//! may deny the reason, unless what is denied is a verdict: allowed, safe, enough.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::{Held, Statement};
use crate::notes::words::{self, Class};

/// Words of a claim, and of its reason.
const CLAIM: std::ops::RangeInclusive<usize> = 3..=20;
const REASON: std::ops::RangeInclusive<usize> = 3..=25;

/// "Why is S STATE?" of a claim that can be turned round; "CLAIM. Why?" of any other.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    static REASONS: Held = Held::of_words(&["as", "since", "because"]);
    if !s.held.may_hold_any(&REASONS) {
        return None;
    }
    let verb = s.verb();
    let at = (3..s.tokens.len()).find(|at| parts(s, *at, verb))?;
    let claim = grammar::without_stop(s.before(at));
    let reason = grammar::without_stop(s.tail(at + 1));
    let lost = s.tokens[..at].iter().any(|token| {
        matches!(&*token.lower, "it" | "this" | "that" | "they" | "them" | "these" | "he" | "she")
    });
    let fits = CLAIM.contains(&words::count(claim))
        && REASON.contains(&words::count(reason))
        && !lost
        && !claim.contains([':', '?', '$', '"', '\u{201c}'])
        && !grammar::is_first_person(s.text)
        && !s.text.contains("...");
    if !fits || !gives(s.word(at), reason) {
        return None;
    }
    let question =
        turned(s, verb, at).or_else(|| told(s, verb, at).then(|| grammar::why(claim)))?;
    Some(Finding::card(s.card("R42", "why", 80, (question, reason.to_owned()))))
}

/// Whether a reason begins here, so that the claim in front of it stands.
fn parts(s: &Statement, at: usize, verb: Option<usize>) -> bool {
    match s.word(at) {
        "as" | "since" | "because" if s.ends_in_comma(at - 1) => true,
        "because" => verb.is_some_and(|verb| verb < at && is_verdict(s, verb, at)),
        _ => false,
    }
}

/// "is not allowed", "isn't safe", "is worse than none": what no reason behind it is denied by.
fn is_verdict(s: &Statement, verb: usize, at: usize) -> bool {
    static VERDICTS: Class = Class::of(&[
        "allowed",
        "available",
        "cheap",
        "deterministic",
        "easy",
        "enough",
        "feasible",
        "free",
        "good",
        "ideal",
        "needed",
        "necessary",
        "permitted",
        "portable",
        "possible",
        "practical",
        "recommended",
        "reliable",
        "reproducible",
        "required",
        "right",
        "safe",
        "secure",
        "sufficient",
        "supported",
        "true",
        "useful",
        "valid",
        "viable",
    ]);
    let state = |from: usize| from + 1 == at && VERDICTS.holds(s.word(from));
    match s.word(verb) {
        "isn't" | "aren't" | "wasn't" | "weren't" => state(verb + 1),
        "is" | "are" | "was" | "were" => {
            let denied = matches!(s.word(verb + 1), "not" | "never") && state(verb + 2);
            let compared = s.word(at - 2) == "than" && matches!(s.word(at - 1), "none" | "nothing");
            denied || compared
        }
        _ => false,
    }
}

/// Whether what stands behind the word tells why, rather than when or how.
fn gives(word: &str, reason: &str) -> bool {
    let tokens = words::tokens(reason);
    let first = tokens.first().map_or("", |first| &*first.lower);
    let hollow = matches!(first, "of" | "that" | "this") && tokens.len() < 5;
    if word == "because" {
        return !hollow;
    }
    let manner = matches!(
        first,
        "a" | "always"
            | "an"
            | "before"
            | "did"
            | "do"
            | "does"
            | "far"
            | "he"
            | "i"
            | "if"
            | "in"
            | "is"
            | "long"
            | "many"
            | "much"
            | "of"
            | "part"
            | "she"
            | "soon"
            | "such"
            | "then"
            | "though"
            | "to"
            | "usual"
            | "was"
            | "we"
            | "well"
            | "with"
            | "you"
    ) || first.ends_with("ed");
    let verb = grammar::finite_verb(reason, &tokens);
    let last = tokens.last().map_or("", |last| &*last.lower);
    let clause = verb.is_some() || (tokens.len() > 3 && grammar::is_base_form(last));
    let opens = reason.starts_with(char::is_alphabetic) || reason.starts_with('`');
    clause && opens && !manner
}

/// The claim as a question, where its verb only moves to the front.
fn turned(s: &Statement, verb: Option<usize>, at: usize) -> Option<String> {
    static MOVED: Class = Class::of(&[
        "are",
        "aren't",
        "can",
        "can't",
        "cannot",
        "don't",
        "doesn't",
        "is",
        "isn't",
        "must",
        "should",
        "shouldn't",
        "was",
        "wasn't",
        "were",
        "weren't",
        "won't",
    ]);
    let verb = verb.filter(|verb| *verb + 1 < at && MOVED.holds(s.word(*verb)))?;
    let subject = subject(s, verb)?;
    let rest = s.span(verb + 1, at);
    let same = s.text[s.tokens[verb].start..s.tokens[at].start].contains(';');
    (!same).then(|| format!("Why {} {} {rest}?", s.word(verb), grammar::lower_first(subject)))
}

/// The subject of a verb: "SLO of 100%" has a sign that other rules read as the end of it.
fn subject<'n>(s: &Statement<'n>, verb: usize) -> Option<&'n str> {
    let before = s.before(verb);
    let percent = before.contains('%') && verb <= 6 && before.starts_with(char::is_alphabetic);
    let plain = percent && !before.contains([',', ';', '(', '.']);
    (s.names_subject(verb) || plain).then_some(before)
}

/// Whether the claim is one that stands alone: an order, or a sentence with a subject of its own.
fn told(s: &Statement, verb: Option<usize>, at: usize) -> bool {
    let first = s.word(0);
    let orders = grammar::is_imperative(&s.tokens)
        || grammar::opens_with_base_form(&s.tokens)
        || grammar::is_advised(first)
        || first == "always";
    let finite = verb.is_some_and(|verb| verb < at && subject(s, verb).is_some());
    (orders && !matches!(first, "note" | "see" | "look")) || finite
}
