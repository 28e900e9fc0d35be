//! `recall show`.

use crate::adapters::store::{CardRecord, Status};
use crate::adapters::terminal::style::{Palette, Role};
use crate::adapters::terminal::text::Line;
use crate::cli::args::ShowArgs;
use crate::cli::card::{self, CardJson};
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome};
use crate::learning::review::Review;
use crate::render::markdown::{Links, lines_in, one_line};
use crate::render::sanitize::visible;
use crate::render::wrap::wrap;
use crate::values::time::StudyDay;

/// Prose is not set wider than this.
const WIDEST: usize = 100;
/// Columns of the labels at the left.
const LABEL: usize = 10;

pub(super) fn run(context: &mut Context, args: &ShowArgs) -> Result<Outcome, Failure> {
    let ui = &context.ui;
    let store = context.existing_store()?;
    let card = card::find(store.as_ref(), &args.card)?;
    let reviews = match &store {
        Some(store) => store.reviews_of(card.id)?,
        None => Vec::new(),
    };
    if ui.json() {
        ui.json_line(&CardJson::of(card, &reviews, context.clock.today()))?;
        return Ok(Outcome::Done);
    }
    let page = Page {
        columns: ui.width().min(WIDEST),
        palette: ui.palette(),
        today: context.clock.today(),
    };
    for line in page.lines(&card, &reviews) {
        ui.line(line.painted(ui.palette()))?;
    }
    Ok(Outcome::Done)
}

/// What the lines of a card depend on besides the card.
struct Page {
    columns: usize,
    palette: Palette,
    today: StudyDay,
}

impl Page {
    fn lines(&self, card: &CardRecord, reviews: &[Review]) -> Vec<Line> {
        let links = Links::of_answers(self.palette);
        let shown =
            |text: &str, role, links, columns| lines_in(self.palette, text, role, links, columns);
        let mut page = shown(&card.question, Role::Heading, Links::Text, self.columns);
        let answer = shown(&card::answer(card), Role::Text, links, self.columns - 2);
        page.extend(answer.iter().map(|line| line.indented(2)));
        page.push(Line::empty());
        page.extend(self.facts(card));
        if !reviews.is_empty() {
            page.push(Line::empty());
            page.extend(reviews.iter().map(|review| history(review, self.today)));
        }
        page.push(Line::empty());
        page.extend(self.notes(card));
        page
    }

    fn facts(&self, card: &CardRecord) -> Vec<Line> {
        let made = format!("{} by rule {}, {}", card.kind, card.rule, card.tier);
        let mut facts = vec![
            ("context", one_line(&card.context)),
            ("deck", visible(&card.deck)),
            ("tags", visible(&card.tags.join(", "))),
            ("id", card.id.to_string()),
            ("made", visible(&made)),
            ("status", self.status(card)),
        ];
        if let Some(why) = &card.mark {
            facts.push(("marked", if why.is_empty() { "yes".to_owned() } else { visible(why) }));
        }
        if let Some((question, answer)) = &card.changed_from {
            facts.push(("before", format!("{} {}", one_line(question), one_line(answer))));
        }
        if card.own_outdated {
            let mend = format!("`recall edit --reset {}` takes their words", card.id.short());
            facts.push(("notes", format!("{}; {mend}", card::OUTDATED)));
        }
        facts.retain(|(_, text)| !text.is_empty());
        facts.iter().flat_map(|(label, text)| self.labelled(label, text)).collect()
    }

    fn status(&self, card: &CardRecord) -> String {
        let buried = card.buried_until.filter(|_| card.is_buried(self.today));
        let buried = buried.map(|day| format!("buried until {}", day.for_people(self.today)));
        let Some(schedule) = card.schedule else {
            return buried.unwrap_or_else(|| card.status.as_str().to_owned());
        };
        let due = schedule.due.for_people(self.today);
        let mut parts = vec![match card.status {
            Status::Review if schedule.due == self.today => "due today".to_owned(),
            Status::Review if schedule.due < self.today => format!("due since {due}"),
            Status::Review => format!("due {due}"),
            other => other.as_str().to_owned(),
        }];
        parts.extend(buried);
        parts.push(format!("interval {}", count(schedule.state.interval_days, "day")));
        parts.push(format!("ease {}", schedule.state.ef));
        parts.push(format!("passed {} in a row", schedule.state.repetition));
        if schedule.lapses > 0 {
            parts.push(count(schedule.lapses, "lapse"));
        }
        if schedule.is_leech() {
            parts.push("a leech: better rewritten".to_owned());
        }
        parts.join(", ")
    }

    fn labelled(&self, label: &str, text: &str) -> Vec<Line> {
        let room = self.columns.saturating_sub(LABEL);
        let wrapped = wrap(Line::of(Role::Text, text).spans(), room);
        let beside = |(row, text): (usize, &Line)| {
            let label = if row == 0 { label } else { "" };
            let mut line = Line::of(Role::Faint, format!("{label:LABEL$}"));
            line.append(text);
            line
        };
        wrapped.iter().enumerate().map(beside).collect()
    }

    /// The lines that the card cites, as they stand in the notes now. Those of a retired card
    /// are not there: what stands in their place says something else.
    fn notes(&self, card: &CardRecord) -> Vec<Line> {
        if card.source == "-" {
            return vec![Line::of(Role::Faint, "from standard input")];
        }
        let place = format!("{}:{}", visible(&card.source), card.lines);
        if card.status == Status::Retired {
            let told = format!("left the notes; it stood at {place}");
            return wrap(Line::of(Role::Faint, told).spans(), self.columns);
        }
        let Some(notes) = card::cited(card) else {
            return vec![Line::of(Role::Faint, format!("{place}, which cannot be read now"))];
        };
        let mut shown = vec![Line::of(Role::Faint, place)];
        for (number, note) in notes {
            let mut line = Line::of(Role::Faint, format!("{number:>6}  "));
            line.push(Role::Text, &note);
            shown.push(line.cut(self.columns));
        }
        shown
    }
}

/// `Mon 15 Feb  good (4)   scheduled  4.2 s  next in 6 days`.
pub(super) fn history(review: &Review, today: StudyDay) -> Line {
    let mut line = Line::of(Role::Faint, format!("{:<LABEL$}", review.day.for_people(today)));
    let grade = format!("{} ({})", review.grade.button_name(), review.grade);
    let seconds = f64::from(review.took_ms) / 1000.0;
    let kind = review.kind.as_str();
    line.push(Role::Text, &format!("  {grade:9}  {kind:9}  {seconds:>5.1} s"));
    if review.kind.moves_schedule() {
        let interval = count(review.after.interval_days, "day");
        line.push(Role::Text, &format!("  next after {interval}, ease {}", review.after.ef));
    }
    line
}
