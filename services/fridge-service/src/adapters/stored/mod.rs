//! Events as they are stored and published: contract JSON, and the forms of before.
//!
//! The store keeps what the contract's `data` says, and of an added item its name and picture as well. Those two are never
//! published: what a person has typed reaches no topic.

mod publish;
mod read;
mod record;
mod upcast;
mod write;

use jiff::Timestamp;
use serde_json::value::RawValue;
use service_kit::{
    identity::Region,
    ids::{AccountId, EventId, VisitorId},
};

pub use publish::{Published, Unpublishable};
pub use read::{Unreadable, read};
pub use write::store;

/// An event as a row of the store, or a line of a stream.
#[derive(Debug, Clone)]
pub struct StoredEvent {
    /// Names it.
    pub id: EventId,
    /// Position in the account's stream.
    pub version: u64,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Its type with the version of its form: `packytrace.item_added.v1`.
    pub event_type: String,
    /// The fact, as it is written.
    pub data: Box<RawValue>,
}

/// Who said it, as events tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Whose fridge.
    pub account: AccountId,
    /// In which browser.
    pub visitor: VisitorId,
    /// From where.
    pub region: Option<Region>,
    /// Whether the browser objects to being measured.
    pub objected: bool,
}

#[cfg(test)]
mod tests;
