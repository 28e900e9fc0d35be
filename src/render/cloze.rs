//! A cloze: the sentence with its gap, then with the gap filled and marked.

use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::{Line, Span};
use crate::render::markdown::{self, Links};

/// The gap, as a cloze's question has it.
pub const GAP: &str = "[...]";

/// Where a gap starts and ends while the text is laid out: characters that Unicode keeps out of
/// any text, of the width of the brackets that they become.
const START: char = '\u{fdd0}';
const END: char = '\u{fdd1}';

/// The sentence with its gap, in lines of at most `columns`.
pub fn asked(question: &str, columns: usize) -> Vec<Line> {
    marked(question, "...", Role::Heading, Links::Text, columns)
}

/// The sentence with what belongs into its gap, in brackets and marked.
pub fn filled(question: &str, answer: &str, links: Links, columns: usize) -> Vec<Line> {
    marked(question, answer.trim(), Role::Text, links, columns)
}

/// Whether the question is a sentence with a gap.
pub fn has_gap(question: &str) -> bool {
    question.contains(GAP)
}

fn marked(question: &str, fills: &str, base: Role, links: Links, columns: usize) -> Vec<Line> {
    let plain = |text: &str| text.replace([START, END], "\u{fffd}");
    let fills = format!("{START}{}{END}", plain(fills));
    let sentence = plain(question).replace(GAP, &fills);
    let mut is_inside = false;
    let laid_out = markdown::lines(&sentence, base, links, columns);
    laid_out.iter().map(|line| with_gap(line, &mut is_inside)).collect()
}

/// The line with its gap in the look of one. A gap can go on in the next line.
fn with_gap(line: &Line, is_inside: &mut bool) -> Line {
    let mut marked = Line::empty();
    for span in line.spans() {
        for part in span.text.split_inclusive([START, END]) {
            for piece in pieces(part) {
                *is_inside |= piece.starts_with(START);
                let mut look = span.look;
                if *is_inside {
                    look.role = Role::Gap;
                }
                *is_inside &= !piece.ends_with(END);
                let text = piece.replace(START, "[").replace(END, "]");
                marked.push_like(&Span { look, ..span.like("") }, &text);
            }
        }
    }
    marked
}

/// The text before a mark at its end, and the mark.
fn pieces(part: &str) -> impl Iterator<Item = &str> {
    let at = part.char_indices().next_back().filter(|(_, last)| [START, END].contains(last));
    let (text, mark) = part.split_at(at.map_or(part.len(), |(at, _)| at));
    [text, mark].into_iter().filter(|piece| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps(lines: &[Line]) -> String {
        let spans = lines.iter().flat_map(Line::spans);
        let gaps = spans.filter(|span| span.look.role == Role::Gap);
        gaps.map(|span| span.text.as_str()).collect()
    }

    fn plain(lines: &[Line]) -> Vec<String> {
        lines.iter().map(Line::plain).collect()
    }

    #[test]
    fn the_gap_is_seen_and_then_what_fills_it() {
        let question = "Dill is **sown [...] deep** in *spring*.";
        let asked = asked(question, 40);
        assert_eq!(plain(&asked), ["Dill is sown [...] deep in spring."]);
        assert_eq!(gaps(&asked), "[...]");
        let filled = filled(question, "one `centimetre`", Links::Addresses, 40);
        assert_eq!(plain(&filled), ["Dill is sown [one centimetre] deep in", "spring."]);
        assert_eq!(gaps(&filled), "[one centimetre]");
    }

    #[test]
    fn what_fills_a_gap_can_take_two_lines() {
        let filled = filled("It has [...] leaves.", "very very green", Links::Text, 14);
        assert_eq!(plain(&filled), ["It has [very", "very green]", "leaves."]);
        assert_eq!(gaps(&filled), "[veryvery green]");
    }

    #[test]
    fn brackets_of_the_author_are_no_gap() {
        assert_eq!(gaps(&asked("An [x] and \u{fdd0}y\u{fdd1}.", 40)), "");
        assert!(!has_gap("An [x]") && has_gap("An [...]."));
    }
}
