//! What a review shows on the whole screen, as lines: no terminal is needed to make them.
//!
//! From the top: where we are, the card, blanks; at the bottom, always on the same rows, the
//! last grade, the grades to give, the other keys.

use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::{Line, width};
use crate::cli::review::desk::Desk;
use crate::cli::review::labelled;
use crate::cli::review::words::{place, progress, role, short_interval};
use crate::render::markdown::{self, Links};
use crate::render::wrap::wrap;
use crate::render::{breadcrumb, sanitize};
use crate::values::grade::Grade;

/// Text wider than this is tiring to read.
const WIDEST: usize = 80;

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

    /// Columns of text.
    fn text(self) -> usize {
        self.columns
            .saturating_sub(2 * self.margin())
            .clamp(8, WIDEST)
    }

    /// Whether there are rows to spend on blanks.
    const fn is_airy(self) -> bool {
        self.rows >= 16
    }
}

/// A state of the review, top to bottom.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// Where we are.
    head: Vec<Line>,
    /// The card, or what is shown in its place.
    body: Vec<Line>,
    /// The row of the body that must be seen: where the answer starts.
    focus: usize,
    /// The prompt.
    foot: Vec<Line>,
}

impl Frame {
    /// The card that is on, or `None` at the end.
    pub(super) fn card(desk: &Desk, room: Room) -> Option<Self> {
        let (card, _) = desk.current()?;
        let columns = room.text();
        let is_revealed = desk.session.is_revealed();
        let mut body = Vec::new();
        let levels = if is_revealed {
            breadcrumb::whole(&card.context)
        } else {
            breadcrumb::masked(&card.context, &card.question, &card.answer)
        };
        if !levels.is_empty() {
            body.extend(wrap(Line::of(Role::Faint, levels).spans(), columns));
            body.push(Line::empty());
        }
        body.extend(markdown::lines(
            &card.question,
            Role::Heading,
            Links::Text,
            columns,
        ));
        let mut focus = 0;
        if is_revealed {
            body.push(Line::empty());
            focus = body.len();
            body.push(Line::of(Role::Faint, "─".repeat(columns)));
            body.push(Line::empty());
            body.extend(markdown::lines(
                &card.answer,
                Role::Text,
                Links::Addresses,
                columns,
            ));
            body.push(Line::empty());
            body.extend(wrap(Line::of(Role::Faint, place(card)).spans(), columns));
        }
        let head = head(&card.deck, &progress(desk.session.progress()), room);
        Some(Self {
            head,
            body,
            focus,
            foot: foot(desk, room),
        })
    }

    /// The end of the session.
    pub(super) fn closing(summary: &[Line], desk: &Desk, room: Room) -> Self {
        let keys = flow(&[key("u", "undo"), key("Enter", "leave")], room.text());
        Self {
            head: head("Done for today", "", room),
            body: summary.to_vec(),
            focus: 0,
            foot: with_notice(desk, room, Vec::new(), keys),
        }
    }

    /// All keys.
    pub(super) fn help(room: Room) -> Self {
        let labels = KEYS.iter().map(|(keys, _)| width(keys)).max().unwrap_or(0) + 3;
        let columns = (labels, room.text());
        let rows = KEYS
            .iter()
            .map(|(keys, does)| labelled(Role::Key, keys, does, columns));
        let body = rows.flatten().collect();
        let foot = vec![key("any key", "back")];
        Self {
            head: head("Keys", "", room),
            body,
            focus: 0,
            foot,
        }
    }

    /// The columns that text may take in this room.
    pub(super) fn text_columns(room: Room) -> usize {
        room.text()
    }

    /// The rows the body may take.
    fn body_rows(&self, room: Room) -> usize {
        room.rows
            .saturating_sub(self.head.len() + self.foot.len())
            .max(1)
    }

    /// How far down the body can be moved.
    pub(super) fn last_scroll(&self, room: Room) -> usize {
        self.body.len().saturating_sub(self.body_rows(room))
    }

    /// How far down the body is moved so that the answer is seen.
    pub(super) fn first_scroll(&self, room: Room) -> usize {
        self.focus.min(self.last_scroll(room))
    }

    /// How many rows a screen of the body moves by.
    pub(super) fn page(&self, room: Room) -> usize {
        self.body_rows(room).saturating_sub(1).max(1)
    }

    /// The lines of the whole screen, the body moved down by `scroll` rows.
    pub(super) fn lines(&self, room: Room, scroll: usize) -> Vec<Line> {
        let scroll = scroll.min(self.last_scroll(room));
        let body_rows = self.body_rows(room);
        let mut lines = self.head.clone();
        lines.extend(self.body.iter().skip(scroll).take(body_rows).cloned());
        lines.resize_with(self.head.len() + body_rows, Line::empty);
        let mut foot = self.foot.clone();
        if let Some(last) = foot.last_mut().filter(|_| self.last_scroll(room) > 0) {
            let arrows = match scroll {
                0 => "↓ more",
                all if all == self.last_scroll(room) => "↑ more",
                _ => "↑↓ more",
            };
            last.push(Role::Text, GAP);
            last.push(Role::Key, arrows);
        }
        lines.extend(foot);
        lines
            .iter()
            .map(|line| line.indented(room.margin()))
            .collect()
    }
}

/// Every key, for the help.
const KEYS: &[(&str, &str)] = &[
    ("Space, Enter", "show the answer; then good"),
    ("1", "again: not recalled"),
    ("2", "hard: recalled with much effort"),
    ("3", "good: recalled"),
    ("4", "easy: recalled at once"),
    ("u", "take back the last answer; again, the one before"),
    ("↑ ↓, PgUp PgDn", "move in a long card"),
    ("Ctrl-Z", "stop for now; fg goes on"),
    ("q, Esc, Ctrl-D", "leave; everything is saved already"),
    ("Ctrl-C", "the same, with exit code 130"),
];

/// The first rows: what is shown on the left, how far we are on the right.
fn head(left: &str, right: &str, room: Room) -> Vec<Line> {
    const LEAST_LEFT: usize = 8;
    let columns = room.text();
    let room_left = columns.saturating_sub(width(right) + 2);
    let mut line = Line::empty();
    if right.is_empty() || room_left >= LEAST_LEFT {
        line = Line::of(Role::Strong, sanitize::visible(left)).cut(room_left);
        line.push(
            Role::Text,
            &" ".repeat(columns.saturating_sub(line.width() + width(right))),
        );
    }
    line.push(Role::Due, right);
    let mut lines = vec![line, Line::empty()];
    if room.is_airy() {
        lines.insert(0, Line::empty());
    }
    lines
}

/// A key and what it does.
fn key(key: &str, does: &str) -> Line {
    let mut line = Line::of(Role::Key, key);
    line.push(Role::Text, " ");
    line.push(Role::Text, does);
    line
}

/// The last rows: the last grade, the grades to give, the other keys.
fn foot(desk: &Desk, room: Room) -> Vec<Line> {
    let columns = room.text();
    let is_revealed = desk.session.is_revealed();
    let grades = flow(&grades(desk.intervals()), columns);
    let mut keys = vec![key(
        "Space",
        if is_revealed { "good" } else { "show answer" },
    )];
    if desk.session.last().is_some() {
        keys.push(key("u", "undo"));
    }
    keys.extend([key("q", "quit"), key("?", "help")]);
    // The rows are kept free on the question's side, so that nothing moves on reveal.
    let grades = if is_revealed {
        grades
    } else {
        vec![Line::empty(); grades.len()]
    };
    with_notice(desk, room, grades, flow(&keys, columns))
}

fn with_notice(desk: &Desk, room: Room, grades: Vec<Line>, keys: Vec<Line>) -> Vec<Line> {
    let notice = desk.notice().map_or_else(Line::empty, |notice| {
        let text = notice.text(desk.today());
        match text.split_once(": ") {
            Some((word, rest)) => {
                let mut line = Line::of(notice.role(), word);
                line.push(Role::Faint, &format!(": {rest}"));
                line
            }
            None => Line::of(notice.role(), text),
        }
    });
    let mut foot = vec![Line::empty()];
    foot.extend(wrap(notice.spans(), room.text()));
    if room.is_airy() {
        foot.push(Line::empty());
    }
    foot.extend(grades);
    foot.extend(keys);
    if room.is_airy() {
        foot.push(Line::empty());
    }
    foot
}

/// The four buttons, each with the interval it would give.
fn grades(intervals: Option<[u32; 4]>) -> Vec<Line> {
    let mut buttons = Vec::new();
    for (index, grade) in Grade::BUTTONS.into_iter().enumerate() {
        let mut line = Line::of(Role::Key, (index + 1).to_string());
        line.push(Role::Text, " ");
        line.push(role(grade), grade.button_name());
        line.push(Role::Text, " ");
        let leads_to = match intervals {
            Some(days) => short_interval(days[index]),
            None if grade.needs_drill() => "today".to_owned(),
            None => "done".to_owned(),
        };
        line.push(Role::Faint, &leads_to);
        buttons.push(line);
    }
    buttons
}

/// The items side by side, in as few rows as there must be, none broken.
fn flow(items: &[Line], columns: usize) -> Vec<Line> {
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
