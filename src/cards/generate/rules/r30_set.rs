//! R30: the members of a set that a heading, a bullet or a line above them names.
//!
//! Not in the specification, whose lists need a number or a colon: notes write "Benefits of X",
//! and the two to five benefits under it.

use crate::cards::generate::grammar;
use crate::cards::generate::rules::r08_term;
use crate::cards::generate::scene::{Crumb, Proposal, Scene};
use crate::cards::generate::topic;
use crate::notes::blocks::{Block, Shape};
use crate::notes::kinds::{self, Kind};
use crate::notes::sentence;
use crate::notes::words::{self, Token};
use crate::values::lines::Lines;
use std::borrow::Cow;
use std::ops::RangeInclusive;

/// How many members are asked for at once.
const MEMBERS: RangeInclusive<usize> = 2..=5;
/// Words of a title that can own what stands under it, at most.
const TITLE_WORDS: usize = 4;
/// Words of one member, at most.
const WORDS: usize = 12;

/// A set and where it is named.
struct Set {
    promise: Promise,
    lines: Lines,
    crumb: Crumb,
    under: Vec<String>,
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
            Self::Whole(name) if topic::promised(name).is_some() && takes_number(name) => {
                format!("What are the {count} {}?", grammar::lower_first(without_article(name)))
            }
            Self::Whole(name) if topic::promised(name).is_some() && is_counted(name) => {
                format!("What are the {}?", grammar::lower_first(name))
            }
            Self::Whole(name) => match name.rsplit_once(' ') {
                Some((thing, be @ ("is" | "are"))) => {
                    format!("What {be} {} ({count})?", grammar::lower_first(thing))
                }
                _ => format!("{name}: which {count}?"),
            },
            Self::Bare { of, noun } if is_counted(noun) => format!("What are the {noun} ({of})?"),
            Self::Bare { of, noun } => {
                format!("What are the {count} {} ({of})?", without_article(noun))
            }
        }
    }

    fn phrase(&self) -> &str {
        match self {
            Self::Whole(name) => name,
            Self::Bare { noun, .. } => noun,
        }
    }

    /// Whether it promises kinds of something, which a whole sentence is none of.
    fn is_of_kinds(&self) -> bool {
        words::lower_cores(self.phrase())
            .any(|word| matches!(&*word, "categories" | "forms" | "kinds" | "options" | "types"))
    }

    /// Whether each member ends in its noun: "String functions" are no functions but a group.
    fn heads(&self, members: &[String]) -> bool {
        let last = words::lower_cores(self.phrase()).last().unwrap_or_default();
        last.ends_with('s')
            && members
                .iter()
                .all(|text| words::lower_cores(text).last().is_some_and(|end| end == last))
    }

    fn entity(self) -> String {
        match self {
            Self::Whole(name) => name,
            Self::Bare { of, noun } => format!("{of}: {noun}"),
        }
    }
}

/// Whether "the 3" can stand in front of a phrase: "Noether's theorems" and "many ways" have
/// something there.
fn takes_number(phrase: &str) -> bool {
    let first = words::lower_cores(phrase).next().unwrap_or_default();
    let owner = first.ends_with("'s") || first.ends_with("\u{2019}s");
    let counted = grammar::is_determiner(&first) && !grammar::starts_with_article(phrase);
    !(owner || counted || first == "few" || counts(&first))
}

fn is_counted(phrase: &str) -> bool {
    words::lower_cores(phrase).next().is_some_and(|first| counts(&first))
}

/// Whether a word is a number: "three parts" says how many itself.
fn counts(word: &str) -> bool {
    grammar::number(word).is_some()
}

fn without_article(phrase: &str) -> &str {
    if !grammar::starts_with_article(phrase) {
        return phrase;
    }
    phrase.split_once(' ').map_or(phrase, |(_, rest)| rest)
}

/// The set that a heading names, where its members are all that stands under it.
pub(super) fn on_heading(scene: &mut Scene<'_>, entry: usize) {
    let heading = scene.entry(entry);
    let plain = heading.line > 0
        && heading.talk.is_none()
        && heading.kind == Kind::Label
        && (heading.lists.is_none() || says_of_what(&heading.name));
    let items: Vec<usize> =
        heading.blocks.iter().copied().filter(|at| scene.block(*at).parent.is_none()).collect();
    let listed = items.iter().all(|at| scene.block(*at).depth() == Some(0));
    if !plain || !listed {
        return;
    }
    let above = heading.path.last().map_or("", String::as_str);
    let Some(promise) = named(&heading.name, above, false) else { return };
    let (lines, crumb) = (Lines::from(heading.line), Crumb::Section);
    push(scene, entry, Set { promise, lines, crumb, under: Vec::new() }, items);
}

/// Whether a heading says what its tools are for: "Tools to try" are no set worth knowing.
fn says_of_what(heading: &str) -> bool {
    words::lower_cores(heading).any(|word| matches!(&*word, "for" | "of" | "against"))
}

/// The set that a bullet or a line of text names, and its members nested under it or behind it.
pub(super) fn on_block(scene: &mut Scene<'_>, entry: usize, index: usize) {
    let block = scene.block(index);
    let items = match block.shape {
        Shape::Item { .. } => scene.items_under(index),
        Shape::Callout => {
            let items = scene.items_under(index);
            if items.len() < scene.children(index).len() {
                return;
            }
            items
        }
        Shape::Paragraph => behind(scene, entry, index),
        _ => return,
    };
    if !MEMBERS.contains(&items.len()) {
        return;
    }
    let under = scene.parents(index);
    // A talk's title owns nothing that stands under it.
    let heading = scene.entry(entry);
    // Nor does a note's title, where it is more than a name.
    let owns = heading.talk.is_none()
        && !(heading.path.is_empty() && words::count(&heading.name) > TITLE_WORDS);
    let owner = || if owns { heading.name.clone() } else { String::new() };
    let above = under.last().map_or_else(owner, Clone::clone);
    let colon = block.text().trim_end().ends_with([':', '\u{ff1a}']);
    let Some(mut promise) = named(block.text(), &above, colon) else { return };
    // "Trusted Types" may be the name of one thing.
    promise.weak |= !colon && is_title_case(block.text());
    let lines = block.lines.clone();
    push(scene, entry, Set { promise, lines, crumb: Crumb::Entry, under }, items);
}

/// Whether each of two words or more has a capital.
fn is_title_case(text: &str) -> bool {
    let mut all = text.split_whitespace();
    all.clone().count() >= 2 && all.all(|word| word.starts_with(char::is_uppercase))
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
        let aside = item.quotes != block.quotes && item.parent == block.parent;
        if !item.is_item() || first || aside {
            break;
        }
        if item.parent == block.parent {
            items.push(at);
        }
        next = scene.next_in_entry(entry, at);
    }
    items
}

/// What a phrase promises of what stands under it.
struct Promise {
    name: Name,
    confidence: u32,
    /// Whether the phrase alone does not promise a list: its members have to look like one.
    weak: bool,
}

/// The set that a phrase names; with the thing it is a set of.
fn named(phrase: &str, above: &str, colon: bool) -> Option<Promise> {
    let text = grammar::without_stop(phrase);
    let tokens = words::tokens(text);
    if !is_plain(text, &tokens) {
        return None;
    }
    let verb = grammar::finite_verb(text, &tokens);
    if let Some((owner, set)) = counted_behind(text, &tokens, verb).filter(|_| colon) {
        let name = Name::Bare { of: owner.to_owned(), noun: set.to_owned() };
        return Some(Promise { name, confidence: 80, weak: false });
    }
    let promise = |name, confidence, weak| Some(Promise { name, confidence, weak });
    // "Enums and nested classes" are two sets.
    let one = |_: &(usize, bool)| {
        !tokens.windows(2).any(|two| {
            two[1].lower == "and"
                && two[0].lower.ends_with('s')
                && topic::set_noun(&two[0].lower).is_none()
        })
    };
    if let Some((head, weak)) = topic::promised(text).filter(|_| verb.is_none()).filter(one) {
        let bare = tokens[..=head].iter().all(|token| {
            words::is_stop(&token.lower)
                || token.lower == "main"
                || counts(&token.lower)
                || topic::set_noun(&token.lower).is_some()
        }) && head + 1 == tokens.len();
        let bare = bare || (weak && head == 0 && tokens.len() == 1);
        if !bare {
            return promise(Name::Whole(text.to_owned()), 80, weak);
        }
        let fits = (1..=9).contains(&words::count(above))
            && !above.ends_with('?')
            && !r08_term::is_label(above)
            && !kinds::is_label(above);
        let noun = grammar::lower_first(text);
        return fits
            .then(|| Name::Bare { of: above.to_owned(), noun })
            .and_then(|name| promise(name, 76, weak));
    }
    let first = &*tokens[0].lower;
    // "The lauter tun separates:", "To cool the wort:", "Before cooling the wort"
    let open = verb.is_some_and(|verb| verb > 0 && verb + 1 == tokens.len()) && colon;
    let aim = first == "to" && tokens.len() >= 4;
    let time = matches!(first, "before" | "after" | "when" | "while" | "during");
    let time = time && verb.is_none() && tokens.len() >= 3;
    (open || aim || time).then_some(())?;
    promise(Name::Whole(text.to_owned()), 76, time)
}

/// "TLS gives three guarantees:": whose they are, and the set that counts itself.
fn counted_behind<'t>(
    text: &'t str,
    tokens: &[Token],
    verb: Option<usize>,
) -> Option<(&'t str, &'t str)> {
    let verb = verb.filter(|verb| (1..=3).contains(verb))?;
    let number = tokens.get(verb + 1).filter(|token| counts(&token.lower))?;
    let last = tokens.last().filter(|last| last.lower.ends_with('s'))?;
    let short = tokens.len() - verb <= 5 && !grammar::is_pronoun(&tokens[0].lower);
    short.then(|| (text[..tokens[verb].start].trim(), &text[number.start..last.end]))
}

/// Whether a phrase is one that can name a set: short, without quotes and signs, no order.
fn is_plain(text: &str, tokens: &[Token]) -> bool {
    const MOST_WORDS: usize = 9;
    const OPENINGS: &[&str] = &[
        "so",
        "all",
        "almost",
        "most",
        "no",
        "and",
        "but",
        "new",
        "how",
        "why",
        "other",
        "less",
        "more",
        "important",
        "advanced",
        "useful",
        "interesting",
        "best",
        "good",
        "great",
        "nice",
        "many",
        "several",
        "some",
        "various",
    ];
    (1..=MOST_WORDS).contains(&tokens.len())
        && !text.starts_with(|letter: char| letter.is_ascii_digit())
        && !text.contains(['?', '"', '\u{201c}', '$', '=', ':', '('])
        && tokens.iter().all(|token| token.lower.trim_end_matches('.') != "vs")
        && !OPENINGS.contains(&&*tokens[0].lower)
        && !text.contains("://")
        && !tokens.iter().any(|token| matches!(&*token.lower, "it" | "them" | "this"))
        && !grammar::is_pronoun(&tokens[0].lower)
        && !grammar::is_imperative(tokens)
        && !grammar::opens_with_past(tokens)
        && !grammar::is_first_person(text)
}

/// The members that are of one form, where no phrase above says that they are members: all of
/// them code, orders, actions, or names of a few words.
fn is_parallel(members: &[String]) -> bool {
    const NAME_WORDS: usize = 5;
    let sample = |text: &String| matches!(text.to_lowercase().as_str(), "input" | "output");
    if members.iter().any(sample) {
        return false;
    }
    let pair = members.len() == 2;
    let names = if pair { 2 } else { NAME_WORDS };
    let all = |form: &dyn Fn(&str, &[Token]) -> bool| {
        members.iter().all(|text| form(text, &words::tokens(text)))
    };
    let opens = |tokens: &[Token], form: &dyn Fn(&str) -> bool| {
        tokens.first().is_some_and(|first| form(&first.lower))
    };
    all(&|text, _| text.starts_with('`') && text.ends_with('`'))
        || all(&|_, tokens| grammar::is_imperative(tokens))
        || all(&|_, tokens| grammar::opens_with_third_person(tokens))
        || all(&|_, tokens| opens(tokens, &|word| word.len() > 4 && word.ends_with("ing")))
        || all(&|text, tokens| {
            words::count(text) <= names
                && !text.contains('$')
                && !text.starts_with(['+', '-'])
                && grammar::finite_verb(text, tokens).is_none()
                && !grammar::is_first_person(text)
        })
}

fn push(scene: &mut Scene<'_>, entry: usize, set: Set, mut items: Vec<usize>) {
    if items.len() > *MEMBERS.end() + 1 {
        return;
    }
    // The terms of glosses, where each is one; a line cut at its colon is half a line.
    let glossed = items.iter().all(|at| r08_term::split(scene.block(*at)).is_some());
    let labelled = |at: &usize| scene.block(*at).text().contains(": ");
    if !glossed && items.iter().any(labelled) {
        return;
    }
    let mut members: Vec<String> =
        items.iter().map(|at| member(scene.block(*at), glossed)).collect();
    // What stands last and is a sentence comments on those before it.
    if members.len() > *MEMBERS.start() && members.last().is_some_and(|last| is_comment(last)) {
        items.pop();
        members.pop();
    }
    let Promise { name, confidence, weak } = set.promise;
    let nested = items
        .iter()
        .zip(&members)
        .any(|(at, member)| !scene.items_under(*at).is_empty() && is_comment(member));
    let acts = |text: &String| grammar::opens_with_third_person(&words::tokens(text));
    let clauses = name.is_of_kinds() && members.iter().any(|text| is_comment(text) || acts(text));
    let groups = name.heads(&members);
    let parts = nested
        || clauses
        || groups
        || matches!(&name, Name::Bare { noun, .. } if are_parts(noun, &members));
    if !MEMBERS.contains(&items.len())
        || !is_list(&members)
        || parts
        || are_alike(&members)
        || (weak && (!is_parallel(&members) || are_mixed(&members)))
    {
        return;
    }
    let mut lines = set.lines;
    for at in &items {
        lines = lines.union(&scene.block(*at).lines);
    }
    let words = (name.question(items.len()), members.join("\n"));
    let entity = name.entity();
    let card = Proposal {
        fact: format!("{entity} {}", words.1),
        entity,
        crumb: set.crumb,
        under: set.under,
        ..scene.card(entry, lines, ("R30", "list", confidence), words)
    };
    scene.proposals.push(card);
}

/// Whether these are members of a set, not titles of chapters and not figures.
fn is_list(members: &[String]) -> bool {
    let counted = members.iter().filter(|text| text.starts_with(|c: char| c.is_ascii_digit()));
    let titles = members.iter().filter(|text| is_title(text));
    counted.count() * 2 < members.len()
        && titles.count() * 2 < members.len()
        && members.iter().all(|text| is_member(text))
}

/// Whether the members speak of the noun that would be their class: "mechanisms of the system"
/// is a part of systems, and "field variables" a kind of variables.
fn are_parts(noun: &str, members: &[String]) -> bool {
    let noun = noun.to_lowercase();
    let one = noun.trim_end_matches('s');
    let of_it = |member: &String| {
        let first = words::lower_cores(member).next().unwrap_or_default();
        matches!(&*first, "its" | "their") || member.to_lowercase().contains(&format!("the {one}"))
    };
    let kind = |member: &String| member.to_lowercase().trim_end_matches('s').ends_with(one);
    members.iter().any(of_it) || (!noun.contains(' ') && members.iter().all(kind))
}

/// Whether some members are sentences, and some are not.
fn are_mixed(members: &[String]) -> bool {
    let told = |text: &&String| {
        let tokens = words::tokens(text);
        tokens.len() >= 3 && grammar::finite_verb(text, &tokens).is_some_and(|verb| verb > 0)
    };
    let count = members.iter().filter(told).count();
    count > 0 && count < members.len()
}

/// Whether two members say much the same.
fn are_alike(members: &[String]) -> bool {
    let sets: Vec<_> = members.iter().map(|text| words::content(text)).collect();
    let alike = |one: &Vec<Cow<'_, str>>, other: &Vec<Cow<'_, str>>| {
        let shared = one.iter().filter(|word| other.contains(word)).count();
        shared >= 2 && shared * 5 >= (one.len() + other.len() - shared) * 3
    };
    sets.iter().enumerate().any(|(at, one)| sets[at + 1..].iter().any(|other| alike(one, other)))
}

/// Whether a text is a sentence of its own.
fn is_comment(text: &str) -> bool {
    let tokens = words::tokens(text);
    let whole = !text.ends_with('?') && sentence::split(text).len() == 1;
    whole && tokens.len() >= 5 && grammar::finite_verb(text, &tokens).is_some_and(|verb| verb > 0)
}

/// The name of a member: its term where all have glosses, else all of it.
fn member(block: &Block, glossed: bool) -> String {
    let text = match r08_term::split(block).filter(|_| glossed) {
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
