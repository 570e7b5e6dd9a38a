//! The ledger.

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    application::read_waste::Told,
    domain::ledger::{Period, Waste},
};

/// Where everything went, by the time it came in. Every row balances: `added = used + thrownAway + givenAway + remaining +
/// unaccounted`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = WasteLedger)]
pub(in crate::adapters::http) struct WasteBody<'a> {
    /// The first day.
    from: Date,
    /// The last day.
    to: Date,
    by: Period,
    /// IANA: whose days these are.
    #[schema(example = "Europe/Rome")]
    time_zone: &'a str,
    #[serde(flatten)]
    waste: &'a Waste,
}

impl<'a> From<&'a Told> for WasteBody<'a> {
    fn from(told: &'a Told) -> Self {
        let Told { from, to, by, zone, waste } = told;
        Self { from: *from, to: *to, by: *by, time_zone: zone.name(), waste }
    }
}
