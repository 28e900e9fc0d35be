//! The records of a table: values between separators, with quotes around those that need them.

/// Stands after the last record, so that a quote that is never closed swallows it.
const END: &str = "\u{1}";

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// The line on which it begins.
    pub(super) line: u32,
    /// Its values.
    pub(super) values: Vec<String>,
}

impl Record {
    /// The value of a column, without blanks around it; nothing where there is none.
    pub(super) fn value(&self, column: usize) -> &str {
        self.as_it_is(column).trim()
    }

    /// The same with the blanks around it.
    pub(super) fn as_it_is(&self, column: usize) -> &str {
        self.values.get(column).map_or("", String::as_str)
    }
}

/// A quote that is opened in a record and never closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unclosed {
    /// The line on which the record begins.
    pub(super) line: u32,
}

/// How records are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// Between values.
    pub(super) separator: u8,
    /// Whether a record that begins with `#` is none.
    pub(super) has_comments: bool,
}

/// All records of a text whose first line has this number.
pub(super) fn read(text: &str, first_line: u32, style: Style) -> Result<Vec<Record>, Unclosed> {
    let guarded = std::io::Read::chain(text.as_bytes(), &b"\n\x01"[..]);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(style.separator)
        .comment(style.has_comments.then_some(b'#'))
        .from_reader(guarded);
    let mut records = Vec::new();
    let mut lines = Lines { text, line: first_line, byte: 0, has_comments: style.has_comments };
    let mut row = csv::StringRecord::new();
    // Reading from memory text that is UTF-8 and may have any number of values cannot fail.
    while reader.read_record(&mut row).unwrap_or(false) {
        let line = lines.of(row.position().map_or(0, csv::Position::byte));
        if row.len() == 1 && &row[0] == END {
            return Ok(records);
        }
        records.push(Record { line, values: row.iter().map(str::to_owned).collect() });
    }
    Err(Unclosed { line: records.pop().map_or(first_line, |record| record.line) })
}

/// Counts the lines of a text on the way through it.
struct Lines<'a> {
    text: &'a str,
    line: u32,
    byte: usize,
    has_comments: bool,
}

impl Lines<'_> {
    /// The line of the record that is read from this byte on: behind empty lines and comments.
    fn of(&mut self, byte: u64) -> u32 {
        let to = usize::try_from(byte).unwrap_or(usize::MAX).min(self.text.len());
        let ends = self.text.get(self.byte..to).unwrap_or_default().matches('\n').count();
        self.line = self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.byte = to.max(self.byte);
        let rest = self.text.get(self.byte..).unwrap_or_default();
        let is_none = |line: &&str| line.is_empty() || (self.has_comments && line.starts_with('#'));
        let skipped = rest.split('\n').take_while(is_none).count();
        self.line.saturating_add(u32::try_from(skipped).unwrap_or(u32::MAX))
    }
}

/// The separator of a text that does not name it: a tab where the first line has one, else the
/// sign of which it has most.
pub(super) fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    // What stands behind an even number of quotes stands in none.
    let outside: String = first.split('"').step_by(2).collect();
    let count = |separator: u8| outside.bytes().filter(|byte| *byte == separator).count();
    if count(b'\t') > 0 {
        return b'\t';
    }
    // Of several that are as many, the last.
    [b'|', b';', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMAS: Style = Style { separator: b',', has_comments: true };

    fn read_all(text: &str) -> Vec<(u32, Vec<String>)> {
        let records = read(text, 1, COMMAS).unwrap();
        records.into_iter().map(|record| (record.line, record.values)).collect()
    }

    #[test]
    fn a_record_may_span_lines_and_knows_its_first() {
        let text = "a,b\n\n#c\n\"x\ny\",\"say \"\"hi\"\"\"\n\nd,e";
        let owned = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect();
        let expected: Vec<(u32, Vec<String>)> = vec![
            (1, owned(&["a", "b"])),
            (4, owned(&["x\ny", "say \"hi\""])),
            (7, owned(&["d", "e"])),
        ];
        assert_eq!(read_all(text), expected);
        assert_eq!(read_all(""), []);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_an_error_with_its_line() {
        assert_eq!(read("a,b\nc,\"d\ne,f\n", 3, COMMAS), Err(Unclosed { line: 4 }));
        assert_eq!(read("\"", 1, COMMAS), Err(Unclosed { line: 1 }));
        assert_eq!(read_all("a,b\"c\n").len(), 1, "within a value a quote is a quote");
    }

    #[test]
    fn the_separator_is_found() {
        let cases = [
            ("a\tb, c, d", b'\t'),
            ("a;b", b';'),
            ("\"x;y;z\",b", b','),
            ("a|b", b'|'),
            ("a", b','),
        ];
        for (text, byte) in cases {
            assert_eq!(separator(text), byte, "{text}");
        }
    }
}
