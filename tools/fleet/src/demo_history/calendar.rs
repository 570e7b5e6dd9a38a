//! The days of the history.

use jiff::{SignedDuration, Timestamp, ToSpan as _, civil::Date, tz::TimeZone};

/// How many there are.
pub(super) const DAYS: i64 = 90;

/// A day closes 48 hours after its end.
const OPEN_DAYS: i64 = 3;

pub(super) const DAY: i64 = 86_400;

/// Its first day, as seconds: its last one has just closed.
pub(super) fn begin(now: Timestamp) -> i64 {
    let today = now.as_second().div_euclid(DAY);
    (today - OPEN_DAYS - DAYS + 1) * DAY
}

/// When its last day has closed.
pub(super) fn end(begin: i64) -> i64 {
    begin + (DAYS + OPEN_DAYS - 1) * DAY
}

/// As events write it.
pub(super) fn instant(second: i64) -> String {
    Timestamp::from_second(second).unwrap_or_default().to_string()
}

/// How lively a day is, of 1000: more at weekends, more from week to week.
pub(super) fn liveliness(begin: i64, day: i64) -> u64 {
    let date: Date =
        (Timestamp::UNIX_EPOCH + SignedDuration::from_secs(begin)).to_zoned(TimeZone::UTC).date();
    let weekday = date.saturating_add(day.days()).weekday().to_monday_zero_offset();
    let week = if weekday >= 5 { 420 } else { 260 };
    week + u64::try_from(day).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_has_just_closed() {
        let now: Timestamp = "2026-11-23T06:00:00Z".parse().unwrap();
        let begin = begin(now);
        assert_eq!(instant(begin + (DAYS - 1) * DAY), "2026-11-20T00:00:00Z");
        assert_eq!(instant(end(begin)), "2026-11-23T00:00:00Z");
    }
}
