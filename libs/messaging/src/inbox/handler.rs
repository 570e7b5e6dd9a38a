//! What a service does with the events that it reads.

use async_trait::async_trait;
use contracts::{Envelope, EventData, Topic};
use sqlx::PgConnection;

use super::Failure;

/// An event as it arrived.
#[derive(Debug, Clone)]
pub struct Event {
    /// Where from.
    pub topic: Topic,
    /// The event.
    pub envelope: Envelope,
    /// The request that caused it.
    pub traceparent: Option<String>,
}

impl Event {
    /// The stream whose versions count 1, 2, 3, …: the subject, as its source tells of it.
    pub(crate) fn stream(&self) -> String {
        stream_name(self.topic, &self.envelope.subject, &self.envelope.source)
    }

    /// The payload if the event is a `T`, `None` if it is of another type.
    ///
    /// # Errors
    /// A permanent failure when it says that it is a `T` and is not.
    pub fn data<T: EventData>(&self) -> Result<Option<T>, Failure> {
        self.envelope.data().transpose().map_err(Failure::unreadable)
    }
}

/// Where several services tell of a subject, each one's telling is a stream.
pub(super) fn stream_name(topic: Topic, subject: &str, source: &str) -> String {
    if topic.has_many_writers() { format!("{subject}/{source}") } else { subject.to_owned() }
}

/// Gives events their effect.
#[async_trait]
pub trait Handler: Send + Sync {
    /// The effect, on the connection whose transaction also records that the event was had. Types that the handler does not know
    /// are `Ok`: the stream goes on. Whatever it does outside the transaction can happen twice.
    async fn handle(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure>;

    /// Called in the same transaction once the event was had and its stream's position is written, also when it was had before:
    /// the place to forget a stream. Nothing, unless told otherwise.
    async fn settled(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        let _ = (conn, event);
        Ok(())
    }
}
