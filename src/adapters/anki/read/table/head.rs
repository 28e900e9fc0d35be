//! The lines before the records of Anki's text: `#separator:tab`, `#deck column:3` and the like.

/// Every key that Anki writes or reads.
const KEYS: [&str; 13] = [
    "separator",
    "html",
    "tags",
    "columns",
    "notetype",
    "deck",
    "notetype column",
    "deck column",
    "tags column",
    "guid column",
    "if matches",
    "match scope",
    "file tags",
];

/// Separators that have a name.
const NAMED: [(&str, u8); 6] = [
    ("comma", b','),
    ("semicolon", b';'),
    ("tab", b'\t'),
    ("space", b' '),
    ("pipe", b'|'),
    ("colon", b':'),
];

/// What the lines before the records say. Columns are counted from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// Between the values of a record.
    pub(super) separator: Option<u8>,
    /// Whether the values are HTML.
    pub(super) is_html: Option<bool>,
    /// Tags for every note.
    pub(super) tags: Vec<String>,
    /// The names of the columns, as one line of values.
    pub(super) columns: Option<String>,
    /// The notetype of every note.
    pub(super) notetype: Option<String>,
    /// The deck of every card.
    pub(super) deck: Option<String>,
    /// The column of each note's identity.
    pub(super) guid_column: Option<usize>,
    /// The column of each note's notetype.
    pub(super) notetype_column: Option<usize>,
    /// The column of each note's deck.
    pub(super) deck_column: Option<usize>,
    /// The column of each note's tags.
    pub(super) tags_column: Option<usize>,
    /// How many lines there are.
    pub(super) lines: u32,
}

/// Whether a text begins as Anki's do: no note and no table does.
pub(super) fn is_there(text: &str) -> bool {
    text.lines().next().and_then(entry).is_some_and(|(key, _)| KEYS.contains(&key.as_str()))
}

/// Reads the head, and gives the records behind it.
pub(super) fn read(text: &str) -> (Head, &str) {
    let mut head = Head::default();
    let mut rest = text;
    while rest.starts_with('#') {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        if let Some((key, value)) = entry(line) {
            head.take(&key, value);
        }
        head.lines += 1;
        rest = after;
    }
    (head, rest)
}

/// Key and value of a line. Old programs pad it with the separator.
fn entry(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.strip_prefix('#')?.split_once(':')?;
    Some((key.trim().to_lowercase(), value))
}

impl Head {
    fn take(&mut self, key: &str, value: &str) {
        let text = value.trim();
        let word = || (!text.is_empty()).then(|| text.to_owned());
        let column = || text.parse::<usize>().ok()?.checked_sub(1);
        match key {
            "separator" => self.separator = separator(value),
            "html" => self.is_html = text.parse().ok(),
            "tags" | "file tags" => {
                self.tags = text.split_whitespace().map(str::to_owned).collect();
            }
            "columns" => self.columns = Some(value.to_owned()),
            "notetype" => self.notetype = word(),
            "deck" => self.deck = word(),
            "guid column" => self.guid_column = column(),
            "notetype column" => self.notetype_column = column(),
            "deck column" => self.deck_column = column(),
            "tags column" => self.tags_column = column(),
            _ => {}
        }
    }
}

/// A separator by its name, or as it is.
fn separator(value: &str) -> Option<u8> {
    let name = value.trim().to_lowercase();
    let named = NAMED.iter().find(|(known, _)| *known == name).map(|(_, byte)| *byte);
    let literal = || match value.as_bytes() {
        [byte] if byte.is_ascii_punctuation() || *byte == b'\t' || *byte == b' ' => Some(*byte),
        b"\\t" => Some(b'\t'),
        _ => None,
    };
    named.or_else(literal).filter(|byte| *byte != b'"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_ends_where_the_records_begin() {
        let text = "#separator:Semicolon\n#html:true\n# by hand\n#tags:a b\n#guid column:1\n\
            #deck column:3\n#columns:Front;Back\nx;y\n#z\n";
        let (head, rest) = read(text);
        assert_eq!(rest, "x;y\n#z\n");
        let expected = Head {
            separator: Some(b';'),
            is_html: Some(true),
            tags: vec!["a".to_owned(), "b".to_owned()],
            columns: Some("Front;Back".to_owned()),
            guid_column: Some(0),
            deck_column: Some(2),
            lines: 7,
            ..Head::default()
        };
        assert_eq!(head, expected);
    }

    #[test]
    fn a_separator_has_a_name_or_stands_for_itself() {
        for (value, byte) in
            [("tab", b'\t'), ("\t", b'\t'), ("pipe", b'|'), ("~", b'~'), (" ", b' ')]
        {
            assert_eq!(separator(value), Some(byte), "{value:?}");
        }
        assert_eq!((separator("\""), separator("ab"), separator("é")), (None, None, None));
    }

    #[test]
    fn a_heading_or_a_tag_is_no_head() {
        assert!(is_there("#separator:tab\na\tb"));
        assert!(!is_there("# Shell: notes\n"));
        assert!(!is_there("#shell: notes\n"));
        assert!(!is_there("front,back\n"));
        assert_eq!(read("").0, Head::default());
    }

    #[test]
    fn a_column_that_is_no_number_from_1_is_none() {
        for value in ["0", "-1", "x", ""] {
            let text = format!("#guid column:{value}\n");
            assert_eq!(read(&text).0.guid_column, None, "{value}");
        }
    }
}
