//! The whole path from the bytes of a note to its cards: nothing panics, every line has a status,
//! every card an answer.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recall::cards::generate::{Reach, generate_with};
use recall::notes::{bytes, outline};

fuzz_target!(|input: &[u8]| {
    let Ok(decoded) = bytes::decode(input) else { return };
    let note = outline::read(&decoded.text, "file");
    let generated = generate_with(&note, Reach::All);
    let lines: Vec<u32> = generated.ledger.iter().map(|status| status.line).collect();
    assert_eq!(lines, note.written, "the ledger has each written line once");
    for card in &generated.cards {
        assert!(!card.question.trim().is_empty(), "a question is empty: {card:?}");
        assert!(!card.answer.trim().is_empty(), "an answer is empty: {card:?}");
        let cited = card.lines.numbers();
        assert!(
            cited.iter().all(|line| note.written.contains(line)),
            "a line is cited that is not there: {card:?}"
        );
    }
});
