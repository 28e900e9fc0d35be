//! What a note says about all of its cards: the deck that they go into, and their tags.

use super::page::{Page, Row};
use super::signs::repetition_tag;

/// What is said, and in which lines, counted from 0.
#[derive(Debug, Default)]
pub(super) struct Directives {
    /// The deck, levels joined by `::`.
    pub(super) deck: Option<String>,
    /// Tags of every card.
    pub(super) tags: Vec<String>,
    /// Lines that say it, or say something only to the tool.
    pub(super) lines: Vec<usize>,
}

/// Reads `TARGET DECK`, `FILE TAGS`, and the deck in a tag `#flashcards/…` if there is just one.
pub(super) fn of(page: &Page<'_>, front_tags: &[String]) -> Directives {
    let mut found = Directives::default();
    let mut named: Vec<String> = front_tags.iter().filter_map(|tag| deck_in_tag(tag)).collect();
    for (at, row) in page.rows.iter().enumerate().filter(|(_, row)| !row.shut) {
        if let Some((deck, lines)) = value(page, at, "TARGET DECK") {
            found.deck.get_or_insert(deck);
            found.lines.extend(lines);
        } else if let Some((tags, lines)) = value(page, at, "FILE TAGS") {
            let words = tags.split([' ', ',']).filter(|word| !word.is_empty());
            found.tags.extend(words.map(str::to_owned));
            found.lines.extend(lines);
        } else if is_remark(*row) {
            found.lines.push(at);
        }
        let words = row.text.split_whitespace().filter_map(|word| word.strip_prefix('#'));
        named.extend(words.filter_map(deck_in_tag));
    }
    named.sort_unstable();
    named.dedup();
    if let ([_], None) = (named.as_slice(), &found.deck) {
        found.deck = named.pop();
    }
    found
}

/// What stands behind a word and its colon, or in the line below the word, and in which lines.
fn value(page: &Page<'_>, at: usize, word: &str) -> Option<(String, Vec<usize>)> {
    let rest = page.rows[at].text.strip_prefix(word)?;
    let (text, lines) = match rest.strip_prefix(':') {
        Some(rest) => (rest, vec![at]),
        None if rest.is_empty() => (page.rows.get(at + 1)?.text, vec![at, at + 1]),
        None => return None,
    };
    let text = text.trim();
    (!text.is_empty()).then(|| (text.to_owned(), lines))
}

/// The deck that a tag `flashcards/a/b` names.
fn deck_in_tag(tag: &str) -> Option<String> {
    let levels = repetition_tag(tag)?.replace("::", "/");
    let levels: Vec<&str> = levels.split('/').filter(|level| !level.is_empty()).collect();
    (!levels.is_empty()).then(|| levels.join("::"))
}

/// Whether a line holds a comment and nothing else.
fn is_remark(row: Row<'_>) -> bool {
    let text = row.trimmed();
    text.starts_with("<!--") && text.ends_with("-->")
}
