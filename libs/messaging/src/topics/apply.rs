//! Makes a cluster's topics what the file says.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use rdkafka::admin::{
    AdminClient, AdminOptions, AlterConfig, ConfigSource, NewTopic, ResourceSpecifier, TopicReplication,
};
use rdkafka::client::DefaultClientContext;
use rdkafka::error::KafkaError;
use rdkafka::types::RDKafkaErrorCode;

use super::{TopicsFile, Wanted};
use crate::kafka::KafkaArgs;

/// The cluster is not what the file says, and could not be made so.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// The cluster did not answer.
    #[error("Kafka failed")]
    Kafka(#[from] KafkaError),
    /// A topic was refused.
    #[error("Kafka refused topic {topic}: {code}")]
    Refused {
        /// The topic.
        topic: String,
        /// Kafka's reason.
        code: RDKafkaErrorCode,
    },
    /// Keys would move to other partitions and lose their order.
    #[error(
        "topic {topic} has {found} partitions instead of {wanted}: it needs a new version, not more partitions"
    )]
    Repartition {
        /// The topic.
        topic: String,
        /// What the file says.
        wanted: i32,
        /// What the cluster has.
        found: i32,
    },
}

/// What happened to a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was not there.
    Created,
    /// Its settings were others.
    Altered,
    /// Nothing was to be done.
    Unchanged,
}

/// A topic and what happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The topic, as this cluster calls it.
    pub topic: String,
    /// What happened.
    pub change: Change,
}

const TIMEOUT: Duration = Duration::from_secs(15);

/// Creates what is missing and alters what differs; a second time it changes nothing. Never re-partitions.
///
/// # Errors
/// When the cluster is away or refuses, and when a topic has another number of partitions: then nothing is changed at all.
pub async fn apply(
    file: &TopicsFile,
    kafka: &KafkaArgs,
    replication: Option<i32>,
) -> Result<Vec<Applied>, ApplyError> {
    let cluster = Cluster::connect(kafka)?;
    let wanted: Vec<_> =
        file.wanted().into_iter().map(|wanted| wanted.prefixed(&kafka.topic_prefix)).collect();
    let found = cluster.partitions().await?;
    refuse_repartition(&wanted, &found)?;
    let mut applied = Vec::new();
    for wanted in &wanted {
        let change = if found.contains_key(&wanted.name) {
            cluster.alter(wanted).await?
        } else {
            cluster.create(wanted, replication.unwrap_or(file.replication())).await?
        };
        applied.push(Applied { topic: wanted.name.clone(), change });
    }
    cluster.shows(&wanted).await?;
    Ok(applied)
}

fn refuse_repartition(wanted: &[Wanted], found: &HashMap<String, i32>) -> Result<(), ApplyError> {
    for Wanted { name, partitions, .. } in wanted {
        match found.get(name) {
            Some(count) if count != partitions => {
                return Err(ApplyError::Repartition {
                    topic: name.clone(),
                    wanted: *partitions,
                    found: *count,
                });
            }
            _ => {}
        }
    }
    Ok(())
}

impl Wanted {
    fn prefixed(mut self, prefix: &str) -> Self {
        self.name.insert_str(0, prefix);
        self
    }
}

struct Cluster(std::sync::Arc<AdminClient<DefaultClientContext>>);

impl Cluster {
    fn connect(kafka: &KafkaArgs) -> Result<Self, KafkaError> {
        kafka.client().create().map(|client| Self(std::sync::Arc::new(client)))
    }

    /// The cluster's topics and how many partitions each has.
    async fn partitions(&self) -> Result<HashMap<String, i32>, KafkaError> {
        let client = self.0.clone();
        let metadata = tokio::task::spawn_blocking(move || client.inner().fetch_metadata(None, TIMEOUT));
        let metadata = metadata.await.map_err(|_| KafkaError::Canceled)??;
        let count = |topic: &rdkafka::metadata::MetadataTopic| {
            i32::try_from(topic.partitions().len()).unwrap_or(i32::MAX)
        };
        Ok(metadata.topics().iter().map(|topic| (topic.name().to_owned(), count(topic))).collect())
    }

    async fn create(&self, wanted: &Wanted, replication: i32) -> Result<Change, ApplyError> {
        let mut topic = NewTopic::new(&wanted.name, wanted.partitions, TopicReplication::Fixed(replication));
        for (key, value) in &wanted.settings {
            topic = topic.set(key, value);
        }
        let deadline = Instant::now() + TIMEOUT;
        loop {
            match self.ask_for(&topic).await? {
                None => return Ok(Change::Created),
                Some(RDKafkaErrorCode::TopicAlreadyExists) => return self.alter(wanted).await,
                // The controller answers before the brokers have joined it.
                Some(RDKafkaErrorCode::InvalidReplicationFactor) if Instant::now() < deadline => {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
                Some(code) => return Err(ApplyError::Refused { topic: wanted.name.clone(), code }),
            }
        }
    }

    /// Why the topic was not made, if it was not.
    async fn ask_for(&self, topic: &NewTopic<'_>) -> Result<Option<RDKafkaErrorCode>, ApplyError> {
        let results = self.0.create_topics([topic], &options()).await?;
        Ok(results.into_iter().find_map(|result| result.err().map(|(_, code)| code)))
    }

    /// Waits until brokers show what the controller has made: only then can it be used.
    async fn shows(&self, wanted: &[Wanted]) -> Result<(), ApplyError> {
        let deadline = Instant::now() + TIMEOUT;
        loop {
            let found = self.partitions().await?;
            if wanted.iter().all(|wanted| found.get(&wanted.name) == Some(&wanted.partitions)) {
                return Ok(());
            }
            if Instant::now() > deadline {
                return Err(KafkaError::AdminOp(RDKafkaErrorCode::OperationTimedOut).into());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn alter(&self, wanted: &Wanted) -> Result<Change, ApplyError> {
        if self.own_settings(&wanted.name).await? == wanted.settings {
            return Ok(Change::Unchanged);
        }
        let mut config = AlterConfig::new(ResourceSpecifier::Topic(&wanted.name));
        for (key, value) in &wanted.settings {
            config = config.set(key, value);
        }
        for result in self.0.alter_configs([&config], &options()).await? {
            result.map_err(|(_, code)| ApplyError::Refused { topic: wanted.name.clone(), code })?;
        }
        Ok(Change::Altered)
    }

    /// What was set on the topic itself; the rest are the broker's defaults.
    async fn own_settings(&self, topic: &str) -> Result<BTreeMap<String, String>, ApplyError> {
        let mut own = BTreeMap::new();
        for resource in self.0.describe_configs([&ResourceSpecifier::Topic(topic)], &options()).await? {
            let resource = resource.map_err(|code| ApplyError::Refused { topic: topic.to_owned(), code })?;
            let set_here =
                resource.entries.into_iter().filter(|entry| entry.source == ConfigSource::DynamicTopic);
            own.extend(set_here.filter_map(|entry| Some((entry.name, entry.value?))));
        }
        Ok(own)
    }
}

fn options() -> AdminOptions {
    AdminOptions::new().request_timeout(Some(TIMEOUT)).operation_timeout(Some(TIMEOUT))
}
