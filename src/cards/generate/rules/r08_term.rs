//! R08: a term and its gloss on one line.

mod naming;

use crate::values::maps::Map;
pub(in crate::cards::generate) use naming::is_label;
use naming::{is_quality, is_term};

use crate::cards::generate::entities::Said;
use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Glossary, Scene};
use crate::notes::blocks::{Block, Shape};
use crate::notes::kinds::Kind;
use crate::notes::outline::Evidence;
use crate::notes::person;
use crate::notes::sentence;
use crate::notes::words::{self, Class, Token};
use std::ops::Range;

/// A term with what is said of it.
#[derive(Debug, Clone)]
pub(super) struct Gloss {
    /// The term, as written.
    pub(super) term: String,
    /// What follows it.
    pub(super) text: String,
    /// Byte offset of the gloss in the block's text.
    pub(super) start: usize,
    /// Whether the mark between them is one that a heading's own bullet may hold: ` - `.
    pub(super) dashed: bool,
    /// Whether the author set the term off: in bold, as code, as a link.
    pub(super) marked: bool,
    /// Whether an arrow stands between them: what follows it may come of the term.
    pub(super) arrow: bool,
}

/// How many glosses stand side by side, by the bullet that they are nested under.
pub(super) fn runs(
    scene: &Scene<'_>,
    blocks: &[usize],
    glosses: &[Option<Gloss>],
) -> Map<Option<usize>, usize> {
    let mut runs = Map::default();
    for (at, _) in blocks.iter().zip(glosses).filter(|(_, gloss)| gloss.is_some()) {
        *runs.entry(scene.block(*at).parent).or_default() += 1;
    }
    runs
}

/// Whether an entry is a glossary: its heading or the note's title says so, or most of its lines
/// are terms that the author set off.
pub(super) fn glossary(scene: &Scene<'_>, entry: usize, glosses: &[Option<Gloss>]) -> Glossary {
    const FEWEST: usize = 4;
    const FEWEST_MARKED: usize = 6;
    let says = |name: &str| {
        words::lower_cores(name)
            .any(|word| matches!(&*word, "glossary" | "terminology" | "vocabulary" | "jargon"))
    };
    let heading = scene.entry(entry);
    let named = says(&heading.name) || says(&scene.note.title);
    let found = glosses.iter().flatten().count();
    let marked = glosses.iter().flatten().filter(|gloss| gloss.marked && !gloss.arrow).count();
    match () {
        () if marked >= FEWEST_MARKED && (named || marked * 2 >= glosses.len()) => Glossary::Marked,
        () if named && found >= FEWEST => Glossary::Plain,
        () => Glossary::None,
    }
}

/// The term and the gloss of a block; an item of a list of tools needs no mark to be a name.
pub(super) fn of(scene: &Scene<'_>, entry: usize, index: usize) -> Option<Gloss> {
    let block = scene.block(index);
    let whole = || {
        let text = block.inline.without_tail_link();
        bracketed(text, Some(words::find(text, " (")?)).filter(|gloss| is_term(&gloss.term))
    };
    split(block).or_else(|| scene.listed(entry, index).and_then(|_| whole()))
}

/// Splits `TERM - gloss`, `TERM: gloss`, `TERM => gloss`, `**TERM** gloss`, `Term, noun phrase`.
pub(super) fn split(block: &Block) -> Option<Gloss> {
    let text = block.inline.without_tail_link();
    separated(text)
        .or_else(|| block.inline.lead_end.and_then(|end| led(text, end)))
        .or_else(|| bracketed(text, lead(block)).filter(|_| block.is_item()))
        .or_else(|| apposed(text))
        .map(|gloss| {
            let equal = text[..gloss.start].trim_end().ends_with(" =");
            let marked = equal || lead(block).is_some_and(|end| end >= gloss.term.len());
            Gloss { marked, ..gloss }
        })
        .filter(|gloss| is_term(&gloss.term) && words::count(&gloss.text) >= 1)
        .filter(|gloss| !gloss.text.contains(" = "))
        // What an acronym stands for is R05's to ask.
        .filter(|gloss| {
            let clause = gloss.text.split("; ").next().unwrap_or(&gloss.text);
            !crate::notes::acronym::is_acronym_of(&gloss.term, grammar::without_stop(clause))
        })
}

/// What stands before and behind the separator of a block, whatever it names.
pub(super) fn sides(block: &Block) -> Option<(&str, &str)> {
    let text = block.inline.without_tail_link();
    let gloss = separated(text)
        .filter(|gloss| !gloss.term.is_empty())
        .or_else(|| block.inline.lead_end.and_then(|end| led(text, end)))?;
    Some((text.get(..gloss.term.len())?, text.get(gloss.start..)?))
}

/// The end of what the author set off at the start of a block: in bold, as code, as a link.
fn lead(block: &Block) -> Option<usize> {
    let at_start = |spans: &[(usize, usize)]| spans.first().filter(|s| s.0 == 0).map(|s| s.1);
    block
        .inline
        .lead_end
        .or_else(|| at_start(&block.inline.code))
        .or_else(|| at_start(&block.inline.link_spans))
}

/// `Sagrada (a queueing system)`, where the author set the term off.
fn bracketed(text: &str, lead: Option<usize>) -> Option<Gloss> {
    let (term, rest) = text.split_at_checked(lead?)?;
    let inner = rest.trim().strip_prefix('(')?.trim_end_matches('.').strip_suffix(')')?;
    let start = text.len() - text[term.len()..].trim_start().len() + 1;
    (words::count(inner) >= 3 && !inner.contains(['(', ')'])).then(|| Gloss {
        term: term.trim().to_owned(),
        text: inner.to_owned(),
        start,
        dashed: false,
        marked: true,
        arrow: false,
    })
}

fn separated(text: &str) -> Option<Gloss> {
    const MARKS: &[&str] = &[
        " - ",
        " -- ",
        " \u{2013} ",
        " \u{2014} ",
        ": ",
        " => ",
        " -> ",
        " \u{2192} ",
        " \u{27f6} ",
        " = ",
        " == ",
        " : ",
        "\u{ff1a}",
    ];
    let (at, mark) = words::first_mark(text, MARKS)?;
    // What stands in code is one word.
    if text[..at].matches('`').count() % 2 == 1 {
        return None;
    }
    let rest = &text[at + mark.len()..];
    let start = text.len() - rest.trim_start_matches(is_arrow).len();
    Some(Gloss {
        term: text[..at].trim().to_owned(),
        text: text[start..].trim_end().to_owned(),
        start,
        dashed: ["-", "--", "\u{2013}", "\u{2014}"].contains(&mark.trim()),
        marked: false,
        // The long arrow separates wherever it is found.
        arrow: mark.contains(['>', '\u{2192}']),
    })
}

/// Arrows of the author's own belong to the separator.
fn is_arrow(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{2190}'..='\u{21ff}' | '\u{27f0}'..='\u{27ff}' | '>' | '=')
}

fn led(text: &str, end: usize) -> Option<Gloss> {
    let (term, rest) = (text.get(..end)?, text.get(end..)?);
    let body = rest
        .trim_start_matches([' ', ':', '-', '\u{2013}', '\u{2014}', '.'])
        .trim_start_matches(is_arrow);
    // `**Sagrada** (a queueing system)` is read with its parentheses.
    if body.starts_with('(') && body.ends_with(')') {
        return None;
    }
    Some(Gloss {
        term: grammar::without_stop(term).to_owned(),
        text: body.to_owned(),
        start: text.len() - body.len(),
        dashed: false,
        marked: true,
        arrow: false,
    })
}

/// `Sagrada, a queueing system`: one rare capitalised word and a short noun phrase.
fn apposed(text: &str) -> Option<Gloss> {
    let (term, rest) = words::cut(text, ", ")?;
    let one = !term.contains(' ')
        && term.chars().next().is_some_and(char::is_uppercase)
        && words::is_rare(term);
    // Most commas stand behind something else, and the rest of the line is costly to judge.
    if !one {
        return None;
    }
    let phrase = grammar::is_noun_phrase(rest)
        && (2..=12).contains(&words::count(rest))
        && !rest.contains(',');
    let classed = grammar::starts_with_article(rest) || grammar::has_class_head(rest);
    (phrase && classed).then(|| Gloss {
        term: term.to_owned(),
        text: rest.trim().to_owned(),
        start: text.len() - rest.trim_start().len(),
        dashed: false,
        marked: false,
        arrow: false,
    })
}

/// "Rhythmic" under a line that says of what: one kind of it, by its adjective alone.
fn is_kind(scene: &Scene<'_>, index: usize, term: &str) -> bool {
    const ENDINGS: &[&str] = &["al", "ed", "ic", "ive", "ous"];
    ENDINGS.iter().any(|ending| term.ends_with(ending))
        && !term.contains(' ')
        && term.chars().all(char::is_lowercase)
        && (scene.is_led(index) || scene.block(index).parent.is_some())
}

/// "vector" under "Lamport clock vs vector clock": half of a name that stands above it.
fn is_half(scene: &Scene<'_>, index: usize, term: &str) -> bool {
    let Some(parent) = scene.block(index).parent else { return false };
    let above = words::norm(scene.block(parent).text());
    let own = words::norm(term);
    let longer = |at: usize| {
        let behind = above[at + own.len()..].strip_prefix(' ').unwrap_or("");
        !behind.is_empty() && !behind.starts_with("vs")
    };
    above.contains(" vs ") && !own.contains(' ') && above.find(&own).is_some_and(longer)
}

/// How sure a gloss without an article is where its neighbours are glosses too: enough to be
/// asked, not enough to be asked both ways.
///
/// The specification keeps these out of the deck; read by eye, most of those with four words
/// or more in a run of glosses are what a person would have written.
pub(in crate::cards::generate) const GLOSSARY: u32 = 75;

/// Whether a gloss is one of several, or its term is set off, and both are fit to be asked.
pub(super) fn is_glossed(scene: &Scene<'_>, index: usize, gloss: &Gloss) -> bool {
    let sentence = first_sentence(gloss);
    let beside = scene.glosses_beside(index) >= if gloss.marked { 2 } else { 3 };
    let run = beside || (!gloss.dashed && scene.runs.values().sum::<usize>() >= 3);
    let outside = sentence.split(" (").next().unwrap_or(sentence);
    let least = if run { 3 } else { 4 };
    let thin = words::count(sentence) < least || words::count(outside) < 3;
    // "fonts", "common": a word of every day in front of a mark says what the line is about.
    let plain = !gloss.marked
        && gloss.term.starts_with(char::is_lowercase)
        && !gloss.term.contains(' ')
        && words::is_common(&gloss.term);
    (run || gloss.marked)
        && !(thin || plain)
        && grammar::is_noun_phrase(sentence)
        && !grammar::is_imperative(&words::tokens(sentence))
        && !grammar::is_verdict(sentence)
        && in_words(gloss, sentence)
}

/// Where the first sentence of a gloss stands in it: up to a semicolon, where another begins.
fn first_range(gloss: &Gloss) -> Range<usize> {
    let Range { start, end } = sentence::first_range(&gloss.text);
    let closed = |at: usize| !gloss.text[start..start + at].contains('(');
    let clause = gloss.text[start..end].find("; ").filter(|at| closed(*at));
    start..clause.map_or(end, |at| start + at)
}

/// Whether a gloss is an entry of a glossary like those beside it, whatever its form.
fn is_entry(scene: &Scene<'_>, gloss: &Gloss, sentence: &str) -> bool {
    const FEWEST_WORDS: usize = 2;
    let beside = match scene.glossary {
        Glossary::None => false,
        Glossary::Marked => gloss.marked,
        Glossary::Plain => true,
    };
    let dated = words::lower_cores(sentence).any(|word| words::is_month(&word));
    beside
        && !(gloss.arrow || dated || grammar::opens_with_third_person(&words::tokens(sentence)))
        && words::count(sentence) >= FEWEST_WORDS
        && words::count(&gloss.term) <= 3
        && !gloss.term.contains(|c: char| c.is_ascii_digit())
        && sentence.chars().filter(|c| c.is_alphabetic()).count() * 2 > sentence.len()
        && !sentence.contains(['?', '=', '$', '{'])
        && !is_enumeration(sentence)
        && !grammar::is_first_person(sentence)
}

/// Whether one technical word is told in words: "DP = recursion with overlapping parts".
fn is_technical(gloss: &Gloss, sentence: &str) -> bool {
    let one = !gloss.term.contains([' ', '(', '$', '*', '/']);
    one && words::is_technical(&gloss.term)
        && words::count(sentence) >= 3
        && in_words(gloss, sentence)
}

/// The first sentence of a gloss, without an aside at its end.
fn first_sentence(gloss: &Gloss) -> &str {
    grammar::without_aside(&gloss.text[first_range(gloss)])
}

/// A gloss without the clause that follows its phrase: "policy engine, policies are plain YAML".
fn opening_phrase(gloss: &str) -> &str {
    let clause = |text: &str| grammar::finite_verb(text, &words::tokens(text));
    let follows = |rest: &str| {
        let first = words::lower_cores(rest).next().unwrap_or_default();
        !words::is_stop(&first) && clause(rest).is_some_and(|verb| (1..=3).contains(&verb))
    };
    match gloss.split_once(", ") {
        Some((phrase, rest))
            if words::count(phrase) >= 2 && grammar::is_noun_phrase(phrase) && follows(rest) =>
        {
            phrase
        }
        _ => gloss,
    }
}

/// Whether a gloss tells in a sentence what its term means: "Distillation: a small model learns
/// from a large one".
fn explains(gloss: &Gloss, sentence: &str) -> bool {
    // "Kubernetes: a hook counts against …" tells a fact of the thing, not what it is.
    let article = ["a ", "an "].iter().any(|article| sentence.starts_with(article))
        && (is_process(&gloss.term) || !is_clause(sentence));
    let named = gloss.term.split_whitespace().any(words::is_rare) || gloss.marked;
    let short = words::count(&gloss.term) <= 3;
    (article && named && !gloss.dashed && short) || (short && is_told(gloss, sentence))
}

/// Whether a gloss is written like a title: "The Art and Science of Secret Coding".
fn is_title(text: &str) -> bool {
    const FEWEST: usize = 4;
    let named = text.split_whitespace().filter(|word| !words::is_stop(&word.to_lowercase()));
    let capital = |word: &str| word.starts_with(char::is_uppercase) && !words::is_technical(word);
    // "The Dropout, Bad Blood": two of them.
    let fewest = if text.contains(", ") { FEWEST - 1 } else { FEWEST };
    named.clone().count() >= fewest && named.clone().all(capital)
}

/// Whether a phrase with an article is a clause: its verb stands right behind its subject.
fn is_clause(sentence: &str) -> bool {
    /// Words of the subject, at most: a verb further on stands in the phrase.
    const SUBJECT: usize = 4;
    let tokens = words::tokens(sentence);
    let known = grammar::finite_verb(sentence, &tokens).is_some_and(|at| at <= SUBJECT);
    known || acts_on(&tokens[..tokens.len().min(SUBJECT + 2)])
}

/// "A hook counts against …": a single thing, a word that ends like its verb, and what that acts
/// on.
fn acts_on(tokens: &[Token]) -> bool {
    let joins = |word: &str| grammar::is_preposition(word) || matches!(word, "that" | "which");
    let clause = tokens.iter().take_while(|token| !joins(&token.lower)).count();
    let verb = clause.saturating_sub(1);
    let word = tokens.get(verb).map_or("", |token| &*token.lower);
    let single = verb >= 2 && !tokens[verb - 1].lower.ends_with('s');
    single
        && word.len() >= 4
        && word.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
        && tokens
            .get(clause)
            .is_some_and(|next| !matches!(&*next.lower, "of" | "for" | "that" | "which"))
}

/// Whether a term names what happens rather than a thing: "distillation", "mashing".
fn is_process(term: &str) -> bool {
    const ENDINGS: &[&str] = &["tion", "sion", "ing", "ment", "sis", "ance", "ence", "ism"];
    let lower = term.to_lowercase();
    ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// Whether the first sentence of a gloss tells what its term is.
pub(super) fn tells(gloss: &Gloss) -> bool {
    is_told(gloss, first_sentence(gloss))
}

/// Whether a term that is set off is told in a whole sentence: "**Hidden partitioning**: queries
/// need not know …".
fn is_told(gloss: &Gloss, sentence: &str) -> bool {
    const LEAST: usize = 6;
    let tokens = words::tokens(sentence);
    let verb = grammar::finite_verb(sentence, &tokens);
    let opening = tokens.first().map_or("", |first| &*first.lower);
    gloss.marked
        && words::count(&gloss.term) >= 2
        && words::count(sentence) >= LEAST
        && verb
            .is_some_and(|verb| (1..=4).contains(&verb) && !grammar::is_past(&tokens[verb].lower))
        && !(grammar::is_pronoun(opening) || grammar::is_preposition(opening))
        && !matches!(opening, "there" | "if" | "when" | "not" | "no" | "as")
        && !grammar::is_imperative(&tokens)
        && !grammar::is_first_person(sentence)
        && in_words(gloss, sentence)
}

/// Whether one of several terms side by side is told in a clause: "subgrid - the child takes over
/// the tracks of its parent".
fn is_clause_of_run(scene: &Scene<'_>, index: usize, gloss: &Gloss, sentence: &str) -> bool {
    const BESIDE: usize = 4;
    const LEAST: usize = 5;
    let tokens = words::tokens(sentence);
    let opening = tokens.first().map_or("", |first| &*first.lower);
    let verb = grammar::finite_verb(sentence, &tokens);
    let named = gloss.term.split_whitespace().all(words::is_rare)
        && !gloss.term.contains('(')
        && words::count(&gloss.term) <= 2;
    gloss.dashed
        && named
        && scene.glosses_beside(index) >= BESIDE
        && words::count(sentence) >= LEAST
        && verb.is_some_and(|verb| verb > 0 && !grammar::is_past(&tokens[verb].lower))
        && !(grammar::is_pronoun(opening) || grammar::is_preposition(opening))
        && !matches!(opening, "there" | "if" | "when" | "not" | "no" | "as")
        && !grammar::is_imperative(&tokens)
        && !grammar::is_first_person(sentence)
        && in_words(gloss, sentence)
}

/// Words that open what describes a thing rather than names it: "specific to the brewery".
const ADJECTIVES: &[&str] = &["due", "good", "related", "similar", "specific", "useful"];

/// Whether term and gloss are words, not a formula, and the gloss tells no event.
fn in_words(gloss: &Gloss, sentence: &str) -> bool {
    let formula = |text: &str| {
        text.contains(['$', '=', '\\', '{', '\u{2192}', '\u{27f6}'])
            || text.contains("->")
            || text.contains("--")
            || text.split(", ").next().is_some_and(|clause| clause.contains(" + "))
    };
    let tokens = words::tokens(sentence);
    let event = tokens.windows(2).take(5).any(|pair| {
        pair[0].lower.ends_with("ed")
            && (grammar::is_determiner(&pair[1].lower) || grammar::is_pronoun(&pair[1].lower))
    });
    let opens_badly = tokens.first().is_none_or(|first| {
        first.lower.ends_with("ly")
            || grammar::is_preposition(&first.lower)
            || sentence.starts_with(|c: char| !c.is_alphanumeric())
            || ADJECTIVES.contains(&&*first.lower)
            || tokens.get(1).is_some_and(|next| grammar::is_pronoun(&next.lower))
    });
    // "Thin, Rack, Puma" lists, "80 m readers" counts: a gloss is joined by little words.
    let outside = sentence.split(" (").next().unwrap_or(sentence);
    let joined = tokens.iter().any(|token| words::is_stop(&token.lower))
        && !outside.contains(|c: char| c.is_ascii_digit());
    // Short names only: a longer left side is half a sentence, and one with a figure a label.
    let term = &gloss.term;
    let name = !is_enumeration(sentence)
        && words::count(term) <= 3
        && !term.contains(|c: char| c.is_ascii_digit() || c == ',')
        && term.chars().filter(|c| c.is_alphabetic()).all(|c| u32::from(c) < 0x250)
        && !words::lower_cores(term).any(|word| matches!(&*word, "vs" | "and" | "or" | "others"))
        && !grammar::is_imperative(&words::tokens(term));
    name && joined && !(event || opens_badly || formula(term) || formula(sentence))
}

/// "squash, ladybirds, a jet of water": a row of short things or qualities.
fn is_enumeration(sentence: &str) -> bool {
    const MOST_WORDS: usize = 2;
    let mut parts = sentence.split(", ");
    let (Some(first), Some(second), Some(_)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let short = |part: &str| words::count(part) <= MOST_WORDS;
    let turns = ["but ", "and ", "or "].iter().any(|word| second.starts_with(word));
    short(first) && short(second) && !turns && !grammar::starts_with_article(sentence)
}

/// Whether a text says something of a term, but not what it is: what it is like, how much, how
/// often, when, where it is from.
fn is_no_gloss(text: &str) -> bool {
    static OPENINGS: Class = Class::of(&[
        "after",
        "almost",
        "also",
        "as",
        "because",
        "before",
        "better",
        "bigger",
        "by",
        "cheaper",
        "different",
        "done",
        "easier",
        "faster",
        "from",
        "harder",
        "if",
        "just",
        "less",
        "like",
        "mostly",
        "my",
        "no",
        "none",
        "not",
        "now",
        "often",
        "our",
        "rarely",
        "safer",
        "same",
        "see",
        "simpler",
        "slower",
        "smaller",
        "sometimes",
        "still",
        "term",
        "unless",
        "until",
        "usually",
        "when",
        "whenever",
        "worse",
        "yes",
        "your",
    ]);
    let first = words::lower_cores(text).next().unwrap_or_default();
    OPENINGS.holds(&first)
        || text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '~' | '('))
        || is_judged(text)
        // "frozen. no new features"
        || text.split_once(". ").is_some_and(|(head, _)| words::count(head) == 1)
        || is_weighed(text)
        || is_like(text)
        || is_story(text)
        || is_giveaway(text)
        || names_somebody(text)
        // "rectangle - S and R" is two things.
        || [" - ", " \u{2013} ", " \u{2014} "].iter().any(|dash| text.contains(dash))
        || [" of it", " for it", " of them"].iter().any(|end| grammar::without_stop(text).ends_with(end))
        || is_done_to(text)
        || words::lower_cores(text).take(3).any(|word| word == "too")
        || is_done_while(text)
        || text.contains(" first, then ")
        || text.contains(", never ")
        || text.split_once(", no ").is_some_and(|(head, _)| words::count(head) == 1)
        || is_compared(text)
        || is_task(text)
}

/// "t-shirts in XXL only", "spin the wheel, got a sticker": what there was to take along.
fn is_giveaway(text: &str) -> bool {
    static GIFTS: Class = Class::of(&[
        "giveaway",
        "giveaways",
        "goodies",
        "merch",
        "mug",
        "mugs",
        "plush",
        "raffle",
        "socks",
        "sticker",
        "stickers",
        "swag",
        "t-shirt",
        "t-shirts",
        "tote",
        "tshirt",
        "tshirts",
    ]);
    words::lower_cores(text).any(|word| GIFTS.holds(&word))
}

/// "Ada Example, on compilers", "Ann Example 'A Title'": a person, or a work by its title.
fn names_somebody(text: &str) -> bool {
    let (before, quoted) = text.split_once(['"', '\u{201c}']).unwrap_or((text, ""));
    let last = before.trim_end_matches([' ', '/', ',', ':', '-']).rsplit(' ').next();
    let titled = !quoted.is_empty()
        && before.starts_with(char::is_uppercase)
        && !grammar::starts_with_article(before)
        && last.is_some_and(|word| word.starts_with(char::is_uppercase));
    let name = text.split([',', '(', ';', '.']).next().unwrap_or_default();
    let joined = words::lower_cores(name).any(|word| words::is_stop(&word));
    titled || (!joined && person::is_likely_person(name.trim()))
}

/// "the instructors thought that …": what once was, as an example of the term.
fn is_story(text: &str) -> bool {
    let own = words::lower_cores(text)
        .take(6)
        .take_while(|word| !matches!(&**word, "that" | "which" | "who" | "where" | "when"));
    // "a number you saw before": the thing, by what was done with it.
    let mut before = String::new();
    let mut all = own.map(|word| {
        let own = !grammar::is_pronoun(&before) && !before.is_empty();
        let found = own && grammar::is_simple_past(&word);
        before = word.into_owned();
        found
    });
    all.any(|found| found) || text.contains(" thought that ")
}

/// "NCC, blocked by thiazides": one part of the term, and what is done to it.
fn is_done_to(text: &str) -> bool {
    text.split_once(", ").is_some_and(|(part, rest)| {
        let mut behind = words::lower_cores(rest);
        let done = behind.next().is_some_and(|word| word.ends_with("ed"));
        words::count(part) == 1 && done && behind.next().is_some_and(|by| by == "by")
    })
}

/// "permeable to water": a quality by its adjective, and what that is in regard to.
fn is_like(text: &str) -> bool {
    const ENDINGS: [&str; 7] = ["able", "ible", "ful", "less", "ous", "ive", "ic"];
    let mut all = words::lower_cores(text);
    let quality = all.next().is_some_and(|word| ENDINGS.iter().any(|end| word.ends_with(end)));
    quality && all.next().is_some_and(|next| matches!(&*next, "to" | "in" | "by" | "from" | "at"))
}

/// "pull, no ui, more modular": qualities beside those of a neighbour.
fn is_compared(text: &str) -> bool {
    const MOST_WORDS: usize = 3;
    let items = || text.split(", ");
    let against =
        |item: &str| ["no ", "more ", "less ", "not "].iter().any(|lead| item.starts_with(lead));
    items().count() >= 3
        && items().all(|item| words::count(item) <= MOST_WORDS)
        && items().any(against)
}

/// "clean URLs, harder to test": what is good and what is bad about it.
fn is_weighed(text: &str) -> bool {
    static DEGREES: Class = Class::of(&[
        "better", "cheaper", "easier", "fast", "faster", "hard", "harder", "less", "more",
        "simpler", "slow", "slower", "worse",
    ]);
    let mut parts = text.split(", ");
    let short = parts.next().is_some_and(|head| words::count(head) <= 3);
    let degree =
        |part: &str| words::lower_cores(part).next().is_some_and(|word| DEGREES.holds(&word));
    short && !grammar::starts_with_article(text) && parts.any(degree)
}

/// "a pinch while beating", "blue inhaler, sit upright": what to do, and when.
fn is_done_while(text: &str) -> bool {
    let mut cores = words::lower_cores(text).skip_while(|word| word != "while");
    let beside = cores.nth(1).is_some_and(|word| word.ends_with("ing"));
    let order = |part: &str| {
        let tokens = words::tokens(part);
        let joined = tokens.get(1).is_some_and(|next| next.lower != "of" && next.lower != "and");
        grammar::is_imperative(&tokens) && joined
    };
    let told = words::lower_cores(text).take(4).any(|w| matches!(&*w, "that" | "which" | "who"));
    let beside = beside && words::count(text) <= 5;
    !told && (beside || text.split(", ").skip(1).any(order))
}

/// "simple, but slow": a quality and what speaks against it.
fn is_judged(text: &str) -> bool {
    [", but ", " but "]
        .iter()
        .any(|but| text.split_once(but).is_some_and(|(quality, _)| words::count(quality) == 1))
}

/// "fix or delete it the same week": what to do with the term.
fn is_task(text: &str) -> bool {
    let tokens = words::tokens(text);
    let Some([first, second]) = tokens.first_chunk() else { return false };
    let verb = grammar::is_base_form(&first.lower) || grammar::is_advised(&first.lower);
    // "delete a field, add a field with a default"
    let again = || {
        let next = text.split_once(", ").map_or("", |(_, next)| next);
        grammar::opens_with_base_form(&words::tokens(next))
    };
    // "question approach, understand logic"
    let short = text.split(", ").all(|part| words::count(part) <= 3) && text.contains(", ");
    let does = verb
        && ((short && again())
            || matches!(&*second.lower, "it" | "or" | "them" | "all" | "your" | "yours")
            || (grammar::is_determiner(&second.lower) && again()));
    // "alert on this and not on that": an order, whatever its verb is.
    let apart = text.contains(" not on ") || text.contains(" and not ");
    // "switch on, pads on", "say what happened".
    let does = does
        || (verb
            && matches!(&*second.lower, "on" | "off" | "up" | "down" | "out" | "what" | "how"));
    does || (apart && grammar::is_preposition(&second.lower))
}

/// Makes the title of a callout a term that the text right under it defines.
pub(super) fn called(scene: &mut Scene<'_>, entry: usize, index: usize) {
    const SURE: u32 = 78;
    let block = scene.block(index);
    let Some(title) = block.parent.map(|parent| scene.block(parent)) else { return };
    let first = block.parent.is_some_and(|parent| scene.children(parent).first() == Some(&index));
    let defines = title.shape == Shape::Callout && block.shape == Shape::Paragraph && first;
    if !defines || !is_term(title.text()) {
        return;
    }
    let whole = block.text();
    let first = sentence::first_range(whole);
    let text = grammar::without_aside(&whole[first.clone()]);
    if !grammar::is_noun_phrase(text) || words::count(text) < 4 || grammar::is_verdict(text) {
        return;
    }
    let lines = title.lines.union(&block.lines_of(first.start, first.end));
    let entity = scene.entities.named(title.text(), Kind::Term);
    entity.said.push(Said {
        text: text.to_owned(),
        lines,
        entry,
        under: Vec::new(),
        own_heading: false,
        confidence: SURE,
        phrase: true,
        hedged: grammar::is_doubtful(text),
        rule: "R08",
    });
}

/// Makes the term an entity that this gloss defines, or points at.
pub(super) fn define(
    scene: &mut Scene<'_>,
    entry: usize,
    index: usize,
    gloss: &Gloss,
    class: Option<&str>,
) {
    let block = scene.block(index);
    let first = first_range(gloss);
    let sentence = opening_phrase(grammar::without_aside(&gloss.text[first.clone()])).to_owned();
    let lines = block
        .lines_of(gloss.start + first.start, (gloss.start + first.end).min(block.text().len()))
        .union(&block.lines_of(0, gloss.term.len().max(1)));
    let tells = !is_no_gloss(&sentence);
    let article = grammar::starts_with_article(&sentence);
    let noun = || grammar::is_noun_phrase(&sentence) && !(article && is_clause(&sentence));
    let phrase = (tells && noun())
        || (words::count(&sentence) >= 2
            && grammar::starts_with_article(&sentence)
            && grammar::finite_verb(&sentence, &words::tokens(&sentence)).is_none()
            && !is_clause(&sentence))
        || explains(gloss, &sentence);
    let clause = tells && is_clause_of_run(scene, index, gloss, &sentence);
    let kind = tells && grammar::is_kind_that(&sentence);
    let phrase = phrase || clause || kind;
    let heading = scene.entry(entry);
    let happened = |text: &str| words::lower_cores(text).next().is_some_and(|w| w.ends_with("ed"));
    let listed = scene.listed(entry, index).filter(|_| !happened(&sentence));
    let in_section =
        listed.is_some() || (heading.section.is_some() && heading.evidence == Evidence::Strong);
    let classed = article || kind || grammar::has_class_head(&sentence);
    let particular = gloss.term.split_whitespace().any(words::is_rare);
    let thin = words::count(&sentence) < 4;
    let confidence = match () {
        () if class.is_some() => 85,
        () if !tells => 50,
        () if is_title(&sentence)
            || (heading.name.ends_with('?') && block.parent.is_none() && !particular) =>
        {
            60
        }
        () if is_quality(&gloss.term) || is_kind(scene, index, &gloss.term) => 60,
        () if gloss.arrow && !(classed || gloss.marked) => 60,
        () if is_half(scene, index, &gloss.term) => 60,
        () if scene.people.contains(&gloss.term) => 50,
        () if in_section && phrase => 88,
        () if in_section => 78,
        () if grammar::is_verdict(&sentence) => 60,
        () if phrase && classed && particular && !thin => 80,
        () if phrase && classed && !thin => 76,
        () if phrase && is_glossed(scene, index, gloss) => GLOSSARY,
        () if phrase && is_technical(gloss, &sentence) => GLOSSARY,
        () if phrase && is_told(gloss, &sentence) => GLOSSARY,
        () if clause || is_entry(scene, gloss, &sentence) => GLOSSARY,
        () if phrase && particular => 70,
        () if phrase => 60,
        () => 55,
    };
    let under = scene.parents(index);
    let entity = scene.entities.named(&gloss.term, Kind::Term);
    if let Some(class) = class {
        entity.nouns = vec![format!("of the {class}")];
    } else if let Some(of) = listed.filter(|_| entity.nouns.is_empty()) {
        entity.nouns.push(of.to_owned());
    }
    entity.said.push(Said {
        hedged: grammar::is_doubtful(&sentence),
        text: sentence,
        lines,
        entry,
        under,
        own_heading: false,
        confidence,
        phrase: phrase && class.is_none_or(|_| grammar::starts_with_article(&gloss.text)),
        rule: "R08",
    });
}
