//! Tests of the whole program, in one binary.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod cards;
mod daily;
mod database;
mod front;
mod look;
mod plain;
mod pty;
mod support;
mod terminal;
mod tidy;
