//! The file that Anki imports: a zip archive of a collection and a list of media.
//!
//! The legacy container, which every Anki since 2.0 and nearly every other reader accepts.
//! It appears under its name complete or not at all.

use crate::adapters::anki::ExportError;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The fastest: level 6 takes five times as long for a few percent.
const COMPRESSION_LEVEL: i64 = 1;

/// What a zip archive begins with; an empty one begins with the second.
const ZIP_STARTS: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// The place where a package will be.
#[derive(Debug)]
pub struct Target {
    path: PathBuf,
    folder: PathBuf,
}

impl Target {
    /// The package of this name, which may exist if it is one.
    pub fn new(path: &Path) -> Result<Self, ExportError> {
        let at = || path.to_owned();
        if path.is_dir() {
            return Err(ExportError::Folder { path: at() });
        }
        let name = path.file_name().unwrap_or_default().to_ascii_lowercase();
        if Path::new(&name).extension().is_none_or(|extension| extension != "apkg") {
            return Err(ExportError::NoFormat { path: at() });
        }
        if name == "collection.apkg" {
            return Err(ExportError::Reserved { path: at() });
        }
        // Through a link, so that the file it leads to is replaced and not the link.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if path.exists() && !is_zip(&path)? {
            return Err(ExportError::NotAPackage { path });
        }
        if path.exists() && is_of_anki(&path) {
            return Err(ExportError::OfAnki { path });
        }
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        Ok(Self { path, folder })
    }

    /// An empty file beside the target, on the same disk, that vanishes unless it is kept.
    pub fn scratch(&self) -> Result<NamedTempFile, ExportError> {
        scratch_in(&self.folder).map_err(|source| self.unwritable(source))
    }

    /// Packs the collection in this file, with pictures and sounds by name; nothing is at the
    /// target yet.
    pub fn pack(
        &self,
        collection: &Path,
        media: &BTreeMap<String, PathBuf>,
    ) -> Result<Packed<'_>, ExportError> {
        let scratch = self.scratch()?;
        let written = pack_into(scratch.as_file(), collection, media);
        written.map_err(|source| self.unwritable(source))?;
        Ok(Packed { target: self, scratch })
    }

    fn unwritable(&self, source: std::io::Error) -> ExportError {
        ExportError::Write { path: self.path.clone(), source }
    }
}

/// A whole package that has not yet got its name.
#[derive(Debug)]
pub struct Packed<'target> {
    target: &'target Target,
    scratch: NamedTempFile,
}

impl Packed<'_> {
    /// Gives the package its name, in place of what was there.
    pub fn publish(self) -> Result<(), ExportError> {
        match self.scratch.persist(&self.target.path) {
            Ok(_) => Ok(()),
            Err(failed) => Err(self.target.unwritable(failed.error)),
        }
    }
}

/// An empty file in a folder, of the kind that the system would make there, that vanishes unless
/// it is kept.
pub fn scratch_in(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".recall-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // What the system would give a new file, not the private mode of temporary ones.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn is_zip(path: &Path) -> Result<bool, ExportError> {
    let unreadable = |source| ExportError::Write { path: path.to_owned(), source };
    let mut start = Vec::new();
    File::open(path).and_then(|file| file.take(4).read_to_end(&mut start)).map_err(unreadable)?;
    Ok(start.is_empty() || ZIP_STARTS.contains(&start.as_slice()))
}

/// Whether a package holds what only Anki writes: it may be all that somebody has of a collection.
fn is_of_anki(path: &Path) -> bool {
    const ONLY_THERE: [&str; 3] = ["meta", "collection.anki21", "collection.anki21b"];
    let archive = File::open(path).ok().and_then(|file| ZipArchive::new(file).ok());
    archive
        .is_some_and(|archive| ONLY_THERE.iter().any(|name| archive.index_for_name(name).is_some()))
}

fn pack_into(
    file: &File,
    collection: &Path,
    media: &BTreeMap<String, PathBuf>,
) -> std::io::Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(COMPRESSION_LEVEL))
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    let source = File::open(collection)?;
    // Beyond this size an archive needs wider numbers, which old readers do not know.
    let large = source.metadata()?.len() >= u32::MAX.into();
    let mut archive = ZipWriter::new(BufWriter::new(file));
    archive.start_file("collection.anki2", options.large_file(large))?;
    std::io::copy(&mut BufReader::with_capacity(1 << 16, source), &mut archive)?;
    archive.start_file("media", options)?;
    let list: BTreeMap<usize, &String> = media.keys().enumerate().collect();
    archive.write_all(serde_json::to_string(&list)?.as_bytes())?;
    // Pictures and sounds are packed already.
    let stored = options.compression_method(CompressionMethod::Stored).compression_level(None);
    for (number, path) in media.values().enumerate() {
        archive.start_file(number.to_string(), stored)?;
        std::io::copy(&mut File::open(path)?, &mut archive)?;
    }
    archive.finish()?.flush()?;
    file.sync_all()
}
