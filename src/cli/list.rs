//! `recall list`.

use crate::cli::failure::Failure;
use crate::cli::{Context, Outcome};

pub(super) fn run(
    _context: &mut Context,
    _args: &crate::cli::args::ListArgs,
) -> Result<Outcome, Failure> {
    Err(Failure::internal("list is not built yet"))
}
