//! Instants and study days.
//!
//! Besides the clock adapter this is the only file that names chrono. The current time is
//! never read here: it is an argument everywhere.

use chrono::{DateTime, Datelike as _, Duration, NaiveDate, SecondsFormat, TimeZone, Utc};
use std::fmt;
use std::str::FromStr;

/// An instant, in whole milliseconds of UTC since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The last instant that can be written as a date: the end of the year 9999.
    const MAX_MS: i64 = 253_402_300_799_999;

    /// The instant this many milliseconds after 1970 began, kept within the years 1970 to 9999.
    pub fn from_ms(ms: i64) -> Self {
        Self(ms.clamp(0, Self::MAX_MS))
    }

    /// Milliseconds since 1970 began.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// Whole seconds since 1970 began.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or(DateTime::UNIX_EPOCH)
    }
}

/// RFC 3339 with milliseconds, in UTC.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.utc().to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

/// The text is not an instant of RFC 3339, such as `2027-02-15T07:31:02Z`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an instant looks like `2027-02-15T07:31:02Z`")]
pub struct NotAnInstant;

impl FromStr for Timestamp {
    type Err = NotAnInstant;

    fn from_str(text: &str) -> Result<Self, NotAnInstant> {
        let parsed = DateTime::parse_from_rfc3339(text).map_err(|_| NotAnInstant)?;
        match parsed.timestamp_millis() {
            ms @ 0..=Self::MAX_MS => Ok(Self(ms)),
            _ => Err(NotAnInstant),
        }
    }
}

/// A study day: a local calendar day that starts at the rollover hour.
///
/// Counted in days since 1970-01-01. Kept beside the instant in the log, so that a journey to
/// another time zone does not rewrite history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StudyDay(i32);

impl StudyDay {
    /// The day with this number since 1970-01-01, kept within the years 1970 to 9999.
    pub fn from_number(number: i32) -> Self {
        Self(number.clamp(0, 2_932_896))
    }

    /// Days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day this many days later.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        Self::from_number(self.0.saturating_add(i32::try_from(days).unwrap_or(i32::MAX)))
    }

    /// Days from the other day to this one; negative if this one is earlier.
    pub const fn days_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The day of the week: 0 for Monday to 6 for Sunday.
    pub const fn weekday(self) -> i32 {
        // 1970 began on a Thursday.
        (self.0 + 3).rem_euclid(7)
    }

    /// The month it is in.
    pub fn month(self) -> Month {
        let date = self.date();
        Month { year: date.year(), number: date.month() }
    }

    fn date(self) -> NaiveDate {
        let epoch = DateTime::UNIX_EPOCH.date_naive();
        epoch.checked_add_signed(Duration::days(self.0.into())).unwrap_or(epoch)
    }

    /// The day for people: `Tue 2 Mar`, with the year when it is not that of `today`.
    pub fn for_people(self, today: Self) -> String {
        let date = self.date();
        if date.year() == today.date().year() {
            date.format("%a %-d %b").to_string()
        } else {
            date.format("%a %-d %b %Y").to_string()
        }
    }
}

/// The calendar date, as `2027-03-02`.
impl fmt::Display for StudyDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date().format("%Y-%m-%d"))
    }
}

/// The text is not a calendar date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a date looks like `2027-03-02`")]
pub struct NotADate;

impl FromStr for StudyDay {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| NotADate)?;
        let days = date.signed_duration_since(DateTime::UNIX_EPOCH.date_naive()).num_days();
        i32::try_from(days).ok().filter(|n| *n >= 0).map(Self).ok_or(NotADate)
    }
}

/// A month of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    /// 1 to 12.
    number: u32,
}

impl Month {
    /// The month for people, short: `Feb`.
    pub const fn name(self) -> &'static str {
        const NAMES: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        NAMES[(self.number as usize + 11) % 12]
    }

    /// The year it is in.
    pub const fn year(self) -> i32 {
        self.year
    }
}

/// As `2027-02`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.number)
    }
}

/// How long after local midnight a study day starts: 04:00 unless configured, so that a review
/// after midnight still belongs to the evening before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rollover {
    hours: u8,
}

impl Rollover {
    /// The rollover at this hour, or `None` from 24 on.
    pub const fn at_hour(hours: u8) -> Option<Self> {
        if hours < 24 { Some(Self { hours }) } else { None }
    }

    /// The hour of the local day.
    pub const fn hour(self) -> u8 {
        self.hours
    }

    /// The study day of an instant, in a time zone.
    ///
    /// Decided by the wall clock, not by elapsed hours: on the days when the clocks change the
    /// day still starts when they show the rollover hour.
    pub fn study_day(self, at: Timestamp, zone: &impl TimeZone) -> StudyDay {
        let local = at.utc().with_timezone(zone).naive_local();
        let shifted = local - Duration::hours(self.hours.into());
        let days = shifted.date().signed_duration_since(DateTime::UNIX_EPOCH.date_naive());
        StudyDay::from_number(i32::try_from(days.num_days()).unwrap_or(i32::MAX))
    }

    /// The instant at which a study day starts in a time zone, and the zone's minutes west of
    /// UTC then. Where the clocks skip the rollover hour, the first instant after the gap.
    pub fn starts(self, day: StudyDay, zone: &impl TimeZone) -> (Timestamp, i32) {
        use chrono::Offset as _;
        let midnight = day.date().and_time(chrono::NaiveTime::MIN);
        let mut local = midnight + Duration::hours(self.hours.into());
        // A zone that moved over the date line skipped a whole day.
        for _ in 0..60 {
            if let Some(instant) = zone.from_local_datetime(&local).earliest() {
                let west = -instant.offset().fix().local_minus_utc() / 60;
                return (Timestamp::from_ms(instant.timestamp_millis()), west);
            }
            local += Duration::minutes(30);
        }
        (Timestamp::from_ms(local.and_utc().timestamp_millis()), 0)
    }
}

impl Default for Rollover {
    fn default() -> Self {
        Self { hours: 4 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::FixedOffset;
    use chrono_tz::TZ_VARIANTS;
    use proptest::prelude::*;

    fn day(at: &str, east_hours: i32) -> String {
        let zone = FixedOffset::east_opt(east_hours * 3600).unwrap();
        Rollover::default().study_day(at.parse().unwrap(), &zone).to_string()
    }

    #[test]
    fn a_review_after_midnight_belongs_to_the_evening_before() {
        assert_eq!(day("2027-03-02T03:59:59Z", 0), "2027-03-01");
        assert_eq!(day("2027-03-02T04:00:00Z", 0), "2027-03-02");
    }

    #[test]
    fn a_day_has_its_weekday_and_month() {
        for (date, weekday, month) in
            [("1970-01-01", 3, "Jan"), ("2027-02-28", 6, "Feb"), ("2027-03-01", 0, "Mar")]
        {
            let day: StudyDay = date.parse().unwrap();
            assert_eq!((day.weekday(), day.month().name()), (weekday, month), "{date}");
            assert_eq!(day.month().to_string(), date[..7]);
        }
    }

    #[test]
    fn the_study_day_is_local() {
        assert_eq!(day("2027-03-01T19:30:00Z", 9), "2027-03-02");
        assert_eq!(day("2027-03-02T08:30:00Z", -5), "2027-03-01");
    }

    #[test]
    fn a_day_starts_at_its_rollover() {
        let zone = FixedOffset::east_opt(9 * 3600).unwrap();
        let (start, west) = Rollover::default().starts("2027-03-02".parse().unwrap(), &zone);
        assert_eq!(start.to_string(), "2027-03-01T19:00:00.000Z");
        assert_eq!(west, -540);
    }

    /// Instants of the years 1970 to 2037, for which the zones' rules are known; not of the
    /// first two days, which begin before the first study day where the sun rises later.
    fn instants() -> impl Strategy<Value = i64> {
        172_800..2_145_916_800_i64
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn an_instant_lies_in_its_study_day_in_every_zone(
            zone in prop::sample::select(TZ_VARIANTS.to_vec()), second in instants(),
        ) {
            let at = Timestamp::from_ms(second * 1000);
            let rollover = Rollover::default();
            let day = rollover.study_day(at, &zone);
            let (start, _) = rollover.starts(day, &zone);
            let (end, _) = rollover.starts(day.plus_days(1), &zone);
            prop_assert!(start <= at && at < end, "{zone} {at}: {day} is {start} to {end}");
        }

        #[test]
        fn days_never_go_back_in_any_zone_at_any_hour(
            zone in prop::sample::select(TZ_VARIANTS.to_vec()),
            second in instants(),
            hours in 2..80_i64,
            rollover in 0..24_u8,
        ) {
            let day = |second: i64| {
                let rollover = Rollover::at_hour(rollover).unwrap();
                rollover.study_day(Timestamp::from_ms(second * 1000), &zone)
            };
            let passed = day(second + hours * 3600).days_since(day(second));
            // A day more where the date line was crossed.
            prop_assert!((0..=hours / 24 + 2).contains(&passed.into()), "{zone}: {passed} days");
        }
    }

    #[test]
    fn the_day_that_samoa_skipped_starts_with_the_next() {
        let zone = chrono_tz::Pacific::Apia;
        let starts = |day: &str| Rollover::default().starts(day.parse().unwrap(), &zone).0;
        assert_eq!(starts("2011-12-30").to_string(), "2011-12-30T10:00:00.000Z");
        assert_eq!(starts("2011-12-31").to_string(), "2011-12-30T14:00:00.000Z");
        let at = "2011-12-30T09:59:00Z".parse().unwrap();
        assert_eq!(Rollover::default().study_day(at, &zone).to_string(), "2011-12-29");
    }

    #[test]
    fn a_day_of_changing_clocks_still_starts_at_the_hour_they_show() {
        let zone = chrono_tz::Europe::Berlin;
        let day = |at: &str| Rollover::default().study_day(at.parse().unwrap(), &zone).to_string();
        // Spring: 02:00 is 03:00. Autumn: 03:00 is 02:00 once more.
        assert_eq!(day("2027-03-28T01:59:59Z"), "2027-03-27");
        assert_eq!(day("2027-03-28T02:00:00Z"), "2027-03-28");
        assert_eq!(day("2027-10-31T02:59:59Z"), "2027-10-30");
        assert_eq!(day("2027-10-31T03:00:00Z"), "2027-10-31");
    }

    #[test]
    fn an_instant_is_written_in_utc_with_milliseconds() {
        let at: Timestamp = "2027-02-15T08:31:02.1145+01:00".parse().unwrap();
        assert_eq!(at.to_string(), "2027-02-15T07:31:02.114Z");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        assert_eq!("2027-13-02".parse::<StudyDay>(), Err(NotADate));
        assert_eq!("yesterday".parse::<Timestamp>(), Err(NotAnInstant));
    }

    #[test]
    fn a_day_is_written_for_people_with_the_year_only_when_it_differs() {
        let today: StudyDay = "2027-02-20".parse().unwrap();
        assert_eq!(today.plus_days(10).for_people(today), "Tue 2 Mar");
        assert_eq!(today.plus_days(400).for_people(today), "Sun 26 Mar 2028");
    }
}
