//! `recall undo`.

use crate::cli::failure::Failure;
use crate::cli::{Context, Outcome};

pub(super) fn run(_context: &mut Context) -> Result<Outcome, Failure> {
    Err(Failure::internal("undo is not built yet"))
}
