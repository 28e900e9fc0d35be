//! A note as its author typed it: the lines, and in which of them a mark is none.

use crate::notes::outline::Note;

/// One line of the note.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    /// As written, without blanks at the end.
    pub(super) text: &'a str,
    /// Inside code, display mathematics or front matter, where no mark counts.
    pub(super) shut: bool,
    /// Switched off, or front matter: no part of any card.
    pub(super) out: bool,
    /// Columns in front of the text; a tab counts to the next fourth.
    pub(super) indent: usize,
}

impl<'a> Row<'a> {
    /// Whether nothing stands in it.
    pub(super) fn is_blank(self) -> bool {
        self.text.trim_start().is_empty() && !self.shut
    }

    /// The text without the blanks in front.
    pub(super) fn trimmed(self) -> &'a str {
        self.text.trim_start()
    }

    /// The depth of a heading, and its text.
    pub(super) fn heading(self) -> Option<(usize, &'a str)> {
        let rest = self.text.trim_start_matches('#');
        let level = self.text.len() - rest.len();
        let is_heading = (1..=6).contains(&level) && rest.starts_with([' ', '\t']) && !self.shut;
        is_heading.then(|| (level, rest.trim()))
    }

    /// Whether it is a rule across the page.
    pub(super) fn is_rule(self) -> bool {
        let Some(first @ ('-' | '*' | '_')) = self.trimmed().chars().next() else { return false };
        let mut signs = self.text.chars().filter(|c| !c.is_whitespace());
        !self.shut && signs.clone().count() >= 3 && signs.all(|sign| sign == first)
    }

    /// Whether it is the id that Anki gave to the card above it.
    pub(super) fn is_id(self) -> bool {
        self.trimmed().starts_with("<!--ID:")
    }

    /// The text of a list item.
    pub(super) fn item(self) -> Option<&'a str> {
        let text = self.trimmed();
        let rest = text.strip_prefix(['-', '*', '+']).or_else(|| {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            (1..=4).contains(&digits).then(|| text[digits..].strip_prefix(['.', ')'])).flatten()
        })?;
        (rest.starts_with([' ', '\t']) && !self.shut).then(|| rest.trim_start())
    }
}

/// The lines of a note.
#[derive(Debug)]
pub(super) struct Page<'a> {
    /// All lines; the first is line 1.
    pub(super) rows: Vec<Row<'a>>,
}

impl<'a> Page<'a> {
    /// The lines of this note.
    pub(super) fn of(note: &'a Note) -> Self {
        let mut page = Self::of_lines(note.raw.iter().map(String::as_str));
        page.leave_out_front_matter();
        for (from, to) in &note.off {
            let from = (*from as usize).saturating_sub(1);
            let to = (*to as usize).min(page.rows.len());
            for row in page.rows.get_mut(from..to).into_iter().flatten() {
                (row.shut, row.out) = (true, true);
            }
        }
        page
    }

    /// These lines by themselves.
    pub(super) fn of_lines(lines: impl Iterator<Item = &'a str>) -> Self {
        let (mut fence, mut in_maths) = (None, false);
        let mut rows = Vec::new();
        for line in lines {
            let text = line.trim_end();
            let mut shut = in_maths || fence.is_some();
            let start = text.trim_start();
            if in_maths {
                in_maths = !start.contains("$$");
            } else if let Some(mark) = fence {
                if start.starts_with(mark) {
                    fence = None;
                }
            } else if let Some(mark) = ["```", "~~~"].into_iter().find(|m| start.starts_with(m)) {
                (fence, shut) = (Some(mark), true);
            } else if start.matches("$$").count() % 2 == 1 {
                (in_maths, shut) = (true, start.starts_with("$$"));
            }
            let blanks = text.chars().take_while(|c| c.is_whitespace());
            let indent =
                blanks.fold(0, |columns, c| columns + if c == '\t' { 4 - columns % 4 } else { 1 });
            rows.push(Row { text, shut, out: false, indent });
        }
        Self { rows }
    }

    fn leave_out_front_matter(&mut self) {
        let Some(first) = self.rows.first().map(|row| row.text) else { return };
        if !matches!(first, "---" | "+++") {
            return;
        }
        let end = self.rows[1..].iter().position(|row| row.text == first);
        for row in &mut self.rows[..end.map_or(0, |at| at + 2)] {
            (row.shut, row.out) = (true, true);
        }
    }

    /// The first line from here on for which this holds, or the end.
    pub(super) fn find(&self, from: usize, holds: impl Fn(Row<'a>) -> bool) -> usize {
        let rest = self.rows.get(from..).unwrap_or(&[]);
        rest.iter().position(|row| holds(*row)).map_or(self.rows.len(), |at| from + at)
    }

    /// Where the paragraph that starts here ends: before a blank line, a heading or a rule.
    pub(super) fn paragraph(&self, from: usize) -> usize {
        self.find(from + 1, |row| {
            row.is_blank() || row.out || row.heading().is_some() || row.is_rule()
        })
    }

    /// The first line from here on that is not blank, or the end.
    pub(super) fn skip_blank(&self, from: usize) -> usize {
        self.find(from, |row| !row.is_blank())
    }

    /// The text of some lines: without the indentation that they share, without comments, and
    /// without blank lines around it.
    pub(super) fn text(&self, from: usize, to: usize) -> String {
        let rows = self.rows.get(from..to).unwrap_or(&[]);
        tidy(rows.iter().map(|row| (row.text, row.shut)))
    }
}

/// Bytes that a side of a card may have. Items nested in each other repeat what is under them.
const LONGEST: usize = 1 << 16;

/// Whether some lines are more than a side of a card can hold.
pub(super) fn are_too_long(rows: &[Row<'_>]) -> bool {
    let left = rows.iter().try_fold(LONGEST, |left, row| left.checked_sub(row.text.len()));
    left.is_none()
}

/// Lines as one text: see [`Page::text`]. The flag says that a line is code. Nothing, where that
/// is longer than a card can be.
pub(super) fn tidy<'a>(lines: impl Iterator<Item = (&'a str, bool)>) -> String {
    let (mut kept, mut bytes): (Vec<String>, usize) = (Vec::new(), 0);
    for (text, shut) in lines {
        bytes += text.len();
        if bytes > LONGEST {
            return String::new();
        }
        let shown = if shut { text.to_owned() } else { without_marks(text) };
        // A line that held nothing but a mark leaves no blank one behind.
        if !shown.trim().is_empty() || text.trim().is_empty() {
            kept.push(shown);
        }
    }
    let indent = |line: &String| line.len() - line.trim_start_matches([' ', '\t']).len();
    let shared = kept.iter().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    let lines: Vec<&str> = kept.iter().map(|line| line.get(shared..).unwrap_or("")).collect();
    let blank = |line: &&str| line.trim().is_empty();
    let from = lines.iter().position(|line| !blank(line)).unwrap_or(lines.len());
    let to = lines.iter().rposition(|line| !blank(line)).map_or(from, |at| at + 1);
    lines[from..to].join("\n")
}

/// A line without comments and without the id of its block.
pub(super) fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("<!--") {
        let Some(length) = rest[at..].find("-->") else { break };
        out.push_str(&rest[..at]);
        rest = &rest[at + length + 3..];
    }
    out.push_str(rest);
    let end = out.trim_end();
    let kept = end.rfind(" ^").filter(|at| is_id(&end[at + 2..])).map_or(end, |at| &end[..at]);
    if is_id(kept.trim_start().trim_start_matches('^')) && kept.trim_start().starts_with('^') {
        return String::new();
    }
    kept.trim_end().to_owned()
}

/// Whether a word is the id that a tool gives to a block: long, of letters and digits.
fn is_id(word: &str) -> bool {
    word.len() >= 6 && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
