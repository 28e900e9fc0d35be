//! `recall import`.

use crate::cli::failure::Failure;
use crate::cli::{Context, Outcome};

pub(super) fn run(_context: &mut Context, _args: &crate::cli::args::ImportArgs) -> Result<Outcome, Failure> {
    Err(Failure::internal("import is not built yet"))
}

/// Imports the notes at these paths and gives their sources.
pub(super) fn import_paths(
    _context: &mut Context,
    _paths: &[std::path::PathBuf],
) -> Result<Vec<i64>, Failure> {
    Ok(Vec::new())
}
