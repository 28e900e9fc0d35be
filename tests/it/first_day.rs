//! A newcomer's first session, on the sample notes: imported, reviewed, one answer undone, left.

use crate::support::Recall;
use crate::terminal::Terminal;

/// The first cards of the conference notes, with the grade that the session gives each, and the
/// ease factor that SM-2 makes of it.
const ANSWERS: [(&str, i64, i64); 6] = [
    ("What is PyPy?", 4, 250),
    ("How does PyPy compare with CPython?", 2, 218),
    ("What is a limitation of PyPy?", 3, 236),
    ("Where do the speed gains of PyPy come from?", 4, 250),
    // What JIT stands for is on the same line, and so it is asked on another day.
    ("What is PyPy considering dropping?", 5, 260),
    ("What is virtualenv (command line tool for Python)?", 4, 250),
];

#[test]
fn six_cards_by_keys() {
    let recall = Recall::with_decks();
    let mut terminal = Terminal::start(&recall, &["review", "decks"], (80, 24));
    terminal.see("What is PyPy?");
    terminal.see("1 of 20");
    terminal.press(" ");
    terminal.see("A Python interpreter implemented in Python itself");
    terminal.see("decks/pycode-conf.md:12");
    terminal.press("3");
    terminal.see(ANSWERS[1].0);
    terminal.press(" 4");
    terminal.see(ANSWERS[2].0);
    terminal.press("u");
    terminal.see("taken back: easy");
    terminal.see(ANSWERS[1].0);
    for (index, key) in [(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "\r")] {
        terminal.see(ANSWERS[index].0);
        terminal.press(" ");
        terminal.see("1 again 1d");
        terminal.press(key);
    }
    terminal.see("7 of 20, 2 to come again");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    terminal.see("Recalled      5 of 6, 83 %");
    is_as_answered(&recall);
}

#[test]
fn six_cards_by_pipe() {
    let recall = Recall::with_decks();
    let input = "\n3\n\n4\nundo\n\nagain\n\nhard\n\ngood\n\neasy\n\n\nquit\n";
    let ran = recall.run_with_input(&["review", "decks"], input);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(ran.stdout.contains("Recalled: 5 of 6, 83 %."), "{ran}");
    is_as_answered(&recall);
}

/// The log holds the six answers, the one undone and its undoing; the schedules follow from the
/// six; and the rest of the notes waits.
#[track_caller]
fn is_as_answered(recall: &Recall) {
    let database = recall.sqlite();
    let mut query = database
        .prepare(
            "SELECT question, grade, ef_hundredths, interval_days, reviews.kind AS kind,
                 schedules.due_day - reviews.study_day AS days
             FROM reviews JOIN cards ON cards.id = reviews.card_id
             JOIN schedules ON schedules.card_id = cards.id
             WHERE operation_id NOT IN (SELECT undoes FROM operations WHERE undoes IS NOT NULL)
             ORDER BY operation_id",
        )
        .unwrap();
    let rows = query.query_map([], |row| {
        let (question, kind): (String, String) = (row.get("question")?, row.get("kind")?);
        let (grade, ease): (i64, i64) = (row.get("grade")?, row.get("ef_hundredths")?);
        let (interval, days): (i64, i64) = (row.get("interval_days")?, row.get("days")?);
        assert_eq!((kind.as_str(), interval, days), ("scheduled", 1, 1), "{question}");
        Ok((question, grade, ease))
    });
    let answers: Vec<_> = rows.unwrap().map(Result::unwrap).collect();
    let expected = ANSWERS.map(|(question, grade, ease)| (question.to_owned(), grade, ease));
    assert_eq!(answers, expected);
    let count = |sql: &str| database.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM reviews"), 7);
    assert_eq!(count("SELECT count(*) FROM operations WHERE kind = 'undo'"), 1);
    assert_eq!(count("SELECT count(*) FROM schedules"), 6);
    let due = recall.json(&["due", "--json"]);
    assert_eq!((&due["due"], &due["new"], &due["learning"]), (&0.into(), &14.into(), &2.into()));
}
