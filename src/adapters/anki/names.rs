//! What cards call the pictures and sounds that go along with them.

use crate::adapters::anki::album::{is_picture, is_sound};
use crate::adapters::anki::html::to_html;
use crate::adapters::anki::read;

/// The pictures and sounds that a text names.
pub fn of_text(markdown: &str) -> Vec<String> {
    if !markdown.contains("](") {
        return Vec::new();
    }
    let mut names = Vec::new();
    to_html(markdown, &mut |name| {
        names.push(name.to_owned());
        None
    });
    names
}

/// The same of the fields of a note that was made in Anki.
pub fn of_fields(fields: &str) -> Vec<String> {
    read::named(fields)
}

/// Whether a file of this name can go along: nothing else does, whatever a text names.
pub fn goes_along(name: &str) -> bool {
    is_picture(name) || is_sound(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_and_sounds_are_named_and_links_are_not() {
        let text =
            "see ![a leaf](my%20leaf.png), hear [it](a.mp3), read [more](b.md) `![c](c.png)`";
        assert_eq!(of_text(text), ["my%20leaf.png", "a.mp3"]);
        assert_eq!(of_text("a [x] b"), Vec::<String>::new());
        assert!(goes_along("a.PNG") && !goes_along("key.pem"));
    }
}
