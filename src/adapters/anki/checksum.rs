//! What Anki derives from a field: the text it sorts by and the number it finds duplicates by.
//!
//! The importer computes both anew, but other readers of packages trust the file.

use sha1::{Digest as _, Sha1};

/// Field text without its markup, as Anki hashes and sorts it.
///
/// Exact for the HTML that [`html`](super::html) writes: tags without `>` inside, and entities
/// only for characters that were escaped. As in Anki, entities are decoded all or none.
pub fn strip(field: &str) -> String {
    let text = without_tags(field);
    match decoded(&text) {
        Some(decoded) => decoded,
        None => text,
    }
}

/// The first four bytes of the SHA-1 of a stripped first field, big-endian: `notes.csum`.
pub fn checksum(stripped: &str) -> u32 {
    let digest = Sha1::digest(stripped.as_bytes());
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
}

fn without_tags(field: &str) -> String {
    let mut text = String::with_capacity(field.len());
    let mut rest = field;
    while let Some(start) = rest.find('<') {
        let Some(length) = rest[start..].find('>') else {
            break;
        };
        text.push_str(&rest[..start]);
        rest = &rest[start + length + 1..];
    }
    text.push_str(rest);
    text
}

/// The text with its entities decoded, or `None` when there are none or one of them is unknown.
fn decoded(text: &str) -> Option<String> {
    let mut parts = text.split('&');
    let mut decoded = parts.next()?.to_owned();
    let mut any = false;
    for part in parts {
        let (entity, rest) = part.split_once(';')?;
        decoded.push(character(entity)?);
        decoded.push_str(rest);
        any = true;
    }
    any.then(|| decoded.replace('\u{a0}', " "))
}

fn character(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        _ => {
            let digits = entity.strip_prefix('#')?;
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            if plain { digits.parse().ok().and_then(char::from_u32) } else { None }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(field: &str, stripped: &str, sum: u32) {
        assert_eq!(strip(field), stripped);
        assert_eq!(checksum(stripped), sum);
    }

    /// The sums are Anki 26.9.3's own (`anki.utils.field_checksum`).
    #[test]
    fn a_field_has_ankis_checksum() {
        check("front", "front", 460_909_371);
        check("What does <code>a &lt; b</code> mean?", "What does a < b mean?", 3_188_198_117);
        check("<a href=\"https://a.example/?x=1&amp;y=2\">a &amp; b</a>", "a & b", 2_463_288_064);
        check("&#91;sound:x.mp3]", "[sound:x.mp3]", 1_833_942_928);
        check("Straße ‘q’ — 007<br>zwei", "Straße ‘q’ — 007zwei", 2_393_193_840);
    }

    #[test]
    fn entities_are_decoded_all_or_none() {
        assert_eq!(strip("a &lt; b &amp;&amp; c"), "a < b && c");
        assert_eq!(strip("a &lt; b &unknown; c"), "a &lt; b &unknown; c");
        assert_eq!(strip("AT&T &lt;"), "AT&T &lt;");
        assert_eq!(strip("&#91;sound:x]\u{a0}y"), "[sound:x] y");
        assert_eq!(strip("no entity\u{a0}here"), "no entity\u{a0}here");
    }

    #[test]
    fn a_lone_angle_stays() {
        assert_eq!(strip("a <b>c</b> < d"), "a c < d");
    }

    proptest! {
        #[test]
        fn any_text_can_be_stripped(text in ".*") {
            let _ = checksum(&strip(&text));
        }

        #[test]
        fn text_written_as_a_field_strips_to_itself(text in "[^\\\\\u{a0}\u{fdd0}\\n\\[]*") {
            prop_assert_eq!(strip(&crate::adapters::anki::html::escaped(&text)), text);
        }
    }
}
