//! Cards of recall's own that come back from Anki: what was changed about their words there.

use super::collection::SEPARATOR;
use super::markdown;
use crate::adapters::anki::album::is_from;
use crate::adapters::anki::html::to_html;
use crate::adapters::store::foreign::Words;

/// The sides that have other words in Anki, in Markdown.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) question: Option<String>,
    pub(super) answer: Option<String>,
}

/// What was changed in Anki about the fields, if anything was: sides are compared as what they show, so that
/// another way of writing the same is no change.
pub(super) fn edit(fields: &str, words: &Words) -> Option<Edit> {
    let mut fields = fields.split(SEPARATOR);
    let mut side = |ours: &str| {
        let theirs = markdown::from_html(fields.next().unwrap_or_default());
        let mut renamed = Vec::new();
        let mut media = |name: &str| {
            let packed = theirs.media.iter().find(|packed| is_from(packed, name))?.clone();
            renamed.push((packed.clone(), name.to_owned()));
            Some(packed)
        };
        let ours = markdown::from_html(&to_html(ours, &mut media)).text;
        if theirs.text == ours || theirs.text.is_empty() {
            return None;
        }
        Some(renamed.iter().fold(theirs.text, |text, (packed, name)| text.replace(packed, name)))
    };
    let edit = Edit { question: side(&words.question), answer: side(&words.answer) };
    (edit != Edit::default()).then_some(edit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(question: &str, answer: &str) -> String {
        [question, answer, "context"].join("\u{1f}")
    }

    #[test]
    fn only_what_was_changed_comes_back() {
        let words = Words {
            question: "What is `fd`, *really*?".to_owned(),
            answer: "- a\n- b".to_owned(),
            tags: Vec::new(),
        };
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
        let words = Words {
            question: "What is ![this](img/a%20leaf.png)?".to_owned(),
            answer: "mint".to_owned(),
            tags: Vec::new(),
        };
        let there = "What is <img src=\"a-leaf-0123abcd.png\" alt=\"this\">?";
        assert_eq!(edit(&note(there, "mint"), &words), None);
        let edited = edit(&note(&format!("Now: {there}"), "mint"), &words).unwrap();
        let expected = "Now: What is ![this](img/a%20leaf.png)?".to_owned();
        assert_eq!(edited, Edit { question: Some(expected), answer: None });
    }
}
