//! A question and its answer in the learner's editor, and back.

use crate::cli::editor;
use std::io::Write as _;

const OPENING: &str = "What stands below `Question:` and below `Answer:` becomes the card.\n\
    With nothing below one of them it stays as it is.\n";
const QUESTION: &str = "Question:";
const ANSWER: &str = "Answer:";

/// What came back from the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum Edited {
    /// These words.
    To {
        /// The question.
        question: String,
        /// The answer.
        answer: String,
    },
    /// Nothing: one of the two is blank, or its heading is gone.
    Nothing,
}

/// Runs the editor, a command as a shell reads it, on a file with question and answer. The
/// error says why there is no result, for a person.
pub(in crate::cli) fn edit(program: &str, question: &str, answer: &str) -> Result<Edited, String> {
    let unusable = |error: std::io::Error| format!("the file to edit could not be used: {error}");
    let mut file =
        tempfile::Builder::new().prefix("recall-").suffix(".md").tempfile().map_err(unusable)?;
    file.write_all(written(question, answer).as_bytes()).map_err(unusable)?;
    // Closed, so that an editor that replaces the file may.
    let path = file.into_temp_path();
    editor::open(program, &path)?;
    std::fs::read_to_string(&path).map(|text| read(&text)).map_err(unusable)
}

fn written(question: &str, answer: &str) -> String {
    format!("{OPENING}\n{QUESTION}\n{question}\n\n{ANSWER}\n{answer}\n")
}

fn read(text: &str) -> Edited {
    let lines: Vec<&str> = text.lines().collect();
    let heading = |name: &str, from: usize| {
        let at = lines.iter().skip(from).position(|line| line.trim() == name)?;
        Some(from + at)
    };
    let found = heading(QUESTION, 0).and_then(|at| Some((at, heading(ANSWER, at)?)));
    let Some((question, answer)) = found else {
        return Edited::Nothing;
    };
    let between = |lines: &[&str]| {
        let text = lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n");
        text.trim_matches('\n').to_owned()
    };
    let (question, answer) = (between(&lines[question + 1..answer]), between(&lines[answer + 1..]));
    if question.trim().is_empty() || answer.trim().is_empty() {
        return Edited::Nothing;
    }
    Edited::To { question, answer }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(question: &str, answer: &str) -> Edited {
        Edited::To { question: question.to_owned(), answer: answer.to_owned() }
    }

    #[test]
    fn what_is_written_is_read_back() {
        for (question, answer) in [
            ("What?", "- one\n- two"),
            ("Which command?\n\nIt lists.", "```sh\n# all\nls -a\n```"),
            ("What?", "    indented\nAnswer:\nQuestion:"),
        ] {
            assert_eq!(read(&written(question, answer)), to(question, answer));
        }
    }

    #[test]
    fn an_emptied_file_changes_nothing() {
        assert_eq!(read(""), Edited::Nothing);
        assert_eq!(read("Question:\nWhat?\n\nAnswer:\n \n"), Edited::Nothing);
        assert_eq!(read("Question:\n\nAnswer:\nThat.\n"), Edited::Nothing);
        assert_eq!(read("What?\nThat.\n"), Edited::Nothing);
    }

    #[test]
    fn blanks_around_and_line_ends_of_windows_do_not_count() {
        let text = "Question:\r\n\r\nWhat?  \r\n\r\nAnswer:\r\nThat.\r\n\r\n";
        assert_eq!(read(text), to("What?", "That."));
    }
}
