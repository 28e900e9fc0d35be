//! R10: how one thing relates to another: similar to, alternative to, based on, written in.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::statement::Statement;

/// The words of a relation, and its question between the subject and the mark.
const RELATIONS: &[(&[&str], &str, &str)] = &[
    (&["similar", "to"], "What is ", " similar to?"),
    (&["alternative", "to"], "What is ", " an alternative to?"),
    (&["based", "on"], "What is ", " based on?"),
    (&["built", "on"], "What is ", " built on?"),
    (&["written", "in"], "What is ", " written in?"),
    (&["fork", "of"], "What is ", " a fork of?"),
    (&["successor", "of"], "What is ", " the successor of?"),
    (&["successor", "to"], "What is ", " the successor to?"),
    (&["inspired", "by"], "What is ", " inspired by?"),
];

/// "What is S similar to?" from a sentence that says so, or from its final parenthesis.
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    let (at, relation) = RELATIONS
        .iter()
        .filter_map(|relation| s.find(relation.0).map(|at| (at, relation)))
        .min_by_key(|(at, _)| *at)?;
    let rest = s.from(at + relation.0.len());
    let lead: Vec<&str> = (0..at).map(|at| s.word(at)).collect();
    let filler = |word: &&str| {
        matches!(
            *word,
            "it" | "is"
                | "it's"
                | "feels"
                | "looks"
                | "very"
                | "a"
                | "an"
                | "quite"
                | "somewhat"
                | "also"
                | "the"
                | "great"
                | "good"
                | "direct"
        )
    };
    let implicit = lead.iter().all(filler);
    let inside = s.before(at).ends_with('(')
        || s.tokens.get(at).is_some_and(|token| s.text[..token.start].trim_end().ends_with('('));
    let copula = (0..at).rfind(|at| matches!(s.word(*at), "is" | "are"));
    let feels = lead.contains(&"feels");
    let (name, confidence) = if implicit || inside {
        (s.subject.clone()?, if s.strong { 80 } else { 72 })
    } else {
        let verb = copula.filter(|verb| (verb + 1..at).all(|at| filler(&s.word(at))))?;
        s.names_subject(verb).then(|| (s.between(0, verb).to_owned(), 80))?
    };
    let answer = if inside { rest.split(')').next().unwrap_or(rest) } else { rest };
    let answer = answer.split(". ").next().unwrap_or(answer);
    // "Written in Go by NAME": by whom is another question.
    let made = answer.split_once(" by ").filter(|_| relation.0 == ["written", "in"]);
    let answer = made.map_or(answer, |(language, _)| language);
    let shown = grammar::shown(&name);
    let question = if feels {
        format!("What does {shown} feel similar to?")
    } else {
        let asked = format!("{}{shown}{}", relation.1, relation.2);
        let plural = !implicit && copula.is_some_and(|verb| s.word(verb) == "are");
        if plural { asked.replacen("What is", "What are", 1) } else { asked }
    };
    let mut card = s.card("R10", "relation", confidence, (question, answer.to_owned()));
    card.entity.clone_from(&name);
    card.shares_words = true;
    let mut found = Finding::card(card);
    if inside {
        found.said =
            super::r25_definition::told(s, s.text[..s.text.rfind('(').unwrap_or(0)].trim());
    }
    Some(found)
}
