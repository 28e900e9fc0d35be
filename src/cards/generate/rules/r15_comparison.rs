//! R15: how a thing compares with another.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::scene::Proposal;
use crate::cards::generate::statement::Statement;
use crate::notes::words;

/// "How does S compare with Y?"; "What is S like?".
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    faster(s).or_else(|| alike(s)).or_else(|| compared(s))
}

/// "How does S compare to Y?" from "Compared to Y: …".
fn compared(s: &Statement) -> Option<Finding> {
    let opens = s.word(0) == "compared" && matches!(s.word(1), "to" | "with");
    let subject = s.shown_subject().filter(|_| opens && s.inherited.is_none())?;
    let (other, answer) = s.from(2).split_once([':', ','])?;
    let fits = (1..=4).contains(&words::count(other)) && (3..=25).contains(&words::count(answer));
    let question = format!("How does {subject} compare {} {other}?", s.word(1));
    fits.then(|| Finding::card(s.card("R15", "compare", 80, (question, answer.to_owned()))))
}

/// "What is S like?" from "S is like Y", twice where two are set side by side.
fn alike(s: &Statement) -> Option<Finding> {
    s.find(&["like"])?;
    let cards: Vec<_> = s.text.split(", while ").filter_map(|part| likeness(s, part)).collect();
    (!cards.is_empty()).then_some(Finding { cards, said: None })
}

fn likeness(s: &Statement, part: &str) -> Option<Proposal> {
    const SUBJECT_WORDS: std::ops::RangeInclusive<usize> = 1..=5;
    const ANSWER_WORDS: std::ops::RangeInclusive<usize> = 2..=15;
    let (subject, verb, answer) = ["is", "are"].into_iter().find_map(|verb| {
        let (subject, answer) = part.split_once(&format!(" {verb} like "))?;
        Some((subject, verb, grammar::without_stop(answer)))
    })?;
    let tokens = words::tokens(subject);
    let named = SUBJECT_WORDS.contains(&tokens.len())
        && tokens.iter().all(|token| !grammar::is_pronoun(&token.lower))
        && tokens.iter().any(|token| !words::is_stop(&token.lower))
        && grammar::finite_verb(subject, &tokens).is_none();
    if !named || !ANSWER_WORDS.contains(&words::count(answer)) {
        return None;
    }
    let question = format!("What {verb} {} like?", grammar::lower_first(subject));
    Some(s.card("R15", "like", 78, (question, answer.to_owned())))
}

/// "How does S compare with Y?" from "Faster than Y …".
fn faster(s: &Statement) -> Option<Finding> {
    let than = s.find(&["than"]).filter(|at| *at > 0)?;
    let before = s.word(than - 1);
    let comparative = (before.ends_with("er")
        && !matches!(before, "rather" | "other" | "whether" | "over" | "never"))
        || matches!(before, "better" | "worse" | "less" | "more")
        || (than >= 2 && matches!(s.word(than - 2), "more" | "less"));
    let mut start = than - 1;
    while start > 0
        && (matches!(
            s.word(start - 1),
            "more"
                | "less"
                | "much"
                | "far"
                | "a"
                | "lot"
                | "slightly"
                | "even"
                | "significantly"
                | "times"
                | "is"
                | "it"
                | "also"
                | "up"
                | "to"
                | "bit"
        ) || s.word(start - 1).ends_with('x'))
    {
        start -= 1;
    }
    if !comparative || start > 0 {
        return None;
    }
    let subject = s.shown_subject()?;
    let stop = (than + 2..s.tokens.len()).find(|at| {
        let joined = s.tokens[*at - 1].outer_end == s.tokens[*at - 1].end;
        !joined
            || grammar::is_preposition(s.word(*at))
            || matches!(
                s.word(*at),
                "when" | "if" | "and" | "but" | "because" | "as" | "or" | "is" | "was"
            )
    });
    let other = s.between(than + 1, stop.unwrap_or(s.tokens.len()));
    if other.is_empty()
        || words::count(other) > 4
        || other.starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    // "Less memory than processes, more isolation than threads" compares with both.
    let second = s.tokens[than + 1..].iter().rposition(|token| token.lower == "than");
    let second = second.map(|at| s.between(than + at + 2, s.tokens.len()));
    let also = second.map_or_else(String::new, |second| format!(" and {second}"));
    if second.is_some_and(|second| !(1..=4).contains(&words::count(second))) {
        return None;
    }
    let does = if grammar::be(&subject) == "are" { "do" } else { "does" };
    let mut card = s.card(
        "R15",
        "compare",
        82,
        (format!("How {does} {subject} compare with {other}{also}?"), s.text.to_owned()),
    );
    card.shares_words = true;
    Some(Finding::card(card))
}
