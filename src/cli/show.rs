//! `recall show`.

use crate::cli::failure::Failure;
use crate::cli::{Context, Outcome};

pub(super) fn run(
    _context: &mut Context,
    _args: &crate::cli::args::ShowArgs,
) -> Result<Outcome, Failure> {
    Err(Failure::internal("show is not built yet"))
}
