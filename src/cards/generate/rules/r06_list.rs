//! R06: a lead-in and the two to five things that it promises.

use crate::cards::generate::grammar;
use crate::cards::generate::rules::r08_term;
use crate::cards::generate::scene::{Proposal, Scene};
use crate::notes::words;
use crate::values::lines::Lines;

/// Items that are asked for at once, at most.
const MOST: usize = 5;

/// What a lead-in promises about the items under it.
struct Lead {
    text: String,
    confidence: u32,
    /// What one item is: "ways of managing memory", when the lead-in counts them.
    class: Option<String>,
}

/// "LEAD. Which n?" with the items as the answer; glosses of the items make terms.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    let items = scene.items_under(index);
    let Some(lead) = lead(scene, index, &items) else { return false };
    if items.len() > MOST {
        let lines =
            items.iter().fold(Lines::default(), |lines, at| lines.union(&scene.block(*at).lines));
        scene.explain(&lines, "skip:long-list");
        return false;
    }
    let split: Vec<(String, Option<r08_term::Gloss>)> = items
        .iter()
        .map(|at| {
            let text = scene.block(*at).inline.without_tail_link().to_owned();
            match r08_term::split(scene.block(*at)) {
                Some(gloss) => (gloss.term.clone(), Some(gloss)),
                None => (grammar::without_stop(&text).to_owned(), None),
            }
        })
        .collect();
    let names: Vec<String> = split.iter().map(|(name, _)| name.clone()).collect();
    let short = names
        .iter()
        .all(|name| !name.is_empty() && words::count(name) <= 12 && !name.contains("http"));
    if names.len() < 2 || !short {
        return false;
    }
    let speaker = scene
        .entry(entry)
        .talk
        .as_ref()
        .map(|_| scene.entry(entry).name.clone())
        .filter(|_| scene.entry(entry).kind == crate::notes::kinds::Kind::Speaker);
    let question = question(&lead.text, names.len(), speaker.as_deref(), scene, (entry, index));
    let mut lines = scene.block(index).lines.clone();
    for at in &items {
        lines = lines.union(&scene.block(*at).lines);
    }
    let rule = ("R06", "list", lead.confidence);
    let card = scene.card(entry, lines, rule, (question, names.join("\n")));
    scene.proposals.push(Proposal { fact: lead.text.clone(), ..card });
    for (at, (_, gloss)) in items.iter().zip(split) {
        let nested = !scene.children(*at).is_empty();
        if let Some(gloss) = gloss {
            r08_term::define(scene, entry, *at, &gloss, lead.class.as_deref());
            scene.take(*at);
        } else if !nested {
            scene.take(*at);
        }
    }
    true
}

fn question(
    lead: &str,
    count: usize,
    speaker: Option<&str>,
    scene: &Scene<'_>,
    (entry, index): (usize, usize),
) -> String {
    let tokens = words::tokens(lead);
    let acted = grammar::opens_with_past(&tokens) || grammar::opens_with_third_person(&tokens);
    let entity = (scene.entry(entry).evidence > crate::notes::outline::Evidence::None)
        .then(|| scene.entry(entry).name.clone());
    // The bullet above is nearer than the heading.
    let above = scene.parents(index).pop();
    match above.or_else(|| speaker.map(str::to_owned)).or(entity) {
        Some(name) if acted => format!("{name} {}. Which {count}?", grammar::lower_first(lead)),
        Some(name)
            if !lead.to_lowercase().contains(&name.to_lowercase())
                && grammar::finite_verb(lead, &tokens).is_none() =>
        {
            format!("{name}: {lead}. Which {count}?")
        }
        _ => format!("{lead}. Which {count}?"),
    }
}

fn lead(scene: &Scene<'_>, index: usize, items: &[usize]) -> Option<Lead> {
    if items.len() < 2 {
        return None;
    }
    let block = scene.block(index);
    let full = block.text().trim();
    let sentence = crate::notes::sentence::split(full).last().cloned()?;
    let text = grammar::without_stop(&full[sentence]).to_owned();
    let tokens = words::tokens(&text);
    if text.ends_with('?')
        || tokens.is_empty()
        || grammar::is_imperative(&tokens)
        || grammar::is_pronoun(&tokens[0].lower)
    {
        return None;
    }
    let counted = (0..tokens.len()).find(|at| counts_items(&tokens, *at, items.len()));
    // "Two ways: verbal and non-verbal" has named them.
    if counted.is_some_and(|at| text.rfind(": ").is_some_and(|colon| tokens[at].start < colon)) {
        return None;
    }
    let colon = full.ends_with([':', '\u{ff1a}']);
    let plural = tokens.iter().any(|token| {
        token.lower.len() > 3
            && token.lower.ends_with('s')
            && !token.lower.ends_with("ss")
            && grammar::base_form(&token.lower).is_none()
    });
    let quoted = items.iter().all(|at| scene.block(*at).quotes > block.quotes);
    let label = words::count(&text) <= 3 && counted.is_none();
    let confidence = match () {
        () if counted.is_some() => 85,
        () if quoted && plural && !label => 80,
        () if colon && plural && !label => 72,
        () => return None,
    };
    let class = counted
        .map(|at| text[tokens[at].start..].to_owned())
        .filter(|class| words::count(class) <= 8);
    Some(Lead { text, confidence, class })
}

/// Whether this word counts the items: it is their number, and a plural stands behind it.
///
/// "multiplying two numbers" counts something else.
fn counts_items(tokens: &[words::Token], at: usize, items: usize) -> bool {
    let plural = |token: &words::Token| token.lower.ends_with('s') && !token.lower.ends_with("ss");
    counts(&tokens[at].lower) == Some(items)
        && at.checked_sub(1).is_none_or(|before| !counts_on(&tokens[before].lower))
        // "looping over two collections"
        && at.checked_sub(2).is_none_or(|before| !tokens[before].lower.ends_with("ing"))
        && tokens[at + 1..].iter().take(3).any(plural)
}

/// Whether a number behind this word counts something else, or is a label's.
fn counts_on(word: &str) -> bool {
    const LABELS: &[&str] =
        &["chapter", "day", "figure", "lesson", "level", "part", "phase", "step", "top", "week"];
    word.ends_with("ing") || LABELS.contains(&word)
}

fn counts(word: &str) -> Option<usize> {
    grammar::number(word).filter(|count| *count <= MOST).or_else(|| word.parse().ok())
}
