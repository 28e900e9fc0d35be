//! Layer 2: cards from notes, and the identity of a card across edits of its notes.
