//! A card's two sides as recall shows them: templates filled in, HTML become Markdown.

use super::cloze::{self, Side};
use super::collection::Note;
use super::limits;
use super::markdown::{self, Markdown};
use super::notetype::{Notetype, Sides as Templates};
use super::template::{Filled, Values};
use std::collections::HashMap;

/// What a side begins its answer with.
const ANSWER: &str = "<hr id=";

/// A card as it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sides {
    /// The question, in Markdown.
    pub question: String,
    /// The answer, in Markdown.
    pub answer: String,
    /// Why it cannot be asked in a terminal, if it cannot.
    pub unshowable: Option<Unshowable>,
    /// The names of the pictures and sounds on both.
    pub media: Vec<String>,
}

/// Why a card cannot be asked in a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unshowable {
    /// Parts of a picture are to be uncovered.
    ImageOcclusion,
    /// The question is a picture or a sound.
    Media,
    /// The question is empty.
    Empty,
    /// The template of the card cannot be followed, or is missing.
    Template,
    /// The note is bigger than recall shows.
    TooBig,
}

impl Unshowable {
    /// Why, in words that follow the number of such cards.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ImageOcclusion => "image occlusion",
            Self::Media => "nothing but pictures or sound to ask",
            Self::Empty => "empty question",
            Self::Template => "a template that cannot be followed",
            Self::TooBig => "too big to show",
        }
    }
}

/// A note whose cards are to be made.
#[derive(Debug)]
pub struct Source<'a> {
    notetype: &'a Notetype,
    fields: HashMap<&'a str, &'a str>,
    tags: String,
    is_occlusion: bool,
    is_big: bool,
}

impl<'a> Source<'a> {
    /// The note, its fields by name. Where their number is off, the last takes what is over.
    pub fn new(note: &'a Note, notetype: &'a Notetype) -> Self {
        let count = notetype.fields.len().max(1);
        let values = note.fields.splitn(count, '\u{1f}');
        let fields: HashMap<&str, &str> =
            notetype.fields.iter().map(String::as_str).zip(values).collect();
        let is_occlusion = notetype.is_cloze
            && fields.values().any(|field| {
                field.contains("image-occlusion:") && cloze::hides(field, "image-occlusion:")
            });
        let is_big = note.fields.len() > limits::MAX_NOTE_BYTES;
        Self { notetype, fields, tags: note.tags.join(" "), is_occlusion, is_big }
    }

    /// The sides of one of its cards, the first of which is 0.
    pub fn sides(&self, ordinal: i64, deck: &str) -> Sides {
        let at =
            if self.notetype.is_cloze { 0 } else { usize::try_from(ordinal).unwrap_or(usize::MAX) };
        let Some(templates) = self.notetype.templates.get(at).filter(|_| !self.is_big) else {
            return self.plain(if self.is_big { Unshowable::TooBig } else { Unshowable::Template });
        };
        self.filled(templates, ordinal, deck).unwrap_or_else(|| self.plain(Unshowable::Template))
    }

    fn filled(&self, templates: &Templates, ordinal: i64, deck: &str) -> Option<Sides> {
        let special = [
            ("Tags", self.tags.as_str()),
            ("Deck", deck),
            ("Subdeck", deck.rsplit("::").next().unwrap_or(deck)),
            ("Card", templates.name.as_str()),
            ("Type", self.notetype.name.as_str()),
        ];
        let number = u32::try_from(ordinal).ok()?.checked_add(1)?;
        let values =
            Values { fields: &self.fields, special: &special, number, side: Side::Question };
        let front = templates.question.as_ref().ok()?.fill(&values);
        let values = Values { side: Side::Answer, ..values };
        let back = templates.answer.as_ref().ok()?.fill(&values);
        let question = markdown::from_html(&front.html);
        let unshowable = self.unshowable(&front, &question);
        let answer = answer(&front, &back);
        let media = question.media.into_iter().chain(answer.media).collect();
        let question = if question.text.is_empty() { "?".to_owned() } else { question.text };
        Some(Sides { question, answer: answer.text, unshowable, media })
    }

    fn unshowable(&self, front: &Filled, question: &Markdown) -> Option<Unshowable> {
        if self.is_occlusion {
            Some(Unshowable::ImageOcclusion)
        } else if front.wants_gap && !front.has_gap {
            Some(Unshowable::Empty)
        } else if question.has_words {
            None
        } else if front.speaks || question.has_media {
            Some(Unshowable::Media)
        } else if question.text.is_empty() {
            Some(Unshowable::Empty)
        } else {
            None
        }
    }

    /// The note's first two fields, where its template is of no use.
    fn plain(&self, why: Unshowable) -> Sides {
        let field = |at: usize| {
            let name = self.notetype.fields.get(at).map_or("", String::as_str);
            let html = self.fields.get(name).filter(|_| !self.is_big).copied().unwrap_or_default();
            markdown::from_html(html).text
        };
        let question = field(0);
        let question = if question.is_empty() { "?".to_owned() } else { question };
        Sides { question, answer: field(1), unshowable: Some(why), media: Vec::new() }
    }
}

/// What stands behind the answer's line, or all of it; and what the question would have shown on
/// request.
fn answer(front: &Filled, back: &Filled) -> Markdown {
    let line = back.html.find(ANSWER);
    let behind = line.and_then(|at| back.html[at..].split_once('>')).map(|(_, behind)| behind);
    let mut answer = markdown::from_html(behind.unwrap_or(&back.html));
    if answer.text.is_empty() && behind.is_some() {
        let before = line.map_or("", |at| &back.html[..at]);
        answer = markdown::from_html(before);
    }
    for hint in front.hints.iter().chain(&back.hints) {
        let hint = markdown::from_html(hint);
        answer.media.extend(hint.media);
        if !answer.text.contains(&hint.text) {
            let gap = if answer.text.is_empty() { "" } else { "\n\n" };
            answer.text = format!("{}{gap}{}", answer.text, hint.text);
        }
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn notetype(kind: i64, fields: &[&str], templates: &[(&str, &str)]) -> Notetype {
        let fields: Vec<_> = fields
            .iter()
            .enumerate()
            .map(|(ord, name)| json!({"name": name, "ord": ord}))
            .collect();
        let templates: Vec<_> = templates
            .iter()
            .enumerate()
            .map(|(ord, (q, a))| json!({"name": "Card", "ord": ord, "qfmt": q, "afmt": a}))
            .collect();
        let model = json!({"id": 1, "name": "N", "type": kind, "flds": fields, "tmpls": templates});
        Notetype::from_json(&model).unwrap()
    }

    fn sides(notetype: &Notetype, fields: &[&str], ordinal: i64) -> Sides {
        let note = Note {
            id: 1,
            guid: "g".to_owned(),
            notetype: 1,
            modified_s: 0,
            tags: Vec::new(),
            fields: fields.join("\u{1f}"),
        };
        Source::new(&note, notetype).sides(ordinal, "A::B")
    }

    fn basic() -> Notetype {
        let back = "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}";
        let reversed = "{{#Back}}{{Back}}{{/Back}}";
        notetype(0, &["Front", "Back"], &[("{{Front}}", back), (reversed, "{{Front}}")])
    }

    #[test]
    fn the_answer_stands_behind_the_line() {
        let sides = sides(&basic(), &["What is <b>it</b>?", "this<br>and that"], 0);
        assert_eq!(
            (sides.question.as_str(), sides.answer.as_str()),
            ("What is **it**?", "this  \nand that")
        );
        assert_eq!(sides.unshowable, None);
    }

    #[test]
    fn a_gap_is_asked_and_answered_in_its_text() {
        let template = ("{{cloze:Text}}", "{{cloze:Text}}<br>\n{{Extra}}");
        let notetype = notetype(1, &["Text", "Extra"], &[template]);
        let fields = ["{{c1::Oslo}} in {{c2::Norway}}", "a capital"];
        let second = sides(&notetype, &fields, 1);
        assert_eq!(second.question, "Oslo in [...]");
        assert_eq!(second.answer, "Oslo in **Norway**  \na capital");
        assert_eq!(sides(&notetype, &fields, 4).unshowable, Some(Unshowable::Empty));
        let occlusion = ["{{c1::image-occlusion:rect:left=.1}}", ""];
        assert_eq!(sides(&notetype, &occlusion, 0).unshowable, Some(Unshowable::ImageOcclusion));
    }

    #[test]
    fn what_cannot_be_asked_says_why() {
        let media = sides(&basic(), &["<img src=a.png>", "b"], 0);
        assert_eq!(
            (media.question.as_str(), media.unshowable),
            ("![a.png](a.png)", Some(Unshowable::Media))
        );
        let empty = sides(&basic(), &["a", ""], 1);
        assert_eq!((empty.question.as_str(), empty.unshowable), ("?", Some(Unshowable::Empty)));
        let missing = sides(&basic(), &["a", "b"], 7);
        assert_eq!((missing.question.as_str(), missing.answer.as_str()), ("a", "b"));
        assert_eq!(missing.unshowable, Some(Unshowable::Template));
    }

    #[test]
    fn a_note_with_a_wrong_number_of_fields_is_still_read() {
        assert_eq!(sides(&basic(), &["only"], 0).question, "only");
        assert_eq!(sides(&basic(), &["a", "b", "c"], 0).answer, "bc");
    }

    #[test]
    fn what_was_to_be_shown_on_request_comes_with_the_answer() {
        let template = ("{{Front}}{{hint:Hint}}", "{{FrontSide}}<hr id=answer>{{Back}}");
        let notetype = notetype(0, &["Front", "Back", "Hint"], &[template]);
        let sides = sides(&notetype, &["a", "b", "think"], 0);
        assert_eq!((sides.question.as_str(), sides.answer.as_str()), ("a", "b\n\nthink"));
    }
}
