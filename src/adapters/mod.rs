//! Layer 4: the outside world: clock, `SQLite`, Anki packages, the terminal.

pub mod anki;
pub mod clock;
pub mod code;
pub mod store;
pub mod terminal;
