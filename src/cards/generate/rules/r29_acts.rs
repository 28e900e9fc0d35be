//! R29: what a named thing does to what: "The GIL protects the interpreter".
//!
//! Not in the specification, whose rules on verbs know only benefits. Two in five of the cards
//! that a careful person wants are such a cut inside one sentence, and "What does S VERB?" asks
//! it in the sentence's own words: only the verb loses its `s`. Where it would lose more than
//! that ("requires", "require": not a word of the notes for who compares stems), it keeps its
//! form: "What is it that S VERBs?".

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;
use crate::notes::words::{self, Class};

/// Verbs after which "what?" asks for all that follows. Not those with a second meaning in
/// notes ("works", "runs", "goes"), nor those that want a preposition.
static ASKED: Class = Class::of(&[
    "accept",
    "achieve",
    "activate",
    "adapt",
    "adopt",
    "affect",
    "allocate",
    "allow",
    "alter",
    "amplify",
    "announce",
    "append",
    "assign",
    "assume",
    "assure",
    "attach",
    "automate",
    "avoid",
    "calculate",
    "capture",
    "catch",
    "cause",
    "check",
    "choose",
    "collect",
    "combine",
    "compress",
    "compute",
    "consume",
    "contain",
    "control",
    "convert",
    "create",
    "declare",
    "decode",
    "decouple",
    "decrease",
    "define",
    "degrade",
    "delete",
    "deliver",
    "demonstrate",
    "denote",
    "derive",
    "describe",
    "detect",
    "determine",
    "disable",
    "discard",
    "distinguish",
    "divide",
    "eliminate",
    "emit",
    "emphasize",
    "emulate",
    "enable",
    "encapsulate",
    "encode",
    "encourage",
    "encrypt",
    "enforce",
    "enhance",
    "ensure",
    "erase",
    "establish",
    "evaluate",
    "exceed",
    "exclude",
    "execute",
    "expand",
    "expose",
    "express",
    "extend",
    "facilitate",
    "fetch",
    "forbid",
    "gather",
    "generate",
    "govern",
    "guarantee",
    "handle",
    "hide",
    "hold",
    "identify",
    "ignore",
    "illustrate",
    "implement",
    "imply",
    "improve",
    "include",
    "increase",
    "indicate",
    "influence",
    "inherit",
    "inject",
    "insert",
    "inspect",
    "install",
    "integrate",
    "intercept",
    "interpret",
    "introduce",
    "invalidate",
    "involve",
    "isolate",
    "leverage",
    "limit",
    "lower",
    "maintain",
    "manage",
    "maximize",
    "mean",
    "measure",
    "mediate",
    "merge",
    "minimize",
    "modify",
    "mutate",
    "need",
    "normalize",
    "notify",
    "observe",
    "offer",
    "omit",
    "optimize",
    "orchestrate",
    "outperform",
    "override",
    "overwrite",
    "own",
    "parse",
    "perform",
    "permit",
    "populate",
    "precede",
    "predict",
    "prefer",
    "preserve",
    "prevent",
    "prioritize",
    "produce",
    "promote",
    "propagate",
    "propose",
    "protect",
    "prove",
    "provide",
    "publish",
    "raise",
    "receive",
    "recognize",
    "record",
    "reduce",
    "reject",
    "remove",
    "rename",
    "render",
    "replace",
    "replicate",
    "represent",
    "require",
    "resemble",
    "resolve",
    "restore",
    "restrict",
    "retain",
    "retrieve",
    "return",
    "reuse",
    "reveal",
    "satisfy",
    "scan",
    "secure",
    "select",
    "separate",
    "serialize",
    "shorten",
    "simplify",
    "simulate",
    "skip",
    "spawn",
    "specify",
    "stabilize",
    "stimulate",
    "store",
    "strengthen",
    "strip",
    "suggest",
    "summarize",
    "support",
    "suppress",
    "survive",
    "synchronize",
    "terminate",
    "tolerate",
    "track",
    "transfer",
    "transform",
    "translate",
    "transmit",
    "trigger",
    "undermine",
    "underpin",
    "unify",
    "use",
    "validate",
    "verify",
    "violate",
    "visualize",
    "wrap",
    "yield",
]);

/// Those that ask in their base form all the same, as any question may: "What does S use?".
const WORDED: &[&str] = &["compare", "describe", "replace", "use"];

/// Words of an answer.
const WORDS: std::ops::RangeInclusive<usize> = 2..=25;

/// "What does S VERB?" of a subject with a name, on its own line or above it; else "What VERBs
/// O?" of an object with a name.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    // "new 2024 guideline replaces …": which one, stands elsewhere.
    let points = matches!(s.word(0), "latest" | "new" | "old");
    if s.text.ends_with(':') || points {
        return None;
    }
    let verb = s.verb();
    verb.and_then(|verb| named(s, verb).or_else(|| doer(s, verb))).or_else(|| implied(s))
}

fn named(s: &Statement, verb: usize) -> Option<Finding> {
    let (base, answer) = acted(s, verb)?;
    if !s.names_particular(verb) || is_any(s) || is_plural(s, verb) {
        return None;
    }
    let subject = s.between(0, verb);
    let listed = s.tokens[verb].outer_end > s.tokens[verb].end;
    if listed || acts_on(answer) {
        let question = format!("What does {} do?", grammar::lower_first(subject));
        let acts = grammar::one_clause(s.tail(verb)).to_owned();
        let mut card = s.card("R29", "acts", 78, (question, acts));
        subject.clone_into(&mut card.entity);
        return Some(Finding::card(card));
    }
    let question = question(subject, s.word(verb), base);
    let mut card = s.card("R29", "acts", 80, (question, answer.to_owned()));
    subject.clone_into(&mut card.entity);
    Some(Finding::card(card))
}

/// What a subject VERBs, in the base form where that is a word of the notes for who compares stems.
pub(super) fn question(subject: &str, verb: &str, base: &str) -> String {
    let subject = grammar::lower_first(subject);
    if base.ends_with('e') && !WORDED.contains(&base) {
        format!("What is it that {subject} {verb}?")
    } else {
        format!("What does {subject} {base}?")
    }
}

/// "Uses an inverted index" under the name of what does. Under the heading of an entity of a
/// known section R26 asks it.
fn implied(s: &Statement) -> Option<Finding> {
    let subject = s.subject.as_deref().filter(|_| !s.strong)?;
    let (base, answer) = acted(s, 0)?;
    if words::content(answer).iter().any(|word| words::content(subject).contains(word)) {
        return None;
    }
    let question = if WORDED.contains(&base) {
        format!("What does {} {base}?", grammar::shown(subject))
    } else {
        format!("What is it that {} {}?", grammar::shown(subject), s.word(0))
    };
    Some(Finding::card(s.card("R29", "acts", 78, (question, answer.to_owned()))))
}

/// "What eliminates the usefulness of MFA?": the subject is the answer.
fn doer(s: &Statement, verb: usize) -> Option<Finding> {
    let (_, object) = acted(s, verb)?;
    let object = grammar::without_stop(object);
    let subject = s.between(0, verb);
    let particular = object.split_whitespace().any(words::is_rare);
    let tokens = words::tokens(object);
    let single = grammar::finite_verb(object, &tokens).is_none()
        && !tokens.iter().any(|token| matches!(&*token.lower, "which" | "that" | "who"));
    let fits = (2..=6).contains(&verb)
        && s.word(verb) != "means"
        && s.names_subject(verb)
        && !is_plural(s, verb);
    if !(particular && fits && single)
        || object.contains(", ")
        || is_any(s)
        || words::count(object) > 12
    {
        return None;
    }
    let question = format!("What {} {object}?", s.word(verb));
    Some(Finding::card(s.card("R29", "doer", 76, (question, subject.to_owned()))))
}

/// Whether the subject is any of several things rather than one.
fn is_any(s: &Statement) -> bool {
    matches!(s.word(0), "each" | "every" | "some" | "any" | "no" | "another")
}

/// Whether a second verb follows: "mutates inputs and keeps those that …".
fn acts_on(answer: &str) -> bool {
    let behind = |(at, _): (usize, &str)| words::tokens(&answer[at + 5..]);
    answer.match_indices(" and ").any(|found| grammar::opens_with_third_person(&behind(found)))
}

/// Whether "what?" can ask for all that follows this verb.
pub(super) fn is_asked(verb: &str) -> bool {
    grammar::base_form(verb).is_some_and(|base| ASKED.holds(base))
}

/// The base form of the verb, if it is one that "what?" can ask for, and what stands behind it.
fn acted<'n>(s: &Statement<'n>, verb: usize) -> Option<(&'static str, &'n str)> {
    let base = grammar::base_form(s.word(verb)).filter(|base| ASKED.holds(base))?;
    let object = s.word(verb + 1);
    let points_away = grammar::is_pronoun(object) && object != "that" && object != "what";
    // "CPU limits cause throttling": the first is a noun.
    let second = s.word(verb).ends_with('s')
        && verb > 0
        && matches!(
            object,
            "cause" | "block" | "break" | "make" | "lead" | "mean" | "take" | "need" | "let"
        );
    let noun = second
        || matches!(
            object,
            "are" | "is" | "can" | "was" | "were" | "will" | "have" | "has" | "or" | "and"
        );
    let answer = grammar::one_clause(s.tail(verb + 1));
    // Three unlike facts behind the emptiest of verbs.
    let heap = matches!(base, "use" | "need")
        && answer.matches(", ").count() >= 2
        && !answer.contains(" and ")
        && !answer.contains(" or ");
    // What stands behind a colon explains the object.
    let object_end = answer.find(": ").filter(|at| words::count(&answer[..*at]) >= 2);
    let answer = grammar::without_aside(&answer[..object_end.unwrap_or(answer.len())]);
    let answer = before_verb(answer);
    // "resolves down by step"
    let aimless = matches!(object, "down" | "up" | "away" | "back" | "out" | "off");
    let much =
        grammar::is_verdict(answer) || answer.starts_with("a lot of ") || answer.contains("...");
    // "The other two", "both": of what stands beside it.
    let points_away = points_away
        || matches!(object, "neither" | "another")
        || (object == "both" && !grammar::is_determiner(s.word(verb + 2)))
        || (object == "the"
            && matches!(s.word(verb + 2), "former" | "latter" | "other" | "others"))
        || (matches!(object, "each" | "one") && s.word(verb + 2) == "another");
    let lost = noun || aimless || heap || answer.contains("(p. ");
    let fits = !lost
        && !much
        && !answer.contains("the following")
        && !answer.ends_with("including")
        && !points_away
        && !grammar::is_preposition(object)
        && WORDS.contains(&words::count(answer));
    fits.then_some((base, answer))
}

/// An answer without what else its subject does: "CEL, runs in the server".
fn before_verb(answer: &str) -> &str {
    let acts = |at: &usize| grammar::opens_with_third_person(&words::tokens(&answer[at + 2..]));
    let mut commas = answer.match_indices(", ").map(|(at, _)| at);
    commas.find(acts).map_or(answer, |at| &answer[..at])
}

/// "DNS records are …" opens with a plural, and so does "nodes contains".
fn is_plural(s: &Statement, verb: usize) -> bool {
    let last = s.word(verb - 1);
    last.ends_with('s') && !last.ends_with("ss") && !words::is_technical(last)
}
