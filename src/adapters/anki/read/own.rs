//! Cards of recall's own that come back from Anki: what was changed about their words there.

use super::collection::SEPARATOR;
use super::{cloze, markdown};
use crate::adapters::anki::album::is_from;
use crate::adapters::anki::content;
use crate::adapters::store::export::NoteKind;
use crate::adapters::store::foreign::Words;

/// The sides that have other words in Anki, in Markdown.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) question: Option<String>,
    pub(super) answer: Option<String>,
    /// The pictures and sounds that came with them.
    pub(super) media: Vec<String>,
}

/// A note of recall's as Anki has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct There<'a> {
    pub(super) kind: NoteKind,
    /// The fields, joined.
    pub(super) fields: &'a str,
    /// The tags as Anki has them, where they are known.
    pub(super) tags: Option<&'a str>,
}

/// What is to be made of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// What was changed there about the words, if anything was.
    pub(super) edit: Option<Edit>,
    /// Question or answer were written there.
    pub(super) is_written: bool,
    /// The tags are those that were sent.
    pub(super) has_old_tags: bool,
}

/// Compares a note with the card. Sides are compared as what they show, so that another way of
/// writing the same is no change. A side that Anki has as it was sent has only grown old there.
pub(super) fn seen(there: There<'_>, words: &Words) -> Seen {
    let [question_is_old, answer_is_old, has_old_tags] = as_sent(there, words);
    let Some(compared) = Compared::of(there.kind, there.fields, &shown(words)) else {
        return Seen { has_old_tags, ..Seen::default() };
    };
    let side = |at: usize, is_old: bool| {
        let text = &compared.theirs[at];
        let is_edited = !is_old && *text != compared.ours[at] && !text.is_empty();
        is_edited.then(|| compared.as_named_here(text))
    };
    let [question, answer] = [side(0, question_is_old), side(1, answer_is_old)];
    let fields = there.fields.split(SEPARATOR);
    let sides = compared.html.iter().zip(fields).zip([question_is_old, answer_is_old]);
    let is_written = sides.into_iter().any(|((ours, theirs), is_old)| !is_old && ours != theirs);
    let is_new = |name: &String| !compared.renamed.iter().any(|(packed, _)| packed == name);
    let edit = (question.is_some() || answer.is_some()).then(|| Edit {
        question,
        answer,
        media: compared.named.iter().filter(|name| is_new(name)).cloned().collect(),
    });
    Seen { edit, is_written, has_old_tags }
}

fn shown(words: &Words) -> content::Words<'_> {
    content::Words { kind: &words.kind, question: &words.question, answer: &words.answer }
}

/// Whether question, answer and tags are in Anki as they were sent; not, where nobody knows.
fn as_sent(there: There<'_>, words: &Words) -> [bool; 3] {
    const DIGITS: usize = 8;
    let Some(sent) = &words.sent else { return [false; 3] };
    let now = content::hex(&content::parts_there(
        there.kind,
        there.fields,
        there.tags.unwrap_or_default(),
    ));
    let is_same = |at: usize| {
        let part = at * DIGITS..(at + 1) * DIGITS;
        sent.get(part.clone()).is_some_and(|sent| Some(sent) == now.get(part))
    };
    [is_same(0), is_same(1), is_same(2)]
}

/// Whether fields that Anki has are still the words of the card.
pub(in crate::adapters::anki) fn says(
    kind: NoteKind,
    fields: &str,
    words: &content::Words<'_>,
) -> bool {
    let Some(compared) = Compared::of(kind, fields, words) else { return false };
    [words.question, words.answer].into_iter().enumerate().all(|(at, own)| {
        let text = &compared.theirs[at];
        *text == compared.ours[at] || compared.as_named_here(text) == own
    })
}

/// Both sides of a card, as Anki has them and as it would have them from here.
struct Compared {
    theirs: [String; 2],
    ours: [String; 2],
    /// The first fields as they would go out.
    html: Vec<String>,
    /// The pictures and sounds there, and what the notes call some of them.
    named: Vec<String>,
    renamed: Vec<(String, String)>,
}

impl Compared {
    fn of(kind: NoteKind, fields: &str, words: &content::Words<'_>) -> Option<Self> {
        let fields: Vec<&str> = fields.split(SEPARATOR).collect();
        let named: Vec<String> =
            fields.iter().take(2).flat_map(|field| markdown::from_html(field).media).collect();
        let mut renamed = Vec::new();
        let mut media = |name: &str| {
            let packed = named.iter().find(|packed| *packed == name || is_from(packed, name))?;
            renamed.push((packed.clone(), name.to_owned()));
            Some(packed.clone())
        };
        let html = content::sides(kind, words, &mut media);
        let ours: Vec<&str> = html.iter().map(String::as_str).collect();
        let (ours, theirs) = (sides(kind, &ours)?, sides(kind, &fields)?);
        Some(Self { theirs, ours, html, named, renamed })
    }

    /// A text with pictures and sounds called as the notes call them.
    fn as_named_here(&self, text: &str) -> String {
        let renamed = self.renamed.iter();
        renamed.fold(text.to_owned(), |text, (packed, name)| text.replace(packed, name))
    }
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
            ..Words::default()
        }
    }

    fn edit(fields: &str, kind: NoteKind, words: &Words) -> Option<Edit> {
        seen(There { kind, fields, tags: None }, words).edit
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
        let answer = Some("a finder  \nof files".to_owned());
        let expected = Edit { answer, ..Edit::default() };
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
        assert_eq!(edited, Edit { question: Some(expected), ..Edit::default() });
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
        let answer = Some("- a\n- b\n- c".to_owned());
        assert_eq!(edited, Edit { answer, ..Edit::default() });
    }

    #[test]
    fn what_grew_old_in_anki_is_no_edit() {
        let kind = NoteKind::Question;
        let mut words = words("qa", "newer?", "newer");
        words.sent = Some(content::hex(&content::parts_there(kind, &note("Q?", "first"), " a ")));
        let seen =
            |fields: &str, tags: &str| seen(There { kind, fields, tags: Some(tags) }, &words);
        let told = seen(&note("Q?", "first"), " a b ");
        assert_eq!((told.edit, told.is_written, told.has_old_tags), (None, false, false));
        let told = seen(&note("Q?", "theirs"), " a ");
        let edit = told.edit.unwrap();
        assert_eq!((edit.question, edit.answer), (None, Some("theirs".to_owned())));
        assert!(told.is_written && told.has_old_tags);
    }

    #[test]
    fn a_cloze_grows_old_as_a_whole() {
        let kind = NoteKind::Cloze;
        let mut words = words("cloze", "Use [...] now", "b");
        words.sent = Some(content::hex(&content::parts_there(kind, "Use {{c1::a}}\u{1f}here", "")));
        let seen = |fields: &str| seen(There { kind, fields, tags: Some("") }, &words);
        assert_eq!(seen("Use {{c1::a}}\u{1f}there").edit, None);
        let edit = seen("Take {{c1::a}}\u{1f}here").edit.unwrap();
        assert_eq!(edit.question.as_deref(), Some("Take [...]"));
    }

    #[test]
    fn fields_say_what_was_made_of_them() {
        let words = |answer: &str| words("qa", "Q?", answer);
        for (html, answer) in
            [("a <b>b</b>", "a **b**"), ("a <img src=\"pp.png\">", "a ![pp.png](pp.png)")]
        {
            let there = note("Q?", html);
            let edited = edit(&there, NoteKind::Question, &words("a")).unwrap();
            assert_eq!(edited.answer.as_deref(), Some(answer));
            assert!(says(NoteKind::Question, &there, &shown(&words(answer))), "{html}");
            assert!(!says(NoteKind::Question, &there, &shown(&words("another"))), "{html}");
        }
    }
}
