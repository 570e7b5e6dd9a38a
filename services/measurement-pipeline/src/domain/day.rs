//! Tumbling windows: UTC days, each closed once.

use std::fmt;

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::Offset,
};

const NANOSECONDS: i128 = 86_400_000_000_000;

/// A UTC day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// Days after its end until a day closes.
    const GRACE: i64 = 2;

    /// The day of an instant.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        // jiff's instants lie within ±4 million days.
        Self(i32::try_from(at.as_nanosecond().div_euclid(NANOSECONDS)).unwrap_or_default())
    }

    /// The day of a date; `None` beyond the calendar's end.
    #[must_use]
    pub fn on(date: Date) -> Option<Self> {
        let midnight = Offset::UTC.to_timestamp(date.to_datetime(Time::midnight())).ok()?;
        Some(Self::of(midnight))
    }

    /// When it closes: 48 hours after its end. What arrives then or later is late.
    #[must_use]
    pub fn closes_at(self) -> Timestamp {
        midnight(i64::from(self.0) + 1 + Self::GRACE).unwrap_or(Timestamp::MAX)
    }

    /// The last day that has closed at this instant.
    #[must_use]
    pub fn last_closed_at(at: Timestamp) -> Self {
        Self(Self::of(at).0.saturating_sub(3))
    }

    /// Whether what arrives at this instant still counts.
    #[must_use]
    pub fn takes(self, arrived: Timestamp) -> bool {
        arrived < self.closes_at()
    }

    /// The day after.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// Its date.
    #[must_use]
    pub fn date(self) -> Date {
        let start = midnight(i64::from(self.0)).unwrap_or(Timestamp::MAX);
        Offset::UTC.to_datetime(start).date()
    }

    /// Bytes that name it.
    #[must_use]
    pub fn bytes(self) -> [u8; 4] {
        self.0.to_be_bytes()
    }
}

fn midnight(day: i64) -> Option<Timestamp> {
    Timestamp::from_second(day * 86_400).ok()
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_begins_and_ends_at_midnight_utc() {
        let day = Day::of(at("2026-11-22T00:00:00Z"));
        assert_eq!(day, Day::of(at("2026-11-22T23:59:59.999999999Z")));
        assert_eq!(day.next(), Day::of(at("2026-11-23T00:00:00Z")));
        assert_eq!(Day::of(at("1969-12-31T23:59:59.5Z")).next(), Day::of(Timestamp::UNIX_EPOCH));
        assert_eq!(day.to_string(), "2026-11-22");
        assert_eq!(Day::on(day.date()), Some(day));
    }

    #[test]
    fn it_closes_48_hours_after_its_end_and_takes_nothing_from_then_on() {
        let day = Day::of(at("2026-11-22T12:00:00Z"));
        assert_eq!(day.closes_at(), at("2026-11-25T00:00:00Z"));
        assert!(day.takes(at("2026-11-24T23:59:59.999999999Z")));
        assert!(!day.takes(day.closes_at()));
        assert_eq!(Day::last_closed_at(day.closes_at()), day);
        assert_eq!(Day::last_closed_at(at("2026-11-25T23:59:59Z")), day);
        assert!(Day::last_closed_at(at("2026-11-24T23:59:59.999999999Z")) < day);
    }
}
