//! How much of a package is read at most. A package may come from anybody: what is bigger is
//! refused or passed over before it takes memory or disk.

/// Entries of the archive.
pub(super) const MAX_ENTRIES: usize = 500_000;

/// Bytes of the database once unpacked.
pub(super) const MAX_DATABASE_BYTES: u64 = 4 << 30;

/// Bytes of the database of another program.
pub(super) const MAX_OTHER_DATABASE_BYTES: u64 = 1 << 30;

/// Bytes of the list of media once unpacked.
pub(super) const MAX_MEDIA_LIST_BYTES: u64 = 64 << 20;

/// Bytes of one media file once unpacked.
pub(super) const MAX_MEDIA_FILE_BYTES: u64 = 256 << 20;

/// Bytes of all media files together.
pub(super) const MAX_MEDIA_BYTES: u64 = 16 << 30;

/// What anything may become in unpacking, whatever its packed size.
pub(super) const HARMLESS_BYTES: u64 = 32 << 20;

/// How many times its packed size something may become beyond that. Real collections reach 20.
pub(super) const MAX_RATIO: u64 = 300;

/// Notes, and also cards.
pub(super) const MAX_NOTES: i64 = 5_000_000;

/// Lines of the log.
pub(super) const MAX_REVIEWS: i64 = 100_000_000;

/// Bytes of all fields of a note; pictures written into a field are among them.
pub(super) const MAX_NOTE_BYTES: usize = 4 << 20;

/// Notetypes, decks, and fields or templates of one notetype.
pub(super) const MAX_DEFINITIONS: usize = 20_000;

/// Bytes of one value in the database.
pub(super) const MAX_VALUE_BYTES: i32 = 128 << 20;

/// Bytes of a media file's name.
pub(super) const MAX_NAME_BYTES: usize = 255;

/// What something of this packed size may become, if this is the most of its kind.
pub(super) fn unpacked(packed: u64, most: u64) -> u64 {
    packed.saturating_mul(MAX_RATIO).max(HARMLESS_BYTES).min(most)
}
