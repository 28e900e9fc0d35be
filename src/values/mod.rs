//! Layer 0: the small values that every other layer speaks in.
//!
//! Nothing here does input or output, and nothing here knows what a note or a card is.

pub mod grade;
pub mod ids;
pub mod lines;
pub mod maps;
pub mod time;
