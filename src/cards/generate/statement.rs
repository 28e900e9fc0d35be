//! One sentence with all that a rule may look at.

use crate::cards::generate::grammar;
use crate::notes::kinds::Kind;
use crate::notes::words::{self, Token};
use crate::values::lines::Lines;
use std::cell::OnceCell;

/// Where a sentence stands under the bullet or heading that it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Nothing stands before it.
    First,
    /// Something does.
    Later,
}

/// Which words a sentence may hold, by their ends, middles and lengths: of the phrases that rules
/// look for, most are ruled out by that.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held([u64; 4]);

impl Held {
    /// Of these words.
    pub(super) fn of(tokens: &[Token]) -> Self {
        let mut held = Self([0; 4]);
        for token in tokens {
            held.put(&token.lower);
        }
        held
    }

    /// Of these words in lower case, to be looked for in sentences.
    pub(super) const fn of_words(words: &[&str]) -> Self {
        let (mut held, mut at) = (Self([0; 4]), 0);
        while at < words.len() {
            held.put(words[at]);
            at += 1;
        }
        held
    }

    /// Whether one of these words may be there.
    pub(super) fn may_hold_any(&self, words: &Self) -> bool {
        self.0.iter().zip(&words.0).any(|(held, words)| held & words != 0)
    }

    /// Whether all of these words may be there.
    pub(super) fn may_hold(&self, phrase: &[&str]) -> bool {
        phrase.iter().all(|word| {
            let (place, bit) = Self::place(word);
            self.0[place] & bit != 0
        })
    }

    const fn put(&mut self, word: &str) {
        let (place, bit) = Self::place(word);
        self.0[place] |= bit;
    }

    /// In which number the bit of a word is, and that bit.
    const fn place(word: &str) -> (usize, u64) {
        let word = word.as_bytes();
        let Some(last) = word.len().checked_sub(1) else { return (0, 1) };
        let ends = word[0] as usize + 3 * word[last] as usize;
        let sum = ends + 7 * word[word.len() / 2] as usize + 11 * word.len();
        (sum / 64 % 4, 1 << (sum % 64))
    }
}

/// A sentence in its place.
#[derive(Debug, Clone)]
pub(super) struct Statement<'n> {
    /// The sentence, as written.
    pub(super) text: &'n str,
    /// Its words.
    pub(super) tokens: Vec<Token<'n>>,
    /// The lines it stands on.
    pub(super) lines: Lines,
    /// Index of its entry.
    pub(super) entry: usize,
    /// The bullets that its own is nested under.
    pub(super) under: Vec<String>,
    /// What the entry is.
    pub(super) entry_kind: Kind,
    /// Whether the entry stands in a section of known kind.
    pub(super) in_section: bool,
    /// Whether it is an item of a list of known kind: the heading right above says `Tools`.
    pub(super) listed: bool,
    /// What an unspoken subject stands for: the entity, or the term of this bullet.
    pub(super) subject: Option<String>,
    /// Whether that is an entity of a known section.
    pub(super) strong: bool,
    /// Where the subject stands that is only the bullet or heading above, not known to be an
    /// entity.
    pub(super) inherited: Option<Place>,
    /// Whether anything stands between it and the heading or the bullet above.
    pub(super) place: Place,
    /// Who says it, in a speaker's entry.
    pub(super) speaker: Option<String>,
    /// The sentence before in the same block.
    pub(super) previous: Option<&'n str>,
    /// The first sentence of the block, when this is a later one.
    pub(super) opening: Option<&'n str>,
    /// The sentence behind in the same block.
    pub(super) next: Option<&'n str>,
    /// Which words it may hold.
    pub(super) held: Held,
    /// Its first finite verb, once a rule has looked for it.
    pub(super) verb: OnceCell<Option<usize>>,
}

const QUOTES: [char; 3] = ['"', '\u{201c}', '\u{201d}'];

impl<'n> Statement<'n> {
    /// The text from a token to the end.
    pub(super) fn from(&self, token: usize) -> &'n str {
        self.tokens.get(token).map_or("", |token| &self.text[token.start..])
    }

    /// The same with the signs in front of the token: a backtick, an opening parenthesis.
    pub(super) fn tail(&self, token: usize) -> &'n str {
        let start =
            token.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |t| t.outer_end);
        if token < self.tokens.len() { self.text[start..].trim() } else { "" }
    }

    /// The same sentence, ended before a token.
    pub(super) fn until(&self, token: usize) -> Self {
        let mut clause = self.clone();
        clause.text = self.before(token).trim_end_matches([',', ' ']);
        clause.tokens = words::tokens(clause.text);
        clause.held = Held::of(&clause.tokens);
        clause.next = None;
        clause.verb = OnceCell::new();
        clause
    }

    /// The text before a token.
    pub(super) fn before(&self, token: usize) -> &'n str {
        let end = self.tokens.get(token).map_or(self.text.len(), |token| token.start);
        self.text[..end].trim_end()
    }

    /// The text from one token up to, not including, another; without the punctuation behind.
    pub(super) fn between(&self, from: usize, to: usize) -> &'n str {
        let (Some(first), Some(last)) =
            (self.tokens.get(from), to.checked_sub(1).and_then(|at| self.tokens.get(at)))
        else {
            return "";
        };
        if last.end < first.start { "" } else { &self.text[first.start..last.end] }
    }

    /// The same with the signs that belong to code and formulas: backticks, `$`, parentheses.
    pub(super) fn span(&self, from: usize, to: usize) -> &'n str {
        let (Some(first), Some(last)) =
            (self.tokens.get(from), to.checked_sub(1).and_then(|at| self.tokens.get(at)))
        else {
            return "";
        };
        let start = from.checked_sub(1).map_or(0, |before| self.tokens[before].outer_end);
        let text = self.text.get(start.min(first.start)..last.outer_end).unwrap_or("");
        text.trim().trim_end_matches([',', '.', ';', ':'])
    }

    /// The word at a place, lower case.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &*token.lower)
    }

    /// Whether a comma stands behind a token.
    pub(super) fn ends_in_comma(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| self.text[token.end..token.outer_end].ends_with(','))
    }

    /// The index of the first finite verb, which several rules look for.
    pub(super) fn verb(&self) -> Option<usize> {
        *self.verb.get_or_init(|| grammar::finite_verb(self.text, &self.tokens))
    }

    /// The index of the first token of a phrase.
    pub(super) fn find(&self, phrase: &[&str]) -> Option<usize> {
        if self.held.may_hold(phrase) { grammar::find(&self.tokens, phrase) } else { None }
    }

    /// Whether it opens with these words.
    pub(super) fn starts(&self, phrase: &[&str]) -> bool {
        grammar::starts(&self.tokens, phrase)
    }

    /// The subject as a question shows it.
    pub(super) fn shown_subject(&self) -> Option<String> {
        self.subject.as_deref().map(grammar::shown)
    }

    /// The name in front of a quoted statement: `NAME: `, in a speaker's entry.
    pub(super) fn voice(&self) -> String {
        self.speaker.as_ref().map_or_else(String::new, |name| format!("{name}: "))
    }

    /// Whether the author closes a quotation before a token: "Cancel safety" means, A "ghost
    /// table" is.
    fn is_quoted(&self, until: usize) -> bool {
        let last = until.checked_sub(1).and_then(|last| self.tokens.get(last));
        last.is_some_and(|last| {
            let behind = &self.text[last.end..last.outer_end];
            !behind.is_empty() && behind.chars().all(|c| QUOTES.contains(&c))
        })
    }

    /// Whether what stands before a token can be named as a subject of its own.
    pub(super) fn names_subject(&self, until: usize) -> bool {
        let (last, quoted) = (until.checked_sub(1), self.is_quoted(until));
        let opens = self.text.strip_prefix(QUOTES).filter(|_| quoted).unwrap_or(self.text);
        (1..=6).contains(&until)
            && opens.starts_with(char::is_alphanumeric)
            && !grammar::is_pronoun(self.word(0))
            && !grammar::is_preposition(self.word(0))
            && !matches!(
                self.word(0),
                "and"
                    | "but"
                    | "so"
                    | "also"
                    | "if"
                    | "when"
                    | "because"
                    | "then"
                    | "not"
                    | "since"
                    | "as"
                    | "while"
                    | "although"
                    | "though"
                    | "there"
            )
            && !self.tokens[..until].iter().any(|token| grammar::is_pronoun(&token.lower))
            && self.tokens[..until].iter().any(|token| !words::is_stop(&token.lower))
            && self.tokens[..until].iter().enumerate().all(|(at, token)| {
                token.outer_end == token.end
                    || token.lower.is_empty()
                    || (quoted && Some(at) == last)
            })
    }

    /// Whether a subject before a token is particular enough to stand alone as a question's
    /// or an answer's subject: it holds a rare or technical word, and is short.
    pub(super) fn names_particular(&self, until: usize) -> bool {
        self.names_subject(until)
            && until <= 4
            && (self.is_quoted(until)
                || self.tokens[..until]
                    .iter()
                    .any(|token| words::is_rare(&self.text[token.start..token.end])))
    }
}

use crate::cards::generate::scene::{Crumb, Proposal};
use crate::notes::acronym::is_acronym_of;

impl Statement<'_> {
    /// A card of this sentence; the confidence is the rule's own, in hundredths.
    pub(super) fn card(
        &self,
        rule: &'static str,
        kind: &'static str,
        confidence: u32,
        (question, answer): (String, String),
    ) -> Proposal {
        Proposal {
            rule,
            kind,
            question,
            answer: answer.trim().to_owned(),
            lines: self.lines.clone(),
            entry: self.entry,
            entity: self.subject.clone().or_else(|| self.speaker.clone()).unwrap_or_default(),
            entity_kind: self.entry_kind,
            confidence,
            crumb: Crumb::Entry,
            shares_words: false,
            fact: self.text.to_owned(),
            clue: None,
            under: self.under.clone(),
            variant: 0,
            order: (self.lines.first(), 0),
        }
    }

    /// A cloze of this sentence: the bytes `from..to` become the gap.
    pub(super) fn cloze(
        &self,
        rule: &'static str,
        confidence: u32,
        (from, to): (usize, usize),
        front: &str,
    ) -> Option<Proposal> {
        let answer = self.text.get(from..to)?.trim();
        let to = to + glossed(answer, &self.text[to..]);
        let rest = format!("{}{}{}", self.text.get(..from)?, GAP, self.text.get(to..)?);
        let left = crate::notes::words::content(&rest.replace(GAP, " ")).len();
        if answer.is_empty() || left < 2 {
            return None;
        }
        let question = format!("{front}{rest}");
        Some(self.card(rule, "cloze", confidence, (question, answer.to_owned())))
    }
}

/// The gap of a cloze, as it is shown.
pub(in crate::cards) const GAP: &str = "[...]";

/// Bytes of a parenthesis right behind a gap that spells the answer out, or is its acronym:
/// it would give the answer away, so it goes into the gap.
fn glossed(answer: &str, behind: &str) -> usize {
    let Some(inner) = behind.strip_prefix(" (") else { return 0 };
    let Some(close) = inner.find(')') else { return 0 };
    if is_acronym_of(answer, &inner[..close]) { close + 3 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_phrase_is_ruled_out_that_is_there() {
        let tokens =
            words::tokens("It is slower than -- say -- NumPy, \u{201c}caf\u{e9}\u{201d} and all.");
        let held = Held::of(&tokens);
        for pair in tokens.windows(2) {
            let phrase: Vec<&str> = pair.iter().map(|token| &*token.lower).collect();
            assert!(held.may_hold(&phrase), "{phrase:?}");
        }
        for token in &tokens {
            assert!(
                held.may_hold_any(&Held::of_words(&["alternative", &token.lower])),
                "{token:?}"
            );
        }
        assert!(!held.may_hold_any(&Held::of_words(&["because", "however"])));
        assert!(!held.may_hold(&["alternative", "to"]));
    }
}
