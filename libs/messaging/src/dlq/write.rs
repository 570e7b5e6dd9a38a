//! Sends a record to the dead letters of its topic.

use std::time::Duration;

use rdkafka::error::KafkaError;
use rdkafka::producer::{FutureProducer, FutureRecord};
use sqlx::PgPool;
use tracing::{error, warn};

use super::header;
use crate::inbox::{Inbox, Record, Stumble};
use crate::kafka::KafkaArgs;

const TIMEOUT: Duration = Duration::from_secs(10);

pub(crate) struct DeadLetters {
    kafka: KafkaArgs,
    producer: FutureProducer,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum BurialError {
    #[error("Kafka did not take the dead letter")]
    Kafka(#[from] KafkaError),
    #[error("the stream could not be stopped before the dead letter")]
    Database(#[from] sqlx::Error),
}

impl DeadLetters {
    pub(crate) fn new(kafka: &KafkaArgs) -> Result<Self, KafkaError> {
        // Gaps are no matter here: each letter stands for itself.
        let producer = kafka.producer(TIMEOUT).set("enable.gapless.guarantee", "false").create()?;
        Ok(Self { kafka: kafka.clone(), producer })
    }

    /// The record as it came, with origin and reason; then its stream waits behind it. A kill in between makes a second letter,
    /// which a replay skips.
    pub(crate) async fn bury(
        &self,
        pool: &PgPool,
        inbox: &Inbox<'_>,
        stumble: &Stumble,
        tries: u32,
    ) -> Result<(), BurialError> {
        let result = self.send_and_block(pool, inbox, stumble, tries).await;
        let Record { topic, partition, offset, .. } = &stumble.culprit;
        match &result {
            Ok(()) => {
                error!(consumer = inbox.consumer, %topic, partition, offset, tries, reason = %stumble.failure,
                "an event is a dead letter; its stream waits");
            }
            Err(error) => {
                warn!(%topic, partition, offset, error = error as &dyn std::error::Error, "no dead letter yet");
            }
        }
        result
    }

    async fn send_and_block(
        &self,
        pool: &PgPool,
        inbox: &Inbox<'_>,
        stumble: &Stumble,
        tries: u32,
    ) -> Result<(), BurialError> {
        let record = &stumble.culprit;
        let headers = letter_headers(record, inbox.consumer, &stumble.failure.to_string(), tries);
        let topic = self.kafka.dead_letters_name(record.topic);
        let mut letter = FutureRecord::to(&topic).headers(headers.to_kafka());
        letter.key = record.key.as_ref();
        letter.payload = record.payload.as_ref();
        self.producer.send::<Vec<u8>, Vec<u8>, _>(letter, TIMEOUT).await.map_err(|(error, _)| error)?;
        Ok(inbox.block(pool, record).await?)
    }
}

fn letter_headers(record: &Record, consumer: &str, reason: &str, tries: u32) -> crate::inbox::Headers {
    record
        .headers
        .clone()
        .without(header::PREFIX)
        .with(header::TOPIC, record.topic.name())
        .with(header::PARTITION, record.partition.to_string())
        .with(header::OFFSET, record.offset.to_string())
        .with(header::CONSUMER, consumer)
        .with(header::REASON, reason)
        .with(header::TRIES, tries.to_string())
}
