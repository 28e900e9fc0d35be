//! The `recall` command.

use std::process::ExitCode;

/// Reading notes is many small texts that live for a moment; this allocator is made for that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    recall::cli::run()
}
