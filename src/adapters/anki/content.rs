//! What Anki sees of a card of recall's own: its notetype, and the fields of its note.

use crate::adapters::anki::html::{Media, cleaned, escaped, to_cloze, to_html};
use crate::adapters::anki::link::{self, Link};
use crate::adapters::store::export::{ExportedCard, NoteKind};
use crate::learning::recital::Recital;
use std::fmt::Write as _;
use std::path::Path;

/// The gap of a sentence, as questions have it.
const GAP: &str = "[...]";

/// Dots at most: how many items there are is seen at a glance, or not at all.
const MOST_DOTS: usize = 12;

/// The fields of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// What is asked and what is to be remembered, by the notetype's first fields.
    sides: Vec<String>,
    context: String,
    source: String,
    link: Link,
    id: String,
}

impl Fields {
    const SEPARATOR: &str = "\u{1f}";

    /// The fields of a card's note, with the pictures and sounds that Anki has.
    pub fn of(card: &ExportedCard, kind: NoteKind, link: Link, media: Media<'_>) -> Self {
        Self {
            sides: sides(kind, &Words::of(card), media),
            context: escaped(&cleaned(&card.context)),
            source: escaped(&cleaned(&source_name(card))),
            link,
            id: card.id.to_string(),
        }
    }

    /// The same with question and answer as Anki has them, its fields joined. The dots of a list
    /// follow from its items.
    #[must_use]
    pub fn with_sides(mut self, there: &str) -> Self {
        if there.split(Self::SEPARATOR).count() == self.all().len() {
            let sides = self.sides.iter_mut().take(SIDES).zip(there.split(Self::SEPARATOR));
            sides.for_each(|(side, there)| there.clone_into(side));
        }
        self
    }

    /// Each field, in the notetype's order.
    pub fn all(&self) -> Vec<&str> {
        self.with_link(self.link.html())
    }

    /// The column `notes.flds`.
    pub fn joined(&self) -> String {
        self.all().join(Self::SEPARATOR)
    }

    /// What tells whether the note is another than before. The number of its line is no part of
    /// it: a line more at the top of a file is no change of all cards below.
    pub fn hashed(&self) -> String {
        self.with_link(self.link.address()).join(Self::SEPARATOR)
    }

    /// What tells its parts from others; with these tags.
    pub fn parts(&self, tags: &str) -> Parts {
        let side = |at: usize| self.sides.get(at).map_or("", String::as_str);
        parts(self.sides.len(), [side(0), side(1)], tags)
    }

    fn with_link<'a>(&'a self, link: &'a str) -> Vec<&'a str> {
        let foot = [self.context.as_str(), &self.source, link, &self.id];
        self.sides.iter().map(String::as_str).chain(foot).collect()
    }
}

/// The notetype that a card gets at its first export. It keeps it whatever becomes of its words:
/// Anki does not update a note whose notetype is another.
pub fn kind(card: &ExportedCard) -> NoteKind {
    let gaps = card.question.matches(GAP).count();
    let lines = card.answer.trim().lines().count();
    if gaps > 0 && lines == gaps && !card.answer.contains("```") {
        NoteKind::Cloze
    } else if Recital::of(&card.kind, &card.answer, &[]).is_some() {
        NoteKind::List
    } else {
        NoteKind::Question
    }
}

/// The words of a card, in Markdown.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The kind of its question.
    pub kind: &'a str,
    /// The question.
    pub question: &'a str,
    /// The answer.
    pub answer: &'a str,
}

impl<'a> Words<'a> {
    /// Those of a card that leaves.
    pub fn of(card: &'a ExportedCard) -> Self {
        Self { kind: &card.kind, question: &card.question, answer: &card.answer }
    }
}

/// The first fields of a note, as HTML.
pub fn sides(kind: NoteKind, words: &Words<'_>, media: Media<'_>) -> Vec<String> {
    match kind {
        NoteKind::Question => {
            vec![shown(words.question, media), to_html(words.answer, media)]
        }
        NoteKind::Cloze => {
            let gaps = words.question.matches(GAP).count();
            let answer = words.answer.trim();
            let fills: Vec<&str> = match answer.lines().count() {
                lines if lines == gaps => answer.lines().collect(),
                _ => vec![answer],
            };
            vec![to_cloze(words.question, &fills, media)]
        }
        NoteKind::List => {
            let recital = Recital::of(words.kind, words.answer, &[]);
            let items = recital.as_ref().map_or(0, |recital| recital.items().len());
            let dots = if items > MOST_DOTS { String::new() } else { "•".repeat(items) };
            let question = shown(words.question, media);
            vec![question, list(words, media), dots]
        }
    }
}

/// The items of a list. Lines without markers, which are items by the card's kind alone, get some.
fn list(words: &Words<'_>, media: Media<'_>) -> String {
    let html = to_html(words.answer, media);
    if html.starts_with("<ul>") || html.starts_with("<ol") {
        return html;
    }
    let Some(recital) = Recital::of(words.kind, words.answer, &[]) else { return html };
    let item = |text: &str, media: Media<'_>| format!("<li>{}</li>", to_html(text, media));
    let items: String = recital.items().iter().map(|part| item(&part.text, media)).collect();
    format!("<ul>{items}</ul>")
}

/// The question as HTML, which must show something: Anki drops notes without a first field.
fn shown(question: &str, media: Media<'_>) -> String {
    let html = to_html(question, media);
    if html.is_empty() { "?".to_owned() } else { html }
}

/// The name of a card's source, without its folders: a package may be given away.
pub fn source_name(card: &ExportedCard) -> String {
    let name = Path::new(&card.source).file_name().map(|name| name.to_string_lossy());
    match name {
        Some(name) if name != "-" => name.into_owned(),
        _ => card.source_title.clone(),
    }
}

/// Question and answer, at the head of the fields.
const SIDES: usize = 2;

/// What tells which parts of a note are others than before: 4 bytes of a hash for the question, the
/// answer and the tags.
pub type Parts = [u8; 12];

fn parts(sides: usize, texts: [&str; SIDES], tags: &str) -> Parts {
    // A cloze has both in one field.
    let second = if sides < SIDES { texts[0] } else { texts[1] };
    let mut parts = Parts::default();
    for (place, text) in parts.chunks_mut(4).zip([texts[0], second, tags]) {
        place.copy_from_slice(&blake3::hash(text.as_bytes()).as_bytes()[..4]);
    }
    parts
}

/// The same of a note as Anki has it, its fields joined.
pub fn parts_there(kind: NoteKind, fields: &str, tags: &str) -> Parts {
    let mut fields = fields.split(Fields::SEPARATOR);
    let texts = [(); SIDES].map(|()| fields.next().unwrap_or_default());
    parts(if kind == NoteKind::Cloze { 1 } else { SIDES }, texts, tags)
}

/// Parts as they are kept.
pub fn hex(parts: &Parts) -> String {
    let mut text = String::with_capacity(2 * parts.len());
    for byte in parts {
        let _infallible = write!(text, "{byte:02x}");
    }
    text
}

/// What tells whether a note is another than before.
pub type ContentHash = [u8; 16];

/// Tells whether a note changed in anything that Anki sees of it.
pub fn content_hash(notetype: i64, fields: &str, tags: &str) -> ContentHash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&notetype.to_be_bytes());
    hasher.update(fields.as_bytes());
    hasher.update(&[0]);
    hasher.update(tags.as_bytes());
    let mut hash = ContentHash::default();
    hash.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    hash
}

/// The same of a note of recall's as Anki has it, its fields joined.
pub fn hash_there(notetype: i64, fields: &str, tags: &str) -> ContentHash {
    let mut fields: Vec<&str> = fields.split(Fields::SEPARATOR).collect();
    if let Some(link) = fields.len().checked_sub(2).and_then(|at| fields.get_mut(at)) {
        *link = link::address_of(link);
    }
    content_hash(notetype, &fields.join(Fields::SEPARATOR), tags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: NoteKind, [card, question, answer]: [&str; 3], fields: &[&str]) {
        let words = Words { kind: card, question, answer };
        assert_eq!(sides(kind, &words, &mut |_| None), fields);
    }

    #[test]
    fn a_gap_holds_its_answer() {
        let of = NoteKind::Cloze;
        check(of, ["cloze", "It uses [...] here", "*a* b"], &["It uses {{c1::<em>a</em> b}} here"]);
        check(of, ["cloze", "[...] and [...]", "x\ny"], &["{{c1::x}} and {{c1::y}}"]);
        check(of, ["cloze", "`cargo [...] x`", "`add`"], &["<code>cargo {{c1::add}} x</code>"]);
        check(
            of,
            ["cloze", "$[...] + 1$", "$\\frac{{a}}{2}$"],
            &["\\({{c1::\\frac{&#123;a&#125;&#125;{2&#125;}} + 1\\)"],
        );
    }

    #[test]
    fn no_answer_ends_its_gap_or_begins_a_hint() {
        let of = NoteKind::Cloze;
        check(
            of,
            ["cloze", "Use [...]", "`std::mem`"],
            &["Use {{c1::<code>std&#58;&#58;mem</code>}}"],
        );
        check(
            of,
            ["cloze", "{{c2::no}} [...]", "{{x}}"],
            &["{&#123;c2::no}} {{c1::{&#123;x&#125;&#125;}}"],
        );
    }

    #[test]
    fn a_note_that_is_a_cloze_has_a_gap_whatever_its_words_became() {
        let of = NoteKind::Cloze;
        check(of, ["qa", "What is it?", "a\nb"], &["What is it?<br>{{c1::a<br>b}}"]);
        check(
            of,
            ["qa", "[...], [...]", "one"],
            &["{{c1::one}}, <span class=\"gap\">[...]</span>"],
        );
    }

    #[test]
    fn a_list_has_its_items_and_a_dot_for_each() {
        let of = NoteKind::List;
        check(
            of,
            ["list", "Name two", "a `x`\nb"],
            &["Name two", "<ul><li>a <code>x</code></li><li>b</li></ul>", "••"],
        );
        check(
            of,
            ["qa", "Steps?", "1. a\n2. b\n3. c"],
            &["Steps?", "<ol><li>a</li><li>b</li><li>c</li></ol>", "•••"],
        );
        check(of, ["qa", "Now?", "one line"], &["Now?", "one line", ""]);
    }
}
