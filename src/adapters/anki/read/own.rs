//! Cards of recall's own that come back from Anki: what was changed about their words there.

use super::collection::SEPARATOR;
use super::{cloze, markdown};
use crate::adapters::anki::album::is_from;
use crate::adapters::anki::content;
use crate::adapters::anki::rows;
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
    /// Its notetype and its tags, where these are known.
    pub(super) rest: Option<(i64, &'a [String])>,
}

/// What was changed in Anki about the fields, if anything was: sides are compared as what they
/// show, so that another way of writing the same is no change. A side that Anki has as it was sent
/// has only grown old there.
pub(super) fn edit(there: There<'_>, words: &Words) -> Option<Edit> {
    let compared = Compared::of(there.kind, there.fields, words)?;
    let as_sent = as_sent(there, words, &compared.html);
    let side = |at: usize| {
        let text = &compared.theirs[at];
        let is_edited = *text != compared.ours[at] && !text.is_empty();
        let is_old = as_sent[at];
        (is_edited && !is_old).then(|| compared.as_named_here(text))
    };
    let [question, answer] = [side(0), side(1)];
    if question.is_none() && answer.is_none() {
        return None;
    }
    let is_new = |name: &String| !compared.renamed.iter().any(|(packed, _)| packed == name);
    let media = compared.named.iter().filter(|name| is_new(name)).cloned().collect();
    Some(Edit { question, answer, media })
}

/// Whether fields that Anki has are still the words of the card.
pub(in crate::adapters::anki) fn says(kind: NoteKind, fields: &str, words: &Words) -> bool {
    let Some(compared) = Compared::of(kind, fields, words) else { return false };
    [&words.question, &words.answer].into_iter().enumerate().all(|(at, own)| {
        let text = &compared.theirs[at];
        *text == compared.ours[at] || compared.as_named_here(text) == *own
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
    fn of(kind: NoteKind, fields: &str, words: &Words) -> Option<Self> {
        let fields: Vec<&str> = fields.split(SEPARATOR).collect();
        let named: Vec<String> =
            fields.iter().take(2).flat_map(|field| markdown::from_html(field).media).collect();
        let mut renamed = Vec::new();
        let mut media = |name: &str| {
            let packed = named.iter().find(|packed| *packed == name || is_from(packed, name))?;
            renamed.push((packed.clone(), name.to_owned()));
            Some(packed.clone())
        };
        let html = content::sides(
            kind,
            &content::Words { kind: &words.kind, question: &words.question, answer: &words.answer },
            &mut media,
        );
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

/// Which sides Anki has as they were sent, as far as the hash of what was sent tells: each field
/// and the tags were then as they are there or as they are here, or nothing is known.
fn as_sent(there: There<'_>, words: &Words, html: &[String]) -> [bool; 2] {
    let (Some((notetype, tags)), Some(sent)) = (there.rest, &words.sent_hash) else {
        return [false; 2];
    };
    let theirs: Vec<&str> = there.fields.split(SEPARATOR).collect();
    let context = content::context(&words.context);
    let ours: Vec<&str> = html.iter().chain([&context]).map(String::as_str).collect();
    let mark = words.is_marked.then(|| "marked".to_owned());
    let own_tags: Vec<String> = words.tags.iter().cloned().chain(mark).collect();
    let tags = [rows::tags(tags), rows::tags(&own_tags)];
    let differ: Vec<usize> =
        (0..ours.len().min(theirs.len())).filter(|at| theirs[*at] != ours[*at]).collect();
    let hash_of = |choice: usize| {
        let mut fields = theirs.clone();
        for (bit, at) in differ.iter().enumerate() {
            if choice >> bit & 1 == 1 {
                fields[*at] = ours[*at];
            }
        }
        let tags = &tags[choice >> differ.len() & 1];
        content::hash_there(notetype, &fields.join(&SEPARATOR.to_string()), tags)
    };
    let choices = 0..1_usize << (differ.len() + 1);
    let Some(choice) = choices.into_iter().find(|choice| hash_of(*choice)[..] == sent[..]) else {
        return [false; 2];
    };
    let is_theirs = |field: usize| {
        let bit = differ.iter().position(|at| *at == field);
        bit.is_none_or(|bit| choice >> bit & 1 == 0)
    };
    match there.kind {
        NoteKind::Cloze => [is_theirs(0); 2],
        _ => [is_theirs(0), is_theirs(1)],
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
        super::edit(There { kind, fields, rest: None }, words)
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
        let (kind, notetype) = (NoteKind::Question, 7);
        let mut words = words("qa", "Q?", "first");
        words.context = "here".to_owned();
        let fields = |answer: &str, context: &str| {
            ["Q?", answer, context, "note.md", "", "1"].join("\u{1f}")
        };
        let sent = content::hash_there(notetype, &fields("first", "here"), " a ");
        words.sent_hash = Some(sent.to_vec());
        words.tags = vec!["a".to_owned()];
        "newer".clone_into(&mut words.answer);
        let answer = |fields: &str, tags: &[&str]| {
            let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
            let there = There { kind, fields, rest: Some((notetype, &tags)) };
            super::edit(there, &words).and_then(|edit| edit.answer)
        };
        for (fields, tags) in [
            (fields("first", "here"), &["a"][..]),
            (fields("first", "here"), &["a", "b"]),
            (fields("first", "there"), &["a"]),
            (fields("first", "there"), &[]),
        ] {
            assert_eq!(answer(&fields, tags), None, "{fields:?} {tags:?}");
        }
        assert_eq!(answer(&fields("theirs", "here"), &["a"]), Some("theirs".to_owned()));
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
            assert!(says(NoteKind::Question, &there, &words(answer)), "{html}");
            assert!(!says(NoteKind::Question, &there, &words("another")), "{html}");
        }
    }
}
