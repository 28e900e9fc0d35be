//! Pictures and sounds in an archive: their bytes, and what cards call them.

use super::{ArchivedCard, Snapshot};
use crate::adapters::store::{StoreError, failed, media};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A bigger file is none of an archive.
pub const MAX_MEDIA_BYTES: u64 = 64 << 20;

/// What cards of a source call a picture or a sound.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MediaName {
    /// The path of the source.
    pub source: String,
    /// The name.
    pub name: String,
}

impl MediaName {
    /// What a card calls it.
    pub fn of(card: &ArchivedCard, name: &str) -> Self {
        Self { source: card.source.path.clone(), name: name.to_owned() }
    }
}

/// A picture or a sound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedMedia {
    /// What it is called.
    pub names: Vec<MediaName>,
    /// The bytes, in base64.
    #[serde(with = "bytes")]
    pub bytes: Vec<u8>,
}

impl Snapshot<'_> {
    /// The places in a folder of everything that came in with cards, by its names.
    pub fn kept_media(&self, folder: &Path) -> Result<HashMap<MediaName, PathBuf>, StoreError> {
        let read = || {
            let sql = "SELECT path, name, hash FROM media JOIN sources ON sources.id = source_id";
            let mut statement = self.transaction.prepare(sql)?;
            let kept = statement.query_map((), |row| {
                let name = MediaName { source: row.get("path")?, name: row.get("name")? };
                let place = media::place(folder, &row.get("hash")?, &name.name);
                Ok((name, place))
            })?;
            kept.collect::<rusqlite::Result<_>>()
        };
        read().map_err(failed("look up a media file"))
    }
}

/// Bytes in base64.
mod bytes {
    use super::MAX_MEDIA_BYTES;
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use serde::de::Visitor;
    use serde::{Deserializer, Serializer, de};
    use std::fmt;

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        from.deserialize_str(Text)
    }

    /// Takes the text as it stands in the file, which may be long, without a copy of it.
    struct Text;

    impl Visitor<'_> for Text {
        type Value = Vec<u8>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("bytes in base64")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Vec<u8>, E> {
            if u64::try_from(text.len() / 4 * 3).is_ok_and(|bytes| bytes > MAX_MEDIA_BYTES) {
                return Err(E::custom("a picture or sound is bigger than recall reads"));
            }
            STANDARD.decode(text).map_err(E::custom)
        }
    }
}
