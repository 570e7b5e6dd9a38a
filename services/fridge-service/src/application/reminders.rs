//! The person says when and how they want to be told.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, ToSpan as _, tz::TimeZone};
use service_kit::{clock::Clock, idempotency::Claim, ids::AccountId};

use super::ports::{Actor, Expected, PutCommand, PutError, ReminderStore, StoreError, StoredReminders};
use crate::domain::{
    language::Language,
    reminder::{Hour, instant_of, next},
    settings::Settings,
};

/// Settings as they came in.
#[derive(Debug)]
pub struct Incoming {
    /// What.
    pub settings: Settings,
    /// In which language they were chosen.
    pub language: Language,
    /// Instead of which.
    pub expected: Expected,
    /// The idempotency key, if one was sent.
    pub key: Option<Claim>,
}

/// Keeps settings.
#[derive(Clone)]
pub struct Reminders {
    store: Arc<dyn ReminderStore>,
    clock: Arc<dyn Clock>,
}

impl Reminders {
    /// Here.
    pub fn new(store: Arc<dyn ReminderStore>, clock: Arc<dyn Clock>) -> Self {
        Self { store, clock }
    }

    /// The person's, or the defaults.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "read_reminders", skip_all)]
    pub async fn read(&self, account: AccountId) -> Result<StoredReminders, StoreError> {
        self.store.find(account).await
    }

    /// Stores them; what stands afterwards. Who chooses the hour that it is gets today's digest still.
    ///
    /// # Errors
    /// [`PutError`] says why not.
    #[tracing::instrument(name = "put_reminders", skip_all)]
    pub async fn put(&self, actor: &Actor, incoming: Incoming) -> Result<StoredReminders, PutError> {
        let Incoming { settings, language, expected, key } = incoming;
        let at = self.clock.now();
        let next_at = first(at, settings.hour, settings.zone.zone());
        let command = PutCommand { actor: actor.clone(), settings, language, next_at, expected, key, at };
        self.store.put(command).await
    }
}

/// When somebody looks for the first time: today's hour while it lasts, else the next one.
fn first(now: Timestamp, hour: Hour, zone: &TimeZone) -> Timestamp {
    hour_of_today(now, hour, zone)
        .filter(|(_, end)| now < *end)
        .map_or_else(|| after_today(now, hour, zone), |(start, _)| start)
}

/// The person's hour today, from its first instant to its end.
pub(super) fn hour_of_today(now: Timestamp, hour: Hour, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
    let start = instant_of(zone.to_datetime(now).date(), hour, zone)?;
    Some((start, start.saturating_add(SignedDuration::from_hours(1)).unwrap_or(Timestamp::MAX)))
}

/// The first of the person's hours on a later day.
pub(super) fn after_today(now: Timestamp, hour: Hour, zone: &TimeZone) -> Timestamp {
    let tomorrow = zone.to_datetime(now).date().saturating_add(1.day());
    let midnight = tomorrow.to_zoned(zone.clone()).map_or(now, |start| start.timestamp());
    let before = midnight.saturating_sub(SignedDuration::from_nanos(1)).unwrap_or(midnight);
    next(before, hour, zone).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    fn first_of(now: &str, hour: u8) -> Timestamp {
        let rome = TimeZone::get("Europe/Rome").expect("a zone");
        first(at(now), hour.try_into().expect("an hour"), &rome)
    }

    #[test]
    fn the_hour_that_it_is_counts_still_and_one_that_is_over_waits_for_tomorrow() {
        assert_eq!(first_of("2026-11-23T07:59:59Z", 9), at("2026-11-23T08:00:00Z"));
        assert_eq!(first_of("2026-11-23T08:59:59Z", 9), at("2026-11-23T08:00:00Z"));
        assert_eq!(first_of("2026-11-23T09:00:00Z", 9), at("2026-11-24T08:00:00Z"));
    }

    #[test]
    fn a_skipped_hour_begins_when_the_clocks_were_moved_and_one_that_comes_twice_the_first_time() {
        assert_eq!(first_of("2026-03-29T00:30:00Z", 2), at("2026-03-29T01:00:00Z"));
        assert_eq!(first_of("2026-10-25T00:10:00Z", 2), at("2026-10-25T00:00:00Z"));
        assert_eq!(first_of("2026-10-25T01:10:00Z", 2), at("2026-10-26T01:00:00Z"));
    }
}
