//! `recall list`.

use crate::adapters::store::{CardRecord, Status, Store};
use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::cli::args::ListArgs;
use crate::cli::card::CardJson;
use crate::cli::failure::{Failure, count};
use crate::cli::output::{Page, Ui};
use crate::cli::{Context, Outcome};
use crate::render::markdown::one_line;
use crate::render::sanitize::visible;
use crate::values::time::StudyDay;

/// Columns of the id and of the due day: `suspended` is the longest word there, a date longer.
const ID_COLUMNS: usize = 8;
const DUE_COLUMNS: usize = 12;

pub(super) fn run(context: &mut Context, args: &ListArgs) -> Result<Outcome, Failure> {
    let ui = &context.ui;
    let Some(store) = context.existing_store()? else {
        ui.say("no cards yet: `recall import PATH` turns Markdown notes into cards");
        return Ok(Outcome::Done);
    };
    let today = context.clock.today();
    let mut shown = 0_u32;
    let mut page = Page::begin();
    store.for_each_card_saying(&args.words, |card| {
        if !args.wants(&card, today) {
            return Ok(());
        }
        if shown == 0 && !ui.json() {
            page.line(ui.paint(Role::Faint, heading()))?;
        }
        shown += 1;
        show(ui, &mut page, &store, card, today)
    })?;
    page.end()?;
    if !ui.json() {
        ui.say(count(shown, "card"));
        if args.leeches && shown > 0 {
            ui.say("better rewritten than repeated: `recall edit CARD`, or mend their notes");
        }
    }
    Ok(Outcome::Done)
}

impl ListArgs {
    /// Whether the card is of every sort that is asked for.
    fn wants(&self, card: &CardRecord, today: StudyDay) -> bool {
        (!self.marked || card.mark.is_some())
            && (!self.leeches || card.schedule.is_some_and(|schedule| schedule.is_leech()))
            && (!self.suspended || card.status == Status::Suspended)
            && (!self.buried || card.is_buried(today))
    }
}

fn show(
    ui: &Ui,
    page: &mut Page,
    store: &Store,
    card: CardRecord,
    today: StudyDay,
) -> Result<(), Failure> {
    if ui.json() {
        let reviews = store.reviews_of(card.id)?;
        return page.json(&CardJson::of(card, &reviews, today));
    }
    page.line(row(&card, today).cut(ui.width()).painted(ui.palette()))
}

fn heading() -> String {
    format!("{:ID_COLUMNS$}{:DUE_COLUMNS$}question", "id", "due")
}

fn row(card: &CardRecord, today: StudyDay) -> Line {
    let (role, due) = due(card, today);
    let mut line = Line::of(Role::Faint, format!("{:ID_COLUMNS$}", card.id.short()));
    line.push(role, &format!("{due:DUE_COLUMNS$}"));
    line.push(Role::Text, &one_line(&card.question));
    if let Some(why) = &card.mark {
        line.push(Role::Hint, format!("  * {}", visible(why)).trim_end());
    }
    line
}

/// The due day, or why there is none.
fn due(card: &CardRecord, today: StudyDay) -> (Role, String) {
    if card.is_buried(today) {
        return (Role::Faint, "buried".to_owned());
    }
    match (card.status, card.schedule) {
        (Status::Review, Some(schedule)) if schedule.due <= today => {
            (Role::Due, schedule.due.to_string())
        }
        (Status::Review, Some(schedule)) => (Role::Text, schedule.due.to_string()),
        (status, _) => (Role::Faint, status.as_str().to_owned()),
    }
}
