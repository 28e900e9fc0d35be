//! What can stand as a term in front of its gloss.

use crate::cards::generate::grammar;
use crate::notes::words::{self, Class, Token};

/// Words in front of a separator that name no term but say what the line is.
const LABELS: &[&str] = &[
    "abstract",
    "action",
    "advice",
    "agenda",
    "also",
    "answer",
    "author",
    "background",
    "blog",
    "bonus",
    "book",
    "book rec",
    "book tip",
    "books",
    "bottom line",
    "build",
    "caveat",
    "check",
    "company",
    "con",
    "conclusion",
    "cons",
    "consensus",
    "date",
    "debug",
    "demo",
    "disclaimer",
    "downside",
    "drawback",
    "drawbacks",
    "duration",
    "edit",
    "exam tip",
    "example",
    "examples",
    "exception",
    "exceptions",
    "fact",
    "fix",
    "follow-up",
    "fun fact",
    "github",
    "goal",
    "goals",
    "gotcha",
    "gotchas",
    "hint",
    "homework",
    "how",
    "idea",
    "ideas",
    "important",
    "impression",
    "input",
    "install",
    "intro",
    "key",
    "lesson",
    "limit",
    "limitation",
    "limitations",
    "limits",
    "link",
    "links",
    "listen",
    "location",
    "minus",
    "more",
    "nb",
    "motivation",
    "next",
    "next steps",
    "note",
    "notes",
    "observation",
    "opinion",
    "output",
    "overview",
    "paper",
    "papers",
    "plan",
    "plans",
    "plus",
    "podcast",
    "presenter",
    "pro",
    "pro tip",
    "problem",
    "problems",
    "pros",
    "ps",
    "q",
    "question",
    "quote",
    "read",
    "reading",
    "reason",
    "rec",
    "recommendation",
    "recommendations",
    "recs",
    "ref",
    "reference",
    "reminder",
    "remark",
    "repo",
    "restore",
    "result",
    "results",
    "room",
    "rule of thumb",
    "run",
    "see",
    "setup",
    "slides",
    "solution",
    "source",
    "speaker",
    "speakers",
    "start",
    "status",
    "summary",
    "takeaway",
    "test",
    "thought",
    "thoughts",
    "time",
    "tip",
    "tips",
    "title",
    "tldr",
    "todo",
    "topic",
    "track",
    "try",
    "twitter",
    "update",
    "upside",
    "url",
    "usage",
    "use case",
    "use cases",
    "venue",
    "video",
    "warning",
    "watch",
    "website",
    "what",
    "when",
    "where",
    "who",
    "why",
    "workaround",
];

/// Whether a text only says what the line or the section under it is.
pub(in crate::cards::generate) fn is_label(text: &str) -> bool {
    LABELS.contains(&text.to_lowercase().as_str())
}

/// Whether the left side can be a term: short, no verb, no label word, no time.
pub(super) fn is_term(term: &str) -> bool {
    let lower = term.to_lowercase();
    let tokens = words::tokens(term);
    let label = is_label(term)
        || lower.split_whitespace().last().is_some_and(|last| {
            last.bytes().all(|b| b.is_ascii_digit())
                && lower.split_whitespace().count() == 2
                && [
                    "step", "part", "day", "example", "option", "phase", "session", "room",
                    "chapter", "a", "q",
                ]
                .contains(&lower.split_whitespace().next().unwrap_or(""))
        });
    let shape = !term.is_empty()
        && (1..=5).contains(&words::count(term))
        && term.chars().any(char::is_alphabetic)
        && !term.contains(['?', '!', ';', '"', '\u{201c}', '@', '='])
        && !term.starts_with(['[', '(', '<', '#'])
        && (!term.starts_with(['\'', '\u{2018}']) || term.ends_with(['\'', '\u{2019}']))
        && (!term.contains(':') || !term.starts_with(|c: char| c.is_ascii_digit()))
        && grammar::contrasted(term).is_none()
        && !term.contains("http")
        && !term.contains(" + ")
        && !term.contains(" * ")
        && !term.contains(", ");
    let opens_badly = tokens.first().is_none_or(|first| {
        grammar::is_pronoun(&first.lower)
            || matches!(
                first.lower.as_str(),
                "and"
                    | "but"
                    | "so"
                    | "because"
                    | "if"
                    | "don't"
                    | "not"
                    | "also"
                    | "to"
                    | "compared"
                    | "according"
                    | "thanks"
                    | "used"
                    | "example"
                    | "examples"
                    | "even"
            )
    });
    let vague = tokens.iter().any(|token| {
        matches!(
            token.lower.as_str(),
            "it" | "this" | "that" | "them" | "you" | "we" | "i" | "my" | "these" | "your" | "not"
        )
    });
    let single = term.chars().count() == 1;
    let judging = tokens.len() == 1 && grammar::is_verdict(term);
    let acts = tokens.len() > 1 && grammar::opens_with_third_person(&tokens);
    let verb_inside = tokens
        .iter()
        .skip(1)
        .any(|token| token.lower.len() >= 5 && grammar::base_form(&token.lower).is_some());
    let clause = grammar::finite_verb(term, &tokens).is_some() || verb_inside || acts;
    let cut =
        tokens.len() > 1 && tokens.last().is_some_and(|last| grammar::is_preposition(&last.lower));
    let best = tokens.len() > 1
        && tokens.first().is_some_and(|first| {
            first.lower.len() > 4 && first.lower.ends_with("est") && words::is_common(&first.lower)
        });
    let asked = tokens.len() > 1
        && tokens.first().is_some_and(|first| {
            matches!(&*first.lower, "ask" | "call" | "email" | "mail" | "ping" | "tell")
        });
    let odd = best || asked || is_some(&tokens) || lower.ends_with(" based") || is_date(&lower);
    shape && !(vague || single || label || opens_badly || clause || judging || cut || odd)
}

/// "October", "June 20": what happened then is no definition.
fn is_date(lower: &str) -> bool {
    static MONTHS: Class = Class::of(&[
        "april",
        "august",
        "december",
        "february",
        "january",
        "july",
        "june",
        "march",
        "may",
        "november",
        "october",
        "september",
    ]);
    let mut month = false;
    lower.split_whitespace().all(|word| {
        month |= MONTHS.holds(word);
        MONTHS.holds(word) || word.starts_with(|c: char| c.is_ascii_digit())
    }) && month
}

/// "New tools", "common options": some things, named by none of them.
fn is_some(tokens: &[Token]) -> bool {
    static SOME: Class = Class::of(&[
        "additional",
        "common",
        "few",
        "fewer",
        "further",
        "interesting",
        "less",
        "many",
        "more",
        "new",
        "next",
        "old",
        "other",
        "popular",
        "possible",
        "recommended",
        "related",
        "several",
        "some",
        "typical",
        "useful",
        "various",
    ]);
    let [first, .., last] = tokens else { return false };
    SOME.holds(&first.lower) && last.lower.ends_with('s') && !last.lower.ends_with("ss")
}

/// Qualities that are terms only beside a noun: "active", of attacks.
pub(super) fn is_quality(term: &str) -> bool {
    static QUALITIES: Class = Class::of(&[
        "active",
        "closed",
        "direct",
        "dynamic",
        "explicit",
        "external",
        "formal",
        "global",
        "hard",
        "high",
        "implicit",
        "indirect",
        "informal",
        "internal",
        "large",
        "local",
        "low",
        "logical",
        "negative",
        "open",
        "passive",
        "physical",
        "positive",
        "primary",
        "private",
        "public",
        "secondary",
        "small",
        "soft",
        "static",
        "strong",
        "weak",
    ]);
    QUALITIES.holds(&words::lower(term))
}
