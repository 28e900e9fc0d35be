//! R30: the members of a set that a heading, a bullet or a line above them names.
//!
//! Not in the specification, whose lists need a number or a colon: notes write "Benefits of X",
//! and the two to five benefits under it.

use crate::cards::generate::grammar;
use crate::cards::generate::rules::r08_term;
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::cards::generate::topic;
use crate::notes::blocks::Shape;
use crate::notes::kinds::Kind;
use crate::notes::words;
use crate::values::lines::Lines;
use std::ops::RangeInclusive;

/// How many members are asked for at once.
const MEMBERS: RangeInclusive<usize> = 2..=5;
/// Words of one member, at most.
const WORDS: usize = 12;

/// A set and where it is named.
struct Set {
    name: Name,
    lines: Lines,
    crumb: Crumb,
    under: Vec<String>,
    confidence: u32,
}

/// What a set is called.
enum Name {
    /// It says of what: "benefits of wild yeast".
    Whole(String),
    /// It does not: "stages", of what stands above it.
    Bare { of: String, noun: String },
}

impl Name {
    fn question(&self, count: usize) -> String {
        match self {
            Self::Whole(name) => format!("{name}: which {count}?"),
            Self::Bare { of, noun } => format!("{of}: which {count} {noun}?"),
        }
    }

    fn entity(self) -> String {
        match self {
            Self::Whole(name) => name,
            Self::Bare { of, noun } => format!("{of}: {noun}"),
        }
    }
}

/// The set that a heading names, where its members are all that stands under it.
pub(super) fn on_heading(scene: &mut Scene<'_>, entry: usize) {
    let heading = scene.entry(entry);
    let plain = heading.line > 0 && heading.talk.is_none() && heading.kind == Kind::Label;
    let items: Vec<usize> =
        heading.blocks.iter().copied().filter(|at| scene.block(*at).parent.is_none()).collect();
    let listed = items.iter().all(|at| scene.block(*at).depth() == Some(0));
    if !plain || !listed {
        return;
    }
    let above = heading.path.last().map_or("", String::as_str);
    let Some((name, confidence)) = named(&heading.name, above, false) else { return };
    let (lines, crumb) = (Lines::from(heading.line), Crumb::Section);
    push(scene, entry, Set { name, lines, crumb, under: Vec::new(), confidence }, &items);
}

/// The set that a bullet or a line of text names, and its members nested under it or behind it.
pub(super) fn on_block(scene: &mut Scene<'_>, entry: usize, index: usize) {
    let block = scene.block(index);
    let items = match block.shape {
        Shape::Item { .. } => scene.items_under(index),
        Shape::Paragraph => behind(scene, entry, index),
        _ => return,
    };
    if !MEMBERS.contains(&items.len()) {
        return;
    }
    let under = scene.parents(index);
    let above = under.last().map_or_else(|| scene.entry(entry).name.clone(), Clone::clone);
    let colon = block.text().trim_end().ends_with([':', '\u{ff1a}']);
    let Some((name, confidence)) = named(block.text(), &above, colon) else { return };
    let lines = block.lines.clone();
    push(scene, entry, Set { name, lines, crumb: Crumb::Entry, under, confidence }, &items);
}

/// The items of the list right behind a line of text.
fn behind(scene: &Scene<'_>, entry: usize, index: usize) -> Vec<usize> {
    let block = scene.block(index);
    let mut items = Vec::new();
    let mut next = scene.next_in_entry(entry, index);
    let parted = block.text().trim_end().ends_with(':');
    while let Some(at) = next {
        let item = scene.block(at);
        let first = items.is_empty() && item.after_blank && !parted;
        let aside = item.quotes != block.quotes && item.parent.is_none();
        if !item.is_item() || first || aside {
            break;
        }
        if item.parent.is_none() {
            items.push(at);
        }
        next = scene.next_in_entry(entry, at);
    }
    items
}

/// The set that a phrase names, and how sure that is; with the thing it is a set of.
fn named(phrase: &str, above: &str, colon: bool) -> Option<(Name, u32)> {
    let text = grammar::without_stop(phrase);
    let tokens = words::tokens(text);
    let first = tokens.first()?;
    let plain = tokens.len() <= 9
        && !text.starts_with(|letter: char| letter.is_ascii_digit())
        && !text.contains(['?', '"', '\u{201c}', '$', '=', ':', '('])
        && tokens.iter().all(|token| token.lower.trim_end_matches('.') != "vs")
        && !matches!(
            first.lower.as_str(),
            "so" | "all" | "almost" | "most" | "no" | "and" | "but" | "new"
        )
        && !text.contains("://")
        && !grammar::is_pronoun(&first.lower)
        && !grammar::is_imperative(&tokens)
        && !grammar::is_first_person(text);
    if !plain {
        return None;
    }
    let verb = grammar::finite_verb(text, &tokens);
    if let Some(head) = topic::set_noun(text).filter(|_| verb.is_none()) {
        let bare = tokens[..=head].iter().all(|token| {
            words::is_stop(&token.lower) || topic::is_set(&token.lower) || token.lower == "main"
        }) && head + 1 == tokens.len();
        if !bare {
            return Some((Name::Whole(text.to_owned()), 80));
        }
        let fits =
            (1..=6).contains(&words::count(above)) && !above.ends_with('?') && !above.contains(':');
        let noun = grammar::lower_first(text);
        return fits.then(|| (Name::Bare { of: above.to_owned(), noun }, 76));
    }
    // "The lauter tun separates:", "To cool the wort:"
    let open = verb.is_some_and(|verb| verb > 0 && verb + 1 == tokens.len()) && colon;
    let aim = first.lower == "to" && tokens.len() >= 4;
    (open || aim).then(|| (Name::Whole(text.to_owned()), 76))
}

fn push(scene: &mut Scene<'_>, entry: usize, set: Set, items: &[usize]) {
    if !MEMBERS.contains(&items.len()) {
        return;
    }
    let members: Vec<String> = items.iter().map(|at| member(scene, *at)).collect();
    let counted = members.iter().filter(|text| text.starts_with(|c: char| c.is_ascii_digit()));
    let titles = members.iter().filter(|text| is_title(text));
    if counted.count() * 2 >= members.len()
        || titles.count() * 2 >= members.len()
        || !members.iter().all(|text| is_member(text))
    {
        return;
    }
    let mut lines = set.lines;
    for at in items {
        lines = lines.union(&scene.block(*at).lines);
    }
    let answer = members.join("\n");
    let question = set.name.question(items.len());
    let entity = set.name.entity();
    scene.proposals.push(Proposal {
        rule: "R30",
        kind: "list",
        question,
        fact: format!("{entity} {answer}"),
        answer,
        order: (lines.first(), 0),
        lines,
        entry,
        entity,
        entity_kind: scene.entry(entry).kind,
        confidence: set.confidence,
        crumb: set.crumb,
        shares_words: false,
        clue: None,
        under: set.under,
        variant: 0,
    });
}

/// The name of a member: its term where it has a gloss, else all of it.
fn member(scene: &Scene<'_>, index: usize) -> String {
    let block = scene.block(index);
    let text = match r08_term::split(block) {
        Some(gloss) => gloss.term,
        None => block.inline.without_tail_link().to_owned(),
    };
    grammar::without_stop(&text).to_owned()
}

/// Whether a text is the title of a chapter, as those of a table of contents are.
fn is_title(text: &str) -> bool {
    let mut named = text.split_whitespace().filter(|word| !words::is_stop(&word.to_lowercase()));
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    text.split_whitespace().count() >= 3 && named.all(is_capital)
}

fn is_member(text: &str) -> bool {
    let first = words::lower_cores(text).next().unwrap_or_default();
    if matches!(&*first, "there" | "this" | "it" | "so") {
        return false;
    }
    (1..=WORDS).contains(&words::count(text))
        && !text.ends_with(['?', '\u{2026}'])
        && !text.contains("://")
        && !text.contains("...")
}
