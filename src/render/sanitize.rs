//! Untrusted text made safe to show: what a terminal would act on, or would hide, is written
//! out as `\u{202e}` instead.

use std::fmt::Write as _;
use unicode_normalization::char::is_combining_mark;

/// The text with every control, escape, bidirectional and invisible character written out.
///
/// Line breaks and tabs are controls too: lay the text out before, or they are written out.
/// What joins an emoji (U+200D, U+FE0F) stays where it does so, and so does what joins letters
/// or keeps them apart (U+200C, U+200D) in the scripts whose spelling needs it. Marks that pile
/// up on one letter are written out beyond the fourth: they would cover the lines around.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut before = None;
    let mut pile = 0;
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        pile = if is_mark(character) { pile + 1 } else { 0 };
        if pile <= HIGHEST_PILE && is_shown(before, character, rest.peek().copied()) {
            shown.push(character);
        } else {
            // Writing to a string cannot fail.
            let _written = write!(shown, "\\u{{{:x}}}", u32::from(character));
        }
        before = Some(character);
    }
    shown
}

/// Marks on one letter: Vietnamese has two, pointed Hebrew four.
const HIGHEST_PILE: usize = 4;

fn is_mark(character: char) -> bool {
    !character.is_ascii() && is_combining_mark(character)
}

fn is_shown(before: Option<char>, character: char, after: Option<char>) -> bool {
    match character {
        '\u{200d}' if before.is_some_and(is_pictorial) => after.is_some_and(is_pictorial),
        '\u{200c}' | '\u{200d}' => before.is_some_and(is_joining) && after.is_some_and(is_joining),
        '\u{fe0e}' | '\u{fe0f}' => before.is_some_and(takes_presentation),
        other => !other.is_control() && !is_hidden(other),
    }
}

/// Characters that move text about or take no room: bidirectional marks (UAX 9), zero-width
/// characters, fillers, variation selectors and tags.
const fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\u{00ad}'
            | '\u{034f}'
            | '\u{061c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Letters and marks of Arabic and of the scripts of India, which U+200C and U+200D shape.
const fn is_joining(character: char) -> bool {
    matches!(character, '\u{0620}'..='\u{06d3}' | '\u{0750}'..='\u{077f}' | '\u{0900}'..='\u{0dff}')
}

/// Roughly the emoji, their skin tones and the selector that ends one: what U+200D may join.
const fn is_pictorial(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// What has a text form and an emoji form for U+FE0E and U+FE0F to choose between.
const fn takes_presentation(character: char) -> bool {
    matches!(character, '#' | '*' | '0'..='9' | '©' | '®' | '\u{203c}'..='\u{3299}')
        || (is_pictorial(character) && character != '\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(visible(text), expected);
    }

    #[test]
    fn an_escape_sequence_is_shown_and_not_sent() {
        check("\u{1b}]52;c;cHduZWQ=\u{7}", r"\u{1b}]52;c;cHduZWQ=\u{7}");
        check("\u{9b}2J", r"\u{9b}2J");
        check("a\nb\tc\r", r"a\u{a}b\u{9}c\u{d}");
    }

    #[test]
    fn text_that_runs_backwards_or_hides_is_shown() {
        check("user\u{202e}txt.exe", r"user\u{202e}txt.exe");
        check("zero\u{200b}width\u{feff}", r"zero\u{200b}width\u{feff}");
        check("tag\u{e0041}", r"tag\u{e0041}");
        check("a\u{200d}b", r"a\u{200d}b");
        check("❤\u{fe0f}\u{fe0f}", "❤\u{fe0f}\\u{fe0f}");
    }

    #[test]
    fn marks_that_would_cover_the_lines_around_are_shown() {
        let pile = format!("a{}", "\u{301}".repeat(6));
        check(&pile, &format!("a{}{}", "\u{301}".repeat(4), r"\u{301}\u{301}"));
        check("می\u{200c}خواهم क्\u{200d}ष", "می\u{200c}خواهم क्\u{200d}ष");
        check("pay\u{200c}pal", r"pay\u{200c}pal");
        check("می\u{200c}\u{200c}", "می\\u{200c}\\u{200c}");
    }

    #[test]
    fn ordinary_writing_stays_as_it_is() {
        for text in
            ["naïve café", "漢字かな交じり文", "עברית", "👩\u{200d}💻 ❤\u{fe0f} 1\u{fe0f}\u{20e3}"]
        {
            check(text, text);
        }
    }

    proptest! {
        #[test]
        fn nothing_that_a_terminal_acts_on_is_left(text in "\\PC*|.*|[\u{0}-\u{a0}\u{2000}-\u{2070}]*") {
            let shown = visible(&text);
            prop_assert!(!shown.chars().any(char::is_control));
            let hidden = ['\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{200b}'];
            let is_left = shown.contains(hidden);
            prop_assert!(!is_left);
        }

        #[test]
        fn what_was_made_visible_stays_so(text in ".*") {
            let shown = visible(&text);
            prop_assert_eq!(visible(&shown), shown);
        }
    }
}
