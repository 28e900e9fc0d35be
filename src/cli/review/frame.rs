//! What a review shows on the whole screen, as lines: no terminal is needed to make them.
//!
//! From the top: where we are, the card, blanks; at the bottom, always on the same rows, the
//! last grade, the grades to give, the other keys.

use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::{Line, width};
use crate::cli::review::desk::Desk;
use crate::cli::review::labelled;
use crate::cli::review::words::{progress, role, short_interval};
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
        self.columns.saturating_sub(2 * self.margin()).clamp(8, WIDEST)
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
    /// The last grade, or what else happened.
    notice: Vec<Line>,
    /// What can be typed.
    prompt: Vec<Line>,
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
        body.extend(markdown::lines(&card.question, Role::Heading, Links::Text, columns));
        let mut focus = 0;
        if is_revealed {
            body.push(Line::empty());
            focus = body.len();
            body.push(Line::of(Role::Faint, "─".repeat(columns)));
            body.push(Line::empty());
            body.extend(markdown::lines(&card.answer, Role::Text, Links::Addresses, columns));
            body.push(Line::empty());
            body.extend(wrap(Line::of(Role::Faint, desk.place(card)).spans(), columns));
        }
        let head = head(&card.deck, &progress(desk.session.progress()), room);
        let (notice, prompt) = (notice(desk, room), prompt(desk, room));
        Some(Self { head, body, focus, notice, prompt })
    }

    /// The end of the session.
    pub(super) fn closing(summary: &[Line], desk: &Desk, room: Room) -> Self {
        Self {
            head: head("Done for today", "", room),
            body: summary.to_vec(),
            focus: 0,
            notice: notice(desk, room),
            prompt: flow(&[key("u", "undo"), key("Enter", "leave")], room.text()),
        }
    }

    /// All keys.
    pub(super) fn help(room: Room) -> Self {
        let labels = KEYS.iter().map(|(keys, _)| width(keys)).max().unwrap_or(0) + 3;
        let columns = (labels, room.text());
        let rows = KEYS.iter().map(|(keys, does)| labelled(Role::Key, keys, does, columns));
        let body = rows.flatten().collect();
        let prompt = vec![key("any key", "back")];
        Self { head: head("Keys", "", room), body, prompt, ..Self::default() }
    }

    /// The columns that text may take in this room.
    pub(super) fn text_columns(room: Room) -> usize {
        room.text()
    }

    /// Rows of everything but the body, air not counted: the head with the blank under it, and
    /// the foot with the blank over it.
    fn fixed_rows(&self) -> usize {
        self.head.len() + 1 + 1 + self.notice.len() + self.prompt.len()
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
        self.focus.min(self.last_scroll(room))
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
        lines.push(Line::empty());
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
        line = Line::of(Role::Text, sanitize::visible(left)).cut(room_left);
        line.push(Role::Text, &" ".repeat(columns.saturating_sub(line.width() + width(right))));
    }
    line.push(Role::Faint, right);
    vec![line]
}

/// A key and what it does.
fn key(key: &str, does: &str) -> Line {
    let mut line = Line::of(Role::Key, key);
    line.push(Role::Text, " ");
    line.push(Role::Text, does);
    line
}

/// The grades to give and the other keys.
fn prompt(desk: &Desk, room: Room) -> Vec<Line> {
    let columns = room.text();
    let is_revealed = desk.session.is_revealed();
    let mut keys = vec![key("Space", if is_revealed { "good" } else { "show answer" })];
    if desk.session.last().is_some() {
        keys.push(key("u", "undo"));
    }
    keys.extend([key("q", "quit"), key("?", "help")]);
    let mut rows = flow(&grades(desk.intervals()), columns);
    if !is_revealed {
        // Their rows are kept free on the question's side, so that nothing moves on reveal.
        rows.fill(Line::empty());
    }
    rows.extend(flow(&keys, columns));
    rows
}

/// The last grade, or what else happened. One empty row where there is nothing to tell.
fn notice(desk: &Desk, room: Room) -> Vec<Line> {
    let Some(notice) = desk.notice() else {
        return vec![Line::empty()];
    };
    let text = notice.text(desk.today());
    let line = match text.split_once(": ") {
        Some((word, rest)) => {
            let mut line = Line::of(notice.role(), word);
            line.push(Role::Faint, &format!(": {rest}"));
            line
        }
        None => Line::of(notice.role(), text),
    };
    wrap(line.spans(), room.text())
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
