//! Layer 5: Markdown to styled lines for a terminal.
