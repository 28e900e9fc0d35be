//! Breaking styled text into lines by display width, on grapheme clusters.

use crate::adapters::terminal::text::{Line, Span, is_of_single_columns, width};
use unicode_segmentation::UnicodeSegmentation as _;

/// The narrowest width that text is broken to: the widest character (U+2E3B) must fit.
pub const NARROWEST: usize = 4;

/// Closing marks that must not begin a line of Chinese or Japanese.
const NEVER_FIRST: &str = "、。，．：；！？）」』】〉》〕］｝・ー…’”%,.:;!?)]}";

struct Cluster<'a> {
    span: &'a Span,
    text: &'a str,
    columns: usize,
}

impl Cluster<'_> {
    fn is_blank(&self) -> bool {
        // A no-break space is no place to break.
        self.text == " " || self.text == "\t"
    }
}

/// The text in lines of at most `columns` (at least [`NARROWEST`]), broken at blanks, after a
/// hyphen or slash inside a word, between wide characters, and within a word only where the
/// word is wider than a line. Blanks at a break are dropped. No text gives one empty line.
pub fn wrap(spans: &[Span], columns: usize) -> Vec<Line> {
    let columns = columns.max(NARROWEST);
    let clusters = clusters(spans, columns);
    let mut lines = Vec::new();
    let mut start = 0;
    while start < clusters.len() || lines.is_empty() {
        let (end, next) = line_end(&clusters, start, columns);
        lines.push(line(&clusters[start..end]));
        start = next;
    }
    lines
}

/// The text in lines of at most `columns`, broken only where a line is full: for code.
pub fn wrap_hard(spans: &[Span], columns: usize) -> Vec<Line> {
    let columns = columns.max(NARROWEST);
    let mut lines = vec![Line::empty()];
    let mut used = 0;
    for cluster in clusters(spans, columns) {
        if used + cluster.columns > columns {
            lines.push(Line::empty());
            used = 0;
        }
        used += cluster.columns;
        if let Some(line) = lines.last_mut() {
            line.push_like(cluster.span, cluster.text);
        }
    }
    lines
}

fn clusters(spans: &[Span], columns: usize) -> Vec<Cluster<'_>> {
    let mut all = Vec::new();
    for span in spans {
        if is_of_single_columns(&span.text) {
            let columns = 1;
            let bytes = (0..span.text.len()).map(|at| &span.text[at..=at]);
            all.extend(bytes.map(|text| Cluster { span, text, columns }));
            continue;
        }
        for text in span.text.graphemes(true) {
            let cluster = Cluster { span, text, columns: width(text) };
            if cluster.columns <= columns {
                all.push(cluster);
                continue;
            }
            // Some clusters of Indic scripts are wider than a very narrow line.
            for (at, character) in text.char_indices() {
                let text = &text[at..at + character.len_utf8()];
                all.push(Cluster { span, text, columns: width(text) });
            }
        }
    }
    all
}

/// Where the line that starts here ends, and where the next one starts.
fn line_end(clusters: &[Cluster<'_>], start: usize, columns: usize) -> (usize, usize) {
    let mut used = 0;
    let mut end = start;
    while end < clusters.len() && used + clusters[end].columns <= columns {
        used += clusters[end].columns;
        end += 1;
    }
    let full = end;
    if full < clusters.len() {
        end = (start + 1..=full).rev().find(|at| may_break(clusters, *at)).unwrap_or(full);
    }
    let next = (end..clusters.len()).find(|at| !clusters[*at].is_blank());
    let is_ink = |at: &usize| !clusters[*at].is_blank();
    let last_ink = (start..end).rev().find(is_ink).map_or(start, |at| at + 1);
    // A line of blanks alone is kept where it stands, else leading blanks would be a line.
    (last_ink, next.unwrap_or(clusters.len()).max(start + 1).min(clusters.len()))
}

/// Whether a line may end before this cluster.
fn may_break(clusters: &[Cluster<'_>], at: usize) -> bool {
    let (before, after) = (&clusters[at - 1], &clusters[at]);
    if before.is_blank() || after.is_blank() {
        return true;
    }
    let never_first = after.text.chars().next().is_some_and(|first| NEVER_FIRST.contains(first));
    if before.columns > 1 || after.columns > 1 {
        return !never_first;
    }
    let is_word = |cluster: &Cluster<'_>| cluster.text.chars().all(char::is_alphanumeric);
    matches!(before.text, "-" | "/" | "–" | "—")
        && is_word(after)
        && at >= 2
        && is_word(&clusters[at - 2])
}

fn line(clusters: &[Cluster<'_>]) -> Line {
    let mut line = Line::empty();
    for cluster in clusters {
        line.push_like(cluster.span, cluster.text);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapters::terminal::style::Role;
    use proptest::prelude::*;

    fn check(text: &str, columns: usize, expected: &[&str]) {
        let lines = wrap(&[Span::new(Role::Text, text)], columns);
        let plain: Vec<String> = lines.iter().map(Line::plain).collect();
        assert_eq!(plain, expected);
    }

    #[test]
    fn words_go_to_the_next_line_whole() {
        check("a tracing just-in-time compiler", 12, &["a tracing", "just-in-time", "compiler"]);
        check(
            "a tracing just-in-time compiler",
            10,
            &["a tracing", "just-in-", "time", "compiler"],
        );
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_anywhere() {
        check("see abcdefghij", 5, &["see", "abcde", "fghij"]);
    }

    #[test]
    fn an_option_is_not_torn_from_its_dashes() {
        check("use --plain", 6, &["use", "--plai", "n"]);
        check("use --plain", 8, &["use", "--plain"]);
    }

    #[test]
    fn wide_characters_break_between_but_not_before_a_closing_mark() {
        check("漢字の文。次", 10, &["漢字の文。", "次"]);
        check("漢字の文。次", 8, &["漢字の", "文。次"]);
    }

    #[test]
    fn an_emoji_family_is_never_taken_apart() {
        check("ab👩\u{200d}👩\u{200d}👧b", 4, &["ab👩\u{200d}👩\u{200d}👧", "b"]);
        check("abc👩\u{200d}👩\u{200d}👧", 4, &["abc", "👩\u{200d}👩\u{200d}👧"]);
    }

    #[test]
    fn roles_survive_a_break() {
        let spans = [Span::new(Role::Text, "one "), Span::new(Role::Code, "two three")];
        let lines = wrap(&spans, 7);
        assert_eq!(lines[0].spans().len(), 2);
        assert_eq!(lines[1].spans(), [Span::new(Role::Code, "three")]);
    }

    fn ink(text: &str) -> String {
        text.split([' ', '\t']).collect()
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(text in "[\\PC ]{0,60}", columns in 4..50_usize) {
            let spans = [Span::new(Role::Text, text.as_str())];
            for line in wrap(&spans, columns).iter().chain(&wrap_hard(&spans, columns)) {
                prop_assert!(line.width() <= columns, "{:?}", line);
            }
        }

        #[test]
        fn nothing_but_blanks_is_lost(text in "[\\PC ]{0,60}", columns in 4..50_usize) {
            let lines = wrap(&[Span::new(Role::Text, text.as_str())], columns);
            let kept: String = lines.iter().map(|line| ink(&line.plain())).collect();
            prop_assert_eq!(kept, ink(&text));
        }
    }
}
