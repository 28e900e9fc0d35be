//! The answers of the last weeks, a day a character, with what each character means.

use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::learning::stats::Studied;
use crate::values::time::StudyDay;
use std::collections::BTreeMap;

/// From nothing to the most.
const SHADES: [char; 5] = ['·', '░', '▒', '▓', '█'];
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// The columns of a day's name.
const NAME: usize = 4;
/// A year of weeks, and the one that is not over.
const MOST_WEEKS: usize = 53;

/// The day so many days before another.
pub(super) fn before(day: StudyDay, days: i32) -> StudyDay {
    StudyDay::from_number(day.number() - days)
}

/// As many weeks as fit, this one last.
pub(super) fn lines(
    days: &BTreeMap<StudyDay, Studied>,
    today: StudyDay,
    columns: usize,
) -> Vec<Line> {
    let weeks = columns.saturating_sub(NAME).clamp(1, MOST_WEEKS);
    let back = i32::try_from(7 * (weeks - 1)).unwrap_or(0) + today.weekday();
    let first = before(today, back);
    let most = days.range(first..=today).map(|(_, day)| day.answers).max().unwrap_or(0);
    let mut lines = vec![Line::of(Role::Faint, months(first, weeks))];
    for (weekday, name) in (0..).zip(DAYS) {
        let of_week = |week: usize| {
            let day = first.plus_days(u32::try_from(7 * week).unwrap_or(0) + weekday);
            let answers = days.get(&day).map_or(0, |studied| studied.answers);
            if day > today { ' ' } else { shade(answers, most) }
        };
        let shades: String = (0..weeks).map(of_week).collect();
        let mut line = Line::of(Role::Faint, format!("{name:NAME$}"));
        line.push(Role::Good, shades.trim_end());
        lines.push(line);
    }
    lines.extend(legend(most, columns).into_iter().map(|line| Line::of(Role::Faint, line)));
    lines
}

/// The months, each over the week in which its first day is, where there is room.
fn months(first: StudyDay, weeks: usize) -> String {
    let mut text = " ".repeat(NAME);
    for week in 0..weeks {
        let last = first.plus_days(u32::try_from(7 * week + 6).unwrap_or(0));
        let is_first = last.month() != before(last, 7).month();
        let (free, name) = (NAME + week, last.month().name());
        if is_first && text.chars().count() <= free && week + name.len() <= weeks {
            text = format!("{text:free$}{name} ");
        }
    }
    text.trim_end().to_owned()
}

fn shade(answers: u64, most: u64) -> char {
    match (answers * 4).div_ceil(most.max(1)) {
        0 => SHADES[0],
        1 => SHADES[1],
        2 => SHADES[2],
        3 => SHADES[3],
        _ => SHADES[4],
    }
}

/// What each shade means, in one line or two.
fn legend(most: u64, columns: usize) -> Vec<String> {
    let mut words = vec![format!("{} none", SHADES[0])];
    let mut from = 1;
    for (quarter, shade) in (1..=4).zip(&SHADES[1..]) {
        let to = most * quarter / 4;
        if to >= from {
            words.push(if from == to {
                format!("{shade} {to}")
            } else {
                format!("{shade} {from}-{to}")
            });
            from = to + 1;
        }
    }
    let mut lines = vec![" ".repeat(NAME)];
    for word in words {
        let last = lines.len() - 1;
        let used = lines[last].chars().count();
        if used > NAME && used + word.chars().count() > columns {
            lines.push(format!("{:NAME$}{word}  ", ""));
        } else {
            lines[last].push_str(&word);
            lines[last].push_str("  ");
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(answers: &[(&str, u64)], columns: usize) -> String {
        let days = answers.iter().map(|(day, answers)| {
            (day.parse().unwrap(), Studied { answers: *answers, took_ms: 0 })
        });
        let lines = lines(&days.collect(), "2027-02-17".parse().unwrap(), columns);
        let text =
            |line: &Line| line.spans().iter().map(|span| span.text.as_str()).collect::<String>();
        lines.iter().map(text).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_day_is_a_character_and_this_week_is_the_last() {
        let answers = [("2027-01-03", 9), ("2027-02-08", 1), ("2027-02-16", 8), ("2027-02-17", 4)];
        insta::assert_snapshot!(drawn(&answers, 14), @r"
              Jan  Feb
        Mon ········░·
        Tue ·········█
        Wed ·········▒
        Thu ·········
        Fri ·········
        Sat ·········
        Sun ··█······
            · none
            ░ 1-2
            ▒ 3-4
            ▓ 5-6
            █ 7-9
        ");
        insta::assert_snapshot!(drawn(&answers, 30), @r"
             Sep Oct Nov  Dec Jan  Feb
        Mon ························░·
        Tue ·························█
        Wed ·························▒
        Thu ·························
        Fri ·························
        Sat ·························
        Sun ··················█······
            · none  ░ 1-2  ▒ 3-4
            ▓ 5-6  █ 7-9
        ");
    }
}
