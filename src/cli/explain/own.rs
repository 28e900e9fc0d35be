//! Cards of a note that are asked in the learner's own words, and whether their lines have
//! changed since.

use crate::adapters::store::OwnWords;
use crate::cards::Draft;
use crate::cards::identity::{Stored, matching};
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::import::Explained;
use crate::render::markdown::one_line;
use serde::Serialize;
use std::collections::HashMap;

/// What a card is asked in instead of the words of its notes.
#[derive(Debug, Serialize)]
pub(super) struct Own {
    id: String,
    question: String,
    answer: String,
    /// Whether the line says another thing than when the learner gave these words.
    outdated: bool,
}

impl Own {
    fn of(card: &Stored, draft: &Draft, own: &OwnWords) -> Self {
        Self {
            id: card.id.to_string(),
            question: own.question.clone(),
            answer: own.answer.clone(),
            outdated: own.outdated || card.fact != draft.fact || card.answer != draft.answer,
        }
    }

    /// What is said under the card that the notes make.
    pub(super) fn lines(&self) -> Vec<String> {
        let (question, answer) = (one_line(&self.question), one_line(&self.answer));
        let mut lines = vec![format!("asked in your own words: {question} {answer}")];
        if self.outdated {
            let mend = format!("`recall edit --reset {}` takes its words", &self.id[..6]);
            lines.push(format!("its line has changed since; {mend}"));
        }
        lines
    }
}

/// The learner's own words for cards of a note, by the question that the notes ask.
pub(super) fn words(
    context: &mut Context,
    explained: &Explained,
) -> Result<HashMap<String, Own>, Failure> {
    let mut found = HashMap::new();
    let Some(store) = context.existing_store()? else { return Ok(found) };
    let Some(source) = store.note_at(&explained.path)? else { return Ok(found) };
    let words = store.own_words(source)?;
    if words.is_empty() {
        return Ok(found);
    }
    let (old, new) = (store.stored_cards(source)?, &explained.generated.cards);
    let matched = matching(&old, new, &explained.pins).old_of_new;
    for (draft, at) in new.iter().zip(matched) {
        let own = at.and_then(|at| Some(Own::of(&old[at], draft, words.get(&old[at].id)?)));
        found.extend(own.map(|own| (draft.question.clone(), own)));
    }
    Ok(found)
}
