//! `recall forecast`: what the days to come will bring, by one's own pass rate and pace.

use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Span;
use crate::cli::args::ForecastArgs;
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome, plot};
use crate::learning::forecast::{Backlog, Cards, Forecast, ForecastDay, PassRate};
use crate::learning::pace::Pace;
use crate::learning::queue::Limits;
use crate::render::wrap::wrap;
use crate::values::time::StudyDay;
use serde::Serialize;

/// More days than these are shown by the week.
const MOST_ROWS: usize = 60;

pub(super) fn run(context: &Context, args: &ForecastArgs) -> Result<Outcome, Failure> {
    let nothing = || {
        Failure::user("there are no cards yet").hint("`recall import PATH` turns notes into cards")
    };
    let store = context.existing_store()?.ok_or_else(nothing)?;
    let today = context.clock.today();
    let limits = Limits { new: args.new.unwrap_or(context.limits().new), ..context.limits() };
    let forecast = store.forecast(today, args.days, limits, &context.scheduler())?;
    let told = Told { today, limits, rate: store.pass_rate()?, pace: store.pace()?, forecast };
    if context.ui.json() {
        context.ui.json_line(&ForecastJson::of(&told))?;
    } else {
        told.print(context)?;
    }
    Ok(Outcome::Done)
}

/// A forecast with what it assumes.
struct Told {
    today: StudyDay,
    limits: Limits,
    rate: PassRate,
    pace: Pace,
    forecast: Forecast,
}

/// A day or a week of the plot.
struct Row {
    name: String,
    cards: u64,
    minutes: u64,
}

impl Told {
    fn minutes(&self, cards: Cards) -> u64 {
        (cards.took_ms(self.pace.card_ms) + 30_000) / 60_000
    }

    fn together(days: &[ForecastDay]) -> Cards {
        days.iter().map(ForecastDay::together).fold(Cards::default(), Cards::and)
    }

    fn rows(&self) -> Vec<Row> {
        let days = &self.forecast.days;
        let step = if days.len() > MOST_ROWS { 7 } else { 1 };
        let row = |days: &[ForecastDay]| {
            let cards = Self::together(days);
            let name = days[0].day.for_people(self.today);
            Row { name, cards: cards.rounded(), minutes: self.minutes(cards) }
        };
        days.chunks(step).map(row).collect()
    }

    fn print(&self, context: &Context) -> Result<(), Failure> {
        let ui = &context.ui;
        let rows = self.rows();
        let most = rows.iter().map(|row| row.cards).max().unwrap_or(0);
        let width = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
        let is_weekly = rows.len() < self.forecast.days.len();
        let head = if is_weekly { "week from" } else { "" };
        ui.line(ui.paint(Role::Faint, format!("{head:width$}  cards  min")))?;
        for Row { name, cards, minutes } in &rows {
            plot::row(ui, &format!("{name:width$}{cards:>7}{minutes:>5}"), *cards, most)?;
        }
        ui.line("")?;
        for sentence in self.sentences() {
            for line in wrap(&[Span::new(Role::Text, sentence)], ui.width()) {
                ui.line(line.painted(ui.palette()))?;
            }
        }
        Ok(())
    }

    fn sentences(&self) -> Vec<String> {
        let days = &self.forecast.days;
        let cards = Self::together(days);
        let minutes = count(self.minutes(cards), "minute");
        let number = count(u64::try_from(days.len()).unwrap_or(0), "day");
        let sum = count(cards.rounded(), "card");
        let mut sentences = vec![format!("Together {sum} in {number}, {minutes}.")];
        if let Some(day) = days.iter().rev().max_by_key(|day| day.together().rounded()) {
            let cards = count(day.together().rounded(), "card");
            sentences.push(format!("Most on {}, {cards}.", day.day.for_people(self.today)));
        }
        if let Some(backlog) = &self.forecast.backlog {
            sentences.push(in_words(backlog, self.today));
        }
        sentences.push(self.assumption());
        sentences
    }

    fn assumption(&self) -> String {
        let percent = (self.rate.permille + 5) / 10;
        let rate = match self.rate {
            PassRate { answers: 0, .. } => {
                format!("{percent} % of answers pass, a guess until there are more of yours")
            }
            PassRate { answers, passed, .. } => {
                format!("{percent} % of answers pass, as {passed} of your last {answers} did")
            }
        };
        let tenths = (self.pace.card_ms + 50) / 100;
        let (seconds, tenth) = (tenths / 10, tenths % 10);
        let pace = match self.pace.answers {
            0 => format!("{seconds}.{tenth} seconds a card, a guess"),
            _ => format!("{seconds}.{tenth} seconds a card, as of late"),
        };
        let Limits { new, reviews, daily } = self.limits;
        let new = match self.forecast.last_new {
            Some(day) => {
                let day = day.for_people(self.today);
                format!("{} a day, the last on {day}", count(new, "new card"))
            }
            None => format!("{} a day while there are any", count(new, "new card")),
        };
        let daily = daily.map_or_else(String::new, |daily| format!(", {daily} cards together"));
        let reviews = count(reviews, "review");
        format!("Assumed: {rate}; {pace}; {new}; at most {reviews} a day{daily}.")
    }
}

/// When a backlog ends.
pub(super) fn in_words(backlog: &Backlog, today: StudyDay) -> String {
    let cards = count(backlog.cards.rounded(), "card");
    let day = if backlog.begins == today {
        "today".to_owned()
    } else {
        format!("on {}", backlog.begins.for_people(today))
    };
    match backlog.ends {
        Some(ends) => {
            let ends = ends.for_people(today);
            format!("{cards} more than the limits let through {day}; the backlog ends on {ends}.")
        }
        None => format!(
            "{cards} more than the limits let through {day}; at this rate the backlog does not end within two years."
        ),
    }
}

#[derive(Debug, Serialize)]
struct ForecastJson {
    version: u32,
    day: String,
    assumed: AssumedJson,
    backlog: Option<BacklogJson>,
    days: Vec<DayJson>,
}

#[derive(Debug, Serialize)]
struct AssumedJson {
    pass_rate: f64,
    /// How many answers say so; 0 for a guess.
    pass_rate_answers: u32,
    seconds_a_card: f64,
    /// How many answers say so; 0 for a guess.
    seconds_answers: usize,
    new_a_day: u32,
    reviews_a_day: u32,
    cards_a_day: Option<u32>,
}

#[derive(Debug, Serialize)]
struct BacklogJson {
    day: String,
    cards: u64,
    ends: Option<String>,
}

#[derive(Debug, Serialize)]
struct DayJson {
    day: String,
    reviews: u64,
    new: u64,
    cards: u64,
    minutes: u64,
    /// Due cards that the limits leave for another day.
    left: u64,
}

impl ForecastJson {
    fn of(told: &Told) -> Self {
        let day = |day: &ForecastDay| DayJson {
            day: day.day.to_string(),
            reviews: day.reviews.rounded(),
            new: day.new.rounded(),
            cards: day.together().rounded(),
            minutes: told.minutes(day.together()),
            left: day.left.rounded(),
        };
        let backlog = told.forecast.backlog.map(|backlog| BacklogJson {
            day: backlog.begins.to_string(),
            cards: backlog.cards.rounded(),
            ends: backlog.ends.map(|ends| ends.to_string()),
        });
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of a card are few")]
        let seconds_a_card = told.pace.card_ms as f64 / 1000.0;
        Self {
            version: 1,
            day: told.today.to_string(),
            assumed: AssumedJson {
                pass_rate: f64::from(told.rate.permille) / 1000.0,
                pass_rate_answers: told.rate.answers,
                seconds_a_card,
                seconds_answers: told.pace.answers,
                new_a_day: told.limits.new,
                reviews_a_day: told.limits.reviews,
                cards_a_day: told.limits.daily,
            },
            backlog,
            days: told.forecast.days.iter().map(day).collect(),
        }
    }
}
