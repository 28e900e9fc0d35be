//! The little grammar that the rules share: closed word classes, finite verbs, noun phrases.

mod tone;

pub(super) use tone::{is_doubtful, is_first_person, is_hedged, is_negative, is_verdict};

use crate::cards::generate::verbs::{BASE_FORMS, THIRD_FORMS, THIRD_PERSON};
use crate::notes::kinds::class_noun_head;
use crate::notes::words::{self, Class, Token};

static AUXILIARIES: Class = Class::of(&[
    "am",
    "are",
    "aren't",
    "can",
    "can't",
    "cannot",
    "could",
    "couldn't",
    "did",
    "didn't",
    "do",
    "does",
    "doesn't",
    "don't",
    "had",
    "has",
    "hasn't",
    "have",
    "haven't",
    "is",
    "isn't",
    "it's",
    "may",
    "might",
    "must",
    "should",
    "shouldn't",
    "that's",
    "there's",
    "they're",
    "was",
    "wasn't",
    "we're",
    "were",
    "weren't",
    "will",
    "won't",
    "would",
    "wouldn't",
    "you're",
]);

/// Past forms that open a sentence about what somebody did.
static PAST: Class = Class::of(&[
    "added",
    "argued",
    "asked",
    "built",
    "came",
    "changed",
    "compared",
    "created",
    "demonstrated",
    "designed",
    "developed",
    "explained",
    "found",
    "founded",
    "gave",
    "heard",
    "introduced",
    "invented",
    "launched",
    "left",
    "made",
    "met",
    "moved",
    "presented",
    "published",
    "released",
    "said",
    "saw",
    "showed",
    "spoke",
    "started",
    "talked",
    "told",
    "took",
    "tried",
    "used",
    "walked",
    "went",
    "worked",
    "wrote",
]);

static PRONOUNS: Class = Class::of(&[
    "everyone", "he", "her", "here", "him", "i", "it", "it's", "me", "she", "that", "them",
    "there", "these", "they", "this", "those", "us", "we", "what", "which", "who", "you",
]);

static DETERMINERS: Class = Class::of(&[
    "a", "an", "another", "any", "each", "every", "its", "many", "more", "most", "my", "no", "our",
    "several", "some", "such", "that", "the", "their", "these", "this", "those", "your",
]);

static PREPOSITIONS: Class = Class::of(&[
    "about", "across", "after", "against", "around", "at", "before", "behind", "between", "by",
    "during", "for", "from", "in", "inside", "into", "of", "on", "onto", "out", "over", "per",
    "through", "to", "under", "until", "via", "with", "without",
]);

static CONJUNCTIONS: Class = Class::of(&[
    "and", "as", "because", "but", "if", "or", "so", "than", "though", "when", "while",
]);

/// Bare verbs that say what a tool does when a sentence opens with them.
static BARE_VERBS: Class = Class::of(&[
    "add",
    "analyse",
    "analyze",
    "apply",
    "automate",
    "build",
    "check",
    "collect",
    "compare",
    "compile",
    "compute",
    "configure",
    "connect",
    "convert",
    "copy",
    "create",
    "define",
    "deploy",
    "detect",
    "display",
    "download",
    "execute",
    "extract",
    "filter",
    "find",
    "format",
    "generate",
    "get",
    "handle",
    "inject",
    "inspect",
    "install",
    "keep",
    "load",
    "make",
    "manage",
    "map",
    "measure",
    "merge",
    "monitor",
    "parse",
    "print",
    "process",
    "provide",
    "read",
    "record",
    "remove",
    "render",
    "replace",
    "run",
    "search",
    "send",
    "serve",
    "show",
    "simulate",
    "sort",
    "split",
    "store",
    "sync",
    "track",
    "transform",
    "translate",
    "turn",
    "update",
    "validate",
    "visualise",
    "visualize",
    "watch",
    "wrap",
    "write",
]);

/// Whether the lower-case word is a pronoun, or points at something said elsewhere.
pub(super) fn is_pronoun(word: &str) -> bool {
    PRONOUNS.holds(word)
}

/// Whether the lower-case word is a preposition.
pub(super) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.holds(word)
}

/// Whether the lower-case word is an article or another determiner.
pub(super) fn is_determiner(word: &str) -> bool {
    DETERMINERS.holds(word)
}

/// Whether the lower-case word is a verb that helps another, or "is".
pub(super) fn is_auxiliary(word: &str) -> bool {
    AUXILIARIES.holds(word)
}

/// Whether the lower-case word is a superlative: "biggest", and not "proptest".
pub(super) fn is_superlative(lower: &str) -> bool {
    lower.len() > 4 && lower.ends_with("est") && words::is_common(lower)
}

/// The code that a text opens with, in its backticks, and what is behind it.
pub(super) fn opening_code(text: &str) -> Option<(&str, &str)> {
    let end = text.strip_prefix('`')?.find('`')? + 2;
    Some(text.split_at(end))
}

/// The base form of a verb in the third person.
pub(super) fn base_form(word: &str) -> Option<&'static str> {
    word.ends_with('s').then_some(())?;
    THIRD_FORMS.place(word).map(|at| THIRD_PERSON[at].1)
}

/// Whether the sentence opens with a verb in the past, of which somebody is the subject.
pub(super) fn opens_with_past(tokens: &[Token]) -> bool {
    tokens.first().is_some_and(|first| PAST.holds(&first.lower))
}

/// Whether the lower-case word is the past of an irregular verb, and no participle: "gave".
pub(super) fn is_simple_past(word: &str) -> bool {
    static WORDS: Class = Class::of(&[
        "became", "began", "broke", "came", "chose", "did", "fell", "gave", "grew", "had", "knew",
        "rose", "said", "saw", "showed", "spoke", "told", "took", "was", "went", "were", "wrote",
    ]);
    WORDS.holds(word)
}

/// Whether the lower-case word is the past of a verb, or a participle that looks like it.
pub(super) fn is_past(word: &str) -> bool {
    (word.len() > 4 && word.ends_with("ed"))
        || matches!(word, "found" | "got" | "made" | "paid" | "thought")
        || is_simple_past(word)
}

/// Whether the sentence opens with a verb in the third person.
pub(super) fn opens_with_third_person(tokens: &[Token]) -> bool {
    tokens.first().is_some_and(|first| base_form(&first.lower).is_some())
        && tokens.get(1).is_some_and(|next| !AUXILIARIES.holds(&next.lower))
}

/// Whether the sentence opens with a bare verb that says what a tool does.
pub(super) fn opens_with_bare_verb(tokens: &[Token]) -> bool {
    let Some(first) = tokens.first() else { return false };
    // "Test runner for …" opens with a noun; a verb is followed by what it acts on.
    let acts = tokens.get(1).is_some_and(|next| {
        is_determiner(&next.lower)
            || next.lower.ends_with('s')
            || matches!(&*next.lower, "and" | "files" | "data" | "code")
    });
    BARE_VERBS.holds(&first.lower) && acts
}

/// Whether the sentence gives an order: a bare verb, "don't", "never", "avoid", "consider".
pub(super) fn is_imperative(tokens: &[Token]) -> bool {
    static MORE: Class = Class::of(&[
        "ask", "avoid", "be", "begin", "choose", "click", "consider", "do", "don't", "ensure",
        "focus", "follow", "give", "go", "have", "learn", "let", "let's", "look", "never", "note",
        "prefer", "press", "put", "remember", "see", "set", "start", "stop", "take", "talk",
        "test", "think", "treat", "try", "use",
    ]);
    // "Set of inputs", "use of force": a noun.
    let noun = tokens.get(1).is_some_and(|next| next.lower == "of");
    let known = tokens.first().is_some_and(|first| MORE.holds(&first.lower));
    !noun && (known || opens_with_bare_verb(tokens))
}

/// Whether a word is a verb of advice that is hardly ever anything else, beside those that
/// sentences are read with.
pub(super) fn is_advised(lower: &str) -> bool {
    static VERBS: Class = Class::of(&[
        "accept",
        "admit",
        "adopt",
        "assume",
        "automate",
        "batch",
        "blame",
        "close",
        "commit",
        "communicate",
        "delete",
        "deploy",
        "disable",
        "document",
        "embrace",
        "encrypt",
        "escape",
        "expect",
        "favor",
        "favour",
        "fix",
        "get",
        "hire",
        "invest",
        "keep",
        "know",
        "limit",
        "listen",
        "make",
        "measure",
        "monitor",
        "move",
        "pick",
        "pin",
        "practice",
        "practise",
        "read",
        "refactor",
        "release",
        "remove",
        "reuse",
        "rotate",
        "run",
        "sanitize",
        "separate",
        "ship",
        "speak",
        "split",
        "teach",
        "tell",
        "throw",
        "turn",
        "validate",
        "verify",
        "wait",
        "wrap",
        "write",
    ]);
    VERBS.holds(lower)
}

/// The question for the reason of a claim, which is quoted whole: its verb need not change.
pub(super) fn why(claim: &str) -> String {
    let first = claim.split_whitespace().next().unwrap_or("");
    // "Do not use X. Why?" opens like a question that is answered with yes or no.
    if ["do", "have", "can", "will", "may"].iter().any(|word| first.eq_ignore_ascii_case(word)) {
        format!("Why \u{201c}{claim}\u{201d}?")
    } else {
        format!("{claim}. Why?")
    }
}

/// Whether a word is the base form of a known verb.
pub(super) fn is_base_form(word: &str) -> bool {
    BASE_FORMS.holds(word) || BARE_VERBS.holds(word)
}

/// Whether the sentence opens with the base form of a verb and what it acts on.
pub(super) fn opens_with_base_form(tokens: &[Token]) -> bool {
    let Some([first, next]) = tokens.first_chunk() else { return false };
    let base = BASE_FORMS.holds(&first.lower);
    let joined = first.outer_end == first.end;
    let object = is_determiner(&next.lower)
        || !(words::is_stop(&next.lower) || AUXILIARIES.holds(&next.lower));
    base && joined && object
}

/// Words behind which another clause begins.
static RELATIVE: Class = Class::of(&[
    "because", "how", "if", "since", "so", "that", "they", "we", "what", "when", "where",
    "whether", "which", "while", "who", "whose", "you",
]);

/// The index of the first finite verb outside relative clauses and parentheses.
pub(super) fn finite_verb(text: &str, tokens: &[Token]) -> Option<usize> {
    let (mut depth, mut counted) = (0_i32, 0);
    let mut relative = false;
    for (at, token) in tokens.iter().enumerate() {
        for byte in &text.as_bytes()[counted..token.start] {
            depth += i32::from(*byte == b'(') - i32::from(*byte == b')');
        }
        counted = token.start;
        if depth > 0 {
            continue;
        }
        let lower = &*token.lower;
        if at > 0 && RELATIVE.holds(lower) {
            relative = true;
        }
        if relative {
            continue;
        }
        if AUXILIARIES.holds(lower) || (at > 0 && is_finite_third(text, tokens, at)) {
            return Some(at);
        }
    }
    None
}

/// "needs", "uses", "tests" are verbs only where a noun can stand before and an object behind.
fn is_finite_third(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = &tokens[at].lower;
    if !word.ends_with('s') {
        return false;
    }
    let before = &tokens[at - 1];
    let joined = before.outer_end == before.end;
    let bare = !is_determiner(&before.lower)
        && !is_preposition(&before.lower)
        && !CONJUNCTIONS.holds(&before.lower)
        && !before.lower.ends_with("ing");
    if !(joined && bare) || base_form(word).is_none() {
        return false;
    }
    let Some(next) = tokens.get(at + 1) else { return false };

    is_determiner(&next.lower)
        || is_preposition(&next.lower)
        || is_pronoun(&next.lower)
        || words::is_technical(&text[next.start..next.end])
        || next.lower.ends_with("ly")
        || (words::is_common(&next.lower)
            && !CONJUNCTIONS.holds(&next.lower)
            && tokens[at].outer_end == tokens[at].end)
}

/// Whether the text is a noun phrase that can define something: no finite verb, no order, no
/// pronoun in front, no question.
pub(super) fn is_noun_phrase(text: &str) -> bool {
    opens_as_noun_phrase(text) && finite_verb(text, &words::tokens(text)).is_none()
}

/// The same of a text that has no finite verb.
pub(super) fn opens_as_noun_phrase(text: &str) -> bool {
    if text.ends_with(['?', ':', '\u{2026}', '!']) || words::count(text) < 2 {
        return false;
    }
    let tokens: Vec<Token<'_>> = words::each_token(text).take(2).collect();
    let Some(first) = tokens.first() else { return false };
    let opens_badly = is_pronoun(&first.lower)
        || base_form(&first.lower).is_some_and(|_| opens_with_third_person(&tokens))
        || is_imperative(&tokens)
        || opens_with_past(&tokens)
        || (first.lower == "to" && tokens.len() > 1)
        || matches!(
            &*first.lower,
            "and"
                | "but"
                | "or"
                | "because"
                | "if"
                | "when"
                | "also"
                | "though"
                | "however"
                | "not"
                | "yes"
                | "just"
                | "very"
                | "so"
        );
    !opens_badly
}

/// Whether the text starts with an article.
pub(super) fn starts_with_article(text: &str) -> bool {
    let lower = text.get(..4.min(text.len())).unwrap_or("").to_lowercase();
    lower.starts_with("a ") || lower.starts_with("an ") || lower.starts_with("the ")
}

/// Whether the text is headed by a noun that says what class a thing is of.
pub(super) fn has_class_head(text: &str) -> bool {
    class_noun_head(&text.to_lowercase())
}

/// "attribute that puts …": a kind of things, and what tells it from others.
pub(super) fn is_kind_that(text: &str) -> bool {
    /// Words of the kind, at most.
    const KIND: usize = 3;
    let tokens = words::tokens(text);
    let relative = |token: &Token| matches!(&*token.lower, "that" | "which" | "who");
    let at = tokens.iter().take(KIND + 1).position(relative).filter(|at| *at > 0);
    let Some(at) = at else { return false };
    let kind = &tokens[..at];
    let noun = kind.iter().all(|token| {
        token.end == token.outer_end
            && base_form(&token.lower).is_none()
            && !(is_pronoun(&token.lower) || is_preposition(&token.lower))
            && !is_auxiliary(&token.lower)
    });
    let verb = |token: &Token| base_form(&token.lower).is_some() || is_auxiliary(&token.lower);
    // "claim that no event is older": the words behind are what it is of.
    let stated = matches!(
        &*kind[at - 1].lower,
        "assumption"
            | "belief"
            | "claim"
            | "guarantee"
            | "hypothesis"
            | "idea"
            | "promise"
            | "statement"
            | "theory"
    );
    if noun && stated {
        return true;
    }
    // "information that isn't selected is lost" says something of it.
    let joins = |word: &str| matches!(word, "and" | "but" | "or" | "that" | "when" | "which");
    let mut behind = tokens[at + 1..].iter();
    let opens = behind.next().is_some_and(|token| token.end == token.outer_end && verb(token));
    let more = |token: &&Token| matches!(&*token.lower, "is" | "are" | "was" | "were" | "will");
    let clause = behind.take_while(|token| !joins(&token.lower) && token.end == token.outer_end);
    noun && opens && !is_past(&kind[at - 1].lower) && clause.skip(1).all(|token| !more(&token))
}

/// Whether something in the text has the form of an HTML tag.
pub(super) fn holds_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = &text[at + 1..];
        rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '/' || c == '!')
            && rest.contains('>')
    })
}

/// The text with its first letter small, unless the first word is a name or an acronym.
pub(super) fn lower_first(text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or("");
    let plain = words::trim_punctuation(first);
    // "I", and the letters of formulas.
    let letter = plain.chars().count() == 1 && plain != "A";
    if words::is_technical(first) || letter || (words::is_rare(first) && !first.contains('-')) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |c| c.to_lowercase().chain(letters).collect())
}

/// The text without the signs that end a sentence.
pub(super) fn without_stop(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ',', ';', ':', '!']).trim_end()
}

/// The text up to where a clause with a subject of its own begins: behind a semicolon, or behind
/// a comma with a subject and its verb.
pub(super) fn one_clause(text: &str) -> &str {
    let opens = |at: usize, mark: &str| {
        let Some(rest) = text[at + 1..].strip_prefix(' ') else { return false };
        let clause = || opens_clause(rest.strip_prefix("and ").unwrap_or(rest));
        at > 0 && (mark == ";" || rest.starts_with("so ") || clause())
    };
    let mut depth = 0_i32;
    let cut = text.match_indices(['(', ')', ',', ';']).find(|(at, mark)| {
        match *mark {
            "(" => depth += 1,
            ")" => depth -= 1,
            mark => return depth <= 0 && opens(*at, mark),
        }
        false
    });
    cut.map_or(text, |(at, _)| text[..at].trim_end())
}

/// Whether a text opens with a short subject and its verb: "PATCH changes", "a window contains".
fn opens_clause(text: &str) -> bool {
    const SUBJECT: usize = 3;
    let tokens: Vec<Token<'_>> = words::each_token(text).take(SUBJECT + 2).collect();
    let joins = |lower: &str| {
        RELATIVE.holds(lower)
            || CONJUNCTIONS.holds(lower)
            || is_preposition(lower)
            || lower.ends_with("ing")
    };
    let verb = (1..=SUBJECT.min(tokens.len().saturating_sub(1))).find(|at| {
        let lower = &*tokens[*at].lower;
        AUXILIARIES.holds(lower) || base_form(lower).is_some() || (*at == 1 && lower == "if")
    });
    verb.is_some_and(|verb| tokens[..verb].iter().all(|token| !joins(&token.lower)))
}

/// The text without a final parenthesis that is an aside of the author, or a pointer.
pub(super) fn without_aside(text: &str) -> &str {
    const ASIDES: &[&str] = &[
        "sounds like",
        "and audience",
        "audience",
        "i think",
        "maybe",
        "not sure",
        "see ",
        "lol",
        "really ",
        "haha",
        "apparently",
        "similar to",
        "like ",
    ];
    let trimmed = text.trim_end();
    let body = trimmed.trim_end_matches('.');
    let Some(inner) = body.strip_suffix(')') else { return trimmed };
    let Some(open) = inner.rfind('(') else { return trimmed };
    let aside = inner[open + 1..].trim().to_lowercase();
    if ASIDES.iter().any(|lead| aside.starts_with(lead)) {
        trimmed[..open].trim_end()
    } else {
        trimmed
    }
}

/// A name as a question shows it: in quotes unless it is one word or Capitalised Words.
pub(super) fn shown(name: &str) -> String {
    if starts_with_article(name) {
        return lower_article(name);
    }
    let one_word = !name.contains([' ', '/']) || (name.starts_with('`') && name.ends_with('`'));
    let capitalised = name.split_whitespace().all(|word| {
        word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
            || words::is_stop(word)
    });
    let opens_large = name.chars().next().is_some_and(char::is_uppercase);
    if one_word || (capitalised && opens_large && !name.contains('/')) {
        name.to_owned()
    } else {
        format!("\u{201c}{name}\u{201d}")
    }
}

fn lower_article(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |c| c.to_lowercase().chain(letters).collect())
}

/// The index of the first token from which these lower-case words follow one another.
pub(super) fn find(tokens: &[Token], phrase: &[&str]) -> Option<usize> {
    let (first, rest) = phrase.split_first()?;
    let last = tokens.len().checked_sub(rest.len())?;
    (0..last).find(|at| tokens[*at].lower == *first && starts(&tokens[at + 1..], rest))
}

/// Whether the tokens start with these lower-case words.
pub(super) fn starts(tokens: &[Token], phrase: &[&str]) -> bool {
    tokens.len() >= phrase.len()
        && tokens.iter().zip(phrase).all(|(token, word)| token.lower == *word)
}

/// The verb that asks for what a noun names: "is" or, of a plural, "are".
pub(super) fn be(noun: &str) -> &'static str {
    let single = ["as", "is", "ss", "us"].iter().any(|end| noun.ends_with(end));
    if noun.ends_with('s') && !single { "are" } else { "is" }
}

/// The number that a small number's word is.
pub(super) fn number(word: &str) -> Option<usize> {
    const FROM_TWO: [&str; 5] = ["two", "three", "four", "five", "six"];
    FROM_TWO.iter().position(|number| *number == word).map(|at| at + 2)
}

/// The two things that a phrase sets against each other: "X vs Y".
pub(super) fn contrasted(phrase: &str) -> Option<(&str, &str)> {
    const MOST_WORDS: usize = 3;
    let between = ["difference between ", "differences between ", "the difference between "];
    let behind = |lead: &&str| {
        let (head, both) = phrase.split_at_checked(lead.len())?;
        head.eq_ignore_ascii_case(lead).then_some(both)
    };
    let (one, other) = match between.iter().find_map(behind) {
        Some(both) => words::cut(both, " and ")?,
        None => [" vs. ", " vs ", " versus ", " VS "]
            .iter()
            .find_map(|mark| words::cut(phrase, mark))?,
    };
    let named = |side: &str| {
        (1..=MOST_WORDS).contains(&words::count(side))
            && !side.contains([',', '(', '?', '/'])
            && !side.contains(" vs")
    };
    let (one, other) = (one.trim(), other.trim());
    (named(one) && named(other)).then_some((one, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verbs_are_sorted() {
        assert!(THIRD_PERSON.is_sorted());
        assert!(THIRD_PERSON.iter().all(|(third, _)| third.ends_with('s')));
        assert!(THIRD_PERSON.iter().all(|(third, base)| base_form(third) == Some(base)));
        assert_eq!([base_form("this"), base_form("keep"), base_form("")], [None; 3]);
    }

    #[test]
    fn noun_phrases_are_told_from_clauses() {
        for phrase in [
            "A way of keeping several setups apart.",
            "Hosted, simple chat for teams.",
            "a library that lets you parse text",
            "shoestring VPN",
            "In-process message queue",
            "A newer kind of installer (easier than it was)",
        ] {
            assert!(is_noun_phrase(phrase), "{phrase}");
        }
        for clause in [
            "It is fast",
            "Makes it easy to go",
            "The lock is released before a write",
            "Use it well",
            "Compare the screenshots of pages",
            "Don't do this",
            "has a way of doing things",
        ] {
            assert!(!is_noun_phrase(clause), "{clause}");
        }
    }

    #[test]
    fn names_are_shown_in_quotes_where_they_could_be_misread() {
        assert_eq!(shown("PyPy"), "PyPy");
        assert_eq!(shown("Needle Test Case"), "Needle Test Case");
        assert_eq!(shown("with statement"), "\u{201c}with statement\u{201d}");
        assert_eq!(shown("Generators/yield"), "\u{201c}Generators/yield\u{201d}");
    }

    #[test]
    fn a_clause_ends_where_another_subject_has_its_verb() {
        for (text, clause) in [
            ("the whole record, PATCH changes parts", "the whole record"),
            ("the oven (hot, it is lit), the lid is shut", "the oven (hot, it is lit)"),
            ("clay; the oven bakes", "clay"),
            ("the load (of one; of all), so it is slow", "the load (of one; of all)"),
            ("stacks, sorts and stores pots", "stacks, sorts and stores pots"),
            ("clay, glaze and a lid", "clay, glaze and a lid"),
        ] {
            assert_eq!(one_clause(text), clause);
        }
    }

    #[test]
    fn asides_go_and_content_stays() {
        assert_eq!(without_aside("use it (and audience agreed)"), "use it");
        assert_eq!(without_aside("use it (twice)"), "use it (twice)");
    }
}
