//! Sessions by pipe.

use crate::cards::{Card, SIX, fill, log};
use crate::support::Recall;
use insta::assert_snapshot;

fn garden() -> Recall {
    let recall = Recall::new();
    fill(&recall, &SIX);
    recall
}

#[test]
fn a_session_reads_aloud() {
    let recall = garden();
    let input = "\n4\nundo\n\nagain\nwhat\n\nwhat\n \nhard\n\n3\nq\n";
    let ran = recall.run_with_input(&["review"], input);
    assert_snapshot!(ran, @"
    exit code 0
    --- stdout
    6 cards to review.
    Enter shows the answer, then means good. again, hard, good, easy or their numbers grade it. undo takes back the last step, help names all words, quit leaves; everything is saved already.

    Card 1 of 6. Garden::Herbs. Herbs › Dry › …
    Question: Which herb keeps its scent when dried?
    Answer: Oregano
    From /notes/herbs.md:1
    Grade: 1 again 1 day, 2 hard 1 day, 3 good 1 day, 4 easy 1 day
    Easy, back tomorrow

    Card 2 of 6. Garden::Herbs. Herbs › Mint
    Question: What does mint need to be kept in?
    Taken back: easy

    Card 1 of 6. Garden::Herbs. Herbs › Dry › …
    Question: Which herb keeps its scent when dried?
    Answer: Oregano
    From /notes/herbs.md:1
    Grade: 1 again 1 day, 2 hard 1 day, 3 good 1 day, 4 easy 1 day
    Again, back today, then tomorrow

    Card 2 of 6, 1 to come again. Garden::Herbs. Herbs › Mint
    Question: What does mint need to be kept in?
    Not understood. Possible: Enter to show the answer, hint, type, undo, quit, help.
    Answer: A pot, or it takes the bed
    From /notes/herbs.md:2
    Grade: 1 again 1 day, 2 hard 1 day, 3 good 1 day, 4 easy 1 day
    Not understood. Possible: again, hard, good, easy, their numbers, Enter for good, undo, quit, help.
    Good, back tomorrow

    Card 3 of 6, 1 to come again. Garden::Herbs. Herbs › Sage
    Question: When is sage cut?
    The answer is not shown yet: Enter shows it.
    Item 1 of 2: after flowering
    Known or missed? Enter means known.
    Good, back tomorrow

    Card 4 of 6, 1 to come again. Garden::Herbs. Herbs › Tools › …
    Question: Which command lists the beds?
    Reviewed: 3 cards in less than a minute.
    Recalled: 2 of 3, 67 %.
    Left today: 3 new, 1 to drill.
    Tomorrow: 3 due, 3 new.
    Next 7 days: 3 due.
    Not recalled: Which herb keeps its scent when dried? /notes/herbs.md:1
    `recall undo` takes back the last answer.
    ");
    let expected = ["1:scheduled:2", "2:scheduled:4", "3:scheduled:4"];
    assert_eq!(log(&recall), expected);
    assert!(ran.stdout.bytes().all(|byte| byte >= 0x20 || byte == b'\n'));
}

#[test]
fn the_end_of_the_input_leaves_with_everything_saved() {
    let recall = garden();
    let ran = recall.run_with_input(&["review", "--plain"], "\n3\n\n");
    assert_eq!(ran.code, 0, "{ran}");
    assert_eq!(log(&recall), ["1:scheduled:4"]);
}

#[test]
fn colour_never_reaches_the_line_mode() {
    let ran = garden().run_with_input(&["--color", "always", "review", "--plain"], "\n2\n\n");
    assert!(!ran.stdout.contains('\u{1b}'), "{ran}");
}

#[test]
fn the_end_of_the_queue_can_be_undone() {
    let recall = Recall::new();
    fill(&recall, &SIX[..1]);
    let ran = recall.run_with_input(&["review"], "\n3\nu\n\n4\n\n");
    assert_eq!(ran.stdout.matches("Done for today").count(), 2, "{ran}");
    assert_eq!(log(&recall), ["1:scheduled:5"]);
}

#[test]
fn when_nothing_is_due_the_next_day_is_named() {
    let recall = garden();
    let session = recall.run_with_input(&["review"], "\n3\n\n3\n\n3\n\n3\n\n3\n\n3\n");
    assert_eq!(session.code, 0, "{session}");
    let ran = recall.run(&["review"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert_snapshot!(ran.stdout, @"
    Nothing is due.
    Next: 6 cards tomorrow, Tue 16 Feb.
    ");
}

#[test]
fn an_empty_collection_says_what_to_do() {
    let ran = Recall::new().run(&["review"]);
    assert_snapshot!(ran, @"
    exit code 0
    --- stdout
    Nothing is due.
    --- stderr
    `recall import PATH` turns notes into cards
    ");
}

#[test]
fn the_lines_of_a_generated_answer_stay_apart() {
    let recall = Recall::new();
    let notes = "# Herbs\n\n## When is sage cut?\n\n- after it flowered\n- never in a frost\n";
    recall.write("herbs.md", notes);
    let ran = recall.run_with_input(&["review", "herbs.md"], "\nq\n");
    assert!(ran.stdout.contains("Answer: • after it flowered\n• never in a frost\nFrom"), "{ran}");
}

#[test]
fn the_section_is_told_with_the_lines_of_the_card_named() {
    let recall = Recall::new();
    recall.write(
        "dill.md",
        "# Herbs\n\n## Dill\n\n- An annual herb of the celery family\n- Sown in April\n",
    );
    let ran = recall.run_with_input(&["review", "dill.md"], "\nsource\nq\n");
    let told = "Dill\nThis card: • An annual herb of the celery family\n• Sown in April\n";
    assert!(ran.stdout.contains(told), "{ran}");
}

#[test]
fn every_key_has_a_word_and_every_state_is_named() {
    let recall = garden();
    let input = "hint\nhint\nhint\ntype oreganp\n\n\
        mark say it better\ni\n\n2\n\
        \nno\nyes\nundo\nmissed\n\n\
        x\nbury\nsuspend\nundo\nsource\nsource\nq\n";
    let ran = recall.run_with_input(&["review"], input);
    assert_snapshot!(ran.stdout);
    assert!(ran.stdout.bytes().all(|byte| byte >= 0x20 || byte == b'\n'));
    assert_eq!(log(&recall), ["1:scheduled:3", "2:scheduled:3", "3:scheduled:2"]);
}

#[test]
fn with_type_a_line_is_the_answer_and_a_slash_makes_it_a_word() {
    let recall = garden();
    let input = "oregano\n\nquit\n\n/hint\n/q\n";
    let ran = recall.run_with_input(&["review", "--type"], input);
    assert_snapshot!(ran.stdout);
    assert_eq!(log(&recall), ["1:scheduled:4", "2:scheduled:2"]);
}

#[test]
fn help_names_every_word() {
    let ran = garden().run_with_input(&["review", "--grades", "2"], "help\nq\n");
    let told = ran.stdout.lines().skip_while(|line| !line.starts_with("show or ")).take(18);
    assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @"
    show or Space, Enter: show the answer; then good, or what is suggested
    fail or 1: fail: not recalled
    pass or 2: pass: recalled
    undo or u: take back the last step; again, the one before
    hint or h: a hint: a hidden heading, a letter, an item
    type or t: type the answer and have it compared
    known or y: in a list: I had this item
    missed or n: in a list: I missed this item
    all or a: in a list: show all items
    edit or e: edit the note at this card's line
    drop or x: drop: a bad card, never to come back
    bury or -: bury: not again before tomorrow
    suspend or s, @: suspend: not until you take it back
    mark or *: mark the card to mend it later, with a word why
    info or i: why this card, its arithmetic, its history
    source or r: read its section of the notes again
    help or ?: this help
    quit or q, Esc, Ctrl-D: leave, with how it went; everything is saved already
    ");
}

#[test]
fn what_a_terminal_would_obey_is_written_out_in_every_state() {
    let recall = Recall::new();
    let card = Card {
        question: "Is \u{1b}]52;c;aGk=\u{7} or\ta tab safe?",
        answer: "user\u{202e}txt.exe \u{9b}31m\r\n&#27;[2J",
        context: "A\u{1b}[8m › B",
        deck: "D\u{1b}[8m",
    };
    fill(&recall, &[card]);
    let input = "hint\ntype \u{1b}[31m\n\nmark \u{7}\ninfo\nsource\nedit\nhelp\n\u{1b}\n1\nq\n";
    let ran = recall.run_with_input(&["review"], input);
    assert_eq!(ran.code, 0, "{ran}");
    let is_safe = |c: char| (c == '\n' || !c.is_control()) && c != '\u{202e}';
    assert!(ran.to_string().chars().all(is_safe), "{ran:?}");
    assert!(ran.stdout.contains(r"\u{1b}]52;c;aGk=\u{7}"), "{ran}");
    assert_eq!(log(&recall).len(), 1, "{ran}");
}

#[cfg(unix)]
#[test]
fn where_there_is_no_terminal_no_program_is_asked_for_its_width() {
    use std::os::unix::fs::PermissionsExt as _;

    let recall = Recall::new();
    let tput = recall.write("bin/tput", "#!/bin/sh\necho asked >> ~/asked\necho 80\n");
    std::fs::set_permissions(&tput, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = recall.command(&["due"]);
    let path = format!("{}:/usr/bin:/bin", recall.path("bin").display());
    let output = command.env_remove("COLUMNS").env("PATH", path).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(!recall.path("asked").exists());
}
