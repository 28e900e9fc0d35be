//! R25: what a thing is.

use super::{Finding, GLOSSARY, Told};
use crate::cards::generate::grammar;
use crate::cards::generate::statement::{Place, Statement};
use crate::notes::kinds::Kind;
use crate::notes::words::{self, Token};

/// A noun phrase under an entity's heading; "X is a Y" of a particular X anywhere.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    copula(s).or_else(|| Some(Finding { cards: Vec::new(), said: Some(told(s, s.text)?) }))
}

/// What a sentence says of the subject, if it can define it.
pub(super) fn told(s: &Statement, text: &str) -> Option<Told> {
    let name = s.subject.clone()?;
    let text = grammar::without_aside(text);
    // "Example: …" says what of the thing it tells, and is not what the thing is.
    let labelled = words::cut(text, ": ").is_some_and(|(label, _)| words::count(label) <= 8);
    // What a demo came to is no definition: "the rollout aborted by itself".
    let ended = |token: &Token| token.lower.len() > 4 && token.lower.ends_with("ed");
    let event =
        (s.entry_kind == Kind::Demo && s.tokens.iter().skip(1).take(4).any(ended)) || happened(s);
    // "`inert` - makes …": what stands in front of the mark is told of.
    let headed = [" - ", " \u{2013} ", " \u{2014} "]
        .iter()
        .any(|mark| words::cut(text, mark).is_some_and(|(head, _)| words::count(head) <= 1));
    let contrast = headed || text.contains(" vs ") || (!s.strong && is_quality(&name));
    if labelled || event || contrast || points_away(s) || grammar::is_imperative(&s.tokens) {
        return None;
    }
    // Most sentences are clauses, and their verb is known.
    let whole = text.len() == s.text.trim_end().len();
    if whole && s.verb().is_some() {
        return None;
    }
    let phrase =
        if whole { grammar::opens_as_noun_phrase(text) } else { grammar::is_noun_phrase(text) };
    let text = text.to_owned();
    if !phrase
        || text.contains("http")
        || text.contains("? ")
        || text.contains(" = ")
        || words::count(&text) > 40
    {
        return None;
    }
    let article = grammar::starts_with_article(&text);
    let confidence = match () {
        () if s.strong => 90,
        () if grammar::is_verdict(&text) => 60,
        // "Formats": many things, and the one that is told of is another.
        () if s.inherited.is_some() && article && is_many(&name) => 60,
        () if s.inherited == Some(Place::First)
            && (article
                || (grammar::has_class_head(&text) && !s.word(0).ends_with("ly"))
                || is_class_that(&text))
            && words::count(&text) >= 4 =>
        {
            76
        }
        () if s.inherited.is_some() => 60,
        () if article || grammar::has_class_head(&text) => 78,
        () => 60,
    };
    Some(Told { name, text, phrase: true, confidence })
}

/// Whether a heading is the plural of a common noun.
fn is_many(name: &str) -> bool {
    let plural = name.ends_with('s') && !["ss", "us", "is"].iter().any(|end| name.ends_with(end));
    plural && !name.split_whitespace().any(words::is_rare)
}

/// "Innovative": a heading that is an adjective names no thing.
fn is_quality(name: &str) -> bool {
    const ENDINGS: &[&str] = &["able", "ative", "ful", "ible", "less", "ous"];
    !name.contains(' ') && ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// "function that takes …": the class of a thing and what tells it from others.
pub(super) fn is_class_that(text: &str) -> bool {
    grammar::has_class_head(text) && words::lower_cores(text).any(|word| word == "that")
}

/// Whether a text speaks of what stands elsewhere, or of where the thing is from.
fn points_away(s: &Statement) -> bool {
    let away = |token: &Token| matches!(&*token.lower, "this" | "it" | "these" | "ones");
    s.tokens.iter().take(4).any(away)
        || matches!(s.word(0), "from" | "by" | "like" | "just" | "term" | "came" | "started")
}

/// "Power use dropped from 12 mA to 0.9": what was, in the past.
fn happened(s: &Statement) -> bool {
    let from_to = s.find(&["from"]).is_some_and(|at| s.find(&["to"]).is_some_and(|to| to > at));
    from_to && (1..5).any(|at| grammar::is_past(s.word(at)) && s.word(at + 1) == "from")
}

/// "Containers are processes with …": a kind of things by another, and what tells it apart.
fn are_kinds(s: &Statement, verb: usize, behind: &[Token]) -> bool {
    let plural = |word: &str| word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    let parted = behind.windows(2).take(3).any(|two| {
        plural(&two[0].lower) && matches!(&*two[1].lower, "with" | "that" | "which" | "for" | "of")
    });
    s.word(verb) == "are" && verb <= 2 && plural(s.word(verb - 1)) && parted
}

/// "X is a(n) Y" and "X is the Y of Z", where X is like a name.
fn copula(s: &Statement) -> Option<Finding> {
    let verb = (1..5).find(|at| matches!(s.word(*at), "is" | "are"))?;
    // "Are surrounded by …": a fact in the passive.
    if s.word(verb + 1).ends_with("ed") && grammar::is_preposition(s.word(verb + 2)) {
        return None;
    }
    let one = s.word(verb + 1) == "the" && matches!(s.word(verb + 3), "of" | "that" | "which");
    let article = matches!(s.word(verb + 1), "a" | "an")
        || one
        || (s.listed && grammar::is_noun_phrase(s.from(verb + 1)));
    let name = s.between(0, verb);
    let name = &*name.replace(['"', '\u{201c}', '\u{201d}'], "");
    let pronoun = matches!(s.word(0), "it" | "this") && s.strong;
    let text = s.from(verb + 1);
    let tokens = words::tokens(text);
    // "are reentrant, which means …": a quality.
    let quality = text.split_once(", ").is_some_and(|(head, _)| words::count(head) == 1);
    let quality = quality && !grammar::starts_with_article(text);
    let article = (article && !quality) || are_kinds(s, verb, &tokens);
    if !article
        || words::count(text) < if words::is_technical(name) { 3 } else { 4 }
        || words::count(text) > 30
        || grammar::is_hedged(text)
        || tokens.len() < 3
    {
        return None;
    }
    let said = if pronoun {
        Told { name: s.subject.clone()?, text: text.to_owned(), phrase: true, confidence: 88 }
    } else {
        let own =
            s.subject.as_deref().is_some_and(|subject| words::norm(subject) == words::norm(name));
        let kind = (matches!(s.word(0), "a" | "an") || are_kinds(s, verb, &tokens))
            && verb <= 4
            && s.names_subject(verb);
        let particular = s.names_particular(verb) || (s.listed && s.names_subject(verb));
        // "The GIL is a lock" names it as much as "GIL is" does.
        let pointed = grammar::is_determiner(s.word(0))
            && !(s.word(0) == "the" && matches!(s.word(verb + 1), "a" | "an"));
        let named = kind || (particular && !pointed);
        if !(named || own) {
            return None;
        }
        let classed = grammar::has_class_head(text);
        Told {
            name: if are_kinds(s, verb, &tokens) {
                grammar::lower_first(name)
            } else {
                name.to_owned()
            },
            text: text.to_owned(),
            phrase: true,
            confidence: match () {
                () if grammar::is_verdict(text) => 60,
                // "a rate not a total" sets right what somebody took it for.
                () if text.contains(" not a ") && !text.contains(", not a ") => 74,
                () if classed || own || s.listed => 85,
                () if text.contains(" but ") || text.contains(", not a ") => 74,
                () if kind || name.split_whitespace().any(words::is_technical) => GLOSSARY,
                () => 74,
            },
        }
    };
    Some(Finding { cards: Vec::new(), said: Some(said) })
}
