//! HTML in notes: what a tag means to a reader, as far as a terminal has it; all other tags of
//! HTML are dropped, and what is no tag of HTML, such as `Vec<T>`, is text.

use crate::adapters::terminal::style::{Look, Role};
use crate::notes::inline::is_tag;

/// A part of a piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text between tags.
    Text(String),
    /// A new line.
    Break,
    /// The start or end of a block.
    Block,
    /// A rule across.
    Rule,
    /// The start of a list's item.
    Item,
    /// An image's other text.
    Image(String),
    /// The start of an element that changes the look of a text.
    Open(String),
    /// Its end.
    Close(String),
}

/// What an element makes of the look around it.
pub(super) fn look(element: &str, around: Look) -> Look {
    match element {
        "b" | "strong" | "th" | "summary" => Look { strong: true, ..around },
        "i" | "em" | "u" | "mark" | "cite" | "var" | "dfn" => Look { emphasis: true, ..around },
        "s" | "del" | "strike" => Look { struck: true, ..around },
        "code" | "samp" | "tt" | "pre" => Look { role: Role::Code, ..around },
        "kbd" => Look { role: Role::Key, ..around },
        _ => around,
    }
}

/// The parts of a piece of HTML, in order.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        text(before, &mut pieces);
        let (tag, after) = match from.strip_prefix("<!--") {
            Some(comment) => {
                let end = comment.find("-->").map_or(from.len(), |end| 4 + end + 3);
                from.split_at(end)
            }
            None => from.split_at(from.find('>').map_or(from.len(), |end| end + 1)),
        };
        if is_tag(tag) && tag.ends_with('>') || tag.starts_with("<!--") {
            pieces.extend(piece(tag));
        } else {
            text(tag, &mut pieces);
        }
        rest = after;
    }
    text(rest, &mut pieces);
    pieces
}

fn text(html: &str, pieces: &mut Vec<Piece>) {
    let is_end_of_line = html.contains('\n') && html.trim().is_empty();
    if !html.is_empty() && !is_end_of_line {
        pieces.push(Piece::Text(decoded(html)));
    }
}

/// What a tag means; `None` for one that means nothing here.
fn piece(tag: &str) -> Option<Piece> {
    let inner = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
    let is_end = inner.starts_with('/');
    let inner = inner.trim_start_matches('/');
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let name = inner[..end].to_ascii_lowercase();
    match name.as_str() {
        "br" => Some(Piece::Break),
        "hr" => Some(Piece::Rule),
        "img" => Some(Piece::Image(attribute(inner, "alt").unwrap_or_default())),
        "li" if !is_end => Some(Piece::Item),
        "td" | "th" if is_end => Some(Piece::Text("  ".to_owned())),
        "p" | "div" | "ul" | "ol" | "dl" | "dt" | "dd" | "li" | "table" | "tr" | "blockquote"
        | "center" | "details" | "figure" | "h1" | "h2" | "h3" | "h4" => Some(Piece::Block),
        "b" | "strong" | "i" | "em" | "u" | "mark" | "s" | "del" | "strike" | "code" | "samp"
        | "tt" | "pre" | "kbd" | "sup" | "sub" | "summary" | "style" | "th" => {
            Some(if is_end { Piece::Close(name) } else { Piece::Open(name) })
        }
        _ => None,
    }
}

/// The value of an attribute in quotes.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let value = &tag[lower.find(&format!("{name}="))? + name.len() + 1..];
    let quote = value.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
    value[1..].split(quote).next().map(decoded)
}

/// The text with the entities that are written by hand replaced. In what follows, none starts.
fn decoded(html: &str) -> String {
    const ENTITIES: [(&str, &str); 5] =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", "\u{a0}"), ("&amp;", "&")];
    ENTITIES.iter().fold(html.to_owned(), |text, (entity, means)| text.replace(entity, means))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_and_what_is_none_is_text() {
        let text = |text: &str| Piece::Text(text.to_owned());
        assert_eq!(
            pieces("<p>a &lt; <b>b</b><br/>Vec<T><!-- x > y -->"),
            [
                Piece::Block,
                text("a < "),
                Piece::Open("b".to_owned()),
                text("b"),
                Piece::Close("b".to_owned()),
                Piece::Break,
                text("Vec"),
                text("<T>"),
            ]
        );
        assert_eq!(pieces("<img src='a.png' alt='a leaf'>"), [Piece::Image("a leaf".to_owned())]);
        assert_eq!(pieces("a < b"), [text("a "), text("< b")]);
    }
}
