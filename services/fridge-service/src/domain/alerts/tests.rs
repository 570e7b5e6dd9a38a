use jiff::tz::TimeZone;

use super::{AlertKind, calendar_alerts};
use crate::domain::{
    event::Added,
    freshness::{LeadDays, Today},
    held::Held,
    testing::{Story, USE_ALL, best_before, food, grams, use_by},
};

fn told(story: &Story, now: &str, zone: &str) -> Vec<(AlertKind, String)> {
    let zone = TimeZone::get(zone).unwrap();
    let today = Today::at(now.parse().unwrap(), zone, LeadDays::default());
    let alerts = calendar_alerts(story.fridge.items().map(Held::item), &today);
    alerts.into_iter().map(|alert| (alert.kind, alert.since.to_string())).collect()
}

#[test]
fn alerts_come_in_the_order_of_the_list_and_name_the_start_of_their_day() {
    let mut story = Story::at("2026-11-01T12:00:00Z");
    for printed in
        [use_by("2026-11-12"), best_before("2026-11-09"), use_by("2026-11-09"), use_by("2026-11-10")]
    {
        story.add(Added { printed, ..food(grams(1)) });
    }
    story.add(food(grams(1)));
    story.add(Added { printed: use_by("2026-11-30"), ..food(grams(1)) });
    let gone = story.add(Added { printed: use_by("2026-11-09"), ..food(grams(1)) });
    story.act(gone, USE_ALL).unwrap();
    let expected = [
        (AlertKind::PastBestBefore, "2026-11-09T23:00:00Z"),
        (AlertKind::Expired, "2026-11-09T23:00:00Z"),
        (AlertKind::LastDay, "2026-11-09T23:00:00Z"),
        (AlertKind::UseSoon, "2026-11-09T23:00:00Z"),
    ];
    let expected = expected.map(|(kind, since)| (kind, since.to_owned()));
    assert_eq!(told(&story, "2026-11-10T12:00:00Z", "Europe/Rome"), expected);
}

#[test]
fn no_alert_is_older_than_its_item() {
    let mut story = Story::at("2026-11-10T12:00:00Z");
    story.add(Added { printed: use_by("2026-11-01"), ..food(grams(1)) });
    let since = "2026-11-10T12:00:00Z".to_owned();
    assert_eq!(told(&story, "2026-11-11T12:00:00Z", "UTC"), [(AlertKind::Expired, since)]);
}

#[test]
fn a_day_does_not_always_begin_at_midnight() {
    let mut story = Story::at("2026-03-01T12:00:00Z");
    story.add(Added { printed: use_by("2026-03-08"), ..food(grams(1)) });
    // In Havana the clocks go from 0 to 1 o'clock that day.
    let expected = [(AlertKind::LastDay, "2026-03-08T05:00:00Z".to_owned())];
    assert_eq!(told(&story, "2026-03-08T12:00:00Z", "America/Havana"), expected);
}
