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
    "basics",
    "blog",
    "bonus",
    "book",
    "book rec",
    "book tip",
    "books",
    "bottom line",
    "build",
    "buy",
    "cause",
    "causes",
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
    "did",
    "disclaimer",
    "done",
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
    "exercise",
    "exercises",
    "fact",
    "fix",
    "follow-up",
    "fun fact",
    "general",
    "github",
    "goal",
    "goals",
    "gotcha",
    "gotchas",
    "hint",
    "homework",
    "host",
    "hosts",
    "how",
    "idea",
    "ideas",
    "important",
    "impression",
    "input",
    "install",
    "intro",
    "key",
    "keynote",
    "learned",
    "learnt",
    "lesson",
    "lessons",
    "limit",
    "limitation",
    "limitations",
    "limits",
    "link",
    "links",
    "listen",
    "location",
    "lunch",
    "minus",
    "misc",
    "mistake",
    "mistakes",
    "more",
    "nb",
    "motivation",
    "need",
    "needs",
    "next",
    "next one",
    "next time",
    "next steps",
    "note",
    "notes",
    "observation",
    "opening",
    "opinion",
    "organiser",
    "organisers",
    "organizer",
    "organizers",
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
    "remember",
    "reminder",
    "remark",
    "repo",
    "restore",
    "result",
    "results",
    "room",
    "rule",
    "rule of thumb",
    "run",
    "see",
    "setup",
    "short answer",
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
    "trick",
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
    let judging = tokens.len() == 1 && grammar::is_verdict(term);
    let label = is_label(term) || is_numbered(&lower) || is_date(&lower) || ends_as_label(&lower);
    // The words of code are no sentence: `:has()`.
    let code = term.matches('`').count() == 2 && term.starts_with('`') && term.ends_with('`');
    has_shape(term)
        && !(label || judging)
        && (code || !(opens_badly(&tokens) || points_away(&tokens)))
        && (code || !(is_clause(term, &tokens) || is_some(&tokens) || is_cut(&tokens)))
}

/// Whether a text has the length and the signs of a name.
fn has_shape(term: &str) -> bool {
    (1..=5).contains(&words::count(term))
        && term.chars().any(char::is_alphabetic)
        && term.chars().count() > 1
        && !term.contains(['?', '!', ';', '"', '\u{201c}', '@', '='])
        && !term.starts_with(['[', '(', '<', '#'])
        && (!term.starts_with(['\'', '\u{2018}']) || term.ends_with(['\'', '\u{2019}']))
        && (!term.contains(':') || !term.starts_with(|c: char| c.is_ascii_digit()))
        && grammar::contrasted(term).is_none()
        && !["http", " + ", " * ", ", "].iter().any(|sign| term.contains(sign))
}

/// "Step 2": a place in the notes, by its number.
fn is_numbered(lower: &str) -> bool {
    const PLACES: [&str; 11] = [
        "step", "part", "day", "example", "option", "phase", "session", "room", "chapter", "a", "q",
    ];
    lower.split_once(' ').is_some_and(|(place, number)| {
        PLACES.contains(&place) && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether the first word is none that a name opens with: "so", "used", "biggest", "ask".
fn opens_badly(tokens: &[Token]) -> bool {
    static OPENINGS: Class = Class::of(&[
        "according",
        "also",
        "and",
        "because",
        "but",
        "compared",
        "didn't",
        "didnt",
        "doesn't",
        "doesnt",
        "don't",
        "dont",
        "even",
        "example",
        "examples",
        "if",
        "not",
        "so",
        "some",
        "thanks",
        "to",
        "used",
    ]);
    static ORDERS: Class = Class::of(&[
        "ask", "assume", "call", "email", "given", "let", "mail", "ping", "suppose", "tell",
    ]);
    let Some(first) = tokens.first().map(|first| &*first.lower) else { return true };
    grammar::is_pronoun(first)
        || (tokens.len() > 1
            && matches!(first, "after" | "at" | "before" | "during" | "in" | "on" | "without"))
        || OPENINGS.holds(first)
        || (tokens.len() > 1 && (grammar::is_superlative(first) || ORDERS.holds(first)))
}

/// Whether a word speaks of what stands elsewhere, or to somebody.
fn points_away(tokens: &[Token]) -> bool {
    static POINTING: Class = Class::of(&[
        "he", "her", "his", "i", "it", "my", "not", "our", "she", "that", "their", "them", "these",
        "they", "this", "we", "you", "your",
    ]);
    // "Type I error" counts.
    let mut all = tokens.iter().enumerate();
    all.any(|(at, token)| POINTING.holds(&token.lower) && (at == 0 || token.lower != "i"))
}

/// Whether a verb stands in a text.
fn is_clause(term: &str, tokens: &[Token]) -> bool {
    let acts = tokens.len() > 1 && grammar::opens_with_third_person(tokens);
    let inside =
        |token: &Token| token.lower.len() >= 5 && grammar::base_form(&token.lower).is_some();
    acts || grammar::finite_verb(term, tokens).is_some() || tokens.iter().skip(1).any(inside)
}

/// "Offer ends by": what is cut in front of its last word.
fn is_cut(tokens: &[Token]) -> bool {
    let open = |last: &Token| {
        grammar::is_preposition(&last.lower)
            || matches!(&*last.lower, "mentioned" | "recommended" | "shown")
    };
    tokens.len() > 1 && tokens.last().is_some_and(open)
}

/// "red flags list", "rule based": what a list or a quality is of stands elsewhere.
fn ends_as_label(lower: &str) -> bool {
    [" based", " list", " checklist"].iter().any(|ending| lower.ends_with(ending))
}

/// "October", "June 20", "Mon": what happened then is no definition.
fn is_date(lower: &str) -> bool {
    if words::is_weekday(lower) {
        return true;
    }
    let mut month = false;
    lower.split_whitespace().all(|word| {
        month |= words::is_month(word);
        words::is_month(word) || word.starts_with(|c: char| c.is_ascii_digit())
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
        "common",
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
    // "underproofed", of bread.
    let done =
        term.ends_with("ed") && words::count(term) == 1 && term.chars().all(char::is_lowercase);
    done || QUALITIES.holds(&words::lower(term))
}
