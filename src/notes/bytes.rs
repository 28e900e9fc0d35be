//! Bytes to text: byte order marks, UTF-16, Windows-1252, and what is no text at all.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The largest file that is read as notes, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// A file's text, and what had to be guessed to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark, every line end a `\n`.
    pub text: String,
    /// The encoding that was guessed, where the bytes do not say.
    pub guessed: Option<&'static str>,
}

/// Why bytes are not notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotText {
    /// There are NUL bytes in it.
    #[error("it is not text: there is a NUL byte at offset {offset}")]
    Binary {
        /// Where the first one is.
        offset: usize,
    },
    /// More than [`MAX_BYTES`].
    #[error("it is larger than 16 MiB")]
    TooLarge,
}

/// Reads the bytes of a note.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    if bytes.len() > MAX_BYTES {
        return Err(NotText::TooLarge);
    }
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let body = &bytes[mark..];
    if encoding == UTF_8
        && let Some(offset) = body.iter().position(|byte| *byte == 0)
    {
        return Err(NotText::Binary { offset: offset + mark });
    }
    let (text, broken) = encoding.decode_without_bom_handling(body);
    let (text, guessed) = if broken && encoding == UTF_8 {
        (WINDOWS_1252.decode_without_bom_handling(body).0, Some("Windows-1252"))
    } else {
        (text, None)
    };
    Ok(Decoded { text: text.replace("\r\n", "\n").replace('\r', "\n"), guessed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, guessed: Option<&str>) {
        let decoded = decode(bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.guessed), (text, guessed));
    }

    #[test]
    fn marks_and_line_ends_are_not_text() {
        check(b"\xef\xbb\xbfa\r\nb\rc", "a\nb\nc", None);
        check(b"\xff\xfea\0\xe9\0", "a\u{e9}", None);
    }

    #[test]
    fn what_is_not_utf_8_is_read_as_windows_1252() {
        check(b"caf\xe9 \x96 bar", "caf\u{e9} \u{2013} bar", Some("Windows-1252"));
    }

    #[test]
    fn binary_is_refused_by_its_nul() {
        assert_eq!(decode(b"PK\x03\x00"), Err(NotText::Binary { offset: 3 }));
    }
}
