//! `recall grade`.

use crate::cli::failure::Failure;
use crate::cli::{Context, Outcome};

pub(super) fn run(
    _context: &mut Context,
    _args: &crate::cli::args::GradeArgs,
) -> Result<Outcome, Failure> {
    Err(Failure::internal("grade is not built yet"))
}
