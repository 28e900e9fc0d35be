//! What lines are by their shape: rows of a paragraph, bold lines, cells of tables, code with what
//! it does.

use super::{cards, contexts};

#[test]
fn rows_that_have_labels_or_answers_of_their_own_are_thoughts_of_their_own() {
    let found = cards(
        "# Ovens\n\nflue: leads off the smoke, not the heat. Sweep the flue twice because soot falls back down\ndamper: closes the flue\n\nWhy is the dome low? Because heat is thrown back\nWhat is a peel? A flat shovel for loaves\n",
    );
    assert_eq!(
        found,
        [
            "Sweep the flue twice. Why? => soot falls back down",
            "Why is the dome low? => Because heat is thrown back",
            "What is a peel? => A flat shovel for loaves",
        ]
    );
}

#[test]
fn a_short_bold_line_is_a_heading() {
    let found = cards(
        "# Glass days\n\n**Furnace work**\n\n- speaker: Odile Marchetti\n- the pot stands still\n\n**Never cool it fast.**\n",
    );
    assert_eq!(
        found,
        [
            "What was Odile Marchetti\u{2019}s talk? => Furnace work",
            "Whose talk was \u{201c}Furnace work\u{201d}? => Odile Marchetti",
        ]
    );
}

#[test]
fn columns_that_ask_or_measure_are_asked_as_they_are() {
    let found = cards(
        "# Kiln\n\n| Value | What it measures | Good | Poor |\n|---|---|---|---|\n| ZVT | time to red heat | 40 min | 2 h |\n| QPX | loss through the door | 3 % | 9 % |\n",
    );
    assert_eq!(
        found,
        [
            "What does ZVT measure? => time to red heat",
            "What is a good ZVT? => 40 min",
            "What is a poor ZVT? => 2 h",
            "What does QPX measure? => loss through the door",
            "What is a good QPX? => 3 %",
            "What is a poor QPX? => 9 %",
        ]
    );
    let found = cards(
        "# Kiln\n\n| Part | What for? | Movable |\n|---|---|---|\n| spyhole | a look at the cones | yes |\n| saggar | keeps ash off the pots | no |\n",
    );
    assert_eq!(
        found,
        [
            "spyhole: what for? => a look at the cones",
            "saggar: what for? => keeps ash off the pots"
        ]
    );
}

#[test]
fn a_row_without_a_name_of_its_own_leaves_the_others_theirs() {
    let found = cards(
        "# Kiln\n\n| Part | Material |\n|---|---|\n| spyhole | mica |\n| | brick |\n| saggar | fireclay |\n| bung | brick dust |\n",
    );
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn code_that_does_something_is_asked_for_what_it_does() {
    let found = cards(
        "# Cache\n\n- `hold`: may keep the page, but must ask again\n- `drop`: don't keep it at all\n- `-x`: may be left out of all this\n",
    );
    assert_eq!(
        found,
        [
            "What does `hold` do? => may keep the page, but must ask again",
            "What does `drop` do? => don't keep it at all",
        ]
    );
}

#[test]
fn what_a_thing_is_like_or_what_befell_it_is_not_what_it_is() {
    for line in [
        "- **Thick wall** - impermeable to water",
        "- **Early glaze** - the first potters thought that ash was dirt and swept it out",
        "- **No lids**: your pots at your fingertips",
        "Host: the brick works near the station.",
        "didnt get: the cone chart of the second day",
        "- **Anchor** holds. The wheel of fortune experiment: those who saw it guessed high",
    ] {
        let found = cards(&format!("# Kiln\n\n## Notes\n\n{line}\n"));
        assert!(!found.iter().any(|card| card.contains("What is")), "{found:?}");
    }
}

#[test]
fn two_tables_with_a_blank_line_between_are_two() {
    let found = cards(
        "# Kiln\n\n| Part | Material |\n|---|---|\n| bung | fireclay |\n| shelf | mullite |\n\n| Setting | Default |\n|---|---|\n| soak | 20 min |\n| ramp | 90 K an hour |\n",
    );
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found.contains(&"What is the default of soak? => 20 min".to_owned()), "{found:?}");
}

#[test]
fn a_glossary_keeps_all_of_its_entries() {
    let found = cards(
        "# Sailing glossary\n\n- **Abeam** \u{2013} at right angles to the keel\n- **Warp** \u{2013} mooring rope\n- **Halyard** \u{2013} rope that hoists a sail\n- **Leech** \u{2013} back edge\n- **Foot** \u{2013} bottom edge\n- **Burgee** \u{2013} small triangular club flag\n",
    );
    assert_eq!(found.iter().filter(|card| card.starts_with("What is")).count(), 6, "{found:?}");
}

#[test]
fn the_numbers_of_sections_are_no_part_of_what_is_said() {
    let found = cards(
        "# Statistics\n\n## 3 Scores\n\n3.1 A forecast is calibrated if it is right as often as it says.\n3.2 Methods\n\n## 4 Tests\n\n4.1 **Power**: chance of finding an effect that is there\n4.2 Errors\n",
    );
    assert!(found.iter().all(|card| !card.contains("3.1") && !card.contains("4.1")), "{found:?}");
    let versions = cards(
        "# Releases\n\n- 3.11 Spindle is a faster interpreter of loops\n- 3.12 Bobbin is a checker of types\n",
    );
    assert_eq!(
        versions[0],
        "What is \u{201c}3.11 Spindle\u{201d}? => a faster interpreter of loops"
    );
}

#[test]
fn what_somebody_on_a_panel_said_is_not_what_they_are() {
    let found = cards(
        "# Days of clay\n\n## Panel\n\nPanel: Sade, Yuki\n\n- Sade: a header that says when an endpoint goes away\n- Yuki: a list of everything that may break\n- Slip: a cream of clay and water for casting\n",
    );
    assert!(found.iter().all(|card| !card.contains("Sade") && !card.contains("Yuki")), "{found:?}");
}

#[test]
fn a_question_and_its_answer_may_share_a_line() {
    let found =
        cards("# Clay\n\n- Q: how dry is bone dry? A: it no longer feels cold on the cheek\n");
    assert_eq!(found, ["how dry is bone dry? => it no longer feels cold on the cheek"]);
}

#[test]
fn a_figure_is_asked_for_only_of_what_is_measured() {
    let found = cards(
        "# Ovens\n\n## Firing of stoneware\n\n- rate: 12% an hour\n- partial: `soak --short`\n- tool: `conecheck`\n- exam hint: `look at the cones`\n",
    );
    assert_eq!(found, ["What is the rate (Firing of stoneware)? => 12% an hour"]);
}

#[test]
fn a_grade_behind_a_name_is_no_acronym() {
    let found = cards(
        "# Access\n\n- Accessible Authentication (AA) must not test the memory\n- Contrast of the text (AA) is 4.5 to 1\n",
    );
    assert!(found.iter().all(|card| !card.contains("AA stand for")), "{found:?}");
    let found = cards("# Access\n\n- NF, the Number of Fields\n");
    assert_eq!(found, ["What does NF stand for? => the Number of Fields"]);
}

#[test]
fn what_a_thing_does_is_no_kind_of_it() {
    let found = cards(
        "# Browsers\n\n- Trusted Types\n  - blocks strings that go into the page\n  - chromium first\n",
    );
    assert!(found.iter().all(|card| !card.contains("What are the 2")), "{found:?}");
}

#[test]
fn a_table_of_two_axes_is_asked_by_both_where_the_columns_are_things() {
    let found = cards(
        "# Stores\n\n| | Zookeeper | KRaft |\n|---|---|---|\n| Consensus | ZAB | Raft |\n| Metadata store | ensemble | a topic |\n",
    );
    assert_eq!(
        found,
        [
            "What is the consensus in Zookeeper? => ZAB",
            "What is the consensus in KRaft? => Raft",
            "What is the Metadata store in Zookeeper? => ensemble",
            "What is the Metadata store in KRaft? => a topic",
        ]
    );
    let found = cards(
        "# Manuals\n\n| | learning | working |\n|---|---|---|\n| doing | tutorial | how-to guide |\n| knowing | explanation | reference |\n",
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_time_an_order_and_a_doubt_are_no_reason_moment_or_answer() {
    for line in [
        "GQL is ISO standard since april 2024, the first new language in years",
        "Fix = do the subtraction before the await.",
        "Resume twice = crash, never resume = task hangs forever",
        "who was the woman with the kiln project? need her card",
        "why do people hold on to a wrong theory? (social, smell)",
    ] {
        let found = cards(&format!("# Days\n\n## Notes of the day\n\n- {line}\n"));
        assert!(found.is_empty(), "{found:?}");
    }
}

#[test]
fn headings_that_are_not_marked_as_markdown_has_it_are_headings() {
    let card = "- Bisque: a first firing that leaves the clay porous\n";
    for (heading, name) in [
        ("== Firing ==", "Firing"),
        ("FIRING OF POTS\n", "FIRING OF POTS"),
        (
            "2.1 Firing\n- Slip: a cream of clay\n\n2.2 Glazing\n- Frit: a glass that is ground\n\n3.1 Baking",
            "Baking",
        ),
    ] {
        let found = contexts(&format!("# Kiln\n\n{heading}\n{card}"));
        assert!(found.contains(&format!("Kiln \u{203a} {name}")), "{heading}: {found:?}");
    }
    let none = contexts(&format!("# Kiln\n\nMIND THE GAP. It is hot\n\n{card}"));
    assert!(none.iter().all(|context| context == "Kiln"), "{none:?}");
}

#[test]
fn terms_with_their_definitions_under_them_are_asked_one_by_one() {
    let found = cards(
        "# Streams\n\n## Words\n\nCheckpoint\n: snapshot of the state of all operators\nSavepoint\n: a checkpoint that a person asked for\n",
    );
    assert!(
        found.contains(&"What is Checkpoint? => snapshot of the state of all operators".to_owned())
            && found
                .contains(&"What is Savepoint? => a checkpoint that a person asked for".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_kind_that_does_something_defines_and_a_clause_on_it_does_not() {
    let found = cards(
        "# Browsers\n\n## Bits\n\n- dropover - attribute that puts an element on the top layer\n- Fulgor: CA that gives out certificates for ten minutes\n- Wick model: information that is not selected is lost\n",
    );
    let asked = |name: &str| found.iter().any(|card| card.starts_with(&format!("What is {name}")));
    assert!(asked("dropover") && asked("Fulgor"), "{found:?}");
    assert!(!found.iter().any(|card| card.contains("Wick")), "{found:?}");
}

#[test]
fn terms_side_by_side_may_be_told_in_clauses() {
    let found = cards(
        "# Styles\n\n## New\n\nsubgrid - the child takes over the tracks of its parent\noklab - colours that look evenly apart to the eye\n`:holds()` - the parent selector that everybody missed\nbfhold - a page kept whole for the back button\n",
    );
    assert!(
        found.contains(
            &"What is subgrid? => the child takes over the tracks of its parent".to_owned()
        ),
        "{found:?}"
    );
    assert!(found.iter().any(|card| card.contains(":holds()")), "{found:?}");
}

#[test]
fn what_a_maker_shows_and_what_is_not_known_for_sure_is_not_asked_of_a_table() {
    let found = cards(
        "# Fair\n\n| Booth | What |\n|---|---|\n| Oscorp | NX54L15 |\n| Umbral | C6, H2 |\n\n| part | rest current |\n|---|---|\n| TX02 | 25 nA |\n| XC06 | 1 uA? |\n| NC171 | n/a ask |\n",
    );
    assert_eq!(found, ["What is the rest current of TX02? => 25 nA"]);
}

#[test]
fn words_of_another_language_are_asked_for_their_meaning_and_commands_are_not() {
    let found = cards(
        "# Lessons\n\n## False friends\n\n- empurrar - to push (not to pull)\n- parentes - relatives\n- esquisito - weird\n- atualmente - currently\n",
    );
    assert_eq!(
        found,
        [
            "What does \u{201c}empurrar\u{201d} mean? => to push (not to pull)",
            "What does \u{201c}parentes\u{201d} mean? => relatives",
            "What does \u{201c}esquisito\u{201d} mean? => weird",
            "What does \u{201c}atualmente\u{201d} mean? => currently",
        ]
    );
    let tools = cards(
        "# Shell\n\n## Tools\n\n- awk - columns\n- rsync - copies\n- tmux - windows\n- htop - processes\n",
    );
    assert!(!tools.iter().any(|card| card.contains(" mean?")), "{tools:?}");
}

#[test]
fn lines_that_open_in_bold_are_thoughts_of_their_own() {
    let found = cards(
        "# Kilns\n\n## Tools\n\n**Spriter** level editor by the people of Dead Wick\n**Thorn** - debugger for frames of a game\n**Defoid** tiny builds, owned by a fund now\n",
    );
    assert!(
        found.contains(&"What is Spriter? => level editor by the people of Dead Wick".to_owned()),
        "{found:?}"
    );
    assert!(!found.iter().any(|card| card.contains("Spriter owned")), "{found:?}");
}

#[test]
fn letters_in_a_head_are_a_property_where_its_cells_are_figures() {
    let found = cards(
        "# Releases\n\n| Name | EOL |\n|---|---|\n| Gimlet | May 2031 |\n| Martini | June 2032 |\n\n## Swag and logistics\n\n| what | where |\n|---|---|\n| coffee | hall six |\n| lunch | tent two |\n",
    );
    assert_eq!(
        found,
        ["What is the EOL of Gimlet? => May 2031", "What is the EOL of Martini? => June 2032"]
    );
}
