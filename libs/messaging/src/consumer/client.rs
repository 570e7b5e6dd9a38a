//! The Kafka client of a consumer.

use rdkafka::client::ClientContext;
use rdkafka::config::RDKafkaLogLevel;
use rdkafka::consumer::{Consumer as _, ConsumerContext, StreamConsumer};
use rdkafka::error::{KafkaError, KafkaResult};
use rdkafka::statistics::Statistics;
use rdkafka::{Offset, TopicPartitionList};
use tracing::debug;

use super::metrics::ConsumerMetrics;
use super::{Place, Subscription};
use crate::kafka::KafkaArgs;

/// A consumer that has its topics.
pub(super) struct Client(StreamConsumer<Observed>);

/// Sees lags; says little, because failures are logged by who handles them.
pub(super) struct Observed(ConsumerMetrics);

impl ClientContext for Observed {
    fn stats(&self, statistics: Statistics) {
        for topic in statistics.topics.values() {
            for (partition, seen) in &topic.partitions {
                self.0.lag(&topic.topic, *partition, seen.consumer_lag);
            }
        }
    }

    fn log(&self, _: RDKafkaLogLevel, facility: &str, message: &str) {
        debug!(facility, message, "librdkafka");
    }

    fn error(&self, error: KafkaError, reason: &str) {
        debug!(error = &error as &dyn std::error::Error, reason, "librdkafka");
    }
}

impl ConsumerContext for Observed {}

pub(super) fn subscribe(
    kafka: &KafkaArgs,
    subscription: &Subscription,
    metrics: ConsumerMetrics,
) -> KafkaResult<Client> {
    let client: StreamConsumer<Observed> = kafka
        .client()
        .set("group.id", kafka.group_name(subscription.consumer))
        .set("enable.auto.offset.store", "false") // stored after the commit, by hand
        .set("enable.auto.commit", "true")
        .set("auto.commit.interval.ms", "1000")
        .set("auto.offset.reset", "earliest")
        .set("partition.assignment.strategy", "cooperative-sticky")
        .set("session.timeout.ms", "10000")
        .set("statistics.interval.ms", "5000")
        .create_with_context(Observed(metrics))?;
    let names: Vec<_> = subscription.topics.iter().map(|topic| kafka.topic_name(*topic)).collect();
    client.subscribe(&names.iter().map(String::as_str).collect::<Vec<_>>())?;
    Ok(Client(client))
}

impl std::ops::Deref for Client {
    type Target = StreamConsumer<Observed>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Client {
    /// Everything before `offset` has had its effect.
    pub(super) fn store(&self, kafka: &KafkaArgs, (topic, partition): Place, offset: Option<i64>) {
        let Some(offset) = offset else { return };
        let mut next = TopicPartitionList::new();
        let stored = next
            .add_partition_offset(&kafka.topic_name(topic), partition, Offset::Offset(offset))
            .and_then(|()| self.0.store_offsets(&next));
        note(stored);
    }

    pub(super) fn pause_partition(&self, kafka: &KafkaArgs, place: Place) {
        note(self.0.pause(&one(kafka, place)));
    }

    pub(super) fn resume_partition(&self, kafka: &KafkaArgs, place: Place) {
        note(self.0.resume(&one(kafka, place)));
    }
}

fn one(kafka: &KafkaArgs, (topic, partition): Place) -> TopicPartitionList {
    let mut list = TopicPartitionList::new();
    list.add_partition(&kafka.topic_name(topic), partition);
    list
}

/// Fails only for a partition that has another owner by now, who repeats what was not stored.
fn note(result: KafkaResult<()>) {
    if let Err(error) = result {
        debug!(error = &error as &dyn std::error::Error, "the partition is no longer ours");
    }
}
