//! The breadcrumb over a question: where in the notes it comes from, without its answer.

use crate::render::markdown::one_line;

/// What joins the levels of a card's context.
pub const SEPARATOR: &str = " › ";

/// What stands for a level that would give the answer away.
const MASK: &str = "…";

/// The levels of a card's context as text for a terminal, outermost first.
pub fn levels(context: &str) -> Vec<String> {
    context.split(SEPARATOR).map(one_line).filter(|level| !level.is_empty()).collect()
}

/// The breadcrumb before the answer is shown: a level is masked that contains the answer, or
/// that is part of the answer and not already in the question.
pub fn masked(context: &str, question: &str, answer: &str) -> String {
    let (question, answer) = (words(&one_line(question)), words(&one_line(answer)));
    let gives_away = |level: &str| {
        let level = words(level);
        contains(&level, &answer) || (contains(&answer, &level) && !contains(&question, &level))
    };
    let shown = levels(context).into_iter();
    let shown = shown.map(|level| if gives_away(&level) { MASK.to_owned() } else { level });
    shown.collect::<Vec<_>>().join(SEPARATOR)
}

/// The breadcrumb after the answer is shown.
pub fn whole(context: &str) -> String {
    levels(context).join(SEPARATOR)
}

/// Whether the answer could be read off this name.
pub fn hints_at(name: &str, answer: &str) -> bool {
    let (name, answer) = (words(name), words(&one_line(answer)));
    contains(&name, &answer) || contains(&answer, &name)
}

/// The words of a text, lower case, without punctuation.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn contains(whole: &[String], part: &[String]) -> bool {
    !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(context: &str, question: &str, answer: &str, expected: &str) {
        assert_eq!(masked(context, question, answer), expected);
    }

    #[test]
    fn a_level_that_contains_the_answer_is_masked() {
        check("Conf › Runtimes › PyPy", "Which runtime has a JIT?", "PyPy", "Conf › Runtimes › …");
        check("Conf › The `PyPy` talk", "Which runtime has a JIT?", "pypy", "Conf › …");
    }

    #[test]
    fn a_level_that_the_question_names_anyway_stays() {
        check("Conf › PyPy", "What is PyPy?", "PyPy is a Python with a JIT", "Conf › PyPy");
        check("Talks › Guido", "Who made it?", "Guido van Rossum", "Talks › …");
    }

    #[test]
    fn part_of_a_word_is_no_answer() {
        check("Going places", "Which language?", "Go", "Going places");
    }
}
