//! The `recall` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    recall::cli::run()
}
