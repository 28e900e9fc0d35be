//! Advice and its reasons, contrasts, and what only looks like a term.

use super::cards;

#[test]
fn advice_is_asked_for_the_reason_that_stands_below_it() {
    let found = cards(
        "# Running databases\n\n## Indexes\n\n- Don't index boolean columns\n  - The planner skips them in most cases\n- Always set a lock timeout\n  - It keeps one query from blocking the others\n- You should watch the replicas\n  - because readers see stale rows\n- Turn off autocommit in batches\n  - reduces the log by a factor of ten\n- Never sort in the client. The server has an index for that.\n\n### Pick boring extensions\n\nThey are still maintained in five years.\n",
    );
    assert_eq!(
        found,
        [
            "Don't index boolean columns. Why? => The planner skips them in most cases",
            "Always set a lock timeout. Why? => It keeps one query from blocking the others",
            "You should watch the replicas. Why? => readers see stale rows",
            "Turn off autocommit in batches. Why? => reduces the log by a factor of ten",
            "Never sort in the client. Why? => The server has an index for that",
            "Pick boring extensions. Why? => They are still maintained in five years",
        ]
    );
}

#[test]
fn what_stands_below_advice_is_not_always_its_reason() {
    for below in [
        "Use a second queue for that",
        "Example: the mail server",
        "It is a flag of the server",
        "see the manual",
    ] {
        let found =
            cards(&format!("# Servers\n\n## Limits\n\n- Set a limit on uploads\n  - {below}\n"));
        assert!(!found.iter().any(|card| card.contains("Why?")), "{found:?}");
    }
    let found = cards(
        "# Servers\n\n## Limits\n\n1. Keep the lid shut\n   - it keeps the heat inside\n\n- Log files\n  - they grow fast\n",
    );
    assert!(!found.iter().any(|card| card.contains("Why?")), "{found:?}");
}

#[test]
fn advice_is_asked_for_what_is_preferred_and_for_its_moment() {
    let found = cards(
        "# Running databases\n\n## Habits\n\n- Prefer partial indexes over full ones\n- Test restores, not backups\n- Blame systems rather than people\n- Double check the plan before shipping a query\n- Remove grants not used for months\n",
    );
    assert_eq!(
        found,
        [
            "What should you prefer over full ones? => partial indexes",
            "What should you test, not backups? => restores",
            "What should you blame rather than people? => systems",
            "When should you double check the plan? => before shipping a query",
        ]
    );
}

#[test]
fn what_comes_of_leaving_advice_is_its_reason() {
    let found = cards(
        "# Servers\n\n## Habits\n\n- backfill in batches, otherwise one transaction holds the lock\n- Comment on the code, never on the person\n- Never mix moves with edits, because the reader cannot see which lines matter\n- Don't let a change wait because two people disagree\n",
    );
    assert_eq!(
        found,
        [
            "backfill in batches. Why? => otherwise one transaction holds the lock",
            "What should you comment on, never on the person? => the code",
            "Never mix moves with edits. Why? => the reader cannot see which lines matter",
        ]
    );
}

#[test]
fn what_only_looks_like_a_term_or_its_gloss_is_none() {
    for line in [
        "New tools: a pump and a hose",
        "October: a storm of protest in the town",
        "Offer ends by: a letter of refusal to the seller",
        "hot + cold = a shock to the glass",
        "paxos: same guarantees of order, harder to teach",
        "flapping alert: fix or delete it in the same week",
        "I/O bound \u{2192} threads or an event loop",
        "fifo: simple, but long jobs hold up the others",
        "Sierra: no new cases of the illness",
        "'Open: a story of the lock' by somebody",
        "Book rec: the field guide to birds of the coast",
        "journalistic: whenever a gap of time appears",
        "on context switch: flush the entries of the table",
        "nano: small, no modes, less typing",
        "recipes take arguments: `just deploy staging`",
        "Found by Grete Hermann because the logins took longer",
        "Kiln uses a graph, a session manager, threads of its own",
        "Kilnworks: t-shirts in XXL only",
        "Kilnworks: spin the wheel for a sticker",
        "Opening: Grete Hermann, director of the museum",
        "Clay Hour: Grete Hermann \"The Silent Ovens\" again",
        "Mon - wed in the library of the town",
        "parts list: a lid, a rim and a foot",
        "steps she likes: a warm bath for the clay",
        "Backward fine: remove a field, add a field with a default",
        "live kiln review: question the glaze, understand clay",
        "E.g. `kiln 2.3` is compatible with `kiln 3`",
        "exercise: order a pizza with the screen off",
        "oven eggs: a pinch while beating",
        "bellows: blue pump, sit upright",
        "canary by weight is built in, no plug-ins",
        "binary is called `kiln3t`",
        "Please Do Not Throw Sausage Away",
        "common: the tool that you need depends on the thing that broke",
        "New 2031 rule replaces HX-20",
        "KilnMaster uses a fifth of the power?? look it up",
        "Use `soak` for slip, glaze jumps",
        "add two lines, see both of them: `kiln log`",
    ] {
        assert_eq!(cards(&format!("# Notes on work\n\n## Bits\n\n- {line}\n")), [""; 0], "{line}");
    }
}

#[test]
fn an_answer_ends_where_another_thing_is_spoken_of() {
    let found = cards(
        "# Kit\n\n## Bits\n\n- `kiln` fires the clay at night; `oven` bakes the bread\n- PUT replaces the whole record, PATCH changes parts of it\n- KilnMaster collects, sorts and stores pots\n- the mark disables the other two until it passes\n- The ship was built in 1919\n- the cost is raised since the cache was turned off in that build. 3.14: about 5%\n",
    );
    assert_eq!(
        found,
        [
            "What does `kiln` do? => fires the clay at night",
            "What does PUT replace? => the whole record",
            "What does KilnMaster do? => collects, sorts and stores pots",
            "When was the ship built? => 1919",
            "Why is the cost raised? => the cache was turned off in that build.",
        ]
    );
}

#[test]
fn a_document_or_a_book_by_somebody_is_no_talk() {
    for heading in ["PEP 703 (Grete Hermann)", "Grete Hermann (The Silent Ovens)"] {
        let found = cards(&format!("# Reading\n\n## {heading}\n\n- Ovens hum at night\n"));
        assert!(!found.iter().any(|card| card.contains("talk")), "{found:?}");
    }
    let found = cards("# OvenConf\n\n## Grete Hermann (The Silent Ovens)\n\n- Ovens hum\n");
    assert!(found.iter().any(|card| card.contains("talk")), "{found:?}");
}

#[test]
fn a_sentence_that_sets_two_things_apart_is_asked_for_both() {
    let found = cards(
        "# Concurrency\n\n## Models\n\n- A mutex protects shared data, whereas a semaphore counts permits\n- Unlike threads, goroutines are scheduled by the runtime\n- Some locks spin, while others sleep\n",
    );
    assert_eq!(
        found,
        [
            "What does a mutex protect? => shared data",
            "What is the difference between a mutex and a semaphore? => A mutex protects shared data, whereas a semaphore counts permits",
            "What are goroutines, unlike threads? => scheduled by the runtime",
        ]
    );
}

#[test]
fn a_reason_ends_with_its_sentence_and_a_count_is_of_what_stands_above_it() {
    let found = cards(
        "# Kit\n\n## Bits\n\n- SBOM (what is in the box)\n    - two formats: SPDX and CycloneDX\n- The vacuum is turned off because people find it slow. it makes everything worse\n- Windows can't delete open files\n",
    );
    assert_eq!(
        found,
        [
            "What are the two formats (SBOM)? => SPDX and CycloneDX",
            "Why is the vacuum turned off? => people find it slow.",
            "What can Windows not delete? => open files",
        ]
    );
}
