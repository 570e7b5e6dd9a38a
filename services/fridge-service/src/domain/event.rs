//! What has happened to packs: facts, never changed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use service_kit::ids::EventId;

use super::{
    date::PrintedDate,
    food::{CategoryId, Food, Place, Price},
    item::ItemId,
    quantity::{Quantity, Stock},
    shelf_life::{ShelfLife, ShelfLifeEdit},
    tally::Reason,
};

/// One fact of an account's stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Names it (`UUIDv7`).
    pub id: EventId,
    /// Position in the account's stream: 1, 2, 3, …
    pub version: u64,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// When it happened, as the person says.
    pub at: Timestamp,
    /// To which item.
    pub item: ItemId,
    /// What happened.
    pub kind: EventKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventKind {
    /// A pack was put in.
    Added(Box<Added>),
    /// It was opened.
    Opened,
    /// It was frozen, and is in the freezer now.
    Frozen,
    /// It was thawed, and is in the fridge now.
    Thawed,
    /// Some of it was eaten or cooked.
    Used {
        /// How much.
        quantity: Quantity,
    },
    /// Some of it was thrown away.
    ThrownAway {
        /// How much.
        quantity: Quantity,
        /// Why.
        reason: Reason,
    },
    /// Some of it was given to somebody.
    GivenAway {
        /// How much.
        quantity: Quantity,
    },
    /// Its packaging was recycled.
    Recycled,
    /// What is known of it was wrong.
    Corrected(Box<Correction>),
    /// An earlier event does not count.
    Undone {
        /// Which one.
        undoes: EventId,
    },
}

/// A pack that was put in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// What it is.
    pub food: Food,
    /// Its categories, from wide to narrow.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<CategoryId>,
    /// How much of it.
    pub quantity: Quantity,
    /// The date that stands on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<PrintedDate>,
    /// Where it is kept.
    pub place: Place,
    /// What it has cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Price>,
    /// How long it keeps once opened, frozen, thawed: as the data said that day, so that later data rewrite no history.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shelf_life: Option<ShelfLife>,
}

/// What is corrected; what is not said stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Correction {
    /// How much is really left.
    pub remaining: Option<Stock>,
    /// The date on the pack.
    pub printed: Option<PrintedDate>,
    /// Where it is kept.
    pub place: Option<Place>,
    /// What it has cost.
    pub price: Option<Price>,
    /// How long it keeps.
    pub shelf_life: Option<ShelfLifeEdit>,
}

impl Correction {
    /// Whether it corrects nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
