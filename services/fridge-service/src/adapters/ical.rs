//! The calendar as an iCalendar (RFC 5545).

use icalendar::{Calendar, Component as _, Event, Property};
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};

use crate::{
    application::calendar::{Feed, LastDay},
    domain::words::Words,
};

/// How often programs are asked to look again.
const REFRESH: &str = "PT1H";

/// One all-day event an item.
#[must_use]
pub fn write(feed: &Feed) -> String {
    let words = Words::of(feed.language);
    let stamp = feed.now.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut calendar = Calendar::new();
    calendar.name(words.calendar);
    calendar.append_property(
        Property::new("REFRESH-INTERVAL", REFRESH).append_parameter(("VALUE", "DURATION")).done(),
    );
    calendar.append_property(Property::new("X-PUBLISHED-TTL", REFRESH));
    calendar.extend(feed.days.iter().map(|day| event(day, words, &stamp)));
    calendar.done().to_string()
}

fn event(last: &LastDay, words: &Words, stamp: &str) -> Event {
    let name = last.name.as_deref().unwrap_or(words.unnamed);
    let mut event = Event::with_uid(&format!("{}@fridge.packytrace", last.item));
    event
        .summary(&format!("{name}, {}", words.until(last.kind, last.day)))
        .append_property(Property::new("DTSTAMP", stamp))
        .append_property(Property::new("SEQUENCE", last.version.to_string()))
        .append_property(day("DTSTART", last.day))
        .append_property(day("DTEND", last.day.saturating_add(1.day())))
        // Nobody is busy because of a yogurt.
        .append_property(Property::new("TRANSP", "TRANSPARENT"))
        .done()
}

fn day(name: &str, day: Date) -> Property {
    Property::new(name, day.strftime("%Y%m%d").to_string()).append_parameter(("VALUE", "DATE")).done()
}

#[cfg(test)]
mod tests {
    use jiff::{Timestamp, civil::date};
    use uuid::Uuid;

    use super::*;
    use crate::domain::{date::ExpiryKind, item::ItemId, language::Language, words::LastDayKind};

    #[test]
    fn an_item_is_one_event_of_its_last_day_with_an_id_that_stays() {
        let kind = LastDayKind::Printed(ExpiryKind::UseBy);
        let last = LastDay {
            item: ItemId(Uuid::from_u128(7)),
            name: Some("Milk, fresh; 1 l".to_owned()),
            day: date(2026, 12, 31),
            kind,
            version: 3,
        };
        let feed = Feed { language: Language::En, now: Timestamp::UNIX_EPOCH, days: vec![last] };
        let text = write(&feed);
        let parsed: Calendar = text.parse().expect("an iCalendar");
        let events: Vec<_> = parsed.events().collect();
        assert_eq!(events.len(), 1);
        assert_eq!(events[0].get_uid(), Some("00000000-0000-0000-0000-000000000007@fridge.packytrace"));
        assert!(
            text.contains("DTSTART;VALUE=DATE:20261231\r\n")
                && text.contains("DTEND;VALUE=DATE:20270101\r\n")
        );
        assert!(text.contains("SUMMARY:Milk\\, fresh\\; 1 l\\, use by 31 December"), "{text}");
        assert_eq!(text, write(&feed), "nothing in it comes from the machine");
    }
}
