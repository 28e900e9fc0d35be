//! R13: what a thing makes easy, enables, allows.

use super::{Finding, Told};
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;
use crate::notes::words::Class;

/// Verbs of a benefit whose base form a question can use.
static ENABLING: Class = Class::of(&["allows", "enables", "helps", "lets", "supports"]);

static EASE: Class = Class::of(&["easier", "easy", "possible", "simple", "simpler"]);

/// "What does S make easy?", "What does S enable?"; of a named subject also the reverse.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    eases(s).or_else(|| enables(s))
}

fn implicit_subject(s: &Statement, verb: usize) -> bool {
    (0..verb).all(|at| matches!(s.word(at), "it" | "also" | "this" | "which" | "that" | "and"))
}

fn eases(s: &Statement) -> Option<Finding> {
    let verb =
        (0..6).find(|at| matches!(s.word(*at), "makes" | "make") && s.word(at + 1) == "it")?;
    let ease = (verb + 2..verb + 5).find(|at| EASE.holds(s.word(*at)))?;
    let how = s.between(verb + 2, ease + 1);
    let rest = s.from(ease + 1);
    if !matches!(s.word(ease + 1), "to" | "for") {
        return None;
    }
    let answer = grammar::without_aside(rest).to_owned();
    let also = if (0..verb).any(|at| s.word(at) == "also") { "also " } else { "" };
    if implicit_subject(s, verb) {
        let name = s.subject.clone()?;
        let question = format!("What does {} {also}make {how}?", grammar::shown(&name));
        let mut found = Finding::card(s.card("R13", "makes_easy", 85, (question, answer)));
        found.said = Some(Told { name, text: s.text.to_owned(), phrase: false, confidence: 80 });
        return Some(found);
    }
    named(s, verb)?;
    let name = s.between(0, verb).to_owned();
    let question = format!("What does {} make {how}?", grammar::shown(&name));
    let mut card = s.card("R13", "makes_easy", 82, (question, answer.clone()));
    card.entity.clone_from(&name);
    let mut reverse = s.card(
        "R13",
        "makes_easy_rev",
        70,
        (format!("What makes it {how} {}?", grammar::without_stop(&answer)), name.clone()),
    );
    reverse.entity = name;
    reverse.crumb = crate::cards::generate::scene::Crumb::Section;
    reverse.order.1 = 1;
    Some(Finding { cards: vec![card, reverse], said: None })
}

fn enables(s: &Statement) -> Option<Finding> {
    let verb = (0..5).find(|at| ENABLING.holds(s.word(*at)))?;
    let base = grammar::base_form(s.word(verb))?;
    let (asked, answer) = enabled(s, verb, base)?;
    if crate::notes::words::count(answer) < 2 {
        return None;
    }
    if implicit_subject(s, verb) {
        let name = s.subject.clone()?;
        let also = if (0..verb).any(|at| s.word(at) == "also") { "also " } else { "" };
        let question = format!("What does {} {also}{asked}?", grammar::shown(&name));
        let mut found =
            Finding::card(s.card("R13", base_kind(base), 85, (question, answer.to_owned())));
        found.said = Some(Told { name, text: s.text.to_owned(), phrase: false, confidence: 78 });
        return Some(found);
    }
    named(s, verb)?;
    let name = s.between(0, verb).to_owned();
    let mut card = s.card(
        "R13",
        base_kind(base),
        82,
        (format!("What does {} {asked}?", grammar::shown(&name)), answer.to_owned()),
    );
    card.entity = name;
    Some(Finding::card(card))
}

/// The end of the question and its answer: "enable" and a thing, or "let you do" and an act.
fn enabled<'s>(s: &'s Statement, verb: usize, base: &str) -> Option<(String, &'s str)> {
    let whom = s.word(verb + 1);
    if matches!(whom, "if" | "when" | "where" | "unless" | "only")
        || s.word(verb - usize::from(verb > 0)) == "only"
    {
        return None;
    }
    if matches!(whom, "you" | "us" | "users" | "developers" | "people" | "programmers") {
        let to = usize::from(s.word(verb + 2) == "to");
        let link = if base == "let" || base == "help" { "" } else { "to " };
        return Some((format!("{base} {whom} {link}do"), s.from(verb + 2 + to)));
    }
    if base == "let" {
        // "lets a future finish": whom, and then what they do.
        let act = (verb + 2..verb + 6).find(|at| grammar::is_base_form(s.word(*at)))?;
        return Some((format!("let {} do", s.between(verb + 1, act)), s.from(act)));
    }
    if base == "help" && !matches!(whom, "with" | "to") && !grammar::is_determiner(whom) {
        return Some(("help to do".to_owned(), s.from(verb + 1)));
    }
    if base == "help" && whom == "with" {
        return Some(("help with".to_owned(), s.from(verb + 2)));
    }
    if base == "help" && whom == "to" {
        return Some(("help to do".to_owned(), s.from(verb + 2)));
    }
    if whom == "for" {
        return Some((format!("{base} for"), s.from(verb + 2)));
    }
    Some((base.to_owned(), s.from(verb + 1)))
}

fn named(s: &Statement, verb: usize) -> Option<()> {
    // "Theorem lets us …": what a passage of a text is called.
    let passage = verb == 1
        && matches!(
            s.word(0),
            "theorem" | "lemma" | "proof" | "definition" | "example" | "corollary"
        );
    (s.names_particular(verb) && !passage).then_some(())
}

const fn base_kind(base: &str) -> &'static str {
    match base.as_bytes().first() {
        Some(b'e') => "enables",
        Some(b'a') => "allows",
        Some(b'l') => "lets",
        Some(b'h') => "helps",
        _ => "supports",
    }
}
