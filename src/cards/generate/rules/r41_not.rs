//! R41: what a thing does not do, or cannot: "`git stash` doesn't stash untracked files".
//!
//! Not in the specification, whose rules on verbs read what things do. What a tool leaves out is
//! what people are caught by, and notes that tell it are kept for that.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;
use crate::notes::words::{self, Class};

/// Words of what is not done.
const OBJECT: std::ops::RangeInclusive<usize> = 1..=12;

/// "What does S not VERB?", "What can S not VERB?"
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    let aux = s.verb().filter(|at| (1..=6).contains(at) && s.word(0) != "please")?;
    let (asks, verb) = negated(s, aux)?;
    let subject = named(s, aux).filter(|_| !is_anybody(s, aux))?;
    // "can't run inside a transaction": what it cannot run inside.
    let last = if MOVED.contains(&s.word(verb + 1)) { verb + 1 } else { verb };
    let object = object(s.tail(last + 1))?;
    if !is_act(s.word(verb)) || !is_plain(s, last + 1, object) {
        return None;
    }
    let verb = s.between(verb, last + 1);
    let question = format!("What {asks} {} not {verb}?", shown(subject));
    let mut card = s.card("R41", "not", 78, (question, object.to_owned()));
    subject.clone_into(&mut card.entity);
    Some(Finding::card(card))
}

/// Prepositions that a question may end with.
const MOVED: [&str; 8] =
    ["across", "after", "between", "inside", "into", "over", "through", "under"];

/// A subject as the question has it; one word alone may be a name: "Windows cannot …".
fn shown(subject: &str) -> String {
    if subject.contains(' ') { grammar::lower_first(subject) } else { subject.to_owned() }
}

/// The verb that asks, and where the verb stands that is denied.
fn negated(s: &Statement, aux: usize) -> Option<(&'static str, usize)> {
    let apart = s.word(aux + 1) == "not";
    let (asks, joined) = match s.word(aux) {
        "doesn't" => ("does", true),
        "don't" => ("do", true),
        "can't" | "cannot" => ("can", true),
        "does" => ("does", false),
        "do" => ("do", false),
        "can" => ("can", false),
        _ => return None,
    };
    (joined != apart).then_some((asks, aux + 1 + usize::from(apart)))
}

/// The subject before a place, if it is named there: a phrase, or code with a noun at most.
pub(super) fn named<'n>(s: &Statement<'n>, until: usize) -> Option<&'n str> {
    const MOST_WORDS: usize = 5;
    let before = s.before(until);
    match grammar::opening_code(before) {
        Some((_, noun)) => {
            let plain = words::count(noun) <= 1 && !noun.contains(['`', ',', ':', '(']);
            plain.then_some(before)
        }
        None => (until <= MOST_WORDS && s.names_subject(until)).then(|| s.between(0, until)),
    }
}

/// Whether the subject is people, or whatever there is: what they do not do is no fact on them.
fn is_anybody(s: &Statement, until: usize) -> bool {
    static ANYBODY: Class = Class::of(&[
        "all",
        "any",
        "anyone",
        "both",
        "customers",
        "developers",
        "devs",
        "each",
        "engineers",
        "everybody",
        "everyone",
        "everything",
        "folks",
        "kids",
        "managers",
        "many",
        "most",
        "no",
        "nobody",
        "none",
        "nothing",
        "one",
        "people",
        "several",
        "some",
        "somebody",
        "someone",
        "something",
        "students",
        "stuff",
        "teams",
        "thing",
        "things",
        "users",
    ]);
    s.tokens[..until].iter().any(|token| ANYBODY.holds(&token.lower))
}

/// Whether a verb is one that "what?" asks well with "not".
fn is_act(verb: &str) -> bool {
    static VAGUE: Class = Class::of(&[
        "agree", "always", "appear", "be", "become", "believe", "belong", "care", "come", "do",
        "even", "exist", "expect", "fall", "feel", "get", "go", "happen", "help", "just", "know",
        "like", "look", "make", "matter", "mean", "mind", "only", "seem", "think", "want", "work",
    ]);
    verb.len() > 1
        && verb.chars().all(|c| c.is_alphabetic() || c == '-')
        && !verb.ends_with("ly")
        && !VAGUE.holds(verb)
        && !words::is_stop(verb)
        || verb == "have"
}

/// What is not done: up to where the sentence goes on with something else.
fn object(tail: &str) -> Option<&str> {
    const MARKS: [&str; 9] =
        ["; ", " (", ": ", " - ", " -- ", " \u{2013} ", " \u{2014} ", " \u{2192} ", " -> "];
    let cut = MARKS.iter().filter_map(|mark| tail.find(mark)).min().unwrap_or(tail.len());
    // No object is as long as what stands in front of a later comma.
    let near = |at: &usize| words::count(&tail[..*at]) <= *OBJECT.end();
    let mut commas = tail[..cut].match_indices(", ").map(|(at, _)| at).take_while(near);
    let clause = commas.find(|at| {
        let rest = &tail[at + 2..];
        let first = words::lower_cores(rest).next().unwrap_or_default();
        let joined = matches!(&*first, "and" | "or")
            && words::lower_cores(rest).nth(1).is_some_and(|next| next != *"not");
        !joined
            && (words::is_stop(&first)
                || grammar::finite_verb(rest, &words::tokens(rest)).is_some())
    });
    let text = grammar::without_stop(&tail[..clause.unwrap_or(cut)]);
    let turned = clause.is_some_and(|at| {
        let next = words::lower_cores(&tail[at + 2..]).next().unwrap_or_default();
        matches!(&*next, "but" | "only" | "rather" | "instead" | "it" | "unless" | "if" | "except")
    });
    let stands_in = matches!(
        words::lower(text).as_ref(),
        "any" | "it" | "many" | "much" | "one" | "ones" | "some" | "that" | "them" | "this"
    );
    (OBJECT.contains(&words::count(text)) && !turned && !stands_in).then_some(text)
}

/// What opens a manner or a condition.
static OPENING: Class = Class::of(&[
    "again",
    "all",
    "anybody",
    "anymore",
    "anyone",
    "anything",
    "as",
    "at",
    "better",
    "by",
    "either",
    "enough",
    "even",
    "every",
    "everyone",
    "everything",
    "for",
    "from",
    "good",
    "how",
    "if",
    "in",
    "into",
    "just",
    "like",
    "more",
    "much",
    "of",
    "off",
    "on",
    "only",
    "out",
    "really",
    "right",
    "scale",
    "so",
    "that",
    "than",
    "then",
    "to",
    "too",
    "until",
    "up",
    "very",
    "well",
    "what",
    "when",
    "where",
    "whether",
    "why",
    "with",
    "without",
]);

/// Words behind which the sentence turns.
static TURNING: Class = Class::of(&[
    "always",
    "anymore",
    "as",
    "because",
    "before",
    "but",
    "either",
    "if",
    "necessarily",
    "since",
    "so",
    "though",
    "unless",
    "until",
    "when",
    "where",
    "while",
    "without",
    "yet",
]);

/// Whether the object is a thing, not a manner, a condition or something said elsewhere.
fn is_plain(s: &Statement, from: usize, object: &str) -> bool {
    let first = s.word(from);
    let own =
        words::lower_cores(object).all(|word| !grammar::is_pronoun(&word) && !TURNING.holds(&word));
    own && !OPENING.holds(first) && !object.starts_with("a lot") && !first.ends_with("ly")
}
