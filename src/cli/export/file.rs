//! Where an export goes: to a file that appears whole or not at all, or to standard output.

use crate::adapters::anki::package::scratch_in;
use crate::cli::failure::Failure;
use crate::render::sanitize::visible;
use std::fs::File;
use std::io::{BufWriter, Seek as _, Write as _};
use std::path::Path;
use tempfile::NamedTempFile;

/// Whether this names standard output and no file.
pub(super) fn is_stdout(output: &Path) -> bool {
    output == Path::new("-")
}

/// What is being written, and is nowhere to be seen until it is whole.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    output: &'a Path,
    file: NamedTempFile,
}

impl<'a> Draft<'a> {
    pub(super) fn begin(output: &'a Path) -> Result<Self, Failure> {
        let file = match output.parent() {
            _ if is_stdout(output) => NamedTempFile::new(),
            Some(folder) if folder != Path::new("") => scratch_in(folder),
            _ => scratch_in(Path::new(".")),
        };
        Ok(Self { output, file: file.map_err(|error| unwritten(output, &error))? })
    }

    /// Writes into it.
    pub(super) fn out(&self) -> BufWriter<&File> {
        BufWriter::new(self.file.as_file())
    }

    /// What went wrong when it was written.
    pub(super) fn failed(&self, error: &std::io::Error) -> Failure {
        unwritten(self.output, error)
    }

    /// Gives it its name, which has to be free: what is there may be the learner's notes, which
    /// are never written over.
    pub(super) fn publish(self) -> Result<(), Failure> {
        let Self { output, mut file } = self;
        if is_stdout(output) {
            let unreadable = |error| unwritten(output, &error);
            file.rewind().map_err(unreadable)?;
            return copy_out(file.as_file_mut());
        }
        file.as_file().sync_all().map_err(|error| unwritten(output, &error))?;
        match file.persist_noclobber(output).map_err(|failed| failed.error) {
            Ok(_) => Ok(()),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                let name = visible(&output.display().to_string());
                let failure = Failure::user(format!("`{name}` is there; it was left as it is"));
                Err(failure.hint("choose a name that is free"))
            }
            Err(error) => Err(unwritten(output, &error)),
        }
    }
}

/// Sends a whole file to standard output.
pub(super) fn copy_out(file: &mut File) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    std::io::copy(file, &mut out)?;
    Ok(out.flush()?)
}

fn unwritten(output: &Path, error: &std::io::Error) -> Failure {
    let name = visible(&output.display().to_string());
    Failure::user(format!("could not write `{name}`")).caused_by(error)
}
