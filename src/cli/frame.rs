//! A whole screen as lines: no terminal is needed to make them.
//!
//! From the top: where we are, the card, blanks; at the bottom, always on the same rows, what
//! happened last, then what can be typed.

use crate::adapters::terminal::picture::{Picture, Placed};
use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::{Line, width};
use crate::render::sanitize;
use crate::render::wrap::wrap;

/// Text wider than this is tiring to read.
const WIDEST: usize = 80;

/// Rows of the body without which a card cannot be read.
const LEAST_BODY: usize = 3;

/// Rows of the body from which on what leads to the focus is shown with it.
const ROOMY_BODY: usize = 6;

/// What stands between two keys in the prompt.
const GAP: &str = "   ";

/// The room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    /// Columns of the terminal.
    pub(super) columns: usize,
    /// Rows of the terminal.
    pub(super) rows: usize,
}

impl Room {
    /// Blank columns on the left.
    const fn margin(self) -> usize {
        match self.columns {
            0..=29 => 0,
            30..=59 => 1,
            _ => 2,
        }
    }

    /// Rows that a picture may take: the question and its foot stay in sight.
    const fn rows_of_picture(self) -> usize {
        let rows = self.rows.saturating_sub(14);
        if rows < 3 { 3 } else { rows }
    }

    /// Columns of text.
    pub(super) fn text(self) -> usize {
        self.columns.saturating_sub(2 * self.margin()).clamp(8, WIDEST)
    }
}

/// A state of the screen, top to bottom.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// Where we are.
    pub(super) head: Vec<Line>,
    /// The card, or what is shown in its place.
    pub(super) body: Vec<Line>,
    /// The row of the body that must be seen: where the answer starts.
    pub(super) focus: usize,
    /// Rows above it that belong to it.
    pub(super) lead: usize,
    /// Pictures in the body, their rows counted there; blank lines keep their places.
    pub(super) pictures: Vec<Placed>,
    /// What happened last.
    pub(super) notice: Vec<Line>,
    /// What can be typed.
    pub(super) prompt: Vec<Line>,
    /// Whether there is no room for blanks.
    pub(super) is_dense: bool,
}

impl Frame {
    /// All keys with what they do.
    pub(super) fn help(keys: &[(String, String)], room: Room) -> Self {
        let labels = keys.iter().map(|(keys, _)| width(keys)).max().unwrap_or(0) + 3;
        let columns = (labels, room.text());
        let rows = keys.iter().map(|(keys, does)| labelled(Role::Key, keys, does, columns));
        let body = rows.flatten().collect();
        let prompt = vec![key("any key", "back")];
        Self { head: head("Keys", "", room), body, prompt, ..Self::default() }
    }

    /// Leaves out what a screen of few rows has no room for.
    pub(super) fn fit(&mut self, room: Room) {
        let wanted = LEAST_BODY.min(self.body.len());
        while self.body_rows(room) < wanted && self.shed() {}
    }

    /// Leaves out what is missed least: blanks, the last of the keys, the head; `false` where
    /// nothing can go.
    fn shed(&mut self) -> bool {
        let before = self.fixed_rows();
        self.is_dense = true;
        self.notice.retain(|line| !line.spans().is_empty());
        self.prompt.retain(|line| !line.spans().is_empty());
        if self.fixed_rows() == before {
            if self.prompt.len() > 2 || (self.head.is_empty() && self.prompt.len() > 1) {
                self.prompt.pop();
            } else if self.head.is_empty() {
                self.notice.clear();
            } else {
                self.head.clear();
            }
        }
        self.fixed_rows() < before
    }

    /// Rows of everything but the body, air not counted: the head with the blank under it, and
    /// the foot with the blank over it.
    fn fixed_rows(&self) -> usize {
        self.head.len() + self.gap() + 1 + self.notice.len() + self.prompt.len()
    }

    /// The blank under the head.
    fn gap(&self) -> usize {
        usize::from(!self.head.is_empty() && !self.is_dense)
    }

    /// Whether there are rows to spend on air: at the top, over the prompt and under it.
    fn is_airy(&self, room: Room) -> bool {
        self.fixed_rows() + self.body.len() + 3 <= room.rows
    }

    /// The rows the body may take.
    fn body_rows(&self, room: Room) -> usize {
        let air = 3 * usize::from(self.is_airy(room));
        room.rows.saturating_sub(self.fixed_rows() + air).max(1)
    }

    /// How far down the body can be moved.
    pub(super) fn last_scroll(&self, room: Room) -> usize {
        self.body.len().saturating_sub(self.body_rows(room))
    }

    /// How far down the body is moved so that the answer is seen.
    pub(super) fn first_scroll(&self, room: Room) -> usize {
        let lead = if self.body_rows(room) < ROOMY_BODY { 0 } else { self.lead };
        self.focus.saturating_sub(lead).min(self.last_scroll(room))
    }

    /// How many rows a screen of the body moves by.
    pub(super) fn page(&self, room: Room) -> usize {
        self.body_rows(room).saturating_sub(1).max(1)
    }

    /// The lines of the whole screen, the body moved down by `scroll` rows.
    pub(super) fn lines(&self, room: Room, scroll: usize) -> Vec<Line> {
        let scroll = scroll.min(self.last_scroll(room));
        let air = usize::from(self.is_airy(room));
        let body_rows = self.body_rows(room);
        let mut lines = vec![Line::empty(); air];
        lines.extend_from_slice(&self.head);
        lines.resize_with(lines.len() + self.gap(), Line::empty);
        let above = lines.len();
        lines.extend(self.body.iter().skip(scroll).take(body_rows).cloned());
        lines.resize_with(above + body_rows, Line::empty);
        lines.push(more(scroll, self.last_scroll(room)));
        lines.extend_from_slice(&self.notice);
        lines.resize_with(lines.len() + air, Line::empty);
        lines.extend_from_slice(&self.prompt);
        lines.iter().map(|line| line.indented(room.margin())).collect()
    }
}

impl Frame {
    /// Puts a picture at the end of the body, as large as it may be in the room.
    pub(super) fn push_picture(&mut self, picture: &Picture, room: Room) {
        let cells = picture.fitted((room.text(), room.rows_of_picture()));
        let (row, picture) = (self.body.len(), picture.clone());
        self.pictures.push(Placed { picture, row, column: room.margin(), cells });
        self.body.resize_with(row + cells.1, Line::empty);
    }

    /// The pictures that are wholly on the screen, the body moved down by `scroll` rows.
    pub(super) fn pictures(&self, room: Room, scroll: usize) -> Vec<Placed> {
        let scroll = scroll.min(self.last_scroll(room));
        let above = usize::from(self.is_airy(room)) + self.head.len() + self.gap();
        let seen = |placed: &Placed| {
            let first = placed.row.checked_sub(scroll)?;
            let row = above + first;
            (first + placed.cells.1 <= self.body_rows(room))
                .then(|| Placed { row, ..placed.clone() })
        };
        self.pictures.iter().filter_map(seen).collect()
    }
}

/// Says where the body goes on beyond the screen.
fn more(scroll: usize, last: usize) -> Line {
    let says = match (scroll, last) {
        (_, 0) => "",
        (0, _) => "↓ more",
        (here, last) if here == last => "↑ more",
        _ => "↑ ↓ more",
    };
    Line::of(Role::Key, says)
}

/// The first rows: what is shown on the left, how far we are on the right.
pub(super) fn head(left: &str, right: &str, room: Room) -> Vec<Line> {
    const LEAST_LEFT: usize = 8;
    let columns = room.text();
    let room_left = columns.saturating_sub(width(right) + 2);
    let mut line = Line::empty();
    if right.is_empty() || room_left >= LEAST_LEFT {
        line = Line::of(Role::Text, sanitize::visible(left)).cut(room_left);
        line.push(Role::Text, &" ".repeat(columns.saturating_sub(line.width() + width(right))));
    }
    line.push(Role::Faint, right);
    vec![line]
}

/// A key and what it does.
pub(super) fn key(key: &str, does: &str) -> Line {
    let mut line = Line::of(Role::Key, key);
    line.push(Role::Text, " ");
    line.push(Role::Text, does);
    line
}

/// The items side by side, in as few rows as there must be, none broken.
pub(super) fn flow(items: &[Line], columns: usize) -> Vec<Line> {
    let mut rows: Vec<Line> = Vec::new();
    for item in items {
        match rows.last_mut() {
            Some(row) if row.width() + width(GAP) + item.width() <= columns => {
                row.push(Role::Text, GAP);
                row.append(item);
            }
            _ => rows.push(item.clone()),
        }
    }
    rows
}

/// The items side by side in at most so many rows, then those of the tail; as many of the items
/// as have room, the first ones before the last.
pub(super) fn flow_within(
    items: &[Line],
    tail: &[Line],
    (columns, rows): (usize, usize),
) -> Vec<Line> {
    let laid = (0..=items.len()).rev().map(|taken| {
        let shown: Vec<Line> = items[..taken].iter().chain(tail).cloned().collect();
        flow(&shown, columns)
    });
    let mut laid = laid.skip_while(|lines| lines.len() > rows);
    laid.next().unwrap_or_else(|| flow(tail, columns))
}

/// A label and beside it a text, which hangs where it takes more lines than one. The columns
/// are the label's and all there are; where that leaves too few, the text goes below.
pub(super) fn labelled(
    role: Role,
    label: &str,
    text: &str,
    (left, all): (usize, usize),
) -> Vec<Line> {
    const LEAST: usize = 12;
    let label = Line::of(role, label);
    let text = Line::of(Role::Text, text);
    let right = all.saturating_sub(left);
    if right < LEAST {
        let mut lines = wrap(label.spans(), all);
        lines.extend(wrap(text.spans(), all.saturating_sub(2)).iter().map(|line| line.indented(2)));
        return lines;
    }
    let beside = |(row, text): (usize, &Line)| {
        let mut line = if row == 0 { label.clone() } else { Line::empty() };
        line.push(Role::Text, &" ".repeat(left.saturating_sub(line.width())));
        line.append(text);
        line
    };
    wrap(text.spans(), right).iter().enumerate().map(beside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Vec<Line> {
        texts.iter().map(|text| Line::of(Role::Text, *text)).collect()
    }

    /// The screen of so many rows, its answer in sight.
    fn shown(rows: usize) -> Vec<String> {
        let mut frame = Frame {
            head: lines(&["1 of 6"]),
            body: lines(&["why", "", "it?", "", "────", "", "so", "and so"]),
            focus: 6,
            lead: 2,
            notice: vec![Line::empty()],
            prompt: lines(&["1 again", "3 good", "e edit", "q quit"]),
            ..Frame::default()
        };
        let room = Room { columns: 20, rows };
        frame.fit(room);
        let shown = frame.lines(room, frame.first_scroll(room));
        shown.iter().map(Line::plain).collect()
    }

    #[test]
    fn the_answer_is_in_sight_on_however_few_rows() {
        for rows in 3..30 {
            let shown = shown(rows);
            assert!(shown.len() <= rows, "{rows}: {shown:#?}");
            assert!(shown.iter().any(|line| line == "so"), "{rows}: {shown:#?}");
        }
    }

    #[test]
    fn what_few_rows_have_no_room_for_is_what_is_missed_least() {
        let keys = ["1 again", "3 good", "e edit", "q quit"];
        assert_eq!(shown(9)[..5], ["1 of 6", "", "so", "and so", "↑ more"]);
        assert_eq!(shown(9)[5..], keys);
        assert_eq!(shown(6), ["", "so", "and so", "↑ more", "1 again", "3 good"]);
        assert_eq!(shown(3), ["so", "↑ ↓ more", "1 again"]);
    }
}
