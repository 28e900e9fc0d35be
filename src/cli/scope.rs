//! What a review is of: decks by name, or the cards of notes by path.

use crate::adapters::store::Scope;
use crate::cli::failure::Failure;
use crate::cli::{Context, import};
use std::path::{Path, PathBuf};

/// The scope that these arguments name. Notes among them are imported first.
pub(super) fn resolve(context: &mut Context, arguments: &[String]) -> Result<Scope, Failure> {
    let mut scope = Scope::default();
    if arguments.is_empty() {
        // Everything: nothing has to be read for that.
        return Ok(scope);
    }
    // A deck may be called `TCP/IP`: what is a deck's very name is that deck.
    let known = context.store()?.decks()?;
    let (paths, decks): (Vec<_>, Vec<_>) =
        arguments.iter().partition(|text| is_path(text) && !known.contains(text));
    for deck in decks {
        scope.decks.push(deck_named(deck, &known)?);
    }
    if !paths.is_empty() {
        let paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
        scope.sources = import::import_paths(context, &paths)?;
        if scope.sources.is_empty() && scope.decks.is_empty() {
            // An empty scope would mean everything.
            return Err(Failure::user("there are no notes at the paths given"));
        }
    }
    Ok(scope)
}

/// Whether an argument names notes, not a deck.
fn is_path(argument: &str) -> bool {
    let path = Path::new(argument);
    argument.contains(std::path::is_separator)
        || path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
        || path.exists()
}

/// The deck of this name, in any case; also one that only has decks under it.
pub(super) fn deck_named(name: &str, known: &[String]) -> Result<String, Failure> {
    named("deck", name, known, "`recall import PATH` turns notes into cards")
}

/// The tag of this name, in any case; also one that only has tags under it.
pub(super) fn tag_named(name: &str, known: &[String]) -> Result<String, Failure> {
    named("tag", name, known, "`recall tag CARD +NAME` tags a card, `#name` in the notes too")
}

/// The name of this kind of thing among those that are known, levels joined by `::`; `without`
/// is what to do where there are none.
fn named(kind: &str, name: &str, known: &[String], without: &str) -> Result<String, Failure> {
    let wanted = name.to_lowercase();
    let under = format!("{wanted}::");
    let is_meant = |known: &String| {
        let known = known.to_lowercase();
        known == wanted || known.starts_with(&under)
    };
    if known.iter().any(is_meant) {
        return Ok(name.to_owned());
    }
    let failure = Failure::user(format!("there is no {kind} `{name}`"));
    Err(match nearest(&wanted, known) {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None if known.is_empty() => failure.hint(without),
        None => failure.hint(format!("there is `{}`", known.join("`, `"))),
    })
}

/// The deck whose name, or last part of it, is most like the one wanted.
fn nearest<'a>(wanted: &str, known: &'a [String]) -> Option<&'a String> {
    const ALIKE: f64 = 0.75;
    let likeness = |deck: &String| {
        let deck = deck.to_lowercase();
        let last = deck.rsplit("::").next().unwrap_or_default();
        strsim::jaro_winkler(wanted, &deck).max(strsim::jaro_winkler(wanted, last))
    };
    let ranked = known.iter().map(|deck| (likeness(deck), deck));
    let best = ranked.max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(best.1).filter(|_| best.0 >= ALIKE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<String> {
        ["Conf::PyCode", "Shell"].map(str::to_owned).into()
    }

    #[test]
    fn a_deck_is_found_in_any_case_and_by_what_is_under_it() {
        assert!(deck_named("shell", &known()).is_ok());
        assert!(deck_named("conf", &known()).is_ok());
        assert!(deck_named("con", &known()).is_err());
    }

    #[test]
    fn a_mistyped_deck_is_suggested() {
        assert_eq!(nearest("shel", &known()).unwrap(), "Shell");
        assert_eq!(nearest("pycoed", &known()).unwrap(), "Conf::PyCode");
        assert_eq!(nearest("botany", &known()), None);
    }

    #[test]
    fn a_path_is_told_from_a_deck() {
        assert!(is_path("decks/pycode.md") && is_path("gone.md") && is_path("."));
        assert!(!is_path("Conf::PyCode"));
    }
}
