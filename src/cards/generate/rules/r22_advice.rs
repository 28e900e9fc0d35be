//! R22: what a speaker advises.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;
use crate::notes::words;

/// Advice becomes a gap on its point, or a question about what to use.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    should_use(s).or_else(|| consider(s)).or_else(|| preferred(s)).or_else(|| warned(s))
}

fn level(s: &Statement, confidence: u32) -> u32 {
    if s.speaker.is_some() { confidence } else { 65 }
}

/// "Everyone should use Y".
fn should_use(s: &Statement) -> Option<Finding> {
    let opens = matches!(s.word(0), "everyone" | "you" | "everybody")
        && matches!(s.word(1), "should" | "must")
        && matches!(s.word(2), "use" | "prefer");
    let answer = grammar::without_stop(grammar::without_aside(s.from(3)));
    if !opens || !(1..=8).contains(&words::count(answer)) {
        return None;
    }
    let by = s.speaker.as_ref().map_or_else(String::new, |name| format!(", according to {name}"));
    let question = format!("What {} {} {}{by}?", s.word(1), s.word(0), s.word(2));
    Some(Finding::card(s.card("R22", "advice", level(s, 82), (question, answer.to_owned()))))
}

/// "Consider (using) Y when Z".
fn consider(s: &Statement) -> Option<Finding> {
    if s.word(0) != "consider" {
        return None;
    }
    let using = usize::from(s.word(1) == "using");
    let when =
        (2 + using..s.tokens.len()).find(|at| matches!(s.word(*at), "when" | "if" | "whenever"))?;
    let verb = if using == 1 { " using" } else { "" };
    let what = s.between(1 + using, when);
    let condition = grammar::without_stop(s.from(when));
    if what.is_empty() || words::count(what) > 8 {
        return None;
    }
    let question = format!("What should you consider{verb}, {condition}?");
    let mut found =
        Finding::card(s.card("R22", "advice", level(s, 80), (question, what.to_owned())));
    let mut reverse = s.card(
        "R22",
        "advice_rev",
        60,
        (format!("When should you consider{verb} {}?", grammar::shown(what)), condition.to_owned()),
    );
    reverse.order.1 = 1;
    found.cards.push(reverse);
    Some(found)
}

/// Words of what is preferred, and of what it is preferred to.
const SIDE: std::ops::RangeInclusive<usize> = 1..=8;

/// "Prefer X over Y", "Use X instead of Y", "Comment on X, never on Y": what should you prefer
/// over Y?
fn preferred(s: &Statement) -> Option<Finding> {
    // Where the same preposition stands on both sides, the verb need not be known.
    let parted =
        || (grammar::is_preposition(s.word(1)) && words::is_common(s.word(0))).then_some(0);
    let verb = ordered(s).or_else(parted)?;
    let (mark, skip) =
        (verb + 2..s.tokens.len().saturating_sub(1)).find_map(|at| set_apart(s, verb, at))?;
    let behind = grammar::without_stop(s.tail(mark + skip));
    let preposition = Some(s.word(verb + 1)).filter(|word| grammar::is_preposition(word));
    let (first, other) = match preposition {
        Some(word) => (verb + 2, behind.strip_prefix(word)?.trim()),
        None => (verb + 1, behind),
    };
    let what = s.span(first, mark);
    // "Prefer named to anonymous": of what, stands elsewhere.
    let bare = !what.contains(' ') && what.ends_with("ed");
    if !is_side(what) || !is_side(other) || bare {
        return None;
    }
    let comma = if matches!(s.word(mark), "not" | "never") { "," } else { "" };
    let (order, apart) = (s.between(verb, first).to_lowercase(), s.span(mark, mark + skip));
    let question = format!("What should you {order}{comma} {apart} {behind}?");
    Some(Finding::card(s.card("R22", "advice", 78, (question, what.to_owned()))))
}

/// Where what is preferred is set apart from the other, and in how many words.
fn set_apart(s: &Statement, verb: usize, at: usize) -> Option<(usize, usize)> {
    let favours = matches!(s.word(verb), "prefer" | "favor" | "favour" | "choose" | "pick");
    let before = &s.tokens[at - 1];
    let comma = s.text[before.end..s.tokens[at].start].contains(',');
    let next = s.word(at + 1);
    match s.word(at) {
        "instead" if next == "of" => Some((at, 2)),
        "rather" if next == "than" => Some((at, 2)),
        "over" if favours => Some((at, 1)),
        "to" if s.word(verb) == "prefer" && !grammar::is_base_form(next) => Some((at, 1)),
        "not" | "never" if next.ends_with("ly") || matches!(next, "only" | "yet") => None,
        "not" | "never" if comma || s.text[s.tokens[at].start..].starts_with("NOT ") => {
            Some((at, 1))
        }
        _ => None,
    }
}

/// Whether a side is short and says by itself what it is.
fn is_side(side: &str) -> bool {
    let opens = words::lower_cores(side).next().is_none_or(|word| grammar::is_preposition(&word));
    let lost = words::lower_cores(side).any(|word| grammar::is_pronoun(&word));
    !(opens || lost || side.contains([':', ';', ','])) && SIDE.contains(&words::count(side))
}

/// "Check X before Y": when should you check X?
pub(super) fn timed(s: &Statement) -> Option<Finding> {
    let verb = ordered(s)?;
    let when = (verb + 2..s.tokens.len()).find(|at| {
        matches!(s.word(*at), "before" | "after" | "when" | "whenever" | "until" | "unless")
    })?;
    let (order, moment) = (s.span(verb, when), grammar::without_stop(s.tail(when)));
    let vague = |text: &str| {
        words::lower_cores(text).any(|word| {
            (grammar::is_pronoun(&word) && !matches!(&*word, "it" | "them" | "you"))
                || *word == *"same"
        })
    };
    let lost = words::lower_cores(order).any(|word| matches!(&*word, "it" | "them"))
        || s.text.contains(" = ");
    let fits = (3..=10).contains(&words::count(order))
        && (3..=15).contains(&words::count(moment))
        && !order.contains([',', ':'])
        && !grammar::is_preposition(s.word(when - 1))
        && !lost
        && !vague(order)
        && !vague(moment);
    if !fits {
        return None;
    }
    let question = format!("When should you {}?", grammar::lower_first(order));
    Some(Finding::card(s.card("R22", "timing", 76, (question, moment.to_owned()))))
}

/// Where the verb of an order stands: "Use", "Always use", "You should use".
fn ordered(s: &Statement) -> Option<usize> {
    let lead = |word: &str| matches!(word, "you" | "should" | "must" | "always" | "but");
    let verb = (0..4).find(|at| !lead(s.word(*at)))?;
    let tokens = &s.tokens.get(verb..)?;
    let checked = s.word(verb) == "double" && s.word(verb + 1) == "check";
    // "You fall asleep when" is how it is.
    let known = checked
        || (s.word(0) != "but" && verb > 0 && s.word(verb - 1) != "you")
        || grammar::is_imperative(tokens)
        || grammar::is_advised(s.word(verb));
    let negated = matches!(s.word(verb), "never" | "don't" | "do" | "avoid" | "not" | "have");
    (known && !negated).then_some(verb)
}

/// "Don't … by Y": a gap on what follows the preposition.
fn warned(s: &Statement) -> Option<Finding> {
    let warns = matches!(s.word(0), "don't" | "never" | "avoid")
        || (s.word(0) == "do" && s.word(1) == "not");
    // With its reason it is asked for that.
    if !warns || s.find(&["because"]).is_some() {
        return None;
    }
    let mark = (2..s.tokens.len().saturating_sub(1))
        .find(|at| matches!(s.word(*at), "by" | "on" | "with" | "without"))?;
    let end = if s.word(mark) == "by" {
        s.tokens.len()
    } else {
        (mark + 2..s.tokens.len())
            .find(|at| {
                matches!(
                    s.word(*at),
                    "for" | "in" | "at" | "when" | "if" | "because" | "to" | "until" | "unless"
                )
            })
            .unwrap_or(s.tokens.len())
    };
    let from = s.tokens[mark + 1].start;
    let to = s.tokens[end - 1].end;
    if words::count(&s.text[from..to]) > 8 {
        return None;
    }
    Some(Finding::card(s.cloze("R22", level(s, 80), (from, to), &s.voice())?))
}
