use crate::cards::generate::{Generated, generate};
use crate::notes::outline;
use proptest::prelude::*;

fn made(text: &str) -> Generated {
    generate(&outline::read(text, "note"))
}

/// Each card as `RULE question = answer`.
fn cards(text: &str) -> Vec<String> {
    let shown = |card: &crate::cards::Draft| {
        format!("{} {} = {}", card.rule, card.question, card.answer).replace('\n', "/")
    };
    made(text).cards.iter().map(shown).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(cards(text), expected, "{text}");
}

/// Nothing here is markup: whatever cards there are come from the other rules.
#[track_caller]
fn ordinary(text: &str) {
    let found: Vec<String> = cards(text).into_iter().filter(|card| card.starts_with('M')).collect();
    assert_eq!(found, [""; 0], "{text}");
}

#[test]
fn questions_and_answers_go_over_several_lines() {
    check(
        "Q: Which gas do plants take in?\nA: Carbon dioxide\n\nQ: How does a loop\nend?\n\nA:\n\n```c\nbreak;\n\n}\n```\n\n- or not\n",
        &[
            "M01 Which gas do plants take in? = Carbon dioxide",
            "M01 How does a loop/end? = ```c/break;//}/```//- or not",
        ],
    );
}

#[test]
fn questions_and_answers_among_notes_are_cards_where_they_are_many() {
    check(
        "# Cells\n\nToday we looked at one.\nQ: What holds a cell together?\n\nA: Its membrane.\n\n---\nMore tomorrow.\n\nQ: What is this:\n\n![a cell](cell.jpg)\n\nA: a cell\n",
        &[
            "M01 What holds a cell together? = Its membrane.",
            "M01 What is this://![a cell](cell.jpg) = a cell",
        ],
    );
}

#[test]
fn gaps_that_only_their_place_tells_apart_are_cards_of_their_own() {
    check(
        "C: a [b] b\n\nC:\n- x [y]\n- x [y]\n",
        &["M02 a [...] b = b", "M02 - x [...]/- x y = y", "M02 - x y/- x [...] = y"],
    );
}

#[test]
fn a_question_of_an_audience_is_no_markup() {
    ordinary("# A talk\n\n- one\n- two\n- three\n- four\n\nQ: Does it scale?\nA: It does\n");
    ordinary("# A talk\n\nQ: Does it scale?\n\nQ: Really?\n");
}

#[test]
fn brackets_behind_a_c_are_gaps() {
    let text =
        "C: Zinc has [30] protons, see [there](x).\n---\nC:\n| a |\n| - |\n| [1] |\n| [2] |\n";
    check(
        text,
        &[
            "M02 Zinc has [...] protons, see [there](x). = 30",
            "M02 | a |/| - |/| [...] |/| 2 | = 1",
            "M02 | a |/| - |/| 1 |/| [...] | = 2",
        ],
    );
    let facts: Vec<_> = made(text).cards.into_iter().map(|card| card.fact).collect();
    assert_eq!((facts[1] == facts[2], facts[0] == facts[1]), (true, false));
}

#[test]
fn pairs_are_cards_in_a_note_that_says_so() {
    check(
        "#flashcards/chem/acids\n\npH of vinegar::2.4\n- Na ::: sodium\n\nnot `a::b` nor this\n",
        &["M03 pH of vinegar = 2.4", "M04 Na = sodium", "M04 sodium = Na"],
    );
    check(
        "ox :: le b\u{153}uf\ncow :: la vache\npig :: le cochon\n",
        &["M03 ox = le b\u{153}uf", "M03 cow = la vache", "M03 pig = le cochon"],
    );
}

#[test]
fn colons_of_programs_are_no_pairs() {
    ordinary(
        "# Iterators\n\nUse std::vector::push_back and `x :: y`.\n\nmap :: (a -> b) -> [a] -> [b]\n",
    );
    ordinary("tags:: one\n\n- text\n- id:: 1234\n");
}

#[test]
fn a_question_mark_between_lines_parts_a_card() {
    check(
        "#flashcards\n\nWhat melts at 0 \u{b0}C?\n?\nIce\nand snow\n\nhelium\n??\nelement 2\n",
        &[
            "M05 What melts at 0 \u{b0}C? = Ice/and snow",
            "M06 helium = element 2",
            "M06 element 2 = helium",
        ],
    );
    ordinary("# Riddles\n\nWho knows\n?\nNobody\n");
}

#[test]
fn highlights_are_gaps_only_where_the_note_holds_cards() {
    check(
        "#flashcards\n\nThe ==mitochondrion== makes ==ATP==.\n",
        &["M07 The [...] makes ATP. = mitochondrion", "M07 The mitochondrion makes [...]. = ATP"],
    );
    ordinary("# Cells\n\nThe ==mitochondrion== makes energy; if a == b then ok.\n");
    check(
        "---\ncards-deck: Bio\n---\n\nA {2:gene} codes for a {1:protein}.\n\n`{no}`\n",
        &["M07 A gene codes for a [...]. = protein", "M07 A [...] codes for a protein. = gene"],
    );
}

#[test]
fn numbered_gaps_are_cards_everywhere() {
    check(
        "# Rivers\n\nThe {{c1::Nile}} flows through {{c2::Cairo::a city}}.\n\nNothing else.\n",
        &[
            "M08 The [...] flows through Cairo. = Nile",
            "M08 The Nile flows through [a city]. = Cairo",
        ],
    );
    ordinary("# Templates\n\nWrite {{ page.title }} or {{c}} there.\n");
}

#[test]
fn a_tagged_line_is_a_front() {
    check(
        "# Bikes\n\n## Brakes #card\n\nStop you.\n\n- disc\n- rim\n\n### Bell #card-reverse\nRings.\n\nWhy a lamp? #card #light\nTo see.\n\nNot this.\n",
        &[
            "M09 Brakes = Stop you.//- disc/- rim",
            "M09 Bell = Rings.",
            "M09 Rings. = Bell",
            "M09 Why a lamp? = To see.",
        ],
    );
    check(
        "- What is a spoke? #card\n  card-last-score:: 5\n  - A thin rod\n- other\n- #card Which parts turn?\n\t- wheels\n\t- cranks\n- A {{cloze chain}} drives it #card\n",
        &[
            "M09 What is a spoke? = A thin rod",
            "M09 Which parts turn? = - wheels/- cranks",
            "M09 A [...] drives it = chain",
        ],
    );
    check(
        "Orbits #flashcard #physics\n\nr = n\u{b2}a\n\nOnly these.\n\n- - -\n\nMore.\n",
        &["M09 Orbits = r = n\u{b2}a//Only these."],
    );
    ordinary("# Colours\n\nUse `#card` in CSS, or #cardinal numbers.\n");
}

#[test]
fn blocks_of_anki_are_read_with_their_fields() {
    check(
        "START\nBasic\nFront: Capital of Peru\nBack: Lima\non the coast\nTags: geo south\n<!--ID: 1700000000000-->\nEND\n\nSTART\nBasic (and reversed card)\nH\nBack: hydrogen\nEND\n",
        &["M10 Capital of Peru = Lima/on the coast", "M10 H = hydrogen", "M10 hydrogen = H"],
    );
    check(
        "START_CARD\nCloze\n{c1::Oslo} lies in {2:Norway}.\n--------\nExtra: north\nEND_CARD\n\n- STARTI [Basic] 2 + 2? Back: 4 Tags: sums ENDI\n\n%%ANKI\nBasic\nOhm?\nBack: V = RI\nEND%%\n",
        &[
            "M10 [...] lies in Norway. = Oslo",
            "M10 Oslo lies in [...]. = Norway",
            "M11 2 + 2? = 4",
            "M12 Ohm? = V = RI",
        ],
    );
    ordinary("# Race\n\nSTART\n\nAll run.\n\nThen they stop.\n");
}

#[test]
fn a_callout_of_cards_is_read_and_others_are_not() {
    check(
        "> [!sr] What is a moraine?\n> Rubble\n> left by ice\n\n> [!card]\n> fjord::drowned valley\n\n> [!note] Esker\n> A ridge.\n",
        &["M13 What is a moraine? = Rubble/left by ice", "M13 fjord = drowned valley"],
    );
}

#[test]
fn headings_are_fronts_in_the_tools_that_make_them_so() {
    check(
        "# Topic\ntext\n## Why? <!--a1B2;0;2027-01-02-->\nBecause.\n\n## How?\n\nSo.\n",
        &["M14 Why? = Because.", "M14 How? = So."],
    );
    check(
        "# One\nfirst\n\n---\n\n# Two\nsecond\n\n---\n\n# Three\n",
        &["M14 One = first", "M14 Two = second"],
    );
    check(
        "# Deck\n\n## Front\n\nmore front\n\n%\n\nback\n\n[#tag](./tag.md)\n",
        &["M14 Front//more front = back"],
    );
    check(
        "# T\n\n## Question\n\nWhy?\n\n## Answer\n\nA.\n\n### More\n\nB.\n",
        &["M14 Why? = A.//### More//B."],
    );
    ordinary("# Notes\n\n---\n\n## One\n\nfirst\n\n---\n\n## Two\n\nsecond\n");
}

#[test]
fn what_anki_has_given_an_id_is_a_card() {
    check(
        "# Rivers\n\nIt flows {past} {2:here}, not there.\n<!--ID: 1600000000001-->\n\n\
        A set {is not} a card.\n\nTwo that end in a lake: #!\n- Volga\n- Ural\n<!--ID: 1600000000002-->\n",
        &[
            "M07 It flows [...] here, not there. = past",
            "M07 It flows past [...], not there. = here",
            "M09 Two that end in a lake: = - Volga/- Ural",
        ],
    );
    ordinary("# Shell\n\nA script begins with #!\n\nThe {rest} follows.\n");
}

#[test]
fn a_brain_ends_a_card_on_one_line() {
    check(
        "Some words here.\n\nDeepest lake? : Baikal \u{1f9e0} #geo\n",
        &["M15 Deepest lake? = Baikal"],
    );
    check(
        "- #\u{1f9e0} Deepest lake? ->->-> `Baikal`\n- a remark\n",
        &["M15 Deepest lake? = `Baikal`"],
    );
}

#[test]
fn a_schedule_beside_a_card_comes_with_it() {
    let text = "#flashcards\n\nNa:::sodium\n<!--SR:!2027-03-02,15,236!2027-03-04,2,110-->\n\n\
        K::potassium <!--SR:!2027-05-01,40,250-->\n\nFe::iron\n";
    let found: Vec<_> = made(text)
        .cards
        .iter()
        .map(|card| card.brought.map(|b| (b.due.to_string(), b.interval_days, b.ef_hundredths)))
        .collect();
    let day = |day: &str| day.to_owned();
    assert_eq!(
        found,
        [
            Some((day("2027-03-02"), 15, 236)),
            Some((day("2027-03-04"), 2, 130)),
            Some((day("2027-05-01"), 40, 250)),
            None,
        ]
    );
}

#[test]
fn a_note_names_the_deck_of_its_cards_and_their_tags() {
    let deck = |text: &str| made(text).deck;
    let tags = |text: &str| made(text).cards.into_iter().flat_map(|card| card.tags);
    assert_eq!(deck("#flashcards/chem/acids\n\na::b\n").as_deref(), Some("chem::acids"));
    assert_eq!(deck("---\ntags: [flashcards/chem]\n---\na::b\n").as_deref(), Some("chem"));
    assert_eq!(deck("TARGET DECK: Sea::Fish\n\nQ: a\nA: b\n").as_deref(), Some("Sea::Fish"));
    assert_eq!(deck("TARGET DECK\nSea\n\nQ: a\nA: b\n").as_deref(), Some("Sea"));
    assert_eq!(deck("#flashcards\n\na::b\n"), None);
    assert_eq!(tags("#flashcards/chem #hard\n\na::b\n").collect::<Vec<_>>(), ["hard"]);
    let two = "## A\n#flashcards/one\n\na::b\n\n## B\n#flashcards/two\n\nc::d\n";
    assert_eq!(
        (deck(two), tags(two).collect::<Vec<_>>()),
        (None, vec!["one".into(), "two".into()])
    );
    let anki =
        "TARGET DECK: Sea\nFILE TAGS: cold, deep\n\nSTART\nBasic\na\nBack: b\nTags: old\nEND\n";
    assert_eq!(tags(anki).collect::<Vec<_>>(), ["old", "cold", "deep"]);
    assert_eq!(made(anki).ledger[1].status, "structural:meta");
}

#[test]
fn every_line_of_such_a_note_is_accounted_for() {
    let text = "# Deck\n\nSome words.\n\n#flashcards\n\na::b\n\nQ: none\n";
    let ledger: Vec<_> =
        made(text).ledger.into_iter().map(|l| format!("{} {}", l.line, l.status)).collect();
    assert_eq!(
        ledger,
        [
            "1 structural:title",
            "3 skip:no-card",
            "5 structural:tags",
            "7 card:M03",
            "9 skip:no-card"
        ]
    );
    let open = "Q: one?\nA: 1\n\nQ: two?\n\nQ: three?\nA: 3\n";
    assert_eq!(made(open).ledger[2].status, "skip:unanswered");
}

#[test]
fn what_is_switched_off_gives_no_card() {
    check(
        "#flashcards\n\na::b\n\n<!-- recall:off -->\n\nc::d\n\n<!-- recall:on -->\n\ne::f\n",
        &["M03 a = b", "M03 e = f"],
    );
}

#[test]
fn code_and_front_matter_hold_no_card() {
    ordinary("---\nabout: \"#card\"\n---\n\n# A\n\n```\nQ: a\nA: b\nwhat #card\n{{c1::x}}\n```\n");
}

/// What tools mark cards with, whole and torn.
const MARKS: [&str; 62] = [
    "Q:",
    "A:",
    "Q1:",
    "**Q:**",
    "C:",
    "T:",
    "E:",
    "[gap]",
    "[[a]",
    "::",
    ":::",
    " :: ",
    "?",
    "??",
    "==gap==",
    "==",
    "{gap}",
    "{2:gap}",
    "{{c1::gap}}",
    "{{c2::gap::hint}}",
    "{{c1::",
    "}}",
    "{{cloze gap}}",
    "#card",
    "#card-reverse",
    "#flashcard",
    "#flashcards/a/b",
    "#tag",
    "START",
    "END",
    "START_CARD",
    "END_CARD",
    "STARTI [Basic] a Back: b ENDI",
    "STARTI [",
    "ENDI",
    "Basic",
    "Cloze",
    "Front:",
    "Back:",
    "Tags: a b",
    "%%ANKI",
    "END%%",
    "> [!sr]",
    "> [!card] why",
    "> b",
    "# ",
    "## Question",
    "## Answer",
    "## a <!--id;1;2027-01-02-->",
    "%",
    "[#a](./a.md)",
    "---",
    "<!--SR:!2027-03-02,15,236!2027-03-04,2,110-->",
    "<!--ID: 1-->",
    "<!--",
    "a : b \u{1f9e0}",
    "TARGET DECK: a::b",
    "TARGET DECK",
    "FILE TAGS: a",
    "cards-deck: a",
    "```",
    "$$",
];

proptest! {
    /// Whatever is written, every card has two sides and lines of its own, no line is forgotten,
    /// and the same note gives the same.
    #[test]
    fn any_mixture_of_marks_is_read(
        parts in prop::collection::vec(
            (prop::sample::select(&MARKS[..]), "[\\\\`$ \n\t:{}\\[\\]a\u{e9}\u{6f22}-]{0,3}"), 0..40
        ),
    ) {
        let text: String = parts.iter().flat_map(|(mark, between)| [*mark, between]).collect();
        let made = made(&text);
        let note = outline::read(&text, "note");
        let lines: Vec<u32> = made.ledger.iter().map(|line| line.line).collect();
        prop_assert_eq!(&lines, &note.written);
        for card in made.cards.iter().filter(|card| card.rule.starts_with('M')) {
            prop_assert!(!card.question.trim().is_empty() && !card.answer.trim().is_empty());
            let own = card.lines.numbers();
            prop_assert!(!own.is_empty() && own.iter().all(|line| lines.contains(line)));
        }
        prop_assert_eq!(made.cards, generate(&note).cards);
    }
}
