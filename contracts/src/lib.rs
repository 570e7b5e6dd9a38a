#![doc = include_str!("../README.md")]

mod envelope;
#[rustfmt::skip]
mod generated;
mod topic;

pub use envelope::{Envelope, SpecVersion};
pub use topic::{Topic, UnknownTopic};

/// The schema of [`Envelope`].
pub const ENVELOPE_SCHEMA: &str = include_str!("../envelope.json");

/// The payloads, generated from `events/*.json`.
pub mod events {
    pub use crate::generated::*;
}

/// A payload that may travel in an [`Envelope`].
pub trait EventData: serde::Serialize + serde::de::DeserializeOwned {
    /// The envelope's `type`.
    const TYPE: &str;
    /// The name of the topic it is published on.
    const TOPIC: &str = Self::ON.name();
    /// The same topic, typed.
    const ON: Topic;
    /// The envelope's `dataSchema`: the `$id` of [`Self::SCHEMA`].
    const SCHEMA_ID: &str;
    /// The JSON Schema, as committed.
    const SCHEMA: &str;
}

macro_rules! event_data {
    ($data:ident, $file:literal, $topic:ident) => {
        impl EventData for events::$data {
            const TYPE: &str = concat!("packytrace.", $file, ".v1");
            const ON: Topic = Topic::$topic;
            const SCHEMA_ID: &str = concat!("urn:packytrace:contract:", $file, ":v1");
            const SCHEMA: &str = include_str!(concat!("../events/", $file, ".v1.json"));
        }
    };
}

event_data!(ProductScanned, "product_scanned", Scans);
event_data!(ProductReported, "product_reported", Scans);
event_data!(CatalogEntryChanged, "catalog_entry_changed", Catalog);
event_data!(AccountRegistered, "account_registered", Identity);
event_data!(VisitorLinked, "visitor_linked", Identity);
event_data!(ConsentChanged, "consent_changed", Identity);
event_data!(ErasureRequested, "erasure_requested", Identity);
event_data!(BrandChanged, "brand_changed", Identity);
event_data!(BrandUserChanged, "brand_user_changed", Identity);
event_data!(ErasureConfirmed, "erasure_confirmed", Erasures);
event_data!(VerdictComputed, "verdict_computed", Verdicts);
event_data!(ItemAdded, "item_added", Fridge);
event_data!(ItemOpened, "item_opened", Fridge);
event_data!(ItemFrozen, "item_frozen", Fridge);
event_data!(ItemThawed, "item_thawed", Fridge);
event_data!(ItemUsed, "item_used", Fridge);
event_data!(ItemThrownAway, "item_thrown_away", Fridge);
event_data!(ItemGivenAway, "item_given_away", Fridge);
event_data!(ItemRecycled, "item_recycled", Fridge);
event_data!(ItemCorrected, "item_corrected", Fridge);
event_data!(ActionUndone, "action_undone", Fridge);
event_data!(InsightReleased, "insight_released", Insights);
event_data!(WindowClosed, "window_closed", Insights);
