//! Layer 5: Markdown to styled lines for a terminal.

pub mod breadcrumb;
pub mod cloze;
pub mod markdown;
mod maths;
pub mod sanitize;
pub mod wrap;
