//! R19: why something is so.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::{Held, Statement};
use crate::notes::words::{self, Class, Token};

/// "Why is X PP?" from "X is PP since Y"; any claim with a "because" behind it.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    state(s).or_else(|| claim(s)).or_else(|| aim(s))
}

fn state(s: &Statement) -> Option<Finding> {
    static REASONS: Held = Held::of_words(&["because", "since", "due"]);
    if !s.held.may_hold_any(&REASONS) {
        return None;
    }
    let verb = (1..7).find(|at| matches!(s.word(*at), "is" | "are" | "was" | "were"))?;
    let because = (verb + 2..s.tokens.len()).find(|at| {
        matches!(s.word(*at), "because" | "since")
            || (s.word(*at) == "due" && s.word(at + 1) == "to")
    })?;
    let skip =
        if s.word(because) == "due" { 2 } else { 1 } + usize::from(s.word(because + 1) == "of");
    let (what, state) = (s.between(0, verb), s.between(verb + 1, because));
    let answer = one_reason(s.from(because + skip));
    // "since 2011" tells when, and "because of this" tells nothing.
    let denied =
        s.word(because) == "because" && words::lower_cores(state).any(|word| is_denial(&word));
    let timed = s.word(because) == "since"
        && (because + 1..because + 4).any(|at| {
            let word = s.word(at);
            words::is_month(word) || (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))
        });
    let empty = denied
        || timed
        || answer.starts_with(|c: char| c.is_ascii_digit())
        || (matches!(s.word(because + skip), "this" | "that" | "these" | "it" | "them")
            && words::count(answer) < 3);
    if empty {
        return None;
    }
    // "X is to keep on because of Y": what X is, reason and all.
    let defined = s.word(verb + 1) == "to";
    if defined || !s.names_subject(verb) || words::count(state) > 8 || words::count(answer) < 2 {
        return None;
    }
    let question = format!("Why {} {} {state}?", s.word(verb), grammar::lower_first(what));
    Some(Finding::card(s.card("R19", "why", 85, (question, answer.to_owned()))))
}

/// Where "because" stands, or what is written for it in haste; "500 BC" is a year.
fn because(s: &Statement) -> Option<usize> {
    static HASTY: Held = Held::of_words(&["bc", "b/c", "cuz"]);
    s.find(&["because"]).or_else(|| {
        s.held.may_hold_any(&HASTY).then_some(())?;
        (1..s.tokens.len()).find(|at| {
            matches!(s.word(*at), "bc" | "b/c" | "cuz")
                && !s.word(at - 1).bytes().all(|byte| byte.is_ascii_digit())
        })
    })
}

/// "CLAIM. Why?" from "CLAIM because Y": the claim is quoted, so that its verb need not change.
///
/// Only "because": "since" and "as" tell a time or a manner as often as a reason.
fn claim(s: &Statement) -> Option<Finding> {
    let because = because(s).filter(|at| (3..=20).contains(at))?;
    let verb = s.verb().filter(|verb| *verb < because);
    let comparative = s.word(0).ends_with("er") && s.word(1) == "than";
    let told = grammar::is_imperative(&s.tokens)
        || (!comparative && stands_alone(s, verb.unwrap_or(because)));
    let vague = s.tokens[..because].iter().any(|token| {
        matches!(&*token.lower, "it" | "this" | "that" | "they" | "them" | "his" | "her")
    });
    let cut_short = matches!(s.word(because - 1), "is" | "are" | "was" | "not" | "just" | "only");
    // "not more at risk because …" may deny the reason, not the claim.
    let order = grammar::is_imperative(&s.tokens);
    let denied = !order && s.tokens[..because].iter().any(|token| is_denial(&token.lower));
    // "Don't wait because two people can't agree": the reason is that of waiting.
    let apart = s.text[s.tokens[because - 1].end..s.tokens[because].start].contains(',');
    let behind = s.from(because + 1);
    let said = words::lower_cores(behind).next().is_some_and(|word| grammar::is_pronoun(&word))
        || words::lower_cores(behind).any(|word| matches!(&*word, "will" | "would"));
    let warned =
        order && !apart && !said && s.tokens[..because].iter().any(|token| is_denial(&token.lower));
    // "Found by Andres Freund because …": of what, stands elsewhere.
    let headless = grammar::is_preposition(s.word(1))
        && (s.word(0).ends_with("ed")
            || matches!(s.word(0), "built" | "found" | "made" | "written"));
    let turned = s.tokens[..because].iter().any(|token| token.lower == "but");
    let labelled = s.before(because).contains(": ");
    // "A so much bc of X, B so much bc of Y" are two.
    let again = (because + 1..s.tokens.len()).any(|at| matches!(s.word(at), "bc" | "because"));
    let defined =
        again || verb.is_some_and(|verb| s.word(verb) == "is" && s.word(verb + 1) == "to");
    let reason = s.from(because + 1 + usize::from(s.word(because + 1) == "of"));
    let reason = one_reason(reason);
    // The signs of a step in a proof stand for something there alone.
    let formal = s.text.contains("$$");
    let refused = formal
        || vague
        || cut_short
        || denied
        || warned
        || turned
        || labelled
        || headless
        || defined;
    if !told || refused || words::count(reason) < 3 {
        return None;
    }
    let claim = grammar::without_stop(s.before(because));
    let question = grammar::why(claim);
    Some(Finding::card(s.card("R19", "why", 80, (question, reason.to_owned()))))
}

/// A reason up to where the author says more: behind a semicolon, or in another sentence.
fn one_reason(text: &str) -> &str {
    const MORE: [&str; 5] = ["; ", ". it ", ". that ", ". this ", ". they "];
    let quoted = text.find("\". ").map(|at| at + 1);
    let cut = MORE.iter().filter_map(|mark| text.find(mark)).chain(quoted).min();
    cut.map_or(text, |at| &text[..at])
}

fn is_denial(word: &str) -> bool {
    matches!(word, "not" | "never" | "no" | "none" | "cannot")
        || word.ends_with("n't")
        || word.ends_with("n\u{2019}t")
}

/// Whether what stands before a place names all that it speaks of.
fn stands_alone(s: &Statement, until: usize) -> bool {
    const MOST_WORDS: usize = 14;
    const JOINING: &[&str] = &[
        "also", "and", "because", "but", "he", "if", "not", "or", "she", "since", "so", "then",
        "there", "when", "which", "who", "you",
    ];
    let own = |token: &Token| !grammar::is_pronoun(&token.lower) || token.lower == "that";
    s.names_subject(until)
        || ((1..=MOST_WORDS).contains(&until)
            && s.text.starts_with(char::is_alphanumeric)
            && !JOINING.contains(&s.word(0))
            && s.tokens[..until].iter().all(own)
            && s.tokens[..until].iter().any(|token| !words::is_stop(&token.lower)))
}

/// Verbs that say what something is done for.
static PURPOSES: Class = Class::of(&[
    "achieve",
    "allow",
    "avoid",
    "boost",
    "build",
    "check",
    "create",
    "decrease",
    "detect",
    "determine",
    "discover",
    "enable",
    "encourage",
    "ensure",
    "find",
    "get",
    "give",
    "guarantee",
    "handle",
    "help",
    "hide",
    "identify",
    "improve",
    "increase",
    "keep",
    "lower",
    "make",
    "maximize",
    "minimize",
    "permit",
    "preserve",
    "prevent",
    "produce",
    "protect",
    "reduce",
    "remove",
    "save",
    "show",
    "simplify",
    "solve",
    "speed",
    "understand",
]);

/// Words that leave open what is spoken of, or that "to" and a verb complete.
static AIMLESS: Class = Class::of(&[
    "abilities",
    "ability",
    "i",
    "inabilities",
    "inability",
    "it",
    "that",
    "them",
    "they",
    "this",
]);

/// "CLAIM. Why?" from "CLAIM so that Y" and from "DO THIS to reach Y".
///
/// "to" also completes verbs ("want to", "able to"), so it counts only before a verb of purpose,
/// and only behind what somebody is told to do.
fn aim(s: &Statement) -> Option<Finding> {
    let behind = |phrase: &[&str]| s.held.may_hold(phrase).then_some(3..s.tokens.len());
    let that = behind(&["so", "that"])
        .and_then(|mut at| at.find(|at| s.word(*at) == "so" && s.word(at + 1) == "that"));
    let aims = |at: &usize| {
        s.word(*at) == "to" && PURPOSES.holds(s.word(at + 1)) && completes_nothing(s.word(at - 1))
    };
    let to = behind(&["to"]).and_then(|mut at| at.find(aims));
    that.or(to)?;
    let told = is_told(s);
    let acts = |cut: usize| s.verb().is_some_and(|verb| acts_on(s, verb, cut));
    let cut = that.or(to.filter(|to| told || acts(*to)))?;
    let finite = s.verb().is_some_and(|verb| verb > 0 && verb < cut && s.names_subject(verb));
    let vague = s.tokens[..cut].iter().any(|token| AIMLESS.holds(&token.lower));
    let reason = s.tail(if that.is_some() { cut + 2 } else { cut });
    if !(told || finite) || vague || !(3..=25).contains(&words::count(reason)) {
        return None;
    }
    let question = format!("{}. Why?", grammar::without_stop(s.before(cut)));
    Some(Finding::card(s.card("R19", "why", 78, (question, reason.to_owned()))))
}

/// Whether the sentence tells somebody to do something: "Keep X cold", "When cooling, keep …".
fn is_told(s: &Statement) -> bool {
    let orders = |tokens: &[Token]| {
        let first = tokens.first().map_or("", |first| &*first.lower);
        (grammar::is_imperative(tokens) || grammar::opens_with_base_form(tokens))
            && !matches!(first, "use" | "try" | "have")
    };
    let led = || {
        let comma = s.tokens.iter().position(|t| s.text[t.end..t.outer_end].starts_with(','))?;
        matches!(s.word(0), "when" | "if" | "before" | "after").then(|| comma + 1)
    };
    orders(&s.tokens) || led().is_some_and(|from| orders(&s.tokens[from..]))
}

/// Whether a verb has something to act on before a place, so that "to" completes neither.
fn acts_on(s: &Statement, verb: usize, cut: usize) -> bool {
    static STATES: Class =
        Class::of(&["is", "are", "was", "were", "has", "have", "had", "needs", "wants"]);
    verb > 0
        && verb + 3 <= cut
        && s.names_subject(verb)
        && !STATES.holds(s.word(verb))
        && !STATES.holds(s.word(verb + 1))
        && s.word(verb + 1) != "be"
}

/// Whether a word is not one that "to" and a verb complete.
fn completes_nothing(word: &str) -> bool {
    static WANTING: Class = Class::of(&[
        "able",
        "attempt",
        "best",
        "chance",
        "difficult",
        "easier",
        "easy",
        "enough",
        "hard",
        "harder",
        "have",
        "how",
        "need",
        "needs",
        "order",
        "plan",
        "possible",
        "prize",
        "ready",
        "reason",
        "right",
        "time",
        "tool",
        "tools",
        "try",
        "trying",
        "used",
        "want",
        "way",
        "ways",
        "what",
        "when",
        "where",
    ]);
    !WANTING.holds(word)
}
