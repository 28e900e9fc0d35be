//! Which rows of a table are notes that it brought earlier.

use crate::adapters::anki::read::collection::SEPARATOR;
pub(super) use crate::adapters::store::foreign::tables::KeptNote;
use std::cell::LazyCell;
use std::collections::{HashMap, HashSet, VecDeque};

/// Before the identity of a note whose table has none that holds elsewhere.
const PREFIX: &str = "table:";

/// Between that and what tells the row from others of its table.
const ID: char = ':';

/// In the place of [`ID`], where the table does not tell.
const NUMBER: char = '#';

/// The identity of the rows that one import of a table brings.
#[derive(Debug, Clone)]
pub(super) struct Births {
    table: String,
}

impl Births {
    /// Those of a table at a path, taken in at an instant. No two are the same.
    pub(super) fn new(path: &str, at_ms: i64, seed: u64) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(path.as_bytes()).update(&at_ms.to_be_bytes()).update(&seed.to_be_bytes());
        let table = hasher.finalize().to_hex()[..16].to_owned();
        Self { table }
    }

    /// The identity of a row: by its own id, else by its place.
    pub(super) fn guid(&self, id: Option<&str>, place: usize) -> String {
        let table = &self.table;
        match id {
            Some(id) => format!("{PREFIX}{table}{ID}{id}"),
            None => format!("{PREFIX}{table}{NUMBER}{place}"),
        }
    }
}

/// The id that a row had, as its table wrote it.
fn id_of(guid: &str) -> Option<&str> {
    let (_, rest) = guid.strip_prefix(PREFIX)?.split_once([ID, NUMBER])?;
    guid[..guid.len() - rest.len()].ends_with(ID).then_some(rest)
}

/// For each row, given by its id and fields, the place of the note that it is.
///
/// A row with an id is the note of that id and no other. One without is the next note that asks
/// the same; and what is then left on both sides is the same where only it has that answer. In a
/// table whose answers repeat, as "no" does, it also has to say enough, or the questions be alike.
pub(super) fn matched(
    rows: &[(Option<&str>, &[String])],
    notes: &[KeptNote],
) -> Vec<Option<usize>> {
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    let mut by_first: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (at, note) in notes.iter().enumerate() {
        match id_of(&note.guid) {
            Some(id) => drop(by_id.insert(id, at)),
            None => by_first.entry(first(&note.fields)).or_default().push_back(at),
        }
    }
    let mut found: Vec<Option<usize>> = rows
        .iter()
        .map(|(id, fields)| match id {
            Some(id) => by_id.remove(id),
            None => by_first.get_mut(fields.first().map_or("", String::as_str))?.pop_front(),
        })
        .collect();
    let left = by_first.into_values().flatten();
    let left = only(left.map(|at| (rest(&notes[at].fields).to_owned(), at)));
    let separator = SEPARATOR.to_string();
    let answer_of = |fields: &[String]| fields.get(1..).unwrap_or_default().join(&separator);
    let repeats = LazyCell::new(|| {
        have_doubles(rows.iter().map(|(_, fields)| answer_of(fields)))
            || have_doubles(notes.iter().map(|note| rest(&note.fields).to_owned()))
    });
    let tells = |answer: &str, row: usize, note: usize| {
        is_telling(answer)
            || !*repeats
            || are_alike(rows[row].1.first().map_or("", String::as_str), first(&notes[note].fields))
    };
    let unknown = rows.iter().enumerate();
    let unknown = unknown.filter(|(at, (id, _))| id.is_none() && found[*at].is_none());
    let unknown = only(unknown.map(|(at, (_, fields))| (answer_of(fields), at)));
    for (answer, row) in unknown.into_iter().filter(|(answer, _)| !answer.is_empty()) {
        if let (Some(row), Some(Some(note))) = (row, left.get(&answer))
            && tells(&answer, row, *note)
        {
            found[row] = Some(*note);
        }
    }
    found
}

/// Whether an answer is there twice.
fn have_doubles(answers: impl Iterator<Item = String>) -> bool {
    let mut seen = HashSet::new();
    answers.filter(|answer| !answer.is_empty()).any(|answer| !seen.insert(answer))
}

/// Whether an answer alone can tell what it answers.
fn is_telling(answer: &str) -> bool {
    const WORDS: usize = 2;
    answer.split_whitespace().nth(WORDS - 1).is_some()
}

/// Whether one question can be the other with a slip mended: a wrong carry is worse than a new card.
fn are_alike(one: &str, other: &str) -> bool {
    const LIKENESS: f64 = 0.9;
    const LONGEST: usize = 1000;
    one.len().max(other.len()) <= LONGEST && strsim::normalized_levenshtein(one, other) >= LIKENESS
}

fn first(fields: &str) -> &str {
    fields.split(SEPARATOR).next().unwrap_or_default()
}

fn rest(fields: &str) -> &str {
    let rest = fields.split_once(SEPARATOR).map_or("", |(_, rest)| rest);
    rest.trim_end_matches(SEPARATOR)
}

/// By text, what has it alone; `None` where several have it.
fn only(texts: impl Iterator<Item = (String, usize)>) -> HashMap<String, Option<usize>> {
    let mut found: HashMap<String, Option<usize>> = HashMap::new();
    for (text, at) in texts {
        found.entry(text).and_modify(|one| *one = None).or_insert(Some(at));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(id: Option<&str>, place: usize, fields: &[&str]) -> KeptNote {
        let guid = Births::new("/a.csv", 1, 1).guid(id, place);
        let fields = fields.join("\u{1f}");
        KeptNote { guid, tags: String::new(), fields }
    }

    fn matched_in(rows: &[(Option<&str>, &[&str])], notes: &[KeptNote]) -> Vec<Option<usize>> {
        let owned: Vec<(Option<&str>, Vec<String>)> = rows
            .iter()
            .map(|(id, fields)| (*id, fields.iter().map(|&field| field.to_owned()).collect()))
            .collect();
        let rows: Vec<_> = owned.iter().map(|(id, fields)| (*id, fields.as_slice())).collect();
        matched(&rows, notes)
    }

    #[test]
    fn an_id_counts_and_nothing_else() {
        let notes = [note(Some("a:1"), 0, &["x", "1"]), note(Some("2"), 1, &["y", "2"])];
        let rows: [(Option<&str>, &[&str]); 3] =
            [(Some("2"), &["x", "1"]), (Some("a:1"), &["z", "0"]), (Some("3"), &["y", "2"])];
        assert_eq!(matched_in(&rows, &notes), [Some(1), Some(0), None]);
    }

    #[test]
    fn without_one_the_question_counts_and_then_the_answer() {
        let notes = [
            note(None, 0, &["same", "1"]),
            note(None, 1, &["same", "2"]),
            note(None, 2, &["old question", "only here"]),
            note(None, 3, &["yes or no?", "yes"]),
            note(None, 4, &["or no?", "yes"]),
        ];
        let rows: [(Option<&str>, &[&str]); 5] = [
            (None, &["same", "3"]),
            (None, &["new question", "only here"]),
            (None, &["same", "1"]),
            (None, &["no?", "yes"]),
            (None, &["empty"]),
        ];
        assert_eq!(matched_in(&rows, &notes), [Some(0), Some(2), Some(1), None, None]);
    }

    #[test]
    fn a_short_answer_alone_is_no_sign_where_answers_repeat() {
        let notes = [
            note(None, 0, &["Is Mars a star?", "no"]),
            note(None, 1, &["the capital of Norwy", "Oslo"]),
            note(None, 2, &["Why not?", "it is not allowed indoors"]),
            note(None, 3, &["May I sit?", "yes"]),
        ];
        let rows: [(Option<&str>, &[&str]); 5] = [
            (None, &["Is Pluto a star?", "no"]),
            (None, &["the capital of Norway", "Oslo"]),
            (None, &["What speaks against it?", "it is not allowed indoors"]),
            (None, &["May I sit?", "yes"]),
            (None, &["Is Mars one?", "yes"]),
        ];
        assert_eq!(matched_in(&rows, &notes), [None, Some(1), Some(2), Some(3), None]);
        assert_eq!(matched_in(&rows[..4], &notes)[0], Some(0));
    }

    #[test]
    fn a_number_given_at_birth_is_no_id() {
        assert_eq!(id_of(&Births::new("/a", 1, 1).guid(None, 7)), None);
        assert_eq!(id_of(&Births::new("/a", 1, 1).guid(Some("x:y#z"), 7)), Some("x:y#z"));
        assert_eq!(id_of("other:x"), None);
    }
}
