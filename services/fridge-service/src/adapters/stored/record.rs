//! The members of stored data, of every type together; which of them a type has, its contract says.

use gs1::Gtin;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use service_kit::ids::{AccountId, BrandId, EventId, VisitorId};

use crate::domain::{
    date::ExpiryKind,
    food::{CategoryId, Currency, FoodName, Lot, PictureUrl, Place},
    item::ItemId,
    quantity::{Amount, Unit},
    shelf_life::{Days, Guidance},
    tally::Reason,
};

/// Stored data.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Record {
    pub(super) item_id: ItemId,
    pub(super) account_id: AccountId,
    pub(super) visitor_id: VisitorId,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "gtin")]
    pub(super) gtin: Option<Gtin>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) brand_id: Option<BrandId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) lot: Option<Lot>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) categories: Vec<CategoryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) quantity: Option<Measured>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<Reason>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) expiry: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) expiry_kind: Option<ExpiryKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) place: Option<Place>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) price: Option<Priced>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) shelf_life: Option<Keeps>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) undoes: Option<EventId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) measurement: Option<Measurement>,
    pub(super) at: Timestamp,
    /// Stored only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<FoodName>,
    /// Stored only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) image_url: Option<PictureUrl>,
}

/// An amount in a unit. Unlike the API, events may have more members than we know; so with the next two.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Measured {
    pub(super) amount: Amount,
    pub(super) unit: Unit,
}

/// A price.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Priced {
    pub(super) amount: Amount,
    pub(super) currency: Currency,
}

/// How long something keeps; with a source when it was added, without when it was corrected.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Keeps {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) after_opening_days: Option<Days>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) freezer_days: Option<Days>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) thawed_days: Option<Days>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<Guidance>,
}

/// Whether it may be measured.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Measurement {
    Objected,
}

/// GTINs have no serde of their own.
mod gtin {
    use gs1::Gtin;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(gtin: &Option<Gtin>, serializer: S) -> Result<S::Ok, S::Error> {
        match gtin {
            Some(gtin) => serializer.collect_str(gtin),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Gtin>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| text.parse().map_err(D::Error::custom)).transpose()
    }
}
