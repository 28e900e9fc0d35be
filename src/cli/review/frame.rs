//! What a review shows on the whole screen, as lines: no terminal is needed to make them.
//!
//! At the bottom, always on the same rows: the last thing that happened, the grades to give, the
//! other keys.

use crate::adapters::terminal::link::Link;
use crate::adapters::terminal::picture::Picture;
use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::{Line, Span};
use crate::cli::card;
use crate::cli::failure::Failure;
use crate::cli::frame::{Frame, Room, flow, head, key};
use crate::cli::review::asked::Asked;
use crate::cli::review::changed::Changed;
use crate::cli::review::desk::Desk;
use crate::cli::review::prompt;
use crate::cli::review::summary::Summary;
use crate::cli::review::words::progress;
use crate::cli::review::writing::{About, Writing};
use crate::learning::difference::Side;
use crate::learning::recital::{Item, Recital};
use crate::learning::typed::{Comparison, Verdict};
use crate::notes::section::Resource;
use crate::render::cloze;
use crate::render::markdown::{self, Links};
use crate::render::sanitize::visible;
use crate::render::wrap::wrap;

/// How links are shown, and the columns of text.
type Fit = (Links, usize);

/// The card that is on, or `None` at the end.
pub(super) fn card(desk: &Desk, room: Room) -> Option<Frame> {
    let (asked, _) = desk.current()?;
    let columns = room.text();
    let is_revealed = desk.session.is_revealed();
    let mut frame = Frame {
        head: head(&asked.card.deck, &progress(desk.session.progress()), room),
        notice: prompt::notice(desk, room),
        prompt: prompt::prompt(desk, room),
        ..Frame::default()
    };
    ask(&mut frame, asked, is_revealed, room);
    if is_revealed || asked.is_begun() || has_items_out(asked) {
        frame.body.push(Line::empty());
        frame.body.push(Line::of(Role::Faint, "─".repeat(columns)));
        frame.body.push(Line::empty());
        (frame.focus, frame.lead) = (frame.body.len(), 2);
        let links = Links::of_answers(desk.context.ui.palette());
        frame.body.extend(answer(asked, is_revealed, (links, columns)));
    }
    if is_revealed {
        show(&mut frame, &asked.pictures.answer, room);
        frame.body.push(Line::empty());
        frame.body.extend(beside(desk, asked, columns));
    }
    if let Some(writing) = desk.writing() {
        frame.body.push(Line::empty());
        (frame.focus, frame.lead) = (frame.body.len(), 0);
        frame.body.extend(written(writing, columns));
    }
    Some(frame)
}

/// Where we are, the question, and what helps with it.
fn ask(frame: &mut Frame, asked: &Asked, is_revealed: bool, room: Room) {
    let columns = room.text();
    let levels = asked.breadcrumb(is_revealed);
    if !levels.is_empty() {
        frame.body.extend(faint(levels, columns));
        frame.body.push(Line::empty());
    }
    if let Some(changed) = &asked.changed {
        frame.body.extend(told("This card changed: ", &changed.of_question(), columns));
        frame.body.push(Line::empty());
    }
    frame.body.extend(question(&asked.card.question, columns));
    show(frame, &asked.pictures.question, room);
    if let Some(letter) = asked.letter().filter(|_| !is_revealed) {
        frame.body.push(Line::empty());
        frame.body.extend(faint(format!("begins with {}", visible(letter)), columns));
    }
}

fn show(frame: &mut Frame, pictures: &[Picture], room: Room) {
    for picture in pictures {
        frame.body.push(Line::empty());
        frame.push_picture(picture, room);
    }
}

/// Something that the notes link to, with its address unless the terminal follows it.
pub(super) fn see(resource: &Resource, links: Links) -> Line {
    let mut line = Line::of(Role::Faint, "see ");
    let target = Link::to(&resource.address).filter(|_| links == Links::Live);
    let is_told = target.is_none() && resource.name != resource.address;
    let name = visible(&resource.name);
    line.push_like(&Span { link: target, ..Span::new(Role::Link, "") }, &name);
    if is_told {
        line.push(Role::Faint, &format!(" ({})", visible(&resource.address)));
    }
    line
}

/// What stands under the answer.
fn beside(desk: &Desk, asked: &Asked, columns: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(answer) = asked.changed.as_ref().and_then(Changed::of_answer) {
        lines.extend(told("Its answer changed: ", answer, columns));
    }
    if asked.card.own_outdated {
        lines.extend(faint(format!("its notes {}", card::OUTDATED), columns));
    }
    let manner = Links::of_answers(desk.context.ui.palette());
    let resources = asked.resources.iter().flatten();
    lines.extend(resources.flat_map(|resource| wrap(see(resource, manner).spans(), columns)));
    lines.extend(faint(desk.place(&asked.card), columns));
    if let Some(why) = &asked.card.mark {
        lines.extend(faint(format!("marked: {}", visible(why)), columns));
    }
    lines
}

/// How the session went, at its end.
pub(super) fn closing(desk: &Desk, room: Room) -> Result<Frame, Failure> {
    let summary = Summary::of(desk)?;
    let title = if summary.has_left() { "Done for now" } else { "Done for today" };
    Ok(Frame {
        head: head(title, "", room),
        body: summary.lines(room.text()),
        notice: prompt::notice(desk, room),
        prompt: flow(&prompt::closing(desk), room.text()),
        ..Frame::default()
    })
}

pub(super) fn faint(text: impl Into<String>, columns: usize) -> Vec<Line> {
    wrap(Line::of(Role::Faint, text).spans(), columns)
}

/// A word of warning and what it is about.
fn told(label: &str, about: &Line, columns: usize) -> Vec<Line> {
    let mut line = Line::of(Role::Warning, label);
    line.append(about);
    wrap(line.spans(), columns)
}

fn has_items_out(asked: &Asked) -> bool {
    asked.recital.as_ref().is_some_and(|recital| !recital.shown().is_empty())
}

/// The question, or the sentence with its gap.
fn question(text: &str, columns: usize) -> Vec<Line> {
    if cloze::has_gap(text) {
        cloze::asked(text, columns)
    } else {
        markdown::lines(text, Role::Heading, Links::Text, columns)
    }
}

/// The answer, as far as it is out; over it what was typed.
fn answer(asked: &Asked, is_revealed: bool, fit: Fit) -> Vec<Line> {
    let (manner, columns) = fit;
    if let Some(recital) = &asked.recital {
        return items(recital, is_revealed, fit);
    }
    let mut lines = Vec::new();
    if let Some(typed) = &asked.typed {
        lines.extend(compared(typed, columns));
        lines.push(Line::empty());
    }
    let (asks, answer) = (&asked.card.question, card::answer(&asked.card));
    lines.extend(if cloze::has_gap(asks) {
        cloze::filled(asks, &answer, manner, columns)
    } else {
        markdown::lines(&answer, Role::Text, manner, columns)
    });
    lines
}

/// The items that are out, each with a sign for known, missed or neither; then how many are not.
fn items(recital: &Recital, is_revealed: bool, fit: Fit) -> Vec<Line> {
    let out = if is_revealed { recital.items() } else { recital.shown() };
    let numbered = recital.is_ordered();
    let mut lines: Vec<Line> = Vec::new();
    for (place, one) in out.iter().enumerate() {
        lines.extend(item(one, numbered.then_some(place + 1), fit));
    }
    if !is_revealed && recital.hidden() > 0 {
        lines.push(Line::of(Role::Faint, format!("  … {} more", recital.hidden())));
    }
    lines
}

fn item(item: &Item, number: Option<usize>, (links, columns): Fit) -> Vec<Line> {
    let (role, sign) = match item.known {
        Some(true) => (Role::Good, "✓"),
        Some(false) => (Role::Again, "✗"),
        None => (Role::Faint, "•"),
    };
    let mut label = Line::of(role, sign);
    label.push(Role::Faint, &number.map_or(" ".to_owned(), |number| format!(" {number}. ")));
    let inner = columns.saturating_sub(label.width());
    let text = markdown::lines(&item.text, Role::Text, links, inner);
    let hang = label.width();
    let beside = |(row, line): (usize, &Line)| {
        let mut whole = if row == 0 { label.clone() } else { Line::empty().indented(hang) };
        whole.append(line);
        whole
    };
    text.iter().enumerate().map(beside).collect()
}

/// A typed answer beside the right one. What is missing stands in brackets and what is too much
/// is struck through by dashes, so that colour is not needed.
fn compared(typed: &Comparison, columns: usize) -> Vec<Line> {
    let (role, verdict) = match typed.verdict {
        Verdict::Right => (Role::Good, "typed right"),
        Verdict::Slips => (Role::Good, "typed right but for a slip"),
        Verdict::Nearly => (Role::Hard, "typed nearly right"),
        Verdict::Wrong => (Role::Again, "typed otherwise"),
        Verdict::Nothing => (Role::Again, "nothing typed"),
    };
    let mut lines = vec![Line::of(role, verdict)];
    if !matches!(typed.verdict, Verdict::Right | Verdict::Nothing) {
        lines.extend(wrap(difference(typed).spans(), columns));
    }
    lines
}

/// The two texts in one: `[missing]`, `-too much-`.
pub(super) fn difference(typed: &Comparison) -> Line {
    let mut line = Line::empty();
    for piece in &typed.pieces {
        let text = visible(&piece.text);
        match piece.side {
            Side::Both => line.push(Role::Text, &text),
            Side::Missing => line.push(Role::Good, &format!("[{text}]")),
            Side::Extra => line.push(Role::Again, &format!("-{text}-")),
        }
    }
    line
}

/// The line that the learner writes, with a cursor.
fn written(writing: &Writing, columns: usize) -> Vec<Line> {
    let label = match writing.about {
        About::Answer => "Your answer: ",
        About::Mark => "Mark it, why: ",
    };
    let mut line = Line::of(Role::Key, label);
    line.push(Role::Text, &visible(writing.text()));
    line.push(Role::Key, "▏");
    wrap(line.spans(), columns)
}

/// A key with what it does, unless it has no key.
pub(super) fn known_key(name: &str, does: &str) -> Option<Line> {
    (!name.is_empty()).then(|| key(name, does))
}
