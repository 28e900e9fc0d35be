//! Layer 1: text to a source with its blocks and entries. Never fails, never panics.
//!
//! The way of a note: bytes, lines ([`clean`]), blocks ([`blocks`]), entries ([`outline`]).
//! Line numbers never move, so that whatever is made of a line can point back at it.

pub mod acronym;
pub mod blocks;
pub mod bytes;
pub mod clean;
pub mod front;
pub mod inline;
pub mod kinds;
pub mod language;
pub mod maths;
pub mod outline;
pub mod person;
mod rows;
pub mod section;
pub mod sentence;
pub mod spread;
pub mod tags;
pub mod talk;
pub mod words;
