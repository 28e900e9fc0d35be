//! `recall due`.

use crate::cli::failure::Failure;
use crate::cli::{Context, Outcome};

pub(super) fn run(
    _context: &mut Context,
    _args: &crate::cli::args::DueArgs,
) -> Result<Outcome, Failure> {
    Err(Failure::internal("due is not built yet"))
}
pub(super) fn overview(_context: &mut Context) -> Result<Outcome, Failure> {
    Err(Failure::internal("due is not built yet"))
}
