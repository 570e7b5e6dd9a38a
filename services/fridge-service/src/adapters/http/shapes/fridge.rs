//! The list.

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::item::ItemBody;
use crate::{
    application::read_fridge::Shown,
    domain::{alerts::Alert, freshness::LeadDays},
};

/// What is there, and what to do about it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Fridge)]
pub(in crate::adapters::http) struct FridgeBody<'a> {
    /// What to use first stands first.
    items: Vec<ItemBody<'a>>,
    /// In the order of the items; what the catalog said of a product stands before what the calendar says.
    alerts: &'a [Alert],
    /// The person's day, by which everything here is judged.
    today: Date,
    /// IANA.
    #[schema(example = "Europe/Rome")]
    time_zone: &'a str,
    /// How many days before an item's last day it is to be used soon.
    lead_days: LeadDays,
}

impl<'a> From<&'a Shown> for FridgeBody<'a> {
    fn from(shown: &'a Shown) -> Self {
        let items = shown.items.iter().map(|kept| ItemBody::new(kept, &shown.day));
        Self {
            items: items.collect(),
            alerts: &shown.alerts,
            today: shown.day.today.day,
            time_zone: shown.day.zone.name(),
            lead_days: shown.day.today.lead,
        }
    }
}
