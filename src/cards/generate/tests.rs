//! What a person would miss: whole notes in, cards and ledger out.

mod advice;
mod shapes;
mod told;

use super::*;
use crate::cards::Tier;
use crate::notes::outline;
use proptest::prelude::*;

fn cards(text: &str) -> Vec<String> {
    let generated = generate(&outline::read(text, "file"));
    let core = generated.cards.iter().filter(|card| card.tier == Tier::Core);
    core.map(|card| format!("{} => {}", card.question, card.answer.replace('\n', " / "))).collect()
}

/// What stands above the questions of the cards of a note.
fn contexts(text: &str) -> Vec<String> {
    generate(&outline::read(text, "file"))
        .cards
        .iter()
        .map(|card| card.context.join(" \u{203a} "))
        .collect()
}

const CONF: &str = "# TermConf Notes\n\n## Tools\n#### zoxide\n* A smarter way of changing folders\n* Works by counting visits\n";

#[test]
fn a_tool_with_two_bullets_gives_three_cards() {
    assert_eq!(
        cards(CONF),
        [
            "What is zoxide? => A smarter way of changing folders",
            "Which tool: \u{201c}A smarter way of changing folders\u{201d}? => zoxide",
            "How does zoxide work? => by counting visits",
        ]
    );
}

#[test]
fn items_under_a_heading_of_tools_or_concepts_are_what_it_says() {
    let found = cards(
        "# TermConf\n\n## Tools to try\n- zoxide - smarter cd\n- Kiln (a way of firing containers, made by Potters)\n- Slipway: policy engine, policies are plain text\n\n## Concepts\n- Toil is manual work that grows with the service.\n",
    );
    assert_eq!(
        found,
        [
            "What is zoxide? => smarter cd",
            "Which tool: \u{201c}smarter cd\u{201d}? => zoxide",
            "What is Kiln? => a way of firing containers, made by Potters",
            "Which tool: \u{201c}a way of firing containers, made by Potters\u{201d}? => Kiln",
            "What is Slipway? => policy engine",
            "\u{201c}policy engine\u{201d} - which tool? => Slipway",
            "What is Toil? => manual work that grows with the service.",
            "\u{201c}manual work that grows with the service.\u{201d} - which term? => Toil",
        ]
    );
}

#[test]
fn a_demo_is_asked_for_what_it_showed_and_a_thing_for_its_maker() {
    let found = cards(
        "# TermConf\n\n## Demo: live migration\n\nThe demo moved a machine in 4 seconds.\n`kiln fire` heats the oven.\nKilnMaster runs ovens as pods.\n\n## Tool: Kiln\n- Written by Grete Hermann\n- Written in Zig\n",
    );
    assert_eq!(
        found,
        [
            "What did the demo of \u{201c}live migration\u{201d} show? => The demo moved a machine in 4 seconds.",
            "What does `kiln fire` do? => heats the oven.",
            "What does KilnMaster do? => runs ovens as pods.",
            "Who wrote Kiln? => Grete Hermann",
            "What is Kiln written in? => Zig",
        ]
    );
}

#[test]
fn what_a_talk_comes_down_to_is_asked_by_its_title() {
    let found = cards(
        "# TermConf\n\n## Faster loops (Grete Hermann)\n\nMain idea: unroll them by hand before you blame the compiler\n",
    );
    assert_eq!(
        found.last().map(String::as_str),
        Some(
            "What is the main idea of \u{201c}Faster loops\u{201d}? => unroll them by hand before you blame the compiler"
        )
    );
}

#[test]
fn two_things_set_against_each_other_are_asked_for_their_difference() {
    let found = cards(
        "# Ovens\n\n## Kiln vs Furnace\n- A kiln fires clay slowly\n- A furnace melts metal\n\n## Glazes\n- Glaze vs. slip: glaze is glass, slip is wet clay\n",
    );
    assert_eq!(
        found,
        [
            "What is the difference between Kiln and Furnace? => A kiln fires clay slowly / A furnace melts metal",
            "What is the difference between Glaze and slip? => glaze is glass, slip is wet clay",
        ]
    );
}

#[test]
fn a_difference_is_asked_for_as_it_is_named() {
    let found =
        cards("# Ovens\n\n- Difference between kiln and oven: a kiln fires, an oven bakes\n");
    assert_eq!(
        found,
        ["What is the difference between kiln and oven? => a kiln fires, an oven bakes"]
    );
}

#[test]
fn a_label_under_a_tool_is_its_property_and_no_term() {
    let note = "# X\n\n## Tools\n\n### Zellandine\nAuthor: Ada Lovelace\nLicense: MIT\nAlternatives: knit, purl\nUse case: keeping a long pattern of stitches in one place\nLimitation: needs wool\n";
    assert_eq!(
        cards(note),
        [
            "Who is the author of Zellandine? => Ada Lovelace",
            "What is the license of Zellandine? => MIT",
            "What are the alternatives to Zellandine? => knit, purl",
            "What is a use case of Zellandine? => keeping a long pattern of stitches in one place",
            "What is a limitation of Zellandine? => needs wool",
        ]
    );
}

#[test]
fn a_counted_set_is_asked_for_with_its_number() {
    let found = cards(
        "# Looms\n\n- Three kinds of looms: frame, tapestry, dobby\n- The weave has two phases: warping and beating\n- Two ways of dyeing: in one bath\n",
    );
    assert_eq!(
        found,
        [
            "What are the three kinds of looms? => frame, tapestry, dobby",
            "What are the two phases of the weave? => warping and beating",
        ]
    );
}

#[test]
fn talks_listed_under_a_heading_are_asked_both_ways() {
    let found = cards(
        "# TermConf\n\n## Lightning talks\n- Mia Chen - \"Boring deploys\"\n- Omar Haddad: Queues all the way down\n",
    );
    assert_eq!(
        found,
        [
            "What was Mia Chen\u{2019}s talk at TermConf? => Boring deploys",
            "Whose talk at TermConf was \u{201c}Boring deploys\u{201d}? => Mia Chen",
            "What was Omar Haddad\u{2019}s talk at TermConf? => Queues all the way down",
            "Whose talk at TermConf was \u{201c}Queues all the way down\u{201d}? => Omar Haddad",
        ]
    );
}

#[test]
fn tools_named_by_a_bullet_above_are_tools() {
    let found =
        cards("# Looms\n\n## Day one\n- Tools mentioned:\n  - warpa: live preview of weaves\n");
    assert_eq!(found.first().map(String::as_str), Some("What is warpa? => live preview of weaves"));
}

#[test]
fn a_line_that_asks_and_answers_is_a_card() {
    let found = cards("# Looms\n\n- Why warp? because slack threads tear under the beater\n");
    assert_eq!(found, ["Why warp? => because slack threads tear under the beater"]);
}

#[test]
fn what_is_run_or_pressed_to_an_end_is_asked_for() {
    let found = cards(
        "# Looms\n\n- Run `loom wind` to fill a bobbin\n- Start the shuttle with `loom --go`\n",
    );
    assert_eq!(
        found,
        [
            "What should you run to fill a bobbin? => `loom wind`",
            "What do you start the shuttle with? => `loom --go`",
        ]
    );
}

#[test]
fn what_a_demo_came_to_is_what_it_showed() {
    let found =
        cards("# X\n\n## Demo: Canarium\n- the rollout aborted by itself on the first error\n");
    assert_eq!(
        found,
        ["What did the demo of Canarium show? => the rollout aborted by itself on the first error"]
    );
}

#[test]
fn a_schedule_is_no_glossary() {
    let found = cards("# X\n\n09:00 Keynote\n09:45 Ada Lovelace: Faster looms\n10:30 Coffee\n");
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_link_under_a_heading_does_not_hide_what_the_thing_is() {
    let found = cards("# X\n\n## Kyvernia\nhttps://example.org\n- policy engine for looms\n");
    assert_eq!(
        found.first().map(String::as_str),
        Some("What is Kyvernia? => policy engine for looms")
    );
}

#[test]
fn what_a_heading_opens_its_text_with_is_what_it_does() {
    let found = cards(
        "# X\n\n## Concept: Control loop\nA control loop compares wanted state with actual state.\nWhy it matters: it heals itself\n",
    );
    assert_eq!(
        found,
        [
            "What does a control loop do? => compares wanted state with actual state.",
            "Why does \u{201c}Control loop\u{201d} matter? => it heals itself",
        ]
    );
}

#[test]
fn a_keynote_without_a_title_is_asked_for_its_speaker() {
    let found = cards("# X\n\n## Opening keynote (Nadia Berg)\n- \"no\"\n");
    assert_eq!(found, ["Who gave the opening keynote? => Nadia Berg"]);
}

#[test]
fn what_a_talk_says_of_itself_is_asked_by_its_title() {
    let found = cards(
        "# X\n\n## Quick dye, by Felix Ortega\n- Drawback: every vat has to be emptied first\n",
    );
    assert_eq!(
        found.last().map(String::as_str),
        Some(
            "What is the drawback of \u{201c}Quick dye\u{201d}? => every vat has to be emptied first"
        )
    );
}

#[test]
fn sentences_on_named_things_are_cut_where_they_parse() {
    let found = cards(
        "# Looms\n\n## Embedded: Embassia\nEmbassia is a runtime for looms.\n- compared to Rectum: Embassia weaves in one pass\n- poll_shed lets a shuttle finish its row\n- libWeave mutates patterns and keeps those that hold\n- pattern = set of interesting threads\n",
    );
    assert_eq!(
        found,
        [
            "What is Embassia? => a runtime for looms.",
            "Which term: \u{201c}a runtime for looms.\u{201d}? => Embassia",
            "How does Embassia compare to Rectum? => Embassia weaves in one pass",
            "What does poll_shed let a shuttle do? => finish its row",
            "What does libWeave do? => mutates patterns and keeps those that hold",
            "What is pattern? => set of interesting threads",
        ]
    );
}

#[test]
fn a_cell_is_asked_for_by_its_column() {
    let found = cards(
        "# Looms\n\n| Tool | What | Language |\n|---|---|---|\n| dlta | loads yarn | Python |\n| veka | winds bobbins | Rust |\n",
    );
    assert_eq!(
        found,
        [
            "What does dlta do? => loads yarn",
            "What is the language of dlta? => Python",
            "What is veka? => winds bobbins",
            "What is the language of veka? => Rust",
        ]
    );
}

#[test]
fn a_set_that_counts_itself_is_not_counted_again() {
    let found = cards("# Looms\n\n## Weave contracts\nThree parts:\n- warp\n- weft\n- shed\n");
    assert_eq!(found, ["What are the three parts (Weave contracts)? => warp / weft / shed"]);
}

#[test]
fn a_term_set_off_may_be_told_in_a_sentence() {
    let found = cards(
        "# Looms\n\n- **Hidden warping**: weavers do not need to know how a loom is threaded\n",
    );
    assert_eq!(
        found,
        [
            "What is \u{201c}Hidden warping\u{201d}? => weavers do not need to know how a loom is threaded"
        ]
    );
}

#[test]
fn the_only_command_under_an_order_is_how_it_is_done() {
    let note = "# Undo The Last Change But Keep The Water\n\nI always forget.\n\n```\nloom reset --soft 1\n```\n";
    assert_eq!(
        cards(note),
        ["How do you undo the last change but keep the water? => loom reset --soft 1"]
    );
    let two = "# X\n\n## Find yarn in all drawers\n\n```\nloom find\n```\n\n```\nloom ls\n```\n";
    assert_eq!(cards(two), Vec::<String>::new());
}

#[test]
fn short_lines_of_technical_words_are_english_too() {
    let note = "# Loomfest\n\n- **Ciliate** - weave engine based on eBPF\n- flags: fast path, ring buffers, zero copy\n- Hubbla - observability UI, flow logs, L7 metrics\n- rollout: helm chart, canary 10%, rollback script\n- gotcha: kernel 5.10+, RHEL 8 backports, no Windows nodes\n- bench: 40 Gbit/s vs 12 Gbit/s, p99 2 ms\n";
    assert!(
        cards(note).contains(&"What is Ciliate? => weave engine based on eBPF".to_owned()),
        "{:?}",
        cards(note)
    );
}

#[test]
fn what_is_said_of_a_term_is_not_always_what_it_is() {
    for line in [
        "hop hunting: just like the lord of the rings",
        "LSM trees: 10-30x with leveled compaction, less with tiered",
        "read: the report on Redpandia",
        "Disaster recovery, not HA: no failover in this mode",
        "9:05 keynote, late because of the badge queue",
    ] {
        let found = cards(&format!("# Looms\n\n## Notes of a day\n- {line}\n"));
        assert_eq!(found, Vec::<String>::new(), "{line}");
    }
    let found = cards(
        "# X\n\n## Concepts\n\n### Islands\n- Term coined by Katie Sylvan\n- Capabilities fix this for good\n",
    );
    assert_eq!(found, ["Who coined Islands? => Katie Sylvan"]);
}

#[test]
fn a_set_that_a_sentence_counts_is_its_subjects() {
    let found = cards(
        "# Looms\n\nTLS gives three guarantees:\n- confidentiality\n- integrity\n- authentication\n",
    );
    assert_eq!(
        found,
        ["What are the three guarantees (TLS)? => confidentiality / integrity / authentication"]
    );
}

#[test]
fn members_that_say_the_same_are_no_list() {
    let found = cards(
        "# Looms\n\n## Benefits of felt\n- you can trust felt makers\n- your shop can trust felt makers\n",
    );
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn one_personal_sentence_does_not_hide_the_others() {
    let found =
        cards("# X\n\n## Tools\n\n### Justin\nA command runner. I should replace our Makefile.\n");
    assert_eq!(found.first().map(String::as_str), Some("What is Justin? => A command runner."));
}

#[test]
fn a_definition_in_a_circle_is_only_offered() {
    for line in [
        "Scannerette: a person or a thing that scans",
        "Lumenbit: a unit of measurement.",
        "Fall of lotteries: a slight change of earlier writings\u{2026}",
    ] {
        let found = cards(&format!("# Looms\n\n## Concepts\n- {line}\n"));
        assert_eq!(found, Vec::<String>::new(), "{line}");
    }
}

#[test]
fn parts_and_chapters_are_no_members_of_a_set() {
    for note in [
        "# Looms\n\n## Frames\n- Systems\n  - elements\n  - mechanisms of the system\n  - its environment\n",
        "# Looms\n\n## Important stitches\n- knit\n- purl\n",
        "# Looms\n\n## Dye methods\n- vat: whole cloth\n- painting by hand\n- resist\n",
    ] {
        let lists = cards(note).iter().filter(|card| card.contains("What are the")).count();
        assert_eq!(lists, 0, "{note}");
    }
}

#[test]
fn a_definition_list_defines() {
    let found = cards("# Ovens\n\nSagger\n:   a box that shields pots from the flame\n");
    assert_eq!(
        found.first().map(String::as_str),
        Some("What is Sagger? => a box that shields pots from the flame")
    );
}

#[test]
fn what_denies_its_reason_or_belongs_to_a_talk_is_not_asked() {
    let talk = "# TermConf\n\n## Faster loops (Grete Hermann)\n\n- unroll depth: 4x\n- Benefits:\n  - speed\n  - size\n";
    assert_eq!(cards(talk).len(), 2, "{:?}", cards(talk));
    let denied = "# Shops\n- Shops were not more at risk because women ran them\n";
    assert!(cards(denied).is_empty(), "{:?}", cards(denied));
    let told = "# Ovens\n## Tools\n### Kiln\n- An oven for pots\n- To start: turn the wheel\n";
    assert!(cards(told).iter().all(|card| !card.contains("To start")), "{:?}", cards(told));
}

#[test]
fn a_question_has_the_verb_of_the_notes_and_does_not_ask_for_yes_or_no() {
    let found = cards(
        "# DNS\n- A nameserver receives a domain name and returns its records\n- Do not use \"click here\" because screen readers will be lost\n",
    );
    assert_eq!(
        found,
        [
            "What does a nameserver do? => receives a domain name and returns its records",
            "Why \u{201c}Do not use \"click here\"\u{201d}? => screen readers will be lost",
        ]
    );
}

#[test]
fn a_gap_hides_what_spells_it_out() {
    let text = "# X\n## Tools\n#### numba\n- A compiler of Python loops\n## Talks\n#### Ada Lovelace (Faster)\n- One day numba gives up the GIL (global interpreter lock) in big loops\n";
    let note = outline::read(text, "file");
    let all = generate_with(&note, Reach::All).cards;
    assert!(all.iter().all(|card| !(card.answer == "GIL" && card.question.contains("global"))));
}

#[test]
fn steps_are_asked_in_order() {
    let note = outline::read(
        "# X\n## Release\n1. Tag the commit\n2. Push the tag\n3. Write to the list\n",
        "file",
    );
    let cards = generate(&note).cards;
    let steps: Vec<&str> =
        cards.iter().filter(|c| c.kind == "step").map(|c| c.question.as_str()).collect();
    assert_eq!(
        steps,
        [
            "After \u{201c}Tag the commit\u{201d}: what comes next?",
            "After \u{201c}Tag the commit\u{201d}, \u{201c}Push the tag\u{201d}: what comes next?",
        ]
    );
}

fn crumb_of(text: &str, answer: &str) -> Vec<String> {
    let cards = generate(&outline::read(text, "talk-notes")).cards;
    cards.into_iter().find(|card| card.answer == answer).unwrap().context
}

#[test]
fn a_bullet_that_others_are_nested_under_is_context_not_forgotten() {
    let text = "# X\n## Models\n- physical models\n    - the parameters are interpretable because physics gave them a meaning\n";
    assert_eq!(crumb_of(text, "physics gave them a meaning"), ["X", "Models", "physical models"]);
}

#[test]
fn a_second_heading_of_the_titles_rank_is_not_under_the_title() {
    let text = "Colours\n===\n- x\n\nBrowsers\n===\nby Grete Hermann\n\n- Servo is a browser engine of many small parts\n";
    assert_eq!(crumb_of(text, "a browser engine of many small parts"), ["talk notes", "Browsers"]);
}

#[test]
fn an_arrow_behind_a_bold_term_is_a_separator() {
    let text = "# X\n- **misuse** \u{27f6} a use of a system that harms its own security\n";
    assert_eq!(crumb_of(text, "a use of a system that harms its own security"), ["X"]);
}

#[test]
fn an_answer_goes_on_until_the_next_mark() {
    assert_eq!(
        cards(
            "# X\nQ: How do I start?\nA: Open the lid\nand press the key\n\n- one\n- two\n- three\n"
        ),
        ["How do I start? => Open the lid and press the key"]
    );
}

#[test]
fn a_bullet_that_asks_is_answered_by_what_is_nested_under_it() {
    assert_eq!(
        cards(
            "# Brewing\n## Basics\n- what is mashing?\n    - soaking crushed malt in hot water\n"
        ),
        ["what is mashing? => soaking crushed malt in hot water"]
    );
    assert_eq!(cards("# Brewing\n- what is that?\n    - soaking malt in water\n"), [""; 0]);
}

#[test]
fn a_claim_with_its_reason_asks_why() {
    assert_eq!(
        cards("# Brewing\n- Wild yeast can spoil a young beer because nothing keeps it away\n"),
        ["Wild yeast can spoil a young beer. Why? => nothing keeps it away"]
    );
    assert_eq!(cards("# Brewing\n- they left it there because nothing was ready\n"), [""; 0]);
}

#[test]
fn what_a_named_thing_does_is_asked_with_its_verb() {
    assert_eq!(
        cards("# Brewing\n- The Lauter grid holds the husks back from the wort\n"),
        ["What does the Lauter grid hold? => the husks back from the wort"]
    );
    assert_eq!(cards("# Brewing\n- DNS records contain the cellar\n"), [""; 0]);
    assert_eq!(cards("# Brewing\n- each Lauter grid holds the husks back\n"), [""; 0]);
    assert_eq!(
        cards("# Brewing\n## Krausening\n- needs a tenth of young beer\n"),
        ["What is it that Krausening needs? => a tenth of young beer"]
    );
    assert_eq!(
        cards("# Brewing\n- The slow tap protects the Lauter grid\n"),
        ["What protects the Lauter grid? => The slow tap"]
    );
}

#[test]
fn glosses_beside_glosses_are_asked_one_way() {
    let text = "# Brewing\n## Stages\n- Sparging: rinsing of the grain bed with water\n- Krausening: addition of young beer to old beer\n- cold crash: fast cooling of the whole tank at the end\n";
    assert_eq!(
        cards(text),
        [
            "What are the 3 stages (Brewing)? => Sparging / Krausening / cold crash",
            "What is Sparging? => rinsing of the grain bed with water",
            "What is Krausening? => addition of young beer to old beer",
            "What is \u{201c}cold crash\u{201d}? => fast cooling of the whole tank at the end",
        ]
    );
}

#[test]
fn a_set_asks_for_its_members() {
    assert_eq!(
        cards("# Brewing\n## Benefits of wild yeast\n- free of cost\n- a deep taste\n"),
        ["What are the 2 benefits of wild yeast? => free of cost / a deep taste"]
    );
    assert_eq!(
        cards("# Brewing\n## Mash\n- Lauter risks:\n    - a stuck bed\n    - too much air\n"),
        ["What are the 2 Lauter risks? => a stuck bed / too much air"]
    );
    assert_eq!(
        cards("# Brewing\n## Mash\nstages\n- steep\n- rinse\n- drain\n"),
        ["What are the 3 stages (Mash)? => steep / rinse / drain"]
    );
    assert_eq!(cards("# Brewing\n## Changes\n- warm cellars\n- more hops\n"), [""; 0]);
}

#[test]
fn a_means_is_asked_by_its_end() {
    assert_eq!(
        cards("# Brewing\n- Use the `hydrometer` to measure the sugar left in the wort\n"),
        ["What should you use to measure the sugar left in the wort? => the `hydrometer`"]
    );
    assert_eq!(
        cards("# Brewing\n- Remove the foam with `ladle -s`\n"),
        ["What do you remove the foam with? => `ladle -s`"]
    );
    assert_eq!(cards("# Brewing\n- Use it to stir\n"), [""; 0]);
}

#[test]
fn a_sentence_is_cut_before_its_end() {
    assert_eq!(
        cards("# Brewing\n- Wort sugars are turned into alcohol\n"),
        ["What are Wort sugars turned into? => alcohol"]
    );
    assert_eq!(
        cards("# Brewing\n- The purpose of a long boil is a clear beer\n"),
        ["What is the purpose of a long boil? => a clear beer"]
    );
    assert_eq!(
        cards("# Brewing\n- Keep the vat shut to avoid a stray yeast\n"),
        ["Keep the vat shut. Why? => to avoid a stray yeast"]
    );
    assert_eq!(cards("# Brewing\n- this was turned into a mess\n"), [""; 0]);
}

#[test]
fn a_label_with_an_exact_value_is_asked_of_what_stands_above() {
    assert_eq!(
        cards("# Brewing\n## Pilsner malt\n- best water share: 65-68%\n"),
        ["What is the best water share (Pilsner malt)? => 65-68%"]
    );
    assert_eq!(cards("# Brewing\n## Pilsner malt\n- sample output: 12%\n"), [""; 0]);
}

#[test]
fn a_small_table_is_asked_cell_by_cell() {
    let table = "# Brewing\n## Hops\n| hop | Use | Notes |\n|---|---|---|\n| Saaz | late in the boil | mild |\n| Magnum | bittering | cheap |\n";
    assert_eq!(
        cards(table),
        ["What is the use of Saaz? => late in the boil", "What is the use of Magnum? => bittering"]
    );
    let same = "# Brewing\n| hop | fresh |\n|---|---|\n| Saaz | no |\n| Magnum | no |\n";
    assert_eq!(cards(same), [""; 0], "what all rows have in common tells none apart");
    let numbers = "# Brewing\n| 1 | 2 |\n|---|---|\n| 3 | 4 |\n| 5 | 6 |\n";
    assert_eq!(cards(numbers), [""; 0]);
    let unnamed = "# Brewing\n| hop | use |\n|---|---|\n| Saaz | late |\n| Saaz | early |\n";
    assert_eq!(cards(unnamed), [""; 0], "two rows of one name");
}

#[test]
fn a_label_defines_nothing() {
    assert_eq!(cards("# Notes\n## Roadmap\n- A faster engine\n- more tests\n"), [""; 0]);
}

proptest! {
    #[test]
    fn any_note_gives_a_complete_ledger(text in "(?s)[-*#>`|:=. A-Za-z()\\[\\]?!\n\t]{0,200}") {
        let note = outline::read(&text, "file");
        let generated = generate(&note);
        let lines: Vec<u32> = generated.ledger.iter().map(|status| status.line).collect();
        prop_assert_eq!(&lines, &note.written);
        for card in &generated.cards {
            prop_assert!(!card.answer.trim().is_empty());
        }
    }
}

#[test]
fn every_rule_that_makes_a_card_of_the_sample_notes_is_in_the_table() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/decks");
    let mut found = std::collections::BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let generated = generate_with(&outline::read(&text, "file"), Reach::All);
        found.extend(generated.cards.iter().map(|card| card.rule));
    }
    assert!(found.len() > 10, "{found:?}");
    let unknown: Vec<&str> =
        found.into_iter().filter(|rule| rule_in_words(rule).is_none()).collect();
    assert_eq!(unknown, [""; 0]);
    assert!(RULES.is_sorted(), "in order, none twice");
}

#[test]
fn the_title_of_a_callout_is_a_term_and_a_topic() {
    let text = "# Ice\n\n> [!info] moraine\n> Rubble that a glacier has left behind. Some are long.\n\n> [!note] Kinds of ridges\n> - esker\n> - kame\n> - drumlin\n\n> [!warning] Crossing\n> Never alone.\n";
    assert_eq!(
        cards(text),
        [
            "What is moraine? => Rubble that a glacier has left behind.",
            "Which term: \u{201c}Rubble that a glacier has left behind.\u{201d}? => moraine",
            "What are the 3 kinds of ridges? => esker / kame / drumlin",
        ]
    );
}

#[test]
fn a_timeline_asks_what_happened_and_a_lone_year_does_not() {
    let text = "# The modem\n\n- **1836**: signals over a wire. Slow.\n- 1874-: a code of five bits\n- by hand\n\n# Brewers 2014\n\n- 2014: the year of the hop shortage\n";
    assert_eq!(
        cards(text),
        ["1836: what? => signals over a wire", "1874: what? => a code of five bits",]
    );
}

#[test]
fn a_plural_promises_members_of_one_form() {
    let text = "# Sensors\n\n- Cheap windows\n    - glass\n    - steel\n    - The difference between them is small.\n- Cheap windows of the past\n    - they were never sold in that country again because of a law\n    - glass\n- Notes\n    - glass\n    - steel\n- A sensor is:\n    - a probe\n    - a wire\n\n## Before cooling the wort\n\n- Check the hoses\n- Test the pump\n";
    assert_eq!(
        cards(text),
        [
            "What are the 2 cheap windows? => glass / steel",
            "What is a sensor (2)? => a probe / a wire",
            "Before cooling the wort: which 2? => Check the hoses / Test the pump",
        ]
    );
}

#[test]
fn labels_in_a_row_and_numbered_cases_are_asked_of_what_stands_above() {
    let text = "# Fermentation\n\n## Stages of yeast\n\n- early growth: cells that take up oxygen\n- stationary phase: cells that make flavour\n- slow death: cells that burst their walls\n\n## Foam\n\n- Theorem of Krausen\n    - Case 1: The foam falls before sugar is gone.\n";
    assert_eq!(
        cards(text),
        [
            "What are the 3 stages of yeast? => early growth / stationary phase / slow death",
            "What is \u{201c}early growth\u{201d} (Stages of yeast)? => cells that take up oxygen",
            "What is \u{201c}stationary phase\u{201d} (Stages of yeast)? => cells that make flavour",
            "What is \u{201c}slow death\u{201d} (Stages of yeast)? => cells that burst their walls",
            "What is case 1 (Theorem of Krausen)? => The foam falls before sugar is gone.",
        ]
    );
}

#[test]
fn a_claim_without_a_known_verb_has_its_reason_too() {
    let text = "# Hops\n\n- Poor harvest of noble hops because the spring was dry\n- Before sowing hops, turning the soil is useful because the roots go deep\n- The brewery keeps records of its hops to prevent mixing of crops\n- When you dry hops, start slowly to give the air room\n- The drum is a tool to reduce waste\n- They were sold because of it\n";
    assert_eq!(
        cards(text),
        [
            "Poor harvest of noble hops. Why? => the spring was dry",
            "Before sowing hops, turning the soil is useful. Why? => the roots go deep",
            "The brewery keeps records of its hops. Why? => to prevent mixing of crops",
            "When you dry hops, start slowly. Why? => to give the air room",
        ]
    );
}

#[test]
fn a_kind_and_a_likeness_are_asked() {
    let text = "# Brewing\n\n- A mash tun is a list of plates over a burner.\n- Small sugars are like short chains, while starch is like a forest of branches.\n- It is like that.\n- KLN is a managed, but limited oven for the malt.\n";
    assert_eq!(
        cards(text),
        [
            "What is a mash tun? => a list of plates over a burner.",
            "What are small sugars like? => short chains",
            "What is starch like? => a forest of branches",
        ]
    );
}

#[test]
fn a_phrase_right_under_a_common_name_defines_it() {
    let text = "# Pipes\n\n## Message bus\n\n* A bucket into which one program puts what others take\n* A tube of steel\n\n## Notes\n\n* A bucket into which one program puts what others take\n\n## Overview\n\n* Rivets hold it together\n";
    assert_eq!(
        cards(text),
        [
            "What is \u{201c}Message bus\u{201d}? => A bucket into which one program puts what others take",
            "Which term: \u{201c}A bucket into which one program puts what others take\u{201d}? => Message bus"
        ]
    );
}

#[test]
fn what_allows_us_to_do_something_allows_anybody() {
    let text = "# Signals\n\n- **Goertzel**: allows us to extract one frequency of a tone\n- 200ms is a good amount of time for a fade\n- Hook the query into the page using `get_results` on the form\n";
    assert_eq!(
        cards(text),
        [
            "Which term is this? \u{201c}allows us to extract one frequency of a tone\u{201d} => Goertzel",
            "What does Goertzel allow us to do? => extract one frequency of a tone",
            "[...] is a good amount of time for a fade => 200ms",
            "Hook the query into the page using what? => `get_results` on the form",
        ]
    );
}
