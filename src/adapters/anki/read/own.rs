//! Cards of recall's own that come back from Anki: what was changed about their words there.

use super::collection::Note;
use super::markdown;
use crate::adapters::anki::html::to_html;
use crate::adapters::store::foreign::Words;

/// The sides that have other words in Anki, in Markdown.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) question: Option<String>,
    pub(super) answer: Option<String>,
}

/// What was changed in Anki, if anything was: sides are compared as what they show, so that
/// another way of writing the same is no change.
pub(super) fn edit(note: &Note, words: &Words) -> Option<Edit> {
    let mut fields = note.fields.split('\u{1f}');
    let mut side = |ours: &str| {
        let theirs = markdown::from_html(fields.next().unwrap_or_default()).text;
        let ours = markdown::from_html(&to_html(ours)).text;
        (theirs != ours && !theirs.is_empty()).then_some(theirs)
    };
    let edit = Edit { question: side(&words.question), answer: side(&words.answer) };
    (edit != Edit::default()).then_some(edit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(question: &str, answer: &str) -> Note {
        Note {
            id: 1,
            guid: String::new(),
            notetype: 1,
            modified_s: 0,
            tags: Vec::new(),
            fields: [question, answer, "context"].join("\u{1f}"),
        }
    }

    #[test]
    fn only_what_was_changed_comes_back() {
        let words = Words {
            question: "What is `fd`, *really*?".to_owned(),
            answer: "- a\n- b".to_owned(),
            tags: Vec::new(),
        };
        let [question, answer] = [&words.question, &words.answer].map(|side| to_html(side));
        assert_eq!(edit(&note(&question, &answer), &words), None);
        let edited = edit(&note(&question, "a finder<br>of files"), &words).unwrap();
        let expected = Edit { question: None, answer: Some("a finder  \nof files".to_owned()) };
        assert_eq!(edited, expected);
        assert_eq!(edit(&note(&question, ""), &words), None);
    }
}
