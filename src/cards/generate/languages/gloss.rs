//! A term, a separator and what is said of the term (R08); a label and its value (R27); a word
//! and its English.

use super::label::{self, Label, Value};
use super::{Ask, Spot, ask, lexicon, list, meaning, without_stop};
use crate::cards::generate::scene::Scene;
use crate::notes::language::Language;
use crate::notes::{talk, words};
use crate::values::lines::Lines;
use std::ops::Range;

/// The two sides of a separator.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gloss<'t> {
    /// What stands before it.
    pub(super) term: &'t str,
    /// What stands behind it.
    pub(super) text: &'t str,
    /// Whether it is a sign of equality.
    equal: bool,
    /// Whether it is an arrow.
    arrow: bool,
}

/// Splits at the first separator.
pub(super) fn split(text: &str) -> Option<Gloss<'_>> {
    const MARKS: &[&str] = &[
        ": ", "：", " = ", " == ", " -> ", " => ", " → ", " ⟶ ", " - ", " -- ", " – ", " — ", "——",
    ];
    let text = text.trim_start_matches(['→', '⟶', '⇒', ' ']);
    let (at, mark) = outside_code(text, MARKS)?;
    let behind = text[at + mark.len()..].trim();
    let (term, text) = (text[..at].trim(), behind.trim_start_matches(['→', '⟶', '⇒', ' ']));
    let whole = !term.is_empty() && !text.is_empty();
    let arrow = mark.contains(['>', '→', '⟶']);
    whole.then_some(Gloss { term, text, equal: mark.contains('=') && !arrow, arrow })
}

/// The first separator that is no part of code, nor of a name of two: "Tolman – Cole: a limit".
fn outside_code<'m>(text: &str, marks: &[&'m str]) -> Option<(usize, &'m str)> {
    let mut from = 0;
    loop {
        let (at, mark) = words::first_mark(text.get(from..)?, marks)?;
        let at = from + at;
        let behind = &text[at + mark.len()..];
        let second = behind.split(": ").next().filter(|name| name.len() < behind.len());
        let double = mark.contains(['-', '–', '—'])
            && !mark.contains('>')
            && text.starts_with(char::is_uppercase)
            && second.is_some_and(|name| {
                words::count(name) == 1 && name.starts_with(char::is_uppercase)
            });
        if text[..at].matches('`').count().is_multiple_of(2) && !double {
            return Some((at, mark));
        }
        from = at + mark.len();
    }
}

/// Asks for what stands behind the separator, or before it; row by row, where each has one.
pub(super) fn apply(scene: &mut Scene<'_>, spot: Spot) -> bool {
    let block = scene.block(spot.index);
    let text = block.inline.without_tail_link();
    let rows = rows(text, &block.inline.breaks);
    if rows.len() > 1 && rows.iter().all(|row| split(&text[row.clone()]).is_some()) {
        let made = rows.into_iter().filter(|row| one(scene, spot, (text, row.clone()), None));
        return made.count() > 0;
    }
    let clauses = label::outer_split(text, ';');
    if clauses.len() > 1 && clauses.iter().all(|clause| is_equation(spot, &text[clause.clone()])) {
        let made =
            clauses.into_iter().filter(|one_of| one(scene, spot, (text, one_of.clone()), None));
        return made.count() > 0;
    }
    let first = rows.first().map_or(0, |row| row.end);
    let led = || {
        let (term, rest) = text.split_at_checked(block.inline.lead_end?)?;
        let text = rest.trim_start_matches([' ', ':', '.', '-', '–', '—', '：']);
        let led = Gloss { term: without_stop(term), text, equal: false, arrow: false };
        (rest.len() > text.len() && !text.starts_with(char::is_lowercase)).then_some(led)
    };
    let split = split(text).filter(|gloss| gloss.term.len() < first).or_else(led);
    one(scene, spot, (text, 0..text.len()), split)
}

/// Whether a clause says of a term of its own what it is: "A = x; B = y".
fn is_equation(spot: Spot, clause: &str) -> bool {
    split(clause).is_some_and(|gloss| {
        gloss.equal && lexicon::of(spot.language).is_name(spot.language, gloss.term)
    })
}

/// The rows of a text, which the author kept apart.
fn rows(text: &str, breaks: &[usize]) -> Vec<Range<usize>> {
    let mut from = 0;
    let ends = breaks.iter().copied().filter(|at| *at < text.len()).chain([text.len()]);
    ends.map(|end| std::mem::replace(&mut from, end)..end).collect()
}

/// The cards of one row, split as given or at its first separator.
fn one(
    scene: &mut Scene<'_>,
    spot: Spot,
    (text, row): (&str, Range<usize>),
    given: Option<Gloss<'_>>,
) -> bool {
    const MOST_WORDS: usize = 4;
    const MOST_SET_OFF: usize = 6;
    let words = lexicon::of(spot.language);
    let bold = scene.block(spot.index).inline.lead_end.is_some();
    let most_words = if bold { MOST_SET_OFF } else { MOST_WORDS };
    let Some(gloss) = given.or_else(|| split(&text[row.clone()])) else { return false };
    // "drei Phasen: …" names no term.
    let counted = gloss.term.split_whitespace().next().and_then(label::number).is_some();
    let numbered = counted
        || gloss.term.split_whitespace().last().is_some_and(|last| last.parse::<u32>().is_ok());
    // "X — это Y" is a sentence.
    let copula = gloss.text.starts_with("это ");
    // What an acronym stands for is R05's to ask.
    let acronym = crate::notes::acronym::is_acronym_of(gloss.term, without_stop(gloss.text));
    let lines = spot.lines_of(scene, &row);
    match label::kind(spot.language, gloss.term) {
        Label::Chore => return true,
        Label::Remark => return false,
        Label::Term => {}
    }
    if gloss.text.contains("://") {
        return false;
    }
    let listed = label::listed(spot.language, gloss.term, gloss.text)
        .or_else(|| meaning::members(spot.language, gloss.term, gloss.text));
    if let Some(items) = listed {
        list::inline(scene, spot, (gloss.term, &items), &lines);
        return true;
    }
    if let Some(both) = label::versus(gloss.term) {
        return apart(scene, spot, both, (gloss.text, &lines));
    }
    if numbered || copula || acronym {
        return false;
    }
    if translate(scene, spot, gloss, &lines) {
        return true;
    }
    let name = without_aside(gloss.term);
    let named = words.is_name(spot.language, name)
        && words::count(name) <= most_words
        && gloss.term.chars().nth(1).is_some();
    let own = || {
        let value = Value::of(spot.language, gloss.term, gloss.text);
        let chapter = spot.above(scene).is_some_and(|(name, _)| talk::is_chapter(&name));
        let asked = value == Value::Who || (chapter && value.question(gloss.term).is_some());
        asked && !words.is_label(gloss.term)
    };
    named && ((!own() && label(scene, spot, gloss, &lines)) || term(scene, spot, gloss, &lines))
}

/// The name without a parenthesis behind it.
pub(super) fn without_aside(name: &str) -> &str {
    let Some(open) = name.strip_suffix(')').and_then(|name| name.rfind('(')) else { return name };
    name[..open].trim_end()
}

/// How two things differ, where the text speaks of both.
fn apart(
    scene: &mut Scene<'_>,
    spot: Spot,
    both: (&str, &str),
    (text, lines): (&str, &Lines),
) -> bool {
    const SURE: u32 = 78;
    if !label::tells_apart(text, both) {
        return false;
    }
    let question = ask(spot.language, Ask::Difference(both.0, both.1));
    let words = (question, without_stop(text));
    let card = spot.card(scene, ("R15", "comparison", SURE), words, lines.clone());
    scene.proposals.push(card);
    true
}

/// "THING: label?" of a bullet or heading and what stands under it.
fn label(scene: &mut Scene<'_>, spot: Spot, gloss: Gloss<'_>, lines: &Lines) -> bool {
    const NESTED: u32 = 76;
    const ALONE: u32 = 70;
    let Some((thing, nested)) = spot.above(scene) else { return false };
    // Of what "problem" the solution is, stands elsewhere.
    if lexicon::of(spot.language).is_label(&thing) {
        return false;
    }
    let known = lexicon::of(spot.language).is_label(gloss.term);
    let short = words::count(gloss.text) < 3;
    // What an option does depends on the command.
    let code = gloss.term.starts_with('`');
    if !(known || nested || short || code) {
        return false;
    }
    let figure = gloss.text.chars().any(|c| c.is_ascii_digit());
    // What a line under a chapter follows from is the line before, and what is good or bad about
    // it is so of no chapter.
    let elsewhere = known
        && !nested
        && (label::is_result(spot.language, gloss.term) || talk::is_chapter(&thing));
    let sure = (known || nested || figure || code) && !elsewhere;
    let confidence = if sure { NESTED } else { ALONE };
    // A label is a common noun; only German writes those with capitals.
    let label = if known && spot.language != Language::German {
        gloss.term.to_lowercase()
    } else {
        gloss.term.to_owned()
    };
    // "2" of what, and "also" beside what, stand elsewhere.
    let first = words::lower_cores(gloss.text).next().unwrap_or_default();
    let bare = gloss.text.chars().all(|c| c.is_ascii_digit());
    let also = matches!(&*first, "auch" | "aussi" | "anche" | "também" | "también" | "тоже");
    let asks = gloss.text.contains(['?', '？', '؟']);
    if bare || also || asks || meaning::is_measure(gloss.term) {
        return true;
    }
    let folded = |text: &str| text.to_lowercase().replace(char::is_whitespace, "");
    if folded(&thing) == folded(&label) {
        return true;
    }
    let question = ask(spot.language, Ask::Of(&thing, &label));
    let answer = without_stop(gloss.text);
    let mut card =
        spot.card(scene, ("R27", "descriptor", confidence), (question, answer), lines.clone());
    // The question says what the breadcrumb would.
    if nested {
        card.under.pop();
    }
    card.entity = thing;
    scene.proposals.push(card);
    true
}

/// What the term is, both ways; or when it was, how much it is, what it is for.
fn term(scene: &mut Scene<'_>, spot: Spot, gloss: Gloss<'_>, lines: &Lines) -> bool {
    const SURE: u32 = 78;
    const DOUBTFUL: u32 = 60;
    let words = lexicon::of(spot.language);
    if words.is_label(gloss.term) || label::is_promise(spot.language, gloss.term, gloss.text) {
        return false;
    }
    let sentence = crate::notes::sentence::first(gloss.text);
    let text = without_stop(label::first_clause(sentence));
    let value = Value::of(spot.language, gloss.term, text);
    if value == Value::Nothing || !meaning::is_thing(spot.language, gloss.term) {
        return false;
    }
    if let Some(question) = value.question(gloss.term) {
        let answer = if let Value::When(date) = value { date } else { text };
        let words = (ask(spot.language, question), answer);
        let mut card = spot.card(scene, ("R27", "descriptor", SURE), words, lines.clone());
        gloss.term.clone_into(&mut card.entity);
        scene.proposals.push(card);
        return true;
    }
    // An option means nothing without its command, nor a case without what it is one of.
    let option = gloss.term.starts_with("`-");
    let common = spot.language.is_latin() && gloss.term.starts_with(char::is_lowercase);
    let case = scene.block(spot.index).parent.is_some_and(|at| {
        common && spot.above(scene).is_none() && !scene.block(at).text().ends_with(':')
    });
    let proper = label::is_proper(spot.language, gloss.term);
    // A figure that an arrow leads to comes of the term.
    let outcome = gloss.arrow && text.contains(|c: char| c.is_ascii_digit());
    let told = outcome || !meaning::defines(spot.language, gloss.term, text);
    let thin = option || case || proper || told || words::count(text) < 2;
    let confidence = if thin || words.is_doubtful(spot.language, text) { DOUBTFUL } else { SURE };
    spot.define(scene, ("R08", confidence), (gloss.term, text), lines);
    true
}

/// A word and its English.
#[derive(Debug, Clone, Copy)]
struct Pair<'t> {
    own: &'t str,
    english: &'t str,
}

impl<'t> Pair<'t> {
    /// The two sides of a separator, if only one can be English.
    fn of(language: Language, gloss: Gloss<'t>) -> Option<Self> {
        const MOST_WORDS: usize = 8;
        let (left, right) = (without_stop(gloss.term), without_stop(gloss.text));
        let short =
            |side: &str| words::count(side) <= MOST_WORDS && !side.contains(['`', '+', '，', '、']);
        let sides = |is_own: &dyn Fn(&str) -> bool| match (is_own(left), is_own(right)) {
            (true, false) => Some((left, right)),
            (false, true) => Some((right, left)),
            _ => None,
        };
        let by_words = || sides(&|side| language.is_latin() && !is_english(side));
        let (own, english) = sides(&|side| is_native(language, side)).or_else(by_words)?;
        let fits = english.is_ascii() && english.chars().any(char::is_alphabetic);
        (fits && short(own) && short(english)).then_some(Self { own, english })
    }

    /// Whether most of the English words are common ones.
    fn is_known(self) -> bool {
        is_english(self.english)
    }
}

/// Whether a side of a separator shows the language: its script, or its article.
fn is_native(language: Language, side: &str) -> bool {
    if language.is_latin() {
        return lexicon::of(language).without_article(side).len() < side.len();
    }
    side.chars().any(char::is_alphabetic) && !side.chars().any(|c| c.is_ascii_alphabetic())
}

/// How a word is said in English, both ways.
fn translate(scene: &mut Scene<'_>, spot: Spot, gloss: Gloss<'_>, lines: &Lines) -> bool {
    const FORWARD: u32 = 82;
    const REVERSE: u32 = 70;
    let Some(pair) = Pair::of(spot.language, gloss) else { return false };
    let Pair { own, english } = pair;
    // A whole phrase of English is no term to be defined.
    let phrase = own == without_stop(gloss.text) && words::count(english) >= 3;
    let alone = !spot.language.is_latin() && pair.is_known() && (gloss.equal || phrase);
    if !alone && !is_word_list(scene, spot) {
        return false;
    }
    let forward = ask(spot.language, Ask::InEnglish(own));
    let reverse = ask(spot.language, Ask::FromEnglish(english));
    let of = ("R08", "translation", FORWARD);
    let mut card = spot.card(scene, of, (forward, english), lines.clone());
    own.clone_into(&mut card.entity);
    card.fact = format!("{own} {english}");
    let of = ("R08", "translation_rev", REVERSE);
    let mut back = spot.card(scene, of, (reverse, own), lines.clone());
    back.entity.clone_from(&card.entity);
    back.fact.clone_from(&card.fact);
    back.order.1 = 1;
    scene.proposals.extend([card, back]);
    true
}

/// Whether these words are English: ASCII, and most of them common.
fn is_english(text: &str) -> bool {
    let (mut all, mut known) = (0_usize, 0_usize);
    for word in words::pieces(text).flat_map(|word| word.split('\'')) {
        let lower = words::lower(word);
        all += 1;
        known += usize::from(words::is_common(&lower) || words::is_stop(&lower));
    }
    all > 0 && text.is_ascii() && known * 10 >= all * 7
}

/// Whether most of what stands beside a block are words with their English.
fn is_word_list(scene: &mut Scene<'_>, spot: Spot) -> bool {
    let known = scene.word_list.filter(|(language, _)| *language == spot.language);
    let is_one = known.map_or_else(|| lists_words(scene, spot), |(_, is_one)| is_one);
    scene.word_list = Some((spot.language, is_one));
    is_one
}

fn lists_words(scene: &Scene<'_>, spot: Spot) -> bool {
    const FEWEST: usize = 3;
    const SIDE_WORDS: usize = 5;
    let blocks = &scene.entry(spot.entry).blocks;
    let short = |side: &str| words::count(side) <= SIDE_WORDS;
    let pairs: Vec<Pair<'_>> = blocks
        .iter()
        .filter_map(|at| split(scene.block(*at).inline.without_tail_link()))
        .filter(|gloss| short(gloss.term) && short(gloss.text))
        .filter_map(|gloss| Pair::of(spot.language, gloss))
        .collect();
    let known = pairs.iter().filter(|pair| pair.is_known()).count();
    pairs.len() >= FEWEST && pairs.len() * 10 >= blocks.len() * 6 && known * 3 >= pairs.len()
}
