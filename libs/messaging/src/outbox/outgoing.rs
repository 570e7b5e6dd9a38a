//! An event before it has its version.

use std::fmt::Display;

use contracts::{EventData, Topic};
use jiff::Timestamp;
use uuid::Uuid;

use super::{MAX_DATA_BYTES, OutboxError};

/// An event to be appended.
#[derive(Debug)]
pub struct Outgoing {
    pub(super) topic: Topic,
    pub(super) stream: String,
    pub(super) id: Uuid,
    pub(super) event_type: &'static str,
    pub(super) data_schema: &'static str,
    pub(super) time: Timestamp,
    pub(super) traceparent: Option<String>,
    data: serde_json::Result<String>,
}

impl Outgoing {
    /// `data` happened to `subject` at `time`. The subject is stream and Kafka key; `id` is a UUIDv7 of the event's own.
    pub fn new<T: EventData>(subject: impl Display, time: Timestamp, id: Uuid, data: &T) -> Self {
        Self {
            topic: T::ON,
            stream: subject.to_string(),
            id,
            event_type: T::TYPE,
            data_schema: T::SCHEMA_ID,
            time,
            traceparent: None,
            data: serde_json::to_string(data),
        }
    }

    /// The request that caused the event, as a W3C `traceparent`. It never crosses the privacy wall.
    #[must_use]
    pub fn caused_by(mut self, traceparent: Option<String>) -> Self {
        self.traceparent = traceparent.filter(|_| self.topic.carries_trace());
        self
    }

    pub(super) fn checked_data(&self) -> Result<&str, OutboxError> {
        match &self.data {
            Ok(data) if data.len() > MAX_DATA_BYTES => Err(OutboxError::TooLarge(data.len())),
            Ok(data) => Ok(data),
            Err(error) => Err(OutboxError::Unserialisable(serde::ser::Error::custom(error))),
        }
    }
}
