//! R44: what is so unless somebody says otherwise: "swappiness 60 is the default", "timeout (30s
//! default)", "The default isolation is READ COMMITTED", "`jq` defaults to two blanks".
//!
//! Not in the specification. Defaults are what notes on a program hold most of, and the notes say
//! what a default is the default of.

use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Proposal, Scene};
use crate::notes::blocks::Shape;
use crate::notes::sentence;
use crate::notes::words::{self, Token};

/// What is asked, and what the default is.
type Found = (String, String);

/// "What is the default X?" of each sentence of a block that says it.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize, index: usize) {
    let block = scene.block(index);
    if !(block.is_item() || block.shape == Shape::Paragraph) || !says_default(block.text()) {
        return;
    }
    let text = block.inline.without_tail_link();
    for range in sentence::split(text) {
        let told = &text[range.clone()];
        let Some(words) = found(unlabelled(told)) else { continue };
        let card = Proposal {
            fact: told.to_owned(),
            under: scene.parents(index),
            ..scene.card(
                entry,
                block.lines_of(range.start, range.end),
                ("R44", "default", 78),
                words,
            )
        };
        scene.proposals.push(card);
    }
}

fn says_default(text: &str) -> bool {
    text.contains("efault")
}

/// The sentence without the label in front of it.
fn unlabelled(text: &str) -> &str {
    const MOST_WORDS: usize = 4;
    match words::cut(text, ": ") {
        Some((label, rest))
            if words::count(label) <= MOST_WORDS && says_default(rest) && !label.contains('(') =>
        {
            rest
        }
        _ => text,
    }
}

fn found(text: &str) -> Option<Found> {
    if text.ends_with('?') || grammar::is_first_person(text) {
        return None;
    }
    let tokens = words::tokens(text);
    stated(text, &tokens)
        .or_else(|| named(text, &tokens))
        .or_else(|| falls_to(text, &tokens))
        .or_else(|| bracketed(text))
}

fn question(name: &str) -> String {
    let one = words::is_technical(name) || name.starts_with('`');
    let be = if one { "is" } else { grammar::be(name) };
    format!("What {be} the default {}?", grammar::lower_first(name))
}

/// "swappiness 60 is the default".
fn stated(text: &str, tokens: &[Token]) -> Option<Found> {
    let verb = (2..5).find(|at| {
        tokens.get(*at..).is_some_and(|rest| grammar::starts(rest, &["is", "the", "default"]))
    })?;
    let last = &tokens[verb + 2];
    let ends = verb + 3 == tokens.len() || text[last.end..last.outer_end].contains([',', ';', '.']);
    let value = &text[tokens[verb - 1].start..tokens[verb - 1].end];
    let name = text[..tokens[verb - 1].start].trim();
    (ends && is_value(value) && is_name(name)).then(|| (question(name), value.to_owned()))
}

/// "The default isolation in Postgres is READ COMMITTED".
fn named(text: &str, tokens: &[Token]) -> Option<Found> {
    const MOST_WORDS: usize = 6;
    let word = |at: usize| tokens.get(at).map_or("", |token| &*token.lower);
    let at = usize::from(word(0) == "the");
    let verb = (at + 2..at + 9).find(|at| matches!(word(*at), "is" | "are"))?;
    if word(at) != "default" {
        return None;
    }
    let name = text[tokens[at].outer_end..tokens[verb].start].trim();
    let general = matches!(
        word(at + 1),
        "behavior"
            | "behaviour"
            | "choice"
            | "for"
            | "implementation"
            | "is"
            | "mode"
            | "of"
            | "one"
            | "option"
            | "setting"
            | "settings"
            | "value"
            | "values"
    );
    let says_of =
        tokens[at + 1..verb].iter().skip(1).any(|token| grammar::is_preposition(&token.lower));
    let value = opening(text[tokens[verb].outer_end..].trim());
    let first = words::lower_cores(value).next().unwrap_or_default();
    let states = !matches!(
        &*first,
        "also" | "always" | "not" | "now" | "often" | "still" | "that" | "to" | "usually"
    ) && !grammar::is_pronoun(&first)
        && !grammar::is_verdict(value)
        && !first.ends_with("ed")
        && (1..=MOST_WORDS).contains(&words::count(value));
    let plain = !name.contains([',', ';', ':', '"'])
        && !tokens[at..verb].iter().any(|t| grammar::is_pronoun(&t.lower));
    (states && plain && (!general || says_of))
        .then(|| (format!("What {} the default {name}?", word(verb)), value.to_owned()))
}

/// "`jq` defaults to two blanks".
fn falls_to(text: &str, tokens: &[Token]) -> Option<Found> {
    const MOST_WORDS: usize = 8;
    let at = (1..5).find(|at| tokens.get(*at).is_some_and(|token| token.lower == "defaults"))?;
    let to = tokens.get(at + 1).filter(|token| token.lower == "to")?;
    let name = text[..tokens[at].start].trim();
    let value = opening(text[to.outer_end..].trim());
    let fits = is_name(name) && (1..=MOST_WORDS).contains(&words::count(value));
    fits.then(|| {
        (format!("What does {} default to?", grammar::lower_first(name)), value.to_owned())
    })
}

/// "visibility timeout (30s default)", "`--jobs` (default: 4)".
fn bracketed(text: &str) -> Option<Found> {
    text.match_indices(" (").find_map(|(open, _)| {
        let inner = text[open + 2..].split(')').next()?;
        let part = inner.split([',', ';']).map(str::trim).find(|part| says_default(part))?;
        let value = ["default is ", "default: ", "default = ", "defaults to ", "default "]
            .iter()
            .find_map(|lead| part.strip_prefix(lead))
            .or_else(|| part.strip_suffix(" by default"))
            .or_else(|| part.strip_suffix(" default"))?;
        let name = noun_before(&text[..open])?;
        // "1.1 if on SSD (default is 4.0)": of another thing than stands in front.
        let head = text[..open].strip_suffix(name).unwrap_or_default();
        let apart =
            words::lower_cores(head).last().is_some_and(|word| grammar::is_preposition(&word));
        (is_value(value) && !apart).then(|| (question(name), value.to_owned()))
    })
}

/// The name that a text ends with: code, or words up to one that is no part of a name.
fn noun_before(text: &str) -> Option<&str> {
    const MOST_WORDS: usize = 3;
    if let Some(before) = text.strip_suffix('`') {
        return Some(&text[before.rfind('`')?..]);
    }
    let tokens = words::tokens(text);
    let parts = |token: &Token| {
        words::is_stop(&token.lower)
            || grammar::is_preposition(&token.lower)
            || grammar::is_auxiliary(&token.lower)
            || grammar::base_form(&token.lower).is_some()
            || token.outer_end != token.end
    };
    let own = tokens.len() - tokens.iter().rev().take_while(|token| !parts(token)).count();
    let name = text.get(tokens.get(own)?.start..)?;
    let count = tokens.len() - own;
    let alone = count == 1 && !words::is_rare(name);
    // "short lived certs (default 1h)" tells a default of theirs, not which they are.
    let many = grammar::be(name) == "are" && !words::is_technical(name);
    (count <= MOST_WORDS
        && !(alone || many || grammar::is_base_form(&tokens[own].lower))
        && is_name(name))
    .then_some(name)
}

/// Whether a text can be what has a default: a few words or code, and nothing said elsewhere.
fn is_name(name: &str) -> bool {
    let code = name.starts_with('`') && name.ends_with('`') && name.matches('`').count() == 2;
    let plain = (1..=4).contains(&words::count(name))
        && name.starts_with(char::is_alphabetic)
        && !name.contains(['`', ',', ';', ':', '(', '"', '='])
        && !words::lower_cores(name).any(|word| {
            grammar::is_pronoun(&word)
                || grammar::is_auxiliary(&word)
                || matches!(&*word, "and" | "or" | "so")
        });
    code || plain
}

/// Whether a text is a value: a figure, code, a switch.
fn is_value(text: &str) -> bool {
    const MOST_WORDS: usize = 3;
    let code = text.starts_with('`') && text.ends_with('`');
    let switch = matches!(
        text,
        "on" | "off"
            | "true"
            | "false"
            | "none"
            | "unlimited"
            | "infinite"
            | "disabled"
            | "enabled"
    );
    let figure = text.chars().any(|c| c.is_ascii_digit());
    let short = (1..=MOST_WORDS).contains(&words::count(text));
    short && (code || switch || figure || words::is_technical(text))
}

/// A value without what the sentence goes on with.
fn opening(text: &str) -> &str {
    const MARKS: [&str; 8] = [", ", "; ", " (", " - ", " \u{2013} ", " \u{2014} ", " but ", ". "];
    let cut = MARKS.iter().filter_map(|mark| text.find(mark)).min().unwrap_or(text.len());
    grammar::without_stop(&text[..cut])
}
