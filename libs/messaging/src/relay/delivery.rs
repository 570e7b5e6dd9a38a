//! Hands records to Kafka and counts what it acknowledged. `flush()` proves nothing: only a record's own report does.

use std::time::Duration;

use futures_util::future::join_all;
use rdkafka::error::KafkaError;
use rdkafka::message::{Header, OwnedHeaders};
use rdkafka::producer::future_producer::DeliveryFuture;
use rdkafka::producer::{FutureProducer, FutureRecord};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::kafka::{KafkaArgs, header};

pub(super) struct Record<'a> {
    pub(super) topic: String,
    pub(super) key: &'a str,
    pub(super) id: Uuid,
    pub(super) event_type: &'a str,
    pub(super) source: &'a str,
    pub(super) stream_version: i64,
    pub(super) traceparent: Option<&'a str>,
    pub(super) value: serde_json::Result<String>,
}

/// How far a batch came: everything before the first failure.
pub(super) struct Outcome {
    pub(super) acknowledged: usize,
    pub(super) failure: Option<String>,
}

pub(super) struct Delivery(FutureProducer);

impl Delivery {
    pub(super) fn new(kafka: &KafkaArgs, timeout: Duration) -> Result<Self, KafkaError> {
        kafka.producer(timeout).create().map(Self)
    }

    /// Waits for every report, but after a stop not longer than `drain`.
    pub(super) async fn deliver(
        &self,
        records: Vec<Record<'_>>,
        stop: &CancellationToken,
        drain: Duration,
    ) -> Outcome {
        let reports = join_all(records.iter().map(|record| report(self.send(record))));
        let too_late = async {
            stop.cancelled().await;
            tokio::time::sleep(drain).await;
        };
        tokio::select! {
            reports = reports => Outcome::of(reports),
            () = too_late => Outcome { acknowledged: 0, failure: Some("stopped before Kafka answered".to_owned()) },
        }
    }

    fn send(&self, record: &Record<'_>) -> Result<DeliveryFuture, String> {
        let value = record.value.as_ref().map_err(ToString::to_string)?;
        let message =
            FutureRecord::to(&record.topic).key(record.key).payload(value).headers(record.headers());
        self.0.send_result(message).map_err(|(error, _)| error.to_string())
    }

    /// Throws away what the producer still holds. That can block, so it has a thread of its own.
    pub(super) async fn close(self) {
        let _ = tokio::task::spawn_blocking(move || drop(self.0)).await;
    }
}

async fn report(sent: Result<DeliveryFuture, String>) -> Result<(), String> {
    match sent?.await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err((error, _))) => Err(error.to_string()),
        Err(_) => Err("the producer is gone".to_owned()),
    }
}

impl Outcome {
    fn of(reports: Vec<Result<(), String>>) -> Self {
        let acknowledged = reports.iter().take_while(|report| report.is_ok()).count();
        Self { acknowledged, failure: reports.into_iter().find_map(Result::err) }
    }
}

impl Record<'_> {
    fn headers(&self) -> OwnedHeaders {
        let headers = OwnedHeaders::new()
            .insert(Header { key: header::CONTENT_TYPE, value: Some(header::CLOUD_EVENT) })
            .insert(Header { key: header::ID, value: Some(&self.id.to_string()) })
            .insert(Header { key: header::TYPE, value: Some(self.event_type) })
            .insert(Header { key: header::SOURCE, value: Some(self.source) })
            .insert(Header { key: header::STREAM_VERSION, value: Some(&self.stream_version.to_string()) });
        match self.traceparent {
            Some(trace) => headers.insert(Header { key: header::TRACEPARENT, value: Some(trace) }),
            None => headers,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_behind_the_first_failure_counts_as_delivered() {
        let outcome = Outcome::of(vec![Ok(()), Ok(()), Err("away".into()), Ok(())]);
        assert_eq!((outcome.acknowledged, outcome.failure.as_deref()), (2, Some("away")));
    }
}
