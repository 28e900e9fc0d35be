//! The schedule that the Spaced Repetition plugin of Obsidian leaves in a comment.

use crate::cards::Brought;
use crate::values::time::StudyDay;

/// The lowest ease factor, in hundredths.
const FLOOR: u32 = 130;

/// The schedules in a line, in the order of the cards: `<!--SR:!2027-03-02,15,236-->`, a part
/// for each sibling. What cannot be read is `None`: that card is new.
pub(super) fn read(line: &str) -> Option<Vec<Option<Brought>>> {
    let (_, rest) = line.split_once("<!--SR:")?;
    let (body, _) = rest.split_once("-->")?;
    Some(body.split('!').skip(1).map(one).collect())
}

fn one(part: &str) -> Option<Brought> {
    let mut fields = part.split(',').map(str::trim);
    let due = fields.next()?.parse::<StudyDay>().ok()?;
    let interval: f64 = fields.next()?.parse().ok()?;
    let ease: u32 = fields.next()?.parse().ok()?;
    let whole = interval.is_finite() && (0.0..=36_500.0).contains(&interval);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range")]
    let interval_days = whole.then_some(interval.round() as u32)?.max(1);
    Some(Brought { due, interval_days, ef_hundredths: ease.clamp(FLOOR, 9_999) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn siblings_are_told_apart_and_the_ease_has_a_floor() {
        let found =
            read("a::b <!--SR:!2027-03-02,15,236!2027-03-04,2.6,110!soon,1,250-->").unwrap();
        let shown: Vec<_> = found
            .iter()
            .map(|one| one.map(|b| (b.due.to_string(), b.interval_days, b.ef_hundredths)))
            .collect();
        let day = |day: &str| day.to_owned();
        assert_eq!(
            shown,
            [Some((day("2027-03-02"), 15, 236)), Some((day("2027-03-04"), 3, 130)), None]
        );
        assert_eq!(read("<!-- a remark -->"), None);
    }
}
