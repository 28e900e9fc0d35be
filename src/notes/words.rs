//! Words: tokens of a text, stop words, stems, and which words are common English.

use crate::notes::clean::is_invisible;
use std::borrow::Cow;

/// Common English words, sorted, one a line (SCOWL; see `words/common.LICENCE`).
const COMMON: &str = include_str!("words/common.txt");

static STOP: Class = Class::of(&[
    "a", "about", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "being",
    "but", "by", "can", "could", "did", "do", "does", "each", "eg", "etc", "every", "for", "from",
    "had", "has", "have", "having", "he", "her", "here", "his", "how", "i", "ie", "if", "in",
    "into", "is", "it", "its", "just", "may", "me", "might", "my", "no", "nor", "not", "of", "off",
    "on", "only", "or", "other", "our", "out", "over", "own", "per", "s", "same", "shall", "she",
    "should", "so", "some", "such", "t", "than", "that", "the", "their", "then", "there", "these",
    "they", "this", "those", "to", "too", "under", "up", "very", "via", "vs", "was", "we", "were",
    "what", "when", "where", "which", "who", "whom", "whose", "why", "will", "with", "would",
    "you", "your",
]);

/// A closed class of words. Most words that are not in it are told by their length and their first
/// letter.
#[derive(Debug)]
pub struct Class {
    words: &'static [&'static str],
    /// For each length the first letters of the words that long, a bit each.
    letters: [u32; Self::LONGEST + 1],
    /// For each first letter where its words start and end.
    places: [(usize, usize); 32],
}

impl Class {
    /// What is longer counts as this long.
    const LONGEST: usize = 15;

    /// The class of these words, in lower case and best sorted.
    pub const fn of(words: &'static [&'static str]) -> Self {
        let mut letters = [0; Self::LONGEST + 1];
        let mut places = [(0, 0); 32];
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            letters[Self::length(word)] |= 1 << Self::letter(word);
            let place = &mut places[Self::letter(word)];
            if place.1 == 0 {
                place.0 = at;
            }
            place.1 = at + 1;
            at += 1;
        }
        Self { words, letters, places }
    }

    /// Whether the lower-case word is one of them.
    pub fn holds(&self, word: &str) -> bool {
        let (length, letter) = (Self::length(word.as_bytes()), Self::letter(word.as_bytes()));
        if self.letters[length] & (1 << letter) == 0 {
            return false;
        }
        let (start, end) = self.places[letter];
        self.words[start..end].contains(&word)
    }

    /// Where among the words the lower-case word is.
    pub fn place(&self, word: &str) -> Option<usize> {
        let (length, letter) = (Self::length(word.as_bytes()), Self::letter(word.as_bytes()));
        if self.letters[length] & (1 << letter) == 0 {
            return None;
        }
        let (start, end) = self.places[letter];
        self.words[start..end].iter().position(|known| *known == word).map(|at| start + at)
    }

    /// Whether the word, as written or in capitals, is one of them.
    pub fn knows(&self, word: &str) -> bool {
        if !word.is_ascii() {
            return self.holds(&lower(word));
        }
        let (length, letter) = (Self::length(word.as_bytes()), Self::letter(word.as_bytes()));
        if self.letters[length] & (1 << letter) == 0 {
            return false;
        }
        let (start, end) = self.places[letter];
        self.words[start..end].iter().any(|known| known.eq_ignore_ascii_case(word))
    }

    const fn length(word: &[u8]) -> usize {
        if word.len() < Self::LONGEST { word.len() } else { Self::LONGEST }
    }

    const fn letter(word: &[u8]) -> usize {
        if word.is_empty() { 0 } else { (word[0] & 31) as usize }
    }
}

/// One word of a text: the span of its core, without the punctuation around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'t> {
    /// Byte offset of the core's start in the text.
    pub start: usize,
    /// Byte offset of the core's end.
    pub end: usize,
    /// Byte offset of the end including the punctuation that sticks to it.
    pub outer_end: usize,
    /// The core in lower case, with `’` as `'`.
    pub lower: Cow<'t, str>,
}

/// The words of a text, in order. Words are runs of non-blanks; a run of nothing but
/// punctuation is kept with an empty core.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::with_capacity(text.len() / 5 + 1);
    found.extend(each_token(text));
    found
}

/// The words of a text one by one, for who needs only the first.
pub fn each_token(text: &str) -> impl Iterator<Item = Token<'_>> {
    let base = text.as_ptr() as usize;
    runs(text).map(move |word| {
        let outer = word.as_ptr() as usize - base;
        let core = trim_punctuation(word);
        let start = core.as_ptr() as usize - base;
        Token { start, end: start + core.len(), outer_end: outer + word.len(), lower: lower(core) }
    })
}

/// The runs of non-blanks of a text, as `split_whitespace` gives them: most signs are told to be
/// blank or not by their first byte.
pub fn runs(text: &str) -> impl Iterator<Item = &str> + Clone {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut start = 0;
        while start < rest.len() {
            match blank(rest, start) {
                0 => break,
                width => start += width,
            }
        }
        let bytes = rest.as_bytes();
        let mut end = start;
        while end < bytes.len() && (is_inner(bytes[end]) || blank(rest, end) == 0) {
            end += 1;
        }
        let run = &rest[start..end];
        rest = &rest[end..];
        (!run.is_empty()).then_some(run)
    })
}

/// Whether a byte is no blank and begins none.
const fn is_inner(byte: u8) -> bool {
    const INNER: [bool; 256] = {
        let mut inner = [true; 256];
        let mut at = 0;
        while at < 256 {
            inner[at] = !matches!(at, 9..=13 | 32 | 0xc2 | 0xe1..=0xe3);
            at += 1;
        }
        inner
    };
    INNER[byte as usize]
}

/// Bytes of the blank that begins at this byte of a text; 0 where none does.
fn blank(text: &str, at: usize) -> usize {
    match text.as_bytes()[at] {
        b'\t'..=b'\r' | b' ' => 1,
        byte if is_inner(byte) => 0,
        _ => text[at..].chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8),
    }
}

/// The word in lower case, with `’` as `'`. Most words are that already.
pub fn lower(word: &str) -> Cow<'_, str> {
    if !word.is_ascii() {
        Cow::Owned(word.to_lowercase().replace('\u{2019}', "'"))
    } else if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

/// The cores of the words of a text, as [`Token::lower`] has them, where no place is needed.
pub fn lower_cores(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    runs(text).map(|word| lower(trim_punctuation(word)))
}

/// The word without punctuation around it; `c++`, `f#` and a leading `.` or `-` before a
/// letter (`.scss`, `--flag`) stay.
pub fn trim_punctuation(word: &str) -> &str {
    if is_bare(word) {
        return word;
    }
    let kept = is_alphanumeric;
    let trimmed = word.trim_end_matches(|c: char| !kept(c) && c != '+' && c != '#' && c != '%');
    let start = trimmed.find(|c: char| kept(c) || c == '_').unwrap_or(trimmed.len());
    let lead = trimmed[..start].trim_start_matches(['(', '"', '\u{201c}', '\'', '[', '*', '`']);
    let lead_kept = if lead.chars().all(|c| c == '.' || c == '-' || c == '$' || c == '~') {
        lead.len().min(2)
    } else {
        0
    };
    let from = start - lead_kept;
    trimmed.get(from..).unwrap_or("")
}

/// Whether the lower-case word carries no content of its own.
pub fn is_stop(lower: &str) -> bool {
    STOP.holds(lower)
}

/// The same of a word as written.
pub fn is_written_stop(word: &str) -> bool {
    STOP.knows(word)
}

/// How many words two letters can open.
const PAIRS: usize = 26 * 26;

/// Where in [`COMMON`] the words that open with each two letters begin, and at last its end.
static COMMON_FROM: [usize; PAIRS + 1] = {
    let bytes = COMMON.as_bytes();
    let (mut from, mut told) = ([0; PAIRS + 1], 0);
    let mut at = 0;
    while at < bytes.len() {
        let pair = pair(bytes[at], bytes[at + 1]);
        while told <= pair {
            from[told] = at;
            told += 1;
        }
        while at < bytes.len() && bytes[at] != b'\n' {
            at += 1;
        }
        at += 1;
    }
    while told <= PAIRS {
        from[told] = bytes.len();
        told += 1;
    }
    from
};

/// The place of two small letters among all pairs of them.
const fn pair(first: u8, second: u8) -> usize {
    (first - b'a') as usize * 26 + (second - b'a') as usize
}

/// Whether the lower-case word is common English.
pub fn is_common(lower: &str) -> bool {
    let bytes = COMMON.as_bytes();
    let [first @ b'a'..=b'z', second @ b'a'..=b'z', ..] = lower.as_bytes() else { return false };
    let pair = pair(*first, *second);
    let (mut low, mut high) = (COMMON_FROM[pair], COMMON_FROM[pair + 1]);
    while low < high {
        let middle = usize::midpoint(low, high);
        let start = bytes[..middle].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        let end =
            bytes[start..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |n| start + n);
        match COMMON[start..end].cmp(lower) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

/// Whether a word as written names something in particular: not common English, or technical
/// in form (a digit, an inner sign, capitals inside).
pub fn is_rare(word: &str) -> bool {
    let core = trim_punctuation(word);
    if core.is_empty() {
        return false;
    }
    is_technical(core) || {
        let lower = if core.is_ascii() { lower(core) } else { Cow::Owned(core.to_lowercase()) };
        let lower = lower.strip_suffix("'s").or(lower.strip_suffix("\u{2019}s")).unwrap_or(&lower);
        lower.chars().any(char::is_alphabetic)
            && !lower.split(['-', '/']).all(|part| is_common(part) || part.len() < 2)
    }
}

/// Where a mark stands in a text, as `str::find` tells: whether it is there at all, which it seldom
/// is, is told much faster.
pub fn find(text: &str, mark: &str) -> Option<usize> {
    if text.contains(mark) { text.find(mark) } else { None }
}

/// What stands before and behind a mark that is seldom there, as `str::split_once` tells.
pub fn cut<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    if text.contains(mark) { text.split_once(mark) } else { None }
}

/// The first of some marks in a text, and where it is. A mark opens with a space or with its own
/// sign, and none is the beginning of another.
pub fn first_mark<'m>(text: &str, marks: &[&'m str]) -> Option<(usize, &'m str)> {
    /// What the signs of the marks open with; letters are passed over in one go.
    const SIGNS: [bool; 256] = {
        let (mut signs, mut at) = ([false; 256], 0);
        while at < b"-:=\xe2\xef".len() {
            signs[b"-:=\xe2\xef"[at] as usize] = true;
            at += 1;
        }
        signs
    };
    let bytes = text.as_bytes();
    let at = |at: usize| {
        let mark = marks.iter().find(|mark| bytes[at..].starts_with(mark.as_bytes()))?;
        Some((at, *mark))
    };
    let signs = bytes.iter().enumerate().filter(|(_, byte)| SIGNS[usize::from(**byte)]);
    signs.map(|(sign, _)| sign).find_map(|sign| {
        let space = sign.checked_sub(1).filter(|space| bytes[*space] == b' ');
        space.and_then(at).or_else(|| at(sign))
    })
}

/// Whether a word is a year, in four digits, that people write down.
pub fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|year| (1000..=2100).contains(&year))
}

/// Whether the lower-case word is the name of a month.
pub fn is_month(lower: &str) -> bool {
    static MONTHS: Class = Class::of(&[
        "april",
        "august",
        "december",
        "february",
        "january",
        "july",
        "june",
        "march",
        "may",
        "november",
        "october",
        "september",
    ]);
    MONTHS.holds(lower)
}

/// Whether the lower-case word is a day of the week, or short for one.
pub fn is_weekday(lower: &str) -> bool {
    static DAYS: Class = Class::of(&[
        "fri",
        "friday",
        "mon",
        "monday",
        "sat",
        "saturday",
        "sun",
        "sunday",
        "thu",
        "thur",
        "thurs",
        "thursday",
        "tue",
        "tues",
        "tuesday",
        "wed",
        "wednesday",
        "weds",
    ]);
    DAYS.holds(lower)
}

/// Whether a word is technical in form: digit, `_ . + #` inside, CamelCase or ALL CAPITALS.
pub fn is_technical(word: &str) -> bool {
    let core = trim_punctuation(word);
    let inner = core.trim_end_matches('.');
    let has_letter = inner.chars().any(char::is_alphabetic);
    let digit = has_letter && inner.chars().any(|c| c.is_ascii_digit());
    let sign = has_letter && inner.contains(['_', '+', '#', '.']);
    let camel =
        inner.chars().zip(inner.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let capitals = inner.chars().filter(|c| c.is_alphabetic()).count() > 1
        && inner.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    digit || sign || camel || capitals
}

/// A light stem: the lower-case word without its commonest endings, where four letters stay.
pub fn stem(word: &str) -> Cow<'_, str> {
    match lower(word) {
        Cow::Borrowed(lower) => Cow::Borrowed(stem_of(lower)),
        Cow::Owned(lower) => Cow::Owned(stem_of(&lower).to_owned()),
    }
}

/// The stem of a word that is in lower case.
pub fn stem_of(lower: &str) -> &str {
    let lower = lower.strip_suffix("'s").unwrap_or(lower);
    let core = if is_bare(lower) { lower } else { lower.trim_matches(['.', '-', '_', '/', '\'']) };
    // The longest first.
    let endings: &[&str] = match core.as_bytes().last() {
        Some(b's') => &["izations", "ations", "ings", "ers", "es", "s"],
        Some(b'n') => &["ization", "ation"],
        Some(b'g') => &["ing"],
        Some(b'r') => &["er"],
        Some(b'd') => &["ed"],
        Some(b'y') => &["ly"],
        _ => return core,
    };
    let mut stems = endings.iter().filter_map(|ending| core.strip_suffix(ending));
    stems.find(|stem| stem.chars().count() >= 4).unwrap_or(core)
}

/// The pieces of a text that are words for comparison: letters and digits, with inner
/// `' . + #`, as [`crate::cards`] compares them.
pub fn pieces(text: &str) -> impl Iterator<Item = &str> + Clone {
    let mut rest = text;
    let runs = std::iter::from_fn(move || {
        let start = piece_ends(rest, 0, false);
        let end = piece_ends(rest, start, true);
        let run = &rest[start..end];
        rest = &rest[end..];
        (!run.is_empty()).then_some(run)
    });
    runs.filter_map(|run| {
        if is_bare(run) {
            return Some(run);
        }
        let core = run.trim_matches(['\'', '\u{2019}', '.']).trim_start_matches(['+', '#']);
        (!core.is_empty()).then_some(core)
    })
}

/// Whether a word has no sign at either end.
fn is_bare(word: &str) -> bool {
    let is_plain = |end: Option<&u8>| end.is_some_and(u8::is_ascii_alphanumeric);
    is_plain(word.as_bytes().first()) && is_plain(word.as_bytes().last())
}

/// Where the signs end, from a byte of a text on, that a piece may hold, or else may not.
fn piece_ends(text: &str, from: usize, inside: bool) -> usize {
    /// Of the ASCII ones, those that a piece may hold.
    const HELD: [bool; 128] = {
        let mut held = [false; 128];
        let mut byte: u8 = 0;
        while byte < 128 {
            held[byte as usize] =
                byte.is_ascii_alphanumeric() || matches!(byte, b'\'' | b'.' | b'+' | b'#');
            byte += 1;
        }
        held
    };
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        let (width, held) = match HELD.get(usize::from(*byte)) {
            Some(held) => (1, *held),
            None => text[at..]
                .chars()
                .next()
                .map_or((1, false), |c| (c.len_utf8(), is_alphanumeric(c) || c == '\u{2019}')),
        };
        if held != inside {
            break;
        }
        at += width;
    }
    at
}

/// The stems of the words that carry content.
pub fn content(text: &str) -> Vec<Cow<'_, str>> {
    let mut found = Vec::with_capacity(text.len() / 8 + 1);
    let telling = pieces(text).filter(|piece| !is_written_stop(piece));
    found.extend(telling.map(stem));
    found
}

/// The text for comparison: lower case, every run of other signs one blank.
pub fn norm(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    put_norm(text, &mut out);
    out
}

/// The same between blanks, where whole words of one text are looked for in another.
pub fn norm_apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    put_norm(text, &mut out);
    out.push(' ');
    out
}

/// Puts the text for comparison behind what is there.
fn put_norm(text: &str, out: &mut String) {
    if text.is_ascii() {
        return put_ascii_words(text, out);
    }
    let from = out.len();
    let mut put = |c: char| {
        if is_alphanumeric(c) {
            out.push(c);
        } else if !is_invisible(c) && out.len() > from && !out.ends_with(' ') {
            out.push(' ');
        }
    };
    for c in text.chars() {
        if c.is_ascii() { put(c.to_ascii_lowercase()) } else { c.to_lowercase().for_each(&mut put) }
    }
    out.truncate(from + out[from..].trim_end().len());
}

/// The words of a text of plain letters, in lower case, with blanks between them.
fn put_ascii_words(text: &str, out: &mut String) {
    /// Letters and digits in lower case, and 0 for all else.
    const LOWER: [u8; 256] = {
        let mut lower = [0; 256];
        let mut byte: u8 = 0;
        while byte < 128 {
            if byte.is_ascii_alphanumeric() {
                lower[byte as usize] = byte.to_ascii_lowercase();
            }
            byte += 1;
        }
        lower
    };
    let from = out.len();
    let mut is_apart = false;
    for byte in text.bytes() {
        match LOWER[usize::from(byte)] {
            0 => is_apart = out.len() > from,
            lower => {
                if std::mem::take(&mut is_apart) {
                    out.push(' ');
                }
                out.push(char::from(lower));
            }
        }
    }
}

/// Whether a letter belongs to a script that puts no blanks between its words.
const fn is_unspaced_letter(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Whether a text is in such a script.
pub fn is_unspaced(text: &str) -> bool {
    text.chars().any(is_unspaced_letter)
}

/// Number of words in a text. Where no blanks stand between words, two letters are one.
pub fn count(text: &str) -> usize {
    if !text.is_ascii() {
        return runs(text).map(weight).sum();
    }
    let (mut words, mut is_word) = (0, false);
    for byte in text.bytes() {
        let (blank, telling) = PLAIN[usize::from(byte)];
        words += usize::from(is_word && blank);
        is_word = !blank && (is_word || telling);
    }
    words + usize::from(is_word)
}

/// Whether a byte is a blank, and whether it makes a word of what it stands in.
static PLAIN: [(bool, bool); 256] = {
    let mut plain = [(false, false); 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        plain[byte as usize] = (matches!(byte, b'\t'..=b'\r' | b' '), byte.is_ascii_alphanumeric());
        byte += 1;
    }
    plain
};

/// As `char::is_alphanumeric`, which takes its time where a letter is not ASCII.
pub fn is_alphanumeric(c: char) -> bool {
    let is_known = matches!(
        c,
        '\u{c0}'..='\u{d6}'
            | '\u{d8}'..='\u{f6}'
            | '\u{f8}'..='\u{24f}'
            | '\u{400}'..='\u{481}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
    );
    is_known || c.is_alphanumeric()
}

fn weight(word: &str) -> usize {
    if word.is_ascii() {
        return usize::from(word.bytes().any(|byte| byte.is_ascii_alphanumeric()));
    }
    let unspaced = word.chars().filter(|c| is_unspaced_letter(*c)).count();
    let spaced = word.chars().any(|c| !is_unspaced_letter(c) && is_alphanumeric(c));
    unspaced.div_ceil(2) + usize::from(spaced)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(STOP.words.iter().all(|word| is_stop(word)));
        assert!(!["ax", "tha", "theirs", "", "\u{e4}"].iter().any(|word| is_stop(word)));
        assert!(COMMON.lines().is_sorted());
        assert!(COMMON.lines().all(is_common));
        assert!(
            !["", "a", "aardvarks", "abandonee", "zz", "d\u{e9}j\u{e0}"]
                .iter()
                .any(|word| is_common(word))
        );
    }

    #[test]
    fn names_are_rare_and_everyday_words_are_not() {
        for word in ["zeromq", "GIL", "backbone.js", "x86", "PyPy", "Sagrada"] {
            assert!(is_rare(word), "{word}");
        }
        for word in ["statement", "The", "tools", "zebra's", "a"] {
            assert_eq!(is_rare(word), word == "zebra's", "{word}");
        }
    }

    #[test]
    fn letters_and_digits_are_told_as_the_standard_library_tells_them() {
        assert!(('\0'..=char::MAX).all(|c| is_alphanumeric(c) == c.is_alphanumeric()));
    }

    #[test]
    fn words_are_counted_with_and_without_blanks() {
        assert_eq!(count("two words - and C++"), 4);
        assert_eq!(count("\u{9175}\u{6bcd}\u{662f}\u{771f}\u{83cc}"), 3);
        assert_eq!(count("CPU\u{306f}"), 2);
    }

    #[test]
    fn tokens_keep_their_place_in_the_text() {
        let text = "A (small) way, of C++.";
        let cores: Vec<&str> = tokens(text).iter().map(|t| &text[t.start..t.end]).collect();
        assert_eq!(cores, ["A", "small", "way", "of", "C++"]);
    }

    #[test]
    fn comparison_sees_through_case_and_signs() {
        assert_eq!(norm("  Built-in, *checks*!"), "built in checks");
        assert_eq!(norm("ana\u{ad}ly\u{200b}sis\u{200f} \u{2067}x"), "analysis x");
        assert_eq!(content("The libraries for testing"), ["librari", "test"]);
    }

    #[test]
    fn stems_lose_their_longest_ending() {
        for (word, expected) in [
            ("organizations", "organ"),
            ("caching", "cach"),
            ("testers", "test"),
            ("parser's", "pars"),
            ("bus", "bus"),
            ("quickly", "quick"),
            ("stated.", "stat"),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
    }

    proptest! {
        #[test]
        fn runs_are_what_stands_between_blanks(text in "[ \t\r\na.é\u{85}\u{a0}\u{1680}\u{2003}\u{201c}\u{202f}\u{3000}\u{4e00}]{0,24}") {
            let expected: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(runs(&text).collect::<Vec<_>>(), expected);
        }

        #[test]
        fn pieces_are_what_stands_between_other_signs(text in "[ \ta-c5.,'+#\u{e9}\u{2019}\u{201c}\u{4e00}]{0,24}") {
            let holds = |c: char| c.is_alphanumeric() || "'\u{2019}.+#".contains(c);
            let expected: Vec<&str> = text
                .split(|c: char| !holds(c))
                .map(|run| run.trim_matches(['\'', '\u{2019}', '.']).trim_start_matches(['+', '#']))
                .filter(|core| !core.is_empty())
                .collect();
            prop_assert_eq!(pieces(&text).collect::<Vec<_>>(), expected);
        }

        #[test]
        fn a_word_as_written_is_told_as_in_lower_case(word in "[TtHhEeIi\u{130}\u{2019}']{0,4}") {
            prop_assert_eq!(is_written_stop(&word), is_stop(&lower(&word)));
        }

        #[test]
        fn marks_are_found_as_the_standard_library_finds_them(text in "[a:, ]{0,24}") {
            for mark in [": ", ", ", " a ", ":"] {
                prop_assert_eq!(find(&text, mark), text.find(mark));
                prop_assert_eq!(cut(&text, mark), text.split_once(mark));
            }
        }

        #[test]
        fn a_sign_that_nobody_sees_changes_nothing(text in "[ \tA-Cx-z0-9.,'+#-]{0,24}") {
            let marked = format!("{text}\u{ad}");
            prop_assert_eq!(norm(&text), norm(&marked));
            prop_assert_eq!(norm_apart(&text), format!(" {} ", norm(&text)));
            prop_assert_eq!(norm_apart(&marked), norm_apart(&text));
            prop_assert_eq!(count(&text), count(&marked));
        }
    }
}
