//! Reads the dead letters of one consumer.

use std::time::{Duration, Instant};

use contracts::Topic;
use rdkafka::consumer::{BaseConsumer, Consumer as _};
use rdkafka::error::{KafkaError, KafkaResult};
use rdkafka::metadata::MetadataTopic;
use rdkafka::{Message as _, Offset, TopicPartitionList};

use super::header;
use crate::inbox::Record;
use crate::kafka::KafkaArgs;

const TIMEOUT: Duration = Duration::from_secs(10);

/// A record with the story of its failure.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    /// As the consumer got it: with the partition and offset of its origin.
    pub(super) record: Record,
    pub(super) reason: String,
    pub(super) tries: String,
}

/// Every letter that `consumer` has in the topic's dead letters now, oldest first. Blocks.
pub(super) fn letters(kafka: &KafkaArgs, topic: Topic, consumer: &str) -> KafkaResult<Vec<Letter>> {
    let client: BaseConsumer = kafka
        .client()
        .set("group.id", kafka.group_name(&format!("{consumer}.dlq")))
        .set("enable.auto.commit", "false")
        .set("enable.partition.eof", "false")
        .create()?;
    let name = kafka.dead_letters_name(topic);
    let mut expected = assign_all(&client, &name)?;
    let mut letters = Vec::new();
    let deadline = Instant::now() + TIMEOUT;
    while expected.iter().any(|(_, next, end)| next < end) {
        if Instant::now() > deadline {
            return Err(KafkaError::Global(rdkafka::types::RDKafkaErrorCode::OperationTimedOut));
        }
        let Some(message) = client.poll(Duration::from_millis(200)) else { continue };
        let message = message?;
        if let Some(seen) = expected.iter_mut().find(|(partition, ..)| *partition == message.partition()) {
            seen.1 = message.offset() + 1;
        }
        let timestamp = message.timestamp().to_millis().unwrap_or_default();
        letters
            .extend(letter(topic, consumer, Record::read(topic, &message)).map(|letter| (timestamp, letter)));
    }
    letters.sort_by_key(|(timestamp, _)| *timestamp);
    Ok(letters.into_iter().map(|(_, letter)| letter).collect())
}

/// Partitions with the offset to come and the offset to end at.
fn assign_all(client: &BaseConsumer, topic: &str) -> KafkaResult<Vec<(i32, i64, i64)>> {
    let metadata = client.fetch_metadata(Some(topic), TIMEOUT)?;
    let mut assignment = TopicPartitionList::new();
    let mut expected = Vec::new();
    for partition in metadata.topics().iter().flat_map(MetadataTopic::partitions) {
        let (low, high) = client.fetch_watermarks(topic, partition.id(), TIMEOUT)?;
        assignment.add_partition_offset(topic, partition.id(), Offset::Offset(low))?;
        expected.push((partition.id(), low, high));
    }
    client.assign(&assignment)?;
    Ok(expected)
}

fn letter(topic: Topic, consumer: &str, mut record: Record) -> Option<Letter> {
    let header = |key| record.headers.text(key);
    if header(header::CONSUMER)? != consumer {
        return None;
    }
    let (reason, tries) = (header(header::REASON)?, header(header::TRIES)?);
    let (partition, offset) =
        (header(header::PARTITION)?.parse().ok()?, header(header::OFFSET)?.parse().ok()?);
    (record.topic, record.partition, record.offset) = (topic, partition, offset);
    Some(Letter { record, reason, tries })
}
