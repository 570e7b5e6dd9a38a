//! The envelope, written by hand because its `data` is generic; a test holds it to `envelope.json`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::EventData;

/// An event on its way: CloudEvents 1.0, structured JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Envelope<T = serde_json::Value> {
    /// The CloudEvents version.
    pub specversion: SpecVersion,
    /// Names the event once and for all.
    pub id: Uuid,
    /// What happened, e.g. `packytrace.product_scanned.v1`.
    #[serde(rename = "type")]
    pub event_type: String,
    /// The service that says so.
    pub source: String,
    /// When it happened.
    pub time: Timestamp,
    /// The stream, and the Kafka key.
    pub subject: String,
    /// Position in the stream on its topic, from 1.
    pub stream_version: i64,
    /// The `$id` of the schema that `data` obeys.
    pub data_schema: String,
    /// The fact itself.
    pub data: T,
}

/// The one version of CloudEvents that we speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpecVersion {
    /// 1.0.
    #[serde(rename = "1.0")]
    V1,
}

impl Envelope {
    /// The payload as `T`, if the envelope says that it is one: `None` for any other type.
    ///
    /// # Errors
    /// When the type is `T`'s, but the payload is not.
    pub fn data<T: EventData>(&self) -> Option<Result<T, serde_json::Error>> {
        (self.event_type == T::TYPE).then(|| T::deserialize(&self.data))
    }
}
