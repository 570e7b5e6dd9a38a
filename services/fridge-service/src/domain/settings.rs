//! When and how a person wants to be told.

use jiff::{Timestamp, tz::TimeZone};

use super::{
    freshness::{LeadDays, Today},
    reminder::Hour,
};

/// A time zone with its IANA name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    name: String,
    zone: TimeZone,
}

impl Zone {
    /// The zone, if it is a named one.
    #[must_use]
    pub fn of(zone: TimeZone) -> Option<Self> {
        zone.iana_name().map(str::to_owned).map(|name| Self { name, zone })
    }

    /// Universal time.
    #[must_use]
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), zone: TimeZone::UTC }
    }

    /// Its IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The zone.
    #[must_use]
    pub const fn zone(&self) -> &TimeZone {
        &self.zone
    }
}

/// What a person has chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// How many days ahead they want to be told.
    pub lead_days: LeadDays,
    /// When the daily mail is sent.
    pub hour: Hour,
    /// Whose days and hours those are.
    pub zone: Zone,
    /// Whether they want the mail at all. Their consent is asked for elsewhere.
    pub email: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { lead_days: LeadDays::default(), hour: Hour::default(), zone: Zone::utc(), email: true }
    }
}

impl Settings {
    /// The person's day at this instant.
    #[must_use]
    pub fn today(&self, now: Timestamp) -> Today {
        Today::at(now, self.zone.zone().clone(), self.lead_days)
    }
}
