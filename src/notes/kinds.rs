//! What a heading is about, told by its words: sections by kind, facets, tables of contents,
//! and the nouns that say what class a thing is of.

use crate::notes::{sentence, words};

/// What an entry, or a whole section, is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A tool, library, package, product.
    Tool,
    /// A topic, concept, term.
    Concept,
    /// A person who speaks.
    Speaker,
    /// A talk, named by its title.
    Talk,
    /// A demonstration.
    Demo,
    /// A term explained inside an entry.
    Term,
    /// A heading that only labels what stands under it.
    Label,
    /// Links and further reading: no cards.
    Resource,
    /// Schedules and to-do lists: no cards.
    Admin,
}

impl Kind {
    /// The word for the kind in `explain` and the schema.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tool => "tool",
            Self::Concept => "concept",
            Self::Speaker => "speaker",
            Self::Talk => "talk",
            Self::Demo => "demo",
            Self::Term => "term",
            Self::Label => "label",
            Self::Resource => "resource",
            Self::Admin => "admin",
        }
    }
}

const SECTIONS: &[(&str, Kind)] = &[
    ("agenda", Kind::Admin),
    ("concepts", Kind::Concept),
    ("definitions", Kind::Concept),
    ("demos", Kind::Demo),
    ("frameworks", Kind::Tool),
    ("glossary", Kind::Concept),
    ("ideas", Kind::Concept),
    ("keynotes", Kind::Speaker),
    ("libraries", Kind::Tool),
    ("links", Kind::Resource),
    ("logistics", Kind::Admin),
    ("packages", Kind::Tool),
    ("panels", Kind::Speaker),
    ("people", Kind::Speaker),
    ("plugins", Kind::Tool),
    ("presenters", Kind::Speaker),
    ("products", Kind::Tool),
    ("projects", Kind::Tool),
    ("references", Kind::Resource),
    ("resources", Kind::Resource),
    ("schedule", Kind::Admin),
    ("sessions", Kind::Speaker),
    ("speakers", Kind::Speaker),
    ("swag", Kind::Admin),
    ("talks", Kind::Speaker),
    ("terminology", Kind::Concept),
    ("terms", Kind::Concept),
    ("todo", Kind::Admin),
    ("tools", Kind::Tool),
    ("topics", Kind::Concept),
];

const FACETS: &[&str] = &[
    "advantages",
    "background",
    "benefits",
    "conclusion",
    "conclusions",
    "cons",
    "demo",
    "disadvantages",
    "drawbacks",
    "example",
    "examples",
    "features",
    "further reading",
    "ideas",
    "install",
    "installation",
    "introduction",
    "key points",
    "key takeaways",
    "limitations",
    "links",
    "notes",
    "overview",
    "problems",
    "pros",
    "q&a",
    "questions",
    "recap",
    "references",
    "resources",
    "setup",
    "summary",
    "takeaways",
    "tips",
    "tldr",
    "tricks",
    "usage",
];

/// The kind of section that a heading of these words opens, and its noun in the singular.
///
/// At most five words, no question, and one of them a plural noun of a kind.
pub fn section(name: &str) -> Option<(Kind, &'static str)> {
    let name = name.trim_end_matches(':');
    // Most texts are longer, and it is asked of every bullet with others under it.
    if name.contains(['?', ':']) || name.split_whitespace().nth(5).is_some() {
        return None;
    }
    name.split_whitespace().rev().find_map(|word| {
        let word = words::lower(word.trim_matches(|c: char| !c.is_alphanumeric()));
        let at = SECTIONS.binary_search_by(|(noun, _)| (*noun).cmp(&word)).ok()?;
        let (noun, kind) = SECTIONS[at];
        Some((kind, singular(noun)))
    })
}

/// Whether a heading is about nothing but how the days were run: "Swag / logistics".
pub fn is_admin(name: &str) -> bool {
    let mut all = words::lower_cores(name).filter(|word| word != "and").peekable();
    let admin = |word: &str| {
        let at = SECTIONS.binary_search_by(|(noun, _)| (*noun).cmp(word));
        at.is_ok_and(|at| SECTIONS[at].1 == Kind::Admin)
    };
    all.peek().is_some() && all.all(|word| admin(&word))
}

/// The kind of thing that a noun in the singular names: `tool`, `demo`.
pub fn named_kind(noun: &str) -> Option<(Kind, &'static str)> {
    let things =
        SECTIONS.iter().filter(|(_, kind)| matches!(kind, Kind::Tool | Kind::Concept | Kind::Demo));
    things.map(|(plural, kind)| (*kind, singular(plural))).find(|(_, singular)| *singular == noun)
}

/// Whether the plural noun is what the heading is about: in "Tools to try" and "New tools", not
/// in "Tools plenary".
pub fn is_headed_by_section(name: &str) -> bool {
    let words: Vec<_> = words::lower_cores(name).collect();
    let is_noun = |word: &str| SECTIONS.binary_search_by(|(noun, _)| (*noun).cmp(word)).is_ok();
    let ends = |next: &str| {
        words::is_stop(next) || matches!(next, "learned" | "mentioned" | "seen" | "used" | "worth")
    };
    words
        .iter()
        .enumerate()
        .any(|(at, word)| is_noun(word) && words.get(at + 1).is_none_or(|next| ends(next)))
}

/// What one item is, in the singular, of those right under these words: `Tools to try`,
/// `Tools mentioned:`.
pub fn listed(words: &str) -> Option<&'static str> {
    let (kind, noun) = section(words).filter(|_| is_headed_by_section(words))?;
    matches!(kind, Kind::Tool | Kind::Concept).then_some(noun)
}

/// Whether the items right under these words are talks: `Lightning talks`.
pub fn lists_talks(words: &str) -> bool {
    section(words).is_some_and(|(_, noun)| matches!(noun, "talk" | "keynote" | "session" | "panel"))
        && is_headed_by_section(words)
}

fn singular(noun: &'static str) -> &'static str {
    match noun {
        "libraries" => "library",
        "glossary" | "terminology" | "definitions" => "term",
        "people" => "person",
        plural => plural.strip_suffix('s').unwrap_or(plural),
    }
}

/// Whether a heading is a facet: it speaks of the entry above it.
pub fn is_facet(name: &str) -> bool {
    let name = name.trim_end_matches([':', '.']).trim().to_lowercase();
    FACETS.binary_search(&name.as_str()).is_ok()
}

/// Headings that are rare words and yet only label what stands under them.
const LABELS: &[&str] = &[
    "abstract",
    "agenda",
    "analytics",
    "appendix",
    "backlog",
    "caveats",
    "changelog",
    "clarifications",
    "common confusion",
    "common confusions",
    "common misconceptions",
    "common mistakes",
    "common pitfalls",
    "deployment",
    "disclaimer",
    "faq",
    "gotchas",
    "keynote",
    "learnings",
    "logistics",
    "methodology",
    "milestones",
    "misc",
    "miscellaneous",
    "monitoring",
    "onboarding",
    "outro",
    "panel",
    "prerequisites",
    "quotes",
    "readme",
    "recommendations",
    "retrospective",
    "roadmap",
    "timeline",
    "tldr",
    "todo",
    "troubleshooting",
    "tutorial",
    "walkthrough",
    "workflow",
    "wrap-up",
];

/// Whether a heading is one of the words that label rather than name, or a date.
pub fn is_label(name: &str) -> bool {
    LABELS.binary_search(&name.to_lowercase().as_str()).is_ok() || is_date(name)
}

/// "FRI 30 AUG", "2031-02-03", "Day 2": when something was.
fn is_date(name: &str) -> bool {
    let mut figures = false;
    let mut all = words::lower_cores(name).map(|word| {
        let figure = word.starts_with(|c: char| c.is_ascii_digit());
        figures |= figure;
        figure
            || words::is_weekday(&word)
            || words::is_month(&word)
            || matches!(
                &*word,
                "apr"
                    | "aug"
                    | "day"
                    | "dec"
                    | "feb"
                    | "jan"
                    | "jul"
                    | "jun"
                    | "nov"
                    | "oct"
                    | "sep"
                    | "sept"
                    | "week"
            )
    });
    all.all(|known| known) && figures && name.contains(char::is_alphanumeric)
}

/// Whether a heading opens a table of contents.
pub fn is_contents(name: &str) -> bool {
    let name = name.trim_end_matches(':').trim().to_lowercase();
    matches!(name.as_str(), "contents" | "table of contents" | "toc" | "index" | "[toc]")
}

/// Nouns that say what class a thing is of.
pub const CLASS_NOUNS: &[&str] = &[
    "abstraction",
    "algorithm",
    "api",
    "app",
    "application",
    "approach",
    "backend",
    "browser",
    "cache",
    "client",
    "compiler",
    "component",
    "container",
    "database",
    "debugger",
    "editor",
    "engine",
    "environment",
    "extension",
    "format",
    "framework",
    "function",
    "gem",
    "generator",
    "implementation",
    "interface",
    "interpreter",
    "language",
    "layer",
    "library",
    "linter",
    "manager",
    "markup",
    "method",
    "methodology",
    "middleware",
    "model",
    "module",
    "network",
    "package",
    "paradigm",
    "parser",
    "pattern",
    "platform",
    "plugin",
    "principle",
    "process",
    "program",
    "protocol",
    "proxy",
    "queue",
    "runner",
    "runtime",
    "scheduler",
    "script",
    "server",
    "service",
    "shell",
    "software",
    "specification",
    "standard",
    "store",
    "strategy",
    "structure",
    "suite",
    "syntax",
    "system",
    "technique",
    "template",
    "theorem",
    "tool",
    "toolkit",
    "type",
    "utility",
    "way",
    "wrapper",
];

/// Whether a lower-case text has a class noun followed by its end, punctuation or a preposition.
pub fn class_noun_head(lower: &str) -> bool {
    let first_sentence =
        &lower[..sentence::split(lower).first().map_or(lower.len(), |range| range.end)];
    let tokens: Vec<_> = words::each_token(first_sentence).take(9).collect();
    // The head stands before the first preposition: "a part of a system" is no system.
    let links = |word: &str| {
        const LINKS: &[&str] = &[
            "built", "by", "for", "from", "in", "made", "of", "on", "that", "to", "using", "which",
            "with", "written",
        ];
        LINKS.contains(&word) || (word.len() > 4 && word.ends_with("ed"))
    };
    let head = tokens.iter().take(8).enumerate().take_while(|(_, token)| !links(&token.lower));
    head.into_iter().any(|(at, token)| {
        let noun = CLASS_NOUNS.binary_search(&&*token.lower).is_ok();
        let ends = token.outer_end > token.end || at + 1 == tokens.len();
        noun && (ends || tokens.get(at + 1).is_some_and(|next| links(&next.lower)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(CLASS_NOUNS.is_sorted());
        assert!(SECTIONS.iter().map(|(noun, _)| noun).is_sorted());
        assert!(FACETS.is_sorted() && LABELS.is_sorted());
    }

    #[test]
    fn a_section_is_told_by_a_plural_noun() {
        assert_eq!(section("Short Demos At Closing"), Some((Kind::Demo, "demo")));
        assert_eq!(section("Python Libraries:"), Some((Kind::Tool, "library")));
        assert_eq!(section("What tools are there?"), None);
        assert_eq!(section("Roadmap"), None);
    }

    #[test]
    fn a_facet_is_told_from_a_closed_list() {
        assert!(is_facet("Key takeaways:"));
        assert!(!is_facet("Pandas"));
    }
}
