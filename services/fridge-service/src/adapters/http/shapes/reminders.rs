//! How a person is told.

use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    application::ports::StoredReminders,
    domain::{freshness::LeadDays, reminder::Hour},
};

/// When and how the person wants to be told.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Reminders)]
pub(in crate::adapters::http) struct RemindersBody<'a> {
    /// How many days before an item's last day it is to be used soon.
    lead_days: LeadDays,
    /// The hour of the daily mail, by the person's clock.
    hour: Hour,
    /// IANA.
    #[schema(example = "Europe/Rome")]
    time_zone: &'a str,
    /// Whether the person wants the mail. It is sent only with the consent `reminders`.
    email: bool,
}

/// A calendar that was made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Calendar)]
pub(in crate::adapters::http) struct CalendarBody {
    /// Whoever knows it may read the calendar. It is told once: we keep a hash.
    pub(in crate::adapters::http) url: String,
}

impl<'a> From<&'a StoredReminders> for RemindersBody<'a> {
    fn from(stored: &'a StoredReminders) -> Self {
        let settings = &stored.settings;
        Self {
            lead_days: settings.lead_days,
            hour: settings.hour,
            time_zone: settings.zone.name(),
            email: settings.email,
        }
    }
}
