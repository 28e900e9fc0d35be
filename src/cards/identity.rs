//! The identity of a card across edits of its notes.
