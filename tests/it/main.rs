//! Tests of the whole program, in one binary.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod authored;
mod cards;
mod change;
mod changed;
mod config;
mod copies;
mod crash;
mod daily;
mod database;
mod decks;
mod edits;
mod exam;
mod faults;
mod first_day;
mod flags;
mod forecast;
mod front;
mod hold;
mod keys;
mod languages;
mod links;
mod look;
mod outlive;
mod pictures;
mod plain;
mod pty;
mod readme;
mod renamed;
mod reschedule;
mod stats;
mod support;
mod terminal;
mod tidy;
mod triage;
mod why;
