//! Cards of recall's own that come back from Anki: what was changed about their words there.

use super::collection::SEPARATOR;
use super::{cloze, markdown};
use crate::adapters::anki::album::is_from;
use crate::adapters::anki::content;
use crate::adapters::anki::html::cleaned;
use crate::adapters::store::export::NoteKind;
use crate::adapters::store::foreign::Words;
use std::collections::BTreeSet;

/// The sides that have other words in Anki, in Markdown.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) question: Option<String>,
    pub(super) answer: Option<String>,
}

/// What was changed in Anki about the fields, if anything was: sides are compared as what they
/// show, so that another way of writing the same is no change.
pub(super) fn edit(fields: &str, kind: NoteKind, words: &Words) -> Option<Edit> {
    let fields: Vec<&str> = fields.split(SEPARATOR).collect();
    let named: Vec<String> =
        fields.iter().take(2).flat_map(|field| markdown::from_html(field).media).collect();
    let mut renamed = Vec::new();
    let mut media = |name: &str| {
        let packed = named.iter().find(|packed| is_from(packed, name))?.clone();
        renamed.push((packed.clone(), name.to_owned()));
        Some(packed)
    };
    let ours = content::sides(
        kind,
        &content::Words { kind: &words.kind, question: &words.question, answer: &words.answer },
        &mut media,
    );
    let ours: Vec<&str> = ours.iter().map(String::as_str).collect();
    let [ours, theirs] = [&ours, &fields].map(|fields| sides(kind, fields));
    let (ours, theirs) = (ours?, theirs?);
    let side = |at: usize| {
        let text = &theirs[at];
        let is_edited = *text != ours[at] && !text.is_empty();
        is_edited.then(|| {
            renamed.iter().fold(text.clone(), |text, (packed, name)| text.replace(packed, name))
        })
    };
    let edit = Edit { question: side(0), answer: side(1) };
    (edit != Edit::default()).then_some(edit)
}

/// Whether the tags are those that the card has here, whatever their order and case.
pub(super) fn has_tags(tags: &[String], words: &Words) -> bool {
    let folded = |tags: &[String]| -> BTreeSet<String> {
        tags.iter().map(|tag| cleaned(tag).to_lowercase()).collect()
    };
    folded(tags) == folded(&words.tags)
}

/// The question and the answer that a note's fields show, in Markdown; `None` for a cloze that
/// has lost its gap.
fn sides(kind: NoteKind, fields: &[&str]) -> Option<[String; 2]> {
    let first = fields.first().copied().unwrap_or_default();
    let shown = |html: &str| markdown::from_html(html).text;
    if kind != NoteKind::Cloze {
        let second = fields.get(1).copied().unwrap_or_default();
        return Some([shown(first), shown(second)]);
    }
    let question = cloze::shown(first, 1, cloze::Side::Question)?;
    let hidden: Vec<String> = cloze::hidden(first, 1).iter().map(|html| shown(html)).collect();
    Some([shown(&question), hidden.join("\n")])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapters::anki::html::to_html;

    fn words(kind: &str, question: &str, answer: &str) -> Words {
        Words {
            kind: kind.to_owned(),
            question: question.to_owned(),
            answer: answer.to_owned(),
            tags: Vec::new(),
        }
    }

    fn note(question: &str, answer: &str) -> String {
        [question, answer, "context"].join("\u{1f}")
    }

    #[test]
    fn only_what_was_changed_comes_back() {
        let words = words("qa", "What is `fd`, *really*?", "- a\n- b");
        let edit = |fields: &str, words: &Words| edit(fields, NoteKind::Question, words);
        let [question, answer] =
            [&words.question, &words.answer].map(|side| to_html(side, &mut |_| None));
        assert_eq!(edit(&note(&question, &answer), &words), None);
        let edited = edit(&note(&question, "a finder<br>of files"), &words).unwrap();
        let expected = Edit { question: None, answer: Some("a finder  \nof files".to_owned()) };
        assert_eq!(edited, expected);
        assert_eq!(edit(&note(&question, ""), &words), None);
    }

    #[test]
    fn pictures_keep_the_names_that_the_notes_have() {
        let words = words("qa", "What is ![this](img/a%20leaf.png)?", "mint");
        let edit = |fields: &str, words: &Words| edit(fields, NoteKind::Question, words);
        let there = "What is <img src=\"a-leaf-0123abcd.png\" alt=\"this\">?";
        assert_eq!(edit(&note(there, "mint"), &words), None);
        let edited = edit(&note(&format!("Now: {there}"), "mint"), &words).unwrap();
        let expected = "Now: What is ![this](img/a%20leaf.png)?".to_owned();
        assert_eq!(edited, Edit { question: Some(expected), answer: None });
    }

    #[test]
    fn a_gap_and_a_list_are_compared_by_what_they_show() {
        let sentence = words("cloze", "Use [...] for `a [...]`", "`std::mem`\nb");
        let there = "Use {{c1::<code>std&#58;&#58;mem</code>}} for <code>a {{c1::b}}</code>";
        assert_eq!(edit(&note(there, ""), NoteKind::Cloze, &sentence), None);
        let there = there.replace("mem", "ptr").replace("Use", "Take");
        let edited = edit(&note(&there, ""), NoteKind::Cloze, &sentence).unwrap();
        assert_eq!(edited.question.as_deref(), Some("Take [...] for `a [...]`"));
        assert_eq!(edited.answer.as_deref(), Some("`std::ptr`\nb"));
        assert_eq!(edit(&note("no gap", ""), NoteKind::Cloze, &sentence), None);
        let two = words("list", "Name two", "a\nb");
        let same = note("Name two", "<ul><li>a</li><li>b</li></ul>");
        assert_eq!(edit(&same, NoteKind::List, &two), None);
        let more = note("Name two", "<ul><li>a</li><li>b</li><li>c</li></ul>");
        let edited = edit(&more, NoteKind::List, &two).unwrap();
        assert_eq!(edited, Edit { question: None, answer: Some("- a\n- b\n- c".to_owned()) });
    }
}
