//! R21: what follows from the sentence before.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;
use crate::notes::words;

/// "SENTENCE. What does this mean?"; "This limits …" as a cloze under the subject it speaks of.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    let previous = s.previous?;
    if s.word(0) != "this" {
        return None;
    }
    if s.word(1) == "means" {
        let skip = if s.word(2) == "that" { 3 } else { 2 };
        let lead = without_parenthesis(grammar::without_stop(previous));
        let short = words::count(&lead) <= 25
            && !grammar::is_pronoun(words::tokens(&lead).first().map_or("", |t| &*t.lower));
        return short.then(|| {
            Finding::card(s.card(
                "R21",
                "means",
                65,
                (format!("{lead}. What does this mean?"), s.from(skip).to_owned()),
            ))
        });
    }
    let limits = matches!(s.word(1), "limits" | "forces" | "restricts" | "requires" | "prevents");
    let subject = s.subject.clone().or_else(|| particular_in(s.opening.unwrap_or(previous)))?;
    let gap = (2..s.tokens.len()).find(|at| {
        let token = &s.tokens[*at];
        let word = &s.text[token.start..token.end];
        words::is_technical(word) || (word.contains('-') && !grammar::is_preposition(word))
    })?;
    let token = &s.tokens[gap];
    let front = format!("{subject}: ");
    limits
        .then(|| s.cloze("R21", 76, (token.start, token.end), &front))
        .flatten()
        .map(Finding::card)
}

fn without_parenthesis(text: &str) -> String {
    match text.rfind(" (").filter(|_| text.ends_with(')')) {
        Some(open) => text[..open].to_owned(),
        None => text.to_owned(),
    }
}

/// The rare word that an earlier sentence opens with.
fn particular_in(text: &str) -> Option<String> {
    let tokens = words::tokens(text);
    let first = tokens.iter().take(2).find(|token| !grammar::is_determiner(&token.lower))?;
    let word = &text[first.start..first.end];
    words::is_rare(word).then(|| word.to_owned())
}
