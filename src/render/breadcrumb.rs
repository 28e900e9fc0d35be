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

/// What a level of a breadcrumb gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hides {
    /// Nothing: it may be seen.
    Nothing,
    /// Part of the answer that the question does not name.
    Part,
    /// The whole answer.
    Whole,
}

/// The breadcrumb over a question, by level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breadcrumb {
    levels: Vec<(String, Hides)>,
}

impl Breadcrumb {
    /// The levels of this context, judged by the answer: one that contains it gives it away, and
    /// so does one that is part of it and not already in the question.
    pub fn of(context: &str, question: &str, answer: &str) -> Self {
        let (question, answer) = (words(&one_line(question)), words(&one_line(answer)));
        let hides = |level: &str| {
            let level = words(level);
            match () {
                () if contains(&level, &answer) => Hides::Whole,
                () if contains(&answer, &level) && !contains(&question, &level) => Hides::Part,
                () => Hides::Nothing,
            }
        };
        let judged = levels(context).into_iter().map(|level| (hides(&level), level));
        Self { levels: judged.map(|(hides, level)| (level, hides)).collect() }
    }

    /// The places of the levels that give away this much.
    pub fn levels_that(&self, hides: Hides) -> impl Iterator<Item = usize> {
        let levels = self.levels.iter().enumerate();
        levels.filter(move |(_, level)| level.1 == hides).map(|(place, _)| place)
    }

    /// The levels as one text, those that give something away masked, unless `is_shown` says
    /// of their place that they may be seen.
    pub fn text(&self, is_shown: impl Fn(usize) -> bool) -> String {
        let shown = self.levels.iter().enumerate().map(|(place, (level, hides))| {
            if *hides == Hides::Nothing || is_shown(place) { level } else { MASK }
        });
        shown.collect::<Vec<_>>().join(SEPARATOR)
    }
}

/// The breadcrumb before the answer is shown.
pub fn masked(context: &str, question: &str, answer: &str) -> String {
    Breadcrumb::of(context, question, answer).text(|_| false)
}

/// The breadcrumb after the answer is shown.
pub fn whole(context: &str) -> String {
    levels(context).join(SEPARATOR)
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

    #[test]
    fn levels_are_uncovered_by_their_place() {
        let crumbs = Breadcrumb::of("Talks › Guido › Guido van Rossum", "Who?", "Guido van Rossum");
        assert_eq!(crumbs.levels_that(Hides::Part).collect::<Vec<_>>(), [1]);
        assert_eq!(crumbs.levels_that(Hides::Whole).collect::<Vec<_>>(), [2]);
        assert_eq!(crumbs.text(|place| place == 1), "Talks › Guido › …");
    }
}
