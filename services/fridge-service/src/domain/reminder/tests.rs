use jiff::{Timestamp, ToSpan, civil::date, tz::TimeZone};

use super::{Hour, instant_of, next};

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

fn hour(hour: u8) -> Hour {
    Hour::try_from(hour).unwrap()
}

/// Zone, day, hour, the instant of that hour. The second of each pair is a day on which clocks are moved there.
const TABLE: [(&str, &str, u8, &str); 48] = [
    ("UTC", "2026-03-29", 2, "2026-03-29T02:00:00Z"),
    ("Europe/Rome", "2026-03-28", 2, "2026-03-28T01:00:00Z"),
    ("Europe/Rome", "2026-03-29", 2, "2026-03-29T01:00:00Z"),
    ("Europe/Rome", "2026-10-25", 2, "2026-10-25T00:00:00Z"),
    ("Europe/Rome", "2026-10-25", 3, "2026-10-25T02:00:00Z"),
    ("Europe/Berlin", "2026-03-29", 2, "2026-03-29T01:00:00Z"),
    ("Europe/Berlin", "2026-03-29", 3, "2026-03-29T01:00:00Z"),
    ("Europe/London", "2026-03-29", 1, "2026-03-29T01:00:00Z"),
    ("Europe/London", "2026-10-25", 1, "2026-10-25T00:00:00Z"),
    ("Europe/Dublin", "2026-03-29", 1, "2026-03-29T01:00:00Z"),
    ("Europe/Lisbon", "2026-10-25", 1, "2026-10-25T00:00:00Z"),
    ("Atlantic/Azores", "2026-03-29", 0, "2026-03-29T01:00:00Z"),
    ("Europe/Athens", "2026-03-29", 3, "2026-03-29T01:00:00Z"),
    ("Europe/Helsinki", "2026-10-25", 3, "2026-10-25T00:00:00Z"),
    ("Europe/Kyiv", "2026-03-29", 3, "2026-03-29T01:00:00Z"),
    ("Europe/Istanbul", "2026-03-29", 3, "2026-03-29T00:00:00Z"),
    ("Europe/Moscow", "2026-03-29", 2, "2026-03-28T23:00:00Z"),
    ("Africa/Cairo", "2026-04-24", 0, "2026-04-23T22:00:00Z"),
    ("Africa/Johannesburg", "2026-06-01", 8, "2026-06-01T06:00:00Z"),
    ("Africa/Lagos", "2026-06-01", 8, "2026-06-01T07:00:00Z"),
    ("Africa/Nairobi", "2026-06-01", 8, "2026-06-01T05:00:00Z"),
    ("Asia/Beirut", "2026-03-29", 0, "2026-03-28T22:00:00Z"),
    ("Asia/Jerusalem", "2026-03-27", 2, "2026-03-27T00:00:00Z"),
    ("Asia/Dubai", "2026-06-01", 8, "2026-06-01T04:00:00Z"),
    ("Asia/Tehran", "2026-06-01", 8, "2026-06-01T04:30:00Z"),
    ("Asia/Kabul", "2026-06-01", 8, "2026-06-01T03:30:00Z"),
    ("Asia/Kolkata", "2026-06-01", 8, "2026-06-01T02:30:00Z"),
    ("Asia/Kathmandu", "2026-06-01", 8, "2026-06-01T02:15:00Z"),
    ("Asia/Bangkok", "2026-06-01", 8, "2026-06-01T01:00:00Z"),
    ("Asia/Shanghai", "2026-06-01", 8, "2026-06-01T00:00:00Z"),
    ("Asia/Tokyo", "2026-06-01", 8, "2026-05-31T23:00:00Z"),
    ("Australia/Eucla", "2026-06-01", 8, "2026-05-31T23:15:00Z"),
    ("Australia/Sydney", "2026-10-04", 2, "2026-10-03T16:00:00Z"),
    ("Australia/Sydney", "2026-04-05", 2, "2026-04-04T15:00:00Z"),
    ("Australia/Lord_Howe", "2026-10-04", 2, "2026-10-03T15:30:00Z"),
    ("Pacific/Auckland", "2026-09-27", 2, "2026-09-26T14:00:00Z"),
    ("Pacific/Chatham", "2026-06-01", 8, "2026-05-31T19:15:00Z"),
    ("Pacific/Kiritimati", "2026-06-01", 8, "2026-05-31T18:00:00Z"),
    ("Pacific/Honolulu", "2026-06-01", 8, "2026-06-01T18:00:00Z"),
    ("America/Anchorage", "2026-03-08", 2, "2026-03-08T11:00:00Z"),
    ("America/Los_Angeles", "2026-03-08", 2, "2026-03-08T10:00:00Z"),
    ("America/New_York", "2026-03-08", 2, "2026-03-08T07:00:00Z"),
    ("America/New_York", "2026-11-01", 1, "2026-11-01T05:00:00Z"),
    ("America/St_Johns", "2026-11-01", 1, "2026-11-01T03:30:00Z"),
    ("America/Havana", "2026-03-08", 0, "2026-03-08T05:00:00Z"),
    ("America/Santiago", "2026-09-06", 0, "2026-09-06T04:00:00Z"),
    ("America/Sao_Paulo", "2026-06-01", 8, "2026-06-01T11:00:00Z"),
    ("America/Argentina/Buenos_Aires", "2026-06-01", 8, "2026-06-01T11:00:00Z"),
];

#[test]
fn the_hour_comes_once_a_day_in_forty_zones_whatever_the_clocks_do() {
    let zones: std::collections::BTreeSet<_> = TABLE.iter().map(|(zone, ..)| zone).collect();
    assert!(zones.len() >= 40, "{}", zones.len());
    for (name, day, at, expected) in TABLE {
        let instant =
            instant_of(day.parse().unwrap(), hour(at), &zone(name)).map(|instant| instant.to_string());
        assert_eq!(instant.as_deref(), Some(expected), "{name} {day} {at}");
    }
}

#[test]
fn over_a_year_every_zone_and_hour_comes_once_on_every_day() {
    let names: std::collections::BTreeSet<_> = TABLE.iter().map(|(zone, ..)| zone).collect();
    for name in names {
        let zone = zone(name);
        for at in 0..24 {
            let mut now: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
            let mut last = None;
            for _ in 0..380 {
                now = next(now, hour(at), &zone).unwrap();
                let day = zone.to_datetime(now).date();
                let follows = last.is_none_or(|last: jiff::civil::Date| last.tomorrow().unwrap() == day);
                assert!(follows, "{name} {at}: {last:?} is followed by {day}");
                last = Some(day);
            }
        }
    }
}

#[test]
fn a_day_that_a_zone_has_skipped_has_no_hour() {
    let apia = zone("Pacific/Apia");
    assert_eq!(instant_of(date(2011, 12, 30), hour(8), &apia), None);
    let before = instant_of(date(2011, 12, 29), hour(8), &apia).unwrap();
    let after = next(before, hour(8), &apia).unwrap();
    assert_eq!(apia.to_datetime(after).date(), date(2011, 12, 31));
}

#[test]
fn at_the_hour_itself_the_next_one_is_tomorrows() {
    let rome = zone("Europe/Rome");
    let now = instant_of(date(2026, 11, 23), hour(8), &rome).unwrap();
    assert_eq!(next(now, hour(8), &rome), instant_of(date(2026, 11, 24), hour(8), &rome));
    assert_eq!(next(now - 1.second(), hour(8), &rome), Some(now));
}
