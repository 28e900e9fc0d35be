//! What a review shows on the whole screen, as lines: no terminal is needed to make them.
//!
//! At the bottom, always on the same rows: the last grade, the grades to give, the other keys.

use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::cli::frame::{Frame, Room, flow, head, key};
use crate::cli::review::desk::Desk;
use crate::cli::review::words::{progress, role, short_interval};
use crate::render::breadcrumb;
use crate::render::markdown::{self, Links};
use crate::render::wrap::wrap;
use crate::values::grade::Grade;

/// The card that is on, or `None` at the end.
pub(super) fn card(desk: &Desk, room: Room) -> Option<Frame> {
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
    Some(Frame { head, body, focus, notice, prompt })
}

/// The end of the session.
pub(super) fn closing(summary: &[Line], desk: &Desk, room: Room) -> Frame {
    Frame {
        head: head("Done for today", "", room),
        body: summary.to_vec(),
        focus: 0,
        notice: notice(desk, room),
        prompt: flow(&[key("u", "undo"), key("Enter", "leave")], room.text()),
    }
}

/// Every key, for the help.
pub(super) const KEYS: &[(&str, &str)] = &[
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
