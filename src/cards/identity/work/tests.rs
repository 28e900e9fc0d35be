//! What each stage pairs, and what it leaves alone.

use crate::cards::identity::{Matching, Pin, Stored, matching, matching_across};
use crate::cards::{Draft, Tier};
use crate::values::ids::CardId;
use crate::values::lines::Lines;

/// A card as `rule kind | entity | fact | question | answer`; a line each, from the first on.
fn fields(card: &str) -> [&str; 6] {
    let mut parts = card.split('|').map(str::trim);
    let mut next = || parts.next().unwrap();
    let (rule, kind) = next().split_once(' ').unwrap();
    [rule, kind, next(), next(), next(), next()]
}

fn stored(cards: &[&str]) -> Vec<Stored> {
    let card = |(at, card): (u32, &&str)| {
        let [rule, kind, entity, fact, question, answer] = fields(card).map(str::to_owned);
        let (id, line) = (CardId::born(1, at), at);
        let (retired, reviewed) = (false, true);
        Stored { id, rule, kind, entity, fact, question, answer, line, retired, reviewed }
    };
    (1..).zip(cards).map(card).collect()
}

fn retired(cards: &[&str]) -> Vec<Stored> {
    stored(cards).into_iter().map(|card| Stored { retired: true, ..card }).collect()
}

fn drafts(cards: &[&'static str]) -> Vec<Draft> {
    let card = |(at, card): (u32, &&'static str)| {
        let [rule, kind, entity, fact, question, answer] = fields(card);
        Draft {
            rule,
            kind,
            tier: Tier::Core,
            confidence: 90,
            question: question.to_owned(),
            answer: answer.to_owned(),
            context: Vec::new(),
            lines: Lines::from(at),
            entity: entity.to_owned(),
            entity_kind: "tool",
            fact: fact.to_owned(),
            variant: 0,
            tags: Vec::new(),
            brought: None,
        }
    };
    (1..).zip(cards).map(card).collect()
}

fn matched(old: &[&str], new: &[&'static str]) -> Matching {
    matching(&stored(old), &drafts(new), &[])
}

/// Which old card each new one is, `.` for none.
#[track_caller]
fn check(old: &[&str], new: &[&'static str], expected: &str) {
    assert_eq!(shown(&matched(old, new)), expected);
}

fn shown(matching: &Matching) -> String {
    let old = matching.old_of_new.iter();
    old.map(|at| at.map_or(".".to_owned(), |at| at.to_string())).collect::<Vec<_>>().join(" ")
}

const MOSH: &str = "R25 def_fwd | mosh | a remote terminal that survives sleep | What is mosh? | A remote terminal that survives sleep";
const TMUX: &str = "R25 def_fwd | tmux | a multiplexer of shells in a window | What is tmux? | A multiplexer of shells in a window";

#[test]
fn what_is_as_it_was_is_the_same_wherever_it_stands() {
    check(&[MOSH, TMUX], &[TMUX, MOSH], "1 0");
    check(&[MOSH], &[], "");
    assert_eq!(matched(&[MOSH, TMUX], &[TMUX]).gone, [0]);
}

#[test]
fn a_line_under_another_heading_is_the_same() {
    let moved = "R25 def_fwd | ssh | a remote terminal that survives sleep | What is ssh? | A remote terminal that survives sleep";
    check(&[MOSH], &[moved], "0");
}

#[test]
fn copies_are_paired_only_where_none_came_or_went() {
    check(&[MOSH, MOSH], &[MOSH, MOSH], "0 1");
    let one = matched(&[MOSH], &[MOSH, MOSH]);
    assert_eq!(one.old_of_new.iter().flatten().count(), 1, "one of them is the card");
}

#[test]
fn a_card_that_asks_for_its_heading_bears_another_name() {
    let old = "R25 def_rev | mosh | a remote terminal that survives sleep | Which tool? | mosh";
    let new = "R25 def_rev | roamer | a remote terminal that survives sleep | Which tool? | roamer";
    check(&[old], &[new], "0");
}

#[test]
fn another_rule_may_ask_for_the_same_fact() {
    let other = "R08 term_fwd | mosh | a remote terminal that survives sleep | What does mosh mean? | A remote terminal that survives sleep";
    check(&[MOSH], &[other], "0");
    let reverse =
        "R08 term_rev | mosh | a remote terminal that survives sleep | Which term? | mosh";
    check(&[MOSH], &[reverse], ".");
}

#[test]
fn a_touched_line_that_another_rule_asks_for_is_known_by_its_answer() {
    let said = "the hard parts of testing as one who did it says";
    let old =
        format!("R27 descriptor | deploying | drills on live machines: {said} | Drills? | {said}");
    let new = "R25 def_fwd | drills | drills on live servers: the hard parts of testing as one who did it says | What are drills? | The hard parts of testing as one who did it says";
    check(&[&old], &[new], "0");
    check(&[&old, &old.replace("live", "dead")], &[new], ".");
    let camp = "R27 descriptor | camp | a summer camp for penguins that got lost is held by the sea side | Camp? | by the sea side";
    let chaos = "R25 def_fwd | chaos | a monkey pulls the cables out at night by the sea side | What is chaos? | by the sea side";
    check(&[camp], &[chaos], ".");
}

#[test]
fn a_touched_line_is_known_by_a_short_answer_where_nothing_else_could_be_meant() {
    let old = "R24 figure | mosh | it sleeps for 3 days in a row at most | How long? | 3 days";
    let new = "R28 cloze | mosh | it sleeps for 3 days in one row at most | gap | 3 days";
    let other = "R29 acts | mosh | it sleeps for 3 days in a row at the most | What? | 3 days";
    let reverse = "R25 def_rev | mosh | it sleeps for 3 days in one row at most | Who? | 3 days";
    check(&[old], &[new], "0");
    check(&[old], &[new, other], ". .");
    check(&[old], &[reverse], ".");
    let list = "R30 list | tea | tea is green and black and sold by weight | Which kinds? | green tea that is sold by weight\nblack";
    let item = "R25 def_fwd | tea | green tea that is sold by weight | What is tea? | green tea that is sold by weight";
    check(&[list], &[item], ".");
}

#[test]
fn of_answers_that_changed_places_neither_was_mended() {
    let qa = |question: &str, answer: &str| {
        format!("M01 qa | note | {question} {answer} | {question} | {answer}")
    };
    let [tea, walk] = [qa("why get up at all", "tea"), qa("why go out at night", "a walk")];
    let new = [
        "M01 qa | note | why get up at all a walk | why get up at all | a walk",
        "M01 qa | note | why go out at night tea | why go out at night | tea",
    ];
    check(&[&tea, &walk], &new, ". .");
    check(&[&tea], &new, ". .");
    check(&[&tea], &new[..1], "0");
}

#[test]
fn a_card_that_left_names_the_one_that_it_may_be() {
    let named = |old: &[&str], new: &[&'static str]| {
        let heirs = matched(old, new).heirs;
        heirs.into_iter().map(|(old, new)| format!("{old}>{new}")).collect::<Vec<_>>().join(" ")
    };
    let same_question = "R25 def_fwd | mosh | what ssh should have been | What is mosh? | What ssh should have been";
    assert_eq!(named(&[MOSH], &[same_question]), "0>0");
    let same_place = "R25 def_fwd | zellij | panes | What is zellij? | Panes";
    assert_eq!(named(&[MOSH, TMUX], &[same_place, TMUX]), "0>0");
    assert_eq!(named(&[MOSH, TMUX], &[TMUX, same_place]), "");
    let half = "R22 advice | mosh | a remote terminal outlives long sleep | What? | A remote";
    assert_eq!(named(&[MOSH, TMUX], &[half, same_question]), "0>1");
    let reverse = "R25 def_rev | ssh | a remote terminal outlives long sleep | Which? | ssh";
    assert_eq!(named(&[MOSH, TMUX], &[TMUX, reverse]), "");
}

#[test]
fn within_a_thing_less_likeness_is_enough_than_across_things() {
    let old = "R22 advice | mosh | keep one session for every server you know | What to do? | Keep one session for every server you know";
    let same = "R22 advice | mosh | keep one tab for each server you run | What to do? | Keep one tab for each box you know";
    let other = "R22 advice | screen | keep one tab for each server you run | What to do? | Keep one tab for each box you know";
    check(&[old], &[same], "0");
    check(&[old], &[other], ".");
}

#[test]
fn a_thing_is_known_by_most_of_its_cards_when_its_name_changed() {
    let [a, b] = ["first of all it is written in one file of perl", "second it runs on every box"]
        .map(|fact| format!("R22 advice | mosh | {fact} | Why? | {fact}"));
    let old = "R22 advice | mosh | keep one session for every server you know | What? | Keep";
    let votes = [
        "R22 advice | roamer | first of all it is written in one file of perl | Why? | first of all it is written in one file of perl",
        "R22 advice | roamer | second it runs on every box | Why? | second it runs on every box",
    ];
    let new = "R22 advice | roamer | keep one tab for each server you run | What? | Keep";
    check(&[&a, &b, old], &[votes[0], votes[1], new], "0 1 2");
}

#[test]
fn few_words_are_alike_by_chance() {
    let old = "R08 term_fwd | mosh | fast shell tool | What is mosh? | fast shell tool";
    let new = "R08 term_fwd | mosh | slow shell tool | What is mosh? | slow shell tool";
    check(&[old], &[new], ".");
}

#[test]
fn no_gap_is_taken_for_another() {
    let sizes = |answer: &str| {
        format!("R28 cloze | disk | the page takes 4 kb and the block 64 | gap {answer} | {answer}")
    };
    let new = "R28 cloze | disk | the page takes 4 kb and the big block 64 | gap 64 | 64";
    check(&[&sizes("4 kb"), &sizes("64")], &[new], "1");
    check(&[&sizes("4 kb")], &[new], ".");
}

#[test]
fn an_answer_that_was_mended_in_its_place_is_the_cards() {
    let [old, other] = ["tea", "a long way home"]
        .map(|answer| format!("M01 qa | note | why get up {answer} | Why get up? | {answer}"));
    let new = "M01 qa | note | why get up for the birds at the lake | Why get up? | For the birds at the lake";
    check(&[MOSH, &old, TMUX], &[MOSH, new, TMUX], "0 1 2");
    check(&[&old, MOSH, TMUX], &[MOSH, new, TMUX], "1 . 2");
    check(&[MOSH, &old, &other, TMUX], &[MOSH, new, TMUX], "0 . 3");
}

#[test]
fn a_list_of_one_set_is_the_same_whatever_is_in_it() {
    let old =
        "R06 list | git | reset has 3 modes | Reset has 3 modes. Which 3? | soft\nmixed\nhard";
    let new = "R06 list | git | reset has 3 modes | Reset has 3 modes. Which 4? | keep\nmerge\nsafe\nsoft";
    check(&[MOSH, old], &[MOSH, new], "0 1");
    let old = "R30 list | tea | tea green black | Tea: which 2 kinds? | green\nblack";
    let new = "R30 list | tea | tea green black white smoked | Tea: which 4 kinds? | green\nblack\nwhite\nsmoked";
    check(&[old], &[new], "0");
}

#[test]
fn between_two_that_are_nearly_as_alike_nothing_is_guessed() {
    let twin = |number: &str| {
        let fact = format!("pass flag {number} for quiet logs at night");
        format!("R22 advice | mosh | {fact} | What? | {fact}")
    };
    let new = "R22 advice | mosh | pass flag nine for loud logs at night | What? | pass flag nine for loud logs at night";
    let open = matched(&[&twin("one"), &twin("two")], &[new]);
    assert_eq!(shown(&open), ".");
    assert_eq!(open.undecided.len(), 1);
    assert_eq!(open.undecided[0].candidates.len(), 2);
    assert_eq!(open.gone, [0, 1]);
    // Where none came or went, each is the one that stands where it stood.
    let news = [
        new,
        "R22 advice | mosh | pass flag ten for loud logs at night | What? | pass flag ten for loud logs at night",
    ];
    check(&[&twin("one"), &twin("two")], &news, "0 1");
}

#[test]
fn of_two_things_that_are_nearly_as_alike_neither_is_the_one_that_came() {
    let tool = |name: &str, part: &str| {
        let said = format!("a helper that keeps one quiet log of {part} safe");
        format!("R25 def_fwd | {name} | {said} | What is {name}? | {said}")
    };
    let new = "R25 def_fwd | zellij | a helper that keeps one quiet log of dusk safe | What is zellij? | A helper";
    let open = matched(&[&tool("mosh", "night"), &tool("tmux", "month")], &[new]);
    assert_eq!(shown(&open), ".");
    assert_eq!(open.undecided[0].candidates, [0, 1]);
    // Under the same heading it is that one.
    let same = "R25 def_fwd | tmux | a helper that keeps one quiet log of dusk safe | What is tmux? | A helper";
    check(&[&tool("mosh", "night"), &tool("tmux", "month")], &[same], "1");
}

#[test]
fn of_a_line_and_its_copy_that_were_both_touched_the_one_in_its_place_is_the_card() {
    let said = "a helper that keeps each and every quiet log of the long dark night safe";
    let old = format!("R25 def_fwd | cat | {said} | What is cat? | {said}");
    let line = "R25 def_fwd | cat | a helpre that keeps each and every quiet log of the long dark night safe | What is cat? | a helpre";
    let copy = "R25 def_fwd | cat | a helper that keeps each and every quiet log of the long dark nihgt safe | What is cat? | a helper";
    check(&[MOSH, &old, TMUX], &[MOSH, line, TMUX, copy], "0 1 2 .");
    check(&[MOSH, &old, TMUX], &[copy, MOSH, line, TMUX], ". 0 1 2");
    check(&[MOSH, &old, TMUX], &[MOSH, copy, TMUX, line], "0 1 2 .");
}

#[test]
fn a_retired_card_comes_back_by_its_very_words_alone() {
    let reworded = "R25 def_fwd | mosh | a remote terminal that survives long sleep | What is mosh? | A remote terminal that survives long sleep";
    let back = |new: &'static str| matching(&retired(&[MOSH]), &drafts(&[new]), &[]);
    assert_eq!(shown(&back(MOSH)), "0");
    assert_eq!(shown(&back(reworded)), ".");
    assert!(back(reworded).gone.is_empty(), "it left before");
}

#[test]
fn a_pin_names_the_card_of_its_line_whatever_that_says() {
    let old = stored(&[MOSH, TMUX]);
    let new = drafts(&[TMUX, "R25 def_fwd | zellij | panes for shells | What is zellij? | Panes"]);
    let pins = [Pin { line: 2, card: old[0].id }];
    assert_eq!(shown(&matching(&old, &new, &pins)), "1 0");
    let elsewhere = [Pin { line: 7, card: old[0].id }];
    assert_eq!(shown(&matching(&old, &new, &elsewhere)), "1 .");
}

#[test]
fn across_notes_much_more_likeness_is_asked_for() {
    let across = |new: &'static str| {
        let (old, new) = (stored(&[MOSH]), drafts(&[new]));
        shown(&matching_across(&old.iter().collect::<Vec<_>>(), &new.iter().collect::<Vec<_>>()))
    };
    let more = "R25 def_fwd | mosh | a remote terminal that survives sleep and more | What is mosh? | A remote terminal that survives sleep and more";
    let less = "R25 def_fwd | mosh | a remote terminal which outlives sleep | What is mosh? | A remote terminal which outlives sleep";
    assert_eq!(across(more), "0");
    assert_eq!(across(less), ".");
    check(&[MOSH], &[less], "0");
}
