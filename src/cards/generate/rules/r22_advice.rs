//! R22: what a speaker advises.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;
use crate::notes::words;

/// Advice becomes a gap on its point, or a question about what to use.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    should_use(s).or_else(|| consider(s)).or_else(|| warned(s))
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

/// "Don't … by Y": a gap on what follows the preposition.
fn warned(s: &Statement) -> Option<Finding> {
    let warns = matches!(s.word(0), "don't" | "never" | "avoid")
        || (s.word(0) == "do" && s.word(1) == "not");
    if !warns {
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
    let mut found = Finding::default();
    found.cards.push(s.cloze("R22", level(s, 80), (from, to), &s.voice())?);
    let reason = s.next.as_deref().filter(|next| {
        let first = words::lower_cores(next).next().unwrap_or_default();
        matches!(&*first, "it" | "does" | "they" | "this") || grammar::base_form(&first).is_some()
    });
    if let Some(reason) = reason {
        let question = format!("{}{}. Why?", s.voice(), grammar::without_stop(&s.text));
        let mut why = s.card("R19", "why", 62, (question, reason.to_owned()));
        why.order.1 = 1;
        found.cards.push(why);
    }
    Some(found)
}
