//! Layer 5: Markdown to styled lines for a terminal.

pub mod breadcrumb;
pub mod markdown;
pub mod sanitize;
pub mod wrap;
