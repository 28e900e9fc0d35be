//! What can be looked at instead of the card: why it is asked and what each grade would do, the
//! section of the notes that it comes from.

use crate::adapters::store::CardRecord;
use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::{Line, width};
use crate::cli::card;
use crate::cli::failure::{Failure, count};
use crate::cli::frame::{Frame, Room, flow, head, labelled};
use crate::cli::review::desk::Desk;
use crate::cli::review::prompt;
use crate::cli::review::words::{role, rule_told, when};
use crate::cli::show::history;
use crate::cli::why::{Arithmetic, moved};
use crate::learning::review::ReviewKind;
use crate::learning::session::Turn;
use crate::notes::section;
use crate::render::markdown::{self, Links};
use crate::render::sanitize::visible;
use crate::values::time::StudyDay;
use std::ops::Range;

/// Something to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Panel {
    /// Why the card is asked, its arithmetic, its history.
    Info,
    /// The section of the notes.
    Source,
}

/// The panel as a screen, or `None` where no card is on.
pub(super) fn frame(panel: Panel, desk: &Desk, room: Room) -> Result<Option<Frame>, Failure> {
    let columns = room.text();
    let Some((asked, turn)) = desk.current() else {
        return Ok(None);
    };
    let mut focus = 0;
    let (title, body) = match panel {
        Panel::Info => ("Why this card".to_owned(), info(desk, &asked.card, turn, columns)?),
        Panel::Source => {
            let links = Links::of_answers(desk.context.ui.palette());
            let (body, at) = source(&asked.card, links, columns);
            focus = at;
            (desk.place(&asked.card), body)
        }
    };
    Ok(Some(Frame {
        head: head(&title, "", room),
        body,
        focus,
        lead: 2,
        notice: vec![Line::empty()],
        prompt: flow(&prompt::panel(desk), columns),
        ..Frame::default()
    }))
}

/// What there is to know about the card, as label and text.
pub(super) fn facts(desk: &Desk, card: &CardRecord, turn: Turn) -> Vec<(&'static str, String)> {
    let mut facts = vec![("Asked", reason(card, turn, desk.today()))];
    if let Some(schedule) = card.schedule.filter(crate::learning::review::Scheduled::is_leech) {
        let lapses = count(schedule.lapses, "lapse");
        facts.push(("Leech", format!("{lapses}, ease {}: better rewritten", schedule.state.ef)));
    }
    if let Some(why) = &card.mark {
        facts.push((
            "Marked",
            if why.is_empty() { "to be mended".to_owned() } else { visible(why) },
        ));
    }
    facts.push(("Rule", rule_told(&card.rule)));
    facts.push(("From", desk.place(card)));
    facts.push(("Deck", visible(&card.deck)));
    if !card.tags.is_empty() {
        facts.push(("Tags", visible(&card.tags.join(", "))));
    }
    facts.push(("Card", card.id.to_string()));
    facts
}

/// What each grade would lead to, in words with the arithmetic.
pub(super) fn sums(desk: &Desk) -> Vec<(Role, &'static str, String)> {
    let told = desk.buttons().iter().map(|(button, outcome)| {
        let sum = Arithmetic::of(outcome, button.grade).in_words(Some(desk.rules()));
        let text = match sum.zip(outcome.days()) {
            Some((sum, days)) => {
                format!("{sum}; {}{}", when(days, desk.today()), moved(outcome.due_offset))
            }
            None if button.grade.needs_drill() => "comes again today; no interval moves".to_owned(),
            None => "done for today; no interval moves".to_owned(),
        };
        (role(button.grade), button.name, text)
    });
    told.collect()
}

fn info(desk: &Desk, card: &CardRecord, turn: Turn, columns: usize) -> Result<Vec<Line>, Failure> {
    const LABELS: usize = 10;
    let mut lines = Vec::new();
    for (label, text) in facts(desk, card, turn) {
        lines.extend(labelled(Role::Faint, label, &text, (LABELS, columns)));
    }
    lines.push(Line::empty());
    for (role, name, text) in sums(desk) {
        lines.extend(labelled(role, name, &text, (LABELS, columns)));
    }
    let reviews = desk.store.reviews_of(card.id)?;
    if !reviews.is_empty() {
        lines.push(Line::empty());
        let history = reviews.iter().rev().map(|review| history(review, desk.today()));
        lines.extend(history.flat_map(|line| crate::render::wrap::wrap(line.spans(), columns)));
    }
    Ok(lines)
}

/// The section of the notes, rendered, a sign beside the lines that the card is made of, and the
/// row of the first of them; or why it cannot be shown.
fn source(card: &CardRecord, links: Links, columns: usize) -> (Vec<Line>, usize) {
    const SIGN: &str = "▸ ";
    let Some(rows) = cited(card, links, columns.saturating_sub(width(SIGN))) else {
        return (super::frame::faint("its notes cannot be read now", columns), 0);
    };
    let first = rows.iter().position(|(_, is_cited)| *is_cited).unwrap_or(0);
    let signed = rows.into_iter().map(|(line, is_cited)| {
        if !is_cited {
            return line.indented(width(SIGN));
        }
        let mut signed = Line::of(Role::Key, SIGN);
        signed.append(&line);
        signed
    });
    (signed.collect(), first)
}

/// The section of the notes, rendered, each line with whether the card is made of it; `None` where
/// the notes cannot be read.
pub(super) fn cited(card: &CardRecord, links: Links, columns: usize) -> Option<Vec<(Line, bool)>> {
    let section = section_of(card)?;
    let rows = markdown::placed(&section.text, Role::Text, links, columns).into_iter();
    let rows = rows.map(|(line, place)| {
        let is_cited = place.is_some_and(|place| section.cites(card, &place));
        let has_text = !line.spans().is_empty();
        (line, is_cited && has_text)
    });
    Some(rows.collect())
}

/// A section of the notes, in Markdown.
pub(super) struct Section {
    pub(super) text: String,
    /// The number of its first line.
    first: u32,
}

impl Section {
    /// Whether one of the card's lines is among these bytes.
    fn cites(&self, card: &CardRecord, bytes: &Range<usize>) -> bool {
        let shown = self.text[bytes.clone()].trim_end();
        let breaks = |text: &str| u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX);
        let from = self.first + breaks(&self.text[..bytes.start]);
        let to = from + breaks(shown);
        card.lines.numbers().iter().any(|line| (from..=to).contains(line))
    }
}

/// The section that a card comes from; `None` where its notes cannot be read.
pub(super) fn section_of(card: &CardRecord) -> Option<Section> {
    let text = card::text_of(card)?;
    let lines = section::around(&text, card.lines.first());
    let first = usize::try_from(*lines.start()).ok()?.saturating_sub(1);
    let wanted = lines.end() - lines.start() + 1;
    let section = text.lines().skip(first).take(usize::try_from(wanted).ok()?);
    let text = section.collect::<Vec<_>>().join("\n");
    Some(Section { text, first: (*lines.start()).max(1) })
}

/// Why a card is asked now.
fn reason(card: &CardRecord, turn: Turn, today: StudyDay) -> String {
    match (turn.kind, card.schedule) {
        (ReviewKind::Cram, _) => "at your wish; its schedule stays as it is".to_owned(),
        (ReviewKind::Drill, _) if card.changed_from.is_some() => {
            "again, because its notes say another thing than you answered today".to_owned()
        }
        (ReviewKind::Drill, _) => "again, because it was graded below good today".to_owned(),
        (_, None) => "new: it was never asked before".to_owned(),
        _ if card.changed_from.is_some() => {
            "it says another thing than when it was answered last".to_owned()
        }
        (_, Some(schedule)) => {
            let interval = count(schedule.state.interval_days, "day");
            let last = schedule.last_day.for_people(today);
            let late = today.days_since(schedule.due);
            let due = match u32::try_from(late) {
                Ok(0) => "due today".to_owned(),
                Ok(days) => format!("due {} ago", count(days, "day")),
                Err(_) => format!("ahead of {}", schedule.due.for_people(today)),
            };
            format!("{due}: {interval} after {last}")
        }
    }
}
