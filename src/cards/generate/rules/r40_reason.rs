//! R40: why something is advised: an order, with its reason below it or in the next sentence.
//!
//! The specification has this of an order and a sentence behind it that opens with "Does" or
//! "It". Notes put the reason as often into the bullet below, and it opens in as many ways as
//! reasons do; what opens otherwise is a detail, an example or a step, and none of them.

use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Proposal, Scene};
use crate::notes::blocks::Shape;
use crate::notes::kinds::Kind;
use crate::notes::sentence;
use crate::notes::words::{self, Class, Token};
use crate::values::lines::Lines;
use std::ops::RangeInclusive;

/// Words of the advice.
const ADVICE: RangeInclusive<usize> = 2..=16;

/// Words of its reason.
const REASON: RangeInclusive<usize> = 3..=25;

/// First words of a text that tell whether it orders or obliges.
const TELLING: usize = 7;

/// Reasons that may stand below one piece of advice; more are a list of details.
const MOST_BELOW: usize = 2;

/// "ADVICE. Why?" of a bullet or a paragraph that gives an order and its reason.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize, index: usize) {
    let block = scene.block(index);
    let text = block.inline.without_tail_link();
    let first = sentence::first(text);
    if matches!(block.shape, Shape::Item { number: Some(_), .. }) {
        return;
    }
    if let Some((advice, harm)) = otherwise(first) {
        push(scene, entry, (advice, harm), block.lines.clone(), scene.parents(index));
        return;
    }
    let opening = scene.opening(index, first.len());
    let opening = &opening[..opening.len().min(TELLING)];
    if let Some((warning, reason)) = run_on(first, opening) {
        push(scene, entry, (warning, &reason), block.lines.clone(), scene.parents(index));
        return;
    }
    if !advises(first, opening) {
        return;
    }
    let rest = text[first.len()..].trim();
    if rest.is_empty() {
        below(scene, entry, index, first);
    } else if let Some(reason) = reason(sentence::first(rest), Bond::beside(first, Bond::Loose)) {
        push(scene, entry, (first, &reason), block.lines.clone(), scene.parents(index));
    }
}

/// "ADVICE, otherwise HARM": what should be done, and what comes of leaving it.
fn otherwise(text: &str) -> Option<(&str, &str)> {
    const MARKS: [&str; 4] = [", otherwise ", "; otherwise ", ", or else ", ", else "];
    let (at, mark) = MARKS.iter().find_map(|mark| Some((words::find(text, mark)?, *mark)))?;
    let (advice, harm) = (&text[..at], grammar::without_stop(&text[at + 2..]));
    let tokens = words::tokens(advice);
    let opens = tokens.first().map_or("", |first| &*first.lower);
    let bare = !(grammar::is_pronoun(opens) || grammar::is_preposition(opens) || opens == "no");
    let said =
        is_advice(advice) || (ADVICE.contains(&words::count(advice)) && bare && !is_lost(&tokens));
    let fits = said
        && REASON.contains(&words::count(harm))
        && words::count(harm) > mark.split_whitespace().count()
        && !grammar::is_first_person(text)
        && !advice.contains(": ");
    fits.then_some((advice, harm))
}

/// "Don't review more than 400 lines, defects found drop off after that".
fn run_on<'t>(text: &'t str, opening: &[Token<'_>]) -> Option<(&'t str, String)> {
    if !is_warning(opening) {
        return None;
    }
    let warning = text.split(": ").next().map_or(text, grammar::one_clause);
    let rest = text[warning.len()..].trim_start_matches([',', ';', ':', ' ']);
    if rest.is_empty() || !is_advice(warning) {
        return None;
    }
    Some((warning, reason(rest, Bond::Warned)?))
}

/// Whether a word points at what stands elsewhere.
fn is_lost(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| matches!(&*token.lower, "it" | "this" | "these"))
}

/// The same of a heading, whose first line is the reason.
pub(super) fn on_heading(scene: &mut Scene<'_>, entry: usize) {
    let heading = scene.entry(entry);
    let Some(block) = heading.blocks.first().map(|at| scene.block(*at)) else { return };
    let spoken = block.shape == Shape::Paragraph || block.is_item();
    let kind = matches!(heading.kind, Kind::Speaker | Kind::Talk | Kind::Admin);
    if heading.line == 0 || kind || !spoken || !is_advice(&heading.name) {
        return;
    }
    let Some(reason) = reason(sentence::first(block.text()), Bond::Loose) else { return };
    let lines = Lines::from(heading.line).union(&block.lines);
    push(scene, entry, (&heading.name, &reason), lines, Vec::new());
}

fn below(scene: &mut Scene<'_>, entry: usize, index: usize, advice: &str) {
    let items = scene.items_under(index);
    if items.is_empty() || items.len() > MOST_BELOW {
        return;
    }
    let bond = if items.len() == 1 { Bond::beside(advice, Bond::Only) } else { Bond::Loose };
    let told: Vec<(usize, String)> = items
        .iter()
        .filter(|at| scene.items_under(**at).is_empty())
        .map_while(|at| Some((*at, reason(scene.block(*at).inline.without_tail_link(), bond)?)))
        .collect();
    let lines = told.iter().fold(scene.block(index).lines.clone(), |lines, (at, _)| {
        lines.union(&scene.block(*at).lines)
    });
    let reasons: Vec<&str> = told.iter().map(|(_, reason)| reason.as_str()).collect();
    if reasons.is_empty() {
        return;
    }
    push(scene, entry, (advice, &reasons.join("\n")), lines, scene.parents(index));
    for (at, _) in told {
        scene.take(at);
    }
}

fn push(
    scene: &mut Scene<'_>,
    entry: usize,
    (advice, reason): (&str, &str),
    lines: Lines,
    under: Vec<String>,
) {
    let question = grammar::why(grammar::without_stop(advice));
    let card = scene.card(entry, lines, ("R40", "why", 79), (question, reason.to_owned()));
    scene.proposals.push(Proposal { under, fact: reason.to_owned(), shares_words: true, ..card });
}

/// Whether a sentence says what to do or to leave, so that its reason can be asked for.
fn is_advice(text: &str) -> bool {
    advises(text, &words::each_token(text).take(TELLING).collect::<Vec<_>>())
}

/// The same of a text that opens with these words. Most lines are no advice, and these tell.
fn advises(text: &str, opening: &[Token<'_>]) -> bool {
    if !orders(opening) && !obliges(opening) {
        return false;
    }
    let said = grammar::without_stop(text);
    let fits = ADVICE.contains(&words::count(text))
        && !text.ends_with(['?', ':', '\u{2026}'])
        && !said.contains(['"', '\u{201c}', ':'])
        && !grammar::is_first_person(text);
    fits && !is_lost(&words::tokens(text))
}

fn orders(tokens: &[Token]) -> bool {
    /// Orders to the reader of the notes, or about the notes.
    static ASIDES: Class = Class::of(&[
        "ask", "click", "go", "let", "let's", "look", "note", "press", "see", "start", "talk",
    ]);
    /// What is as often a noun as an order, or asks.
    static NOUNS: Class = Class::of(&[
        "have", "build", "cache", "change", "check", "design", "index", "lock", "log", "map",
        "open", "plan", "process", "query", "record", "release", "report", "request", "return",
        "review", "set", "sort", "state", "store", "support", "test", "trace", "use", "work",
    ]);
    let word = |at: usize| tokens.get(at).map_or("", |token| &*token.lower);
    if is_warning(tokens) {
        return tokens.len() > 1;
    }
    let tokens = if word(0) == "always" { &tokens[1..] } else { tokens };
    let Some(first) = tokens.first() else { return false };
    let noun = NOUNS.holds(&first.lower)
        && !tokens.get(1).is_some_and(|next| {
            grammar::is_determiner(&next.lower)
                || words::is_technical(&next.lower)
                || matches!(&*next.lower, "one" | "two")
        });
    !noun
        && !ASIDES.holds(&first.lower)
        && (grammar::is_imperative(tokens)
            || grammar::opens_with_base_form(tokens)
            || grammar::is_advised(&first.lower))
}

/// "Don't use X", "Never use X".
fn is_warning(tokens: &[Token]) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| &*token.lower);
    matches!(word(0), "never" | "don't" | "don\u{2019}t" | "avoid")
        || (word(0) == "do" && word(1) == "not")
}

/// Whether a text opens as a warning.
fn warns(text: &str) -> bool {
    is_warning(&words::each_token(text).take(2).collect::<Vec<_>>())
}

/// "Handlers should return at once".
fn obliges(tokens: &[Token]) -> bool {
    let at = tokens.iter().position(|token| matches!(&*token.lower, "should" | "must"));
    at.is_some_and(|at| {
        let named = tokens[..at].iter().any(|token| !words::is_stop(&token.lower))
            && !tokens[..at].iter().any(|token| grammar::is_pronoun(&token.lower));
        (1..TELLING).contains(&at) && (named || (at == 1 && tokens[0].lower == "you"))
    })
}

/// How a line hangs on the advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bond {
    /// It is the only one below.
    Only,
    /// It is the only one, or the next sentence, of what should not be done: any statement
    /// there is the reason.
    Warned,
    /// It is one of two, or the next sentence.
    Loose,
}

impl Bond {
    fn beside(advice: &str, otherwise: Self) -> Self {
        if warns(advice) { Self::Warned } else { otherwise }
    }
}

/// The reason that a line gives, without the word that says so.
fn reason(text: &str, bond: Bond) -> Option<String> {
    const SAID: [&str; 7] =
        ["because ", "since ", "why: ", "reason: ", "rationale: ", "this is because ", "as "];
    let said =
        |lead: &&str| text.get(..lead.len()).is_some_and(|head| head.eq_ignore_ascii_case(lead));
    let lead = SAID.iter().find(|lead| said(lead));
    let told = grammar::without_stop(lead.map_or(text, |lead| &text[lead.len()..]));
    let gives = lead.is_some_and(|lead| *lead != "as ") || opens_as_reason(told, bond);
    let fits = REASON.contains(&words::count(told))
        && !text.ends_with(['?', ':'])
        && !told.contains("://")
        && !grammar::is_first_person(told);
    (fits && gives).then(|| told.to_owned())
}

fn opens_as_reason(text: &str, bond: Bond) -> bool {
    let tokens = words::tokens(text);
    let word = |at: usize| tokens.get(at).map_or("", |token| &*token.lower);
    let next = |at: usize| (word(at), word(at + 1));
    match next(0) {
        ("otherwise", _) | ("or", "else") | ("if", "not") | ("that" | "this", "way") => true,
        ("so", next) => !matches!(next, "many" | "much" | "far" | "called"),
        ("it" | "they" | "this" | "that" | "these", verb) => bears(verb) || is_so(&tokens[1..]),
        ("you" | "you'll" | "you\u{2019}ll", _) => word(1) != "can" && word(1) != "should",
        (first, _) if is_effect(first) => true,
        (first, second) if is_degree(first) => second == "to" || second == "than",
        _ => match bond {
            Bond::Loose => false,
            Bond::Only => own_effect(&tokens),
            Bond::Warned => own_effect(&tokens) || is_statement(text, &tokens),
        },
    }
}

/// What stands behind "it" in front of such a verb.
static BEARING: Class = Class::of(&[
    "always", "can", "can't", "cannot", "could", "do", "does", "doesn't", "don't", "may", "might",
    "never", "often", "rarely", "usually", "will", "won't", "would",
]);

/// Whether a verb behind "it" can tell what comes of something.
fn bears(verb: &str) -> bool {
    is_effect(verb) || BEARING.holds(verb)
}

/// "is easier to read", "are too slow": a quality, no definition.
fn is_so(tokens: &[Token]) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| &*token.lower);
    matches!(word(0), "is" | "are" | "isn't" | "aren't" | "was" | "were")
        && tokens.len() > 2
        && !grammar::is_determiner(word(1))
        && !matches!(
            word(1),
            "called"
                | "named"
                | "used"
                | "defined"
                | "known"
                | "in"
                | "on"
                | "at"
                | "like"
                | "about"
        )
}

/// Words of a quality that can be a reason: "easier to read", "too slow".
fn is_degree(word: &str) -> bool {
    (word.len() > 4 && word.ends_with("er") && words::is_common(word))
        || matches!(word, "easy" | "hard" | "impossible" | "too" | "more" | "less")
}

/// Verbs, in the third person or of a plural, that say what comes of something.
fn is_effect(verb: &str) -> bool {
    const BASES: &[&str] = &[
        "allow",
        "avoid",
        "block",
        "break",
        "build",
        "cause",
        "confuse",
        "cost",
        "create",
        "cut",
        "decrease",
        "destroy",
        "eliminate",
        "enable",
        "encourage",
        "ensure",
        "expose",
        "force",
        "free",
        "give",
        "guarantee",
        "help",
        "hide",
        "hurt",
        "improve",
        "increase",
        "invalidate",
        "keep",
        "kill",
        "lead",
        "leak",
        "leave",
        "let",
        "limit",
        "lose",
        "make",
        "minimize",
        "prevent",
        "protect",
        "reduce",
        "remove",
        "risk",
        "save",
        "simplify",
        "slow",
        "speed",
        "stop",
        "waste",
    ];
    let base = grammar::base_form(verb);
    base.is_some_and(|base| BASES.contains(&base))
        || verb.strip_suffix('s').is_some_and(|base| BASES.contains(&base))
}

/// "One slow query blocks the whole table": an effect with a subject of its own.
fn own_effect(tokens: &[Token]) -> bool {
    const MOST_WORDS: usize = 6;
    let until = tokens.len().saturating_sub(1).min(MOST_WORDS);
    let noun = tokens.first().is_some_and(|first| {
        !matches!(
            &*first.lower,
            "e.g" | "eg" | "example" | "for" | "and" | "then" | "when" | "if" | "use" | "also"
        )
    });
    let effect = (1..until).any(|at| {
        let verb = &tokens[at].lower;
        let plural = tokens[at - 1].lower.ends_with('s') && is_effect(&format!("{verb}s"));
        is_effect(verb) || plural
    });
    noun && effect
}

/// Whether the line states something, rather than order, name or except something.
fn is_statement(text: &str, tokens: &[Token]) -> bool {
    let other = tokens.first().is_none_or(|first| {
        matches!(
            &*first.lower,
            "except" | "unless" | "instead" | "for" | "e.g" | "example" | "but" | "when" | "if"
        )
    });
    !other
        && !grammar::is_imperative(tokens)
        && !obliges(tokens)
        && grammar::finite_verb(text, tokens).is_some_and(|verb| verb > 0)
}
