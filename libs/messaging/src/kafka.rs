//! Where Kafka is, and what the clients of this crate have in common.

use std::time::Duration;

use contracts::Topic;
use rdkafka::ClientConfig;
use rdkafka::config::RDKafkaLogLevel;

/// The headers of a record.
pub(crate) mod header {
    pub(crate) const ID: &str = "ce_id";
    pub(crate) const TYPE: &str = "ce_type";
    pub(crate) const SOURCE: &str = "ce_source";
    pub(crate) const STREAM_VERSION: &str = "ce_streamversion";
    pub(crate) const TRACEPARENT: &str = "traceparent";
    pub(crate) const CONTENT_TYPE: &str = "content-type";
    /// Structured mode: the value is the whole envelope.
    pub(crate) const CLOUD_EVENT: &str = "application/cloudevents+json; charset=UTF-8";
}

/// Where Kafka is.
#[derive(Debug, Clone, clap::Args)]
pub struct KafkaArgs {
    /// Brokers to start from: `host:port`, comma separated.
    #[arg(
        long = "kafka-brokers",
        alias = "brokers",
        env = "PACKYTRACE_KAFKA_BROKERS",
        default_value = "127.0.0.1:9094"
    )]
    pub brokers: String,
    /// Put before the name of every topic and group, so that two fleets can share a cluster.
    #[arg(long = "kafka-topic-prefix", env = "PACKYTRACE_KAFKA_TOPIC_PREFIX", default_value = "")]
    pub topic_prefix: String,
}

impl KafkaArgs {
    /// What this cluster calls the topic.
    #[must_use]
    pub fn topic_name(&self, topic: Topic) -> String {
        format!("{}{topic}", self.topic_prefix)
    }

    /// What this cluster calls the topic's dead letters.
    #[must_use]
    pub fn dead_letters_name(&self, topic: Topic) -> String {
        format!("{}{}", self.topic_prefix, topic.dead_letters())
    }

    /// What this cluster calls the consumer group.
    #[must_use]
    pub fn group_name(&self, consumer: &str) -> String {
        format!("{}{consumer}", self.topic_prefix)
    }

    /// The topic of this name in this cluster.
    pub(crate) fn topic(&self, name: &str) -> Option<Topic> {
        name.strip_prefix(self.topic_prefix.as_str())?.parse().ok()
    }

    pub(crate) fn client(&self) -> ClientConfig {
        let mut config = ClientConfig::new();
        config
            .set("bootstrap.servers", &self.brokers)
            .set("client.id", env!("CARGO_PKG_NAME"))
            .set("reconnect.backoff.max.ms", "2000")
            .set_log_level(RDKafkaLogLevel::Critical); // failures are logged once, by who handles them
        config
    }

    /// A producer's settings: nothing is acknowledged before it is safe, nothing is written twice or out of order.
    pub(crate) fn producer(&self, delivery_timeout: Duration) -> ClientConfig {
        let mut config = self.client();
        config
            .set("acks", "all")
            .set("enable.idempotence", "true")
            .set("enable.gapless.guarantee", "true")
            .set("compression.type", "lz4")
            .set("linger.ms", "2")
            .set("message.timeout.ms", delivery_timeout.as_millis().to_string());
        config
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_the_prefix_and_lose_it_again() {
        let kafka = KafkaArgs { brokers: String::new(), topic_prefix: "b-".into() };
        assert_eq!(kafka.topic_name(Topic::Scans), "b-packytrace.scans.v1");
        assert_eq!(kafka.dead_letters_name(Topic::Scans), "b-packytrace.scans.v1.dlq");
        assert_eq!(kafka.topic("b-packytrace.scans.v1"), Some(Topic::Scans));
        assert_eq!(kafka.topic("packytrace.scans.v1"), None);
    }
}
