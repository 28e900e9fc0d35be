//! `recall review`.

use crate::cli::failure::Failure;
use crate::cli::{Context, Outcome};

pub(super) fn run(_context: &mut Context, _args: &crate::cli::args::ReviewArgs) -> Result<Outcome, Failure> {
    Err(Failure::internal("review is not built yet"))
}
