//! The little that is known of each language's grammar.

mod classes;
pub(super) mod latin;

pub(super) use classes::{Copula, Lexicon};

use crate::notes::language::Language;
use crate::notes::words;
use classes::{
    ARABIC, CHINESE, FRENCH, GERMAN, ITALIAN, JAPANESE, KOREAN, PORTUGUESE, RUSSIAN, SPANISH,
};

/// The lexicon of a language.
pub(super) const fn of(language: Language) -> &'static Lexicon {
    match language {
        Language::German => &GERMAN,
        Language::French => &FRENCH,
        Language::Spanish => &SPANISH,
        Language::Italian => &ITALIAN,
        Language::Portuguese => &PORTUGUESE,
        Language::Russian => &RUSSIAN,
        Language::Chinese | Language::TraditionalChinese => &CHINESE,
        Language::Japanese => &JAPANESE,
        Language::Korean => &KOREAN,
        Language::Arabic => &ARABIC,
    }
}

/// Words that join, and may stand inside of a name, but not in front.
const JOINING: [&str; 14] =
    ["and", "e", "ed", "et", "o", "oder", "ou", "u", "und", "y", "и", "или", "و", "أو"];

/// Whether a language writes no blanks between its words.
const fn is_unspaced(language: Language) -> bool {
    matches!(language, Language::Chinese | Language::TraditionalChinese | Language::Japanese)
}

/// Whether the author asks something that can be known.
pub(in crate::cards::generate) fn asks(language: Language, question: &str) -> bool {
    let asking = of(language).asking;
    let lower = words::lower(question);
    let marked = question.ends_with(['?', '？', '؟']);
    // Korean glues its particles to its words.
    let holds = if is_unspaced(language) || language == Language::Korean {
        asking.iter().any(|word| lower.contains(word))
    } else {
        // The question word opens the sentence; a preposition may stand before it.
        let opening: Vec<_> =
            words::lower_cores(&lower).take(3).map(|w| bare(&w).to_owned()).collect();
        opening.iter().any(|word| asking.contains(&word.as_str()))
    };
    marked && holds && words::count(question) >= 3
}

fn bare(word: &str) -> &str {
    word.trim_start_matches(['¿', '¡'])
}

impl Lexicon {
    /// Whether these words are a label, of what stands above.
    pub(super) fn is_label(&self, text: &str) -> bool {
        self.labels.contains(&words::lower(text.trim()).as_ref())
    }

    /// Whether these words end in a label, and hold more than that.
    pub(super) fn has_label_behind(&self, text: &str) -> bool {
        self.labels.iter().any(|label| text.len() > label.len() && text.ends_with(label))
    }

    /// Whether these words can be the name of something.
    pub(super) fn is_name(&self, language: Language, text: &str) -> bool {
        const MOST_WORDS: usize = 5;
        let broken = |c: char| {
            matches!(
                c,
                ',' | ';'
                    | ':'
                    | '?'
                    | '!'
                    | '"'
                    | '='
                    | '@'
                    | '$'
                    | '\\'
                    | '{'
                    | '，'
                    | '、'
                    | '。'
                    | '；'
                    | '：'
                    | '？'
                    | '！'
                    | '،'
                    | '؛'
                    | '؟'
                    | '…'
            )
        };
        let none = |word: &str| self.pronouns.contains(&word) || self.pointing.contains(&word);
        let pointing = if is_unspaced(language) {
            self.pronouns.iter().chain(self.pointing).any(|word| text.starts_with(word))
        } else {
            let joins = |at: usize, word: &str| at > 0 && JOINING.contains(&word);
            words::lower_cores(text).enumerate().any(|(at, word)| none(&word) && !joins(at, &word))
        };
        // "테스트하기 쉽지 않다" is a sentence.
        let tells = language == Language::Korean && text.ends_with('다') && text.contains(' ');
        let abbreviated = words::lower(text).starts_with(['e', 'z', 'p', 'v'])
            && text.chars().nth(1) == Some('.');
        let counted = text.split_once('.').is_some_and(|(count, _)| count.parse::<u32>().is_ok());
        // Whatever stands in code is one name.
        let code = text.len() > 2
            && text
                .strip_prefix('`')
                .and_then(|rest| rest.strip_suffix('`'))
                .is_some_and(|code| !code.contains('`'));
        (1..=MOST_WORDS).contains(&words::count(text))
            && text.chars().any(char::is_alphabetic)
            && !text.contains("http")
            && (code || !text.contains(broken))
            && ['(', '（', '「', '“'].map(|open| text.matches(open).count())
                == [')', '）', '」', '”'].map(|close| text.matches(close).count())
            && !self.asking.contains(&words::lower(text).as_ref())
            && !pointing
            && !(counted || tells || abbreviated)
    }

    /// Whether this predicate says how it is with something, not what it is.
    pub(super) fn is_idiom(&self, predicate: &str) -> bool {
        self.idioms.iter().any(|idiom| predicate.starts_with(idiom))
    }

    /// Whether these words have one of doubt among them.
    pub(super) fn is_doubtful(&self, language: Language, text: &str) -> bool {
        if is_unspaced(language) {
            return self.doubts.iter().any(|doubt| text.contains(doubt));
        }
        let padded = format!(" {} ", words::norm(text));
        self.doubts.iter().any(|doubt| padded.contains(&format!(" {} ", words::norm(doubt))))
    }

    /// Whether the first word points at what was said before.
    pub(super) fn opens_pointing(&self, language: Language, text: &str) -> bool {
        if is_unspaced(language) {
            return self.pronouns.iter().any(|word| text.starts_with(word));
        }
        words::lower_cores(text).next().is_some_and(|word| self.pronouns.contains(&word.as_ref()))
    }

    /// The words without their article.
    pub(super) fn without_article<'t>(&self, text: &'t str) -> &'t str {
        self.articles.iter().find_map(|article| text.strip_prefix(article)).unwrap_or(text)
    }

    /// The forms of "is".
    pub(super) const fn copulas(&self) -> &'static [Copula] {
        self.copulas
    }
}

/// Whether a Korean particle has the form that the word in front of it demands: 은 and 이란
/// behind a final consonant, 는 and 란 behind a vowel.
pub(super) fn fits_particle(word: &str, particle: &str) -> bool {
    let Some(last) = word.chars().next_back() else { return false };
    let closed = match u32::from(last) {
        syllable @ 0xac00..=0xd7a3 => (syllable - 0xac00) % 28 != 0,
        // How a foreign word ends is heard, not seen.
        _ => return last.is_alphanumeric() || last == ')',
    };
    match particle.trim_end() {
        "은" | "이란" => closed,
        "는" | "란" => !closed,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_particle_tells_where_a_korean_subject_ends() {
        assert!(fits_particle("발효", "란 ") && !fits_particle("발효", "이란 "));
        assert!(fits_particle("김", "은 ") && !fits_particle("김", "는 "));
        assert!(fits_particle("TCP", "는 ") && fits_particle("TCP", "은 "));
    }

    #[test]
    fn questions_are_told_by_their_words() {
        assert!(asks(Language::German, "Warum kühlt man die Würze?"));
        assert!(asks(Language::Spanish, "¿Para qué sirve el cuajo?"));
        assert!(asks(Language::Japanese, "なぜ冬に仕込むのか？"));
        assert!(asks(Language::Arabic, "لماذا نطحن البن قبل التحضير؟"));
        assert!(!asks(Language::German, "Und die Würze?"));
        assert!(!asks(Language::German, "Warum man kühlt"));
    }

    #[test]
    fn a_name_is_short_and_points_at_nothing() {
        let german = of(Language::German);
        assert!(german.is_name(Language::German, "untergärige Hefe"));
        for text in ["es", "diese Hefe", "Hefe, Malz", "was ist", "$x", "3. Hefe"] {
            assert!(!german.is_name(Language::German, text), "{text}");
        }
        assert!(!of(Language::Chinese).is_name(Language::Chinese, "这种豆腐"));
    }
}
