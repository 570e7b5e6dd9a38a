//! What comes in.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::words::ActionWord;
use crate::domain::{
    date::ExpiryKind,
    food::{Place, Price},
    freshness::LeadDays,
    quantity::{Quantity, Stock},
    reminder::Hour,
    shelf_life::ShelfLifeEdit,
    tally::Reason,
};

/// A pack that comes in: named by exactly one of `scanId`, `gtin` and `name`.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = AddItem)]
pub(in crate::adapters::http) struct AddRequest {
    /// A scan of the caller's: expiry, its kind and lot come from it unless they are said here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adapters::http) scan_id: Option<Uuid>,
    /// A product; 8, 12 and 13 digits are taken, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adapters::http) gtin: Option<String>,
    /// A food without a code: 1 to 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adapters::http) name: Option<String>,
    /// The printed day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adapters::http) expiry: Option<Date>,
    /// With `expiry`; `best_before` unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adapters::http) expiry_kind: Option<ExpiryKind>,
    /// What the pack prints, if that can be read exactly, else one piece.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adapters::http) quantity: Option<Quantity>,
    /// Of the whole pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adapters::http) price: Option<Price>,
    /// `fridge` unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adapters::http) place: Option<Place>,
}

/// Something that is done to a pack.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ItemAction)]
pub(in crate::adapters::http) struct ActionRequest {
    pub(in crate::adapters::http) action: ActionWord,
    /// With `use`, `throw_away`, `give_away`: how much, more than 0; all that remains unless said. With `correct`: what remains.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adapters::http) quantity: Option<Stock>,
    /// With `throw_away`; `other` unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adapters::http) reason: Option<Reason>,
    /// With `correct`: the printed day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adapters::http) expiry: Option<Date>,
    /// With `correct`: what the printed day means; as before unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adapters::http) expiry_kind: Option<ExpiryKind>,
    /// When it happened, if not now: not before the item was added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adapters::http) at: Option<Timestamp>,
    /// With `correct`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adapters::http) place: Option<Place>,
    /// With `correct`: of the whole pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adapters::http) price: Option<Price>,
    /// With `correct`: how long such food keeps, as the person says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::adapters::http) shelf_life: Option<ShelfLifeEdit>,
}

/// When and how the person wants to be told.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewReminders)]
pub(in crate::adapters::http) struct RemindersRequest {
    pub(in crate::adapters::http) lead_days: LeadDays,
    pub(in crate::adapters::http) hour: Hour,
    /// IANA.
    #[schema(example = "Europe/Rome")]
    pub(in crate::adapters::http) time_zone: String,
    /// Whether the person wants the mail. It is sent only with the consent `reminders`.
    pub(in crate::adapters::http) email: bool,
}
