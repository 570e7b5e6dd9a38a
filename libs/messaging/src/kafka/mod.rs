//! Where Kafka is, and what the clients of this crate have in common.

mod security;

use std::time::Duration;

use contracts::Topic;
use rdkafka::ClientConfig;
use rdkafka::config::RDKafkaLogLevel;

pub use security::{KafkaSecurity, Mechanism, Protocol};

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
    /// Who we are to them.
    #[command(flatten)]
    pub security: KafkaSecurity,
}

impl KafkaArgs {
    /// A cluster at `host:port`, or at `user:password@host:port` where a password is asked for.
    #[must_use]
    pub fn at(place: &str, topic_prefix: impl Into<String>) -> Self {
        let (security, brokers) = match place.rsplit_once('@') {
            Some((who, brokers)) => {
                let (user, password) = who.split_once(':').unwrap_or((who, ""));
                let Ok(password) = password.parse();
                (KafkaSecurity::password(user, password), brokers)
            }
            None => (KafkaSecurity::default(), place),
        };
        Self { brokers: brokers.to_owned(), topic_prefix: topic_prefix.into(), security }
    }

    /// What every client of the cluster is told, for tools and tests with a client of their own.
    #[must_use]
    pub fn client_settings(&self) -> Vec<(String, String)> {
        let mut config = ClientConfig::new();
        config.set("bootstrap.servers", &self.brokers);
        self.security.apply(&mut config);
        // The map itself shows no passwords.
        let setting = |name: &str| Some((name.to_owned(), config.get(name)?.to_owned()));
        config.config_map().into_keys().filter_map(setting).collect()
    }

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
        self.security.apply(&mut config);
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
        let kafka = KafkaArgs::at("", "b-");
        assert_eq!(kafka.topic_name(Topic::Scans), "b-packytrace.scans.v1");
        assert_eq!(kafka.dead_letters_name(Topic::Scans), "b-packytrace.scans.v1.dlq");
        assert_eq!(kafka.topic("b-packytrace.scans.v1"), Some(Topic::Scans));
        assert_eq!(kafka.topic("packytrace.scans.v1"), None);
    }

    #[test]
    fn a_place_may_say_who_asks_and_no_log_shows_the_password() {
        let kafka = KafkaArgs::at("fleet:s3cret@127.0.0.1:9094", "");
        assert_eq!(kafka.brokers, "127.0.0.1:9094");
        let mut settings = kafka.client_settings();
        settings.sort();
        let told = [
            ("bootstrap.servers", "127.0.0.1:9094"),
            ("sasl.mechanism", "PLAIN"),
            ("sasl.password", "s3cret"),
            ("sasl.username", "fleet"),
            ("security.protocol", "sasl_plaintext"),
        ];
        assert_eq!(settings, told.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert!(!format!("{kafka:?}").contains("s3cret"), "{kafka:?}");
        assert_eq!(
            KafkaArgs::at("127.0.0.1:9799", "").client_settings().len(),
            1,
            "nothing is shown to nobody"
        );
    }
}
