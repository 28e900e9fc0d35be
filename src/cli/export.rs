//! `recall export`.

use crate::cli::failure::Failure;
use crate::cli::{Context, Outcome};

pub(super) fn run(_context: &mut Context, _args: &crate::cli::args::ExportArgs) -> Result<Outcome, Failure> {
    Err(Failure::internal("export is not built yet"))
}
