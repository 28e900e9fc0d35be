//! R26: what a tool does, said by a bare verb.

use super::r08_term::Gloss;
use super::{Finding, Told, r29_acts};
use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Proposal, Scene};
use crate::cards::generate::statement::{Place, Statement};
use crate::notes::kinds::Kind;
use crate::notes::words::Class;
use crate::notes::{person, sentence, words};

/// "What does S do?" from "Compare the …" under a tool or a demo, or "Receives …" under any.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    demo(s).or_else(|| headed(s)).or_else(|| named(s))
}

/// "What did the demo of S show?" from "Showed …", "The demo moved …".
fn demo(s: &Statement) -> Option<Finding> {
    let name = s.subject.as_deref().filter(|_| s.entry_kind == Kind::Demo)?;
    let start = usize::from(matches!(s.word(0), "the" | "this"));
    let verb = if s.word(start) == "demo" { start + 1 } else { 0 };
    let shows = matches!(s.word(verb), "showed" | "shows" | "demonstrated" | "demonstrates");
    let told = (0..4).any(|at| s.word(at).len() > 4 && s.word(at).ends_with("ed"))
        || grammar::opens_with_past(&s.tokens[verb..]);
    if !(shows || told) || !(4..=30).contains(&s.tokens.len()) {
        return None;
    }
    let answer = if shows { s.tail(verb + 1) } else { s.text };
    let question = format!("What did the demo of {} show?", grammar::shown(name));
    Some(Finding::card(s.card("R26", "does", 78, (question, answer.to_owned()))))
}

/// Verbs that say how a thing is rather than what it does.
static STATES: Class = Class::of(&[
    "accepts", "belongs", "comes", "costs", "defaults", "depends", "exists", "expects", "extends",
    "gets", "goes", "has", "inherits", "is", "lives", "looks", "means", "needs", "requires",
    "seems", "stands", "takes", "tries", "wants", "was", "works",
]);

/// Whether a word is written as names of programs are: `KubeVirt`.
fn is_program(word: &str) -> bool {
    word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase())
}

/// "What does `S` do?" from "`S` attaches …": of code, of an item of a list of tools, of a word
/// that has the form of a program's name.
fn named(s: &Statement) -> Option<Finding> {
    let code = grammar::opening_code(s.text);
    let (name, verb) = if let Some((code, _)) = code {
        (code, s.tokens.iter().position(|token| token.start >= code.len())?)
    } else {
        let own = |verb: usize| {
            let subject = s.subject.as_deref().filter(|_| s.inherited.is_none());
            let said = s.between(usize::from(grammar::starts_with_article(s.text)), verb);
            subject.is_some_and(|name| words::norm(name) == words::norm(said))
        };
        let fits = |verb: &usize| (s.listed || own(*verb)) && s.names_subject(*verb);
        let listed = || s.verb().filter(fits);
        let verb = if is_program(s.text.split(' ').next()?) { 1 } else { listed()? };
        (s.between(0, verb), verb)
    };
    let behind = s.tokens.get(verb..)?;
    let acts =
        grammar::opens_with_third_person(behind) || (code.is_some() && is_verb_of_code(s, verb));
    // "takes a string and runs it" is what it does; "takes a lock" is what that costs.
    let state =
        STATES.holds(s.word(verb)) && !(s.word(verb) == "takes" && s.find(&["and"]).is_some());
    let asks = acts && verb <= 4 && !state;
    let answer = grammar::one_clause(s.tail(verb));
    if !asks || !(3..=25).contains(&words::count(answer)) || s.text.ends_with(':') {
        return None;
    }
    let question = format!("What does {} do?", grammar::shown(name));
    let mut card = s.card("R26", "does", 76, (question, answer.to_owned()));
    name.clone_into(&mut card.entity);
    Some(Finding::card(card))
}

/// Whether a word behind code is its verb, known or not: "attaches a", "downloads in".
fn is_verb_of_code(s: &Statement, at: usize) -> bool {
    let (word, next) = (s.word(at), s.word(at + 1));
    // "`x` files in" are files.
    let told = grammar::is_determiner(next)
        || (matches!(next, "in" | "only" | "to" | "until" | "when")
            && s.tokens[at..].iter().any(|token| token.lower == "and" || s.ends_in_comma(at + 2)));
    word.ends_with('s') && !word.ends_with("ss") && told
}

/// "What does `X` do?" from "`X`: may store, but must ask again": a piece of code, and what it
/// does in place of what it is.
pub(super) fn of_code(
    scene: &mut Scene<'_>,
    (entry, index): (usize, usize),
    gloss: &Gloss,
) -> bool {
    const WORDS: std::ops::RangeInclusive<usize> = 3..=20;
    let code = gloss.term.len() > 2
        && gloss.term.starts_with('`')
        && gloss.term.find('`') != gloss.term.rfind('`')
        && gloss.term.matches('`').count() == 2
        && gloss.term.ends_with('`');
    // An option means nothing without its command.
    let option = gloss.term.starts_with("`-") || gloss.term.starts_with("`/");
    let text = grammar::without_stop(sentence::first(&gloss.text));
    let tokens = words::tokens(text);
    let Some(first) = tokens.first().map(|first| &*first.lower) else { return false };
    let modal = matches!(
        first,
        "can"
            | "cannot"
            | "can't"
            | "doesn't"
            | "don't"
            | "may"
            | "must"
            | "never"
            | "only"
            | "will"
    );
    let acts = modal
        || grammar::opens_with_third_person(&tokens)
        || (grammar::is_imperative(&tokens) && !grammar::is_noun_phrase(text));
    if !code || option || !acts || STATES.holds(first) || !WORDS.contains(&words::count(text)) {
        return false;
    }
    let question = format!("What does {} do?", gloss.term);
    let lines = scene.block(index).lines.clone();
    let card = Proposal {
        entity: gloss.term.clone(),
        entity_kind: Kind::Tool,
        under: scene.parents(index),
        fact: text.to_owned(),
        ..scene.card(entry, lines, ("R26", "does", 76), (question, text.to_owned()))
    };
    scene.proposals.push(card);
    true
}

/// The same of what the heading or the bullet above names.
fn headed(s: &Statement) -> Option<Finding> {
    let bare = grammar::opens_with_bare_verb(&s.tokens)
        && s.strong
        && matches!(s.entry_kind, Kind::Tool | Kind::Demo);
    let third = grammar::opens_with_third_person(&s.tokens) && s.subject.is_some();
    if !(bare || third) || words::count(s.text) < 3 {
        return None;
    }
    let name = s.subject.clone()?;
    // Of a term on its own line, what it does to what; "works" and "changes" tell too little.
    let told = s.inherited.is_none() && r29_acts::is_asked(s.word(0)) && !STATES.holds(s.word(0));
    let short = words::count(&name) <= 2;
    let (confidence, reverse) = match () {
        () if bare => (80, 80),
        () if s.strong && s.place == Place::First => (76, 76),
        () if told && short && !person::looks_like_person(&name) => (76, 60),
        () => (60, 60),
    };
    let question = format!("What does {} do?", grammar::shown(&name));
    let answer = grammar::one_clause(s.text).to_owned();
    if words::count(&answer) < 3 {
        return None;
    }
    let mut found = Finding::card(s.card("R26", "does", confidence, (question, answer)));
    found.said = Some(Told { name, text: s.text.to_owned(), phrase: false, confidence: reverse });
    Some(found)
}
