//! Topics of a test's own.

use std::time::{Duration, Instant};

use contracts::{Envelope, Topic};
use messaging::KafkaArgs;
use rdkafka::admin::{AdminClient, AdminOptions, NewTopic, TopicReplication};
use rdkafka::client::DefaultClientContext;
use rdkafka::consumer::{BaseConsumer, Consumer as _};
use rdkafka::message::{Header, Headers as _, OwnedHeaders};
use rdkafka::producer::{FutureProducer, FutureRecord};
use rdkafka::{ClientConfig, Message as _, Offset, TopicPartitionList};
use uuid::Uuid;

use crate::world::until;

pub(crate) const PARTITIONS: i32 = 3;

/// Topics under a prefix of their own, deleted with the test.
pub(crate) struct Kafka {
    pub(crate) args: KafkaArgs,
    producer: FutureProducer,
}

/// A record as it lies in a topic.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) key: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) value: Vec<u8>,
}

impl Seen {
    pub(crate) fn envelope(&self) -> Envelope {
        serde_json::from_slice(&self.value).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// `host:port`, with `user:password@` before it where that is asked for.
pub(crate) fn place() -> String {
    std::env::var("PACKYTRACE_TEST_KAFKA")
        .expect("PACKYTRACE_TEST_KAFKA must name a Kafka broker (`make test` sets it)")
}

fn config(kafka: &KafkaArgs) -> ClientConfig {
    let mut config: ClientConfig = kafka.client_settings().into_iter().collect();
    config.set("group.id", "messaging-tests").set("enable.auto.commit", "false");
    config
}

impl Kafka {
    /// With the given topics and their dead letters.
    pub(crate) async fn with(topics: &[Topic]) -> Self {
        let args = KafkaArgs::at(&place(), format!("t{}-", Uuid::new_v4().simple()));
        let kafka = Self { producer: config(&args).create().unwrap(), args };
        let names: Vec<_> = topics
            .iter()
            .flat_map(|topic| [kafka.args.topic_name(*topic), kafka.args.dead_letters_name(*topic)])
            .collect();
        let new: Vec<_> =
            names.iter().map(|name| NewTopic::new(name, PARTITIONS, TopicReplication::Fixed(1))).collect();
        if new.is_empty() {
            return kafka;
        }
        for created in kafka.admin().create_topics(&new, &AdminOptions::new()).await.unwrap() {
            created.unwrap();
        }
        kafka
    }

    pub(crate) fn admin(&self) -> AdminClient<DefaultClientContext> {
        config(&self.args).create().unwrap()
    }

    /// Puts the envelope on its topic, as the relay does.
    pub(crate) async fn put(&self, topic: Topic, envelope: &Envelope) {
        self.put_value(topic, envelope, &serde_json::to_vec(envelope).unwrap()).await;
    }

    /// Puts a value that need not be an envelope under the envelope's key and headers.
    pub(crate) async fn put_value(&self, topic: Topic, envelope: &Envelope, value: &[u8]) {
        let version = envelope.stream_version.to_string();
        let headers = OwnedHeaders::new()
            .insert(Header { key: "ce_id", value: Some(&envelope.id.to_string()) })
            .insert(Header { key: "ce_streamversion", value: Some(&version) });
        let name = self.args.topic_name(topic);
        let record = FutureRecord::to(&name).key(&envelope.subject).payload(value).headers(headers);
        self.producer.send(record, Duration::from_secs(10)).await.unwrap();
    }

    /// Everything in the topic by now, each partition in its order.
    pub(crate) async fn all(&self, topic: &str) -> Vec<Seen> {
        read(self.args.clone(), format!("{}{topic}", self.args.topic_prefix)).await
    }

    /// Everything in the topic, once there are so many different events.
    pub(crate) async fn events(&self, topic: Topic, count: usize) -> Vec<Envelope> {
        until(&format!("{count} events on {topic}"), async || {
            let seen: Vec<_> = self.all(topic.name()).await.iter().map(Seen::envelope).collect();
            let different: std::collections::HashSet<_> = seen.iter().map(|envelope| envelope.id).collect();
            (different.len() >= count).then_some(seen)
        })
        .await
    }
}

/// Reads a whole topic from its start to its end.
pub(crate) async fn read(kafka: KafkaArgs, topic: String) -> Vec<Seen> {
    tokio::task::spawn_blocking(move || {
        let client: BaseConsumer = config(&kafka).set("fetch.wait.max.ms", "20").create().unwrap();
        let mut left = assign(&client, &topic);
        let mut seen = Vec::new();
        while left.iter().any(|(_, next, end)| next < end) {
            let message = client.poll(Duration::from_secs(10)).expect("a record in 10 s").unwrap();
            let place = left.iter_mut().find(|(partition, ..)| *partition == message.partition()).unwrap();
            place.1 = message.offset() + 1;
            seen.push((message.partition(), message.offset(), detach(&message)));
        }
        seen.sort_by_key(|(partition, offset, _)| (*partition, *offset));
        seen.into_iter().map(|(_, _, record)| record).collect()
    })
    .await
    .unwrap()
}

fn assign(client: &BaseConsumer, topic: &str) -> Vec<(i32, i64, i64)> {
    let timeout = Duration::from_secs(10);
    let metadata = client.fetch_metadata(Some(topic), timeout).unwrap();
    let mut list = TopicPartitionList::new();
    let mut left = Vec::new();
    for partition in metadata.topics()[0].partitions() {
        let (low, high) = watermarks(client, topic, partition.id());
        list.add_partition_offset(topic, partition.id(), Offset::Offset(low)).unwrap();
        left.push((partition.id(), low, high));
    }
    client.assign(&list).unwrap();
    left
}

/// A topic that was made this moment may have no leader yet.
fn watermarks(client: &BaseConsumer, topic: &str, partition: i32) -> (i64, i64) {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        match client.fetch_watermarks(topic, partition, Duration::from_secs(5)) {
            Ok(watermarks) => return watermarks,
            Err(error) => assert!(Instant::now() < deadline, "{error}"),
        }
    }
}

fn detach(message: &rdkafka::message::BorrowedMessage<'_>) -> Seen {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let headers = message.headers().map_or_else(Vec::new, |headers| {
        headers.iter().map(|header| (header.key.to_owned(), text(header.value.unwrap_or_default()))).collect()
    });
    Seen {
        key: text(message.key().unwrap_or_default()),
        headers,
        value: message.payload().unwrap_or_default().to_vec(),
    }
}

impl Drop for Kafka {
    fn drop(&mut self) {
        let (admin, prefix) = (self.admin(), self.args.topic_prefix.clone());
        let clean_up = move || {
            let metadata = admin.inner().fetch_metadata(None, Duration::from_secs(5)).unwrap();
            let names = metadata.topics().iter().map(rdkafka::metadata::MetadataTopic::name);
            let ours: Vec<_> = names.filter(|name| name.starts_with(&prefix)).collect();
            let deleted = admin.delete_topics(&ours, &AdminOptions::new());
            tokio::runtime::Runtime::new().unwrap().block_on(deleted).unwrap();
        };
        let cleaned_up = std::thread::spawn(clean_up).join();
        assert!(cleaned_up.is_ok() || std::thread::panicking(), "the test's topics were deleted");
    }
}
