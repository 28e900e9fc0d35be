//! R27: a label and its value, where the heading or the bullet above says of what.
//!
//! The specification asks "ENTRY: label?"; read by eye, that parses badly, and labels that are no
//! nouns make riddles of it. So the label is asked for as what it is, and the entry says whose.

use crate::cards::generate::grammar;
use crate::cards::generate::rules::r08_term::{self, Gloss};
use crate::cards::generate::scene::{Proposal, Scene};
use crate::notes::kinds;
use crate::notes::outline::Evidence;
use crate::notes::words::{self, Class, Token};

/// "What is the LABEL (ENTRY)?" from `label: value`; only forward.
///
/// In the deck where the value is code or a figure, which no label defines; other values are
/// offered, as the specification has it.
pub(super) fn apply(scene: &mut Scene<'_>, (entry, index): (usize, usize), gloss: &Gloss) -> bool {
    let block = scene.block(index);
    let under = scene.parents(index);
    let named = |name: &String, most_words: usize| {
        let name = name.rsplit(": ").next()?;
        let fits =
            (1..=most_words).contains(&words::count(name)) && !name.contains([':', '?', '`', '<']);
        fits.then(|| name.to_owned())
    };
    let name = under.last().and_then(|name| named(name, 6));
    // A talk's title owns nothing that stands under it.
    let heading = scene.entry(entry);
    // Nor does that of a note of talks.
    let event = scene.note.event.is_some() && heading.path.is_empty();
    let owner = || {
        named(&heading.name, 9)
            .filter(|name| !(event || is_notebook(name)))
            .filter(|_| heading.talk.is_none() && scene.heading_line(entry).is_some())
    };
    let name = name.or_else(owner);
    let Some(name) = name else { return false };
    let label = r08_term::is_label(&name) || kinds::is_label(&name) || kinds::is_facet(&name);
    let names_thing = !label && !name.contains(|c: char| c.is_ascii_digit());
    let exact = is_exact(&gloss.text) && !is_sample(&gloss.term);
    let nested = !under.is_empty();
    let size = words::count(&gloss.term);
    let common = gloss.term.split_whitespace().all(|word| !words::is_rare(word))
        && size >= if exact { 1 } else { 2 };
    // A value in figures is none of a term, whatever its label is made of.
    let common = common || (exact && !label && (2..=4).contains(&size));
    let short = (1..=14).contains(&words::count(&gloss.text))
        && !gloss.text.contains("http")
        && !gloss.dashed;
    // Under the name of a thing a label says something of it; elsewhere it may be a term.
    let tokens = words::tokens(&gloss.term);
    let order =
        exact && (is_order(&tokens) || (tokens.len() == 1 && !is_measured(&tokens[0].lower)));
    let is_term = scene.entry(entry).evidence == Evidence::None
        && (r08_term::is_glossed(scene, index, gloss) || r08_term::tells(gloss));
    // "fails -> restart" is what comes of it.
    let outcome = gloss.arrow && !exact;
    if outcome
        || order
        || !common
        || !short
        || is_term
        || !is_noun(&gloss.term, &name)
        || is_nothing(&gloss.text)
    {
        return false;
    }
    let figure = gloss.text.chars().any(|c| c.is_ascii_digit());
    let confidence = match () {
        () if exact => 76,
        () if names_thing && is_one_of_several(scene, index, gloss) => 75,
        () if names_thing && nested && is_case(gloss) => 76,
        () if figure => 70,
        () => 58,
    };
    let words = (question(&gloss.term, &name, exact), gloss.text.clone());
    let card = Proposal {
        entity: name,
        fact: format!("{}: {}", gloss.term, gloss.text),
        under,
        ..scene.card(entry, block.lines.clone(), ("R27", "descriptor", confidence), words)
    };
    scene.proposals.push(card);
    true
}

/// Whether a heading says what the notes are, not of what: "TIL".
fn is_notebook(name: &str) -> bool {
    let name = name.to_lowercase();
    matches!(&*name, "diary" | "inbox" | "journal" | "log" | "misc" | "notes" | "til")
}

/// "What is the boiling point (wort)?"; of a label with a value in words, which may be a term,
/// as terms are asked for.
fn question(label: &str, name: &str, exact: bool) -> String {
    let label = grammar::lower_first(label);
    let head = label.split(" of ").next().unwrap_or(&label);
    let verb = grammar::be(head);
    let counted = label.ends_with(|c: char| c.is_ascii_digit());
    if grammar::starts_with_article(&label) || counted || label.starts_with('`') {
        format!("What {verb} {label} ({name})?")
    } else if exact || head != label || is_property(&label) {
        format!("What {verb} the {label} ({name})?")
    } else {
        format!("What {verb} {} ({name})?", grammar::shown(&label))
    }
}

/// Whether a label opens like a property, of which there is one: "best place", "default port".
fn is_property(label: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "average", "default", "first", "last", "main", "max", "maximum", "min", "minimum", "total",
        "typical", "usual", "worst",
    ];
    let first = words::lower_cores(label).next().unwrap_or_default();
    OPENINGS.contains(&&*first) || (first.ends_with("est") && first != "test")
}

/// Whether a label names something, and not again what it is said of.
fn is_noun(label: &str, name: &str) -> bool {
    let tokens = words::tokens(label);
    let first = words::lower_cores(label).next().unwrap_or_default();
    let again = words::lower_cores(name).any(|word| word == first)
        || words::lower_cores(name).all(|word| words::lower_cores(label).any(|own| own == word));
    let adverbial = grammar::is_preposition(&first)
        || (first.ends_with("ly") && first != "early")
        || (first.ends_with("ing") && words::is_common(&first))
        || matches!(
            &*first,
            "and"
                | "but"
                | "here"
                | "how"
                | "if"
                | "install"
                | "not"
                | "now"
                | "or"
                | "then"
                | "too"
                | "when"
                | "while"
        )
        || matches!(&*first, "even" | "only");
    let counts =
        |word: &str| matches!(word, "one" | "two" | "three") || grammar::is_determiner(word);
    let order = grammar::is_imperative(&tokens)
        || (grammar::opens_with_base_form(&tokens)
            && tokens.get(1).is_some_and(|next| counts(&next.lower)));
    let compared = matches!(
        &*first,
        "better"
            | "bigger"
            | "faster"
            | "fewer"
            | "higher"
            | "larger"
            | "less"
            | "longer"
            | "lower"
            | "more"
            | "shorter"
            | "slower"
            | "smaller"
            | "worse"
    );
    // "Recipes take arguments" says something.
    let clause = tokens.len() > 2
        && first.ends_with('s')
        && matches!(&*tokens[1].lower, "get" | "have" | "make" | "need" | "take" | "use");
    let state = clause || tokens.len() == 1 && first.ends_with("ed");
    !(is_remark(&tokens) || again || adverbial || order || compared || state)
}

/// "No gain": what a label does not have is not what it is; nor is a question, or one word with
/// more said behind it.
fn is_nothing(value: &str) -> bool {
    let first = words::lower_cores(value).next().unwrap_or_default();
    let word = value.split_once(". ").is_some_and(|(word, _)| words::count(word) == 1);
    // "depends on the temperature" says how it is with the label.
    let acts = matches!(&*first, "depends" | "varies");
    word || acts || value.contains("? ") || matches!(&*first, "no" | "none" | "not" | "same")
}

/// Whether a label is one of the author's own to something: "exam hint", "problems they had"; or
/// one case of many: "same tack", "other ones".
fn is_remark(tokens: &[Token]) -> bool {
    static WORDS: Class = Class::of(&[
        "exam",
        "follow",
        "next",
        "had",
        "hint",
        "homework",
        "one",
        "ones",
        "question",
        "questions",
        "same",
        "task",
        "they",
        "todo",
        "we",
        "you",
    ]);
    tokens.iter().any(|token| WORDS.holds(&token.lower))
}

/// Whether one word names what is measured or set, so that a value in figures or code answers it.
fn is_measured(word: &str) -> bool {
    static NOUNS: Class = Class::of(&[
        "age",
        "alias",
        "amount",
        "area",
        "capacity",
        "command",
        "complexity",
        "cost",
        "count",
        "default",
        "delay",
        "density",
        "depth",
        "distance",
        "duration",
        "dose",
        "energy",
        "field",
        "formula",
        "frequency",
        "gravity",
        "height",
        "interval",
        "latency",
        "length",
        "level",
        "limit",
        "mass",
        "maximum",
        "minimum",
        "number",
        "path",
        "period",
        "population",
        "port",
        "power",
        "pressure",
        "price",
        "quorum",
        "radius",
        "range",
        "rate",
        "ratio",
        "runtime",
        "score",
        "shortcut",
        "size",
        "speed",
        "syntax",
        "temperature",
        "threshold",
        "timeout",
        "throughput",
        "unit",
        "variance",
        "velocity",
        "version",
        "voltage",
        "volume",
        "weight",
        "width",
    ]);
    NOUNS.holds(word)
}

/// "reduce motion" is to be done; "build command" names one.
fn is_order(tokens: &[Token]) -> bool {
    static NAMES: Class = Class::of(&[
        "command", "file", "flag", "key", "limit", "option", "path", "port", "rate", "script",
        "size", "speed", "time", "type", "url",
    ]);
    matches!(tokens, [first, last]
        if grammar::is_base_form(&first.lower) && !NAMES.holds(&last.lower))
}

/// Whether a label stands in a run of labels, and its value says enough to be asked for.
fn is_one_of_several(scene: &Scene<'_>, index: usize, gloss: &Gloss) -> bool {
    let value = &gloss.text;
    let tokens = words::tokens(value);
    let opens = tokens.first().map_or("", |first| &*first.lower);
    let last = tokens.last().map_or("", |last| &*last.lower);
    let open = grammar::is_preposition(last) || grammar::is_determiner(last);
    let whole = !value.ends_with([',', ';', ':'])
        && !open
        && !value.contains(['?', '!', '=', '{', '<', '"'])
        && !grammar::is_pronoun(opens)
        && !grammar::is_first_person(value)
        && !grammar::is_imperative(&tokens)
        && !value
            .starts_with(|c: char| "(~<>\u{2264}\u{2265}\u{b1}".contains(c) || c.is_ascii_digit());
    scene.glosses_beside(index) >= 3 && words::count(value) >= 3 && whole && !is_sample(&gloss.term)
}

/// Whether a label is one of the numbered cases of what stands above it.
fn is_case(gloss: &Gloss) -> bool {
    const CASES: &[&str] = &["case", "law", "level", "principle", "rule", "stage", "type"];
    let mut words = gloss.term.split_whitespace();
    let case = words.next().is_some_and(|word| CASES.contains(&word.to_lowercase().as_str()));
    let number = words.next().is_some_and(|word| word.parse::<u32>().is_ok());
    case && number && words.next().is_none() && words::count(&gloss.text) >= 4
}

/// Whether a label announces one case of many, whose value nobody learns.
fn is_sample(label: &str) -> bool {
    label.contains(|c: char| c.is_ascii_digit() || c == '#')
        || words::lower_cores(label).any(|word| {
            matches!(&*word, "example" | "input" | "output" | "sample" | "chance" | "test")
        })
}

/// Whether a value is code or a formula, or a quantity with little beside it.
fn is_exact(value: &str) -> bool {
    const MOST_WORDS: usize = 5;
    let value = grammar::without_stop(value);
    let code = value.starts_with('`') && value.ends_with('`') && value.matches('`').count() == 2;
    let formula = value.starts_with('$') && value.ends_with('$') && !value.contains('=');
    let unit = |word: &str| {
        let digits = word.trim_start_matches(['~', '<', '>']).trim_end_matches(['%', ')', ',']);
        digits.starts_with(|c: char| c.is_ascii_digit())
            && (word.ends_with('%') || digits.ends_with(char::is_alphabetic))
    };
    let first = value.split_whitespace().next().unwrap_or("");
    code || formula || (words::count(value) <= MOST_WORDS && unit(first))
}
