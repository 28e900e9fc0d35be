//! A triage on the whole screen: what it shows and what its keys do.

use crate::adapters::store::CardRecord;
use crate::adapters::terminal::keys::Key;
use crate::adapters::terminal::screen::Screen;
use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::cli::card;
use crate::cli::failure::Failure;
use crate::cli::frame::{Frame, Room, flow, head, key};
use crate::cli::stage::{Ending, Play};
use crate::cli::triage::summary;
use crate::cli::triage::tray::Tray;
use crate::render::breadcrumb;
use crate::render::markdown::{self, Links};
use crate::render::sanitize::visible;
use crate::render::wrap::wrap;

impl Play for Tray {
    const PLAIN: &'static str = "recall triage --plain";

    fn keys(&self) -> Vec<(String, String)> {
        let keys = [
            ("k", "keep: put the card into its deck"),
            ("d", "drop: it never comes back"),
            ("e", "edit question and answer, in VISUAL or EDITOR"),
            ("s, Space", "skip: it stays offered"),
            ("u", "take back the last step; again, the one before"),
            ("?", "this help"),
            ("q, Esc, Ctrl-D", "leave; everything is saved already"),
        ];
        keys.map(|(keys, does)| (keys.to_owned(), does.to_owned())).into()
    }

    fn frame(&self, room: Room) -> Result<Frame, Failure> {
        match self.card() {
            Some(card) => Ok(offered(self, card, room)),
            None => closing(self, room),
        }
    }

    fn press(&mut self, key: Key, screen: &mut Screen) -> Result<Option<Ending>, Failure> {
        match key {
            Key::Char('q' | 'Q') | Key::Escape | Key::EndOfInput => return Ok(Some(Ending::Left)),
            Key::Enter if self.is_over() => return Ok(Some(Ending::Left)),
            Key::Char('k' | 'K') => self.keep()?,
            Key::Char('d' | 'D') => self.drop()?,
            Key::Char('e' | 'E') => self.edit(|run| Ok(screen.lend(run)?))?,
            Key::Char('s' | 'S' | ' ') => self.skip()?,
            Key::Char('u' | 'U') => self.undo()?,
            _ => {}
        }
        Ok(None)
    }
}

fn offered(tray: &Tray, card: &CardRecord, room: Room) -> Frame {
    let columns = room.text();
    let faint = |text: String| wrap(Line::of(Role::Faint, text).spans(), columns);
    let mut body = Vec::new();
    let levels = breadcrumb::whole(&card.context);
    if !levels.is_empty() {
        body.extend(faint(levels));
        body.push(Line::empty());
    }
    body.extend(markdown::lines(&card.question, Role::Heading, Links::Text, columns));
    body.push(Line::empty());
    body.extend(markdown::lines(&card::answer(card), Role::Text, Links::Addresses, columns));
    body.push(Line::empty());
    body.push(Line::of(Role::Faint, "─".repeat(columns)));
    body.extend(faint(visible(&Tray::rule(card))));
    body.extend(faint(tray.place(card)));
    for (_, note) in card::cited(card).unwrap_or_default() {
        body.extend(faint(note.trim_start().to_owned()));
    }
    let keys = [("k", "keep"), ("d", "drop"), ("e", "edit"), ("s", "skip"), ("u", "undo")];
    let known = keys.iter().filter(|(key, _)| *key != "u" || tray.can_undo());
    let rest = [("q", "quit"), ("?", "help")];
    let keys: Vec<Line> = known.chain(&rest).map(|(name, does)| key(name, does)).collect();
    Frame {
        head: head(&card.deck, &tray.progress(), room),
        body,
        notice: notice(tray, room),
        prompt: flow(&keys, columns),
        ..Frame::default()
    }
}

fn closing(tray: &Tray, room: Room) -> Result<Frame, Failure> {
    let text = Line::of(Role::Text, summary(tray)?);
    Ok(Frame {
        head: head("No more cards to look at", "", room),
        body: wrap(text.spans(), room.text()),
        notice: notice(tray, room),
        prompt: flow(&[key("u", "undo"), key("Enter", "leave")], room.text()),
        ..Frame::default()
    })
}

/// What happened last. One empty row where there is nothing to tell.
fn notice(tray: &Tray, room: Room) -> Vec<Line> {
    let Some(notice) = tray.notice() else {
        return vec![Line::empty()];
    };
    let text = notice.text();
    let line = match text.split_once(": ") {
        Some((word, rest)) => {
            let mut line = Line::of(notice.role(), word);
            line.push(Role::Faint, &format!(": {}", visible(rest)));
            line.cut(room.text())
        }
        None => Line::of(notice.role(), text),
    };
    wrap(line.spans(), room.text())
}
