//! A triage line by line: for screen readers, pipes and scripts.

use crate::cli::card;
use crate::cli::failure::{Failure, count};
use crate::cli::lines::{self, capitalised, tell, unwrapped};
use crate::cli::output::Ui;
use crate::cli::stage::Ending;
use crate::cli::triage::tray::Tray;
use crate::render::breadcrumb;
use crate::render::markdown::Links;
use crate::render::sanitize::visible;

const HELP: &str = "keep puts the card into its deck, drop refuses it for good, edit changes its \
    words, skip or Enter leaves it offered, undo takes back the last step. quit leaves; \
    everything is saved already.";

/// A line of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Keep,
    Drop,
    Edit,
    Skip,
    Undo,
    Help,
    Quit,
    Unknown,
}

fn parse(line: &str) -> Word {
    match line.trim().to_lowercase().as_str() {
        "k" | "keep" => Word::Keep,
        "d" | "drop" => Word::Drop,
        "e" | "edit" => Word::Edit,
        "" | "s" | "skip" => Word::Skip,
        "u" | "undo" => Word::Undo,
        "?" | "help" => Word::Help,
        "q" | "quit" => Word::Quit,
        _ => Word::Unknown,
    }
}

/// Holds the session until the learner leaves or the input ends.
pub(super) fn hold(tray: &mut Tray, ui: &Ui) -> Result<Ending, Failure> {
    let number = u64::try_from(tray.cards().len()).unwrap_or(u64::MAX);
    ui.words(format!("{} offered.", count(number, "card")))?;
    ui.words(HELP)?;
    ask(tray, ui)?;
    lines::hold(ui, |line| {
        let word = parse(line);
        let goes_on = word != Word::Quit && !(word == Word::Skip && tray.is_over());
        if goes_on {
            answer(tray, ui, word)?;
        }
        Ok(goes_on)
    })
}

/// Does what the word means, says what came of it, and shows the card that is on then.
fn answer(tray: &mut Tray, ui: &Ui, word: Word) -> Result<(), Failure> {
    match word {
        Word::Help => return ui.words(HELP),
        Word::Quit | Word::Unknown => {
            return ui.words("Not understood. Possible: keep, drop, edit, skip, undo, quit, help.");
        }
        _ if tray.is_over() && word != Word::Undo => return ask(tray, ui),
        Word::Keep => tray.keep()?,
        Word::Drop => tray.drop()?,
        Word::Skip => tray.skip()?,
        Word::Undo => tray.undo()?,
        Word::Edit => tray.edit(|run| {
            run();
            Ok(())
        })?,
    }
    if let Some(notice) = tray.notice() {
        ui.words(visible(&capitalised(&notice.text())))?;
    }
    ask(tray, ui)
}

/// Shows the card that is on, or says that there is none.
fn ask(tray: &Tray, ui: &Ui) -> Result<(), Failure> {
    let Some(card) = tray.card() else {
        return ui.words("No more cards to look at. undo takes back the last step, Enter leaves.");
    };
    ui.words("")?;
    let levels = breadcrumb::whole(&card.context);
    let deck = visible(&card.deck);
    let place = if levels.is_empty() { deck } else { format!("{deck}. {levels}") };
    ui.words(format!("Card {}. {place}", tray.progress()))?;
    tell(ui, "Question", &unwrapped(&card.question, Links::Text))?;
    tell(ui, "Answer", &unwrapped(&card::answer(card), Links::Addresses))?;
    ui.words(format!("Rule {}", visible(&Tray::rule(card))))?;
    ui.words(format!("From {}", tray.place(card)))?;
    for (_, note) in card::cited(card).unwrap_or_default() {
        ui.words(format!("Note: {}", note.trim()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_letters_mean_the_same() {
        assert_eq!([parse("k\n"), parse(" KEEP ")], [Word::Keep; 2]);
        assert_eq!([parse("d"), parse("drop\r\n")], [Word::Drop; 2]);
        assert_eq!([parse("\n"), parse("skip")], [Word::Skip; 2]);
        assert_eq!(parse("kepe"), Word::Unknown);
    }
}
