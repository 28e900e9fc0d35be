//! Layer 1: text to a source with its entries, facts and lines. Never fails, never panics.
