//! Cards that the notes name: `<!-- recall:id=… -->` on the line that a card begins on.

use super::Pin;
use crate::values::ids::{CardId, IdPrefix};

const BEFORE: &str = "<!-- recall:id=";
const AFTER: &str = " -->";

/// The pins of a text, in order.
pub fn pins(text: &str) -> Vec<Pin> {
    let mut pins = Vec::new();
    if !text.contains(BEFORE) {
        return pins;
    }
    for (line, text) in (1_u32..).zip(text.lines()) {
        for rest in text.split(BEFORE).skip(1) {
            let id = rest.split_once(AFTER).and_then(|(id, _)| id.trim().parse().ok());
            if let Some(card) = id.and_then(IdPrefix::whole) {
                pins.push(Pin { line, card });
            }
        }
    }
    pins
}

/// The comment that pins a card, to be put at the end of its line.
pub fn comment(card: CardId) -> String {
    format!(" {BEFORE}{card}{AFTER}")
}
