//! A Kafka record, taken out of the client's hands.

use contracts::{Envelope, Topic};
use rdkafka::Message;
use rdkafka::message::{BorrowedMessage, Header, Headers as _, OwnedHeaders};

use super::{Event, Failure, handler::stream_name};
use crate::kafka::header;

#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) topic: Topic,
    pub(crate) partition: i32,
    pub(crate) offset: i64,
    pub(crate) key: Option<Vec<u8>>,
    pub(crate) payload: Option<Vec<u8>>,
    pub(crate) headers: Headers,
}

impl Record {
    pub(crate) fn read(topic: Topic, message: &BorrowedMessage<'_>) -> Self {
        Self {
            topic,
            partition: message.partition(),
            offset: message.offset(),
            key: message.key().map(<[u8]>::to_vec),
            payload: message.payload().map(<[u8]>::to_vec),
            headers: Headers::read(message),
        }
    }

    /// A record that holds this event.
    pub(crate) fn of(event: &Event) -> serde_json::Result<Self> {
        let (version, source) = (event.envelope.stream_version, &event.envelope.source);
        Ok(Self {
            topic: event.topic,
            partition: 0,
            offset: 0,
            key: Some(event.envelope.subject.clone().into()),
            payload: Some(serde_json::to_vec(&event.envelope)?),
            headers: Headers::parked(event.traceparent.clone(), version, source),
        })
    }

    /// The event in it.
    pub(crate) fn event(&self) -> Result<Event, Failure> {
        let payload = self.payload.as_deref().ok_or_else(|| Failure::unreadable(Unreadable::Empty))?;
        let envelope: Envelope = serde_json::from_slice(payload)
            .map_err(|error| Failure::unreadable(Unreadable::NoEnvelope(error)))?;
        if self.key.as_deref() != Some(envelope.subject.as_bytes()) {
            return Err(Failure::unreadable(Unreadable::OtherKey));
        }
        if envelope.stream_version < 1 {
            return Err(Failure::unreadable(Unreadable::NoVersion));
        }
        let traceparent = self.headers.text(header::TRACEPARENT);
        Ok(Event { topic: self.topic, envelope, traceparent })
    }

    /// Its stream and version: from the headers, because the value may be what is broken.
    pub(crate) fn place(&self) -> Option<(String, i64)> {
        let subject = String::from_utf8(self.key.clone()?).ok()?;
        let version = self.headers.text(header::STREAM_VERSION)?.parse().ok()?;
        let source = self.headers.text(header::SOURCE);
        if self.topic.has_many_writers() && source.is_none() {
            return None;
        }
        Some((stream_name(self.topic, &subject, &source.unwrap_or_default()), version))
    }
}

#[derive(Debug, thiserror::Error)]
enum Unreadable {
    #[error("the record has no value")]
    Empty,
    #[error("the value is no envelope")]
    NoEnvelope(#[source] serde_json::Error),
    #[error("the record's key is not the event's subject")]
    OtherKey,
    #[error("the event has no place in its stream")]
    NoVersion,
}

/// The headers of a record, in their order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Headers(Vec<(String, Option<Vec<u8>>)>);

impl Headers {
    fn read(message: &BorrowedMessage<'_>) -> Self {
        let Some(headers) = message.headers() else { return Self::default() };
        Self(headers.iter().map(|header| (header.key.to_owned(), header.value.map(<[u8]>::to_vec))).collect())
    }

    /// What is known of a record that was parked.
    pub(crate) fn parked(traceparent: Option<String>, version: i64, source: &str) -> Self {
        let mut headers =
            Self::default().with(header::STREAM_VERSION, version.to_string()).with(header::SOURCE, source);
        if let Some(traceparent) = traceparent {
            headers = headers.with(header::TRACEPARENT, traceparent);
        }
        headers
    }

    pub(crate) fn with(mut self, key: &str, value: impl Into<Vec<u8>>) -> Self {
        self.0.push((key.to_owned(), Some(value.into())));
        self
    }

    pub(crate) fn without(mut self, prefix: &str) -> Self {
        self.0.retain(|(key, _)| !key.starts_with(prefix));
        self
    }

    pub(crate) fn text(&self, key: &str) -> Option<String> {
        let (_, value) = self.0.iter().rev().find(|(name, _)| name == key)?;
        String::from_utf8(value.clone()?).ok()
    }

    pub(crate) fn to_kafka(&self) -> OwnedHeaders {
        self.0
            .iter()
            .fold(OwnedHeaders::new(), |all, (key, value)| all.insert(Header { key, value: value.as_ref() }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(key: &str, payload: &str) -> Record {
        Record {
            topic: Topic::Scans,
            partition: 0,
            offset: 0,
            key: Some(key.into()),
            payload: Some(payload.into()),
            headers: Headers::default().with(header::STREAM_VERSION, "7"),
        }
    }

    fn example(version: i64) -> String {
        let schema: serde_json::Value = serde_json::from_str(contracts::ENVELOPE_SCHEMA).unwrap();
        let mut envelope = schema["examples"][0].clone();
        envelope["subject"] = "me".into();
        envelope["streamVersion"] = version.into();
        envelope.to_string()
    }

    #[test]
    fn an_envelope_under_its_own_key_is_an_event() {
        assert_eq!(record("me", &example(1)).event().unwrap().envelope.stream_version, 1);
    }

    #[test]
    fn what_cannot_be_right_is_unreadable() {
        for broken in
            [record("you", &example(1)), record("me", &example(0)), record("me", "{}"), record("me", "")]
        {
            assert_eq!(broken.event().unwrap_err().kind(), super::super::failure::Kind::Unreadable);
        }
    }

    #[test]
    fn where_many_tell_of_a_subject_each_has_a_stream_of_its_own() {
        let confirmed = |source: &str| {
            let mut record = record("me", &example(1));
            record.topic = Topic::Erasures;
            record.headers = record.headers.with(header::SOURCE, source);
            record.place().map(|(stream, _)| stream)
        };
        assert_ne!(confirmed("passport-service"), confirmed("fridge-service"));
        let event = Record { topic: Topic::Erasures, ..record("me", &example(1)) }.event().unwrap();
        assert_eq!(confirmed(&event.envelope.source), Some(event.stream()));
    }

    #[test]
    fn a_broken_value_still_has_its_place() {
        assert_eq!(record("me", "rubbish").place(), Some(("me".to_owned(), 7)));
    }
}
