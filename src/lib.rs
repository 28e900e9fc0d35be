//! recall: cards from ordinary Markdown notes, reviewed in the terminal, shared with Anki.
//!
//! Layers, each using only those above it; `tests/it/tidy.rs` holds the order.

pub mod values;

pub mod notes;

pub mod cards;

pub mod learning;

pub mod adapters;

pub mod render;

pub mod cli;
