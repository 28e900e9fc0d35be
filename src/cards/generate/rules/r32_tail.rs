//! R32: what a sentence ends on: "What is wort boiled with?"
//!
//! Not in the specification. Two in five of the cards that a careful person wants are a clause
//! cut inside one sentence; a cut behind a preposition or a copula leaves a question in the
//! sentence's own words, with no verb to change, only one to move.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;
use crate::notes::words::Class;
use crate::notes::{person, words};

/// The passive with its preposition, and "the role of X is".
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    if s.text.ends_with(':') || s.text.contains("$$") {
        return None;
    }
    let found = role(s).or_else(|| called(s)).or_else(|| passive(s)).or_else(|| headless(s));
    found.filter(|_| !grammar::is_first_person(s.text))
}

/// Words of an answer.
const ANSWER: std::ops::RangeInclusive<usize> = 1..=12;

static BE: Class = Class::of(&["is", "are", "was", "were"]);

/// "What is S compiled into?"
fn passive(s: &Statement) -> Option<Finding> {
    let verb = (1..7).find(|at| BE.holds(s.word(*at)))?;
    let mut participle = verb + 1;
    // "only weakened by" sets a limit.
    if s.word(participle) == "only" {
        return None;
    }
    if s.word(participle).ends_with("ly") {
        participle += 1;
    }
    let preposition = participle + 1;
    let asks = is_participle(s.word(participle))
        && matches!(s.word(preposition), "into" | "by" | "from" | "in" | "on" | "as" | "with");
    if !asks || !names(s, verb) || s.tokens.len() > 25 {
        return None;
    }
    let answer = clause(s.tail(preposition + 1));
    let pointed = s.word(0) == "the" && verb == 2 && words::is_common(s.word(1));
    let lost = pointed && (!s.under.is_empty() || s.previous.is_some());
    // "found in 2004 on Ellesmere Island": when and where are two questions.
    let dated = matches!(s.word(preposition), "in" | "on")
        && answer.split(' ').next().is_some_and(words::is_year)
        && !is_date(answer);
    let within = is_within(s, participle);
    let again = within
        || dated
        || [" and ", " or "].iter().any(|and| {
            let behind = s.tail(preposition + 1).split_once(and).map_or("", |(_, behind)| behind);
            words::lower_cores(behind).next().is_some_and(|word| is_participle(&word))
        });
    if s.verb() != Some(verb) || !is_answer(answer) || lost || again || is_idiom(answer) {
        return None;
    }
    let subject = grammar::lower_first(s.before(verb));
    if matches!(s.word(preposition), "in" | "on") && is_date(answer) {
        let question =
            format!("When {} {subject} {}?", s.word(verb), s.span(verb + 1, preposition));
        return Some(Finding::card(s.card("R32", "when", 78, (question, answer.to_owned()))));
    }
    // "Stabbed by William Walworth": a person is asked for as one.
    let two: Vec<&str> = answer.split([' ', ',']).take(2).collect();
    let somebody = s.word(preposition) == "by" && person::is_likely_person(&two.join(" "));
    let asked = if somebody { "Who" } else { "What" };
    let answer = if somebody { undated(answer) } else { answer };
    let question =
        format!("{asked} {} {subject} {}?", s.word(verb), s.span(verb + 1, preposition + 1));
    Some(Finding::card(s.card("R32", "tail", 78, (question, answer.to_owned()))))
}

/// "built in, no plug-ins": a word of its own.
fn is_within(s: &Statement, participle: usize) -> bool {
    s.word(participle) == "built"
        && s.word(participle + 1) == "in"
        && s.ends_in_comma(participle + 1)
}

/// "What is S called?"
fn called(s: &Statement) -> Option<Finding> {
    let verb = (1..9).find(|at| BE.holds(s.word(*at)) && s.word(at + 1) == "called")?;
    let answer = clause(s.tail(verb + 2));
    let first = words::lower_cores(answer).next().unwrap_or_default();
    let told =
        !grammar::is_preposition(&first) && !matches!(&*first, "if" | "once" | "when" | "so");
    let subject = s.before(verb);
    let named = !s.tokens[..verb].iter().any(|token| grammar::is_pronoun(&token.lower))
        && s.tokens[..verb].iter().any(|token| !words::is_stop(&token.lower))
        && !subject.contains([',', ':', ';']);
    let pointed = s.word(0) == "the"
        && !s.tokens[1..verb].iter().any(|token| words::is_rare(&s.text[token.start..token.end]));
    // "Fork is called": of what, stands in front.
    let headless = verb == 1 && words::is_common(s.word(0));
    let fits = told && named && !(pointed || headless) && (1..=5).contains(&words::count(answer));
    let question = format!("What {} {} called?", s.word(verb), grammar::lower_first(subject));
    fits.then(|| Finding::card(s.card("R32", "called", 78, (question, answer.to_owned()))))
}

/// "What is S built into?" of the thing that the block speaks of.
fn headless(s: &Statement) -> Option<Finding> {
    let subject = s.shown_subject()?;
    let asks = is_participle(s.word(0))
        && !matches!(s.word(0), "started" | "needed" | "worked" | "used" | "failed" | "moved")
        && !matches!(
            s.word(0),
            "appeared" | "died" | "ended" | "happened" | "occurred" | "vanished"
        )
        && matches!(s.word(1), "into" | "by" | "from" | "in" | "on" | "as" | "with" | "for");
    if !asks || s.tokens.len() > 16 {
        return None;
    }
    let answer = clause(s.tail(2));
    let within = is_within(s, 0);
    let denied = words::lower_cores(answer).next().is_some_and(|word| word == "no");
    let titled = words::count(&subject) > 2
        && words::lower_cores(&subject).any(|w| grammar::is_preposition(&w));
    if within || denied || titled {
        return None;
    }
    let first = answer.split(", ").next().unwrap_or(answer);
    if matches!(s.word(1), "in" | "on") && is_date(first) {
        let question = format!("When was {subject} {}?", s.word(0));
        return Some(Finding::card(s.card("R32", "when", 76, (question, first.to_owned()))));
    }
    if !is_answer(answer) || is_idiom(answer) {
        return None;
    }
    let question = format!("What is {subject} {}?", s.between(0, 2).to_lowercase());
    Some(Finding::card(s.card("R32", "tail", 76, (question, answer.to_owned()))))
}

/// "What is the goal of X?"
fn role(s: &Statement) -> Option<Finding> {
    static ROLES: Class = Class::of(&[
        "aim",
        "answer",
        "basis",
        "benefit",
        "cause",
        "cost",
        "default",
        "difference",
        "downside",
        "effect",
        "function",
        "goal",
        "idea",
        "job",
        "key",
        "limit",
        "limitation",
        "meaning",
        "opposite",
        "point",
        "premise",
        "principle",
        "problem",
        "purpose",
        "reason",
        "result",
        "role",
        "rule",
        "secret",
        "solution",
        "task",
        "unit",
    ]);
    let noun = (0..4).find(|at| ROLES.holds(s.word(*at)))?;
    let of = noun + 1;
    let linked = matches!(s.word(of), "of" | "to" | "for" | "in" | "behind" | "with" | "between");
    let verb = (of + 2..of + 9).find(|at| BE.holds(s.word(*at)))?;
    let answer = grammar::without_stop(grammar::without_aside(s.tail(verb + 1)));
    let vague = s.tokens[..verb]
        .iter()
        .any(|token| matches!(&*token.lower, "it" | "this" | "that" | "these" | "they" | "which"));
    let fits = (2..=25).contains(&words::count(answer)) && !answer.starts_with("that ");
    if !linked || vague || !fits {
        return None;
    }
    let subject = grammar::lower_first(s.span(0, verb));
    let subject = if ["the ", "a ", "an ", "one "].iter().any(|a| subject.starts_with(a)) {
        subject
    } else {
        format!("the {subject}")
    };
    let question = format!("What {} {subject}?", s.word(verb));
    Some(Finding::card(s.card("R32", "role", 80, (question, answer.to_owned()))))
}

/// A name without the year behind it: "Rudolf Virchow in 1847".
fn undated(answer: &str) -> &str {
    let year = |at: &usize| answer[at + 4..].starts_with(|c: char| c.is_ascii_digit());
    answer.find(" in ").filter(year).map_or(answer, |at| &answer[..at])
}

/// "By accident", "in the sense of": how, and nothing by which.
fn is_idiom(answer: &str) -> bool {
    let mut cores = words::lower_cores(answer);
    let first = cores.next().unwrap_or_default();
    let second = cores.next().unwrap_or_default();
    let how = |word: &str| {
        matches!(
            word,
            "accident"
                | "case"
                | "chance"
                | "context"
                | "course"
                | "default"
                | "design"
                | "form"
                | "hand"
                | "law"
                | "contrast"
                | "honor"
                | "honour"
                | "mistake"
                | "name"
                | "order"
                | "reaction"
                | "response"
                | "sense"
                | "way"
        )
    };
    how(&first) || (first == "the" && how(&second))
}

/// Whether an answer is a day or a year: "9 Thermidor", "1919", "March 44 BC".
fn is_date(answer: &str) -> bool {
    let month = words::lower_cores(answer).any(|word| words::is_month(&word));
    let number = |word: &str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let first = words::lower_cores(answer).next().unwrap_or_default();
    let year = first.len() == 4 && number(&first) && words::count(answer) == 1;
    let day = number(&first)
        && words::count(answer) == 2
        && answer.ends_with(char::is_alphabetic)
        && answer.split(' ').nth(1).is_some_and(|name| name.starts_with(char::is_uppercase));
    month || year || day
}

/// Whether what stands before a verb is a subject of its own, with content.
fn names(s: &Statement, verb: usize) -> bool {
    static VAGUE: Class = Class::of(&[
        "another",
        "everything",
        "lots",
        "much",
        "one",
        "people",
        "something",
        "stuff",
        "thing",
        "things",
        "everyone",
        "somebody",
    ]);
    s.names_subject(verb) && !s.tokens[..verb].iter().any(|t| VAGUE.holds(&t.lower))
}

/// The text up to where another clause starts.
fn clause(text: &str) -> &str {
    let parts = |at: &usize| {
        let marks: &[&str] = match text.as_bytes()[*at] {
            b',' => &[", while ", ", so ", ", and ", ", which "],
            b';' => &["; "],
            b' ' => &[" but ", " -- ", " \u{2013} "],
            _ => return false,
        };
        marks.iter().any(|mark| text[*at..].starts_with(mark))
    };
    let cut = (0..text.len()).find(parts).unwrap_or(text.len());
    let text = &text[..cut];
    // "DNA damage and induces p21": a second thing that is said of the subject.
    let second = text.match_indices(" and ").find(|(at, _)| {
        let word = words::lower_cores(&text[at + 5..]).next().unwrap_or_default();
        grammar::base_form(&word).is_some() || is_participle(&word)
    });
    let text = &text[..second.map_or(text.len(), |(at, _)| at)];
    grammar::without_stop(grammar::without_aside(grammar::one_clause(text)))
}

fn is_answer(text: &str) -> bool {
    let first = words::lower_cores(text).next().unwrap_or_default();
    ANSWER.contains(&words::count(text))
        && !text.ends_with(" in mind")
        && grammar::finite_verb(text, &words::tokens(text)).is_none()
        && !grammar::is_pronoun(&first)
        && !words::content(text).is_empty()
}

fn is_participle(word: &str) -> bool {
    static IRREGULAR: Class = Class::of(&[
        "bound", "built", "chosen", "done", "drawn", "driven", "found", "given", "held", "kept",
        "known", "made", "meant", "run", "sent", "set", "shown", "split", "spread", "stored",
        "taken", "thrown", "written",
    ]);
    (word.len() >= 5 && word.ends_with("ed") && !word.contains('-')) || IRREGULAR.holds(word)
}
