//! The foot of a review's screen: what happened last and what can be typed now.

use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::cli::frame::{Room, flow, flow_within, key};
use crate::cli::review::desk::Desk;
use crate::cli::review::frame::known_key;
use crate::cli::review::keys::Action;
use crate::cli::review::words::{role, short_interval};
use crate::render::wrap::wrap;

/// Columns from which on one row of keys is enough.
const WIDE: usize = 60;

/// What happened last. One empty row where there is nothing to tell.
pub(super) fn notice(desk: &Desk, room: Room) -> Vec<Line> {
    let Some(notice) = desk.notice() else {
        return vec![Line::empty()];
    };
    let text = notice.text(desk.today(), &desk.manner.keys);
    let text = if notice.is_of_last() { format!("last: {text}") } else { text };
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

/// The grades to give and the other keys.
pub(super) fn prompt(desk: &Desk, room: Room) -> Vec<Line> {
    let columns = room.text();
    let mut rows = flow(&grades(desk), columns);
    if !desk.can_grade() || desk.writing().is_some() {
        // Their rows are kept free where they do nothing, so that nothing moves on reveal.
        rows.fill(Line::empty());
    }
    let most = if columns < WIDE { 2 } else { 1 };
    let (keys, tail) = keys(desk);
    let mut keys = flow_within(&keys, &tail, (columns, most));
    keys.resize_with(most.max(keys.len()), Line::empty);
    rows.extend(keys);
    rows
}

/// The keys of what is looked at instead of the card.
pub(super) fn panel(desk: &Desk) -> Vec<Line> {
    let undo = known_key(&desk.manner.keys.label(Action::Undo), "undo");
    match undo.filter(|_| desk.can_undo()) {
        Some(undo) => vec![undo, key("any other key", "back to the card")],
        None => vec![key("any key", "back to the card")],
    }
}

/// The keys of the closing screen.
pub(super) fn closing(desk: &Desk) -> Vec<Line> {
    let keys = &desk.manner.keys;
    let undo = known_key(&keys.label(Action::Undo), "undo");
    undo.into_iter().chain([key("Enter", "leave")]).collect()
}

/// The keys that can be pressed now, the most wanted first; and those that are always shown.
fn keys(desk: &Desk) -> (Vec<Line>, Vec<Line>) {
    if desk.writing().is_some() {
        let keys = [key("Enter", "done"), key("Esc", "leave it"), key("Ctrl-U", "empty it")];
        return (keys.into(), Vec::new());
    }
    let mut wanted = first(desk);
    if desk.can_undo() {
        wanted.push((Action::Undo, "undo"));
    }
    wanted.extend([
        (Action::Edit, "edit"),
        (Action::Info, "info"),
        (Action::Drop, "drop"),
        (Action::Source, "source"),
        (Action::Bury, "bury"),
        (Action::Suspend, "suspend"),
        (Action::Mark, "mark"),
    ]);
    let label = |action| desk.manner.keys.label(action);
    let told = |keys: &[(Action, &str)]| {
        keys.iter().filter_map(|(action, does)| known_key(&label(*action), does)).collect()
    };
    (told(&wanted), told(&[(Action::Quit, "quit"), (Action::Help, "help")]))
}

/// The keys that go on from here.
fn first(desk: &Desk) -> Vec<(Action, &'static str)> {
    let Some((asked, _)) = desk.current() else {
        return Vec::new();
    };
    if desk.is_gone() {
        return vec![(Action::GoOn, "go on")];
    }
    if desk.session.is_revealed() {
        return vec![(Action::GoOn, desk.manner.keys.buttons().name_of(desk.next_grade()))];
    }
    if desk.is_asking_item() {
        return vec![
            (Action::GoOn, "known"),
            (Action::Missed, "missed"),
            (Action::All, "show all"),
        ];
    }
    let shows = if asked.recital.is_some() { "show item" } else { "show answer" };
    let mut keys = vec![(Action::GoOn, shows)];
    if asked.has_hint() {
        keys.push((Action::Hint, "hint"));
    }
    if asked.can_be_typed() {
        keys.push((Action::Type, "type"));
    }
    keys
}

/// The buttons, each with the interval it would give.
fn grades(desk: &Desk) -> Vec<Line> {
    let keys = &desk.manner.keys;
    let told = desk.buttons().iter().map(|(button, outcome)| {
        let mut line = Line::of(Role::Key, keys.label(Action::Grade(button.grade)));
        line.push(Role::Text, " ");
        line.push(role(button.grade), button.name);
        line.push(Role::Text, " ");
        let leads_to = match outcome.days() {
            Some(days) => short_interval(days),
            None if button.grade.needs_drill() => "today".to_owned(),
            None => "done".to_owned(),
        };
        line.push(Role::Faint, &leads_to);
        line
    });
    told.collect()
}
