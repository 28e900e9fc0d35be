//! Acronyms: whether some letters are the initials of some words.

use crate::notes::words;

/// Whether one of the texts is the acronym of the other.
pub fn is_acronym_of(left: &str, right: &str) -> bool {
    spells(left, right) || spells(right, left)
}

/// Whether the initials of the words spell the acronym; stop words may be left out, and one
/// word may follow.
pub fn spells(acronym: &str, expansion: &str) -> bool {
    if acronym.chars().filter(|c| c.is_uppercase()).nth(1).is_none() {
        return false;
    }
    let letters: Vec<char> = acronym
        .trim_end_matches('s')
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    // Each letter takes a word, and a blank stands between two.
    if letters.len() < 2 || letters.len() * 2 > expansion.len() + 1 {
        return false;
    }
    // "Non-Lexical Lifetimes" gives NLL, "Mid-level Intermediate Representation" gives MIR.
    [true, false].into_iter().any(|apart| spelled_by(&letters, expansion, apart))
}

fn spelled_by(letters: &[char], expansion: &str, hyphens_part: bool) -> bool {
    let words: Vec<String> = expansion
        .split(|c: char| c.is_whitespace() || c == '/' || (c == '-' && hyphens_part))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    words.len() >= 2 && match_initials(letters, &words)
}

fn match_initials(letters: &[char], words: &[String]) -> bool {
    let (Some(letter), Some(word)) = (letters.first(), words.first()) else {
        return letters.is_empty() && words.len() <= 1;
    };
    let takes = word.starts_with(*letter) && match_initials(&letters[1..], &words[1..]);
    takes || (is_little(word) && match_initials(letters, &words[1..]))
}

/// Whether an acronym may leave the word out: "denominación de origen protegida" gives DOP.
fn is_little(word: &str) -> bool {
    const ABROAD: &[&str] = &[
        "al", "and", "da", "das", "de", "degli", "dei", "del", "della", "delle", "der", "des",
        "di", "die", "do", "dos", "du", "e", "el", "en", "et", "für", "la", "las", "le", "les",
        "los", "para", "pour", "und", "y",
    ];
    words::is_stop(word) || ABROAD.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_spell() {
        assert!(spells("GIL", "global interpreter lock"));
        assert!(spells("JIT", "just in time compilation"));
        assert!(!spells("GIL", "a popular topic"));
        assert!(spells("MIR", "Mid-level Intermediate Representation"));
        assert!(spells("DOP", "denominación de origen protegida"));
        assert!(spells("NLL", "Non-Lexical Lifetimes"));
        assert!(spells("RAII", "Resource Acquisition Is Initialization"));
    }
}
