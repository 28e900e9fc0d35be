//! Bytes to text: byte order marks, UTF-16, Windows-1252, and what is no text at all.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::fmt;

/// The largest file that is read as notes, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// A file's text, and what had to be guessed to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark, every line end a `\n`.
    pub text: String,
    /// What was guessed, where the bytes do not say.
    pub guessed: Option<Guess>,
}

/// How bytes were read that do not say how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guess {
    /// Not UTF-8 anywhere but for ASCII: Windows-1252. With the first such line.
    Windows1252(u32),
    /// UTF-8, but for some bytes read as Windows-1252: two files put together. With the first
    /// such line.
    Mixed(u32),
    /// UTF-16 without a byte order mark.
    Utf16,
    /// UTF-16 with half a character in it, on this line first.
    Damaged(u32),
}

impl Guess {
    /// The first line that it is about.
    pub const fn line(self) -> u32 {
        match self {
            Self::Windows1252(line) | Self::Mixed(line) | Self::Damaged(line) => line,
            Self::Utf16 => 1,
        }
    }
}

impl fmt::Display for Guess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Windows1252(_) => "not UTF-8; read as Windows-1252",
            Self::Mixed(_) => {
                "not UTF-8 here, unlike the rest; read as Windows-1252 where it is not"
            }
            Self::Utf16 => "no byte order mark; read as UTF-16",
            Self::Damaged(_) => "half a character of UTF-16; it is shown as \u{fffd}",
        })
    }
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
    let (text, guessed) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding != UTF_8 => utf_16(encoding, &bytes[mark..]),
        Some((_, mark)) => single_bytes(&bytes[mark..]),
        None => match utf_16_without_mark(bytes) {
            Some(text) => (text, Some(Guess::Utf16)),
            None => single_bytes(bytes),
        },
    };
    if text.contains('\0') {
        let offset = bytes.iter().position(|byte| *byte == 0).unwrap_or(0);
        return Err(NotText::Binary { offset });
    }
    let text =
        if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    Ok(Decoded { text, guessed })
}

/// UTF-8; each byte that is none is read as Windows-1252, which leaves the rest of a file alone
/// that has one such byte.
fn single_bytes(bytes: &[u8]) -> (String, Option<Guess>) {
    if let Ok(text) = str::from_utf8(bytes) {
        return (text.to_owned(), None);
    }
    let mut text = String::with_capacity(bytes.len());
    let (mut first, mut beyond_ascii) = (None, false);
    for chunk in bytes.utf8_chunks() {
        beyond_ascii |= !chunk.valid().is_ascii();
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            first.get_or_insert_with(|| line_at(&text));
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        }
    }
    let guess = if beyond_ascii { Guess::Mixed } else { Guess::Windows1252 };
    (text, first.map(guess))
}

/// The line on which what follows a text stands.
fn line_at(text: &str) -> u32 {
    let ends = text.replace("\r\n", "\n").matches(['\n', '\r']).count();
    u32::try_from(ends + 1).unwrap_or(u32::MAX)
}

fn utf_16(encoding: &'static Encoding, body: &[u8]) -> (String, Option<Guess>) {
    let (text, broken) = encoding.decode_without_bom_handling(body);
    let at = text.find('\u{fffd}').filter(|_| broken);
    let guessed = at.map(|at| Guess::Damaged(line_at(&text[..at])));
    (text.into_owned(), guessed)
}

/// UTF-16 that does not say so: every other byte is NUL, but for a few, and none of the others.
fn utf_16_without_mark(bytes: &[u8]) -> Option<String> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let mut nul = [0_usize; 2];
    for pair in bytes.chunks_exact(2) {
        nul[0] += usize::from(pair[0] == 0);
        nul[1] += usize::from(pair[1] == 0);
    }
    let most = bytes.len() / 4;
    let encoding = match nul {
        [0, odd] if odd > most => UTF_16LE,
        [even, 0] if even > most => UTF_16BE,
        _ => return None,
    };
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, guessed: Option<Guess>) {
        let decoded = decode(bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.guessed), (text, guessed));
    }

    #[test]
    fn marks_and_line_ends_are_not_text() {
        check(b"\xef\xbb\xbfa\r\nb\rc", "a\nb\nc", None);
        check(b"a\r\n\r\nb\r\rc\r", "a\n\nb\n\nc\n", None);
        check(b"", "", None);
        check(b"\xef\xbb\xbf", "", None);
    }

    #[test]
    fn utf_16_is_told_by_its_mark_or_by_its_zeros() {
        check(b"\xff\xfea\0\xe9\0\r\0\n\0", "a\u{e9}\n", None);
        check(b"\xfe\xff\0a\0\xe9", "a\u{e9}", None);
        check(b"#\0 \0a\0\x14\x20", "# a\u{2014}", Some(Guess::Utf16));
        check(b"\0#\0 \0a\0b", "# ab", Some(Guess::Utf16));
        check(b"\xff\xfea\0\n\0\x00\xd8", "a\n\u{fffd}", Some(Guess::Damaged(2)));
        check(b"\xff\xfea\0b", "a\u{fffd}", Some(Guess::Damaged(1)));
    }

    #[test]
    fn what_is_not_utf_8_is_read_as_windows_1252() {
        check(b"\r\ncaf\xe9 \x96 bar", "\ncaf\u{e9} \u{2013} bar", Some(Guess::Windows1252(2)));
        check(b"\xef\xbb\xbf\x93a\x94", "\u{201c}a\u{201d}", Some(Guess::Windows1252(1)));
    }

    #[test]
    fn one_wrong_byte_does_not_spoil_the_rest() {
        check("na\u{ef}ve\n".as_bytes(), "na\u{ef}ve\n", None);
        check(b"na\xc3\xafve\ncaf\xe9", "na\u{ef}ve\ncaf\u{e9}", Some(Guess::Mixed(2)));
        check(b"cut \xe2\x80", "cut \u{e2}\u{20ac}", Some(Guess::Windows1252(1)));
    }

    #[test]
    fn binary_is_refused_by_its_nul() {
        assert_eq!(decode(b"PK\x03\x00"), Err(NotText::Binary { offset: 3 }));
        assert_eq!(decode(b"\xff\xfea\0\0\0"), Err(NotText::Binary { offset: 3 }));
        assert_eq!(decode(b"\xff\xfe\0\0a\0\0\0"), Err(NotText::Binary { offset: 2 }));
        assert!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0").is_err());
    }

    #[test]
    fn what_is_too_large_is_refused() {
        assert!(decode(&vec![b'a'; MAX_BYTES]).is_ok());
        assert_eq!(decode(&vec![b'a'; MAX_BYTES + 1]), Err(NotText::TooLarge));
    }
}
