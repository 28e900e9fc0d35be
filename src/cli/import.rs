//! `recall import`.

use crate::cli::failure::Failure;
use crate::cli::{Context, Outcome};

pub(super) fn run(_context: &mut Context, _args: &crate::cli::args::ImportArgs) -> Result<Outcome, Failure> {
    Err(Failure::internal("import is not built yet"))
}
