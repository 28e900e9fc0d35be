//! R09: what the author calls a takeaway.

use super::Finding;
use crate::cards::generate::grammar;
use crate::cards::generate::scene::Crumb;
use crate::cards::generate::statement::Statement;

/// "What is a takeaway from NAME’s talk?", and why, when a reason follows "since".
pub(super) fn apply(s: &Statement) -> Option<Finding> {
    let nouns = ["takeaway", "takeaways", "lesson", "moral"];
    let at = (0..3).find(|at| nouns.contains(&s.word(*at)))?;
    let verb = (at + 1..at + 5).find(|at| matches!(s.word(*at), "is" | "was"))?;
    let reason = ["since", "because"]
        .iter()
        .find_map(|word| s.find(&[word]))
        .filter(|because| *because > verb);
    let clause = reason.map_or_else(|| s.from(verb + 1), |because| s.between(verb + 1, because));
    let clause = clause.strip_prefix("that ").unwrap_or(clause);
    let speaker = s.speaker.as_deref()?;
    let question = format!("What is a takeaway from {speaker}\u{2019}s talk?");
    let mut card =
        s.card("R09", "takeaway", 95, (question, grammar::without_stop(clause).to_owned()));
    card.crumb = Crumb::Section;
    let mut found = Finding::card(card);
    if let Some(because) = reason {
        let advice = clause.split(", i.e.").next().unwrap_or(clause);
        let why = advice
            .strip_prefix("not to ")
            .map(|rest| format!("why not {rest}"))
            .or_else(|| advice.strip_prefix("to ").map(|rest| format!("why {rest}")));
        if let Some(why) = why {
            let mut card = s.card(
                "R19",
                "why",
                85,
                (
                    format!("{speaker}: {}?", grammar::without_stop(&why)),
                    s.from(because + 1).to_owned(),
                ),
            );
            card.order.1 = 1;
            found.cards.push(card);
        }
    }
    Some(found)
}
