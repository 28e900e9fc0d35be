//! `recall explain`.

use crate::cli::failure::Failure;
use crate::cli::{Context, Outcome};

pub(super) fn run(
    _context: &mut Context,
    _args: &crate::cli::args::ExplainArgs,
) -> Result<Outcome, Failure> {
    Err(Failure::internal("explain is not built yet"))
}
