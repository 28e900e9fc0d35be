//! The rules, one a file, and the order in which they look at a note.
//!
//! Rules on headings and on blocks come first and use up what they read. What is left is read
//! sentence by sentence, and the first rule that matches a sentence wins.

mod parts;
mod r01_qa;
mod r02_question_heading;
mod r03_talk;
mod r04_role;
mod r05_acronym;
mod r06_list;
mod r06b_steps;
mod r07_command;
pub(super) mod r08_term;
mod r09_takeaway;
mod r10_relation;
mod r11_person;
mod r12_mechanism;
mod r13_benefit;
mod r14_purpose;
mod r15_comparison;
mod r16_limitation;
mod r17_source;
mod r18_plan;
mod r19_cause;
mod r20_condition;
mod r21_consequence;
mod r22_advice;
mod r23_examples;
mod r24_figure;
mod r25_definition;
mod r26_does;
mod r27_descriptor;
mod r28_cloze;
mod r29_acts;
mod r30_set;
mod r31_means;
mod r32_tail;
mod r34_table;
mod r35_year;
mod r36_versus;
mod r37_property;
mod r38_counted;
mod r39_howto;
mod r40_reason;
mod r41_not;
mod r42_reason;
mod r43_typed;
mod r44_default;
mod r45_equations;
mod r46_if;
mod r47_law;
mod r48_common;
mod r49_vocabulary;
mod walk;

pub(super) use r08_term::GLOSSARY;

use crate::cards::generate::scene::{Proposal, Scene};
use crate::cards::generate::statement::Statement;

/// Every rule that makes cards: its id and what it asks for.
pub const RULES: &[(&str, &str)] = &[
    ("M01", "your own card: `Q:` and `A:`"),
    ("M02", "your own card: `C:` with a `[gap]`"),
    ("M03", "your own card: `front :: back`"),
    ("M04", "your own card: `front ::: back`, both ways"),
    ("M05", "your own card: `?` between its sides"),
    ("M06", "your own card: `??` between its sides, both ways"),
    ("M07", "your own card: `==gap==` or `{gap}`"),
    ("M08", "your own card: `{{c1::gap}}`"),
    ("M09", "your own card: a line with `#card` or `#flashcard`"),
    ("M10", "your own card: START … END"),
    ("M11", "your own card: STARTI … ENDI on one line"),
    ("M12", "your own card: `%%ANKI` … `END%%`"),
    ("M13", "your own card: a callout `> [!sr]`"),
    ("M14", "your own card: a heading and what stands under it"),
    ("M15", "your own card: `front : back` with a brain"),
    ("R01", "a question that the notes ask and answer"),
    ("R02", "what stands under a heading that asks"),
    ("R03", "a talk and who gave it"),
    ("R04", "who made a thing"),
    ("R05", "what an acronym stands for"),
    ("R06", "the items of a short list"),
    ("R06b", "what comes next in an ordered list"),
    ("R07", "a command and what it is for"),
    ("R08", "a term and its gloss on one line"),
    ("R09", "what the notes call a takeaway"),
    ("R10", "how one thing relates to another"),
    ("R11", "where a person works"),
    ("R12", "how a thing works"),
    ("R13", "what a thing makes easy or possible"),
    ("R14", "what a thing is for"),
    ("R15", "how a thing compares with another"),
    ("R16", "what a thing is bad at"),
    ("R17", "where something comes from"),
    ("R18", "what the makers of a thing intend"),
    ("R19", "why something is so"),
    ("R20", "when something happens"),
    ("R21", "what follows from the sentence before"),
    ("R22", "what somebody advises"),
    ("R23", "the examples of a claim"),
    ("R24", "a figure that says how much"),
    ("R25", "what a thing is"),
    ("R26", "what a tool does"),
    ("R27", "a label and its value"),
    ("R28", "a gap in a sentence that no other rule reads"),
    ("R29", "what a named thing does to what"),
    ("R30", "the members of a set that the notes name"),
    ("R31", "by what means something is done"),
    ("R32", "what a sentence ends on"),
    ("R33", "a gap at bold words or code, in another language than English"),
    ("R34", "a cell of a small table"),
    ("R35", "what happened in a year"),
    ("R36", "how two things differ"),
    ("R37", "a property of a thing, by its label"),
    ("R38", "the members of a set whose size is said"),
    ("R39", "the command that does what a heading says"),
    ("R40", "why something is advised"),
    ("R41", "what a thing does not do"),
    ("R42", "why something is so, or is not"),
    ("R43", "the command that does what a line says"),
    ("R44", "what is so by default"),
    ("R45", "what terms in one line are equal to"),
    ("R46", "what comes of a condition"),
    ("R47", "a law or an effect by its name"),
    ("R48", "what a thing of common words does"),
    ("R49", "what a word of another language means"),
];

/// What the rule of this id asks for.
pub fn rule_in_words(id: &str) -> Option<&'static str> {
    RULES.iter().find(|(rule, _)| *rule == id).map(|(_, words)| *words)
}

/// What a rule on sentences found.
#[derive(Debug, Default)]
struct Finding {
    cards: Vec<Proposal>,
    /// Something said about a named thing, that can define it or point at it.
    said: Option<Told>,
}

/// Something said about an entity by a sentence.
#[derive(Debug)]
struct Told {
    name: String,
    text: String,
    phrase: bool,
    confidence: u32,
}

impl Finding {
    fn card(card: Proposal) -> Self {
        Self { cards: vec![card], said: None }
    }
}

/// A rule on sentences: its id and what it does.
type SentenceRule = fn(&Statement) -> Option<Finding>;

/// In this order; the first match wins.
const ON_SENTENCES: &[SentenceRule] = &[
    r09_takeaway::apply,
    r22_advice::apply,
    r04_role::on_sentence,
    r12_mechanism::apply,
    r13_benefit::apply,
    r14_purpose::apply,
    r15_comparison::apply,
    r10_relation::apply,
    r11_person::apply,
    r16_limitation::apply,
    r17_source::apply,
    r18_plan::apply,
    r19_cause::apply,
    r42_reason::apply,
    r20_condition::apply,
    r21_consequence::apply,
    r23_examples::apply,
    r24_figure::apply,
    r31_means::apply,
    r22_advice::timed,
    r43_typed::on_sentence,
    r46_if::apply,
    r41_not::apply,
    r32_tail::apply,
    r29_acts::apply,
    r26_does::apply,
    r48_common::apply,
    r25_definition::apply,
];

/// Lets every rule look at the note.
pub(super) fn read(scene: &mut Scene<'_>) {
    walk::entries(scene);
}
